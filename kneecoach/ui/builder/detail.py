"""Show one exercise of a programme: its dose, ladder, limits, and a note for the patient."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kneecoach.packs.building.media import CLIP, PICTURE
from kneecoach.ui.builder.fields import Fields
from kneecoach.ui.builder.ladder import LadderPart
from kneecoach.ui.builder.own_media import OwnMedia
from kneecoach.ui.builder.undo_keys import UndoKeys
from kneecoach.ui.builder.view import DetailView, FieldView, Typed
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.buttons import PlainButton
from kneecoach.ui.widgets.card import Card, Line, SectionTitle
from kneecoach.ui.widgets.fields import NoteField
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.words.builder import taken


class DetailCard(Card):
    """Hold everything about the exercise that is being looked at.

    Signals:
        typed(Typed): The person typed or chose something.
        settled: The person is done with a field.
        change_wanted: Its movement and words are to be changed.
    """

    typed = Signal(object)
    settled = Signal()
    change_wanted = Signal()

    def __init__(self, variables: tuple[tuple[str, str], ...]) -> None:
        super().__init__(self.tr("Exercise"), name="builder.detail")
        self.ladder = LadderPart(variables)
        self.media = OwnMedia((PICTURE, CLIP))
        self._owner = Text(role=TextRole.SMALL, tone=Tone.MUTED)
        self._told = Text(role=TextRole.SMALL, tone=Tone.PRIMARY)
        self._told.setObjectName("builder.told")
        self._dose = Fields(name="builder.dose", is_short=True)
        self._limits = Fields(name="builder.limits", is_short=True)
        self._note_view: FieldView | None = None
        label = self.tr("Note for the patient")
        self._note = NoteField(name="builder.note", label=label)
        self._note_problem = Text(role=TextRole.SMALL, tone=Tone.ALARM)
        self._problems = Text(role=TextRole.SMALL, tone=Tone.ALARM)
        change = self.tr("Change movement and words")
        self._change = PlainButton(change, name="builder.own.change")
        self._whole = QWidget()
        self._none = Text(self.tr("Add an exercise to set its dose."), tone=Tone.MUTED)
        self._build_layout(label)
        self._note.textChanged.connect(self._on_note_changed)
        UndoKeys(self._note)
        self._change.clicked.connect(self.change_wanted)
        for one in (self._dose, self._limits, self.ladder):
            one.typed.connect(self._on_typed)
            one.settled.connect(self.settled)

    def show_detail(self, view: DetailView | None) -> None:
        """Show an exercise; None for none."""
        self._whole.setVisible(view is not None)
        self._none.setVisible(view is None)
        if view is None:
            self.set_title(self.tr("Exercise"))
            return
        self.set_title(view.name)
        self._owner.setText(view.owner)
        self._told.setText("\n".join(view.told))
        self._told.setVisible(bool(view.told))
        self._dose.show_fields(view.dose)
        self.ladder.show_detail(view)
        self._limits.show_fields(view.limits)
        self._show_note(view.note)
        self.media.show_media(view.media)
        self._problems.setText("\n".join(view.problems))
        self._problems.setVisible(bool(view.problems))

    def _show_note(self, view: FieldView) -> None:
        is_other = self._note_view is None or self._note_view.path != view.path
        self._note_view = view
        is_same = taken(view.path, self._note.toPlainText()) == view.value
        is_typing = self._note.hasFocus() and not is_other and is_same
        if not is_typing and self._note.toPlainText() != view.value:
            self._note.blockSignals(True)
            self._note.set_note(view.value)
            self._note.blockSignals(False)
        self._note_problem.setText(view.problem)
        self._note_problem.setVisible(bool(view.problem))

    def _build_layout(self, note_label: str) -> None:
        column = stacked(self._whole)
        column.addWidget(self._owner)
        column.addWidget(self._told)
        column.addWidget(self._change, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._dose)
        column.addWidget(self._problems)
        column.addWidget(Text(note_label, role=TextRole.SMALL, tone=Tone.MUTED))
        column.addWidget(self._note)
        column.addWidget(self._note_problem)
        column.addWidget(Line())
        column.addWidget(SectionTitle(self.tr("Limits")))
        column.addWidget(self._limits)
        column.addWidget(Line())
        column.addWidget(self.ladder)
        column.addWidget(Line())
        column.addWidget(SectionTitle(self.tr("Your own picture and recording")))
        column.addWidget(self.media)
        self.body.addWidget(self._none)
        self.body.addWidget(self._whole)

    def _on_note_changed(self) -> None:
        if self._note_view is not None:
            view = self._note_view
            self.typed.emit(Typed(file=view.file, path=view.path, text=self._note.note()))

    def _on_typed(self, typed: Typed) -> None:
        self.typed.emit(typed)
