"""Take a list of texts as lines, or a text of a few lines; what is wrong stands below."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kneecoach.packs.building.written import clean
from kneecoach.ui.builder.undo_keys import UndoKeys
from kneecoach.ui.pose.view import ListView
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.fields import NoteField
from kneecoach.ui.widgets.scroll_bar import ThinScrollBar
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone


class Lines(QWidget):
    """Hold a list of texts, a line each.

    Signals:
        typed(str, tuple): Lines were typed for the list at a path.

    Args:
        path: Where the list is.
        label: What it is called.
        lines: Lines that there is room for.
        is_one_text: All lines together are one text.
    """

    typed = Signal(str, object)

    def __init__(self, *, path: str, label: str, lines: int, is_one_text: bool = False) -> None:
        super().__init__()
        self._path = path
        self._is_one_text = is_one_text
        self._note = NoteField(name=f"own.lines.{path}", label=label, lines=lines)
        self._note.setVerticalScrollBar(ThinScrollBar())
        self._problem = Text(role=TextRole.SMALL, tone=Tone.ALARM)
        column = stacked(self)
        column.setSpacing(2)
        column.addWidget(Text(label, role=TextRole.SMALL, tone=Tone.MUTED))
        column.addWidget(self._note)
        column.addWidget(self._problem)
        self._note.textChanged.connect(self._on_changed)
        UndoKeys(self._note)

    def show_list(self, view: ListView) -> None:
        """Show what is written; what is being typed stays as it is typed."""
        is_typing = self._note.hasFocus() and self._typed() == view.lines
        text = "\n".join(view.lines)
        if not is_typing and self._note.toPlainText() != text:
            self._note.blockSignals(True)
            self._note.set_note(text)
            self._note.blockSignals(False)
        self._problem.setText(view.problem)
        self._problem.setVisible(bool(view.problem))
        self._note.setAccessibleDescription(view.problem)

    def _typed(self) -> tuple[str, ...]:
        lines = (clean(one) for one in self._note.toPlainText().split("\n"))
        found = tuple(one for one in lines if one)
        return (" ".join(found),) if found and self._is_one_text else found

    def _on_changed(self) -> None:
        self.typed.emit(self._path, self._typed())
