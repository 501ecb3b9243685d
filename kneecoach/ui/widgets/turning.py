"""Stand things side by side where there is room, and one below the other where there is not."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QBoxLayout, QLayoutItem, QWidget

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
        """Return the height of the form that fits the width.

        Only asked, so nothing turns yet: a layout that turns when it is asked makes its parents ask
        again, and so on without end.
        """
        parts = self._parts()
        if not self._is_across(arg__1):
            heights = [_height(part, arg__1) for part, _ in parts]
            return sum(heights) + _gaps(self._gap_down_px, len(heights))
        widths = _shares(parts, arg__1 - _gaps(self._gap_px, len(parts)))
        pairs = zip(parts, widths, strict=True)
        return max((_height(part, wide) for (part, _), wide in pairs), default=0)

    @override
    def minimumHeightForWidth(self, arg__1: int) -> int:
        """Return the height of the form that fits the width."""
        return self.heightForWidth(arg__1)

    @override
    def setGeometry(self, arg__1: QRect) -> None:
        """Lay the parts out in the form that fits the width."""
        self._turn(arg__1.width())
        super().setGeometry(arg__1)

    def _parts(self) -> tuple[tuple[QLayoutItem, int], ...]:
        """Return what is in view, each with its share of the width."""
        items = ((self.itemAt(index), self.stretch(index)) for index in range(self.count()))
        return tuple((item, share) for item, share in items if item and not item.isEmpty())

    def _is_across(self, width: int) -> bool:
        return width >= scaled(self._across_from_px)

    def _turn(self, width: int) -> None:
        is_across = self._is_across(width)
        wanted = _ACROSS if is_across else _DOWN
        if self.direction() != wanted:
            self.setDirection(wanted)
            self.setSpacing(self._gap_px if is_across else self._gap_down_px)


def _gaps(gap_px: int, parts: int) -> int:
    """Return the room that the gaps between parts take."""
    return gap_px * max(0, parts - 1)


def _height(part: QLayoutItem, width: int) -> int:
    return part.heightForWidth(width) if part.hasHeightForWidth() else part.sizeHint().height()


def _shares(parts: tuple[tuple[QLayoutItem, int], ...], width: int) -> tuple[int, ...]:
    """Return how wide each part becomes across, as Qt shares the width out.

    What has no share takes what it likes. The others get theirs of the rest, and no less than they
    need.
    """
    fixed = {
        place: part.sizeHint().width() for place, (part, share) in enumerate(parts) if not share
    }
    open_ones = {place for place, (_, share) in enumerate(parts) if share}
    while open_ones:
        left = width - sum(fixed.values())
        whole = sum(parts[place][1] for place in open_ones)
        given = {place: left * parts[place][1] // whole for place in open_ones}
        tight = {
            place: parts[place][0].minimumSize().width()
            for place in open_ones
            if given[place] < parts[place][0].minimumSize().width()
        }
        if not tight:
            fixed |= given
            break
        fixed |= tight
        open_ones -= tight.keys()
    return tuple(fixed[place] for place in range(len(parts)))
