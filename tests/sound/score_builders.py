from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kneecoach.model.decision import Action, Decision, Plan, PlannedExercise, Prescription, Standing
from kneecoach.model.programme import Catalogue, Programme, ProgrammeItem
from kneecoach.model.units import Seconds
from kneecoach.packs.catalogue import read_packs
from kneecoach.resources import resource
from kneecoach.session.step import Step
from kneecoach.session.timeline import TimelineOptions, build_timeline
from kneecoach.sound.sounds import Phrase
from kneecoach.values import replace

DAY = date(2026, 3, 2)
LETTERS_A_SECOND = 14.0


class FakeLexicon:
    """Say everything but some sentences, as fast as a person does."""

    def __init__(self, unknown: frozenset[str] = frozenset()) -> None:
        self._unknown = unknown

    def find(self, text: str) -> Phrase | None:
        if text in self._unknown:
            return None
        lasts = Seconds(0.2 + len(text) / LETTERS_A_SECOND)
        return Phrase(text=text, says=text, lasts=lasts)


def built_in() -> Catalogue:
    return read_packs((resource("exercises"),)).catalogue


def steps_at_level(
    catalogue: Catalogue,
    programme: Programme,
    level: int,
    options: TimelineOptions | None = None,
) -> tuple[Step, ...]:
    """Return the session in which every exercise is at a level, or at the top of its ladder."""
    planned = []
    for item in programme.items:
        exercise = catalogue.exercise(item.exercise_id)
        assert exercise is not None
        number = min(level, len(exercise.ladder))
        prescription = Prescription(
            side=None,
            level=number,
            level_before=number,
            dose=exercise.level(number).dose,
            decision=Decision(action=Action.HOLD, rule="H1", reason="As before."),
            standing=Standing.READY,
        )
        planned.append(PlannedExercise(exercise=exercise, prescriptions=(prescription,)))
    plan = Plan(day=DAY, programme=programme, exercises=tuple(planned), is_due=True, next_due=DAY)
    return build_timeline(plan, options or TimelineOptions())


def every_session(catalogue: Catalogue) -> Iterator[tuple[str, tuple[Step, ...]]]:
    """Yield the session of every programme as it begins, and every exercise at every level.

    Words are placed step by step, so that what is clear in an exercise is clear in each programme
    that has it.
    """
    for programme in catalogue.programmes:
        yield programme.id, steps_at_level(catalogue, programme, 1)
    for exercise in catalogue.exercises:
        alone = replace(catalogue.programmes[0], items=(ProgrammeItem(exercise_id=exercise.id),))
        for level in range(1, len(exercise.ladder) + 1):
            yield f"{exercise.id} at {level}", steps_at_level(catalogue, alone, level)
