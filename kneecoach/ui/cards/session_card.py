"""Show today's exercises with their doses, and start."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneecoach.model.decision import Plan, PlannedExercise
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.today_view import TodayView
from kneecoach.ui.widgets.buttons import Button, PlainButton, PrimaryButton
from kneecoach.ui.widgets.card import Card, Line
from kneecoach.ui.widgets.dose_badge import BadgeTone
from kneecoach.ui.widgets.exercise_row import ExerciseRow, RowValues
from kneecoach.ui.widgets.pair import Pair
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.words.changes import Change
from kneecoach.ui.words.plans import (
    DayState,
    can_start,
    change_words,
    dose_lines,
    reason_words,
    stage_words,
    state_of,
    week_words,
)

_SIDE_BY_SIDE_PX = 300


class SessionCard(Card):
    """Head the exercises of the day with the button that starts them.

    Signals:
        start_requested: The person wants to start.

    Args:
        view: What the day holds; it has a plan.
        plan: The plan.
    """

    start_requested = Signal()

    def __init__(self, view: TodayView, plan: Plan) -> None:
        super().__init__(name="today.session")
        self.setAccessibleName(plan.programme.name)
        self._view = view
        self._plan = plan
        self.start = self._start_button()
        self._build_layout()
        self._connect_signals()

    def _start_button(self) -> Button | None:
        """Return the button that starts, or None when nothing may be done today."""
        if not can_start(self._plan):
            return None
        if state_of(self._plan) is DayState.READY:
            return PrimaryButton(self.tr("Start session"), name="today.start")
        if state_of(self._plan) is DayState.REST:
            return PlainButton(self.tr("Train today after all"), name="today.start")
        return PlainButton(self.tr("Start what is left"), name="today.start")

    def _build_layout(self) -> None:
        self.body.setSpacing(12)
        heading = _Heading(self._plan)
        if self.start is None:
            self.body.addWidget(heading)
        else:
            pair = Pair(heading, self.start, together_from_px=_SIDE_BY_SIDE_PX)
            self.body.addWidget(pair)
        for index, planned in enumerate(self._plan.exercises):
            self.body.addWidget(Line())
            values = row_values(planned, self._plan)
            name = f"today.exercise.{index}"
            self.body.addWidget(ExerciseRow(values, name=name))

    def _connect_signals(self) -> None:
        if self.start is not None:
            self.start.clicked.connect(self._on_start_clicked)

    def _on_start_clicked(self) -> None:
        self.start_requested.emit()


class _Heading(QWidget):
    """Name the programme, and say which session of the week this is."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Text(plan.programme.name, role=TextRole.HEADING))
        column.addWidget(Text(week_words(plan), role=TextRole.SMALL, tone=Tone.MUTED))
        if plan.stage is not None:
            stage = Text(stage_words(plan.stage), role=TextRole.SMALL, tone=Tone.MUTED)
            stage.setObjectName("today.stage")
            column.addWidget(stage)


def row_values(planned: PlannedExercise, plan: Plan) -> RowValues:
    """Return what the row of an exercise says."""
    change = change_words(planned, plan.day)
    return RowValues(
        name=planned.exercise.name,
        dose=dose_lines(planned),
        exercise=planned.exercise,
        badge=change.words,
        tone=badge_tone(change),
        reason=reason_words(planned),
    )


def badge_tone(change: Change) -> BadgeTone:
    """Return the tone of the badge that tells of a change."""
    if change.needs_care:
        return BadgeTone.CARE
    if change.direction == 0:
        return BadgeTone.SAME
    return BadgeTone.MORE if change.direction > 0 else BadgeTone.LESS
