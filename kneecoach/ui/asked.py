"""Stand a question above its answers, close enough to be read as one."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

_SCALE_GAP_PX = 10
_CHIPS_GAP_PX = 2
_BUTTON_GAP_PX = 12


def asked_on_scale(question: QWidget, scale: QWidget) -> QVBoxLayout:
    """Return a question above a row of full-height controls."""
    return _asked(question, scale, _SCALE_GAP_PX)


def asked_by_chips(question: QWidget, chips: QWidget) -> QVBoxLayout:
    """Return a question above chips, whose targets are higher than what is drawn of them."""
    return _asked(question, chips, _CHIPS_GAP_PX)


def button_row(*buttons: QWidget) -> QHBoxLayout:
    """Return buttons side by side from the leading edge."""
    row = QHBoxLayout()
    row.setSpacing(_BUTTON_GAP_PX)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row


def held_narrow(widget: QWidget) -> QHBoxLayout:
    """Return a row that lets a widget with a maximum width stand at the leading edge."""
    row = QHBoxLayout()
    row.addWidget(widget, 1000)
    row.addStretch(1)
    return row


def _asked(question: QWidget, answers: QWidget, gap: int) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(gap)
    column.addWidget(question)
    column.addWidget(answers)
    return column
