from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from content_plans import steps_of

from kneecoach.model.dose import PhaseName, Repetitions, Sides, Variable
from kneecoach.model.exercise import Exercise, Kind
from kneecoach.model.programme import Catalogue
from kneecoach.packs.catalogue import check_paths, read_packs
from kneecoach.packs.education import read_education

ROOT = Path(__file__).parents[2]
BUILT_IN = ROOT / "exercises"
AWAITED = "awaiting a physiotherapist's review"

FORTY = frozenset(
    {
        "quad_set", "heel_slide", "straight_leg_raise", "seated_knee_extension",
        "isometric_knee_extension", "terminal_knee_extension", "wall_sit", "spanish_squat",
        "clam", "glute_bridge", "side_lying_hip_abduction", "band_side_step", "side_plank",
        "copenhagen", "dead_bug", "single_leg_balance", "sit_to_stand", "squat",
        "single_leg_knee_dip", "step_up", "step_down", "split_squat", "eccentric_decline_squat",
        "slow_heavy_squat", "hamstring_bridge", "hamstring_slide", "single_leg_deadlift",
        "heel_raise", "snap_down_landing", "box_jump", "line_hops", "foam_roll_thigh",
        "hamstring_stretch", "quad_stretch", "calf_stretch", "hip_glute_stretch", "warm_up",
        "run_walk", "cross_train", "couch_to_5k",
    }
)  # fmt: skip
"""All but the fortieth, the desk break, which is a few exercises whose ids begin with `desk_`; the
plan from the couch to 5 km is the second ladder of running and walking.
"""

AREAS = frozenset(
    {
        "front of the thigh", "back of the thigh", "inner thigh", "outer thigh", "buttocks",
        "outer hip", "front of the hip", "calf", "foot and ankle", "knee", "trunk", "balance",
        "tendon below the kneecap", "whole leg", "heart and lungs",
    }
)  # fmt: skip
EQUIPMENT = frozenset(
    {
        "mat", "chair", "wall", "wall or chair back", "towel", "cushion", "strap", "elastic band",
        "weight", "ankle weight", "step", "box", "wedge", "foam roller", "line on the floor",
        "running shoes", "bicycle or pool", "glass",
    }
)  # fmt: skip


@pytest.fixture(scope="module")
def built_in() -> Catalogue:
    reading = read_packs([BUILT_IN])
    assert [str(one) for one in reading.problems] == []
    return reading.catalogue


def levels(catalogue: Catalogue) -> Iterator[tuple[Exercise, int]]:
    for one in catalogue.exercises:
        for number in range(1, len(one.ladder) + 1):
            yield one, number


def test_nothing_is_wrong_with_the_pack() -> None:
    assert [str(one) for one in check_paths([BUILT_IN])] == []


def test_all_exercises_are_there(built_in: Catalogue) -> None:
    ids = {one.id for one in built_in.exercises}
    assert ids == {path.stem for path in BUILT_IN.glob("*.yaml")} - {"pack"}
    assert ids >= FORTY
    assert all(one.startswith("desk_") for one in ids - FORTY)
    assert len({one.name for one in built_in.exercises}) == len(ids)


def test_every_exercise_says_all_that_a_person_needs(built_in: Catalogue) -> None:
    for one in built_in.exercises:
        assert 4 <= len(one.steps) <= 6, one.id
        assert any(cue.phase for cue in one.cues), one.id
        assert one.mistakes, one.id
        assert all(mistake.instead for mistake in one.mistakes), one.id
        assert one.equipment, one.id
        assert one.figure, one.id
        assert one.review == AWAITED, one.id
        assert "pain of 6 or more" in one.cautions[-1], one.id


def test_areas_and_equipment_are_named_in_the_same_words_everywhere(built_in: Catalogue) -> None:
    assert {area for one in built_in.exercises for area in one.areas} == AREAS
    used = {item.name for one in built_in.exercises for item in one.equipment}
    assert used == EQUIPMENT


def test_every_phase_has_a_cue_of_its_own(built_in: Catalogue) -> None:
    for exercise, number in levels(built_in):
        spoken = {cue.phase for cue in exercise.cues}
        phases = {step.phase for step in steps_of([(exercise, number)]) if step.phase}
        assert phases <= spoken, (exercise.id, number)


