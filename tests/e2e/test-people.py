#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who can be reached, who may see us, and what waits in the mailbox, with the real program: over D-Bus, on the notification server
and to the programs of others."""

import os
import pathlib
import re
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from e2e.phone import Phone  # noqa: E402
from harness import tap  # noqa: E402
from harness.notices import HARNESS, clear_screen, closed, press, shown  # noqa: E402
from servers.friend import Friend  # noqa: E402
from servers.kamailio_server import Kamailio  # noqa: E402
from servers.linphone import Linphone  # noqa: E402
from servers.notifier_server import NotifierServer  # noqa: E402
from servers.presence import Publisher, format_presence, format_summary  # noqa: E402
from servers.process import wait_for  # noqa: E402
from servers.sip_client import SipClient  # noqa: E402
from ui.desk import Desk, ShownPhone  # noqa: E402

PASSWORDS = {user: "pw" for user in ("alice", "bob", "carol", "echo")}
PIDF, SUMMARY = "application/pidf+xml", "application/simple-message-summary"


class SignedIn(unittest.TestCase):
    """A server and a program of each test's own, signed in as Alice."""

    def setUp(self):
        clear_screen()
        self.server = self.enterContext(Kamailio(PASSWORDS))
        self.phone = self.make_phone()
        self.addCleanup(self.phone.close)
        self.start_phone()
        self.account = self.phone.add_account("alice@localhost", "pw", self.server.uri("tcp"))
        self.account.wait_for("State", "registered")

    def make_phone(self):
        return Phone()

    def start_phone(self):
        self.phone.start()

    def friend(self, user, *arguments):
        return self.enterContext(Friend(self.server, user, "pw", *arguments))

    def publisher(self, user):
        return self.enterContext(Publisher(self.server, user, "pw"))

    def wait_for_notice(self, words):
        """Takes the one notification from the screen, which says so."""
        wait_for(shown, "notification")
        clear_screen()
        self.assertIn(words, closed()[0][0])


class Lights(SignedIn):
    def test_another_program(self):
        """It is seen, and it sees us."""
        bob = self.phone.watch("bob", "Bob")
        bob.wait_for("Subscription", "active")
        self.assertNotEqual(bob["Presence"], "online")
        linphone = self.enterContext(Linphone(self.server, "bob", "pw", "alice@localhost"))
        bob.wait_for("Presence", "online")
        self.assertEqual((bob["Address"], bob["Name"], bob["Reason"]), ("bob@localhost", "Bob", ""))
        for presence, words in (("away", "away"), ("do-not-disturb", "other: do-not-disturb"), ("offline", "closed"), ("online", "open")):
            self.phone.set("Presence", presence)
            linphone.wait_for_presence(words)
        linphone.kill()
        wait_for(lambda: bob["Presence"] != "online", "end of Bob's light", 30)

    def test_the_friend(self):
        friend = self.friend("echo")
        echo = self.phone.watch("echo")
        for word, presence in (("dnd", "do-not-disturb"), ("offline", "offline"), ("free", "online")):
            self.phone.write("echo", word)
            echo.wait_for("Presence", presence)
        friend.tell("note Back at <three> & \"four\"")
        echo.wait_for("Note", "Back at <three> & \"four\"")
        call = self.phone.dial("echo")
        echo.wait_for("Presence", "in-call")
        call.do("HangUp")
        echo.wait_for("Presence", "online")

    def test_the_server_begins_anew(self):
        """Nobody is offline because their server is gone; what one knew is asked for again."""
        publisher = self.publisher("bob")
        publisher.show(activities="<rpid:meeting/>", note="In room 2")
        bob = self.phone.watch("bob")
        bob.wait_for("Presence", "busy")
        self.assertEqual((bob["Activity"], bob["Note"]), ("meeting", "In room 2"))
        self.server.kill()
        bob.wait_for("Presence", "unknown", 40)
        self.assertNotEqual(bob["Reason"], "")
        self.assertEqual(bob["Note"], "")
        self.server.start()
        publisher.show(activities="<rpid:away/>")
        bob.wait_for("Presence", "away", 40)
        self.assertEqual(bob["Reason"], "")

    def test_who_is_watched_is_kept(self):
        self.publisher("bob").show()
        bob = self.phone.watch("bob", "Bob")
        bob.wait_for("Presence", "online")
        self.assertEqual(self.phone.stop(), 0)
        self.phone.start()
        again, = wait_for(self.phone.buddies, "watched address")
        again.wait_for("Presence", "online")
        self.assertEqual(again["Name"], "Bob")
        again.do("Unsubscribe")
        wait_for(lambda: not self.phone.buddies(), "end of the watching")


