"""Lay out the chain of an exercise for a person: the story in short, then each decision."""

from __future__ import annotations

import textwrap
from datetime import date
from typing import TYPE_CHECKING, Final

from kneecoach.cli.printing import row
from kneecoach.dose.bands import RED_FROM, PainBand
from kneecoach.dose.explain import TODAY, Explanation, Step
from kneecoach.dose.words import a_count, flag_words
from kneecoach.model.decision import Action
from kneecoach.model.feedback import ALL, Feedback
from kneecoach.ui.words.doses import dose_words

if TYPE_CHECKING:
    from collections.abc import Sequence

_TWICE: Final = 2
_PAST_HOLDS: Final = "session"

NOT_RECORDED: Final = "not recorded"
NOT_DONE: Final = "no session yet"

_HEADS: Final[dict[Action, str]] = {
    Action.SEEK_CARE: "stops, to be seen",
    Action.PAUSE: "takes a break",
    Action.REDUCE_REST: "goes down and rests",
    Action.REDUCE: "goes down",
    Action.HOLD: "stays the same",
    Action.RESUME: "begins again",
    Action.PROGRESS: "goes up",
}

_NEIGHBOURS: Final = (
    ("easier", "its lowest; an easier exercise is named"),
    ("harder", "the top; a harder exercise is offered"),
)


def chain_page(one: Explanation, width: int) -> list[str]:
    """Return the lines of one chain, none longer than `width`.

    Holds that follow each other at one level stand together, a line for each. What each rule rests
    on stands once, at the end.
    """
    name = about(one)
    lines = [name, "=" * len(name), *textwrap.wrap(_opening(one), width), "", *_levels(one, width)]
    if len(moves := _moves(one)) > 1:
        lines += ["", "In short", *(line for move in moves for line in _in_short(move, width))]
    for run in _runs(one.steps):
        lines += ["", *(_block(run[0], width) if len(run) == 1 else _many(run, width))]
    return [*lines, "", "What the rules rest on", *_sources(one, width)]


def about(one: Explanation) -> str:
    """Return what a chain is about, as in "Clam, left leg"."""
    return f"{one.exercise.name}, {one.side} leg" if one.side else one.exercise.name


def same_line(one: Explanation, other: Explanation, width: int) -> list[str]:
    """Return the lines of a chain that is the same as another, decision by decision."""
    name = about(one)
    said = f"The same as the {other.side} leg, decision by decision."
    return [name, "=" * len(name), *textwrap.wrap(said, width)]


def _levels(one: Explanation, width: int) -> list[str]:
    """Return what each level asks for."""
    lines = ["Its levels"]
    for number, level in enumerate(one.exercise.ladder, 1):
        note = f" ({level.note})" if level.note else ""
        lines += row(str(number), f"{dose_words(level.dose)}{note}", width)
    return lines


def _runs(steps: Sequence[Step]) -> list[list[Step]]:
    """Return the decisions in their order, those that held one level after the other together."""
    runs: list[list[Step]] = []
    for step in steps:
        if runs and _merely_holds(step) and _merely_holds(runs[-1][-1]):
            runs[-1].append(step)
        else:
            runs.append([step])
    return runs


def _merely_holds(step: Step) -> bool:
    return (
        step.cause == _PAST_HOLDS
        and step.felt is not None
        and not step.chose_less
        and _head(step) == f"level {step.level}, {_HEADS[Action.HOLD]}"
    )


def _many(run: Sequence[Step], width: int) -> list[str]:
    """Return decisions that held one level, each with its scores; each reason as it was last."""
    first, last = run[0], run[-1]
    often = "twice" if len(run) == _TWICE else f"{len(run)} times"
    head = f"{_day(first.day)} to {_day(last.day)}: level {last.level}, stays the same, {often}"
    lines = textwrap.wrap(head, width, subsequent_indent="  ")
    for step in run:
        looked = f"{_looked_at(step, is_short=True)} {step.rule.id}"
        lines += row(f"{step.day:%a} {step.day.day} {step.day:%b}", looked, width)
    for rule_id, step in {step.rule.id: step for step in run}.items():
        lines += row(f"Why {rule_id}", f"{step.rule.name}. {step.decision.reason}", width)
    changes = " ".join(one.sentence for one in last.what_ifs)
    return [*lines, *(row("Would change", changes, width) if changes else [])]


def _opening(one: Explanation) -> str:
    sessions = sum(step.cause == "session" for step in one.steps)
    levels = a_count(len(one.exercise.ladder), "level")
    if not sessions:
        return f"{levels[0].upper()}{levels[1:]}. No session has been recorded yet."
    first = one.steps[0].day
    return (
        f"{levels[0].upper()}{levels[1:]}; {a_count(sessions, 'session')} since {_day(first)}. "
        f"{_bands(one.band)} A session is calm when, besides, the next morning is no worse than "
        "before it, and all of it was done and was not too hard. A decision is made before each "
        "session, from the scores of the one before and the pain of the day."
    )


def _bands(band: PainBand) -> str:
    return (
        f"Pain of 0 to {band.clean_up_to} of 10 during it is calm, up to {band.acceptable_up_to} "
        f"is acceptable, and from {RED_FROM} on is too much."
    )


