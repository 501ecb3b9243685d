"""Hold the controls of a running session, each with its key; fold into rows where it is narrow."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kneecoach.override import override
from kneecoach.ui.theme.tokens import Tokens
from kneecoach.ui.widgets.buttons import AlarmButton, Button, ButtonColours, PrimaryButton
from kneecoach.ui.widgets.buttons import PlainButton as Plain
from kneecoach.ui.widgets.text import RETHEME, Text, Tone

_GAP_PX = 8
_LEAST_NEXT_PX = 300


class PauseButton(PrimaryButton):
    """Pause or go on; steps back into the second row of importance beside a Done button."""

    def __init__(self, text: str, *, name: str, key_hint: str) -> None:
        super().__init__(text, name=name, key_hint=key_hint)
        self._is_main = True

    def set_main(self, *, is_main: bool) -> None:
        """Choose whether it is the main button of the screen."""
        self._is_main = is_main
        self.update()

    @override
    def colours(self, tokens: Tokens) -> ButtonColours:
        """Return the colours of the main or of a plain button."""
        return super().colours(tokens) if self._is_main else Button.colours(self, tokens)


class ControlBar(QWidget):
    """Offer back, pause, skip, done, sound, full screen and "It hurts"; say what comes next.

    Signals:
        back_clicked, pause_clicked, skip_clicked, done_clicked, hurts_clicked: As named.
        mute_clicked, quieter_clicked, louder_clicked, full_screen_clicked: As named.

    Args:
        name: Object name.
        parent: The widget it is in.
    """

    back_clicked = Signal()
    pause_clicked = Signal()
    skip_clicked = Signal()
    done_clicked = Signal()
    hurts_clicked = Signal()
    mute_clicked = Signal()
    quieter_clicked = Signal()
    louder_clicked = Signal()
    full_screen_clicked = Signal()

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._next = Text(tone=Tone.MUTED)
        self._next.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._next.setObjectName("next_line")
        self._back = Plain(self.tr("Back"), name="back", key_hint="←")
        self._pause = PauseButton(self.tr("Pause"), name="pause", key_hint=self.tr("space"))
        self._done = PrimaryButton(self.tr("Done"), name="done", key_hint=self.tr("Enter"))
        self._done.hide()
        self._skip = Plain(self.tr("Skip"), name="skip", key_hint="→")
        self._quieter = Plain("−", name="quieter", key_hint="↓")
        self._quieter.setAccessibleName(self.tr("Quieter"))
        self._sound = Plain(self.tr("Sound"), name="mute", key_hint="M")
        self._louder = Plain("+", name="louder", key_hint="↑")
        self._louder.setAccessibleName(self.tr("Louder"))
        self._full_screen = Plain(self.tr("Full screen"), name="full_screen", key_hint="F")
        self._hurts = AlarmButton(self.tr("It hurts"), name="it_hurts", key_hint="P")
        self._rows = 0
        self._build_layout()
        self._connect_signals()

    def next_line(self) -> str:
        """Return what is said to come next."""
        return self._next.text()

    def show_next(self, text: str) -> None:
        """Say what comes next and how long the session still takes."""
        if text != self._next.text():
            self._next.setText(text)

    def show_paused(self, *, is_paused: bool) -> None:
        """Offer to go on, or to pause."""
        label = self.tr("Go on") if is_paused else self.tr("Pause")
        self._pause.set_label(label, self.tr("space"))
        self._pause.set_main(is_main=is_paused or self._done.isHidden())

    def show_done(self, *, is_offered: bool) -> None:
        """Offer to end a set that goes at the person's own pace."""
        self._done.setVisible(is_offered)
        self._pause.set_main(is_main=not is_offered)
        self._arrange()

    def show_sound(self, volume_percent: int, *, is_muted: bool) -> None:
        """Say how loud the cues are."""
        if is_muted:
            self._sound.set_label(self.tr("Sound off"), "M")
        else:
            text = self.tr("Sound {percent} %").format(percent=volume_percent)
            self._sound.set_label(text, "M")
        self._arrange()

    def show_full_screen(self, *, is_full: bool) -> None:
        """Offer the window or the full screen."""
        self._full_screen.set_label(self.tr("Window") if is_full else self.tr("Full screen"), "F")
        self._arrange()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold into as many rows as the width needs."""
        super().resizeEvent(event)
        self._arrange()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Fold anew when the size of text changes."""
        super().changeEvent(event)
        if event.type() in RETHEME and self._rows:
            self._arrange()

    def _build_layout(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP_PX)
        self._lines = (QHBoxLayout(), QHBoxLayout(), QHBoxLayout())
        for line in self._lines:
            line.setSpacing(_GAP_PX)
            column.addLayout(line)
        self._arrange()

    def _arrange(self) -> None:
        """Fold: all on one row, or what comes next above, or the sound on a row of its own too."""
        rows = self._rows_for(self.width())
        if rows == self._rows:
            return
        self._rows = rows
        for line in self._lines:
            while (item := line.takeAt(0)) is not None:
                del item
        top, middle, bottom = self._lines
        steer: list[QWidget] = [self._back, self._pause, self._done, self._skip]
        tools: list[QWidget] = [self._quieter, self._sound, self._louder, self._full_screen]
        if rows > 1:
            top.addWidget(self._next, 1)
        for one in steer:
            middle.addWidget(one)
        if rows == 1:
            middle.addWidget(self._next, 1)
        else:
            middle.addStretch(1)
        target = middle if rows < 3 else bottom
        for one in tools:
            target.addWidget(one)
        if rows == 3:
            bottom.addStretch(1)
        middle.addWidget(self._hurts)
        self._keep_tab_order()

    def _keep_tab_order(self) -> None:
        """Let the Tab key follow the row, with "It hurts" right after the steering."""
        order = (
            self._pause,
            self._done,
            self._hurts,
            self._skip,
            self._back,
            self._quieter,
            self._sound,
            self._louder,
            self._full_screen,
        )
        for one, other in pairwise(order):
            QWidget.setTabOrder(one, other)

    def _rows_for(self, width: int) -> int:
        steer = [self._back, self._pause, self._skip, self._hurts]
        if not self._done.isHidden():
            steer.append(self._done)
        tools = [self._quieter, self._sound, self._louder, self._full_screen]
        needed = sum(one.sizeHint().width() + _GAP_PX for one in (*steer, *tools))
        if needed + _LEAST_NEXT_PX <= width:
            return 1
        return 2 if needed <= width else 3

    def _connect_signals(self) -> None:
        self._back.clicked.connect(self.back_clicked)
        self._pause.clicked.connect(self.pause_clicked)
        self._skip.clicked.connect(self.skip_clicked)
        self._done.clicked.connect(self.done_clicked)
        self._hurts.clicked.connect(self.hurts_clicked)
        self._sound.clicked.connect(self.mute_clicked)
        self._quieter.clicked.connect(self.quieter_clicked)
        self._louder.clicked.connect(self.louder_clicked)
        self._full_screen.clicked.connect(self.full_screen_clicked)
