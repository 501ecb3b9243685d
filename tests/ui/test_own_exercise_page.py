"""Making an exercise of one's own in the window: posed, said, dosed, built, installed and done."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from page_actions import (
    SMALLEST_TARGET_PX,
    click,
    press,
    reached_by_tab,
    visible_controls,
)
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSlider, QApplication, QComboBox, QLineEdit, QWidget
from test_builder_page import Making
from window_harness import Opened

from kneecoach.model.figure import Figure
from kneecoach.packs.building.exercise_poses import pose_names
from kneecoach.packs.building.where import keys_at, root_of, text_at, texts_at
from kneecoach.packs.parcel.parcel import open_parcel
from kneecoach.ui.pose.canvas import HANDLES
from kneecoach.ui.widgets.figure_widget import FigureWidget

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def making(qtbot, home, clock) -> Making:
    return Making(Opened(qtbot, home, clock=clock).open(qtbot)).begin()


class Own:
    """Do what a physio does on the page of an exercise of her own."""

    def __init__(self, making: Making) -> None:
        self.making = making
        self.window = making.window

    @property
    def file(self) -> str:
        return self.making.flow._own._writing.file

    @property
    def text(self) -> str:
        self.making.flow._own.flush()
        return self.making.pack.text(self.file)

    def at(self, path: str) -> str:
        return text_at(root_of(self.text), path)

    def find(self, name: str) -> QWidget:
        found = self.window.findChild(QWidget, name)
        assert found is not None, name
        return found

    def choose(self, name: str, key: str) -> None:
        field = self.window.findChild(QComboBox, name)
        at = field.findData(key)
        assert at >= 0, (name, key)
        field.setCurrentIndex(at)
        field.activated.emit(at)
        QApplication.processEvents()

    def type(self, name: str, text: str) -> None:
        self.making.type(name, text)
        self.making.flow._own.flush()

    def changes(self, before: str) -> list[str]:
        lines = difflib.ndiff(before.splitlines(), self.text.splitlines())
        return [one for one in lines if one[:1] in "+-"]


def bare(making: Making, posture: str = "standing", name: str = "Knee lift") -> Own:
    click(making.window, "builder.own.make")
    making.type("own_start.name", name)
    making.type("own_start.why", "Strengthens the hip.")
    making.type("own_start.areas", "hip, balance")
    making.window.findChild(QComboBox, "own_start.posture").set_choice(posture)
    click(making.window, "own_start.bare")
    return Own(making)


def like(making: Making, exercise: str, name: str) -> Own:
    click(making.window, "builder.own.make")
    making.type("own_start.name", name)
    making.type("own_start.search", exercise)
    click(making.window, "own_start.like")
    return Own(making)


def to(name: str) -> None:
    """Press Tab until the keyboard is on something."""
    seen = []
    for _ in range(150):
        focus = QApplication.focusWidget()
        if focus is not None and focus.objectName() == name:
            return
        seen.append(focus.objectName() if focus is not None else "")
        press(Qt.Key.Key_Tab)
    raise AssertionError((name, seen))


def test_an_exercise_is_made_and_posed_by_keyboard_alone(making: Making) -> None:
    before = making.pack
    to("builder.own.make")
    press(Qt.Key.Key_Space)
    assert QApplication.focusWidget().objectName() == "own_start.name"
    QTest.keyClicks(QApplication.focusWidget(), "Knee lift")
    for name, text in (("own_start.why", "Strong hips."), ("own_start.areas", "hip")):
        to(name)
        QTest.keyClicks(QApplication.focusWidget(), text)
    to("own_start.bare")
    press(Qt.Key.Key_Return)
    own = Own(making)
    assert making.said("Knee lift")
    assert making.said("Keyframe: End")
    to("pose.end.left_foot")
    press(Qt.Key.Key_Space)
    to("pose.canvas")
    for _ in range(3):
        QTest.keyClick(own.find("pose.canvas"), Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_Up)
    knee = float(own.at("figure.poses.end.working_knee.flex").removesuffix(" deg"))
    assert knee > 30
    assert "figure.poses.start" not in own.text
    to("pose.joint.ankle")
    press(Qt.Key.Key_Space)
    to("pose.flex.slider")
    start = own.text
    for _ in range(4):
        press(Qt.Key.Key_Right)
    assert own.at("figure.poses.end.working_ankle.flex") == "4 deg"
    assert len(own.changes(start)) == 1
    canvas = own.find("pose.canvas")
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert own.text == start
    to("pose.timeline")
    press(Qt.Key.Key_Left)
    assert making.said("Keyframe: Start")
    press(Qt.Key.Key_Right)
    assert making.said("Keyframe: End")
    press(Qt.Key.Key_Escape)
    assert making.window.findChild(QWidget, "builder").isVisible()
    assert making.names() == ["Knee lift"]
    assert making.flow.editing.looking.checked.problems == ()
    while making.pack != before:
        making.flow.editing.undo()


def drag(canvas: QWidget, end: str, by: QPoint, *, steps: int = 5) -> None:
    start = canvas.handle_at(end).toPoint()
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    for number in range(1, steps + 1):
        at = QPointF(start + by * (number / steps))
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        move = QMouseEvent(QEvent.Type.MouseMove, at, canvas.mapToGlobal(at), none, left,
                           Qt.KeyboardModifier.NoModifier)  # fmt: skip
        QApplication.sendEvent(canvas, move)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=start + by)


def test_a_foot_is_dragged_as_one_change_and_comes_to_the_pointer(making: Making) -> None:
    own = bare(making)
    canvas, before = own.find("pose.canvas"), own.text
    for view in ("three_quarter", "side", "front", "back_three_quarter"):
        own.choose("pose.view", view)
        start = own.text
        wanted = canvas.handle_at("left_foot") + QPointF(24, -40)
        drag(canvas, "left_foot", QPoint(24, -40))
        QApplication.processEvents()
        assert (canvas.handle_at("left_foot") - wanted).manhattanLength() < 14, view
        assert own.text != start
        click(making.window, "own.undo")
        assert own.text == start
    own.choose("pose.view", "three_quarter")
    assert own.text == before
    drag(canvas, "right_foot", QPoint(30, -30))
    assert own.text == before
    assert making.said("The other foot is planted")
    drag(canvas, "hips", QPoint(0, 20))
    assert own.at("figure.poses.end.other_knee.flex")
    drag(canvas, "left_foot", QPoint(-160, -120))
    within = canvas.rect().toRectF()
    assert all(within.contains(canvas.handle_at(end)) for end in HANDLES)  # it is looked at anew
    click(making.window, "own.undo")
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))  # nothing is there
    click(making.window, "own.undo")
    both_legs_of_a_mirrored_figure_go_the_way_of_the_pointer(own)


def both_legs_of_a_mirrored_figure_go_the_way_of_the_pointer(own: Own) -> None:
    making = own.making
    own.choose("pose.view", "side")
    canvas = own.find("pose.canvas")
    found = []
    for leg in ("right", "left"):
        click(making.window, f"pose.leg.{leg}")
        wanted = canvas.handle_at("left_foot") + QPointF(30, -30)
        drag(canvas, "left_foot", QPoint(30, -30))
        QApplication.processEvents()
        assert (canvas.handle_at("left_foot") - wanted).manhattanLength() < 14
        found.append(own.text)
        click(making.window, "own.undo")
    assert found[0] != found[1]  # one of them has the pointer behind the body


def test_a_slider_that_is_moved_is_shown_at_once_and_written_as_one_change(making: Making) -> None:
    own = like(making, "squat", "My squat")
    own.choose("pose.keyframe", "down")
    before, canvas = own.text, own.find("pose.canvas")
    click(making.window, "pose.joint.knee")
    slider = making.window.findChild(QAbstractSlider, "pose.flex.slider")
    assert (slider.minimum(), slider.maximum(), slider.value()) == (-5, 155, 80)
    at = canvas.handle_at("hips")
    for value in (90, 100, 110):
        slider.sliderMoved.emit(value)
    QApplication.processEvents()
    assert canvas.handle_at("hips") != at
    assert making.pack.text(own.file) == before
    assert own.changes(before) == [
        "-       knee: {flex: 80 deg}",
        "+       knee: {flex: 110 deg}",
    ]
    slider.setValue(155)
    QApplication.processEvents()
    assert making.said("Here the figure bends the working ankle")
    assert making.said("Keyframe Down") or own.text  # it is written all the same, and told
    assert making.said("Keyframe Down: bends the working ankle")
    click(making.window, "own.undo")
    click(making.window, "own.undo")
    assert own.text == before
    assert not making.said("Here the figure")
    click(making.window, "own.back")
    things_planted_parts_guides_and_what_hands_rest_on(making)


def test_looking_changes_no_letter_and_an_unchanged_copy_is_not_kept(making: Making) -> None:
    making.search("clam")
    before = making.pack
    click(making.window, "builder.own.change")
    own = Own(making)
    assert making.pack.exercises == (own.file,)
    text = own.text
    for name in ("own.which.words", "own.which.dose", "own.which.movement", "pose.side.other",
                 "pose.joint.neck", "pose.joint.place", "pose.end.left_foot", "pose.play",
                 "pose.play"):  # fmt: skip
        click(making.window, name)
    own.choose("pose.keyframe", "open")
    own.choose("pose.part", "figure.wrong")
    assert own.text == text
    press(Qt.Key.Key_Escape)
    assert making.pack == before
    click(making.window, "builder.own.change")
    own.choose("pose.view", "back")
    click(making.window, "own.back")
    assert making.names() == ["Clam"]
    assert len(making.pack.exercises) == 1
    click(making.window, "builder.own.change")  # its own one is changed, not copied again
    own.choose("pose.view", "front")
    assert own.text == text
    assert len(making.pack.exercises) == 1


def test_keyframes_and_phases_make_a_time_line(making: Making) -> None:
    own = bare(making, "lying", "Leg lift")
    click(making.window, "pose.copy")
    assert QApplication.focusWidget().objectName() == "pose.name"
    QTest.keyClicks(QApplication.focusWidget(), "Half way")
    press(Qt.Key.Key_Return)
    assert pose_names(own.text) == ("start", "end", "half_way")
    assert making.said("Keyframe: Half way")
    own.choose("pose.way.raise", "half_way")
    assert own.at("figure.moves.raise.stops[1]") == "half_way"
    name = own.find("pose.name")
    for typed, wanted, said in (
        ("Start", "half_way", "There is a keyframe start already."),
        ("Knee up", "knee_up", "Keyframe: Knee up"),
        ("Half way", "half_way", "Keyframe: Half way"),
    ):
        making.type("pose.name", typed, Qt.Key.Key_Return)
        assert own.at("figure.moves.raise.stops[1]") == wanted
        assert making.said(said)
        assert name.text() == wanted.replace("_", " ").capitalize()
    own.choose("pose.end.hold", "half_way")
    own.type("pose.dose.tempo.raise", "4")
    assert own.at("dose.tempo.raise") == "4 s"
    own.choose("pose.phase.new", "pause")
    click(making.window, "pose.phase.add")
    assert keys_at(root_of(own.text), "figure.moves")[-1] == "pause"
    click(making.window, "pose.phase.add")
    assert making.said("There is a phase pause already.")
    click(making.window, "pose.phase.pause.earlier")
    assert keys_at(root_of(own.text), "dose.tempo") == ("raise", "hold", "pause", "lower")
    click(making.window, "pose.phase.pause.out")
    own.choose("pose.way.raise", "")
    click(making.window, "pose.remove")
    assert pose_names(own.text) == ("start", "end")
    assert own.at("figure.moves.hold") == "start"
    own.choose("pose.keyframe", "start")
    click(making.window, "pose.remove")
    assert making.said("The movement begins in the keyframe start.")
    own.type("pose.dose.tempo.raise", "soon")
    assert making.said("Raise takes: ")
    line = own.find("pose.timeline")
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPoint(line.width() // 3, 20))
    assert making.said("Keyframe: End")
    click(making.window, "own.back")
    the_wrong_way_has_its_own_keyframes_and_its_sentence(making)


def the_wrong_way_has_its_own_keyframes_and_its_sentence(making: Making) -> None:
    own = like(making, "bridge", "My bridge")
    assert own.at("figure.wrong.mistake") == "1"
    own.choose("pose.mistake", "2")
    assert own.at("figure.wrong.mistake") == "2"
    click(making.window, "pose.wrong.remove")
    assert "  wrong:" not in own.text
    own.choose("pose.part", "figure.wrong")
    own.choose("pose.keyframe", "up")
    click(making.window, "pose.joint.spine")
    slider = making.window.findChild(QAbstractSlider, "pose.bend.slider")
    slider.setValue(-20)
    assert own.at("figure.wrong.poses.up.spine.bend") == "-20 deg"
    assert "  wrong:\n    poses:\n      up: {spine: {bend: -20 deg}}\n" in own.text
    own.choose("pose.part", "figure.variants.marching")
    slider.setValue(12)
    assert own.at("figure.variants.marching.poses.up.spine.bend") == "12 deg"


def test_another_way_has_its_own_things_moves_and_phases_and_is_as_usual_again(
    making: Making,
) -> None:
    own = like(making, "heel raise", "My raise")
    before, way = own.text, "figure.variants.single-leg"
    what_nobody_can_do_is_said_of_each_way_and_its_keyframe(own)
    own.choose("pose.part", way)
    assert making.said("Single-leg: the things of the right way until you change them here.")
    assert not making.window.findChild(QWidget, "pose.own.props").isVisible()
    making.type(f"pose.thing.{way}.props[1].forward", "30")
    own.making.flow._own.flush()
    assert own.at(f"{way}.props[1].forward") == "30 cm"
    assert own.at("figure.props[1].forward") == "56 cm"
    assert making.said("Single-leg: it has its own things.")
    click(making.window, "own.undo")
    assert own.text == before
    own.choose("pose.thing.new", "step")
    click(making.window, "pose.thing.add")
    click(making.window, "pose.own.props")
    assert own.text == before
    click(making.window, "pose.planted.toes")
    assert texts_at(root_of(own.text), f"{way}.planted") == ()  # as the right way has it
    assert not making.window.findChild(QWidget, "pose.own.planted").isVisible()
    click(making.window, "own.undo")
    own.choose("pose.end.hold", "start")
    assert own.at(f"{way}.moves.hold") == "start"
    assert own.at("figure.moves.hold") == "up"
    click(making.window, "pose.play")
    assert own.find("pose.player")._showing.variant == "single-leg"
    click(making.window, "pose.own.moves")
    own.type("pose.ladder[4].tempo.lower", "5")
    assert own.at("ladder[4].tempo.lower") == "5 s"
    assert own.at("dose.tempo.lower") == "3 s"
    click(making.window, "own.which.dose")
    levels = own.find("own.levels")
    levels.setCurrentRow(4)
    assert making.window.findChild(QComboBox, "own.level.variable").currentData() == "variant"
    making.type("own.level.value", "on one leg")
    click(making.window, "own.level.change")
    assert "    on one leg:\n" in own.text
    click(making.window, "own.which.movement")
    assert own.find("pose.part").currentData() == "figure"  # the way it had is not there
    click(making.window, "own.which.dose")
    click(making.window, "own.level.remove")
    assert "on one leg" not in own.text
    making.type("own.level.value", "barefoot")
    own.choose("own.level.variable", "variant")
    click(making.window, "own.level.add")
    assert levels.item(levels.currentRow()).text().endswith("barefoot")  # the next comes after it
    click(making.window, "own.which.movement")
    sets_come_to_be_counted_in_time_and_the_eye_goes_round(own)


def what_nobody_can_do_is_said_of_each_way_and_its_keyframe(own: Own) -> None:
    making = own.making
    own.choose("pose.keyframe", "start")
    click(making.window, "pose.joint.knee")
    making.window.findChild(QAbstractSlider, "pose.flex.slider").setValue(155)
    own.making.flow._own.flush()
    assert making.said("Keyframe Up: is 11 cm below the floor")
    assert making.said("up on both, down on one, keyframe Up: is 11 cm below the floor")
    assert not making.said("in the pose")
    click(making.window, "own.undo")


def sets_come_to_be_counted_in_time_and_the_eye_goes_round(own: Own) -> None:
    making = own.making
    before = own.text
    click(making.window, "pose.counting.time")
    assert own.at("dose.duration") == "30 s"
    assert making.said("A level that counted repetitions has gone from the ladder. Undo brings")
    own.choose("pose.timed", "stretch")
    assert own.at("dose.phase") == "stretch"
    assert own.at("figure.moves.stretch") == "up"
    click(making.window, "own.undo")
    click(making.window, "pose.counting.repetitions")
    assert own.at("dose.reps") == "10"
    click(making.window, "own.undo")
    click(making.window, "own.undo")
    assert own.text == before
    canvas = own.find("pose.canvas")
    at = canvas.handle_at("left_hand")
    click(making.window, "pose.joint.eye")
    turn = making.window.findChild(QAbstractSlider, "pose.turn.slider")
    turn.sliderMoved.emit(20)
    QApplication.processEvents()
    assert canvas.handle_at("left_hand") != at
    assert making.pack.text(own.file) == before
    turn.setValue(20)
    tilt = making.window.findChild(QAbstractSlider, "pose.tilt.slider")
    usual = tilt.value()
    tilt.setValue(40)
    assert own.changes(before) == ["-   turn: -25 deg", "+   turn: 20 deg", "+   tilt: 40 deg"]
    turn.setValue(0)
    tilt.setValue(usual)
    assert own.changes(before) == ["-   turn: -25 deg"]
    click(making.window, "own.undo")
    click(making.window, "own.undo")
    assert own.text == before
    own.choose("pose.anchor", "toes")
    assert own.at("figure.anchor") == "toes"


def things_planted_parts_guides_and_what_hands_rest_on(making: Making) -> None:
    own = like(making, "lift", "My lift")  # it rests, and has no keyframe of its own
    click(making.window, "pose.remove")
    assert making.said("The movement begins in the keyframe start.")
    click(making.window, "pose.copy")
    assert pose_names(own.text) == ("start", "keyframe")
    own.choose("pose.end.raise", "keyframe")
    own.choose("pose.end.lower", "start")
    click(making.window, "pose.planted.other_foot")
    own.choose("pose.thing.new", "chair")
    click(making.window, "pose.thing.add")
    own.type("pose.thing.figure.props[1].forward", "-40")
    assert "    - {thing: chair, forward: -40 cm}\n" in own.text
    own.choose("pose.thing.new", "mat")
    click(making.window, "pose.thing.add")
    click(making.window, "pose.thing.out")
    click(making.window, "pose.planted.working_foot")
    assert texts_at(root_of(own.text), "figure.planted") == ("working_foot", "other_foot")
    click(making.window, "pose.guides.level_hips")
    assert texts_at(root_of(own.text), "figure.guides") == ("level_hips",)
    click(making.window, "pose.side.working")
    click(making.window, "pose.end.left_hand")
    own.choose("pose.goal", "chair_back")
    assert own.at("figure.poses.keyframe.reach.working_hand") == "chair_back"
    click(making.window, "pose.side.")
    own.choose("pose.goal", "hip")
    assert own.at("figure.poses.keyframe.reach.hands") == "hip"
    click(making.window, "pose.joint.place")
    making.window.findChild(QAbstractSlider, "pose.up.slider").setValue(-6)
    making.window.findChild(QAbstractSlider, "pose.lift.slider").setValue(3)
    assert own.at("figure.poses.keyframe.shift.up") == "-6 cm"
    assert own.at("figure.poses.keyframe.lift") == "3 cm"


def test_words_are_written_line_by_line_and_problems_stand_by_their_fields(making: Making) -> None:
    own = like(making, "squat", "My squat")
    click(making.window, "own.which.words")
    before = own.text
    steps = own.find("own.lines.steps")
    steps.setFocus()
    steps.setPlainText(steps.toPlainText().replace("Push through", "Breathe out.\nPush through"))
    assert own.changes(before) == ["+   - Breathe out."]
    own.type("own.about.name", "Deep squat")
    assert own.at("name") == "Deep squat"
    assert making.said("Deep squat")
    why = own.find("own.lines.why")
    why.setFocus()
    why.setPlainText("For the thigh.\nAnd the hip.")
    own.making.flow.editing.flush()
    assert own.at("why") == "For the thigh. And the hip."
    assert why.toPlainText() == "For the thigh.\nAnd the hip."  # as it is being typed
    click(making.window, "own.cues.add")
    assert making.said("Cue: ")
    QTest.keyClicks(QApplication.focusWidget(), "Slowly.")
    own.making.flow.editing.flush()
    assert own.at("cues[4]") == "Slowly."
    own.choose("own.cues[4].phase", "lower")
    assert own.at("cues[4].say") == "Slowly."
    assert own.at("cues[4].phase") == "lower"
    click(making.window, "own.cues.4.out")
    click(making.window, "own.mistakes.add")
    QTest.keyClicks(QApplication.focusWidget(), "Too fast.")
    own.making.flow.editing.flush()
    assert own.at("mistakes[4]") == "Too fast."
    steps.setFocus()
    steps.setPlainText("")
    own.making.flow._own.flush()
    assert making.said("to mend · kept as you type")
    assert own.find("pose.canvas").handle_at("hips") != QPointF()
    click(making.window, "own.undo")
    assert texts_at(root_of(own.text), "steps")
    own.choose("own.about.kind", "mobility")
    its_dose_and_ladder_are_set_on_the_same_page(own)


def its_dose_and_ladder_are_set_on_the_same_page(own: Own) -> None:
    making = own.making
    click(making.window, "own.which.dose")
    own.type("own.dose.dose.reps", "8")
    assert own.at("dose.reps") == "8"
    own.type("own.goal.reps", "12")
    own.type("own.steps", "2")
    click(making.window, "own.make_ladder")
    assert own.at("ladder[2].change.reps") == "12"
    assert making.flow.editing.looking.checked.errors == ()


def test_what_is_missing_at_the_start_is_said_and_the_way_back_is_free(making: Making) -> None:
    click(making.window, "builder.own.make")
    click(making.window, "own_start.bare")
    assert making.said("Write first what people will call it.")
    making.type("own_start.name", "Lift")
    click(making.window, "own_start.bare")
    assert making.said("Please say what it is good for.")
    press(Qt.Key.Key_Escape)
    assert making.pack.exercises == ()
    own = bare(making)
    making.flow.editing.undo()  # the exercise is not there any more
    assert making.window.findChild(QWidget, "builder").isVisible()
    assert making.pack.exercises == ()
    assert own.text == ""
    like(making, "knee lift", "Lift two")
    assert making.window.findChild(QWidget, "own_exercise_start").isVisible()


def test_everything_is_reached_by_keyboard_and_large_enough(making: Making) -> None:
    own = like(making, "squat", "My squat")
    for part in ("movement", "words", "dose"):
        click(making.window, f"own.which.{part}")
        page = own.find("own_exercise")
        controls = [one for one in visible_controls(page) if one.isEnabled()]
        for one in controls:
            assert one.height() >= SMALLEST_TARGET_PX, one.objectName()
            assert one.accessibleName(), one.objectName()
        own.find(f"own.which.{part}").setFocus()
        reached = all_by_tab()
        assert {one.objectName() for one in controls} <= reached
        fields = [one for one in page.findChildren(QLineEdit) if one.isVisible()]
        assert {one.objectName() for one in fields if one.objectName()} <= reached
    assert reached_by_tab(making.window)


def all_by_tab() -> set[str]:
    seen: list[str] = []
    for _ in range(250):
        press(Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        if focus is None or (seen and focus.objectName() == seen[0]):
            break
        seen.append(focus.objectName())
    return set(seen)


def test_it_is_built_installed_shown_and_done(
    making: Making, clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = bare(making, "lying", "Leg lift lying")
    drag(own.find("pose.canvas"), "left_foot", QPoint(0, -60))
    assert own.at("figure.poses.end.working_hip.flex")
    press(Qt.Key.Key_Escape)
    assert making.flow.editing.looking.checked.problems == ()
    monkeypatch.setattr(making.flow._giving, "_ask_save", lambda *_: tmp_path / "x.kneepack")
    click(making.window, "builder.build")
    parcel = open_parcel(tmp_path / "x.kneepack", [Path("exercises")])
    (exercise,) = (one for one in parcel.catalogue.exercises if one.name == "Leg lift lying")
    opened = making.opened
    opened.room.open_file(tmp_path / "x.kneepack")
    click(opened.window, "packs.offer.take")
    coach = opened.room.coach()
    assert coach.catalogue.exercise(exercise.id).figure == exercise.figure
    click(opened.window, "packs.programmes")
    (programme,) = (one for one in coach.catalogue.programmes if one.pack_id == exercise.pack_id)
    click(opened.window, f"programme.{programme.id}.use")
    opened.room.show_page("exercises")
    opened.library.open_exercise(exercise.id)
    assert "Leg lift lying" in opened.sees()
    assert any(one.endswith("Lie on your back.") for one in opened.sees())
    moves_in_a_session(opened, exercise.figure)


def moves_in_a_session(opened: Opened, figure: Figure | None) -> None:
    opened.room.show_page("today")
    opened.shell.show_page(opened.part("today"))
    opened.start()
    seen = opened.part("session_page").findChild(FigureWidget, "figure")
    opened.go_until(lambda: opened.page() == "session_page" and seen.isVisible())
    assert seen._exercise.figure == figure
    moments = set()
    for _ in range(12):
        opened.go(0.5)
        moments.add(seen._moment and seen._moment.numbers)
    assert len(moments) > 3
