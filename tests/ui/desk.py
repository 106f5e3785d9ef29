# SPDX-License-Identifier: GPL-3.0-or-later
"""The window of the real program as a person or a screen reader has it: widgets by role and name, keys, and pictures."""

import pathlib
import re
import subprocess
import sys
import time

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parents[1]), str(pathlib.Path(__file__).resolve().parents[1] / "harness")]

import gi  # noqa: E402

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

import x11  # noqa: E402
from e2e.phone import Phone  # noqa: E402
from servers.process import Process, wait_for  # noqa: E402


def _is_placed(node):
    """Whether a widget has a place in its window; GTK 4.8 does not tell whether it is mapped."""
    component = node.get_component_iface()
    extents = component and component.get_extents(Atspi.CoordType.WINDOW)
    return extents is not None and extents.width > 0 and extents.height > 0


def _walk(node):
    """Yields a node and all below it; what goes away meanwhile is passed over."""
    yield node
    try:
        children = [node.get_child_at_index(i) for i in range(node.get_child_count())]
    except GLib.Error:
        return
    for child in filter(None, children):
        yield from _walk(child)


class ShownPhone(Phone):
    """The program with its window; `variables` are added to its environment."""

    def __init__(self, settings=None, variables=None):
        super().__init__(settings)
        self._variables = variables or {}

    def environment(self):
        return super().environment() | self._variables

    def start_shown(self, *arguments):
        """Starts the program as from the desktop."""
        self._process = Process([self.program, *arguments], self.profile / "log", self.environment())
        wait_for(self._is_there, "Bellwire on the bus", 20)


class Desk:
    """Looks at the windows of a running e2e.phone.Phone."""

    def __init__(self, phone):
        self._phone = phone
        self._display = x11.Display()
        Atspi.set_timeout(2000, 2000)

    def _application(self):
        while GLib.MainContext.default().iteration(False):  # what is known of the widgets is brought up to date
            pass
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child and child.get_process_id() == self._phone.pid:
                return child
        return None

    def search(self, role, name, folded_too=False):
        """Yields the widgets to be seen (or folded away) whose role and accessible name match the patterns."""
        application = self._application()
        for node in _walk(application) if application else ():
            try:
                if (re.fullmatch(name, node.get_name() or "") and re.fullmatch(role, node.get_role_name())
                        and (folded_too or _is_placed(node))):
                    yield node
            except GLib.Error:
                continue

    def find(self, role, name, deadline=10.0, folded_too=False):
        return wait_for(lambda: next(self.search(role, name, folded_too), None), f"{role} '{name}'", deadline)

    def sees(self, role, name):
        return next(self.search(role, name), None) is not None

    def press(self, role, name):
        """Presses the first button, or whatever else has an action."""
        def pressable():
            actions = (node.get_action_iface() for node in self.search(role, name))
            return next((action for action in actions if action and action.get_n_actions()), None)
        wait_for(pressable, f"{role} '{name}'").do_action(0)

    def fill(self, name, text):
        """Puts a text into the entry of that name."""
        Atspi.EditableText.set_text_contents(self.find("text", name, folded_too=True), text)

    def text_of(self, name):
        """What stands in the entry of that name."""
        node = self.find("text", name, folded_too=True)
        return Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))

    def keys(self, *arguments):
        """xdotool's own words: `key ctrl+n`, `type text`."""
        subprocess.run(["xdotool", *arguments], check=True)

    def focus(self):
        """Gives the keyboard to the topmost window, as a window manager would."""
        subprocess.run(["xdotool", "windowfocus", "--sync", str(self.windows()[-1])], check=True)

    def resize(self, width, height):
        """Makes the topmost window that large."""
        window = self.windows()[-1]
        subprocess.run(["xdotool", "windowsize", "--sync", str(window), str(width), str(height)], check=True)

    def sizes(self):
        """Width and height of each window."""
        return [self._display.box(window)[2:] for window in self.windows()]

    def windows(self):
        return self._display.windows(self._phone.pid)

    def wait_for_window(self, deadline=20.0):
        wait_for(lambda: self._display.has_painted_window(self._phone.pid), "painted window", deadline)

    def picture(self, path, top_only=False):
        """Writes what is to be seen of the program (or of its topmost window) as PNG, once it stands still: three pictures in a row that are the same."""
        path.parent.mkdir(parents=True, exist_ok=True)
        seen, end = [], time.monotonic() + 3
        while len(seen) < 3 or (len(set(seen[-3:])) > 1 and time.monotonic() < end):
            subprocess.run(["import", "-window", "root", *self._crop(top_only), "+repage", f"PNG32:{path}"], check=True)
            seen.append(subprocess.run(["identify", "-format", "%#", path], check=True, capture_output=True).stdout)
            time.sleep(0.05)

    def _crop(self, top_only):
        """The part of the screen that holds the windows; they are known from the lowest to the topmost."""
        boxes = [box for box in map(self._display.box, self.windows()) if box][-1 if top_only else 0:]
        if not boxes:
            return []
        left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
        right, bottom = max(box[0] + box[2] for box in boxes), max(box[1] + box[3] for box in boxes)
        return ["-crop", f"{right - left}x{bottom - top}+{left}+{top}"]
