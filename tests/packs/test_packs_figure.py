"""A figure is read with its units and names, and refused with its place and its range."""

from __future__ import annotations

from pathlib import Path

import pytest
from packmaker import EXERCISE, changed, write_pack

from kneecoach.model.dose import PhaseName
from kneecoach.model.figure import (
    Around,
    Base,
    Goal,
    Guide,
    Limb,
    Move,
    Planted,
    Pose,
    Prop,
    Reach,
    Spot,
    Stop,
    Thing,
    Turn,
    View,
)
from kneecoach.packs.catalogue import check_paths, read_packs
from kneecoach.packs.quantities import DISTANCE, TURN

WHOLE = """\
figure:
  view: three_quarter
  turn: -10 deg
  tilt: 12 deg
  base: standing
  planted: [feet]
  anchor: feet
  guides: [knee_over_toes]
  props:
    - mat
    - {thing: box, forward: 90 cm, height: 20 cm, turn: 45 deg}
    - {thing: band, around: knees, with_load: yes}
    - {thing: strap, around: hands, to: {forward: 40 cm, up: 10 cm}}
    - {thing: band, around: ankles, to: hands}
  poses:
    start: {knee: {flex: 5 deg}}
    down:
      like: start
      body: {lean: 20 deg}
      working_knee: {flex: 40 deg}
      hip: {flex: 45 deg, out: -5 deg}
      shift: {up: -2 cm}
      lift: 0 cm
      reach: {working_hand: hip, other_hand: {forward: 30 cm, up: 120 cm}}
  moves:
    open: {stops: [{pose: start, at: 20}, down]}
    hold: down
    close: {to: start}
  wrong:
    mistake: 1
    poses:
      down: {working_hip: {turn: -20 deg}}
  variants:
    single-leg:
      planted: [working_foot]
      poses:
        start: {other_knee: {flex: 40 deg}}
      moves: {open: {stops: [start, down], every: 2 s}}
      props: [chair]
"""


def written(figure: str) -> str:
    return changed(EXERCISE, "figure: {view: side}\n", figure)


def problems(tmp_path: Path, figure: str) -> list[str]:
    folder = write_pack(tmp_path / "mine", exercises={"clam": written(figure)})
    return [
        f"{one.line}:{one.column}: {one.field}: {one.sentence}" for one in check_paths([folder])
    ]


def test_a_whole_figure_is_read(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "mine", exercises={"clam": written(WHOLE)})
    reading = read_packs([folder])
    assert reading.problems == ()
    figure = reading.catalogue.exercises[0].figure
    assert figure is not None
    assert (figure.view, figure.turn, figure.tilt) == (View.THREE_QUARTER, -10, 12)
    assert (figure.base, figure.planted, figure.anchor) == (
        Base.STANDING,
        (Planted.FEET,),
        Planted.FEET,
    )
    assert figure.guides == (Guide.KNEE_OVER_TOES,)
    start, down = figure.poses
    assert start == Pose(name="start", turns=(Turn(joint="knee", way="flex", by=5.0),))
    assert down.like == "start"
    assert Turn(joint="hip", way="out", by=-5.0) in down.turns
    assert Turn(joint="working_knee", way="flex", by=40.0) in down.turns
    assert (down.shift, down.lift) == (Spot(up=-2.0), 0.0)
    assert down.reaches == (
        Reach(limb=Limb.WORKING_HAND, to=Goal.HIP),
        Reach(limb=Limb.OTHER_HAND, to=Spot(forward=30.0, up=120.0)),
    )
    assert figure.moves == (
        Move(phase=PhaseName.OPEN, stops=(Stop(pose="start", at=20), Stop(pose="down"))),
        Move(phase=PhaseName.HOLD, stops=(Stop(pose="down"),)),
        Move(phase=PhaseName.CLOSE, stops=(Stop(pose="start"),)),
    )
    mat, box, loop, strap, long = figure.props
    assert mat == Prop(thing=Thing.MAT)
    assert (box.forward, box.height, box.turn, box.width) == (90, 20, 45, None)
    assert (loop.around, loop.with_load, loop.to) == (Around.KNEES, True, None)
    assert strap.to == Spot(forward=40.0, up=10.0)
    assert long.to is Around.HANDS
    assert figure.wrong is not None
    assert figure.wrong.poses[0].name == "down"
    variant = figure.for_variant("single-leg")
    assert variant is not None
    assert variant.planted == (Planted.WORKING_FOOT,)
    assert variant.props == (Prop(thing=Thing.CHAIR),)
    assert variant.moves[0].every == 2.0
    assert variant.moves[0].stops == (Stop(pose="start", at=50), Stop(pose="down"))
    assert figure.for_variant("") is None


