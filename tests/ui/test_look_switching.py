"""Check that whole pages change their colours and size while they are shown."""

from __future__ import annotations

from functools import reduce

import pytest
from look_samples import FRIDAY, care_plan, plan, settle, view
from page_actions import make_active, shown
from PySide6.QtCore import QPoint, QRect, QTimer
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kneecoach.model.decision import Urgency
from kneecoach.settings import Settings
from kneecoach.ui.pages.settings import SettingsPage
from kneecoach.ui.pages.today import TodayPage
from kneecoach.ui.theme.apply import apply_theme
from kneecoach.ui.theme.tokens import TOKENS, Scheme
from kneecoach.ui.widgets.announce import announce
from kneecoach.ui.widgets.message_bar import Message, MessageBar, MessageKind
from kneecoach.ui.widgets.nav_list import NavList

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture(autouse=True)
def usual_theme(qapp: QApplication):
    apply_theme(qapp, "light")
    yield
    apply_theme(qapp, "light")


def make_today() -> TodayPage:
    page = TodayPage()
    page.show_plan(view(plan=plan(morning_owed=FRIDAY), problems=("a.yaml:1:1: x",)))
    return page


def make_care() -> TodayPage:
    page = TodayPage()
    page.show_plan(view(plan=care_plan(Urgency.SOON)))
    return page


def make_settings() -> SettingsPage:
    return SettingsPage(settings=Settings(volume_percent=5))


def picture_of(qtbot, page: QScrollArea) -> QImage:
    """Return what a page in the active window looks like once its small figures are painted."""
    make_active(qtbot, page)
    settle(page)
    page.grab()  # what has not been painted yet asks for its figure now
    qtbot.waitUntil(lambda: not any(one.isActive() for one in page.findChildren(QTimer)))
    settle(page)
    return page.grab().toImage()


def where_different(one: QImage, other: QImage) -> QRect:
    """Return the smallest part of two pictures outside of which they are alike."""
    if one.size() != other.size():
        return one.rect()
    places = [
        QRect(x, y, 1, 1)
        for y in range(one.height())
        if one.copy(0, y, one.width(), 1) != other.copy(0, y, one.width(), 1)
        for x in range(one.width())
        if one.pixel(x, y) != other.pixel(x, y)
    ]
    return reduce(QRect.united, places, QRect())


@pytest.mark.parametrize("make", [make_today, make_care, make_settings])
def test_a_shown_page_follows_every_theme_and_size(qtbot, qapp, make) -> None:
    page = shown(qtbot, make())
    for scheme in (*Scheme, Scheme.LIGHT):
        for percent in (200, 100):
            tokens = apply_theme(qapp, scheme.value, text_percent=percent)
            settle(page)
            image = page.grab().toImage()
            assert tokens is TOKENS[scheme]
            assert image.pixelColor(4, 4).name().upper() == tokens.background
            card = next(
                one
                for name in ("today.session", "settings.form")
                if (one := page.findChild(QWidget, name)) is not None
            )
            inside = page.widget().mapTo(page, card.mapTo(page.widget(), QPoint(24, 6)))
            if page.rect().contains(inside):
                assert image.pixelColor(inside).name().upper() == tokens.surface


def test_a_page_is_the_same_after_going_to_another_theme_and_back(qtbot, qapp) -> None:
    page = shown(qtbot, make_today())
    before = picture_of(qtbot, page)
    apply_theme(qapp, "high_contrast", text_percent=200)
    assert picture_of(qtbot, page) != before
    apply_theme(qapp, "light")
    assert where_different(picture_of(qtbot, page), before) == QRect()


def test_the_frame_of_the_window_follows_the_theme_too(qtbot, qapp) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    bar = MessageBar(name="bar")
    nav = NavList((("today", "Today"), ("settings", "Settings")), name="nav", label="Pages")
    column.addWidget(bar)
    column.addWidget(nav)
    shown(qtbot, window, 400, 300)
    for kind in MessageKind:
        bar.show_message(Message(text=f"A message of the kind {kind}.", kind=kind))
        for scheme in Scheme:
            tokens = apply_theme(qapp, scheme.value)
            QApplication.processEvents()
            image = window.grab().toImage()
            row = nav.visualItemRect(nav.item(0)).topLeft() + QPoint(30, 6)
            at = nav.viewport().mapTo(window, row)
            assert image.pixelColor(at).name().upper() == tokens.primary_weak


def test_announcing_does_nothing_without_a_listener_and_speaks_with_one(qtbot, qapp) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    was_active = QAccessible.isActive()
    try:
        for is_active in (False, True):
            QAccessible.setActive(is_active)
            announce(widget, "Change to the right side.")
            announce(widget, "It hurts: the set has stopped.", is_urgent=True)
            announce(widget, "")
    finally:
        QAccessible.setActive(was_active)
    assert widget.accessibleName() == ""


def test_pages_read_from_right_to_left_keep_everything_in_view(qtbot, qapp) -> None:
    from PySide6.QtCore import QRect, Qt

    page = make_today()
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    shown(qtbot, page)
    settle(page)
    content = page.widget()
    first = page.findChild(QAbstractButton, "check_in.pain.0")
    second = page.findChild(QAbstractButton, "check_in.pain.1")
    assert first.x() > second.x()
    for one in content.findChildren(QWidget):
        if one.isVisible():
            box = QRect(one.mapTo(content, QPoint(0, 0)), one.size())
            assert content.rect().contains(box), one.objectName()
