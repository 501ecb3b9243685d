"""Lead through a session: the question before it, the session, a stop for pain, the end."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from kneecoach.awake import StayAwake
from kneecoach.clock import Clock
from kneecoach.coach.asked import ready_exercises
from kneecoach.coach.coach import Coach
from kneecoach.coach.live import LiveSession
from kneecoach.coach.opening import timeline_options
from kneecoach.coach.stops import Stops
from kneecoach.model.decision import Plan
from kneecoach.model.errors import KneecoachError
from kneecoach.model.programme import Programme
from kneecoach.model.record import SessionRecord
from kneecoach.model.talk import Talk
from kneecoach.session.timeline import TimelineOptions, build_timeline
from kneecoach.settings import Settings
from kneecoach.sound.output import CueOutput
from kneecoach.ui.before_flow import BeforeFlow
from kneecoach.ui.finish.view import EndedSession
from kneecoach.ui.finish_flow import FinishFlow
from kneecoach.ui.live_view import LiveView
from kneecoach.ui.pages.session import SessionPage
from kneecoach.ui.session_sound import SessionSound
from kneecoach.ui.shell import Shell
from kneecoach.ui.stop_flow import StopFlow
from kneecoach.ui.theme.apply import session_tokens
from kneecoach.ui.theme.palette import tokens_of
from kneecoach.ui.ticker import Ticker
from kneecoach.values import replace


class SessionFlow(QObject):
    """Own the pages of a session and lead from one to the next.

    Signals:
        answers_kept: What was said of the knee is kept, and may ask for someone to look at it.
        run_changed(bool): A session began to run, or runs no more.
        over: The session, or the question before it, is over; Today may come back.
        failed(KneecoachError): Something could not be done; Today may come back.
        sound_changed(int, bool): The person chose another volume in percent, or muted the cues.
        talk_changed(Talk): The person chose how much is said; to be kept when this returns.

    Args:
        shell: Where pages are shown.
        clock: Tells moments and days.
        make_ticker: Gives a beat that stands still.
        open_output: Opens the sound; falls back to silence by itself.
        stay_awake: Keeps the display awake.
        settings: Returns the settings as they are now.
    """

    over = Signal()
    run_changed = Signal(bool)
    answers_kept = Signal()
    failed = Signal(object)
    sound_changed = Signal(int, bool)
    talk_changed = Signal(object)

    def __init__(
        self,
        *,
        shell: Shell,
        clock: Clock,
        make_ticker: Callable[[], Ticker],
        open_output: Callable[[Clock], CueOutput],
        stay_awake: StayAwake,
        settings: Callable[[], Settings],
        parent: QObject | None = None,
    ) -> None:
        """Make the pages; nothing is shown yet."""
        super().__init__(parent)
        self._shell = shell
        self._clock = clock
        self._make_ticker = make_ticker
        self._stay_awake = stay_awake
        self._settings = settings
        self._session_page = SessionPage()
        self._before = BeforeFlow(shell=shell, parent=self)
        self._finish = FinishFlow(shell=shell, parent=self)
        self._stop = StopFlow(
            shell=shell, session_page=self._session_page, options=self._options, parent=self
        )
        self._sound = SessionSound(
            page=self._session_page,
            clock=clock,
            open_output=open_output,
            settings=settings,
            parent=self,
        )
        self._coach: Coach | None = None
        self._view: LiveView | None = None
        self._connect_signals()

    @property
    def is_running(self) -> bool:
        """Return whether a session is under way, standing still or not."""
        return self._view is not None

    def tell(self, words: str) -> None:
        """Say something above a session that is under way."""
        self._session_page.show_note(words)

    @property
    def is_asking(self) -> bool:
        """Return whether the scores at the end are being asked for."""
        return self._finish.is_asking

    @property
    def is_asking_to_leave(self) -> bool:
        """Return whether the question about leaving is open."""
        if self._view is not None:
            return self._session_page.is_asking()
        return self._finish.is_asking_to_leave

    def ask_before(self, coach: Coach, programme: Programme) -> None:
        """Ask how the knee is; the session starts from there."""
        self._coach = coach
        self._before.ask(coach, programme)
        self._sound.open()

    def resume(self, coach: Coach, record: SessionRecord) -> None:
        """Go on with a session that was cut off, at the first set without a record."""
        self._coach = coach
        try:
            coach.go_on(record)
            plan = coach.plan_of(record)
        except KneecoachError as error:
            self._emit_failed(error)
            return
        self._run(plan, record)

    def end_cut_off(self, coach: Coach, record: SessionRecord) -> None:
        """Ask for the scores of a session that was cut off and will not go on."""
        self._coach = coach
        try:
            coach.go_on(record)
        except KneecoachError as error:
            self._emit_failed(error)
            return
        ended = EndedSession(record=record, paused_times=record.paused_times)
        self._finish.ask(coach, ended, Stops.of(record))

    def leave_question(self) -> None:
        """Let go of the sound when the person went elsewhere from the question before a session."""
        if not self.is_running and not self.is_asking:
            self._sound.close()

    def ask_to_leave(self) -> None:
        """Ask whether to end, or to leave the questions, because the window is being closed."""
        if self._view is not None:
            self._shell.show_over_all(self._session_page)
            if not self._session_page.is_asking():
                self._session_page.ask_to_leave()
        elif self._finish.is_asking:
            self._finish.ask_to_leave()

    def stop_safely(self) -> None:
        """Let go of sound and beat at once; what was done is on disk and is offered again."""
        if self._view is not None:
            self._view.close()
            if self._coach is not None:
                self._coach.leave(self._view.live.record)
            self._let_go_of_view()
            self.run_changed.emit(False)
        self._finish.leave()
        self._stay_awake.end()
        self._sound.close()
        self._leave_full_screen()

    def _connect_signals(self) -> None:
        self._before.begun.connect(self._on_begun)
        self._before.cancelled.connect(self._on_before_cancelled)
        self._before.rested.connect(self._on_rested)
        self._before.failed.connect(self._on_before_failed)
        self._session_page.full_screen_requested.connect(self._on_full_screen_requested)
        self._sound.sound_changed.connect(self.sound_changed)
        self._sound.talk_changed.connect(self._on_talk_changed)
        self._finish.finished.connect(self._on_finish_over)
        self._finish.failed.connect(self._on_finish_failed)

    def _on_begun(self, plan: Plan, record: SessionRecord) -> None:
        self._run(replace(plan, exercises=ready_exercises(plan)), record)

    def _on_rested(self) -> None:
        """Let go of the sound when someone should look at the knee before anything begins."""
        self._on_before_cancelled()
        self.answers_kept.emit()

    def _on_before_cancelled(self) -> None:
        self._sound.close()
        self.over.emit()

    def _on_before_failed(self, error: KneecoachError) -> None:
        self._sound.close()
        self._emit_failed(error)

    def _run(self, plan: Plan, record: SessionRecord) -> None:
        """Start the sound and the session, and show it."""
        if self._coach is None:
            return
        steps = build_timeline(plan, self._options())
        self._sound.open()
        hearing = self._sound.hearing(steps, self._coach.catalogue)
        live = LiveSession(
            coach=self._coach,
            record=record,
            steps=steps,
            output=self._sound.output(),
            clock=self._clock,
            hearing=hearing,
        )
        self._view = LiveView(
            live=live,
            page=self._session_page,
            ticker=self._make_ticker(),
            catalogue=self._coach.catalogue,
            parent=self,
        )
        self._stop.begin(self._view, plan)
        self._view.finished.connect(self._on_session_finished)
        self._session_page.set_tokens(session_tokens(tokens_of(self._shell)))
        self._session_page.show_full_screen(is_full=self._shell.window().isFullScreen())
        self._shell.show_over_all(self._session_page)
        if self._settings().keep_awake:
            self._stay_awake.begin()
        self.run_changed.emit(True)
        self._view.begin()

    def _options(self) -> TimelineOptions:
        return timeline_options(self._settings())

    def _let_go_of_view(self) -> None:
        self._view = None
        self._stop.end()

    def _on_session_finished(self) -> None:
        """Ask for the scores; the last sound may ring out while they are given."""
        if self._view is None or self._coach is None:
            return
        live = self._view.live
        self._view.close()
        self._let_go_of_view()
        self.run_changed.emit(False)
        self._stay_awake.end()
        self._leave_full_screen()
        ended = EndedSession(
            record=live.record,
            paused_times=live.paused_times,
            steps=live.steps,
            eased=self._stop.eased,
        )
        self._finish.ask(self._coach, ended, live.stops)

    def _on_finish_over(self) -> None:
        self._sound.close()
        self.over.emit()
        self.answers_kept.emit()

    def _on_finish_failed(self, error: KneecoachError) -> None:
        self._shell.messages.show_error(error)

    def _on_talk_changed(self, talk: Talk) -> None:
        """Have it kept, and say more or less from this moment on."""
        self.talk_changed.emit(talk)
        if self._view is not None and self._coach is not None:
            steps = self._view.live.steps
            self._view.change_hearing(self._sound.hearing(steps, self._coach.catalogue))

    def _on_full_screen_requested(self) -> None:
        window = self._shell.window()
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)
        self._session_page.show_full_screen(is_full=window.isFullScreen())

    def _leave_full_screen(self) -> None:
        window = self._shell.window()
        if window.isFullScreen():
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowFullScreen)

    def _emit_failed(self, error: KneecoachError) -> None:
        self.failed.emit(error)
