"""Each threshold has a case on either side of it; moving it by one fails one of them."""

from __future__ import annotations

import pytest
from dose_builders import DAY, calm_week, decided, felt, item, on

from kneecoach.dose.decide import decide, look_at
from kneecoach.dose.item import DoseItem
from kneecoach.dose.reasons import put_into_words
from kneecoach.dose.rules import RULES
from kneecoach.dose.safety import CARE_FLAGS
from kneecoach.dose.situation import TRAINING, Change, Neighbour, Paused
from kneecoach.dose.verdict import Verdict
from kneecoach.model.decision import Action, Urgency
from kneecoach.model.dose import Variable
from kneecoach.model.exercise import Kind
from kneecoach.model.feedback import EMERGENCY_FLAGS, Flag, Today
from kneecoach.model.programme import Limits

IMPACT = [Kind.RUN, Kind.PLYO]
NO_IMPACT = [kind for kind in Kind if kind not in IMPACT]


def after_calm(**last):
    """Return three sessions of which only the last is not calm."""
    return (felt(-7), felt(-4), felt(-2, **last))


# ---------- flags ----------


@pytest.mark.parametrize("flag", sorted(EMERGENCY_FLAGS))
def test_an_emergency_sign_stops_everything(flag):
    decision = decided(*calm_week(), flags=[flag])
    assert (decision.rule, decision.urgency) == ("S1", Urgency.EMERGENCY)


@pytest.mark.parametrize("flag", sorted(CARE_FLAGS))
def test_a_sign_to_be_seen_about_stops(flag):
    decision = decided(*calm_week(), flags=[flag])
    assert (decision.rule, decision.urgency) == ("S2", Urgency.SOON)


def test_painless_clicking_is_no_sign_and_every_other_flag_is_one():
    assert decided(*calm_week(), flags=[Flag.PAINLESS_CLICKING]).rule == "X1"
    assert EMERGENCY_FLAGS | CARE_FLAGS | {Flag.PAINLESS_CLICKING} == set(Flag)
    assert not EMERGENCY_FLAGS & CARE_FLAGS


# ---------- severe and red pain ----------


@pytest.mark.parametrize(
    ("before", "rule"),
    [(1, "X1"), (2, "H8"), (5, "H8"), (6, "R3"), (7, "R3"), (8, "S3"), (10, "S3")],
)
def test_pain_now(before, rule):
    assert decided(*calm_week(), before=before).rule == rule


@pytest.mark.parametrize(
    ("during", "sharp", "rule"),
    [
        (3, False, "X1"),
        (4, False, "H2"),
        (5, False, "H2"),
        (6, False, "R1"),
        (7, False, "R1"),
        (8, False, "S3"),
        (5, True, "R2"),
        (6, True, "S3"),
    ],
)
@pytest.mark.parametrize("kind", NO_IMPACT)
def test_pain_during_without_impact(kind, during, sharp, rule):
    assert decided(*after_calm(during=during, sharp=sharp), kind=kind).rule == rule


@pytest.mark.parametrize(
    ("during", "rule"),
    [(1, "X1"), (2, "H2"), (3, "H1"), (5, "H1"), (6, "R1"), (7, "R1"), (8, "S3")],
)
@pytest.mark.parametrize("kind", IMPACT)
def test_pain_during_with_impact(kind, during, rule):
    # Two sessions only, so that no trend can be seen.
    history = (felt(-5, during=during), felt(-2, during=during))
    if rule in {"X1", "H2"}:
        assert decided(*history, kind=kind).rule == rule
    else:
        assert decided(felt(-2, during=during), kind=kind).rule == rule


def test_rest_is_two_days_after_red_pain_and_one_before_starting():
    assert decided(felt(-1, during=6)).detail("rest_hours") == 48
    assert decided(*calm_week(), before=6).detail("rest_hours") == 24


def test_new_or_sharp_pain_rests_three_to_five_days():
    for decision in (decided(*calm_week(), new_onset=True), decided(*after_calm(sharp=True))):
        assert decision.rule == "R2"
        assert decision.action is Action.REDUCE_REST
        assert (decision.detail("rest_days_min"), decision.detail("rest_days_max")) == (3, 5)


def test_a_session_before_someone_was_seen_no_longer_counts_as_severe():
    severe = felt(-2, during=8)
    assert decided(severe, cleared_on=on(-2)).rule == "S3"
    assert decided(severe, cleared_on=on(-1)).rule == "R1"
    sharp = felt(-2, during=6, sharp=True)
    assert decided(sharp, cleared_on=on(-1)).rule == "R1"
    assert decided(severe, cleared_on=on(-1), before=8).rule == "S3"


@pytest.mark.parametrize("rule", ["S3", "S4"])
def test_advice_that_nobody_followed_still_stands(rule):
    decision = decided(*calm_week(), unanswered=rule)
    assert (decision.action, decision.rule) == (Action.SEEK_CARE, rule)


