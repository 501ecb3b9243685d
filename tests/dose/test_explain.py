from __future__ import annotations

import re
from datetime import timedelta

import pytest
from dose_builders import (
    DAY,
    catalogue,
    check_in,
    clearance,
    done,
    exercise,
    felt,
    history,
    item,
    on,
    programme,
    session,
)

from kneecoach.dose.decide import look_at
from kneecoach.dose.explain import TODAY, explain
from kneecoach.dose.judge import judge
from kneecoach.dose.plan import find_standing, plan
from kneecoach.dose.rules import RULES
from kneecoach.dose.situation import TRAINING, Paused
from kneecoach.dose.sources import SOURCES
from kneecoach.dose.track import read_records
from kneecoach.dose.verdict import Verdict
from kneecoach.dose.what_if import Score, judge_with, nearest_changes
from kneecoach.dose.would_change import would_change
from kneecoach.model.decision import Action
from kneecoach.model.dose import Side, Sides
from kneecoach.model.feedback import Flag, Today

CALM = tuple(one for day in (0, 2, 4) for one in (session(day, during=2), check_in(day + 1)))


def explained(*records, on_day: int, shown=None, start_level: int = 1, **said):
    one = shown or exercise(**said)
    whole, shelf = programme(one.id, start_level=start_level), catalogue(one)
    today = Today(day=on(on_day))
    past = history(*records)
    chains = explain(
        whole.items[0],
        one,
        programme=whole,
        catalogue=shelf,
        records=read_records(past, today.day),
        today=today,
    )
    return chains, plan(whole, shelf, past, today)


def situation(*sessions, before: int | None = None, **said):
    return look_at(item(**said), TRAINING, sessions, Today(day=DAY, before=before))


def test_the_chain_runs_from_the_first_session_to_today():
    (chain,), _ = explained(*CALM, session(7, done(level=2)), on_day=8)
    assert [step.day for step in chain.steps] == [on(0), on(2), on(4), on(7), on(8)]
    assert [step.rule.id for step in chain.steps] == ["N0", "H4", "H4", "X1", "H3"]
    assert [(step.level_before, step.level) for step in chain.steps] == [
        (1, 1),
        (1, 1),
        (1, 1),
        (1, 2),
        (2, 2),
    ]
    assert [step.cause for step in chain.steps] == [*["session"] * 4, TODAY]


def test_each_step_tells_what_it_looked_at_as_it_was_known():
    (chain,), _ = explained(*CALM, session(7, done(level=2), during=3), on_day=8)
    first, second, *_, last = chain.steps
    assert first.felt is None
    assert second.felt is not None
    scores = (second.felt.before, second.felt.during, second.felt.after, second.felt.morning)
    assert scores == (0, 2, 0, 0)
    assert second.felt.lasted == 0
    assert last.felt is not None
    assert (last.felt.during, last.felt.morning, last.felt.lasted) == (3, None, None)


def test_the_last_step_is_what_the_plan_shows():
    cases = (
        (*CALM,),
        (*CALM, session(7, done(level=2), during=6), check_in(8)),
        (*CALM, session(7, done(level=2), during=9)),
        (*CALM, check_in(6, new_onset=True)),
        (*CALM, session(7, done(level=2)), check_in(8, 3)),
        (*CALM, check_in(8, flags=[Flag.LOCKING])),
        (session(0, during=8), clearance(3)),
    )
    for records in cases:
        for day in range(8, 30):
            (chain,), planned = explained(*records, on_day=day)
            shown = planned.exercises[0].prescriptions[0]
            last = chain.steps[-1]
            assert last.decision == shown.decision
            assert last.level == shown.level
            assert last.rule.id == shown.decision.rule
            assert last.day == on(day)


def test_a_rest_is_told_by_the_decision_that_asked_for_it():
    (chain,), _ = explained(
        *CALM, session(7, done(level=2), during=6), session(8, before=2), on_day=8
    )
    last = chain.steps[-1]
    assert (last.rule.id, last.cause, last.day) == ("R1", TODAY, on(8))
    assert last.rests_until == on(9)


def test_each_leg_has_its_own_chain():
    one = exercise("clam", sides=Sides.EACH)
    records = (
        session(0, done("clam", side=Side.LEFT, during=1), done("clam", side=Side.RIGHT, during=6)),
        check_in(1),
    )
    (left, right), _ = explained(*records, on_day=3, shown=one)
    assert (left.side, right.side) == (Side.LEFT, Side.RIGHT)
    assert left.steps[-1].rule.id == "H4"
    assert right.steps[-1].rule.id == "R1"


def test_work_at_a_lower_level_than_allowed_is_told():
    (chain,), _ = explained(*CALM, session(7, done(level=1)), on_day=8)
    told = [step for step in chain.steps if step.chose_less]
    assert [(step.day, step.rule.id, step.level) for step in told] == [(on(7), "X1", 1)]


def test_every_rule_says_what_would_change_it_and_what_it_rests_on():
    titles = {source.title for source in SOURCES}
    for rule in RULES:
        said = would_change(Verdict(rule=rule.id, action=Action.REDUCE))
        assert re.fullmatch(r"[A-Z0-9].*\.", said)
    (chain,), _ = explained(*CALM, on_day=8)
    for step in chain.steps:
        assert step.sources
        assert {source.title for source in step.sources} <= titles


