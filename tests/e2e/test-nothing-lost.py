#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing is lost: ten thousand messages to and from the program, while server, connection and program break at random moments.

BW_MESSAGES is their number (10000), BW_SEED says when what breaks. At the end
- what the server accepted for us (2xx to its sender) is in the history, once;
- what the program took (SendMessage gave an id) is with its peer, or still waits;
- no peer got a message twice under different Call-IDs, and each conversation arrived in order, but for what was being sent when
  the program was killed."""

import collections
import os
import pathlib
import random
import re
import subprocess
import sys
import threading
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from e2e.phone import Phone, PhoneError, ProgramEnded  # noqa: E402
from harness import tap  # noqa: E402
from servers.kamailio_server import Kamailio  # noqa: E402
from servers.process import wait_for  # noqa: E402
from servers.sip_crowd import Crowd  # noqa: E402

COUNT = int(os.environ.get("BW_MESSAGES", "10000"))
SEED = int(os.environ.get("BW_SEED", "3428"))
PEERS = 60
INCOMING, OUTGOING = 0, 1  # BwDirection
PENDING, SENDING, SENT, DELIVERED, READ, FAILED = range(1, 7)  # BwMessageState
UNSETTLED = 1 / 50  # of the requests to a peer get no answer, and as many a 500
BREAKAGES = 20  # at most, so that a slow machine comes to an end
QUIET_SECONDS = 90  # without any progress, it has failed
A_SECOND = 80  # messages that begin in each direction, so that what breaks finds them on their way
REFRESH_SECONDS = 10  # a server sends what it keeps when the program registers


def log(text):
    print(f"# {time.monotonic() - START:6.1f} s: {text}", flush=True)


START = time.monotonic()


class Writer(threading.Thread):
    """Writes texts over D-Bus, one after the other. Where the program is away it waits for the next one: what was refused or
    cut off by its end is not written again, for nobody knows whether it was taken."""

    def __init__(self, phone, crowd, texts):
        super().__init__(daemon=True)
        self._phone, self._crowd, self._texts = phone, crowd, texts
        self._restarted = threading.Condition()
        self._runs = 0
        self.taken, self.unsure = {}, set()  # text -> its id; texts

    def note_restart(self):
        with self._restarted:
            self._runs += 1
            self._restarted.notify()

    def run(self):
        begin = time.monotonic()
        for index, text in enumerate(self._texts):
            time.sleep(max(0, begin + index / A_SECOND - time.monotonic()))
            runs, peer = self._runs, self._crowd.peers[index % PEERS]
            try:
                self.taken[text] = self._phone.write(f"port-{peer.port}", text)
            except (PhoneError, ProgramEnded):
                self.unsure.add(text)
                with self._restarted:
                    self._restarted.wait_for(lambda known=runs: self._runs != known, 60)


class ServerLog:
    """What the server says of messages to the program: by Call-ID, whether their last delivery of a run was answered with a 200, or
    was cut off by the end of that run. Either way the program may have said 200 to it: what the server sends again later under
    another Call-ID is another message to everybody."""

    def __init__(self):
        self.excused = set()

    def add_run(self, text):
        open_requests = set()
        for line in text.splitlines():
            if request := re.search(r"request MESSAGE sip:alice@\S+ .* call (\S+) by", line):
                open_requests.add(request[1])
            elif reply := re.search(r"reply (\d+) .* MESSAGE call (\S+) of", line):
                open_requests.discard(reply[2])
                if reply[1].startswith("2"):
                    self.excused.add(reply[2])
        self.excused |= open_requests


class NothingLost(unittest.TestCase):
    def setUp(self):
        # The notification server would draw sixty notices again and again, and have a processor of its own for it.
        subprocess.run(["dunstctl", "set-paused", "true"], check=True)
        self.random = random.Random(SEED)
        self.lock = threading.Lock()
        self.server = self.enterContext(Kamailio({"alice": "pw"}))
        self.server_log = ServerLog()
        self.crowd = self.enterContext(Crowd(self.server.port, PEERS, self.choose_answer))
        self.phone = Phone()
        self.addCleanup(self.phone.close)
        self.phone.start()
        self.phone.add_account("alice@localhost", "pw", self.server.uri("tcp")).wait_for("State", "registered")

    def choose_answer(self, peer, request):
        """Peers, too, are not always well."""
        luck = self.random.random()
        return None if luck < UNSETTLED else 500 if luck < 2 * UNSETTLED else 200

    # --- What breaks ---

    def kill_program(self):
        self.phone.kill()
        self.phone.start()
        self.writer.note_restart()

    def restart_server(self, end, pause):
        end()
        self.server_log.add_run(self.server.output())
        time_left = time.monotonic() + pause
        wait_for(lambda: time.monotonic() > time_left, "end of the pause", pause + 5)
        self.server.start()

    def kill_server(self):
        self.restart_server(self.server.kill, 0)

    def stop_server(self):
        self.restart_server(self.server.stop, 0)

    def cut_connection(self):
        self.restart_server(self.server.kill, self.random.uniform(1, 3))

    def break_things(self, is_over):
        """One after the other, until it is over or enough is broken."""
        breakages = [self.kill_program, self.kill_server, self.kill_program, self.stop_server, self.cut_connection]
        done = collections.Counter()
        while not is_over() and sum(done.values()) < BREAKAGES:
            moment = time.monotonic() + self.random.uniform(2, 6)
            wait_for(lambda now=moment: time.monotonic() > now or is_over(), "next moment", 10)
            breakage = self.random.choice(breakages)
            breakage()
            done[breakage.__name__] += 1
            log(f"{breakage.__name__}: {len(self.crowd.accepted)} accepted, {len(self.writer.taken)} taken, "
                f"{len(self.crowd.arrivals)} arrived")
        return done

    # --- How it ends ---

    def outgoing(self):
        return {row["text"]: row for row in self.phone.messages() if row["direction"] == OUTGOING}

    def wait_until_settled(self):
        """Until nothing is on its way any more; as long as something moves, it may take its time."""
        before, quiet_since, refreshed = None, time.monotonic(), 0
        while True:
            if time.monotonic() > refreshed + REFRESH_SECONDS:
                self.phone.accounts()[0].do("Refresh")
                refreshed = time.monotonic()
            rows = self.phone.messages()
            waiting = sum(row["direction"] == OUTGOING and (row["state"] == SENDING or (row["state"] == PENDING and not is_held(row)))
                          for row in rows)
            missing = len(self.crowd.accepted) - len({row["text"] for row in rows if row["direction"] == INCOMING})
            if waiting == 0 and missing <= 0:
                return
            if (waiting, missing) != before:
                before, quiet_since = (waiting, missing), time.monotonic()
            elif time.monotonic() > quiet_since + QUIET_SECONDS:
                log(f"given up: {waiting} wait, {missing} are missing, the server keeps {self.server.count_stored()}")
                return
            time.sleep(0.5)

    def check_incoming(self, rows):
        """Each accepted one is there; more than once only where the server sent it more than once, and had its answer."""
        copies = collections.defaultdict(list)
        for row in rows:
            if row["direction"] == INCOMING:
                copies[row["text"]].append(row["call_id"])
        lost = set(self.crowd.accepted) - set(copies)
        self.assertEqual(lost, set(), f"{len(lost)} accepted messages are lost")
        doubled = {text: calls for text, calls in copies.items() if len(calls) > 1}
        unexcused = {text: calls for text, calls in doubled.items() if not set(calls[:-1]) <= self.server_log.excused}
        log(f"{len(copies)} received; the server sent {len(doubled)} of them a second time under another Call-ID")
        self.assertEqual(unexcused, {}, "received twice")
        self.assertLessEqual(set(copies), set(self.incoming_texts))

    def check_outgoing(self, rows):
        mine = {row["text"]: row for row in rows if row["direction"] == OUTGOING}
        arrived = {arrival.text for arrival in self.crowd.arrivals}
        self.assertEqual(set(self.writer.taken) - set(mine), set(), "taken and not in the history")
        failed = [text for text, row in mine.items() if row["state"] == FAILED]
        self.assertEqual(failed, [])
        gone = [text for text, row in mine.items() if row["state"] >= SENT and text not in arrived]
        self.assertEqual(gone, [], "sent and not arrived")
        waiting = [text for text, row in mine.items() if row["state"] < SENT and not is_held(row)]
        self.assertEqual(waiting, [], "waiting although all is well")
        log(f"{len(mine)} in the history, {len(self.writer.taken)} taken, {len(self.writer.unsure)} cut off, "
            f"{sum(map(is_held, mine.values()))} held for a person's word")
        self.assertLessEqual(arrived, set(mine))

    def check_arrivals(self, rows):
        """A held one may come at any time: what the program sent before it was killed is the server's now."""
        held = {row["text"] for row in rows if row["direction"] == OUTGOING and is_held(row)}
        calls, order = collections.defaultdict(set), collections.defaultdict(list)
        for arrival in self.crowd.arrivals:
            if arrival.text not in calls and arrival.text not in held:
                order[arrival.peer].append(int(arrival.text.split()[1]))
            calls[arrival.text].add(arrival.call_id)
        self.assertEqual([text for text, ids in calls.items() if len(ids) > 1], [], "arrived under two Call-IDs")
        self.assertEqual([peer for peer, numbers in order.items() if numbers != sorted(numbers)], [], "arrived out of order")

    def test_ten_thousand(self):
        self.incoming_texts = [f"in {number} for the record" for number in range(COUNT // 2)]
        self.writer = Writer(self.phone, self.crowd, [f"out {number} for the record" for number in range(COUNT - COUNT // 2)])
        log(f"{COUNT} messages, seed {SEED}")
        self.writer.start()
        writing = self.crowd.write_all("sip:alice@localhost", self.incoming_texts, a_second=A_SECOND)
        done = self.break_things(lambda: writing.done() and not self.writer.is_alive())
        writing.result(600)
        self.writer.join(600)
        log(f"all written, {sum(done.values())} breakages: {dict(done)}")
        self.wait_until_settled()
        self.phone.stop()
        self.server_log.add_run(self.server.output())
        rows = self.phone.messages()
        self.check_incoming(rows)
        self.check_outgoing(rows)
        self.check_arrivals(rows)
        log("settled")


def is_held(row):
    return row["state"] == PENDING and row["reason"] != 0 and row["reason"] == INTERRUPTED


INTERRUPTED = 26  # BwReason

if __name__ == "__main__":
    tap.main()
