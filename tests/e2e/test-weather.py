#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bad weather: servers that go and come back, garbage from the network, names that nobody should have."""

import pathlib
import re
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from e2e.phone import Phone  # noqa: E402
from harness import tap  # noqa: E402
from harness.sound import Player, Recorder  # noqa: E402
from servers.friend import Friend  # noqa: E402
from servers.kamailio_server import Kamailio  # noqa: E402
from servers.process import wait_for  # noqa: E402
from servers.sipp import Sipp  # noqa: E402
from servers.weather import NAMES, send_all  # noqa: E402


class Weather(unittest.TestCase):
    def setUp(self):
        self.server = Kamailio({"alice": "pw", "echo": "pw"})
        self.addCleanup(self.server.close)
        self.server.start()
        self.phone = Phone()
        self.addCleanup(self.phone.close)
        self.phone.start()

    def sign_in(self, transport="udp"):
        account = self.phone.add_account("alice@localhost", "pw", self.server.uri(transport))
        account.wait_for("State", "registered")
        return account

    def own_port(self):
        """Where the phone itself listens, as it told the server."""
        return int(re.search(r"@127\.0\.0\.1:(\d+)", self.server.contacts("alice")[0]).group(1))

    def assert_it_still_rings(self):
        with Sipp("uac-refused", target=self.server.port) as peer:
            self.phone.wait_for_incoming().do("Decline")
            peer.wait()
            self.assertEqual(peer.refusals(), [603])

    def test_server_gone_in_mid_call_and_back(self):
        account = self.sign_in("tcp")
        with Friend(self.server, "echo", "pw", ring_ms=100) as friend:
            call = self.phone.dial("echo")
            call.wait_for("State", "active")
            self.server.kill()
            wait_for(lambda: account["State"] != "registered", "notice of the loss", 30)
            with Recorder(self.phone.profile / "heard") as recorder, Player(1000):
                wait_for(lambda: recorder.hears(1000), "tone while the server is gone", 40)
            self.assertEqual(call["State"], "active")
            self.server.start()
            account.wait_for("State", "registered", 90)
            self.assertEqual(call["State"], "active")
            call.do("HangUp")
            friend.wait_for("ended alice@localhost")
        self.assert_it_still_rings()

    def test_server_restarted_while_idle(self):
        account = self.sign_in("tcp")
        self.server.stop()
        wait_for(lambda: account["State"] != "registered", "notice of the loss", 30)
        self.server.start()
        account.wait_for("State", "registered", 90)
        self.server.wait_for_registration("alice")
        self.assert_it_still_rings()

    def test_garbage_and_over_long_datagrams(self):
        self.sign_in()
        for _ in range(3):
            send_all(self.own_port())
        send_all(self.server.port)
        self.assertEqual(self.phone.live_calls(), [])
        self.assert_it_still_rings()

    def assert_clean(self, name):
        self.assertLessEqual(len(name), 128)
        self.assertIsNone(re.search("[\\x00-\\x1f\\x7f\\u202a-\\u202e\\u2066-\\u2069]", name), repr(name))

    def test_names_that_nobody_should_have(self):
        self.sign_in()
        for kind in ("markup", "right-to-left", "controls", "huge"):
            with self.subTest(kind=kind), Sipp("uac-cancel", target=self.own_port(), name=NAMES[kind], ring_ms=300) as peer:
                self.assert_clean(self.phone.wait_for_incoming()["PeerName"])
                peer.wait()
                wait_for(lambda: not self.phone.live_calls(), "end of the call")
        self.assert_it_still_rings()

    def test_folded_name(self):
        """The engine's parser does not read it; nothing more must happen than that."""
        self.sign_in()
        with Sipp("uac-cancel", target=self.own_port(), name=NAMES["folded"]):
            self.assert_it_still_rings()

    def test_cancel_crosses_the_answer(self):
        self.sign_in()
        with Sipp("uas-cancel-crosses") as peer:
            call = self.phone.dial(f"port-{peer.port}")
            call.wait_for("State", "ringing")
            call.do("HangUp")
            peer.wait()
            call.wait_for("State", "ended")
        with Sipp("uac-cancel-crosses", target=self.server.port) as peer:
            self.phone.wait_for_incoming().do("Answer", "(b)", False)
            peer.wait()
        wait_for(lambda: not self.phone.live_calls(), "end of all calls")

    def test_bye_twice(self):
        self.sign_in()
        with Sipp("uas-bye-twice") as peer:
            call = self.phone.dial(f"port-{peer.port}")
            peer.wait()
            call.wait_for("State", "ended")
        with Sipp("uac-bye-twice", target=self.server.port) as peer:
            self.phone.wait_for_incoming().do("Answer", "(b)", False)
            peer.wait()
        self.assert_it_still_rings()


if __name__ == "__main__":
    tap.main()