def test_a_load_that_waits_and_a_break_that_ends_say_so_in_their_own_words():
    assert "to spare" in would_change(Verdict(rule="X5", action=Action.HOLD))
    assert "to spare" not in would_change(Verdict(rule="X5", action=Action.PROGRESS))
    assert "lowest level" in would_change(Verdict(rule="P3", action=Action.RESUME))


def test_the_nearest_score_that_changes_a_decision_is_named():
    flare = situation(felt(-2, morning=2, lasted=1))
    calmer, worse = nearest_changes(flare, judge(flare))
    assert (calmer.score, calmer.value, calmer.action) == (Score.MORNING, 1, Action.HOLD)
    assert calmer.sentence == (
        "With pain the next morning of 1 or less it would have stayed the same."
    )
    assert (worse.is_calmer, worse.score, worse.value) == (False, Score.DURING, 6)
    assert worse.sentence.endswith("gone down, with rest.")


def test_a_break_is_named_where_one_would_have_come():
    severe = situation(felt(-4, during=8, morning=2, lasted=3))
    calmer, *_ = nearest_changes(severe, judge(severe))
    assert (calmer.score, calmer.value, calmer.action) == (Score.DURING, 7, Action.PAUSE)
    assert calmer.sentence.endswith("it would have become a break.")


def test_an_unknown_morning_may_be_the_one_that_would_let_it_go_up():
    unknown = situation(felt(-7), felt(-5), felt(-2, morning=None, lasted=None))
    calmer, worse = nearest_changes(unknown, judge(unknown))
    assert (calmer.score, calmer.value, calmer.action) == (Score.MORNING, 0, Action.PROGRESS)
    assert calmer.sentence == "With pain the next morning of 0 it would have gone up."
    assert worse.action in {Action.REDUCE, Action.SEEK_CARE}


@pytest.mark.parametrize("morning", range(11))
@pytest.mark.parametrize("during", [0, 3, 4, 6, 8])
def test_a_what_if_is_what_the_rules_say(during: int, morning: int):
    now = situation(felt(-4), felt(-2, during=during, morning=morning, lasted=int(morning > 0)))
    verdict = judge(now)
    for one in nearest_changes(now, verdict):
        other = judge_with(now, one.score, one.value)
        assert (other.action, other.rule) == (one.action, one.rule)
        assert other.action is not verdict.action


@pytest.mark.parametrize("morning", range(11))
@pytest.mark.parametrize("during", [0, 3, 4, 6, 8])
def test_no_nearer_score_would_have_changed_a_decision(during: int, morning: int):
    now = situation(felt(-4), felt(-2, during=during, morning=morning, lasted=int(morning > 0)))
    verdict = judge(now)
    for one in nearest_changes(now, verdict):
        known = {Score.MORNING: morning, Score.DURING: during, Score.AFTER: 0}.get(one.score, 5)
        first, last = sorted((known, one.value))
        assert 0 <= first < last <= 10
        for between in range(first + 1, last):
            assert judge_with(now, one.score, between).action is verdict.action


def test_nothing_is_asked_before_the_first_session_or_in_a_break():
    fresh = situation()
    assert nearest_changes(fresh, judge(fresh)) == ()
    with pytest.raises(ValueError, match="no session"):
        judge_with(fresh, Score.MORNING, 1)
    paused = Paused(days=2, settled=None, walks_30_minutes=None)
    breaking = look_at(item(), paused, (felt(-2),), Today(day=DAY))
    assert nearest_changes(breaking, judge(breaking)) == ()


def test_a_chain_says_the_same_whenever_it_is_asked():
    once, _ = explained(*CALM, on_day=9)
    again, _ = explained(*CALM, on_day=9)
    assert once == again
    (later,), _ = explained(*CALM, on_day=40)
    assert later.steps[:-1] == once[0].steps[:-1]
    assert later.steps[-1].day - once[0].steps[-1].day == timedelta(days=31)


# ---------- the days a week ----------

TOP = exercise("squat", levels=1)


def grown(last, day):
    """Return the chain of a ladder of one level, with the days a week of its programme."""
    by, shelf = programme(days_a_week=3), catalogue(TOP)
    records = [
        one for at in range(0, last + 1, 2) for one in (session(at, during=1), check_in(at + 1))
    ]
    past, today = history(*records), Today(day=on(day))
    _, days = find_standing(by, shelf, past, today)
    (chain,) = explain(
        by.items[0],
        TOP,
        programme=by,
        catalogue=shelf,
        records=read_records(past, today.day),
        today=today,
        days=days,
    )
    return chain.steps, plan(by, shelf, past, today), days


def test_one_day_more_a_week_is_explained_as_the_plan_has_it():
    steps, made, days = grown(4, 7)
    assert steps[-1].decision == made.exercises[0].prescriptions[0].decision
    assert (steps[-1].rule.id, steps[-1].decision.detail("freq_to")) == ("X4", 4)
    assert (steps[-1].level_before, steps[-1].level, days.days) == (1, 1, 4)
    assert [source.key for source in steps[-1].sources] == ["hinge-health-back-of-knee"]


def test_a_day_more_that_was_taken_stands_in_the_chain():
    steps, made, days = grown(8, 9)
    assert days.grown == ((on(8), 4),)
    assert [step.rule.id for step in steps if step.day == on(8)] == ["X4"]
    assert [step.rule.id for step in steps].count("X4") == 1
    assert made.programme.days_a_week == 4


def test_without_the_days_a_week_the_chain_tells_of_the_exercise_alone():
    chains, _ = explained(*CALM, on_day=7, levels=1)
    assert chains[0].steps[-1].rule.id == "X1"
