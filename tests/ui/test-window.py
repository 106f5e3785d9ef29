#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window of the program: how it comes, goes and stays, what it asks, and what its keys do."""

import pathlib
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))



from e2e.phone import BUILD  # noqa: E402
from harness import tap  # noqa: E402
from servers.friend import Friend  # noqa: E402
from servers.kamailio_server import Kamailio  # noqa: E402
from servers.process import wait_for  # noqa: E402
from ui.desk import Desk, ShownPhone  # noqa: E402

PASSWORDS = {"alice": "right", "echo": "other"}
ROOT = "/io/github/bellwire/Bellwire"


class WindowTest(unittest.TestCase):
    """A program that is signed in, and an echo friend to call."""

    settings = {}

    @classmethod
    def setUpClass(cls):
        cls.server = cls.enterClassContext(Kamailio(PASSWORDS))
        cls.friend = cls.enterClassContext(Friend(cls.server, "echo", PASSWORDS["echo"], ring_ms=100))

    def setUp(self):
        self.phone = ShownPhone(self.settings)
        self.addCleanup(self.phone.close)
        self.phone.start_shown()
        self.desk = Desk(self.phone)
        self.desk.wait_for_window()
        self.account = self.phone.add_account("alice@localhost", PASSWORDS["alice"], self.server.uri("tcp"))
        self.account.wait_for("State", "registered")

    def call(self):
        call = self.phone.dial(self.friend.address)
        call.wait_for("State", "active")
        return call

    def wait_hidden(self):
        wait_for(lambda: not self.desk.windows(), "end of the window")

    def wait_ended(self):
        wait_for(lambda: not self.phone.is_running(), "end of the program", 15)


class Window(WindowTest):
    def test_closing_hides_it_and_starting_again_shows_it(self):
        self.phone.activate("close")
        self.wait_hidden()
        self.assertEqual(self.account["State"], "registered")
        self.assertEqual(self.phone.run_again(), 0)
        self.desk.wait_for_window()

    def test_second_start_asks_before_it_dials(self):
        self.assertEqual(self.phone.run_again("sip:echo@localhost"), 0)
        self.desk.find("label", "Call echo\\?")
        self.desk.find("label", ".*alice@localhost.*")
        self.assertEqual(self.phone.calls(), [])
        self.desk.press("push button", ".*Cancel")
        wait_for(lambda: len(self.desk.windows()) == 1, "end of the question")
        self.assertEqual(self.phone.calls(), [])
        self.assertEqual(self.phone.run_again("sip:echo@localhost"), 0)
        self.desk.press("push button", ".*C_?all C_?all")
        call = wait_for(lambda: self.phone.calls(), "call")[0]
        call.wait_for("State", "active")

    def test_a_link_is_opened_over_the_bus_as_well(self):
        self.phone.call("/io/github/bellwire/Bellwire", "org.freedesktop.Application.Open", "(asa{sv})", ["sip:echo@localhost"], {})
        self.desk.find("label", "Call echo\\?")

    def test_what_cannot_be_called_is_refused_with_a_sentence(self):
        self.phone.run_again("http://example.org/")
        self.desk.find("label", "This cannot be called")
        self.desk.press("push button", ".*Close")
        self.assertEqual(self.phone.calls(), [])

    def test_quitting_in_a_call_asks(self):
        call = self.call()
        self.phone.activate("quit")
        self.desk.find("label", "A call is going on")
        self.desk.press("push button", ".*Keep")
        self.assertEqual(call["State"], "active")
        wait_for(lambda: len(self.desk.windows()) == 1, "end of the question")
        self.phone.activate("quit")
        self.desk.press("push button", ".*End Call and Quit.*")
        self.wait_ended()
        self.friend.wait_for("ended")
        wait_for(lambda: not self.server.contacts("alice"), "un-REGISTER")

    def test_keys_of_a_call(self):
        call = self.call()
        self.desk.focus()
        self.desk.keys("key", "ctrl+m")
        call.wait_for("Muted", True)
        self.desk.keys("key", "ctrl+m")
        call.wait_for("Muted", False)
        self.desk.keys("key", "ctrl+h")
        call.wait_for("State", "held")
        self.desk.keys("key", "ctrl+h")
        call.wait_for("State", "active")
        self.desk.keys("key", "ctrl+d")
        wait_for(lambda: not self.phone.calls(), "end of the call", 15)

    def test_answered_by_key(self):
        self.friend.tell("call alice@localhost")
        call = self.phone.wait_for_incoming()
        self.desk.focus()
        self.desk.keys("key", "ctrl+Return")
        call.wait_for("State", "active")

    def test_a_number_is_typed_and_dialed(self):
        self.phone.activate("new-call")
        self.desk.fill("Name, number or address to call", "echo")
        self.desk.focus()
        self.desk.keys("key", "Return")
        call = wait_for(lambda: self.phone.calls(), "call")[0]
        self.assertEqual(call["Peer"], "echo@localhost")


