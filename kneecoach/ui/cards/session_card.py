"""Show today's exercises with their doses, and start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.today_shown import SessionShown
from kneecoach.ui.widgets.buttons import Button, PlainButton, PrimaryButton
from kneecoach.ui.widgets.card import Card, Line
from kneecoach.ui.widgets.exercise_row import ExerciseRow
from kneecoach.ui.widgets.pair import Pair
from kneecoach.ui.widgets.text import Text, Tone

if TYPE_CHECKING:
    from kneecoach.model.exercise import Exercise

_SIDE_BY_SIDE_PX = 300


class SessionCard(Card):
    """Head the exercises of the day with the button that starts them.

    Signals:
        start_requested: The person wants to start.

    Args:
        session: What it says.
    """

    start_requested = Signal()

    def __init__(self, session: SessionShown) -> None:
        super().__init__(name="today.session")
        self.setAccessibleName(session.programme)
        self._session = session
        self.start = self._start_button()
        self._rows = tuple(
            ExerciseRow(values, name=f"today.exercise.{index}")
            for index, values in enumerate(session.rows)
        )
        self._build_layout()
        self._connect_signals()

    def show_figures(self, exercises: tuple[Exercise, ...]) -> None:
        """Show the picture of each exercise in its row."""
        for row, exercise in zip(self._rows, exercises, strict=True):
            row.show_figure(exercise)

    def _start_button(self) -> Button | None:
        """Return the button that starts, or None when nothing may be done today."""
        if not self._session.start:
            return None
        kind = PrimaryButton if self._session.is_likeliest else PlainButton
        return kind(self._session.start, name="today.start")

    def _build_layout(self) -> None:
        self.body.setSpacing(12)
        heading = _Heading(self._session)
        if self.start is None:
            self.body.addWidget(heading)
        else:
            pair = Pair(heading, self.start, together_from_px=_SIDE_BY_SIDE_PX)
            self.body.addWidget(pair)
        for reason in self._session.reasons:
            self.body.addWidget(Text(reason, role=TextRole.SMALL, tone=Tone.MUTED))
        for row in self._rows:
            self.body.addWidget(Line())
            self.body.addWidget(row)

    def _connect_signals(self) -> None:
        if self.start is not None:
            self.start.clicked.connect(self._on_start_clicked)

    def _on_start_clicked(self) -> None:
        self.start_requested.emit()


class _Heading(QWidget):
    """Name the programme, and say which session of the week this is."""

    def __init__(self, session: SessionShown) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Text(session.programme, role=TextRole.HEADING))
        column.addWidget(Text(session.week, role=TextRole.SMALL, tone=Tone.MUTED))
        if session.stage:
            stage = Text(session.stage, role=TextRole.SMALL, tone=Tone.MUTED)
            stage.setObjectName("today.stage")
            column.addWidget(stage)
