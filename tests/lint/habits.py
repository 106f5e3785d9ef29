# SPDX-License-Identifier: GPL-3.0-or-later
"""What is not done here: unfinished work, ending processes by name, waiting without a condition, files without a licence."""

import ast
import re

import tree

LICENCE = "SPDX-License-Identifier: GPL-3.0-or-later"
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")
BY_NAME = re.compile(r"\b(?:pkill|killall)\b")
SLEEP_IN_C = re.compile(r"\b(?:g_usleep|usleep|nanosleep|sleep) \(")
SLEEP_IN_SHELL = re.compile(r"^\s*sleep\b|[;&|]\s*sleep\b")
ALL = (".c", ".h", ".ui", ".css", ".py", "")


def is_python(path, text):
    return path.suffix == ".py" or (not path.suffix and "python" in text.split("\n", 1)[0])


def bare_sleeps_in_python(text):
    """The lines of sleeps that are not in a loop, which would end them when what is waited for has come."""
    module = ast.parse(text)
    in_loops = {id(node) for loop in ast.walk(module) if isinstance(loop, (ast.While, ast.For)) for node in ast.walk(loop)}
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("sleep") and id(node) not in in_loops:
            yield node.lineno


def bare_sleeps_in_shell(text):
    loops = 0
    for number, line in enumerate(text.splitlines(), 1):
        loops += len(re.findall(r"\b(?:while|until)\b", line)) if not line.lstrip().startswith("#") else 0
        if SLEEP_IN_SHELL.search(line) and not loops:
            yield number
        loops = max(0, loops - len(re.findall(r"\bdone\b", line)))


def bare_sleeps_in_c(text):
    for number, line in enumerate(tree.without_comments(text).splitlines(), 1):
        if SLEEP_IN_C.search(line):
            yield number


def bare_sleeps(path, text):
    if "bench" in path.parts:  # it measures what happens in a span of time
        return ()
    if is_python(path, text):
        return bare_sleeps_in_python(text)
    return bare_sleeps_in_c(text) if path.suffix == ".c" else bare_sleeps_in_shell(text) if not path.suffix else ()


def scripts_at_the_top():
    return (tree.ROOT / name for name in ("run", "check"))


def problems():
    for path in [*tree.files("src", "data", "icons", "tests", suffixes=ALL), *scripts_at_the_top()]:
        text, name = tree.read(path), tree.name(path)
        if text.strip() and LICENCE not in "\n".join(text.splitlines()[:3]):
            yield f"{name}: no licence in its first lines"
        if path.parent == tree.ROOT / "tests/lint":
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if UNFINISHED.search(line):
                yield f"{name}:{number}: unfinished: {line.strip()}"
            if BY_NAME.search(line):
                yield f"{name}:{number}: a process is ended by its name"
        yield from (f"{name}:{number}: a sleep that waits for nothing" for number in bare_sleeps(path, text))


tree.report(problems())
