"""Make an exercise of one's own: how it moves, what it says, its dose and ladder."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kneecoach.ui.builder.fields import Fields
from kneecoach.ui.builder.ladder import LadderPart
from kneecoach.ui.builder.tab_order import set_tab_order
from kneecoach.ui.builder.undo_keys import add_undo_shortcuts
from kneecoach.ui.builder.view import Typed
from kneecoach.ui.pose.movement import MovementPart
from kneecoach.ui.pose.posing import Posing
from kneecoach.ui.pose.view import OwnView
from kneecoach.ui.pose.words_part import WordsPart
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.buttons import PlainButton, PrimaryButton
from kneecoach.ui.widgets.card import Card, CardTone, Line
from kneecoach.ui.widgets.chips import ChipRow
from kneecoach.ui.widgets.flow import FlowLayout
from kneecoach.ui.widgets.leavable_page import LeavablePage
from kneecoach.ui.widgets.scroll_page import CARD_GAP_PX
from kneecoach.ui.widgets.text import Text, Tone

MOVEMENT, WORDS, DOSE = "movement", "words", "dose"


class OwnExercisePage(LeavablePage):
    """Show an exercise of the pack's own.

    What is done in its parts is told by those: `movement`, `words`, `ladder`.

    Signals:
        closed: The person goes back to the pack.
        typed(Typed): Something of the dose or ladder was typed.
        settled: The person is done with a field.
        undo_requested, redo_requested: A change is to be taken back, or done again.

    Args:
        variables: What a level of a ladder may change: keys and words.
    """

    typed = Signal(object)
    settled = Signal()
    undo_requested = Signal()
    redo_requested = Signal()

    def __init__(
        self, variables: tuple[tuple[str, str], ...], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(name="own_exercise", parent=parent)
        self._shown: tuple[OwnView, Posing] | None = None
        self.movement = MovementPart()
        self.words = WordsPart()
        self.ladder = LadderPart(variables, name="own")
        self._dose = Fields(name="own.dose", is_short=True)
        self._back = PrimaryButton(self.tr("Back to the pack"), name="own.back", key_hint="Esc")
        self._undo = PlainButton(self.tr("Undo"), name="own.undo", key_hint="Ctrl+Z")
        self._redo = PlainButton(self.tr("Redo"), name="own.redo")
        self._redo.setToolTip("Ctrl+Shift+Z")
        self._which = ChipRow(
            (
                (MOVEMENT, self.tr("Movement")),
                (WORDS, self.tr("Words")),
                (DOSE, self.tr("Dose and ladder")),
            ),
            name="own.which",
            label=self.tr("What is changed"),
            is_single=True,
            needs_one=True,
        )
        self._wrong = Card(self.tr("To be mended"), name="own.wrong", tone=CardTone.CARE)
        self._problems = Text(role=TextRole.SMALL, tone=Tone.ALARM)
        self._dose_card = Card(self.tr("Dose and ladder"), name="own.dose_card")
        self._build_layout()
        self._connect_signals()

    def show_exercise(self, view: OwnView, posing: Posing) -> None:
        """Show an exercise as it is written; what is being typed stays."""
        self._shown = (view, posing)
        self.set_heading(view.title, view.subtitle)
        self._problems.setText("\n".join(view.problems))
        self._wrong.setVisible(bool(view.problems))
        self._undo.setEnabled(view.may_undo)
        self._redo.setEnabled(view.may_redo)
        self._fill()

    def begin(self) -> None:
        """Start at the top, with the movement of what is shown next."""
        self._shown = None
        self._which.set_chosen((MOVEMENT,))
        self._show_part()
        self.verticalScrollBar().setValue(0)

    def focus_first(self) -> None:
        """Give the keyboard to the choice of what is changed."""
        self._which.chip(MOVEMENT).setFocus(Qt.FocusReason.OtherFocusReason)

    def _build_layout(self) -> None:
        row = QWidget()
        flow = FlowLayout(row)
        for one in (self._which, self._undo, self._redo, self._back):
            flow.addWidget(one)
        self.body.addWidget(row)
        self.body.addSpacing(CARD_GAP_PX)
        self._wrong.body.addWidget(self._problems)
        self.body.addWidget(self._wrong)
        self._dose_card.body.addWidget(self._dose)
        self._dose_card.body.addWidget(Line())
        self._dose_card.body.addWidget(self.ladder)
        for part in (self.movement, self.words, self._dose_card):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._wrong.hide()

    def _connect_signals(self) -> None:
        self._which.choice_changed.connect(self._show_part)
        self.movement.joints.sliders.rebuilt.connect(self._set_tab_order)
        self._back.clicked.connect(self.closed)
        self._undo.clicked.connect(self.undo_requested)
        self._redo.clicked.connect(self.redo_requested)
        for part in (self._dose, self.ladder):
            part.typed.connect(self._on_typed)
            part.settled.connect(self.settled)
        add_undo_shortcuts(self, self.undo_requested, self.redo_requested)

    def _set_tab_order(self) -> None:
        content = self.widget()
        if content is not None:
            set_tab_order(content)

    def _show_part(self) -> None:
        """Show one of the three parts."""
        chosen = "".join(self._which.chosen())
        self.movement.stop()
        for key, part in ((MOVEMENT, self.movement), (WORDS, self.words), (DOSE, self._dose_card)):
            part.setVisible(key == chosen)
        self._fill()

    def _fill(self) -> None:
        """Fill the part that is seen; the others are filled when they are chosen."""
        if self._shown is None:
            return
        view, posing = self._shown
        chosen = "".join(self._which.chosen())
        if chosen == WORDS:
            self.words.show_words(view.words)
        elif chosen == DOSE:
            self._dose.show_fields(view.detail.dose)
            self.ladder.show_detail(view.detail)
        else:
            self.movement.show_movement(view.movement, posing)
        self._set_tab_order()

    def _on_typed(self, typed: Typed) -> None:
        self.typed.emit(typed)
