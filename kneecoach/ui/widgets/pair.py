"""Put two things side by side, or one below the other when there is little room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from kneecoach.override import override
from kneecoach.ui.theme.type import scaled

_GAP_PX = 12


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
        self._together_from_px = together_from_px
        self._parts = (first, second)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(_GAP_PX)
        self._box.addWidget(first, 1)
        self._box.addWidget(second, 0, Qt.AlignmentFlag.AlignVCenter)

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the room of the wider one alone: they can stand one below the other."""
        hints = [part.minimumSizeHint() for part in self._parts if not part.isHidden()]
        wide = max((hint.width() for hint in hints), default=0)
        return QSize(wide, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the way that fits the width."""
        super().resizeEvent(event)
        is_wide = self.width() >= scaled(self._together_from_px)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        wanted = across if is_wide else down
        if self._box.direction() != wanted:
            self._box.setDirection(wanted)
