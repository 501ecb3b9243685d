"""Paint the icon of the tray: a ring that empties towards the next break, and the minutes in it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPen, QPixmap

from kneecoach.breaks.status import BreakStatus, StatusKind
from kneecoach.model.units import Seconds

SIZE_PX = 64
_RING_PX = 8.0
_TOP = 90 * 16
_TURN = -360 * 16

_FIELD = "#FFFFFF"
_TRACK = "#C9D9D6"
_RING = "#0F6E66"
_REST = "#5B6B70"
_WAITING = "#B7791F"

_RESTING = frozenset({StatusKind.PAUSED, StatusKind.OFF_HOURS})
_CALLING = frozenset({StatusKind.DUE, StatusKind.QUIET})


def tray_icon(status: BreakStatus | None, interval: Seconds) -> QIcon:
    """Return the icon for where the timer stands; None while breaks are off.

    It lies on a white field of its own, so that it is seen on a dark bar as well as on a light one.
    """
    pixmap = QPixmap(SIZE_PX, SIZE_PX)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_icon(painter, QRectF(0, 0, SIZE_PX, SIZE_PX), status, interval)
    painter.end()
    return QIcon(pixmap)


def paint_icon(
    painter: QPainter, box: QRectF, status: BreakStatus | None, interval: Seconds
) -> None:
    """Draw the icon into a square box of `SIZE_PX`."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(_FIELD))
    painter.drawEllipse(box)
    inner = box.adjusted(_RING_PX, _RING_PX, -_RING_PX, -_RING_PX)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(_TRACK), _RING_PX))
    painter.drawEllipse(inner)
    kind = None if status is None else status.kind
    if status is not None and status.minutes is not None and status.next_in is not None:
        share = max(0.0, min(1.0, status.next_in / interval))
        _arc(painter, inner, _RING, share)
        _text(painter, box, str(min(99, status.minutes)), _RING)
    elif kind in _CALLING:
        _arc(painter, inner, _WAITING, 1.0)
        _text(painter, box, "!", _WAITING)
    elif kind is StatusKind.IN_BREAK:
        _arc(painter, inner, _RING, 1.0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(_RING))
        painter.drawEllipse(box.center(), 11, 11)
    elif kind in _RESTING:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(_REST))
        painter.drawRect(QRectF(box.center().x() - 10, box.center().y() - 11, 7, 22))
        painter.drawRect(QRectF(box.center().x() + 3, box.center().y() - 11, 7, 22))
    else:
        _text(painter, box, "k", _RING)
    painter.restore()


def _arc(painter: QPainter, box: QRectF, colour: str, share: float) -> None:
    pen = QPen(QColor(colour), _RING_PX)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawArc(box, _TOP, round(_TURN * share))


def _text(painter: QPainter, box: QRectF, text: str, colour: str) -> None:
    font = QFont("Inter")
    font.setPixelSize(26)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
