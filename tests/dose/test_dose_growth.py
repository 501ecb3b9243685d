"""Load, pace and the caps on running, as they follow from a history."""

from __future__ import annotations

from dataclasses import replace

import pytest
from dose_builders import (
    calm_week,
    catalogue,
    check_in,
    decided,
    dose,
    exercise,
    history,
    on,
    programme,
    session,
)
from dose_builders import done as done_of

from kneecoach.dose.doses import dose_at
from kneecoach.dose.followed import replay_item
from kneecoach.dose.plan import plan
from kneecoach.dose.situation import Course
from kneecoach.dose.track import read_records
from kneecoach.model.decision import Action
from kneecoach.model.dose import (
    Band,
    Dose,
    Intervals,
    Load,
    Phase,
    PhaseName,
    Repetitions,
    Sides,
    Timed,
    Variable,
)
from kneecoach.model.exercise import Kind, Level
from kneecoach.model.feedback import Today
from kneecoach.model.programme import Limits
from kneecoach.model.units import Kilograms, Seconds


def loaded(*kilograms, **said):
    """Return an exercise whose levels carry these weights; None is body weight alone."""
    base = exercise(**said)
    ladder = tuple(
        Level(
            dose=replace(dose(), load=None if kg is None else Load(kilograms=Kilograms(kg))),
            changes=Variable.LOAD if number else None,
        )
        for number, kg in enumerate(kilograms)
    )
    return replace(base, ladder=ladder)


def lifted(day, level, kg=None, *, spare=1, **scores):
    """Return a calm session with a weight, and the morning after it."""
    one = replace(
        done_of(level=level, spare=spare),
        dose=replace(dose(), load=None if kg is None else Load(kilograms=Kilograms(kg))),
    )
    morning = scores.pop("morning", 0)
    return [session(day, one, **scores), check_in(day + 1, morning)]


def run(records, day, of, limits=None, start_level=1):
    by = programme(limits=limits or Limits(), start_level=start_level)
    made = plan(by, catalogue(of), history(*records), Today(day=on(day)))
    return made.exercises[0].prescriptions[0]


def kg(one):
    return one.dose.load.kilograms if one.dose.load else None


def weeks(count, level, weights):
    """Return a calm week of three sessions for each weight."""
    records = []
    for number in range(count):
        for day in (0, 2, 4):
            records += lifted(number * 7 + day, level, weights[number])
    return records


def test_the_weight_grows_by_a_tenth_and_reaches_the_next_level():
    of = loaded(10, 12)
    first = run(weeks(1, 1, [10]), 7, of)
    assert (first.level, kg(first), first.decision.rule) == (1, 11, "X5")
    assert "the weight goes up to 11 kg, and nothing else changes" in first.decision.reason
    second = run(weeks(2, 1, [10, 11]), 14, of)
    assert (second.level, kg(second)) == (2, 12)
    assert "one level up, to level 2, with 12 kg" in second.decision.reason


def test_small_weights_grow_by_half_a_kilogram():
    of = loaded(1, 2)
    assert kg(run(weeks(1, 1, [1]), 7, of)) == 1.5
    assert (run(weeks(2, 1, [1, 1.5]), 14, of).level) == 2


def test_the_first_weight_is_a_level_of_its_own():
    one = run(weeks(1, 1, [None]), 7, loaded(None, 5))
    assert (one.level, kg(one), one.decision.rule) == (2, 5, "X5")
    assert "%" not in one.decision.reason


def test_bands_go_by_levels():
    of = loaded(1, 2)
    bands = tuple(
        replace(level, dose=replace(level.dose, load=Load(band=band)))
        for level, band in zip(of.ladder, (Band.LIGHT, Band.MEDIUM), strict=True)
    )
    one = run(weeks(1, 1, [None]), 7, replace(of, ladder=bands))
    assert (one.level, one.dose.load) == (2, Load(band=Band.MEDIUM))


def test_without_repetitions_to_spare_the_weight_stays():
    records = [each for day in (0, 2, 4) for each in lifted(day, 1, 10, spare=0)]
    one = run(records, 7, loaded(10, 12))
    assert (one.level, kg(one), one.decision.rule) == (1, 10, "X5")
    assert one.decision.action is Action.HOLD


def test_at_the_top_the_weight_grows_only_as_far_as_the_pack_says():
    of = loaded(10)
    assert run(weeks(1, 1, [10]), 7, of).decision.rule == "X4"
    limits = Limits(highest_load=Kilograms(11.5))
    assert kg(run(weeks(1, 1, [10]), 7, of, limits)) == 11
    assert kg(run(weeks(2, 1, [10, 11]), 14, of, limits)) == 11.5
    third = run(weeks(3, 1, [10, 11, 11.5]), 21, of, limits)
    assert (kg(third), third.decision.rule) == (11.5, "X4")
    stopped = Limits(highest_load=Kilograms(20), highest_level=1)
    below = run(weeks(1, 1, [10]), 7, loaded(10, 12), stopped)
    assert (below.level, kg(below), below.decision.rule) == (1, 10, "X4")


