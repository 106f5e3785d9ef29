# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of the project as the lints see them."""

import os
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
ROOMS = ("core", "store", "media", "words", "desktop", "ui")


def files(*folders, suffixes):
    """Every file below the folders that ends in one of the suffixes ("" is a script without one), sorted."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix in suffixes and (path.suffix or os.access(path, os.X_OK)):
                yield path


def name(path):
    return str(path.relative_to(ROOT))


def read(path):
    return path.read_text(encoding="utf-8")


def room(path):
    """The room of a file below src/; main.c belongs to the face."""
    part = path.relative_to(ROOT / "src").parts[0]
    return part if part in ROOMS else "ui"


def without_comments(text):
    """C without its comments, line by line as before; string literals stay."""
    pattern = re.compile(r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|/\*.*?\*/|//[^\n]*', re.S)

    def blank(match):
        return match[0] if match[0][0] in "\"'" else re.sub(r"[^\n]", " ", match[0])

    return pattern.sub(blank, text)


def report(problems):
    """Prints what is wrong, a line each, and ends the lint with its verdict."""
    problems = list(problems)
    for problem in problems:
        print(problem)
    sys.exit(1 if problems else 0)
