# SPDX-License-Identifier: GPL-3.0-or-later
"""The figures behind `tests/bench/run`: each a row of a Markdown table, as a ratio where there is something to compare with."""

import argparse
import contextlib
import os
import pathlib
import statistics
import subprocess
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from gi.repository import Gio, GLib  # noqa: E402

from bench import bench_buddies, bench_messages, bench_people, bench_video  # noqa: E402
from e2e.phone import BUILD, Phone  # noqa: E402
from harness.x11 import Display  # noqa: E402
from servers.friend import Friend  # noqa: E402
from servers.kamailio_server import Kamailio  # noqa: E402
from servers.process import Process, wait_for  # noqa: E402
from servers.sip_client import SipClient  # noqa: E402

TRIVIAL = BUILD / "tests/bench/trivial-window"
TRANSACTION_SECONDS = 35  # SIP transactions live for 32 s after their end (RFC 3261 17)
TICKS = os.sysconf("SC_CLK_TCK")
NOTIFICATIONS = "org.freedesktop.Notifications"
INVITE_BODY = ("v=0\r\no=bench 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
               "m=audio 30000 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n")


def milliseconds(seconds):
    return f"{seconds * 1000:.0f} ms"


def spread(values):
    return f"{milliseconds(statistics.median(values))} ({milliseconds(min(values))}–{milliseconds(max(values))})"


# --- The first painted window -------------------------------------------------------------------------------------------

def time_to_paint(display, arguments, environment, log):
    """Seconds from exec until the X server shows a window of the program with more than one colour in it."""
    start = time.monotonic()
    process = Process(arguments, log, environment)
    try:
        wait_for(lambda: display.has_painted_window(process.pid), "painted window", 30, interval=0.001)
        return time.monotonic() - start
    finally:
        process.stop(10)


def bench_first_paint(phone, rounds):
    """The two programs by turns, in the same environment, after one of each that only warms the caches."""
    display, log, environment = Display(), phone.profile / "paint.log", phone.environment()
    ours, trivial = [], []
    for turn in range(rounds + 1):
        one = time_to_paint(display, [TRIVIAL], environment, log)
        other = time_to_paint(display, [phone.program], environment, log)
        if turn:
            trivial.append(one)
            ours.append(other)
    ratio = statistics.median(ours) / statistics.median(trivial)
    return [("exec to first painted window", spread(ours), f"trivial AdwApplicationWindow: {spread(trivial)}", f"{ratio:.2f}×")]


# --- Idle -----------------------------------------------------------------------------------------------------------------

def switches(pid):
    """Voluntary context switches of all threads: how often the process woke up."""
    total = 0
    for status in pathlib.Path(f"/proc/{pid}/task").glob("*/status"):
        for line in status.read_text().splitlines():
            if line.startswith("voluntary_ctxt_switches"):
                total += int(line.split()[1])
    return total


def processor_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def pss(pid):
    """Proportional set size in KiB."""
    for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    raise LookupError("no Pss in smaps_rollup")


def watch(pid, seconds):
    """Wake-ups a second, and seconds of processor time a second."""
    before = switches(pid), processor_seconds(pid), time.monotonic()
    threading.Event().wait(seconds)
    passed = time.monotonic() - before[2]
    return (switches(pid) - before[0]) / passed, (processor_seconds(pid) - before[1]) / passed


def bench_idle(phone, seconds):
    """One account registered, no window, against the trivial program with its window just standing there."""
    trivial = Process([TRIVIAL], phone.profile / "trivial.log", phone.environment())
    try:
        display = Display()
        wait_for(lambda: display.has_painted_window(trivial.pid), "painted window", 30)
        watch(phone.pid, 5)  # what follows a start is not idle
        ours, reference = watch(phone.pid, seconds), watch(trivial.pid, seconds)
        sizes = pss(phone.pid), pss(trivial.pid)
    finally:
        trivial.stop()
    return [
        ("idle, one account: wake-ups a second", f"{ours[0]:.1f}", f"trivial window: {reference[0]:.1f}", f"+{ours[0] - reference[0]:.1f}/s"),
        ("idle, one account: processor", f"{ours[1] * 100:.2f} %", f"trivial window: {reference[1] * 100:.2f} %",
         f"+{(ours[1] - reference[1]) * 100:.2f} %"),
        ("idle, one account, no window: PSS", f"{sizes[0] / 1024:.1f} MiB", f"trivial window: {sizes[1] / 1024:.1f} MiB",
         f"{sizes[0] / sizes[1]:.2f}×"),
    ]


# --- Calls ------------------------------------------------------------------------------------------------------------------

def make_call(phone):
    call = phone.dial("echo")
    call.wait_for("State", "active")
    call.do("HangUp")
    wait_for(lambda: not phone.live_calls(), "end of the call", 20)


def settled_pss(phone):
    """PSS when the ended calls have left the list, and the last transactions have ended."""
    wait_for(lambda: not phone.calls(), "empty list of calls", 20)
    threading.Event().wait(TRANSACTION_SECONDS)
    return pss(phone.pid)


