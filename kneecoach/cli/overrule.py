"""Overrule the next dose of an exercise, and silence a sign that was checked."""

from __future__ import annotations

from datetime import date

import click

from kneecoach.cli.desk import CommandDesk, opened, read_flags
from kneecoach.coach.coach import FIRST_PROGRAMME
from kneecoach.coach.overruling import UP_WARNING
from kneecoach.dose.overruling import OWN_CHOICE_ID
from kneecoach.model.decision import Standing
from kneecoach.model.dose import Side
from kneecoach.model.errors import UsageError
from kneecoach.model.feedback import Knee
from kneecoach.model.record import Choice, Overrule

_KEPT = {
    Choice.HOLD: "Kept: the same dose for the next session of {name}.",
    Choice.DOWN: "Kept: one level down for the next session of {name}.",
    Choice.UP: "Kept: one level up for the next session of {name}.",
}


def overrule(exercise_id: str, choices: tuple[str, ...], side: str | None, reason: str) -> int:
    """Keep what the person chose, and print what follows from it today.

    Raises:
        UsageError: Not exactly one choice, or one that cannot be kept.
    """
    if len(choices) != 1:
        raise UsageError(
            "One choice is needed." if not choices else "Only one choice is possible at a time.",
            "Give one of --hold, --down and --up.",
        )
    choice = Choice(choices[0])
    with opened() as desk:
        kept = desk.coach.overrule(exercise_id, Side(side) if side else None, choice, reason)
        if choice is Choice.UP:
            click.echo(UP_WARNING)
        _print_kept(desk, kept)
    return 0


def silence(flag: str, until: date, note: str, knee: str | None = None) -> int:
    """Keep that a sign was checked and does not count for a while.

    Raises:
        UsageError: There is no such sign, or it is not one to be silenced until then.
    """
    (sign,) = read_flags((flag,))
    with opened() as desk:
        kept = desk.coach.silence(sign, until, note, Knee(knee) if knee else None)
        click.echo(
            f"Kept: {sign.value} does not count up to and including {kept.until}; from the day "
            "after it does again."
        )
    return 0


def _print_kept(desk: CommandDesk, kept: Overrule) -> None:
    exercise = desk.coach.catalogue.exercise(kept.exercise_id)
    name = exercise.name if exercise is not None else kept.exercise_id
    programme = desk.coach.programme(desk.settings.programme or FIRST_PROGRAMME)
    planned = [
        (one, f"{name} ({one.side})" if one.side else name)
        for found in desk.coach.plan_day(programme).exercises
        if found.exercise.id == kept.exercise_id
        for one in found.prescriptions
        if kept.side is None or one.side in {kept.side, None}
    ]
    stands = any(
        one.decision.rule == OWN_CHOICE_ID or one.decision.detail("choice_has_effect")
        for one, _ in planned
        if one.standing is Standing.READY
    )
    if not planned:
        click.echo(f"Kept. {programme.name} does not have {name}, so nothing changes today.")
    elif stands:
        click.echo(_KEPT[kept.choice].format(name=name))
    else:
        click.echo("Kept on record; it changes nothing today.")
    for one, whose in planned:
        click.echo(f"{whose}: level {one.level}. {one.decision.reason} [{one.decision.rule}]")
