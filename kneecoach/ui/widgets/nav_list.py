"""Lead to the pages of the window, by pointer and by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QCursor, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from kneecoach.override import override
from kneecoach.ui.theme.palette import tokens_of
from kneecoach.ui.theme.tokens import TARGET_PX, Scheme
from kneecoach.ui.theme.type import TextRole, font_for, scaled
from kneecoach.ui.widgets.scroll_bar import ThinScrollBar
from kneecoach.ui.widgets.shapes import paint_box, paint_focus_ring, restored
from kneecoach.ui.widgets.text import RETHEME

_WIDE_PX = 176
_PADDING_PX = 12
_CORNER_PX = 10


class NavList(QListWidget):
    """List the pages; the one shown is marked.

    Signals:
        page_chosen(str): The person went to the page with this key.

    Args:
        pages: Pairs of a key and the page's name.
        name: Object name.
        label: Name for screen readers.
        parent: The widget it is in.
    """

    page_chosen = Signal(str)

    def __init__(
        self,
        pages: tuple[tuple[str, str], ...],
        *,
        name: str,
        label: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(ThinScrollBar(on_surface=True))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        # Asking for the view that is there makes PySide look through every kind of widget: 20 ms.
        self._view = QWidget()
        self._view.setMouseTracking(True)
        self.setViewport(self._view)
        self.setItemDelegate(_PageDelegate(self))
        for key, text in pages:
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, key)
            self.addItem(item)
        self.setCurrentRow(0)
        self._dress()
        self.currentItemChanged.connect(self._on_current_item_changed)
        self.itemSelectionChanged.connect(self._on_item_selection_changed)

    def page(self) -> str:
        """Return the key of the marked page; empty when there are no pages."""
        if self.currentRow() < 0:
            return ""
        return str(self.currentItem().data(Qt.ItemDataRole.UserRole))

    def set_page(self, key: str) -> None:
        """Mark a page without a signal; an unknown key changes nothing."""
        for row in range(self.count()):
            if self.item(row).data(Qt.ItemDataRole.UserRole) == key:
                self.blockSignals(True)
                self.setCurrentRow(row)
                self.blockSignals(False)
                self._view.update()

    def row_under_pointer(self) -> int:
        """Return the row that the pointer is on, or -1."""
        if not self._view.underMouse():
            return -1
        at = self._view.mapFromGlobal(QCursor.pos())
        return self.indexAt(at).row()

    @override
    def sizeHint(self) -> QSize:
        """Return the width of the longest name and the height of all."""
        return QSize(self._wide(), self.count() * scaled(TARGET_PX) + 2 * self.frameWidth())

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the width of the longest name; a low list scrolls."""
        return QSize(self._wide(), 2 * scaled(TARGET_PX))

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in RETHEME:
            self._dress()

    def _dress(self) -> None:
        self.setFont(font_for(TextRole.BODY))
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()

    def _wide(self) -> int:
        metrics = QFontMetricsF(font_for(TextRole.STRONG))
        texts = [self.item(row).text() for row in range(self.count())]
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=0.0)
        return max(_WIDE_PX, round(widest) + 2 * scaled(_PADDING_PX) + 8)

    def _on_current_item_changed(self) -> None:
        if self.page():
            self._emit_page_chosen(self.page())

    def _on_item_selection_changed(self) -> None:
        """Go to a page that a screen reader selects, which leaves the keyboard where it was."""
        current = self.currentRow()
        for item in self.selectedItems():
            if self.row(item) != current:
                self.setCurrentItem(item)
                return

    def _emit_page_chosen(self, key: str) -> None:
        self.page_chosen.emit(key)


class _PageDelegate(QStyledItemDelegate):
    """Draw the name of a page, on a field when it is the one shown."""

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of a target."""
        return QSize(scaled(_WIDE_PX), scaled(TARGET_PX))

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one page."""
        view = self.parent()
        if not isinstance(view, NavList):
            return
        tokens = tokens_of(view)
        box = QRectF(option.rect).adjusted(0, 1, 0, -1)
        is_shown = index.row() == view.currentRow()
        corner = scaled(_CORNER_PX)
        if is_shown:
            edge = tokens.primary if tokens.scheme is Scheme.HIGH_CONTRAST else None
            paint_box(painter, box, fill=tokens.primary_weak, edge=edge, corner=corner)
        elif index.row() == view.row_under_pointer():
            paint_box(painter, box, fill=tokens.chip, corner=corner)
        if is_shown and view.hasFocus():
            paint_focus_ring(painter, box, colour=tokens.focus, corner=corner)
        with restored(painter):
            painter.setFont(font_for(TextRole.STRONG if is_shown else TextRole.BODY))
            painter.setPen(QColor(tokens.primary_weak_ink if is_shown else tokens.muted))
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
            inside = box.adjusted(scaled(_PADDING_PX), 0, -4, 0)
            painter.drawText(inside, flags, str(index.data()))
