# SPDX-License-Identifier: GPL-3.0-or-later
"""baresip as a child process: somebody else's telephone, whose video is H.264, and nothing else that others have. It answers by itself."""

import json
import pathlib
import re
import shutil
import socket
import tempfile

from .process import Process, free_port, wait_for

MODULES = pathlib.Path("/usr/lib/baresip/modules")
SETTINGS = """module_path {modules}
sip_listen 127.0.0.1:{port}
net_interface 127.0.0.1
rtp_ports {media}-{last}
rtp_timeout 0
ctrl_tcp_listen 127.0.0.1:{control}
audio_player aubridge,nobody
audio_source aubridge,nobody
audio_alert aubridge,nobody
audio_path {folder}
video_source {source}
video_display fakevideo,nil
video_size {size}
video_bitrate 600000
video_fps 30
avcodec_h264enc libx264
avcodec_h264dec h264
module g711.so
module aubridge.so
module fakevideo.so
module avformat.so
module avcodec.so
module snapshot.so
module_tmp account.so
module_app menu.so
module_app ctrl_tcp.so
"""
ACCOUNT = ('<sip:port-{port}@peer.invalid>;regint=0;answermode=auto;audio_codecs=pcmu;'
           'outbound="sip:127.0.0.1:{server};transport=udp"{more}\n')
MODE_0 = ";video_codecs=h264"  # the first of its two kinds of H.264


def is_installed():
    return shutil.which("baresip") is not None and (MODULES / "avcodec.so").exists()


class Baresip:
    """Calls through the server at port `server`, and answers who calls the user port-`port` there. `film` is a file that it sends in a camera's place,
    without one it sends what its fake camera gives. With `mode_0` it knows nothing of packetization mode 1 (RFC 6184)."""

    def __init__(self, server, film=None, size="640x480", mode_0=False):
        self.port = free_port()
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="bellwire-baresip-"))
        media, control = free_port(12), free_port()
        source = f"avformat,{film}" if film else "fakevideo,nil"
        (self.directory / "config").write_text(SETTINGS.format(
            modules=MODULES, port=self.port, media=media, last=media + 11, control=control, source=source, size=size,
            folder=self.directory))
        (self.directory / "accounts").write_text(ACCOUNT.format(server=server, port=self.port, more=MODE_0 if mode_0 else ""))
        (self.directory / "contacts").touch()
        self._process = Process(["baresip", "-f", self.directory, "-v"], self.directory / "log", directory=self.directory)
        self._process.wait_for_output("baresip is ready")
        self._control = socket.create_connection(("127.0.0.1", control), 5)
        self._received = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def _read(self):
        """The next thing that it says: an answer or an event, each as JSON behind its length."""
        while True:
            head, colon, rest = self._received.partition(b":")
            if colon and len(rest) > int(head):
                self._received = rest[int(head) + 1:]
                return json.loads(rest[:int(head)])
            data = self._control.recv(65536)
            if not data:
                raise AssertionError(f"baresip has ended:\n{self.output()}")
            self._received += data

    def do(self, command, parameters=""):
        """One of its commands; returns what it prints."""
        request = json.dumps({"command": command, "params": parameters, "token": command}).encode()
        self._control.sendall(b"%d:%s," % (len(request), request))
        while True:
            answer = self._read()
            if answer.get("response"):
                if not answer.get("ok"):
                    raise AssertionError(f"baresip refuses {command}: {answer}")
                return answer.get("data", "")

    def output(self):
        return self._process.output()

    def dial(self, address):
        self.do("dial", address)

    def count_frames(self):
        """How many pictures of the current call it has received."""
        found = re.search(r"vidisp:.* frames=(\d+)", self.do("video_debug"))
        return int(found.group(1)) if found else 0

    def picture(self, deadline=20.0):
        """The path of a PNG of what it receives."""
        path = self.directory / "picture.png"
        path.unlink(missing_ok=True)

        def taken():
            if not path.exists():
                self.do("snapshot_recv", str(path))
            return path.exists() and path.read_bytes()[-8:-4] == b"IEND"
        wait_for(taken, "picture at baresip", deadline, 0.3)
        return path

    def close(self):
        self._control.close()
        self._process.stop()
        shutil.rmtree(self.directory, ignore_errors=True)
