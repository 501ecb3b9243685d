"""Lead through a timed self-test: how it goes, half a minute, and how many it were."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneecoach.coach.self_test import SelfTest
from kneecoach.model.function import MOST_COUNTED
from kneecoach.model.units import Seconds
from kneecoach.override import override
from kneecoach.session.step import Step, StepKind
from kneecoach.ui.breaks.figure import BreakFigure
from kneecoach.ui.theme.type import TextRole, scaled
from kneecoach.ui.widgets.announce import announce
from kneecoach.ui.widgets.buttons import PlainButton, PrimaryButton
from kneecoach.ui.widgets.card import Card
from kneecoach.ui.widgets.fields import LineField
from kneecoach.ui.widgets.scroll_page import Columns, ScrollPage
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.words.function import test_title, test_words
from kneecoach.values import replace

_FIGURE_PX = 300


class SelfTestPage(ScrollPage):
    """Show a test under way, and ask at its end how many it were.

    Signals:
        begun: The person is ready.
        stopped: The person wants no more of it.
        counted(str): The person says how many it were; empty for nothing.
    """

    begun = Signal()
    stopped = Signal()
    counted = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(name="self_test_page", parent=parent)
        self._test: SelfTest | None = None
        self._said = ""
        self._figure = BreakFigure(name="self_test.figure")
        self._figure.setMinimumSize(scaled(_FIGURE_PX), scaled(_FIGURE_PX))
        self._how = Text()
        self._phase = Text(role=TextRole.HEADING, tone=Tone.PRIMARY)
        self._left = Text(role=TextRole.EXERCISE)
        self._count = LineField(name="self_test.count", label=self.tr("How many?"))
        self._count.setValidator(QIntValidator(0, MOST_COUNTED, self._count))
        self._begin = PrimaryButton(self.tr("Begin"), name="self_test.begin")
        self._take = PrimaryButton(self.tr("That many"), name="self_test.take")
        self._stop = PlainButton(self.tr("Stop"), name="self_test.stop", key_hint="Esc")
        self._build_layout()
        self._begin.clicked.connect(self.begun)
        self._stop.clicked.connect(self.stopped)
        self._take.clicked.connect(self._on_take)
        self._count.returnPressed.connect(self._on_take)

    def show_test(self, test: SelfTest) -> None:
        """Show a test before it begins."""
        self._test = test
        self._said = ""
        self.set_heading(test_title(test.measure, test.side))
        self._figure.show_exercise(test.exercise)
        self._how.setText(test_words(test.measure))
        self._phase.setText("")
        self._left.setText("")
        self._count.clear()
        self._show_parts(begin=True)
        self.setFocusProxy(self._begin)

    def show_step(self, step: Step, elapsed: Seconds) -> None:
        """Show where the test is; the figure shows the movement, the person keeps their speed."""
        self._show_parts()
        self._figure.move_with(replace(step, lasts=None), elapsed)
        is_ready = step.kind is StepKind.READY
        phase = self.tr("Get ready") if is_ready else self.tr("Now, and count")
        left = max(0, math.ceil((step.lasts or 0.0) - elapsed))
        self._phase.setText(phase)
        self._left.setText(str(left))
        if phase != self._said:
            self._said = phase
            announce(self, phase)

    def show_paused(self) -> None:
        """Say that the computer slept; a test that stood still tells nothing."""
        self._phase.setText(self.tr("The computer slept. Stop, and begin again."))
        self._left.setText("")

    def ask_count(self) -> None:
        """Ask how many it were."""
        self._phase.setText(self.tr("Time! How many were it?"))
        self._left.setText("")
        self._show_parts(take=True)
        self._count.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self._phase.text())

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        """Let Escape stop the test."""
        if arg__1.key() == Qt.Key.Key_Escape:
            self.stopped.emit()
        else:
            super().keyPressEvent(arg__1)

    def _show_parts(self, *, begin: bool = False, take: bool = False) -> None:
        self._begin.setVisible(begin)
        for part in (self._count, self._take):
            part.setVisible(take)

    def _build_layout(self) -> None:
        columns = Columns(first=3, second=3)
        picture = Card(name="self_test.picture")
        picture.body.addWidget(self._figure, 0, Qt.AlignmentFlag.AlignHCenter)
        columns.first.addWidget(picture)
        card = Card(name="self_test.card")
        buttons = QHBoxLayout()
        for button in (self._begin, self._take, self._stop):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout()
        for part in (self._how, self._phase, self._left, self._count):
            column.addWidget(part)
        card.body.addLayout(column)
        card.body.addLayout(buttons)
        columns.second.addWidget(card)
        self.body.addWidget(columns)
        self.body.addStretch(1)

    def _on_take(self) -> None:
        self.counted.emit(self._count.text())
