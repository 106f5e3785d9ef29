#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""screenshots.py BUILD DIR [LOOK...]: walks through the pages of the real program and leaves a PNG of each in DIR/LOOK.

The calls are real: a Kamailio and two echo friends of its own are at the other end. It runs within tests/harness/session."""

import contextlib
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import time
import uuid

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
if __name__ == "__main__":
    os.environ["BW_BUILD"] = str(pathlib.Path(sys.argv[1]).resolve())
    os.environ.setdefault("BW_ECHO_FRIEND", os.environ["BW_BUILD"] + "/tests/friend/bellwire-echo-friend")

from gi.repository import GLib  # noqa: E402

from harness import picture  # noqa: E402
from harness.cameras import CYAN, Cameras  # noqa: E402
from harness.sound import Player  # noqa: E402
from servers.friend import Friend  # noqa: E402
from servers.kamailio_server import Kamailio  # noqa: E402
from servers.process import Process, free_port, wait_for  # noqa: E402
from servers.sip_client import SipClient  # noqa: E402
from ui.desk import Desk, ShownPhone  # noqa: E402

ACCOUNTS = {"alice": "open sesame", "bob": "secret", "carol": "hush"} | {user: "none" for user in (
    "ada", "dana", "otto", "olga", "rita", "yossi", "ursula")}
DOMAIN = "example.org"
ALICE = f"alice@{DOMAIN}"
WIDE = {"window-width": "1000", "window-height": "700"}
NARROW = {"window-width": "360", "window-height": "720"}

# What a look is: the program's settings, and what its environment says.
LOOKS = {
    "light": (WIDE, {}),
    "dark": (WIDE, {"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"}),
    "narrow": (NARROW, {}),
    # GLib shows no language that the program has no catalogue of, but to who is at home in English.
    "right-to-left": (WIDE, {"LC_ALL": "en_US.UTF-8", "LANGUAGE": "he"}),
}

# The pages of the preferences, by what is to be read on them.
PREFERENCES = {"Messages": "Largest message to receive", "Presence": "Favourites get through", "Sound": "Microphone",
               "Video": "Pictures taken in calls", "Codecs": "Opus",
               "General": "Keep running in the background"}

# People: name, user (or number), organisation, note, favourite; a number has no light.
PEOPLE = [
    ("Carol Nguyen", "carol", "Widgets & Co", "Back from Hanoi in March.\nLikes <tea>.", True),
    ("Bob Martin", "bob", "Widgets & Co", None, True),
    ("Ada Away", "ada", None, None, False),
    ("Dana with a name that is far too long for one line of the list", "dana", "The Organisation With the Longest Name of Them All",
     None, False),
    ("Otto Offline", "otto", None, None, False),
    ("Olga <b>Online</b>", "olga", None, None, False),
    ("Rita Ringing", "rita", None, None, False),
    ("Ursula Unknown", "ursula", None, None, False),
    ("יוסי לוי", "yossi", None, None, False),
    ("Reception", "+49 30 123456", None, None, False),
    ("", "+49 221 5550", None, None, False),
]

# What others publish of themselves: status, activity, note; and whose telephone does what.
STATUSES = {"ada": ("open", "<rpid:away/><rpid:lunch/>", "back at 15:00"), "otto": ("closed", "", ""), "olga": ("open", "", ""),
            "dana": ("open", "<rpid:meeting/>", "in a meeting that will take longer than anybody thought"),
            "yossi": ("open", "<rpid:busy/><rpid:other>do not disturb</rpid:other>", "")}
TELEPHONES = {"rita": "early"}

# The address book of another telephone, to be imported: one is known here, one is new, one is no line of an address book.
TWINKLE = f"Robert||Martin|sip:bob@{DOMAIN}|\nErin|van|Dyke|sip:erin@{DOMAIN}|from the <office>\nFrank|||+49 40 998877|\nnonsense\n"

HANG_UP = (224, 27, 36)  # the colour of the button
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


RECEIVED, PENDING, SENT, DELIVERED, READ, FAILED_TO_SEND = 0, 1, 3, 4, 5, 6
NOT_FOUND = 3  # of BwReason

# The messages of filled chats: whom, called what, a draft, and how long ago, in what state, what.
CHATS = [
    ("carol", "Carol Nguyen", None, [
        (2 * DAY + 3 * HOUR, RECEIVED, "The figures for the meeting are in the usual place."),
        (2 * DAY + 2 * HOUR, READ, "Thank you! I shall look at them tonight."),
        (DAY + HOUR, RECEIVED, "Shall we talk at three? https://example.org/agenda"),
        (DAY + HOUR - 2 * MINUTE, DELIVERED, "Yes, gladly.\nI bring the plan for the new rooms along; it has become rather long, and there "
         "is more to say about the second floor than I thought."),
        (9 * MINUTE, RECEIVED, "Good. See you then"),
        (8 * MINUTE, RECEIVED, "The meeting is in room 2 now"),
    ]),
    ("bob", "Bob Martin", None, [(3 * HOUR, RECEIVED, "Call me when you can"), (20 * MINUTE, SENT, "I am in a meeting until four")]),
    ("dana", "Dana with a name that is far too long for one line of the list", "What I meant to say about",
     [(5 * DAY, RECEIVED, "A line that is far too long as well: nobody could read all of it in a list, nor would anybody want to")]),
    ("yossi", "יוסי לוי", None, [(4 * HOUR, RECEIVED, "שלום, מה שלומך היום?")]),
    ("+4930123456", None, None, [(4.5 * HOUR, PENDING, "I come ten minutes later")]),
    ("nobody", None, None, [(26 * HOUR, FAILED_TO_SEND, "Is this the right address?")]),
]


def open_history(phone):
    """The database of a program that is off."""
    return contextlib.closing(sqlite3.connect(phone.profile / "data/bellwire/history.db"))


def ensure_conversation(database, account, peer, name, draft=None):
    found = database.execute("SELECT id FROM conversations WHERE account = ? AND peer = ?", (account, peer)).fetchone()
    if found:
        database.execute("UPDATE conversations SET draft = ? WHERE id = ?", (draft, found[0]))
        return found[0]
    return database.execute("INSERT INTO conversations (account, peer, peer_name, draft) VALUES (?, ?, ?, ?)",
                            (account, peer, name, draft)).lastrowid


def fill_history(phone, account):
    """Writes calls into the history of a program that is off."""
    now = int(time.time())
    with open_history(phone) as database, database:
        for ago, user, name, direction, outcome, seconds in HISTORY:
            started = (now - ago) * 1_000_000
            answered = started + 5_000_000 if seconds else 0
            ended = started + (5 + seconds) * 1_000_000
            peer = f"{user}@{DOMAIN}"
            database.execute(
                "INSERT INTO calls (account, peer, peer_name, direction, outcome, code, reason, started, answered, ended, video,"
                " seen, search, alive, conversation) VALUES (?, ?, ?, ?, ?, 0, 0, ?, ?, ?, 0, ?, ?, ?, ?)",
                (account, peer, name, direction, outcome, started, answered, ended, ago > DAY, f"{peer} {name or ''}".casefold(), ended,
                 ensure_conversation(database, account, peer, name)))


def fill_chats(phone, account):
    """Writes messages into the history of a program that is off."""
    now = int(time.time())
    with open_history(phone) as database, database:
        for user, name, draft, messages in CHATS:
            conversation = ensure_conversation(database, account, f"{user}@{DOMAIN}", name, draft)
            for ago, state, text in messages:
                failed = state == FAILED_TO_SEND
                database.execute(
                    "INSERT INTO messages (conversation, direction, state, code, reason, phrase, time, sent_at, call_id, cseq, reports,"
                    " content_type, text, size, seen, has_body) VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, 1, 0, 'text/plain', ?, ?, ?, 0)",
                    (conversation, int(state != RECEIVED), state, 404 if failed else 0, NOT_FOUND if failed else 0,
                     "Not Found" if failed else None, int(now - ago) * 1_000_000, str(uuid.uuid4()), text, len(text.encode()),
                     ago > 30 * MINUTE))


def fill_people(phone):
    """Writes people into the store of a program that is off."""
    with open_history(phone) as database, database:
        for name, address, organisation, note, favourite in PEOPLE:
            number = address.startswith("+")
            person = database.execute(
                "INSERT INTO people (uid, name, organisation, note, favourite, watched) VALUES (?, ?, ?, ?, ?, ?)",
                (f"urn:uuid:{uuid.uuid4()}", name, organisation, note, favourite, not number)).lastrowid
            database.execute("INSERT INTO person_addresses (person, position, kind, address, label) VALUES (?, 0, ?, ?, 'work')",
                             (person, int(number), address if number else f"{address}@{DOMAIN}"))


def format_status(user, basic, activities, note):
    return ('<?xml version="1.0" encoding="UTF-8"?><presence xmlns="urn:ietf:params:xml:ns:pidf" '
            'xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model" xmlns:rpid="urn:ietf:params:xml:ns:pidf:rpid" '
            f'entity="sip:{user}@{DOMAIN}"><tuple id="t"><status><basic>{basic}</basic></status></tuple>'
            f'<dm:person id="p"><rpid:activities>{activities}</rpid:activities><dm:note>{note}</dm:note></dm:person></presence>')


def format_dialog(user, state):
    return ('<?xml version="1.0"?><dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="1" state="full" '
            f'entity="sip:{user}@{DOMAIN}"><dialog id="d" call-id="c@h" local-tag="l" remote-tag="r" direction="recipient">'
            f'<state>{state}</state></dialog></dialog-info>')


def publish(server, user, event, content_type, body):
    with SipClient(server.port, user, DOMAIN, ACCOUNTS[user]) as client:
        client.request("PUBLISH", f"sip:{client.address}", [f"Event: {event}", "Expires: 86400", f"Content-Type: {content_type}"], body)


def publish_all(server):
    for user, status in STATUSES.items():
        publish(server, user, "presence", "application/pidf+xml", format_status(user, *status))
    for user, state in TELEPHONES.items():
        publish(server, user, "presence", "application/pidf+xml", format_status(user, "open", "", ""))
        publish(server, user, "dialog", "application/dialog-info+xml", format_dialog(user, state))


def account_id(phone):
    """The id of the account in the file of a program that is off."""
    def is_uuid(text):
        with contextlib.suppress(ValueError):
            return bool(uuid.UUID(text))
    lines = (phone.profile / "config/bellwire/accounts.conf").read_text().splitlines()
    return next(line[1:-1] for line in lines if line.startswith("[") and is_uuid(line[1:-1]))


class Stage:
    """What the walks need around them: a server, people to call, a locale, and a compositor, without which
    the shadow of a popover is black."""

    def __enter__(self):
        with contextlib.ExitStack() as stack:
            self.folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory()))
            subprocess.run(["localedef", "-i", "en_US", "-f", "UTF-8", self.folder / "en_US.UTF-8"], check=True)
            stack.callback(Process(["xcompmgr", "-n"], self.folder / "compositor").stop)
            self.server = stack.enter_context(Kamailio(ACCOUNTS, domain=DOMAIN))
            publish_all(self.server)
            twinkle = pathlib.Path.home() / ".twinkle"
            twinkle.mkdir(exist_ok=True)
            (twinkle / "twinkle.ab").write_text(TWINKLE)
            self.bob = stack.enter_context(Friend(self.server, "bob", ACCOUNTS["bob"], ring_ms=2500))
            self.carol = stack.enter_context(Friend(self.server, "carol", ACCOUNTS["carol"]))
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *_):
        self._stack.close()


class Walk:
    """One walk through the pages in one look."""

    def __init__(self, look, folder, stage):
        settings, variables = LOOKS[look]
        self.look, self.folder, self.stage = look, folder / look, stage
        self.cameras = Cameras(Front=CYAN)
        self.phone = ShownPhone(settings, variables | self.cameras.variables | {"LOCPATH": str(stage.folder)})
        self.desk = Desk(self.phone)
        self.number = 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.phone.close()
        self.cameras.close()

    def picture(self, name, top_only=False, patience=3):
        self.number += 1
        self.desk.picture(self.folder / f"{self.number:02}-{name}.png", top_only, patience)

    def picture_of_window(self, name):
        """A picture of the window that has just opened; on a narrow screen a window manager would fit it in."""
        wait_for(lambda: len(self.desk.windows()) > 1, "second window")
        if self.look == "narrow" and self.desk.sizes()[-1][0] > 360:
            self.desk.keys("windowsize", "--sync", str(self.desk.windows()[-1]), "360", "640")
        self.picture(name, top_only=True)

    def close_window(self):
        self.desk.focus()
        self.desk.keys("key", "Escape")
        wait_for(lambda: len(self.desk.windows()) == 1, "end of the window")

    def start(self):
        self.phone.start_shown()
        self.desk.wait_for_window()

    def everything(self):
        self.first_run()
        self.chats()
        self.search()
        self.new_message()
        self.history()
        self.status()
        self.people()
        self.watchers()
        with Player(440, seconds=600):  # a silent microphone is warned of
            self.calls()
            self.incoming()
            self.video()
            self.video_asked()
        self.recordings()
        self.voicemail()
        self.preferences()
        self.questions()
        self.trouble()

    def first_run(self):
        self.start()
        self.desk.find("label", "Welcome to Bellwire")
        self.picture("welcome")
        self.desk.fill("Address, such as .*", ALICE)
        self.desk.fill("Server or outbound proxy, .*", "no server at all")
        self.desk.press("push button", ".*Sign In")
        self.desk.find("label", "Transport")
        self.picture("welcome-trouble")
        account = self.phone.add_account(ALICE, ACCOUNTS["alice"], self.stage.server.uri("tcp"))
        account.wait_for("State", "registered")
        self.desk.find("label", "No Conversations Yet", 15)
        self.picture("chats-empty")
        self.show_list("calls")
        self.picture("history-empty")
        self.show_list("people")
        self.picture("people-empty")
        self.desk.keys("key", "ctrl+4")
        self.desk.find("label", "No Mailbox")
        self.picture("voicemail-empty")
        self.show_list("chats")
        self.phone.stop()

    def show_list(self, name):
        self.desk.focus()
        self.desk.keys("key", {"chats": "ctrl+1", "calls": "ctrl+2", "people": "ctrl+3"}[name])
        self.desk.wait_selected("page tab", f"{name.title()}.*")

    def back(self):
        """To the list, where it is not to be seen."""
        if self.look == "narrow":
            self.desk.keys("key", "alt+Left")

    def chats(self):
        account = account_id(self.phone)
        fill_history(self.phone, account)
        fill_chats(self.phone, account)
        fill_people(self.phone)
        self.start()
        wait_for(lambda: self.phone.accounts() and self.phone.accounts()[0]["State"] == "registered", "registration", 15)
        self.desk.find("label", "Carol Nguyen")
        self.picture("chats")
        self.desk.click("label", "Bob Martin", button=3)
        self.desk.find(".*", "Copy Address")
        self.picture("chat-menu")
        self.desk.keys("key", "Escape")
        self.desk.click("label", "Carol Nguyen")
        self.desk.find("label", "Shall we talk at three.*")
        self.picture("conversation")
        self.back()
        self.desk.click("label", "Bob Martin")
        self.desk.fill("Write a message", "hello")
        self.desk.press("push button", "Send")
        self.desk.find("label", "Echo: hello", 20)
        self.picture("conversation-echo")
        self.back()
        self.desk.click("label", "Dana with.*")
        self.desk.find("label", "A line that is far too long.*")
        self.picture("conversation-long-names")
        self.back()

    def search(self):
        self.desk.search_for("mee")
        self.desk.find("label", "Messages")
        self.picture("search")
        self.desk.search_for("nothing like this")
        self.desk.find("label", "Nothing Found")
        self.picture("search-nothing")
        self.desk.keys("key", "Escape")

    def new_message(self):
        self.phone.activate("new-message")
        self.desk.fill("Name, number or address to write to", "dan")
        self.picture("new-message")
        self.desk.keys("key", "Escape")
        self.desk.fill("Name, number or address to write to", "http://nowhere")
        self.desk.keys("key", "Return")
        self.picture("new-message-trouble")
        self.desk.fill("Name, number or address to write to", "")
        self.desk.keys("key", "Escape")

    def history(self):
        self.show_list("calls")
        self.picture("history")
        self.desk.press("push button|toggle button", "Dial pad")
        self.picture("dial-pad")
        self.desk.keys("key", "Escape")

    def people(self):
        self.show_list("people")
        self.desk.find("label", "Away · At lunch · back at 15:00", 20)
        self.desk.find("label", "Ringing", 20, folded_too=True)
        self.picture("people")
        self.desk.click("label", "Ada Away", button=3)
        self.desk.find(".*", "Add to Favourites")
        self.picture("person-menu")
        self.desk.keys("key", "Escape")
        wait_for(lambda: len(self.desk.windows()) == 1, "end of the menu")
        self.person("Carol", "person")
        self.person("Dana", "person-long-names")
        self.person("Rita", "person-ringing")
        self.person("Ursula", "person-unknown")
        self.people_search()
        self.editor()
        self.import_people()

    def person(self, name, picture):
        """The page of the one person who is found by that name; of one who is unknown also why."""
        self.desk.search_for(name)
        self.desk.find("label", f"{name}.*")
        self.desk.keys("key", "Return")
        self.desk.find("label", "See whether they can be reached")
        if picture == "person-unknown":
            self.desk.press("push button|toggle button", "Why\\?")
            self.desk.find(".*", "Try Again")
        self.picture(picture)
        if picture == "person-unknown":
            self.desk.keys("key", "Escape")
            wait_for(lambda: len(self.desk.windows()) == 1, "end of the popover")
        self.back()

    def people_search(self):
        self.desk.search_for("widgets")
        self.desk.find("label", "Carol Nguyen")
        self.picture("people-search")
        self.desk.search_for("+49 89 22")
        self.desk.find("label", "Nobody Found")
        self.picture("people-nobody")
        self.desk.keys("key", "Escape")

    def editor(self):
        self.desk.focus()
        self.desk.keys("key", "ctrl+alt+n")
        self.desk.fill("Address or number", "http://nowhere")
        self.desk.press("push button", ".*Add")
        self.desk.find("label", "Only sip:.*")
        self.picture_of_window("person-editor-trouble")
        self.desk.fill("Address or number", "")
        self.close_window()

    def import_people(self):
        self.phone.activate("import-people")
        self.desk.find("label", "Twinkle")
        self.picture_of_window("import")
        self.desk.click("label", "Twinkle")
        self.desk.find("label", "Erin van Dyke")
        self.picture("import-preview", top_only=True)
        self.close_window()

    def watchers(self):
        with SipClient(self.stage.server.port, "dana", DOMAIN, ACCOUNTS["dana"]) as dana:
            dana.request("SUBSCRIBE", f"sip:watch-{ALICE}", ["Event: presence", "Accept: application/pidf+xml", "Expires: 600"])
        self.desk.find("label", ".* wants to see whether you can be reached")
        self.picture("watcher-question")
        self.desk.press("push button", ".*Later")
        self.desk.find("push button", "1 person asks to see you")
        self.picture("watchers-waiting")
        self.phone.activate("watchers")
        self.desk.find(".*", ".*Allow")
        self.picture_of_window("watchers")
        self.close_window()

    def status(self):
        self.desk.press("push button|toggle button", f"{ALICE}.*")
        self.desk.find("radio button", "Busy")
        self.picture("status-menu")
        self.desk.keys("key", "Down", "key", "Down", "key", "Tab", "type", "In a meeting about the new rooms")
        self.desk.keys("key", "Tab", "key", "space")
        self.desk.find("label", "Until…")
        self.desk.keys("key", "End", "key", "Return")
        self.desk.find("spin button", "Hour")
        self.picture("status-note")
        self.desk.press("push button", ".*Set Note.*")
        self.picture("status-set")
        self.desk.keys("key", "shift+Tab", "key", "Up", "key", "Up", "key", "Escape")

    def voicemail(self):
        self.stage.bob.tell(f"voicemail {ALICE} 2/8")
        self.desk.focus()
        self.desk.keys("key", "ctrl+4")
        self.desk.find("label", "2 new voice messages", 20)
        self.picture("voicemail")
        self.show_list("chats")

    def calls(self):
        outgoing = self.phone.dial(self.stage.bob.address)
        outgoing.wait_for("State", "ringing")
        self.desk.find("push button", "Hang up")
        self.picture("outgoing")
        outgoing.wait_for("State", "active")
        wait_for(lambda: outgoing["AudioCodec"], "sound")
        self.picture("active")
        self.stage.carol.tell(f"call {ALICE}")
        incoming = self.phone.wait_for_incoming()
        self.picture("incoming-while-active")
        incoming.do("Answer", "(b)", False)
        incoming.wait_for("State", "active")
        outgoing.wait_for("State", "held")
        self.picture("two-calls")
        outgoing.do("HangUp")
        incoming.do("HangUp")
        wait_for(lambda: not self.phone.calls(), "end of the calls", 15)

    def incoming(self):
        self.stage.carol.tell(f"call {ALICE}")
        call = self.phone.wait_for_incoming()
        self.picture("incoming")
        call.do("Decline")
        wait_for(lambda: not self.phone.calls(), "end of the call", 15)

    def shows_controls(self):
        return picture.share(picture.pixels(picture.screen()), HANG_UP, 12) > 0.0003

    def video(self):
        call = self.phone.dial(self.stage.bob.address, video=True)
        call.wait_for("State", "active")
        wait_for(lambda: self.stage.bob.frames()[0] > 20, "pictures at the other end", 30)
        self.desk.keys("mousemove", "180" if self.look == "narrow" else "700", "300")
        wait_for(self.shows_controls, "controls", 15, 0.1)
        self.picture("video", patience=0)  # they go again
        self.desk.rest_pointer()
        wait_for(lambda: not self.shows_controls(), "end of the controls", 15, 0.5)
        self.picture("video-controls-hidden")
        self.video_trouble(call)
        self.video_elsewhere()
        self.video_shared(call)
        call.do("HangUp")
        wait_for(lambda: not self.phone.calls(), "end of the call", 15)

    def video_trouble(self, call):
        call["CameraOn"] = GLib.Variant("b", False)
        self.picture("video-camera-off")
        call["CameraOn"] = GLib.Variant("b", True)
        self.cameras.unplug("Front")
        self.picture("video-camera-gone")
        self.cameras.plug("Front", CYAN)
        self.stage.bob.tell("camera off")
        self.picture("video-their-camera-off")
        self.stage.bob.tell("camera on")

    def video_elsewhere(self):
        self.desk.focus()
        self.desk.keys("key", "F11")
        self.picture("video-full-screen")
        self.desk.keys("key", "F11")
        self.back()
        self.show_list("chats")
        self.desk.click("label", "Carol Nguyen")
        self.desk.find("label", "Shall we talk at three.*")
        self.picture("video-small")
        self.back()
        self.phone.activate("show-call")

    def video_shared(self, call):
        self.phone.activate("share-screen")
        self.picture_of_window("video-share-question")
        self.desk.press("push button", ".*Share.*")
        self.desk.find(".*", "Stop.*")
        self.picture("video-sharing")
        self.phone.activate("stop-sharing")

    def video_asked(self):
        self.stage.carol.tell(f"video-call {ALICE}")
        call = self.phone.wait_for_incoming()
        self.picture("video-incoming")
        call.do("Answer", "(b)", False)
        call.wait_for("State", "active")
        self.stage.carol.tell("video on")
        call.wait_for("VideoAsked", True)
        self.picture("video-asked")
        call.do("SettleVideo", "(s)", "refuse")
        call.do("HangUp")
        wait_for(lambda: not self.phone.calls(), "end of the call", 15)

    def recordings(self):
        self.phone.activate("recordings")
        self.picture_of_window("recordings")
        self.close_window()

    def preferences(self):
        self.phone.activate("preferences")
        self.desk.find(".*", "Use This Account")
        self.picture_of_window("preferences-accounts")
        for page, mark in PREFERENCES.items():
            self.desk.press("page tab", page)
            self.desk.find("label", mark)
            self.picture_of_window(f"preferences-{page.lower()}")
        self.close_window()

    def questions(self):
        self.phone.run_again(f"sip:bob@{DOMAIN}")
        self.picture_of_window("question-dial")
        self.close_window()
        self.desk.rest_pointer()  # GTK's tooltip is a window as well
        self.phone.activate("about")
        self.picture_of_window("about")
        self.close_window()
        if self.look != "narrow":  # where there is no keyboard, GTK's own list of its shortcuts has no room
            self.desk.focus()
            self.desk.keys("key", "ctrl+question")
            self.picture_of_window("shortcuts")
            self.close_window()

    def trouble(self):
        self.phone.add_account(f"support@{DOMAIN}", "forgotten", f"sip:127.0.0.1:{free_port()};transport=tcp")
        self.desk.find(".*", f"support@{DOMAIN}: .*", 30)
        self.picture("trouble")


def main():
    folder, looks = pathlib.Path(sys.argv[2]).resolve(), sys.argv[3:] or list(LOOKS)
    with Stage() as stage:
        for look in looks:
            with Walk(look, folder, stage) as walk:
                walk.everything()
            print(f"{look}: {walk.number} pictures", flush=True)


if __name__ == "__main__":
    main()
