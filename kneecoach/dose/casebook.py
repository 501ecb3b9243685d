"""Run written cases through the rules and say whether each is met (kneecoach-vignette/1)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from kneecoach.dose.casefile import Fields, Place, fields_of
from kneecoach.dose.decide import decide
from kneecoach.dose.item import DoseItem
from kneecoach.dose.rules import RULES
from kneecoach.dose.situation import (
    TRAINING,
    Change,
    Paused,
    TrainingState,
)
from kneecoach.model.decision import Action, Decision, Detail, Urgency
from kneecoach.model.dose import Variable
from kneecoach.model.exercise import Kind
from kneecoach.model.feedback import Feedback, Flag, Today
from kneecoach.model.units import HIGHEST_SCORE, PainScore, Percent
from kneecoach.values import dataclass

SCHEMA: Final = "kneecoach-vignette/1"

_DAY: Final = date(2000, 1, 1)
"""The day on which every case takes place; only differences matter."""

_MOST_DAYS: Final = 3650
_MOST_LEVELS: Final = 100
_DAYS_A_WEEK: Final = 14

_KINDS: Final = {str(kind): kind for kind in Kind}
_FLAGS: Final = {str(flag): flag for flag in Flag}
_VARIABLES: Final = {str(variable): variable for variable in Variable}
_ACTIONS: Final = {str(action): action for action in Action}
_URGENCIES: Final = {str(urgency): urgency for urgency in Urgency}
_RULE_IDS: Final = {rule.id: rule.id for rule in RULES}

_DOCUMENT = ("schema", "defaults", "vignettes")
_CASE = ("id", "title", "source", "item", "state", "history", "today", "expect")
_SCORES = (
    *("before", "during", "after", "morning", "lasted", "complete", "rpe"),
    *("sharp", "throughout"),
)
_ITEM = (
    *("kind", "level", "levels", "days_at_level", "freq", "freq_cap", "last_change"),
    *("reps_over_target", "volume_week", "planned_week", "longest_30d", "planned_session"),
    *("step_backs_21d", "next_variable"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResult:
    """What the rules said to one case.

    Attributes:
        id, title: As written.
        decision, rule, urgency, detail: What was decided.
        reason: The sentence for the person.
        meets: Whether that is what the case expects; None when it expects nothing.
        differences: What differs, one sentence each.
    """

    id: str
    title: str
    decision: Action
    rule: str
    urgency: Urgency | None
    detail: tuple[tuple[str, Detail], ...]
    reason: str
    meets: bool | None
    differences: tuple[str, ...]


def run_cases(document: object) -> tuple[CaseResult, ...]:
    """Return what the rules say to each case of a file, in its order.

    Args:
        document: The plain nested content of the file with every scalar as text.

    Raises:
        KneecoachError: A case cannot be read; the message names its id and the field.
    """
    top = fields_of(document, Place(case="The case file", field=""), _DOCUMENT)
    top.choice("schema", {SCHEMA: SCHEMA})
    defaults = top.fields("defaults", ("session",)).fields("session", _SCORES)
    if not top.has("vignettes"):
        raise top.place.at("vignettes").refuse("there are no cases", "Write at least one.")
    seen: set[str] = set()
    results: list[CaseResult] = []
    for number, entry in enumerate(top.entries("vignettes")):
        result = _run(entry, number, defaults)
        if result.id in seen:
            raise Place(case=result.id, field="id").refuse(
                "this id is used twice", "Choose another."
            )
        seen.add(result.id)
        results.append(result)
    return tuple(results)


def _run(entry: object, number: int, defaults: Fields) -> CaseResult:
    nameless = Place(case=f"Case {number + 1}", field="")
    said = entry.get("id") if isinstance(entry, Mapping) else None
    place = Place(case=said, field="") if isinstance(said, str) and said else nameless
    case = fields_of(entry, place, _CASE)
    name, title = case.text("id"), case.text("title")
    decision = decide(_item(case), _state(case), _history(case, defaults), _today(case))
    differences = _differences(case, decision) if case.has("expect") else None
    return CaseResult(
        id=name,
        title=title,
        decision=decision.action,
        rule=decision.rule,
        urgency=decision.urgency,
        detail=decision.details,
        reason=decision.reason,
        meets=None if differences is None else not differences,
        differences=differences or (),
    )


def _item(case: Fields) -> DoseItem:
    if not case.has("item"):
        raise case.place.at("item").refuse("nothing is given here", "Write what is dosed.")
    item = case.fields("item", _ITEM)
    levels = item.whole("levels", low=1, high=_MOST_LEVELS)
    frequency = item.whole_or_none("freq", low=1, high=_DAYS_A_WEEK)
    return DoseItem(
        kind=item.choice("kind", _KINDS),
        level=item.whole("level", low=1, high=levels),
        levels=levels,
        days_at_level=item.whole("days_at_level", low=0, high=_MOST_DAYS),
        frequency=frequency or 1,
        frequency_cap=(
            item.whole_or_none("freq_cap", low=1, high=_DAYS_A_WEEK) or frequency or _DAYS_A_WEEK
        ),
        last_change=_last_change(item),
        spare_reps=_spare_reps(item),
        week_volume=item.amount_or_none("volume_week"),
        planned_week_volume=item.amount_or_none("planned_week"),
        longest_in_30_days=item.amount_or_none("longest_30d"),
        planned_session=item.amount_or_none("planned_session"),
        step_backs_21_days=item.whole_or_none("step_backs_21d", low=0, high=_MOST_DAYS) or 0,
        next_variable=(
            item.choice("next_variable", _VARIABLES) if item.has("next_variable") else None
        ),
    )


def _last_change(item: Fields) -> Change | None:
    if not item.has("last_change"):
        return None
    change = item.fields("last_change", ("variable", "days_ago"))
    return Change(
        variable=change.choice("variable", _VARIABLES),
        days_ago=change.whole("days_ago", low=0, high=_MOST_DAYS),
    )


def _spare_reps(item: Fields) -> tuple[int | None, ...]:
    most = 1000
    return item.each(
        "reps_over_target", lambda one: one.whole_or_none("value", low=-most, high=most)
    )


def _state(case: Fields) -> TrainingState:
    state = case.fields("state", ("name", "paused_days", "settled", "walk30_ok"))
    names = {"training": False, "paused": True}
    if not state.has("name") or not state.choice("name", names):
        return TRAINING
    return Paused(
        days=state.whole("paused_days", low=0, high=_MOST_DAYS),
        settled=state.truth_or_none("settled"),
        walks_30_minutes=state.truth_or_none("walk30_ok"),
    )


def _history(case: Fields, defaults: Fields) -> tuple[Feedback, ...]:
    place = case.place.at("history")
    return tuple(
        _session(fields_of(entry, place.at(number), ("d", *_SCORES)), defaults)
        for number, entry in enumerate(case.entries("history"))
    )


def _session(said: Fields, defaults: Fields) -> Feedback:
    both = Fields(place=said.place, values={**defaults.values, **said.values})
    before = _score(both, "before")
    if before is None:
        raise said.place.at("before").refuse("nothing is given here", "Write a score, 0 to 10.")
    complete = both.whole_or_none("complete", low=0, high=100)
    return Feedback(
        day=_DAY + timedelta(days=both.whole("d", low=-_MOST_DAYS, high=0)),
        before=before,
        during=_score(both, "during"),
        after=_score(both, "after"),
        morning=_score(both, "morning"),
        lasted=both.whole_or_none("lasted", low=0, high=_MOST_DAYS),
        complete=Percent(100 if complete is None else complete),
        effort=both.whole_or_none("rpe", low=0, high=HIGHEST_SCORE),
        sharp=both.truth("sharp"),
        throughout=both.truth("throughout"),
    )


def _today(case: Fields) -> Today:
    today = case.fields("today", ("before", "flags", "new_onset", "context"))
    return Today(
        day=_DAY,
        before=_score(today, "before"),
        flags=frozenset(today.each("flags", lambda one: one.choice("value", _FLAGS))),
        new_onset=today.truth("new_onset"),
    )


def _score(fields: Fields, key: str) -> PainScore | None:
    score = fields.whole_or_none(key, low=0, high=HIGHEST_SCORE)
    return None if score is None else PainScore(score)


def _differences(case: Fields, decision: Decision) -> tuple[str, ...]:
    expect = case.fields("expect", ("decision", "rule", "urgency", "detail"))
    pairs: list[tuple[str, str, str]] = []
    if expect.has("decision"):
        pairs.append(("decision", expect.choice("decision", _ACTIONS), decision.action))
    if expect.has("rule"):
        pairs.append(("rule", expect.choice("rule", _RULE_IDS), decision.rule))
    if expect.has("urgency"):
        urgency = decision.urgency or "none"
        pairs.append(("urgency", expect.choice("urgency", _URGENCIES), urgency))
    details = expect.values.get("detail") if expect.has("detail") else {}
    if not isinstance(details, Mapping):
        raise expect.place.at("detail").refuse("names with values are expected here", "")
    wanted = Fields(place=expect.place.at("detail"), values=details)
    for key in details:
        said, got = wanted.text(str(key)), decision.detail(str(key))
        if not _is_same(said, got):
            pairs.append((f"detail {key}", said, "none" if got is None else _as_text(got)))
    return tuple(
        f"The {name} is {got}, and {wanted_} was expected."
        for name, wanted_, got in pairs
        if wanted_ != got
    )


def _is_same(said: str, got: Detail | None) -> bool:
    if got is None or isinstance(got, (bool, str)):
        return got is not None and said == _as_text(got)
    try:
        return float(said) == got
    except ValueError:
        return False


def _as_text(value: Detail) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
