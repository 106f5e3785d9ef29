# SPDX-License-Identifier: GPL-3.0-or-later
"""linphone-daemon as a child process: somebody else's program, that publishes that it is there and watches others."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile

from .process import Process, wait_for

SETTINGS = """[sip]
default_proxy=0
sip_port=-1
sip_tcp_port=-1
sip_tls_port=0
[rtp]
audio_rtp_port=-1
video_rtp_port=-1
[net]
mtu=1300
[proxy_0]
reg_proxy=<{server}>
reg_route=<{server}>
reg_identity=sip:{address}
reg_sendregister=1
reg_expires=600
publish=1
publish_expires=6
[auth_info_0]
username={user}
passwd={password}
realm={domain}
domain={domain}
"""
FRIEND = """[friend_0]
url="Watched" <sip:{watched}>
pol=accept
subscribe=1
"""
VIDEO = """[video]
enabled=1
capture=1
display=1
show_local=0
automatically_initiate=1
automatically_accept=1
size={size}
"""


class Linphone:
    """`user` on a Kamailio. What it receives of `watched` stands in its log. Its calls have video of the size `video`, where that is given;
    nothing is shown, and without a camera a still is sent."""

    def __init__(self, server, user, password, watched=None, video=None):
        self.address = f"{user}@{server.domain}"
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="bellwire-linphone-"))
        (self.directory / ".local/share/linphone").mkdir(parents=True)  # where its database is; without it nothing is ever sent
        settings = SETTINGS.format(server=server.uri("udp"), address=self.address, user=user, password=password, domain=server.domain)
        (self.directory / "linphonerc").write_text(settings + (FRIEND.format(watched=watched) if watched else "")
                                                   + (VIDEO.format(size=video) if video else ""))
        self._process = Process(
            ["linphone-daemon", "--config", self.directory / "linphonerc", "--log", self.directory / "engine.log",
             *(["-C", "-D"] if video else [])],
            self.directory / "log", os.environ | {"HOME": str(self.directory), "PULSE_SERVER": "none:"}, self.directory, subprocess.PIPE)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    @property
    def pid(self):
        return self._process.pid

    def call(self, address):
        self._process.stdin.write(f"call sip:{address}\n".encode())
        self._process.stdin.flush()

    def hang_up(self):
        self._process.stdin.write(b"terminate\n")
        self._process.stdin.flush()

    def wait_for_presence(self, words, deadline=15.0):
        """Waits until the latest that it was told of `watched` is this."""
        def told():
            return re.findall(r"has presence \[(.*)\]", (self.directory / "engine.log").read_text(errors="replace"))[-1:]
        wait_for(lambda: told() == [words], f"presence '{words}'", deadline)

    def kill(self):
        """Ends it as a crash does: what it published lasts for some seconds more."""
        self._process.kill()

    def close(self):
        self.kill()
        self._process.stdin.close()
        shutil.rmtree(self.directory, ignore_errors=True)
