#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Messages with the real program: over D-Bus, in its history, on the notification server, and where the disk or its file fails."""

import os
import pathlib
import resource
import sqlite3
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from gi.repository import GLib  # noqa: E402

from e2e.phone import NAME, ROOT, Phone, PhoneError  # noqa: E402
from harness import tap  # noqa: E402
from harness.notices import HARNESS, clear_screen, closed, press, shown  # noqa: E402
from servers.friend import Friend  # noqa: E402
from servers.kamailio_server import Kamailio  # noqa: E402
from servers.process import wait_for  # noqa: E402
from servers.sip_client import SipClient  # noqa: E402
from ui.desk import Desk, ShownPhone  # noqa: E402

INCOMING, OUTGOING = 0, 1  # BwDirection
PENDING, FAILED = 1, 6  # BwMessageState
PASSWORDS = {"alice": "pw", "echo": "pw", "bob": "pw"}


class SignedIn(unittest.TestCase):
    """A server and a program of each test's own, signed in as Alice, and signals that are followed."""

    transport = "udp"

    def setUp(self):
        clear_screen()
        self.server = self.enterContext(Kamailio(PASSWORDS))
        self.phone = self.make_phone()
        self.addCleanup(self.phone.close)
        self.phone.start()
        self.signals = self.enterContext(self.phone.signals())
        self.account = self.phone.add_account("alice@localhost", "pw", self.server.uri(self.transport))
        self.account.wait_for("State", "registered")

    def make_phone(self):
        return Phone()

    def client(self, user="bob", domain="elsewhere.test"):
        return self.enterContext(SipClient(self.server.port, user, domain))

    def wait_for_state(self, id, state, deadline=15.0):
        return self.signals.wait_for("MessageStateChanged", lambda its, now, reason: (its, now) == (id, state), deadline)

    def wait_for_message(self, condition=lambda row: True, deadline=15.0):
        """The row of the history for which the condition holds."""
        return wait_for(lambda: next((row for row in self.phone.messages() if condition(row)), None), "such a message", deadline)

    def texts(self):
        return [row["text"] for row in self.phone.messages()]


class Conversation(SignedIn):
    """With the echo friend."""

    def setUp(self):
        super().setUp()
        self.friend = self.enterContext(Friend(self.server, "echo", "pw"))

    def test_there_and_back(self):
        id = self.phone.write("echo", "Grüße 🚀")
        account, peer, incoming, text, content_type = self.signals.wait_for("MessageReceived")
        self.assertEqual((account, peer, text, content_type), (self.account.path, "echo@localhost", "Echo: Grüße 🚀", "text/plain"))
        self.assertNotEqual(incoming, id)
        self.wait_for_state(id, "read")
        self.assertEqual(self.signals.states(id), ["pending", "sending", "sent", "delivered", "read"])
        self.assertEqual([(row["direction"], row["peer"], row["text"]) for row in self.phone.messages()],
                         [(OUTGOING, "echo@localhost", "Grüße 🚀"), (INCOMING, "echo@localhost", "Echo: Grüße 🚀")])

    def test_the_friends_words(self):
        for word, content_type, expected in (("help", "text/plain", "picture"), ("html", "text/html", "5 < 7 & 7 > 5"),
                                             ("long", "text/plain", "do not fit into a datagram"), ("picture", "image/png", None)):
            with self.subTest(word=word):
                self.phone.write("echo", word)
                values = self.signals.wait_for("MessageReceived", lambda *values, wanted=(content_type, expected):
                                               values[4] == wanted[0] and (wanted[1] is None or wanted[1] in values[3]))
                self.assertNotIn("<b>", values[3])
        picture = self.wait_for_message(lambda row: row["content_type"] == "image/png")
        self.assertEqual(picture["file_name"], "sunset.png")
        self.assertGreater(picture["size"], 100)

    def test_many_come_in_order(self):
        self.phone.write("echo", "many")
        self.signals.wait_for("MessageReceived", lambda *values: values[3] == "Message 10 of 10", 30)
        self.assertEqual(self.texts()[1:], [f"Message {number} of 10" for number in range(1, 11)])

    def test_restart_keeps_everything_and_sends_nothing_twice(self):
        self.wait_for_state(self.phone.write("echo", "hush"), "read")
        before = self.phone.messages()
        self.assertEqual(self.phone.stop(), 0)
        self.phone.start()
        wait_for(self.phone.accounts, "account")[0].wait_for("State", "registered")
        self.wait_for_state(self.phone.write("echo", "Once more"), "read")
        after = self.phone.messages()
        self.assertEqual([row["text"] for row in after[:1]], [row["text"] for row in before])
        self.assertEqual(self.friend.output().count("message alice@localhost text/plain hush"), 1)


