"""Python's collector of garbage leaves every widget alone that is still there."""

from __future__ import annotations

import gc
import re
from pathlib import Path

import pytest
from page_actions import press
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid
from training_days import train_calmly
from window_harness import Opened, write_short_pack

import kneecoach
from kneecoach.ui.theme.apply import apply_theme

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

TURNS_OWNERS = re.compile(r"\.(nextInFocusChain|previousInFocusChain|setBuddy)\(")


@pytest.fixture
def opened(qtbot, home, clock) -> Opened:
    opened = Opened(qtbot, home, clock=clock)
    write_short_pack(opened.paths)
    train_calmly(opened, days_ago=(5, 3, 1))
    return opened.open(qtbot)


def _emptied(window: QWidget) -> list[str]:
    """Return the widgets of a window that the collector of garbage would empty now."""
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        gc.collect()
    finally:
        gc.set_debug(0)
    found = [one for one in gc.garbage if isinstance(one, QWidget) and isValid(one)]
    gc.garbage.clear()
    return [f"{type(one).__name__} {one.objectName()}" for one in found if one.window() is window]


def test_going_through_the_pages_by_keyboard_leaves_no_widget_to_be_collected(opened, qapp) -> None:
    nav = opened.part("nav")
    gone_through = []
    nav.setFocus()
    QTest.keyClick(nav, Qt.Key.Key_Home)
    while nav.page() not in gone_through:
        gone_through.append(nav.page())
        for _ in range(12):
            press(Qt.Key.Key_Tab)
        QApplication.processEvents()
        assert _emptied(opened.window) == [], gone_through
        nav.setFocus()
        QTest.keyClick(nav, Qt.Key.Key_Down)
    assert len(gone_through) >= 5
    for choice in ("dark", "light"):
        apply_theme(qapp, choice)
    assert _emptied(opened.window) == []


def test_nothing_is_called_by_which_pyside_gives_a_widget_another_owner() -> None:
    root = Path(kneecoach.__file__).parent
    found = [
        file.relative_to(root).as_posix()
        for file in root.rglob("*.py")
        if TURNS_OWNERS.search(file.read_text(encoding="utf-8"))
    ]
    assert found == []
