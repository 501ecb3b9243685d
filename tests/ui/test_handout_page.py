"""A handout of a pack that is being made: at which levels, on which paper, and where it goes."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_actions import SMALLEST_TARGET_PX, button, click, press, reached_by_tab, visible_controls
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from test_builder_page import Making
from window_harness import Opened

from kneecoach.reports.report import Report, ReportedStanding
from kneecoach.ui.widgets.fields import ChoiceField

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def making(qtbot, home, clock) -> Making:
    return Making(Opened(qtbot, home, clock=clock).open(qtbot)).begin().search("squat", "clam")


@pytest.fixture
def places(making: Making, monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    """Return where the files go that are asked about, to be filled."""
    found: list[Path | None] = []
    monkeypatch.setattr(making.flow._handing, "_ask_save", lambda *_: found.pop(0))
    return found


def field(making: Making, exercise: str) -> ChoiceField:
    name = f"handout.level.{making.pack.pack_id}_1.{exercise}"
    found = making.window.findChild(ChoiceField, name)
    assert found is not None
    return found


def choose(making: Making, exercise: str, key: str) -> None:
    """Choose a level as the keyboard does: by its arrows."""
    one = field(making, exercise)
    one.setFocus()
    while one.choice() != key:
        before = one.currentIndex()
        QTest.keyClick(one, Qt.Key.Key_Down)
        assert one.currentIndex() > before


def standing(making: Making, exercise: str, level: int, side: str) -> ReportedStanding:
    looking = making.flow.editing.looking
    told = looking.exercise(exercise)
    return ReportedStanding(
        exercise=exercise,
        name=told.name,
        side=side,
        level=level,
        levels=len(told.ladder),
        dose="1 × 5",
        standing="paused",
        action="hold",
        rule="a_rule",
        reason="A reason.",
    )


def test_a_handout_is_saved_where_it_starts_or_at_chosen_levels(
    making: Making, places: list[Path | None], tmp_path: Path
) -> None:
    places += [None, tmp_path / "none" / "x.pdf", tmp_path / "x.pdf", tmp_path / "y"]
    click(making.window, "builder.handout")
    page = making.opened.part("handout")
    assert button(page, "handout.save").hasFocus()
    assert not page.findChild(QWidget, "handout.all").isVisible()  # nobody reported
    click(page, "handout.save")
    assert page.isVisible()  # the person thought better of it
    click(page, "handout.save")
    assert making.said("cannot be written")
    assert page.isVisible()
    press(Qt.Key.Key_Return)
    assert making.said("The handout is saved as x.pdf.")
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF")
    click(making.window, "builder.handout")
    choose(making, "clam", "3")
    assert making.said("3 × 12 each side")
    click(page, "handout.form.letter")
    click(page, "handout.form.moving")
    click(page, "handout.save")
    assert "3 × 12 each side" in (tmp_path / "y.html").read_text("utf-8")
    click(making.window, "builder.handout")
    assert field(making, "clam").choice() == "0"  # the next one begins anew
    press(Qt.Key.Key_Escape)
    assert button(making.window, "builder.handout").hasFocus()
    assert places == []
    everything_is_reached_by_keyboard_and_large_enough(making)
    levels_keep_to_the_limits_of_the_programme(making)
    a_handout_for_a_patient_has_the_levels_of_the_report(making, places, tmp_path)
    a_pack_that_is_not_ready_is_not_put_on_paper(making)


def a_handout_for_a_patient_has_the_levels_of_the_report(
    making: Making, places: list[Path | None], tmp_path: Path
) -> None:
    looking = making.flow.editing.looking
    day = making.flow._known.today()
    told = (standing(making, "clam", 2, "left"), standing(making, "clam", 4, "right"))
    sent = Report(
        patient="0123456789ab", made=day, since=day, until=day, programme="x", planned=1,
        standings=told,
    )  # fmt: skip
    kept = making.flow.editing.kept
    assert looking is not None
    assert kept is not None
    making.flow.editing.open(kept, looking.shelf, sent, "Mrs Bauer")
    click(making.window, "builder.handout")
    page = making.opened.part("handout")
    assert making.said("Mrs Bauer reported on ")
    assert field(making, "clam").choice() == "reported"
    assert field(making, "squat").choice() == "0"  # nothing was told of it
    assert making.said("Left: 2 × 12")
    assert making.said("The report has another dose there: Left: 1 × 5")
    assert making.said("Ask before you go on with it.")
    click(page, "handout.all.0")
    assert field(making, "clam").choice() == "0"
    assert not making.said("Left: 2 × 12")
    click(page, "handout.all.reported")
    click(page, "handout.form.moving")
    places.append(tmp_path / "x.html")
    click(page, "handout.save")
    text = (tmp_path / "x.html").read_text("utf-8")
    assert "Left: 2 × 12" in text
    assert "Ask before you go on with it." in text
    assert "another dose" not in text  # that is for the author alone


def everything_is_reached_by_keyboard_and_large_enough(making: Making) -> None:
    click(making.window, "builder.handout")
    page = making.opened.part("handout")
    fields = page.findChildren(ChoiceField)
    names = {one.objectName() for one in (*visible_controls(page), *fields)}
    assert len(fields) == 2
    assert names <= reached_by_tab(page)
    for one in (*visible_controls(page), *fields):
        assert one.height() >= SMALLEST_TARGET_PX
        assert one.accessibleName()
    click(page, "handout.back")


def levels_keep_to_the_limits_of_the_programme(making: Making) -> None:
    making.type("builder.limits.exercises[2].limits.highest_level", "2")
    click(making.window, "builder.handout")
    one = field(making, "clam")
    assert [one.itemData(at) for at in range(one.count())] == ["0", "1", "2"]
    assert field(making, "squat").count() > 3
    press(Qt.Key.Key_Escape)
    making.flow.editing.undo()


def a_pack_that_is_not_ready_is_not_put_on_paper(making: Making) -> None:
    making.flow._actions.take_out(0)
    making.flow._actions.take_out(0)
    click(making.window, "builder.handout")
    assert not making.opened.part("handout").isVisible()
    assert making.said("mended first") or making.said("nothing to put on paper")
