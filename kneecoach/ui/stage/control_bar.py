"""Hold the controls that steer a running session, each with its key, and say what comes next."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kneecoach.override import override
from kneecoach.ui.stage.main_button import MainButton
from kneecoach.ui.theme.type import scaled
from kneecoach.ui.widgets.buttons import AlarmButton, PlainButton, PrimaryButton
from kneecoach.ui.widgets.text import RETHEME, Text, Tone

_GAP_PX = 8
_LEAST_NEXT_PX = 300


class ControlBar(QWidget):
    """Offer back, pause, skip, done and "It hurts"; say what comes next.

    Signals:
        back_clicked, pause_clicked, skip_clicked, done_clicked, hurts_clicked: As named.

    Args:
        name: Object name.
        parent: The widget it is in.
    """

    back_clicked = Signal()
    pause_clicked = Signal()
    skip_clicked = Signal()
    done_clicked = Signal()
    hurts_clicked = Signal()

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._next = Text(tone=Tone.MUTED)
        self._next.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._next.setObjectName("next_line")
        self._back = PlainButton(self.tr("Back"), name="back", key_hint="←")
        self._pause = MainButton(self.tr("Pause"), name="pause", key_hint=self.tr("space"))
        self._done = PrimaryButton(self.tr("Done"), name="done", key_hint=self.tr("Enter"))
        self._done.hide()
        self._skip = PlainButton(self.tr("Skip"), name="skip", key_hint="→")
        self._hurts = AlarmButton(self.tr("It hurts"), name="it_hurts", key_hint="P")
        self._hints = {
            self._back: "←",
            self._pause: self.tr("space"),
            self._done: self.tr("Enter"),
            self._skip: "→",
            self._hurts: "P",
        }
        self._folds: tuple[bool, bool, bool] | None = None
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
        self._pause.set_label(label, self._pause.key_hint())
        self._pause.set_main(is_main=is_paused or self._done.isHidden())

    def show_done(self, *, is_offered: bool) -> None:
        """Offer to end a set that goes at the person's own pace."""
        self._done.setVisible(is_offered)
        self._pause.set_main(is_main=not is_offered)
        self._fold()

    def let_steer(self, *, may_steer: bool) -> None:
        """Let the session be steered, or not while a question is open; "It hurts" always works."""
        for button in (self._back, self._pause, self._done, self._skip):
            button.setEnabled(may_steer)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold where it is narrow."""
        super().resizeEvent(event)
        self._fold()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Fold anew when the size of text changes."""
        super().changeEvent(event)
        if event.type() in RETHEME and self._folds is not None:
            self._fold()

    def _build_layout(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._above = QVBoxLayout()
        self._above.setSpacing(_GAP_PX)
        self._row = QHBoxLayout()
        self._row.setSpacing(_GAP_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP_PX)
        column.addLayout(self._above)
        column.addLayout(self._row)
        for button in (self._back, self._pause, self._skip):
            self._row.addWidget(button)
        self._row.addStretch(1)
        self._row.addWidget(self._hurts)
        self._above.addWidget(self._done)
        order = (self._pause, self._done, self._hurts, self._skip, self._back)
        for one, other in pairwise(order):
            QWidget.setTabOrder(one, other)

    def _fold(self) -> None:
        """Put what comes next between the buttons, or above them where it has no room.

        Where even the buttons have none, they do not name their keys; then "Done" takes a row of
        its own.
        """
        with_keys, without_keys = self._needed(with_keys=True), self._needed(with_keys=False)
        names_keys = with_keys <= self.width()
        needed = with_keys if names_keys else without_keys
        is_folded = needed + scaled(_LEAST_NEXT_PX) > self.width()
        is_done_apart = not self._done.isHidden() and without_keys > self.width()
        if (is_folded, is_done_apart, names_keys) == self._folds:
            return
        self._folds = (is_folded, is_done_apart, names_keys)
        for button, key in self._hints.items():
            button.set_key_hint(key if names_keys else "")
        for layout in (self._above, self._row):
            layout.removeWidget(self._next)
            layout.removeWidget(self._done)
        if is_done_apart:
            self._above.addWidget(self._done)
        else:
            self._row.insertWidget(2, self._done)
        if is_folded:
            self._above.addWidget(self._next)
        else:
            self._row.insertWidget(self._row.count() - 1, self._next, 100)

    def _needed(self, *, with_keys: bool) -> int:
        """Return the width of all buttons in one row."""
        shown = [button for button in self._hints if not button.isHidden()]
        widths = (
            button.width_for(self._hints[button] if with_keys else "") + _GAP_PX for button in shown
        )
        return sum(widths)

    def _connect_signals(self) -> None:
        self._back.clicked.connect(self.back_clicked)
        self._pause.clicked.connect(self.pause_clicked)
        self._skip.clicked.connect(self.skip_clicked)
        self._done.clicked.connect(self.done_clicked)
        self._hurts.clicked.connect(self.hurts_clicked)
