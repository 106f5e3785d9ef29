# SPDX-License-Identifier: GPL-3.0-or-later
"""Child processes that are waited for with a deadline and ended by their process id."""

import ctypes
import os
import random
import signal
import socket
import subprocess
import time

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


class DeadlineError(AssertionError):
    """What was waited for did not come in time."""


def wait_for(condition, what, deadline=10.0, interval=0.02):
    """Polls `condition` until it is true and returns its value; raises DeadlineError after `deadline` seconds."""
    end = time.monotonic() + deadline
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() >= end:
            raise DeadlineError(f"no {what} within {deadline} s")
        time.sleep(interval)


def _is_free(port):
    try:
        for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM):
            with socket.socket(socket.AF_INET, kind) as probe:
                probe.bind(("127.0.0.1", port))
    except OSError:
        return False
    return True


def free_port(span=1):
    """A random port below the kernel's ephemeral ones, free for UDP and TCP, and so are the `span` - 1 after it."""
    while True:
        port = random.randrange(20000, 32000, 2)
        if all(_is_free(port + i) for i in range(span)):
            return port


def _die_with_parent():
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Process:
    """A program with its output in a file; it leads a session of its own, so that its children end with it."""

    def __init__(self, arguments, log, environment=None, directory=None, stdin=subprocess.DEVNULL):
        self.arguments = [str(argument) for argument in arguments]
        self.log = str(log)
        with open(self.log, "ab") as output:
            self._offset = output.tell()
            self._child = subprocess.Popen(
                self.arguments, stdin=stdin, stdout=output, stderr=subprocess.STDOUT, env=environment,
                cwd=directory, start_new_session=True, preexec_fn=_die_with_parent)

    @property
    def pid(self):
        return self._child.pid

    @property
    def stdin(self):
        return self._child.stdin

    def is_running(self):
        return self._child.poll() is None

    def output(self):
        """What the program has written since this start of it."""
        with open(self.log, "rb") as file:
            file.seek(self._offset)
            return file.read().decode("utf-8", "replace")

    def wait_for_output(self, text, deadline=10.0):
        """Waits until `text` was written; fails at once where the program ends without it."""
        def seen():
            running = self.is_running()
            if text in self.output():
                return True
            if not running:
                raise DeadlineError(f"{self.arguments[0]} ended without '{text}':\n{self.output()}")
            return False
        wait_for(seen, f"'{text}' from {self.arguments[0]}", deadline)

    def wait(self, deadline=10.0):
        """Waits for the end and returns the exit status."""
        try:
            return self._child.wait(deadline)
        except subprocess.TimeoutExpired:
            raise DeadlineError(f"{self.arguments[0]} did not end within {deadline} s") from None

    def stop(self, deadline=5.0):
        """Asks the program to end, and makes it where it does not."""
        if self.is_running():
            self._child.terminate()
            try:
                self._child.wait(deadline)
            except subprocess.TimeoutExpired:
                self.kill()
        return self._child.returncode

    def kill(self):
        """Ends the program and its children as a crash would."""
        if self.is_running():
            os.killpg(self._child.pid, signal.SIGKILL)
        self._child.wait()
