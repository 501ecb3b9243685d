"""Ask the questions that close a session."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kneecoach.model.units import PainScore
from kneecoach.ui.answers import ASK_ABOUT_KIND_FROM, FinishAnswers
from kneecoach.ui.asked import asked_by_chips, asked_on_scale, button_row
from kneecoach.ui.feeling_chips import FlagChips
from kneecoach.ui.feeling_words import EFFORTS, effort_words
from kneecoach.ui.finish.words import missing_words, said_words
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.buttons import PlainButton, PrimaryButton
from kneecoach.ui.widgets.card import Card, SectionTitle
from kneecoach.ui.widgets.chips import ChipRow
from kneecoach.ui.widgets.fields import NoteField
from kneecoach.ui.widgets.knee_scales import KneeScales
from kneecoach.ui.widgets.text import Text, Tone

_SHARP = "sharp"
_THROUGHOUT = "throughout"


class AnswersCard(Card):
    """Take worst pain, pain now and effort, which are needed, and signs and a note, which are not.

    Signals:
        answer_changed: Something was answered or changed.
        save_clicked: The person wants to save; only when nothing needed is missing.

    Args:
        parent: The widget it is in.
    """

    answer_changed = Signal()
    save_clicked = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(name="finish_answers", parent=parent)
        self.setAccessibleName(self.tr("How was it?"))
        worst, now = self.tr("Worst pain during the session"), self.tr("Pain now")
        self._during_title = SectionTitle(worst)
        self._during = KneeScales(name="during", label=worst)
        kind = self.tr("Was that pain …")
        self._kind_title = SectionTitle(kind)
        self._kind = ChipRow(
            (
                (_SHARP, self.tr("Very sharp")),
                (_THROUGHOUT, self.tr("There all the way through")),
            ),
            name="pain_kind",
            label=kind,
        )
        self._after_title = SectionTitle(now)
        self._after = KneeScales(name="after", label=now)
        hard = self.tr("How hard was it?")
        self._effort_title = SectionTitle(hard)
        self._effort = ChipRow(
            tuple((str(effort), effort_words(effort)) for effort in EFFORTS),
            name="effort",
            label=hard,
            is_single=True,
        )
        signs = self.tr("Anything else?")
        self._flags_title = SectionTitle(signs)
        self._flags = FlagChips(name="finish_flags", label=signs)
        self._note = NoteField(name="note", label=self.tr("A note in your own words"))
        self._save = PrimaryButton(self.tr("Save"), name="save")
        self._add_note = PlainButton(self.tr("Add a note"), name="add_note")
        self._missing = Text(role=TextRole.SMALL, tone=Tone.MUTED)
        self._missing.setObjectName("missing")
        self._said = Text(role=TextRole.SMALL, tone=Tone.MUTED)
        self._said.setObjectName("said_at_stops")
        self._build_layout()
        self._connect_signals()
        self.begin_with(FinishAnswers())

    def begin_with(self, said: FinishAnswers, *, asks_each_knee: bool = False) -> None:
        """Start anew with what was said when sets were stopped, without a signal.

        The keyboard goes to the first question.
        """
        for scale in (self._during, self._after):
            scale.ask_each_knee(is_sided=asks_each_knee)
        self._during.set_score(said.during)
        self._during.set_scores(said.during_knees)
        self._kind.set_chosen((_SHARP,) if said.sharp else ())
        self._effort.set_chosen(())
        self._flags.set_flags(said.flags)
        self._said.setText(said_words(said))
        self._said.setVisible(bool(self._said.text()))
        self._note.blockSignals(True)
        self._note.set_note("")
        self._note.blockSignals(False)
        self._note.hide()
        self._add_note.show()
        self._show_state()
        self.setFocusProxy(self._during)

    def answers(self) -> FinishAnswers:
        """Return what has been answered so far, apart from single exercises."""
        during = self._during.score()
        kinds = self._kind.chosen() if _asks_kind(during) else ()
        effort = self._effort.chosen()
        return FinishAnswers(
            during=during,
            after=self._after.score(),
            effort=int(effort[0]) if effort else None,
            sharp=_SHARP in kinds,
            throughout=_THROUGHOUT in kinds,
            flags=self._flags.flags(),
            note=self._note.note(),
            during_knees=self._during.scores(),
            after_knees=self._after.scores(),
        )

    def _show_state(self) -> None:
        answers = self.answers()
        asks = _asks_kind(answers.during)
        self._kind_title.setVisible(asks)
        self._kind.setVisible(asks)
        missing = missing_words(
            during=answers.during is None,
            after=answers.after is None,
            effort=answers.effort is None,
        )
        self._save.setEnabled(answers.is_complete)
        self._save.setAccessibleDescription(missing)
        self._missing.setText(missing)
        self._missing.setVisible(bool(missing))

    def _build_layout(self) -> None:
        self.body.addLayout(asked_on_scale(self._during_title, self._during))
        self.body.addWidget(self._said)
        self.body.addLayout(asked_by_chips(self._kind_title, self._kind))
        self.body.addLayout(asked_on_scale(self._after_title, self._after))
        self.body.addLayout(asked_by_chips(self._effort_title, self._effort))
        self.body.addLayout(asked_by_chips(self._flags_title, self._flags))
        self.body.addWidget(self._note)
        self.body.addLayout(button_row(self._save, self._add_note))
        self.body.addWidget(self._missing)

    def _connect_signals(self) -> None:
        for scale in (self._during, self._after):
            scale.score_chosen.connect(self._on_answered)
        for row in (self._kind, self._effort):
            row.choice_changed.connect(self._on_answered)
        self._flags.flags_changed.connect(self._on_answered)
        self._note.textChanged.connect(self._on_answered)
        self._add_note.clicked.connect(self._on_add_note_clicked)
        self._save.clicked.connect(self._on_save_clicked)

    def _on_answered(self) -> None:
        self._show_state()
        self.answer_changed.emit()

    def _on_add_note_clicked(self) -> None:
        self._note.show()
        self._note.setFocus(Qt.FocusReason.OtherFocusReason)
        self._add_note.hide()

    def _on_save_clicked(self) -> None:
        self._show_state()
        if self.answers().is_complete:
            self.save_clicked.emit()


def _asks_kind(during: PainScore | None) -> bool:
    return during is not None and during >= ASK_ABOUT_KIND_FROM
