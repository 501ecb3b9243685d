"""Suppose how the next session feels, and ask the same rules what would follow; nothing is kept."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from kneecoach.coach.asked import asked_for
from kneecoach.coach.outlook import with_session
from kneecoach.dose.carried import Carried
from kneecoach.dose.plan import plan
from kneecoach.model.decision import Plan
from kneecoach.model.feedback import Knee, Today
from kneecoach.model.programme import Catalogue, Programme
from kneecoach.model.record import CheckIn, Ending, History, Scores, SessionRecord
from kneecoach.model.units import LOWEST_SCORE, PainScore, pain_score
from kneecoach.values import dataclass, replace

SUPPOSED_EFFORT: Final = 5
"""Effort of a supposed session: neither easy nor hard. Source: house rule."""

_NOBODY: Final = UUID(int=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposed:
    """How the next session might feel.

    Attributes:
        during: Worst pain in it.
        after: Pain at its end.
        morning: Pain the next morning.
    """

    during: PainScore
    after: PainScore
    morning: PainScore


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """What would follow.

    Attributes:
        session_day: Day of the supposed session.
        before: Pain before it: the last that was recorded, 0 when nothing was.
        is_before_known: Whether any pain was recorded.
        next: The plan of the session after it, or of the day on which nothing may be done.
    """

    session_day: date
    before: PainScore
    is_before_known: bool
    next: Plan


def what_if(
    programme: Programme,
    catalogue: Catalogue,
    history: History,
    *,
    today: date,
    knee: Knee,
    supposed: Supposed,
    carried: Carried | None = None,
) -> Consequence | None:
    """Return what would follow if the next session felt like that; None when none may be done.

    The session is supposed to be done whole, as the plan asks for it, with an effort of 5.

    Args:
        programme: The programme in use.
        catalogue: Everything that packs offer.
        history: What was recorded; it stays as it is.
        today: The day on which this is asked.
        knee: The knee that the scores are about.
        supposed: How the session might feel.
        carried: What is known of the days before, so that the answer is quick; never another one.
    """
    day = plan(programme, catalogue, history, Today(day=today), carried).next_due
    asked = plan(programme, catalogue, history, Today(day=day), carried)
    exercises = asked_for(asked)
    if not exercises:
        return None
    known = _last_pain(history, day)
    before = pain_score(LOWEST_SCORE) if known is None else known
    begun = datetime.combine(day, time(hour=23), tzinfo=UTC)
    session = SessionRecord(
        id=_NOBODY,
        person_id=_NOBODY,
        programme_id=programme.id,
        started_at=begun,
        ended_at=begun,
        day=day,
        before=before,
        ending=Ending.LOGGED,
        knee=knee,
        exercises=exercises,
        scores=Scores(during=supposed.during, after=supposed.after, effort=SUPPOSED_EFFORT),
    )
    imagined = _with_morning(with_session(history, session), session, supposed.morning)
    ahead = plan(programme, catalogue, imagined, Today(day=day + timedelta(days=1)), carried)
    return Consequence(
        session_day=day,
        before=before,
        is_before_known=known is not None,
        next=plan(programme, catalogue, imagined, Today(day=ahead.next_due), carried),
    )


def _with_morning(history: History, session: SessionRecord, pain: PainScore) -> History:
    morning = CheckIn(
        id=_NOBODY,
        person_id=_NOBODY,
        day=session.day + timedelta(days=1),
        recorded_at=session.started_at + timedelta(days=1),
        pain=pain,
        knee=session.knee,
    )
    return replace(history, check_ins=(*history.check_ins, morning))


def _last_pain(history: History, day: date) -> PainScore | None:
    """Return the last pain that was recorded in a morning or before a session, or None."""
    known = [(one.day, one.recorded_at, one.pain) for one in history.check_ins if one.day <= day]
    known += [(one.day, one.started_at, one.before) for one in history.sessions if one.day <= day]
    return max(known, key=lambda said: said[:2])[2] if known else None