class Arguments(SignedIn):
    transport = "tcp"  # by which the end of a server is seen at once

    def test_refusals_say_why(self):
        for peer, code in (("nobody", 404), ("code403", 403), ("code606", 606)):
            with self.subTest(peer=peer):
                id = self.phone.write(peer, "Hello?")
                _, _, reason = self.wait_for_state(id, "failed")
                self.assertRegex(reason, r"\w+ .*\.?")
                self.assertEqual(self.wait_for_message(lambda row, peer=peer: row["peer"] == f"{peer}@localhost")["code"], code)

    def test_bad_arguments(self):
        for peer, text, account in (("bob", "", "/"), ("", "Hello", "/"), ("not an address", "Hello", "/"), ("bob", "x" * 10_000_000, "/"),
                                    ("bob", "Hello", f"{ROOT}/accounts/999")):
            with self.subTest(peer=peer, length=len(text)), self.assertRaises(PhoneError) as caught:
                self.phone.write(peer, text, account)
            self.assertTrue(caught.exception.name.startswith(NAME), caught.exception.name)
            self.assertGreater(len(str(caught.exception)), 10)
        self.assertEqual(self.phone.messages(), [])

    def test_waiting_goes_by_itself(self):
        peer = self.client()
        self.server.kill()
        self.account.do("Refresh")
        wait_for(lambda: self.account["State"] != "registered", "notice of the loss", 40)
        ids = [self.phone.write(f"port-{peer.port}", f"waits {number}") for number in range(3)]
        self.assertEqual(self.phone.stop(), 0)
        self.phone.start()
        self.assertEqual([row["state"] for row in self.phone.messages()], [PENDING] * 3)
        self.server.start()
        account = wait_for(self.phone.accounts, "account")[0]
        account.do("Refresh")
        account.wait_for("State", "registered", 90)
        self.assertEqual([peer.receive_message(30).body.decode() for _ in range(3)], [f"waits {number}" for number in range(3)])
        self.wait_for_state(ids[-1], "sent")


class Notifications(SignedIn):
    def test_mark_as_read(self):
        self.client().write("sip:alice@localhost", "Look here")
        wait_for(shown, "notification")
        self.assertEqual(self.wait_for_message()["seen"], 0)
        press("Mark as Read")
        wait_for(lambda: shown() == 0, "withdrawal of the notification")
        wait_for(lambda: self.phone.messages()[0]["seen"], "a message that was seen")

    def test_reply_opens_the_composer(self):
        self.client().write("sip:alice@localhost", "Answer me")
        wait_for(shown, "notification")
        press("Reply")
        desk = Desk(self.phone)
        desk.wait_for_window()
        desk.find(".*", ".*Answer me.*")
        wait_for(lambda: self.phone.messages()[0]["seen"], "a message that is seen in the window")

    def test_one_for_each_person(self):
        bob, carol = self.client("bob"), self.client("carol")
        for number in range(3):
            bob.write("sip:alice@localhost", f"from Bob {number}")
        carol.write("sip:alice@localhost", "from Carol")
        wait_for(lambda: shown() == 2, "two notifications")
        self.assertEqual(len(self.phone.messages()), 4)

    def test_text_is_text(self):
        self.client().write("sip:alice@localhost", "<b>bold</b> & <a href='x'>y</a> %s", from_='"<i>Eve</i>" <sip:eve@elsewhere.test>;tag=1')
        wait_for(shown, "notification")
        clear_screen()
        summary, body = closed()[0]
        self.assertIn("<i>Eve</i>", GLib.markup_escape_text(summary, -1).replace("&lt;", "<").replace("&gt;", ">"))
        self.assertIn("&lt;b&gt;bold&lt;/b&gt; &amp;", body)

    def test_silent_under_do_not_disturb(self):
        self.phone.call(ROOT, "org.freedesktop.DBus.Properties.Set", "(ssv)", f"{NAME}.Phone1", "Presence",
                        GLib.Variant("s", "do-not-disturb"))
        self.client().write("sip:alice@localhost", "Psst")
        self.signals.wait_for("MessageReceived")
        self.assertEqual(shown(), 0)


