"""What a long replay does not ask the rules: over months of simulated people it changes nothing."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest
from dose_builders import (
    catalogue,
    check_in,
    clearance,
    done,
    exercise,
    history,
    on,
    overrule,
    programme,
    session,
)

from kneecoach.dose.followed import replay_item
from kneecoach.dose.plan import carry, plan
from kneecoach.dose.profiles import ProfileName, profile_of
from kneecoach.dose.simulate import FIRST_DAY, programme_for, simulate
from kneecoach.dose.track import read_records
from kneecoach.model.dose import Side, Sides
from kneecoach.model.exercise import Kind
from kneecoach.model.feedback import Today
from kneecoach.model.record import Choice

WEEKS = 18


@pytest.mark.parametrize("kind", [Kind.STRENGTH, Kind.RUN])
@pytest.mark.parametrize("name", list(ProfileName))
def test_months_of_a_simulated_person_are_the_same_without_asking_every_rule(name, kind) -> None:
    of = exercise(kind=kind, levels=6)
    names, by = catalogue(of), programme_for(of)
    chance = Random(11)  # noqa: S311 - a made-up person, the same each time
    past = simulate(profile_of(name), of, names, weeks=WEEKS, chance=chance).history
    for week in range(5, WEEKS, 6):
        today = Today(day=FIRST_DAY + timedelta(weeks=week))
        records = read_records(past, today.day)
        ((_, whole),), ((_, quick),) = (
            replay_item(
                by.items[0],
                of,
                programme=by,
                catalogue=names,
                records=records,
                today=today,
                keeps_chain=keeps_chain,
            )
            for keeps_chain in (True, False)
        )
        assert (whole.course, whole.verdict, whole.situation, whole.rests_until) == (
            quick.course,
            quick.verdict,
            quick.situation,
            quick.rests_until,
        )
        assert list(whole.fold.stepped_down_on) == list(quick.fold.stepped_down_on)
        assert list(whole.fold.signs) == list(quick.fold.signs)
        levels = [
            (
                fold.reached.level_on(today.day - timedelta(days=ago)),
                fold.reached.had_all_on(today.day),
            )
            for fold in (whole.fold, quick.fold)
            for ago in range(0, 7 * week, 5)
        ]
        assert levels[: len(levels) // 2] == levels[len(levels) // 2 :]
        carried = carry(by, names, past, today.day - timedelta(days=9))
        assert plan(by, names, past, today, carried) == plan(by, names, past, today)


def lived(*told, kind=Kind.STRENGTH, last_level=4):
    """Return where an exercise stands after sessions, asking every rule, and without that.

    Each session is told by its day, the pain before and in it, and the pain the morning after.
    """
    of, by = exercise(kind=kind, levels=6), programme(start_level=4)
    records = []
    for number, (day, before, during, morning) in enumerate(told, start=1):
        level = last_level if number == len(told) else 4
        after = None if during is None else min(before, during)
        records.append(session(day, done(level=level), before=before, during=during, after=after))
        if morning is not None:
            records.append(check_in(day + 1, morning))
    today = Today(day=on(told[-1][0] + 1))
    known = read_records(history(*records), today.day)
    return [
        replay_item(
            by.items[0],
            of,
            programme=by,
            catalogue=catalogue(of),
            records=known,
            today=today,
            keeps_chain=keeps_chain,
        )[0][1].course
        for keeps_chain in (True, False)
    ]


@pytest.mark.parametrize(("gap", "level"), [(14, 4), (15, 3)])
def test_a_long_absence_is_answered_when_a_session_ends_it(gap, level):
    whole, quick = lived((0, 0, 0, 0), (2, 0, 0, 0), (2 + gap, 0, 0, 0))
    assert whole == quick
    assert quick.level == level


@pytest.mark.parametrize(
    ("kind", "told", "level"),
    [
        (Kind.STRENGTH, ((0, 2, 2, 2), (2, 2, 3, 2), (4, 2, 4, 3), (6, 0, 0, 0)), 3),
        (Kind.STRENGTH, ((0, 2, 2, 2), (2, 2, 3, 2), (4, 2, 3, 3), (6, 0, 0, 0)), 4),
        (Kind.RUN, ((0, 0, 0, 0), (2, 1, 1, 1), (4, 2, 1, 2), (6, 0, 0, 0)), 3),
        (Kind.RUN, ((0, 0, 0, 0), (2, 1, 1, 1), (4, 1, 1, 1), (6, 0, 0, 0)), 4),
    ],
    ids=["rising", "not rising", "rising though calm", "calm"],
)
def test_a_trend_is_answered_though_each_session_was_mild(kind, told, level):
    whole, quick = lived(*told, kind=kind)
    assert whole == quick
    assert quick.level == level


@pytest.mark.parametrize(
    ("days", "level"),
    [((0, 5, 10, 15), 5), ((0, 10, 15), 4), ((0, 3, 6, 7), 5), ((0, 2, 4, 6), 4)],
    ids=["three calm", "two calm", "a week", "less than a week"],
)
def test_a_step_up_that_is_earned_is_taken_with_the_session_in_it(days, level):
    whole, quick = lived(*((day, 0, 0, 0) for day in days), last_level=5)
    assert whole == quick
    assert quick.level == level


@pytest.mark.parametrize(
    ("told", "level"),
    [
        (((0, 0, 4, 0), (2, 0, 4, 0), (4, 0, 0, 0)), 4),
        (((0, 0, 4, 1), (2, 0, 4, 1), (4, 0, 0, 0)), 3),
        (((0, 0, None, None), (2, 0, None, None), (4, 0, 0, 0)), 4),
        (((0, 0, 0, 0), (2, 0, 0, 0), (4, 6, 6, 6)), 3),
    ],
    ids=["above the band", "sore twice", "nothing known", "sore before"],
)
def test_the_third_session_answers_the_first_two_and_what_is_felt_before_it(told, level):
    whole, quick = lived(*told)
    assert whole == quick
    assert quick.level == level


LEGS = {Side.LEFT: (0, 0, 0, 1, 2), Side.RIGHT: (0, 0, 1, 3, 4, 6)}
"""What each leg may hurt in a session: the left one little, the right one now and then a lot."""


def sides_at(day, records):
    """Return where each leg stands on a day of a history that either or both are in."""
    of = exercise(sides=Sides.EACH, levels=6)
    by = programme()
    told = {
        keeps_chain: replay_item(
            by.items[0],
            of,
            programme=by,
            catalogue=catalogue(of),
            records=read_records(history(*records), on(day)),
            today=Today(day=on(day)),
            keeps_chain=keeps_chain,
        )
        for keeps_chain in (True, False)
    }
    assert [one.course for _, one in told[True]] == [one.course for _, one in told[False]]
    return {
        side: (
            one.decision,
            one.course,
            one.next_course,
            list(one.fold.signs),
            list(one.fold.stepped_down_on),
        )
        for side, one in told[False]
    }


@pytest.mark.parametrize("seed", range(6))
def test_each_of_two_legs_scored_apart_fares_as_if_it_was_the_only_one(seed):
    chance = Random(seed)  # noqa: S311 - a made-up person, the same each time
    both, alone = [], {side: [] for side in Side}
    for day in range(0, 240, 2):
        hurts = {side: chance.choice(pains) for side, pains in LEGS.items()}
        legs = [done(side=side, level=6, during=pain) for side, pain in hurts.items()]
        both.append(session(day, *legs, before=0, during=0, after=0))
        morning = check_in(day + 1, chance.choice((0, 0, 0, 1, 2)))
        both.append(morning)
        for leg in legs:
            alone[leg.side] += [session(day, leg, before=0, during=0, after=0), morning]
    for day in (40, 121, 239):
        together = sides_at(day, both)
        assert together[Side.LEFT] != together[Side.RIGHT]
        for side in Side:
            assert together[side] == sides_at(day, alone[side])[side]


@pytest.mark.parametrize("seen_on", [None, 11, 13], ids=["never seen", "seen", "seen later"])
@pytest.mark.parametrize("morning", [0, 1, 3], ids=["calm", "a point more", "a flare"])
def test_an_advice_stands_through_mild_and_bad_sessions_until_someone_is_seen(seen_on, morning):
    of, by = exercise(levels=6), programme(start_level=6)
    mornings = (3, 3, 3, 0, morning, morning, 0, 0)
    records = [] if seen_on is None else [clearance(seen_on)]
    for number, pain in enumerate(mornings):
        records += [session(2 * number, done(level=6)), check_in(2 * number + 1, pain)]
    for day in range(7, 2 * len(mornings) + 12):
        now = Today(day=on(day))
        known = read_records(history(*records), now.day)
        whole, quick = (
            replay_item(
                by.items[0],
                of,
                programme=by,
                catalogue=catalogue(of),
                records=known,
                today=now,
                keeps_chain=keeps_chain,
            )[0][1]
            for keeps_chain in (True, False)
        )
        assert (whole.course, whole.situation) == (quick.course, quick.situation)
        assert whole.decision == quick.decision
        is_advised = quick.decision.rule == "S4"
        assert is_advised or seen_on is not None
        if seen_on is None or day < seen_on:
            assert is_advised
        elif morning == 0:
            assert not is_advised


def test_severe_pain_speaks_before_an_advice_that_stands():
    told = [session(0, done(level=5)), check_in(1, 3), session(2, done(level=4)), check_in(3, 3)]
    told += [session(5, done(level=3)), check_in(6, 8), check_in(7, 0)]
    made = plan(programme(start_level=5), catalogue(), history(*told), Today(day=on(8)))
    assert made.exercises[0].prescriptions[0].decision.rule == "S3"


@pytest.mark.parametrize("seed", range(4))
def test_an_exercise_fares_beside_another_as_if_it_was_the_only_one(seed):
    """What one exercise finds out about a session is not asked again for the next one."""
    chance = Random(seed)  # noqa: S311 - a made-up person, the same each time
    names = catalogue(exercise(levels=6), exercise("lunge", levels=6))
    by = programme("squat", "lunge", start_level=4)
    records = []
    for day in range(0, 160, 2):
        hurts = chance.choice((0, 0, 0, 0, 0, 0, 1, 2, 4))
        legs = [done(level=4), done("lunge", level=chance.choice((4, 5, 6, 6)), position=1)]
        records.append(session(day, *legs, during=hurts, effort=chance.choice((5, 5, 5, 8))))
        pain = chance.choice((0,) * 12 + (1, 1, 2, 3))
        is_lasting = chance.random() < 0.4
        records.append(check_in(day + 1, pain, walks=True, new_onset=chance.random() < 0.02))
        records.append(check_in(day + 2, pain if is_lasting else 0, walks=True))
        if chance.random() < 0.1:
            choice = chance.choice(tuple(Choice))
            records.append(overrule(day + 1, choice, exercise_id="lunge", hour=20))
    records += [clearance(day) for day in (31, 90, 139)]
    for day in (20, 41, 99, 159):
        now = Today(day=on(day))

        def followed(known, place, now=now, *, keeps_chain=False):
            ((_, one),) = replay_item(
                by.items[place],
                names.exercises[place],
                programme=by,
                catalogue=names,
                records=known,
                today=now,
                keeps_chain=keeps_chain,
            )
            return (
                (one.course, one.verdict, one.situation, one.rests_until, one.chain),
                (list(one.fold.stepped_down_on), list(one.fold.signs)),
                [one.fold.reached.level_on(on(ago)) for ago in range(0, 160, 3)],
            )

        beside = read_records(history(*records), now.day)
        followed(beside, 0)
        assert followed(beside, 1) == followed(read_records(history(*records), now.day), 1)
        alone = read_records(history(*records), now.day)
        assert followed(beside, 1, keeps_chain=True) == followed(alone, 1, keeps_chain=True)
