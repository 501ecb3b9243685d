"""Stand things side by side where there is room, and one below the other where there is not."""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QBoxLayout, QLayout, QLayoutItem, QWidget

from kneecoach.override import override
from kneecoach.ui.theme.type import scaled

_ACROSS = QBoxLayout.Direction.LeftToRight
_DOWN = QBoxLayout.Direction.TopToBottom
_Claim = tuple[int, int, int]


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
        claims = tuple(
            (part.sizeHint().width(), part.minimumSize().width(), share) for part, share in parts
        )
        widths = _shares(claims, arg__1 - _gaps(self._gap_px, len(parts)))
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


class WovenLayout(TurningLayout):
    """Stand parts in columns, or one below the other in the order in which they were added.

    So what is at the top of the second column can come before what is lower in the first one.

    Args:
        parent: The widget it lays out.
        shares: Share of each column in the width.
        across_from_px: Width from which there are columns, at the usual text size.
        gap_px: Gap between columns.
        gap_down_px: Gap between parts that stand one below the other.
        when_turned: Called when the parts are laid out in the other form.
    """

    def __init__(
        self,
        parent: QWidget,
        *,
        shares: tuple[int, ...],
        across_from_px: int,
        gap_px: int,
        gap_down_px: int,
        when_turned: Callable[[], None],
    ) -> None:
        super().__init__(
            parent, across_from_px=across_from_px, gap_px=gap_px, gap_down_px=gap_down_px
        )
        self._shares_of_columns = shares
        self._column_of: list[int] = []
        self._when_turned = when_turned
        self.is_down = False

    def add_part(self, part: QWidget, column: int) -> None:
        """Add a part at the end, in one of the columns."""
        self._column_of.append(column)
        self.addWidget(part)

    def as_read(self) -> tuple[QLayoutItem, ...]:
        """Return the parts in the order in which they are read now, hidden ones as well."""
        items = ((column, self.itemAt(place)) for place, column in enumerate(self._column_of))
        known = [(0 if self.is_down else column, item) for column, item in items if item]
        return tuple(item for _, item in sorted(known, key=itemgetter(0)))

    @override
    def heightForWidth(self, arg__1: int) -> int:
        """Return the height of the form that fits the width."""
        if not self._is_across(arg__1):
            return super().heightForWidth(arg__1)
        return max(
            sum(_height(part, wide) for part in parts) + _gaps(self._gap_down_px, len(parts))
            for parts, (_, wide) in zip(self._stacks(), self._places(0, arg__1), strict=True)
        )

    @override
    def setGeometry(self, arg__1: QRect) -> None:
        """Lay the parts out in the form that fits the width."""
        is_down = not self._is_across(arg__1.width())
        if is_down:
            super().setGeometry(arg__1)
        else:
            QLayout.setGeometry(self, arg__1)
            places = self._places(arg__1.left(), arg__1.width())
            for parts, (left, wide) in zip(self._stacks(), places, strict=True):
                self._stack(parts, QRect(left, arg__1.top(), wide, arg__1.height()))
        if is_down != self.is_down:
            self.is_down = is_down
            self._when_turned()

    def _stack(self, parts: tuple[QLayoutItem, ...], box: QRect) -> None:
        """Stand parts one below the other; the last one takes what is left."""
        top = box.top()
        for place, part in enumerate(parts):
            is_last = place == len(parts) - 1
            high = box.bottom() + 1 - top if is_last else _height(part, box.width())
            part.setGeometry(QRect(box.left(), top, box.width(), high))
            top += high + self._gap_down_px

    def _stacks(self) -> tuple[tuple[QLayoutItem, ...], ...]:
        """Return what is in view of each column."""
        items = [(column, self.itemAt(index)) for index, column in enumerate(self._column_of)]
        return tuple(
            tuple(item for of, item in items if of == column and item and not item.isEmpty())
            for column in range(len(self._shares_of_columns))
        )

    def _places(self, left: int, width: int) -> tuple[tuple[int, int], ...]:
        """Return where each column begins, and how wide it is."""
        least = (
            max((part.minimumSize().width() for part in parts), default=0)
            for parts in self._stacks()
        )
        claims = tuple(zip(least, self._shares_of_columns, strict=True))
        room = width - _gaps(self._gap_px, len(claims))
        places = list[tuple[int, int]]()
        for wide in _shares(tuple((need, need, share) for need, share in claims), room):
            places.append((left, wide))
            left += wide + self._gap_px
        return tuple(places)


def _gaps(gap_px: int, parts: int) -> int:
    """Return the room that the gaps between parts take."""
    return gap_px * max(0, parts - 1)


def _height(part: QLayoutItem, width: int) -> int:
    return part.heightForWidth(width) if part.hasHeightForWidth() else part.sizeHint().height()


def _shares(parts: tuple[_Claim, ...], width: int) -> tuple[int, ...]:
    """Return how wide each part becomes across, as Qt shares the width out.

    What has no share takes what it likes. The others get theirs of the rest, and no less than they
    need.

    Args:
        parts: What each part likes, what it needs, and its share of the rest.
        width: The width without the gaps.
    """
    fixed = {place: liked for place, (liked, _, share) in enumerate(parts) if not share}
    open_ones = {place for place, (_, _, share) in enumerate(parts) if share}
    while open_ones:
        left = width - sum(fixed.values())
        whole = sum(parts[place][2] for place in open_ones)
        given = {place: left * parts[place][2] // whole for place in open_ones}
        tight = {place: parts[place][1] for place in open_ones if given[place] < parts[place][1]}
        if not tight:
            fixed |= given
            break
        fixed |= tight
        open_ones -= tight.keys()
    return tuple(fixed[place] for place in range(len(parts)))
