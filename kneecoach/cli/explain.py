"""Print how the dose of an exercise came to where it stands, for people and for programs."""

from __future__ import annotations

import shutil
import textwrap
from datetime import date
from typing import TYPE_CHECKING, Final

import click

from kneecoach.cli.desk import CommandDesk, opened
from kneecoach.cli.printing import print_json, row
from kneecoach.cli.stage import plain_stage, stage_lines
from kneecoach.coach.coach import FIRST_PROGRAMME
from kneecoach.dose.bands import RED_FROM, PainBand
from kneecoach.dose.explain import TODAY, Explanation, Step, explain
from kneecoach.dose.frequency import Frequency
from kneecoach.dose.plan import find_standing
from kneecoach.dose.track import read_records
from kneecoach.dose.words import a_count, flag_words
from kneecoach.model.decision import Action
from kneecoach.model.dose import Side
from kneecoach.model.errors import UsageError
from kneecoach.model.feedback import Feedback, Today
from kneecoach.model.programme import Programme, ProgrammeItem
from kneecoach.packs.problem import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

NOT_RECORDED: Final = "not recorded"
NOT_DONE: Final = "no session yet"

_NARROWEST, _WIDEST = 60, 96

_HEADS: Final[dict[Action, str]] = {
    Action.SEEK_CARE: "stops, to be seen",
    Action.PAUSE: "takes a break",
    Action.REDUCE_REST: "goes down and rests",
    Action.REDUCE: "goes down",
    Action.HOLD: "stays the same",
    Action.RESUME: "begins again",
    Action.PROGRESS: "goes up",
}


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
    click.echo("\n\n".join("\n".join(_page(one, width)) for one in found))


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


def _page(one: Explanation, width: int) -> list[str]:
    side = f", {one.side} leg" if one.side else ""
    name = f"{one.exercise.name}{side}"
    lines = [name, "=" * len(name)]
    lines += textwrap.wrap(_opening(one), width)
    for step in one.steps:
        lines += ["", *_block(step, width)]
    return lines


def _opening(one: Explanation) -> str:
    sessions = sum(step.cause == "session" for step in one.steps)
    levels = a_count(len(one.exercise.ladder), "level")
    if not sessions:
        return f"{levels[0].upper()}{levels[1:]}. No session has been recorded yet."
    first = one.steps[0].day
    return (
        f"{levels[0].upper()}{levels[1:]}; {a_count(sessions, 'session')} since {_day(first)}. "
        f"{_bands(one.band)} A decision is made before each session, from what is known by then."
    )


def _bands(band: PainBand) -> str:
    return (
        f"Pain during of 0 to {band.clean_up_to} is calm, up to {band.acceptable_up_to} is "
        f"acceptable, from {RED_FROM} is too much."
    )


def _block(step: Step, width: int) -> list[str]:
    when = f"Today, {_day(step.day)}" if step.cause == TODAY else _day(step.day)
    head = f"{when}: {_head(step)}  [{step.rule.id} {step.rule.name}]"
    lines = textwrap.wrap(head, width, subsequent_indent="  ")
    lines += row("Looked at", _looked_at(step), width)
    lines += row("Why", step.decision.reason, width)
    if step.chose_less:
        lines += row("But", f"The session was done at level {step.level}, and that counts.", width)
    changes = " ".join((step.changes, *(one.sentence for one in step.what_ifs)))
    lines += row("Would change", changes, width)
    lines += row("Rests on", "; ".join(source.title for source in step.sources), width)
    return lines


def _head(step: Step) -> str:
    if step.rule.id == "N0":
        return f"starts at level {step.level}"
    if step.level_before != step.level:
        way = "up" if step.level > step.level_before else "down"
        rest = ", and rests" if step.decision.action is Action.REDUCE_REST else ""
        return f"level {step.level_before} to {step.level}, {way}{rest}"
    return f"level {step.level}, {_stays(step)}"


def _stays(step: Step) -> str:
    """Return what a decision does that leaves the level where it is."""
    decision = step.decision
    if (days := decision.detail("freq_to")) is not None:
        return f"{days} days a week, one more"
    if decision.detail("easier") is not None:
        return "its lowest; an easier exercise is named"
    if decision.detail("harder") is not None:
        return "the top; a harder exercise is offered"
    if (sets := decision.detail("sets_to")) is not None:
        return f"sets: {sets}"
    is_moved = decision.action in {Action.PROGRESS, Action.REDUCE}
    return _HEADS[Action.HOLD if is_moved else decision.action]


def _looked_at(step: Step) -> str:
    parts = [NOT_DONE] if step.felt is None else [_session(step.felt)]
    today = step.today
    if today.before is not None:
        parts.append(f"pain that day: {today.before} of 10")
    if today.flags:
        parts.append(f"reported: {flag_words(today.flags)}")
    if today.new_onset:
        parts.append("the pain was called sudden and new")
    return f"{'; '.join(parts)}."


def _session(felt: Feedback) -> str:
    scores = (
        ("before", felt.before),
        ("during", felt.during),
        ("after", felt.after),
        ("next morning", felt.morning),
    )
    pain = ", ".join(f"{name} {_score(score)}" for name, score in scores)
    more = [f"lasted {_lasted(felt.lasted)}", f"{felt.complete} % done"]
    more.append(f"effort {_score(felt.effort)}")
    more += ["sharp"] if felt.sharp else []
    more += ["pain all the way through"] if felt.throughout else []
    return f"the session of {_day(felt.day)}: pain {pain}; {', '.join(more)}"


def _score(score: int | None) -> str:
    return NOT_RECORDED if score is None else str(score)


def _lasted(days: int | None) -> str:
    return NOT_RECORDED if days is None else a_count(days, "rest day")


def _day(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b %Y}"


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
