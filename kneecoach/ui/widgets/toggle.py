"""Turn one thing on or off."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from kneecoach.override import override
from kneecoach.ui.theme.palette import tokens_of
from kneecoach.ui.theme.tokens import TARGET_PX, Tokens
from kneecoach.ui.theme.type import scaled
from kneecoach.ui.widgets.pressing import is_pressed_by, make_pressable
from kneecoach.ui.widgets.shapes import paint_box, paint_focus_ring, restored
from kneecoach.ui.widgets.text import RETHEME

_WIDE_PX = 46
_HIGH_PX = 26


class Toggle(QCheckBox):
    """Be on or off; where the knob stands and the tick in it say which.

    Args:
        name: Object name.
        label: What it turns on, for screen readers; the words beside it are the owner's.
        parent: The widget it is in.
    """

    def __init__(self, *, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        make_pressable(self, name=name, label=label)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_on(self, is_on: bool) -> None:  # noqa: FBT001 - reads as Qt's own setters
        """Show on or off without a signal."""
        self.blockSignals(True)
        self.setChecked(is_on)
        self.blockSignals(False)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """Return room for the switch, at least as large as a target."""
        return QSize(scaled(_WIDE_PX + 8), scaled(TARGET_PX))

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the same room."""
        return self.sizeHint()

    @override
    def hitButton(self, pos: QPoint) -> bool:
        """Let the whole target be pressed."""
        return self.rect().contains(pos)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the switch, as space does."""
        if not is_pressed_by(self, event):
            super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in RETHEME:
            self.updateGeometry()
            self.update()

    @override
    def paintEvent(self, arg__1: QPaintEvent) -> None:
        """Draw the switch in the middle of the target."""
        tokens = tokens_of(self)
        painter = QPainter(self)
        box = QRectF(0, 0, scaled(_WIDE_PX), scaled(_HIGH_PX))
        box.moveCenter(QRectF(self.rect()).center())
        paint_toggle(painter, box, tokens, is_on=self.isChecked())
        if self.hasFocus():
            ring = box.adjusted(-4, -4, 4, 4)
            paint_focus_ring(painter, ring, colour=tokens.focus, corner=ring.height() / 2)
        painter.end()


def paint_toggle(painter: QPainter, box: QRectF, tokens: Tokens, *, is_on: bool) -> None:
    """Draw a switch: the knob at the far end with a tick in it when on."""
    high = box.height()
    fill = tokens.primary if is_on else tokens.chip
    edge = None if is_on else tokens.control_line
    paint_box(painter, box, fill=fill, edge=edge, corner=high / 2, edge_width=1.5)
    left = box.right() - high if is_on else box.left()
    knob = QRectF(left, box.top(), high, high).adjusted(4, 4, -4, -4)
    paint_box(
        painter,
        knob,
        fill=tokens.on_primary if is_on else tokens.control_line,
        corner=knob.height() / 2,
    )
    if not is_on:
        return
    with restored(painter):
        painter.setPen(QPen(QColor(tokens.primary), high / 11))
        centre, size = knob.center(), knob.height() / 5
        painter.drawPolyline(
            [
                QPointF(centre.x() - size, centre.y()),
                QPointF(centre.x() - size / 4, centre.y() + size * 0.8),
                QPointF(centre.x() + size, centre.y() - size * 0.8),
            ]
        )
