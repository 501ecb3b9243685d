"""Make coaches with a history, over a store in memory and the packs that we ship."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from uuid import uuid4

from fakes import FakeClock
from fakes_history import FakeHistoryStore
from window_harness import FakeShelf

from kneecoach.coach.asked import asked_for
from kneecoach.coach.book import Book
from kneecoach.coach.coach import Before, Coach
from kneecoach.model.feedback import Flag, Knee
from kneecoach.model.programme import Catalogue, Programme
from kneecoach.model.record import CheckIn, Ending, Scores, SessionRecord
from kneecoach.model.units import pain_score
from kneecoach.packs.catalogue import read_packs
from kneecoach.resources import resource


@cache
def shipped() -> Catalogue:
    """Return the packs that we ship, read once for all tests: nothing in them ever changes."""
    return read_packs((resource("exercises"),)).catalogue


def a_new_coach(clock: FakeClock) -> tuple[Coach, Programme]:
    """Return a coach without a history, and the programme that everybody begins with."""
    catalogue = shipped()
    programme = catalogue.programme("knee_starter")
    assert programme is not None
    return Coach(catalogue=catalogue, book=Book(FakeShelf(FakeHistoryStore())), clock=clock), (
        programme
    )


def train(
    coach: Coach, clock: FakeClock, programme: Programme, *, during: int = 2, note: str = ""
) -> None:
    """Keep a whole session of today, done away from the computer."""
    before = Before(pain=pain_score(1))
    plan = coach.plan_day(programme, before=before)
    scores = Scores(during=pain_score(during), after=pain_score(1), effort=5, note=note)
    coach.log(
        SessionRecord(
            id=uuid4(),
            person_id=coach.person.id,
            programme_id=programme.id,
            started_at=clock.now(),
            ended_at=clock.now(),
            day=clock.today(),
            before=before.pain,
            ending=Ending.LOGGED,
            knee=coach.person.sore_knee,
            scores=scores,
            exercises=asked_for(plan),
        )
    )


def say(
    coach: Coach, clock: FakeClock, pain: int, *flags: Flag, knee: Knee = Knee.BOTH, note: str = ""
) -> None:
    """Keep how the knee is this morning."""
    coach.check_in(
        CheckIn(
            id=uuid4(),
            person_id=coach.person.id,
            day=clock.today(),
            recorded_at=clock.now(),
            pain=pain_score(pain),
            knee=knee,
            flags=frozenset(flags),
            note=note,
        )
    )


def a_sore_coach(clock: FakeClock, *, morning: int) -> tuple[Coach, Programme]:
    """Return a coach whose person trained yesterday and feels it this morning."""
    coach, programme = a_new_coach(clock)
    clock.set(clock.now() - timedelta(days=1))
    train(coach, clock, programme)
    clock.advance(days=1)
    say(coach, clock, morning)
    return coach, programme
