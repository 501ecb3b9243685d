"""Show an exercise as a tile with its picture, painted when it is first seen and kept."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneecoach.figure.looks import Looks
from kneecoach.override import override
from kneecoach.ui.exercise_view import TileValues
from kneecoach.ui.theme.palette import tokens_of
from kneecoach.ui.theme.person import looks_worn
from kneecoach.ui.theme.tokens import CORNER_PX, Scheme, Tokens
from kneecoach.ui.theme.type import TextRole, font_for, scaled
from kneecoach.ui.widgets.buttons import Button
from kneecoach.ui.widgets.exercise_picture import exercise_picture, paint_field
from kneecoach.ui.widgets.picture_queue import PictureQueue
from kneecoach.ui.widgets.shapes import paint_box, paint_focus_ring, restored

WIDE_PX = 188
"""The least width of a tile, at the usual text size."""

_ARROWS = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down})
_PADDING_PX = 12
_PICTURE_SHARE = 0.66
_GAP_PX = 8


class ExerciseTile(Button):
    """Lead to an exercise.

    Args:
        values: What is shown.
        queue: Paints its picture when it has been seen.
        name: Object name.
        parent: The widget it is in.
    """

    def __init__(
        self,
        values: TileValues,
        *,
        queue: PictureQueue,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(values.exercise.name, name=name, parent=parent)
        self._values = values
        self._queue = queue
        self._picture = QPixmap()
        self._painted_for: tuple[object, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.set_values(values)

    def values(self) -> TileValues:
        """Return what is shown."""
        return self._values

    def set_values(self, values: TileValues) -> None:
        """Show something else of the same exercise, or another exercise."""
        if values.exercise != self._values.exercise:
            self._painted_for = ()
        self._values = values
        self.set_label(values.exercise.name)
        said = (values.line, values.mark)
        self.setAccessibleDescription(". ".join(part for part in said if part))

    @override
    def sizeHint(self) -> QSize:
        """Return the least size."""
        wide = scaled(WIDE_PX)
        return QSize(wide, self.heightForWidth(wide))

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the least size: a tile is never cut off."""
        return self.sizeHint()

    @override
    def hasHeightForWidth(self) -> bool:
        """Return that a wider tile is a higher one."""
        return True

    @override
    def heightForWidth(self, arg__1: int) -> int:
        """Return the height of picture and texts; alike for all tiles of a width."""
        strong = QFontMetricsF(font_for(TextRole.STRONG)).lineSpacing()
        small = QFontMetricsF(font_for(TextRole.SMALL)).lineSpacing()
        picture = (arg__1 - 2 * _PADDING_PX) * _PICTURE_SHARE
        return round(picture + 2 * strong + 2 * small + 2 * _PADDING_PX + _GAP_PX)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows to the grid; a button alone would go to the next control."""
        if event.key() in _ARROWS:
            event.ignore()
            return
        super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sheet, the picture and the texts."""
        tokens = tokens_of(self)
        painter = QPainter(self)
        box = QRectF(self.rect())
        is_touched = self.underMouse() or self.isDown()
        edge = tokens.control_line if is_touched else tokens.line
        fill = tokens.chip if is_touched else tokens.surface
        paint_box(painter, box, fill=fill, edge=edge, corner=CORNER_PX)
        inner = box.adjusted(_PADDING_PX, _PADDING_PX, -_PADDING_PX, -_PADDING_PX)
        high = inner.width() * _PICTURE_SHARE
        at = QRectF(inner.left(), inner.top(), inner.width(), high)
        if self.is_missing():
            paint_field(painter, at, tokens)
            self._queue.ask(self)
        else:
            painter.drawPixmap(at.topLeft(), self._picture)
        self._paint_texts(painter, inner.adjusted(0, high + _GAP_PX, 0, 0), tokens)
        if self.hasFocus():
            paint_focus_ring(painter, box, colour=tokens.focus, corner=CORNER_PX)
        painter.end()

    def is_wanted(self) -> bool:
        """Return whether it is in view and its picture is missing."""
        return self.is_missing() and not self.visibleRegion().isEmpty()

    def is_missing(self) -> bool:
        """Return whether its picture is yet to be painted, or painted anew."""
        return self._painted_for != self._wanted_picture()

    def paint_picture(self) -> None:
        """Paint the picture and show it; it is kept until anything that it shows changes."""
        wanted = self._wanted_picture()
        size, ratio, _, _ = wanted
        self._picture = exercise_picture(self._values.exercise, size, tokens_of(self), ratio)
        self._painted_for = wanted
        self.update()

    def _wanted_picture(self) -> tuple[QSize, float, Scheme, Looks]:
        """Return what the picture has to fit: size, screen, colours, and who shows it."""
        wide = self.width() - 2 * _PADDING_PX
        size = QSize(wide, round(wide * _PICTURE_SHARE))
        return size, self.devicePixelRatioF(), tokens_of(self).scheme, looks_worn()

    def _paint_texts(self, painter: QPainter, box: QRectF, tokens: Tokens) -> None:
        values = self._values
        strong = QFontMetricsF(font_for(TextRole.STRONG)).lineSpacing()
        small = QFontMetricsF(font_for(TextRole.SMALL)).lineSpacing()
        flags = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop
        with restored(painter):
            painter.setFont(font_for(TextRole.STRONG))
            painter.setPen(QColor(tokens.ink))
            name = QRectF(box.left(), box.top(), box.width(), 2 * strong)
            wraps = flags | Qt.TextFlag.TextWordWrap
            painter.drawText(name, wraps, values.exercise.name)
            taken = painter.boundingRect(name, wraps, values.exercise.name).height()
            top = name.top() + min(taken, 2 * strong)
            lines = ((values.line, tokens.muted), (values.mark, tokens.primary_ink))
            painter.setFont(font_for(TextRole.SMALL))
            metrics = QFontMetricsF(font_for(TextRole.SMALL))
            for text, colour in lines:
                painter.setPen(QColor(colour))
                shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
                painter.drawText(QRectF(box.left(), top, box.width(), small), flags, shown)
                top += small
