#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Notices of voice messages, and the window that they lead to, with the real program."""

import os
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from harness import tap  # noqa: E402
from harness.notices import HARNESS, clear_screen, press, shown  # noqa: E402
from servers.friend import Friend  # noqa: E402
from servers.kamailio_server import Kamailio  # noqa: E402
from servers.presence import Publisher  # noqa: E402
from servers.process import wait_for  # noqa: E402
from ui.desk import Desk, ShownPhone  # noqa: E402

PASSWORDS = {user: "pw" for user in ("alice", "echo")}


class Voicemail(unittest.TestCase):
    """The echo friend is the mailbox."""

    def setUp(self):
        clear_screen()
        self.server = self.enterContext(Kamailio(PASSWORDS))
        self.box = self.enterContext(Publisher(self.server, "alice", "pw"))
        self.friend = self.enterContext(Friend(self.server, "echo", "pw"))
        self.phone = ShownPhone()
        self.addCleanup(self.phone.close)
        self.phone.start_shown()
        self.desk = Desk(self.phone)
        self.desk.wait_for_window()
        self.account = self.phone.add_account("alice@localhost", "pw", self.server.uri("tcp"))
        self.account.wait_for("State", "registered")

    def leave(self, new, old=0):
        self.box.leave(new, old, account=self.friend.address)
        self.account.wait_for("NewVoiceMessages", new)

    def test_show(self):
        """The notice leads to the mailboxes; who looks at them is told nothing, who looks away is."""
        self.leave(2)
        wait_for(shown, "notification")
        press("Show")
        self.desk.wait_selected("page tab", "Voicemail.*")
        wait_for(lambda: shown() == 0, "withdrawal of the notification")
        self.desk.focus()
        self.leave(3)
        self.assertEqual(shown(), 0)
        self.desk.keys("key", "ctrl+1")
        self.desk.wait_selected("page tab", "Chats.*")
        self.leave(4)
        wait_for(shown, "notification")

    def test_listen(self):
        """The mailbox is dialled, with the dial pad open."""
        self.leave(2)
        wait_for(shown, "notification")
        press("Listen")
        call = wait_for(self.phone.live_calls, "call to the mailbox")[0]
        call.wait_for("State", "active")
        self.assertEqual((call["Peer"], call["Account"]), (self.friend.address, self.account.path))
        self.desk.press("push button", "5.*")
        self.friend.wait_for("digit 5 alice@localhost")
        self.leave(0, 2)
        wait_for(lambda: shown() == 0, "clean screen")


if __name__ == "__main__":
    os.environ["PATH"] = f"{HARNESS}:{os.environ['PATH']}"
    tap.main()
