"""Lay tiles in as many columns as fit, and go through them with the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from kneecoach.override import override
from kneecoach.ui.exercise_view import TileValues
from kneecoach.ui.theme.type import scaled
from kneecoach.ui.widgets.exercise_tile import WIDE_PX, ExerciseTile
from kneecoach.ui.widgets.picture_queue import PictureQueue
from kneecoach.ui.widgets.text import RETHEME

_GAP_PX = 12


class TileGrid(QWidget):
    """Show exercises as tiles of one size; Tab goes in and out, the arrows go from tile to tile.

    Signals:
        exercise_chosen(str): The person wants to see the exercise with this id.
        tile_reached(str): The keyboard came to the tile of the exercise with this id.

    Args:
        name: Object name; a tile is called `name.id`.
        label: Name for screen readers.
        parent: The widget it is in.
    """

    exercise_chosen = Signal(str)
    tile_reached = Signal(str)

    def __init__(self, *, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._tiles: dict[str, ExerciseTile] = {}
        self._shown: tuple[str, ...] = ()
        self._current = ""
        self.pictures = PictureQueue(self)
        self._grid = _GridLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def shown(self) -> tuple[str, ...]:
        """Return the ids of the exercises in view, in order."""
        return self._shown

    def tile(self, exercise_id: str) -> ExerciseTile:
        """Return the tile of an exercise.

        Raises:
            KeyError: There is none.
        """
        return self._tiles[exercise_id]

    def show_tiles(self, values: tuple[TileValues, ...]) -> None:
        """Show these, in this order; tiles that were made before are used again."""
        self._shown = tuple(one.exercise.id for one in values)
        wanted = [self._tile_for(one) for one in values]
        self._grid.put(wanted)
        for exercise_id, tile in self._tiles.items():
            tile.setVisible(exercise_id in self._shown)
        if self._current not in self._shown:
            self._current = self._shown[0] if self._shown else ""
        self._mark_current()
        self.updateGeometry()

    def focus_on(self, exercise_id: str) -> None:
        """Put the keyboard on a tile, such as the one that was opened; the first if it is gone."""
        if exercise_id in self._shown:
            self._current = exercise_id
            self._mark_current()
        if self._current:
            self._tiles[self._current].setFocus(Qt.FocusReason.OtherFocusReason)
            self.tile_reached.emit(self._current)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the arrows, Home and End go from tile to tile."""
        if self._current not in self._shown:
            super().keyPressEvent(event)
            return
        at, columns = self._shown.index(self._current), self._grid.columns(self.width())
        goals = {
            Qt.Key.Key_Left: at - 1,
            Qt.Key.Key_Right: at + 1,
            Qt.Key.Key_Up: at - columns,
            Qt.Key.Key_Down: at + columns,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._shown) - 1,
        }
        goal = goals.get(Qt.Key(event.key()))
        if goal is None or not 0 <= goal < len(self._shown):
            super().keyPressEvent(event)
            return
        self.focus_on(self._shown[goal])

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Lay the tiles out anew when the size of text changes."""
        super().changeEvent(event)
        if event.type() in RETHEME:
            self._grid.invalidate()
            self.updateGeometry()

    def _tile_for(self, values: TileValues) -> ExerciseTile:
        exercise_id = values.exercise.id
        tile = self._tiles.get(exercise_id)
        if tile is None:
            name = f"{self.objectName()}.{exercise_id}"
            tile = ExerciseTile(values, queue=self.pictures, name=name, parent=self)
            tile.setProperty("exercise_id", exercise_id)
            tile.clicked.connect(self._on_tile_clicked)
            self._tiles[exercise_id] = tile
        elif tile.values() != values:
            tile.set_values(values)
        return tile

    def _mark_current(self) -> None:
        """Let the Tab key stop at one tile only."""
        for exercise_id, tile in self._tiles.items():
            is_current = exercise_id == self._current
            policy = Qt.FocusPolicy.StrongFocus if is_current else Qt.FocusPolicy.ClickFocus
            tile.setFocusPolicy(policy)

    def _on_tile_clicked(self) -> None:
        exercise_id = str(self.sender().property("exercise_id"))
        self._current = exercise_id
        self._mark_current()
        self.exercise_chosen.emit(exercise_id)


class _GridLayout(QLayout):
    """Give all items one width, so that the columns fill the line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def put(self, tiles: list[ExerciseTile]) -> None:
        """Lay out these and no others."""
        while self._items:
            self._items.pop()
        for tile in tiles:
            self.addWidget(tile)
        self.invalidate()

    def columns(self, width: int) -> int:
        """Return how many columns fit into a width."""
        return max(1, (width + _GAP_PX) // (scaled(WIDE_PX) + _GAP_PX))

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
        """Return that width is welcome."""
        return Qt.Orientation.Horizontal

    @override
    def hasHeightForWidth(self) -> bool:
        """Return that a narrower grid is a higher one."""
        return True

    @override
    def heightForWidth(self, arg__1: int) -> int:
        """Return the height of all rows at a width."""
        rows = -(-len(self._items) // self.columns(arg__1))
        return max(0, rows * (self._high(arg__1) + _GAP_PX) - _GAP_PX)

    @override
    def sizeHint(self) -> QSize:
        """Return the room of four columns."""
        wide = 4 * scaled(WIDE_PX) + 3 * _GAP_PX
        return QSize(wide, self.heightForWidth(wide))

    @override
    def minimumSize(self) -> QSize:
        """Return the room of one tile."""
        return self._items[0].minimumSize() if self._items else QSize()

    @override
    def setGeometry(self, arg__1: QRect) -> None:
        """Put every tile in its place."""
        super().setGeometry(arg__1)
        columns, wide = self.columns(arg__1.width()), self._wide(arg__1.width())
        high = self._high(arg__1.width())
        parent = self.parentWidget()
        is_mirrored = parent is not None and (
            parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
        )
        for place, item in enumerate(self._items):
            row, column = divmod(place, columns)
            step = columns - 1 - column if is_mirrored else column
            left = arg__1.x() + step * (wide + _GAP_PX)
            item.setGeometry(QRect(left, arg__1.y() + row * (high + _GAP_PX), wide, high))

    def _wide(self, width: int) -> int:
        columns = self.columns(width)
        return (width - (columns - 1) * _GAP_PX) // columns

    def _high(self, width: int) -> int:
        return self._items[0].heightForWidth(self._wide(width)) if self._items else 0