# ---------- not improving ----------


@pytest.mark.parametrize(("step_backs", "rule"), [(0, "F1"), (1, "F1"), (2, "S4"), (3, "S4")])
def test_two_steps_down_and_a_flare_mean_advice(step_backs, rule):
    decision = decided(felt(-2, morning=2), step_backs_21_days=step_backs)
    assert decision.rule == rule
    assert decision.urgency is (Urgency.ROUTINE if rule == "S4" else None)


def test_two_steps_down_and_a_cranky_session_mean_advice_until_someone_was_seen():
    cranky = felt(-2, morning=1)
    assert decided(cranky, step_backs_21_days=2).rule == "S4"
    assert decided(cranky, step_backs_21_days=2, cleared_on=on(-2)).rule == "S4"
    assert decided(cranky, step_backs_21_days=2, cleared_on=on(-1)).rule == "H1"
    assert decided(*calm_week(), step_backs_21_days=2).rule == "X1"
    assert decided(step_backs_21_days=2).rule == "N0"


def test_a_flare_that_is_not_cranky_counts_too():
    assert decided(felt(-2, before=6, morning=6), step_backs_21_days=2).rule == "S4"


# ---------- breaks ----------


@pytest.mark.parametrize(("lasted", "rule"), [(1, "H4"), (2, "F2"), (3, "P2"), (9, "P2")])
def test_how_long_pain_lasted(lasted, rule):
    # The first morning is calm, so that only `lasted` speaks, and a sore one after it.
    assert decided(*after_calm(lasted=lasted, worst_morning=2)).rule == rule
    # Within a point of the pain before, it holds all the same: what lasts is never calm.
    assert decided(*after_calm(lasted=lasted)).rule == "H4"
    assert decided(*after_calm(lasted=0)).rule == "X1"


def test_pain_throughout_pauses_running_and_jumping_only():
    for kind in IMPACT:
        decision = decided(*after_calm(throughout=True), kind=kind)
        assert (decision.action, decision.rule) == (Action.PAUSE, "P1")
        assert decision.detail("strength_continues") is True
    for kind in NO_IMPACT:
        assert decided(*after_calm(throughout=True), kind=kind).rule == "H4"


def test_a_pause_of_strength_work_does_not_promise_that_strength_goes_on():
    decision = decided(felt(-4, lasted=3, after=2), kind=Kind.STRENGTH)
    assert decision.rule == "P2"
    assert decision.detail("strength_continues") is None
    assert (decision.detail("days_min"), decision.detail("days_max")) == (7, 14)


@pytest.mark.parametrize(
    ("days", "settled", "walks", "action", "rule"),
    [
        (6, True, True, Action.PAUSE, "P3"),
        (7, True, True, Action.RESUME, "P3"),
        (30, True, True, Action.RESUME, "P3"),
        (7, True, False, Action.PAUSE, "P3"),
        (7, True, None, Action.PAUSE, "P3"),
        (7, None, True, Action.PAUSE, "P3"),
        (13, False, True, Action.PAUSE, "P3"),
        (14, False, True, Action.SEEK_CARE, "S4"),
        (14, None, True, Action.PAUSE, "P3"),
        (14, True, False, Action.PAUSE, "P3"),
    ],
)
def test_a_break_goes_on_until_it_is_settled(days, settled, walks, action, rule):
    state = Paused(days=days, settled=settled, walks_30_minutes=walks)
    decision = decided(felt(-20, throughout=True), state=state, kind=Kind.RUN)
    assert (decision.action, decision.rule) == (action, rule)


def test_two_weeks_count_anew_from_the_day_someone_was_seen():
    def rule(seen_days_ago):
        state = Paused(days=20, settled=False, walks_30_minutes=None, seen_days_ago=seen_days_ago)
        return decided(felt(-22), state=state).rule

    assert (rule(None), rule(13), rule(14)) == ("S4", "P3", "S4")


def test_resuming_begins_at_the_lowest_level_and_never_above_the_present_one():
    state = Paused(days=8, settled=True, walks_30_minutes=True)
    run = decided(felt(-9), state=state, kind=Kind.RUN)
    assert (run.detail("restart"), run.detail("to_level")) == ("run_walk_level_1", 1)
    other = decided(felt(-9), state=state, limits=Limits(lowest_level=2))
    assert (other.detail("restart"), other.detail("to_level")) == ("lowest_level", 2)
    below = decided(felt(-9), state=state, level=1, limits=Limits(lowest_level=2))
    assert below.detail("to_level") == 1


def test_an_advice_that_stands_is_not_lost_in_a_break():
    state = Paused(days=8, settled=True, walks_30_minutes=True)
    assert decided(felt(-9), state=state, unanswered="S4").rule == "S4"


