"""Straps, rounds and copied ways of an exercise of one's own, set in the window."""

from __future__ import annotations

import pytest
from page_actions import click, press
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from test_builder_page import Making
from test_own_exercise_page import Own, like, to
from window_harness import Opened

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def making(qtbot, home, clock) -> Making:
    return Making(Opened(qtbot, home, clock=clock).open(qtbot)).begin()


def test_what_is_the_same_in_another_way_follows_the_right_way(making: Making) -> None:
    own, way = like(making, "heel raise", "My raise"), "figure.variants.single-leg"
    several_keyframes_are_gone_through_round_and_round(own)
    own.choose("pose.part", way)
    own.choose("pose.end.hold", "start")
    assert making.said("Otherwise than in the right way: Hold. All else follows the right way.")
    before = own.text
    own.choose("pose.part", "figure")
    own.choose("pose.end.lower", "up")
    assert own.at(f"{way}.moves.lower") == "up"
    assert own.at(f"{way}.moves.hold") == "start"
    click(making.window, "own.undo")
    assert own.text == before


def several_keyframes_are_gone_through_round_and_round(own: Own) -> None:
    before, line = own.text, "pose.figure.moves.raise.stops"
    own.choose("pose.way.raise", ":several")
    assert own.text == before
    assert QApplication.focusWidget().objectName() == line
    QTest.keyClicks(QApplication.focusWidget(), "start 40")
    press(Qt.Key.Key_Return)
    assert own.at("figure.moves.raise.stops[1].at") == "40"
    own.making.type("pose.figure.moves.raise.every", "1.2", Qt.Key.Key_Return)
    assert own.at("figure.moves.raise.every") == "1.2 s"
    own.making.type(line, "nowhere", Qt.Key.Key_Return)
    assert own.making.said("There is no keyframe nowhere; there are start, up.")
    assert own.making.flow.editing.looking.checked.problems == ()
    click(own.window, "own.undo")
    click(own.window, "own.undo")
    assert own.text == before


def test_straps_and_rounds_are_set_by_keyboard(making: Making) -> None:
    own = like(making, "lift", "My lift")
    own.choose("pose.base", "kneeling")
    assert own.at("figure.base") == "kneeling"
    own.choose("pose.base", "")
    assert not own.at("figure.base")
    own.choose("pose.thing.new", "strap")
    click(own.window, "pose.thing.add")
    before = own.text
    own.find("pose.thing.figure.props[1].to").setFocus()
    press(Qt.Key.Key_End)
    assert "{thing: strap, around: working_foot, to: {forward: 60 cm, up: 40 cm}}" in own.text
    assert QApplication.focusWidget().objectName() == "pose.thing.figure.props[1].to"
    to("pose.thing.figure.props[1].to.side")
    QTest.keyClicks(QApplication.focusWidget(), "15")
    assert own.at("figure.props[1].to.side") == "15 cm"
    own.type("pose.thing.figure.props[1].to.forward", "")
    assert own.at("figure.props[1].to.forward") == "0 cm"
    own.find("pose.thing.figure.props[1].to").setFocus()
    press(Qt.Key.Key_Home)
    assert "props: [{thing: strap, around: ankles}]" in own.text
    for _ in range(4):
        click(own.window, "own.undo")
    assert own.text == before
    a_set_goes_round_phases_and_the_ladder_with_it(own)


def a_set_goes_round_phases_and_the_ladder_with_it(own: Own) -> None:
    window = own.window
    click(window, "pose.counting.intervals")
    own.type("pose.dose.intervals.rounds", "6")
    own.type("pose.dose.intervals.phases[1].raise", "20")
    assert own.at("dose.intervals.phases[1].raise") == "20 s"
    own.choose("pose.phase.new", "raise")
    click(window, "pose.phase.add")
    last = next(number for number in range(9, 0, -1) if own.at(f"{PHASES}[{number}].raise"))
    assert own.at(f"{PHASES}[{last}].raise") == "2 s"
    click(window, "pose.phase.raise.2.earlier")
    assert own.at(f"{PHASES}[{last - 1}].raise") == "2 s"
    click(window, "pose.phase.raise.2.out")
    assert not own.at(f"{PHASES}[{last}].raise")
    click(window, "own.which.dose")
    own.find("own.levels").setCurrentRow(0)
    own.choose("own.level.variable", "intervals")
    own.making.type("own.level.value", "six")
    click(window, "own.level.add")
    assert own.making.said("six does not say what goes round.")
    own.making.type("own.level.value", "8 x raise 20, lower 3 s")
    click(window, "own.level.add")
    assert own.at("ladder[1].change.intervals.phases[1].raise") == "20 s"
    assert "8 rounds of raise 20 s, lower 3 s" in own.find("own.levels").item(1).text()


PHASES = "dose.intervals.phases"
