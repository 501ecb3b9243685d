"""Let the person overrule the rules: what is possible today, and what is refused with a reason."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid4

from kneecoach.dose.carried import Carried
from kneecoach.dose.choice_words import why_not_words
from kneecoach.dose.followed import sides_of
from kneecoach.dose.overruling import OWN_CHOICE_ID, WhyNot
from kneecoach.dose.plan import plan
from kneecoach.model.decision import Prescription, Standing
from kneecoach.model.dose import Side
from kneecoach.model.errors import UsageError
from kneecoach.model.exercise import Exercise
from kneecoach.model.feedback import EMERGENCY_FLAGS, Flag, Knee, Today
from kneecoach.model.programme import Catalogue, Programme
from kneecoach.model.record import Choice, History, Overrule, Person, Silence
from kneecoach.packs.problem import did_you_mean
from kneecoach.values import dataclass, replace

UP_WARNING = (
    "Going up sooner than the rules advise may make the knee sore, and that may only show the next "
    "morning. It is one level, for the next session; stop when it hurts, and write down how the "
    "knee is in the morning."
)
"""What a person is told before going up at will. Source: house rule."""

LONGEST_SILENCE_DAYS = 90
"""Days after which a known sign is worth a new look. Source: house rule."""

_NOBODY = UUID(int=0)


class Effect(StrEnum):
    """Name what a choice would do today.

    `OVERRULES` takes the place of what the rules say, `SAME` is what they say by themselves,
    `NOTHING` is only kept on record.
    """

    OVERRULES = "overrules"
    SAME = "same"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What one choice would do today.

    Attributes:
        choice: The choice.
        effect: What it would do; the most of both legs where it is for both.
        why_not: Why it would do nothing, as a sentence; empty otherwise.
    """

    choice: Choice
    effect: Effect
    why_not: str = ""


def new_overrule(
    person: Person,
    catalogue: Catalogue,
    *,
    exercise_id: str,
    side: Side | None,
    choice: Choice,
    reason: str,
    day: date,
    now: datetime,
) -> Overrule:
    """Return the record of a choice.

    Raises:
        UsageError: No pack has the exercise, it has no such side, or going up has no reason.
    """
    exercise = catalogue.exercise(exercise_id)
    if exercise is None:
        known = [one.id for one in catalogue.exercises]
        raise UsageError(
            f"There is no exercise called {exercise_id}{did_you_mean(exercise_id, known)}.",
            f"These exist: {', '.join(known)}." if known else "No pack with an exercise was found.",
        )
    if side is not None and side not in sides_of(exercise):
        raise UsageError(
            f"Both legs share one dose in {exercise.name}, so it has no {side.value} side.",
            "Choose for both legs at once.",
        )
    if choice is Choice.UP and not reason.strip():
        raise UsageError(
            "Going up needs a reason.", "Say in a few words why; it is kept with the record."
        )
    return Overrule(
        id=uuid4(),
        person_id=person.id,
        day=day,
        recorded_at=now,
        exercise_id=exercise_id,
        side=side,
        choice=choice,
        reason=reason.strip(),
    )


def new_silence(
    person: Person,
    flag: Flag,
    until: date,
    note: str,
    *,
    knee: Knee,
    day: date,
    now: datetime,
) -> Silence:
    """Return the record of a sign that is known and was checked.

    Raises:
        UsageError: The sign is never silenced or never counts, the last day is over or too far
            ahead, or nobody is said to have checked it.
    """
    name = flag.value.replace("_", " ")
    if flag in EMERGENCY_FLAGS:
        raise UsageError(
            f"The sign “{name}” may need help at once, so it is never silenced.",
            "Please have it looked at today; a later check-in without it lets training go on.",
        )
    if flag is Flag.PAINLESS_CLICKING:
        raise UsageError("Clicking without pain never stops training.", "Nothing was changed.")
    if until < day:
        raise UsageError(f"{until} is over.", "Give today or a later day as the last one.")
    last = day + timedelta(days=LONGEST_SILENCE_DAYS)
    if until > last:
        raise UsageError(
            f"{until} is too far ahead: a silence lasts {LONGEST_SILENCE_DAYS} days at most.",
            f"Give a day up to {last}, and have it looked at again then.",
        )
    if not note.strip():
        raise UsageError(
            "It is not said who checked this sign.", "Say in a few words who did, and when."
        )
    return Silence(
        id=uuid4(),
        person_id=person.id,
        flag=flag,
        knee=knee,
        day=day,
        until=until,
        recorded_at=now,
        note=note.strip(),
    )


def offers(
    programme: Programme,
    catalogue: Catalogue,
    history: History,
    exercise: Exercise,
    side: Side | None,
    *,
    day: date,
    now: datetime,
    carried: Carried | None = None,
) -> tuple[Offer, ...]:
    """Return what each choice for an exercise would do on a day; nothing is kept.

    It is found by planning the day as if it had been chosen, so that it cannot differ from what
    follows. Nothing is offered for an exercise that the programme does not have. What is carried
    from the days before makes it quicker, and never other than it is without.
    """
    items = tuple(item for item in programme.items if item.exercise_id == exercise.id)
    if not items:
        return ()
    # An exercise of a later stage has its offers too; the stage only says when it is done.
    alone = replace(programme, items=items, stages=())

    def planned(known: History) -> tuple[Prescription, ...]:
        (found,) = plan(alone, catalogue, known, Today(day=day), carried).exercises
        return tuple(one for one in found.prescriptions if side is None or one.side in {side, None})

    usual = planned(history)
    found: list[Offer] = []
    for choice in Choice:
        wish = Overrule(
            id=_NOBODY,
            person_id=_NOBODY,
            day=day,
            recorded_at=now,
            exercise_id=exercise.id,
            side=side,
            choice=choice,
            reason="asked",
        )
        chosen = planned(replace(history, overrules=(*history.overrules, wish)))
        found.append(_offer(choice, usual, chosen))
    return tuple(found)


def _offer(
    choice: Choice, usual: tuple[Prescription, ...], chosen: tuple[Prescription, ...]
) -> Offer:
    effects = [_effect(one) for one in chosen]
    for effect in (Effect.OVERRULES, Effect.SAME):
        if effect in effects:
            return Offer(choice=choice, effect=effect)
    one = chosen[0]
    why_not = one.decision.detail("why_not")
    if one.standing is Standing.RESTING:
        why_not = WhyNot.RESTING
    if why_not is None or why_not in {WhyNot.CAUTION, WhyNot.CAREFUL}:
        return Offer(choice=choice, effect=Effect.NOTHING, why_not=usual[0].decision.reason)
    clause = why_not_words(WhyNot(str(why_not)))
    sentence = f"{clause[0].upper()}{clause[1:]}."
    return Offer(choice=choice, effect=Effect.NOTHING, why_not=sentence)


def _effect(one: Prescription) -> Effect:
    if one.standing is not Standing.READY:
        return Effect.NOTHING
    if one.decision.rule == OWN_CHOICE_ID:
        return Effect.OVERRULES
    return Effect.SAME if one.decision.detail("choice_has_effect") else Effect.NOTHING
