"""Take a list of entries with a few fields each, such as cues and mistakes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kneecoach.ui.builder.fields import Field
from kneecoach.ui.builder.view import Typed
from kneecoach.ui.pose.view import EntriesView
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.buttons import PlainButton
from kneecoach.ui.widgets.card import SectionTitle
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.widgets.turning import TurningLayout

_ACROSS_FROM_PX = 520


class Entries(QWidget):
    """Hold a row of fields for each entry, and a button to add one.

    Signals:
        typed(Typed): The person typed or chose something.
        settled: The person is done with a field.
        added(str): One entry more is wanted in the list at a path.
        taken_out(str, int): An entry of the list at a path is to go; counted from 1.

    Args:
        path: Where the list is.
    """

    typed = Signal(object)
    settled = Signal()
    added = Signal(str)
    taken_out = Signal(str, int)

    def __init__(self, path: str) -> None:
        super().__init__()
        self._path = path
        self._places: object = None
        self._fields: tuple[Field, ...] = ()
        self._title = SectionTitle("")
        self._holder = QWidget()
        self._problems = Text(role=TextRole.SMALL, tone=Tone.ALARM)
        self._add = PlainButton(self.tr("Add"), name=f"own.{path}.add")
        self._box = stacked(self)
        self._box.addWidget(self._title)
        self._box.addWidget(self._holder)
        self._box.addWidget(self._problems)
        self._box.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeading)
        self._add.clicked.connect(self._on_add_clicked)

    def show_entries(self, view: EntriesView) -> None:
        """Show the entries; fields that were there before stay, with what is being typed."""
        self._title.setText(view.label)
        self._add.set_label(view.add)
        places = tuple(
            tuple((one.label, one.choices, one.path.rpartition("]")[0]) for one in fields)
            for fields in view.entries
        )
        if places != self._places:
            self._places = places
            self._rebuild(view)
        views = [one for fields in view.entries for one in fields]
        for field, one in zip(self._fields, views, strict=True):
            field.show_value(one)
        wrong = dict.fromkeys(f"{one.label}: {one.problem}" for one in views if one.problem)
        self._problems.setText("\n".join(wrong))
        self._problems.setVisible(bool(wrong))

    def focus_last(self) -> None:
        """Give the keyboard to the first field of the last entry."""
        rows = self._holder.findChildren(QWidget, "own.entry")
        if rows:
            fields = rows[-1].findChildren(Field)
            fields[0].focus()

    def _rebuild(self, view: EntriesView) -> None:
        old, self._holder = self._holder, QWidget()
        self._box.replaceWidget(old, self._holder)
        old.hide()
        old.setParent(None)
        old.deleteLater()
        column = stacked(self._holder)
        made: list[Field] = []
        for number, fields in enumerate(view.entries, start=1):
            row = QWidget()
            row.setObjectName("own.entry")
            across = TurningLayout(row, across_from_px=_ACROSS_FROM_PX, gap_px=8, gap_down_px=4)
            for one in fields:
                field = Field(one, name="own", is_short=False)
                field.typed.connect(self._on_typed)
                field.settled.connect(self._on_settled)
                across.addWidget(field, 2 if one.choices else 4)
                made.append(field)
            out = PlainButton(self.tr("Take out"), name=f"own.{self._path}.{number}.out")
            label = self.tr("Take out number {number}").format(number=number)
            out.setAccessibleName(label)
            # It goes with its row, and holds the number alone.
            out.clicked.connect(partial(self._on_out_clicked, number))
            across.addWidget(out, 0, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeading)
            column.addWidget(row)
        self._fields = tuple(made)
        self._holder.show()

    def _on_typed(self, typed: Typed) -> None:
        self.typed.emit(typed)

    def _on_settled(self) -> None:
        self.settled.emit()

    def _on_add_clicked(self) -> None:
        self.added.emit(self._path)

    def _on_out_clicked(self, number: int) -> None:
        self.taken_out.emit(self._path, number)
