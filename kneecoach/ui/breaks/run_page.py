"""Lead through a desk break: what to do now, for how long, and how much is left."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kneecoach.model.units import Seconds
from kneecoach.override import override
from kneecoach.session.step import Step, StepKind
from kneecoach.ui.breaks.figure import BreakFigure
from kneecoach.ui.breaks.view import BreakOffer, side_of
from kneecoach.ui.session_words import phase_word, rep_line
from kneecoach.ui.theme.palette import tokens_of
from kneecoach.ui.theme.type import TextRole, scaled
from kneecoach.ui.widgets.announce import announce
from kneecoach.ui.widgets.buttons import PlainButton, PrimaryButton
from kneecoach.ui.widgets.shapes import paint_box
from kneecoach.ui.widgets.text import Text, Tone


class RunPage(QWidget):
    """Show a break under way.

    Signals:
        stop_requested, pause_toggled, set_done, closed: The person pressed that button.
    """

    stop_requested = Signal()
    pause_toggled = Signal()
    set_done = Signal()
    closed = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("break.run")
        self.setAccessibleName(self.tr("Desk break under way"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._said = ""
        self._figure = BreakFigure(name="break.run.figure")
        self._name = Text(role=TextRole.SMALL, tone=Tone.MUTED)
        self._phase = Text(role=TextRole.HEADING, tone=Tone.PRIMARY)
        self._count = Text(role=TextRole.EXERCISE)
        self._cue = Text(role=TextRole.SMALL)
        self._care = Text(self.tr("Stop if it hurts."), role=TextRole.SMALL, tone=Tone.MUTED)
        self._progress = BreakProgress()
        self._done = PrimaryButton(self.tr("Done"), name="break.done")
        self._pause = PlainButton(self.tr("Pause"), name="break.pause")
        self._stop = PlainButton(self.tr("Stop"), name="break.stop")
        self._close = PrimaryButton(self.tr("Back to work"), name="break.close")
        self._build_layout()
        self._done.clicked.connect(self.set_done)
        self._pause.clicked.connect(self.pause_toggled)
        self._stop.clicked.connect(self.stop_requested)
        self._close.clicked.connect(self.closed)

    def show_exercise(self, offer: BreakOffer) -> None:
        """Show a break that begins; without an exercise there is nothing to count."""
        self._said = ""
        self._figure.show_exercise(offer.exercise)
        self._name.setText(offer.title if offer.exercise is None else offer.exercise.name)
        has_exercise = offer.exercise is not None
        self._phase.setText("")
        self._count.setText("")
        self._cue.setText("" if has_exercise else offer.text)
        for part in (self._phase, self._count, self._progress, self._pause, self._stop, self._care):
            part.setVisible(has_exercise)
        self._done.hide()
        self._close.setVisible(not has_exercise)

    def show_step(self, step: Step, elapsed: Seconds, share: float) -> None:
        """Show where the break is.

        Args:
            step: What is done now.
            elapsed: Seconds of it that have gone by.
            share: How much of the break is behind, 0 to 1.
        """
        self._figure.move_with(step, elapsed)
        parts = (phase_word(step), side_of(step.side), rep_line(step))
        line = " · ".join(part for part in parts if part)
        self._phase.setText(line)
        left = None if step.lasts is None else max(0, math.ceil(step.lasts - elapsed))
        self._count.setText("" if left is None else str(left))
        said = step.cue or (step.note if step.kind is StepKind.READY else "")
        if said:
            self._cue.setText(said)
        self._done.setVisible(step.lasts is None and step.kind is StepKind.WORK)
        self._progress.set_share(share)
        if line != self._said:
            self._said = line
            announce(self, line)

    def show_paused(self, *, is_paused: bool) -> None:
        """Show whether it stands still."""
        self._pause.set_label(self.tr("Go on") if is_paused else self.tr("Pause"))
        if is_paused:
            self._phase.setText(self.tr("Paused"))

    def show_over(self, offer: BreakOffer) -> None:
        """Say that it is over, and what does good now."""
        self._phase.setText(self.tr("Well done"))
        self._count.hide()
        self._care.hide()
        self._cue.setText(offer.afterwards)
        self._progress.set_share(1.0)
        for button in (self._done, self._pause, self._stop):
            button.hide()
        self._close.show()
        self._close.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{self._phase.text()}. {offer.afterwards}")

    def _build_layout(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(4)
        for text in (self._name, self._phase, self._count, self._cue, self._care):
            words.addWidget(text)
        words.addStretch(1)
        above = QHBoxLayout()
        above.setSpacing(18)
        above.addWidget(self._figure, 0, Qt.AlignmentFlag.AlignTop)
        above.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self._done, self._pause, self._stop, self._close):
            buttons.addWidget(button, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addLayout(above)
        column.addWidget(self._progress)
        column.addLayout(buttons)


class BreakProgress(QWidget):
    """Show as a line how much of a break is behind."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("break.progress")
        self.setAccessibleName(self.tr("How much of the break is behind"))
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float) -> None:
        """Show this much, 0 to 1."""
        share = max(0.0, min(1.0, share))
        if share != self._share:
            self._share = share
            self.update()

    @override
    def sizeHint(self) -> QSize:
        """Return a low line."""
        return QSize(100, scaled(8))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line and what is behind."""
        tokens = tokens_of(self)
        painter = QPainter(self)
        box = QRectF(self.rect())
        corner = box.height() / 2
        paint_box(painter, box, fill=tokens.track, corner=corner)
        behind = QRectF(box)
        behind.setWidth(max(box.height(), box.width() * self._share))
        paint_box(painter, behind, fill=tokens.primary, corner=corner)
        painter.end()
