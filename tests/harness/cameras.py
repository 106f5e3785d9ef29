# SPDX-License-Identifier: GPL-3.0-or-later
"""Stand-in cameras for a program that uses GStreamer: a folder is the computer, a file in it is a camera that is plugged in."""

import os
import pathlib
import shutil
import tempfile

BUILD = pathlib.Path(os.environ.get("BW_BUILD") or pathlib.Path(__file__).resolve().parents[2] / "build")

# Colours as Y, U, V (BT.601, limited range). The upper four fields of a camera's picture are these, from the left.
RED, GREEN, BLUE, YELLOW = (81, 90, 240), (145, 54, 34), (41, 240, 110), (210, 16, 146)
CYAN, MAGENTA = (170, 166, 16), (106, 202, 222)
ROW = [RED, GREEN, BLUE, YELLOW]


def is_like(colour, other, tolerance=24):
    """Whether two colours are the same but for what a codec does to them."""
    return all(abs(a - b) <= tolerance for a, b in zip(colour, other))


def to_rgb(colour):
    """A colour as a screen shows it."""
    y, u, v = (colour[0] - 16) * 255 / 219, (colour[1] - 128) * 255 / 224, (colour[2] - 128) * 255 / 224
    return tuple(round(min(255, max(0, value))) for value in (y + 1.402 * v, y - 0.344 * u - 0.714 * v, y + 1.772 * u))


class Cameras:
    """The cameras that a program finds which is started with `variables`."""

    def __init__(self, **colours):
        """Each keyword plugs a camera in: its name and its colour."""
        self._folder = pathlib.Path(tempfile.mkdtemp(prefix="bellwire-cameras-"))
        self.variables = {"GST_PLUGIN_PATH": str(BUILD / "tests/camera"), "BW_STAND_IN_CAMERAS": str(self._folder)}
        for name, colour in colours.items():
            self.plug(name, colour)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def _write(self, name, text):
        """At once, not in two steps: somebody looks."""
        scratch = self._folder / f"{name}.new"
        scratch.write_text(text)
        scratch.rename(self._folder / name)

    def plug(self, name, colour):
        self._write(name, " ".join(map(str, colour)))

    def take(self, name):
        """Another program has it: who opens it is told that it is busy."""
        self._write(name, "busy")

    def unplug(self, name):
        (self._folder / name).unlink()

    def is_lit(self, name):
        """Whether somebody has it open: its light."""
        return (self._folder / f"{name}.open").exists()

    def close(self):
        shutil.rmtree(self._folder, ignore_errors=True)