# ---------- steps down ----------


@pytest.mark.parametrize(
    ("before", "morning", "rule"),
    [
        (2, 2, "X1"),
        (2, 3, "H1"),
        (2, 4, "F1"),
        (5, 5, "X1"),
        (6, 6, "F1"),
        (7, 6, "F1"),
        (7, 5, "X1"),
    ],
)
def test_the_next_morning(before, morning, rule):
    assert decided(*after_calm(before=before, morning=morning)).rule == rule


@pytest.mark.parametrize(("after", "rule"), [(1, "X1"), (2, "H1"), (3, "H1")])
@pytest.mark.parametrize("kind", IMPACT)
def test_pain_after_impact_makes_a_session_cranky(kind, after, rule):
    history = (felt(-5, after=after, during=1), felt(-2, after=after, during=1))
    if rule == "X1":
        assert decided(*history, kind=kind).rule == "X1"
    assert decided(history[-1], kind=kind).rule == ("H4" if rule == "X1" else rule)


def test_pain_after_without_impact_only_makes_a_session_less_than_calm():
    assert decided(*after_calm(after=1)).rule == "X1"
    assert decided(*after_calm(after=2)).rule == "H4"
    assert decided(*after_calm(before=3, after=3, morning=3)).rule == "X1"
    assert decided(*after_calm(before=3, after=4, morning=3)).rule == "H4"
    assert decided(*after_calm(before=4, after=4, morning=4)).rule == "X1"
    assert decided(*after_calm(before=4, after=5, morning=4)).rule == "H4"


def test_twice_cranky_steps_down_and_a_flare_before_counts():
    cranky = {"morning": 1}
    assert decided(felt(-5), felt(-2, **cranky)).rule == "H1"
    assert decided(felt(-5, **cranky), felt(-2)).rule == "H4"
    clear = {"morning": 1, "after": 2}
    assert decided(felt(-5, **cranky), felt(-2, **clear)).rule == "F3"
    assert decided(felt(-5, **clear), felt(-2, **cranky)).rule == "F3"
    assert decided(felt(-5, before=6, morning=6), felt(-2, **cranky)).rule == "F3"


def test_a_point_in_the_mornings_alone_is_no_more_than_scores_differ_by_anyway():
    wobble = {"morning": 1}
    again = decided(felt(-5, **wobble), felt(-2, **wobble))
    assert again.rule == "H1"
    assert "a little worse again after the last session, by no more than a point" in again.reason
    assert "which can happen once" in decided(felt(-5), felt(-2, **wobble)).reason
    assert decided(felt(-2, **wobble, lasted=2)).rule == "H1"
    assert decided(felt(-2, **wobble, lasted=3)).rule == "H1"
    assert decided(felt(-2, **wobble, lasted=3, during=1, after=1)).rule == "H1"


@pytest.mark.parametrize(
    "more",
    [
        {"during": 2},
        {"after": 2},
        {"during": None},
        {"after": None},
        {"worst_morning": 2},
    ],
)
def test_a_point_that_lasts_counts_when_anything_was_felt_beside_it(more):
    assert decided(felt(-2, morning=1, lasted=2, **more)).rule == "F2"
    assert decided(felt(-2, morning=1, lasted=3, **more)).rule == "P2"
    sore = {**more, "morning": 1}
    sore.pop("worst_morning", None)
    expected = "H1" if "worst_morning" in more else "F3"
    assert decided(felt(-5, **sore), felt(-2, **sore)).rule == expected


def test_much_pain_in_the_morning_is_no_wobble():
    assert decided(felt(-2, before=4, morning=5, lasted=2)).rule == "H1"
    assert decided(felt(-2, before=5, morning=6, lasted=2)).rule == "F2"


# ---------- more than usual ----------


@pytest.mark.parametrize(
    ("befores", "now", "rule"),
    [
        ((0, 0, 0), 1, "X1"),
        ((0, 0, 0), 2, "H8"),
        ((1, 1, 1), 2, "X1"),
        ((1, 1, 1), 3, "H8"),
        ((1, 1, 1), 4, "H8"),
        ((1, 3, 2), 3, "X1"),
        ((1, 3, 2), 4, "H8"),
        ((0, 3, 0, 3), 4, "X1"),
        ((3, 0, 3, 0), 2, "H8"),
    ],
)
def test_more_pain_before_than_usual_holds(befores, now, rule):
    history = [
        felt(-9 + 2 * number, before=before, during=0, after=0, morning=before)
        for number, before in enumerate(befores)
    ]
    assert decided(*history, before=now).rule == rule


def test_two_sessions_do_not_say_what_is_usual():
    calm_week_of_two = (felt(-6), felt(-3))
    assert decided(*calm_week_of_two, before=5).rule == "X1"
    assert decided(felt(-8), *calm_week_of_two, before=5).rule == "H8"


