#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The life of the program: restarts, crashes, endings in mid-call, a second start."""

import os
import pathlib
import sys
import unittest
from unittest import mock

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from e2e.phone import Phone, PhoneError  # noqa: E402
from harness import tap  # noqa: E402
from harness.x11 import Display  # noqa: E402
from servers.friend import Friend  # noqa: E402
from servers.kamailio_server import Kamailio  # noqa: E402
from servers.process import wait_for  # noqa: E402

PASSWORD = "pass-word-of-alice"
INCOMING, OUTGOING = 0, 1  # BwDirection
ANSWERED, INTERRUPTED = 1, 9  # BwCallOutcome


class GermanPhone(Phone):
    def environment(self):
        return super().environment() | {"LANGUAGE": "de"}


class Life(unittest.TestCase):
    def setUp(self):
        self.server = Kamailio({"alice": PASSWORD, "echo": "pw"})
        self.addCleanup(self.server.close)
        self.server.start()
        self.friend = self.enterContext(Friend(self.server, "echo", "pw", ring_ms=100))
        self.phone = Phone()
        self.addCleanup(self.phone.close)
        self.phone.start()
        self.phone.add_account("alice@localhost", PASSWORD, self.server.uri()).wait_for("State", "registered")

    def call_the_friend(self):
        call = self.phone.dial("echo")
        call.wait_for("State", "active")
        return call

    def test_accounts_and_passwords_outlive_a_restart(self):
        self.assertEqual(self.phone.stop(), 0)
        self.server.wait_for_no_registration("alice")
        self.phone.start()
        account = wait_for(self.phone.accounts, "account")[0]
        self.assertEqual(account["Address"], "alice@localhost")
        account.wait_for("State", "registered")

    def test_password_is_in_no_file(self):
        self.phone.stop()
        files = [path for path in self.phone.profile.rglob("*") if path.is_file()]
        self.assertIn("accounts.conf", [path.name for path in files])
        for path in files:
            self.assertNotIn(PASSWORD.encode(), path.read_bytes(), path)

    def test_ending_in_a_call_says_goodbye(self):
        self.call_the_friend()
        self.assertEqual(self.phone.stop(), 0)
        self.friend.wait_for("ended alice@localhost")
        self.assertEqual(self.server.contacts("alice"), [])
        record, = self.phone.history()
        self.assertEqual((record["outcome"], record["direction"], record["peer"]), (ANSWERED, OUTGOING, "echo@localhost"))

    def test_crash_in_a_call_is_an_interrupted_record(self):
        self.call_the_friend()
        self.phone.kill()
        self.phone.start()
        self.phone.stop()
        record, = self.phone.history()
        self.assertEqual((record["outcome"], record["peer"]), (INTERRUPTED, "echo@localhost"))
        self.assertGreaterEqual(record["ended"], record["started"])

    def test_history_of_calls_of_both_directions(self):
        self.call_the_friend().do("HangUp")
        self.friend.wait_for("ended alice@localhost")
        self.friend.tell("call alice")
        call = self.phone.wait_for_incoming()
        call.do("Answer", "(b)", False)
        call.wait_for("State", "active")
        call.do("HangUp")
        call.wait_for("State", "ended")
        self.phone.stop()
        records = self.phone.history()
        self.assertEqual([(record["direction"], record["outcome"]) for record in records], [(OUTGOING, ANSWERED), (INCOMING, ANSWERED)])
        for record in records:
            self.assertLessEqual(record["started"], record["answered"])
            self.assertLessEqual(record["answered"], record["ended"])

    def test_second_start_asks_in_the_first_before_it_dials(self):
        display = Display()
        self.assertEqual(display.windows(self.phone.pid), [])
        self.assertEqual(self.phone.run_again("sip:bob@localhost"), 0)
        wait_for(lambda: display.has_painted_window(self.phone.pid), "window of the first start")
        self.assertEqual(self.phone.calls(), [])
        self.assertTrue(self.phone.is_running())

    def test_second_start_makes_nothing_ready(self):
        """It ends at once, and a thread that still loads modules then would end it the hard way."""
        said = self.phone.profile / "gstreamer"  # written as soon as GStreamer is initialized
        with mock.patch.dict(os.environ, {"GST_DEBUG": "6", "GST_DEBUG_FILE": str(said)}):
            self.assertEqual(self.phone.run_again(), 0)
        self.assertFalse(said.exists())

    def test_speaks_the_language_of_the_session(self):
        self.phone.stop()
        with GermanPhone() as phone, self.assertRaisesRegex(PhoneError, "Fügen Sie zuerst ein Konto hinzu"):
            phone.dial("")

    def test_window_closed_and_still_reachable(self):
        display = Display()
        self.assertEqual(self.phone.run_again(), 0)
        wait_for(lambda: display.has_painted_window(self.phone.pid), "window")
        self.phone.activate("close")
        wait_for(lambda: not display.windows(self.phone.pid), "closed window")
        self.friend.tell("call alice")
        self.phone.wait_for_incoming().do("Decline")
        self.friend.wait_for("ended alice@localhost declined")


if __name__ == "__main__":
    tap.main()
