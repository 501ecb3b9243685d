"""Offer choices: as chips, as a list that changes with what is there, below their names."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kneecoach.ui.widgets.chips import ChipRow
from kneecoach.ui.widgets.fields import ChoiceField
from kneecoach.ui.widgets.flow import FlowLayout
from kneecoach.ui.widgets.stack import stacked

Choices = tuple[tuple[str, str], ...]


def one_of(choices: Choices, *, name: str, label: str) -> ChipRow:
    """Return chips of which one is always chosen."""
    return ChipRow(choices, name=name, label=label, is_single=True, needs_one=True)


def offer(field: ChoiceField, choices: Choices) -> None:
    """Let a field offer other choices; the chosen one stays where it can."""
    now = tuple((field.itemData(at), field.itemText(at)) for at in range(field.count()))
    if now == choices:
        return
    chosen = field.choice()
    field.blockSignals(True)
    field.clear()
    for key, words in choices:
        field.addItem(words, key)
    field.blockSignals(False)
    field.set_choice(chosen)
    field.updateGeometry()


def in_a_row(*widgets: QWidget) -> QWidget:
    """Return widgets side by side, over as many lines as they need."""
    holder = QWidget()
    flow = FlowLayout(holder)
    for one in widgets:
        flow.addWidget(one)
    return holder


def topped(widget: QWidget) -> QWidget:
    """Return a widget that stands at the top of the room it is given."""
    holder = QWidget()
    column = stacked(holder)
    column.addWidget(widget)
    column.addStretch(1)
    return holder