@pytest.mark.parametrize(
    ("days", "cap", "rule"),
    [
        ((-6, -4, -2), 3, "X1"),
        ((-6, -4, -2), 2, "H9"),
        ((-7, -4, -2), 2, "H9"),
        ((-8, -4, -2), 2, "X1"),
        ((-6, -4, -4, -2), 3, "X1"),
        ((-6, -4, -2, 0), 3, "X1"),
        ((-7, -6, -5, -4, -3, -2, -1), 6, "H9"),
        ((-7, -6, -5, -4, -3, -2, -1), 7, "X1"),
    ],
)
def test_more_days_than_the_programme_asks_for_hold(days, cap, rule):
    history = [felt(day) for day in days]
    assert decided(*history, frequency=1, frequency_cap=cap).rule == rule


@pytest.mark.parametrize(
    ("peaks", "rule"),
    [
        ((0, 1, 1), "X1"),
        ((0, 0, 2), "H1"),
        ((0, 1, 2), "F4"),
        ((1, 0, 2), "H1"),
        ((1, 1, 3), "H1"),
        ((0, 1, 3), "F4"),
    ],
)
def test_three_runs_that_rise(peaks, rule):
    history = [felt(day, after=peak) for day, peak in zip((-6, -4, -2), peaks, strict=True)]
    # Before is 1 so that one point after is not cranky; the morning is back to it.
    assert decided(*history, kind=Kind.RUN).rule == rule


@pytest.mark.parametrize(
    ("sessions", "rules"),
    [
        (((0, 0), (0, 1), (2, 0)), "F4 F4 F4 F1"),
        (((0, None), (None, 1), (0, 2)), "F4 F4 F3 F1"),
        (((0, 0), (1, 1), (0, 1)), "X1 X1 F4 F1"),
        (((0, 0), (1, 0), (0, 2)), "F4 F4 F4 F1"),
        (((None, 0), (None, None), (2, 2)), "H2 H2 F3 F1"),
    ],
    ids=["after", "one score each", "by the morning", "during", "one unknown"],
)
def test_a_worse_morning_after_several_runs_of_a_day_hides_no_rise(sessions, rules):
    def rule(morning):
        history = [
            felt(-1, during=during, after=after, before=1, morning=morning)
            for during, after in sessions
        ]
        return decided(*history, kind=Kind.RUN).rule

    assert " ".join(rule(morning) for morning in range(4)) == rules


def test_a_rise_without_impact_counts_only_outside_the_band_and_into_the_morning():
    def rule(last, **more):
        history = (
            felt(-6, during=last - 2),
            felt(-4, during=last - 1),
            felt(-2, during=last, **more),
        )
        return decided(*history).rule

    assert rule(3, morning=1) == "H1"
    assert rule(4, morning=1) == "F4"
    assert rule(4, morning=0) == "H2"
    assert rule(4, morning=None) == "H2"
    assert rule(4, before=2, morning=1) == "H2"


def test_a_rise_needs_every_peak():
    unknown = {"during": None, "after": None, "morning": None}
    history = (felt(-6, **unknown), felt(-4, during=4), felt(-2, during=5, morning=1))
    assert decided(*history).rule == "H1"
    history = (felt(-6, during=2), felt(-4, **unknown), felt(-2, during=5, morning=1))
    assert decided(*history).rule == "H1"
    history = (felt(-6, during=2), felt(-4, during=3), felt(-2, **unknown))
    assert decided(*history).rule == "H3"
    assert decided(felt(-4, during=3), felt(-2, during=5, morning=1)).rule == "H1"


def weeks(now, earlier, newest=-1, boundary=-7, **scores):
    """Return sessions of this week and the week before with given peaks, and one said of now."""
    first, *others = enumerate(now)
    return [
        *(felt(boundary - place, during=peak) for place, peak in enumerate(earlier)),
        *(felt(newest - place, during=peak) for place, peak in others),
        felt(newest - first[0], during=first[1], **scores),
    ]


@pytest.mark.parametrize(
    ("now", "earlier", "rule"),
    [
        ((1, 1), (0, 0), "F5"),
        ((1, 1, 1), (0, 0, 0), "F5"),
        ((1, 0), (0, 0), "X1"),
        ((1, 1, 0), (0, 0), "X1"),
        ((2, 2), (1, 1), "F5"),
        ((2, 2), (1, 2), "X1"),
        ((3,), (0, 0), "X1"),
        ((3, 3), (0,), "X1"),
    ],
)
def test_a_week_that_hurt_more(now, earlier, rule):
    calm = {"F5": "H7"}.get(rule, rule)
    assert decided(*weeks(now, earlier), days_at_level=20).rule == calm
    hard = {"X1": "H6"}.get(rule, rule)
    assert decided(*weeks(now, earlier, effort=8), days_at_level=20).rule == hard


