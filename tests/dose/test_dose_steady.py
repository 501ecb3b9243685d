"""What a long replay does not ask the rules: over months of simulated people it changes nothing."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest
from dose_builders import catalogue, exercise

from kneecoach.dose.plan import carry, plan, replay_item
from kneecoach.dose.profiles import ProfileName, profile_of
from kneecoach.dose.simulate import FIRST_DAY, programme_for, simulate
from kneecoach.dose.track import read_records
from kneecoach.model.exercise import Kind
from kneecoach.model.feedback import Today

WEEKS = 18


@pytest.mark.parametrize("kind", [Kind.STRENGTH, Kind.RUN])
@pytest.mark.parametrize("name", list(ProfileName))
def test_months_of_a_simulated_person_are_the_same_without_asking_every_rule(name, kind) -> None:
    of = exercise(kind=kind, levels=6)
    names, by = catalogue(of), programme_for(of)
    chance = Random(11)  # noqa: S311 - a made-up person, the same each time
    lived = simulate(profile_of(name), of, names, weeks=WEEKS, chance=chance).history
    for week in range(5, WEEKS, 6):
        today = Today(day=FIRST_DAY + timedelta(weeks=week))
        records = read_records(lived, today.day)
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
            (fold.level_on(today.day - timedelta(days=ago)), fold.had_all_on(today.day))
            for fold in (whole.fold, quick.fold)
            for ago in range(0, 7 * week, 5)
        ]
        assert levels[: len(levels) // 2] == levels[len(levels) // 2 :]
        carried = carry(by, names, lived, today.day - timedelta(days=9))
        assert plan(by, names, lived, today, carried) == plan(by, names, lived, today)
