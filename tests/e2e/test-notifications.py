#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A call is seen without a window: on the notification server, with buttons that work."""

import os
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from e2e.phone import Phone  # noqa: E402
from harness import tap  # noqa: E402
from harness.notices import HARNESS, clear_screen, press, shown  # noqa: E402
from servers.kamailio_server import Kamailio  # noqa: E402
from servers.process import wait_for  # noqa: E402
from servers.sipp import Sipp  # noqa: E402


class Notifications(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Kamailio({"alice": "pw"})
        cls.addClassCleanup(cls.server.close)
        cls.server.start()
        cls.phone = Phone()
        cls.addClassCleanup(cls.phone.close)
        cls.phone.start()
        cls.phone.add_account("alice@localhost", "pw", cls.server.uri()).wait_for("State", "registered")

    def setUp(self):
        clear_screen()

    def tearDown(self):
        self.phone.hang_up_all()

    def caller(self, scenario, **keywords):
        return self.enterContext(Sipp(scenario, target=self.server.port, **keywords))

    def wait_for_notification(self):
        return wait_for(shown, "notification")

    def test_answer(self):
        peer = self.caller("uac-wait-bye")
        self.wait_for_notification()
        call = self.phone.wait_for_incoming()
        press("Answer")
        call.wait_for("State", "active")
        wait_for(lambda: shown() == 0, "withdrawal of the notification")
        call.do("HangUp")
        peer.wait()

    def test_decline(self):
        peer = self.caller("uac-refused")
        self.wait_for_notification()
        press("Decline")
        peer.wait()
        self.assertEqual(peer.refusals(), [603])
        wait_for(lambda: shown() == 0, "withdrawal of the notification")

    def test_missed_call_and_call_back(self):
        peer = self.caller("uac-cancel", caller="code486", caller_domain="localhost.test", ring_ms=300)
        call = self.phone.wait_for_incoming()
        peer.wait()
        call.wait_for("State", "ended")
        before = {call.path for call in self.phone.calls()}

        def called_back():
            """Pressed again while it still is the notification of the ringing call, which has no such button."""
            press("Call Back")
            return [call for call in self.phone.calls() if call.path not in before]
        self.assertEqual(wait_for(called_back, "call back")[0]["Peer"], "code486@localhost.test")

    def test_answered_elsewhere_is_not_missed(self):
        peer = self.caller("uac-cancel", ring_ms=300, cancel_headers='Reason: SIP;cause=200;text="Call completed elsewhere"')
        call = self.phone.wait_for_incoming()
        self.wait_for_notification()
        peer.wait()
        call.wait_for("State", "ended")
        wait_for(lambda: shown() == 0, "clean screen")

    def test_names_are_text(self):
        for name in ('"<b>Bob</b> & <i>co</i>"', '"Bob \u202etxt.exe\u2066"'):
            with self.subTest(name=name):
                peer = self.caller("uac-cancel", name=name, ring_ms=500)
                self.wait_for_notification()
                call = self.phone.wait_for_incoming()
                self.assertNotIn("\u202e", call["PeerName"])
                peer.wait()
                call.wait_for("State", "ended")


if __name__ == "__main__":
    os.environ["PATH"] = f"{HARNESS}:{os.environ['PATH']}"
    tap.main()
