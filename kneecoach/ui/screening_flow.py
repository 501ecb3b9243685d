"""Lead through the safety questions: for someone new, and when a sign has come up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal

from kneecoach.coach.coach import Coach
from kneecoach.coach.screening import KneeAnswer, asking
from kneecoach.model.decision import Plan, PlannedExercise
from kneecoach.model.errors import KneecoachError
from kneecoach.model.feedback import Knee
from kneecoach.model.programme import Programme
from kneecoach.model.screening import Occasion
from kneecoach.ui.pages.screening import ScreeningPage
from kneecoach.ui.pages.welcome import Proposal, WelcomePage
from kneecoach.ui.shell import Shell
from kneecoach.ui.words.doses import prescription_lines
from kneecoach.ui.words.plans import frequency_words
from kneecoach.ui.words.screening import proposal_words


class ScreeningFlow(QObject):
    """Own the welcome and the page of safety questions.

    Signals:
        answered(bool): The answers are kept; true when the person was on the way to a session.
        put_off(Occasion): They were not answered now.
        start_requested: Someone new wants to start the first session.
        programmes_requested: Someone new wants to see the other programmes.
        place_requested: Someone new wants to point at where it hurts.
        failed(KneecoachError): The answers could not be kept; the page stays as it is.

    Args:
        shell: Where pages are shown.
        coach: Returns the coach.
        programme: Returns the programme in use, or None.
        minutes: Returns how long the session of a plan takes.
        today: Returns the local day.
    """

    answered = Signal(bool)
    put_off = Signal(object)
    start_requested = Signal()
    programmes_requested = Signal()
    place_requested = Signal()
    failed = Signal(object)

    def __init__(
        self,
        *,
        shell: Shell,
        coach: Callable[[], Coach],
        programme: Callable[[], Programme | None],
        minutes: Callable[[Plan], int],
        today: Callable[[], date],
        parent: QObject | None = None,
    ) -> None:
        """Make the page of questions; the welcome is made for someone new alone."""
        super().__init__(parent)
        self._shell = shell
        self._coach = coach
        self._programme = programme
        self._minutes = minutes
        self._today = today
        self._welcome: WelcomePage | None = None
        self._page = ScreeningPage()
        self._occasion = Occasion.FIRST
        self._knee: Knee | None = None
        self._starts = False
        self._page.answered.connect(self._on_answered)
        self._page.put_off.connect(self._on_put_off)

    @property
    def is_asking(self) -> bool:
        """Return whether the welcome or the questions are in view."""
        return self._page.isVisible() or (self._welcome is not None and self._welcome.isVisible())

    def welcome(self) -> None:
        """Welcome someone new; the questions follow."""
        if self._welcome is None:
            self._welcome = WelcomePage()
            self._welcome.knee_chosen.connect(self._on_knee_chosen)
            self._welcome.start_requested.connect(self.start_requested)
            self._welcome.programmes_requested.connect(self.programmes_requested)
            self._welcome.place_requested.connect(self.place_requested)
            self._welcome.left.connect(self._on_put_off)
        self._welcome.show_about()
        self._occasion = Occasion.FIRST
        self._shell.show_page(self._welcome)

    def ask(self, occasion: Occasion, *, starts: bool = False) -> None:
        """Ask the safety questions.

        Args:
            occasion: Why.
            starts: Whether the person is on the way to a session.
        """
        self._knee = None
        self._ask(occasion, starts=starts)

    def _ask(self, occasion: Occasion, *, starts: bool) -> None:
        self._occasion, self._starts = occasion, starts
        coach = self._coach()
        asks_knee = occasion is Occasion.WISH or (occasion is Occasion.FIRST and not self._knee)
        self._page.ask(
            asking(coach.history, self._today()),
            occasion,
            coach.person.sore_knee if asks_knee else None,
            is_second_step=self._knee is not None,
        )
        self._shell.show_page(self._page)
        self._page.take_focus()

    def _on_knee_chosen(self, knee: Knee) -> None:
        self._knee = knee
        self._ask(Occasion.FIRST, starts=False)

    def _on_answered(self, answers: tuple[KneeAnswer, ...], knee: Knee | None) -> None:
        is_new = self._knee is not None
        try:
            self._coach().screen(answers, self._occasion, self._knee or knee)
        except KneecoachError as error:
            self._emit_failed(error)
            return
        self._knee = None
        if is_new and self._propose():
            return
        self._emit_answered(self._starts)

    def _propose(self) -> bool:
        """Propose a programme to someone new; False where none can be begun today."""
        coach, programme = self._coach(), self._programme()
        if programme is None or self._welcome is None:
            return False
        plan = coach.plan_day(programme, self._today())
        if plan.urgency is not None:
            return False
        self._welcome.show_proposal(
            Proposal(
                name=programme.name,
                why=proposal_words(programme, coach.person.sore_knee),
                how_often=frequency_words(programme),
                minutes=self._minutes(plan),
                exercises=tuple(_exercise_line(planned) for planned in plan.exercises),
            )
        )
        self._shell.show_page(self._welcome)
        return True

    def _on_put_off(self) -> None:
        self._knee = None
        self._emit_put_off(self._occasion)

    def _emit_answered(self, starts: bool) -> None:  # noqa: FBT001 - as the signal carries it
        self.answered.emit(starts)

    def _emit_put_off(self, occasion: Occasion) -> None:
        self.put_off.emit(occasion)

    def _emit_failed(self, error: KneecoachError) -> None:
        self.failed.emit(error)


def _exercise_line(planned: PlannedExercise) -> str:
    doses = ", ".join(prescription_lines(planned.prescriptions))
    return f"{planned.exercise.name}: {doses}"
