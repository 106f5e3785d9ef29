# SPDX-License-Identifier: GPL-3.0-or-later
"""Datagrams that no phone should get, and display names that no caller should have."""

import random
import socket

NAMES = {
    "markup": '"<b>Bob</b> & <a href=\'x\'>\\"you\\"</a> %s %n"',
    "folded": '"Bob\r\n over\r\n\tthree lines"',
    "right-to-left": '"Bob \u202etxt.exe\u202c \u2066\u200f"',
    "huge": '"' + "Bob " * 2500 + '"',
    "controls": '"Bob \x01\x07\x1b[31m"',
}


NO_CODEC = ("v=0\r\no=weather 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
            "m=audio 9 RTP/AVP 99\r\na=rtpmap:99 nonsense/8000\r\n")


def _request(port, own, method="INVITE", length=None):
    """A request that is in order, but nothing that a phone could take a call for."""
    return (f"{method} sip:phone@127.0.0.1:{port} SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:{own};branch=z9hG4bKweather{own}\r\n"
            f"From: <sip:weather@elsewhere.invalid>;tag=1\r\nTo: <sip:phone@127.0.0.1>\r\n"
            f"Call-ID: weather-{own}-{method}\r\nCSeq: 1 {method}\r\nContact: <sip:weather@127.0.0.1:{own}>\r\n"
            f"Max-Forwards: 70\r\nContent-Type: application/sdp\r\n"
            f"Content-Length: {len(NO_CODEC) if length is None else length}\r\n\r\n{NO_CODEC}")


def datagrams(port, own, seed=1):
    """Pairs of a name and bytes; the same for the same seed. None of them is a call that could ring."""
    noise = random.Random(seed)
    good = _request(port, own)
    for method in ("INVITE", "MESSAGE", "NOTIFY", "OPTIONS"):
        for kind in ("multipart/mixed", 'multipart/mixed;boundary="b"', "multipart/mixed;boundary=b", "multipart/related;boundary=b;x=y",
                     "multipart/mixed\r\nContent-Encoding: deflate", "multipart/mixed;boundary=b\r\nContent-Encoding: deflate"):
            request = _request(port, own, method).replace("application/sdp", kind)
            yield f"{kind} of {method}", request.replace("z9hG4bK", f"z9hG4bK{noise.getrandbits(32)}").encode()
    yield "empty", b""
    yield "keep-alive", b"\r\n\r\n"
    yield "zeroes", bytes(512)
    yield "noise", noise.randbytes(1400)
    yield "long-noise", noise.randbytes(65000)
    yield "text", b"GET / HTTP/1.1\r\nHost: phone\r\n\r\n"
    yield "no-version", good.replace(" SIP/2.0\r\n", "\r\n", 1).encode()
    yield "wrong-version", good.replace(" SIP/2.0\r\n", " SIP/9.9\r\n", 1).encode()
    yield "no-end", good.rstrip("\r\n").encode()
    yield "cut", good[:len(good) // 3].encode()
    yield "no-via", "\r\n".join(line for line in good.split("\r\n") if not line.startswith("Via")).encode()
    yield "no-call-id", "\r\n".join(line for line in good.split("\r\n") if not line.startswith("Call-ID")).encode()
    yield "no-from", "\r\n".join(line for line in good.split("\r\n") if not line.startswith("From")).encode()
    yield "no-to", "\r\n".join(line for line in good.split("\r\n") if not line.startswith("To:")).encode()
    yield "wrong-sequence", good.replace("CSeq: 1 INVITE", "CSeq: 99999999999999999999 BYE").encode()
    yield "negative-length", _request(port, own, length=-5).encode()
    yield "lying-length", _request(port, own, length=100000).encode()
    yield "ten-thousand-headers", good.replace("Max-Forwards", "X: y\r\n" * 8000 + "Max-Forwards").encode()
    yield "long-header", good.replace("Max-Forwards: 70", "Subject: " + "A" * 60000).encode()
    yield "long-uri", good.replace("sip:phone@", "sip:" + "a" * 60000 + "@", 1).encode()
    yield "folded-name", good.replace("From: <", f"From: {NAMES['folded']} <", 1).encode()
    yield "garbage-after-folded-name", b"garbage\r\n\r\n"
    yield "long-caller", good.replace("sip:weather@elsewhere", "sip:" + "a" * 5000 + "@elsewhere", 1).encode()
    yield "broken-uri", good.replace("sip:phone@", "sip:%zz:;;@@[", 1).encode()
    yield "stray-response", f"SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 127.0.0.1:{port};branch=z9hG4bKnobody\r\nCSeq: 1 INVITE\r\n\r\n".encode()
    yield "wrong-code", b"SIP/2.0 99999 Huge\r\n\r\n"
    for method in ("BYE", "CANCEL", "ACK", "PRACK", "UPDATE", "NOTIFY", "REFER", "NONSENSE"):
        yield f"stray-{method}", _request(port, own, method).encode()
    for size in (1, 10, 100, 1000):
        mixed = bytearray(_request(port, own, "OPTIONS").encode())
        for _ in range(size):
            mixed[noise.randrange(7, len(mixed))] = noise.randrange(256)
        yield f"flipped-{size}", bytes(mixed)


def send_all(port, host="127.0.0.1"):
    """Sends every datagram to `port`; returns their number."""
    count = 0
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.bind(("127.0.0.1", 0))
        for _, data in datagrams(port, sender.getsockname()[1]):
            sender.sendto(data, (host, port))
            count += 1
    return count
