"""Look ahead: what the next session will be, given what is being said about this one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import uuid4

from kneecoach.coach.coach import Coach
from kneecoach.dose.plan import plan
from kneecoach.model.decision import Action, Decision, Plan, Urgency
from kneecoach.model.feedback import Today
from kneecoach.model.record import CheckIn, History, SessionRecord

ORDER = tuple(Action)
"""From most to least cautious."""

HEADLINES = {
    Action.SEEK_CARE: "Have the knee seen first",
    Action.PAUSE: "A break from this",
    Action.REDUCE_REST: "Rest, then a smaller dose",
    Action.REDUCE: "A smaller dose",
    Action.HOLD: "The same dose",
    Action.RESUME: "Back at the first level",
    Action.PROGRESS: "One step up",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What comes next and why, in words for the person.

    Attributes:
        headline: What happens, in a few words.
        text: Why, and what would change it.
        rule: Id of the rule behind it.
        plan: The plan for the next day, as far as it can be known now.
        urgency: How soon to be seen, or None.
    """

    headline: str
    text: str
    rule: str
    plan: Plan
    urgency: Urgency | None = None


def look_ahead(coach: Coach, record: SessionRecord) -> Outlook:
    """Return what follows from a session if it ended as `record` says.

    The most cautious decision among the exercises speaks. When all that is missing is tomorrow's
    score, the text says what a calm morning would change.
    """
    tonight = _with_session(coach.history, record)
    programme = coach.programme(record.programme_id)
    ahead = record.day + timedelta(days=1)
    known = plan(programme, coach.catalogue, tonight, Today(day=ahead))
    next_day = known.next_due
    known = plan(programme, coach.catalogue, tonight, Today(day=next_day))
    decision = most_cautious(known)
    text = decision.reason
    if decision.action is Action.HOLD:
        calm = _with_calm_morning(tonight, record)
        after_calm = plan(programme, coach.catalogue, calm, Today(day=next_day))
        rising = tuple(_rising(after_calm))
        if rising and not tuple(_rising(known)):
            text = (
                f"{_names(rising)} would move up one level next time if the knee is back to "
                f"{record.before} or less tomorrow morning. The morning score decides it."
            )
    return Outlook(
        headline=HEADLINES[decision.action],
        text=text,
        rule=decision.rule,
        plan=known,
        urgency=decision.urgency,
    )


def most_cautious(plan: Plan) -> Decision:
    """Return the most cautious decision of a plan; the first of its exercises among equals."""
    decisions = [one.decision for planned in plan.exercises for one in planned.prescriptions]
    return min(decisions, key=lambda decision: ORDER.index(decision.action))


def _with_session(history: History, record: SessionRecord) -> History:
    others = tuple(one for one in history.sessions if one.id != record.id)
    return replace(history, sessions=(*others, record))


def _with_calm_morning(history: History, record: SessionRecord) -> History:
    morning = CheckIn(
        id=uuid4(),
        person_id=record.person_id,
        day=record.day + timedelta(days=1),
        recorded_at=record.started_at + timedelta(days=1),
        pain=record.before,
        knee=record.knee,
    )
    return replace(history, check_ins=(*history.check_ins, morning))


def _rising(plan: Plan) -> list[str]:
    return [
        planned.exercise.name
        for planned in plan.exercises
        if any(one.decision.action is Action.PROGRESS for one in planned.prescriptions)
    ]


def _names(names: tuple[str, ...]) -> str:
    if len(names) == 1:
        return names[0]
    return f"{', '.join(names[:-1])} and {names[-1].lower()}"
