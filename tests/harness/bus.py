# SPDX-License-Identifier: GPL-3.0-or-later
"""A session bus beside that of the session, for a second program that wants the same name."""

import pathlib
import re
import shutil
import tempfile

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio  # noqa: E402

from servers.process import Process  # noqa: E402

CLIENT = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION


class Bus:
    """Nothing is on it but who is started with `variables` and who connects."""

    def __init__(self):
        self._directory = pathlib.Path(tempfile.mkdtemp(prefix="bellwire-bus-"))
        self._process = Process(["dbus-daemon", "--session", "--nofork", "--print-address=1"], self._directory / "log")
        self._process.wait_for_output("guid=")
        self.address = re.search(r"^unix:.*$", self._process.output(), re.M).group(0)
        self.variables = {"DBUS_SESSION_BUS_ADDRESS": self.address}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def connect(self):
        return Gio.DBusConnection.new_for_address_sync(self.address, CLIENT, None, None)

    def close(self):
        self._process.stop()
        shutil.rmtree(self._directory, ignore_errors=True)
