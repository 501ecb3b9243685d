"""The coach plans, keeps and finishes; what it remembers is always what the store holds."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from coach_builders import (
    CALM,
    FakeShelf,
    a_coach,
    a_set,
    before,
    begin,
    shipped,
    starter,
    without,
)
from fakes import FakeClock
from fakes_history import FakeHistoryStore

from kneecoach.coach.asked import asked_for
from kneecoach.coach.book import Book
from kneecoach.coach.coach import Coach
from kneecoach.coach.felt import Felt, with_scores
from kneecoach.coach.memory import with_set
from kneecoach.coach.opening import LazyStore
from kneecoach.history.errors import HistoryError, Trouble
from kneecoach.history.store import HistoryStore
from kneecoach.model.errors import KneecoachError
from kneecoach.model.feedback import Flag
from kneecoach.model.record import CheckIn, Ending, History, Scores, SessionRecord
from kneecoach.model.units import pain_score

FULL = HistoryError("The disk is full.", "Free some space.", Trouble.FULL)


@pytest.fixture
def store() -> FakeHistoryStore:
    return FakeHistoryStore()


@pytest.fixture
def coach(clock: FakeClock, store: FakeHistoryStore) -> Coach:
    return a_coach(clock, store)


@pytest.fixture
def real(tmp_path: Path, clock: FakeClock) -> Iterator[tuple[Coach, Path]]:
    path = tmp_path / "history.sqlite3"
    with closing(LazyStore(path, clock)) as shelf:
        yield Coach(catalogue=shipped(), book=Book(shelf), clock=clock), path


def _fresh(path: Path, clock: FakeClock) -> History:
    with closing(HistoryStore(path, clock)) as store:
        return store.read(store.default_person().id)


def _morning(coach: Coach, clock: FakeClock, pain: int = 1, ago: int = 0) -> CheckIn:
    return CheckIn(
        id=uuid4(),
        person_id=coach.person.id,
        day=clock.today() - timedelta(days=ago),
        recorded_at=clock.now(),
        pain=pain_score(pain),
    )


def _logged(coach: Coach, clock: FakeClock, ago: int = 0) -> SessionRecord:
    moment = clock.now() - timedelta(days=ago)
    plan = coach.plan_day(starter(), moment.date())
    return SessionRecord(
        id=uuid4(),
        person_id=coach.person.id,
        programme_id="knee_starter",
        started_at=moment,
        ended_at=moment,
        day=moment.date(),
        before=pain_score(1),
        ending=Ending.LOGGED,
        scores=CALM,
        exercises=asked_for(plan),
    )


def test_a_session_from_its_begin_to_its_end(coach: Coach, clock: FakeClock) -> None:
    record = begin(coach)
    assert coach.open_session() == record
    done = a_set(record, clock)
    coach.keep_set(record, done)
    assert coach.history.sessions[0].sets == (done,)
    clock.advance(60)
    finished = coach.finish(replace(record, sets=(done,)), CALM, paused_times=2)
    assert coach.open_session() is None
    assert coach.history.sessions == (finished,)
    assert (finished.ending, finished.ended_at, finished.paused_times) == (
        Ending.FINISHED,
        clock.now(),
        2,
    )


def test_what_is_remembered_is_what_the_store_holds_whatever_is_done(
    real: tuple[Coach, Path], clock: FakeClock
) -> None:
    coach, path = real
    chance = random.Random(5)  # noqa: S311 - a choice, not a secret
    record: SessionRecord | None = None
    for _ in range(60):
        clock.advance(chance.randint(1, 30_000))
        match chance.choice(("begin", "set", "set", "set", "finish", "rest", "log", "morning")):
            case "begin" if record is None:
                record = begin(coach, chance.randint(0, 3))
            case "set" if record is not None:
                done = a_set(record, clock, chance.randint(0, 3), chance.randint(1, 2))
                coach.keep_set(record, done)
                record = with_set(record, done)
            case "finish" if record is not None:
                felt = (Felt(position=0, side=None, during=pain_score(2)),)
                coach.finish(record, CALM, felt, paused_times=chance.randint(0, 3))
                record = None
            case "rest":
                said = before(chance.randint(1, 3), Flag.PAINLESS_CLICKING)
                coach.keep_rest(coach.plan_day(starter(), before=said), said)
            case "log":
                coach.log(_logged(coach, clock, chance.randint(0, 9)), _morning(coach, clock))
            case "morning":
                coach.check_in(_morning(coach, clock, chance.randint(0, 1), chance.randint(0, 7)))
            case _:
                coach.has_been_seen(" My physio looked at it. ")
        assert coach.history == _fresh(path, clock)
    assert len(coach.history.sessions) > 10


def test_only_the_first_look_reads_the_store(clock: FakeClock, store: FakeHistoryStore) -> None:
    shelf = FakeShelf(store)
    coach = Coach(catalogue=shipped(), book=Book(shelf), clock=clock)
    coach.finish(begin(coach), CALM)
    coach.check_in(_morning(coach, clock))
    coach.plan_day(starter())
    assert shelf.times_read == 1


def test_what_another_program_wrote_is_taken_in(tmp_path: Path, clock: FakeClock) -> None:
    path = tmp_path / "history.sqlite3"
    with closing(LazyStore(path, clock)) as one, closing(LazyStore(path, clock)) as other:
        window = Coach(catalogue=shipped(), book=Book(one), clock=clock)
        terminal = Coach(catalogue=shipped(), book=Book(other), clock=clock)
        for _ in range(2):  # before the window has written anything, and after
            record = begin(terminal)
            assert window.open_session() == record
            done = a_set(record, clock)
            terminal.keep_set(record, done)
            finished = terminal.finish(with_set(record, done), CALM)
            assert window.plan_day(starter()).sessions_this_week == len(window.history.sessions)
            assert finished in window.history.sessions
            window.check_in(_morning(window, clock))
            clock.advance(60)
        terminal.plan_day(starter())
        assert terminal.history == window.history == _fresh(path, clock)
        assert terminal.person == window.person


def test_a_history_that_cannot_be_looked_at_again_is_planned_from_memory(
    clock: FakeClock, store: FakeHistoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    coach = a_coach(clock, store)
    record = begin(coach)
    done = a_set(record, clock)
    coach.keep_set(record, done)
    coach.finish(with_set(record, done), CALM)

    def broken(_: object) -> bool:
        raise FULL

    monkeypatch.setattr(FakeShelf, "has_news", broken)
    assert coach.plan_day(starter()).sessions_this_week == 1


def test_a_session_that_was_cut_off_goes_on_in_the_next_process(
    clock: FakeClock, store: FakeHistoryStore
) -> None:
    first = a_coach(clock, store)
    record = begin(first)
    first.keep_set(record, a_set(record, clock))
    second = a_coach(clock, store)
    offered = second.open_session()
    assert offered is not None
    assert offered.sets == first.history.sessions[0].sets
    plan = second.plan_of(offered)
    assert asked_for(plan) == record.exercises
    second.keep_set(offered, a_set(record, clock, number=2))
    assert len(second.finish(second.history.sessions[0], CALM).sets) == 2


def test_giving_up_keeps_what_was_done(coach: Coach, clock: FakeClock) -> None:
    record = begin(coach)
    done = a_set(record, clock)
    coach.keep_set(record, done)
    given_up = coach.give_up(coach.history.sessions[0])
    assert (given_up.ending, given_up.sets) == (Ending.ABANDONED, (done,))
    assert coach.open_session() is None


def test_a_session_is_not_begun_when_nothing_may_be_done(coach: Coach) -> None:
    said = before(1, Flag.LOCKING)
    with pytest.raises(KneecoachError, match="ready"):
        coach.begin(coach.plan_day(starter(), before=said), said)
    assert coach.history == History()


def test_a_rest_is_kept_once_a_day_but_each_new_answer_counts(
    coach: Coach, clock: FakeClock
) -> None:
    for pain in (6, 6, 7):
        clock.advance(60)
        said = before(pain)
        coach.keep_rest(coach.plan_day(starter(), before=said), said)
    assert [(one.ending, one.before) for one in coach.history.sessions] == [
        (Ending.RESTED, 6),
        (Ending.RESTED, 7),
    ]
    assert coach.history.sessions[0].exercises


def test_signs_of_a_rest_and_of_a_session_are_kept(coach: Coach) -> None:
    said = before(2, Flag.SWELLING)
    rest = coach.keep_rest(coach.plan_day(starter(), before=said), said)
    assert rest.scores.flags == {Flag.SWELLING}


def test_signs_said_before_a_session_count_with_those_at_its_end(coach: Coach) -> None:
    record = begin(coach, 1, Flag.PAINLESS_CLICKING)
    told = Scores(flags=frozenset({Flag.SWELLING}))
    finished = coach.finish(record, told)
    assert finished.scores.flags == {Flag.SWELLING, Flag.PAINLESS_CLICKING}


def test_signs_said_before_a_session_are_kept_as_it_begins(
    clock: FakeClock, store: FakeHistoryStore
) -> None:
    begin(a_coach(clock, store), 1, Flag.PAINLESS_CLICKING)
    later = a_coach(clock, store)
    cut_off = later.open_session()
    assert cut_off is not None
    assert cut_off.scores.flags == {Flag.PAINLESS_CLICKING}
    assert later.give_up(cut_off).scores.flags == {Flag.PAINLESS_CLICKING}
    assert later.history == store.read(later.person.id)


def test_sets_that_could_not_be_kept_are_kept_with_the_end(
    clock: FakeClock, store: FakeHistoryStore
) -> None:
    coach = a_coach(clock, store)
    record = begin(coach)
    kept, unkept = a_set(record, clock), a_set(record, clock, number=2)
    coach.keep_set(record, kept)
    store.trouble = FULL
    whole = replace(record, sets=(kept, unkept))
    with pytest.raises(HistoryError):
        coach.finish(whole, CALM)
    store.trouble = None
    coach.finish(whole, CALM)
    assert store.read(coach.person.id).sessions[0].sets == (kept, unkept)
    assert coach.history == store.read(coach.person.id)


def test_nothing_is_remembered_that_could_not_be_kept(
    clock: FakeClock, store: FakeHistoryStore
) -> None:
    coach = a_coach(clock, store)
    record = begin(coach)
    history = coach.history
    store.trouble = FULL
    for write in (
        lambda: coach.keep_set(record, a_set(record, clock)),
        lambda: coach.finish(record, CALM),
        lambda: coach.check_in(_morning(coach, clock)),
        lambda: coach.log(_logged(coach, clock)),
        lambda: coach.has_been_seen("note"),
        lambda: begin(coach),
    ):
        with pytest.raises(HistoryError):
            write()
        assert coach.history == history


def test_logging_again_after_a_failure_keeps_one_session(
    clock: FakeClock, store: FakeHistoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    coach = a_coach(clock, store)
    record, morning = _logged(coach, clock, ago=1), _morning(coach, clock)

    def full(_: object) -> None:
        raise FULL

    with monkeypatch.context() as patched:
        patched.setattr(store, "add_session", full)
        with pytest.raises(HistoryError):
            coach.log(record, morning)
    coach.log(record, replace(morning, id=uuid4()))
    assert coach.history.sessions == (record,)
    assert coach.history == store.read(coach.person.id)


@pytest.mark.parametrize(("ago", "allowed"), [(-1, False), (0, True), (7, True), (8, False)])
def test_a_morning_is_told_within_a_week(
    ago: int, allowed: bool, coach: Coach, clock: FakeClock
) -> None:
    morning = _morning(coach, clock, ago=ago)
    if allowed:
        coach.check_in(morning)
        assert coach.history.check_ins == (morning,)
    else:
        with pytest.raises(KneecoachError, match="morning"):
            coach.check_in(morning)
        assert not coach.history.check_ins


def test_a_session_that_is_still_to_come_is_not_logged(coach: Coach, clock: FakeClock) -> None:
    with pytest.raises(KneecoachError, match="still to come"):
        coach.log(_logged(coach, clock, ago=-1))


def test_a_corrected_morning_stands_after_the_one_it_corrects(
    coach: Coach, clock: FakeClock
) -> None:
    for pain in (4, 1):
        clock.advance(60)
        coach.check_in(_morning(coach, clock, pain))
    assert [one.pain for one in coach.history.check_ins] == [4, 1]


def test_having_been_seen_is_kept_with_its_note(coach: Coach, clock: FakeClock) -> None:
    clearance = coach.has_been_seen("  My physio looked at it. ")
    assert coach.history.clearances == (clearance,)
    assert (clearance.day, clearance.note) == (clock.today(), "My physio looked at it.")


def test_an_unknown_programme_names_those_that_exist(coach: Coach) -> None:
    with pytest.raises(KneecoachError, match="knee_starter") as caught:
        coach.programme("knee_startr")
    assert "knee_startr" in caught.value.user_message


def test_a_session_with_an_exercise_that_left_its_pack_can_be_ended_but_not_resumed(
    clock: FakeClock, store: FakeHistoryStore
) -> None:
    record = begin(a_coach(clock, store))
    coach = a_coach(clock, store, without(shipped(), "squat"))
    with pytest.raises(KneecoachError, match="squat is in no pack") as caught:
        coach.plan_of(record)
    assert caught.value.way_out
    assert coach.plan_day(starter()).missing == ("squat",)
    assert coach.give_up(record).ending is Ending.ABANDONED


def test_scores_go_to_the_exercise_and_side_they_are_about(coach: Coach) -> None:
    record = begin(coach)
    sided = next(one for one in record.exercises if one.side is not None)
    felt = Felt(position=sided.position, side=sided.side, during=pain_score(5), spare=2)
    told = with_scores(record, CALM, (felt,))
    changed = [one for one in told.exercises if one not in record.exercises]
    assert [(one.side, one.during, one.spare) for one in changed] == [(sided.side, 5, 2)]
