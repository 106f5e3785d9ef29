# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a sipp scenario of scenarios/ as a peer on the loopback: what servers and phones out there do, also the wrong things."""

import pathlib
import re
import shutil
import tempfile

from .process import DeadlineError, Process, _is_free, free_port, wait_for

SCENARIOS = pathlib.Path(__file__).with_name("scenarios")
FORMATS = "0 8 101"
ATTRIBUTES = "a=rtpmap:0 PCMU/8000\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000"

# Every keyword of the scenarios with what holds where a test says nothing.
DEFAULTS = {
    "callee": "alice",                       # whom a uac scenario calls
    "domain": "localhost",
    "caller": "peer",                        # who calls, a stranger to the server unless a test says otherwise
    "caller_domain": "peer.invalid",
    "name": '"Peer"',                        # display name as it stands in From, with its quotes
    "headers": "X-Scenario: bellwire",       # header lines of the first request or of the refusal
    "bye_headers": "X-Scenario: bellwire",
    "cancel_headers": "X-Scenario: bellwire",
    "code": "486",
    "phrase": "Refused by the Test",
    "ring_ms": "200",
    "talk_ms": "500",
    "hold_ms": "500",
    "digit": "5",
    "text": "Said in the call",              # of a MESSAGE within a call
    "formats": FORMATS,
    "attributes": ATTRIBUTES,
}


def no_common_codec():
    """Keywords of an offer that nobody can take."""
    return {"formats": "99", "attributes": "a=rtpmap:99 nonsense/8000"}


def many_codecs(count=40):
    """Keywords of an offer with `count` unknown codecs before PCMU."""
    numbers = [number for number in range(128) if not (number == 0 or 1 < number < 35 or 63 < number < 96)][:count - 1]
    formats = " ".join(map(str, [*numbers, 0]))
    lines = [f"a=rtpmap:{number} unknown-{number}/8000\r\na=fmtp:{number} mode={number}" for number in numbers]
    return {"formats": formats, "attributes": "\r\n".join([*lines, "a=rtpmap:0 PCMU/8000"])}


class Sipp:
    """One run of a scenario. `target` is the SIP port that a uac scenario sends to; a uas scenario listens on `port`."""

    def __init__(self, scenario, target=None, rtp_echo=False, transport="u1", deadline=60, **keywords):
        unknown = set(keywords) - set(DEFAULTS) - {"audio_port", "video_port"}
        if unknown:
            raise TypeError(f"no keyword {', '.join(sorted(unknown))} in the scenarios")
        self.scenario = scenario
        self.port = free_port()
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="bellwire-sipp-"))
        self._keywords = DEFAULTS | {"audio_port": free_port(4), "video_port": free_port(2)} | keywords
        self._write_scenario()
        self._process = Process(self._arguments(target, rtp_echo, transport, deadline), self.directory / "screen",
                                directory=self.directory)
        wait_for(lambda: not self._process.is_running() or not _is_free(self.port), "socket of sipp", 5)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def _write_scenario(self):
        """sipp reads the code of a response before it knows its keywords: that one is filled in here."""
        text = (SCENARIOS / f"{self.scenario}.xml").read_text()
        (self.directory / "scenario.xml").write_text(text.replace("[code]", str(self._keywords["code"])))

    def _arguments(self, target, rtp_echo, transport, deadline):
        arguments = ["sipp", "-sf", self.directory / "scenario.xml", "-i", "127.0.0.1", "-p", self.port, "-t", transport,
                     "-m", 1, "-l", 1, "-nostdin", "-aa", "-timeout", f"{deadline}s", "-timeout_error",
                     "-mp", self._keywords["audio_port"] if rtp_echo else free_port(4),  # sipp takes it in any case
                     "-trace_err", "-error_file", self.directory / "errors",
                     "-trace_msg", "-message_file", self.directory / "messages"]
        for key, value in self._keywords.items():
            arguments += ["-key", key, value]
        if rtp_echo:
            arguments.append("-rtp_echo")
        if target:
            arguments.append(f"127.0.0.1:{target}")
        return arguments

    @property
    def audio_port(self):
        return int(self._keywords["audio_port"])

    def _read(self, name):
        path = self.directory / name
        return path.read_text(errors="replace") if path.exists() else ""

    def messages(self):
        """Every SIP message that was sent and received, as sipp wrote them down."""
        return self._read("messages")

    def refusals(self):
        """The codes of the final refusals that have passed, oldest first."""
        return [int(code) for code in re.findall(r"^SIP/2\.0 ([3-6]\d\d) ", self.messages(), re.MULTILINE)]

    def is_running(self):
        return self._process.is_running()

    def wait_for_message(self, text, deadline=10.0):
        """Waits until a message with `text` has passed."""
        wait_for(lambda: text in self.messages(), f"'{text}' in {self.scenario}", deadline)

    def wait(self, deadline=30.0):
        """Waits until the scenario has gone through; raises AssertionError with what was amiss where it has not."""
        try:
            status = self._process.wait(deadline)
        except DeadlineError as error:
            raise DeadlineError(f"{error}\n{self.messages()[-6000:]}") from None
        if status:
            raise AssertionError(f"scenario {self.scenario} failed ({status}):\n{self._read('errors')}\n{self.messages()[-6000:]}")

    def close(self):
        self._process.stop()
        shutil.rmtree(self.directory, ignore_errors=True)
