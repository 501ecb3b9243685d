"""Other ways of doing an exercise follow the usual one where they were the same; straps."""

from __future__ import annotations

import pytest
from test_building_ways import HEEL, SINGLE, changed_lines, problems, read

from kneecoach.model.figure import Thing
from kneecoach.packs.building import edit
from kneecoach.packs.building.exercise_following import differing_phases, follow, has_copies
from kneecoach.packs.building.exercise_keyframes import set_stops, stops_at
from kneecoach.packs.building.exercise_ladder import remove_level
from kneecoach.packs.building.exercise_phases import add_phase, remove_phase
from kneecoach.packs.building.exercise_poses import FIGURE
from kneecoach.packs.building.exercise_straps import (
    LOOP,
    SPOT,
    end_of,
    is_in_the_room,
    number_of_end,
    set_end,
)
from kneecoach.packs.building.exercise_ways import (
    Own,
    add_thing,
    has_own,
    remove_thing,
    set_planted,
    with_own,
    write_own,
)
from kneecoach.packs.building.first_things import FIRST_THINGS
from kneecoach.packs.building.where import keys_at, plain_at, root_of, text_at, texts_at

STRETCH, SPANISH = map(read, ("hamstring_stretch", "spanish_squat"))


def test_a_copied_movement_follows_the_phases_that_it_did_not_change() -> None:
    text = set_stops(HEEL, "hold", ("start",), SINGLE)
    assert has_copies(text, Own.MOVES)
    assert differing_phases(text, SINGLE) == ("hold",)
    assert differing_phases(HEEL, SINGLE) == ()
    changed = set_stops(text, "lower", ("up", "start"))
    both = follow(text, changed)
    assert stops_at(both, "lower", SINGLE) == ("up", "start")
    held = follow(text, set_stops(text, "hold", ("up", "start")))
    assert stops_at(held, "hold", SINGLE) == ("start",)  # its own
    assert problems(both) == problems(held) == []
    assert follow(text, text) == text
    # A phase that comes to the usual way is one of ways that have its tempo, too.
    more = follow(text, add_phase(text, "pause", 3))
    assert stops_at(more, "pause", SINGLE) == stops_at(more, "pause")
    assert keys_at(root_of(more), f"{SINGLE}.moves") == keys_at(root_of(more), f"{FIGURE}.moves")
    less = follow(more, remove_phase(more, "pause"))
    assert stops_at(less, "pause", SINGLE) == ()
    apart = add_phase(text, "pause", 3, SINGLE)
    only = follow(apart, add_phase(apart, "press", 0))
    assert stops_at(only, "press", SINGLE) == ()  # it has no such phase


def test_a_way_that_goes_or_comes_is_no_copy() -> None:
    text = set_stops(HEEL, "hold", ("start",), SINGLE)
    at = next(
        number for number in range(20)
        if text_at(root_of(text), f"ladder[{number + 1}].variant") == "single-leg"
    )  # fmt: skip
    gone = remove_level(text, at)
    assert follow(text, gone) == gone
    assert follow(gone, text) == text


def test_copied_planted_parts_and_things_follow() -> None:
    text = edit.write(with_own(HEEL, SINGLE, Own.PROPS), f"{SINGLE}.planted", ("toes",))
    planted = follow(text, set_planted(text, FIGURE, ("toes", "hands")))
    assert texts_at(root_of(planted), f"{SINGLE}.planted") == ("toes", "hands")
    none = follow(text, set_planted(text, FIGURE, ()))
    assert texts_at(root_of(none), f"{SINGLE}.planted") == ()
    assert has_own(none, SINGLE, Own.PLANTED)
    moved = follow(text, write_own(text, "figure.props[1].forward", "30 cm"))
    assert text_at(root_of(moved), f"{SINGLE}.props[1].forward") == "30 cm"
    emptied = follow(text, remove_thing(text, FIGURE, 1))
    assert plain_at(root_of(emptied), f"{SINGLE}.props") == ()


