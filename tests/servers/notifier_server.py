# SPDX-License-Identifier: GPL-3.0-or-later
"""tests/servers/notifier as a child process: a server that sends what none should."""

import pathlib
import shlex
import subprocess
import tempfile

from .process import Process, wait_for

PROGRAM = pathlib.Path(__file__).with_name("notifier")


class NotifierServer:
    """The server; `uri` is what a phone is given."""

    def __init__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="bellwire-notifier-")
        self._process = Process([PROGRAM], pathlib.Path(self._folder.name) / "log", stdin=subprocess.PIPE)
        self._process.wait_for_output("READY=1")
        self._answers = 2
        self.uri = f"sip:127.0.0.1:{self._lines()[0].removeprefix('PORT=')};transport=tcp"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.stop()
        self._process.stdin.close()
        self._folder.cleanup()

    def _lines(self):
        return self._process.output().splitlines()

    def tell(self, *words):
        """A command; its answer."""
        self._process.stdin.write(f"{shlex.join(words)}\n".encode())
        self._process.stdin.flush()
        self._answers += 1
        wait_for(lambda: self._process.output().count("\n") >= self._answers, "answer of the server", 20)
        return self._lines()[self._answers - 1]
