"""Say what is due on a day, the dose of each exercise, and why."""

from __future__ import annotations

from datetime import date

import click

from kneecoach.cli.desk import CommandDesk, opened
from kneecoach.cli.printing import print_json
from kneecoach.cli.stage import plain_stage
from kneecoach.coach.coach import FIRST_PROGRAMME
from kneecoach.coach.opening import timeline_options
from kneecoach.model.decision import Plan, PlannedExercise, Prescription
from kneecoach.model.programme import Programme
from kneecoach.model.stages import StageStanding
from kneecoach.ui.today_builder import session_minutes
from kneecoach.ui.words.changes import change_of
from kneecoach.ui.words.days import full_day, on_day
from kneecoach.ui.words.doses import dose_words
from kneecoach.ui.words.plans import stage_words, week_words


def show_plan(programme_id: str | None, day: date | None, *, as_json: bool) -> int:
    """Print the plan of a day, today unless another is given."""
    with opened() as desk:
        plan = desk.coach.plan_day(_programme(desk, programme_id), day)
        minutes = session_minutes(plan, timeline_options(desk.settings))
    if as_json:
        print_json(_plain(plan, minutes))
        return 0
    click.echo(_heading(plan, minutes))
    if plan.stage is not None:
        _print_stage(plan.stage)
    for planned in plan.exercises:
        for one in planned.prescriptions:
            _print_prescription(plan, planned, one)
    for missing in plan.missing:
        click.echo(f"{missing}: in no pack, so it is left out.")
    if plan.morning_owed is not None:
        click.echo(
            f"The morning after {full_day(plan.morning_owed)} is not recorded; "
            "kneecoach check-in writes it down."
        )
    return 0


def _programme(desk: CommandDesk, programme_id: str | None) -> Programme:
    return desk.coach.programme(programme_id or desk.settings.programme or FIRST_PROGRAMME)


def _heading(plan: Plan, minutes: int) -> str:
    day = f"{full_day(plan.day)}: {plan.programme.name}."
    if plan.is_due:
        return f"{day} {week_words(plan)}, about {minutes} minutes."
    return f"{day} Rest; the next session is {on_day(plan.next_due, plan.day)}."


def _print_stage(standing: StageStanding) -> None:
    click.echo(f"{stage_words(standing)} [{standing.rule}]")
    for need in standing.needs:
        click.echo(f"    {'done' if need.is_met else 'open'}: {need.says}")


def _print_prescription(plan: Plan, planned: PlannedExercise, one: Prescription) -> None:
    side = f" ({one.side})" if one.side else ""
    change = change_of(one, planned.exercise, plan.day).words
    level = f"level {one.level} of {len(planned.exercise.ladder)}"
    click.echo(
        f"{planned.exercise.name}{side}: {dose_words(one.dose, with_sides=one.side is None)}; "
        f"{level}; {change}"
    )
    click.echo(f"    {one.decision.reason} [{one.decision.rule}]")


def _plain(plan: Plan, minutes: int) -> dict[str, object]:
    return {
        "day": plan.day.isoformat(),
        "programme": plan.programme.id,
        "is_due": plan.is_due,
        "next_due": plan.next_due.isoformat(),
        "sessions_this_week": plan.sessions_this_week,
        "minutes": minutes,
        "urgency": plan.urgency,
        "missing": list(plan.missing),
        "morning_owed": plan.morning_owed.isoformat() if plan.morning_owed else None,
        "days_a_week": plan.programme.days_a_week,
        "stage": None if plan.stage is None else plain_stage(plan.programme, plan.stage),
        "exercises": [
            {
                "exercise": planned.exercise.id,
                "name": planned.exercise.name,
                "side": one.side,
                "standing": one.standing.value,
                "until": one.until.isoformat() if one.until else None,
                "level": one.level,
                "level_before": one.level_before,
                "levels": len(planned.exercise.ladder),
                "dose": dose_words(one.dose, with_sides=one.side is None),
                "sets": one.dose.sets,
                "days_at_level": one.days_at_level,
                "calm_in_a_row": one.calm_in_a_row,
                "decision": one.decision.action.value,
                "rule": one.decision.rule,
                "urgency": one.decision.urgency,
                "detail": dict(one.decision.details),
                "reason": one.decision.reason,
            }
            for planned in plan.exercises
            for one in planned.prescriptions
        ],
    }
