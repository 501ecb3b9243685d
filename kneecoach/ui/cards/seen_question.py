"""Take the news that someone has looked at the knee."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.announce import announce
from kneecoach.ui.widgets.buttons import LinkButton, PlainButton
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone


class SeenQuestion(QWidget):
    """Offer "I have been seen", then ask by whom and what was said.

    Signals:
        seen_reported(str): Someone has been seen; carries who and what was said.

    Args:
        name: What the object names of the controls begin with.
        parent: The widget it is in.
    """

    seen_reported = Signal(str)

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._seen = PlainButton(self.tr("I have been seen"), name=f"{name}.seen")
        self._question: _Question | None = None
        self._column = stacked(self)
        self._column.addWidget(self._seen, 0, Qt.AlignmentFlag.AlignLeading)
        self._seen.clicked.connect(self._on_seen_clicked)

    def _on_seen_clicked(self) -> None:
        if self._question is None:
            self._question = _Question(name=self._name)
            self._question.saved.connect(self._on_saved)
            self._question.cancelled.connect(self._on_cancelled)
            self._column.addWidget(self._question)
        self._question.show()
        self._question.take_focus()
        self._seen.hide()

    def _on_cancelled(self) -> None:
        self._seen.show()
        self._seen.setFocus()
        if self._question is not None:
            self._question.hide()

    def _on_saved(self, note: str) -> None:
        self.seen_reported.emit(note)


class _Question(QWidget):
    """Ask by whom and what was said; made when it is asked, for it brings a field to write in."""

    saved = Signal(str)
    cancelled = Signal()

    def __init__(self, *, name: str) -> None:
        super().__init__()
        from kneecoach.ui.widgets.fields import NoteField  # noqa: PLC0415 - Today comes first
        from kneecoach.ui.widgets.flow import FlowLayout  # noqa: PLC0415 - as above

        label = self.tr("Who did you see, and what did they say?")
        self._note = NoteField(name=f"{name}.note", label=label)
        self._hint = Text(
            self.tr("A few words are enough, such as “physio, Tuesday: go on gently”."),
            role=TextRole.SMALL,
            tone=Tone.MUTED,
        )
        save = PlainButton(self.tr("Save and go on"), name=f"{name}.save")
        cancel = LinkButton(self.tr("Not yet"), name=f"{name}.cancel")
        column = stacked(self)
        buttons = QWidget()
        for part in (Text(label), self._note, self._hint, buttons):
            column.addWidget(part)
        row = FlowLayout(buttons)
        row.addWidget(save)
        row.addWidget(cancel)
        save.clicked.connect(self._on_save_clicked)
        cancel.clicked.connect(self.cancelled)

    def take_focus(self) -> None:
        """Take the keyboard to the note."""
        self._note.setFocus()

    def _on_save_clicked(self) -> None:
        note = self._note.note()
        if not note:
            announce(self._note, self._hint.text())
            self._hint.set_tone(Tone.ALARM)
            self._note.setFocus()
            return
        self._emit_saved(note)

    def _emit_saved(self, note: str) -> None:
        self.saved.emit(note)
