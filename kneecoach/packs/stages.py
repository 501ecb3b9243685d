"""Make the stages of a programme from what was read, and check that they fit together."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from kneecoach.model.exercise import Exercise
from kneecoach.model.stages import NO_CONDITIONS, Conditions, ReachedLevel, Stage, StageName
from kneecoach.packs.nodes import Flaw
from kneecoach.packs.problem import did_you_mean, excerpt
from kneecoach.packs.values import Value

_ORDER = tuple(name.value for name in StageName)


def make_stages(found: Value) -> tuple[Stage, ...]:
    """Return the stages of a programme; none when it has none."""
    return tuple(_stage(one) for one in found.items("stages"))


def _stage(found: Value) -> Stage:
    return Stage(
        name=StageName(found.text("stage")),
        exercise_ids=found.texts("exercises"),
        why=found.text("why"),
        days_a_week=found.whole("days_a_week"),
        days_a_week_cap=found.whole("most_days_a_week"),
        enter_when=_conditions(found.get("enter_when")),
        leave_when=_conditions(found.get("leave_when")),
    )


def _conditions(found: Value | None) -> Conditions:
    if found is None:
        return NO_CONDITIONS
    stay = found.amount("stay")
    return Conditions(
        stay_days=None if stay is None else math.ceil(stay),
        calm_sessions=found.whole("calm_sessions"),
        morning_pain_up_to=found.whole("morning_pain_up_to"),
        walks_30_minutes=found.truth("walks_30_minutes"),
        levels=tuple(
            ReachedLevel(exercise_id=name, level=level.as_whole())
            for name, level in found.parts_of("levels").items()
        ),
    )


def stage_flaws(programme: Value, known: Mapping[str, Exercise]) -> Iterator[Flaw]:
    """Yield what the stages of a programme get wrong about their order, exercises and conditions.

    Args:
        programme: The programme as it was read.
        known: The exercises that are there.
    """
    stages = [one for one in programme.items("stages") if one.get("stage") is not None]
    ids = {item.text("exercise") for item in programme.items("exercises")}
    held: set[str] = set()
    before: Value | None = None
    for stage in stages:
        if before is not None:
            yield from _order_flaws(before, stage)
        yield from _exercise_flaws(stage, ids)
        yield from _day_flaws(programme, stage)
        yield from _level_flaws(stage.get("leave_when"), stage, known)
        yield from _level_flaws(stage.get("enter_when"), before, known)
        held.update(stage.texts("exercises"))
        before = stage
    if stages:
        yield from _end_flaws(stages[0], stages[-1])
        for item in programme.items("exercises"):
            named = item.get("exercise")
            if named is not None and named.as_text() not in held:
                yield _flaw(named, f"{named.as_text()} is in no stage; name it in one of them")


def _order_flaws(before: Value, stage: Value) -> Iterator[Flaw]:
    first, second = before.text("stage"), stage.text("stage")
    if _ORDER.index(second) <= _ORDER.index(first):
        named = stage.parts()["stage"]
        yield _flaw(named, f"{second} cannot come after {first}; the order is {', '.join(_ORDER)}")
    if not _says_something(before.get("leave_when")) and not _says_something(
        stage.get("enter_when")
    ):
        yield Flaw(
            at=before.at,
            field=f"{before.path}.leave_when",
            sentence=f"nothing says when {first} ends (such as `leave_when: {{stay: 2 weeks}}`)",
        )


def _says_something(conditions: Value | None) -> bool:
    return conditions is not None and any(
        part.content is not False for part in conditions.parts().values()
    )


def _end_flaws(first: Value, last: Value) -> Iterator[Flaw]:
    entered, left = first.get("enter_when"), last.get("leave_when")
    if entered is not None:
        yield _flaw(entered, "the first stage begins with the programme; remove its `enter_when`")
    if left is not None:
        yield _flaw(left, "the last stage has no end; remove its `leave_when`")


def _exercise_flaws(stage: Value, ids: set[str]) -> Iterator[Flaw]:
    seen: set[str] = set()
    for named in stage.items("exercises"):
        name = named.as_text()
        if name not in ids:
            near = did_you_mean(name, sorted(ids))
            yield _flaw(named, f"{excerpt(name)} is not among the programme's exercises{near}")
        elif name in seen:
            yield _flaw(named, f"{name} is in this stage twice; keep one")
        seen.add(name)


def _day_flaws(programme: Value, stage: Value) -> Iterator[Flaw]:
    most = stage.get("most_days_a_week")
    days = stage.whole("days_a_week") or programme.whole("days_a_week")
    if most is not None and days is not None and most.as_whole() < days:
        yield _flaw(most, f"{most.as_whole()} is fewer than the {days} days a week it begins with")


def _level_flaws(
    conditions: Value | None, stage: Value | None, known: Mapping[str, Exercise]
) -> Iterator[Flaw]:
    """Yield levels that the exercises of the stage that ends do not have, or of others than its."""
    levels = None if conditions is None else conditions.get("levels")
    if levels is None or stage is None:
        return
    held = stage.texts("exercises")
    for name, level in levels.parts().items():
        exercise = known.get(name)
        if name not in held:
            near = did_you_mean(name, held)
            sentence = f"{excerpt(name)} is not among the exercises of the stage that ends{near}"
            yield _flaw(level, sentence)
        elif exercise is not None and level.as_whole() > len(exercise.ladder):
            count = len(exercise.ladder)
            levels_words = "one level" if count == 1 else f"{count} levels"
            yield _flaw(level, f"{name} has only {levels_words}, not {level.as_whole()}")


def _flaw(value: Value, sentence: str) -> Flaw:
    return Flaw(at=value.at, field=value.path, sentence=sentence)
