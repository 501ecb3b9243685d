"""Exercises of one's own: made, posed and changed in their YAML, of which the rest stays."""

from __future__ import annotations

import difflib
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kneecoach.body.joints import JOINTS, WORKING
from kneecoach.body.space import length, sub
from kneecoach.model.errors import KneecoachError
from kneecoach.model.exercise import Exercise, Kind
from kneecoach.model.figure import Limb
from kneecoach.packs.building.changes import apply, items_of
from kneecoach.packs.building.checking import check
from kneecoach.packs.building.exercise_drawing import (
    drawn_exercise,
    movement_of,
    pose_faults,
    with_turns,
)
from kneecoach.packs.building.exercise_keyframes import (
    add_pose,
    pose_id,
    remove_pose,
    set_stops,
    stops_at,
)
from kneecoach.packs.building.exercise_leading import HIPS, handles_of, lead, said, turn
from kneecoach.packs.building.exercise_lists import (
    add_entry,
    move_entry,
    remove_entry,
    write_lines,
)
from kneecoach.packs.building.exercise_making import (
    POSTURES,
    NewExercise,
    made_id,
    make_bare,
    make_like,
    new_exercise_id,
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
    Turned,
    let_go,
    pose_names,
    set_reach,
    variant_part,
    write_turns,
)
from kneecoach.packs.building.manuscript import Manuscript, exercise_file
from kneecoach.packs.building.shelf import Shelf
from kneecoach.packs.building.starting import About, from_nothing
from kneecoach.packs.building.where import keys_at, root_of, text_at, texts_at

BUILT_IN = Path(__file__).parents[2] / "exercises"
TEXTS = {path.stem: path.read_text("utf-8") for path in sorted(BUILT_IN.glob("*.yaml"))[::5]}
SQUAT = (BUILT_IN / "squat.yaml").read_text("utf-8")
CLAM = (BUILT_IN / "clam.yaml").read_text("utf-8")
WALK = (BUILT_IN / "desk_walk.yaml").read_text("utf-8")
JUMP = (BUILT_IN / "box_jump.yaml").read_text("utf-8")
ABOUT = About(title="A pack", author="Anna", language="en", review="read by Anna")
DOWN = PosePlace(FIGURE, "down")


@pytest.fixture
def pack() -> Manuscript:
    return from_nothing(ABOUT, b"abcdefgh")


def new(name: str = "Leg lift", why: str = "Strong.", areas: str = "hip, thigh") -> NewExercise:
    return NewExercise(name=name, why=why, areas=areas, kind=Kind.STRENGTH)


@cache
def drawn(text: str) -> Exercise:
    found = drawn_exercise(text, "mine")
    assert found is not None
    return found


def changed_lines(before: str, after: str) -> list[str]:
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [one for one in lines if one[:1] in "+-"]


def problems(pack: Manuscript, tmp_path: Path) -> list[str]:
    return [str(one) for one in check(pack, [BUILT_IN], tmp_path).problems]


def test_an_exercise_from_any_posture_is_sound_and_moves(pack: Manuscript, tmp_path: Path) -> None:
    (programme,) = pack.programmes
    for posture in POSTURES:
        change = make_bare(pack, programme, new(f"Mine {posture.base}"), posture)
        pack = apply(pack, change)
        assert items_of(pack.text(programme))[-1] == made_id(change)
    assert problems(pack, tmp_path) == []
    assert len(pack.exercises) == len(POSTURES)
    text = pack.text(pack.exercises[0])
    assert "  poses:\n    start: {}\n    end:\n      like: start\n  moves: {raise: end" in text
    assert "areas: [hip, thigh]\n" in text


def test_what_is_missing_of_a_new_exercise_is_asked_for(pack: Manuscript) -> None:
    (programme,) = pack.programmes
    for one, wanted in (
        (new(name=" "), "what people call it"),
        (new(why=""), "what it is good for"),
        (new(areas=" , "), "which parts of the body"),
    ):
        with pytest.raises(KneecoachError, match=wanted):
            make_bare(pack, programme, one, POSTURES[0])


