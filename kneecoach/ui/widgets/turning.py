"""Stand things side by side where there is room, and one below the other where there is not."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QBoxLayout, QWidget

from kneecoach.override import override
from kneecoach.ui.theme.type import scaled

_ACROSS = QBoxLayout.Direction.LeftToRight
_DOWN = QBoxLayout.Direction.TopToBottom


class TurningLayout(QBoxLayout):
    """Choose its direction by the width it is given, before anyone asks how high it is.

    A layout that turned only when resized would have told its parent the height of the other form.

    Args:
        parent: The widget it lays out.
        across_from_px: Width from which it goes across, at the usual text size.
        gap_px: Gap when across.
        gap_down_px: Gap when down.
    """

    def __init__(
        self, parent: QWidget, *, across_from_px: int, gap_px: int, gap_down_px: int
    ) -> None:
        super().__init__(_ACROSS, parent)
        self._across_from_px = across_from_px
        self._gap_px = gap_px
        self._gap_down_px = gap_down_px
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap_px)

    @override
    def minimumSize(self) -> QSize:
        """Return the room of the largest part alone: the parts can stand in a column."""
        size = QSize()
        for index in range(self.count()):
            item = self.itemAt(index)
            if item is not None and not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size

    @override
    def hasHeightForWidth(self) -> bool:
        """Return that a narrower layout is a higher one."""
        return True

    @override
    def heightForWidth(self, arg__1: int) -> int:
        """Return the height of the form that fits the width."""
        self._turn(arg__1)
        return super().heightForWidth(arg__1) if self._bends() else super().sizeHint().height()

    @override
    def minimumHeightForWidth(self, arg__1: int) -> int:
        """Return the least height of the form that fits the width."""
        self._turn(arg__1)
        if self._bends():
            return super().minimumHeightForWidth(arg__1)
        return super().sizeHint().height()

    @override
    def setGeometry(self, arg__1: QRect) -> None:
        """Lay the parts out in the form that fits the width."""
        self._turn(arg__1.width())
        super().setGeometry(arg__1)

    def _bends(self) -> bool:
        """Say whether any part has a height that depends on its width."""
        return super().hasHeightForWidth()

    def _turn(self, width: int) -> None:
        is_across = width >= scaled(self._across_from_px)
        wanted = _ACROSS if is_across else _DOWN
        if self.direction() != wanted:
            self.setDirection(wanted)
            self.setSpacing(self._gap_px if is_across else self._gap_down_px)
