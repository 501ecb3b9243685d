"""Exercises are found by words in any order and with slips, and by what they are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneecoach.coach.body_words import AREA_WORDS
from kneecoach.coach.library import (
    NOTHING_NEEDED,
    Wanted,
    areas_of,
    equipment_of,
    find_exercises,
    kinds_of,
    plain,
    positions_of,
)
from kneecoach.model.dose import Dose, Phase, PhaseName, Sides, Timed
from kneecoach.model.exercise import Equipment, Exercise, Kind, Level, Position
from kneecoach.model.programme import Catalogue
from kneecoach.model.units import Seconds
from kneecoach.packs.catalogue import read_packs
from kneecoach.resources import resource

HOLD = Level(
    dose=Dose(
        sets=1,
        work=Timed(phase=Phase(name=PhaseName.HOLD, lasts=Seconds(10))),
        rest=Seconds(0),
        sides=Sides.BOTH,
    )
)


def one(
    name: str,
    *areas: str,
    kind: Kind = Kind.STRENGTH,
    position: Position = Position.STANDING,
    needs: tuple[str, ...] = (),
    likes: tuple[str, ...] = (),
    why: str = "It helps.",
) -> Exercise:
    return Exercise(
        id=plain(name).replace(" ", "_"),
        name=name,
        kind=kind,
        position=position,
        why=why,
        areas=areas,
        ladder=(HOLD,),
        equipment=(
            *(Equipment(name=thing) for thing in needs),
            *(Equipment(name=thing, optional=True) for thing in likes),
        ),
    )


SQUAT = one("Squat", "front of the thigh", "buttocks", likes=("chair",))
WALL_SIT = one("Wall sit", "Front of the thigh", kind=Kind.ISOMETRIC, needs=("wall",))
RAISE = one("Straight-leg raise", "front of the thigh", position=Position.LYING, needs=("mat",))
BOX = one("Box jump", "calf", kind=Kind.PLYO, needs=("box",), why="Lands softly after a squat.")
KNEE = one("Élan stretch", "hips", kind=Kind.STRETCH, position=Position.LYING, likes=("Wall",))
ALL = Catalogue(exercises=(WALL_SIT, SQUAT, RAISE, BOX, KNEE))


def names(**wanted) -> list[str]:
    return [found.name for found in find_exercises(ALL, Wanted(**wanted))]


def test_without_a_wish_everything_comes_by_name():
    assert names() == ["Box jump", "Élan stretch", "Squat", "Straight-leg raise", "Wall sit"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("squat", ["Squat", "Box jump"]),
        ("SQUAT ", ["Squat", "Box jump"]),
        ("raise straight leg", ["Straight-leg raise"]),
        ("leg-rai", ["Straight-leg raise"]),
        ("sqaut", ["Squat"]),
        ("sqau", ["Squat"]),
        ("stright leg", ["Straight-leg raise"]),
        ("elan", ["Élan stretch"]),
        ("box", ["Box jump"]),
        ("buttoks", ["Squat"]),
        ("wall", ["Wall sit", "Élan stretch"]),
        ("xyz", []),
        ("squat xyz", []),
        ("sq x", []),
    ],
)
def test_words_are_found_in_any_order_half_typed_and_misspelt(text, found):
    assert names(text=text) == found


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"area": "front of the thigh"}, ["Squat", "Straight-leg raise", "Wall sit"]),
        ({"kind": Kind.PLYO}, ["Box jump"]),
        ({"equipment": "wall"}, ["Élan stretch", "Wall sit"]),
        ({"equipment": NOTHING_NEEDED}, ["Élan stretch", "Squat"]),
        ({"position": Position.LYING}, ["Élan stretch", "Straight-leg raise"]),
        ({"position": Position.LYING, "area": "hips"}, ["Élan stretch"]),
        ({"text": "stretch", "kind": Kind.PLYO}, []),
    ],
)
def test_filters_narrow_what_is_found(wanted, found):
    assert names(**wanted) == found


def test_the_name_that_says_little_else_comes_first():
    more = one("Deep slow squat")
    found = find_exercises(Catalogue(exercises=(more, SQUAT)), Wanted(text="sqaut"))
    assert found == (SQUAT, more)


def test_only_what_some_exercise_has_is_offered():
    assert areas_of(ALL) == ("buttocks", "calf", "Front of the thigh", "hips")
    assert kinds_of(ALL) == (Kind.STRENGTH, Kind.ISOMETRIC, Kind.STRETCH, Kind.PLYO)
    assert equipment_of(ALL) == ("box", "chair", "mat", "wall")
    assert positions_of(ALL) == (Position.STANDING, Position.LYING)
    assert equipment_of(replace(ALL, exercises=())) == ()


@given(text=st.text(max_size=20))
def test_any_text_gives_exercises_of_the_catalogue_each_once(text):
    found = find_exercises(ALL, Wanted(text=text))
    assert len(set(found)) == len(found)
    assert set(found) <= set(ALL.exercises)


@given(place=st.integers(0, 4), length=st.integers(1, 18))
def test_every_beginning_of_a_name_finds_it(place, length):
    exercise = ALL.exercises[place]
    assert exercise in find_exercises(ALL, Wanted(text=exercise.name[:length]))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("quadriceps", ["Squat", "Wall sit", "Straight-leg raise"]),
        ("VMO", ["Squat", "Wall sit", "Straight-leg raise"]),
        ("quadricps", ["Squat", "Wall sit", "Straight-leg raise"]),
        ("gluteus maximus", ["Squat"]),
        ("soleus", ["Box jump"]),
        ("plyometric", ["Box jump"]),
        ("isometric quads", ["Wall sit"]),
        ("no equipment vastus", ["Squat"]),
        ("groin", []),
    ],
)
def test_a_physiotherapists_words_find_what_patients_call_otherwise(text, found):
    assert names(text=text) == found


def test_every_part_of_the_body_that_we_ship_has_another_word():
    catalogue = read_packs((resource("exercises"),)).catalogue
    assert set(areas_of(catalogue)) <= set(AREA_WORDS)
    for muscle in ("quadriceps", "gluteus medius", "hamstrings", "adductor", "patellar", "core"):
        assert find_exercises(catalogue, Wanted(text=muscle)), muscle
