"""Put a field below what it is called."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.buttons import Button
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone


def named(field: QWidget, label: str = "") -> QWidget:
    """Return a field below what it is called; a button stands as low as the fields beside it."""
    holder = QWidget()
    column = stacked(holder)
    column.setSpacing(2)
    says = label or ("" if isinstance(field, Button) else field.accessibleName())
    column.addWidget(Text(says, role=TextRole.SMALL, tone=Tone.MUTED, wraps=False))
    column.addWidget(field, 0, Qt.AlignmentFlag.AlignLeading)
    return holder
