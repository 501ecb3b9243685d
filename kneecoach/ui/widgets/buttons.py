"""Offer the three kinds of button: the one main thing, another thing, and stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from kneecoach.override import override
from kneecoach.ui.theme.palette import tokens_of
from kneecoach.ui.theme.tokens import SMALL_CORNER_PX, TARGET_PX, Tokens
from kneecoach.ui.theme.type import TextRole, font_for, scaled
from kneecoach.ui.widgets.pressing import is_pressed_by, make_pressable
from kneecoach.ui.widgets.shapes import paint_box, paint_focus_ring, restored
from kneecoach.ui.widgets.text import RETHEME
from kneecoach.values import dataclass

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

_PADDING_PX = 22
_HINT_GAP_PX = 6
_LINK_PADDING_PX = 6
_FOCUS_LINE_PX = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ButtonColours:
    """What a button is drawn in: its area, its edge (None for none), and its text."""

    fill: str | None
    edge: str | None
    text: str


class Button(QPushButton):
    """Be pressed by pointer, space or Enter; draw itself in the colours of its kind.

    Args:
        text: What it does, a verb first.
        name: Object name.
        key_hint: Name of a key that does the same, shown after the text; may be empty.
        parent: The widget it is in.
    """

    def __init__(
        self, text: str, *, name: str, key_hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setText(text)  # given above, it might be an icon, whose names take 5 ms to make
        self._key_hint = key_hint
        make_pressable(self, name=name, label=text)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def set_label(self, text: str, key_hint: str = "") -> None:
        """Change what the button says, to the eye and to a screen reader."""
        self._key_hint = key_hint
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def key_hint(self) -> str:
        """Return the key that is shown after the text; empty for none."""
        return self._key_hint

    def set_key_hint(self, key_hint: str) -> None:
        """Change the key that is shown after the text, or show none."""
        self._key_hint = key_hint
        self.updateGeometry()
        self.update()

    def width_for(self, key_hint: str) -> int:
        """Return how wide the button is when it names this key; an empty one for none."""
        metrics = QFontMetricsF(font_for(TextRole.STRONG))
        width = metrics.horizontalAdvance(self.text())
        if key_hint:
            width += scaled(_HINT_GAP_PX) + metrics.horizontalAdvance(key_hint)
        return round(width) + 2 * scaled(_PADDING_PX)

    def colours(self, tokens: Tokens) -> ButtonColours:
        """Return the colours for the state the button is in."""
        is_touched = self.underMouse() or self.isDown()
        return ButtonColours(
            fill=tokens.chip if is_touched else tokens.surface,
            edge=tokens.control_line,
            text=tokens.primary_ink,
        )

    @override
    def sizeHint(self) -> QSize:
        """Return room for the text and the key, at least as high as a target."""
        return QSize(self.width_for(self._key_hint), scaled(TARGET_PX + 4))

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the same room: a button is never cut off."""
        return self.sizeHint()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button, as space does."""
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
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button."""
        tokens = tokens_of(self)
        painter = QPainter(self)
        box = QRectF(self.rect())
        colours = self.colours(tokens)
        corner = scaled(SMALL_CORNER_PX)
        if not self.isEnabled():
            colours = ButtonColours(fill=tokens.chip, edge=tokens.line, text=tokens.chip_ink)
        gap = 3.0
        inner = box.adjusted(gap, gap, -gap, -gap)
        paint_box(painter, inner, fill=colours.fill, edge=colours.edge, corner=corner)
        if self.hasFocus():
            self._paint_focus(painter, box, tokens.focus, corner + gap)
        with restored(painter):
            self._paint_text(painter, inner, colours.text)
        painter.end()

    def _paint_focus(self, painter: QPainter, box: QRectF, colour: str, corner: float) -> None:
        paint_focus_ring(painter, box, colour=colour, corner=corner)

    def _paint_text(self, painter: QPainter, box: QRectF, colour: str) -> None:
        font = font_for(TextRole.STRONG)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        if not self._key_hint:
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text())
            return
        metrics = QFontMetricsF(font)
        text_width = metrics.horizontalAdvance(self.text()) + scaled(_HINT_GAP_PX)
        left = box.center().x() - (text_width + metrics.horizontalAdvance(self._key_hint)) / 2
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box.adjusted(left - box.left(), 0, 0, 0), flags, self.text())
        painter.setFont(font_for(TextRole.BODY))
        at = left + text_width - box.left()
        painter.drawText(box.adjusted(at, 0, 0, 0), flags, self._key_hint)


class PrimaryButton(Button):
    """Do the one most likely thing of a screen."""

    @override
    def colours(self, tokens: Tokens) -> ButtonColours:
        """Return a full area of the primary colour."""
        is_touched = self.underMouse() or self.isDown()
        fill = tokens.primary_pressed if is_touched else tokens.primary
        return ButtonColours(fill=fill, edge=None, text=tokens.on_primary)


class PlainButton(Button):
    """Do something else."""


class AlarmButton(Button):
    """Stop, or say that it hurts."""

    @override
    def colours(self, tokens: Tokens) -> ButtonColours:
        """Return an area of the alarm colour with an edge."""
        is_touched = self.underMouse() or self.isDown()
        return ButtonColours(
            fill=tokens.surface if is_touched else tokens.alarm_weak,
            edge=tokens.alarm,
            text=tokens.alarm_ink,
        )


class LinkButton(Button):
    """Lead somewhere; looks like a link that begins where the text above it begins."""

    @override
    def sizeHint(self) -> QSize:
        """Return room for the text alone, as high as a target."""
        metrics = QFontMetricsF(font_for(TextRole.SMALL))
        width = round(metrics.horizontalAdvance(self.text()))
        return QSize(max(TARGET_PX, width + scaled(2 * _LINK_PADDING_PX)), scaled(TARGET_PX))

    @override
    def _paint_focus(self, painter: QPainter, box: QRectF, colour: str, corner: float) -> None:
        """Draw a broad line below the text: a ring would run through its first letter."""
        metrics = QFontMetricsF(font_for(TextRole.SMALL))
        below = box.center().y() + metrics.height() / 2
        width = min(metrics.horizontalAdvance(self.text()), box.width())
        line = QRectF(box.left(), below, width, _FOCUS_LINE_PX)
        paint_box(painter, line, fill=colour, edge=None, corner=0)

    @override
    def _paint_text(self, painter: QPainter, box: QRectF, colour: str) -> None:
        font = font_for(TextRole.SMALL)
        font.setUnderline(self.underMouse())
        painter.setFont(font)
        painter.setPen(QColor(colour))
        flags = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box.adjusted(-3, 0, 0, 0), flags, self.text())

    @override
    def colours(self, tokens: Tokens) -> ButtonColours:
        """Return text alone."""
        return ButtonColours(fill=None, edge=None, text=tokens.primary_ink)
