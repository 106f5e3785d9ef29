# SPDX-License-Identifier: GPL-3.0-or-later
"""A SIP user over UDP or TCP, as small as it can be: a request, its digest, its answer; and what others send to it. For what sipp
is too much for."""

import hashlib
import re
import secrets
import socket
import time

from .process import DeadlineError


def _md5(text):
    return hashlib.md5(text.encode()).hexdigest()


class Packet:
    """What came: the raw `data`, its head as `text`, its `body` as bytes."""

    def __init__(self, data):
        self.data = data
        head, _, self.body = data.partition(b"\r\n\r\n")
        self.text = head.decode("utf-8", "replace") + "\r\n"

    def headers(self, name):
        """The values of all headers `name`."""
        return re.findall(rf"^{re.escape(name)}[ \t]*:[ \t]*(.*?)\r$", self.text, re.MULTILINE | re.IGNORECASE)

    def header(self, name):
        """The value of the first header `name`, None where there is none."""
        return next(iter(self.headers(name)), None)

    @property
    def call_id(self):
        return self.header("Call-ID") or self.header("i")

    @property
    def sequence(self):
        return self.header("CSeq")


class Response(Packet):
    """An answer: `code`, `phrase`."""

    def __init__(self, data):
        super().__init__(data)
        _, code, self.phrase = self.text.split("\r\n", 1)[0].split(" ", 2)
        self.code = int(code)


class Request(Packet):
    """What somebody wants: `method`, `uri`."""

    def __init__(self, data):
        super().__init__(data)
        self.method, self.uri, _ = self.text.split("\r\n", 1)[0].split(" ", 2)

    def format_answer(self, code, phrase="Answered by the Test", headers=()):
        """The answer as bytes, with a tag in To where there is none yet."""
        to = self.header("To") or self.header("t")
        lines = [f"SIP/2.0 {code} {phrase}", *(f"Via: {via}" for via in self.headers("Via") + self.headers("v")),
                 f"From: {self.header('From') or self.header('f')}", f"To: {to}" + ("" if ";tag=" in to else ";tag=answer"),
                 f"Call-ID: {self.call_id}", f"CSeq: {self.sequence}", *headers, "Content-Length: 0", "", ""]
        return "\r\n".join(lines).encode()


def read_packet(data):
    """A Request or a Response, whichever it is."""
    return Response(data) if data.startswith(b"SIP/2.0 ") else Request(data)


def format_credentials(response, user, password, method, uri):
    """The header that answers the digest challenge of `response` (RFC 2617 without qop)."""
    challenge = response.header("WWW-Authenticate") or response.header("Proxy-Authenticate")
    values = dict(re.findall(r'(\w+)="([^"]*)"', challenge))
    first = _md5(f"{user}:{values['realm']}:{password}")
    answer = _md5(f"{first}:{values['nonce']}:{_md5(f'{method}:{uri}')}")
    name = "Authorization" if response.code == 401 else "Proxy-Authorization"
    return (f'{name}: Digest username="{user}", realm="{values["realm"]}", nonce="{values["nonce"]}", '
            f'uri="{uri}", response="{answer}", algorithm=MD5')


class _Datagrams:
    """A UDP socket that speaks with one server."""

    def __init__(self, server):
        self._server = server
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))

    def send(self, data):
        self.socket.sendto(data, self._server)

    def receive(self):
        return self.socket.recv(65535)


class _Stream:
    """A TCP connection to one server, cut into messages by their Content-Length."""

    def __init__(self, server):
        self.socket = socket.create_connection(server, 5)
        self._buffer = b""

    def send(self, data):
        self.socket.sendall(data)

    def _take(self):
        self._buffer = self._buffer.lstrip(b"\r\n")
        head, end, rest = self._buffer.partition(b"\r\n\r\n")
        length = re.search(rb"^(?:Content-Length|l)[ \t]*:[ \t]*(\d+)", head, re.MULTILINE | re.IGNORECASE) if end else None
        size = len(head) + 4 + int(length.group(1)) if length else None
        if size is None or len(self._buffer) < size:
            return None
        data, self._buffer = self._buffer[:size], self._buffer[size:]
        return data

    def receive(self):
        while (data := self._take()) is None:
            more = self.socket.recv(65536)
            if not more:
                raise DeadlineError("the connection was closed")
            self._buffer += more
        return data


