"""Hold the pages: a list of them on the left, the message bar above, a session over all of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kneecoach.override import override
from kneecoach.ui.theme.palette import tokens_of
from kneecoach.ui.theme.type import TextRole, font_for, scaled
from kneecoach.ui.widgets.message_bar import MessageBar
from kneecoach.ui.widgets.nav_list import NavList
from kneecoach.ui.widgets.scroll_page import ScrollPage
from kneecoach.ui.widgets.shapes import paint_box, restored
from kneecoach.ui.widgets.text import RETHEME


class Shell(QWidget):
    """Show one page at a time.

    Signals:
        page_chosen(str): The person went to the page with this key.
        message_acted(str): The person pressed the button of a message.

    Args:
        pages: The key and the name of each page in the list on the left. The pages themselves
            come by `add_page`, those that the first paint does not need after it.
    """

    page_chosen = Signal(str)
    message_acted = Signal(str)

    def __init__(self, pages: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self.setObjectName("shell")
        self._pages: dict[str, QWidget] = {}
        self._nav = NavList(pages, name="nav", label=self.tr("Pages"))
        self.messages = MessageBar(name="messages")
        self._inner = QStackedWidget()
        self._outer = QStackedWidget()
        self._beside = QWidget()
        self._build_layout()
        self._connect_signals()

    def add_page(self, key: str, page: QWidget) -> None:
        """Take the page that the list on the left leads to by this key."""
        self._pages[key] = page
        self._inner.addWidget(page)

    def show_page(self, page: QWidget) -> None:
        """Show a page beside the list; a page outside the list, such as the questions, as well."""
        if self._inner.indexOf(page) < 0:
            self._inner.addWidget(page)
        self._bring(page)
        self._outer.setCurrentWidget(self._beside)
        for key, listed in self._pages.items():
            if listed is page:
                self._nav.set_page(key)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_to_side(self, widget: QWidget) -> None:
        """Show something small below the list of pages."""
        self._side_column.addWidget(widget)

    def add_beside_name(self, widget: QWidget) -> None:
        """Show something small beside the product's name."""
        self._name_row.setAlignment(self._name, Qt.AlignmentFlag.AlignVCenter)
        self._name_row.addWidget(widget)

    def show_over_all(self, page: QWidget) -> None:
        """Show a page over the whole window, such as a running session."""
        if self._outer.indexOf(page) < 0:
            self._outer.addWidget(page)
        self._outer.setCurrentWidget(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def shows_listed_page(self) -> bool:
        """Return whether a page of the list is in view, and nothing that waits for an answer."""
        is_beside = self._outer.currentWidget() is self._beside
        return is_beside and self._inner.currentWidget() in self._pages.values()

    def let_choose(self, may_choose: bool) -> None:  # noqa: FBT001 - reads as Qt's own setters
        """Let the person go to other pages, or not while something is asked."""
        self._nav.setEnabled(may_choose)

    def _build_layout(self) -> None:
        side = _SidePanel()
        left = self._side_column = QVBoxLayout(side)
        left.setContentsMargins(12, 20, 12, 20)
        left.setSpacing(16)
        self._name_row = QHBoxLayout()
        self._name_row.setSpacing(0)
        self._name = _WordMark()
        self._name_row.addWidget(self._name, 1)
        left.addLayout(self._name_row)
        left.addWidget(self._nav, 1)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(_Margin(self.messages))
        right.addWidget(self._inner, 1)
        row = QHBoxLayout(self._beside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addLayout(right, 1)
        self._outer.addWidget(self._beside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._outer)

    def _connect_signals(self) -> None:
        self._nav.page_chosen.connect(self._on_page_chosen)
        self._nav.itemClicked.connect(self._on_page_confirmed)
        self._nav.itemActivated.connect(self._on_page_confirmed)
        self.messages.action_chosen.connect(self._on_action_chosen)

    def _on_page_chosen(self, key: str) -> None:
        self.page_chosen.emit(key)
        if key in self._pages:
            self._bring(self._pages[key])

    def _bring(self, page: QWidget) -> None:
        """Show a page; if the keyboard was on the one before, Qt gives it to its first control."""
        if isinstance(page, ScrollPage) and self._inner.currentWidget() is not page:
            page.order_tabs()
        self._inner.setCurrentWidget(page)

    def _on_page_confirmed(self) -> None:
        """Go back to the marked page from a page outside the list, such as the questions."""
        page = self._pages.get(self._nav.page())
        if page is not None and self._inner.currentWidget() is not page:
            self._on_page_chosen(self._nav.page())

    def _on_action_chosen(self, key: str) -> None:
        self.message_acted.emit(key)


class _Margin(QWidget):
    """Leave room around a widget while that is shown, and take none while it is not."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(32, 12, 32, 0)
        row.addWidget(inside)
        self.setVisible(not inside.isHidden())
        inside.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the widget inside."""
        if event.type() == QEvent.Type.ShowToParent:
            self.show()
        elif event.type() == QEvent.Type.HideToParent:
            self.hide()
        return False


class _SidePanel(QWidget):
    """Stand behind the list of pages."""

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in RETHEME:
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the surface and the line at its edge."""
        tokens = tokens_of(self)
        painter = QPainter(self)
        # Not by `fillRect`, which makes every name of a gradient: 5 ms.
        paint_box(painter, QRectF(self.rect()), fill=tokens.surface)
        edge = QRectF(self.rect())
        edge.setLeft(edge.right() - 1)
        paint_box(painter, edge, fill=tokens.line)
        painter.end()


class _WordMark(QWidget):
    """Write the product's name."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("kneecoach")

    @override
    def sizeHint(self) -> QSize:
        """Return the room that the name takes."""
        metrics = QFontMetricsF(font_for(TextRole.HEADING))
        wide = round(metrics.horizontalAdvance("kneecoach")) + scaled(24)
        return QSize(wide, round(metrics.height()) + scaled(4))

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in RETHEME:
            self.updateGeometry()
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Write "knee" in ink and "coach" in the primary colour."""
        tokens = tokens_of(self)
        font = font_for(TextRole.HEADING)
        metrics = QFontMetricsF(font)
        painter = QPainter(self)
        with restored(painter):
            painter.setFont(font)
            painter.setPen(QColor(tokens.ink))
            painter.drawText(QRectF(scaled(12), 0, self.width(), self.height()), "knee")
            painter.setPen(QColor(tokens.primary_ink))
            start = scaled(12) + metrics.horizontalAdvance("knee")
            painter.drawText(QRectF(start, 0, self.width(), self.height()), "coach")
        painter.end()
