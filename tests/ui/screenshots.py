#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""screenshots.py BUILD DIR [LOOK...]: walks through the pages of the real program and leaves a PNG of each in DIR/LOOK.

The calls are real: a Kamailio and two echo friends of its own are at the other end. It runs within tests/harness/session."""

import contextlib
import os
import pathlib
import sqlite3
import sys
import tempfile
import time
import uuid

BUILD = pathlib.Path(sys.argv[1]).resolve()
os.environ["BW_BUILD"] = str(BUILD)
os.environ.setdefault("BW_ECHO_FRIEND", str(BUILD / "tests/friend/bellwire-echo-friend"))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from servers.friend import Friend  # noqa: E402
from servers.kamailio_server import Kamailio  # noqa: E402
from servers.process import Process, wait_for  # noqa: E402
from ui.desk import Desk, ShownPhone  # noqa: E402

ACCOUNTS = {"alice": "open sesame", "bob": "secret", "carol": "hush"}
DOMAIN = "example.org"
WIDE = {"window-width": "1000", "window-height": "700"}
NARROW = {"window-width": "360", "window-height": "720"}

# What a look is: the program's settings, and what its environment says.
LOOKS = {
    "light": (WIDE, {}),
    "dark": (WIDE, {"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"}),
    "narrow": (NARROW, {}),
    "right-to-left": (WIDE, {"LANGUAGE": "he", "LANG": "C.UTF-8"}),
}

# What is to be read on the pages of the preferences.
MARKS = {"Sound": "Microphone", "Codecs": "Opus", "General": "Do not disturb"}

INCOMING, OUTGOING = 0, 1
ANSWERED, MISSED, DECLINED, CANCELLED, BUSY, FAILED = 1, 2, 3, 4, 5, 6
MINUTE, HOUR, DAY = 60, 3600, 86400

# The calls of a filled history: how long ago, whom, called what, which way, with what end, how long.
HISTORY = [
    (25 * MINUTE, "bob", "Bob Martin", INCOMING, MISSED, 0),
    (2 * HOUR, "carol", "Carol Nguyen", OUTGOING, ANSWERED, 754),
    (5 * HOUR, "+4930123456", None, INCOMING, ANSWERED, 62),
    (DAY + 2 * HOUR, "bob", "Bob Martin", OUTGOING, BUSY, 0),
    (DAY + 3 * HOUR, "bob", "Bob Martin", INCOMING, ANSWERED, 3725),
    (2 * DAY, "dana", "Dana with a name that is far too long for one line of the list", INCOMING, DECLINED, 0),
    (3 * DAY, "reception", "Reception", OUTGOING, CANCELLED, 0),
    (4 * DAY, "carol", "Carol Nguyen", INCOMING, MISSED, 0),
    (9 * DAY, "0123456789", None, OUTGOING, FAILED, 0),
    (30 * DAY, "yossi", "יוסי לוי", INCOMING, ANSWERED, 184),
]


class LookPhone(ShownPhone):
    """The program in one of the looks."""

    def __init__(self, look):
        settings, variables = LOOKS[look]
        super().__init__(settings, variables)


def fill_history(phone, account):
    """Writes calls into the history of a program that is off."""
    path = phone.profile / "data/bellwire/history.db"
    now = int(time.time())
    with sqlite3.connect(path) as database:
        for ago, user, name, direction, outcome, seconds in HISTORY:
            started = (now - ago) * 1_000_000
            answered = started + 5_000_000 if seconds else 0
            ended = started + (5 + seconds) * 1_000_000
            peer = f"{user}@{DOMAIN}"
            database.execute(
                "INSERT INTO calls (account, peer, peer_name, direction, outcome, code, reason, started, answered, ended, video,"
                " seen, search, alive) VALUES (?, ?, ?, ?, ?, 0, 0, ?, ?, ?, 0, ?, ?, ?)",
                (account, peer, name, direction, outcome, started, answered, ended, ago > DAY, f"{peer} {name or ''}".casefold(), ended))
    database.close()


def account_id(phone):
    text = (phone.profile / "config/bellwire/accounts.conf").read_text()
    groups = [line[1:-1] for line in text.splitlines() if line.startswith("[")]
    return next(group for group in groups if _is_uuid(group))


def _is_uuid(text):
    try:
        return bool(uuid.UUID(text))
    except ValueError:
        return False


class Walk:
    """One walk through the pages in one look."""

    def __init__(self, look, folder, server, bob, carol):
        self.look, self.folder, self.server, self.bob, self.carol = look, folder / look, server, bob, carol
        self.phone = LookPhone(look)
        self.desk = Desk(self.phone)
        self.number = 0

    def picture(self, name, top_only=False):
        self.number += 1
        self.desk.picture(self.folder / f"{self.number:02}-{name}.png", top_only)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.phone.close()

    def sign_in(self):
        account = self.phone.add_account(f"alice@{DOMAIN}", ACCOUNTS["alice"], self.server.uri("tcp"))
        account.wait_for("State", "registered")

    def everything(self):
        self.first_run()
        self.history()
        self.calls()
        self.preferences()

    def first_run(self):
        self.phone.start_shown()
        self.desk.wait_for_window()
        self.desk.find("label", "Welcome to Bellwire")
        self.picture("welcome")
        self.sign_in()
        self.desk.find(".*button", "Call", 15)
        self.picture("history-empty")
        self.phone.stop()

    def history(self):
        fill_history(self.phone, account_id(self.phone))
        self.phone.start_shown()
        self.desk.wait_for_window()
        wait_for(lambda: self.phone.accounts() and self.phone.accounts()[0]["State"] == "registered", "registration", 15)
        self.picture("history")
        self.desk.press(".*button", "Dial pad")
        self.picture("dial-pad")
        self.desk.keys("key", "Escape")

    def calls(self):
        outgoing = self.phone.dial(self.bob.address)
        outgoing.wait_for("State", "ringing")
        self.desk.find("push button", "Hang up")
        self.picture("outgoing")
        outgoing.wait_for("State", "active")
        wait_for(lambda: outgoing["AudioCodec"], "sound")
        self.picture("active")
        self.desk.press(".*button", "Dial pad")
        self.picture("active-dial-pad")
        self.desk.press(".*button", "Dial pad")
        self.carol.tell(f"call alice@{DOMAIN}")
        incoming = self.phone.wait_for_incoming()
        self.picture("incoming-while-active")
        incoming.do("Answer", "(b)", False)
        incoming.wait_for("State", "active")
        outgoing.wait_for("State", "held")
        self.picture("two-calls")
        outgoing.do("HangUp")
        incoming.do("HangUp")
        wait_for(lambda: not self.phone.calls(), "end of the calls", 15)
        self.incoming()

    def incoming(self):
        self.carol.tell(f"call alice@{DOMAIN}")
        call = self.phone.wait_for_incoming()
        self.picture("incoming")
        call.do("Decline")
        wait_for(lambda: not self.phone.calls(), "end of the call", 15)

    def preferences(self):
        self.phone.activate("preferences")
        self.desk.find("label", "Accounts")
        self.picture("preferences-accounts", top_only=True)
        for page in ("Sound", "Codecs", "General"):
            self.desk.press("page tab", page)
            self.desk.find("label", MARKS[page])
            self.picture(f"preferences-{page.lower()}", top_only=True)


@contextlib.contextmanager
def compositor():
    """Blends what is transparent: without it, the shadow of a popover is black."""
    with tempfile.TemporaryDirectory() as folder:
        process = Process(["xcompmgr", "-n"], pathlib.Path(folder) / "log")
        yield
        process.stop()


def main():
    folder, looks = pathlib.Path(sys.argv[2]).resolve(), sys.argv[3:] or list(LOOKS)
    with compositor(), Kamailio(ACCOUNTS, domain=DOMAIN) as server, \
            Friend(server, "bob", ACCOUNTS["bob"], ring_ms=4000) as bob, Friend(server, "carol", ACCOUNTS["carol"]) as carol:
        for look in looks:
            with Walk(look, folder, server, bob, carol) as walk:
                walk.everything()
            print(f"{look}: {walk.number} pictures", flush=True)


if __name__ == "__main__":
    main()