def test_a_sorer_week_that_was_calm_throughout_holds_and_does_not_step_down():
    history = weeks((1, 1), (0, 0))
    assert decided(*history, days_at_level=20).action is Action.HOLD
    # It matters how the week ends: what came before has been answered.
    hard = [*weeks((1,), (0, 0), newest=-3, effort=8), felt(-1, during=1)]
    assert decided(*hard, days_at_level=6).rule == "H4"
    assert decided(*weeks((1, 1), (0, 0), effort=8), days_at_level=20).rule == "F5"
    calm_but_sore_before = felt(-1, before=6, morning=6)
    assert decided(*weeks((1,), (0, 0), newest=-3), calm_but_sore_before).rule == "F1"


def test_the_two_weeks_are_seven_days_each():
    assert decided(*weeks((1, 1), (0, 0), newest=-5, effort=8), days_at_level=20).rule == "F5"
    # A session seven days ago belongs to the week before, one fourteen days ago to neither.
    assert (
        decided(felt(-9), felt(-8), felt(-7, during=2), felt(-6, during=1), felt(-5, effort=8)).rule
        != "F5"
    )
    assert (
        decided(felt(-13), felt(-12), felt(-6, during=1), felt(-5, during=1, effort=8)).rule == "F5"
    )
    assert (
        decided(felt(-14), felt(-12), felt(-6, during=1), felt(-5, during=1, effort=8)).rule != "F5"
    )
    assert (
        decided(felt(-12), felt(-11), felt(-7, during=1), felt(-6, during=1, effort=8)).rule != "F5"
    )


def test_unknown_peaks_say_nothing_of_a_week():
    unknown = {"during": None, "after": None, "morning": None}
    history = (felt(-12), felt(-11), felt(-4, **unknown), felt(-2, during=3))
    assert decided(*history, days_at_level=20).rule == "H4"
    sorer = (felt(-4, during=1), felt(-2, during=1, effort=8))
    assert decided(felt(-12), felt(-11, **unknown), felt(-10), *sorer).rule == "F5"
    assert decided(felt(-12), felt(-11, **unknown), *sorer).rule != "F5"


@pytest.mark.parametrize(("ago", "rule"), [(None, "F5"), (0, "H6"), (6, "H6"), (7, "F5")])
def test_weeks_that_a_step_down_has_answered(ago, rule):
    history = weeks((1, 1), (0, 0), effort=8)
    assert decided(*history, days_at_level=20, stepped_down_days_ago=ago).rule == rule


@pytest.mark.parametrize(
    ("previous", "last", "rule"),
    [(79, 79, "U1"), (80, 79, "H6"), (79, 80, "H6"), (100, 79, "H6"), (80, 80, "H6")],
)
def test_work_left_out_twice(previous, last, rule):
    assert decided(felt(-7), felt(-4, complete=previous), felt(-2, complete=last)).rule == rule


def test_work_left_out_in_the_only_two_sessions():
    assert decided(felt(-4, complete=79), felt(-2, complete=79)).rule == "U1"


def test_work_left_out_in_the_only_session():
    assert decided(felt(-2, complete=10)).rule == "H6"


@pytest.mark.parametrize(
    ("days", "rule"), [(7, "X1"), (8, "G0"), (14, "G0"), (15, "G1"), (300, "G1")]
)
def test_days_without_the_exercise(days, rule):
    history = (felt(-days - 4), felt(-days - 2), felt(-days))
    assert decided(*history, days_at_level=days + 9).rule == rule


def test_a_step_down_goes_exactly_one_level_and_stays_a_week():
    decision = decided(felt(-2, morning=2), level=4)
    assert decision.details == (("to_level", 3), ("min_days_there", 7))


def test_at_the_bottom_the_easier_exercise_is_named_or_a_set_is_taken_off():
    flare = felt(-2, morning=2)
    easier = Neighbour(id="quad_set", name="Quad set")
    named = decided(flare, level=1, easier=easier, sets=3, full_sets=3)
    assert named.detail("easier") == "quad_set"
    assert named.detail("sets_to") is None
    assert named.detail("to_level") == 1
    assert "Quad set" in named.reason
    fewer = decided(flare, level=1, sets=3, full_sets=3)
    assert (fewer.detail("to_level"), fewer.detail("sets_to")) == (1, 2)
    assert "2 sets" in fewer.reason
    assert "one set," in decided(flare, level=1, sets=2).reason
    assert decided(flare, level=1, sets=1).detail("sets_to") == 1
    nothing = decided(flare, level=1)
    assert nothing.details == (("to_level", 1), ("min_days_there", 7))
    assert "its lowest" in nothing.reason


