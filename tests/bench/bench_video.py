# SPDX-License-Identifier: GPL-3.0-or-later
"""What calls with pictures cost: the age of what one sees, pictures lost, processor, and memory that stays, as rows for bench.py."""

import contextlib
import subprocess
import threading

from gi.repository import GLib

from e2e.phone import BUILD, Phone
from harness.cameras import CYAN, Cameras
from servers.friend import Friend
from servers.kamailio_server import Kamailio
from servers.linphone import Linphone
from servers.process import wait_for

PROGRAM = BUILD / "tests/bench/video-call-bench"
VIEW = BUILD / "tests/bench/video-view-bench"
WAYS = {"MEMORY": "out of the memory", "GL": "by GL in software"}
SIZES = {"vga": "640x480", "720p": "1280x720"}
WATCHED = 8  # seconds of a call


def run(*command):
    """What a bench says, by name."""
    output = subprocess.run(command, check=True, capture_output=True, text=True, timeout=900).stdout
    return {name: float(value) for name, value in (line.split("=") for line in output.splitlines() if "=" in line)}


def measure(codec, size, frames, switches):
    """A call of two ends in a process: microseconds, pictures, KiB."""
    return run(PROGRAM, codec, size, str(frames), str(switches))


def row_of_age(codec, size, figures):
    return (f"{codec} {SIZES[size]}: age of the pattern at the far end", f"{figures['FAR'] / 1000:.0f} ms",
            f"in one's own view: {figures['NEAR'] / 1000:.0f} ms", f"{figures['FAR'] / figures['NEAR']:.2f}×")


def row_of_rate(codec, size, figures):
    return (f"{codec} {SIZES[size]}: pictures a second at the far end, both ends in a process",
            f"{figures['RATE']:.1f} ({figures['DROPPED']:.0f} of {figures['FRAMES']:.0f} not looked at in time)", "sent: 30",
            f"{figures['RATE'] / 30:.2f}×")


def rows_of_memory(codec, figures, frames, switches):
    return [(f"{codec}: PSS after {frames:.0f} pictures", f"{figures['DONE'] / 1024:.1f} MiB",
             f"after {frames / 10:.0f}: {figures['WARM'] / 1024:.1f} MiB", f"{figures['DONE'] / figures['WARM']:.3f}×"),
            (f"{codec}: PSS after {switches} changes of the camera", f"{figures['SWITCHED'] / 1024:.1f} MiB",
             f"after {switches // 10}: {figures['SWITCHED_WARM'] / 1024:.1f} MiB", f"{figures['SWITCHED'] / figures['SWITCHED_WARM']:.3f}×")]


def bench_pictures(quick):
    rows = []
    for codec in ("VP8", "H264"):
        for size in SIZES:
            long = size == "vga" and codec == "VP8"
            frames, switches = (10_000, 100) if long and not quick else (300, 20)
            figures = measure(codec, size, frames, switches)
            rows += [row_of_age(codec, size, figures), row_of_rate(codec, size, figures)]
            if long:
                rows += rows_of_memory(codec, figures, frames, switches)
    return rows


def bench_views(quick):
    """Showing alone, without a call, each way that this machine has."""
    figures = run(VIEW, "2" if quick else "6")
    return [(f"showing {pixels} at 30 {words}: processor a picture",
             f"{figures[f'{way}_{pixels}'] / 1000:.1f} ms ({figures[f'{way}_{pixels}_DROPPED']:.0f} dropped)",
             f"the cheapest upload: {figures[f'UPLOAD_{pixels}'] / 1000:.1f} ms ({figures[f'UPLOAD_{pixels}_DROPPED']:.0f} dropped)",
             f"{figures[f'{way}_{pixels}'] / figures[f'UPLOAD_{pixels}']:.2f}×")
            for pixels in SIZES.values() for way, words in WAYS.items()]


def processor_of(pid, watch):
    """Of a process in a call, in per cent of a core; the friend and the server are others."""
    threading.Event().wait(2)  # keyframes and the finding of a rate come first
    return watch(pid, WATCHED)[1] * 100


def measure_phone(server, friend, codec, size, camera, watch):
    """The program in a call, with or without its camera: without one it sends a dark picture. Its window is hidden."""
    friend.tell(f"codecs {codec}")
    with Cameras(Front=CYAN) as cameras, Phone({"video-size": f"'{size}'"}, cameras.variables) as phone:
        phone.add_account("alice@localhost", "pw", server.uri()).wait_for("State", "registered")
        call = phone.dial("echo", video=True)
        call.wait_for("State", "active")
        call["CameraOn"] = GLib.Variant("b", camera)
        friend.wait_for_direction("both")
        return processor_of(phone.pid, watch), friend.frame_rate() if camera else None


def measure_linphone(server, friend, size, watch):
    """linphone-daemon in the same call; what Debian builds of it has VP8 alone, and sends a still where there is no camera."""
    friend.tell("codecs VP8")
    with Linphone(server, "bob", "pw", video=size) as linphone:
        server.wait_for_registration("bob")
        active = f"active {linphone.address}"
        before = friend.output().count(active)
        linphone.call(friend.address)
        wait_for(lambda: friend.output().count(active) > before, "call with linphone", 20)
        friend.wait_for_direction("both", 20)
        figure = processor_of(linphone.pid, watch)
        linphone.hang_up()
        wait_for(lambda: friend.output().count(f"ended {linphone.address}") > before, "end of the call with linphone", 20)
        return figure


def bench_processor(watch):
    rows = []
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(Kamailio({"alice": "pw", "echo": "pw", "bob": "pw"}))
        friend = stack.enter_context(Friend(server, "echo", "pw", ring_ms=50))
        for size, pixels in SIZES.items():
            reference = measure_linphone(server, friend, size, watch)
            for codec, camera in (("VP8", False), ("VP8", True), ("H264", True)):
                ours, rate = measure_phone(server, friend, codec, size, camera, watch)
                sent = f"{rate:.0f} pictures a second sent" if camera else "a dark picture sent"
                rows.append((f"call with {codec}, {pixels} received, {sent}: processor, no window", f"{ours:.0f} %",
                             f"linphone-daemon, VP8, a still sent: {reference:.0f} %", f"{ours / reference:.2f}×"))
    return rows


def bench_video(quick, watch):
    return [*bench_views(quick), *bench_pictures(quick), *bench_processor(watch)]
