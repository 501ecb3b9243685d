"""Show a whole session as one bar of segments."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneecoach.override import override
from kneecoach.ui.theme.palette import tokens_of
from kneecoach.ui.theme.tokens import Tokens
from kneecoach.ui.theme.type import scaled
from kneecoach.ui.widgets.shapes import paint_box
from kneecoach.ui.widgets.text import RETHEME
from kneecoach.values import dataclass, replace

_BAR_PX = 8
_GAP_PX = 4.0
_NARROWEST_PX = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One part of the bar.

    Attributes:
        weight: Its length beside the others, such as its seconds; more than 0.
        filled: Share that is done, 0-1.
        is_current: Whether it is being done now.
        is_left_out: Whether it was skipped or stopped; drawn hollow.
    """

    weight: float
    filled: float = 0.0
    is_current: bool = False
    is_left_out: bool = False


class SegmentBar(QWidget):
    """Show what of a session is done, what is being done, and what is to come.

    Args:
        name: Object name.
        label: Name for screen readers.
        parent: The widget it is in.
    """

    def __init__(self, *, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._segments: tuple[Segment, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def segments(self) -> tuple[Segment, ...]:
        """Return what is shown."""
        return self._segments

    def set_segments(self, segments: tuple[Segment, ...]) -> None:
        """Show these segments; shares are clamped to 0-1, weights to more than nothing."""
        clamped = tuple(
            replace(one, weight=max(0.001, one.weight), filled=max(0.0, min(1.0, one.filled)))
            for one in segments
        )
        if clamped != self._segments:
            self._segments = clamped
            self.update()

    def set_says(self, sentence: str) -> None:
        """Say to screen readers how far the session is, such as "5 of 14 sets are done"."""
        self.setAccessibleDescription(sentence)

    @override
    def sizeHint(self) -> QSize:
        """Return a thin bar."""
        return QSize(320, scaled(_BAR_PX))

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in RETHEME:
            self.updateGeometry()
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar."""
        painter = QPainter(self)
        paint_segments(painter, QRectF(self.rect()), self._segments, tokens_of(self))
        painter.end()


def paint_segments(
    painter: QPainter, box: QRectF, segments: tuple[Segment, ...], tokens: Tokens
) -> None:
    """Draw segments side by side over the width of a box, each as long as its weight asks."""
    if not segments:
        return
    gap = min(_GAP_PX, box.width() / len(segments) / 4)
    room = max(1.0, box.width() - gap * (len(segments) - 1))
    whole = sum(one.weight for one in segments)
    left = box.left()
    for one in segments:
        width = max(_NARROWEST_PX, room * one.weight / whole)
        part = QRectF(left, box.top(), width, box.height())
        _paint_segment(painter, part, one, tokens)
        left += width + gap


def _paint_segment(painter: QPainter, part: QRectF, one: Segment, tokens: Tokens) -> None:
    corner = part.height() / 2
    if one.is_left_out:
        paint_box(painter, part, fill=None, edge=tokens.control_line, corner=corner)
        return
    paint_box(painter, part, fill=tokens.track, corner=corner)
    if one.filled > 0:
        fill = tokens.current if one.is_current else tokens.primary
        width = max(min(part.height(), part.width()), part.width() * one.filled)
        done = QRectF(part.left(), part.top(), width, part.height())
        paint_box(painter, done, fill=fill, corner=corner)
    if one.is_current:
        paint_box(painter, part, fill=None, edge=tokens.current, corner=corner, edge_width=1.5)
