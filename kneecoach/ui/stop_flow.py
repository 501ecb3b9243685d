"""Ask what hurt when a session is stopped for pain, and go on as the person chooses."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from kneecoach.coach.easier import is_easier_left, with_easier
from kneecoach.model.decision import Plan
from kneecoach.session.player import PainChoice
from kneecoach.session.state import Stopped
from kneecoach.session.step import Step
from kneecoach.session.timeline import TimelineOptions, build_timeline
from kneecoach.ui.answers import PainStopAnswer, PainStopChoice
from kneecoach.ui.live_view import LiveView
from kneecoach.ui.pages.pain_stop import PainStopPage
from kneecoach.ui.pages.session import SessionPage
from kneecoach.ui.session_words import going_on_words
from kneecoach.ui.shell import Shell
from kneecoach.ui.theme.apply import session_tokens
from kneecoach.ui.theme.palette import tokens_of

CHOICES = {
    PainStopChoice.EASIER: PainChoice.EASIER,
    PainStopChoice.SKIP: PainChoice.SKIP_EXERCISE,
    PainStopChoice.GO_ON: PainChoice.GO_ON,
    PainStopChoice.END: PainChoice.END,
}


class StopFlow(QObject):
    """Own the page of a stop, and the plan as it was made easier at one.

    Args:
        shell: Where the page is shown.
        session_page: Where the session is shown that it goes back to.
        options: Returns how the person likes a session to be timed.
        parent: What owns this.
    """

    def __init__(
        self,
        *,
        shell: Shell,
        session_page: SessionPage,
        options: Callable[[], TimelineOptions],
        parent: QObject,
    ) -> None:
        """Make the page; it is shown at a stop of the session that `begin` brings."""
        super().__init__(parent)
        self._shell = shell
        self._session_page = session_page
        self._options = options
        self._view: LiveView | None = None
        self._plan: Plan | None = None
        self._eased: frozenset[int] = frozenset()
        self._page = PainStopPage()
        self._page.pain_answered.connect(self._on_pain_answered)
        # Connected before any view of a session, so that this is heard first.
        session_page.end_requested.connect(self._on_end_requested)
        session_page.leave_declined.connect(self._on_leave_declined)

    @property
    def eased(self) -> frozenset[int]:
        """Return the places of the exercises that were made easier in this session."""
        return self._eased

    def begin(self, view: LiveView, plan: Plan) -> None:
        """Ask at each stop of a session, from now on."""
        self._view, self._plan = view, plan
        self._eased = frozenset()
        view.stopped_for_pain.connect(self._on_stopped_for_pain)

    def end(self) -> None:
        """Ask no more: the session runs no longer."""
        self._view = None

    def _stopped(self) -> Stopped | None:
        """Return the session as it was stopped for pain, or None while it is not."""
        state = self._view.live.state if self._view is not None else None
        return state if isinstance(state, Stopped) else None

    def _on_stopped_for_pain(self) -> None:
        stopped = self._stopped()
        if stopped is None or self._plan is None or self._view is None:
            return
        exercise = self._plan.exercises[stopped.position].exercise
        self._page.set_tokens(session_tokens(tokens_of(self._shell)))
        self._page.ask(
            exercise.name,
            has_easier=is_easier_left(self._plan, stopped, self._options()),
            going_on=going_on_words(self._view.live.steps, stopped.index),
            asks_knee=bool(self._view.live.record.knees),
        )
        self._shell.show_over_all(self._page)

    def _on_pain_answered(self, answer: PainStopAnswer) -> None:
        stopped = self._stopped()
        if stopped is None or self._view is None or self._plan is None:
            return
        self._view.live.say_at_stop(answer)
        easier: tuple[Step, ...] | None = None
        if answer.choice is PainStopChoice.EASIER:
            self._plan = with_easier(self._plan, stopped.position)
            self._eased |= {stopped.position}
            easier = build_timeline(self._plan, self._options())
        if answer.choice is not PainStopChoice.END:
            self._shell.show_over_all(self._session_page)
        self._view.go_on(CHOICES[answer.choice], easier)

    def _on_end_requested(self) -> None:
        """Keep what was said so far when a session ends from the question over a stop."""
        if self._view is not None and self._stopped() is not None:
            self._view.live.say_at_stop(self._page.answer(PainStopChoice.END))

    def _on_leave_declined(self) -> None:
        """Go back to the questions of a stop when the window was not closed after all."""
        if self._stopped() is not None:
            self._shell.show_over_all(self._page)
