"""Put two things side by side, or one below the other when there is little room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kneecoach.ui.widgets.turning import TurningLayout

_GAP_PX = 12
_GAP_DOWN_PX = 8


class Pair(QWidget):
    """Hold two widgets; the first takes the room that is left.

    Args:
        first: What is read first.
        second: What stands at the far edge, or below.
        together_from_px: Width from which they stand side by side, at the usual text size.
        parent: The widget it is in.
    """

    def __init__(
        self,
        first: QWidget,
        second: QWidget,
        *,
        together_from_px: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        box = TurningLayout(
            self, across_from_px=together_from_px, gap_px=_GAP_PX, gap_down_px=_GAP_DOWN_PX
        )
        box.addWidget(first, 1)
        box.addWidget(second, 0, Qt.AlignmentFlag.AlignVCenter)