def test_limits_are_the_bottom_and_the_top():
    flare = felt(-2, morning=2)
    assert decided(flare, level=3, limits=Limits(lowest_level=3)).detail("to_level") == 3
    assert decided(flare, level=3, limits=Limits(lowest_level=2)).detail("to_level") == 2
    held = decided(*calm_week(), level=3, limits=Limits(highest_level=3))
    assert (held.action, held.rule, held.detail("at_limit")) == (Action.HOLD, "X1", True)
    assert "highest that the programme" in held.reason
    above = decided(flare, level=5, limits=Limits(highest_level=3))
    assert above.detail("to_level") == 3


def test_one_session_leads_to_one_step_down_only():
    decision = decided(felt(-2, morning=2), session_answered=True)
    assert decision.action is Action.REDUCE
    assert (decision.detail("to_level"), decision.detail("already_taken")) == (3, True)
    assert "already" in decision.reason


def test_pain_before_starting_leads_to_one_step_down_a_day():
    taken = decided(*calm_week(), before=6, stepped_down_days_ago=0)
    assert (taken.rule, taken.detail("already_taken")) == ("R3", True)
    again = decided(*calm_week(), before=6, stepped_down_days_ago=1)
    assert (again.rule, again.detail("to_level")) == ("R3", 2)


# ---------- holds ----------


def test_a_new_exercise_begins_where_the_programme_says():
    decision = decided(level=2)
    assert (decision.action, decision.rule) == (Action.HOLD, "N0")
    assert "level 2" in decision.reason


@pytest.mark.parametrize("score", ["during", "after", "morning", "effort"])
def test_a_score_that_is_not_known_never_counts_as_good(score):
    decision = decided(*after_calm(**{score: None}))
    assert (decision.action, decision.rule) == (Action.HOLD, "H3")
    earlier = decided(felt(-7), felt(-5, **{score: None}), felt(-2))
    assert earlier.rule == "H4"


def test_the_morning_after_a_session_of_today_is_still_to_come():
    decision = decided(felt(-5), felt(0, morning=None, lasted=None))
    assert decision.rule == "H3"
    assert "Tomorrow morning" in decision.reason


@pytest.mark.parametrize(("effort", "rule"), [(7, "X1"), (8, "H6"), (10, "H6")])
def test_effort(effort, rule):
    assert decided(*after_calm(effort=effort)).rule == rule


@pytest.mark.parametrize(("complete", "rule"), [(100, "X1"), (99, "H6")])
def test_work_left_out_once(complete, rule):
    assert decided(*after_calm(complete=complete)).rule == rule


def test_the_sentence_about_a_hard_session_says_which_it_was():
    assert "felt hard, 8 of 10" in decided(*after_calm(effort=8)).reason
    assert "left out" in decided(*after_calm(complete=90, effort=9)).reason


@pytest.mark.parametrize(("days", "rule"), [(6, "H5"), (7, "X1")])
def test_one_change_at_a_time(days, rule):
    change = Change(variable=Variable.FREQUENCY, days_ago=days)
    assert decided(*calm_week(), days_at_level=12, last_change=change).rule == rule


def test_the_next_variable_itself_is_no_other_change_but_its_days_count():
    def rule(kind, variable, days, **said):
        change = Change(variable=variable, days_ago=days)
        return decided(*calm_week(), kind=kind, days_at_level=12, last_change=change, **said).rule

    assert rule(Kind.STRENGTH, Variable.REPS, 3) == "H4"
    assert rule(Kind.STRENGTH, Variable.REPS, 7) == "X1"
    assert rule(Kind.RUN, Variable.REPS, 3) == "H5"
    assert rule(Kind.RUN, Variable.DISTANCE, 3) == "H4"
    assert rule(Kind.STRENGTH, Variable.HOLD, 3, next_variable=Variable.HOLD) == "H4"
    assert rule(Kind.STRENGTH, Variable.REPS, 3, next_variable=Variable.HOLD) == "H5"


@pytest.mark.parametrize(("days", "rule"), [(6, "H4"), (7, "X1")])
def test_days_at_a_level(days, rule):
    history = (felt(-5), felt(-3), felt(-1))
    assert decided(*history, days_at_level=days).rule == rule


def test_three_calm_sessions_at_the_level_or_a_calm_week():
    sore = felt(-12, after=2)
    assert decided(sore, felt(-9), felt(-8), felt(-1), days_at_level=20).rule == "X1"
    assert decided(sore, felt(-9), felt(-1), days_at_level=20).rule == "H4"
    assert decided(felt(-9, after=2), felt(-6), felt(-1), days_at_level=20).rule == "X1"
    assert decided(felt(-9, after=2), felt(-7), felt(-1), days_at_level=20).rule == "H4"
    assert decided(felt(-9), felt(-6, after=2), felt(-3), felt(-1), days_at_level=20).rule == "H4"
    # What was done before the dose changed does not count towards changing it again.
    assert decided(felt(-9), felt(-8), felt(-1), days_at_level=9).rule == "X1"
    assert decided(felt(-9), felt(-8), felt(-1), days_at_level=8).rule == "H4"
    assert decided(felt(-6), felt(-5), days_at_level=7).rule == "X1"


