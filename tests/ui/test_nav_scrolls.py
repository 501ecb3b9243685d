"""The list of pages in a window that is too low for it, with text at twice its size."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionSlider
from pytestqt.qtbot import QtBot

from kneecoach.ui.theme.apply import apply_theme
from kneecoach.ui.theme.palette import tokens_of
from kneecoach.ui.theme.type import TextRole, font_for
from kneecoach.ui.widgets.nav_list import NavList
from kneecoach.ui.widgets.scroll_bar import ThinScrollBar

NAMES = ("Today", "Programme", "Progress", "Exercises", "Where it hurts", "Packs", "Settings")


@pytest.fixture
def nav(qtbot: QtBot, qapp: QApplication) -> Iterator[NavList]:
    apply_theme(qapp, "light", text_percent=200)
    made = NavList(tuple((name, name) for name in NAMES), name="nav", label="Pages")
    qtbot.addWidget(made)
    made.resize(made.sizeHint().width(), 300)
    made.show()
    yield made
    apply_theme(qapp, "light", text_percent=100)


def test_a_low_list_scrolls_by_a_bar_in_the_colours_of_the_theme(nav: NavList) -> None:
    bar = nav.verticalScrollBar()
    assert isinstance(bar, ThinScrollBar)
    assert bar.isVisible()
    option = QStyleOptionSlider()
    bar.initStyleOption(option)
    control, slider = QStyle.ComplexControl.CC_ScrollBar, QStyle.SubControl.SC_ScrollBarSlider
    middle = bar.style().subControlRect(control, option, slider, bar).center()
    picture, tokens = bar.grab().toImage(), tokens_of(bar)
    assert picture.pixelColor(middle).name() == tokens.control_line.lower()
    assert picture.pixelColor(1, bar.height() - 2).name() == tokens.surface.lower()


def test_the_longest_name_has_room_beside_the_bar(nav: NavList) -> None:
    metrics = QFontMetricsF(font_for(TextRole.STRONG))
    longest = max(metrics.horizontalAdvance(name) for name in NAMES)
    room = nav.width() - nav.verticalScrollBar().width()
    assert room > longest + 28  # the margins of a name, at twice the size