def test_a_step_down_takes_the_level_below_and_its_own_weight():
    of = loaded(8, 10, 12)
    records = [*weeks(2, 2, [10, 11]), *lifted(14, 2, 11, morning=2)]
    one = run(records, 16, of, start_level=2)
    assert (one.level, kg(one), one.decision.rule) == (1, 8, "F1")


def test_at_the_lowest_level_a_step_down_takes_the_weight_back():
    records = [*weeks(2, 1, [10, 11]), *lifted(14, 1, 11, morning=2)]
    one = run(records, 16, loaded(10, 12))
    assert (one.level, kg(one), one.dose.sets, one.decision.rule) == (1, 10, 3, "F1")
    assert "the weight goes back to 10 kg" in one.decision.reason


def test_where_no_weight_was_added_a_step_down_at_the_lowest_level_takes_a_set_off():
    one = run(lifted(0, 1, 10, morning=2), 2, loaded(10, 12))
    assert (one.level, kg(one), one.dose.sets, one.decision.rule) == (1, 10, 2, "F1")


@pytest.mark.parametrize(
    ("highest", "rule", "grown"),
    [(9.0, "X4", None), (10.0, "X4", None), (11.0, "X5", 11.0)],
)
def test_no_weight_grows_to_what_it_is_already_or_less(highest, rule, grown):
    limits = Limits(highest_load=Kilograms(highest))
    one = run(weeks(1, 1, [10.0]), 7, loaded(10.0), limits)
    assert (one.decision.rule, one.decision.detail("load_to")) == (rule, grown)
    assert kg(one) == (grown or 10.0)


def test_who_lifts_less_goes_on_from_there():
    of = loaded(10, 20)
    records = [*weeks(2, 1, [10, 11]), *lifted(14, 1, 10.5)]
    one = run(records, 16, of)
    assert (kg(one), one.days_at_level) == (10.5, 2)
    records = [*weeks(2, 1, [10, 11]), *lifted(14, 1, 10)]
    assert kg(run(records, 16, of)) == 10
    # What was asked for and not taken is asked for again, and goes no further.
    records = [*weeks(1, 1, [10]), *lifted(7, 1, 10)]
    assert kg(run(records, 8, of)) == 11
    lower = [*weeks(2, 2, [10, 11]), *lifted(14, 1, 8)]
    one = run(lower, 16, loaded(8, 10, 20), start_level=2)
    assert (one.level, kg(one)) == (1, 8)


# ---------- pace ----------


@pytest.mark.parametrize(
    ("days", "pace", "rule"), [(13, 14, "H4"), (14, 14, "X1"), (7, None, "X1")]
)
def test_a_pack_may_ask_for_more_time_between_steps(days, pace, rule):
    one = decided(*calm_week(), days_at_level=days, limits=Limits(pace_days=pace))
    assert one.rule == rule


def test_a_pack_cannot_ask_for_less_than_a_week():
    one = decided(*calm_week(), days_at_level=6, limits=Limits(pace_days=3))
    assert one.rule == "H4"
    slow = decided(*calm_week(), days_at_level=12, limits=Limits(pace_days=14))
    assert "two more days at this level" in slow.reason


# ---------- runs ----------


def minutes_of(run_minutes, walk_minutes, rounds):
    phases = tuple(
        Phase(name=name, lasts=Seconds(minutes * 60))
        for name, minutes in ((PhaseName.RUN, run_minutes), (PhaseName.WALK, walk_minutes))
    )
    return Dose(
        sets=1, work=Intervals(rounds=rounds, phases=phases), rest=Seconds(0), sides=Sides.BOTH
    )


def run_for(minutes):
    work = Timed(phase=Phase(name=PhaseName.RUN, lasts=Seconds(minutes * 60)))
    return Dose(sets=1, work=work, rest=Seconds(0), sides=Sides.BOTH)


def runner(*doses):
    ladder = tuple(
        Level(dose=one, changes=Variable.INTERVALS if number else None)
        for number, one in enumerate(doses)
    )
    return replace(exercise("jog", kind=Kind.RUN), ladder=ladder)


def ran(day, level, asked):
    return [
        session(day, replace(done_of("jog", level=level), dose=asked)),
        check_in(day + 1),
    ]


def jog(records, day, of, **more):
    by = programme("jog", **more)
    return (
        plan(by, catalogue(of), history(*records), Today(day=on(day))).exercises[0].prescriptions[0]
    )


def calm_runs(first, level, asked):
    return [each for day in (0, 2, 4) for each in ran(first + day, level, asked)]


def test_a_step_of_a_tenth_is_taken_whole():
    short, long = run_for(20), run_for(22)
    one = jog(calm_runs(0, 1, short), 7, runner(short, long))
    assert (one.level, one.dose, one.decision.rule) == (2, long, "X1")


