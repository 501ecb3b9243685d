"""What would change a decision is what the rules themselves would do."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kneecoach.dose.decide import look_at
from kneecoach.dose.item import DoseItem
from kneecoach.dose.judge import judge
from kneecoach.dose.situation import TRAINING
from kneecoach.dose.turning import Measure, Turn, effect_of, turning_points
from kneecoach.model.decision import Action
from kneecoach.model.exercise import Kind
from kneecoach.model.feedback import Feedback, Today
from kneecoach.model.units import pain_score

DAY = date(2026, 3, 6)
scores = st.none() | st.integers(0, 10).map(pain_score)


def felt(days_ago: int, during: int, morning: int | None) -> Feedback:
    return Feedback(
        day=DAY - timedelta(days=days_ago),
        before=pain_score(2),
        during=pain_score(during),
        after=pain_score(2),
        morning=None if morning is None else pain_score(morning),
        lasted=None if morning is None else int(morning > 2),
        effort=5,
    )


def turns_of(*sessions: Feedback, kind: Kind = Kind.STRENGTH, level: int = 2) -> tuple[Turn, ...]:
    item = DoseItem(kind=kind, level=level, levels=5, days_at_level=10)
    situation = look_at(item, TRAINING, sessions, Today(day=DAY))
    return turning_points(situation, judge(situation))


CALM = tuple(felt(days, 2, 2) for days in (7, 5, 3))


def test_without_a_session_nothing_would_change_it() -> None:
    assert turns_of() == ()


def test_a_step_up_names_each_score_that_would_have_stopped_it() -> None:
    turns = turns_of(*CALM, felt(1, 2, 2))
    during = [(one.lowest, one.highest, one.action) for one in turns if one.measure == "during"]
    assert during == [
        (4, 5, Action.HOLD),
        (6, 7, Action.REDUCE_REST),
        (8, 10, Action.SEEK_CARE),
    ]
    morning = [(one.lowest, one.highest, one.action) for one in turns if one.measure == "morning"]
    assert morning == [(3, 3, Action.HOLD), (4, 10, Action.REDUCE)]
    assert all(one.is_known for one in turns)


def test_a_morning_that_is_not_recorded_says_what_it_may_bring() -> None:
    turns = turns_of(*CALM, felt(1, 2, None))
    morning = [one for one in turns if one.measure is Measure.MORNING]
    assert [(one.lowest, one.highest, one.action) for one in morning] == [
        (0, 2, Action.PROGRESS),
        (4, 10, Action.REDUCE),
    ]
    assert not any(one.is_known for one in morning)


def test_at_the_top_of_the_ladder_nothing_is_called_a_step_up() -> None:
    turns = turns_of(*CALM, felt(1, 2, None), level=5)
    assert Action.PROGRESS not in {one.action for one in turns}


@given(during=scores, after=scores, morning=scores, kind=st.sampled_from(Kind))
def test_every_turn_is_what_the_rules_would_do(during, after, morning, kind) -> None:
    item = DoseItem(kind=kind, level=2, levels=5, days_at_level=10)
    last = Feedback(
        day=DAY - timedelta(days=1),
        before=pain_score(2),
        during=during,
        after=after,
        morning=morning,
        lasted=None if morning is None else int(morning > 2),
        effort=5,
    )
    situation = look_at(item, TRAINING, (*CALM, last), Today(day=DAY))
    decided = effect_of(judge(situation))
    for turn in turning_points(situation, judge(situation)):
        assert turn.action is not decided
        assert 0 <= turn.lowest <= turn.highest <= 10
        own = getattr(last, turn.measure)
        assert own is None or not turn.lowest <= own <= turn.highest
