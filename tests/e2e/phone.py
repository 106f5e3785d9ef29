# SPDX-License-Identifier: GPL-3.0-or-later
"""The real program with a throw-away profile, driven over D-Bus. One at a time in a session: it owns its name on the bus."""

import configparser
import contextlib
import os
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

from servers.process import DeadlineError, Process, wait_for  # noqa: E402

NAME = "io.github.bellwire.Bellwire"
ROOT = "/io/github/bellwire/Bellwire"
BUILD = pathlib.Path(os.environ.get("BW_BUILD") or pathlib.Path(__file__).resolve().parents[2] / "build")
SETTINGS = {"echo-cancellation": "false"}  # the echo friend's echo is what is looked for


class PhoneError(Exception):
    """The program said no: `name` is the D-Bus error, the text is its sentence."""

    def __init__(self, error):
        super().__init__(error.message)
        self.name = Gio.DBusError.get_remote_error(error)


class ProgramEnded(AssertionError):
    """The program is not there any more."""


class Remote:
    """An object of the program: an account, a call or a watched address."""

    def __init__(self, phone, path, interface):
        self._phone, self.path, self._interface = phone, path, f"{NAME}.{interface}"

    def __getitem__(self, name):
        return self._phone.call(self.path, "org.freedesktop.DBus.Properties.Get", "(ss)", self._interface, name)

    def __setitem__(self, name, variant):
        self._phone.call(self.path, "org.freedesktop.DBus.Properties.Set", "(ssv)", self._interface, name, variant)

    def exists(self):
        return self.path in self._phone.objects()

    def do(self, method, signature="()", *arguments):
        """Calls a method of the object."""
        return self._phone.call(self.path, f"{self._interface}.{method}", signature, *arguments)

    def wait_for(self, name, value, deadline=15.0):
        """Waits until the property has the value."""
        seen = []

        def has_it():
            seen[:] = [self[name]]
            return seen[0] == value
        try:
            wait_for(has_it, f"{name} {value}", deadline)
        except AssertionError as error:
            raise AssertionError(f"{error}: {name} is {seen}\n{self._phone.log_tail()}") from None


class Signals:
    """Signals of the program's Phone1 since the making of this, in the order in which they came: `seen` holds (member, values)."""

    def __init__(self, bus):
        self._bus, self.seen = bus, []
        self._subscription = bus.signal_subscribe(None, f"{NAME}.Phone1", None, ROOT, None, Gio.DBusSignalFlags.NONE, self._note)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._bus.signal_unsubscribe(self._subscription)

    def _note(self, _bus, _sender, _path, _interface, member, values):
        self.seen.append((member, values.unpack()))

    def wait_for(self, member, condition=lambda *values: True, deadline=15.0):
        """The values of the first signal `member` that the condition holds for."""
        def find():
            while GLib.MainContext.default().iteration(False):
                pass
            return next((values for name, values in self.seen if name == member and condition(*values)), None)
        try:
            return wait_for(find, f"signal {member}", deadline)
        except DeadlineError as error:
            raise DeadlineError(f"{error}; there were {self.seen[-20:]}") from None

    def states(self, id):
        """The states that the message has gone through."""
        return [values[1] for member, values in self.seen if member == "MessageStateChanged" and values[0] == id]