def test_each_thing_follows_for_itself_where_none_came_or_went() -> None:
    text = add_thing(HEEL, FIGURE, "mat")
    text = write_own(text, f"{SINGLE}.props[2].turn", "10 deg")
    moved = follow(text, write_own(text, "figure.props[1].forward", "30 cm"))
    assert text_at(root_of(moved), f"{SINGLE}.props[1].forward") == "30 cm"
    assert text_at(root_of(moved), f"{SINGLE}.props[2].turn") == "10 deg"
    turned = follow(text, write_own(text, "figure.props[2].turn", "90 deg"))
    assert text_at(root_of(turned), f"{SINGLE}.props[2].turn") == "10 deg"
    more = add_thing(text, FIGURE, "ball")
    assert follow(text, more) == more
    # Without a copy nothing follows, and nothing else changes.
    assert not has_copies(HEEL, Own.PROPS)
    alone = write_own(HEEL, "figure.props[1].forward", "33 cm")
    assert follow(HEEL, alone) == alone


def test_a_strap_ends_at_the_body_in_the_room_or_goes_round() -> None:
    at = next(
        number
        for number in range(1, 5)
        if text_at(root_of(STRETCH), f"figure.props[{number}].thing") == "strap"
    )
    path = f"figure.props[{at}]"
    assert end_of(root_of(STRETCH), path) == "hands"
    assert set_end(STRETCH, FIGURE, at, "hands") == STRETCH
    room = set_end(STRETCH, FIGURE, at, SPOT)
    assert end_of(root_of(room), path) == SPOT
    assert set_end(room, FIGURE, at, SPOT) == room
    assert changed_lines(STRETCH, room) == [
        "-     - {thing: strap, around: working_foot, to: hands}",
        "+     - {thing: strap, around: working_foot, to: {forward: 60 cm, up: 40 cm}}",
    ]
    assert problems(room) == []
    assert set_end(room, FIGURE, at, "hands") == STRETCH
    loop = set_end(room, FIGURE, at, LOOP)
    assert "    - {thing: strap, around: ankles}\n" in loop
    assert end_of(root_of(loop), path) == LOOP
    assert problems(loop) == []


@pytest.mark.parametrize(
    ("around", "loop"),
    [("knees", "knees"), ("working_knee", "knees"), ("working_ankle", "ankles"), ("nose", "knees")],
)
def test_what_goes_round_goes_round_both_legs(around: str, loop: str) -> None:
    number = 1
    while text_at(root_of(SPANISH), f"figure.props[{number}].thing") != "strap":
        number += 1
    text = edit.write(SPANISH, f"figure.props[{number}].around", around)
    text = set_end(text, FIGURE, number, LOOP)
    assert text_at(root_of(text), f"figure.props[{number}].around") == loop
    assert f"{{thing: strap, around: {loop}}}" in text


def test_a_band_of_another_way_is_its_own_once_it_ends_elsewhere() -> None:
    text = add_thing(HEEL, FIGURE, {"thing": "band", "around": "knees", "to": {"part": "hands"}})
    assert end_of(root_of(text), "figure.props[2]") == "hands"
    own = set_end(text, SINGLE, 2, SPOT)
    assert end_of(root_of(own), f"{SINGLE}.props[2]") == SPOT
    assert end_of(root_of(own), "figure.props[2]") == "hands"
    assert problems(own) == []


def test_everything_that_can_be_put_in_is_sound() -> None:
    text = remove_thing(HEEL, FIGURE, 1)
    for thing in (*FIRST_THINGS, "mat")[:10]:
        text = add_thing(text, FIGURE, FIRST_THINGS.get(thing, thing))
    assert problems(text) == []
    assert {*FIRST_THINGS, "mat"} == set(Thing)


def test_ends_are_told_from_other_places() -> None:
    assert number_of_end("figure.props[3].to") == 3
    assert number_of_end("figure.props[3].to.up") == number_of_end("figure.props[3].around") == 0
    assert is_in_the_room("figure.variants.one.props[1].to.up")
    assert not is_in_the_room("figure.props[1].up")
