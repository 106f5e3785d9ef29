# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may include what: the rooms of CONTRIBUTING.md in words, beside the include paths that say the same."""

import re

import tree

MAY_SEE = {
    "store": set(),
    "media": set(),
    "core": {"store", "media"},
    "words": {"core", "store"},
    "desktop": {"words", "core", "store"},
    "ui": {"words", "core", "store", "media"},
}

# A library belongs to rooms; what is not named here belongs to everybody.
LIBRARIES = {
    r"linphone/|belle-sip/|bctoolbox/": {"core"},
    r"mediastreamer2/|ortp/": {"core", "media"},
    r"gst/": {"media"},
    r"sqlite3\.h": {"store"},
    r"libnotify/": {"desktop"},
    r"libsecret/": {"desktop"},
    r"libsoup/|libxml/": {"core"},
    r"gtk/|gdk/|gsk/|epoxy/|adwaita\.h": {"ui"},
}

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.M)
LOG_DOMAIN = re.compile(r'^#define G_LOG_DOMAIN "([^"]*)"', re.M)


def headers():
    """Every header of ours by its bare name; a name that is there twice is a problem of its own."""
    found, problems = {}, []
    for path in tree.files("src", suffixes=(".h",)):
        if path.name in found:
            problems.append(f"{tree.name(path)}: {tree.name(found[path.name])} has the same name")
        found[path.name] = path
    return found, problems


def allowed_rooms(path):
    room = tree.room(path)
    rooms = MAY_SEE[room] | {room}
    # Only the application joins the face and the desktop around it.
    if "window" in path.parts or path.name == "main.c":
        rooms = rooms | {"desktop"}
    return rooms


def check_local(path, header, known):
    target = known.get(header.rsplit("/", 1)[-1])
    if target is None:
        return
    room, other = tree.room(path), tree.room(target)
    if other not in allowed_rooms(path):
        yield f"{tree.name(path)}: {room} must not see {header} of {other}"
    elif "private" in target.parts and other != room:
        yield f"{tree.name(path)}: {header} is private to {other}"


def check_library(path, header):
    for pattern, rooms in LIBRARIES.items():
        if not re.match(pattern, header):
            continue
        if tree.room(path) not in rooms:
            yield f"{tree.name(path)}: <{header}> belongs to {' and '.join(sorted(rooms))}"
        elif "core" in rooms and path.suffix == ".h" and "private" not in path.parts:
            yield f"{tree.name(path)}: <{header}> in a header that is not private"


def check_log_domain(path, text):
    domain = LOG_DOMAIN.search(text)
    if domain and domain[1] != f"bellwire-{tree.room(path)}":
        yield f"{tree.name(path)}: the log domain is {domain[1]}"


def problems():
    known, found = headers()
    yield from found
    for path in tree.files("src", suffixes=(".c", ".h")):
        text = tree.without_comments(tree.read(path))
        yield from check_log_domain(path, text)
        for kind, header in INCLUDE.findall(tree.read(path)):
            yield from check_local(path, header, known) if kind == '"' else check_library(path, header)


tree.report(problems())
