"""Sets that go round a few phases: begun, changed, put into a ladder, and counted otherwise."""

from __future__ import annotations

import pytest
from test_building_ways import FILE, HEEL, SINGLE, after, changed_lines, problems, read

from kneecoach.model.dose import Variable
from kneecoach.model.errors import KneecoachError
from kneecoach.packs.building import edit
from kneecoach.packs.building.changes import AddLevel, ChangeLevel
from kneecoach.packs.building.counting import Counting
from kneecoach.packs.building.doses import level_texts
from kneecoach.packs.building.exercise_counting import count_in, counting_of
from kneecoach.packs.building.exercise_keyframes import stops_at
from kneecoach.packs.building.exercise_phases import (
    add_phase,
    may_change_phases,
    move_phase_at,
    phases_of,
    remove_phase_at,
)
from kneecoach.packs.building.exercise_poses import FIGURE
from kneecoach.packs.building.exercise_ways import is_borrowed, write_own
from kneecoach.packs.building.rounds import Rounds, read_rounds, rounds_at, rounds_words
from kneecoach.packs.building.rungs import Rung
from kneecoach.packs.building.variants import add_variant
from kneecoach.packs.building.where import find, root_of, text_at

RUN, WARM_UP, WALL = map(read, ("run_walk", "warm_up", "wall_sit"))


def rung(value: str) -> Rung:
    return Rung(variable=Variable.INTERVALS, value=value)


def names(text: str, part: str = FIGURE) -> list[str]:
    return [one.name for one in phases_of(text, part)]


def test_a_repetition_becomes_a_round_and_a_repetition_again() -> None:
    counted = count_in(HEEL, Counting.INTERVALS)
    text = counted.text
    assert problems(text) == []
    assert counting_of(text) is Counting.INTERVALS
    assert counted.levels_gone == 1
    said = rounds_at(root_of(text), "dose.intervals")
    assert (said.rounds, said.phases[0]) == (text_at(root_of(HEEL), "dose.reps"), ("raise", "2 s"))
    assert "  intervals:\n    rounds: " in text
    assert "      - raise: 2 s\n" in text
    assert stops_at(text, "raise") == stops_at(HEEL, "raise")
    again = count_in(text, Counting.REPETITIONS).text
    assert problems(again) == []
    assert [one.lasts for one in phases_of(again)] == [one.lasts for one in phases_of(HEEL)]
    assert text_at(root_of(again), "dose.reps") == said.rounds
    timed = count_in(text, Counting.TIME).text
    assert text_at(root_of(timed), "dose.phase") == "hold"


def test_a_set_of_time_becomes_one_round() -> None:
    text = count_in(WALL, Counting.INTERVALS).text
    assert problems(text) == []
    (phase,) = phases_of(text)
    assert (phase.name, phase.lasts) == ("hold", text_at(root_of(WALL), "dose.duration"))
    assert text_at(root_of(text), "dose.intervals.rounds") == "1"
    many = edit.write(HEEL, "dose.reps", "200")
    text = count_in(many, Counting.INTERVALS).text
    assert text_at(root_of(text), "dose.intervals.rounds") == "60"


def test_a_round_with_a_phase_twice_is_a_repetition_with_it_once() -> None:
    text = count_in(WARM_UP, Counting.REPETITIONS).text
    assert problems(text) == []
    assert names(text) == ["walk", "swing", "bend"]
    broken = edit.remove(WARM_UP, "dose.intervals.phases")
    assert names(count_in(broken, Counting.REPETITIONS).text) == ["raise", "hold", "lower"]


def test_phases_of_a_round_come_go_and_move_line_by_line() -> None:
    assert may_change_phases(WARM_UP)
    assert not may_change_phases(WALL)
    text = add_phase(WARM_UP, "walk", 4)
    assert changed_lines(WARM_UP, text) == ["+       - walk: 2 s"]
    assert names(text) == ["walk", "swing", "swing", "bend", "walk"]
    moved = move_phase_at(text, 4, 0)
    assert names(moved) == ["walk", "walk", "swing", "swing", "bend"]
    assert move_phase_at(text, 4, 5) == text
    assert remove_phase_at(text, 4) == WARM_UP
    less = remove_phase_at(WARM_UP, 3)
    assert "bend" not in names(less)
    assert "phase: bend" not in less  # what was said during it is said at any time
    assert stops_at(less, "bend") == ()
    in_brackets = add_phase(RUN, "march", 2)
    assert "phases: [run: 60 s, walk: 2 min, march: 2 s]}" in in_brackets
    assert problems(in_brackets) == []
    assert stops_at(in_brackets, "march") == stops_at(RUN, "walk")[-1:]
    assert names(move_phase_at(RUN, 1, 0)) == ["walk", "run"]
    one = remove_phase_at(RUN, 0)
    with pytest.raises(KneecoachError, match="at least one phase"):
        remove_phase_at(one, 0)
    assert names(remove_phase_at(HEEL, 0)) == names(HEEL)[1:]
    assert names(move_phase_at(HEEL, 1, 0))[0] == names(HEEL)[1]


