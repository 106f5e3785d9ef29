# SPDX-License-Identifier: GPL-3.0-or-later
"""What colours are to be seen in a picture: how much of it is about one colour."""

import subprocess

WIDTH, HEIGHT = 160, 120


def screen(box=None):
    """What is to be seen on the display, or in that part of it: left, top, width and height. As PNG."""
    crop = ["-crop", f"{box[2]}x{box[3]}+{box[0]}+{box[1]}", "+repage"] if box else []
    return subprocess.run(["import", "-window", "root", *crop, "png:-"], check=True, capture_output=True).stdout


def pixels(picture):
    """RGB of a grid of pixels of a PNG, none of them mixed from others."""
    data = subprocess.run(["convert", "png:-", "-sample", f"{WIDTH}x{HEIGHT}!", "-depth", "8", "rgb:-"], check=True, capture_output=True,
                          input=picture).stdout
    return list(zip(data[0::3], data[1::3], data[2::3]))


def share(pixels, rgb, tolerance=40):
    """How much of the picture, 0 to 1, is that colour or near to it."""
    return sum(all(abs(a - b) <= tolerance for a, b in zip(pixel, rgb)) for pixel in pixels) / len(pixels)


def shows(pixels, colours, least=0.02):
    """Whether each of the colours takes so much of the picture."""
    return all(share(pixels, rgb) >= least for rgb in colours)
