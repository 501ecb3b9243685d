from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from content_plans import minutes_of

from kneecoach.model.exercise import Exercise, Kind
from kneecoach.model.programme import Catalogue, DeskPlace, Programme, Use
from kneecoach.packs.catalogue import read_packs

BUILT_IN = Path(__file__).parents[2] / "exercises"
NAMES = {
    "Knee starter",
    "Gentle start",
    "Glutes and hips",
    "Quad loading",
    "Tendon, eccentric and slow",
    "Back of the knee",
    "Before a run",
    "Return to impact",
    "Mobility",
    "Desk breaks",
    "Sore after running",
    "Couch to 5K",
}
NAMED = {"clam", "glute_bridge", "single_leg_knee_dip", "seated_knee_extension", "squat"}


@pytest.fixture(scope="module")
def built_in() -> Catalogue:
    return read_packs([BUILT_IN]).catalogue


def sessions(catalogue: Catalogue, programme: Programme) -> list[list[tuple[Exercise, int]]]:
    """Return what each kind of session of a programme holds: one, or one for each stage."""
    starts = {item.exercise_id: item.start_level for item in programme.items}
    held = [stage.exercise_ids for stage in programme.stages] or [tuple(starts)]
    return [[(catalogue.exercise(one), starts[one]) for one in ids] for ids in held]


def test_all_programmes_are_there_and_await_review(built_in: Catalogue) -> None:
    assert {one.name for one in built_in.programmes} == NAMES
    assert {one.review for one in built_in.programmes} == {"awaiting a physiotherapist's review"}


def test_every_item_exists(built_in: Catalogue) -> None:
    for programme in built_in.programmes:
        for item in programme.items:
            assert built_in.exercise(item.exercise_id), (programme.id, item.exercise_id)


def test_a_session_takes_a_quarter_to_half_an_hour_to_begin_with(built_in: Catalogue) -> None:
    for programme in built_in.programmes:
        if programme.use is Use.SESSION:
            for session in sessions(built_in, programme):
                least = 10 if programme.id == "before_a_run" else 15
                assert least <= minutes_of(session) <= 30, (programme.id, minutes_of(session))


def test_a_session_holds_at_most_five_exercises_beside_the_warm_up(built_in: Catalogue) -> None:
    short = {Kind.STRETCH, Kind.MOBILITY}
    for programme in built_in.programmes:
        if programme.use is Use.SESSION:
            for session in sessions(built_in, programme):
                counted = [one.id for one, _ in session if one.kind not in short]
                assert len(set(counted) - {"warm_up"}) <= 5, programme.id


def test_every_programme_can_be_timed_at_every_level(built_in: Catalogue) -> None:
    for programme in built_in.programmes:
        for session in sessions(built_in, programme):
            for level in range(1, 12):
                climbed = [(one, min(level, len(one.ladder))) for one, _ in session]
                assert 0 < minutes_of(climbed) <= 90, (programme.id, level)


def test_the_knee_starter_has_the_exercises_that_the_product_names(built_in: Catalogue) -> None:
    programme = built_in.programme("knee_starter")
    ids = [item.exercise_id for item in programme.items]
    assert ids[0] == "warm_up"
    assert set(ids[1:]) == NAMED
    assert programme.days_a_week == 3


def test_impact_comes_last_and_only_behind_conditions(built_in: Catalogue) -> None:
    impact = {one.id for one in built_in.exercises if one.kind in {Kind.PLYO, Kind.RUN}}
    for programme in built_in.programmes:
        holding = [item.exercise_id for item in programme.items if item.exercise_id in impact]
        if not holding:
            continue
        *earlier, last = programme.stages
        assert impact.isdisjoint(one for stage in earlier for one in stage.exercise_ids)
        assert set(holding) <= set(last.exercise_ids)
        before = earlier[-1].leave_when
        assert before.stay_days >= 14
        assert before.morning_pain_up_to == 1
        assert (last.days_a_week_cap or programme.days_a_week_cap) <= 3


def test_sore_after_running_walks_before_it_runs(built_in: Catalogue) -> None:
    programme = built_in.programme("sore_after_running")
    assert [str(stage.name) for stage in programme.stages] == [
        "calm",
        "strengthen",
        "load",
        "return",
    ]
    assert programme.stages[0].leave_when.stay_days == 7
    assert programme.stages[-1].enter_when.walks_30_minutes


def test_desk_breaks_are_short_and_there_is_one_for_every_place(built_in: Catalogue) -> None:
    programme = built_in.programme("desk_breaks")
    assert programme.use is Use.DESK_BREAKS
    kinds = {(item.desk.place, item.desk.quiet) for item in programme.items}
    assert {place for place, _ in kinds} == set(DeskPlace)
    assert {quiet for _, quiet in kinds} == {True, False}
    for item in programme.items:
        exercise = built_in.exercise(item.exercise_id)
        assert 0.75 <= minutes_of([(exercise, 1)]) <= 2.25, exercise.id
        sitting = exercise.position == "sitting"
        if item.exercise_id != "desk_stand_up":
            assert sitting == (item.desk.place is DeskPlace.CHAIR), exercise.id


def test_no_two_desk_breaks_in_a_row_are_at_the_same_place(built_in: Catalogue) -> None:
    places = [item.desk.place for item in built_in.programme("desk_breaks").items]
    assert sum(one == other for one, other in pairwise(places)) <= 1
