"""Print how the dose of an exercise came to where it stands, for people and for programs."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import click

from kneecoach.cli.chain_page import chain_page, same_line
from kneecoach.cli.desk import CommandDesk, opened
from kneecoach.cli.printing import print_json
from kneecoach.cli.stage import plain_stage, stage_lines
from kneecoach.coach.coach import FIRST_PROGRAMME
from kneecoach.dose.bands import RED_FROM
from kneecoach.dose.explain import Explanation, Step, explain
from kneecoach.dose.frequency import Frequency
from kneecoach.dose.plan import find_standing
from kneecoach.dose.track import read_records
from kneecoach.model.dose import Side
from kneecoach.model.errors import UsageError
from kneecoach.model.feedback import Feedback, Today
from kneecoach.model.programme import Programme, ProgrammeItem
from kneecoach.packs.problem import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

_NARROWEST, _WIDEST = 60, 96


def explain_exercise(
    exercise_id: str, side: str | None, programme_id: str | None, *, as_json: bool
) -> int:
    """Print the whole chain of an exercise, from the first session to today.

    Raises:
        UsageError: The programme has no such exercise, or the exercise no such side.
    """
    with opened() as desk:
        programme = desk.coach.programme(programme_id or desk.settings.programme or FIRST_PROGRAMME)
        item = _item(programme, exercise_id)
        today = Today(day=desk.clock.today())
        stage, days = find_standing(programme, desk.coach.catalogue, desk.coach.history, today)
        found = _wanted(_explanations(desk, programme, item, today, days), side)
    if as_json:
        plain = None if stage is None else plain_stage(programme, stage)
        of_all: dict[str, object] = {"stage": plain, "days_a_week": days.days}
        print_json([{**_plain(programme, one), **of_all} for one in found])
        return 0
    if stage is not None:
        click.echo("\n".join([*stage_lines(programme, stage, _width()), ""]))
    print_chains(found)
    return 0


def print_chains(found: tuple[Explanation, ...]) -> None:
    """Print chains for a person, as wide as the terminal allows."""
    width = _width()
    pages: list[list[str]] = []
    for number, one in enumerate(found):
        same = next((each for each in found[:number] if each.steps == one.steps), None)
        pages.append(chain_page(one, width) if same is None else same_line(one, same, width))
    click.echo("\n\n".join("\n".join(page) for page in pages))


def _width() -> int:
    return max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size((_WIDEST, 24)).columns))


def _explanations(
    desk: CommandDesk, programme: Programme, item: ProgrammeItem, today: Today, days: Frequency
) -> tuple[Explanation, ...]:
    catalogue = desk.coach.catalogue
    exercise = catalogue.exercise(item.exercise_id)
    if exercise is None:
        raise UsageError(
            f"{programme.name} names {item.exercise_id}, but no pack has it.",
            "Put the pack back that holds it.",
        )
    return explain(
        item,
        exercise,
        programme=programme,
        catalogue=catalogue,
        records=read_records(desk.coach.history, today.day),
        today=today,
        days=days,
    )


def _item(programme: Programme, exercise_id: str) -> ProgrammeItem:
    for item in programme.items:
        if item.exercise_id == exercise_id:
            return item
    known = [item.exercise_id for item in programme.items]
    raise UsageError(
        f"The programme {programme.id} has no exercise called "
        f"{exercise_id}{did_you_mean(exercise_id, known)}.",
        f"It has: {', '.join(known)}. --programme chooses another.",
    )


def _wanted(found: tuple[Explanation, ...], side: str | None) -> tuple[Explanation, ...]:
    if side is None:
        return found
    kept = tuple(one for one in found if one.side is Side(side))
    if not kept:
        raise UsageError(
            f"{found[0].exercise.name} has one dose for both legs, so it has no {side} side.",
            "Leave --side out to see it.",
        )
    return kept


def _plain(programme: Programme, one: Explanation) -> dict[str, object]:
    return {
        "programme": programme.id,
        "exercise": one.exercise.id,
        "name": one.exercise.name,
        "side": one.side,
        "levels": len(one.exercise.ladder),
        "bands": {
            "clean_up_to": one.band.clean_up_to,
            "acceptable_up_to": one.band.acceptable_up_to,
            "red_from": RED_FROM,
        },
        "decisions": [_plain_step(step) for step in one.steps],
    }


def _plain_step(step: Step) -> dict[str, object]:
    decision = step.decision
    return {
        "day": step.day.isoformat(),
        "cause": step.cause,
        "level_before": step.level_before,
        "level": step.level,
        "sets_taken": step.sets_taken,
        "last_session": None if step.felt is None else _plain_felt(step.felt),
        "today": {
            "before": step.today.before,
            "flags": _names(step.today.flags),
            "new_onset": step.today.new_onset,
        },
        "decision": decision.action.value,
        "rule": step.rule.id,
        "rule_name": step.rule.name,
        "urgency": decision.urgency,
        "detail": dict(decision.details),
        "reason": decision.reason,
        "changes": step.changes,
        "what_if": [
            {
                "score": one.score,
                "value": one.value,
                "is_calmer": one.is_calmer,
                "decision": one.action,
                "rule": one.rule,
                "sentence": one.sentence,
            }
            for one in step.what_ifs
        ],
        "chose_less": step.chose_less,
        "rests_until": step.rests_until.isoformat() if step.rests_until else None,
        "sources": [
            {"key": source.key, "title": source.title, "where": source.where}
            for source in step.sources
        ],
    }


def _plain_felt(felt: Feedback) -> dict[str, object]:
    return {
        "day": felt.day.isoformat(),
        "before": felt.before,
        "during": felt.during,
        "after": felt.after,
        "morning": felt.morning,
        "lasted": felt.lasted,
        "complete": felt.complete,
        "effort": felt.effort,
        "spare": felt.spare,
        "sharp": felt.sharp,
        "throughout": felt.throughout,
    }


def _names(flags: Iterable[str]) -> list[str]:
    return sorted(str(flag) for flag in flags)
