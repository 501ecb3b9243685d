"""Correct a session from the command line: a new record takes its place, and the old one stays."""

from __future__ import annotations

from datetime import UTC, date, time

import click

from kneecoach.cli.deleting import session_of
from kneecoach.cli.desk import opened
from kneecoach.coach.coach import FIRST_PROGRAMME
from kneecoach.coach.correcting import ChangedDose, Correction, sets_done
from kneecoach.model.errors import KneecoachError
from kneecoach.model.record import SessionRecord
from kneecoach.model.units import pain_score
from kneecoach.values import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What should have been said; None leaves it as it is. The fields are the command's options."""

    day: date | None
    at: time | None
    before: int | None
    during: int | None
    after: int | None
    effort: int | None
    sharp: bool | None
    note: str | None


def correct_session(day: date, at: time | None, told: Told) -> int:
    """Keep what the session of a day should have said, and say what that changes."""
    with opened() as desk:
        record = session_of(desk.coach.history, day, at)
        zone = desk.clock.now().astimezone().tzinfo or UTC
        began = record.started_at.astimezone(zone).time().replace(second=0, microsecond=0)
        correction = _correction(record, told, began)
        programme = desk.coach.programme(desk.settings.programme or FIRST_PROGRAMME)
        changes = desk.coach.correct(record, correction, programme)
    click.echo("The correction is kept; what the session said before stays in the history.")
    for one in changes:
        click.echo(f"Today, {_change(one)}.")
    if not changes:
        click.echo("Every dose was worked out anew, and today’s stays the same.")
    return 0


def _correction(record: SessionRecord, told: Told, began: time) -> Correction:
    if record.knees and any(one is not None for one in (told.before, told.during, told.after)):
        raise KneecoachError(
            "This session has scores of each knee.", "Correct it under Progress in the window."
        )
    scores = record.scores
    return Correction(
        day=told.day or record.day,
        at=told.at or began,
        before=record.before if told.before is None else pain_score(told.before),
        scores=replace(
            scores,
            during=scores.during if told.during is None else pain_score(told.during),
            after=scores.after if told.after is None else pain_score(told.after),
            effort=scores.effort if told.effort is None else told.effort,
            sharp=scores.sharp if told.sharp is None else told.sharp,
            note=scores.note if told.note is None else told.note,
        ),
        knees=record.knees,
        sets=sets_done(record),
    )


def _change(one: ChangedDose) -> str:
    name = one.name if one.side is None else f"{one.name} ({one.side.value})"
    if one.is_resting:
        return f"{name} rests"
    if one.level_before != one.level:
        return f"{name} goes from level {one.level_before} to {one.level}"
    return f"{name} has another dose, or may be done again"
