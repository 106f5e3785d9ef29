# SPDX-License-Identifier: GPL-3.0-or-later
"""What the notification server of the test session shows, and its buttons."""

import json
import pathlib
import subprocess

from servers.process import wait_for

HARNESS = pathlib.Path(__file__).resolve().parent


def _ask(*words):
    return subprocess.run(["dunstctl", *words], capture_output=True, text=True, check=True, timeout=10).stdout


def shown():
    """How many notifications are on the screen."""
    return int(_ask("count", "displayed"))


def press(label):
    subprocess.run([HARNESS / "press-notification", label], check=True, timeout=10)


def closed():
    """Summary and body of what was shown, newest first, once nothing is on the screen any more."""
    return [(entry["summary"]["data"], entry["body"]["data"]) for entry in json.loads(_ask("history"))["data"][0]]


def clear_screen():
    _ask("close-all")
    wait_for(lambda: shown() == 0, "clean screen")