def test_an_exercise_like_another_one_says_its_own_name_and_keeps_the_rest(
    pack: Manuscript, tmp_path: Path
) -> None:
    (programme,) = pack.programmes
    found = Shelf([BUILT_IN]).exercise("squat")
    change = make_like(pack, programme, new("My squat", why="", areas=""), found)
    pack = apply(pack, change)
    assert problems(pack, tmp_path) == []
    text = pack.text(exercise_file(made_id(change)))
    assert changed_lines(found.text, text) == [
        "- # yaml-language-server: $schema=schema.json",
        "- name: Squat",
        "+ name: My squat",
    ]
    second = make_like(pack, programme, new("My squat", why="Because.", areas="knee"), found)
    pack = apply(pack, second)
    assert made_id(second) != made_id(change)
    assert "why: Because.\n" in pack.text(exercise_file(made_id(second)))
    assert "areas: [knee]\n" in pack.text(exercise_file(made_id(second)))
    assert problems(pack, tmp_path) == []
    assert new_exercise_id(pack, "!!").endswith("_exercise")


def test_one_joint_changes_one_line_and_no_change_changes_none() -> None:
    text = f"{SQUAT}# the end\n"
    after = write_turns(text, DOWN, (Turned("knee", "flex", 60),))
    assert changed_lines(text, after) == [
        "-       knee: {flex: 80 deg}",
        "+       knee: {flex: 60 deg}",
    ]
    assert write_turns(text, DOWN, (Turned("knee", "flex", 80),)) == text
    assert write_turns(text, DOWN, (Turned("hip", "turn", -9),)).count("turn: -9 deg") == 1


def test_what_is_set_for_both_sides_takes_the_place_of_what_one_side_had() -> None:
    text = write_turns(SQUAT, DOWN, (Turned("working_knee", "flex", 70),))
    assert text_at(root_of(text), "figure.poses.down.working_knee.flex") == "70 deg"
    text = write_turns(text, DOWN, (Turned("knee", "flex", 80),))
    assert text == SQUAT


def test_a_wrong_way_and_a_variant_begin_over_several_lines() -> None:
    bare = SQUAT.partition("  wrong:")[0]
    text = write_turns(bare, PosePlace(WRONG, "down"), (Turned("hip", "turn", -20),))
    assert "  wrong:\n    poses:\n      down: {hip: {turn: -20 deg}}\n" in text
    place = PosePlace(variant_part("on toes"), "down")
    text = write_turns(SQUAT, place, (Turned("lift", "", 3), Turned("shift", "up", -4)))
    assert "    on toes:\n      poses:\n        down: {shift: {up: -4 cm}, lift: 3 cm}\n" in text
    flow = "format: kneecoach-exercise/1\nfigure: {view: side, poses: {start: {}}}\n"
    text = write_turns(flow, PosePlace(WRONG, "start"), (Turned("knee", "flex", 5),))
    assert text_at(root_of(text), "figure.wrong.poses.start.knee.flex") == "5 deg"


@st.composite
def turns(draw: st.DrawFn) -> tuple[Turned, ...]:
    found = []
    for _ in range(draw(st.integers(1, 4))):
        joint = draw(st.sampled_from(JOINTS))
        way = draw(st.sampled_from(joint.ways))
        side = draw(st.sampled_from(("", "working_", "other_"))) if joint.is_paired else ""
        by = draw(st.integers(round(way.least), round(way.most)))
        found.append(Turned(f"{side}{joint.name}", way.name, by))
    return tuple(found)


@given(
    st.sampled_from(sorted(TEXTS)),
    turns(),
    st.sampled_from(("", "wrong", "lift", "shift")),
    st.sampled_from(((), (Limb.HANDS,), (Limb.WORKING_FOOT,), (Limb.OTHER_HAND,))),
    st.data(),
)
@settings(max_examples=20)
def test_what_is_drawn_is_what_is_written(name, turned, also, freed, data) -> None:
    text = TEXTS[name]
    poses = pose_names(text)
    if not poses:
        return
    part = WRONG if also == "wrong" else FIGURE
    place = PosePlace(part, data.draw(st.sampled_from(poses)))
    if also == "lift":
        turned = (*turned, Turned("lift", "", 5))
    if also == "shift":
        turned = (*turned, *(Turned("shift", way, 4) for way in ("forward", "up", "side")))
    written = drawn(write_turns(text, place, turned, freed))
    tried = with_turns(drawn(text), place, turned, freed)
    assert movement_of(written, part).course.stances == movement_of(tried, part).course.stances


