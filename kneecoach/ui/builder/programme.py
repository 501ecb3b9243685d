"""Show one programme of a pack: what it is, its exercises in order, and when to stop and call."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kneecoach.ui.builder.exercise_list import ExerciseList
from kneecoach.ui.builder.fields import Fields
from kneecoach.ui.builder.undo_keys import UndoKeys
from kneecoach.ui.builder.view import BuilderView, Typed
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.buttons import PlainButton
from kneecoach.ui.widgets.card import Card, Line
from kneecoach.ui.widgets.fields import ChoiceField, NoteField
from kneecoach.ui.widgets.flow import FlowLayout
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.words.builder import taken


class ProgrammeCard(Card):
    """Hold one programme.

    Signals:
        typed(Typed): The person typed something.
        settled: The person is done with a field.
        call_typed(tuple): When to stop and call was typed, a text each.
        item_chosen(int): The exercise at a position is to be looked at.
        programme_chosen(str): The programme in this file is to be shown.
        programme_added: One programme more is wanted.
        programme_removed: The programme is to go.
        stages_removed: The programme is to have no stages.
        own_wanted: An exercise of one's own is to be made.
    """

    typed = Signal(object)
    settled = Signal()
    call_typed = Signal(object)
    item_chosen = Signal(int)
    programme_chosen = Signal(str)
    programme_added = Signal()
    programme_removed = Signal()
    stages_removed = Signal()
    own_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Programme"), name="builder.programme")
        self._which = ChoiceField(
            (), name="builder.programme.which", label=self.tr("Which programme")
        )
        self._programmes: tuple[tuple[str, str], ...] = ()
        self._frame = Fields(name="builder.frame")
        label = self.tr("Exercises of the programme")
        self.items = ExerciseList(name="builder.items", label=label, is_ordered=True)
        self._hint = Text(role=TextRole.SMALL, tone=Tone.MUTED)
        self._up = PlainButton(self.tr("Up"), name="builder.item.up")
        self._down = PlainButton(self.tr("Down"), name="builder.item.down")
        self._out = PlainButton(self.tr("Take out"), name="builder.item.out")
        own = self.tr("Make an exercise of your own")
        self._own = PlainButton(own, name="builder.own.make")
        call = self.tr("Stop and call me if (one reason on each line)")
        self._call = NoteField(name="builder.call", label=call)
        self._call_problem = Text(role=TextRole.SMALL, tone=Tone.ALARM)
        self._add = PlainButton(self.tr("Add a programme"), name="builder.programme.add")
        self._remove = PlainButton(self.tr("Remove this one"), name="builder.programme.remove")
        self._stages = PlainButton(self.tr("Leave out its stages"), name="builder.stages.remove")
        self._build_layout(call)
        self._connect_signals()

    def show_programme(self, view: BuilderView) -> None:
        """Show a programme."""
        self._show_which(view)
        self._frame.show_fields(view.frame)
        self.items.show_lines(view.items)
        if view.detail is not None:
            self.items.mark(view.detail.at)
        has_items = bool(view.items)
        self._hint.setText(
            self.tr("Alt with an arrow moves an exercise, Delete takes it out.")
            if has_items
            else self.tr("Add an exercise with Enter, a double click, or by dragging it here.")
        )
        for button in (self._up, self._down, self._out):
            button.setEnabled(has_items)
        text = "\n".join(view.call)
        lines = (taken("", one) for one in self._call.toPlainText().split("\n"))
        is_typing = self._call.hasFocus() and tuple(filter(None, lines)) == view.call
        if not is_typing and self._call.toPlainText() != text:
            self._call.blockSignals(True)
            self._call.set_note(text)
            self._call.blockSignals(False)
        self._call_problem.setText(view.call_problem)
        self._call_problem.setVisible(bool(view.call_problem))
        self._remove.setVisible(len(view.programmes) > 1)
        self._stages.setVisible(view.has_stages)

    def _show_which(self, view: BuilderView) -> None:
        if view.programmes != self._programmes:
            self._programmes = view.programmes
            self._which.blockSignals(True)
            self._which.clear()
            for file, name in view.programmes:
                self._which.addItem(name or self.tr("Without a name"), file)
            self._which.blockSignals(False)
        self._which.set_choice(view.programme)
        self._which.setVisible(len(view.programmes) > 1)
        name = next((name for file, name in view.programmes if file == view.programme), "")
        self.set_title(name or self.tr("Programme"))

    def _build_layout(self, call: str) -> None:
        self.body.addWidget(self._which)
        self.body.addWidget(self.items)
        self.body.addWidget(self._hint)
        row = QWidget()
        flow = FlowLayout(row)
        for one in (self._up, self._down, self._out, self._own):
            flow.addWidget(one)
        self.body.addWidget(row)
        self.body.addWidget(Line())
        self.body.addWidget(Text(call, role=TextRole.SMALL, tone=Tone.MUTED))
        self.body.addWidget(self._call)
        self.body.addWidget(self._call_problem)
        self.body.addWidget(self._frame)
        row = QWidget()
        flow = FlowLayout(row)
        for one in (self._add, self._remove, self._stages):
            flow.addWidget(one)
        self.body.addWidget(row)

    def _connect_signals(self) -> None:
        self._which.activated.connect(self._on_which_activated)
        self._frame.typed.connect(self._on_typed)
        self._frame.settled.connect(self.settled)
        self._call.textChanged.connect(self._on_call_changed)
        UndoKeys(self._call)
        self.items.currentRowChanged.connect(self._on_row_changed)
        self._up.clicked.connect(self._on_up_clicked)
        self._down.clicked.connect(self._on_down_clicked)
        self._out.clicked.connect(self._on_out_clicked)
        self._own.clicked.connect(self.own_wanted)
        self._add.clicked.connect(self.programme_added)
        self._remove.clicked.connect(self.programme_removed)
        self._stages.clicked.connect(self.stages_removed)

    def _on_which_activated(self) -> None:
        self.programme_chosen.emit(self._which.choice())

    def _on_typed(self, typed: Typed) -> None:
        self.typed.emit(typed)

    def _on_call_changed(self) -> None:
        self.call_typed.emit(tuple(self._call.note().split("\n")))

    def _on_row_changed(self, row: int) -> None:
        if row >= 0:
            self.item_chosen.emit(row)

    def _on_up_clicked(self) -> None:
        self._move(-1)

    def _on_down_clicked(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        row = self.items.currentRow()
        if 0 <= row + by < self.items.count():
            self.items.moved.emit(row, row + by)

    def _on_out_clicked(self) -> None:
        self.items.taken_out.emit(self.items.currentRow())
