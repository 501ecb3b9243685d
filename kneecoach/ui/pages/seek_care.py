"""Say calmly how soon someone should look at the knee, what to say, and what may go on."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from kneecoach.model.decision import Urgency
from kneecoach.override import override
from kneecoach.ui.cards.seen_question import SeenQuestion
from kneecoach.ui.cards.silence_question import SilenceQuestion
from kneecoach.ui.care_view import CareView, SilenceAnswer
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.announce import announce
from kneecoach.ui.widgets.buttons import LinkButton, PlainButton
from kneecoach.ui.widgets.card import Card, CardTone
from kneecoach.ui.widgets.flow import FlowLayout
from kneecoach.ui.widgets.scroll_page import CARD_GAP_PX, Columns, ScrollPage
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.words.care import how_soon_words, title_words, why_words


class SeekCarePage(ScrollPage):
    """Show how soon first and largest, then what was reported, what to say and what may go on.

    Signals:
        closed: The person wants to go back.
        copy_requested: The person wants the summary on the clipboard.
        print_requested: The person wants it on paper.
        pdf_requested: The person wants it as a file.
        seen_reported(str): Someone has been seen; carries who and what was said.
        silence_chosen(SilenceAnswer): A sign is known and was checked.
    """

    closed = Signal()
    copy_requested = Signal()
    print_requested = Signal()
    pdf_requested = Signal()
    seen_reported = Signal(str)
    silence_chosen = Signal(object)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(name="seek_care_page", parent=parent)
        self._holder: QWidget | None = None
        self._known: Card | None = None
        self._back = PlainButton(self.tr("Back to Today"), name="seek_care.back", key_hint="Esc")
        self._copy = PlainButton(self.tr("Copy"), name="seek_care.copy", key_hint="Ctrl+C")
        self._print = PlainButton(self.tr("Print…"), name="seek_care.print")
        self._pdf = LinkButton(self.tr("Save as a PDF file…"), name="seek_care.pdf")
        self._done = Text(role=TextRole.SMALL, tone=Tone.GOOD)
        self._copy.setAccessibleName(self.tr("Copy the summary"))
        self._print.setAccessibleName(self.tr("Print the summary"))
        self._pdf.setAccessibleName(self.tr("Save the summary as a PDF file"))
        self._outer = QWidget()
        self._parts = stacked(self._outer)
        self.body.addWidget(self._outer)
        self.body.addStretch(1)
        self.setFocusProxy(self._back)
        self._connect_signals()

    def show_care(self, view: CareView) -> None:
        """Show what to do now."""
        self.set_heading(title_words(view.urgency))
        self._known = None
        for kept in (self._back, self._copy, self._print, self._pdf, self._done):
            kept.setParent(None)
        if self._holder is not None:
            self._parts.removeWidget(self._holder)
            self._holder.hide()
            self._holder.deleteLater()
        self._done.setText("")
        self._holder = self._whole(view)
        self._parts.addWidget(self._holder)
        self.verticalScrollBar().setValue(0)

    def say(self, sentence: str) -> None:
        """Say under the summary what was done with it."""
        self._done.setText(sentence)
        self._done.setVisible(bool(sentence))
        announce(self._done, sentence)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape go back, and the usual key copy the summary."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            # What was done is said below the button, wherever the page was before.
            self.ensureWidgetVisible(self._copy, 0, 3 * self._copy.height())
            self.copy_requested.emit()
        else:
            super().keyPressEvent(event)

    def _connect_signals(self) -> None:
        self._back.clicked.connect(self._on_back_clicked)
        self._copy.clicked.connect(self._on_copy_clicked)
        self._print.clicked.connect(self._on_print_clicked)
        self._pdf.clicked.connect(self._on_pdf_clicked)

    def _whole(self, view: CareView) -> QWidget:
        holder = QWidget()
        column = stacked(holder)
        column.setSpacing(CARD_GAP_PX)
        column.addWidget(self._lead_card(view))
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeading)
        self._back.show()
        columns = Columns(first=3, second=2)
        columns.first.addWidget(self._summary_card(view))
        columns.second.addWidget(self._meanwhile_card(view))
        if view.urgency is not Urgency.EMERGENCY:
            columns.second.addWidget(self._seen_card())
            if view.silenceable:
                columns.second.addWidget(self._silence_card(view))
        column.addWidget(columns)
        return holder

    def _lead_card(self, view: CareView) -> Card:
        card = Card(name="seek_care.lead", tone=CardTone.CARE)
        card.setAccessibleName(how_soon_words(view.urgency))
        is_emergency = view.urgency is Urgency.EMERGENCY
        role = TextRole.TITLE if is_emergency else TextRole.HEADING
        card.body.addWidget(Text(how_soon_words(view.urgency), role=role))
        for sentence in view.reported:
            card.body.addWidget(Text(sentence))
        card.body.addWidget(Text(why_words(view.urgency), tone=Tone.MUTED))
        return card

    def _summary_card(self, view: CareView) -> Card:
        card = Card(self.tr("What to say"), name="seek_care.summary")
        intro = self.tr("You may read this out, send it, or take it along.")
        card.body.addWidget(Text(intro, role=TextRole.SMALL, tone=Tone.MUTED))
        buttons = QWidget()
        row = FlowLayout(buttons)
        for button in (self._copy, self._print, self._pdf):
            row.addWidget(button)
            button.show()
        card.body.addWidget(buttons)
        card.body.addWidget(self._done)
        self._done.hide()
        summary = Text(view.summary, role=TextRole.SMALL)
        summary.setObjectName("seek_care.text")
        summary.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card.body.addWidget(summary)
        return card

    def _meanwhile_card(self, view: CareView) -> Card:
        card = Card(self.tr("What may go on meanwhile"), name="seek_care.meanwhile")
        for line in view.meanwhile:
            card.body.addWidget(Text(line))
        return card

    def _seen_card(self) -> Card:
        card = Card(self.tr("When someone has looked at it"), name="seek_care.answered")
        goes_on = self.tr("The plan goes on from there.")
        card.body.addWidget(Text(goes_on, role=TextRole.SMALL, tone=Tone.MUTED))
        seen = SeenQuestion(name="seek_care")
        seen.seen_reported.connect(self._on_seen_reported)
        card.body.addWidget(seen)
        return card

    def _silence_card(self, view: CareView) -> Card:
        card = Card(self.tr("When you have long known the sign"), name="seek_care.known")
        what = self.tr("One that was checked can be left out for a while.")
        card.body.addWidget(Text(what, role=TextRole.SMALL, tone=Tone.MUTED))
        question = SilenceQuestion(view.silenceable, name="silence")
        question.opened.connect(self._on_silence_opened)
        question.answered.connect(self._on_silence_answered)
        card.body.addWidget(question)
        self._known = card
        return card

    def _on_silence_opened(self) -> None:
        """Scroll to the questions as soon as they have their place."""
        QTimer.singleShot(0, self._scroll_to_silence)

    def _scroll_to_silence(self) -> None:
        if self._known is not None:
            self.ensureWidgetVisible(self._known, 0, CARD_GAP_PX)

    def _on_silence_answered(self, answer: SilenceAnswer) -> None:
        self.silence_chosen.emit(answer)

    def _on_back_clicked(self) -> None:
        self.closed.emit()

    def _on_copy_clicked(self) -> None:
        self.copy_requested.emit()

    def _on_print_clicked(self) -> None:
        self.print_requested.emit()

    def _on_pdf_clicked(self) -> None:
        self.pdf_requested.emit()

    def _on_seen_reported(self, note: str) -> None:
        self.seen_reported.emit(note)