def test_sharp_or_throughout_is_not_calm():
    assert decided(felt(-7), felt(-5, throughout=True), felt(-2)).rule == "H4"
    assert decided(felt(-7), felt(-5, sharp=True), felt(-2)).rule == "H4"


def test_the_sentence_about_settling_in_says_what_is_missing():
    reason = decided(felt(-1), days_at_level=3).reason
    assert "two more calm sessions in a row" in reason
    assert "four more days at this level" in reason
    assert "more day" not in decided(felt(-1), days_at_level=9).reason


# ---------- going up ----------


def test_going_up_is_one_level_and_one_variable():
    decision = decided(*calm_week(), level=3)
    assert (decision.action, decision.rule) == (Action.PROGRESS, "X1")
    assert (decision.detail("to_level"), decision.detail("variables_changed")) == (4, 1)


def test_at_the_top_the_harder_exercise_is_offered_not_taken():
    harder = Neighbour(id="step_down", name="Step down")
    decision = decided(*calm_week(), level=5, harder=harder)
    assert (decision.detail("to_level"), decision.detail("harder")) == (5, "step_down")
    assert "Step down" in decision.reason
    alone = decided(*calm_week(), level=5)
    assert (alone.rule, alone.details) == ("X1", (("to_level", 5),))
    assert "top of the ladder" in alone.reason


def test_sets_that_were_taken_off_come_back_first():
    for variable in (None, Variable.LOAD, Variable.FREQUENCY):
        decision = decided(
            *calm_week(), level=1, sets=1, full_sets=3, next_variable=variable, spare_reps=(2, 2)
        )
        assert (decision.rule, decision.detail("sets_to")) == ("X1", 2)
        assert decision.detail("to_level") == 1
        assert "2 in all" in decision.reason


@pytest.mark.parametrize(
    ("planned", "rule", "cap"), [(11.0, "X1", None), (11.1, "X2", 11.0), (15, "X2", 11.0)]
)
def test_a_week_grows_by_a_tenth_at_most(planned, rule, cap):
    decision = decided(*calm_week(), kind=Kind.RUN, week_volume=10, planned_week_volume=planned)
    assert (decision.rule, decision.detail("week_volume_max")) == (rule, cap)


@pytest.mark.parametrize(
    ("planned", "rule", "cap"), [(11.0, "X1", None), (11.1, "X3", 11.0), (12, "X3", 11.0)]
)
def test_a_session_grows_by_a_tenth_at_most(planned, rule, cap):
    decision = decided(
        *calm_week(), kind=Kind.RUN, longest_in_30_days=10.0, planned_session=planned
    )
    assert (decision.rule, decision.detail("session_max")) == (rule, cap)


def test_both_caps_hold_when_both_are_exceeded_and_caps_are_rounded_down():
    decision = decided(
        *calm_week(),
        week_volume=12.05,
        planned_week_volume=15,
        longest_in_30_days=4.19,
        planned_session=5,
    )
    assert decision.rule == "X2"
    assert (decision.detail("week_volume_max"), decision.detail("session_max")) == (13.2, 4.6)
    assert "13.2 in the week and 4.6 in one session" in decision.reason


def test_a_cap_that_is_kept_is_not_named_and_half_a_cap_is_none():
    session_only = decided(
        *calm_week(),
        week_volume=10,
        planned_week_volume=11,
        longest_in_30_days=4,
        planned_session=5,
    )
    assert session_only.rule == "X3"
    assert session_only.detail("week_volume_max") is None
    week_only = decided(
        *calm_week(),
        week_volume=10,
        planned_week_volume=12,
        longest_in_30_days=4,
        planned_session=4,
    )
    assert week_only.rule == "X2"
    assert week_only.detail("session_max") is None
    assert decided(*calm_week(), week_volume=10, longest_in_30_days=4).rule == "X1"
    assert decided(*calm_week(), planned_week_volume=10, planned_session=4).rule == "X1"


@pytest.mark.parametrize(("frequency", "rule"), [(2, "X4"), (3, "X1")])
def test_one_day_a_week_more_below_the_cap(frequency, rule):
    decision = decided(
        *calm_week(), frequency=frequency, frequency_cap=3, next_variable=Variable.FREQUENCY
    )
    assert decision.rule == rule
    assert decision.detail("freq_to") == (3 if rule == "X4" else None)