def test_what_a_variant_turns_is_drawn_as_it_is_written() -> None:
    ladder = "  - variant: on toes\n    reps: 8\nsteps:"
    text = CLAM.replace("\nsteps:", f"\n{ladder}", 1)
    place = PosePlace(variant_part("on toes"), "open")
    for turned in ((Turned("working_hip", "out", 12),), (Turned("hip", "flex", 30),)):
        tried = with_turns(drawn(text), place, turned)
        text = write_turns(text, place, turned)
        stances = movement_of(drawn(text), place.part).course.stances
        assert stances == movement_of(tried, place.part).course.stances
        tried = with_turns(tried, place, turned)  # the variant is there by now
        assert stances == movement_of(tried, place.part).course.stances


@given(
    st.sampled_from(("squat", "clam", "bridge", "sitting", "standing")),
    st.tuples(*[st.floats(-1.2, 1.6, allow_subnormal=False)] * 3),
    st.sampled_from(("", WORKING)),
    st.data(),
)
@settings(max_examples=40)
def test_whatever_is_led_wherever_nothing_breaks_and_nothing_sinks(name, to, side, data) -> None:
    exercise = LED[name]
    place = PosePlace(
        FIGURE, data.draw(st.sampled_from([one.name for one in exercise.figure.poses]))
    )
    before = {one.what for one in pose_faults(exercise, place)}
    led = lead(exercise, place, side, data.draw(st.sampled_from(handles_of(exercise, FIGURE))), to)
    after = with_turns(exercise, place, led.turns, led.freed)
    assert {one.what for one in pose_faults(after, place)} <= before
    for one in led.turns:
        joint = next(known for known in JOINTS if known.name == one.joint.rpartition("_")[2])
        way = next(known for known in joint.ways if known.name == one.way)
        assert way.least <= one.by <= way.most


def _posture(at: int) -> str:
    pack = from_nothing(ABOUT, b"abcdefgh")
    pack = apply(pack, make_bare(pack, pack.programmes[0], new(), POSTURES[at]))
    return pack.text(pack.exercises[0])


LED = {
    "squat": drawn(SQUAT),
    "clam": drawn(CLAM),
    "bridge": drawn((BUILT_IN / "glute_bridge.yaml").read_text("utf-8")),
    "sitting": drawn(_posture(1)),
    "standing": drawn(_posture(0)),
}


def test_a_free_foot_is_led_up_and_comes_where_it_is_led() -> None:
    exercise, place = LED["standing"], PosePlace(FIGURE, "end")
    led = lead(exercise, place, WORKING, "left_foot", (0.1, 0.5, 0.3))
    assert {one.joint for one in led.turns} == {"working_hip", "working_knee"}
    assert (led.sentence, led.freed) == ("", (Limb.WORKING_FOOT,))
    after = with_turns(exercise, place, led.turns, led.freed)
    at = movement_of(after, FIGURE).pose("end").points["left_ankle"]
    assert length(sub(at, (0.1, 0.5, 0.3))) < 0.02


def test_a_foot_that_is_led_into_the_floor_stops_on_it() -> None:
    exercise, place = LED["squat"], PosePlace(FIGURE, "start")
    led = lead(exercise, place, "", "left_foot", (0.1, -3.0, 0.0))
    after = with_turns(exercise, place, led.turns, led.freed)
    assert pose_faults(after, place) == ()


def test_both_hands_are_led_alike_and_what_they_rested_on_is_let_go() -> None:
    place = PosePlace(FIGURE, "start")
    led = lead(LED["squat"], place, "", "right_hand", (-0.4, 1.3, 0.3))
    assert {one.joint for one in led.turns} == {"shoulder", "elbow"}
    text = write_turns(SQUAT, place, led.turns, led.freed)
    assert keys_at(root_of(text), "figure.poses.start.reach") == ()


def test_what_cannot_be_led_says_why() -> None:
    assert "is planted" in lead(LED["squat"], DOWN, "", "left_foot", (0, 1, 0)).sentence
    text = CLAM.replace("      reach: {working_foot: other_foot}\n", "")
    led = lead(drawn(text), PosePlace(FIGURE, "open"), WORKING, "left_foot", (0.3, 0.8, 0))
    assert "rests on something since an earlier keyframe" in led.sentence
    assert led.turns == ()


