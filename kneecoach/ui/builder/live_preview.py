"""Show beside a pack that is being made what its patient will see, with the patient's own cards."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from kneecoach.override import override
from kneecoach.ui.builder.patients_eyes import PatientsEyes
from kneecoach.ui.cards.call_card import call_card
from kneecoach.ui.cards.exercise_cards import note_card
from kneecoach.ui.cards.session_card import SessionCard
from kneecoach.ui.exercise_view import ExerciseView
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.card import Card
from kneecoach.ui.widgets.scroll_page import CARD_GAP_PX
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.words.calling import call_lines
from kneecoach.ui.words.today import figures_of, shown_of


class LivePreview(QWidget):
    """Hold the first day as the patient will see it, and a word on the exercise looked at.

    It follows what is typed while it is in view, and asks to be brought up to date when it comes
    into view. Nothing of it is read out by itself: it stands where it is when it is gone to.

    Signals:
        came_into_view: It is seen again, and may be out of date.
        start_requested: The person presses Start, as the patient would.
    """

    came_into_view = Signal()
    start_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("builder.live")
        self.setAccessibleName(self.tr("What the patient sees"))
        self._heading = Text(role=TextRole.HEADING)
        self._subtitle = Text(role=TextRole.SMALL, tone=Tone.MUTED)
        self._subtitle.setObjectName("builder.live.subtitle")
        self._cards: tuple[Card, ...] = ()
        self._shown: object = None
        self._column = stacked(self)
        title = Text(self.tr("What the patient sees"), role=TextRole.SMALL, tone=Tone.MUTED)
        for one in (title, self._heading, self._subtitle):
            self._column.addWidget(one)

    def show_eyes(self, eyes: PatientsEyes) -> None:
        """Show what the patient will see; nothing is made anew when it is as before."""
        today, figures = shown_of(eyes.today), figures_of(eyes.today)
        calls = call_lines(eyes.programme)
        shown = (today, figures, _of(eyes.exercise), calls, eyes.catalogue.packs)
        if shown == self._shown:
            return
        self._shown = shown
        self._heading.setText(today.heading)
        self._subtitle.setText(today.subtitle)
        cards: list[Card] = []
        if today.session is not None:
            session = SessionCard(today.session)
            session.show_figures(figures)
            if session.start is not None:
                session.start.setObjectName("builder.live.start")
                session.start_requested.connect(self._on_start_requested)
            cards.append(session)
        if eyes.exercise is not None:
            cards += _exercise_cards(eyes.exercise, self.tr("A word from your physiotherapist"))
        call = call_card(eyes.programme, eyes.catalogue)
        self._put([*cards, call] if call is not None else cards)

    def show_why_not(self, sentence: str) -> None:
        """Say why nothing can be seen yet."""
        self._shown = None
        self._heading.setText("")
        self._subtitle.setText(sentence)
        self._put([])

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Ask to be brought up to date."""
        super().showEvent(event)
        self.came_into_view.emit()

    def _put(self, cards: list[Card]) -> None:
        self._heading.setVisible(bool(self._heading.text()))
        for one in self._cards:
            self._column.removeWidget(one)
            one.hide()
            one.setParent(None)
            one.deleteLater()
        self._cards = tuple(cards)
        for one in cards:
            self._column.addWidget(one)
            one.show()
        self._column.setSpacing(CARD_GAP_PX // 2)

    def _on_start_requested(self) -> None:
        self.start_requested.emit()


def _of(view: ExerciseView | None) -> object:
    """Return what is shown of an exercise."""
    return None if view is None else (view.exercise.name, view.note, view.reasons)


def _exercise_cards(view: ExerciseView, note_title: str) -> list[Card]:
    """Return what the patient reads about the exercise that is looked at."""
    card = Card(view.exercise.name, name="builder.live.exercise")
    for reason in view.reasons:
        card.body.addWidget(Text(reason))
    return [note_card(view.note, note_title), card] if view.note else [card]
