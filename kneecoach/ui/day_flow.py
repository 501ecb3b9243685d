"""Follow the days: show each on Today, notice the next, keep those that come, copy the history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from kneecoach.coach.screening import is_first_run
from kneecoach.model.errors import KneecoachError
from kneecoach.ui.coaching import Coaching
from kneecoach.ui.daily_copy import DailyCopy
from kneecoach.ui.day_keeper import DayKeeper, Known
from kneecoach.ui.day_watch import DayWatch
from kneecoach.ui.face import Face
from kneecoach.ui.outside import Outside
from kneecoach.ui.today_builder import build_today
from kneecoach.ui.today_shown import TodayShown
from kneecoach.ui.today_view import TodayView
from kneecoach.ui.words.today import figures_of, shown_of


class DayFlow(QObject):
    """Keep Today true, whatever day it is, and see to what each day asks for by itself.

    Signals:
        failed(KneecoachError): The day could not be planned, or the history not be copied.

    Args:
        application: Says when the window is made active.
        face: Has the page, and what was kept of it.
        outside: What the computer gives.
        coaching: Holds the coach.
        is_busy: Returns whether a session is under way, or its questions.
        parent: What owns this.
    """

    failed = Signal(object)

    def __init__(
        self,
        *,
        application: QApplication,
        face: Face,
        outside: Outside,
        coaching: Coaching,
        is_busy: Callable[[], bool],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._page = face.today
        self._kept = face.kept
        self._outside = outside
        self._coaching = coaching
        self._is_busy = is_busy
        self._watch = DayWatch(
            application=application, clock=outside.clock, hour=self._check_in_hour, parent=self
        )
        self._watch.day_changed.connect(self._on_day_changed)
        self._watch.morning_came.connect(self._on_day_changed)
        self._copy = DailyCopy(clock=outside.clock, paths=outside.paths, parent=self)
        self._copy.failed.connect(self.failed)
        self._keeper = DayKeeper(
            paths=outside.paths, known=self._known, shown_on=self._shown_on, parent=self
        )

    def begin(self) -> None:
        """Wait for the next day, and show this one."""
        self._watch.start()
        self.show_today()

    def show_today(self) -> None:
        """Plan the day anew and show it; nothing happens while there is no coach."""
        if not self._coaching.is_open:
            return
        try:
            view = self._view_of(self._outside.clock.today())
        except KneecoachError as error:
            self._emit_failed(error)
            return
        shown = shown_of(view)
        if shown != self._kept:  # which is shown already
            self._page.show_day(shown)
        self._page.show_figures(figures_of(view))
        self._kept = None
        self._keeper.start_over()
        self._watch.start()  # the hour of the check-in may be another one now

    def copy_history(self) -> None:
        """Make today's copy of the history unless that was tried already."""
        self._copy.look()

    def note_packs(self) -> None:
        """Take note of packs as they are; they are read next."""
        self._keeper.note_contents()

    def start_over(self) -> None:
        """Keep the coming days anew, because what they rest on is another."""
        self._keeper.start_over()

    def let_go_of_history(self) -> None:
        """Close the history, and end what goes on with it, until it is asked for again."""
        self._copy.stop()
        self._keeper.stop()
        self._outside.store.close()

    def forget(self) -> None:
        """Close the history, and keep no day: nothing may be left of it."""
        self._keeper.start_over()
        self.let_go_of_history()

    def close(self) -> None:
        """End with the window; the coming days are kept where they still hold."""
        self._watch.stop()
        self._copy.stop()
        holds = self._keeper.stop()
        self._outside.store.close()
        if holds:
            self._keeper.keep()  # closing the history changes its files

    def _view_of(self, day: date) -> TodayView:
        coaching = self._coaching
        return build_today(
            coaching.coach(),
            coaching.programme(),
            day=day,
            options=coaching.options(),
            problems=coaching.problems,
            has_morning_come=day != self._outside.clock.today() or self._watch.has_morning_come,
        )

    def _shown_on(self, day: date) -> TodayShown:
        return shown_of(self._view_of(day))

    def _known(self) -> Known | None:
        """Return what the coming days can be worked out from, unless it may change at any time."""
        coach = self._coaching.coach_or_none()
        if coach is None or self._outside.store.has_news() or self._is_busy():
            return None
        if is_first_run(coach.history):
            return None
        today = self._outside.clock.today()
        return Known(today=today, history=coach.history, settings=self._coaching.settings())

    def _check_in_hour(self) -> int:
        return self._coaching.settings().check_in_hour

    def _on_day_changed(self) -> None:
        """Show the new day, unless a session is under way; Today follows when it is over."""
        self._copy.look()
        if not self._is_busy():
            self.show_today()

    def _emit_failed(self, error: KneecoachError) -> None:
        self.failed.emit(error)
