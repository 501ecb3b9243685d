"""Gather what the end of a session shows, from its records and its steps."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from PySide6.QtCore import QCoreApplication

from kneecoach.coach.outlook import Outlook
from kneecoach.model.dose import Variable
from kneecoach.model.exercise import Level
from kneecoach.model.programme import Catalogue
from kneecoach.model.record import DoneExercise, Outcome, SessionRecord
from kneecoach.model.trying import TRYING
from kneecoach.session.outline import SetKey, outline
from kneecoach.session.step import Step
from kneecoach.ui.finish.words import FinishRow, FinishView, NextView, set_words
from kneecoach.ui.words.days import on_day
from kneecoach.ui.words.doses import dose_words
from kneecoach.values import dataclass

translate = QCoreApplication.translate

LONGEST_PART = timedelta(minutes=30)
"""More time than this between two sets was not training: the session had been cut off.

Source: house rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedSession:
    """A session that waits for its scores.

    Attributes:
        record: What was asked and what was done.
        paused_times: How often it stood still.
        steps: Its steps as they were at the end; empty for one that was cut off.
        eased: Places of the exercises that went on in an easier version.
    """

    record: SessionRecord
    paused_times: int = 0
    steps: tuple[Step, ...] = ()
    eased: frozenset[int] = frozenset()


def finish_view(catalogue: Catalogue, ended: EndedSession) -> FinishView:
    """Return how the session went, as far as its records tell."""
    record = ended.record
    asked = _asked(ended)
    return FinishView(
        minutes=max(1, round(_lasted(record) / timedelta(minutes=1))),
        sets_done=record.sets_done,
        sets_in_part=record.sets_in_part,
        sets=record.sets_asked,
        pauses=ended.paused_times,
        rows=tuple(
            _row(catalogue, ended, position, asked)
            for position in sorted({one.position for one in record.exercises})
        ),
        has_ended_early=bool(asked - _ended(record)),
    )


def next_view(outlook: Outlook, today: date) -> NextView:
    """Return what follows, in words."""
    when = translate("Finish", "Next session, {day}").format(
        day=on_day(outlook.plan.next_due, today)
    )
    if outlook.plan.programme.id == TRYING:
        when = translate("Finish", "After one set to try it")
    rule = translate("Finish", "Rule {rule}").format(rule=outlook.rule)
    return NextView(when=when, headline=outlook.headline, text=outlook.text, rule=rule)


def _asked(ended: EndedSession) -> frozenset[SetKey]:
    """Return every set that was asked for, an easier version in place of what it replaced."""
    if ended.steps:
        return frozenset(segment.key for segment in outline(ended.steps)) | _ended(ended.record)
    return frozenset(
        SetKey(position=one.position, set_side=one.side, set_number=number)
        for one in ended.record.exercises
        for number in range(1, one.dose.sets + 1)
    )


def _ended(record: SessionRecord) -> frozenset[SetKey]:
    return frozenset(
        SetKey(position=one.position, set_side=one.side, set_number=one.set_number)
        for one in record.sets
    )


def _lasted(record: SessionRecord) -> timedelta:
    """Return the time spent, without the time for which the session lay cut off."""
    moments = sorted((record.started_at, *(one.ended_at for one in record.sets)))
    parts = (later - earlier for earlier, later in pairwise(moments))
    return sum((part for part in parts if part <= LONGEST_PART), timedelta())


def _row(
    catalogue: Catalogue, ended: EndedSession, position: int, asked: frozenset[SetKey]
) -> FinishRow:
    first = next(one for one in ended.record.exercises if one.position == position)
    exercise = catalogue.exercise(first.exercise_id)
    return FinishRow(
        position=position,
        exercise_id=first.exercise_id,
        name=exercise.name if exercise else first.exercise_id,
        line=_line(first, ended, asked),
        exercise=exercise,
        asks_spare=exercise is not None and _next_is_load(exercise.ladder, first.level),
    )


def _line(first: DoneExercise, ended: EndedSession, asked: frozenset[SetKey]) -> str:
    sets = [one for one in ended.record.sets if one.position == first.position]
    words = set_words(
        done=sum(one.outcome is Outcome.DONE for one in sets),
        stopped=sum(one.outcome is Outcome.STOPPED for one in sets),
        asked=sum(key.position == first.position for key in asked),
    )
    parts = [dose_words(first.dose), words]
    if first.position in ended.eased:
        parts.append(translate("Finish", "then an easier version"))
    return " · ".join(parts)


def _next_is_load(ladder: tuple[Level, ...], level: int) -> bool:
    """Return whether the next level adds weight, which asks for repetitions to spare."""
    return level < len(ladder) and ladder[level].changes is Variable.LOAD
