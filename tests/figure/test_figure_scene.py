"""What is drawn of a figure: the right thing, in the right order, the same on both sides."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from kneecoach.body.make import make_movement
from kneecoach.body.measure import faults, knee_flex
from kneecoach.figure.bands import band_items
from kneecoach.figure.guides import guide_lines, hips_tilt, knee_inwards
from kneecoach.figure.looks import PALETTES, Looks, Surroundings, shaded
from kneecoach.figure.marks import mark_shapes
from kneecoach.figure.scene import Scene
from kneecoach.figure.shapes import (
    Fill,
    Line,
    Shape,
    along_discs,
    around_discs,
    hull,
    inset,
    one_way_round,
)
from kneecoach.figure.showing import Showing, level_showing
from kneecoach.figure.tempo import shown_tempo
from kneecoach.model.dose import PhaseName, Side
from kneecoach.model.exercise import Exercise
from kneecoach.model.figure import Around, Guide, Prop, Thing, View
from kneecoach.model.looks import Build, Palette
from kneecoach.model.units import Seconds
from kneecoach.packs.catalogue import read_packs
from kneecoach.values import replace

CATALOGUE = read_packs([Path(__file__).parents[2] / "exercises"]).catalogue
AROUND = Surroundings()
SIZE = (320.0, 240.0)


def exercise(name: str) -> Exercise:
    found = CATALOGUE.exercise(name)
    assert found is not None
    return found


def scene(name: str, showing: Showing | None = None, looks: Looks | None = None) -> Scene:
    return Scene(
        exercise(name),
        showing=showing or Showing(side=Side.LEFT),
        size=SIZE,
        looks=looks or Looks(),
        surroundings=AROUND,
    )


def colours(shapes: list[Shape]) -> set[str]:
    return {shape.colour for shape in shapes}


@pytest.mark.parametrize("one", CATALOGUE.exercises, ids=lambda one: one.id)
def test_every_exercise_is_drawn_within_its_sheet_from_its_own_side(one: Exercise) -> None:
    shown = Scene(
        one, showing=Showing(side=Side.RIGHT), size=SIZE, looks=Looks(), surroundings=AROUND
    )
    for shapes in (shown.still(), shown.telling()):
        body = [shape for shape in shapes if shape.colour in skin_tones()]
        assert len(body) > 10
        for shape in body:
            assert isinstance(shape, Fill)
            for outline in shape.outlines:
                for x, y in outline:
                    assert -20 <= x <= SIZE[0] + 20
                    assert -20 <= y <= SIZE[1] + 20


def skin_tones() -> set[str]:
    skin = PALETTES[Palette.TEAL].skin
    return {skin, shaded(skin, 0.84)}


@pytest.mark.parametrize("view", list(View))
def test_every_view_of_every_build_and_palette_can_be_drawn(view: View) -> None:
    for build in Build:
        for palette in Palette:
            looks = Looks(build=build, palette=palette)
            shapes = scene("squat", Showing(side=Side.LEFT, view=view), looks).telling()
            assert looks.colours.shirt in colours(shapes)
            assert all(
                math.isfinite(x) and math.isfinite(y) for shape in shapes for x, y in points(shape)
            )


def points(shape: Shape) -> list[tuple[float, float]]:
    if isinstance(shape, Line):
        return list(shape.points)
    return [point for outline in shape.outlines for point in outline]


def test_the_right_side_is_the_mirror_image_of_the_left() -> None:
    left, right = scene("side_plank"), scene("side_plank", Showing(side=Side.RIGHT))
    for pose in left.poses_shown():
        one = left.movement.course.standing(pose)
        mine, other = left.body(one), right.body(one)
        for name, at in mine.points.items():
            mirrored = name.replace("left", "x").replace("right", "left").replace("x", "right")
            assert other.points[mirrored] == pytest.approx((-at[0], at[1], at[2]))
            seen, seen_other = left.camera.see(at), right.camera.see(other.points[mirrored])
            assert seen_other.x == pytest.approx(SIZE[0] - seen.x, abs=1e-6)
            assert seen_other.y == pytest.approx(seen.y, abs=1e-6)


def test_only_a_working_side_wears_the_coloured_sleeve() -> None:
    assert AROUND.working in colours(scene("clam").still())
    assert AROUND.working not in colours(scene("clam", Showing()).still())


def test_the_start_stays_behind_as_a_ghost_once_the_body_has_left_it() -> None:
    shown = scene("squat")
    assert AROUND.ghost not in colours(shown.still())
    assert AROUND.ghost in colours(shown.telling())
    bare = scene("squat", Showing(side=Side.LEFT, shows_ghost=False, shows_guides=False))
    assert not {AROUND.ghost, AROUND.good} & colours(bare.telling())


@pytest.mark.parametrize("name", ["squat", "wall_sit", "seated_knee_extension", "glute_bridge"])
def test_what_stands_behind_the_body_is_the_same_at_every_moment(name: str) -> None:
    shown = scene(name)
    for pose in shown.poses_shown():
        moment = shown.movement.course.standing(pose)
        behind = shown.backdrop(has_ghost=shown.has_ghost(moment))
        assert shown.shapes(moment) == [*behind, *shown.foreground(moment)]
    assert shown.backdrop(has_ghost=False) == shown.backdrop(has_ghost=True)[:-1]


@pytest.mark.parametrize("one", CATALOGUE.exercises, ids=lambda one: one.id)
def test_no_neck_is_drawn_across_a_face(one: Exercise) -> None:
    for side in (Side.LEFT, Side.RIGHT):
        shown = Scene(
            one, showing=Showing(side=side), size=SIZE, looks=Looks(), surroundings=AROUND
        )
        for pose in shown.poses_shown():
            drawn = shown.foreground(shown.movement.course.standing(pose))
            shades = [shape.colour for shape in drawn]
            hair, shirt = (
                shaded(PALETTES[Palette.TEAL].hair, 0.9),
                shaded(PALETTES[Palette.TEAL].shirt, 0.84),
            )
            assert shades.index(hair) > shades.index(shirt), pose


def test_a_picture_that_is_small_leaves_out_what_would_not_be_seen() -> None:
    for one in CATALOGUE.exercises:
        near, far = (
            Scene(one, showing=Showing(), size=size, looks=Looks(), surroundings=AROUND).telling()
            for size in ((640.0, 480.0), (100.0, 80.0))
        )
        assert len(far) < 0.85 * len(near), one.id
        assert PALETTES[Palette.TEAL].shirt in colours(far)


@pytest.mark.parametrize("name", ["squat", "snap_down_landing", "box_jump"])
def test_a_pose_that_is_drawn_alone_fills_the_sheet(name: str) -> None:
    moving, still = (scene(name, Showing(side=Side.LEFT, is_still=one)) for one in (False, True))
    assert still.camera.scale > moving.camera.scale
    assert still.telling_pose() == moving.telling_pose()


def test_a_step_is_drawn_as_high_as_the_level_says() -> None:
    step_up = exercise("step_up")
    heights = []
    for level in (1, 4, 5):
        showing = level_showing(step_up, level, Side.LEFT)
        shown = scene("step_up", showing)
        (step,) = shown.movement.room.blocks
        heights.append(step.size[1])
        assert step.size[1] == pytest.approx((step_up.level(level).dose.height or 0) / 100)
    assert heights == sorted(set(heights))


def test_a_weight_is_held_in_the_hand_that_is_meant_and_a_strap_begins_there() -> None:
    shown = scene("wall_sit")
    body = shown.body(shown.movement.course.standing("start"))

    def held(prop: Prop, working: str) -> list[float]:
        items = band_items(shown.camera, body, (prop,), AROUND, working)
        return sorted({round(item.balls[0][0][0], 1) for item in items})

    left, right = (round(body.points[f"{side}_wrist"][0], 1) for side in ("left", "right"))
    for around, wanted in (
        (Around.WORKING_HAND, [left]),
        (Around.OTHER_HAND, [right]),
        (Around.HANDS, sorted((left, right))),
    ):
        weight = Prop(thing=Thing.WEIGHT, around=around)
        assert held(weight, "left") == wanted
        mirrored = sorted(left + right - one for one in wanted)
        assert held(weight, "right") == [round(one, 1) for one in mirrored]
    strap = Prop(thing=Thing.STRAP, around=Around.OTHER_HAND, to=Around.WORKING_FOOT)
    (start, *_), *_ = (
        item.balls for item in band_items(shown.camera, body, (strap,), AROUND, "left")
    )
    assert start[0] == body.points["right_knuckles"]


def test_a_load_and_what_belongs_to_it_is_shown_with_it_alone() -> None:
    assert AROUND.band in colours(scene("clam").still())
    assert AROUND.band not in colours(
        scene("clam", Showing(side=Side.LEFT, has_load=False)).still()
    )


@pytest.mark.parametrize("name", ["single_leg_knee_dip", "squat", "step_down"])
def test_the_guide_over_the_toes_is_kept_by_the_right_way_and_not_by_the_wrong(name: str) -> None:
    for is_wrong in (False, True):
        movement = make_movement(exercise(name), is_wrong=is_wrong)
        body = movement.pose(movement.course.moves[0].stops[-1].pose)
        (guide,) = guide_lines(body, (Guide.KNEE_OVER_TOES,), ("left",))
        assert guide.is_kept is not is_wrong, knee_inwards(body, "left")


def test_feet_apart_are_not_knees_that_fall_in() -> None:
    movement = make_movement(exercise("squat"))
    body = movement.pose("start")
    assert all(line.is_kept for line in guide_lines(body, tuple(Guide), ("left", "right")))
    assert hips_tilt(body) < 1


@pytest.mark.parametrize("one", CATALOGUE.exercises, ids=lambda one: one.id)
def test_a_wrong_way_can_be_told_from_the_right_one(one: Exercise) -> None:
    if one.figure is None or one.figure.wrong is None:
        return
    assert one.mistakes[one.figure.wrong.mistake - 1].what
    right, wrong = make_movement(one), make_movement(one, is_wrong=True)
    apart = 0.0
    for name in right.course.stances:
        here, there = right.pose(name).points, wrong.pose(name).points
        apart = max(apart, *(math.dist(here[key], there[key]) for key in here))
    assert apart > 0.05


def test_the_body_is_where_the_phase_has_it_to_the_second() -> None:
    movement = make_movement(exercise("squat"))
    course = movement.course
    deep = knee_flex(movement.pose("down"), "left")
    flat = knee_flex(movement.pose("start"), "left")

    def bent(phase: PhaseName, elapsed: float, lasts: float) -> float:
        moment = course.at(phase, Seconds(elapsed), Seconds(lasts))
        return knee_flex(movement.at(moment), "left")

    assert bent(PhaseName.LOWER, 0.0, 3.0) == pytest.approx(flat)
    assert bent(PhaseName.LOWER, 3.0, 3.0) == pytest.approx(deep)
    assert bent(PhaseName.LOWER, 1.5, 3.0) == pytest.approx((deep + flat) / 2, abs=4)
    assert bent(PhaseName.RAISE, 0.0, 1.0) == pytest.approx(deep)
    assert bent(PhaseName.RAISE, 1.0, 1.0) == pytest.approx(flat)
    lower = [bent(PhaseName.LOWER, step / 10, 3.0) for step in range(31)]
    assert lower == sorted(lower)
    assert course.at(PhaseName.SWING, Seconds(1), Seconds(2)) == course.standing(course.first)


def test_a_level_that_limits_the_knee_is_shown_no_deeper() -> None:
    whole = make_movement(exercise("squat"))
    flat = make_movement(exercise("squat"), knee_limit=30.0)
    bare = make_movement(exercise("squat"), knee_limit=150.0)
    assert knee_flex(flat.pose("down"), "left") == pytest.approx(30, abs=3)
    assert knee_flex(whole.pose("down"), "left") > 60
    assert bare.pose("down").points == whole.pose("down").points
    assert flat.pose("start").points == whole.pose("start").points
    assert faults(flat, flat.pose("down")) == []
    low, high = (
        scene("squat", Showing(side=Side.LEFT, knee_limit=limit)) for limit in (20.0, 60.0)
    )
    assert low.telling() != high.telling()


def test_moments_that_look_alike_share_a_key_and_others_do_not() -> None:
    course = make_movement(exercise("squat")).course
    down = course.at(PhaseName.LOWER, Seconds(1.0), Seconds(3.0))
    up = course.at(PhaseName.RAISE, Seconds(2.0), Seconds(3.0))
    assert down.key(60) == up.key(60)
    assert down.key(60) != course.at(PhaseName.LOWER, Seconds(1.5), Seconds(3.0)).key(60)
    assert course.standing("down").key(60) == ("down", "down", 60, "")
    assert course.ways() == 1


def test_a_walk_goes_round_without_a_jump() -> None:
    course = make_movement(exercise("run_walk")).course
    move = next(one for one in course.moves if one.every)
    assert move.every is not None
    end = course.at(move.phase, Seconds(move.every * 0.9999), Seconds(60)).numbers
    again = course.at(move.phase, Seconds(move.every * 1.0001), Seconds(60)).numbers
    assert end == pytest.approx(again, abs=1.0)


def test_an_exercise_without_a_figure_rests_in_its_position() -> None:
    for one in CATALOGUE.exercises:
        plain = replace(one, figure=None)
        shown = Scene(plain, showing=Showing(), size=SIZE, looks=Looks(), surroundings=AROUND)
        assert len(shown.telling()) > 40


def test_the_shown_tempo_is_that_of_the_first_level_with_the_variant() -> None:
    assert [phase.name for phase in shown_tempo(exercise("squat"))] == ["lower", "raise"]
    (hold,) = shown_tempo(exercise("wall_sit"))
    assert hold.lasts <= 6
    assert shown_tempo(exercise("squat"), "nothing of the kind")[0].lasts == 3
    assert all(phase.lasts <= 4 for phase in shown_tempo(exercise("run_walk")))
    course = make_movement(exercise("squat")).course
    tempo = shown_tempo(exercise("squat"))
    assert course.demonstration(tempo, Seconds(0)) == course.standing("start")
    assert course.demonstration(tempo, Seconds(3.5)).before == "down"
    assert course.demonstration((), Seconds(3.5)).after == "start"


def test_marks_are_told_apart_without_their_colour() -> None:
    tick = mark_shapes((10, 10), 8, AROUND, is_right=True)
    cross = mark_shapes((10, 10), 8, AROUND, is_right=False)
    assert len(tick) == 2
    assert len(cross) == 3


def test_outlines_hold_what_they_are_drawn_around() -> None:
    square = [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0), (1.0, 1.0)]
    assert sorted(hull(square)) == [(0, 0), (0, 2), (2, 0), (2, 2)]
    assert hull([(1.0, 1.0), (1.0, 1.0)]) == [(1.0, 1.0)]
    limb = along_discs([(0.0, 0.0, 2.0), (10.0, 0.0, 1.0)])
    assert min(x for x, _ in limb) < -1.5
    assert max(x for x, _ in limb) > 10.5
    short = [(0.0, 0.0, 5.0), (1.0, 0.0, 5.0)]
    assert along_discs(short) == around_discs(short)
    clockwise = one_way_round(limb)
    assert one_way_round(list(reversed(clockwise))) == clockwise


def test_an_inset_shape_keeps_its_distance_from_the_edge_or_stays_as_it_is() -> None:
    square = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]
    for outline in (square, square[::-1]):
        assert sorted(inset(outline, 1.0)) == [(1, 1), (1, 9), (9, 1), (9, 9)]
    thin = [(0.0, 0.0), (10.0, 0.0), (10.0, 1.0), (0.0, 1.0)]
    assert inset(thin, 1.0) == thin
    flat = [(0.0, 0.0), (5.0, 0.0), (10.0, 0.0), (10.0, 10.0)]
    assert inset(flat, 1.0) == flat