class PickUp(SignedIn):
    def make_phone(self):
        return ShownPhone()

    def start_phone(self):
        self.phone.start_shown()

    def ids(self):
        """The ids of Carol's call as Bob's telephone knows them."""
        pattern = r"reply 180 .* INVITE call (\S+) of sip:carol@localhost tags (\S+) (\S+)"
        call_id, caller, callee = wait_for(lambda: re.search(pattern, self.server.output()), "ringing at Bob's").groups()
        return f'call-id="{call_id}" local-tag="{callee}" remote-tag="{caller}"'

    def test_a_colleagues_call(self):
        bob, carol = self.friend("bob", "--no-answer"), self.friend("carol")
        publisher = self.publisher("bob")
        publisher.show()
        buddy = self.phone.watch("bob", "Bob Martin")
        buddy.wait_for("Presence", "online")
        carol.tell("call bob@localhost")
        publisher.ring("early", "carol@localhost", self.ids())
        buddy.wait_for("Presence", "ringing")
        desk = Desk(self.phone)
        desk.wait_for_window()
        desk.focus()
        desk.keys("key", "ctrl+3")
        desk.click("label", "Bob Martin")
        desk.press("push button", "Pick Up")
        carol.wait_for("active alice@localhost")
        bob.wait_for("ended carol@localhost")
        self.assertEqual([call["State"] for call in self.phone.live_calls()], ["active"])
        publisher.ring("terminated", "carol@localhost", version=2)
        buddy.wait_for("Presence", "online")


class Watchers(SignedIn):
    """The friend asks to see Alice, of her own telephone."""

    def ask(self):
        friend = self.friend("echo")
        friend.tell("watch watch-alice@localhost")
        wait_for(shown, "question")
        return friend

    def test_allowed(self):
        friend = self.ask()
        press("Allow")
        friend.wait_for("light watch-alice@localhost online")
        self.phone.set("Presence", "busy")
        friend.wait_for("light watch-alice@localhost busy")
        wait_for(lambda: shown() == 0, "withdrawal of the question")

    def test_blocked(self):
        friend = self.ask()
        press("Block")
        friend.wait_for("light watch-alice@localhost offline")
        self.phone.set("Presence", "busy")
        friend.tell("unwatch watch-alice@localhost")
        friend.tell("watch watch-alice@localhost")
        wait_for(lambda: friend.output().count("light watch-alice@localhost offline") == 2, "the same answer")
        self.assertNotIn("busy", friend.output())
        self.assertEqual(shown(), 0, "asked once")


