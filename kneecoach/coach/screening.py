"""Say when the safety questions are due, and make records of what is answered."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import uuid4

from kneecoach.coach.mornings import word_on
from kneecoach.dose.safety import CARE_FLAGS
from kneecoach.dose.silences import LEGS, is_silenced
from kneecoach.dose.track import read_records
from kneecoach.model.dose import Side
from kneecoach.model.errors import UsageError
from kneecoach.model.feedback import EMERGENCY_FLAGS, Flag, Knee
from kneecoach.model.record import CheckIn, Ending, History, Person
from kneecoach.model.screening import Occasion, Screening
from kneecoach.model.units import PainScore
from kneecoach.values import dataclass, replace

URGENT_SIGNS = (
    Flag.FEVER,
    Flag.DEFORMITY,
    Flag.CANNOT_BEAR_WEIGHT,
    Flag.CALF_SWELLING,
)
"""Signs of rule S1 in the order in which they are asked."""

CARE_SIGNS = (
    Flag.TRAUMA,
    Flag.SWELLING,
    Flag.HOT_RED,
    Flag.GIVING_WAY,
    Flag.LOCKING,
    Flag.UNSAFE_STANDING,
    Flag.CANNOT_BEND,
    Flag.LIMPING,
    Flag.NIGHT_PAIN,
    Flag.PAINFUL_CLICKING,
)
"""Signs of rule S2 in the order in which they are asked."""

ASKED_SIGNS = frozenset((*URGENT_SIGNS, *CARE_SIGNS))

KNEE_OF = {Side.LEFT: Knee.LEFT, Side.RIGHT: Knee.RIGHT}


@dataclass(frozen=True, slots=True, kw_only=True)
class KneeAnswer:
    """What is answered about one knee.

    Attributes:
        side: Which knee.
        flags: Signs that are there; none when each was asked about and none is.
        pain: Pain now; needed where `Asking` says so.
    """

    side: Side
    flags: frozenset[Flag] = frozenset()
    pain: PainScore | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What is known of one knee before the safety questions are asked.

    Attributes:
        side: Which knee.
        standing: Signs that stand, from earlier reports.
        pain: What was said this morning, or None when nothing was.
    """

    side: Side
    standing: frozenset[Flag] = frozenset()
    pain: PainScore | None = None

    def needs_pain(self, flags: frozenset[Flag]) -> bool:
        """Tell whether the pain must be said with these answers, because a morning is kept."""
        return self.pain is None and self.changes_a_morning(flags)

    def changes_a_morning(self, flags: frozenset[Flag]) -> bool:
        """Tell whether signs are there, or are gone that stood before."""
        return bool(flags or self.standing)


def screening_due(history: History) -> Occasion | None:
    """Return why the safety questions should be asked, or None when they need not be.

    They are asked before anything else, and again once a sign of rule S1 or S2 was reported after
    they were last answered.
    """
    if not history.screenings:
        return Occasion.FIRST
    answered = max(one.recorded_at for one in history.screenings)
    return Occasion.SIGN if _has_new_sign(history, answered) else None


def is_first_run(history: History) -> bool:
    """Tell whether nothing was done, said or answered yet."""
    return not (history.screenings or history.sessions or history.check_ins)


def asking(history: History, day: date) -> tuple[Asking, ...]:
    """Return what is known of each knee on a day, left first."""
    journal = read_records(history, day).journal
    tonight = (day + timedelta(days=1), 0, 0.0)
    known: list[Asking] = []
    for side in Side:
        word = word_on(history, day, side)
        diary = journal.diaries[side]
        own = {flag for flag, _, leg in diary.standing[-1] if leg is side} if diary.moments else ()
        counted = diary.flags(tonight, journal.cleared_on(day))
        known.append(
            Asking(
                side=side,
                standing=frozenset(own) & counted & ASKED_SIGNS,
                pain=None if word is None else word.pain,
            )
        )
    return tuple(known)


def new_screening(
    history: History,
    person: Person,
    answers: tuple[KneeAnswer, ...],
    occasion: Occasion,
    *,
    day: date,
    now: datetime,
) -> tuple[tuple[Screening, ...], tuple[CheckIn, ...]]:
    """Return the records of the answers, and the mornings that carry their signs to the rules.

    Where signs are there, or are gone that stood before, the morning of that knee is written down
    with them; it keeps whatever else was said of it.

    Raises:
        UsageError: A sign is not asked about, or the pain of a knee with signs is not known.
    """
    for answer in answers:
        strange = sorted(answer.flags - ASKED_SIGNS)
        if strange:
            raise UsageError(
                f"The safety questions do not ask about {strange[0].value}.",
                "Say it in the check-in instead.",
            )
    screenings = tuple(
        Screening(
            id=uuid4(),
            person_id=person.id,
            day=day,
            recorded_at=now,
            knee=KNEE_OF[answer.side],
            flags=answer.flags,
            occasion=occasion,
        )
        for answer in answers
    )
    known = {one.side: one for one in asking(history, day)}
    mornings = tuple(
        _morning(history, person, answer, day=day, now=now)
        for answer in answers
        if known[answer.side].changes_a_morning(answer.flags)
    )
    return screenings, mornings


def _morning(
    history: History, person: Person, answer: KneeAnswer, *, day: date, now: datetime
) -> CheckIn:
    knee = KNEE_OF[answer.side]
    word = word_on(history, day, answer.side)
    if word is not None:
        flags = answer.flags | (word.flags - ASKED_SIGNS)
        return replace(word, id=uuid4(), recorded_at=now, knee=knee, flags=flags)
    if answer.pain is None:
        raise UsageError(
            f"The pain in the {answer.side.value} knee is not known.",
            "Say how strong it is now, from 0 to 10.",
        )
    return CheckIn(
        id=uuid4(),
        person_id=person.id,
        day=day,
        recorded_at=now,
        pain=answer.pain,
        knee=knee,
        flags=answer.flags,
    )


def _has_new_sign(history: History, answered: datetime) -> bool:
    """Tell whether a sign that counts came up after the questions were answered.

    One that was answered with yes, or has stood since, is not new; one that was gone and came back
    is.
    """
    told: list[tuple[datetime, bool, Knee, frozenset[Flag], date]] = [
        (one.recorded_at, True, one.knee, one.flags, one.day) for one in history.check_ins
    ]
    told += [
        (one.ended_at or one.started_at, False, one.knee, one.scores.flags, one.day)
        for one in history.sessions
        if one.ending is not Ending.OPEN
    ]
    standing = _answered(history)
    for moment, replaces, knee, flags, day in sorted(told, key=lambda one: one[:2]):
        if moment <= answered:
            continue
        for side in LEGS[knee]:
            new = flags & (EMERGENCY_FLAGS | CARE_FLAGS) - standing[side]
            if any(not is_silenced(flag, side, day, history.silences) for flag in new):
                return True
            standing[side] = flags if replaces else flags | standing[side]
    return False


def _answered(history: History) -> dict[Side, frozenset[Flag]]:
    """Return the signs that were answered with yes the last time, for each knee."""
    signs: dict[Side, frozenset[Flag]] = dict.fromkeys(Side, frozenset())
    for one in sorted(history.screenings, key=lambda one: one.recorded_at):
        for side in LEGS[one.knee]:
            signs[side] = one.flags
    return signs
