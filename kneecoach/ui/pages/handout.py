"""Choose at which level the exercises of a pack stand on its handout, and the paper."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kneecoach.ui.builder.tab_order import set_tab_order
from kneecoach.ui.handout_view import REPORTED, START, HandoutRow, HandoutView
from kneecoach.ui.paper import Paper
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.announce import announce
from kneecoach.ui.widgets.buttons import LinkButton, PrimaryButton
from kneecoach.ui.widgets.card import Card, Line
from kneecoach.ui.widgets.chips import ChipRow
from kneecoach.ui.widgets.fields import ChoiceField
from kneecoach.ui.widgets.flow import FlowLayout
from kneecoach.ui.widgets.leavable_page import LeavablePage
from kneecoach.ui.widgets.scroll_page import CARD_GAP_PX
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.widgets.turning import TurningLayout

_ACROSS_FROM_PX = 560
_MOVING = "moving"


class HandoutPage(LeavablePage):
    """Hold a choice of levels for each exercise.

    Signals:
        closed: The person goes back to the pack.
        wanted: The handout is to be saved; see `chosen` and `paper`.
    """

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__(name="handout")
        self._rows: tuple[tuple[HandoutRow, ChoiceField, Text], ...] = ()
        self._save = PrimaryButton(self.tr("Save the handout"), name="handout.save")
        self._back = LinkButton(self.tr("Back to the pack"), name="handout.back")
        self._told = Text(role=TextRole.SMALL, tone=Tone.MUTED)
        ways = (
            (REPORTED, self.tr("Where the patient stands")),
            (START, self.tr("Where it starts")),
        )
        self._all = ChipRow(
            ways, name="handout.all", label=self.tr("All exercises"), is_single=True
        )
        forms = (
            (Paper.A4.value, self.tr("Paper, A4")),
            (Paper.LETTER.value, self.tr("Paper, Letter")),
            (_MOVING, self.tr("A page that moves")),
        )
        self._form = ChipRow(
            forms, name="handout.form", label=self.tr("Handed out as"), is_single=True,
            needs_one=True,
        )  # fmt: skip
        self._form.set_chosen((Paper.A4.value,))
        self._said = Text(tone=Tone.ALARM)
        self._said.setObjectName("handout.said")
        self._holder = QWidget()
        self._build_layout()
        self._save.clicked.connect(self.wanted)
        self._back.clicked.connect(self.closed)
        self._all.choice_changed.connect(self._on_all_chosen)
        self.setFocusProxy(self._save)

    def show_handout(self, view: HandoutView) -> None:
        """Show the exercises of a pack, each at its usual level."""
        self.set_heading(
            self.tr("Handout: {name}").format(name=view.title),
            self.tr("On paper as a PDF, or as a page that moves and works offline on a telephone."),
        )
        self._told.setText(view.told)
        for one in (self._told, self._all):
            one.setVisible(bool(view.told))
        self._all.set_chosen((REPORTED,) if view.told else ())
        self.say("")
        self._rebuild(view)

    def say(self, sentence: str) -> None:
        """Say what could not be done."""
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))
        if sentence:
            announce(self._said, sentence)

    def chosen(self) -> tuple[tuple[HandoutRow, str], ...]:
        """Return the key of the level that is chosen for each exercise."""
        return tuple((row, field.choice()) for row, field, _ in self._rows)

    def paper(self) -> Paper | None:
        """Return the paper that is chosen; None for a page that moves."""
        chosen = "".join(self._form.chosen())
        return None if chosen == _MOVING else Paper(chosen)

    def _build_layout(self) -> None:
        row = QWidget()
        flow = FlowLayout(row)
        for one in (self._save, self._back):
            flow.addWidget(one)
        for widget in (row, self._form, self._said, self._told, self._all):
            self.body.addWidget(widget)
        self.body.addSpacing(CARD_GAP_PX)
        self.body.addWidget(self._holder)
        self.body.addStretch(1)

    def _rebuild(self, view: HandoutView) -> None:
        old, self._holder = self._holder, QWidget()
        self.body.replaceWidget(old, self._holder)
        old.hide()
        old.setParent(None)
        old.deleteLater()
        column = stacked(self._holder)
        column.setSpacing(CARD_GAP_PX)
        rows = []
        for at, (name, exercises) in enumerate(view.programmes):
            card = Card(name, name=f"handout.programme.{at}")
            for number, row in enumerate(exercises):
                if number:
                    card.body.addWidget(Line())
                rows.append(self._row(card, row))
            column.addWidget(card)
        self._rows = tuple(rows)
        self._holder.show()
        content = self.widget()
        if content is not None:
            set_tab_order(content)

    def _row(self, card: Card, row: HandoutRow) -> tuple[HandoutRow, ChoiceField, Text]:
        """Add an exercise to a card: its name and dose, and beside them the level."""
        label = self.tr("{exercise}: level on the handout").format(exercise=row.name)
        choices = tuple((one.key, one.words) for one in row.levels)
        where = f"handout.level.{row.programme}.{row.exercise}"
        field = ChoiceField(choices, name=where, label=label)
        dose = Text(row.levels[0].says, role=TextRole.SMALL, tone=Tone.MUTED)
        # It goes with its row.
        field.currentIndexChanged.connect(partial(self._on_level_chosen, row, field, dose))
        words = QWidget()
        column = stacked(words)
        column.setSpacing(2)
        column.addWidget(Text(row.name, role=TextRole.STRONG))
        column.addWidget(dose)
        whole = QWidget()
        across = TurningLayout(
            whole, across_from_px=_ACROSS_FROM_PX, gap_px=CARD_GAP_PX, gap_down_px=6
        )
        across.addWidget(words, 1)
        across.addWidget(field, 0, Qt.AlignmentFlag.AlignVCenter)
        card.body.addWidget(whole)
        return row, field, dose

    def _on_level_chosen(self, row: HandoutRow, field: ChoiceField, dose: Text, _at: int) -> None:
        self._show_dose(row, field, dose)
        keys = {one.choice() for _, one, _ in self._rows}
        self._all.set_chosen(tuple(keys) if len(keys) == 1 and keys <= {REPORTED, START} else ())

    def _show_dose(self, row: HandoutRow, field: ChoiceField, dose: Text) -> None:
        chosen = field.choice()
        dose.setText(next(one.says for one in row.levels if one.key == chosen))
        field.setAccessibleDescription(dose.text())

    def _on_all_chosen(self) -> None:
        key = "".join(self._all.chosen())
        for row, field, dose in self._rows:
            if key:
                field.set_choice(key if field.findData(key) >= 0 else START)
                self._show_dose(row, field, dose)