def test_hips_are_led_where_feet_are_planted_and_stop_before_a_joint_does() -> None:
    exercise = LED["squat"]
    assert HIPS in handles_of(exercise, FIGURE)
    assert HIPS not in handles_of(LED["clam"], FIGURE)
    assert HIPS not in handles_of(drawn("format: kneecoach-exercise/1\nname: Bare\n"), FIGURE)
    at = movement_of(exercise, FIGURE).pose("down").points["pelvis"]
    led = lead(exercise, DOWN, "", HIPS, (at[0], at[1] - 0.08, at[2]))
    assert led.sentence == ""
    after = with_turns(exercise, DOWN, led.turns)
    assert movement_of(after, FIGURE).pose("down").points["pelvis"][1] < at[1] - 0.05
    led = lead(exercise, DOWN, "", HIPS, (at[0], at[1] - 0.2, at[2] + 0.9))
    assert led.sentence.startswith("Any further, and the figure ")


def test_a_joint_is_turned_on_one_side_or_both_and_lets_its_hand_go() -> None:
    place = PosePlace(FIGURE, "start")
    assert turn(LED["squat"], place, "", Turned("knee", "flex", 9)).turns == (
        Turned("knee", "flex", 9),
    )
    led = turn(LED["squat"], place, WORKING, Turned("shoulder", "flex", 90))
    assert led.turns == (Turned("working_shoulder", "flex", 90),)
    assert led.freed == (Limb.WORKING_HAND,)
    text = write_turns(SQUAT, place, led.turns, led.freed)
    assert text_at(root_of(text), "figure.poses.start.reach.other_hand") == "chest"
    assert turn(LED["squat"], place, "", Turned("elbow", "flex", 9)).freed == (Limb.HANDS,)
    assert turn(LED["squat"], place, WORKING, Turned("spine", "bend", 9)).turns[0].joint == "spine"
    led = turn(LED["squat"], place, "", Turned("shift", "up", -7))
    assert [(one.way, one.by) for one in led.turns] == [("forward", 0), ("up", -7), ("side", 0)]


def test_what_nobody_could_do_is_said() -> None:
    assert said(LED["squat"], DOWN) == ""
    sunk = with_turns(LED["sitting"], PosePlace(FIGURE, "end"), (Turned("knee", "flex", 90),))
    assert said(sunk, PosePlace(FIGURE, "end")).startswith("Here the figure is ")


def test_hands_and_feet_rest_on_things_and_are_let_go() -> None:
    text = set_reach(SQUAT, DOWN, Limb.WORKING_HAND, "hip")
    assert text_at(root_of(text), "figure.poses.down.reach.working_hand") == "hip"
    text = set_reach(text, DOWN, Limb.HANDS, "chest")
    assert keys_at(root_of(text), "figure.poses.down.reach") == ("hands",)
    text = set_reach(text, DOWN, Limb.OTHER_HAND, "hip")
    reach = "figure.poses.down.reach"
    led = {one: text_at(root_of(text), f"{reach}.{one}") for one in keys_at(root_of(text), reach)}
    assert led == {"working_hand": "chest", "other_hand": "hip"}
    assert set_reach(text, DOWN, Limb.HANDS, "") == SQUAT
    assert let_go(SQUAT, DOWN, Limb.WORKING_FOOT) == SQUAT
    spot = SQUAT.replace("reach: {hands: chest}", "reach: {hands: {up: 90 cm, side: 20 cm}}")
    text = let_go(spot, PosePlace(FIGURE, "start"), Limb.OTHER_HAND)
    assert text_at(root_of(text), "figure.poses.start.reach.working_hand.up") == "90 cm"


def test_a_keyframe_that_says_nothing_more_stays_where_others_are_like_it() -> None:
    text = (BUILT_IN / "desk_heel_raise.yaml").read_text("utf-8")
    start = PosePlace(FIGURE, "start")
    free = let_go(text, start, Limb.HANDS)
    assert changed_lines(text, free) == [
        "-     start: {reach: {hands: chair_back}}",
        "+     start: {}",
    ]
    turned = Turned("working_knee", "flex", 9)
    posed = write_turns(text, start, (turned,), (Limb.HANDS,))
    assert "    start: {working_knee: {flex: 9 deg}}\n" in posed
    both = write_turns(posed, start, (Turned("knee", "flex", 9),))
    assert "    start: {knee: {flex: 9 deg}}\n    up: " in both


