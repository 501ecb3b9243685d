"""Records that are not as they should be: what is done with each, and that nothing gets heavier."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from dose_builders import catalogue, check_in, done, exercise, history, on, programme, session

from kneecoach.dose.plan import plan
from kneecoach.model.feedback import Today
from kneecoach.model.record import CheckIn
from kneecoach.model.units import pain_score


def planned(records, day, of=None, by=None):
    names = catalogue(*(of or (exercise(),)))
    return plan(by or programme(), names, history(*records), Today(day=on(day)))


def one(records, day, **more):
    return planned(records, day, **more).exercises[0].prescriptions[0]


def calm(*days, level=1, name="squat"):
    return [
        each for day in days for each in (session(day, done(name, level=level)), check_in(day + 1))
    ]


@pytest.mark.parametrize("score", [-1, 11, 3.0, "3", None, True])
def test_a_score_that_is_none_is_refused_where_it_is_made(score):
    with pytest.raises(ValueError, match="whole number from 0 to 10"):
        pain_score(score)


# ---------- the clock ----------


def test_what_is_dated_in_the_future_waits_for_its_day():
    """A clock that ran ahead and was set back leaves records of days that are still to come."""
    ahead = [*calm(0, 2, 4), session(9, done(level=2), during=9), check_in(10, 9)]
    assert one(ahead, 7) == one(calm(0, 2, 4), 7)
    assert one(ahead, 10).decision.rule == "S3"


def test_a_clock_set_back_between_two_check_ins_lets_the_later_moment_count():
    """Which word is the last one is told by the moment that was written down, not by the order."""
    first, second = check_in(5, 3, hour=9), check_in(5, 0, hour=8)
    records = [*calm(0, 2), session(4, done()), first, second]
    assert one(records, 5).decision.rule == "F1"
    assert one([*records[:-2], second, first], 5).decision.rule == "F1"


def test_of_two_words_at_the_very_same_moment_the_more_painful_counts():
    calm_word = check_in(5, 0)
    sore = replace(calm_word, pain=pain_score(3))
    for said in ([calm_word, sore], [sore, calm_word]):
        assert one([*calm(0, 2), session(4, done()), *said], 5).decision.rule == "F1"


def test_a_session_may_end_before_it_began_by_the_clock():
    late = session(4, done())
    back = replace(late, ended_at=late.started_at - timedelta(hours=3))
    assert one([*calm(0, 2), back, check_in(5)], 7) == one([*calm(0, 2), late, check_in(5)], 7)


def test_two_sessions_of_a_day_go_by_their_moments_not_by_their_order():
    morning, evening = session(4, done(level=2), hour=8), session(4, done(), hour=20, during=6)
    records = [*calm(0, 2), morning, evening, check_in(5)]
    assert one(records, 5) == one(records[::-1], 5)
    assert one(records, 5).decision.rule == "R1"


# ---------- time zones and daylight saving ----------


@pytest.mark.parametrize("hours", [-11, -5, 0, 1, 9, 14])
def test_the_time_zone_of_a_moment_changes_nothing(hours):
    """Days are the person's own; moments only put the sessions of one day in order."""
    zone = timezone(timedelta(hours=hours))

    def moved(each):
        if isinstance(each, CheckIn):
            return replace(each, recorded_at=each.recorded_at.astimezone(zone))
        return replace(
            each,
            started_at=each.started_at.astimezone(zone),
            ended_at=each.ended_at.astimezone(zone),
        )

    records = [*calm(0, 2, 4), session(4, done(), hour=23)]
    assert one([moved(each) for each in records], 7) == one(records, 7)


def test_a_moment_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        replace(session(0), started_at=datetime(2026, 3, 2, 18))  # noqa: DTZ001


def test_a_flight_across_the_date_line_makes_no_day_negative():
    """A session that began later may lie on an earlier day; the days decide."""
    first = session(4, done(), hour=10)
    second = replace(
        session(3, done(level=2), number=9), started_at=datetime(2026, 3, 7, tzinfo=UTC)
    )
    assert one([*calm(0), first, second, check_in(5)], 7).level_before <= 2
    planned([first, second], 3)


def test_the_days_on_which_the_clocks_change_are_days_like_others():
    """29 March 2026 has 23 hours in much of Europe, 25 October has 25."""
    from datetime import date

    for changes in (date(2026, 3, 29), date(2026, 10, 25)):
        offset = (changes - on(0)).days
        records = calm(*(offset + day for day in (-4, -2, 0)))
        assert [one(records, offset + day).decision.rule for day in (2, 3)] == ["H4", "X1"]


# ---------- programmes and packs that change ----------


def test_a_programme_changed_in_the_middle_goes_on_from_what_was_done():
    other = programme(name="other", start_level=4)
    assert one(calm(0, 2, 4), 7, by=other).level == 2
    assert one(calm(0, 2, 4), 7, by=other).decision.rule == "X1"


def test_a_renamed_exercise_is_a_new_one_and_begins_at_its_start():
    renamed = exercise("squat_new")
    by = programme("squat_new", start_level=1)
    found = one(calm(0, 2, 4, level=4), 7, of=(renamed,), by=by)
    assert (found.level, found.decision.rule) == (1, "N0")


def test_a_renamed_exercise_stays_stopped_for_what_the_knee_said():
    records = [*calm(0, 2), session(4, done(), during=9)]
    found = one(records, 5, of=(exercise("squat_new"),), by=programme("squat_new"))
    assert found.decision.rule == "S3"


def test_an_exercise_that_is_gone_is_named_and_its_history_waits():
    by = programme("squat", "clam")
    gone = planned(calm(0, 2, 4), 7, of=(exercise("clam"),), by=by)
    assert gone.missing == ("squat",)
    assert [each.exercise.id for each in gone.exercises] == ["clam"]
    back = planned(calm(0, 2, 4), 7, of=(exercise(), exercise("clam")), by=by)
    assert back.exercises[0].prescriptions[0].level == 2


def test_a_shorter_ladder_takes_the_dose_down_to_its_top():
    assert one(calm(0, 2, 4, level=5), 7, of=(exercise(levels=3),)).level == 3


def test_levels_and_exercises_that_never_were_do_no_harm():
    records = [
        session(0, done(level=99), done("nobody_knows", level=-3)),
        session(1, listed=False),
        check_in(1),
    ]
    assert one(records, 2).level <= 5


def test_an_empty_history_and_a_day_before_it_begin_at_the_start():
    assert one([], 0).decision.rule == "N0"
    assert one(calm(10), 5).decision.rule == "N0"
