"""Play the session of a programme quickly, as the patient will see it; nothing of it is kept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from kneecoach.clock import Clock
from kneecoach.coach.asked import ready_exercises
from kneecoach.coach.coach import Before
from kneecoach.coach.live import LiveSession
from kneecoach.coach.rehearsal import QuickClock, rehearsing_coach
from kneecoach.model.errors import KneecoachError
from kneecoach.model.programme import Catalogue, Programme
from kneecoach.model.units import pain_score
from kneecoach.session.outline import expected_seconds
from kneecoach.session.player import PainChoice
from kneecoach.session.timeline import TimelineOptions, build_timeline
from kneecoach.sound.output import SilentOutput
from kneecoach.ui.live_view import LiveView
from kneecoach.ui.pages.session import SessionPage
from kneecoach.ui.shell import Shell
from kneecoach.ui.theme.apply import session_tokens
from kneecoach.ui.theme.palette import tokens_of
from kneecoach.ui.ticker import Ticker
from kneecoach.values import replace

SPEED = 10.0


class Rehearsing(QObject):
    """Own the page on which a session passes quickly.

    Signals:
        over(int): It is over, or was left; carries the minutes that it takes.

    Args:
        shell: Where the page is shown.
        clock: The real clock.
        make_ticker: Gives a beat that stands still.
    """

    over = Signal(int)

    def __init__(
        self,
        *,
        shell: Shell,
        clock: Clock,
        make_ticker: Callable[[], Ticker],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shell = shell
        self._clock = clock
        self._make_ticker = make_ticker
        self._page = SessionPage()
        self._page.setObjectName("builder.rehearsal")
        self._view: LiveView | None = None
        self._minutes = 0

    def play(self, programme: Programme, catalogue: Catalogue) -> None:
        """Begin at the first exercise.

        Raises:
            KneecoachError: There is nothing in it that somebody new may do.
        """
        clock = QuickClock(self._clock, SPEED)
        coach = rehearsing_coach(catalogue, clock)
        before = Before(pain=pain_score(0))
        plan = coach.plan_day(programme, before=before)
        ready = ready_exercises(plan)
        if not ready:
            raise KneecoachError("There is nothing to play yet.", "Add an exercise first.")
        plan = replace(plan, exercises=ready)
        steps = build_timeline(plan, TimelineOptions())
        self._minutes = max(1, round(expected_seconds(steps) / 60))
        live = LiveSession(
            coach=coach,
            record=coach.begin(plan, before),
            steps=steps,
            output=SilentOutput(clock),
            clock=clock,
        )
        self.stop()
        self._view = LiveView(
            live=live,
            page=self._page,
            ticker=self._make_ticker(),
            catalogue=catalogue,
            parent=self,
        )
        self._view.stopped_for_pain.connect(self._on_stopped_for_pain)
        self._view.finished.connect(self._on_finished)
        self._page.set_tokens(session_tokens(tokens_of(self._shell)))
        self._shell.show_over_all(self._page)
        self._view.begin()

    def stop(self) -> None:
        """Let a session go that is under way."""
        if self._view is not None:
            self._view.close()
            self._view = None

    def _on_stopped_for_pain(self) -> None:
        """Go on: nobody hurts here."""
        if self._view is not None:
            self._view.go_on(PainChoice.GO_ON)

    def _on_finished(self) -> None:
        self.stop()
        self.over.emit(self._minutes)
