"""Give every page the same frame: a title, a line under it, and columns that scroll when needed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from kneecoach.override import override
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.scroll_bar import ThinScrollBar
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.widgets.turning import TurningLayout, WovenLayout

MARGIN_PX = 32
GAP_PX = 24
CARD_GAP_PX = 16

_SIDE_BY_SIDE_PX = 720

_LOOKS = 3
"""So often a page is scrolled to what got the keyboard while its layout comes to rest."""


class Columns(QWidget):
    """Stand two columns side by side, or the second below the first when there is little room.

    Args:
        first: Share of the first column in the width.
        second: Share of the second.
        parent: The widget it is in.
    """

    def __init__(self, *, first: int, second: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = TurningLayout(
            self, across_from_px=_SIDE_BY_SIDE_PX, gap_px=GAP_PX, gap_down_px=CARD_GAP_PX
        )
        self.first = self._add_column(first)
        self.second = self._add_column(second)

    def _add_column(self, share: int) -> QVBoxLayout:
        holder = QWidget()
        column = _column_in(holder)
        self._box.addWidget(holder, share)
        return column


class WovenColumns(QWidget):
    """Stand parts in two columns, or one below the other in the order in which they were added.

    Signals:
        turned: The parts stand in the other form now; told when all of them have their places.

    Args:
        first: Share of the first column in the width.
        second: Share of the second.
        parent: The widget it is in.
    """

    turned = Signal()

    def __init__(self, *, first: int, second: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: list[tuple[QWidget, QVBoxLayout, int]] = []
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._box = WovenLayout(
            self,
            shares=(first, second),
            across_from_px=_SIDE_BY_SIDE_PX,
            gap_px=GAP_PX,
            gap_down_px=CARD_GAP_PX,
            when_turned=self._later.start,
        )
        self._later.timeout.connect(self.turned)

    @property
    def is_down(self) -> bool:
        """Return whether all parts stand one below the other."""
        return self._box.is_down

    def add_part(self, column: int) -> QVBoxLayout:
        """Return the place for the cards of a new part; it is seen when `show_filled` was called.

        Args:
            column: 0 for the first column, 1 for the second.
        """
        holder = QWidget()
        cards = _column_in(holder)
        holder.hide()
        self._parts.append((holder, cards, column))
        self._box.add_part(holder, column)
        return cards

    def show_filled(self) -> None:
        """Show the parts that hold something to be seen: an empty one would take a gap."""
        for holder, cards, _ in self._parts:
            items = (cards.itemAt(index) for index in range(cards.count()))
            widgets = (None if item is None else item.widget() for item in items)
            holder.setVisible(any(one is not None and not _is_put_away(one) for one in widgets))


class ScrollPage(QScrollArea):
    """Hold a title, a subtitle and `body`; scroll up and down, sideways only when far too narrow.

    Args:
        name: Object name.
        parent: The widget it is in.
    """

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setVerticalScrollBar(ThinScrollBar())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._title = Text(role=TextRole.TITLE)
        self._subtitle = Text(tone=Tone.MUTED)
        content = QWidget()
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(MARGIN_PX, MARGIN_PX - 4, MARGIN_PX, MARGIN_PX)
        self.body.setSpacing(0)
        self.body.addWidget(self._title)
        self.body.addSpacing(8)
        self.body.addWidget(self._subtitle)
        self.body.addSpacing(20)
        self.setWidget(content)

    def set_heading(self, title: str, subtitle: str = "") -> None:
        """Show a title and the line under it; an empty line takes no room."""
        self._title.setText(title)
        self.setAccessibleName(title)
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))

    def order_tabs(self) -> None:
        """Let the keyboard go through the page as it is read, whatever came last."""
        # Today is there before anybody presses a key.
        from kneecoach.ui.widgets.reading_order import order_tabs  # noqa: PLC0415

        order_tabs(self.body, self)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """Go on as the page is read; parts of it may have come since the last time."""
        self.order_tabs()
        return super().focusNextPrevChild(next)


def _is_put_away(widget: QWidget) -> bool:
    """Return whether a widget was hidden on purpose; a new one is hidden until it is laid out."""
    return widget.isHidden() and widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)


class FocusInView(QObject):
    """Scroll a page to what gets the keyboard, whichever way it comes.

    Qt itself does so for the Tab key alone, and a screen reader moves the keyboard by other ways.
    What is pressed with the mouse is in view, and would slip away from under it.

    Args:
        application: Tells where the keyboard is.
        parent: Lives as long as the pages.
    """

    def __init__(self, *, application: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._application = application
        self._followed: QWidget | None = None
        self._page: ScrollPage | None = None
        self._came_from = 0
        self._looks = 0
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.timeout.connect(self._on_settled)
        application.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        if now is None or self._application.mouseButtons() != Qt.MouseButton.NoButton:
            return
        if before is None and now is self._followed:
            return  # the window comes back to the front, and may have been scrolled since
        self._followed, self._page = now, _page_around(now)
        if self._page is not None:
            self._came_from, self._looks = self._page.verticalScrollBar().value(), _LOOKS
            self._settled.start()

    def _on_settled(self) -> None:
        """Scroll no further than needed from where the page was.

        A page that has just come gets its layout meanwhile, in more than one go.
        """
        now, page = self._application.focusWidget(), self._page
        if now is None or now is not self._followed or page is None:
            return
        page.verticalScrollBar().setValue(self._came_from)
        page.ensureWidgetVisible(now)
        self._looks -= 1
        if self._looks:
            self._settled.start()


def _page_around(widget: QWidget) -> ScrollPage | None:
    """Return the page that a widget is in, or None."""
    around: QWidget | None = widget
    while around is not None and not isinstance(around, ScrollPage):
        around = None if around.isWindow() else around.parentWidget()
    return around


def _column_in(holder: QWidget) -> QVBoxLayout:
    """Return the place for cards in a column, which stand at its top."""
    whole = QVBoxLayout(holder)
    whole.setContentsMargins(0, 0, 0, 0)
    column = QVBoxLayout()
    column.setSpacing(CARD_GAP_PX)
    whole.addLayout(column)
    whole.addStretch(1)
    return column