def test_a_round_without_keyframes_gets_none() -> None:
    bare = edit.remove(RUN, "figure")
    text = add_phase(bare, "march", 2)
    assert names(text) == ["run", "walk", "march"]
    assert find(root_of(text), "figure") is None
    empty = edit.write(RUN, "dose.intervals", {"rounds": "2", "phases": ()})
    assert names(add_phase(empty, "march", 0)) == ["march"]
    assert stops_at(add_phase(empty, "march", 0), "march") == ("strike",)


def test_another_way_goes_round_for_itself_once_it_is_changed() -> None:
    text = add_variant(RUN, 0, "on grass")
    way = "figure.variants.on grass"
    path = phases_of(text, way)[0].path
    assert path == "ladder[1].intervals.phases[1].run"
    assert is_borrowed(text, path)
    own = write_own(text, path, "90 s")
    assert text_at(root_of(own), path) == "90 s"
    assert text_at(root_of(own), "dose.intervals.phases[1].run") == "60 s"
    assert not is_borrowed(own, path)
    more = add_phase(text, "march", 2, way)
    assert names(more, way) == ["run", "walk", "march"]
    assert names(more) == ["run", "walk"]
    assert problems(more) == []
    apart = count_in(HEEL, Counting.INTERVALS, SINGLE).text
    assert counting_of(apart) is Counting.REPETITIONS
    assert counting_of(apart, SINGLE) is Counting.INTERVALS
    assert problems(apart) == []


def test_levels_of_a_ladder_go_round_something_else() -> None:
    first = level_texts(root_of(RUN))[0]
    assert first.value == "6 × run 60 s, walk 90 s"
    text = after(RUN, ChangeLevel(file=FILE, at=0, rung=rung("6 x Run 60, walk 75 s")))
    assert level_texts(root_of(text))[0].value == "6 × run 60 s, walk 75 s"
    assert problems(text) == []
    assert after(RUN, ChangeLevel(file=FILE, at=0, rung=rung(first.value))) == RUN
    more = after(RUN, AddLevel(file=FILE, at=0, rung=rung("6 × run 60 s, walk 100 s")))
    assert level_texts(root_of(more))[0].value == "6 × run 60 s, walk 100 s"
    assert problems(more) == []
    last = len(level_texts(root_of(RUN)))
    end = after(RUN, AddLevel(file=FILE, at=last, rung=rung("run 35 min")))
    assert level_texts(root_of(end))[-1].value == "1 × run 35 min"
    way = add_variant(RUN, 0, "on grass")
    back = after(way, ChangeLevel(file=FILE, at=0, rung=rung("6 × run 60 s, walk 100 s")))
    assert back == more
    rested = after(RUN, ChangeLevel(file=FILE, at=0, rung=Rung(variable=Variable.SETS, value="2")))
    again = after(rested, ChangeLevel(file=FILE, at=0, rung=rung(first.value)))
    assert level_texts(root_of(again))[0].value == first.value


@pytest.mark.parametrize(
    "written", ["", "6 ×", "fly 60 s", "run", "run 60 s,", "6 × run sixty"], ids=range(6)
)
def test_what_cannot_be_read_is_refused_with_the_way_out(written: str) -> None:
    with pytest.raises(KneecoachError, match="does not say what goes round"):
        read_rounds(written)


def test_rounds_are_read_as_they_are_written() -> None:
    said = Rounds(rounds="3", phases=(("run", "60 s"), ("walk", "1.5 min"), ("run", "2 min")))
    assert read_rounds(rounds_words(said)) == said
    assert read_rounds(" 3*run 60,walk 1.5 min , RUN 2 min") == said
