"""Ask what the rules need to know apart from a session: the safety questions, and the mornings."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kneecoach.clock import Clock
from kneecoach.coach.coach import Coach
from kneecoach.coach.screening import is_first_run
from kneecoach.model.decision import Plan
from kneecoach.model.programme import Programme
from kneecoach.model.screening import Occasion
from kneecoach.ui.shell import Shell
from kneecoach.ui.today_view import CheckInAnswer

if TYPE_CHECKING:
    from kneecoach.ui.mornings_flow import MorningsFlow
    from kneecoach.ui.screening_flow import ScreeningFlow


class Asking(QObject):
    """Own the pages that ask, and say what follows from the answers.

    Signals:
        over: The answers are kept or put off; Today may come back.
        changed: A morning is kept; Today should follow where it is in view.
        start_requested: The person goes on to a session.
        care_requested: Someone may have to look at the knee.
        programmes_requested: The person wants to see the programmes.
        place_requested: The person wants to point at where it hurts.
        morning_deleted(date): The person wants what was said of that morning gone.
        failed(KneecoachError): Something could not be kept; the page stays as it is.

    Args:
        shell: Where pages are shown.
        clock: Tells moments and days.
        coach: Returns the coach.
        programme: Returns the programme in use, or None.
        minutes: Returns how long the session of a plan takes.
    """

    over = Signal()
    changed = Signal()
    start_requested = Signal()
    care_requested = Signal()
    programmes_requested = Signal()
    place_requested = Signal()
    morning_deleted = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        *,
        shell: Shell,
        clock: Clock,
        coach: Callable[[], Coach],
        programme: Callable[[], Programme | None],
        minutes: Callable[[Plan], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shell = shell
        self._clock = clock
        self._coach = coach
        self._programme = programme
        self._minutes = minutes
        self._screening: ScreeningFlow | None = None
        self._mornings: MorningsFlow | None = None

    @property
    def is_asking(self) -> bool:
        """Return whether one of its pages is in view."""
        flows = (self._screening, self._mornings)
        return any(flow is not None and flow.is_asking for flow in flows)

    def open_check_in(self) -> None:
        """Ask how the knee is this morning, and show the mornings of the week."""
        self._mornings_flow().open()

    def keep_check_in(self, answers: tuple[CheckInAnswer, ...]) -> None:
        """Keep a morning that was said on Today."""
        self._mornings_flow().keep(answers)

    def welcome_if_new(self) -> bool:
        """Welcome someone for whom nothing was ever kept; return whether that is so."""
        if not is_first_run(self._coach().history):
            return False
        self._flow().welcome()
        return True

    def may_start(self) -> bool:
        """Return whether a session may be asked for; the safety questions come first where due."""
        occasion = self._coach().screening_due()
        if occasion is None:
            return True
        self._flow().ask(occasion, starts=True)
        return False

    def follow_answers(self) -> None:
        """Ask about the other signs when a new one was reported; else say whom to see, if anyone.

        Who has never answered the safety questions is asked before the next session instead.
        """
        if self._coach().screening_due() is Occasion.SIGN:
            self._flow().ask(Occasion.SIGN)
        else:
            self.care_requested.emit()

    def ask_again(self) -> None:
        """Ask the safety questions because the person wishes it."""
        self._flow().ask(Occasion.WISH)

    def _on_morning_kept(self) -> None:
        self.changed.emit()
        if self._coach().screening_due() is Occasion.SIGN:
            self._flow().ask(Occasion.SIGN)

    def follow_mornings(self) -> None:
        """Bring the page of mornings up to date while it is in view."""
        if self._mornings is not None:
            self._mornings.follow()

    def _mornings_flow(self) -> MorningsFlow:
        if self._mornings is None:
            from kneecoach.ui.mornings_flow import MorningsFlow  # noqa: PLC0415 - as below

            self._mornings = MorningsFlow(
                shell=self._shell,
                clock=self._clock,
                coach=self._coach,
                programme=self._programme,
                parent=self,
            )
            self._mornings.kept.connect(self._on_morning_kept)
            self._mornings.deleted.connect(self.morning_deleted)
            self._mornings.closed.connect(self.over)
            self._mornings.failed.connect(self.failed)
        return self._mornings

    def _flow(self) -> ScreeningFlow:
        if self._screening is None:
            # Today comes first, and most days nothing is asked.
            from kneecoach.ui.screening_flow import ScreeningFlow  # noqa: PLC0415

            self._screening = ScreeningFlow(
                shell=self._shell,
                coach=self._coach,
                programme=self._programme,
                minutes=self._minutes,
                today=self._clock.today,
                parent=self,
            )
            self._screening.answered.connect(self._on_screening_answered)
            self._screening.put_off.connect(self._on_screening_put_off)
            self._screening.start_requested.connect(self.start_requested)
            self._screening.programmes_requested.connect(self.programmes_requested)
            self._screening.place_requested.connect(self.place_requested)
            self._screening.failed.connect(self.failed)
        return self._screening

    def _on_screening_answered(self, starts: bool) -> None:  # noqa: FBT001 - as the signal gives it
        programme = self._programme()
        is_stopped = (
            programme is not None
            and self._coach().plan_day(programme, self._clock.today()).urgency is not None
        )
        if starts and not is_stopped:
            self.start_requested.emit()
            return
        self.over.emit()
        self.care_requested.emit()

    def _on_screening_put_off(self, occasion: Occasion) -> None:
        self.over.emit()
        if occasion is Occasion.SIGN:
            self.care_requested.emit()
