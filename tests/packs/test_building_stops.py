"""Keyframes on the way of a phase as one line, with their times, and keyframes that go round."""

from __future__ import annotations

import pytest
from test_building_ways import HEEL, SINGLE, problems, read

from kneecoach.model.errors import KneecoachError
from kneecoach.packs.building import edit
from kneecoach.packs.building.exercise_keyframes import stops_at
from kneecoach.packs.building.exercise_poses import set_base
from kneecoach.packs.building.exercise_stops import (
    every_of,
    stops_line,
    times_of,
    write_every,
    write_stops_line,
)

JUMP, WARM_UP = map(read, ("box_jump", "warm_up"))


def test_stops_are_read_and_written_as_a_line() -> None:
    phase = "jump"
    line = stops_line(JUMP, phase)
    assert "%" in line
    assert write_stops_line(JUMP, phase, line).count("at:") == JUMP.count("at:")
    assert stops_line(write_stops_line(JUMP, phase, line), phase) == line
    text = write_stops_line(HEEL, "raise", "start 20, Up 60 %")
    assert stops_line(text, "raise") == "start 20 %, up 60 %"
    assert stops_at(text, "raise") == ("start", "up", "up")
    assert problems(text) == []
    assert times_of(text, "raise") == (20, 60, 100)
    assert times_of(write_stops_line(text, "raise", "start, up"), "raise") == (33, 67, 100)
    assert times_of(HEEL, "raise") == (100,)
    assert stops_line(HEEL, "raise") == ""
    assert stops_at(write_stops_line(text, "raise", " "), "raise") == ("up",)
    own = write_stops_line(HEEL, "raise", "start", SINGLE)
    assert stops_line(own, "raise", SINGLE) == "start"
    assert stops_line(own, "raise") == ""


def test_keyframes_go_round_and_stop_again() -> None:
    assert every_of(WARM_UP, "walk")
    text = write_every(HEEL, "raise", "1.2 s")
    assert (every_of(text, "raise"), stops_at(text, "raise")) == ("1.2 s", ("up",))
    more = write_stops_line(text, "raise", "start")
    assert (every_of(more, "raise"), stops_line(more, "raise")) == ("1.2 s", "start")
    assert problems(more) == []
    slower = write_every(more, "raise", "2 s")
    assert every_of(slower, "raise") == "2 s"
    once = write_every(slower, "raise", "")
    assert (every_of(once, "raise"), stops_line(once, "raise")) == ("", "start")
    assert write_every(text, "raise", "") == HEEL
    assert write_every(HEEL, "raise", "") == HEEL
    bare = edit.remove(HEEL, "figure")
    assert stops_at(write_every(bare, "raise", "1 s"), "raise") == ()
    assert stops_at(write_stops_line(bare, "raise", ""), "raise") == ()


def test_the_body_lies_otherwise_or_as_it_starts() -> None:
    text = set_base(HEEL, "kneeling")
    assert "  base: kneeling\n" in text
    assert set_base(text, "kneeling") == text
    assert set_base(text, "") == HEEL == set_base(HEEL, "")
    bare = edit.remove(HEEL, "figure")
    assert "base: prone" in set_base(bare, "prone")


@pytest.mark.parametrize("written", ["nowhere", "start 40, up 20", "up 50 %, start 50 %", "%"])
def test_what_is_no_way_is_refused(written: str) -> None:
    with pytest.raises(KneecoachError, match=r"There is no keyframe|do not rise"):
        write_stops_line(HEEL, "raise", written)
