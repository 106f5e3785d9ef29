# SPDX-License-Identifier: GPL-3.0-or-later
"""A real Kamailio in a temporary directory, on random ports of the loopback, that can be stopped and started again."""

import contextlib
import json
import pathlib
import shutil
import socket
import sqlite3
import tempfile

from .certificates import make_certificates
from .process import DeadlineError, Process, free_port, wait_for

SCHEMAS = pathlib.Path("/usr/share/kamailio/db_sqlite")
TABLES = ("standard", "auth_db", "usrloc", "presence", "msilo")
TEMPLATE = pathlib.Path(__file__).with_name("kamailio.cfg")
OPTIONS = ("OPTIONS sip:127.0.0.1:{port} SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:{own};branch=z9hG4bKprobe{own}\r\n"
           "From: <sip:probe@probe.invalid>;tag=1\r\nTo: <sip:127.0.0.1:{port}>\r\nCall-ID: probe-{own}\r\n"
           "CSeq: 1 OPTIONS\r\nMax-Forwards: 5\r\nContent-Length: 0\r\n\r\n")


class Kamailio:
    """The server with its accounts: `accounts` maps a user to its password, all of them in `domain`."""

    def __init__(self, accounts, domain="localhost", certificate="good", debug=2):
        self.domain = domain
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="bellwire-kamailio-"))
        self.port = free_port()
        self.tls_port = free_port()
        self.log = self.directory / "kamailio.log"
        self.authority = make_certificates(self.directory, certificate)
        self._debug = debug
        self._process = None
        self._make_database(accounts)
        self._write_configuration()

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.close()

    def _make_database(self, accounts):
        with sqlite3.connect(self.directory / "kamailio.sqlite") as database:
            database.execute("PRAGMA journal_mode = WAL")  # who reads passwords does not wait for who stores messages
            for table in TABLES:
                database.executescript((SCHEMAS / f"{table}-create.sql").read_text())
            database.executemany("INSERT INTO subscriber (username, domain, password) VALUES (?, ?, ?)",
                                 [(user, self.domain, password) for user, password in accounts.items()])
        database.close()

    def _write_configuration(self):
        text = TEMPLATE.read_text()
        values = {"DIRECTORY": self.directory, "DOMAIN": self.domain, "PORT": self.port, "TLS_PORT": self.tls_port,
                  "DEBUG": self._debug}
        for key, value in values.items():
            text = text.replace(f"@{key}@", str(value))
        (self.directory / "kamailio.cfg").write_text(text)

    def address(self, user):
        return f"sip:{user}@{self.domain}"

    def uri(self, transport="udp"):
        """The SIP URI that a phone is given as its server."""
        port = self.tls_port if transport == "tls" else self.port
        host = "localhost" if transport == "tls" else "127.0.0.1"
        return f"sip:{host}:{port};transport={transport}"

    def start(self, deadline=15.0):
        """Starts the server on the ports that it always had and returns when it answers."""
        program = shutil.which("kamailio", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
        command = [program, "-DD", "-E", "-f", self.directory / "kamailio.cfg", "-Y", self.directory, "-m", "256", "-M", "16"]

        def is_up():
            if self._process is None or self._found_ports_taken():
                self._process = Process(command, self.log, directory=self.directory)
            return self._answers()

        self._process = None
        wait_for(is_up, "answer from Kamailio", deadline)

    def _found_ports_taken(self):
        """One that was killed may still hold its ports for a moment, by a child that is writing."""
        return not self._process.is_running() and "Address already in use" in self._process.output()

    def _answers(self):
        if self._found_ports_taken():
            return False
        if not self._process.is_running():
            raise DeadlineError(f"Kamailio ended at once:\n{self._process.output()[-4000:]}")
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.bind(("127.0.0.1", 0))
            probe.settimeout(0.2)
            own = probe.getsockname()[1]
            probe.sendto(OPTIONS.format(port=self.port, own=own).encode(), ("127.0.0.1", self.port))
            try:
                return probe.recv(4096).startswith(b"SIP/2.0 200")
            except OSError:
                return False

    def stop(self):
        """Ends the server; what it knew of registrations is forgotten, accounts and stored messages stay."""
        self._process.stop()

    def kill(self):
        """Ends the server without a goodbye to anybody."""
        self._process.kill()

    def close(self):
        if self._process:
            self._process.stop()
        shutil.rmtree(self.directory, ignore_errors=True)

    def output(self):
        """The log since the last start."""
        return self._process.output()

    def wait_for_output(self, text, deadline=10.0):
        self._process.wait_for_output(text, deadline)

    def call(self, method, *parameters):
        """Asks the running server by JSON-RPC; returns its result, None where it has none."""
        request = {"jsonrpc": "2.0", "method": method, "params": list(parameters), "id": 1}
        own = self.directory / f"rpc-{free_port()}"
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as client:
            client.bind(str(own))
            client.settimeout(5)
            try:
                client.sendto(json.dumps(request).encode(), str(self.directory / "rpc"))
                return json.loads(client.recv(1 << 20)).get("result")
            finally:
                own.unlink()

    def count_stored(self):
        """How many messages wait for somebody who is away."""
        with contextlib.closing(sqlite3.connect(self.directory / "kamailio.sqlite")) as database:
            return database.execute("SELECT count(*) FROM silo").fetchone()[0]

    def contacts(self, user):
        """The Contact URIs under which `user` is registered just now."""
        result = self.call("ul.lookup", "location", f"{user}@{self.domain}") or self.call("ul.lookup", "location", user)
        return [entry["Contact"]["Address"] for entry in (result or {}).get("Contacts", [])]

    def wait_for_registration(self, user, deadline=10.0):
        return wait_for(lambda: self.contacts(user), f"registration of {user}", deadline)

    def wait_for_no_registration(self, user, deadline=10.0):
        wait_for(lambda: not self.contacts(user), f"end of the registration of {user}", deadline)
