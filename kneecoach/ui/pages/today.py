"""Show what is due today and why, and take the morning's check-in."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneecoach.model.decision import Plan
from kneecoach.ui.cards.care_card import CareCard, PauseCard
from kneecoach.ui.cards.check_in_card import CheckInCard
from kneecoach.ui.cards.note_cards import ProblemsCard, ResumeCard
from kneecoach.ui.cards.session_card import SessionCard
from kneecoach.ui.cards.why_card import WhyCard
from kneecoach.ui.today_view import CheckInAnswer, DayView, TodayView
from kneecoach.ui.widgets.buttons import LinkButton, PrimaryButton
from kneecoach.ui.widgets.card import Card
from kneecoach.ui.widgets.scroll_page import Columns, ScrollPage
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.widgets.week_strip import DayMark, WeekDay, WeekStrip
from kneecoach.ui.words.days import day_name, days_session, short_day_name
from kneecoach.ui.words.plans import (
    DayState,
    day_words,
    heading_of,
    morning_to_ask,
    reasons_to_tell,
    resume_words,
    state_of,
    subtitle_of,
)


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
        why_opened(str): The person opened the rule with this id.
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
    why_opened = Signal(str)
    programme_choice_requested = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(name="today", parent=parent)
        self._columns = Columns(first=3, second=2)
        self._check_in: CheckInCard | None = None
        self.body.addWidget(self._columns)
        self.body.addStretch(1)

    def show_loading(self) -> None:
        """Say that the day is being looked up; cheap enough for the first paint."""
        self.set_heading(self.tr("Today"), self.tr("One moment"))
        self._clear()

    def show_plan(self, view: TodayView) -> None:
        """Show a day; what was entered in the check-in and not saved stays."""
        inside: QWidget | None = self.focusWidget()
        had_focus = inside is not None and inside.hasFocus()
        at = self.verticalScrollBar().value()
        self._clear()
        if view.resume is not None:
            self._add_resume(view)
        if view.plan is None:
            self._show_no_programme(view)
        else:
            self._show_day(view, view.plan)
        missing = view.plan.missing if view.plan is not None else ()
        if view.problems or missing:
            self._columns.first.addWidget(ProblemsCard(view.problems, missing))
        if view.week:
            self._columns.second.addWidget(self._week_card(view))
        if view.plan is not None and (reasons := reasons_to_tell(view.plan)):
            why = WhyCard(reasons)
            why.why_opened.connect(self._on_why_opened)
            self._columns.second.addWidget(why)
        if view.silences:
            # On most days there is none, and what it needs would be imported for nothing.
            from kneecoach.ui.cards.silences_card import SilencesCard  # noqa: PLC0415

            self._columns.second.addWidget(SilencesCard(view.silences))
        if view.asks_function:
            from kneecoach.ui.cards.function_card import FunctionCard  # noqa: PLC0415 - seldom

            function = FunctionCard()
            function.function_opened.connect(self._on_function_opened)
            self._columns.second.addWidget(function)
        self.verticalScrollBar().setValue(at)
        if had_focus:
            self._give_focus_back(inside)

    def _show_day(self, view: TodayView, plan: Plan) -> None:
        self.set_heading(heading_of(plan), subtitle_of(plan, view.minutes))
        state = state_of(plan)
        if plan.urgency is not None:
            care = CareCard(plan, plan.urgency)
            care.seen_reported.connect(self._on_seen_reported)
            care.care_opened.connect(self._on_care_opened)
            self._columns.first.addWidget(care)
        elif state is DayState.PAUSED:
            self._columns.first.addWidget(PauseCard(plan))
        session = SessionCard(view, plan)
        session.start_requested.connect(self._on_start_requested)
        self._columns.first.addWidget(session)
        if session.start is not None and view.resume is None:
            self.setFocusProxy(session.start)
        self._ask_morning(view, plan, state)

    def _ask_morning(self, view: TodayView, plan: Plan, state: DayState) -> None:
        morning = morning_to_ask(plan)
        is_asked = (
            plan.morning_owed is not None
            or bool(view.words)
            or state in {DayState.SEEK_CARE, DayState.PAUSED}
        )
        is_too_early = morning == plan.day and not view.has_morning_come and not view.words
        if not is_asked or is_too_early:
            return
        if self._check_in is None:
            self._check_in = CheckInCard()
            self._check_in.check_in_saved.connect(self._on_check_in_saved)
            self._columns.second.insertWidget(0, self._check_in)
        self._check_in.show()
        after = ""
        if plan.morning_owed is not None:
            session = days_session(plan.morning_owed, plan.day)
            after = self.tr("After {session}").format(session=session)
        self._check_in.ask(
            morning=morning,
            today=plan.day,
            after=after,
            asks_walking=state is DayState.PAUSED,
            words=view.words,
            knees=view.knees,
        )

    def _give_focus_back(self, inside: QWidget | None) -> None:
        """Put the keyboard where it was in the check-in, or on the likeliest thing."""
        kept = self._check_in
        if inside is not None and kept is not None and kept.isAncestorOf(inside):
            inside.setFocus()
        elif self.focusProxy() is not None:
            self.setFocus()

    def _show_no_programme(self, view: TodayView) -> None:
        self.set_heading(day_name(view.day), self.tr("No programme is chosen yet."))
        card = Card(self.tr("Choose a programme"), name="today.no_programme")
        why = self.tr("A programme says which exercises to do and how often. You can change it.")
        card.body.addWidget(Text(why, tone=Tone.MUTED))
        choose = PrimaryButton(self.tr("See the programmes"), name="today.choose")
        choose.clicked.connect(self._on_choose_clicked)
        card.body.addWidget(choose)
        self._columns.first.addWidget(card)
        self.setFocusProxy(choose)

    def _add_resume(self, view: TodayView) -> None:
        if view.resume is None:
            return
        card = ResumeCard(view.resume, resume_words(view.resume, view.day))
        card.resume_requested.connect(self._on_resume_requested)
        card.open_session_ended.connect(self._on_open_session_ended)
        self._columns.first.addWidget(card)
        self.setFocusProxy(card.go_on)

    def _week_card(self, view: TodayView) -> Card:
        card = Card(self.tr("This week"), name="today.week")
        strip = WeekStrip(name="today.week_strip", label=self.tr("This week"))
        strip.set_days(tuple(week_day(day, view) for day in view.week))
        card.body.addWidget(strip)
        mornings = LinkButton(self.tr("Mornings of this week"), name="today.mornings")
        mornings.clicked.connect(self._on_mornings_clicked)
        card.body.addWidget(mornings, 0, Qt.AlignmentFlag.AlignLeading)
        return card

    def _clear(self) -> None:
        """Take away every card but the check-in, whose unsaved answers stay."""
        self.setFocusProxy(None)  # type: ignore[arg-type]  # Qt takes it as no proxy
        if self._check_in is not None:
            self._check_in.hide()
        for column in (self._columns.first, self._columns.second):
            _take_away(column, self._check_in)

    def _on_start_requested(self) -> None:
        self.start_requested.emit()

    def _on_choose_clicked(self) -> None:
        self.programme_choice_requested.emit()

    def _on_check_in_saved(self, answers: tuple[CheckInAnswer, ...]) -> None:
        self.check_in_saved.emit(answers)

    def _on_mornings_clicked(self) -> None:
        self.mornings_requested.emit()

    def _on_resume_requested(self, session_id: UUID) -> None:
        self.resume_requested.emit(session_id)

    def _on_open_session_ended(self, session_id: UUID) -> None:
        self.open_session_ended.emit(session_id)

    def _on_seen_reported(self, note: str) -> None:
        self.seen_reported.emit(note)

    def _on_care_opened(self) -> None:
        self.care_opened.emit()

    def _on_function_opened(self) -> None:
        self.function_opened.emit()

    def _on_why_opened(self, rule: str) -> None:
        self.why_opened.emit(rule)


def week_day(day: DayView, view: TodayView) -> WeekDay:
    """Return what the strip shows of a day."""
    mark = DayMark.DONE if day.is_done else DayMark.NONE
    if not day.is_done and day.is_planned and day.day >= view.day:
        mark = DayMark.PLANNED
    return WeekDay(
        label=short_day_name(day.day),
        number=str(day.day.day),
        mark=mark,
        is_today=day.day == view.day,
        says=day_words(day, view.day),
    )


def _take_away(column: QVBoxLayout, kept: QWidget | None) -> None:
    for index in reversed(range(column.count())):
        item = column.itemAt(index)
        widget: QWidget | None = None if item is None else item.widget()
        if widget is not None and widget is not kept:
            column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
