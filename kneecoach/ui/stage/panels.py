"""Show what stands beside or in place of the figure: a rest, a pause, a question."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneecoach.override import override
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.buttons import PlainButton, PrimaryButton
from kneecoach.ui.widgets.text import Text, Tone

_GAP_PX = 12

MOST_STEPS = 3
"""How many steps of the coming exercise fit beside the ring and can be read in a rest."""


class ComingPanel(QWidget):
    """Show what comes after a rest or a get-ready, a word on it, and the first steps of it.

    Args:
        name: Object name.
        parent: The widget it is in.
    """

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._title = Text(role=TextRole.PHASE, tone=Tone.PRIMARY)
        self._note = Text(role=TextRole.CUE, tone=Tone.PRIMARY)
        self._note.setObjectName(f"{name}.note")
        self._shown = 0
        self._steps = tuple(Text(role=TextRole.CUE) for _ in range(MOST_STEPS))
        self._build_layout()

    def title(self) -> str:
        """Return what comes."""
        return self._title.text()

    def steps(self) -> tuple[str, ...]:
        """Return the steps that are in view."""
        return tuple(label.text() for label in self._steps if not label.isHidden())

    def note(self) -> str:
        """Return the word on it; empty when there is none."""
        return self._note.text()

    def show_coming(self, title: str, steps: tuple[str, ...], note: str = "") -> None:
        """Show a title, a note and the first steps."""
        self._title.setText(title)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._shown = min(len(steps), MOST_STEPS)
        for index, label in enumerate(self._steps):
            label.setText(f"{index + 1}. {steps[index]}" if index < self._shown else "")
            label.setVisible(index < self._shown)

    def fit(self, width: int, height: int) -> None:
        """Show as many of the steps as there is room for; the note comes first."""
        used = self._title.heightForWidth(width)
        if self._note.text():
            used += _GAP_PX + self._note.heightForWidth(width)
        for index, label in enumerate(self._steps):
            used += _GAP_PX + label.heightForWidth(width)
            label.setVisible(index < self._shown and used <= height)

    def _build_layout(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP_PX)
        column.addWidget(self._title)
        column.addWidget(self._note)
        for label in self._steps:
            column.addWidget(label)


class PausedPanel(QWidget):
    """Say that the session stands still, why, and how it goes on.

    Args:
        name: Object name.
        parent: The widget it is in.
    """

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._title = Text(self.tr("Paused"), role=TextRole.EXERCISE, tone=Tone.PRIMARY)
        self._reason = Text(role=TextRole.CUE)
        self._where = Text(role=TextRole.CUE, tone=Tone.MUTED)
        self._build_layout()

    def reason(self) -> str:
        """Return why it stands still, as shown."""
        return self._reason.text()

    def show_reason(self, reason: str, where: str) -> None:
        """Show why it stands still, and where it stands."""
        self._reason.setText(reason)
        self._where.setText(where)
        self.setAccessibleName(reason)

    def _build_layout(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(1)
        for label in (self._title, self._reason, self._where):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addStretch(1)


class LeavePanel(QWidget):
    """Ask whether the session shall end.

    Signals:
        leave_declined: The person goes on.
        leave_confirmed: The person ends the session.

    Args:
        name: Object name.
        parent: The widget it is in.
    """

    leave_declined = Signal()
    leave_confirmed = Signal()

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        question = self.tr("End the session here?")
        self.setAccessibleName(question)
        self._question = Text(question, role=TextRole.EXERCISE)
        self._promise = Text(
            self.tr("The sets you have done are kept. The pain questions come next."),
            role=TextRole.CUE,
            tone=Tone.MUTED,
        )
        self.stay = PrimaryButton(self.tr("Keep going"), name="keep_going", key_hint="Esc")
        self._leave = PlainButton(self.tr("End the session"), name="end_session")
        self._build_layout()
        self._connect_signals()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Put the keyboard on the answer that loses nothing."""
        super().showEvent(event)
        self.stay.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build_layout(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addStretch(1)
        row.addWidget(self.stay)
        row.addWidget(self._leave)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(16)
        column.addStretch(1)
        for label in (self._question, self._promise):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addLayout(row)
        column.addStretch(1)

    def _connect_signals(self) -> None:
        self.stay.clicked.connect(self.leave_declined)
        self._leave.clicked.connect(self.leave_confirmed)
