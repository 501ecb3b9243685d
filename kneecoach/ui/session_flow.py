"""Lead through a session: the question before it, the session, a stop for pain, the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from kneecoach.awake import StayAwake
from kneecoach.clock import Clock
from kneecoach.coach.coach import Before, Coach, ready_exercises
from kneecoach.coach.easier import has_easier, with_easier
from kneecoach.coach.live import LiveSession
from kneecoach.coach.opening import timeline_options
from kneecoach.model.decision import Plan, Standing
from kneecoach.model.errors import KneecoachError
from kneecoach.model.programme import Programme
from kneecoach.model.record import SessionRecord
from kneecoach.session.player import PainChoice
from kneecoach.session.state import Stopped
from kneecoach.session.step import Step
from kneecoach.session.timeline import build_timeline
from kneecoach.settings import Settings
from kneecoach.sound.output import CueOutput
from kneecoach.ui.answers import BeforeAnswer, PainStopAnswer, PainStopChoice
from kneecoach.ui.finish_flow import FinishFlow, Stops
from kneecoach.ui.live_view import LiveView
from kneecoach.ui.pages.before import BeforePage
from kneecoach.ui.pages.pain_stop import PainStopPage
from kneecoach.ui.pages.session import SessionPage
from kneecoach.ui.shell import Shell
from kneecoach.ui.theme.apply import session_tokens
from kneecoach.ui.theme.palette import tokens_of
from kneecoach.ui.ticker import Ticker

VOLUME_STEP = 10
"""Percent by which a press makes the cues louder or quieter."""

CHOICES = {
    PainStopChoice.EASIER: PainChoice.EASIER,
    PainStopChoice.SKIP: PainChoice.SKIP_EXERCISE,
    PainStopChoice.GO_ON: PainChoice.GO_ON,
    PainStopChoice.END: PainChoice.END,
}


class SessionFlow(QObject):
    """Own the pages of a session and lead from one to the next.

    Signals:
        over: The session, or the question before it, is over; Today may come back.
        failed(KneecoachError): Something could not be done; Today may come back.
        sound_changed(int, bool): The person chose another volume in percent, or muted the cues.

    Args:
        shell: Where pages are shown.
        clock: Tells moments and days.
        make_ticker: Gives a beat that stands still.
        open_output: Opens the sound; falls back to silence by itself.
        stay_awake: Keeps the display awake.
        settings: Returns the settings as they are now.
    """

    over = Signal()
    failed = Signal(object)
    sound_changed = Signal(int, bool)

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
        self._open_output = open_output
        self._stay_awake = stay_awake
        self._settings = settings
        self._before_page = BeforePage()
        self._session_page = SessionPage()
        self._pain_page = PainStopPage()
        self._finish = FinishFlow(shell=shell, parent=self)
        self._coach: Coach | None = None
        self._programme: Programme | None = None
        self._waiting: tuple[Plan, Before] | None = None
        self._plan: Plan | None = None
        self._view: LiveView | None = None
        self._output: CueOutput | None = None
        self._stops = Stops()
        self._connect_signals()

    @property
    def is_running(self) -> bool:
        """Return whether a session is under way, standing still or not."""
        return self._view is not None

    @property
    def is_asking(self) -> bool:
        """Return whether the scores at the end are being asked for."""
        return self._finish.is_asking

    def ask_before(self, coach: Coach, programme: Programme, subtitle: str) -> None:
        """Ask how the knee is; the session starts from there."""
        self._coach, self._programme = coach, programme
        self._before_page.ask(subtitle)
        self._shell.show_page(self._before_page)

    def resume(self, coach: Coach, record: SessionRecord) -> None:
        """Go on with a session that was cut off, at the first set without a record."""
        self._coach = coach
        try:
            plan = coach.plan_of(record)
        except KneecoachError as error:
            self.failed.emit(error)
            return
        self._run(plan, record)

    def end_cut_off(self, coach: Coach, record: SessionRecord) -> None:
        """Ask for the scores of a session that was cut off and will not go on."""
        self._coach = coach
        self._finish.ask(coach, record, Stops(), paused_times=record.paused_times)

    def ask_to_leave(self) -> None:
        """Ask whether the running session shall end, because the window is being closed."""
        if self._view is not None and not self._session_page.is_asking():
            self._shell.show_over_all(self._session_page)
            self._session_page.ask_to_leave()

    def stop_safely(self) -> None:
        """Let go of sound and beat at once; what was done is on disk and is offered again."""
        if self._view is not None:
            self._view.close()
            self._view = None
        self._close_output()

    def _connect_signals(self) -> None:
        before, pain, page = self._before_page, self._pain_page, self._session_page
        before.before_answered.connect(self._on_before_answered)
        before.start_confirmed.connect(self._on_start_confirmed)
        before.cancelled.connect(self._on_before_cancelled)
        pain.pain_answered.connect(self._on_pain_answered)
        page.mute_requested.connect(self._on_mute_requested)
        page.louder_requested.connect(self._on_louder_requested)
        page.quieter_requested.connect(self._on_quieter_requested)
        page.full_screen_requested.connect(self._on_full_screen_requested)
        self._finish.finished.connect(self._on_finish_over)
        self._finish.failed.connect(self._on_finish_failed)

    def _on_before_answered(self, answer: BeforeAnswer) -> None:
        if self._coach is None or self._programme is None:
            return
        before = Before(pain=answer.before, flags=answer.flags, new_onset=answer.new_onset)
        try:
            plan = self._coach.plan_day(self._programme, before=before)
            if not ready_exercises(plan):
                self._coach.keep_rest(plan, before)
                self._before_page.show_change(_why_not(plan), may_start=False)
                return
        except KneecoachError as error:
            self.failed.emit(error)
            return
        self._waiting = plan, before
        change = _what_changed(self._coach.plan_day(self._programme), plan)
        if change:
            self._before_page.show_change(change, may_start=True)
        else:
            self._on_start_confirmed()

    def _on_start_confirmed(self) -> None:
        if self._coach is None or self._waiting is None:
            return
        plan, before = self._waiting
        self._waiting = None
        try:
            record = self._coach.begin(plan, before)
        except KneecoachError as error:
            self.failed.emit(error)
            return
        self._run(replace(plan, exercises=ready_exercises(plan)), record)

    def _on_before_cancelled(self) -> None:
        self._waiting = None
        self.over.emit()

    def _run(self, plan: Plan, record: SessionRecord) -> None:
        """Start the sound and the session, and show it."""
        if self._coach is None:
            return
        settings = self._settings()
        self._plan = plan
        self._stops = Stops()
        self._output = self._open_output(self._clock)
        self._output.open()
        self._output.set_volume(settings.volume_percent)
        self._output.set_muted(settings.muted)
        live = LiveSession(
            coach=self._coach,
            record=record,
            steps=self._steps(plan),
            output=self._output,
            clock=self._clock,
        )
        self._view = LiveView(
            live=live,
            page=self._session_page,
            ticker=self._make_ticker(),
            catalogue=self._coach.catalogue,
            parent=self,
        )
        self._view.stopped_for_pain.connect(self._on_stopped_for_pain)
        self._view.finished.connect(self._on_session_finished)
        self._session_page.set_tokens(session_tokens(tokens_of(self._shell)))
        self._session_page.show_paused(None)
        self._session_page.show_note(self._output.note)
        self._session_page.show_sound(settings.volume_percent, is_muted=settings.muted)
        self._shell.show_over_all(self._session_page)
        if settings.keep_awake:
            self._stay_awake.begin()
        self._view.begin()

    def _steps(self, plan: Plan) -> tuple[Step, ...]:
        return build_timeline(plan, timeline_options(self._settings()))

    def _on_stopped_for_pain(self) -> None:
        if self._view is None or self._plan is None:
            return
        state = self._view.live.state
        position = state.position if isinstance(state, Stopped) else 0
        exercise = self._plan.exercises[position].exercise
        self._pain_page.set_tokens(session_tokens(tokens_of(self._shell)))
        self._pain_page.ask(exercise.name, has_easier=has_easier(self._plan, position))
        self._shell.show_over_all(self._pain_page)

    def _on_pain_answered(self, answer: PainStopAnswer) -> None:
        if self._view is None or self._plan is None:
            return
        state = self._view.live.state
        position = state.position if isinstance(state, Stopped) else 0
        self._stops = self._stops.with_answer(position, answer)
        easier: tuple[Step, ...] | None = None
        if answer.choice is PainStopChoice.EASIER:
            self._plan = with_easier(self._plan, position)
            easier = self._steps(self._plan)
        if answer.choice is not PainStopChoice.END:
            self._shell.show_over_all(self._session_page)
        self._view.go_on(CHOICES[answer.choice], easier)

    def _on_session_finished(self) -> None:
        """Ask for the scores; the last sound may ring out while they are given."""
        if self._view is None or self._coach is None:
            return
        live = self._view.live
        self._view.close()
        self._view = None
        self._stay_awake.end()
        if self._shell.window().isFullScreen():
            self._shell.window().showNormal()
        try:
            live.save()
        except KneecoachError as error:
            self._shell.messages.show_error(error)
        self._finish.ask(self._coach, live.record, self._stops, paused_times=live.paused_times)

    def _on_finish_over(self) -> None:
        self._close_output()
        self.over.emit()

    def _on_finish_failed(self, error: KneecoachError) -> None:
        self._shell.messages.show_error(error)

    def _on_mute_requested(self) -> None:
        settings = self._settings()
        self._change_sound(settings.volume_percent, is_muted=not settings.muted)

    def _on_louder_requested(self) -> None:
        self._change_sound(self._settings().volume_percent + VOLUME_STEP, is_muted=False)

    def _on_quieter_requested(self) -> None:
        settings = self._settings()
        self._change_sound(settings.volume_percent - VOLUME_STEP, is_muted=settings.muted)

    def _change_sound(self, volume_percent: int, *, is_muted: bool) -> None:
        volume = max(0, min(100, volume_percent))
        if self._output is not None:
            self._output.set_volume(volume)
            self._output.set_muted(is_muted)
        self._session_page.show_sound(volume, is_muted=is_muted)
        self.sound_changed.emit(volume, is_muted)

    def _on_full_screen_requested(self) -> None:
        is_full = not self._shell.window().isFullScreen()
        if is_full:
            self._shell.window().showFullScreen()
        else:
            self._shell.window().showNormal()
        self._session_page.show_full_screen(is_full=is_full)

    def _close_output(self) -> None:
        self._stay_awake.end()
        if self._output is not None:
            self._output.close()
            self._output = None


def _why_not(plan: Plan) -> str:
    """Return why nothing may be done today: the reason of the first exercise that waits."""
    for planned in plan.exercises:
        for one in planned.prescriptions:
            if one.standing is not Standing.READY:
                return one.decision.reason
    return ""


def _what_changed(expected: Plan, plan: Plan) -> str:
    """Return why the session differs from what Today showed, or nothing when it does not."""
    before = _doses(expected)
    reasons = {
        one.decision.reason: None
        for planned in plan.exercises
        for one in planned.prescriptions
        if before.get((planned.exercise.id, one.side)) != (one.level, one.standing)
    }
    return "\n".join(reasons)


def _doses(plan: Plan) -> dict[tuple[str, object], tuple[int, Standing]]:
    return {
        (planned.exercise.id, one.side): (one.level, one.standing)
        for planned in plan.exercises
        for one in planned.prescriptions
    }