@pytest.mark.parametrize(
    ("spare", "action"),
    [
        ((1, 1), Action.PROGRESS),
        ((2, 2), Action.PROGRESS),
        ((0, 1, 2), Action.PROGRESS),
        ((0, 2), Action.HOLD),
        ((2, 0), Action.HOLD),
        ((3, 2), Action.PROGRESS),
        ((5, 9), Action.PROGRESS),
        ((2,), Action.HOLD),
        ((), Action.HOLD),
        ((None, 2), Action.HOLD),
        ((2, None), Action.HOLD),
    ],
)
def test_load_goes_up_with_repetitions_to_spare(spare, action):
    decision = decided(*calm_week(), next_variable=Variable.LOAD, spare_reps=spare)
    assert (decision.rule, decision.action) == ("X5", action)
    assert decision.detail("load_pct_max") == (10 if action is Action.PROGRESS else None)
    assert decision.detail("load_pct_min") == (2 if action is Action.PROGRESS else None)


def test_repetitions_to_spare_are_read_from_the_sessions():
    history = (felt(-7), felt(-4, spare=1), felt(-2, spare=2))
    assert decided(*history, next_variable=Variable.LOAD).action is Action.PROGRESS
    assert decided(*calm_week(), next_variable=Variable.LOAD).action is Action.HOLD
    assert decided(*calm_week(), next_variable=Variable.LOAD, level=5).rule == "X1"


# ---------- bands ----------


def test_a_pack_may_tighten_the_band_and_never_loosen_it():
    assert decided(*after_calm(during=3), limits=Limits(clean_up_to=2)).rule == "H2"
    assert decided(*after_calm(during=1), limits=Limits(clean_up_to=0)).rule == "H2"
    assert decided(*after_calm(during=4), limits=Limits(clean_up_to=5)).rule == "H2"
    assert decided(*after_calm(during=2), kind=Kind.RUN, limits=Limits(clean_up_to=5)).rule == "H2"
    assert decided(felt(-2, during=4), limits=Limits(acceptable_up_to=4)).rule == "H2"
    assert decided(felt(-2, during=5), limits=Limits(acceptable_up_to=4)).rule == "H1"
    assert decided(felt(-2, during=6), limits=Limits(acceptable_up_to=4)).rule == "R1"
    assert (
        decided(felt(-2, during=3), kind=Kind.RUN, limits=Limits(acceptable_up_to=9)).rule == "H1"
    )
    assert decided(*after_calm(during=2), limits=Limits(acceptable_up_to=1)).rule == "H1"


# ---------- the door itself ----------


def test_sessions_in_any_order_and_from_the_future():
    history = (felt(-7), felt(-4, morning=1), felt(-2, morning=1))
    expected = decided(*history)
    assert decided(*reversed(history)) == expected
    assert decided(*history, felt(1, during=9)) == expected


def test_an_item_that_cannot_be_is_refused():
    for wrong in ({"level": 0}, {"level": 6}, {"days_at_level": -1}):
        with pytest.raises(ValueError, match="level"):
            item(**wrong)


def test_the_defaults_of_an_item_ask_for_nothing_more():
    plain = DoseItem(kind=Kind.STRENGTH, level=1, levels=2, days_at_level=7)
    assert decide(plain, TRAINING, calm_week(), Today(day=DAY)).rule == "X1"


NOTHING_YET = look_at(item(), TRAINING, (), Today(day=DAY))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_alone_copes_with_nothing_known(rule):
    verdict = rule.check(NOTHING_YET)
    assert verdict is None or verdict.rule in {"N0", "H4", "X1"}


@pytest.mark.parametrize("rule", ["P3", "H5", "R1"])
def test_a_sentence_about_what_is_not_there_is_a_bug(rule):
    wrong = Verdict(rule=rule, action=Action.HOLD)
    with pytest.raises((TypeError, ValueError), match=r"break|change|session"):
        put_into_words(NOTHING_YET, wrong)


def test_pain_above_a_tightened_band_stays_cranky_when_it_is_red():
    tightened = Limits(acceptable_up_to=4)
    for during in (5, 6, 7):
        sore = felt(-2, during=during, lasted=3)
        assert decided(sore, step_backs_21_days=2, limits=tightened).rule == "S4"
    # A limit at the kind's own band tightens nothing: red pain has its own rule there.
    for limits in (Limits(), Limits(acceptable_up_to=5)):
        assert decided(felt(-2, during=6), step_backs_21_days=2, limits=limits).rule == "R1"


def test_a_session_without_any_score_makes_no_trend():
    unknown = felt(-4, during=None, after=None, morning=None)
    first, last = felt(-6, during=1), felt(-2, during=4, morning=1)
    assert decided(first, felt(-4, during=2), last).rule == "F4"
    assert decided(first, unknown, last).rule != "F4"


def test_the_highest_effort_that_is_still_calm_is_not_called_hard():
    sorer_after = [felt(-7), felt(-4), felt(-2, after=2, effort=7)]
    assert decided(*sorer_after).rule == "H4"
    harder = [*sorer_after[:2], felt(-2, after=2, effort=8)]
    assert decided(*harder).rule == "H6"
