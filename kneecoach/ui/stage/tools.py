"""Offer the loudness of the cues, how much is said, and the full screen, each with its key."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneecoach.model.talk import Talk
from kneecoach.override import override
from kneecoach.ui.widgets.buttons import PlainButton
from kneecoach.ui.widgets.flow import FlowLayout

_GAP_PX = 4


class SessionTools(QWidget):
    """Offer quieter, louder, mute, how much is said, and full screen.

    Signals:
        mute_clicked, quieter_clicked, louder_clicked, full_screen_clicked: As named.
        talk_clicked: The next level of talk is wanted.

    Args:
        name: Object name.
        parent: The widget it is in.
    """

    mute_clicked = Signal()
    quieter_clicked = Signal()
    louder_clicked = Signal()
    full_screen_clicked = Signal()
    talk_clicked = Signal()

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._level = Talk.FULL
        self._quieter = PlainButton("↓", name="quieter")
        self._quieter.setAccessibleName(self.tr("Quieter"))
        self._sound = PlainButton(self.tr("Sound"), name="mute", key_hint="M")
        self._louder = PlainButton("↑", name="louder")
        self._louder.setAccessibleName(self.tr("Louder"))
        self._talk = PlainButton(self.tr("Voice"), name="talk", key_hint="V")
        self._full_screen = PlainButton(self.tr("Full screen"), name="full_screen", key_hint="F")
        self._build_layout()
        self._connect_signals()

    def show_sound(self, volume_percent: int, *, is_muted: bool) -> None:
        """Say how loud the cues are."""
        loud = self.tr("Sound {percent} %").format(percent=volume_percent)
        self._sound.set_label(self.tr("Sound off") if is_muted else loud, "M")

    def show_talk(self, talk: Talk) -> None:
        """Say how much is said."""
        self._level = talk
        self._talk.set_label(self.talk_words(), "V")

    def talk_words(self) -> str:
        """Return in two words how much is said."""
        match self._level:
            case Talk.FULL:
                return self.tr("Voice: all")
            case Talk.SPARSE:
                return self.tr("Voice: little")
            case Talk.TONES:
                return self.tr("Tones only")
            case Talk.SILENT:
                return self.tr("Silent")

    def show_full_screen(self, *, is_full: bool) -> None:
        """Offer the window or the full screen."""
        self._full_screen.set_label(self.tr("Window") if is_full else self.tr("Full screen"), "F")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height of every line, which an area that scrolls does not ask about."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(event.size().width()))

    def _build_layout(self) -> None:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        row = FlowLayout(self, line_gap_px=_GAP_PX)
        row.setSpacing(_GAP_PX)
        for button in (self._quieter, self._sound, self._louder, self._talk, self._full_screen):
            row.addWidget(button)

    def _connect_signals(self) -> None:
        self._sound.clicked.connect(self.mute_clicked)
        self._quieter.clicked.connect(self.quieter_clicked)
        self._louder.clicked.connect(self.louder_clicked)
        self._talk.clicked.connect(self.talk_clicked)
        self._full_screen.clicked.connect(self.full_screen_clicked)
