"""State what a history store does; the real one and the one in memory must both do it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from uuid import uuid4

import pytest
from fakes import FakeClock
from fakes_history import FakeHistoryStore
from history_samples import (
    MORNING,
    a_check_in,
    a_function_score,
    a_screening,
    a_set,
    a_silence,
    a_stop,
    a_withdrawal,
    an_open_session,
    an_overrule,
    check_ins,
    clearances,
    function_scores,
    overrules,
    screenings,
    silences,
    whole_sessions,
)
from hypothesis import given
from hypothesis import strategies as st

from kneecoach.history.columns import read_moment, write_moment
from kneecoach.history.errors import HistoryError, Trouble
from kneecoach.history.store import HistoryStore
from kneecoach.model.dose import Side
from kneecoach.model.feedback import Flag, Knee
from kneecoach.model.record import Clearance, Ending, History, Scores
from kneecoach.model.session_said import KneeScores
from kneecoach.model.withdrawal import Deletable

Store = HistoryStore | FakeHistoryStore


@pytest.fixture(params=["real", "in memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path, clock: FakeClock) -> Iterator[Store]:
    made: Store
    if request.param == "real":
        made = HistoryStore(tmp_path / "history.db", clock)
    else:
        made = FakeHistoryStore(tmp_path / "history.db", clock)
    with closing(made):
        yield made


def test_there_is_one_person_from_the_start(store: Store) -> None:
    person = store.default_person()
    assert person.sore_knee is Knee.BOTH
    assert store.default_person() == person
    assert store.people() == (person,)
    assert store.read(person.id) == History()


def test_people_come_in_the_order_they_were_added(store: Store, clock: FakeClock) -> None:
    first = store.default_person()
    clock.advance(60)
    second = store.add_person("Sam", Knee.RIGHT)
    assert store.people() == (first, second)
    assert store.default_person() == first


def test_who_comes_later_stays_later_also_when_the_clock_was_set_back(store: Store) -> None:
    first = store.default_person()
    others = [store.add_person(f"Person {number}") for number in range(4)]
    assert store.people() == (first, *others)


def test_a_persons_name_and_sore_knee_can_change(store: Store) -> None:
    changed = replace(store.default_person(), name="Kim", sore_knee=Knee.LEFT)
    store.change_person(changed)
    assert store.default_person() == changed
    with pytest.raises(HistoryError):
        store.change_person(replace(changed, id=uuid4()))


def test_a_session_goes_from_open_to_finished(store: Store) -> None:
    person = store.default_person()
    session = an_open_session(person.id)
    store.start_session(session)
    assert store.open_sessions(person.id) == (session,)
    sets = (a_set(1), a_set(1, Side.RIGHT), a_set(2, complete=60))
    for done_set in sets:
        store.record_set(session.id, done_set)
    assert store.open_sessions(person.id) == (replace(session, sets=sets),)
    scores = Scores(
        during=4, after=2, effort=6, sharp=True, flags=frozenset({Flag.LOCKING}), note="ö"
    )
    felt = (replace(session.exercises[2], during=4, spare=2),)
    ended_at = MORNING + timedelta(minutes=30)
    store.finish_session(
        session.id, ended_at=ended_at, scores=scores, exercises=felt, paused_times=2
    )
    assert store.open_sessions(person.id) == ()
    assert store.read(person.id).sessions == (
        replace(
            session,
            sets=sets,
            ending=Ending.FINISHED,
            ended_at=ended_at,
            scores=scores,
            exercises=(*session.exercises[:2], *felt),
            paused_times=2,
        ),
    )


def test_signs_said_before_a_session_are_on_the_disk_while_it_is_open(store: Store) -> None:
    early = Scores(flags=frozenset({Flag.SWELLING}))
    session = replace(an_open_session(store.default_person().id), scores=early)
    store.start_session(session)
    assert store.open_sessions(session.person_id)[0].scores == early
    both = Scores(during=2, flags=frozenset({Flag.SWELLING, Flag.LOCKING}))
    store.finish_session(session.id, ended_at=MORNING, scores=both)
    assert store.read(session.person_id).sessions[0].scores == both


def test_a_set_recorded_twice_is_kept_once(store: Store) -> None:
    session = an_open_session(store.default_person().id)
    store.start_session(session)
    done_set = a_set()
    store.record_set(session.id, done_set)
    store.record_set(session.id, done_set)
    assert store.read(session.person_id).sessions[0].sets == (done_set,)


def test_another_set_under_a_known_id_is_refused(store: Store) -> None:
    session = an_open_session(store.default_person().id)
    store.start_session(session)
    done_set = a_set()
    store.record_set(session.id, done_set)
    with pytest.raises(ValueError, match="another set"):
        store.record_set(session.id, replace(done_set, complete=50))
    assert store.read(session.person_id).sessions[0].sets == (done_set,)


def test_of_a_set_done_again_the_last_one_counts_even_when_the_clock_was_set_back(
    store: Store,
) -> None:
    session = an_open_session(store.default_person().id)
    store.start_session(session)
    first, second = a_set(1, complete=40), a_set(2)
    again = replace(a_set(1), ended_at=first.ended_at - timedelta(hours=2))
    for done_set in (first, second, again):
        store.record_set(session.id, done_set)
    assert store.read(session.person_id).sessions[0].sets == (second, again)


def test_a_finished_session_is_not_finished_again(store: Store) -> None:
    session = an_open_session(store.default_person().id)
    store.start_session(session)
    store.finish_session(session.id, ended_at=MORNING, scores=Scores(during=3))
    before = store.read(session.person_id)
    with pytest.raises(HistoryError) as caught:
        store.finish_session(session.id, ended_at=MORNING, scores=Scores(during=1))
    assert caught.value.trouble is Trouble.REFUSED
    with pytest.raises(HistoryError):
        store.record_set(session.id, a_set())
    assert store.read(session.person_id) == before


def test_a_set_of_a_session_given_up_elsewhere_is_still_kept(store: Store) -> None:
    session = an_open_session(store.default_person().id)
    store.start_session(session)
    store.finish_session(session.id, ended_at=MORNING, ending=Ending.ABANDONED)
    done_set = a_set()
    store.record_set(session.id, done_set)
    store.finish_session(session.id, ended_at=MORNING, scores=Scores(during=2))
    (kept,) = store.read(session.person_id).sessions
    assert (kept.sets, kept.ending) == ((done_set,), Ending.FINISHED)


def test_an_end_with_an_unknown_exercise_changes_nothing(store: Store) -> None:
    session = an_open_session(store.default_person().id)
    store.start_session(session)
    stranger = replace(session.exercises[0], position=7)
    with pytest.raises(HistoryError):
        store.finish_session(
            session.id,
            ended_at=MORNING,
            scores=Scores(flags=frozenset({Flag.FEVER})),
            exercises=(session.exercises[0], stranger),
        )
    assert store.read(session.person_id).sessions == (session,)


def test_what_belongs_to_nothing_is_refused(store: Store) -> None:
    person = store.default_person()
    for attempt in (
        lambda: store.record_set(uuid4(), a_set()),
        lambda: store.finish_session(uuid4(), ended_at=MORNING),
        lambda: store.start_session(an_open_session(uuid4())),
        lambda: store.add_check_in(a_check_in(uuid4())),
        lambda: store.add_session(
            replace(an_open_session(person.id), ending=Ending.LOGGED, replaces=uuid4())
        ),
        lambda: store.add_clearance(
            Clearance(id=uuid4(), person_id=uuid4(), day=date(2026, 3, 2), recorded_at=MORNING)
        ),
        lambda: store.add_overrule(an_overrule(uuid4())),
        lambda: store.add_silence(a_silence(uuid4())),
        lambda: store.add_screening((a_screening(uuid4()),)),
        lambda: store.add_screening((a_screening(person.id),), (a_check_in(uuid4()),)),
        lambda: store.record_stop(uuid4(), a_stop()),
    ):
        with pytest.raises(HistoryError) as caught:
            attempt()
        assert caught.value.trouble is Trouble.REFUSED
    assert store.read(person.id) == History()


def test_the_same_record_is_not_kept_twice(store: Store) -> None:
    person = store.default_person()
    session, check_in = an_open_session(person.id), a_check_in(person.id)
    overrule, silence = an_overrule(person.id), a_silence(person.id)
    store.start_session(session)
    store.add_check_in(check_in)
    store.add_overrule(overrule)
    store.add_silence(silence)
    for attempt in (
        lambda: store.start_session(session),
        lambda: store.add_check_in(check_in),
        lambda: store.add_overrule(overrule),
        lambda: store.add_silence(silence),
    ):
        with pytest.raises(HistoryError):
            attempt()
    assert store.read(person.id) == History(
        sessions=(session,), check_ins=(check_in,), overrules=(overrule,), silences=(silence,)
    )


def test_a_stop_is_kept_at_once_and_once_until_the_session_has_ended(store: Store) -> None:
    session = an_open_session(store.default_person().id)
    store.start_session(session)
    first, second = a_stop(), a_stop(1, None, None)
    for stop in (first, second, first):
        store.record_stop(session.id, stop)
    (kept,) = store.read(session.person_id).sessions
    assert kept == replace(session, stops=(first, second))
    store.finish_session(session.id, ended_at=MORNING)
    with pytest.raises(HistoryError):
        store.record_stop(session.id, a_stop())
    assert store.read(session.person_id).sessions[0].stops == (first, second)


def test_each_knee_keeps_its_own_scores_to_the_end(store: Store) -> None:
    knees = (KneeScores(side=Side.LEFT, before=4), KneeScores(side=Side.RIGHT, before=1))
    session = replace(an_open_session(store.default_person().id), knees=knees)
    store.start_session(session)
    at_the_end = (replace(knees[0], during=5, after=4), replace(knees[1], during=None, after=0))
    store.finish_session(session.id, ended_at=MORNING, knees=at_the_end)
    assert store.read(session.person_id).sessions[0].knees == at_the_end


def test_a_knee_that_was_never_asked_about_gets_no_scores(store: Store) -> None:
    session = an_open_session(store.default_person().id)
    store.start_session(session)
    right = KneeScores(side=Side.RIGHT, before=0, after=9)
    with pytest.raises(HistoryError):
        store.finish_session(session.id, ended_at=MORNING, knees=(right,))
    assert store.read(session.person_id).sessions == (session,)


def test_the_safety_questions_and_the_morning_with_them_are_kept_together(store: Store) -> None:
    person = store.default_person()
    left = a_screening(person.id, Flag.SWELLING, Flag.FEVER)
    right = a_screening(person.id, knee=Knee.RIGHT)
    check_in = a_check_in(person.id)
    store.add_screening((left, right), (check_in,))
    history = store.read(person.id)
    assert set(history.screenings) == {left, right}
    assert history.check_ins == (check_in,)
    again = a_screening(person.id)
    with pytest.raises(HistoryError):
        store.add_screening((again,), (check_in,))
    assert set(store.read(person.id).screenings) == {left, right}


def test_doors_refuse_a_record_in_the_wrong_state(store: Store) -> None:
    session = an_open_session(store.default_person().id)
    with pytest.raises(ValueError, match="ended"):
        store.add_session(session)
    with pytest.raises(ValueError, match="ended"):
        store.start_session(replace(session, ending=Ending.LOGGED))
    store.start_session(session)
    with pytest.raises(ValueError, match="ended"):
        store.finish_session(session.id, ended_at=MORNING, ending=Ending.OPEN)


def test_a_correction_stands_beside_what_it_corrects(store: Store, clock: FakeClock) -> None:
    person = store.default_person()
    wrong = replace(an_open_session(person.id), ending=Ending.LOGGED, before=8)
    right = replace(wrong, id=uuid4(), before=3, replaces=wrong.id)
    store.add_session(wrong)
    store.add_session(right)
    assert set(store.read(person.id).sessions) == {wrong, right}


def test_people_do_not_see_each_others_records(store: Store) -> None:
    one, other = store.add_person("One"), store.add_person("Other")
    mine, theirs = an_open_session(one.id), an_open_session(other.id)
    store.start_session(mine)
    store.start_session(theirs)
    store.record_set(theirs.id, a_set())
    store.add_check_in(a_check_in(other.id))
    store.add_overrule(an_overrule(other.id))
    store.add_silence(a_silence(other.id))
    assert store.read(one.id) == History(sessions=(mine,))
    assert store.open_sessions(one.id) == (mine,)


def test_moments_from_other_zones_stay_the_same_moments(store: Store) -> None:
    zone = timezone(timedelta(hours=-9, minutes=-30))
    local = datetime(2026, 3, 1, 22, 0, 0, 123456, tzinfo=zone)
    session = replace(
        an_open_session(store.default_person().id), started_at=local, day=local.date()
    )
    store.start_session(session)
    (kept,) = store.read(session.person_id).sessions
    assert kept.started_at == local
    assert kept.day == date(2026, 3, 1)


def test_records_are_returned_oldest_first(store: Store) -> None:
    person = store.default_person()
    late = an_open_session(person.id, MORNING + timedelta(days=2))
    early = an_open_session(person.id, MORNING)
    store.start_session(late)
    store.start_session(early)
    second = a_check_in(person.id, date(2026, 3, 4))
    corrected = replace(second, id=uuid4(), recorded_at=second.recorded_at + timedelta(hours=1))
    first = a_check_in(person.id, date(2026, 3, 3))
    for check_in in (corrected, second, first):
        store.add_check_in(check_in)
    chosen_again = an_overrule(person.id)
    chosen = replace(chosen_again, id=uuid4(), recorded_at=MORNING)
    for overrule in (chosen_again, chosen):
        store.add_overrule(overrule)
    longer = a_silence(person.id)
    first_told = replace(longer, id=uuid4(), day=date(2026, 3, 3))
    for silence in (longer, first_told):
        store.add_silence(silence)
    history = store.read(person.id)
    assert history.overrules == (chosen, chosen_again)
    assert history.silences == (first_told, longer)
    assert history.sessions == (early, late)
    assert history.check_ins == (first, second, corrected)


@pytest.fixture(scope="module")
def roomy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HistoryStore]:
    """Return a store in which every example is another person."""
    path = tmp_path_factory.mktemp("history") / "history.db"
    with closing(HistoryStore(path, FakeClock())) as store:
        yield store


@given(data=st.data())
def test_whatever_is_kept_comes_back_as_it_was(data: st.DataObject, roomy: HistoryStore) -> None:
    person = roomy.add_person("")
    fake = FakeHistoryStore()
    fake._people[person.id] = person
    session = data.draw(whole_sessions(person.id))
    check_in = data.draw(check_ins(person.id))
    clearance = data.draw(clearances(person.id))
    overrule = data.draw(overrules(person.id))
    silence = data.draw(silences(person.id))
    screening = data.draw(screenings(person.id))
    score = data.draw(function_scores(person.id))
    corrected = replace(session, id=uuid4(), sets=(), stops=(), replaces=session.id)
    for store in (roomy, fake):
        store.add_session(session)
        store.add_session(corrected)
        store.add_check_in(check_in)
        store.add_clearance(clearance)
        store.add_overrule(overrule)
        store.add_silence(silence)
        store.add_screening((screening,))
        store.add_function((score,))
    assert roomy.read(person.id) == fake.read(person.id)
    assert session in roomy.read(person.id).sessions


@pytest.mark.parametrize("score", [-1, 11])
def test_a_score_off_the_scale_never_gets_in(tmp_path: Path, clock: FakeClock, score: int) -> None:
    with closing(HistoryStore(tmp_path / "history.db", clock)) as store:
        person = store.default_person()
        with pytest.raises(HistoryError) as caught:
            store.start_session(replace(an_open_session(person.id), before=score))
        assert caught.value.trouble is Trouble.REFUSED
        with pytest.raises(HistoryError):
            store.add_check_in(replace(a_check_in(person.id), pain=score))
        assert store.read(person.id) == History()


def test_a_moment_without_a_zone_never_gets_in(tmp_path: Path, clock: FakeClock) -> None:
    with closing(HistoryStore(tmp_path / "history.db", clock)) as store:
        session = an_open_session(store.default_person().id)
        store.start_session(session)
        naive = replace(a_set(), ended_at=MORNING.replace(tzinfo=None))
        with pytest.raises(ValueError, match="time zone"):
            store.record_set(session.id, naive)
        assert store.read(session.person_id).sessions == (session,)


def test_two_programs_agree_on_the_first_person(tmp_path: Path, clock: FakeClock) -> None:
    path = tmp_path / "history.db"
    with closing(HistoryStore(path, clock)) as one, closing(HistoryStore(path, clock)) as other:
        assert one.default_person() == other.default_person()
        session = an_open_session(one.default_person().id)
        one.start_session(session)
        other.record_set(session.id, a_set())
        assert len(one.read(session.person_id).sessions[0].sets) == 1


def test_moments_are_kept_as_utc_text_that_sorts() -> None:
    earlier = datetime(2026, 3, 29, 2, 30, tzinfo=timezone(timedelta(hours=2)))
    later = datetime(2026, 3, 29, 1, 0, 0, 5, tzinfo=UTC)
    assert write_moment(earlier) == "2026-03-29T00:30:00.000000+00:00"
    assert write_moment(earlier) < write_moment(later)
    assert read_moment(write_moment(later)) == later
    with pytest.raises(ValueError, match="time zone"):
        read_moment("2026-03-29T00:30:00")


def test_changes_by_others_are_seen_and_own_ones_are_not(tmp_path: Path, clock: FakeClock) -> None:
    path = tmp_path / "history.db"
    with closing(HistoryStore(path, clock)) as store:
        person = store.default_person()
        before = store.changes_by_others()
        store.add_check_in(a_check_in(person.id))
        assert store.changes_by_others() == before
        with closing(HistoryStore(path, clock)) as other:
            assert store.changes_by_others() == before, "opening is no change"
            other.add_check_in(a_check_in(person.id))
        assert store.changes_by_others() != before


@pytest.mark.parametrize("kind", ["session", "check_in", "function_score"])
def test_what_was_deleted_is_gone_and_can_come_back(store: Store, kind: str) -> None:
    person = store.default_person()
    session = replace(an_open_session(person.id), ending=Ending.LOGGED, ended_at=MORNING)
    morning, score = a_check_in(person.id), a_function_score(person.id)
    store.add_session(session)
    store.add_check_in(morning)
    store.add_function((score,))
    whole = store.read(person.id)
    record = {"session": session, "check_in": morning, "function_score": score}[kind]
    gone = a_withdrawal(person.id, record.id, Deletable(kind))
    store.withdraw((gone,))
    left = store.read(person.id)
    kept = (left.sessions, left.check_ins, left.function)
    assert [len(one) for one in kept] == [
        int(kind != name) for name in ("session", "check_in", "function_score")
    ]
    later = MORNING + timedelta(minutes=1)
    back = a_withdrawal(person.id, record.id, Deletable(kind), is_back=True, at=later)
    store.withdraw((back,))
    assert store.read(person.id) == whole
    assert store.withdrawals(person.id) == (gone, back)
