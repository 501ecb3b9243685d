"""Place the quiet sounds between the cues: ticks that keep the tempo, a hum that fills a hold."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from kneecoach.model.dose import PhaseName
from kneecoach.model.units import Seconds
from kneecoach.session.step import Step, StepKind
from kneecoach.sound.cues import DIRECTIONS, CueName, PlacedCue
from kneecoach.sound.sounds import LENGTH_STEP_MS, PITCH_STEP, Hum, Tick

BEAT = Seconds(1.0)
"""Time between two ticks. Source: house rule; seconds are what the doses count."""

LOW, HIGH = 400, 900
"""Pitch of the ticks at the bottom and at the top of a movement, Hz."""

LEVEL = 650
"""Pitch of the ticks of a phase that goes neither up nor down, Hz."""

HUMMED_FROM = Seconds(3.0)
"""A hold that lasts at least this long is filled with a hum; a shorter one is ticked."""

KEPT_WHEN_TIMED = frozenset({PhaseName.PRESS})
"""What is held still when it is measured in time, though it moves in a repetition."""

HUM_AFTER = Seconds(0.4)
"""The hum begins when the cue of its hold has been heard."""

HUM_PARTS = ((150, 1.0), (200, 0.7), (250, 0.45), (300, 0.3))
"""Pitch (Hz) and length of a swell (seconds) in each quarter of a hold: the less is left, the
higher and the quicker the hum. Source: house rule."""


def place_rhythm(steps: tuple[Step, ...], begin: int, stop: int) -> Iterator[PlacedCue]:
    """Yield the ticks and hums of steps `begin` up to `stop`, from the start of `begin` on.

    Only work has a rhythm. Repetitions are ticked, rising where the movement goes up and falling
    where it goes down; a hold is hummed. Other timed work, such as a walk, is left in peace.
    """
    moments = accumulate((step.lasts or 0.0 for step in steps[begin:stop]), initial=0.0)
    for step, at in zip(steps[begin:stop], moments, strict=False):
        if step.kind is not StepKind.WORK or step.lasts is None or step.phase is None:
            continue
        direction = DIRECTIONS.get(step.phase, CueName.PHASE)
        is_kept = direction is CueName.HOLD or (step.phase in KEPT_WHEN_TIMED and not step.reps)
        if is_kept and step.lasts >= HUMMED_FROM:
            yield from _hum(at, step.lasts)
        elif step.reps:
            yield from _ticks(at, step.lasts, direction)


def _ticks(begins: float, lasts: Seconds, direction: CueName) -> Iterator[PlacedCue]:
    """Yield a tick on every full second within a phase."""
    beat = BEAT
    while beat < lasts - BEAT / 2:
        done = beat / lasts
        yield PlacedCue(at=Seconds(begins + beat), name=Tick(hertz=_pitch(done, direction)))
        beat = Seconds(beat + BEAT)


def _pitch(done: float, direction: CueName) -> int:
    """Return the pitch when a share of a phase is done."""
    if direction is CueName.RAISE:
        exact = LOW + done * (HIGH - LOW)
    elif direction is CueName.LOWER:
        exact = HIGH - done * (HIGH - LOW)
    else:
        exact = float(LEVEL)
    return round(exact / PITCH_STEP) * PITCH_STEP


def _hum(begins: float, lasts: Seconds) -> Iterator[PlacedCue]:
    """Yield the swells of a hold, quarter by quarter; each begins where the one before ended."""
    first, quarter = begins + HUM_AFTER, (lasts - HUM_AFTER) / len(HUM_PARTS)
    for number, (hertz, wanted) in enumerate(HUM_PARTS):
        swells = max(1, round(quarter / wanted))
        lasts_ms = int(quarter / swells * 1000) // LENGTH_STEP_MS * LENGTH_STEP_MS
        for swell in range(swells):
            at = first + (number + swell / swells) * quarter
            yield PlacedCue(at=Seconds(at), name=Hum(hertz=hertz, lasts_ms=lasts_ms))