def test_a_whole_figure_has_no_problems_when_it_is_checked(tmp_path: Path) -> None:
    assert problems(tmp_path, WHOLE) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("knee: {flex: 5 deg}", "knee: {flex: 170 deg}", "outside -5 deg to 155 deg"),
        ("knee: {flex: 5 deg}", "knee: {flex: 5}", 'has no unit; write "5 deg"'),
        ("out: -5 deg", "out: -5", 'write "-5 deg"'),
        ("out: -5 deg", "out: -5 degrees", "did you mean -5 deg?"),
        ("knee: {flex: 5 deg}", "kne: {flex: 5 deg}", "no such field (did you mean knee?)"),
        ("knee: {flex: 5 deg}", "knee: {flx: 5 deg}", "no such field (did you mean flex?)"),
        ("like: start", "like: strat", "no pose strat above this one (did you mean start?)"),
        ("hold: down", "hold: dwn", "there is no pose dwn (did you mean down?)"),
        ("hold: down", "hold: {to: down, stops: [down]}", "either `to` or `stops`"),
        ("hold: down", "hold: {every: 1 s}", "either `to` or `stops`"),
        ("at: 20}", "at: 100}", "times do not rise"),
        ("at: 20}, down]", "at: 20}, {pose: down, at: 60}]", "ends before the phase does"),
        ("working_hand: hip", "working_hand: {to: hip, up: 3 cm}", "not both or neither"),
        ("working_hand: hip", "working_hand: hipp", "did you mean hip?"),
        ("shift: {up: -2 cm}", "shift: {up: -2}", 'write "-2 cm"'),
        ("around: knees, ", "", "a band says what it is `around`"),
        ("to: hands}", "to: {part: hands, up: 3 cm}}", "not both or neither"),
        ("mistake: 1", "mistake: 4", "shows mistake 4, and the exercise has 1"),
        ("      down: {working_hip", "      dwn: {working_hip", "no pose dwn to differ from"),
        ("      down: {working_hip", "      wxyz: {working_hip", "; there are start, down"),
        ("single-leg:", "single leg:", "no variant of this name (did you mean single-leg?)"),
        ("    close: {to: start}", "    raise: {to: start}", "no level has a phase raise"),
        ("planted: [feet]", "planted: [feets]", "did you mean feet?"),
    ],
)
def test_a_mistake_is_found_in_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    found = problems(tmp_path, changed(WHOLE, old, new))
    assert len(found) == 1, found
    assert said in found[0]
    assert ": figure." in found[0]


def test_moves_without_poses_are_told_to_write_them(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, "figure: {view: side, moves: {open: down}}\n")
    assert "no pose down; write `poses` first" in found


def test_an_unlikely_pose_names_those_that_there_are(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, changed(WHOLE, "hold: down", "hold: qqqq"))
    assert "there is no pose qqqq; there are start, down" in found


HEAD = "figure:\n  view: side\n  base: standing\n  planted: [feet]\n"
ALONE = f"{HEAD}  poses:\n    start: {{}}\n"
VARIANT = "  variants:\n    single-leg:\n      poses:\n"
IMPOSSIBLE = {
    f"{ALONE}    far: {{shift: {{up: 40 cm}}}}\n  anchor: working_foot\n": (
        "cannot keep the other ankle planted: it is 40 cm away"
    ),
    f"{ALONE}    deep: {{shift: {{up: -95 cm}}}}\n": "below the floor",
    f"{ALONE}  wrong:\n    poses:\n      start: {{shift: {{up: -88 cm}}}}\n": "bends the working",
    f"{ALONE}{VARIANT}        low: {{shift: {{up: -95 cm}}}}\n": "below the floor",
}


@pytest.mark.parametrize(("figure", "said"), IMPOSSIBLE.items(), ids=range(len(IMPOSSIBLE)))
def test_a_pose_that_nobody_can_stand_in_is_refused(tmp_path: Path, figure: str, said: str) -> None:
    found = problems(tmp_path, figure)
    assert any(said in one for one in found), found


def test_a_pose_of_the_figure_that_fails_in_a_variant_is_named(tmp_path: Path) -> None:
    figure = (
        "figure:\n  view: side\n  base: standing\n  poses:\n    start: {}\n"
        "    up: {shift: {up: 50 cm}}\n"
        "  variants:\n    single-leg:\n      planted: [working_foot]\n"
    )
    found = problems(tmp_path, figure)
    assert any("in the pose up: cannot keep the working ankle planted" in one for one in found)


def test_a_file_on_its_own_is_stood_too(tmp_path: Path) -> None:
    file = tmp_path / "clam.yaml"
    figure = "figure:\n  view: side\n  base: standing\n  planted: [feet]\n  poses:\n"
    file.write_text(written(f"{figure}    start: {{}}\n    low: {{shift: {{up: -95 cm}}}}\n"))
    assert any("below the floor" in one.sentence for one in check_paths([file]))


def test_an_exercise_whose_figure_is_refused_keeps_its_words(tmp_path: Path) -> None:
    text = written(changed(WHOLE, "knee: {flex: 5 deg}", "knee: {flex: 170 deg}"))
    folder = write_pack(tmp_path / "mine", exercises={"clam": text})
    reading = read_packs([folder])
    (exercise,) = reading.catalogue.exercises
    assert exercise.name == "Clam"
    assert exercise.figure is None
    assert len(reading.problems) == 1


def test_signed_quantities_are_read_and_written() -> None:
    assert TURN.read("-12.5 deg") == -12.5
    assert TURN.read("+3 deg") == 3
    assert DISTANCE.read("-10 cm") == -10
    assert DISTANCE.write(-10) == "-10 cm"
    assert TURN.read("--3 deg") is None
    assert "did you mean -12 deg?" in TURN.misread("-12°")
