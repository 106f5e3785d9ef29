# SPDX-License-Identifier: GPL-3.0-or-later
"""What people publish of themselves (PIDF with RPID), their telephones (dialog-info) and their mailboxes (message-summary)."""

from .sip_client import SipClient

PIDF = "urn:ietf:params:xml:ns:pidf"


def format_presence(address, basic="open", activities="", note=""):
    """Everything is XML already."""
    return (f'<?xml version="1.0" encoding="UTF-8"?><presence xmlns="{PIDF}" xmlns:dm="{PIDF}:data-model" '
            f'xmlns:rpid="{PIDF}:rpid" entity="sip:{address}"><tuple id="desk"><status><basic>{basic}</basic></status></tuple>'
            f'<dm:person id="person"><rpid:activities>{activities}</rpid:activities>'
            + (f"<dm:note>{note}</dm:note>" if note else "") + "</dm:person></presence>")


def format_dialog(address, state, remote, ids="", version=1):
    """A call from `remote`; `ids`: the attributes that name it."""
    return (f'<?xml version="1.0"?><dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="{version}" state="full" '
            f'entity="sip:{address}"><dialog id="one" {ids} direction="recipient"><state>{state}</state>'
            f'<remote><identity>sip:{remote}</identity><target uri="sip:{remote}"/></remote></dialog></dialog-info>')


def format_summary(new, old=0, urgent=0, account=None):
    """`account`: the address to call to listen."""
    return (f"Messages-Waiting: {'yes' if new else 'no'}\r\n" + (f"Message-Account: sip:{account}\r\n" if account else "")
            + f"Voice-Message: {new}/{old} ({urgent}/0)\r\n")


class Publisher:
    """`user` and what the presence agent knows of it (RFC 3903): what is published anew replaces what was there."""

    def __init__(self, server, user, password):
        self._client = SipClient(server.port, user, server.domain, password)
        self._tags = {}
        self.address = self._client.address

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._client.socket.close()

    def _request(self, event, content_type, body, expires):
        headers = [f"Event: {event}", f"Expires: {expires}", f"Content-Type: {content_type}"]
        if event in self._tags:
            headers.append(f"SIP-If-Match: {self._tags[event]}")
        return self._client.request("PUBLISH", f"sip:{self.address}", headers, body)

    def publish(self, event, content_type, body, expires=3600):
        response = self._request(event, content_type, body, expires)
        if response.code == 412:  # the server has begun anew
            del self._tags[event]
            response = self._request(event, content_type, body, expires)
        if response.code != 200:
            raise AssertionError(f"PUBLISH of {event}: {response.code}")
        self._tags[event] = response.header("SIP-ETag")

    def show(self, basic="open", activities="", note="", **more):
        """What others see of the person."""
        self.publish("presence", "application/pidf+xml", format_presence(self.address, basic, activities, note), **more)

    def ring(self, state, remote, ids="", version=1, **more):
        """What the telephone does."""
        self.publish("dialog", "application/dialog-info+xml", format_dialog(self.address, state, remote, ids, version), **more)

    def leave(self, new, old=0, urgent=0, account=None):
        """What waits in the mailbox."""
        self.publish("message-summary", "application/simple-message-summary", format_summary(new, old, urgent, account))
