# SPDX-License-Identifier: GPL-3.0-or-later
"""The echo friend as a child process: a second phone without a face, told what to do by lines and telling by lines."""

import os
import pathlib
import shutil
import subprocess
import tempfile

from .process import Process

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
        `voicemail ADDRESS NEW[/OLD]`."""
        self._process.stdin.write(f"{command}\n".encode())
        self._process.stdin.flush()

    def wait_for(self, text, deadline=15.0):
        """Waits until the friend has said `text`."""
        self._process.wait_for_output(text, deadline)

    def output(self):
        return self._process.output()

    def close(self):
        self._process.stop(8)
        self._process.stdin.close()
        shutil.rmtree(self.directory, ignore_errors=True)
