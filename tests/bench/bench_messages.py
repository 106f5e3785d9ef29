# SPDX-License-Identifier: GPL-3.0-or-later
"""What messages cost where there are many of them, against few: rows for bench.py."""

import random
import sqlite3
import statistics
import subprocess
import time

from e2e.phone import BUILD
from servers.process import wait_for
from servers.sip_crowd import Crowd

PROGRAM = BUILD / "tests/bench/conversation-bench"
ACCOUNT, LARGE, SMALL, OTHER = "bench", "large@bench.test", "small@bench.test", "other@bench.test"
LARGE_COUNT, SMALL_COUNT, PEOPLE = 100_000, 100, 1_000
MESSAGE = ("INSERT INTO messages (conversation, direction, state, code, reason, time, sent_at, call_id, cseq, reports, content_type, "
           "text, size, seen, has_body) VALUES (?, ?, ?, 0, 0, ?, 0, ?, 1, 0, 'text/plain', ?, ?, 1, 0)")
WORDS = ("harbour light message zebra the of and meeting tomorrow please call back thanks lunch office train late early number "
         "address invoice picture garden weather holiday").split()


# --- Histories ------------------------------------------------------------------------------------------------------------

def make_texts(count, noise):
    """Texts of one to thirty words, the last of them known to conversation-bench."""
    for number in range(count - 1):
        yield f"{number} " + " ".join(noise.choice(WORDS) + str(noise.randrange(300)) for _ in range(noise.randrange(1, 30)))
    yield "The last word"


def add_conversation(database, peer, count, noise, now):
    row = database.execute("INSERT INTO conversations (account, peer) VALUES (?, ?)", (ACCOUNT, peer)).lastrowid
    begin = now - count * 600_000_000
    database.executemany(MESSAGE, (
        (row, number % 2, 0 if number % 2 == 0 else 3, begin + number * 600_000_000, f"{peer}-{number}", text, len(text))
        for number, text in enumerate(make_texts(count, noise))))


def fill(path, sizes):
    """Puts conversations into an empty history that the program has made: `sizes` maps peers to their number of messages."""
    noise, now = random.Random(1), int(time.time() * 1e6)
    with sqlite3.connect(path) as database:
        for peer, count in sizes.items():
            add_conversation(database, peer, count, noise, now)
    database.close()


def small_history():
    """As many people as a window shows."""
    return {OTHER: 10, SMALL: SMALL_COUNT} | {f"person{number}@bench.test": 10 for number in range(20)}


def large_history():
    people = {f"person{number}@bench.test": 100 for number in range(PEOPLE - 3)}
    return {OTHER: 10, SMALL: SMALL_COUNT, LARGE: LARGE_COUNT} | people


def make_history(phone, sizes):
    """The history file of a program that has run once and is off, filled."""
    phone.start()
    phone.stop()
    fill(phone.database, sizes)


# --- A conversation -------------------------------------------------------------------------------------------------------

def run_program(phone, peer, rounds):
    output = subprocess.run([PROGRAM, phone.database, peer, str(rounds)], env=phone.environment(), check=True,
                            capture_output=True, text=True, timeout=600).stdout
    return {name: int(value) for name, value in (line.split("=") for line in output.splitlines())}


def milliseconds(microseconds):
    return f"{microseconds / 1000:.1f} ms"


def frames(figures, name):
    return f"{milliseconds(figures[f'{name}_MEAN'])} ({figures[f'{name}_LATE']} of {figures[f'{name}_FRAMES']} late)"


def bench_conversation(small, large, rounds):
    """`small` and `large`: programs with such histories, off."""
    few, many = run_program(small, SMALL, rounds), run_program(large, LARGE, rounds)
    rows = [(f"opening a conversation of {LARGE_COUNT}", milliseconds(many["OPEN_MEDIAN"]),
             f"of {SMALL_COUNT}: {milliseconds(few['OPEN_MEDIAN'])}", f"{many['OPEN_MEDIAN'] / few['OPEN_MEDIAN']:.2f}×")]
    for name, how in (("WHEEL", "with the wheel"), ("DRAG", "in 100 steps")):
        rows.append((f"scrolling through {LARGE_COUNT}, {how}: a frame", frames(many, name),
                     f"plain list of labels: {frames(many, f'PLAIN_{name}')}; through {SMALL_COUNT}: {frames(few, name)}",
                     f"{many[f'{name}_MEAN'] / many[f'PLAIN_{name}_MEAN']:.2f}×"))
    rows.append(("memory after scrolling", f"{many['PSS_AFTER'] / 1024:.1f} MiB", f"before: {many['PSS_BEFORE'] / 1024:.1f} MiB",
                 f"{many['PSS_AFTER'] / many['PSS_BEFORE']:.2f}×"))
    for name, what in (("MEDIAN", "median"), ("LONGEST", "longest")):
        rows.append((f"search in {LARGE_COUNT + PEOPLE * 100}, per letter: {what}", milliseconds(many[f"SEARCH_{name}"]),
                     f"in {SMALL_COUNT}: {milliseconds(few[f'SEARCH_{name}'])}",
                     f"{many[f'SEARCH_{name}'] / few[f'SEARCH_{name}']:.1f}×"))
    return rows


def bench_paint(time_to_paint, display, small, large, rounds):
    """The first painted window with a large history, against a small one; by turns."""
    full, bare = [], []
    for turn in range(rounds + 1):
        for phone, times in ((small, bare), (large, full)):
            took = time_to_paint(display, [phone.program], phone.environment(), phone.profile / "paint.log")
            if turn:
                times.append(took)
    ratio = statistics.median(full) / statistics.median(bare)
    return [(f"first painted window with {LARGE_COUNT + PEOPLE * 100} messages", f"{statistics.median(full) * 1000:.0f} ms",
             f"with 310: {statistics.median(bare) * 1000:.0f} ms", f"{ratio:.2f}×")]


# --- Receiving ------------------------------------------------------------------------------------------------------------

def rate(crowd, uri, texts):
    begin = time.monotonic()
    crowd.write_all(uri, texts).result(300)
    return len(texts) / (time.monotonic() - begin)


def bench_receiving(phone, server, settled_pss, count=1000):
    """`phone` is registered as alice. The reference is one of the crowd that says 200 and keeps nothing."""
    before = settled_pss(phone)
    with Crowd(server.port, 20) as crowd:
        bare = rate(crowd, f"sip:port-{crowd.peers[0].port}@localhost", [f"bare {number}" for number in range(count)])
        ours = rate(crowd, server.address("alice"), [f"message {number} of many" for number in range(count)])
    wait_for(lambda: len(phone.messages()) >= count, "all messages", 30)
    after = settled_pss(phone)
    return [(f"receiving {count} messages", f"{ours:.0f} a second", f"a peer that answers and keeps nothing: {bare:.0f} a second",
             f"{ours / bare:.2f}×"),
            (f"PSS after {count} messages", f"{after / 1024:.1f} MiB", f"before: {before / 1024:.1f} MiB",
             f"{(after - before) / count:+.2f} KiB a message")]