def differences(exercise: Exercise, number: int) -> set[str]:
    """Return the parts of the dose in which two neighbouring levels differ."""
    below, above = exercise.ladder[number - 1].dose, exercise.ladder[number].dose
    parts = {name for name in below.__slots__ if getattr(below, name) != getattr(above, name)}
    if "work" in parts and isinstance(above.work, Repetitions):
        assert isinstance(below.work, Repetitions)
        parts.remove("work")
        parts |= {"reps"} if below.work.reps != above.work.reps else set()
        parts |= {"tempo"} if below.work.tempo != above.work.tempo else set()
    return parts


def test_every_level_changes_exactly_one_thing(built_in: Catalogue) -> None:
    for exercise in built_in.exercises:
        for number, level in enumerate(exercise.ladder[1:], start=1):
            parts = differences(exercise, number)
            if level.changes is Variable.VARIANT:
                assert "variant" in parts
                assert "load" not in parts or level.dose.load is None, (exercise.id, number)
            else:
                assert len(parts) == 1, (exercise.id, number, parts)


def test_a_ladder_has_room_to_grow(built_in: Catalogue) -> None:
    one_level = {one.id for one in built_in.exercises if len(one.ladder) == 1}
    assert {one for one in one_level if not one.startswith("desk_")} == {"warm_up"}


def test_neighbours_lead_somewhere_and_never_round_in_a_circle(built_in: Catalogue) -> None:
    for one in built_in.exercises:
        seen = [one.id]
        while (following := built_in.exercise(seen[-1]).harder) is not None:
            assert following not in seen, seen
            seen.append(following)
        seen = [one.id]
        while (before := built_in.exercise(seen[-1]).easier) is not None:
            assert before not in seen, seen
            seen.append(before)


def test_neighbours_are_no_step_in_impact_downwards(built_in: Catalogue) -> None:
    impact = {Kind.PLYO, Kind.RUN}
    for one in built_in.exercises:
        easier = built_in.exercise(one.easier) if one.easier else None
        assert easier is None or one.kind in impact or easier.kind not in impact, one.id


def test_every_level_takes_a_sensible_time(built_in: Catalogue) -> None:
    for exercise, number in levels(built_in):
        minutes = sum(step.expected for step in steps_of([(exercise, number)])) / 60
        longest = 45 if exercise.kind in {Kind.RUN, Kind.CARDIO} else 22
        assert 0.5 <= minutes <= longest, (exercise.id, number, minutes)


def test_every_source_resolves_and_is_used_and_written_down(built_in: Catalogue) -> None:
    keys = {source.key for source in built_in.packs[0].sources}
    cards = read_education([BUILT_IN], built_in).cards
    used = set[str]()
    for one in (*built_in.exercises, *built_in.programmes, *cards):
        assert one.sources, one.id
        assert set(one.sources) <= keys
        used |= set(one.sources)
    assert used == keys
    page = (ROOT / "docs" / "sources.md").read_text("utf-8")
    assert [key for key in keys if f"`{key}`" not in page and f"### {key}\n" not in page] == []


def test_the_slow_way_down_is_slow(built_in: Catalogue) -> None:
    for name in ("squat", "eccentric_decline_squat", "slow_heavy_squat", "step_down"):
        work = built_in.exercise(name).level(1).dose.work
        lower = next(phase for phase in work.tempo if phase.name is PhaseName.LOWER)
        assert lower.lasts >= 3, name
    decline = built_in.exercise("eccentric_decline_squat")
    assert decline.level(3).dose.sides is Sides.EACH
    assert any("only for tendon pain below the kneecap" in one for one in decline.cautions)


def test_impact_is_not_for_a_swollen_knee_and_needs_days_between(built_in: Catalogue) -> None:
    for one in built_in.exercises:
        if one.kind is Kind.PLYO:
            said = " ".join(one.cautions)
            assert "swollen" in said, one.id
            assert "two days between" in said or "two days between sessions" in said, one.id


def test_no_text_blames_or_names_a_diagnosis_as_fact(built_in: Catalogue) -> None:
    for one in built_in.exercises:
        texts = [one.why, *one.steps, *one.cautions, *(cue.say for cue in one.cues)]
        texts += [text for each in one.mistakes for text in (each.what, each.instead)]
        for text in texts:
            for word in ("you have a", "your fault", "wrong with", "lazy", "must not", "bad knee"):
                assert word not in text.lower(), (one.id, text)
