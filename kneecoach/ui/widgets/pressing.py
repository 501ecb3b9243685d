"""Give everything that can be pressed the same keys, focus and target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


def make_pressable(control: QAbstractButton, *, name: str, label: str) -> None:
    """Name a control for tests and screen readers, and let it be reached and pressed.

    Args:
        control: A button, chip or switch.
        name: Object name.
        label: What a screen reader says.
    """
    control.setObjectName(name)
    control.setAccessibleName(label)
    control.setCursor(Qt.CursorShape.PointingHandCursor)
    control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    control.setAttribute(Qt.WidgetAttribute.WA_Hover)


def is_pressed_by(control: QAbstractButton, event: QKeyEvent) -> bool:
    """Press a control with Enter, as Qt does with space; return whether that was the key."""
    if event.key() not in _ENTER or event.isAutoRepeat():
        return False
    control.click()
    return True
