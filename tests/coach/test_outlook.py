"""Looking ahead says first what matters most, and names whom it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from coach_builders import CALM, a_coach, begin, shipped, starter, without
from fakes import FakeClock
from fakes_history import FakeHistoryStore

from kneecoach.coach.coach import Coach
from kneecoach.coach.felt import with_scores
from kneecoach.coach.memory import with_set
from kneecoach.coach.outlook import headline, look_ahead, what_matters
from kneecoach.model.decision import Action, Decision, Plan, Urgency
from kneecoach.model.errors import KneecoachError
from kneecoach.model.feedback import Flag
from kneecoach.model.record import CheckIn, DoneSet, Outcome, Scores, SessionRecord
from kneecoach.model.units import Percent, pain_score


@pytest.fixture
def store() -> FakeHistoryStore:
    return FakeHistoryStore()


@pytest.fixture
def coach(clock: FakeClock, store: FakeHistoryStore) -> Coach:
    return a_coach(clock, store)


def _plan(coach: Coach, actions: Sequence[Action]) -> Plan:
    """Return a plan whose first exercises were decided so; the others stay the same."""
    plan = coach.plan_day(starter())
    wanted = [*actions, *[Action.HOLD] * (len(plan.exercises) - len(actions))]
    return replace(
        plan,
        exercises=tuple(
            replace(
                planned,
                prescriptions=tuple(
                    replace(one, decision=_decided(action)) for one in planned.prescriptions
                ),
            )
            for planned, action in zip(plan.exercises, wanted, strict=True)
        ),
    )


def _decided(action: Action) -> Decision:
    details = (("variables_changed", 1),) if action is Action.PROGRESS else ()
    return Decision(action=action, rule=action.value, reason="Because.", details=details)


@pytest.mark.parametrize(
    ("actions", "words", "rule"),
    [
        ([], "The same dose", "hold"),
        ([Action.HOLD, Action.PROGRESS], "One step up: Clam", "progress"),
        ([Action.PROGRESS] * 6, "One step up", "progress"),
        (
            [Action.HOLD, Action.PROGRESS, Action.PROGRESS, Action.PROGRESS],
            "One step up: Clam, bridge and seated kick",
            "progress",
        ),
        ([Action.PROGRESS, Action.HOLD, Action.REDUCE], "A smaller dose: Bridge", "reduce"),
        ([Action.REDUCE] * 6, "A smaller dose", "reduce"),
        (
            [Action.REDUCE, Action.REDUCE_REST, Action.PROGRESS],
            "Rest, then a smaller dose: Clam",
            "reduce_rest",
        ),
        ([Action.REDUCE_REST, Action.PAUSE], "A break: Clam", "pause"),
        ([Action.PAUSE, Action.SEEK_CARE], "Have the knee seen first: Clam", "seek_care"),
        ([Action.RESUME], "Back at the first level: Warm-up", "resume"),
        ([Action.RESUME, Action.PROGRESS], "One step up: Clam", "progress"),
    ],
)
def test_what_matters_most_is_said_first(
    actions: list[Action], words: str, rule: str, coach: Coach
) -> None:
    plan = _plan(coach, actions)
    assert headline(plan) == words
    assert what_matters(plan).rule == rule


def test_at_the_top_of_its_ladder_an_exercise_stays_the_same(coach: Coach) -> None:
    plan = _plan(coach, [Action.HOLD])
    top = Decision(action=Action.PROGRESS, rule="X1", reason="Top.", details=(("to_level", 1),))
    first, *others = plan.exercises
    prescriptions = tuple(replace(one, decision=top) for one in first.prescriptions)
    at_top = replace(plan, exercises=(replace(first, prescriptions=prescriptions), *others))
    assert headline(at_top) == "The same dose"
    assert what_matters(at_top).rule == "hold"


def _done(record: SessionRecord, clock: FakeClock) -> SessionRecord:
    for asked in record.exercises:
        for number in range(1, asked.dose.sets + 1):
            record = with_set(
                record,
                DoneSet(
                    id=uuid4(),
                    position=asked.position,
                    exercise_id=asked.exercise_id,
                    side=asked.side,
                    set_number=number,
                    outcome=Outcome.DONE,
                    complete=Percent(100),
                    ended_at=clock.now(),
                ),
            )
    return record


def _train(coach: Coach, clock: FakeClock, days: int = 2) -> SessionRecord:
    """Do a calm session with a calm morning after it, and let some days go by."""
    record = coach.finish(_done(begin(coach), clock), CALM)
    clock.advance(days=1)
    coach.check_in(
        CheckIn(
            id=uuid4(),
            person_id=coach.person.id,
            day=clock.today(),
            recorded_at=clock.now(),
            pain=pain_score(1),
        )
    )
    clock.advance(days=days - 1)
    return record


def test_a_first_calm_session_leaves_the_dose_the_same(coach: Coach, clock: FakeClock) -> None:
    outlook = look_ahead(coach, with_scores(_done(begin(coach), clock), CALM))
    assert outlook.headline == "The same dose"
    assert outlook.rule.startswith("H")
    assert outlook.urgency is None
    assert "Tomorrow morning's score decides" in outlook.text


def test_a_calm_morning_that_would_bring_a_step_up_is_named(coach: Coach, clock: FakeClock) -> None:
    for days in (3, 3):
        _train(coach, clock, days)
    outlook = look_ahead(coach, with_scores(_done(begin(coach), clock), CALM))
    assert outlook.headline == "The same dose"
    assert "would move up one level next time" in outlook.text
    assert outlook.text.startswith("Clam, bridge, seated kick, single-leg knee dip and squat ")
    assert "1 or less tomorrow morning" in outlook.text
    assert outlook.plan.day == outlook.plan.next_due > clock.today()


def test_severe_pain_is_said_before_everything_else(coach: Coach, clock: FakeClock) -> None:
    scores = Scores(during=pain_score(8), after=pain_score(5), effort=8)
    outlook = look_ahead(coach, with_scores(_done(begin(coach), clock), scores))
    assert outlook.headline == "Have the knee seen first"
    assert (outlook.rule, outlook.urgency) == ("S3", Urgency.SOON)


def test_a_sign_is_said_before_everything_else(coach: Coach, clock: FakeClock) -> None:
    scores = replace(CALM, flags=frozenset({Flag.CALF_SWELLING}))
    outlook = look_ahead(coach, with_scores(_done(begin(coach), clock), scores))
    assert (outlook.rule, outlook.urgency) == ("S1", Urgency.EMERGENCY)


def test_one_painful_exercise_is_named(coach: Coach, clock: FakeClock) -> None:
    _train(coach, clock)
    record = with_scores(_done(begin(coach), clock), CALM)
    record = replace(
        record,
        exercises=tuple(
            replace(one, during=pain_score(6)) if one.exercise_id == "squat" else one
            for one in record.exercises
        ),
    )
    assert look_ahead(coach, record).headline == "Rest, then a smaller dose: Squat"


def test_looking_ahead_changes_nothing(coach: Coach, clock: FakeClock) -> None:
    record = _done(begin(coach), clock)
    before = coach.history
    told = with_scores(record, CALM)
    assert look_ahead(coach, told) == look_ahead(coach, told)
    assert coach.history == before


def test_a_programme_that_no_pack_has_any_more_is_said_in_words(
    coach: Coach, clock: FakeClock, store: FakeHistoryStore
) -> None:
    record = with_scores(_done(begin(coach), clock), CALM)
    gone = a_coach(clock, store, replace(shipped(), programmes=()))
    with pytest.raises(KneecoachError, match="no programme called knee_starter"):
        look_ahead(gone, record)
    bare = a_coach(clock, store, replace(shipped(), exercises=()))
    with pytest.raises(KneecoachError, match="None of this programme's exercises"):
        look_ahead(bare, record)


def test_an_exercise_that_left_its_pack_does_not_stop_the_outlook(
    coach: Coach, clock: FakeClock, store: FakeHistoryStore
) -> None:
    record = with_scores(_done(begin(coach), clock), CALM)
    left = look_ahead(a_coach(clock, store, without(shipped(), "squat")), record)
    assert left.plan.missing == ("squat",)
    assert record.day + timedelta(days=1) <= left.plan.day
