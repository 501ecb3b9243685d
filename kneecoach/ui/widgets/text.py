"""Show a text in one of the sizes and tones of the theme."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from kneecoach.override import override
from kneecoach.ui.theme.palette import tokens_of
from kneecoach.ui.theme.type import TextRole, font_for

RETHEME = frozenset({QEvent.Type.StyleChange, QEvent.Type.PaletteChange, QEvent.Type.ParentChange})
"""Events after which a widget reads its theme again."""


class Tone(StrEnum):
    """Name the colour of a text by the token it takes."""

    INK = "ink"
    MUTED = "muted"
    PRIMARY = "primary_ink"
    GOOD = "good_ink"
    AMBER = "amber_ink"
    ALARM = "alarm_ink"


class Text(QLabel):
    """Show plain text; what it looks like follows the theme.

    Args:
        text: What it says.
        role: Its size and weight.
        tone: Its colour.
        wraps: Whether it may take several lines.
        parent: The widget it is in.
    """

    def __init__(
        self,
        text: str = "",
        *,
        role: TextRole = TextRole.BODY,
        tone: Tone = Tone.INK,
        wraps: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._role = role
        self._tone = tone
        self._dressed: tuple[object, ...] = ()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        self._dress()

    def set_role(self, role: TextRole) -> None:
        """Change the size and weight."""
        self._role = role
        self._dress()

    def set_tone(self, tone: Tone) -> None:
        """Change the colour."""
        self._tone = tone
        self._dress()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in RETHEME:
            self._dress()

    def _dress(self) -> None:
        tokens = tokens_of(self)
        font = font_for(self._role)
        wanted = (tokens.scheme, self._tone, font.pixelSize())
        if wanted == self._dressed:
            return
        self._dressed = wanted
        self.setFont(font)
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(getattr(tokens, self._tone)))
        self.setPalette(palette)
