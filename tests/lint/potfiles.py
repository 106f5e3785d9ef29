# SPDX-License-Identifier: GPL-3.0-or-later
"""po/POTFILES.in names every file with words to translate, and no other, in order; --write makes it so."""

import re
import sys

import tree

MARKED_IN_C = re.compile(r'\b(?:_|N_|C_|NC_|ngettext|dngettext|g_dngettext|g_dpgettext2?|Q_) \(')
MARKED_IN_UI = re.compile(r'\btranslatable="(?:yes|true|1)"')


def has_words(path):
    if path.suffix == ".ui":
        return bool(MARKED_IN_UI.search(tree.read(path)))
    return bool(MARKED_IN_C.search(tree.without_comments(tree.read(path))))


def wanted():
    yield from (tree.name(path) for path in tree.files("src", suffixes=(".c", ".h", ".ui")) if has_words(path))
    for suffix in (".desktop.in", ".gschema.xml", ".metainfo.xml.in"):
        yield from (tree.name(path) for path in (tree.ROOT / "data").glob("*" + suffix))


LIST = tree.ROOT / "po/POTFILES.in"


def problems():
    lines = tree.read(LIST).splitlines()
    listed = [line for line in lines if line and not line.startswith("#")]
    want = set(wanted())
    yield from (f"po/POTFILES.in lacks {name}" for name in sorted(want - set(listed)))
    yield from (f"po/POTFILES.in names {name}, which has no words to translate" for name in sorted(set(listed) - want))
    if listed != sorted(listed):
        yield "po/POTFILES.in is not sorted"


if sys.argv[1:] == ["--write"]:
    LIST.write_text("".join(f"{name}\n" for name in sorted(wanted())), encoding="utf-8")
tree.report(problems())
