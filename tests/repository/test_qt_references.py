"""Qt's binding keeps its count of None; the release that did not aborted within seconds."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

CALLS = 5_000
# The interpreter's own caches move the count a little; a leak of one a call moves it by CALLS.
TOLERANCE = 200


def _call_qt(widget: QWidget, thing: QObject, painter: QPainter) -> None:
    for number in range(CALLS):
        thing.setObjectName("knee")
        widget.setToolTip("")
        widget.move(QPoint(number % 7, 0))
        painter.fillRect(QRect(0, 0, 4, 4), QColor(number % 255, 0, 0))


def test_calls_without_a_result_keep_the_count_of_none(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    thing = QObject()
    image = QImage(16, 16, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    _call_qt(widget, thing, painter)  # the first calls load what the later ones share
    before = sys.getrefcount(None)
    _call_qt(widget, thing, painter)
    after = sys.getrefcount(None)
    painter.end()
    assert abs(after - before) < TOLERANCE