class Phone:
    """The program. `start` runs it in the background; what is not closed by `stop` is lost by `kill`, as in life."""

    def __init__(self, settings=None, variables=None, launcher=(), bus=None):
        """`variables` are added to its environment; `launcher`: the words of a command that becomes the program, such as env; `bus`: a
        session bus of its own, so that there can be two of it."""
        self._launcher, self._variables = launcher, (variables or {}) | (bus.variables if bus else {})
        self.profile = pathlib.Path(tempfile.mkdtemp(prefix="bellwire-profile-"))
        self._bus = bus.connect() if bus else Gio.bus_get_sync(Gio.BusType.SESSION)
        self._process = None
        self._settings = SETTINGS | (settings or {})
        self._write_settings()

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.close()

    def _write_settings(self):
        """At once, not in two steps: a program that runs looks."""
        folder = self.profile / "config/glib-2.0/settings"
        folder.mkdir(parents=True, exist_ok=True)
        lines = [f"{key}={value}" for key, value in self._settings.items()]
        (folder / "new").write_text("\n".join(["[io/github/bellwire/Bellwire]", *lines, ""]))
        (folder / "new").rename(folder / "keyfile")

    def change_settings(self, **settings):
        """Sets keys of the settings; `_` stands for the hyphen in their names."""
        self._settings |= {key.replace("_", "-"): value for key, value in settings.items()}
        self._write_settings()

    def environment(self):
        return os.environ | {
            "XDG_CONFIG_HOME": str(self.profile / "config"), "XDG_DATA_HOME": str(self.profile / "data"),
            "XDG_CACHE_HOME": str(self.profile / "cache"), "XDG_STATE_HOME": str(self.profile / "state"),
            "GSETTINGS_BACKEND": "keyfile", "GSETTINGS_SCHEMA_DIR": str(BUILD / "data"),
            "BELLWIRE_SOUNDS_DIR": str(BUILD / "data/sounds"), "BELLWIRE_LOCALE_DIR": str(BUILD / "po"), "G_DEBUG": "fatal-criticals",
            "GST_REGISTRY": f"{os.environ['XDG_CACHE_HOME']}/gstreamer"} | self._variables  # not to look at all plugins at each start

    @property
    def pid(self):
        return self._process.pid

    @property
    def program(self):
        return BUILD / "src/bellwire"

    def log_tail(self):
        return self._process.output()[-4000:]

    def is_running(self):
        return self._process.is_running()

    def start(self, *arguments):
        """Starts the program, hidden unless arguments say otherwise, and returns when it is on the bus."""
        self._process = Process([*self._launcher, self.program, *(arguments or ["--background"])], self.profile / "log", self.environment())
        wait_for(self._is_there, "Bellwire on the bus", 20)
        self._wait_for_engine()

    def _is_there(self):
        if not self._process.is_running():
            raise ProgramEnded(f"the program ended at once:\n{self.log_tail()}")
        owner = self._bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner",
                                    GLib.Variant("(s)", (NAME,)), None, Gio.DBusCallFlags.NONE, 5000, None)
        return owner.unpack()[0]

    def _wait_for_engine(self):
        """The name comes before the engine; a call waits for it, also one that is refused then."""
        try:
            self.dial("")
        except PhoneError:
            pass

    def run_again(self, *arguments):
        """A second start of the program while the first one runs; returns its exit status."""
        return subprocess.run([self.program, *arguments], env=self.environment(), timeout=20).returncode

    def call(self, path, method, signature, *arguments):
        """Calls INTERFACE.METHOD at `path`; returns its one result, or None."""
        interface, _, member = method.rpartition(".")
        try:
            result = self._bus.call_sync(NAME, path, interface, member, GLib.Variant(signature, arguments), None,
                                         Gio.DBusCallFlags.NO_AUTO_START, 20000, None).unpack()
            return result[0] if result else None
        except GLib.Error as caught:
            error = caught
        self._assert_alive()
        raise PhoneError(error)

    def _assert_alive(self):
        """A crash is told once and as what it is, with the program's last words."""
        try:
            status = self._process.wait(0.3)
        except DeadlineError:
            return
        raise ProgramEnded(f"the program has ended ({status}):\n{self.log_tail()}")

    def objects(self):
        """Paths of all objects with their interfaces and properties."""
        return self.call(ROOT, "org.freedesktop.DBus.ObjectManager.GetManagedObjects", "()")

    def _of(self, interface):
        paths = [path for path, interfaces in self.objects().items() if f"{NAME}.{interface}" in interfaces]
        return [Remote(self, path, interface) for path in sorted(paths, key=lambda path: (len(path), path))]

    def accounts(self):
        return self._of("Account1")

    def calls(self):
        return self._of("Call1")

    def buddies(self):
        return self._of("Buddy1")

    def _call_states(self):
        """The calls with their states, in one answer: what is asked of one after the other may be gone between."""
        return [(Remote(self, path, "Call1"), interfaces[f"{NAME}.Call1"]["State"])
                for path, interfaces in self.objects().items() if f"{NAME}.Call1" in interfaces]

    def live_calls(self):
        """The calls that have not ended; ended ones stay in the list for some seconds."""
        return [call for call, state in self._call_states() if state != "ended"]

    def hang_up_all(self):
        """Leaves the program as the next test wants it: there, and without calls."""
        if not self.is_running():
            self.start()
        for call in self.live_calls():
            with contextlib.suppress(PhoneError):  # it has ended by itself
                call.do("HangUp")
        wait_for(lambda: not self.live_calls(), "end of all calls", 20)

    def add_account(self, address, password=None, server=None, **more):
        settings = {"address": GLib.Variant("s", address), **more}
        if password is not None:
            settings["password"] = GLib.Variant("s", password)
        if server:
            settings["server"] = GLib.Variant("s", server)
        return Remote(self, self.call(ROOT, f"{NAME}.Phone1.AddAccount", "(a{sv})", settings), "Account1")

    def dial(self, address, account="/", video=False):
        return Remote(self, self.call(ROOT, f"{NAME}.Phone1.Dial", "(osb)", account, address, video), "Call1")

    def watch(self, address, name=""):
        return Remote(self, self.call(ROOT, f"{NAME}.Phone1.AddBuddy", "(ss)", address, name), "Buddy1")

    def set(self, name, text):
        """Sets a property of the phone as a whole."""
        self.call(ROOT, "org.freedesktop.DBus.Properties.Set", "(ssv)", f"{NAME}.Phone1", name, GLib.Variant("s", text))

    def write(self, peer, text, account="/"):
        """Sends a message; its id."""
        return self.call(ROOT, f"{NAME}.Phone1.SendMessage", "(oss)", account, peer, text)

    def signals(self):
        return Signals(self._bus)

    def wait_for_incoming(self, deadline=15.0):
        """The call that rings here."""
        return wait_for(lambda: next((call for call, state in self._call_states() if state == "incoming"), None), "incoming call", deadline)

    def activate(self, action):
        """An action of the program, as from its menu."""
        self.call(ROOT, "org.gtk.Actions.Activate", "(sava{sv})", action, [], {})

    @property
    def database(self):
        """The file of the history."""
        return self.profile / "data/bellwire/history.db"

    def _read(self, query):
        """From a copy: the program lets nobody else at its file."""
        with tempfile.TemporaryDirectory(prefix="bellwire-copy-") as folder:
            for path in self.database.parent.glob(f"{self.database.name}*"):
                if path.name in (self.database.name, f"{self.database.name}-wal"):
                    shutil.copy(path, folder)
            with sqlite3.connect(pathlib.Path(folder) / self.database.name) as database:
                database.row_factory = sqlite3.Row
                rows = [dict(row) for row in database.execute(query)]
            database.close()
        return rows

    def history(self):
        """The records of the history, oldest first, as dictionaries; read while the program runs, too."""
        return self._read("SELECT * FROM calls ORDER BY started")

    def messages(self):
        """The messages of the history, oldest first, with their `account` and `peer`."""
        return self._read("SELECT messages.*, account, peer FROM messages JOIN conversations ON conversations.id = conversation "
                          "WHERE removed = 0 ORDER BY messages.id")

    def edit_accounts(self, change):
        """Calls `change` with the parsed accounts.conf while the program is off, and writes it back."""
        path = self.profile / "config/bellwire/accounts.conf"
        file = configparser.RawConfigParser(delimiters="=")
        file.optionxform = str
        file.read(path)
        change(file)
        with open(path, "w") as output:
            file.write(output, space_around_delimiters=False)

    def stop(self, deadline=10.0):
        """Asks the program to end, as a logout does; returns its exit status."""
        self._process.stop(deadline)
        return self._process.wait()

    def kill(self):
        self._process.kill()

    def close(self):
        if self._process:
            self._process.stop(10)
        shutil.rmtree(self.profile, ignore_errors=True)
