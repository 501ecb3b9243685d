"""Straps, bands, rounds and copied ways of an exercise of one's own, set in the window."""

from __future__ import annotations

import pytest
from page_actions import click, press
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from test_builder_page import Making
from test_own_exercise_page import like, to
from window_harness import Opened

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def making(qtbot, home, clock) -> Making:
    return Making(Opened(qtbot, home, clock=clock).open(qtbot)).begin()


def test_what_is_the_same_in_another_way_follows_the_right_way(making: Making) -> None:
    own, way = like(making, "heel raise", "My raise"), "figure.variants.single-leg"
    before = own.text
    own.choose("pose.part", way)
    assert making.said("Single-leg: it moves as the right way until you change it here.")
    own.choose("pose.end.hold", "start")
    assert making.said("Otherwise than in the right way: Hold. All else follows the right way.")
    own.choose("pose.part", "figure")
    own.choose("pose.end.lower", "up")
    assert own.at(f"{way}.moves.lower") == "up"
    assert own.at(f"{way}.moves.hold") == "start"
    click(making.window, "own.undo")
    assert own.at(f"{way}.moves.lower") == own.at("figure.moves.lower") == "start"
    own.choose("pose.part", way)
    making.type(f"pose.thing.{way}.props[1].side", "5")
    own.choose("pose.part", "figure")
    making.type("pose.thing.figure.props[1].forward", "30")
    assert own.at("figure.props[1].forward") == "30 cm"
    assert own.at(f"{way}.props[1].forward") == "56 cm"  # the chair of the way is another one
    for _ in range(3):
        click(making.window, "own.undo")
    assert own.text == before


def test_a_strap_ends_in_the_room_by_keyboard(making: Making) -> None:
    own = like(making, "lift", "My lift")
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


def test_a_set_goes_round_phases_and_the_ladder_with_it(making: Making) -> None:
    own = like(making, "heel raise", "My rounds")
    click(making.window, "pose.counting.intervals")
    assert making.said("A level that counted repetitions has gone from the ladder. Undo brings")
    own.type("pose.dose.intervals.rounds", "6")
    own.type("pose.dose.intervals.phases[2].hold", "20")
    assert own.at("dose.intervals.phases[2].hold") == "20 s"
    own.choose("pose.phase.new", "hold")
    click(making.window, "pose.phase.add")
    assert own.at("dose.intervals.phases[4].hold") == "2 s"
    click(making.window, "pose.phase.hold.2.earlier")
    assert own.at("dose.intervals.phases[3].hold") == "2 s"
    click(making.window, "pose.phase.hold.2.out")
    assert own.at("dose.intervals.phases[3].lower") == "3 s"
    click(making.window, "own.which.dose")
    own.find("own.levels").setCurrentRow(1)
    own.choose("own.level.variable", "intervals")
    making.type("own.level.value", "six")
    click(making.window, "own.level.add")
    assert making.said("six does not say what goes round.")
    making.type("own.level.value", "8 x raise 2, hold 20, lower 3 s")
    click(making.window, "own.level.add")
    assert own.at("ladder[2].change.intervals.phases[2].hold") == "20 s"
    assert "8 rounds of raise 2 s, hold 20 s, lower 3 s" in own.find("own.levels").item(2).text()
    assert making.flow.editing.looking.checked.problems == ()
