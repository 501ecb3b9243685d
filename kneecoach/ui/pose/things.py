"""Put things into the room of a figure, and say where they stand."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QListWidgetItem, QWidget

from kneecoach.ui.builder.fields import Fields
from kneecoach.ui.builder.plain_list import PlainList
from kneecoach.ui.builder.view import Typed
from kneecoach.ui.pose.view import ThingView
from kneecoach.ui.theme.tokens import TARGET_PX
from kneecoach.ui.theme.type import TextRole, font_for, scaled
from kneecoach.ui.widgets.buttons import PlainButton
from kneecoach.ui.widgets.card import SectionTitle
from kneecoach.ui.widgets.fields import ChoiceField
from kneecoach.ui.widgets.flow import FlowLayout
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.words.pose import thing_choices

_ROWS = 4


class Things(QWidget):
    """Hold the list of things, and the fields of the one that is chosen.

    Signals:
        typed(Typed): Where a thing stands was typed.
        settled: The person is done with a field.
        added(str): A thing of this kind is wanted.
        taken_out(int): A thing is to go; counted from 1.
    """

    typed = Signal(object)
    settled = Signal()
    added = Signal(str)
    taken_out = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._views: tuple[ThingView, ...] = ()
        self._list = PlainList()
        self._list.setObjectName("pose.things")
        self._list.setAccessibleName(self.tr("Things in the room"))
        self._fields = Fields(name="pose.thing", is_short=True)
        self._new = ChoiceField(
            thing_choices(), name="pose.thing.new", label=self.tr("A further thing")
        )
        self._add = PlainButton(self.tr("Put it in"), name="pose.thing.add")
        self._out = PlainButton(self.tr("Take out"), name="pose.thing.out")
        column = stacked(self)
        column.addWidget(SectionTitle(self.tr("Things in the room")))
        column.addWidget(self._list)
        column.addWidget(self._fields)
        row = QWidget()
        flow = FlowLayout(row)
        for one in (self._new, self._add, self._out):
            flow.addWidget(one)
        column.addWidget(row)
        self._list.currentRowChanged.connect(self._on_row_changed)
        self._fields.typed.connect(self._on_typed)
        self._fields.settled.connect(self.settled)
        self._add.clicked.connect(self._on_add_clicked)
        self._out.clicked.connect(self._on_out_clicked)

    def show_things(self, views: tuple[ThingView, ...]) -> None:
        """Show things; one that was put in is chosen, else the same as before."""
        row = len(views) - 1 if len(views) > len(self._views) else self._list.currentRow()
        self._views = views
        self._list.blockSignals(True)
        self._list.clear()
        for view in views:
            item = QListWidgetItem(view.line)
            item.setSizeHint(QSize(0, scaled(TARGET_PX)))
            item.setFont(font_for(TextRole.BODY))
            self._list.addItem(item)
        self._list.setCurrentRow(max(0, min(row, len(views) - 1)) if views else -1)
        self._list.blockSignals(False)
        self._list.setVisible(bool(views))
        self._list.setFixedHeight(max(1, min(len(views), _ROWS)) * scaled(TARGET_PX) + 6)
        self._out.setEnabled(bool(views))
        self._show_fields()

    def _show_fields(self) -> None:
        row = self._list.currentRow()
        self._fields.show_fields(self._views[row].fields if 0 <= row < len(self._views) else ())

    def _on_row_changed(self) -> None:
        self._show_fields()

    def _on_typed(self, typed: Typed) -> None:
        self.typed.emit(typed)

    def _on_add_clicked(self) -> None:
        self.added.emit(self._new.choice())

    def _on_out_clicked(self) -> None:
        self.taken_out.emit(self._list.currentRow() + 1)
