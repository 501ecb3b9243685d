"""Lay widgets side by side, and go on below when a line is full."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from kneecoach.override import override

GAP_PX = 4


class FlowLayout(QLayout):
    """Lay items from left to right (as the language runs), line by line."""

    def __init__(self, parent: QWidget | None = None, *, line_gap_px: int = GAP_PX) -> None:
        super().__init__(parent)
        self._line_gap_px = line_gap_px
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(QMargins(0, 0, 0, 0))
        self.setSpacing(GAP_PX)

    @override
    def addItem(self, arg__1: QLayoutItem) -> None:
        """Take one more item."""
        self._items.append(arg__1)

    @override
    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, or None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give an item back, or None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        """Return that nothing is wanted beyond the hint."""
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        """Return that a narrower flow is a higher one."""
        return True

    @override
    def heightForWidth(self, arg__1: int) -> int:
        """Return the height that the lines take at a width."""
        return self._lay(QRect(0, 0, arg__1, 0), moves=False)

    @override
    def setGeometry(self, arg__1: QRect) -> None:
        """Put every item in its place."""
        super().setGeometry(arg__1)
        self._lay(arg__1, moves=True)

    @override
    def sizeHint(self) -> QSize:
        """Return the room that everything on one line takes."""
        hints = [item.sizeHint() for item in self._items]
        gaps = self.spacing() * max(0, len(hints) - 1)
        width = sum(hint.width() for hint in hints) + gaps
        return QSize(width, max((hint.height() for hint in hints), default=0))

    @override
    def minimumSize(self) -> QSize:
        """Return the room that the largest item takes."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _lay(self, box: QRect, *, moves: bool) -> int:
        """Go through the lines; return the height they take."""
        x, y, line = box.x(), box.y(), 0
        is_mirrored = (widget := self.parentWidget()) is not None and (
            widget.layoutDirection() == Qt.LayoutDirection.RightToLeft
        )
        for item in self._items:
            hint = item.sizeHint()
            if x > box.x() and x + hint.width() > box.x() + box.width():
                x, y, line = box.x(), y + line + self._line_gap_px, 0
            if moves:
                left = box.x() + box.right() - x - hint.width() + 1 if is_mirrored else x
                item.setGeometry(QRect(QPoint(left, y), hint))
            x += hint.width() + self.spacing()
            line = max(line, hint.height())
        return y + line - box.y()
