#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every page in every look, with real calls: nothing critical is said, and each look is what it is called."""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from harness import tap  # noqa: E402
from ui import screenshots  # noqa: E402


def mean(path):
    """The mean brightness of a picture, 0 to 1."""
    command = ["convert", path, "-colorspace", "Gray", "-format", "%[fx:mean]", "info:"]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def width(path):
    return int(subprocess.run(["identify", "-format", "%w", path], check=True, capture_output=True, text=True).stdout)


def contrast(path, side):
    """How much there is to be seen on one side of a picture."""
    command = ["convert", path, "-gravity", side, "-crop", "36%x100%+0+0", "-colorspace", "Gray", "-format",
               "%[fx:standard_deviation]", "info:"]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


class Pages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(os.environ.get("BW_PICTURES") or cls.enterClassContext(tempfile.TemporaryDirectory()))
        cls.stage = cls.enterClassContext(screenshots.Stage())

    def walk(self, look):
        with screenshots.Walk(look, self.folder, self.stage) as walk:
            walk.everything()
            self.assertNotIn("CRITICAL", walk.phone.log_tail())
        return {path.stem.split("-", 1)[1]: path for path in (self.folder / look).glob("*.png")}

    def test_light(self):
        pictures = self.walk("light")
        self.assertGreater(mean(pictures["history"]), 0.7)
        self.assertEqual(width(pictures["history"]), 1000)
        self.assertGreater(contrast(pictures["history"], "west"), contrast(pictures["history"], "east"))

    def test_dark(self):
        pictures = self.walk("dark")
        for name, path in pictures.items():
            self.assertLess(mean(path), 0.4, name)

    def test_narrow(self):
        for name, path in self.walk("narrow").items():
            if name != "dial-pad":  # its popover may stand out
                self.assertLessEqual(width(path), 370, name)  # 360 and the border of a window without shadows

    def test_right_to_left(self):
        history = self.walk("right-to-left")["history"]
        self.assertGreater(contrast(history, "east"), contrast(history, "west"))


if __name__ == "__main__":
    tap.main()
