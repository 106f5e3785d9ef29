# SPDX-License-Identifier: GPL-3.0-or-later
"""The window of the real program as a person or a screen reader has it: widgets by role and name, keys, and pictures."""

import pathlib
import re
import subprocess
import sys
import time

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parents[1])]

from gi.repository import GLib  # noqa: E402

from e2e.phone import Phone  # noqa: E402
from harness import x11  # noqa: E402
from servers.process import Process, wait_for  # noqa: E402
from ui.atspi import Accessibility  # noqa: E402

FRAME = 16  # pixels that a window has around its content
PAUSE = 0.1  # seconds between two looks at all widgets: each costs the program as much as the looker


class ShownPhone(Phone):
    """The program with its window."""

    def start_shown(self, *arguments):
        """Starts the program as from the desktop."""
        self._process = Process([self.program, *arguments], self.profile / "log", self.environment())
        wait_for(self._is_there, "Bellwire on the bus", 20)


class Desk:
    """Looks at the windows of a running ShownPhone. Roles and names are patterns."""

    def __init__(self, phone):
        self._phone = phone
        self._display = x11.Display()
        self._accessibility = Accessibility()

    def search(self, role, name, folded_too=False):
        """Yields the widgets with a place in their window (or all) whose role and accessible name match."""
        for widget in self._accessibility.widgets(self._phone.pid):
            try:
                if (re.fullmatch(name, widget.name) and re.fullmatch(role, widget.role())
                        and (folded_too or min(widget.box()[2:]) > 0)):
                    yield widget
            except GLib.Error:  # it has gone meanwhile
                continue

    def find(self, role, name, deadline=10.0, folded_too=False):
        return wait_for(lambda: next(self.search(role, name, folded_too), None), f"{role} '{name}'", deadline, PAUSE)

    def wait_selected(self, role, name):
        """Waits until the widget is the selected one, as a tab is."""
        wait_for(lambda: any(widget.is_selected() for widget in self.search(role, name)), f"{role} '{name}' selected",
                 interval=PAUSE)

    def act(self, role, name, *actions):
        """Carries out the first of the actions that a widget has: what a menu does, or a button."""
        def find():
            for widget in self.search(role, name):
                action = next((action for action in actions if action in widget.actions()), None)
                if action:
                    return widget, action
            return None
        widget, action = wait_for(find, f"{role} '{name}' to {' or '.join(actions)}", interval=PAUSE)
        widget.act(action)

    def press(self, role, name):
        self.act(role, name, "click", "toggle", "activate")

    def click(self, role, name, button=1):
        """Clicks into the middle of a widget with the pointer."""
        left, top, width, height = self.find(role, name).box()
        x, y, outer_width, outer_height = self._display.box(self.windows()[-1])
        inner_width, inner_height = self._frame_sizes()[-1]
        self.keys("mousemove", str(x + (outer_width - inner_width) // 2 + left + width // 2),
                  str(y + (outer_height - inner_height) // 2 + top + height // 2), "click", str(button))

    def fill(self, name, text):
        """Puts a text into the entry of that name, the one of the newest window where there are several."""
        wait_for(lambda: list(self.search("text", name, folded_too=True)), f"entry '{name}'", interval=PAUSE)[-1].set_text(text)

    def text_of(self, name):
        """What stands in the entry of that name."""
        return self.find("text", name, folded_too=True).text()

    def keys(self, *arguments):
        """xdotool's own words: `key ctrl+n`, `type text`."""
        subprocess.run(["xdotool", *arguments], check=True)

    def search_for(self, text):
        """Types into the search of the list that is shown."""
        self.focus()
        self.keys("key", "ctrl+f")
        self.keys("key", "ctrl+a")
        self.keys("type", text)

    def focus(self):
        """Gives the keyboard to the topmost window, as a window manager would."""
        self.keys("windowfocus", "--sync", str(self.windows()[-1]))

    def rest_pointer(self):
        """Takes the pointer to where no window has a tooltip for it."""
        self.keys("mousemove", "--sync", "1900", "1190")

    def resize(self, width, height):
        """Makes the topmost window that large, and waits until the program knows of it; a window may be about that large already."""
        before = self._frame_sizes()
        self.keys("windowsize", "--sync", str(self.windows()[-1]), str(width), str(height))
        wait_for(lambda: self._frame_sizes() != before or
                 any(abs(w - width) <= FRAME and abs(h - height) <= FRAME for w, h in before), "another size")

    def _frame_sizes(self):
        return [widget.box()[2:] for widget in self.search("frame", ".*")]

    def sizes(self):
        """Width and height of each window."""
        return [self._display.box(window)[2:] for window in self.windows()]

    def windows(self):
        """The windows of the program from the lowest to the topmost."""
        return self._display.windows(self._phone.pid)

    def wait_for_window(self, deadline=20.0):
        wait_for(lambda: self._display.has_painted_window(self._phone.pid), "painted window", deadline)

    def picture(self, path, top_only=False, patience=3):
        """Writes what is to be seen of the program (or of its topmost window) as PNG, once it stands still: three pictures in a
        row that are the same, or after `patience` seconds."""
        path.parent.mkdir(parents=True, exist_ok=True)
        seen, end = [], time.monotonic() + patience
        while len(seen) < 3 or (len(set(seen[-3:])) > 1 and time.monotonic() < end):
            subprocess.run(["import", "-window", "root", *self._crop(top_only), "+repage", f"PNG32:{path}"], check=True)
            seen.append(subprocess.run(["identify", "-format", "%#", path], check=True, capture_output=True).stdout)
            time.sleep(0.05)

    def _crop(self, top_only):
        """The part of the screen that holds the windows."""
        boxes = [box for box in map(self._display.box, self.windows()) if box][-1 if top_only else 0:]
        if not boxes:
            return []
        left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
        right, bottom = max(box[0] + box[2] for box in boxes), max(box[1] + box[3] for box in boxes)
        return ["-crop", f"{right - left}x{bottom - top}+{left}+{top}"]
