#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the tones of the phone as 16 kHz mono WAV files into a folder: make-sounds.py FOLDER

Each tone is one turn of a loop, so it begins and ends in silence or in step with itself.
"""

import array
import math
import pathlib
import sys
import wave

RATE = 16000


def silence(seconds):
    return [0.0] * round(seconds * RATE)


def fade(position, length, ramp):
    """0 to 1 over the first and back over the last `ramp` seconds: no clicks."""
    edge = min(position, length - position) / (ramp * RATE)
    return 0.5 - 0.5 * math.cos(math.pi * min(edge, 1.0))


def tone(frequency, seconds, level, ramp=0.01):
    length = round(seconds * RATE)
    return [level * fade(i, length, ramp) * math.sin(2 * math.pi * frequency * i / RATE) for i in range(length)]


def strike(frequency, seconds, level):
    """A small bell: partials that are not quite in tune, the higher the sooner gone, and a soft hammer."""
    partials = [(0.5, 0.20, 1.2), (1.0, 1.00, 0.9), (2.0, 0.45, 0.55), (2.99, 0.22, 0.35), (4.17, 0.10, 0.2)]
    length = round(seconds * RATE)

    def sample(i):
        t = i / RATE
        hammer = 1 - math.exp(-t / 0.006)
        end = min(1.0, (length - i) / (0.05 * RATE))
        return level * hammer * end * sum(
            loud * math.exp(-t / decay) * math.sin(2 * math.pi * ratio * frequency * t)
            for ratio, loud, decay in partials)

    return [sample(i) for i in range(length)]


def mix(length, *parts):
    """Lays (start in seconds, samples) over each other."""
    out = silence(length)
    for start, samples in parts:
        first = round(start * RATE)
        for i, value in enumerate(samples[:len(out) - first]):
            out[first + i] += value
    return out


def ring():
    """Two phrases of a bell on a wire, a question and its answer in D major, then a pause."""
    d5, f5, a5, b5, d6 = 587.33, 739.99, 880.00, 987.77, 1174.66
    question = [(0.00, d5), (0.16, f5), (0.32, a5), (0.48, d6)]
    answer = [(0.90, b5), (1.06, a5), (1.22, f5), (1.38, a5)]
    return mix(3.2, *((start, strike(note, 1.5, 0.2)) for start, note in question + answer))


def ringback():
    """ITU-T E.180, as most of Europe has it: 425 Hz, 1 s on, 4 s off."""
    return tone(425, 1.0, 0.25) + silence(4.0)


def call_waiting():
    """Two soft beeps now and then, below the voice that one is listening to."""
    beep = tone(425, 0.15, 0.12, ramp=0.03)
    return beep + silence(0.15) + beep + silence(3.55)


def busy():
    """ITU-T E.180: 425 Hz, 0.48 s on and off; six beats say it."""
    return (tone(425, 0.48, 0.25) + silence(0.48)) * 6


def write(path, samples):
    frames = array.array("h", (round(32767 * max(-1.0, min(1.0, value))) for value in samples))
    if sys.byteorder == "big":
        frames.byteswap()
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(frames.tobytes())


def main(folder):
    for name, make in (("ring", ring), ("ringback", ringback), ("call-waiting", call_waiting), ("busy", busy)):
        write(pathlib.Path(folder, name + ".wav"), make())


if __name__ == "__main__":
    main(sys.argv[1])