class SipClient:
    """`user` of `domain`, talking to the server on `port` of the loopback."""

    def __init__(self, port, user="stranger", domain="elsewhere.test", password=None, transport="udp"):
        self._user, self._domain, self._password = user, domain, password
        self._tag, self._call_id, self._sequence = secrets.token_hex(4), secrets.token_hex(8), 0
        self._transport = transport
        self._connection = (_Stream if transport == "tcp" else _Datagrams)(("127.0.0.1", port))
        self.socket = self._connection.socket
        self.port = self.socket.getsockname()[1]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    @property
    def address(self):
        return f"{self._user}@{self._domain}"

    def format(self, method, uri, headers=(), body="", to=None, **replaced):
        """The next request, with its Content-Length: as text, or as bytes where the body is bytes.

        `replaced`: `from_`, `to`, `call_id`, `cseq`, `branch`: values that stand in the place of the ordinary ones."""
        self._sequence += 1
        from_ = replaced.get("from_", f"<sip:{self.address}>;tag={self._tag}")
        branch = replaced.get("branch", f"z9hG4bK{secrets.token_hex(8)}")
        lines = [f"{method} {uri} SIP/2.0",
                 f"Via: SIP/2.0/{self._transport.upper()} 127.0.0.1:{self.port};branch={branch};rport",
                 "Max-Forwards: 70", f"From: {from_}", f"To: {replaced.get('to_', f'<{to or uri}>')}",
                 f"Call-ID: {replaced.get('call_id', self._call_id)}", f"CSeq: {replaced.get('cseq', self._sequence)} {method}",
                 f"Contact: <sip:{self._user}@127.0.0.1:{self.port}{';transport=tcp' if self._transport == 'tcp' else ''}>", *headers,
                 f"Content-Length: {len(body if isinstance(body, bytes) else body.encode())}", "", ""]
        head = "\r\n".join(lines)
        return head.encode() + body if isinstance(body, bytes) else head + body

    def send(self, data):
        self._connection.send(data.encode() if isinstance(data, str) else data)

    def receive_packet(self, deadline=5.0):
        """The next request or response."""
        self.socket.settimeout(max(deadline, 0.001))
        try:
            return read_packet(self._connection.receive())
        except TimeoutError:
            raise DeadlineError(f"no packet within {deadline} s") from None

    def _receive_until(self, wanted, deadline):
        end = time.monotonic() + deadline
        while not wanted(packet := self.receive_packet(end - time.monotonic())):
            pass
        return packet

    def receive_final(self, deadline=5.0):
        """The next final response."""
        return self._receive_until(lambda packet: isinstance(packet, Response) and packet.code >= 200, deadline)

    def receive_request(self, method="MESSAGE", deadline=10.0):
        """The next request of that method, not answered yet."""
        return self._receive_until(lambda packet: isinstance(packet, Request) and packet.method == method, deadline)

    def answer(self, request, code=200, headers=()):
        self.send(request.format_answer(code, headers=headers))

    def request(self, method, uri, headers=(), body="", to=None, deadline=5.0, **replaced):
        """Sends a request, answers one challenge, and returns the final response."""
        self.send(self.format(method, uri, headers, body, to, **replaced))
        response = self.receive_final(deadline)
        if response.code in (401, 407) and self._password is not None:
            credentials = format_credentials(response, self._user, self._password, method, uri)
            self.send(self.format(method, uri, [*headers, credentials], body, to, **replaced))
            response = self.receive_final(deadline)
        return response

    def register(self, expires=60):
        return self.request("REGISTER", f"sip:{self._domain}", [f"Expires: {expires}"], to=f"sip:{self.address}")

    def write(self, uri, body, content_type="text/plain;charset=UTF-8", headers=(), deadline=10.0, **replaced):
        """Sends a MESSAGE in a Call-ID of its own (RFC 3428) and returns the final response."""
        replaced.setdefault("call_id", secrets.token_hex(8))
        return self.request("MESSAGE", uri, [f"Content-Type: {content_type}", *headers], body, deadline=deadline, **replaced)

    def receive_message(self, deadline=10.0):
        """Takes the next MESSAGE with a 200."""
        request = self.receive_request(deadline=deadline)
        self.answer(request)
        return request