def test_a_keyframe_is_added_under_a_free_name_and_taken_out() -> None:
    text, new = add_pose(SQUAT, PosePlace(FIGURE, "down"), "Half way!")
    assert (new, pose_names(text)) == (PosePlace(FIGURE, "half_way"), ("start", "down", "half_way"))
    assert "\n    half_way:\n      like: down\n" in text
    text, other = add_pose(text, PosePlace(FIGURE, "start"), "half way")
    assert other.name == "half_way_2"
    _, unnamed = add_pose(text, PosePlace(FIGURE, "start"))
    assert unnamed.name == "keyframe"
    assert pose_id("__9") == ""
    flow = "format: kneecoach-exercise/1\nfigure: {view: side, poses: {start: {}}}\n"
    text_in_brackets, _ = add_pose(flow, PosePlace(FIGURE, "start"))
    assert "poses: {start: {}, keyframe: {like: start}}" in text_in_brackets
    text = remove_pose(text, other)
    text = set_stops(text, "lower", ("half_way", "down"))
    text = write_turns(text, PosePlace(WRONG, "half_way"), (Turned("knee", "flex", 9),))
    text = remove_pose(text, PosePlace(FIGURE, "half_way"))
    assert (stops_at(text, "lower"), pose_names(text)) == (("down",), ("start", "down"))
    assert pose_names(text, WRONG) == ("down",)
    assert drawn(text) == drawn(SQUAT)


def test_a_keyframe_that_is_needed_stays_and_one_that_all_phases_used_leaves_the_first() -> None:
    with pytest.raises(KneecoachError, match="The movement begins in the keyframe start"):
        remove_pose(SQUAT, PosePlace(FIGURE, "start"))
    text, _ = add_pose(SQUAT, PosePlace(FIGURE, "down"), "deep")
    with pytest.raises(KneecoachError, match="The keyframe deep is made from the keyframe down"):
        remove_pose(text, PosePlace(FIGURE, "down"))
    text = remove_pose(SQUAT, PosePlace(FIGURE, "down"))
    assert stops_at(text, "lower") == ("start",)


def test_a_phase_goes_through_keyframes_and_keeps_its_times_and_rounds() -> None:
    assert set_stops(SQUAT, "lower", ("down",)) == SQUAT
    text, half = add_pose(SQUAT, PosePlace(FIGURE, "start"), "half")
    text = set_stops(text, "lower", (half.name, "down"))
    assert stops_at(text, "lower") == (half.name, "down")
    assert drawn(text).figure is not None
    stops = stops_at(JUMP, "jump")
    assert stops == ("air", "landed")
    swapped = set_stops(JUMP, "jump", ("crouch", "tall"))
    assert "    jump: {stops: [{pose: crouch, at: 45}, tall]}\n" in swapped
    assert len(changed_lines(JUMP, swapped)) == 2
    assert set_stops(JUMP, "jump", ("air",)).count("    jump: air\n") == 1
    to = WALK.replace("stops: [pass, strike, other_pass, other_strike]", "to: pass")
    assert "    walk: {stops: [strike], every: 1.1 s}\n" in set_stops(to, "walk", ("strike",))
    text = set_stops(WALK, "walk", ("strike",))
    assert "    walk: {stops: [strike], every: 1.1 s}\n" in text


def test_phases_come_go_and_change_places_with_their_moves() -> None:
    text = add_phase(SQUAT, "hold", 1)
    assert [one.name for one in phases_of(text)] == ["lower", "hold", "raise"]
    assert keys_at(root_of(text), "figure.moves") == ("lower", "hold", "raise")
    assert stops_at(text, "hold") == ("down",)
    assert drawn(text).ladder[0].dose.hold == 2
    with pytest.raises(KneecoachError, match="There is a phase hold already"):
        add_phase(text, "hold", 0)
    text = move_phase(text, "hold", 2)
    assert [one.name for one in phases_of(text)] == ["lower", "raise", "hold"]
    assert keys_at(root_of(text), "figure.moves") == ("lower", "raise", "hold")
    assert move_phase(text, "hold", 2) == move_phase(text, "hold", 9) == text
    text = remove_phase(text, "hold")
    assert drawn(text) == drawn(SQUAT)
    text = remove_phase(remove_phase_moves(text), "raise")
    with pytest.raises(KneecoachError, match="at least one phase"):
        remove_phase(text, "lower")
    assert stops_at(add_phase(text, "pause", 0), "pause") == ("start",)
    assert may_change_phases(text)


