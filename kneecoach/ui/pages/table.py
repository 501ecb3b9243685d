"""Ask what each column of somebody's own table holds, and show what would come of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneecoach.coach.tables import ENCODINGS, HowToRead, Preview, all_fields
from kneecoach.history.told_cells import DayOrder
from kneecoach.override import override
from kneecoach.ui.asked import button_row
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.announce import announce
from kneecoach.ui.widgets.buttons import PlainButton, PrimaryButton
from kneecoach.ui.widgets.card import Card
from kneecoach.ui.widgets.fields import ChoiceField
from kneecoach.ui.widgets.pair import Pair
from kneecoach.ui.widgets.scroll_page import Columns, ScrollPage
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.words.tables import (
    day_order_words,
    encoding_words,
    field_words,
    preview_words,
    row_words,
)

_BESIDE_PX = 420
_WIDEST_CHOICE_PX = 280


class TablePage(ScrollPage):
    """Show the columns of a table, what each is taken for, and the first sessions of it.

    Signals:
        changed: The person said something else of a column, the days or the letters.
        taken: The person wants it taken in like this.
        closed: The person went back.
    """

    changed = Signal()
    taken = Signal()
    closed = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(name="table_page", parent=parent)
        self._fields = {
            name: ChoiceField((), name=f"table.{name}", label=field_words(name))
            for name in all_fields()
        }
        self._days = ChoiceField(
            tuple((order.value, day_order_words(order)) for order in DayOrder),
            name="table.days",
            label=self.tr("How days are written"),
        )
        self._encoding = ChoiceField(
            tuple((one, encoding_words(one)) for one in ENCODINGS),
            name="table.encoding",
            label=self.tr("How letters are kept"),
        )
        self._summary = Text(role=TextRole.STRONG)
        self._summary.setObjectName("table.summary")
        self._lines = QVBoxLayout()
        self._take = PrimaryButton(self.tr("Bring it in"), name="table.take")
        self._back = PlainButton(self.tr("Back"), name="table.back", key_hint="Esc")
        self._build_layout()
        for choice in (*self._fields.values(), self._days, self._encoding):
            choice.currentIndexChanged.connect(self.changed)
        self._take.clicked.connect(self.taken)
        self._back.clicked.connect(self.closed)
        self.setFocusProxy(self._fields["date"])

    def ask(self, name: str, columns: tuple[str, ...], how: HowToRead) -> None:
        """Show the columns of a table, and what they are taken for."""
        self.set_heading(
            self.tr("Bring in {name}").format(name=name),
            self.tr("Say what each column holds. Nothing is kept before you press the button."),
        )
        taken_for = {name: column for column, name in how.columns}
        for field, choice in self._fields.items():
            choice.blockSignals(True)
            choice.clear()
            choice.addItem(self.tr("Not in the table"), "")
            for column in dict.fromkeys(columns):
                if column:
                    choice.addItem(column[:60], column)
            choice.blockSignals(False)
            choice.set_choice(taken_for.get(field, ""))
        self._days.set_choice(how.days.value)
        self._encoding.set_choice(how.encoding)

    def how(self) -> HowToRead:
        """Return what the person said."""
        return HowToRead(
            columns=tuple(
                (choice.choice(), name) for name, choice in self._fields.items() if choice.choice()
            ),
            encoding=self._encoding.choice(),
            days=DayOrder(self._days.choice()),
            is_said=True,
        )

    def show_preview(self, preview: Preview) -> None:
        """Show what would come of it."""
        words = preview_words(preview)
        self._summary.setText(words)
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for mistake in preview.mistakes:
            self._lines.addWidget(Text(mistake, role=TextRole.SMALL, tone=Tone.ALARM))
        for row in preview.first:
            self._lines.addWidget(Text(row_words(row), role=TextRole.SMALL))
        self._take.setEnabled(preview.is_ready)
        announce(self._summary, " ".join([words, *preview.mistakes[:1]]))

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        """Let Escape go back."""
        if arg__1.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(arg__1)

    def _build_layout(self) -> None:
        holds = Card(self.tr("What the columns hold"), name="table.columns")
        for name, choice in self._fields.items():
            holds.body.addWidget(_asked(field_words(name), choice))
        written = Card(self.tr("How it is written"), name="table.written")
        for choice in (self._days, self._encoding):
            written.body.addWidget(_asked(choice.accessibleName(), choice))
        comes = Card(self.tr("What would come in"), name="table.preview")
        comes.body.addWidget(self._summary)
        comes.body.addLayout(self._lines)
        comes.body.addLayout(button_row(self._take, self._back))
        columns = Columns(first=3, second=3)
        columns.first.addWidget(holds)
        columns.second.addWidget(written)
        columns.second.addWidget(comes)
        self.body.addWidget(columns)
        self.body.addStretch(1)


def _asked(question: str, choice: ChoiceField) -> Pair:
    choice.setMinimumWidth(0)
    choice.setMaximumWidth(_WIDEST_CHOICE_PX * 2)
    return Pair(Text(question), choice, together_from_px=_BESIDE_PX)
