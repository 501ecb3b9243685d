"""Take the news that a sign is known and was checked, so that it does not count for a while."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kneecoach.coach.overruling import LONGEST_SILENCE_DAYS
from kneecoach.ui.care_view import Sign, SilenceAnswer
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.announce import announce
from kneecoach.ui.widgets.buttons import LinkButton, PlainButton
from kneecoach.ui.widgets.chips import ChipRow
from kneecoach.ui.widgets.fields import NoteField
from kneecoach.ui.widgets.flow import FlowLayout
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.words.care import sign_of_knee

_WEEKS = (2, 4, 12)
"""Lengths that are offered; the longest stays below `LONGEST_SILENCE_DAYS`. Source: house rule."""


class SilenceQuestion(QWidget):
    """Offer to silence a sign; ask which, for how long, and who checked it.

    Signals:
        opened: The questions are in the page now.
        answered(SilenceAnswer): The person said all three.

    Args:
        signs: The signs that stand and may be silenced.
        name: What the object names of the controls begin with.
        parent: The widget it is in.
    """

    opened = Signal()
    answered = Signal(object)

    def __init__(
        self, signs: tuple[Sign, ...], *, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._by_key = {f"{one.flag}.{one.knee}": one for one in signs}
        self._open = PlainButton(self.tr("A sign is known and was checked"), name=f"{name}.open")
        self._question = QWidget()
        which, how_long = self.tr("Which sign?"), self.tr("For how long?")
        self._which = Text(which)
        self._signs = ChipRow(
            tuple((key, sign_of_knee(one)) for key, one in self._by_key.items()),
            name=f"{name}.sign",
            label=which,
            is_single=True,
            needs_one=True,
        )
        self._how_long = Text(how_long)
        self._weeks = ChipRow(
            tuple((str(weeks), self.tr("{weeks} weeks").format(weeks=weeks)) for weeks in _WEEKS),
            name=f"{name}.weeks",
            label=how_long,
            is_single=True,
            needs_one=True,
        )
        label = self.tr("Who checked it, and when?")
        self._who = Text(label)
        self._note = NoteField(name=f"{name}.note", label=label)
        self._hint = Text(
            self.tr("It counts again by itself after that. Everything is kept on record."),
            role=TextRole.SMALL,
            tone=Tone.MUTED,
        )
        self._save = PlainButton(self.tr("Save and go on"), name=f"{name}.save")
        self._cancel = LinkButton(self.tr("Leave it as it is"), name=f"{name}.cancel")
        self._signs.set_chosen(tuple(self._by_key)[:1])
        self._weeks.set_chosen((str(_WEEKS[0]),))
        self._build_layout()
        self._connect_signals()

    def _build_layout(self) -> None:
        question = stacked(self._question)
        for part in (self._which, self._signs, self._how_long, self._weeks, self._who):
            question.addWidget(part)
        question.addWidget(self._note)
        question.addWidget(self._hint)
        buttons = QWidget()
        row = FlowLayout(buttons)
        row.addWidget(self._save)
        row.addWidget(self._cancel)
        question.addWidget(buttons)
        self._question.hide()
        whole = stacked(self)
        whole.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeading)
        whole.addWidget(self._question)

    def _connect_signals(self) -> None:
        self._open.clicked.connect(self._on_open_clicked)
        self._save.clicked.connect(self._on_save_clicked)
        self._cancel.clicked.connect(self._on_cancel_clicked)

    def _on_open_clicked(self) -> None:
        self._question.show()
        self._signs.chip(self._signs.chosen()[0]).setFocus()
        self._open.hide()
        self.opened.emit()

    def _on_cancel_clicked(self) -> None:
        self._open.show()
        self._open.setFocus()
        self._question.hide()

    def _on_save_clicked(self) -> None:
        note = self._note.note()
        if not note:
            needed = self.tr("Say in a few words who checked it, such as “physio, Tuesday”.")
            self._hint.setText(needed)
            self._hint.set_tone(Tone.ALARM)
            announce(self._note, needed)
            self._note.setFocus()
            return
        sign = self._by_key[self._signs.chosen()[0]]
        days = min(int(self._weeks.chosen()[0]) * 7, LONGEST_SILENCE_DAYS)
        self._emit_answered(SilenceAnswer(flag=sign.flag, knee=sign.knee, days=days, note=note))

    def _emit_answered(self, answer: SilenceAnswer) -> None:
        self.answered.emit(answer)
