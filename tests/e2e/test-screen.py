#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One's screen in calls through a real server: bars that are painted on the X display are measured at the other end, in their order.

The whole screen is taken where there is no portal, after a question of the program's own; else what a portal gives by a real PipeWire."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from gi.repository import GLib  # noqa: E402

from e2e.video import VideoTest  # noqa: E402
from harness import tap, x11  # noqa: E402
from harness.cameras import MAGENTA, ROW, is_like, to_rgb  # noqa: E402
from servers.portal import ScreenPortal  # noqa: E402
from servers.process import DeadlineError, wait_for  # noqa: E402
from ui.desk import Desk, ShownPhone  # noqa: E402

SCREEN = (1920, 1200)
COLUMNS = 8  # of the fields that the friend measures, in two rows


class Bars:
    """Four windows side by side, as wide as the screen, in its lower half."""

    def __init__(self):
        self.colours = list(ROW)
        self._display = x11.Display()
        width, top = SCREEN[0] // len(ROW), SCREEN[1] * 55 // 100
        self._windows = [self._display.add_window((n * width, top, width, SCREEN[1] - top), to_rgb(colour)) for n, colour in enumerate(ROW)]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for window in self._windows:
            self._display.remove_window(window)

    def paint(self, number, colour):
        self.colours[number] = colour
        self._display.paint(self._windows[number], to_rgb(colour))

    def are_in(self, fields):
        """Whether they are seen there. A picture of another shape has a border: its outermost fields say nothing."""
        lower = fields[COLUMNS:]
        return len(lower) == COLUMNS and all(is_like(lower[n], self.colours[n // 2]) for n in range(1, COLUMNS - 1))


class Screen(VideoTest):
    program = ShownPhone

    @classmethod
    def start_program(cls):
        cls.phone.start_shown()
        cls.desk = Desk(cls.phone)

    def setUp(self):
        self.bars = self.enterContext(Bars())

    def tearDown(self):
        self.phone.hang_up_all()

    def call_by(self, codec):
        self.friend.tell(f"codecs {codec}")
        call = self.call()
        self.wait_seen()
        self.assertEqual(call["VideoCodec"], codec)
        return call

    def wait_bars(self):
        try:
            wait_for(lambda: self.bars.are_in(self.friend.colours()), "bars of the screen at the friend", 30, 0.1)
        except DeadlineError as error:
            raise DeadlineError(f"{error}, who sees {self.friend.colours()}") from None

    def ask(self):
        """As the button does; there is a question then, the desktop's or our own."""
        self.phone.activate("share-screen")

    def share_all(self):
        """Where there is no portal, as on a plain X11."""
        self.ask()
        self.desk.press("push button", ".*Share Screen")

    def press_stop(self):
        self.desk.press("push button", ".*Stop")

    def check_sharing(self, share, stop):
        """The screen takes the camera's place at the friend, changes there, and gives way again, all of it without an INVITE."""
        invites = self.count_invites()
        share()
        self.wait_bars()
        self.wait_unlit()
        self.say(f"{self.friend.frames()[1]} at {self.friend.frame_rate(20):.1f} a second at the friend")
        self.bars.paint(1, MAGENTA)
        self.wait_bars()
        stop()
        self.wait_seen()
        self.assertEqual(self.count_invites(), invites)

    def test_by_vp8(self):
        self.call_by("VP8")
        self.check_sharing(self.share_all, self.press_stop)

    def test_by_h264(self):
        self.call_by("H264")
        self.check_sharing(self.share_all, self.press_stop)

    def test_by_portal(self):
        call = self.call_by("H264")
        with ScreenPortal() as portal:
            self.check_sharing(self.ask, self.press_stop)
            portal.wait_closed(1)
            self.check_stopped_by_desktop(call, portal)

    def check_stopped_by_desktop(self, call, portal):
        """A camera that was off before is off again."""
        invites = self.count_invites()
        call["CameraOn"] = GLib.Variant("b", False)
        wait_for(self.is_dark, "dark picture at the friend")
        self.ask()
        self.wait_bars()
        portal.close_session()
        wait_for(self.is_dark, "dark picture at the friend after it")
        self.assertFalse(self.cameras.is_lit("Front"))
        self.assertEqual(self.count_invites(), invites)


if __name__ == "__main__":
    tap.main()
