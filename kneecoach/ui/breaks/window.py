"""Offer a desk break in a small window that never takes the keyboard away, and lead through it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneecoach.override import override
from kneecoach.ui.breaks.offer_page import OfferPage
from kneecoach.ui.breaks.run_page import RunPage
from kneecoach.ui.breaks.view import BreakOffer
from kneecoach.ui.theme.palette import tokens_of
from kneecoach.ui.theme.tokens import CORNER_PX
from kneecoach.ui.theme.type import scaled
from kneecoach.ui.widgets.announce import announce
from kneecoach.ui.widgets.shapes import paint_box
from kneecoach.ui.widgets.text import RETHEME

WIDE_PX = 460
_MARGIN_PX = 24
_SHADOW_PX = 14
_FROM_EDGE_PX = 18

_ALWAYS = (
    Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
)


class BreakWindow(QWidget):
    """Show a break that is offered, and then the break itself.

    While it offers, the window system is told that it takes no keys at all; once the person has
    started the break it may have them, for the space bar and Escape.

    Signals:
        start_requested: The person wants the break now.
        later_requested: The person wants it a little later.
        skip_requested: The person wants none this time.
        stop_requested: The person ends the break.
        pause_toggled: The person wants the break to stand still, or to go on.
        set_done: The person has done a set at their own pace.
        closed: The person has read the last word.

    Args:
        is_see_through: Whether the screen can show what lies behind its corners.
    """

    start_requested = Signal()
    later_requested = Signal()
    skip_requested = Signal()
    stop_requested = Signal()
    pause_toggled = Signal()
    set_done = Signal()
    closed = Signal()

    def __init__(self, *, is_see_through: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent, _ALWAYS | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setObjectName("break")
        self.setWindowTitle(self.tr("Desk break"))
        self.setAccessibleName(self.tr("Desk break"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, on=is_see_through)
        self._shadow_px = _SHADOW_PX if is_see_through else 0
        self._offer = OfferPage()
        self._run = RunPage()
        self._run.hide()
        self._column = QVBoxLayout(self)
        self._build_layout()
        self._connect_signals()

    @property
    def run(self) -> RunPage:
        """Return the page of a break under way."""
        return self._run

    def get_ready(self, offer: BreakOffer) -> None:
        """Have everything laid out and painted once, unseen."""
        self._offer.show_offer(offer)
        self._place()
        self.grab()

    def offer(self, offer: BreakOffer) -> None:
        """Show what is offered, in the corner of the screen in use, without a key taken."""
        self._may_take_keys(may=False)
        self._run.hide()
        self._offer.show_offer(offer)
        self._offer.show()
        self._place()
        self.show()
        announce(self, f"{offer.title}. {offer.text}")

    def show_run(self, offer: BreakOffer) -> None:
        """Show the break under way; the person asked for it, so the keys may come here."""
        self._offer.hide()
        self._run.show_exercise(offer)
        self._run.show()
        self._may_take_keys(may=True)
        self._place()
        self.show()
        self.raise_()
        self.activateWindow()
        self._run.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_over(self, offer: BreakOffer) -> None:
        """Say that it is over."""
        self._run.show_over(offer)
        self._place()

    def is_offering(self) -> bool:
        """Return whether a break is offered on the screen."""
        return self.isVisible() and not self._offer.isHidden()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pause with the space bar and end with Escape, once the keys are here."""
        if self._run.isHidden():
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.stop_requested.emit()
        elif event.key() == Qt.Key.Key_Space:
            self.pause_toggled.emit()
        else:
            super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in RETHEME:
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sheet, and a shadow where the screen can show one."""
        tokens = tokens_of(self)
        painter = QPainter(self)
        box = QRectF(self.rect())
        for px in range(self._shadow_px, 0, -2):
            shade = QColor(0, 0, 0, 5)
            edge = self._shadow_px - px
            paint_box(
                painter,
                box.adjusted(edge, edge, -edge, -edge),
                fill=shade.name(QColor.NameFormat.HexArgb),
                corner=CORNER_PX + px,
            )
        inner = box.adjusted(*(self._shadow_px * one for one in (1, 1, -1, -1)))
        corner = CORNER_PX if self._shadow_px else 0
        paint_box(painter, inner, fill=tokens.surface, edge=tokens.control_line, corner=corner)
        painter.end()

    def _build_layout(self) -> None:
        column = self._column
        around = _MARGIN_PX + self._shadow_px
        column.setContentsMargins(around, around, around, around)
        column.addWidget(self._offer)
        column.addWidget(self._run)

    def _connect_signals(self) -> None:
        self._offer.start_requested.connect(self.start_requested)
        self._offer.later_requested.connect(self.later_requested)
        self._offer.skip_requested.connect(self.skip_requested)
        self._run.stop_requested.connect(self.stop_requested)
        self._run.pause_toggled.connect(self.pause_toggled)
        self._run.set_done.connect(self.set_done)
        self._run.closed.connect(self.closed)
        screens = QGuiApplication.instance()
        if isinstance(screens, QGuiApplication):
            screens.screenRemoved.connect(self._on_screens_changed)
            screens.primaryScreenChanged.connect(self._on_screens_changed)

    def _on_screens_changed(self) -> None:
        """Stay whole on a screen that is there when one is taken away or another comes first."""
        if self.isVisible():
            self._place()

    def _may_take_keys(self, *, may: bool) -> None:
        refuses = bool(self.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus)
        if refuses == may:
            self.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus, not may)
            self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not may)

    def _place(self) -> None:
        """Go to the lower corner of the screen that is in use, whole and within it."""
        screen = screen_in_use()
        if screen is None:
            return
        room = screen.availableGeometry()
        wide = min(scaled(WIDE_PX) + 2 * self._shadow_px, room.width())
        self._column.activate()
        high = max(self.heightForWidth(wide), self.minimumSizeHint().height())
        size = QSize(wide, min(high, room.height()))
        self.setGeometry(QRect(corner_of(room, size), size))


def screen_in_use() -> QScreen | None:
    """Return the screen with the active window of ours or the pointer, else the first one."""
    from PySide6.QtGui import QCursor  # noqa: PLC0415 - asked once a break

    return QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()


def corner_of(room: QRect, size: QSize) -> QPoint:
    """Return where a window goes so that it lies in the lower right corner, whole when it can."""
    x = room.right() + 1 - size.width() - _FROM_EDGE_PX
    y = room.bottom() + 1 - size.height() - _FROM_EDGE_PX
    return QPoint(max(room.left(), x), max(room.top(), y))
