# SPDX-License-Identifier: GPL-3.0-or-later
"""Certificates made by openssl for one run: good ones by an authority of our own, and the bad ones that happen."""

import subprocess

KINDS = ("good", "self-signed", "wrong-name", "expired")


def _openssl(*arguments):
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)


def _make_key(path):
    _openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", path)


def _make_authority(directory):
    _make_key(directory / "ca-key.pem")
    _openssl("req", "-x509", "-new", "-key", directory / "ca-key.pem", "-subj", "/CN=Bellwire test authority",
             "-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign,cRLSign",
             "-days", "2", "-out", directory / "ca.pem")


def _sign(directory, name, days):
    extensions = directory / "server.ext"
    extensions.write_text(f"subjectAltName=DNS:{name}\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n")
    request = directory / "server.csr"
    _openssl("req", "-new", "-key", directory / "server-key.pem", "-subj", f"/CN={name}", "-out", request)
    _openssl("x509", "-req", "-in", request, "-CA", directory / "ca.pem", "-CAkey", directory / "ca-key.pem",
             "-CAcreateserial", "-days", days, "-extfile", extensions, "-out", directory / "server.pem")


def make_certificates(directory, kind="good"):
    """Writes ca.pem, server.pem and server-key.pem for the host `localhost` and returns the path of the authority's."""
    _make_authority(directory)
    _make_key(directory / "server-key.pem")
    if kind == "self-signed":
        _openssl("req", "-x509", "-new", "-key", directory / "server-key.pem", "-subj", "/CN=localhost",
                 "-addext", "subjectAltName=DNS:localhost", "-days", "2", "-out", directory / "server.pem")
    else:
        _sign(directory, "elsewhere.invalid" if kind == "wrong-name" else "localhost", -1 if kind == "expired" else 2)
    return directory / "ca.pem"
