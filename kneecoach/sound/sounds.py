"""Name the sounds that are more than a signal: a soft tick, a hum, a spoken phrase."""

from __future__ import annotations

from pathlib import Path

from kneecoach.model.units import Seconds
from kneecoach.values import dataclass

PITCH_STEP = 50
"""Every pitch is a multiple of 50 Hz, so that 20 ms of it can be repeated without a seam."""

LENGTH_STEP_MS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """One soft beat of the tempo; its pitch (Hz) goes up or down with the movement."""

    hertz: int

    def __post_init__(self) -> None:
        """Refuse a pitch that does not repeat without a seam."""
        _check_pitch(self.hertz)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hum:
    """One swell of the hum under a hold: it comes and goes within `lasts_ms`, at one pitch (Hz)."""

    hertz: int
    lasts_ms: int

    def __post_init__(self) -> None:
        """Refuse a pitch or a length that does not repeat without a seam."""
        _check_pitch(self.hertz)
        if self.lasts_ms < LENGTH_STEP_MS or self.lasts_ms % LENGTH_STEP_MS:
            raise ValueError(f"a hum lasts a multiple of {LENGTH_STEP_MS} ms, not {self.lasts_ms}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words that are spoken.

    Attributes:
        text: What stands for them in the phrase list, in plain English.
        says: The words as they are heard, in the language of the voice.
        lasts: Seconds they take.
        path: The recording; None for words that the system's own voice has to say.
        is_own: The recording comes from a pack, and is of any kind that packs hold.
        shorter: What says the same in less time, for places with too little room; may be None.
    """

    text: str
    says: str
    lasts: Seconds
    path: Path | None = None
    is_own: bool = False
    shorter: Phrase | None = None


def _check_pitch(hertz: int) -> None:
    if hertz < PITCH_STEP or hertz % PITCH_STEP:
        raise ValueError(f"a pitch is a multiple of {PITCH_STEP} Hz, not {hertz}")