def test_a_longer_step_is_cut_and_grows_until_it_is_whole():
    short, long = run_for(20), run_for(25)
    of = runner(short, long)
    first = jog(calm_runs(0, 1, short), 7, of)
    assert (first.level, first.dose, first.decision.rule) == (2, run_for(22), "X2")
    assert first.decision.detail("session_max") == 22
    assert first.decision.detail("week_volume_max") == 66
    records = [*calm_runs(0, 1, short), *calm_runs(7, 2, run_for(22))]
    second = jog(records, 14, of)
    assert (second.level, second.dose) == (2, run_for(24))
    assert "a little more at level 2" in second.decision.reason
    records += calm_runs(14, 2, run_for(24))
    third = jog(records, 21, of)
    assert (third.level, third.dose, third.decision.rule) == (2, long, "X1")
    assert "a whole session of level 2" in third.decision.reason


def test_rounds_are_left_out_of_intervals():
    of = runner(minutes_of(1, 2, 6), minutes_of(2, 2, 6))
    one = jog(calm_runs(0, 1, of.ladder[0].dose), 7, of)
    assert (one.level, one.dose) == (2, minutes_of(2, 2, 4))


def test_a_week_caps_what_a_single_long_run_would_allow():
    short, long = run_for(20), run_for(40)
    week = [each for day in (0, 2, 4, 6) for each in ran(day, 1, short)]
    records = [*ran(-14, 1, run_for(40)), *ran(-12, 1, short), *week]
    one = jog(records, 7, runner(short, long))
    assert one.decision.detail("week_volume_max") == 88
    assert one.decision.detail("session_max") == 22


@pytest.mark.parametrize(("ago", "most"), [(30, 33), (31, 27.5)])
def test_a_single_run_is_capped_by_the_longest_of_thirty_days(ago, most):
    asked = run_for(25)
    of = runner(asked, run_for(40))
    far = ran(7 - ago, 1, run_for(30))
    made = jog([*far, *ran(-12, 1, asked), *calm_runs(0, 1, asked)], 7, of)
    assert made.level == 2
    situation = replayed([*far, *ran(-12, 1, asked), *calm_runs(0, 1, asked)], 7, of).situation
    assert situation.volume.longest * 1.1 == pytest.approx(most)
    assert situation.volume.sessions == 3


@pytest.mark.parametrize(("first", "sessions"), [(0, 2), (-1, 1)])
def test_the_week_is_the_seven_days_before(first, sessions):
    asked = run_for(25)
    records = [*ran(first, 1, asked), *ran(5, 1, asked)]
    one = replayed(records, 7, runner(asked, run_for(40)))
    assert one.situation.volume.sessions == sessions


def replayed(records, day, of):
    by = programme("jog")
    return replay_item(
        by.items[0],
        of,
        programme=by,
        catalogue=catalogue(of),
        records=read_records(history(*records), on(day)),
        today=Today(day=on(day)),
    )[0][1]


def test_a_flare_takes_a_cut_run_one_level_down_and_whole():
    short, long = run_for(20), run_for(25)
    records = [*calm_runs(0, 1, short), *ran(7, 2, run_for(22))[:1], check_in(8, 3)]
    one = jog(records, 9, runner(short, long))
    assert (one.level, one.dose, one.decision.rule) == (1, short, "F1")


def test_strength_work_is_not_capped_by_its_time():
    records = [*calm_week_records(), check_in(7)]
    made = plan(programme(), catalogue(), history(*records), Today(day=on(7)))
    assert made.exercises[0].prescriptions[0].decision.rule == "X1"


def calm_week_records():
    return [each for day in (0, 2, 4) for each in (session(day), check_in(day + 1))]


@pytest.mark.parametrize(
    ("cap", "asked", "cut"),
    [
        (20.0, run_for(20), run_for(20)),
        (19.9, run_for(20), run_for(19.5)),
        (0.1, run_for(20), run_for(0.5)),
        (0.1, minutes_of(1, 1, 6), minutes_of(1, 1, 1)),
        (5.0, minutes_of(1, 1, 6), minutes_of(1, 1, 2)),
    ],
)
def test_a_dose_is_cut_to_what_fits(cap, asked, cut):
    assert dose_at(asked, Course(level=1, session_cap=cap)) == cut


def test_repetitions_are_cut_too():
    whole = dose(sets=1, reps=30)
    cut = dose_at(whole, Course(level=1, session_cap=0.5))
    assert cut.work == Repetitions(reps=15, tempo=whole.work.tempo)


def test_a_set_taken_off_stays_off_and_one_set_stays():
    assert dose_at(dose(3), Course(level=1, sets_taken=1)).sets == 2
    assert dose_at(dose(1), Course(level=1, sets_taken=3)).sets == 1
