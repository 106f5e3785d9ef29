#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The preferences: what is changed there holds at once, is kept, and can be taken back."""

import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from harness import tap  # noqa: E402
from servers.kamailio_server import Kamailio  # noqa: E402
from servers.process import DeadlineError, wait_for  # noqa: E402
from ui.desk import Desk, ShownPhone  # noqa: E402

PASSWORDS = {"alice": "right", "bob": "other"}

# The switches of the page of presence, all of which are on, and where they are kept.
SWITCHES = {
    "Show when I am on the phone": "follow-calls",
    "Away when nobody is at this computer": "follow-idle",
    "Away when the screen is locked": "follow-lock",
    "Follow the desktop’s own do-not-disturb": "follow-desktop",
    "Favourites get through": "favourites-ring",
}


class Preferences(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = cls.enterClassContext(Kamailio(PASSWORDS))

    def setUp(self):
        self.phone = ShownPhone()
        self.addCleanup(self.phone.close)
        self.phone.start_shown()
        self.desk = Desk(self.phone)
        self.desk.wait_for_window()
        self.alice = self.add("alice")

    def add(self, user):
        account = self.phone.add_account(f"{user}@localhost", PASSWORDS[user], self.server.uri("udp"))
        account.wait_for("State", "registered")
        return account

    def show(self, page=None):
        self.phone.activate("preferences")
        self.desk.find(".*", "Use This Account")
        if page:
            self.desk.press("page tab", page)

    def setting(self, key):
        text = (self.phone.profile / "config/glib-2.0/settings/keyfile").read_text()
        return dict(line.split("=", 1) for line in text.splitlines() if "=" in line).get(key)

    def wait_for_setting(self, key, check):
        wait_for(lambda: check(self.setting(key) or ""), f"{key} in the settings")

    def test_account_is_switched_off_and_on(self):
        self.show()
        self.desk.press(".*", "Use This Account")
        self.alice.wait_for("State", "disabled")
        wait_for(lambda: not self.server.contacts("alice"), "un-REGISTER")
        self.desk.press(".*", "Use This Account")
        self.alice.wait_for("State", "registered")

    def test_removing_can_be_undone_with_the_password(self):
        self.show()
        self.desk.act("list item", "alice@localhost", "row.remove")
        wait_for(lambda: not self.phone.accounts(), "end of the account")
        self.desk.press("push button", ".*Undo.*")
        account = wait_for(lambda: self.phone.accounts(), "account")[0]
        account.wait_for("State", "registered")

    def test_the_default_is_chosen(self):
        self.add("bob")
        self.show()
        self.desk.act("list item", "bob@localhost", "row.make-default")
        root = "/io/github/bellwire/Bellwire"
        default = lambda: self.phone.call(root, "org.freedesktop.DBus.Properties.Get", "(ss)",  # noqa: E731
                                          "io.github.bellwire.Bellwire.Phone1", "DefaultAccount")
        bob = next(account for account in self.phone.accounts() if account["Address"] == "bob@localhost")
        wait_for(lambda: default() == bob.path, "default account")

    def test_order_of_codecs_and_which_are_offered(self):
        self.show("Codecs")
        self.desk.press("push button", "Move down: Opus")
        self.wait_for_setting("audio-codecs", lambda text: text.find("G722") < text.find("opus"))
        self.desk.press(".*", "Offer G.722.*")
        self.wait_for_setting("audio-codecs", lambda text: "'-G722" in text)

    def test_messages(self):
        self.show("Messages")
        self.desk.press(".*", "Tell others that I have read their messages")
        self.wait_for_setting("send-read-reports", lambda text: text == "true")
        self.desk.press(".*", "Show when someone is typing")
        self.wait_for_setting("share-composing", lambda text: text == "false")
        self.desk.press(".*", "Show message text in notifications")
        self.wait_for_setting("notify-message-text", lambda text: text == "false")

    def choose_last(self, now, last):
        """Opens the list of choices at what is chosen now and takes the last one."""
        self.desk.focus()

        def opened():
            """A click while another list still closes only ends that."""
            self.desk.click("label", now)
            try:
                return self.desk.find("label", last, deadline=2)
            except DeadlineError:
                return None
        wait_for(opened, f"choices with {last}", 20)
        self.desk.keys("key", "End", "key", "Return")

    def test_sizes_of_messages(self):
        self.show("Messages")
        self.choose_last("10 MiB", "50 MiB")
        self.wait_for_setting("max-receive-size", lambda text: text.endswith(str(50 * 1024 * 1024)))
        self.choose_last("60 KiB", "10 MiB")
        self.wait_for_setting("max-send-size", lambda text: text.endswith(str(10 * 1024 * 1024)))

    def test_presence(self):
        self.show("Presence")
        for title, key in SWITCHES.items():
            self.desk.press(".*", title)
            self.wait_for_setting(key, lambda text: text == "false")
        self.desk.resize(720, 1000)  # all of it is to be seen
        self.choose_last("That you are not available", "That you are busy")
        self.wait_for_setting("busy-answer", lambda text: text.endswith("486"))
        self.choose_last("Ask me", "Nobody may see me")
        self.wait_for_setting("watcher-policy", lambda text: text == "'nobody'")

    def test_people_who_asked(self):
        self.show("Presence")
        self.desk.resize(720, 1000)
        self.desk.click("label", "People who asked….*")
        self.desk.find("label", "Nobody Has Asked")

    def test_an_account_is_added(self):
        self.show()
        self.desk.press("push button", "Add.*")
        self.desk.find(".*", "Add Account")
        self.desk.fill("Address, such as .*", "bob@localhost")
        self.desk.fill("Password", PASSWORDS["bob"])
        self.desk.fill("Server or outbound proxy, .*", self.server.uri("udp"))
        self.desk.press("push button", "_Add Add")
        wait_for(lambda: len(self.phone.accounts()) == 2, "second account")
        self.phone.accounts()[1].wait_for("State", "registered")


if __name__ == "__main__":
    tap.main()
