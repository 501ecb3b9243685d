"""Put widgets in a column without margins."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

_GAP_PX = 8


def stacked(holder: QWidget) -> QVBoxLayout:
    """Return a new column without margins in a holder."""
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(_GAP_PX)
    return column