class Mailbox(SignedIn):
    def counts(self):
        return self.account["MessagesWaiting"], self.account["NewVoiceMessages"], self.account["OldVoiceMessages"]

    def wait_for_counts(self, *counts, deadline=15.0):
        wait_for(lambda: self.counts() == counts, f"counts {counts}", deadline)

    def tell(self, client, body):
        """A NOTIFY that nobody has asked for; the code of its answer."""
        return client.request("NOTIFY", "sip:alice@localhost", ["Event: message-summary", "Subscription-State: active",
                                                                f"Content-Type: {SUMMARY}"], body).code

    def test_asked_for(self):
        friend, box = self.friend("echo"), self.publisher("alice")
        box.leave(2, 1, account=friend.address)
        self.wait_for_counts(True, 2, 1)
        self.assertEqual((self.account["MailboxAddress"], self.account["MailboxConfirmed"]), (f"sip:{friend.address}", True))
        self.wait_for_notice("2 new voice messages")
        box.leave(3, 1, account=friend.address)
        self.wait_for_counts(True, 3, 1)
        wait_for(shown, "notification")
        press("Listen")
        call = wait_for(self.phone.live_calls, "call to the mailbox")[0]
        call.wait_for("State", "active")
        self.assertEqual(call["Peer"], friend.address)
        box.leave(0, 4)
        self.wait_for_counts(False, 0, 4)

    def test_unasked(self):
        with SipClient(self.server.port, "pbx") as client:
            self.assertEqual(self.tell(client, format_summary(4, 2)), 200)
            self.wait_for_counts(True, 4, 2)
            self.wait_for_notice("4 new voice messages")
            for garbage in ("", "\0\1\2", "Messages-Waiting: perhaps\r\n", "<xml/>", "Voice-Message: 9/9\r\n", "x" * 30000):
                self.tell(client, garbage)
            self.assertEqual(self.tell(client, format_summary(5, 2)), 200)
            self.wait_for_counts(True, 5, 2)
            self.wait_for_notice("5 new voice messages")

    def test_never_stale(self):
        box = self.publisher("alice")
        box.leave(2)
        self.wait_for_counts(True, 2, 0)
        self.server.kill()
        self.account.wait_for("MailboxConfirmed", False, 40)
        self.assertEqual(self.counts(), (True, 2, 0))
        self.server.start()
        box.leave(1, 1)
        self.wait_for_counts(True, 1, 1, deadline=40)
        self.account.wait_for("MailboxConfirmed", True)


class BadNews(unittest.TestCase):
    """What a server says that nobody can understand changes nothing."""

    PRESENCE = format_presence("bob@notifier.test", activities="<rpid:away/>", note="Here")
    BOMB = ('<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
            + "]>" + PRESENCE.partition("?>")[2].replace("Here", "&j;"))
    BODIES = {
        "broken": (PIDF, PRESENCE[:-20]), "a bomb": (PIDF, BOMB), "no XML": (PIDF, "online"),
        "a file": (PIDF, '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + PRESENCE.partition("?>")[2].replace("Here", "&a;")),
        "another namespace": (PIDF, PRESENCE.replace("urn:ietf:params:xml:ns:pidf", "urn:example:other")),
        "a megabyte": (PIDF, PRESENCE.replace("Here", "{1048576*x}")),
        "another type": ("text/plain", PRESENCE.replace("away", "busy")),
    }

    def setUp(self):
        self.server = self.enterContext(NotifierServer())
        self.phone = self.enterContext(Phone())
        self.server.tell("open", "bob", "presence", PIDF, self.PRESENCE)
        self.phone.add_account("alice@notifier.test", None, self.server.uri).wait_for("State", "registered")
        self.bob = self.phone.watch("bob", "Bob")
        self.bob.wait_for("Presence", "away")

    def assert_nothing_has_changed(self):
        self.assertTrue(self.phone.is_running())
        self.assertEqual((self.bob["Presence"], self.bob["Note"], self.bob["Subscription"]), ("away", "Here", "active"))

    def test_bodies(self):
        for name, (kind, body) in self.BODIES.items():
            with self.subTest(body=name):
                self.assertRegex(self.server.tell("notify", "bob", "presence", kind, body), "ANSWER=[245]")
                self.assert_nothing_has_changed()
        self.server.tell("notify", "bob", "presence", PIDF, self.PRESENCE.replace("away", "busy"))
        self.bob.wait_for("Presence", "busy")

    def test_strangers(self):
        busy = self.PRESENCE.replace("away", "busy")
        for extra in ("@event=dialog", "@event=nonsense", "@from-tag=other", "@to-tag=other"):
            with self.subTest(extra=extra):
                self.assertRegex(self.server.tell("notify", "bob", "presence", PIDF, busy, extra), "ANSWER=[45]")
                self.assert_nothing_has_changed()
        for event in ("presence", "dialog", "nonsense"):
            with self.subTest(stray=event):
                self.assertRegex(self.server.tell("stray", event, PIDF, busy), "ANSWER=[45]")
                self.assert_nothing_has_changed()


if __name__ == "__main__":
    os.environ["PATH"] = f"{HARNESS}:{os.environ['PATH']}"
    tap.main()
