"""Check the exercises of a programme against their ladders and against the pain bands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kneecoach.model.dose import PhaseName, Timed
from kneecoach.model.exercise import Exercise, Kind
from kneecoach.packs.build import make_limits
from kneecoach.packs.nodes import Flaw
from kneecoach.packs.values import Value

CALM_UP_TO = 3
CALM_UP_TO_IN_IMPACT = 1
ACCEPTABLE_UP_TO = 5
ACCEPTABLE_UP_TO_IN_IMPACT = 2
"""Pain during an exercise, 0-10: the bands that a pack may tighten and never loosen.

Source: pain-traffic-light, triathlete-pt-post-run-pain, house-rule.
"""

IMPACT = frozenset({Kind.RUN, Kind.PLYO})


def item_flaws(item: Value, exercise: Exercise | None) -> Iterator[Flaw]:
    """Yield what an item of a programme asks for that its exercise does not have or allow.

    Of an exercise that is not there (None), only what no exercise allows is a flaw.
    """
    if exercise is not None:
        yield from _level_flaws(item, exercise)
        yield from _load_flaws(item, exercise)
    found = item.get("limits")
    if found is None:
        return
    limits = make_limits(item)
    is_impact = exercise is not None and exercise.kind in IMPACT
    which = f" for {exercise.kind}" if exercise else ""
    bands = (
        ("clean_up_to", limits.clean_up_to, CALM_UP_TO_IN_IMPACT if is_impact else CALM_UP_TO),
        (
            "acceptable_up_to",
            limits.acceptable_up_to,
            ACCEPTABLE_UP_TO_IN_IMPACT if is_impact else ACCEPTABLE_UP_TO,
        ),
    )
    for name, asked, loosest in bands:
        if asked is not None and asked > loosest:
            yield _flaw(
                found.parts()[name],
                f"{asked} is looser than the rules have it; it is at most {loosest}{which}",
            )


def rolls_only(exercises: Sequence[Exercise | None]) -> bool:
    """Return whether a programme is rolling and nothing else.

    Source: stylist-knee-pain-running.
    """
    return bool(exercises) and all(one is not None and _is_rolling(one) for one in exercises)


def _is_rolling(exercise: Exercise) -> bool:
    works = (level.dose.work for level in exercise.ladder)
    return all(isinstance(work, Timed) and work.phase.name is PhaseName.ROLL for work in works)


def _level_flaws(item: Value, exercise: Exercise) -> Iterator[Flaw]:
    top = len(exercise.ladder)
    limits = item.get("limits")
    asked = [item.get("start_level")]
    if limits is not None:
        asked += [limits.get("lowest_level"), limits.get("highest_level")]
    for level in asked:
        if level is not None and level.as_whole() > top:
            count = "one level" if top == 1 else f"{top} levels"
            yield _flaw(level, f"{exercise.id} has only {count}, not {level.as_whole()}")


def _load_flaws(item: Value, exercise: Exercise) -> Iterator[Flaw]:
    """Yield a highest load of an exercise whose top level has no weight, or a heavier one."""
    limits = item.get("limits")
    asked = None if limits is None else limits.get("highest_load")
    if asked is None:
        return
    load = exercise.ladder[-1].dose.load
    if load is None or load.kilograms is None:
        yield _flaw(asked, f"the top level of {exercise.id} has no weight that could grow")
    elif asked.as_amount() < load.kilograms:
        yield _flaw(asked, f"the top level of {exercise.id} has {load.kilograms:g} kg already")


def _flaw(value: Value, sentence: str) -> Flaw:
    return Flaw(at=value.at, field=value.path, sentence=sentence)
