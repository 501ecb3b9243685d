"""Other ways of doing an exercise, keyframes by name, and sets counted otherwise, in their YAML."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from kneecoach.model.dose import Variable
from kneecoach.model.errors import KneecoachError
from kneecoach.packs.building.changes import AddLevel, ChangeLevel, RemoveLevel, SetLadder, apply
from kneecoach.packs.building.counting import Counting
from kneecoach.packs.building.doses import dose_parts
from kneecoach.packs.building.exercise_counting import count_in, counting_of, set_timed_phase
from kneecoach.packs.building.exercise_drawing import drawn_exercise, with_eye
from kneecoach.packs.building.exercise_keyframes import (
    add_pose,
    keyframes_of,
    remove_pose,
    rename_pose,
    set_stops,
    stops_at,
)
from kneecoach.packs.building.exercise_phases import (
    add_phase,
    may_change_phases,
    move_phase,
    phases_of,
    remove_phase,
)
from kneecoach.packs.building.exercise_poses import (
    FIGURE,
    WRONG,
    PosePlace,
    pose_names,
    variant_part,
    write_eye,
)
from kneecoach.packs.building.exercise_ways import (
    Own,
    add_thing,
    anchors_of,
    has_own,
    is_borrowed,
    remove_thing,
    set_planted,
    with_own,
    without_own,
    write_own,
)
from kneecoach.packs.building.manuscript import Manuscript, exercise_file
from kneecoach.packs.building.rungs import Rung
from kneecoach.packs.building.starting import About, from_nothing
from kneecoach.packs.building.where import keys_at, plain_at, root_of, text_at, texts_at
from kneecoach.packs.format_parts import Format
from kneecoach.packs.reader import read_draft

BUILT_IN = Path(__file__).parents[2] / "exercises"
FILE = exercise_file("mine")
ABOUT = About(title="A pack", author="Anna", language="en", review="read by Anna")


def read(name: str) -> str:
    return (BUILT_IN / f"{name}.yaml").read_text("utf-8")


HEEL, WALL, COPENHAGEN, STEP = map(read, ("heel_raise", "wall_sit", "copenhagen", "step_down"))
ONE_DOWN = variant_part("up on both, down on one")
SINGLE = variant_part("single-leg")


def changed_lines(before: str, after: str) -> list[str]:
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [one for one in lines if one[:1] in "+-"]


def in_pack(text: str) -> Manuscript:
    return from_nothing(ABOUT, b"abcdefgh").with_file(FILE, text)


def problems(text: str) -> list[str]:
    draft = read_draft(Path("mine.yaml"), Format.EXERCISE, text.encode())
    return [one.sentence for one in draft.problems]


def after(text: str, change: AddLevel | ChangeLevel | RemoveLevel | SetLadder) -> str:
    return apply(in_pack(text), change).text(FILE)


def test_a_keyframe_has_another_name_wherever_it_is_meant_and_nothing_else_changes() -> None:
    text, name = rename_pose(HEEL, "up", "On your toes 2")
    assert name == "on_your_toes_2"
    lines = changed_lines(HEEL, text)
    assert len(lines) == 2 * len([one for one in HEEL.splitlines() if " up" in one and "{" in one])
    assert all(one.replace("on_your_toes_2", "up") in HEEL for one in (x[2:] for x in lines))
    assert stops_at(text, "hold") == ("on_your_toes_2",)
    assert text_at(root_of(text), f"{ONE_DOWN}.poses.one.like") == "on_your_toes_2"
    assert text_at(root_of(text), f"{ONE_DOWN}.moves.raise") == "on_your_toes_2"
    assert rename_pose(text, name, "up")[0] == HEEL
    assert rename_pose(HEEL, "up", " UP! ") == (HEEL, "up")
    text, _ = rename_pose(HEEL, "one", "one leg")  # only another way has it
    assert stops_at(text, "hold", ONE_DOWN) == ("one_leg",)
    assert rename_pose("format: kneecoach-exercise/1\nname: A\n", "start", "rest")[1] == "rest"


def test_a_keyframe_called_like_a_phase_leaves_the_phases_alone() -> None:
    jump = read("box_jump")
    text, _ = rename_pose(jump, "landed", "hold")
    assert keys_at(root_of(text), "figure.moves") == keys_at(root_of(jump), "figure.moves")
    assert text_at(root_of(text), "figure.moves.jump.stops[2]") == "hold"
    assert rename_pose(text, "hold", "landed")[0] == jump


@pytest.mark.parametrize(
    ("name", "said"), [("down 2", ""), ("start", "start already"), (" 12 ", "at least one letter")]
)
def test_a_name_that_is_taken_or_empty_is_refused(name: str, said: str) -> None:
    if not said:
        assert rename_pose(STEP, "down", name)[1] == "down_2"
        return
    with pytest.raises(KneecoachError, match=said):
        rename_pose(STEP, "down", name)


def test_a_way_moves_as_the_usual_one_until_something_of_it_is_changed() -> None:
    assert not has_own(HEEL, SINGLE, Own.MOVES)
    assert stops_at(HEEL, "lower", SINGLE) == ("start",)
    text, (part, name) = add_pose(HEEL, PosePlace(SINGLE, "up"), "half way")
    assert (part, name) == (SINGLE, "half_way")
    assert pose_names(text, SINGLE)[-1] == "half_way"
    assert keyframes_of(text, SINGLE) == ("start", "up", "half_way")
    assert keyframes_of(text, FIGURE) == ("start", "up")
    text = set_stops(text, "lower", ("half_way", "start"), SINGLE)
    assert stops_at(text, "lower", SINGLE) == ("half_way", "start")
    assert stops_at(text, "lower") == ("start",)
    assert stops_at(text, "raise", SINGLE) == ("up",)
    assert problems(text) == []
    drawn = drawn_exercise(text, "mine")
    assert drawn is not None
    assert drawn.figure is not None
    assert drawn.figure.for_variant("single-leg").moves != drawn.figure.moves
    assert without_own(text, SINGLE, Own.MOVES).count("half_way, start") == 0
    text = remove_pose(text, PosePlace(SINGLE, "half_way"))
    assert stops_at(text, "lower", SINGLE) == ("start",)
    assert without_own(text, SINGLE, Own.MOVES) == HEEL
    assert without_own(HEEL, SINGLE, Own.MOVES) == HEEL
    assert without_own(HEEL, FIGURE, Own.MOVES) == HEEL


def test_what_a_way_says_of_a_keyframe_is_taken_out_and_the_usual_one_stays() -> None:
    text = remove_pose(HEEL, PosePlace(SINGLE, "up"))
    assert pose_names(text, SINGLE) == ("start",)
    assert pose_names(text) == pose_names(HEEL)
    with pytest.raises(KneecoachError, match="as in the right way"):
        remove_pose(text, PosePlace(SINGLE, "up"))
    text = remove_pose(STEP, PosePlace(WRONG, "down"))
    assert pose_names(text, WRONG) == ()
    with pytest.raises(KneecoachError, match="is made from the keyframe up"):
        remove_pose(HEEL, PosePlace(FIGURE, "up"))


def test_phases_of_a_way_come_and_go_in_its_own_tempo() -> None:
    assert phases_of(HEEL, SINGLE)[0].path == "ladder[4].tempo.raise"
    assert [one.lasts for one in phases_of(HEEL, SINGLE)] == [one.lasts for one in phases_of(HEEL)]
    assert may_change_phases(HEEL, SINGLE)
    text = add_phase(HEEL, "pause", 3, SINGLE)
    assert [one.name for one in phases_of(text, SINGLE)] == ["raise", "hold", "lower", "pause"]
    assert phases_of(text) == phases_of(HEEL)
    assert phases_of(text, ONE_DOWN) == phases_of(HEEL, ONE_DOWN)
    assert problems(text) == []
    moved = move_phase(text, "pause", 0, SINGLE)
    assert phases_of(moved, SINGLE)[0].name == "pause"
    assert keys_at(root_of(moved), f"{SINGLE}.moves")[0] == "pause"
    gone = remove_phase(text, "pause", SINGLE)
    assert "pause" not in gone
    assert problems(gone) == []
    assert phases_of(remove_phase(HEEL, "hold", SINGLE)) == phases_of(HEEL)


def test_a_cue_of_a_phase_that_goes_is_said_at_any_time() -> None:
    text = remove_phase(STEP, "raise")
    assert "  - Push up through the whole foot.\n" in text
    assert "phase: raise" not in text
    assert problems(text) == []
    one_level = (
        remove_phase(COPENHAGEN, "hold", variant_part("moving up and down")) if False else ""
    )
    assert one_level == ""


def test_things_of_a_way_are_its_own_once_they_are_changed() -> None:
    path = f"{SINGLE}.props[1].forward"
    assert is_borrowed(HEEL, path)
    assert not is_borrowed(HEEL, "figure.props[1].forward")
    text = write_own(HEEL, path, "30 cm")
    assert not is_borrowed(text, path)
    assert text_at(root_of(text), "figure.props[1].forward") == "56 cm"
    assert plain_at(root_of(text), f"{SINGLE}.props") == ({"thing": "chair", "forward": "30 cm"},)
    assert len(changed_lines(HEEL, text)) == 2
    text = add_thing(text, SINGLE, {"thing": "step", "height": "10 cm"})
    assert problems(text) == []
    text = remove_thing(text, SINGLE, 1)
    assert text_at(root_of(text), f"{SINGLE}.props[1].thing") == "step"
    text = remove_thing(text, SINGLE, 1)
    assert f"{SINGLE.rpartition('.')[2]}:" in text
    assert plain_at(root_of(text), f"{SINGLE}.props") == ()
    assert drawn_exercise(text, "mine").figure.for_variant("single-leg").props == ()
    assert without_own(text, SINGLE, Own.PROPS) == HEEL
    assert remove_thing(HEEL, FIGURE, 1).count("props") == 0
    bare = with_own(remove_thing(HEEL, FIGURE, 1), SINGLE, Own.PROPS)
    assert plain_at(root_of(bare), f"{SINGLE}.props") == ()
    assert write_own(text, path.replace("props[1].forward", "props[2].turn"), "") == text


def test_the_time_of_a_phase_of_a_way_is_its_own_once_it_is_typed() -> None:
    path = "ladder[4].tempo.lower"
    assert is_borrowed(HEEL, path)
    text = write_own(HEEL, path, "5 s")
    assert [one.lasts for one in phases_of(text, SINGLE)][-1] == "5 s"
    assert phases_of(text) == phases_of(HEEL)
    assert problems(text) == []
    assert not is_borrowed(text, path)
    assert write_own(HEEL, "dose.tempo.lower", "4 s").count("lower: 4 s") == 1


def test_what_is_planted_in_a_way_and_what_never_gives_way() -> None:
    text = set_planted(HEEL, SINGLE, ())
    assert plain_at(root_of(text), f"{SINGLE}.planted") == ()
    assert "planted: []" in text
    assert "planted" not in plain_at(root_of(set_planted(text, SINGLE, ("toes",))), SINGLE)
    text = set_planted(HEEL, FIGURE, ("toes", "hands"))
    assert texts_at(root_of(text), "figure.planted") == ("toes", "hands")
    assert anchors_of(text) == ("toes", "hands")
    assert anchors_of(COPENHAGEN) == ("other_elbow",)
    assert "planted: [toes]" not in set_planted(HEEL, FIGURE, ())


def test_a_ladder_has_other_ways_and_the_figure_follows_their_names() -> None:
    rung = Rung(variable=Variable.VARIANT, value="on a [soft] mat.")
    text = after(HEEL, AddLevel(file=FILE, at=2, rung=rung))
    assert "  - {variant: on a soft mat}\n" in text or "  - variant: on a soft mat\n" in text
    assert problems(text) == []
    named = Rung(variable=Variable.VARIANT, value="one foot: bent")
    text = after(HEEL, ChangeLevel(file=FILE, at=3, rung=named))
    assert text_at(root_of(text), "ladder[4].variant") == "one foot: bent"
    assert keys_at(root_of(text), "figure.variants")[1] == "one foot: bent"
    assert len(changed_lines(HEEL, text)) == 4
    assert problems(text) == []
    assert after(text, ChangeLevel(file=FILE, at=3, rung=named)) == text
    taken = Rung(variable=Variable.VARIANT, value="single-leg with a bent knee")
    with pytest.raises(KneecoachError, match="is called single-leg with a bent knee already"):
        after(HEEL, ChangeLevel(file=FILE, at=3, rung=taken))
    with pytest.raises(KneecoachError, match="needs a name"):
        after(HEEL, AddLevel(file=FILE, at=2, rung=Rung(variable=Variable.VARIANT, value=" .")))


def test_a_way_that_goes_takes_its_figure_along() -> None:
    text = after(HEEL, RemoveLevel(file=FILE, at=2))
    assert "up on both, down on one" not in text
    assert after(HEEL, RemoveLevel(file=FILE, at=0)).count("up on both, down on one") == 2
    reps = Rung(variable=Variable.REPS, value="14")
    text = after(HEEL, ChangeLevel(file=FILE, at=2, rung=reps))
    assert keys_at(root_of(text), "figure.variants") == (
        "single-leg",
        "single-leg with a bent knee",
    )
    assert text_at(root_of(text), "ladder[3].note").startswith("Rise on both feet")
    sets = Rung(variable=Variable.SETS, value="4")
    assert text_at(root_of(after(HEEL, ChangeLevel(file=FILE, at=1, rung=sets))),
                   "ladder[2].change.sets") == "4"  # fmt: skip
    way = Rung(variable=Variable.VARIANT, value="slowly")
    text = after(HEEL, ChangeLevel(file=FILE, at=1, rung=way))
    assert text_at(root_of(text), "ladder[2].variant") == "slowly"
    text = after(HEEL, SetLadder(file=FILE, rungs=(reps,)))
    assert keys_at(root_of(text), "figure.variants") == ()
    assert "ladder:\n  - change: {reps: 14}\n" in text
    text = HEEL.replace("    single-leg:\n", "    never there:\n")
    assert "never there" in after(text, RemoveLevel(file=FILE, at=2))  # it was not the ladder's


def test_a_set_comes_to_be_counted_in_time() -> None:
    text, gone = count_in(STEP, Counting.TIME)
    assert counting_of(text) is Counting.TIME
    root = root_of(text)
    assert (text_at(root, "dose.duration"), text_at(root, "dose.phase")) == ("30 s", "hold")
    assert stops_at(text, "hold") == ("down",)
    assert keys_at(root, "figure.moves") == ("hold",)
    assert gone == 2
    assert problems(text) == []
    assert "  height: 5 cm\n" in text
    assert [one.path for one in phases_of(text)] == ["dose.duration"]
    assert not may_change_phases(text)
    assert count_in(text, Counting.TIME) == (text, 0)


def test_ways_that_count_for_themselves_go_on_doing_so() -> None:
    text, gone = count_in(COPENHAGEN, Counting.TIME)
    assert gone == 2  # more repetitions, and a longer hold
    way = variant_part("both knees together")
    assert counting_of(text) is Counting.TIME
    assert counting_of(text, way) is Counting.REPETITIONS
    assert plain_at(root_of(text), "ladder[1].tempo.hold") == "15 s"  # it stood below
    assert problems(text) == []
    timed, gone = count_in(COPENHAGEN, Counting.TIME, way)
    assert gone == 1
    assert counting_of(timed) is Counting.REPETITIONS
    assert counting_of(timed, way) is Counting.TIME
    assert [one.path for one in phases_of(timed, way)] == ["ladder[3].duration"]
    assert problems(timed) == []
    back, _ = count_in(timed, Counting.REPETITIONS, way)
    assert counting_of(back, way) is Counting.REPETITIONS
    assert problems(back) == []


def test_a_set_comes_to_be_counted_in_repetitions() -> None:
    text, gone = count_in(WALL, Counting.REPETITIONS)
    assert gone == 3
    root = root_of(text)
    assert text_at(root, "dose.reps") == "10"
    assert plain_at(root, "figure.moves") == {"raise": "sit", "hold": "sit", "lower": "start"}
    assert text_at(root, "ladder[3].phase") == "hold"  # on one leg, it stays a hold
    assert problems(text) == []
    walk = read("desk_walk")
    text, _ = count_in(walk, Counting.REPETITIONS)
    root = root_of(text)
    assert plain_at(root, "dose.tempo") == {"walk": "1.1 s"}
    assert text_at(root, "figure.moves.walk.every") == "1.1 s"
    bare = "format: kneecoach-exercise/1\nname: A\ndose: {sets: 1, intervals: {rounds: 2}}\n"
    text, _ = count_in(bare, Counting.REPETITIONS)
    assert keys_at(root_of(text), "dose.tempo") == ("raise", "hold", "lower")
    none = "format: kneecoach-exercise/1\nname: A\ndose: {sets: 1, reps: 4}\n"
    assert text_at(root_of(count_in(none, Counting.TIME).text), "dose.phase") == "hold"


def test_a_timed_set_does_something_else() -> None:
    text = set_timed_phase(WALL, "squeeze")
    assert text_at(root_of(text), "dose.phase") == "squeeze"
    assert stops_at(text, "squeeze") == ("sit",)
    assert keys_at(root_of(text), "figure.moves") == ("squeeze",)
    assert "  - Weight in your heels" in text.replace('"', "").replace("'", "")
    assert problems(text) == []
    assert set_timed_phase(WALL, "hold") == WALL
    walk = read("desk_walk")
    text = set_timed_phase(walk, "march")
    assert text_at(root_of(text), "figure.moves.march.every") == "1.1 s"
    none = "format: kneecoach-exercise/1\nname: A\ndose: {sets: 1, duration: 9 s, phase: hold}\n"
    assert text_at(root_of(set_timed_phase(none, "walk")), "dose.phase") == "walk"


def test_phases_of_rounds_are_shown_where_they_are_written() -> None:
    text = STEP.replace(
        "  reps: 6\n  tempo: {lower: 3 s, raise: 1 s}\n",
        "  intervals: {rounds: 3, phases: [lower: 3 s, raise: 1 s]}\n",
    )
    assert [(one.name, one.path, one.lasts) for one in phases_of(text)] == [
        ("lower", "dose.intervals.phases[1].lower", "3 s"),
        ("raise", "dose.intervals.phases[2].raise", "1 s"),
    ]
    assert may_change_phases(text)


def test_what_a_way_says_first_stands_on_lines_of_its_own() -> None:
    clam = read("clam")
    assert "variants" not in clam
    way = variant_part("both: slowly")
    named = Rung(variable=Variable.VARIANT, value="both: slowly")
    text = after(clam, AddLevel(file=FILE, at=0, rung=named))
    assert counting_of(text, way) is Counting.REPETITIONS
    start = "  variants:\n    'both: slowly':\n"
    things = add_thing(text, way, {"thing": "ball"})
    assert f"{start}      props:\n        - {{thing: band, " in things
    assert things.endswith("        - {thing: ball}\n")
    moved = with_own(text, way, Own.MOVES)
    moves = plain_at(root_of(text), "figure.moves")
    assert f"{start}      moves: {{" in moved
    assert plain_at(root_of(moved), f"{way}.moves") == moves
    assert f"{start}      planted:\n        - pelvis\n" in set_planted(text, way, ("pelvis",))
    posed, place = add_pose(text, PosePlace(way, "open"))
    assert f"{start}      poses:\n        keyframe:\n          like: open\n" in posed
    assert place == PosePlace(way, "keyframe")
    for one in (things, moved, posed):
        assert problems(one) == []
    flow = "format: kneecoach-exercise/1\nladder: [{change: {reps: 9}}]\n"
    rung = Rung(variable=Variable.VARIANT, value="slowly")
    text = after(flow, AddLevel(file=FILE, at=1, rung=rung))
    assert text.endswith("ladder: [{change: {reps: 9}}, {variant: slowly}]\n")


def test_one_part_that_is_planted_takes_the_place_of_what_stands_for_the_same() -> None:
    text = set_planted(HEEL, FIGURE, ("toes", "working_toes"))
    assert texts_at(root_of(text), "figure.planted") == ("working_toes",)
    text = set_planted(text, FIGURE, ("toes", "working_toes"))
    assert texts_at(root_of(text), "figure.planted") == ("toes",)


def test_one_stop_of_several_is_changed_and_the_others_keep_their_letters() -> None:
    text, half = add_pose(HEEL, PosePlace(FIGURE, "start"), "half")
    text = set_stops(text, "raise", (half.name, "up"))
    other = set_stops(text, "raise", (half.name, "start"))
    assert stops_at(other, "raise") == ("half", "start")
    assert len(changed_lines(text, other)) == 2


def test_the_eye_is_drawn_where_it_is_written() -> None:
    for turn, tilt in ((30.0, None), (0.0, 40.0), (-20.0, 17.0)):
        text = write_eye(STEP, turn, tilt)
        tried = with_eye(drawn_exercise(STEP, "mine"), turn, tilt)
        assert drawn_exercise(text, "mine").figure == tried.figure
    assert "  turn: 15 deg\n" not in write_eye(STEP, 0, None)
    assert write_eye(STEP, 15, None) == STEP
    bare = write_eye("format: kneecoach-exercise/1\nname: A\n", 10, 30)
    assert text_at(root_of(bare), "figure.tilt") == "30 deg"


def test_a_step_asks_how_high_it_is() -> None:
    text = STEP.replace("  height: 5 cm\n", "")
    assert [one.name for one in dose_parts(root_of(text), 1)][-1] == "height"
    assert "height" not in [one.name for one in dose_parts(root_of(HEEL), 1)]


def test_phases_of_rounds_stay_while_a_level_has_them() -> None:
    text = STEP.replace(
        "ladder:\n", "ladder:\n  - {change: {intervals: {rounds: 2, phases: [raise: 1 s]}}}\n"
    )
    assert "phase: raise" in remove_phase(text, "raise")
