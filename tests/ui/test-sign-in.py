#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The first run and the form of an account: what is typed reaches the server, and trouble stands at its field."""

import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from harness import tap  # noqa: E402
from servers.kamailio_server import Kamailio  # noqa: E402
from servers.process import free_port, wait_for  # noqa: E402
from ui.desk import Desk, ShownPhone  # noqa: E402

ADDRESS, PASSWORD = "Address, such as .*", "Password"
SERVER = "Server or outbound proxy, .*"


class SignIn(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Kamailio({"alice": "right"})
        cls.addClassCleanup(cls.server.close)
        cls.server.start()

    def setUp(self):
        self.phone = ShownPhone()
        self.addCleanup(self.phone.close)
        self.phone.start_shown()
        self.desk = Desk(self.phone)
        self.desk.wait_for_window()

    def fill(self, address="alice@localhost", password="right", server=None):
        self.desk.fill(ADDRESS, address)
        self.desk.fill(PASSWORD, password)
        self.desk.fill(SERVER, self.server.uri("tcp") if server is None else server)

    def sign_in(self):
        self.desk.press("push button", ".*Sign In")

    def assert_trouble(self, words):
        self.desk.find("label", f".*{words}.*", 60)

    def test_right_at_once(self):
        self.fill()
        self.sign_in()
        wait_for(lambda: self.phone.accounts(), "account")[0].wait_for("State", "registered")
        text = (self.phone.profile / "config/bellwire/accounts.conf").read_text()
        self.assertIn("alice@localhost", text)
        self.assertNotIn("right", text)
        wait_for(lambda: self.desk.text_of(PASSWORD) == "", "empty form")

    def test_wrong_password_is_said_and_mended(self):
        self.fill(password="wrong")
        self.sign_in()
        self.assert_trouble("password was not accepted")
        self.assertEqual(self.desk.text_of(ADDRESS), "alice@localhost")
        self.desk.fill(PASSWORD, "right")
        self.sign_in()
        account, = self.phone.accounts()
        account.wait_for("State", "registered")

    def test_unknown_host(self):
        self.fill(address="alice@nowhere.invalid", server="")
        self.sign_in()
        self.assert_trouble("no server of that name")
        self.assertEqual(self.desk.text_of(ADDRESS), "alice@nowhere.invalid")

    def test_refused_connection_is_said_at_the_server(self):
        self.fill(server=f"sip:127.0.0.1:{free_port()};transport=tcp")
        self.sign_in()
        self.assert_trouble("not take connections")

    def test_nonsense_address_makes_no_account(self):
        self.fill(address="no address at all")
        self.sign_in()
        self.assert_trouble("(user@host|example.org)")
        self.assertEqual(self.phone.accounts(), [])

    def test_given_up_leaves_no_account(self):
        self.fill(server=f"sip:127.0.0.1:{free_port()};transport=udp")
        self.sign_in()
        wait_for(lambda: self.phone.accounts(), "account")
        self.desk.press("push button", ".*Cancel")
        wait_for(lambda: not self.phone.accounts(), "end of the account")
        self.assertEqual(self.desk.text_of(ADDRESS), "alice@localhost")

    def test_untrusted_certificate_can_be_looked_at_and_trusted(self):
        server = Kamailio({"alice": "right"}, certificate="self-signed")
        self.addCleanup(server.close)
        server.start()
        self.fill(server=server.uri("tls"))
        self.sign_in()
        self.assert_trouble("certificate of the server")
        self.desk.press("push button", ".*Look at the Certificate…")
        self.desk.find("label", "([0-9A-F]{2}:){31}[0-9A-F]{2}")
        self.desk.press("push button", ".*Trust for This Account")
        account, = self.phone.accounts()
        account.wait_for("State", "registered")

    def test_kept_although_it_failed(self):
        self.fill(password="wrong")
        self.sign_in()
        self.assert_trouble("password was not accepted")
        self.desk.press("push button", ".*Keep the Account and Go On")
        self.desk.press("push button", ".*Fix….*")
        self.desk.find(".*", "Edit Account")


if __name__ == "__main__":
    tap.main()
