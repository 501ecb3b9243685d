"""Show beside a pack that is being made what its patient will see, with the patient's own cards."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from kneecoach.model.exercise import Exercise
from kneecoach.override import override
from kneecoach.ui.builder.patients_eyes import PatientsEyes
from kneecoach.ui.cards.call_card import call_card
from kneecoach.ui.cards.exercise_cards import note_card
from kneecoach.ui.cards.session_card import SessionCard
from kneecoach.ui.exercise_view import ExerciseView
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.today_shown import SessionShown
from kneecoach.ui.widgets.card import Card
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.words.calling import call_lines
from kneecoach.ui.words.today import figures_of, shown_of

_WORDS = 3
"""Lines above the cards."""


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
        self._cards: tuple[tuple[object, Card], ...] = ()
        self._column = stacked(self)
        title = Text(self.tr("What the patient sees"), role=TextRole.SMALL, tone=Tone.MUTED)
        for one in (title, self._heading, self._subtitle):
            self._column.addWidget(one)

    def show_eyes(self, eyes: PatientsEyes) -> None:
        """Show what the patient will see; a card that says the same as before stays."""
        today, figures = shown_of(eyes.today), figures_of(eyes.today)
        self._heading.setText(today.heading)
        self._subtitle.setText(today.subtitle)
        session, exercise = today.session, eyes.exercise
        parts: list[tuple[object, Callable[[], Card | None]]] = []
        if session is not None:
            parts.append(((session, figures), lambda: self._session_card(session, figures)))
        if exercise is not None and exercise.note:
            title = self.tr("A word from your physiotherapist")
            parts.append((exercise.note, lambda: note_card(exercise.note, title)))
        if exercise is not None:
            said = (exercise.exercise.name, exercise.reasons)
            parts.append((said, lambda: _exercise_card(exercise)))
        calls = (call_lines(eyes.programme), eyes.catalogue.packs)
        parts.append((calls, lambda: call_card(eyes.programme, eyes.catalogue)))
        self._put(parts)

    def show_why_not(self, sentence: str) -> None:
        """Say why nothing can be seen yet."""
        self._heading.setText("")
        self._subtitle.setText(sentence)
        self._put([])

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Ask to be brought up to date."""
        super().showEvent(event)
        self.came_into_view.emit()

    def _put(self, parts: list[tuple[object, Callable[[], Card | None]]]) -> None:
        """Show cards in order: what each says, and how it is made where no such card is there."""
        self._heading.setVisible(bool(self._heading.text()))
        old = list(self._cards)
        cards = []
        for said, make in parts:
            at = next((at for at, (before, _) in enumerate(old) if before == said), None)
            card = make() if at is None else old.pop(at)[1]
            if card is not None:
                cards.append((said, card))
        for _, one in old:
            self._column.removeWidget(one)
            one.hide()
            one.setParent(None)
            one.deleteLater()
        for at, (_, one) in enumerate(cards):
            if self._column.indexOf(one) != at + _WORDS:
                self._column.insertWidget(at + _WORDS, one)
                one.show()
        self._cards = tuple(cards)

    def _session_card(self, session: SessionShown, figures: tuple[Exercise, ...]) -> Card:
        card = SessionCard(session)
        card.show_figures(figures)
        if card.start is not None:
            card.start.setObjectName("builder.live.start")
            card.start_requested.connect(self._on_start_requested)
        return card

    def _on_start_requested(self) -> None:
        self.start_requested.emit()


def _exercise_card(view: ExerciseView) -> Card:
    """Return what the patient reads about the exercise that is looked at."""
    card = Card(view.exercise.name, name="builder.live.exercise")
    for reason in view.reasons:
        card.body.addWidget(Text(reason))
    return card