def bench_memory(phone, calls):
    """PSS after the first call, a tenth of them and all: growth from the tenth on."""
    before = settled_pss(phone)
    make_call(phone)
    first, warm, done = settled_pss(phone), calls // 10, 1
    while done < warm:
        make_call(phone)
        done += 1
    tenth = settled_pss(phone)
    while done < calls:
        make_call(phone)
        done += 1
    last = settled_pss(phone)
    return [
        ("PSS after 1 call", f"{first / 1024:.1f} MiB", f"before it: {before / 1024:.1f} MiB", f"{first / before:.2f}×"),
        (f"PSS after {calls} calls", f"{last / 1024:.1f} MiB", f"after {warm}: {tenth / 1024:.1f} MiB",
         f"{(last - tenth) / (calls - warm):+.1f} KiB a call"),
    ]


class NotificationWatch:
    """Sees notifications on the bus as they are sent, with the time of the bus's own monitor."""

    def __init__(self):
        self._child = subprocess.Popen(["dbus-monitor", "--session", "--profile", f"interface='{NOTIFICATIONS}',member='Notify'"],
                                       stdout=subprocess.PIPE, text=True, bufsize=1)
        while "NameLost" not in self._child.stdout.readline():
            pass  # with that the bus says that it has become a monitor

    def next(self, since):
        """The Unix time of the first notification that was sent after `since`."""
        for line in self._child.stdout:
            fields = line.split()
            if fields[-1] == "Notify" and float(fields[1]) >= since:
                return float(fields[1])
        raise EOFError("dbus-monitor has ended")

    def close(self):
        self._child.terminate()
        self._child.wait()


def time_notification(bus):
    """Seconds that a bare notification takes, there and back."""
    start = time.time()
    arguments = GLib.Variant("(susssasa{sv}i)", ("bench", 0, "", "A call", "of nobody", [], {}, 1))
    bus.call_sync(NOTIFICATIONS, "/org/freedesktop/Notifications", NOTIFICATIONS, "Notify", arguments, None,
                  Gio.DBusCallFlags.NONE, 5000, None)
    return time.time() - start


def time_ringing(phone, server, watcher):
    """Seconds from the INVITE on the wire until the program hands its notification to the bus."""
    with SipClient(server.port, user="bench") as caller:
        start = time.time()
        invite = caller.format("INVITE", server.address("alice"), ["Content-Type: application/sdp"], INVITE_BODY)
        caller.send(invite)
        took = watcher.next(start) - start
        phone.wait_for_incoming().do("Decline")
        wait_for(lambda: not phone.live_calls(), "end of the call", 20)
        caller.send(invite.replace("INVITE", "ACK", 1).replace("CSeq: 1 INVITE", "CSeq: 1 ACK"))
    return took


def bench_ringing(phone, server, rounds):
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    watcher = NotificationWatch()
    try:
        bare, ringing = [], []
        for _ in range(rounds):
            bare.append(time_notification(bus))
            ringing.append(time_ringing(phone, server, watcher))
    finally:
        watcher.close()
    ratio = statistics.median(ringing) / statistics.median(bare)
    return [("INVITE on the wire to the ringing notification", spread(ringing), f"bare Notify, there and back: {spread(bare)}", f"{ratio:.1f}×")]


def bench_many_messages(rounds):
    """Two profiles without an account: one with a small history, one with a large one."""
    with contextlib.ExitStack() as stack:
        small, large = phones = [Phone() for _ in range(2)]
        for phone, sizes in zip(phones, (bench_messages.small_history(), bench_messages.large_history())):
            stack.callback(phone.close)
            bench_messages.make_history(phone, sizes)
        return [*bench_messages.bench_conversation(small, large, rounds),
                *bench_messages.bench_paint(time_to_paint, Display(), small, large, rounds)]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds, for a look")
    quick = parser.parse_args().quick
    rows = []
    with Kamailio({"alice": "pw", "echo": "pw"}) as server, Friend(server, "echo", "pw", ring_ms=50):
        with Phone() as phone:
            phone.add_account("alice@localhost", "pw", server.uri()).wait_for("State", "registered")
            phone.stop()
            rows += bench_first_paint(phone, 3 if quick else 9)
            phone.start()
            wait_for(phone.accounts, "account")[0].wait_for("State", "registered")
            rows += bench_idle(phone, 5 if quick else 30)
            rows += bench_ringing(phone, server, 3 if quick else 15)
            rows += bench_memory(phone, 20 if quick else 100)
            rows += bench_messages.bench_receiving(phone, server, settled_pss)
    rows += bench_many_messages(3 if quick else 9)
    rows += bench_people.bench_people(1 if quick else 5)
    rows += bench_buddies.bench_buddies(200 if quick else 1000)
    rows += bench_video.bench_video(quick, watch)
    print("| what | Bellwire | reference | ratio |\n|---|---|---|---|")
    for row in rows:
        print(f"| {' | '.join(row)} |")


if __name__ == "__main__":
    main()
