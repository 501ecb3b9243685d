"""Show in a small pill what changed."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kneecoach.override import override
from kneecoach.ui.theme.palette import tokens_of
from kneecoach.ui.theme.tokens import Tokens
from kneecoach.ui.theme.type import TextRole, font_for, scaled, text_scale
from kneecoach.ui.widgets.shapes import paint_box, restored
from kneecoach.ui.widgets.text import RETHEME

_PADDING_PX = 10
_HIGH_PX = 24


class BadgeTone(StrEnum):
    """Name what a badge says; its words say it too."""

    MORE = "more"
    SAME = "same"
    LESS = "less"
    CARE = "care"


class DoseBadge(QLabel):
    """Say in one or two words what changed, such as "+2 reps".

    Args:
        text: The words.
        tone: What they mean.
        name: Object name.
        parent: The widget it is in.
    """

    def __init__(
        self, text: str, tone: BadgeTone, *, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._tone = tone
        self._asked: tuple[str, float] | None = None
        self._hint = QSize()
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def tone(self) -> BadgeTone:
        """Return what the words mean."""
        return self._tone

    def set_change(self, text: str, tone: BadgeTone) -> None:
        """Say something else."""
        self._tone = tone
        self.setText(text)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """Return room for the words in a pill."""
        asked = (self.text(), text_scale())
        if asked != self._asked:
            width = QFontMetricsF(font_for(TextRole.BADGE)).horizontalAdvance(self.text())
            self._asked = asked
            self._hint = QSize(round(width) + 2 * scaled(_PADDING_PX), scaled(_HIGH_PX))
        return self._hint

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the same room: a badge is never cut off."""
        return self.sizeHint()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in RETHEME:
            self.updateGeometry()
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pill and the words."""
        fill, ink = badge_colours(self._tone, tokens_of(self))
        painter = QPainter(self)
        box = QRectF(self.rect())
        edge = ink if fill == tokens_of(self).surface else None
        paint_box(painter, box, fill=fill, edge=edge, corner=box.height() / 2)
        with restored(painter):
            painter.setFont(font_for(TextRole.BADGE))
            painter.setPen(QColor(ink))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


def badge_colours(tone: BadgeTone, tokens: Tokens) -> tuple[str, str]:
    """Return the area and the text colour of a badge."""
    return {
        BadgeTone.MORE: (tokens.good_weak, tokens.good_ink),
        BadgeTone.SAME: (tokens.chip, tokens.chip_ink),
        BadgeTone.LESS: (tokens.amber_weak, tokens.amber_ink),
        BadgeTone.CARE: (tokens.alarm_weak, tokens.alarm_ink),
    }[tone]
