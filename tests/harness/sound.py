# SPDX-License-Identifier: GPL-3.0-or-later
"""Tones: made, played into the session's microphone, recorded from its speaker, and found again."""

import array
import math
import os
import subprocess
import tempfile

MICROPHONE = "mic-feed"
SPEAKER = "speaker.monitor"
RATE = 16000


def make_tone(hertz, seconds=1.0, rate=RATE, amplitude=0.3):
    """Signed 16 bit samples of a sine."""
    return array.array("h", (int(32767 * amplitude * math.sin(2 * math.pi * hertz * i / rate)) for i in range(int(seconds * rate))))


def tone_share(samples, hertz, rate=RATE):
    """How much of the energy of `samples` is at `hertz`, 0 to 1 (the Goertzel algorithm); 0 for silence."""
    energy = sum(sample * sample for sample in samples)
    if not samples or energy / len(samples) < 100:
        return 0.0
    coefficient = 2 * math.cos(2 * math.pi * hertz / rate)
    before, last = 0.0, 0.0
    for sample in samples:
        before, last = last, sample + coefficient * last - before
    power = before * before + last * last - coefficient * before * last
    return 2 * power / (len(samples) * energy)


class Player:
    """Plays a tone into the microphone until it is closed, for a minute at most, or as long as is said."""

    def __init__(self, hertz, device=MICROPHONE, seconds=60):
        with tempfile.TemporaryFile() as file:
            file.write(make_tone(hertz).tobytes() * seconds)
            file.seek(0)
            self._child = subprocess.Popen(["pacat", "--playback", f"--device={device}", "--format=s16le", f"--rate={RATE}",
                                            "--channels=1", "--latency-msec=100"], stdin=file)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._child.terminate()
        self._child.wait()


class Recorder:
    """Records what is played on the speaker until it is closed."""

    def __init__(self, path, device=SPEAKER):
        self._path = path
        with open(path, "wb") as file:
            self._child = subprocess.Popen(["parec", f"--device={device}", "--format=s16le", f"--rate={RATE}", "--channels=1",
                                            "--latency-msec=50", "--raw"], stdout=file)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._child.terminate()
        self._child.wait()

    def last(self, seconds=0.5):
        """The newest samples; fewer where there are not so many yet."""
        size = int(seconds * RATE) * 2
        total = os.path.getsize(self._path) // 2 * 2
        with open(self._path, "rb") as file:
            file.seek(max(0, total - size))
            samples = array.array("h")
            samples.frombytes(file.read(min(size, total)))
        return samples

    def level(self):
        """How loud the last half second is (root mean square), 0 to 1."""
        samples = self.last()
        return math.sqrt(sum(sample * sample for sample in samples) / len(samples)) / 32768 if samples else 0.0

    def hears(self, hertz, share=0.5):
        """Whether the last half second is mostly a tone of `hertz`.

        An engine that catches up with a delay plays a little too fast for some seconds, and the tone is higher then: give it time."""
        samples = self.last()
        return len(samples) >= RATE // 2 and tone_share(samples, hertz) >= share
