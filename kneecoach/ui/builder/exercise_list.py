"""List exercises with their pictures, to be dragged, moved and added by pointer or keys."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QDropEvent,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPixmap,
    QPixmapCache,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from kneecoach.model.exercise import Exercise
from kneecoach.override import override
from kneecoach.ui.builder.view import LineView
from kneecoach.ui.theme.palette import tokens_of
from kneecoach.ui.theme.person import looks_worn
from kneecoach.ui.theme.tokens import TARGET_PX, Scheme
from kneecoach.ui.theme.type import TextRole, font_for, scaled
from kneecoach.ui.widgets.exercise_picture import exercise_picture
from kneecoach.ui.widgets.scroll_bar import ThinScrollBar
from kneecoach.ui.widgets.shapes import paint_box, paint_focus_ring, restored
from kneecoach.ui.widgets.text import RETHEME

_ROW_PX = 62
_THUMB = (52, 40)
_CORNER_PX = 10
_LINE = Qt.ItemDataRole.UserRole + 1
_KEYS_ADD = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_KEYS_OUT = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}


class ExerciseList(QListWidget):
    """List exercises.

    Signals:
        picked(str): The exercise with this id was double-clicked, or Enter was pressed on it.
        dropped(str, int): An exercise of another list was dropped before the one at a position.
        moved(int, int): An exercise was put from one position to another.
        taken_out(int): The exercise at a position is to go.

    Args:
        name: Object name.
        label: Name for screen readers.
        is_ordered: Its order is the person's: it takes what is dropped, and can be changed.
    """

    picked = Signal(str)
    dropped = Signal(str, int)
    moved = Signal(int, int)
    taken_out = Signal(int)

    def __init__(self, *, name: str, label: str, is_ordered: bool) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._is_ordered = is_ordered
        self._views: tuple[LineView, ...] = ()
        self._missing: list[Exercise] = []
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._on_turn)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBar(ThinScrollBar())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_Rows(self))
        self.setDragEnabled(True)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        mode = QAbstractItemView.DragDropMode
        self.setDragDropMode(mode.DragDrop if is_ordered else mode.DragOnly)
        self.setDropIndicatorShown(True)
        self.itemDoubleClicked.connect(self._on_double_clicked)
        self.itemSelectionChanged.connect(self._on_selection_changed)

    def show_lines(self, views: tuple[LineView, ...]) -> None:
        """Show exercises; the marked one stays marked where the list is as long as before."""
        if views == self._views:
            return
        row = self.currentRow()
        self.blockSignals(True)
        while self.count() > len(views):
            self.takeItem(self.count() - 1)
        for at, view in enumerate(views):
            item = self.item(at) if at < self.count() else None
            if item is None:
                item = QListWidgetItem()
                self.addItem(item)
            item.setText(f"{view.name}. {view.line}")
            item.setData(_LINE, at)
            item.setToolTip(view.line)
        self._views = views
        self.setCurrentRow(min(max(row, 0), len(views) - 1))
        self.blockSignals(False)
        self.viewport().update()
        self.updateGeometry()

    def mark(self, at: int) -> None:
        """Mark the exercise at a position, without a signal."""
        if at != self.currentRow():
            self.blockSignals(True)
            self.setCurrentRow(at)
            self.blockSignals(False)
            self.viewport().update()

    def view_at(self, at: int) -> LineView | None:
        """Return what stands at a position; None past the end."""
        return self._views[at] if 0 <= at < len(self._views) else None

    def picture(self, exercise: Exercise, size: QSize) -> QPixmap | None:
        """Return the picture of an exercise; None until it is painted, which is soon."""
        found = QPixmap()
        if QPixmapCache.find(self._key(exercise, size), found):
            return found
        if exercise not in self._missing:
            self._missing.append(exercise)
            self._turn.start()
        return None

    @override
    def sizeHint(self) -> QSize:
        """Return room for all rows of an ordered list, and for some of a long one."""
        rows = max(2, self.count()) if self._is_ordered else 7
        return QSize(scaled(180), rows * scaled(_ROW_PX) + 8)

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the same height, at least."""
        return QSize(scaled(120), self.sizeHint().height())

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in RETHEME:
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter pick, Delete take out, and Alt with an arrow move."""
        row, key = self.currentRow(), event.key()
        view = self.view_at(row)
        if view is None:
            super().keyPressEvent(event)
        elif key in _KEYS_ADD:
            self.picked.emit(view.id)
        elif self._is_ordered and key in _KEYS_OUT:
            self.taken_out.emit(row)
        elif self._is_ordered and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            to = row + {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key), 0)
            if to != row and 0 <= to < self.count():
                self.moved.emit(row, to)
        else:
            super().keyPressEvent(event)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        """Take an exercise of another list, or put one of its own elsewhere."""
        source = event.source()
        if not isinstance(source, ExerciseList):
            event.ignore()
            return
        view, start = source.view_at(source.currentRow()), source.currentRow()
        at = self._drop_row(event)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.setState(QAbstractItemView.State.NoState)  # the line between the rows goes
        self.viewport().update()
        if source is self:
            to = at - 1 if at > start else at
            if to != start:
                self.moved.emit(start, to)
        elif view is not None:
            self.dropped.emit(view.id, at)

    def _drop_row(self, event: QDropEvent) -> int:
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            return self.count()
        below = event.position().y() > self.visualRect(index).center().y()
        return index.row() + (1 if below else 0)

    def _key(self, exercise: Exercise, size: QSize) -> str:
        parts = (exercise.pack_id, exercise.id, hash(exercise.figure), size.toTuple())
        return f"builder {parts} {tokens_of(self).scheme} {looks_worn()} {self.devicePixelRatioF()}"

    def _on_turn(self) -> None:
        """Paint one picture at each turn of the event loop."""
        if not self._missing:
            return
        exercise = self._missing.pop(0)
        size = thumb_size()
        picture = exercise_picture(exercise, size, tokens_of(self), self.devicePixelRatioF())
        QPixmapCache.insert(self._key(exercise, size), picture)
        self.viewport().update()
        if self._missing:
            self._turn.start()

    def _on_selection_changed(self) -> None:
        """Look at what a screen reader selects: it moves no keyboard."""
        chosen = self.selectedItems()
        if chosen and chosen[0] is not self.currentItem():
            self.setCurrentItem(chosen[0])

    def _on_double_clicked(self, item: QListWidgetItem) -> None:
        view = self.view_at(self.row(item))
        if view is not None:
            self.picked.emit(view.id)


def thumb_size() -> QSize:
    """Return how large the pictures are."""
    return QSize(scaled(_THUMB[0]), scaled(_THUMB[1]))


class _Rows(QStyledItemDelegate):
    """Draw a row: the picture, the name, and a line below it."""

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of a row."""
        return QSize(scaled(120), max(scaled(_ROW_PX), TARGET_PX))

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one exercise."""
        lists = self.parent()
        view = lists.view_at(index.row()) if isinstance(lists, ExerciseList) else None
        if not isinstance(lists, ExerciseList) or view is None:
            return
        tokens = tokens_of(lists)
        box = QRectF(option.rect).adjusted(0, 1, 0, -1)
        is_marked = index.row() == lists.currentRow()
        if is_marked:
            edge = tokens.primary if tokens.scheme is Scheme.HIGH_CONTRAST else None
            paint_box(painter, box, fill=tokens.primary_weak, edge=edge, corner=scaled(_CORNER_PX))
        if is_marked and lists.hasFocus():
            paint_focus_ring(painter, box, colour=tokens.focus, corner=scaled(_CORNER_PX))
        size = thumb_size()
        at = QRectF(box.left() + 8, box.center().y() - size.height() / 2, *size.toTuple())
        picture = lists.picture(view.exercise, size) if view.exercise is not None else None
        if picture is None:
            paint_box(painter, at, fill=tokens.primary_weak, corner=scaled(8))
        else:
            painter.drawPixmap(at.topLeft(), picture)
        ink = tokens.primary_weak_ink if is_marked else tokens.ink
        muted = tokens.primary_weak_ink if is_marked else tokens.muted
        left = at.right() + scaled(10)
        texts = QRectF(left, box.top(), box.right() - left - 4, box.height())
        with restored(painter):
            name = f"! {view.name}" if view.is_wrong else view.name
            _line(painter, texts, (name, view.line), (ink, muted))


def _line(painter: QPainter, box: QRectF, texts: tuple[str, str], colours: tuple[str, str]) -> None:
    roles = (TextRole.STRONG, TextRole.SMALL)
    heights = [QFontMetricsF(font_for(role)).lineSpacing() for role in roles]
    top = box.center().y() - sum(heights) / 2
    for text, colour, role, high in zip(texts, colours, roles, heights, strict=True):
        font = font_for(role)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        line = QRectF(box.left(), top, box.width(), high)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeading, shown)
        top += high
