# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of calls with pictures share: a server, the real program with a camera, and a friend who says what it sees."""

import unittest

from e2e.phone import Phone
from harness import picture, x11
from harness.cameras import CYAN, ROW, Cameras, is_like
from servers.friend import Friend
from servers.kamailio_server import Kamailio
from servers.process import wait_for

DARK = 60  # luma


class VideoTest(unittest.TestCase):
    """A program with two cameras, and a friend with the moving pattern."""

    program, friend_arguments, settings = Phone, (), {}

    @classmethod
    def setUpClass(cls):
        cls.server = cls.enterClassContext(Kamailio({"alice": "pw", "echo": "pw", "bob": "pw"}))
        cls.friend = cls.enterClassContext(Friend(cls.server, "echo", "pw", *cls.friend_arguments, ring_ms=100))
        cls.cameras = cls.enterClassContext(Cameras(Front=CYAN))
        cls.phone = cls.program(variables=cls.cameras.variables)
        cls.addClassCleanup(cls.phone.close)
        cls.start_program()
        cls.account = cls.phone.add_account("alice@localhost", "pw", cls.server.uri("udp"), **cls.settings)
        cls.account.wait_for("State", "registered")

    @classmethod
    def start_program(cls):
        cls.phone.start()

    def tearDown(self):
        self.phone.hang_up_all()
        self.wait_unlit()

    def wait_unlit(self):
        """The camera is let go of a moment after its last picture was wanted."""
        wait_for(lambda: not self.cameras.is_lit("Front"), "end of the camera's light")

    def say(self, text):
        print(f"# {self._testMethodName}: {text}", flush=True)

    def choose_camera(self, name):
        """As the preferences do: the settings of the program are followed while it runs."""
        self.phone.change_settings(camera=f"'{name}'")

    def count_invites(self):
        return self.server.output().count("request INVITE")

    def call(self, user="echo"):
        call = self.phone.dial(user, video=True)
        call.wait_for("State", "active")
        return call

    def sees(self, own, friend=None):
        """Whether the friend sees a stand-in camera of that colour."""
        fields = (friend or self.friend).colours()
        return len(fields) == 16 and all(is_like(field, colour) for field, colour in zip(fields, [*self.doubled(ROW), own, own, own, own]))

    @staticmethod
    def doubled(colours):
        return [colour for colour in colours for _ in range(2)]

    def is_dark(self):
        fields = self.friend.colours()
        return bool(fields) and all(field[0] < DARK for field in fields)

    def wait_shown(self, colours, phone=None, least=0.02, deadline=30):
        """Waits until these colours (as a screen has them) are to be seen in the window of the program."""
        display, pid = x11.Display(), (phone or self.phone).pid
        wait_for(lambda: picture.shows(picture.pixels(picture.screen(display.box(display.windows(pid)[-1]))), colours, least),
                 f"{colours} in the window", deadline, 0.5)

    def wait_seen(self, own=CYAN, deadline=30, friend=None):
        wait_for(lambda: self.sees(own, friend), f"picture of the camera at the friend, who sees {(friend or self.friend).colours()}", deadline, 0.2)
