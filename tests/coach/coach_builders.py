"""Make coaches for tests: over a store in memory or a real one, with the packs that we ship."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from uuid import uuid4

from fakes import FakeClock
from fakes_history import FakeHistoryStore

from kneecoach.coach.book import Book
from kneecoach.coach.coach import Before, Coach
from kneecoach.model.dose import Side
from kneecoach.model.feedback import Flag
from kneecoach.model.programme import Catalogue, Programme
from kneecoach.model.record import DoneSet, History, Outcome, Person, Scores, SessionRecord
from kneecoach.model.units import Percent, pain_score
from kneecoach.packs.catalogue import read_packs
from kneecoach.resources import resource

CALM = Scores(during=pain_score(1), after=pain_score(1), effort=4)


@cache
def shipped() -> Catalogue:
    return read_packs((resource("exercises"),)).catalogue


def starter() -> Programme:
    programme = shipped().programme("knee_starter")
    assert programme is not None
    return programme


def without(catalogue: Catalogue, exercise_id: str) -> Catalogue:
    """Return the catalogue as if the pack with that exercise had been taken away."""
    left = tuple(one for one in catalogue.exercises if one.id != exercise_id)
    return replace(catalogue, exercises=left)


class FakeShelf:
    """Hand out a store in memory."""

    def __init__(self, store: FakeHistoryStore) -> None:
        self.store = store
        self.times_read = 0
        self._seen = store.other_writes

    def __call__(self) -> FakeHistoryStore:
        return self.store

    def read(self) -> tuple[Person | None, History]:
        self.times_read += 1
        self._seen = self.store.other_writes
        people = self.store.people()
        return (people[0], self.store.read(people[0].id)) if people else (None, History())

    def has_news(self) -> bool:
        return self.store.other_writes != self._seen


def a_coach(clock: FakeClock, store: FakeHistoryStore, catalogue: Catalogue | None = None) -> Coach:
    return Coach(catalogue=catalogue or shipped(), book=Book(FakeShelf(store)), clock=clock)


def before(pain: int = 1, *flags: Flag, new_onset: bool = False) -> Before:
    return Before(pain=pain_score(pain), flags=frozenset(flags), new_onset=new_onset)


def begin(coach: Coach, pain: int = 1, *flags: Flag) -> SessionRecord:
    said = before(pain, *flags)
    return coach.begin(coach.plan_day(starter(), before=said), said)


def a_set(
    record: SessionRecord, clock: FakeClock, place: int = 0, number: int = 1, complete: int = 100
) -> DoneSet:
    """Return a set of what the session asks for at that place of its list."""
    asked = record.exercises[place]
    side: Side | None = asked.side
    return DoneSet(
        id=uuid4(),
        position=asked.position,
        exercise_id=asked.exercise_id,
        side=side,
        set_number=number,
        outcome=Outcome.DONE,
        complete=Percent(complete),
        ended_at=clock.now(),
    )
