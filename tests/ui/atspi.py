# SPDX-License-Identifier: GPL-3.0-or-later
"""The widgets of a program as the accessibility bus tells them. Asked anew each time: libatspi's own memory of them goes stale."""

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

REGISTRY, DESKTOP, CACHE = "org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root", "/org/a11y/atspi/cache"
PREFIX = "org.a11y.atspi."
WINDOW_COORDINATES = 1
SELECTED = 1 << 23

# Of the roles that AT-SPI numbers, those that are asked for here; toolkits name them differently.
ROLES = {7: "check box", 23: "frame", 29: "label", 32: "list item", 37: "page tab", 43: "push button", 44: "radio button",
         52: "spin button", 61: "text", 62: "toggle button"}


def _connect():
    session = Gio.bus_get_sync(Gio.BusType.SESSION)
    address = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None,
                                Gio.DBusCallFlags.NONE, 10000, None).unpack()[0]
    flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
    return Gio.DBusConnection.new_for_address_sync(address, flags, None, None)


class Widget:
    """A widget with its accessible name."""

    def __init__(self, bus, reference, name):
        self._bus, self.reference, self.name = bus, reference, name

    def _call(self, method, signature="()", *arguments):
        result = self._bus.call_sync(*self.reference, *_split(method), GLib.Variant(signature, arguments), None,
                                     Gio.DBusCallFlags.NONE, 5000, None).unpack()
        return result[0] if result else None

    def role(self):
        return ROLES.get(self._call("Accessible.GetRole"), "other")

    def box(self):
        """Left, top, width and height in its window; no size where it was never to be seen."""
        return self._call("Component.GetExtents", "(u)", WINDOW_COORDINATES)

    def is_selected(self):
        return bool(self._call("Accessible.GetState")[0] & SELECTED)

    def actions(self):
        return [self._call("Action.GetName", "(i)", index) for index in range(len(self._call("Action.GetActions")))]

    def act(self, name):
        self._call("Action.DoAction", "(i)", self.actions().index(name))

    def text(self):
        count = self._bus.call_sync(*self.reference, "org.freedesktop.DBus.Properties", "Get",
                                    GLib.Variant("(ss)", (PREFIX + "Text", "CharacterCount")), None, Gio.DBusCallFlags.NONE, 5000, None)
        return self._call("Text.GetText", "(ii)", 0, count.unpack()[0])

    def set_text(self, text):
        self._call("EditableText.SetTextContents", "(s)", text)


def _split(method):
    interface, _, member = method.rpartition(".")
    return PREFIX + interface, member


class Accessibility:
    """A connection to the accessibility bus."""

    def __init__(self):
        self._bus = _connect()

    def _ask_all(self, references, interface, member, parameters=None):
        """The first value of each answer, None where there is none; all questions are on their way at once."""
        answers, waiting = [None] * len(references), [len(references)]

        def done(bus, result, index):
            waiting[0] -= 1
            try:
                answers[index] = bus.call_finish(result).unpack()[0]
            except GLib.Error:  # it has gone meanwhile
                pass
        for index, (owner, path) in enumerate(references):
            self._bus.call(owner, path, interface, member, parameters, None, Gio.DBusCallFlags.NONE, 5000, None, done, index)
        while waiting[0]:
            GLib.MainContext.default().iteration(True)
        return answers

    def _children(self, references):
        return self._ask_all(references, PREFIX + "Accessible", "GetChildren")

    def _program(self, pid):
        programs = self._children([(REGISTRY, DESKTOP)])[0] or []
        owners = [GLib.Variant("(s)", (owner,)) for owner, _ in programs]
        pids = [self._ask_all([("org.freedesktop.DBus", "/")], "org.freedesktop.DBus", "GetConnectionUnixProcessID", owner)[0]
                for owner in owners]
        return next((program for program, its in zip(programs, pids) if its == pid), None)

    def _names(self, owner):
        """The names of all widgets of a program that were asked about before, in one answer."""
        try:
            items = self._bus.call_sync(owner, CACHE, PREFIX + "Cache", "GetItems", None, None, Gio.DBusCallFlags.NONE, 5000, None)
        except GLib.Error:  # it has gone meanwhile
            return {}
        return {tuple(item[0]): item[6] for item in items.unpack()[0]}

    def widgets(self, pid):
        """All widgets of the process, in the order of a screen reader."""
        root = self._program(pid)
        below, level = {}, [root] if root else []
        while level:
            for parent, children in zip(level, self._children(level)):
                below[parent] = [tuple(child) for child in children or []]
            level = [child for parent in level for child in below[parent]]
        order, todo = [], [root] if root else []
        while todo:
            order.append(todo.pop())
            todo += reversed(below[order[-1]])
        names = self._names(root[0]) if root else {}
        return [Widget(self._bus, reference, names.get(reference, "")) for reference in order]
