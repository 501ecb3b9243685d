"""Make the sound of every cue: short, bright, and told apart by pitch and pattern."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kneecoach.sound.cues import CueName

with warnings.catch_warnings():
    # pydub imports a module that Python 3.13 moved to audioop-lts, which is in our requirements,
    # and looks for an ffmpeg that is never used here.
    warnings.filterwarnings(
        "ignore", message="'audioop' is deprecated", category=DeprecationWarning
    )
    warnings.filterwarnings("ignore", message="Couldn't find ffmpeg", category=RuntimeWarning)
    warnings.filterwarnings("ignore", message="invalid escape sequence")
    from pydub import AudioSegment
    from pydub.generators import Sine

RATE = 48_000
CHANNELS = 2
PEAK_DBFS = -12.0
LOOP_MS = 20
"""Every pitch is a multiple of 50 Hz, so that 20 ms of it can be repeated without a seam."""

OVERTONES_DB = (0.0, -12.0, -20.0)
"""Loudness of the pitch, its octave and its twelfth: warmer than a bare sine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One note of a cue, and the silence after it.

    Attributes:
        hertz: Pitch, a multiple of 50.
        lasts_ms: Length, a multiple of 20; the second half dies away.
        gap_ms: Silence after it.
    """

    hertz: int
    lasts_ms: int
    gap_ms: int = 0

    def __post_init__(self) -> None:
        """Refuse a note that would not repeat without a seam."""
        if self.hertz < 1 or self.hertz % (1000 // LOOP_MS):
            raise ValueError(f"a pitch is a multiple of {1000 // LOOP_MS} Hz, not {self.hertz}")
        if self.lasts_ms < 1 or self.lasts_ms % LOOP_MS:
            raise ValueError(f"a note lasts a multiple of {LOOP_MS} ms, not {self.lasts_ms}")


def _note(hertz: int, lasts_ms: int, gap_ms: int = 0) -> Note:
    return Note(hertz=hertz, lasts_ms=lasts_ms, gap_ms=gap_ms)


PATTERNS: Mapping[CueName, tuple[Note, ...]] = MappingProxyType(
    {
        CueName.READY: (_note(450, 320),),
        CueName.COUNTDOWN: (_note(1000, 60),),
        CueName.START: (_note(1500, 260),),
        CueName.RAISE: (_note(600, 80), _note(900, 140)),
        CueName.LOWER: (_note(900, 80), _note(600, 140)),
        CueName.HOLD: (_note(750, 200),),
        CueName.PHASE: (_note(700, 80),),
        CueName.HALFWAY: (_note(800, 60, 40), _note(800, 60, 40), _note(800, 100)),
        CueName.SIDE: (_note(550, 100, 60), _note(550, 180)),
        CueName.REST: (_note(250, 480),),
        CueName.SET_END: (_note(800, 80), _note(1000, 80), _note(800, 180)),
        CueName.END: (_note(600, 120), _note(750, 120), _note(900, 400)),
    }
)
"""The notes of every cue.

Rising for up, falling for down, double for the other side, three pips for halfway, long and low for
rest, a short tick to count down, a bright start, and a chord in three notes at the end.
"""


@cache
def render(name: CueName, rate: int = RATE, channels: int = CHANNELS) -> bytes:
    """Return the samples of a cue, 16 bit, little endian, its highest peak at -12 dBFS.

    It starts at full strength within its first millisecond, so that its onset is sharp.

    Args:
        name: Which cue.
        rate: Frames a second.
        channels: 1 or 2; both carry the same.
    """
    sound = AudioSegment.empty().set_frame_rate(rate)
    for note in PATTERNS[name]:
        sound += _render_note(note, rate)
        if note.gap_ms:
            sound += AudioSegment.silent(duration=note.gap_ms, frame_rate=rate)
    level = sound.apply_gain(PEAK_DBFS - sound.max_dBFS).set_channels(channels)
    return bytes(level.raw_data)


def length_ms(name: CueName) -> int:
    """Return how long a cue sounds, in milliseconds."""
    return sum(note.lasts_ms + note.gap_ms for note in PATTERNS[name])


def _render_note(note: Note, rate: int) -> AudioSegment:
    loop = Sine(note.hertz, sample_rate=rate).to_audio_segment(duration=LOOP_MS, volume=-6.0)
    for number, loudness in enumerate(OVERTONES_DB[1:], start=2):
        partial = Sine(note.hertz * number, sample_rate=rate)
        loop = loop.overlay(partial.to_audio_segment(duration=LOOP_MS, volume=-6.0 + loudness))
    return (loop * (note.lasts_ms // LOOP_MS)).fade_out(note.lasts_ms // 2)
