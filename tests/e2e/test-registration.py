#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Signing in: each transport, and everything that a server can say against it."""

import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from gi.repository import GLib  # noqa: E402

from e2e.phone import Phone, PhoneError  # noqa: E402
from harness import tap  # noqa: E402
from servers.kamailio_server import Kamailio  # noqa: E402
from servers.process import free_port  # noqa: E402


class Registration(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Kamailio({"alice": "right", "bob": "other"})
        cls.addClassCleanup(cls.server.close)
        cls.server.start()

    def setUp(self):
        self.phone = Phone()
        self.addCleanup(self.phone.close)
        self.phone.start()

    def add(self, user="alice", password="right", transport="udp", **more):
        return self.phone.add_account(f"{user}@localhost", password, self.server.uri(transport), **more)

    def assert_fails(self, account, *words):
        account.wait_for("State", "failed", 60)
        reason = account["Reason"].lower()
        self.assertTrue(any(word in reason for word in words), reason)

    def test_udp(self):
        account = self.add()
        account.wait_for("State", "registered")
        self.assertEqual(account["Reason"], "")
        self.assertEqual(account["Address"], "alice@localhost")
        self.assertEqual(len(self.server.contacts("alice")), 1)

    def test_tcp(self):
        self.add(transport="tcp").wait_for("State", "registered")
        self.assertIn("transport=tcp", self.server.contacts("alice")[0].lower())

    def test_tls_only_with_a_certificate_that_is_trusted(self):
        self.assert_fails(self.add(transport="tls"), "certificate", "trust")
        self.assertEqual(self.server.contacts("alice"), [])
        self.phone.stop()

        def trust(file):
            group = next(name for name in file.sections() if file.has_option(name, "address"))
            file.set(group, "trusted-certificate", self.server.authority.read_text().replace("\n", "\\n"))
        self.phone.edit_accounts(trust)
        self.phone.start()
        self.phone.accounts()[0].wait_for("State", "registered")
        self.assertIn("transport=tls", self.server.contacts("alice")[0].lower())

    def test_wrong_password(self):
        self.assert_fails(self.add(password="wrong"), "password")

    def test_nobody_listens(self):
        for transport in ("udp", "tcp"):
            with self.subTest(transport=transport):
                account = self.phone.add_account(f"{transport}@localhost", "x", f"sip:127.0.0.1:{free_port()};transport={transport}")
                account.wait_for("State", "failed", 60)
                self.assertNotEqual(account["Reason"], "")

    def test_unknown_host(self):
        self.assert_fails(self.phone.add_account("alice@nowhere.invalid", "x"), "found", "host", "server", "name")

    def test_refusals(self):
        for code in (403, 404, 500, 503):
            with self.subTest(code=code):
                account = self.add(f"reg{code}")
                account.wait_for("State", "failed", 60)
                self.assertNotEqual(account["Reason"], "")

    def test_challenges_without_end(self):
        for user in ("reg401loop", "reg407loop"):
            with self.subTest(user=user):
                self.add(user).wait_for("State", "failed", 60)

    def test_longer_expiry_is_taken(self):
        account = self.add("reg423", expires=GLib.Variant("u", 60))
        account.wait_for("State", "registered", 60)

    def test_switched_off_and_on(self):
        account = self.add()
        account.wait_for("State", "registered")
        account["Enabled"] = GLib.Variant("b", False)
        account.wait_for("State", "disabled")
        self.server.wait_for_no_registration("alice")
        account["Enabled"] = GLib.Variant("b", True)
        account.wait_for("State", "registered")

    def test_nonsense_is_refused_with_a_sentence(self):
        for address in ("", "alice", "sip:", "alice@", "alice@local host"):
            with self.subTest(address=address), self.assertRaises(PhoneError) as caught:
                self.phone.add_account(address)
            self.assertTrue(caught.exception.name.startswith("io.github.bellwire."), caught.exception.name)
        self.assertEqual(self.phone.accounts(), [])


if __name__ == "__main__":
    tap.main()
