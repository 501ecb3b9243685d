"""Take what is typed into the fields of a pack; what is wrong stands below them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from kneecoach.ui.builder.undo_keys import UndoKeys
from kneecoach.ui.builder.view import FieldView, Typed
from kneecoach.ui.theme.type import TextRole, scaled
from kneecoach.ui.widgets.fields import ChoiceField, LineField
from kneecoach.ui.widgets.flow import FlowLayout
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.words.builder import taken

_SHORT_PX = 92


class Field(QWidget):
    """Hold the name of a field above it.

    Signals:
        typed(Typed): The person typed or chose something.
        settled: The person is done with the field.
    """

    typed = Signal(object)
    settled = Signal()

    def __init__(self, view: FieldView, *, name: str, is_short: bool) -> None:
        super().__init__()
        self._view = view
        column = stacked(self)
        column.setSpacing(2)
        column.addWidget(Text(view.label, role=TextRole.SMALL, tone=Tone.MUTED))
        where = f"{name}.{view.path}"
        if view.choices:
            self._choice = ChoiceField(view.choices, name=where, label=view.label)
            self._choice.activated.connect(self._on_chosen)
            column.addWidget(self._choice)
            self._line = None
        else:
            self._line = LineField(name=where, label=view.label)
            self._line.setPlaceholderText(view.hint)
            self._line.textEdited.connect(self._on_edited)
            self._line.editingFinished.connect(self._on_finished)
            UndoKeys(self._line)
            column.addWidget(self._line)
        if is_short and self._line is not None:
            self._line.setFixedWidth(scaled(_SHORT_PX))
        self.show_value(view)

    def show_value(self, view: FieldView) -> None:
        """Show what is written; what is being typed stays as it is typed."""
        self._view = view
        if self._line is None:
            self._choice.set_choice(view.value)
            self._choice.setAccessibleDescription(view.problem or view.label)
            return
        is_typing = self._line.hasFocus() and taken(view.path, self._line.text()) == view.value
        if not is_typing and self._line.text() != view.value:
            self._line.setText(view.value)
            self._line.setCursorPosition(len(view.value) if self._line.hasFocus() else 0)
        self._line.setAccessibleDescription(view.problem)

    @property
    def path(self) -> str:
        """Return the place that it stands for."""
        return self._view.path

    def focus(self) -> None:
        """Give the keyboard to it."""
        (self._choice if self._line is None else self._line).setFocus()

    def has_focus(self) -> bool:
        """Return whether the keyboard is on it."""
        return (self._choice if self._line is None else self._line).hasFocus()

    def _on_edited(self, text: str) -> None:
        self._emit_typed(text)

    def _on_chosen(self) -> None:
        self._emit_typed(self._choice.choice())
        self.settled.emit()

    def _on_finished(self) -> None:
        self.settled.emit()
        if self._line is not None and self._line.text() != self._view.value:
            self._line.setText(self._view.value)

    def _emit_typed(self, text: str) -> None:
        self.typed.emit(Typed(file=self._view.file, path=self._view.path, text=text))


class Fields(QWidget):
    """Hold fields side by side, or in a column, and below them what is wrong.

    Signals:
        typed(Typed): The person typed or chose something.
        settled: The person is done with a field.

    Args:
        name: Object name; that of a field is made from it and the place of the field.
        is_short: Fields are short and stand side by side.
    """

    typed = Signal(object)
    settled = Signal()

    def __init__(self, *, name: str, is_short: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self._is_short = is_short
        self._places: tuple[object, ...] = ()
        self._fields: tuple[Field, ...] = ()
        self._holder = QWidget()
        self._problems = Text(role=TextRole.SMALL, tone=Tone.ALARM)
        self._problems.setObjectName(f"{name}.problems")
        self._box = stacked(self)
        self._box.addWidget(self._holder)
        self._box.addWidget(self._problems)

    def show_fields(self, views: tuple[FieldView, ...]) -> None:
        """Show fields; those that were there before stay, with what is being typed in them."""
        places = tuple((one.path, one.label, one.choices) for one in views)
        if places != self._places:
            held = next((one.path for one in self._fields if one.has_focus()), "")
            self._places = places
            self._rebuild(views)
            for field in self._fields:
                if field.path == held:
                    field.focus()
        for field, view in zip(self._fields, views, strict=True):
            field.show_value(view)
        wrong = [f"{one.label}: {one.problem}" for one in views if one.problem]
        self._problems.setText("\n".join(wrong))
        self._problems.setVisible(bool(wrong))

    def _rebuild(self, views: tuple[FieldView, ...]) -> None:
        old, self._holder = self._holder, QWidget()
        self._box.replaceWidget(old, self._holder)
        old.hide()
        old.setParent(None)
        old.deleteLater()
        row: FlowLayout | QBoxLayout
        if self._is_short:
            row = FlowLayout(self._holder, line_gap_px=8)
            row.setSpacing(8)
        else:
            row = stacked(self._holder)
        name, short = self.objectName(), self._is_short
        self._fields = tuple(Field(one, name=name, is_short=short) for one in views)
        for field in self._fields:
            field.typed.connect(self._on_typed)
            field.settled.connect(self._on_settled)
            row.addWidget(field)
        self._holder.show()

    def _on_typed(self, typed: Typed) -> None:
        self.typed.emit(typed)

    def _on_settled(self) -> None:
        self.settled.emit()
