# SPDX-License-Identifier: GPL-3.0-or-later
"""Many SIP users on UDP sockets of one thread, who write and are written to all at once: the other side of the tests that count."""

import asyncio
import collections
import secrets
import threading

from .sip_client import Response, read_packet

T1, T2 = 0.5, 4.0  # RFC 3261, 17.1.2: how soon and how seldom a request is sent again
GIVE_UP_SECONDS = 12.0  # Timer F, shortened: a crowd has no patience

Arrival = collections.namedtuple("Arrival", "text call_id peer")


class Peer(asyncio.DatagramProtocol):
    """One of the crowd: its socket, and the requests that it waits for answers to."""

    def __init__(self, crowd, number):
        self.crowd, self.number = crowd, number
        self.user, self.tag = f"peer{number}", secrets.token_hex(4)
        self.waiting = {}
        self.port = None

    def connection_made(self, transport):
        self._transport = transport
        self.port = transport.get_extra_info("sockname")[1]

    def close(self):
        self._transport.close()

    def datagram_received(self, data, address):
        packet = read_packet(data)
        if not isinstance(packet, Response):
            self._take(packet, address)
        elif packet.code >= 200:
            answer = self.waiting.get(packet.header("Via").partition("branch=")[2].partition(";")[0])
            if answer and not answer.done():
                answer.set_result(packet.code)

    def _take(self, request, address):
        code = self.crowd.choose_answer(self, request)
        if code == 200:
            self.crowd.arrivals.append(Arrival(request.body.decode(), request.call_id, self.number))
        if code:
            self._transport.sendto(request.format_answer(code), address)

    def _format(self, uri, body, call_id, branch):
        return (f"MESSAGE {uri} SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:{self.port};branch={branch};rport\r\nMax-Forwards: 70\r\n"
                f"From: <sip:{self.user}@elsewhere.test>;tag={self.tag}\r\nTo: <{uri}>\r\nCall-ID: {call_id}\r\n"
                f"CSeq: 1 MESSAGE\r\nContent-Type: text/plain;charset=UTF-8\r\n"
                f"Content-Length: {len(body.encode())}\r\n\r\n{body}").encode()

    async def write_once(self, uri, body, call_id):
        """A transaction: the code of the final answer, None where none comes."""
        branch = f"z9hG4bK{secrets.token_hex(8)}"
        data, answer = self._format(uri, body, call_id, branch), asyncio.get_running_loop().create_future()
        self.waiting[branch] = answer
        interval, passed = T1, 0.0
        try:
            while passed < GIVE_UP_SECONDS and not answer.done():
                self._transport.sendto(data, self.crowd.server)
                await asyncio.wait([answer], timeout=interval)
                passed, interval = passed + interval, min(2 * interval, T2)
            return answer.result() if answer.done() else None
        finally:
            del self.waiting[branch]

    async def write(self, uri, body):
        """Sends a message until it is accepted, each time with the same Call-ID and CSeq; the code that it was accepted with."""
        call_id = f"{secrets.token_hex(8)}@crowd"
        while True:
            code = await self.write_once(uri, body, call_id)
            if code and code < 300:
                return code
            await asyncio.sleep(0.5)


class Crowd:
    """`size` peers around the server on `port`, living on a thread of their own.

    `arrivals`: every message that a peer took, also the same one twice; `accepted`: the texts that the server has taken from
    peers (final 2xx), each with its code."""

    def __init__(self, port, size, choose_answer=lambda peer, request: 200):
        self.server = ("127.0.0.1", port)
        self.choose_answer = choose_answer
        self.arrivals, self.accepted = [], {}
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.peers = self._run(self._make_peers(size)).result(10)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def _run(self, coroutine):
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop)

    async def _make_peers(self, size):
        peers = []
        for number in range(size):
            _, peer = await self._loop.create_datagram_endpoint(lambda n=number: Peer(self, n), local_addr=("127.0.0.1", 0))
            peers.append(peer)
        return peers

    async def _reach(self, moment):
        """Returns when the loop's clock shows `moment`."""
        reached = self._loop.create_future()
        self._loop.call_at(moment, reached.set_result, None)
        await reached

    async def _write_all(self, uri, texts, at_once, a_second):
        turns, begin = asyncio.Semaphore(at_once), self._loop.time()

        async def write(index, text):
            async with turns:
                if a_second:
                    await self._reach(begin + index / a_second)
                self.accepted[text] = await self.peers[index % len(self.peers)].write(uri, text)
        await asyncio.gather(*(write(index, text) for index, text in enumerate(texts)))

    def write_all(self, uri, texts, at_once=40, a_second=None):
        """Begins to write to `uri`; a future that is done when all texts are accepted. Text i is written by peer i modulo the size
        of the crowd; `at_once` of them wait for their answers at a time, and no more than `a_second` begin in a second."""
        return self._run(self._write_all(uri, texts, at_once, a_second))

    def close(self):
        """Ends the thread; what was not accepted until now stays so."""
        async def close_all():
            tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            for peer in self.peers:
                peer.close()
        self._run(close_all()).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()
