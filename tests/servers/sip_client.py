# SPDX-License-Identifier: GPL-3.0-or-later
"""A SIP user over UDP, as small as it can be: one request, its digest, its answer. For what sipp is too much for."""

import hashlib
import re
import secrets
import socket

from .process import DeadlineError


def _md5(text):
    return hashlib.md5(text.encode()).hexdigest()


class Response:
    """An answer: `code`, `phrase`, the raw `text`."""

    def __init__(self, text):
        self.text = text
        _, code, self.phrase = text.split("\r\n", 1)[0].split(" ", 2)
        self.code = int(code)

    def header(self, name):
        """The value of the first header `name`, None where there is none."""
        match = re.search(rf"^{re.escape(name)}\s*:\s*(.*?)\r$", self.text, re.MULTILINE | re.IGNORECASE)
        return match.group(1) if match else None


class SipClient:
    """`user` of `domain`, talking to the server on `port` of the loopback."""

    def __init__(self, port, user="stranger", domain="elsewhere.invalid", password=None):
        self._server = ("127.0.0.1", port)
        self._user, self._domain, self._password = user, domain, password
        self._tag, self._call_id, self._sequence = secrets.token_hex(4), secrets.token_hex(8), 0
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def format(self, method, uri, headers=(), body="", to=None):
        """The next request as text, with its Content-Length."""
        self._sequence += 1
        lines = [f"{method} {uri} SIP/2.0",
                 f"Via: SIP/2.0/UDP 127.0.0.1:{self.port};branch=z9hG4bK{secrets.token_hex(8)};rport",
                 "Max-Forwards: 70", f"From: <sip:{self._user}@{self._domain}>;tag={self._tag}", f"To: <{to or uri}>",
                 f"Call-ID: {self._call_id}", f"CSeq: {self._sequence} {method}",
                 f"Contact: <sip:{self._user}@127.0.0.1:{self.port}>", *headers,
                 f"Content-Length: {len(body.encode())}", "", body]
        return "\r\n".join(lines)

    def send(self, text):
        self.socket.sendto(text.encode(), self._server)

    def receive(self, deadline=5.0):
        """The next datagram as text."""
        self.socket.settimeout(deadline)
        try:
            return self.socket.recv(65535).decode("utf-8", "replace")
        except TimeoutError:
            raise DeadlineError(f"no answer within {deadline} s") from None

    def _final(self, deadline):
        while True:
            text = self.receive(deadline)
            if text.startswith("SIP/2.0 ") and not text.startswith("SIP/2.0 1"):
                return Response(text)

    def _credentials(self, response, method, uri):
        challenge = response.header("WWW-Authenticate") or response.header("Proxy-Authenticate")
        values = dict(re.findall(r'(\w+)="([^"]*)"', challenge))
        first = _md5(f"{self._user}:{values['realm']}:{self._password}")
        answer = _md5(f"{first}:{values['nonce']}:{_md5(f'{method}:{uri}')}")
        name = "Authorization" if response.code == 401 else "Proxy-Authorization"
        return (f'{name}: Digest username="{self._user}", realm="{values["realm"]}", nonce="{values["nonce"]}", '
                f'uri="{uri}", response="{answer}", algorithm=MD5')

    def request(self, method, uri, headers=(), body="", to=None, deadline=5.0):
        """Sends a request, answers one challenge, and returns the final response."""
        self.send(self.format(method, uri, headers, body, to))
        response = self._final(deadline)
        if response.code in (401, 407) and self._password is not None:
            credentials = self._credentials(response, method, uri)
            self.send(self.format(method, uri, [*headers, credentials], body, to))
            response = self._final(deadline)
        return response

    def register(self, expires=60):
        return self.request("REGISTER", f"sip:{self._domain}", [f"Expires: {expires}"], to=f"sip:{self._user}@{self._domain}")

    def publish_messages(self, new, old):
        """Leaves a voicemail notice for this user (RFC 3842) with the presence agent."""
        body = (f"Messages-Waiting: {'yes' if new else 'no'}\r\nMessage-Account: sip:{self._user}@{self._domain}\r\n"
                f"Voice-Message: {new}/{old} (0/0)\r\n")
        headers = ["Event: message-summary", "Expires: 3600", "Content-Type: application/simple-message-summary"]
        return self.request("PUBLISH", f"sip:{self._user}@{self._domain}", headers, body)
