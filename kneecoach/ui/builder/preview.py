"""Show a pack as the patient will see it: the first day, an exercise, and the words before it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kneecoach.override import override
from kneecoach.ui.exercise_view import ExerciseView
from kneecoach.ui.pages.exercise import ExercisePage
from kneecoach.ui.pages.today import TodayPage
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.today_view import TodayView
from kneecoach.ui.widgets.buttons import PlainButton
from kneecoach.ui.widgets.card import Card
from kneecoach.ui.widgets.chips import ChipRow
from kneecoach.ui.widgets.flow import FlowLayout
from kneecoach.ui.widgets.text import Text, Tone

TODAY = "today"
EXERCISE = "exercise"


class PreviewPage(QWidget):
    """Hold the patient's pages, filled from the pack that is being made.

    Signals:
        closed: The person goes back to the pack.
        start_requested: The person presses Start, as the patient would.
    """

    closed = Signal()
    start_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("builder.preview_page")
        self._back = PlainButton(
            self.tr("Back to the pack"), name="builder.preview.back", key_hint="Esc"
        )
        label = self.tr("Which page of the patient's")
        self._which = ChipRow(
            ((TODAY, self.tr("Today")), (EXERCISE, self.tr("The exercise"))),
            name="builder.preview.which",
            label=label,
            is_single=True,
            needs_one=True,
        )
        self._hint = Text(role=TextRole.SMALL, tone=Tone.MUTED)
        self._today = TodayPage()
        self._today.setObjectName("builder.preview.today")
        self._exercise = ExercisePage()
        self._exercise.setObjectName("builder.preview.exercise")
        self._stack = QStackedWidget()
        self._call_holder = QVBoxLayout()
        self._call: Card | None = None
        self._build_layout()
        self._back.clicked.connect(self.closed)
        self._which.choice_changed.connect(self._on_choice_changed)
        self._today.start_requested.connect(self.start_requested)
        self._exercise.try_requested.connect(self._on_try_requested)
        self._exercise.closed.connect(self.closed)
        self._exercise.exercise_chosen.connect(self._on_elsewhere)
        for signal in (
            self._today.mornings_requested,
            self._today.why_opened,
            self._today.programme_choice_requested,
        ):
            signal.connect(self._on_elsewhere)

    def show_pages(
        self, today: TodayView, exercise: ExerciseView | None, call: Card | None
    ) -> None:
        """Show the patient's pages, the first day first."""
        if self._call is not None:
            self._call.hide()
            self._call_holder.removeWidget(self._call)
            self._call.deleteLater()
        self._call = call
        if call is not None:
            self._call_holder.addWidget(call)
        self._hint.setText(self.tr("This is what the patient sees on the first day."))
        self._today.show_plan(today)
        if exercise is not None:
            self._exercise.show_exercise(exercise)
        self._which.setVisible(exercise is not None)
        self._which.set_chosen((TODAY,))
        self._stack.setCurrentWidget(self._today)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape go back."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _build_layout(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        head = QVBoxLayout()
        head.setContentsMargins(32, 20, 32, 0)
        row = QWidget()
        flow = FlowLayout(row)
        flow.addWidget(self._back)
        flow.addWidget(self._which)
        head.addWidget(row)
        head.addWidget(self._hint)
        head.addLayout(self._call_holder)
        whole.addLayout(head)
        self._stack.addWidget(self._today)
        self._stack.addWidget(self._exercise)
        whole.addWidget(self._stack, 1)
        self.setFocusProxy(self._back)

    def _on_choice_changed(self) -> None:
        is_exercise = EXERCISE in self._which.chosen()
        self._stack.setCurrentWidget(self._exercise if is_exercise else self._today)

    def _on_elsewhere(self) -> None:
        self._hint.setText(self.tr("That leads on only where the patient trains."))

    def _on_try_requested(self) -> None:
        self.start_requested.emit()