def _moves(one: Explanation) -> list[Step]:
    """Return the decisions that changed anything, and today's; a stop or a break when it began."""
    moves: list[Step] = []
    before: Step | None = None
    for step in one.steps:
        is_new = before is None or step.decision.action is not before.decision.action
        waits = step.decision.action in {Action.SEEK_CARE, Action.PAUSE}
        moved = step.rule.id == "N0" or _head(step) != f"level {step.level}, {_HEADS[Action.HOLD]}"
        if step.cause == TODAY or (moved and (is_new or not waits)):
            moves.append(step)
        before = step
    return moves


def _in_short(step: Step, width: int) -> list[str]:
    when = f"Today, {_day(step.day)}" if step.cause == TODAY else _day(step.day)
    said = f"{when}: {_head(step)}."
    if step.decision.action not in {Action.HOLD, Action.PROGRESS}:
        # The first sentence says what was seen.
        said = f"{said} {step.decision.reason.partition('. ')[0].removesuffix('.')}."
    return textwrap.wrap(said, width, initial_indent="  ", subsequent_indent="    ")


def _block(step: Step, width: int) -> list[str]:
    """Return one decision; its reason already says what would change it, the rest in numbers."""
    is_today = step.cause == TODAY
    when = f"Today, {_day(step.day)}" if is_today else _day(step.day)
    head = f"{when}: {_head(step)}  [{step.rule.id} {step.rule.name}]"
    lines = textwrap.wrap(head, width, subsequent_indent="  ")
    lines += row("Looked at", _looked_at(step), width)
    lines += row("Why", step.decision.reason, width)
    if step.chose_less:
        lines += row("But", f"The session was done at level {step.level}, and that counts.", width)
    changes = [one.sentence for one in step.what_ifs]
    return [*lines, *(row("Would change", " ".join(changes), width) if changes else [])]


def _sources(one: Explanation, width: int) -> list[str]:
    """Return the rules that decided, in their order of appearance, with what they rest on."""
    rules = {step.rule.id: step for step in one.steps}
    lines: list[str] = []
    for name, step in rules.items():
        lines += row(name, "; ".join(source.title for source in step.sources), width)
    return lines


def _head(step: Step) -> str:
    if step.rule.id == "N0":
        return f"starts at level {step.level}"
    decision = step.decision
    if step.level_before != step.level:
        way = "up" if step.level > step.level_before else "down"
        rest = ", and rests" if decision.action is Action.REDUCE_REST else ""
        again = ", and begins again" if decision.action is Action.RESUME else ""
        return f"level {step.level_before} to {step.level}, {way}{_weight(step)}{rest}{again}"
    return f"level {step.level}, {_stays(step)}"


def _weight(step: Step) -> str:
    load = step.decision.detail("load_to")
    return "" if load is None else f", with {load:g} kg"


def _stays(step: Step) -> str:
    """Return what a decision does that leaves the level where it is."""
    decision = step.decision
    if (days := decision.detail("freq_to")) is not None:
        return f"{days} days a week, one more"
    if (load := decision.detail("load_to")) is not None:
        way = "up" if decision.action is Action.PROGRESS else "back"
        return f"weight {way} to {load:g} kg"
    for name, words in _NEIGHBOURS:
        if decision.detail(name) is not None:
            return words
    if (sets := decision.detail("sets_to")) is not None:
        again = f"{_HEADS[Action.RESUME]}, " if decision.action is Action.RESUME else ""
        return f"{again}sets: {sets}"
    if decision.action in {Action.PROGRESS, Action.REDUCE}:
        return _HEADS[Action.HOLD]
    return "rests" if decision.detail("only_rests") else _HEADS[decision.action]


def _looked_at(step: Step, *, is_short: bool = False) -> str:
    parts = [NOT_DONE] if step.felt is None else [_session(step.felt, is_short=is_short)]
    today = step.today
    if today.before is not None:
        said = f"{today.before} that day" if is_short else f"pain that day: {today.before} of 10"
        parts.append(said)
    if today.flags:
        parts.append(f"reported: {flag_words(today.flags)}")
    if today.new_onset:
        parts.append("the pain was called sudden and new")
    return f"{'; '.join(parts)}."


def _session(felt: Feedback, *, is_short: bool) -> str:
    """Return the scores of a session; in short without its day, and without what is as usual."""
    scores = (
        ("before", felt.before),
        ("during", felt.during),
        ("after", felt.after),
        ("next morning", felt.morning),
    )
    pain = ", ".join(f"{name} {_score(score)}" for name, score in scores)
    if felt.complete < ALL:
        done = [f"{felt.complete} % of it done"]
    else:
        done = [] if is_short else ["all of it done"]
    more = [*done, f"effort {_score(felt.effort)}"]
    if felt.lasted:
        more.insert(0, f"sore for {a_count(felt.lasted, 'day')} after it")
    more += ["sharp"] if felt.sharp else []
    more += ["pain all the way through"] if felt.throughout else []
    said = f"pain {pain}; {', '.join(more)}"
    return said if is_short else f"the session of {_day(felt.day)}: {said}"


def _score(score: int | None) -> str:
    return NOT_RECORDED if score is None else str(score)


def _day(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b %Y}"