def remove_phase_moves(text: str) -> str:
    return text.replace("  moves: {lower: down, raise: start}\n", "  moves: {lower: down}\n")


def test_phases_of_jumps_keep_their_stops_when_they_change_places() -> None:
    before = {one.name: one.stops for one in phases_of(JUMP)}
    first, *_, last = before
    text = move_phase(JUMP, last, 0)
    after = {one.name: one.stops for one in phases_of(text)}
    assert after == before
    assert next(iter(after)) == last != first
    assert drawn(text).figure is not None


def test_phases_of_sets_in_time_and_of_rounds_are_told_and_stay() -> None:
    plank = (BUILT_IN / "side_plank.yaml").read_text("utf-8")
    (phase,) = phases_of(plank)
    assert (phase.name, phase.path, phase.stops) == ("hold", "dose.duration", ("up",))
    run = (BUILT_IN / "run_walk.yaml").read_text("utf-8")
    assert {one.name for one in phases_of(run)} == {"run", "walk"}
    assert all(one.every for one in phases_of(run))
    assert not may_change_phases(plank)
    bare = "format: kneecoach-exercise/1\ndose:\n  tempo: {raise: 2 s}\nfigure: {view: side}\n"
    assert stops_at(add_phase(bare, "hold", 1), "hold") == ()


def test_an_exercise_is_drawn_whatever_else_is_wrong_with_it() -> None:
    broken = SQUAT.replace("name: Squat\n", "name: ''\n")
    assert drawn(broken).figure == drawn(SQUAT).figure
    assert drawn("format: kneecoach-exercise/1\nname: Bare\n").ladder
    assert drawn(SQUAT.replace("view: three_quarter", "view: nowhere")).figure is None
    assert drawn_exercise("- no\n- exercise\n", "mine") is None
    posed = with_turns(drawn("format: kneecoach-exercise/1\nname: Bare\n"),
                       PosePlace(FIGURE, "start"), (Turned("knee", "flex", 20),))  # fmt: skip
    assert posed.figure is not None


def test_rounds_keep_their_time_when_phases_change_places() -> None:
    moves = "  moves:\n    lower: {stops: [down], every: 2 s}\n    raise: {to: start, every: 1 s}\n"
    text = SQUAT.replace("  moves: {lower: down, raise: start}\n", moves)
    text = move_phase(text, "raise", 0)
    root = root_of(text)
    assert keys_at(root, "figure.moves") == ("raise", "lower")
    assert text_at(root, "figure.moves.lower.every") == "2 s"
    assert text_at(root, "figure.moves.raise.to") == "start"
    assert text_at(root, "figure.moves.raise.every") == "1 s"
    extra = text.replace("raise: {to: start", "hold: down, raise: {to: start", 1)
    assert keys_at(root_of(move_phase(extra, "raise", 1)), "figure.moves")[-1] == "hold"
    one = SQUAT.replace("{lower: down, raise: start}\n", "{raise: start}\n", 1)
    assert keys_at(root_of(move_phase(one, "raise", 0)), "figure.moves") == ("raise",)


def test_a_figure_that_only_rests_is_posed_from_the_posture_it_has() -> None:
    none = "format: kneecoach-exercise/1\nname: A\n"
    for text in (none, f"{none}figure: {{view: side}}\n", f"{none}figure:\n  view: side\n"):
        posed = write_turns(text, PosePlace(FIGURE, "start"), (Turned("knee", "flex", 9),))
        assert text_at(root_of(posed), "figure.view") == "side"
        assert text_at(root_of(posed), "figure.poses.start.knee.flex") == "9 deg"
        more, (_, name) = add_pose(text, PosePlace(FIGURE, "start"))
        assert pose_names(more) == ("start", name)
        assert text_at(root_of(more), f"figure.poses.{name}.like") == "start"
        with pytest.raises(KneecoachError, match="begins in the keyframe start"):
            remove_pose(text, PosePlace(FIGURE, "start"))
        moved = set_stops(text, "raise", ("start",))
        assert (pose_names(moved), stops_at(moved, "raise")) == (("start",), ("start",))


