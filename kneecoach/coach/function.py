"""Ask what the knee can do, and read from the history how that went.

Pain tells half of it: what a person can do again is why they train. Nothing here changes a dose.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import uuid4

from kneecoach.model.dose import Side
from kneecoach.model.errors import KneecoachError
from kneecoach.model.function import (
    COUNTED,
    HIGHEST,
    LARGEST_TOTAL,
    LONGEST_NAME,
    MOST_COUNTED,
    FunctionScore,
    Key,
    Measure,
    find_trouble,
)
from kneecoach.model.record import Ending, History, Person
from kneecoach.values import dataclass

ASKED_EVERY = timedelta(days=14)
"""What the knee can do is asked every two weeks. Source: house-rule; it changes slowly."""

ASKED_STILL = timedelta(days=60)
"""An activity that was not scored for so long is not asked about. Source: house-rule."""

MOST_ACTIVITIES = 5
"""So many activities can be named (patient-specific-functional-scale)."""

SMALLEST_CHANGES = {Measure.ACTIVITY: 3.0, Measure.KNEE: 7.0}
"""A smaller change may be chance (patient-specific-functional-scale,
single-assessment-numeric-evaluation). For what is counted no number is known to us."""

FIRST_YEAR = 1990
_TRAINED = frozenset({Ending.FINISHED, Ending.LOGGED, Ending.ABANDONED})


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldScore:
    """What a person tells of one measure.

    Attributes:
        measure: What was asked or counted.
        name: The activity or the questionnaire; empty for all others.
        side: Which leg or knee; None where that makes no difference.
        score: How much.
        highest: Of a questionnaire the best score there is.
    """

    measure: Measure
    name: str = ""
    side: Side | None = None
    score: float
    highest: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How one measure went.

    Attributes:
        measure, name, side: What it is.
        highest: The best score there is; 0 for what is counted.
        points: The last word of each day, oldest first; at least one.
    """

    measure: Measure
    name: str
    side: Side | None
    highest: float
    points: tuple[tuple[date, float], ...]

    @property
    def change(self) -> float:
        """Return how much the last score is above the first."""
        return self.points[-1][1] - self.points[0][1]

    @property
    def is_meaningful(self) -> bool | None:
        """Return whether the change is more than chance; None where nobody told us.

        Source: patient-specific-functional-scale, single-assessment-numeric-evaluation.
        """
        least = SMALLEST_CHANGES.get(self.measure)
        if least is None or len(self.points) < 2:
            return None
        return abs(self.change) >= least


def find_courses(history: History, first: date | None = None) -> tuple[Course, ...]:
    """Return how every measure went, from a day on, each in the order of `Measure`."""
    days: dict[Key, dict[date, FunctionScore]] = {}
    for one in history.function:
        if first is None or one.day >= first:
            course = days.setdefault(one.key, {})
            known = course.get(one.day)
            if known is None or (known.recorded_at, known.id) <= (one.recorded_at, one.id):
                course[one.day] = one
    found = [
        Course(
            measure=key[0],
            name=key[1],
            side=key[2],
            highest=course[max(course)].highest,
            points=tuple((day, course[day].score) for day in sorted(course)),
        )
        for key, course in days.items()
    ]
    order = list(Measure)
    return tuple(
        sorted(found, key=lambda one: (order.index(one.measure), one.name, one.side or ""))
    )


def is_due(history: History, today: date) -> bool:
    """Tell whether it is time to ask what the knee can do.

    It is asked from the first session on, and then two weeks after it was last told.

    Source: house-rule.
    """
    told = [one.day for one in history.function if one.measure is not Measure.QUESTIONNAIRE]
    if told:
        return max(told) + ASKED_EVERY <= today
    return any(one.ending in _TRAINED for one in history.sessions)


def activities_asked(history: History, today: date) -> tuple[str, ...]:
    """Return the activities that are asked about by name; those told last, where they are many.

    Source: house-rule.
    """
    named: dict[str, date] = {}
    for one in history.function:
        if one.measure is Measure.ACTIVITY:
            named[one.name] = max(one.day, named.get(one.name, one.day))
    recent = sorted(
        (today - day, name) for name, day in named.items() if day + ASKED_STILL >= today
    )
    return tuple(sorted((name for _, name in recent[:MOST_ACTIVITIES]), key=str.casefold))


def new_scores(
    person: Person,
    history: History,
    told: Iterable[ToldScore],
    *,
    day: date,
    today: date,
    now: datetime,
) -> tuple[FunctionScore, ...]:
    """Return the records of what is told about a day.

    A name that differs from a known one by capitals alone is taken for that one.

    Raises:
        KneecoachError: Nothing is told, or something of it cannot be.
    """
    if day > today:
        raise KneecoachError("That day is still to come.", "Choose today or an earlier day.")
    if day.year < FIRST_YEAR:
        raise KneecoachError("That day is too long ago to be right.", "Choose a later day.")
    scores = tuple(_new_score(person, history, one, day, now) for one in told)
    if not scores:
        raise KneecoachError("Nothing was told yet.", "Give one score at least.")
    if len({one.key for one in scores}) < len(scores):
        raise KneecoachError("One thing is told twice.", "Tell each activity and each leg once.")
    return scores


def _new_score(
    person: Person, history: History, told: ToldScore, day: date, now: datetime
) -> FunctionScore:
    name = " ".join(told.name.split())
    known = {one.name.casefold(): one.name for one in history.function if one.name}
    name = known.get(name.casefold(), name)
    highest = HIGHEST.get(told.measure, 0.0 if told.measure in COUNTED else told.highest)
    if find_trouble(told.measure, name, told.side, told.score, highest):
        raise _refuse(told, name)
    return FunctionScore(
        id=uuid4(),
        person_id=person.id,
        day=day,
        recorded_at=now,
        measure=told.measure,
        name=name,
        side=told.side,
        score=float(told.score),
        highest=float(highest),
    )


def _refuse(told: ToldScore, name: str) -> KneecoachError:
    """Return the error for a score that cannot be."""
    match told.measure:
        case Measure.ACTIVITY | Measure.QUESTIONNAIRE if not name:
            return KneecoachError("It has no name yet.", "Say what it is, such as “stairs”.")
        case Measure.ACTIVITY | Measure.QUESTIONNAIRE if len(name) > LONGEST_NAME:
            return KneecoachError(
                "That name is too long.", f"Say it in {LONGEST_NAME} characters or fewer."
            )
        case Measure.ACTIVITY:
            return KneecoachError(f"{name} has a score from 0 to 10.", "Give a whole number.")
        case Measure.KNEE:
            return KneecoachError("The knee has a score from 0 to 100.", "Give a whole number.")
        case Measure.QUESTIONNAIRE:
            return KneecoachError(
                f"{name} has a total from 0 to its highest score, which is {LARGEST_TOTAL:.0f} at"
                " most.",
                "Give both with one decimal at most.",
            )
        case _:
            return KneecoachError(
                f"A count lies between 0 and {MOST_COUNTED}.", "Give the number that you counted."
            )
