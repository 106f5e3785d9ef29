# SPDX-License-Identifier: GPL-3.0-or-later
"""The desktop's portal, which shows the screen of the session by a PipeWire of its own, as a child process."""

import os
import pathlib
import shutil
import subprocess
import tempfile

from .process import Process, wait_for

BUILD = pathlib.Path(os.environ.get("BW_BUILD") or pathlib.Path(__file__).resolve().parents[2] / "build")


class ScreenPortal:
    """On the bus of the session; it says yes to whoever asks."""

    def __init__(self):
        self._directory = pathlib.Path(tempfile.mkdtemp(prefix="bellwire-portal-"))
        self._process = Process([BUILD / "tests/desktop/stand-in-portal"], self._directory / "log", stdin=subprocess.PIPE)

    def __enter__(self):
        self._process.wait_for_output("ready", 20)
        return self

    def __exit__(self, *_):
        self.close()

    def _tell(self, command):
        self._process.stdin.write(f"{command}\n".encode())
        self._process.stdin.flush()

    def close_session(self):
        """The Stop of the desktop itself."""
        self._tell("close")

    def wait_closed(self, count):
        """Waits until the program has closed so many of its sessions."""
        def is_closed():
            self._tell("closed")
            return f"closed {count}\n" in self._process.output()
        wait_for(is_closed, f"end of {count} sessions", 15, 0.1)

    def close(self):
        """The end of its input ends it, and what it has started."""
        self._process.stdin.close()
        self._process.wait(10)
        shutil.rmtree(self._directory, ignore_errors=True)
