"""Look ahead: what the next session will be, given what is being said about this one."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from kneecoach.coach.coach import Coach
from kneecoach.coach.trying import NOTHING_CHANGES
from kneecoach.dose.plan import plan
from kneecoach.model.decision import Action, Decision, Plan, Urgency
from kneecoach.model.errors import KneecoachError
from kneecoach.model.feedback import Today
from kneecoach.model.record import CheckIn, History, SessionRecord
from kneecoach.model.trying import is_try
from kneecoach.values import dataclass, replace

HEADLINES = {
    Action.SEEK_CARE: "Have the knee seen first",
    Action.PAUSE: "A break",
    Action.REDUCE_REST: "Rest, then a smaller dose",
    Action.REDUCE: "A smaller dose",
    Action.PROGRESS: "One step up",
    Action.RESUME: "Back at the first level",
    Action.HOLD: "The same dose",
}
"""What a decision means, in the order in which it matters: what stops, rests or goes down is said
first; then what changes for the better; that nothing changes comes last."""

ORDER = tuple(HEADLINES)


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

    What matters most among the exercises speaks, and is named where it is not the same for all.
    When all that is missing is tomorrow's score, the text says what a calm morning would change.

    Raises:
        KneecoachError: The programme, or all of its exercises, are in no pack any more.
    """
    tonight = with_session(coach.history, record)
    programme = coach.programme_of(record)
    ahead = Today(day=record.day + timedelta(days=1))
    carried = coach.carried()
    next_day = Today(day=plan(programme, coach.catalogue, tonight, ahead, carried).next_due)
    known = plan(programme, coach.catalogue, tonight, next_day, carried)
    decision = what_matters(known)
    if (
        is_try(record)
        and known.exercises
        == plan(
            programme, coach.catalogue, _without(coach.history, record), next_day, carried
        ).exercises
    ):
        return _after_a_try(known, decision)
    text = decision.reason
    if decision.action is Action.HOLD:
        calm = _with_calm_morning(tonight, record)
        rising = _names_with(
            plan(programme, coach.catalogue, calm, next_day, carried), Action.PROGRESS
        )
        if rising:
            text = (
                f"{_join(rising)} would move up one level next time if the knee is back to "
                f"{record.before} or less tomorrow morning. The morning score decides it."
            )
        else:
            # Tonight the morning is not missing yet; it is still to come.
            evening = what_matters(
                plan(programme, coach.catalogue, tonight, Today(day=record.day), carried)
            )
            text = evening.reason if evening.rule == decision.rule else text
    return Outlook(
        headline=headline(known),
        text=text,
        rule=decision.rule,
        plan=known,
        urgency=decision.urgency,
    )


def _after_a_try(known: Plan, decision: Decision) -> Outlook:
    """Say that one set to try an exercise changed nothing."""
    return Outlook(
        headline=HEADLINES[Action.HOLD],
        text=NOTHING_CHANGES.format(name=known.exercises[0].exercise.name),
        rule=decision.rule,
        plan=known,
        urgency=decision.urgency,
    )


def what_matters(plan: Plan) -> Decision:
    """Return the decision of a plan that matters most; that of the first exercise among equals.

    Raises:
        KneecoachError: The plan has no exercise.
    """
    decisions = [one.decision for planned in plan.exercises for one in planned.prescriptions]
    if not decisions:
        raise KneecoachError(
            "None of this programme's exercises is in a pack.",
            "Choose another programme, or put the pack back that holds them.",
        )
    return min(decisions, key=_rank)


def _rank(decision: Decision) -> tuple[int, bool]:
    """Return how much a decision matters, lowest first; at the top of a ladder nothing goes up."""
    changes = _changes(decision)
    action = decision.action if changes else Action.HOLD
    return ORDER.index(action), not changes


def _changes(decision: Decision) -> bool:
    """Tell whether a decision does what its action says; at the top of a ladder there is no up."""
    return decision.action is not Action.PROGRESS or decision.detail("variables_changed") == 1


def headline(plan: Plan) -> str:
    """Return what matters most about a plan in a few words, such as "One step up: Clam"."""
    decision = what_matters(plan)
    action = decision.action if _changes(decision) else Action.HOLD
    names = _names_with(plan, action)
    if action is Action.HOLD or len(names) == len(plan.exercises):
        return HEADLINES[action]
    return f"{HEADLINES[action]}: {_join(names)}"


def with_session(history: History, record: SessionRecord) -> History:
    """Return a history with a session in it, in place of what it held of that session."""
    without = _without(history, record)
    return replace(without, sessions=(*without.sessions, record))


def _without(history: History, record: SessionRecord) -> History:
    others = tuple(one for one in history.sessions if one.id != record.id)
    return replace(history, sessions=others)


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


def _names_with(plan: Plan, action: Action) -> tuple[str, ...]:
    """Return the exercises for which this was decided, on one leg at least."""
    return tuple(
        planned.exercise.name
        for planned in plan.exercises
        if any(
            one.decision.action is action and _changes(one.decision)
            for one in planned.prescriptions
        )
    )


def _join(names: tuple[str, ...]) -> str:
    """Return names in a row; only the first keeps its capital letter."""
    first, *others = names
    if not others:
        return first
    lower = [name[:1].lower() + name[1:] for name in others]
    return f"{', '.join((first, *lower[:-1]))} and {lower[-1]}"
