"""What the person may choose and silence, by the coach's own doors."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from coach_builders import CALM, a_coach, a_set, before, begin, starter
from fakes import FakeClock
from fakes_history import FakeHistoryStore

from kneecoach.coach.book import Book
from kneecoach.coach.coach import Coach
from kneecoach.coach.opening import LazyStore
from kneecoach.coach.overruling import LONGEST_SILENCE_DAYS, Effect
from kneecoach.model.decision import Prescription
from kneecoach.model.dose import Side
from kneecoach.model.errors import KneecoachError
from kneecoach.model.feedback import EMERGENCY_FLAGS, Flag, Knee
from kneecoach.model.record import CheckIn, Choice

SHARED, SIDED = "squat", "clam"


@pytest.fixture
def store() -> FakeHistoryStore:
    return FakeHistoryStore()


@pytest.fixture
def coach(clock: FakeClock, store: FakeHistoryStore) -> Coach:
    return a_coach(clock, store)


def _of(coach: Coach, exercise_id: str) -> tuple[Prescription, ...]:
    (found,) = (
        one for one in coach.plan_day(starter()).exercises if one.exercise.id == exercise_id
    )
    return found.prescriptions


def _train(coach: Coach, clock: FakeClock) -> None:
    """Do one whole calm session today, and go on to a calm morning two days later."""

    record = begin(coach)
    for place, asked in enumerate(record.exercises):
        for number in range(1, asked.dose.sets + 1):
            coach.keep_set(record, a_set(record, clock, place, number))
    kept = next(one for one in coach.history.sessions if one.id == record.id)
    coach.finish(kept, CALM)

    clock.advance(days=1)
    coach.check_in(
        CheckIn(
            id=uuid4(),
            person_id=coach.person.id,
            day=clock.today(),
            recorded_at=clock.now(),
            pain=1,
        )
    )
    clock.advance(days=1)


def test_a_choice_is_kept_and_changes_the_plan_at_once(coach: Coach, clock: FakeClock) -> None:
    _train(coach, clock)
    assert {one.decision.rule for one in _of(coach, SHARED)} == {"H4"}
    kept = coach.overrule(SHARED, None, Choice.UP, "  It is easy. ")
    assert coach.history.overrules == (kept,)
    assert (kept.day, kept.reason) == (clock.today(), "It is easy.")
    (one,) = _of(coach, SHARED)
    assert (one.decision.rule, one.level) == ("O1", 2)


def test_a_choice_is_shown_in_the_session_it_is_for_and_gone_after_it(
    coach: Coach, clock: FakeClock
) -> None:
    _train(coach, clock)
    coach.overrule(SIDED, Side.LEFT, Choice.DOWN)
    left, right = _of(coach, SIDED)
    assert (left.decision.rule, right.decision.rule) == ("O1", "H4")
    record = begin(coach)
    asked = [one.rule for one in record.exercises if one.exercise_id == SIDED]
    assert asked == ["O1", "H4"]
    coach.give_up(record)
    assert _of(coach, SIDED)[0].decision.rule == "O1", "nothing of it was done"
    _train(coach, clock)
    assert _of(coach, SIDED)[0].decision.rule == "H4"


def test_what_has_no_effect_is_kept_all_the_same(coach: Coach) -> None:
    coach.overrule(SHARED, None, Choice.UP, "It looks easy")
    (one,) = _of(coach, SHARED)
    assert (one.decision.rule, len(coach.history.overrules)) == ("N0", 1)
    assert "changes nothing" in one.decision.reason


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (("sqat", None, Choice.HOLD, ""), "did you mean squat"),
        ((SHARED, Side.LEFT, Choice.HOLD, ""), "share one dose"),
        ((SHARED, None, Choice.UP, "  "), "needs a reason"),
    ],
)
def test_a_choice_that_cannot_be_is_told(
    coach: Coach, wish: tuple[str, Side | None, Choice, str], said: str
) -> None:
    with pytest.raises(KneecoachError, match=said) as caught:
        coach.overrule(*wish)
    assert caught.value.way_out
    assert coach.history.overrules == ()


def _effects(coach: Coach, exercise_id: str, side: Side | None = None) -> dict[Choice, Effect]:
    exercise = coach.catalogue.exercise(exercise_id)
    assert exercise is not None
    return {one.choice: one.effect for one in coach.offers(starter(), exercise, side)}


def test_offers_say_what_follows_and_keep_nothing(coach: Coach, clock: FakeClock) -> None:
    expected = {Choice.HOLD: Effect.SAME, Choice.DOWN: Effect.OVERRULES}
    assert _effects(coach, SHARED) == {**expected, Choice.UP: Effect.NOTHING}
    _train(coach, clock)
    assert _effects(coach, SHARED) == {**expected, Choice.UP: Effect.OVERRULES}
    assert _effects(coach, SIDED, Side.LEFT)[Choice.UP] is Effect.OVERRULES
    coach.overrule(SIDED, Side.LEFT, Choice.DOWN)
    assert coach.history.overrules[0].side is Side.LEFT
    assert _effects(coach, SIDED)[Choice.UP] is Effect.OVERRULES, "a later choice takes its place"
    assert len(coach.history.overrules) == 1


def test_an_offer_that_would_do_nothing_says_why(coach: Coach, clock: FakeClock) -> None:
    exercise = coach.catalogue.exercise(SHARED)
    assert exercise is not None

    def why_not() -> str:
        return coach.offers(starter(), exercise, None)[-1].why_not

    assert why_not() == "A new exercise begins where the programme says."
    record = begin(coach)
    coach.finish(record, CALM)
    clock.advance(days=1)
    assert "Not recorded after the last session" in why_not()
    said = before(7)
    coach.keep_rest(coach.plan_day(starter(), before=said), said)
    assert why_not() == "That is not possible while the knee rests."


def test_what_the_programme_does_not_have_is_not_offered(coach: Coach) -> None:
    exercise = coach.catalogue.exercise("eccentric_decline_squat")
    assert exercise is not None
    assert coach.offers(starter(), exercise, None) == ()


def test_an_exercise_of_a_later_stage_is_offered_like_any_other(coach: Coach) -> None:
    programme = coach.programme("sore_after_running")
    now = {one.exercise.id for one in coach.plan_day(programme).exercises}
    later = [item.exercise_id for item in programme.items if item.exercise_id not in now]
    assert "squat" in later
    for exercise_id in later:
        exercise = coach.catalogue.exercise(exercise_id)
        assert exercise is not None
        found = coach.offers(programme, exercise, None)
        assert [one.choice for one in found] == list(Choice)
        up = next(one for one in found if one.choice is Choice.UP)
        assert (up.effect, bool(up.why_not)) == (Effect.NOTHING, True)


def test_a_silenced_sign_lets_training_go_on_until_its_last_day(
    coach: Coach, clock: FakeClock
) -> None:
    clicks = before(1, Flag.PAINFUL_CLICKING)

    def rules() -> set[str]:
        shown = coach.plan_day(starter(), before=clicks)
        return {one.decision.rule for found in shown.exercises for one in found.prescriptions}

    assert rules() == {"S2"}
    kept = coach.silence(Flag.PAINFUL_CLICKING, clock.today() + timedelta(days=2), " A physio. ")
    assert coach.history.silences == (kept,)
    assert (kept.note, kept.knee) == ("A physio.", coach.person.sore_knee)
    assert rules() == {"N0"}
    clock.advance(days=2)
    assert rules() == {"N0"}
    clock.advance(days=1)
    assert rules() == {"S2"}


def test_a_silence_for_the_sore_knee_holds_for_what_is_said_of_it(
    clock: FakeClock, store: FakeHistoryStore
) -> None:
    person = store.add_person("Robin", Knee.LEFT)
    coach = a_coach(clock, store)
    assert coach.person == person
    assert coach.silence(Flag.LOCKING, clock.today(), "A physio").knee is Knee.LEFT
    shown = coach.plan_day(starter(), before=before(1, Flag.LOCKING))
    assert shown.urgency is None


@pytest.mark.parametrize("flag", [*sorted(EMERGENCY_FLAGS), Flag.PAINLESS_CLICKING])
def test_some_signs_are_not_to_be_silenced(coach: Coach, clock: FakeClock, flag: Flag) -> None:
    with pytest.raises(KneecoachError, match="never") as caught:
        coach.silence(flag, clock.today(), "A physio")
    assert caught.value.way_out
    assert coach.history.silences == ()


def test_a_silence_has_a_last_day_within_reach_and_a_note(coach: Coach, clock: FakeClock) -> None:
    today: date = clock.today()
    for days, note, said in (
        (-1, "A physio", "is over"),
        (LONGEST_SILENCE_DAYS + 1, "A physio", "too far ahead"),
        (5, "  ", "who checked"),
    ):
        with pytest.raises(KneecoachError, match=said):
            coach.silence(Flag.LOCKING, today + timedelta(days=days), note)
    coach.silence(Flag.LOCKING, today + timedelta(days=LONGEST_SILENCE_DAYS), "A physio")
    assert len(coach.history.silences) == 1


def test_what_is_kept_in_memory_is_what_is_on_disk(tmp_path: Path, clock: FakeClock) -> None:
    shelf = LazyStore(tmp_path / "history.db", clock)
    fake = a_coach(clock, FakeHistoryStore())
    coach = Coach(catalogue=fake.catalogue, book=Book(shelf), clock=clock)
    for minutes, choice in enumerate((Choice.DOWN, Choice.HOLD)):
        clock.advance(60 * minutes)
        coach.overrule(SIDED, Side.RIGHT, choice)
    coach.silence(Flag.LOCKING, clock.today(), "A physio")
    assert shelf.read() == (coach.person, coach.history)
    shelf.close()
