"""The safety questions are asked first, and again when a sign comes up; the rules get the signs."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from coach_builders import a_coach, before, begin, starter
from fakes import A_MONDAY_MORNING, FakeClock
from fakes_history import FakeHistoryStore

from kneecoach.coach.coach import Coach
from kneecoach.coach.screening import (
    ASKED_SIGNS,
    CARE_SIGNS,
    URGENT_SIGNS,
    KneeAnswer,
    asking,
    is_first_run,
)
from kneecoach.dose.safety import CARE_FLAGS
from kneecoach.history.errors import refused
from kneecoach.model.decision import Urgency
from kneecoach.model.dose import Side
from kneecoach.model.errors import KneecoachError, UsageError
from kneecoach.model.feedback import EMERGENCY_FLAGS, Flag, Knee
from kneecoach.model.record import CheckIn, Scores
from kneecoach.model.screening import Occasion
from kneecoach.model.units import pain_score

NONE = (KneeAnswer(side=Side.LEFT), KneeAnswer(side=Side.RIGHT))


def answers(*left: Flag, pain: int | None = None) -> tuple[KneeAnswer, ...]:
    score = None if pain is None else pain_score(pain)
    return KneeAnswer(side=Side.LEFT, flags=frozenset(left), pain=score), NONE[1]


def say(
    coach: Coach,
    clock: FakeClock,
    *flags: Flag,
    knee: Knee = Knee.LEFT,
    pain: int = 2,
    stiff: bool = False,
) -> None:
    coach.check_in(
        CheckIn(
            id=uuid4(),
            person_id=coach.person.id,
            day=clock.today(),
            recorded_at=clock.now(),
            pain=pain_score(pain),
            knee=knee,
            flags=frozenset(flags),
            stiff=stiff,
        )
    )


@pytest.fixture
def coach(clock: FakeClock) -> Coach:
    return a_coach(clock, FakeHistoryStore())


@pytest.fixture
def screened(coach: Coach, clock: FakeClock) -> Coach:
    coach.screen(NONE, Occasion.FIRST)
    clock.advance(days=1)
    return coach


def test_every_sign_of_the_first_two_rules_is_asked_about_and_no_other() -> None:
    assert set(URGENT_SIGNS) == EMERGENCY_FLAGS
    assert set(CARE_SIGNS) == CARE_FLAGS
    assert set(Flag) - ASKED_SIGNS == {Flag.PAINLESS_CLICKING}


def test_the_questions_come_before_anything_else_and_only_once(coach: Coach) -> None:
    assert is_first_run(coach.history)
    assert coach.screening_due() is Occasion.FIRST
    coach.screen(NONE, Occasion.FIRST, Knee.RIGHT)
    assert not is_first_run(coach.history)
    assert coach.screening_due() is None
    assert coach.person.sore_knee is Knee.RIGHT
    assert {one.knee for one in coach.history.screenings} == {Knee.LEFT, Knee.RIGHT}
    assert not any(one.flags for one in coach.history.screenings)
    assert coach.history.check_ins == (), "no score is made up"


def test_what_was_answered_is_there_after_a_restart(clock: FakeClock) -> None:
    store = FakeHistoryStore()
    first = a_coach(clock, store)
    first.screen(answers(Flag.SWELLING, pain=4), Occasion.FIRST, Knee.LEFT)
    again = a_coach(clock, store)
    assert again.history == first.history
    assert again.person.sore_knee is Knee.LEFT
    assert again.screening_due() is None


@pytest.mark.parametrize("flag", sorted(ASKED_SIGNS))
def test_each_sign_leads_to_being_seen(coach: Coach, flag: Flag) -> None:
    coach.screen(answers(flag, pain=3), Occasion.FIRST)
    plan = coach.plan_day(starter())
    expected = Urgency.EMERGENCY if flag in EMERGENCY_FLAGS else Urgency.SOON
    assert plan.urgency is expected
    (morning,) = coach.history.check_ins
    assert (morning.knee, morning.pain, morning.flags) == (Knee.LEFT, 3, {flag})


def test_no_sign_lets_the_first_session_begin(coach: Coach) -> None:
    coach.screen(NONE, Occasion.FIRST)
    assert coach.plan_day(starter()).urgency is None
    assert begin(coach).exercises


def test_a_sign_without_a_score_is_asked_for_one_and_nothing_is_kept(coach: Coach) -> None:
    left, right = asking(coach.history, A_MONDAY_MORNING.date())
    assert left.needs_pain(frozenset({Flag.LOCKING}))
    assert not right.needs_pain(frozenset())
    with pytest.raises(UsageError, match="left knee is not known"):
        coach.screen(answers(Flag.LOCKING), Occasion.FIRST)
    assert is_first_run(coach.history)


def test_a_sign_that_is_not_asked_about_is_refused(coach: Coach) -> None:
    with pytest.raises(UsageError, match="painless_clicking"):
        coach.screen(answers(Flag.PAINLESS_CLICKING, pain=1), Occasion.FIRST)


def test_a_new_sign_in_a_check_in_asks_again_once(screened: Coach, clock: FakeClock) -> None:
    say(screened, clock, Flag.SWELLING)
    assert screened.screening_due() is Occasion.SIGN
    clock.advance(60)
    screened.screen(answers(Flag.SWELLING, Flag.LOCKING), Occasion.SIGN)
    assert screened.screening_due() is None
    assert screened.history.check_ins[-1].flags == {Flag.SWELLING, Flag.LOCKING}
    assert screened.history.check_ins[-1].pain == 2, "the score of the morning stays"
    clock.advance(days=1)
    say(screened, clock, Flag.SWELLING)
    assert screened.screening_due() is None, "it is no new sign"
    clock.advance(days=1)
    say(screened, clock)
    clock.advance(days=1)
    say(screened, clock, Flag.SWELLING)
    assert screened.screening_due() is Occasion.SIGN, "it has come back"


@pytest.mark.parametrize("flag", [Flag.PAINLESS_CLICKING])
def test_a_harmless_sign_asks_nothing(screened: Coach, clock: FakeClock, flag: Flag) -> None:
    say(screened, clock, flag)
    assert screened.screening_due() is None


def test_a_silenced_sign_asks_nothing(screened: Coach, clock: FakeClock) -> None:
    until = clock.today() + timedelta(days=30)
    screened.silence(Flag.PAINFUL_CLICKING, until, "physio, Monday", Knee.LEFT)
    say(screened, clock, Flag.PAINFUL_CLICKING)
    assert screened.screening_due() is None
    say(screened, clock, Flag.PAINFUL_CLICKING, knee=Knee.RIGHT)
    assert screened.screening_due() is Occasion.SIGN


def test_a_sign_at_the_end_of_a_session_asks_again(screened: Coach, clock: FakeClock) -> None:
    record = begin(screened)
    clock.advance(600)
    screened.finish(record, Scores(flags=frozenset({Flag.GIVING_WAY})))
    assert screened.screening_due() is Occasion.SIGN


def test_signs_that_are_gone_are_taken_back_for_that_knee_alone(
    screened: Coach, clock: FakeClock
) -> None:
    say(screened, clock, Flag.SWELLING, knee=Knee.LEFT, stiff=True)
    say(screened, clock, Flag.LIMPING, knee=Knee.RIGHT)
    clock.advance(60)
    left, right = asking(screened.history, clock.today())
    assert (left.standing, right.standing) == ({Flag.SWELLING}, {Flag.LIMPING})
    gone = (KneeAnswer(side=Side.LEFT), KneeAnswer(side=Side.RIGHT, flags=right.standing))
    screened.screen(gone, Occasion.WISH)
    left, right = asking(screened.history, clock.today())
    assert (left.standing, right.standing) == (frozenset(), {Flag.LIMPING})
    kept = next(one for one in reversed(screened.history.check_ins) if one.knee is Knee.LEFT)
    assert kept.stiff, "what else was said of the morning stays"


def test_answers_that_cannot_be_kept_change_nothing(clock: FakeClock) -> None:
    store = FakeHistoryStore()
    coach = a_coach(clock, store)
    _ = coach.person
    store.trouble = refused("The disk is full.")
    with pytest.raises(KneecoachError):
        coach.screen(answers(Flag.FEVER, pain=1), Occasion.FIRST)
    assert is_first_run(coach.history)
    assert coach.plan_day(starter(), before=before()).urgency is None
