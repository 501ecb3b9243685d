"""Begin an exercise of one's own: like one of the library, or from a bare posture."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kneecoach.model.exercise import Kind
from kneecoach.packs.building.exercise_making import POSTURES, NewExercise
from kneecoach.ui.builder.exercise_list import ExerciseList
from kneecoach.ui.builder.view import LineView
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.announce import announce
from kneecoach.ui.widgets.buttons import LinkButton, PlainButton, PrimaryButton
from kneecoach.ui.widgets.card import Card, Line
from kneecoach.ui.widgets.fields import ChoiceField, LineField
from kneecoach.ui.widgets.flow import FlowLayout
from kneecoach.ui.widgets.leavable_page import LeavablePage
from kneecoach.ui.widgets.scroll_page import Columns
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.words.exercises import kind_words
from kneecoach.ui.words.pose import base_words


class OwnExerciseStartPage(LeavablePage):
    """Ask what a new exercise is called, and what it begins as.

    Signals:
        closed: The person goes back to the pack.
        searched(str): The person looks for an exercise.
        like_wanted(NewExercise, str): An exercise is wanted that is like the one with this id.
        bare_wanted(NewExercise, str): An exercise is wanted that begins as this posture.
    """

    searched = Signal(str)
    like_wanted = Signal(object, str)
    bare_wanted = Signal(object, str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(name="own_exercise_start", parent=parent)
        self._name = LineField(name="own_start.name", label=self.tr("What people will call it"))
        search = self.tr("Search the exercises")
        self._search = LineField(name="own_start.search", label=search)
        self._library = ExerciseList(
            name="own_start.library", label=self.tr("Exercise library"), is_ordered=False
        )
        self._like = PrimaryButton(self.tr("Make one like this"), name="own_start.like")
        self._why = LineField(name="own_start.why", label=self.tr("What it is good for"))
        areas = self.tr("Parts of the body it works, with commas between them")
        self._areas = LineField(name="own_start.areas", label=areas)
        kinds = tuple((one.value, kind_words(one)) for one in Kind)
        self._kind = ChoiceField(kinds, name="own_start.kind", label=self.tr("Kind"))
        postures = tuple((one.base.value, base_words(one.base)) for one in POSTURES)
        label = self.tr("The posture that it begins as")
        self._posture = ChoiceField(postures, name="own_start.posture", label=label)
        self._bare = PlainButton(self.tr("Begin with the posture"), name="own_start.bare")
        self._back = LinkButton(self.tr("Back to the pack"), name="own_start.back")
        self._said = Text(tone=Tone.ALARM)
        self._said.setObjectName("own_start.said")
        self._build_layout()
        self._connect_signals()

    def begin(self) -> None:
        """Start with empty fields."""
        for field in (self._name, self._search, self._why, self._areas):
            field.clear()
        self.say("")
        self.verticalScrollBar().setValue(0)

    def show_library(self, lines: tuple[LineView, ...]) -> None:
        """Show the exercises that were found."""
        self._library.show_lines(lines)

    def say(self, sentence: str) -> None:
        """Say what is missing."""
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))
        if sentence:
            announce(self._said, sentence)

    def _build_layout(self) -> None:
        self.set_heading(
            self.tr("An exercise of your own"),
            self.tr("It is kept in this pack. You can change all of it afterwards."),
        )
        name = Card(self.tr("Its name"), name="own_start.name_card")
        name.body.addWidget(self._name)
        name.body.addWidget(self._said)
        row = QWidget()
        FlowLayout(row).addWidget(self._back)
        name.body.addWidget(row)
        self.body.addWidget(name)
        self.body.addSpacing(16)
        columns = Columns(first=1, second=1)
        like = Card(self.tr("Like one of the library, but changed"), name="own_start.like_card")
        for one in (self._search, self._library):
            like.body.addWidget(one)
        row = QWidget()
        FlowLayout(row).addWidget(self._like)
        like.body.addWidget(row)
        bare = Card(self.tr("Or from a bare posture"), name="own_start.bare_card")
        for field in (self._posture, self._kind, self._why, self._areas):
            label = field.accessibleName()
            bare.body.addWidget(Text(label, role=TextRole.SMALL, tone=Tone.MUTED))
            bare.body.addWidget(field)
        bare.body.addWidget(Line())
        row = QWidget()
        FlowLayout(row).addWidget(self._bare)
        bare.body.addWidget(row)
        columns.first.addWidget(like)
        columns.second.addWidget(bare)
        columns.second.addStretch(1)
        self.body.addWidget(columns)
        self.body.addStretch(1)
        self.setFocusProxy(self._name)
        self._said.hide()

    def _connect_signals(self) -> None:
        self._back.clicked.connect(self.closed)
        self._search.textEdited.connect(self.searched)
        self._library.picked.connect(self._on_picked)
        self._like.clicked.connect(self._on_like_clicked)
        self._bare.clicked.connect(self._on_bare_clicked)

    def _new(self) -> NewExercise | None:
        """Return what was said; None, with a sentence, when the name is missing."""
        if not self._name.text().strip():
            self.say(self.tr("Write first what people will call it."))
            self._name.setFocus()
            return None
        self.say("")
        return NewExercise(
            name=self._name.text(),
            why=self._why.text(),
            areas=self._areas.text(),
            kind=Kind(self._kind.choice()),
        )

    def _on_picked(self, exercise_id: str) -> None:
        new = self._new()
        if new is not None:
            self.like_wanted.emit(new, exercise_id)

    def _on_like_clicked(self) -> None:
        view = self._library.view_at(self._library.currentRow())
        if view is not None:
            self._on_picked(view.id)

    def _on_bare_clicked(self) -> None:
        new = self._new()
        if new is not None:
            self.bare_wanted.emit(new, self._posture.choice())
