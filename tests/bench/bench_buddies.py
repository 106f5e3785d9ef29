# SPDX-License-Identifier: GPL-3.0-or-later
"""What it costs to watch a thousand people at once, against a peer that says and hears the same and does nothing with it: rows for
bench.py."""

import asyncio
import secrets
import subprocess
import time

from e2e.phone import BUILD
from servers.kamailio_server import Kamailio
from servers.presence import format_presence
from servers.sip_client import Request, SipClient, read_packet

PROGRAM = BUILD / "tests/bench/buddies-bench"
EVENTS = ("presence", "dialog")
AT_ONCE = 5  # as many as the phone has on their way
FRAME_MS = 16.7


class BareWatcher(asyncio.DatagramProtocol):
    """Subscribes to everybody, so many at a time, answers each NOTIFY, and is done when everybody was said to be there."""

    def __init__(self, server, users):
        self._server, self._users = server, set(users)
        self._waiting = [(user, event) for user in users for event in EVENTS]
        self.done = asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        self._transport = transport
        self._port = transport.get_extra_info("sockname")[1]
        for _ in range(AT_ONCE):
            self._subscribe()

    def _subscribe(self):
        if not self._waiting:
            return
        user, event = self._waiting.pop(0)
        uri = f"sip:{user}@{self._server.domain}"
        self._send("\r\n".join((
            f"SUBSCRIBE {uri} SIP/2.0", f"Via: SIP/2.0/UDP 127.0.0.1:{self._port};branch=z9hG4bK{secrets.token_hex(8)};rport",
            "Max-Forwards: 70", f"From: <sip:bare@elsewhere.test>;tag={secrets.token_hex(4)}", f"To: <{uri}>",
            f"Call-ID: {secrets.token_hex(8)}", "CSeq: 1 SUBSCRIBE", f"Contact: <sip:bare@127.0.0.1:{self._port}>",
            f"Event: {event}", "Expires: 600", "Content-Length: 0", "", "")).encode())

    def _send(self, data):
        self._transport.sendto(data, ("127.0.0.1", self._server.port))

    def datagram_received(self, data, address):
        packet = read_packet(data)
        if not isinstance(packet, Request):
            self._subscribe()
            return
        self._send(packet.format_answer(200))
        if b"<basic>open" in packet.body:
            self._users.discard(packet.header("From").partition("sip:")[2].partition("@")[0])
            if not self._users and not self.done.done():
                self.done.set_result(time.monotonic())


async def watch_barely(server, users):
    """Seconds until the last of them was said to be there; over UDP."""
    begin = time.monotonic()
    transport, watcher = await asyncio.get_running_loop().create_datagram_endpoint(
        lambda: BareWatcher(server, users), local_addr=("127.0.0.1", 0))
    try:
        return await asyncio.wait_for(watcher.done, 120) - begin
    finally:
        transport.close()


def publish_all(server, users):
    with SipClient(server.port, "publisher") as client:
        for user in users:
            address = f"{user}@{server.domain}"
            client.request("PUBLISH", f"sip:{address}", ["Event: presence", "Expires: 3600", "Content-Type: application/pidf+xml"],
                           format_presence(address), call_id=secrets.token_hex(8))


def watch(server, count, transport):
    """What buddies-bench says, by name: microseconds, bytes, a number."""
    output = subprocess.run([PROGRAM, f"alice@{server.domain}", "pw", server.uri(transport), str(count)], check=True,
                            capture_output=True, text=True, timeout=300).stdout
    return {name: int(value) for name, value in (line.split("=") for line in output.splitlines() if "=" in line)}


def format_rows(what, count, bare, ours):
    return [
        (f"{what}: until the last light is right", f"{ours['LIT'] / 1e6:.2f} s",
         f"{len(EVENTS) * count} bare SUBSCRIBEs with their NOTIFYs: {bare:.2f} s", f"{ours['LIT'] / 1e6 / bare:.2f}×"),
        (f"{what}: main loop held at most", f"{ours['HELD'] / 1000:.1f} ms ({ours['HELD_CPU'] / 1000:.1f} ms of processor)",
         f"a frame: {FRAME_MS} ms", f"{ours['HELD'] / 1000 / FRAME_MS:.2f}×"),
        (f"{what}: saved and watched", f"{ours['SAVED'] / 1000:.1f} ms in one go", f"a frame: {FRAME_MS} ms",
         f"{ours['SAVED'] / 1000 / FRAME_MS:.2f}×"),
        (f"{what}: SUBSCRIBEs on their way at most", str(ours["SENT"]), f"of {len(EVENTS) * count}", "–"),
        (f"{what}: memory of each", f"{ours['BYTES'] / 1024:.1f} KiB", "–", "–"),
    ]


def bench_buddies(count):
    users = [f"user{number}" for number in range(count)]
    rows = []
    for transport in ("udp", "tcp"):
        with Kamailio({"alice": "pw"}) as server:
            publish_all(server, users)
            bare, ours = asyncio.run(watch_barely(server, users)), watch(server, count, transport)
        rows += format_rows(f"{count} buddies over {transport.upper()}", count, bare, ours)
    return rows