class FullDisk(SignedIn):
    """The limit of a file's size stands in for the end of the disk."""

    def make_phone(self):
        return Phone(launcher=["env", "--ignore-signal=XFSZ"])

    def limit(self, size):
        resource.prlimit(self.phone.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    def fill(self):
        """Writes until nothing more is taken; the sentence with which it is refused, and the number of what was taken."""
        size = max(path.stat().st_size for path in self.phone.database.parent.glob("history.db*"))
        self.limit(size + 50_000)
        for number in range(1000):
            try:
                self.phone.write("drop", f"{number} " + "x" * 5000)
            except PhoneError as error:
                return str(error), number
        raise AssertionError("the disk is not full")

    def test_a_clear_word_and_nothing_lost(self):
        word, taken = self.fill()
        self.assertRegex(word, "(?i)space|full|disk")
        client = self.client()
        code = client.write("sip:alice@localhost", "Comes when there is space " + "y" * 3000).code
        self.assertEqual(code, 202, "it is the server that keeps it now")
        self.assertTrue(self.phone.is_running())
        self.limit(resource.RLIM_INFINITY)
        self.account.do("Refresh")
        self.wait_for_message(lambda row: row["text"].startswith("Comes when there is space"), 30)
        self.phone.write("drop", "There is space again")
        self.phone.stop()
        self.phone.start()
        rows = self.phone.messages()
        self.assertEqual(sum(row["peer"] == "drop@localhost" for row in rows), taken + 1)
        self.assertEqual(list(self.phone.database.parent.glob("*.damaged-*")), [])


class BadFile(unittest.TestCase):
    """What the history file can be like at a start."""

    def setUp(self):
        self.server = self.enterContext(Kamailio(PASSWORDS))
        self.phone = ShownPhone()
        self.addCleanup(self.phone.close)
        self.phone.start()
        self.phone.add_account("alice@localhost", "pw", self.server.uri()).wait_for("State", "registered")
        self.client = self.enterContext(SipClient(self.server.port, "bob"))
        self.assertEqual(self.client.write("sip:alice@localhost", "Before").code, 200)
        self.phone.stop()
        self.server.wait_for_no_registration("alice")

    def restart(self):
        self.phone.start_shown()
        wait_for(self.phone.accounts, "account")[0].wait_for("State", "registered")

    def test_damaged(self):
        content = bytearray(self.phone.database.read_bytes())
        content[3 * 4096:-4096] = b"\xa5" * (len(content) - 4 * 4096)
        self.phone.database.write_bytes(content)
        self.restart()
        kept, = (path for path in self.phone.database.parent.glob("*.damaged-*") if not path.name.endswith(("-wal", "-shm")))
        self.assertEqual(kept.read_bytes(), bytes(content))
        Desk(self.phone).find(".*", ".*(damaged|put aside|kept).*", folded_too=True)
        self.assertEqual(self.client.write("sip:alice@localhost", "After").code, 200)
        self.assertEqual([row["text"] for row in self.phone.messages()], ["After"])

    def test_locked(self):
        """Nothing is taken that could not be kept: the server has it still when the lock is gone."""
        other = sqlite3.connect(self.phone.database, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        self.phone.start_shown()
        Desk(self.phone).find(".*", ".*(another|other) program.*|.*in use.*", folded_too=True)
        code = self.client.write("sip:alice@localhost", "Meanwhile", deadline=15).code
        self.assertEqual(code, 202)
        other.rollback()
        other.close()
        self.phone.stop()
        self.restart()
        wait_for(lambda: "Meanwhile" in [row["text"] for row in self.phone.messages()], "what the server kept", 20)
        self.assertEqual([row["text"] for row in self.phone.messages()], ["Before", "Meanwhile"])


if __name__ == "__main__":
    os.environ["PATH"] = f"{HARNESS}:{os.environ['PATH']}"
    tap.main()