class Status(WindowTest):
    """One's own status, by the keyboard alone."""

    def read(self, name):
        return self.phone.call(ROOT, "org.freedesktop.DBus.Properties.Get", "(ss)", "io.github.bellwire.Bellwire.Phone1", name)

    def wait_for_status(self, status):
        wait_for(lambda: self.read("Presence") == status, f"status {status}")

    def test_it_is_chosen_and_a_note_is_written(self):
        self.desk.focus()
        self.desk.keys("key", "ctrl+shift+s")
        self.desk.find("radio button", "Appear Offline")
        self.desk.keys("key", "Down", "key", "Down")
        self.wait_for_status("busy")
        self.desk.keys("key", "Tab", "type", "back at <b>15:00</b>")
        wait_for(lambda: self.desk.text_of("A note beside your status") == "back at <b>15:00</b>", "typed note")
        self.desk.keys("key", "Return")
        wait_for(lambda: self.read("PresenceNote") == "back at <b>15:00</b>", "note")
        self.desk.keys("key", "Escape")
        self.desk.find("push button|toggle button", "alice@localhost, Busy: back at <b>15:00</b>")

    def test_what_a_call_makes_of_it_is_said(self):
        call = self.call()
        self.desk.find("push button|toggle button", "alice@localhost, In a call", 20)
        self.desk.focus()
        self.desk.keys("key", "ctrl+shift+s")
        self.desk.find(".*", "In a call: you are on the phone")
        self.desk.keys("key", "Escape")
        call.do("HangUp")
        self.desk.find("push button|toggle button", "alice@localhost, Online", 20)

    def test_voicemail_by_its_key_says_what_to_do(self):
        self.desk.focus()
        self.desk.keys("key", "ctrl+4")
        self.desk.find("label", "No Mailbox")
        self.desk.keys("key", "ctrl+1")
        self.desk.wait_selected("page tab", "Chats.*")


class Chats(WindowTest):
    """The lists, what is found in them, and how a message is begun."""

    def receive(self, text):
        """A message of the friend, which has come."""
        self.friend.tell(f"write alice@localhost {text}")
        self.desk.find("label", text, 20)

    def test_lists_are_switched_by_key_and_the_last_one_stays(self):
        self.desk.wait_selected("page tab", "Chats.*")
        self.desk.focus()
        self.desk.keys("key", "ctrl+2")
        self.desk.wait_selected("page tab", "Calls.*")
        self.phone.activate("close")
        self.wait_hidden()
        self.assertEqual(self.phone.run_again(), 0)
        self.desk.wait_for_window()
        self.desk.wait_selected("page tab", "Calls.*")
        self.desk.focus()
        self.desk.keys("key", "ctrl+1")
        self.desk.wait_selected("page tab", "Chats.*")

    def test_a_message_is_begun_by_key(self):
        self.desk.focus()
        self.desk.keys("key", "ctrl+shift+n")
        self.desk.fill("Name, number or address to write to", "echo")
        self.desk.keys("key", "Return")
        self.desk.find("label", self.friend.address)
        self.desk.keys("type", "Good morning")
        self.desk.keys("key", "Return")
        self.friend.wait_for("message alice@localhost text/plain Good morning")
        self.desk.find("label", "Echo: Good morning", 20)
        self.assertEqual(self.phone.calls(), [])

    def test_whom_one_cannot_write_to_is_said_where_it_is_typed(self):
        self.phone.activate("new-message")
        self.desk.fill("Name, number or address to write to", "http://nowhere")
        self.desk.focus()
        self.desk.keys("key", "Return")
        self.desk.find(".*", "Only sip:, .*")
        self.assertEqual(self.desk.text_of("Name, number or address to write to"), "http://nowhere")
        self.desk.keys("key", "Escape")
        self.desk.find("text", "Name, number or address to call")

    def test_call_and_message_share_the_entry(self):
        self.phone.activate("new-call")
        self.desk.fill("Name, number or address to call", "echo")
        self.desk.press("push button", "Message")
        self.desk.find("label", self.friend.address)
        self.assertEqual(self.desk.text_of("Name, number or address to call"), "")

    def test_what_is_found_is_shown(self):
        self.receive("saffron rice")
        self.receive("something else")
        self.desk.search_for("saff")
        self.desk.find("label", "Messages")
        self.desk.keys("key", "Return")
        self.desk.find("push button", "Call")
        self.desk.find("label", self.friend.address)
        self.desk.search_for("no such words")
        self.desk.find("label", "Nothing Found")

    def test_a_conversation_is_deleted_and_comes_back(self):
        self.receive("kept")
        self.desk.click("label", "kept")
        self.desk.find("text", "Write a message")
        self.desk.keys("click", "3")  # the pointer is there still
        self.desk.press(".*", "Delete Conversation")
        self.desk.find("label", "No Conversations Yet")
        self.desk.find("label", "Ready to Talk")
        self.desk.press("push button", ".*Undo.*")
        self.desk.find("label", "kept")

    def test_a_call_of_the_history_leads_to_its_conversation(self):
        self.call().do("HangUp")
        wait_for(lambda: not self.phone.calls(), "end of the call", 15)
        self.desk.focus()
        self.desk.keys("key", "ctrl+2")
        self.desk.click("label", "You called · .*")  # in the list of calls; that of chats says no duration
        self.desk.find("label", self.friend.address)
        buttons = self.desk.search("push button", "Call")
        max(buttons, key=lambda button: button.box()[0]).act("click")  # the one on the right: of the conversation
        wait_for(lambda: self.phone.live_calls(), "call")


