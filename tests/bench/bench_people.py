# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows about the list of people: what ten thousand of them cost the main loop, against a hundred, and against a plain list of labels."""

import statistics
import subprocess

from e2e.phone import BUILD

PROGRAM = BUILD / "tests/bench/people-bench"
LARGE, SMALL = 10_000, 100


def measure(count):
    """What people-bench says, by name: milliseconds of the main thread; of scrolling, frames and microseconds."""
    output = subprocess.run([PROGRAM, str(count)], check=True, capture_output=True, text=True, timeout=600).stdout
    figures = {name: float(value) for name, value in (line.split("=") for line in output.splitlines())}
    keys = [value for name, value in figures.items() if name.startswith("people-key-")]
    return figures | {"key-median": statistics.median(keys), "key-longest": max(keys)}


def median(measured, name):
    return statistics.median(one[name] for one in measured)


def frames(measured, name):
    late, of = (round(median(measured, f"{name}_{what}")) for what in ("LATE", "FRAMES"))
    return f"{median(measured, f'{name}_MEAN') / 1000:.1f} ms ({late} of {of} late)"


def bench_people(rounds):
    large, small = ([measure(count) for _ in range(rounds)] for count in (LARGE, SMALL))
    rows = []
    for name, what in (("people-open", "opening the list"), ("key-median", "a key of a search, median"),
                       ("key-longest", "a key of a search, longest")):
        ours, reference = median(large, name), median(small, name)
        rows.append((f"{LARGE} people: main loop held by {what}", f"{ours:.1f} ms", f"{SMALL}: {reference:.1f} ms",
                     f"{ours / max(reference, 0.1):.1f}×"))
    for name, how in (("WHEEL", "with the wheel"), ("DRAG", "in 100 steps")):
        rows.append((f"{LARGE} people: scrolling {how}, a frame", frames(large, name),
                     f"plain list of labels: {frames(large, f'PLAIN_{name}')}; {SMALL}: {frames(small, name)}",
                     f"{median(large, f'{name}_MEAN') / median(large, f'PLAIN_{name}_MEAN'):.2f}×"))
    memory = [median(measured, "people-memory") for measured in (large, small)]
    rows.append((f"{LARGE} people: memory, opened, searched and scrolled", f"{memory[0] / 1024:.1f} MiB", f"{SMALL}: {memory[1] / 1024:.1f} MiB",
                 f"{(memory[0] - memory[1]) / (LARGE - SMALL):.2f} KiB a person"))
    return rows