def test_what_rested_on_something_is_drawn_free() -> None:
    both = SQUAT.replace("reach: {hands: chest}", "reach: {hands: chest, working_foot: floor}")
    place = PosePlace(FIGURE, "start")
    for freed in ((Limb.HANDS,), (Limb.OTHER_HAND,), (Limb.WORKING_FOOT,), (Limb.FEET,)):
        tried = with_turns(drawn(both), place, (), freed)
        written = both
        for limb in freed:
            written = let_go(written, place, limb)
        stances = movement_of(tried, FIGURE).course.stances
        assert stances == movement_of(drawn(written), FIGURE).course.stances
    wrong = with_turns(drawn(SQUAT), PosePlace(WRONG, "down"), (Turned("lift", "", 2),))
    assert movement_of(wrong, WRONG).pose("down") is not movement_of(wrong, FIGURE).pose("down")
    assert movement_of(wrong, WRONG).course.stances["down"].numbers[-1] == 0.02
    bare = with_turns(drawn(SQUAT.partition("  wrong:")[0]), PosePlace(WRONG, "start"),
                      (Turned("shift", "up", 2),))  # fmt: skip
    assert bare.figure is not None


def test_lists_begin_and_end() -> None:
    assert write_lines(CLAM.partition("steps:")[0], "steps", ()) == CLAM.partition("steps:")[0]
    begun = write_lines("format: kneecoach-exercise/1\nname: A\n", "steps", ("One.", " "))
    assert begun == "format: kneecoach-exercise/1\nname: A\nsteps:\n  - One.\n"
    assert write_lines(begun, "steps", ("",)) == "format: kneecoach-exercise/1\nname: A\n"
    two = write_lines(begun, "steps", ("One.", "Two.", "Three."))
    assert write_lines(two, "steps", ("Two.",)).endswith("steps:\n  - Two.\n")


LINES = st.lists(st.sampled_from(("One.", "Two.", "Three.", "Four.", "- five", "")), max_size=7)


@given(LINES, LINES, st.booleans())
@settings(max_examples=40)
def test_a_list_says_what_was_typed_and_lines_that_stay_are_not_touched(
    before, after, is_flow
) -> None:
    kept = tuple(one for one in before if one)
    start = "format: kneecoach-exercise/1\nname: A\n"
    if kept and is_flow:
        start += f"steps: [{', '.join(repr(one) for one in kept)}]\n"
    elif kept:
        start += "steps:\n" + "".join(f"  # {n}\n  - {one!r}\n" for n, one in enumerate(kept))
    text = write_lines(f"{start}easier: none\n", "steps", tuple(after))
    wanted = tuple(one for one in after if one)
    assert texts_at(root_of(text), "steps") == wanted
    if wanted == kept:
        assert text == f"{start}easier: none\n"


def test_a_line_more_changes_one_line_and_comments_stay() -> None:
    text = SQUAT.replace("  - Stop at the depth", "  # not too deep\n  - Stop at the depth")
    steps = texts_at(root_of(text), "steps")
    after = write_lines(text, "steps", (*steps[:2], "Breathe.", *steps[2:]))
    assert changed_lines(text, after) == ["+   - Breathe."]
    after = write_lines(text, "steps", (*steps[:1], "Move.", *steps[2:]))
    assert "  # not too deep\n" in after
    assert len(changed_lines(text, after)) == 2


def test_entries_come_go_and_move() -> None:
    text = add_entry(SQUAT, "cues", "")
    assert text.count("  - ''\n") == 1
    assert move_entry(text, "cues", 4, 5) == text
    moved = move_entry(text, "cues", 4, 1)
    assert text_at(root_of(moved), "cues[1]") == ""
    assert remove_entry(moved, "cues", 1) == SQUAT
    text = add_entry(SQUAT, "figure.props", {"thing": "chair", "forward": "-36 cm"})
    assert "    - {thing: chair, forward: -36 cm}\n" in text
