"""Write down the notes of every cue, and how long each sound takes; pure, nothing is made here."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import assert_never

from kneecoach.model.units import Seconds
from kneecoach.sound.cues import CueName, Sound
from kneecoach.sound.sounds import LENGTH_STEP_MS, PITCH_STEP, Hum, Phrase, Tick
from kneecoach.values import dataclass

TICK_MS = 40


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
        if self.hertz < 1 or self.hertz % PITCH_STEP:
            raise ValueError(f"a pitch is a multiple of {PITCH_STEP} Hz, not {self.hertz}")
        if self.lasts_ms < 1 or self.lasts_ms % LENGTH_STEP_MS:
            raise ValueError(f"a note lasts a multiple of {LENGTH_STEP_MS} ms, not {self.lasts_ms}")


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
        CueName.WORDS: (_note(1200, 60, 60), _note(1200, 60, 60), _note(1000, 120)),
    }
)
"""The notes of every cue.

Rising for up, falling for down, double for the other side, three pips for halfway, long and low for
rest, a short tick to count down, a bright start, a chord in three notes at the end, and a knock for
words to be read.
"""


_LENGTHS_MS = {
    name: sum(note.lasts_ms + note.gap_ms for note in notes) for name, notes in PATTERNS.items()
}


def length_of(sound: Sound) -> Seconds:
    """Return how long a sound is heard, in seconds."""
    match sound:
        case CueName():
            return Seconds(_LENGTHS_MS[sound] / 1000)
        case Tick():
            return Seconds(TICK_MS / 1000)
        case Hum():
            return Seconds(sound.lasts_ms / 1000)
        case Phrase():
            return sound.lasts
        case _:
            assert_never(sound)
