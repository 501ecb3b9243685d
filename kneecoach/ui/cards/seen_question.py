"""Take the news that someone has looked at the knee."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.announce import announce
from kneecoach.ui.widgets.buttons import LinkButton, PlainButton
from kneecoach.ui.widgets.fields import NoteField
from kneecoach.ui.widgets.flow import FlowLayout
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
        self._seen = PlainButton(self.tr("I have been seen"), name=f"{name}.seen")
        self._question = QWidget()
        label = self.tr("Who did you see, and what did they say?")
        self._ask = Text(label)
        self._note = NoteField(name=f"{name}.note", label=label)
        self._hint = Text(
            self.tr("A few words are enough, such as “physio, Tuesday: go on gently”."),
            role=TextRole.SMALL,
            tone=Tone.MUTED,
        )
        self._save = PlainButton(self.tr("Save and go on"), name=f"{name}.save")
        self._cancel = LinkButton(self.tr("Not yet"), name=f"{name}.cancel")
        self._build_layout()
        self._connect_signals()

    def _build_layout(self) -> None:
        question = stacked(self._question)
        for part in (self._ask, self._note, self._hint):
            question.addWidget(part)
        buttons = QWidget()
        row = FlowLayout(buttons)
        row.addWidget(self._save)
        row.addWidget(self._cancel)
        question.addWidget(buttons)
        self._question.hide()
        whole = stacked(self)
        whole.addWidget(self._seen, 0, Qt.AlignmentFlag.AlignLeading)
        whole.addWidget(self._question)

    def _connect_signals(self) -> None:
        self._seen.clicked.connect(self._on_seen_clicked)
        self._save.clicked.connect(self._on_save_clicked)
        self._cancel.clicked.connect(self._on_cancel_clicked)

    def _on_seen_clicked(self) -> None:
        self._seen.hide()
        self._question.show()
        self._note.setFocus()

    def _on_cancel_clicked(self) -> None:
        self._question.hide()
        self._seen.show()
        self._seen.setFocus()

    def _on_save_clicked(self) -> None:
        note = self._note.note()
        if not note:
            announce(self._note, self._hint.text())
            self._hint.set_tone(Tone.ALARM)
            self._note.setFocus()
            return
        self._emit_seen_reported(note)

    def _emit_seen_reported(self, note: str) -> None:
        self.seen_reported.emit(note)
