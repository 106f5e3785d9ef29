#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls through a real server, with sound measured at the far end and back."""

import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from gi.repository import GLib  # noqa: E402

from e2e.phone import Phone, PhoneError  # noqa: E402
from harness import tap  # noqa: E402
from harness.sound import Player, Recorder  # noqa: E402
from servers.friend import Friend  # noqa: E402
from servers.kamailio_server import Kamailio  # noqa: E402
from servers.process import wait_for  # noqa: E402
from servers.sipp import Sipp, many_codecs, no_common_codec  # noqa: E402

ANSWERED, DECLINED = 1, 3  # BwCallOutcome


class Calls(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Kamailio({"alice": "pw", "echo": "pw", "bob": "pw"})
        cls.addClassCleanup(cls.server.close)
        cls.server.start()
        cls.friend = cls.enterClassContext(Friend(cls.server, "echo", "pw", ring_ms=300))
        cls.phone = Phone()
        cls.addClassCleanup(cls.phone.close)
        cls.phone.start()
        cls.account = cls.phone.add_account("alice@localhost", "pw", cls.server.uri("udp"))
        cls.account.wait_for("State", "registered")

    def tearDown(self):
        self.phone.hang_up_all()

    def peer(self, scenario, **keywords):
        return self.enterContext(Sipp(scenario, **keywords))

    def caller(self, scenario, **keywords):
        return self.peer(scenario, target=self.server.port, **keywords)

    def dial_peer(self, peer):
        return self.phone.dial(f"port-{peer.port}")

    def assert_tone_comes_back(self, hertz=1000):
        recording = self.phone.profile / f"heard-{self._testMethodName}"
        with Recorder(recording) as recorder, Player(hertz):
            wait_for(lambda: recorder.hears(hertz), f"tone of {hertz} Hz from the speaker", 40)
        self.assertFalse(recorder.hears(hertz * 1.7))

    def test_echo_friend_sends_the_tone_back(self):
        call = self.phone.dial("echo")
        self.assertEqual(call["Direction"], "outgoing")
        call.wait_for("State", "ringing")
        call.wait_for("State", "active")
        self.assertEqual(call["Peer"], "echo@localhost")
        self.assert_tone_comes_back()
        self.assertNotEqual(call["AudioCodec"], "")
        call.do("HangUp")
        call.wait_for("State", "ended")
        self.assertEqual(call["Reason"], "")
        self.friend.wait_for("ended alice@localhost")

    def test_mute_is_silence_at_the_far_end(self):
        call = self.phone.dial("echo")
        call.wait_for("State", "active")
        recording = self.phone.profile / "muted"
        with Recorder(recording) as recorder, Player(1000):
            wait_for(lambda: recorder.level() > 0.1, "sound", 20)
            call["Muted"] = GLib.Variant("b", True)
            wait_for(lambda: recorder.level() < 0.001, "silence", 10)
            call["Muted"] = GLib.Variant("b", False)
            wait_for(lambda: recorder.level() > 0.1, "sound again", 10)

    def test_peer_that_we_call(self):
        peer = self.peer("uas-answer", rtp_echo=True)
        call = self.dial_peer(peer)
        call.wait_for("State", "active")
        self.assert_tone_comes_back(800)
        call.do("HangUp")
        peer.wait()
        call.wait_for("State", "ended")

    def test_peer_that_calls_us(self):
        peer = self.caller("uac-wait-bye", rtp_echo=True, name='"Peer Parker"')
        call = self.phone.wait_for_incoming()
        self.assertEqual((call["Direction"], call["Peer"], call["PeerName"]), ("incoming", "peer@peer.invalid", "Peer Parker"))
        call.do("Answer", "(b)", False)
        call.wait_for("State", "active")
        self.assert_tone_comes_back(600)
        call.do("HangUp")
        peer.wait()

    def test_peer_that_hangs_up(self):
        peer = self.caller("uac-call", talk_ms=300, bye_headers="Reason: Q.850;cause=16")
        call = self.phone.wait_for_incoming()
        call.do("Answer", "(b)", False)
        call.wait_for("State", "ended")
        peer.wait()

    def test_declined(self):
        peer = self.caller("uac-refused")
        self.phone.wait_for_incoming().do("Decline")
        peer.wait()
        self.assertEqual(peer.refusals(), [603])

    def test_cancelled_and_answered_elsewhere(self):
        outcomes = []
        for headers in ("X-Scenario: plain", 'Reason: SIP;cause=200;text="Call completed elsewhere"'):
            peer = self.caller("uac-cancel", ring_ms=300, cancel_headers=headers)
            call = self.phone.wait_for_incoming()
            call.wait_for("State", "ended")
            peer.wait()
            outcomes.append(call["Reason"])
        self.assertNotEqual(outcomes[0], outcomes[1])

    def test_hold_and_resume(self):
        call = self.phone.dial("echo")
        call.wait_for("State", "active")
        call.do("Hold")
        call.wait_for("State", "held")
        self.friend.wait_for("held-by-peer alice@localhost")
        call.do("Resume")
        call.wait_for("State", "active")
        self.assert_tone_comes_back()

    def test_peer_that_holds_us(self):
        peer = self.peer("uas-hold", hold_ms=700)
        call = self.dial_peer(peer)
        call.wait_for("State", "held-by-peer")
        call.wait_for("State", "active")
        call.do("HangUp")
        peer.wait()

    def test_second_call_puts_the_first_on_hold(self):
        bob = self.enterContext(Friend(self.server, "bob", "pw", "--tone", "500"))
        first = self.phone.dial("echo")
        first.wait_for("State", "active")
        bob.tell("call alice")
        second = self.phone.wait_for_incoming()
        self.assertEqual(second["Peer"], "bob@localhost")
        second.do("Answer", "(b)", False)
        second.wait_for("State", "active")
        first.wait_for("State", "held")
        with Recorder(self.phone.profile / "second") as recorder:
            wait_for(lambda: recorder.hears(500), "bob's tone", 20)
        first.do("Resume")
        second.wait_for("State", "held")
        first.wait_for("State", "active")
        self.assert_tone_comes_back()
        second.do("HangUp")
        bob.wait_for("ended alice@localhost")
        self.assertEqual(first["State"], "active")

    def test_digits(self):
        call = self.phone.dial("echo")
        call.wait_for("State", "active")
        call.do("SendDtmf", "(s)", "19#")
        for digit in "19#":
            self.friend.wait_for(f"digit {digit} alice@localhost")
        with self.assertRaises(PhoneError):
            call.do("SendDtmf", "(s)", "x")

    def test_early_media(self):
        peer = self.peer("uas-early-media", ring_ms=2000, rtp_echo=True)
        call = self.dial_peer(peer)
        call.wait_for("State", "ringing")
        call.wait_for("State", "active")
        call.do("HangUp")
        peer.wait()

    def test_offer_in_the_answer(self):
        peer = self.caller("uac-no-description", talk_ms=500)
        call = self.phone.wait_for_incoming()
        call.do("Answer", "(b)", False)
        call.wait_for("State", "active")
        peer.wait()

    def test_forty_codecs(self):
        peer = self.caller("uac-call", **many_codecs())
        self.phone.wait_for_incoming().do("Answer", "(b)", False)
        peer.wait()

    def test_no_codec_in_common(self):
        peer = self.caller("uac-refused", **no_common_codec())
        peer.wait()
        self.assertEqual(peer.refusals(), [488])

    def test_refusals_are_told_apart(self):
        reasons = {}
        for user in ("code403", "code404", "code480", "code486", "code488", "code500", "code503", "code603", "q850-17", "loop407"):
            with self.subTest(user=user):
                call = self.phone.dial(user)
                call.wait_for("State", "ended", 60)
                reasons[user] = call["Reason"]
                self.assertNotEqual(reasons[user], "")
        self.assertEqual(reasons["q850-17"], reasons["code486"])
        told_apart = [reasons[user] for user in ("code404", "code480", "code486", "code488", "code500", "code603")]
        self.assertEqual(len(set(told_apart)), len(told_apart), told_apart)

    def test_nonsense_is_not_dialed(self):
        for address in ("", "sip:", "http://example.org", "bob@"):
            with self.subTest(address=address), self.assertRaises(PhoneError):
                self.phone.dial(address)
        self.assertEqual(self.phone.live_calls(), [])


if __name__ == "__main__":
    tap.main()
