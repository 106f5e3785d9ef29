# SPDX-License-Identifier: GPL-3.0-or-later
"""H.264 by RTP from GStreamer, as a camera that knows no more than that: what sipp cannot send itself."""

import pathlib
import shutil
import tempfile

from .process import Process


def _to_argb(rgb):
    return 0xFF000000 | rgb[0] << 16 | rgb[1] << 8 | rgb[2]


class Film:
    """Sends pictures of one colour with a moving ball to that port of the loopback until it is closed."""

    def __init__(self, port, rgb, payload_type=96, size=(640, 480)):
        self._directory = pathlib.Path(tempfile.mkdtemp(prefix="bellwire-film-"))
        self._process = Process(
            ["gst-launch-1.0", "videotestsrc", "is-live=true", "pattern=ball", f"background-color={_to_argb(rgb)}", "!",
             f"video/x-raw,width={size[0]},height={size[1]},framerate=30/1,format=I420,colorimetry=bt601", "!",
             "x264enc", "tune=zerolatency", "speed-preset=ultrafast", "bitrate=600", "key-int-max=30", "!",
             "video/x-h264,profile=constrained-baseline", "!", "rtph264pay", f"pt={payload_type}", "config-interval=-1", "mtu=1200", "!",
             "udpsink", "host=127.0.0.1", f"port={port}"], self._directory / "log")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self._process.stop()
        shutil.rmtree(self._directory, ignore_errors=True)
