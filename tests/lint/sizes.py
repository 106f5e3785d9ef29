# SPDX-License-Identifier: GPL-3.0-or-later
"""How long functions and files are: it prints the figures and fails where one is too long to be read."""

import re
import statistics

import tree

LONGEST_FILE = 800
LONGEST_FUNCTION = 60
LONGEST_TABLE = 120  # get_property and set_property: a line or three for each property, in no need of being read as a whole
START = re.compile(r"^([A-Za-z_]\w*) \(")


def functions(text):
    """Yields (name, first line, lines) of each function body, as clang-format leaves them: names and braces in the first column."""
    name = begin = None
    for number, line in enumerate(text.splitlines(), 1):
        start = START.match(line)
        if start:
            name = start[1]
        elif line == "{" and name:
            begin = number
        elif line == "}" and begin:
            yield name, begin, number - begin + 1
            name = begin = None
        elif line.endswith(";") and not begin:
            name = None


def longest(name):
    return LONGEST_TABLE if name.endswith(("_get_property", "_set_property")) else LONGEST_FUNCTION


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def long_files():
    for path in tree.files("src", "tests", suffixes=(".c", ".h", ".ui", ".py", "")):
        lines = len(tree.read(path).splitlines())
        if lines > LONGEST_FILE:
            yield f"{tree.name(path)}: {lines} lines, {LONGEST_FILE} at most"


def long_functions():
    for folder in ("src", "tests"):
        lengths = []
        for path in tree.files(folder, suffixes=(".c",)):
            for name, line, length in functions(tree.read(path)):
                lengths.append(length)
                if length > longest(name):
                    yield f"{tree.name(path)}:{line}: {name} has {length} lines, {longest(name)} at most"
        if lengths:
            print(f"# {folder}: {len(lengths)} functions, median {statistics.median(lengths):g} lines, "
                  f"nine in ten up to {percentile(lengths, 0.9)}, longest {max(lengths)}")


tree.report([*long_files(), *long_functions()])