class Narrow(WindowTest):
    settings = {"window-width": "360", "window-height": "640"}

    def test_a_conversation_covers_the_list_until_one_goes_back(self):
        self.friend.tell("write alice@localhost hello")
        self.desk.click("label", "hello")
        self.desk.find("push button", "Back")
        self.desk.focus()
        for key in ("alt+Left", "Escape"):
            self.desk.keys("key", key)
            self.desk.find("page tab", "Chats.*")
            self.desk.keys("key", "alt+Down")
            self.desk.find("push button", "Back")


class Trouble(WindowTest):
    def test_server_that_is_gone_is_said(self):
        self.server.stop()
        self.account.do("Refresh")
        self.account.wait_for("State", "failed", 60)
        self.desk.find(".*", "The server does not take connections there.*")
        self.server.start()
        self.desk.press("push button", ".*Try Again.*")
        self.account.wait_for("State", "registered", 60)


class WithoutBackground(WindowTest):
    settings = {"run-in-background": "false"}

    def test_closing_ends_the_program_and_signs_out(self):
        self.phone.activate("close")
        self.wait_ended()
        wait_for(lambda: not self.server.contacts("alice"), "un-REGISTER")


class Start(unittest.TestCase):
    def setUp(self):
        self.phone = ShownPhone()
        self.addCleanup(self.phone.close)

    def test_hidden(self):
        self.phone.start("--background")
        desk = Desk(self.phone)
        self.assertEqual(self.phone.accounts(), [])
        self.assertEqual(desk.windows(), [])
        self.phone.activate("new-call")
        desk.wait_for_window()

    def test_version(self):
        output = subprocess.run([BUILD / "src/bellwire", "--version"], capture_output=True, text=True, check=True, timeout=20).stdout
        self.assertRegex(output, r"^Bellwire \d+\.\d+\.\d+\n$")

    def test_the_size_is_kept(self):
        self.phone.start_shown()
        desk = Desk(self.phone)
        desk.wait_for_window()
        desk.resize(777, 555)
        self.phone.activate("close")
        wait_for(lambda: not desk.windows(), "end of the window")
        self.phone.stop()
        self.phone.start_shown()
        desk = Desk(self.phone)
        desk.wait_for_window()
        self.assertEqual(desk.sizes(), [(777, 555)])

    def test_history_that_cannot_be_opened_is_said(self):
        folder = self.phone.profile / "data/bellwire"
        (folder / "history.db").mkdir(parents=True)
        self.phone.start_shown()
        Desk(self.phone).find(".*", ".*remembered for this run only.*", folded_too=True)
        with self.assertRaises(Exception):
            self.phone.dial("nobody")

    def test_accounts_that_cannot_be_read_are_said(self):
        folder = self.phone.profile / "config/bellwire"
        folder.mkdir(parents=True)
        (folder / "accounts.conf").write_text("this is no key file")
        self.phone.start_shown()
        Desk(self.phone).find(".*", ".*accounts.conf.*|.*accounts.*read.*", folded_too=True)
        self.assertEqual((folder / "accounts.conf").read_text(), "this is no key file")


if __name__ == "__main__":
    tap.main()
