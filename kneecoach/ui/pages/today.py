"""Show what is due today and why, and take the morning's check-in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneecoach.ui.cards.session_card import SessionCard
from kneecoach.ui.today_shown import CareShown, MorningShown, ResumeShown, SessionShown, TodayShown
from kneecoach.ui.widgets.buttons import LinkButton, PrimaryButton
from kneecoach.ui.widgets.card import Card
from kneecoach.ui.widgets.scroll_page import ScrollPage, WovenColumns
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.widgets.week_strip import WeekDay, WeekStrip

if TYPE_CHECKING:
    from uuid import UUID

    from kneecoach.model.exercise import Exercise
    from kneecoach.ui.cards.check_in_card import CheckInCard
    from kneecoach.ui.today_view import CheckInAnswer, TodayView

# Cards that are not there every day are imported when they are: Today is there sooner without them.
# ruff: noqa: PLC0415


class TodayPage(ScrollPage):
    """Show the day: what is due, what changed, how the week goes.

    Signals:
        start_requested: The person wants to start the session.
        check_in_saved(tuple): The person said how a morning was; a `CheckInAnswer` for each knee.
        mornings_requested: The person wants to see or correct the mornings of the last week.
        resume_requested(UUID): The person wants to go on with a session that was cut off.
        open_session_ended(UUID): The person wants to leave a cut-off session at that.
        seen_reported(str): Someone has been seen; carries the note.
        function_opened: The person wants to tell what the knee can do.
        care_opened: The person wants to read what to do about a knee that should be seen.
        why_opened(str, str): The person opened the rule with this id, coming from the exercise
            with this name.
        programme_choice_requested: The person wants to choose a programme.
    """

    start_requested = Signal()
    check_in_saved = Signal(object)
    mornings_requested = Signal()
    resume_requested = Signal(object)
    open_session_ended = Signal(object)
    seen_reported = Signal(str)
    care_opened = Signal()
    function_opened = Signal()
    why_opened = Signal(str, str)
    programme_choice_requested = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(name="today", parent=parent)
        self._columns = WovenColumns(first=3, second=2)
        # Where they stand one below the other, what is asked comes before what is to be done.
        self._minded = self._columns.add_part(0)
        self._asked = self._columns.add_part(1)
        self._due = self._columns.add_part(0)
        self._told = self._columns.add_part(1)
        self._check_in: CheckInCard | None = None
        self._session: SessionCard | None = None
        self._holds = False
        self._held: tuple[SignalInstance, tuple[object, ...]] | None = None
        self._asks_morning = False
        self._likeliest: QWidget | None = None
        self._starts_below = False
        self._columns.turned.connect(self._on_turned)
        self.body.addWidget(self._columns)
        self.body.addStretch(1)

    def hold(self) -> None:
        """Keep what is pressed last until somebody listens: a kept day is seen before that."""
        self._holds = True

    def let_go(self) -> None:
        """Tell what was pressed before anybody listened, and from now on at once."""
        held, self._held, self._holds = self._held, None, False
        if held is not None:
            signal, told = held
            signal.emit(*told)

    def show_loading(self) -> None:
        """Say that the day is being looked up; cheap enough for the first paint."""
        self.set_heading(self.tr("Today"), self.tr("One moment"))
        self._clear()

    def show_plan(self, view: TodayView) -> None:
        """Show a day that was worked out, in words and with its pictures."""
        from kneecoach.ui.words.today import figures_of, shown_of

        self.show_day(shown_of(view))
        self.show_figures(figures_of(view))

    def show_figures(self, exercises: tuple[Exercise, ...]) -> None:
        """Show the pictures of the exercises of the day that is shown, in their order."""
        if self._session is not None:
            self._session.show_figures(exercises)

    def show_day(self, shown: TodayShown) -> None:
        """Show a day; what was entered in the check-in and not saved stays."""
        inside: QWidget | None = self.focusWidget()
        had_focus = inside is not None and inside.hasFocus()
        at = self.verticalScrollBar().value()
        self._clear()
        self.set_heading(shown.heading, shown.subtitle)
        self._show_due(shown)
        self._show_beside(shown)
        self._columns.show_filled()
        self._put_first_things_first()
        self.verticalScrollBar().setValue(at)
        if had_focus:
            self._give_focus_back(inside)

    def _show_due(self, shown: TodayShown) -> None:
        """Show what is to be minded, and below it what is to be done."""
        if shown.resume is not None:
            self._add_resume(shown.resume)
        if shown.care is not None:
            self._add_care(shown.care)
        elif shown.pause is not None:
            from kneecoach.ui.cards.care_card import PauseCard

            self._minded.addWidget(PauseCard(shown.pause))
        if shown.session is None:
            self._show_no_programme()
        else:
            self._add_session(shown.session, takes_focus=shown.resume is None)
        if shown.problems or shown.missing:
            from kneecoach.ui.cards.note_cards import ProblemsCard

            self._due.addWidget(ProblemsCard(shown.problems, shown.missing))

    def _show_beside(self, shown: TodayShown) -> None:
        """Show what is asked and told beside that."""
        if shown.morning is not None:
            self._ask_morning(shown.morning)
        if shown.week:
            self._told.addWidget(self._week_card(shown.week))
        if shown.reasons:
            from kneecoach.ui.cards.why_card import WhyCard

            why = WhyCard(shown.reasons)
            why.why_opened.connect(self._on_why_opened)
            self._told.addWidget(why)
        if shown.silences:
            from kneecoach.ui.cards.silences_card import SilencesCard

            self._told.addWidget(SilencesCard(shown.silences))
        if shown.asks_function:
            from kneecoach.ui.cards.function_card import FunctionCard

            function = FunctionCard()
            function.function_opened.connect(self._on_function_opened)
            self._told.addWidget(function)

    def _add_care(self, shown: CareShown) -> None:
        from kneecoach.ui.cards.care_card import CareCard

        care = CareCard(shown)
        care.seen_reported.connect(self._on_seen_reported)
        care.care_opened.connect(self._on_care_opened)
        self._minded.addWidget(care)

    def _add_session(self, shown: SessionShown, *, takes_focus: bool) -> None:
        session = self._session = SessionCard(shown)
        session.start_requested.connect(self._on_start_requested)
        self._due.addWidget(session)
        if session.start is not None and takes_focus:
            self._likeliest, self._starts_below = session.start, True

    def _ask_morning(self, morning: MorningShown) -> None:
        if self._check_in is None:
            from kneecoach.ui.cards.check_in_card import CheckInCard

            self._check_in = CheckInCard()
            self._check_in.check_in_saved.connect(self._on_check_in_saved)
            self._asked.addWidget(self._check_in)
        self._check_in.show()
        self._check_in.ask(morning)
        self._asks_morning = not morning.saved

    def _put_first_things_first(self) -> None:
        """Choose what gets the keyboard at first."""
        first, card = self._likeliest, self._check_in
        is_asked_first = self._asks_morning and self._columns.is_down
        if is_asked_first and self._starts_below and card is not None:
            first = card.first_question() or first
        if first is not self.focusProxy():
            moves = self.focusProxy() is not None and self.hasFocus()
            self.setFocusProxy(first)  # type: ignore[arg-type]  # Qt takes None as no proxy
            if moves:
                self.verticalScrollBar().setValue(0)  # the question is read before its answers
                self.setFocus()

    def _on_turned(self) -> None:
        self._put_first_things_first()

    def _give_focus_back(self, inside: QWidget | None) -> None:
        """Put the keyboard where it was in the check-in, or on the likeliest thing."""
        kept = self._check_in
        if inside is not None and kept is not None and kept.isAncestorOf(inside):
            if inside.isVisibleTo(kept):
                inside.setFocus()
            else:
                self.verticalScrollBar().setValue(0)  # what was kept of it is read
                kept.take_focus()
        elif self.focusProxy() is not None:
            self.setFocus()

    def _show_no_programme(self) -> None:
        card = Card(self.tr("Choose a programme"), name="today.no_programme")
        why = self.tr("A programme says which exercises to do and how often. You can change it.")
        card.body.addWidget(Text(why, tone=Tone.MUTED))
        choose = PrimaryButton(self.tr("See the programmes"), name="today.choose")
        choose.clicked.connect(self._on_choose_clicked)
        card.body.addWidget(choose)
        self._due.addWidget(card)
        self._likeliest = choose

    def _add_resume(self, resume: ResumeShown) -> None:
        from kneecoach.ui.cards.note_cards import ResumeCard

        card = ResumeCard(resume)
        card.resume_requested.connect(self._on_resume_requested)
        card.open_session_ended.connect(self._on_open_session_ended)
        self._minded.addWidget(card)
        self._likeliest = card.go_on

    def _week_card(self, week: tuple[WeekDay, ...]) -> Card:
        card = Card(self.tr("This week"), name="today.week")
        strip = WeekStrip(name="today.week_strip", label=self.tr("This week"))
        strip.set_days(week)
        card.body.addWidget(strip)
        mornings = LinkButton(self.tr("Mornings of this week"), name="today.mornings")
        mornings.clicked.connect(self._on_mornings_clicked)
        card.body.addWidget(mornings, 0, Qt.AlignmentFlag.AlignLeading)
        return card

    def _clear(self) -> None:
        """Take away every card but the check-in, whose unsaved answers stay."""
        self._session, self._likeliest = None, None
        self._asks_morning, self._starts_below = False, False
        self.setFocusProxy(None)  # type: ignore[arg-type]  # Qt takes it as no proxy
        if self._check_in is not None:
            self._check_in.hide()
        for column in (self._minded, self._asked, self._due, self._told):
            _take_away(column, self._check_in)

    def _say(self, signal: SignalInstance, *told: object) -> None:
        if self._holds:
            self._held = signal, told
        else:
            signal.emit(*told)

    def _on_start_requested(self) -> None:
        self._say(self.start_requested)

    def _on_choose_clicked(self) -> None:
        self._say(self.programme_choice_requested)

    def _on_check_in_saved(self, answers: tuple[CheckInAnswer, ...]) -> None:
        self._say(self.check_in_saved, answers)

    def _on_mornings_clicked(self) -> None:
        self._say(self.mornings_requested)

    def _on_resume_requested(self, session_id: UUID) -> None:
        self._say(self.resume_requested, session_id)

    def _on_open_session_ended(self, session_id: UUID) -> None:
        self._say(self.open_session_ended, session_id)

    def _on_seen_reported(self, note: str) -> None:
        self._say(self.seen_reported, note)

    def _on_care_opened(self) -> None:
        self._say(self.care_opened)

    def _on_function_opened(self) -> None:
        self._say(self.function_opened)

    def _on_why_opened(self, rule: str, exercise: str) -> None:
        self._say(self.why_opened, rule, exercise)


def _take_away(column: QVBoxLayout, kept: QWidget | None) -> None:
    for index in reversed(range(column.count())):
        item = column.itemAt(index)
        widget: QWidget | None = None if item is None else item.widget()
        if widget is not None and widget is not kept:
            column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
