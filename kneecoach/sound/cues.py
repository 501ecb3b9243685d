"""Place the cues of a session in time: which sound, and when. Pure; no sound is made here."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from enum import StrEnum
from itertools import accumulate
from typing import assert_never

from kneecoach.model.dose import PhaseName
from kneecoach.model.units import Seconds
from kneecoach.session.step import Step, StepKind
from kneecoach.sound.sounds import Hum, Phrase, Tick
from kneecoach.values import dataclass

COUNTDOWN = (Seconds(3.0), Seconds(2.0), Seconds(1.0))
"""Moments before the end of a step at which the countdown ticks."""

COUNTED_DOWN_FROM = Seconds(10.0)
"""Work that lasts at least this long is counted down. Source: house rule; shorter is a rhythm."""

HALFWAY_FROM = Seconds(20.0)
"""Work that lasts at least this long tells its half. Source: house rule."""

APART = Seconds(0.06)
"""Shortest time between two cues; closer ones would run into each other. Source: house rule."""

NOW = Seconds(0.0)
"""The very beginning of a step."""


class CueName(StrEnum):
    """Name a sound.

    `RAISE`, `LOWER` and `HOLD` tell the direction of a phase and `PHASE` any other phase; `SIDE`
    tells to change legs. `SET_END` is heard where a set ends and no rest or change of legs follows.
    `WORDS` stands where words belong that no voice can say: they are on the screen.
    """

    READY = "ready"
    COUNTDOWN = "countdown"
    START = "start"
    RAISE = "raise"
    LOWER = "lower"
    HOLD = "hold"
    PHASE = "phase"
    HALFWAY = "halfway"
    SIDE = "side"
    REST = "rest"
    SET_END = "set_end"
    END = "end"
    WORDS = "words"


RANKS = (
    CueName.END,
    CueName.START,
    CueName.SIDE,
    CueName.REST,
    CueName.SET_END,
    CueName.READY,
    CueName.HOLD,
    CueName.LOWER,
    CueName.RAISE,
    CueName.PHASE,
    CueName.HALFWAY,
    CueName.COUNTDOWN,
    CueName.WORDS,
)
"""Which cue is kept where two fall together, most telling first."""

DIRECTIONS = {
    **dict.fromkeys(
        (
            PhaseName.RAISE,
            PhaseName.OPEN,
            PhaseName.STRAIGHTEN,
            PhaseName.PRESS,
            PhaseName.SLIDE_OUT,
            PhaseName.JUMP,
        ),
        CueName.RAISE,
    ),
    **dict.fromkeys(
        (
            PhaseName.LOWER,
            PhaseName.CLOSE,
            PhaseName.BEND,
            PhaseName.RELAX,
            PhaseName.SLIDE_IN,
            PhaseName.LAND,
            PhaseName.RETURN,
        ),
        CueName.LOWER,
    ),
    **dict.fromkeys(
        (PhaseName.HOLD, PhaseName.PAUSE, PhaseName.SQUEEZE, PhaseName.STRETCH), CueName.HOLD
    ),
}
"""The sound of a phase that goes up, goes down or stays; every other phase sounds as `PHASE`."""

_RANK = {name: rank for rank, name in enumerate(RANKS)}


Sound = CueName | Tick | Hum | Phrase
"""Everything that can be heard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedCue:
    """One sound at one moment, in seconds from the moment that the placing was asked for."""

    at: Seconds
    name: Sound


def place_cues(
    steps: tuple[Step, ...], first: int = 0, elapsed: Seconds = NOW
) -> tuple[PlacedCue, ...]:
    """Return the cues from `elapsed` seconds into step `first` on, sorted, no two together.

    They end with the first step at the person's own pace, whose start is still heard: nobody knows
    when it ends. Where cues fall closer together than `APART`, the most telling is kept. Starting
    later gives the same cues, earlier by as much: what is placed does not depend on where one asks.
    """
    if not 0 <= first < len(steps):
        return ()
    begin, stop = timed_stretch(steps, first)
    begins = (0.0, *accumulate(step.lasts or 0.0 for step in steps[begin:stop]))
    cues = [
        cue
        for index in range(begin, stop)
        for cue in _step_cues(steps, index, begins[index - begin])
    ]
    if stop == len(steps) and steps[-1].lasts is not None:
        cues.append((begins[-1], CueName.END))
    origin = begins[first - begin] + elapsed
    return tuple(
        PlacedCue(at=Seconds(at - origin), name=name) for at, name in _spread(cues) if at >= origin
    )


_Cue = tuple[float, CueName]


def timed_stretch(steps: tuple[Step, ...], first: int) -> tuple[int, int]:
    """Return the steps around `first` whose moments are known: from and up to, not including."""
    begin = first
    while begin > 0 and steps[begin - 1].lasts is not None:
        begin -= 1
    stop = first
    while stop < len(steps) and steps[stop].lasts is not None:
        stop += 1
    return begin, min(stop + 1, len(steps))


def _step_cues(steps: tuple[Step, ...], index: int, begins: float) -> Iterator[_Cue]:
    """Yield the cues of one step that begins at a moment, without looking at its neighbours."""
    step = steps[index]
    if index > 0 and steps[index - 1].ends_set:
        yield begins, CueName.SET_END
    yield begins, _opening(steps, index)
    if step.lasts is None:
        return
    is_work = step.kind is StepKind.WORK
    if is_work and step.lasts >= HALFWAY_FROM:
        yield begins + step.lasts / 2, CueName.HALFWAY
    if not is_work or step.lasts >= COUNTED_DOWN_FROM:
        for before in COUNTDOWN:
            if before < step.lasts:
                yield begins + step.lasts - before, CueName.COUNTDOWN


def _opening(steps: tuple[Step, ...], index: int) -> CueName:
    """Return the cue with which a step begins."""
    step = steps[index]
    match step.kind:
        case StepKind.READY:
            return CueName.READY
        case StepKind.REST:
            return CueName.REST
        case StepKind.SWITCH:
            return CueName.SIDE
        case StepKind.WORK:
            before = steps[index - 1] if index > 0 else None
            if before is None or before.kind is not StepKind.WORK or before.ends_set:
                return CueName.START
            return DIRECTIONS.get(step.phase, CueName.PHASE) if step.phase else CueName.PHASE
        case _:
            assert_never(step.kind)


def _spread(cues: list[_Cue]) -> list[_Cue]:
    """Return cues in order of time, leaving out those too close to a more telling one."""
    kept: list[float] = []
    chosen: list[_Cue] = []
    for at, name in sorted(cues, key=lambda cue: (_RANK[cue[1]], cue[0])):
        place = bisect_left(kept, at)
        is_after = place == 0 or at - kept[place - 1] >= APART
        is_before = place == len(kept) or kept[place] - at >= APART
        if is_after and is_before:
            kept.insert(place, at)
            chosen.append((at, name))
    return sorted(chosen)
