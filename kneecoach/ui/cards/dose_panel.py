"""Let the person choose the next dose of an exercise, below its row."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kneecoach.coach.overruling import UP_WARNING, Effect
from kneecoach.model.dose import Side
from kneecoach.model.exercise import Exercise
from kneecoach.model.record import Choice
from kneecoach.override import override
from kneecoach.ui.overrule_view import OverruleAnswer, OverruleView
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.announce import announce
from kneecoach.ui.widgets.buttons import LinkButton, PlainButton
from kneecoach.ui.widgets.chips import ChipRow
from kneecoach.ui.widgets.fields import NoteField
from kneecoach.ui.widgets.flow import FlowLayout
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone

_BOTH = "both"


class DoseChanger(QWidget):
    """Hold the quiet button that opens the panel, the panel, and what was kept.

    Signals:
        opened(str): The person wants to change the dose of the exercise with this id.
        answered(OverruleAnswer): The person chose.

    Args:
        exercise: Whose dose it is.
    """

    opened = Signal(str)
    answered = Signal(object)

    def __init__(self, exercise: Exercise) -> None:
        super().__init__()
        self._exercise = exercise
        self._panel: DosePanel | None = None
        self._open = LinkButton(self.tr("Change the dose"), name=f"programme.dose.{exercise.id}")
        said = self.tr("Change the dose of {name}").format(name=exercise.name)
        self._open.setAccessibleName(said)
        self._kept = Text(role=TextRole.SMALL)
        self._kept.hide()
        self._open.clicked.connect(self._on_open_clicked)
        self._column = stacked(self)
        self._column.addWidget(self._kept)
        self._column.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeading)

    @property
    def exercise_id(self) -> str:
        """Return the id of the exercise."""
        return self._exercise.id

    def show_panel(self, view: OverruleView) -> None:
        """Ask what is wanted."""
        self.close_panel()
        self._kept.hide()
        self._panel = DosePanel(view)
        self._panel.answered.connect(self._on_answered)
        self._panel.cancelled.connect(self._on_cancelled)
        self._column.addWidget(self._panel)
        self._panel.show()
        self._panel.take_focus()
        self._open.hide()  # last: what hides with the keyboard sends it on, and the page after it

    def show_kept(self, sentence: str) -> None:
        """Say what was kept and what follows from it, in place of the panel."""
        self._kept.setText(sentence)
        self._kept.show()
        self._take_focus()
        self.close_panel()
        announce(self._kept, sentence)

    def close_panel(self) -> None:
        """Take the panel away; nothing that was entered is kept."""
        if self._panel is not None:
            self._column.removeWidget(self._panel)
            self._panel.hide()
            self._panel.deleteLater()
            self._panel = None
        self._open.show()

    def _on_open_clicked(self) -> None:
        self.opened.emit(self._exercise.id)

    def _on_answered(self, answer: OverruleAnswer) -> None:
        self.answered.emit(answer)

    def _on_cancelled(self) -> None:
        self._take_focus()
        self.close_panel()

    def _take_focus(self) -> None:
        """Take the keyboard back before the panel hides, so that the page stays where it is."""
        self._open.show()
        self._open.setFocus()


class DosePanel(QWidget):
    """Offer the same dose, one level down and one level up; up warns and asks why.

    Signals:
        answered(OverruleAnswer): The person chose.
        cancelled: The person left it as it is.

    Args:
        view: What may be chosen.
    """

    answered = Signal(object)
    cancelled = Signal()

    def __init__(self, view: OverruleView) -> None:
        super().__init__()
        name = f"dose.{view.exercise_id}"
        self._view = view
        title = self.tr("The next session of {name}").format(name=view.name)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._title = Text(title)
        legs = (
            (_BOTH, self.tr("Both legs")),
            (Side.LEFT.value, self.tr("Left leg")),
            (Side.RIGHT.value, self.tr("Right leg")),
        )
        self._legs = ChipRow(
            legs, name=f"{name}.leg", label=self.tr("Which leg"), is_single=True, needs_one=True
        )
        self._legs.set_chosen((_BOTH,))
        choices = (
            (Choice.HOLD.value, self.tr("The same dose")),
            (Choice.DOWN.value, self.tr("One level down")),
            (Choice.UP.value, self.tr("One level up")),
        )
        self._choices = ChipRow(
            choices, name=f"{name}.choice", label=title, is_single=True, needs_one=True
        )
        self._said = Text(role=TextRole.SMALL)
        self._said.setObjectName(f"{name}.said")
        self._reason = NoteField(name=f"{name}.reason", label=self.tr("Why one level up"))
        self._save = PlainButton(self.tr("Save"), name=f"{name}.save")
        self._save.setAccessibleName(self.tr("Save the next dose of {name}").format(name=view.name))
        self._cancel = LinkButton(self.tr("Leave it as it is"), name=f"{name}.cancel")
        self._build_layout()
        self._connect_signals()
        self._follow()

    def take_focus(self) -> None:
        """Take the keyboard to the first choice."""
        self._choices.chip(Choice.HOLD.value).setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the dose as it is on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
            return
        super().keyPressEvent(event)

    def _build_layout(self) -> None:
        column = stacked(self)
        column.setSpacing(8)
        for part in (self._title, self._legs, self._choices, self._said, self._reason):
            column.addWidget(part)
        self._legs.setVisible(len(self._view.legs) > 1)
        buttons = QWidget()
        row = FlowLayout(buttons)
        row.addWidget(self._save)
        row.addWidget(self._cancel)
        column.addWidget(buttons)

    def _connect_signals(self) -> None:
        self._legs.choice_changed.connect(self._on_choice_changed)
        self._choices.choice_changed.connect(self._on_choice_changed)
        self._reason.textChanged.connect(self._on_reason_changed)
        self._save.clicked.connect(self._on_save_clicked)
        self._cancel.clicked.connect(self._on_cancel_clicked)

    def _choice(self) -> Choice | None:
        chosen = self._choices.chosen()
        return Choice(chosen[0]) if chosen else None

    def _side(self) -> Side | None:
        chosen = self._legs.chosen()
        return None if not chosen or chosen[0] == _BOTH else Side(chosen[0])

    def _effect(self, choice: Choice) -> tuple[Effect, str]:
        """Return what a choice does for the chosen leg, and why it does nothing."""
        side = self._side()
        legs = next((one for one in self._view.legs if one.side is side), None)
        offer = None if legs is None else legs.offer(choice)
        if offer is None:
            return Effect.NOTHING, ""
        return offer.effect, offer.why_not

    def _follow(self) -> None:
        """Show what the present choice means, and whether it can be saved."""
        choice = self._choice()
        effect, why_not = (Effect.NOTHING, "") if choice is None else self._effect(choice)
        is_possible = effect is not Effect.NOTHING
        is_up = choice is Choice.UP and is_possible
        text = "" if choice is None else self._meaning(choice, effect, why_not)
        self._said.setText(text)
        self._said.set_tone(Tone.ALARM if choice is Choice.UP else Tone.MUTED)
        self._said.setVisible(bool(text))
        self._reason.setVisible(is_up)
        self._save.setEnabled(is_possible and (not is_up or bool(self._reason.note())))

    def _meaning(self, choice: Choice, effect: Effect, why_not: str) -> str:
        if effect is Effect.NOTHING:
            return self.tr("Not possible today. {why}").format(why=why_not)
        if choice is Choice.UP:
            return UP_WARNING
        if effect is Effect.SAME:
            return self.tr("That is what the coach would do by itself.")
        if choice is Choice.DOWN:
            return self.tr("It stays there for at least a week.")
        return self.tr("For the next session only; after it, the dose follows the knee again.")

    def _on_choice_changed(self) -> None:
        self._follow()
        announce(self._said, self._said.text())

    def _on_reason_changed(self) -> None:
        self._follow()

    def _on_cancel_clicked(self) -> None:
        self.cancelled.emit()

    def _on_save_clicked(self) -> None:
        choice = self._choice()
        if choice is None:
            return
        reason = self._reason.note() if choice is Choice.UP else ""
        self._emit_answered(
            OverruleAnswer(
                exercise_id=self._view.exercise_id,
                side=self._side(),
                choice=choice,
                reason=reason,
            )
        )

    def _emit_answered(self, answer: OverruleAnswer) -> None:
        self.answered.emit(answer)
