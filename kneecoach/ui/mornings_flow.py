"""Keep what is said of mornings, and lead through the page of the last week."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from kneecoach.clock import Clock
from kneecoach.coach.coach import Coach
from kneecoach.coach.mornings import knees_asked, week_of_mornings
from kneecoach.model.errors import KneecoachError
from kneecoach.model.feedback import Knee
from kneecoach.model.programme import Programme
from kneecoach.model.record import CheckIn
from kneecoach.ui.shell import Shell
from kneecoach.ui.today_view import CheckInAnswer
from kneecoach.ui.words.plans import DayState, state_of

if TYPE_CHECKING:
    from kneecoach.ui.pages.mornings import MorningsPage


class MorningsFlow(QObject):
    """Own the page of mornings.

    Signals:
        kept: A morning is kept; the plan may have changed.
        deleted(date): The person wants what was said of that morning gone.
        closed: The person went back.
        failed(KneecoachError): A morning could not be kept; what was entered stays.

    Args:
        shell: Where the page is shown.
        clock: Tells moments and days.
        coach: Returns the coach.
        programme: Returns the programme in use, or None.
    """

    kept = Signal()
    deleted = Signal(object)
    closed = Signal()
    failed = Signal(object)

    def __init__(
        self,
        *,
        shell: Shell,
        clock: Clock,
        coach: Callable[[], Coach],
        programme: Callable[[], Programme | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shell = shell
        self._clock = clock
        self._coach = coach
        self._programme = programme
        self._page: MorningsPage | None = None

    @property
    def is_asking(self) -> bool:
        """Return whether the page is in view."""
        return self._page is not None and self._page.isVisible()

    def open(self, morning: date | None = None) -> None:
        """Show the page and ask about a morning; this one unless another is named."""
        page = self._made_page()
        asked = morning or self._clock.today()
        self._show(page, asked)
        self._shell.show_page(page)
        page.ask(is_change=morning is not None and self._is_said(asked))

    def follow(self) -> None:
        """Bring the page up to date while it is in view."""
        if self.is_asking and self._page is not None:
            self._show(self._page, self._clock.today())

    def keep(self, answers: tuple[CheckInAnswer, ...]) -> None:
        """Keep a morning; a later word on it corrects an earlier one."""
        coach = self._coach()
        try:
            for answer in answers:
                coach.check_in(self._check_in(coach, answer))
        except KneecoachError as error:
            self._emit_failed(error)
            return
        if self.is_asking and self._page is not None:
            self._show(self._page, answers[0].day)
        self.kept.emit()

    def _check_in(self, coach: Coach, answer: CheckInAnswer) -> CheckIn:
        knee = coach.person.sore_knee if answer.knee is Knee.BOTH else answer.knee
        return CheckIn(
            id=uuid4(),
            person_id=coach.person.id,
            day=answer.day,
            recorded_at=self._clock.now(),
            pain=answer.pain,
            knee=knee,
            stiff=answer.stiff,
            flags=answer.flags,
            new_onset=answer.new_onset,
            walks_30_minutes=answer.walks_30_minutes,
            note=answer.note,
        )

    def _show(self, page: MorningsPage, asked: date) -> None:
        coach, today = self._coach(), self._clock.today()
        knees = knees_asked(coach.person.sore_knee)
        programme = self._programme()
        page.show_mornings(
            week_of_mornings(coach.history, today, knees),
            asked=asked,
            today=today,
            knees=knees,
            asks_walking=programme is not None
            and state_of(coach.plan_day(programme, today)) is DayState.PAUSED,
        )

    def _is_said(self, morning: date) -> bool:
        return any(one.day == morning for one in self._coach().history.check_ins)

    def _made_page(self) -> MorningsPage:
        if self._page is None:
            from kneecoach.ui.pages.mornings import MorningsPage  # noqa: PLC0415 - Today is first

            self._page = MorningsPage()
            self._page.check_in_saved.connect(self.keep)
            self._page.morning_chosen.connect(self.open)
            self._page.morning_deleted.connect(self.deleted)
            self._page.closed.connect(self.closed)
        return self._page

    def _emit_failed(self, error: KneecoachError) -> None:
        self.failed.emit(error)
