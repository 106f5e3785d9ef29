# SPDX-License-Identifier: GPL-3.0-or-later
"""The echo friend as a child process: a second phone without a face, told what to do by lines and telling by lines."""

import os
import pathlib
import shutil
import subprocess
import tempfile

from .process import Process, wait_for

ROOT = pathlib.Path(__file__).resolve().parents[2]


def program():
    """The friend's program: BW_ECHO_FRIEND, else where `run` and `check` build it."""
    return os.environ.get("BW_ECHO_FRIEND") or ROOT / "build/tests/friend/bellwire-echo-friend"


class Friend:
    """`user` with `password` on a Kamailio; further arguments go to the program as they are."""

    def __init__(self, server, user, password, *arguments, transport="udp", ring_ms=1000, write_ms=200):
        self.address = f"{user}@{server.domain}"
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="bellwire-friend-"))
        self._process = Process(
            [program(), "--address", self.address, "--password", password, "--server", server.uri(transport),
             "--certificate", server.authority, "--ring-ms", ring_ms, "--write-ms", write_ms, *arguments],
            self.directory / "log", stdin=subprocess.PIPE)

    def __enter__(self):
        self.wait_for(f"registered {self.address}")
        return self

    def __exit__(self, *_):
        self.close()

    def tell(self, command):
        """Sends a command: `call ADDRESS`, `hang-up`, `hold`, `resume`, `dtmf DIGITS`, `answer`, `decline`; `write ADDRESS TEXT`,
        `picture ADDRESS`, `type ADDRESS`, `stop-typing ADDRESS`; `status WORD`, `note [TEXT]`, `watch ADDRESS`, `unwatch ADDRESS`,
        `voicemail ADDRESS NEW[/OLD]`; `video-call ADDRESS`, `answer video`, `video on|off`, `camera on|off`, `ask`,
        `settle refuse|receive|send`, `codecs NAME…`, `loss in|out PERCENT`, `direction`, `frames`, `colours`."""
        self._process.stdin.write(f"{command}\n".encode())
        self._process.stdin.flush()

    def wait_for(self, text, deadline=15.0):
        """Waits until the friend has said `text`."""
        self._process.wait_for_output(text, deadline)

    def ask(self, command, deadline=15.0):
        """Sends a command that is answered by a line that begins with it; the words behind it."""
        def answers():
            return [line.split(" ")[1:] for line in self.output().splitlines() if line.split(" ")[0] == command]
        before = len(answers())
        self.tell(command)
        return wait_for(lambda: answers()[before:], f"answer to '{command}' among {self.output()[-2000:]}", deadline)[0]

    def direction(self):
        """Which way pictures go, as the friend has it: none, send, receive or both."""
        return self.ask("direction")[0]

    def wait_for_direction(self, direction, deadline=15.0):
        wait_for(lambda: self.direction() == direction, f"pictures that go {direction}", deadline, 0.1)

    def colours(self):
        """The mean colours (Y, U, V) of the fields of what it sees, four by two; none where it sees nothing."""
        return [tuple(map(int, field.split(","))) for field in self.ask("colours")]

    def frames(self):
        """How many pictures of its call it has seen, how large the newest is, and when that was counted, in seconds."""
        count, size, time = self.ask("frames")
        return int(count), size, int(time) / 1e6

    def frame_rate(self, frames=30, deadline=30.0):
        """Pictures a second, over so many of them."""
        first, _, start = self.frames()
        last, _, end = wait_for(lambda: (lambda now: now[0] >= first + frames and now)(self.frames()), f"{frames} pictures", deadline, 0.5)
        return (last - first) / (end - start)

    def output(self):
        return self._process.output()

    def close(self):
        self._process.stop(8)
        self._process.stdin.close()
        shutil.rmtree(self.directory, ignore_errors=True)
