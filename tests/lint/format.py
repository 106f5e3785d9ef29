# SPDX-License-Identifier: GPL-3.0-or-later
"""Every C file is as clang-format leaves it."""

import subprocess

import tree


def problems():
    paths = list(tree.files("src", "tests", suffixes=(".c", ".h")))
    result = subprocess.run(["clang-format", "--dry-run", "--ferror-limit=1", *map(str, paths)],
                            cwd=tree.ROOT, capture_output=True, text=True, check=False)
    for line in result.stderr.splitlines():
        if "[-Wclang-format-violations]" in line:
            yield line.removeprefix(str(tree.ROOT) + "/")
    if result.returncode:
        yield f"clang-format failed: {result.stderr.strip().splitlines()[-1:]}"


tree.report(problems())
