"""Begin sessions where the person wants one, and see to their end."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from kneecoach.coach.trying import alone
from kneecoach.model.errors import KneecoachError
from kneecoach.ui.coaching import Coaching
from kneecoach.ui.outside import Outside
from kneecoach.ui.shell import Shell

if TYPE_CHECKING:
    from kneecoach.ui.session_flow import SessionFlow


class Training(QObject):
    """Own the session that is under way, and say whether one is.

    Signals:
        run_changed(bool): A session began to run, or runs no more.
        over: A session, or the question before it, is over; Today may come back.
        answers_kept: What was said of the knee is kept, and may ask for someone to look at it.
        failed(KneecoachError): Something could not be done; Today may come back.

    Args:
        shell: Where pages are shown.
        outside: What the computer gives.
        coaching: Holds the coach.
        may_start: Returns whether a session may be asked for; asks what comes first where not.
        parent: What owns this.
    """

    run_changed = Signal(bool)
    over = Signal()
    answers_kept = Signal()
    failed = Signal(object)

    def __init__(
        self,
        *,
        shell: Shell,
        outside: Outside,
        coaching: Coaching,
        may_start: Callable[[], bool],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._shell = shell
        self._outside = outside
        self._coaching = coaching
        self._may_start = may_start
        self._flow: SessionFlow | None = None

    @property
    def is_running(self) -> bool:
        """Return whether a session is under way, standing still or not."""
        return self._flow is not None and self._flow.is_running

    @property
    def is_busy(self) -> bool:
        """Return whether a session is under way, or its questions at the end."""
        return self._flow is not None and (self._flow.is_running or self._flow.is_asking)

    def prepare(self) -> None:
        """Make the pages of a session before they are asked for."""
        self._session_flow()

    def start(self) -> None:
        """Ask how the knee is, and begin today's session; nothing happens without a programme."""
        coach = self._coaching.coach()
        programme = self._coaching.programme()
        if programme is not None and self._may_start():
            self._session_flow().ask_before(coach, programme)

    def start_one(self, exercise_id: str) -> None:
        """Ask how the knee is, and begin one set of an exercise; nothing when no pack has it."""
        coach = self._coaching.coach()
        exercise = coach.catalogue.exercise(exercise_id)
        if exercise is not None and self._may_start():
            programme = alone(exercise, self._coaching.programme())
            self._session_flow().ask_before(coach, programme)

    def resume(self, session_id: UUID) -> None:
        """Go on with a session that was cut off."""
        record = self._coaching.session(session_id)
        if record is not None:
            self._session_flow().resume(self._coaching.coach(), record)

    def end_cut_off(self, session_id: UUID) -> None:
        """Ask how a session was that was cut off and will not go on."""
        record = self._coaching.session(session_id)
        if record is not None:
            self._session_flow().end_cut_off(self._coaching.coach(), record)

    def leave_question(self) -> None:
        """Take note that the person went elsewhere from the question before a session."""
        if self._flow is not None:
            self._flow.leave_question()

    def may_leave(self) -> bool:
        """Return whether the window may close; asks in the page while something is under way.

        Closing it again while the question is open closes it: what was done is on disk, and the
        session is offered again.
        """
        flow = self._flow
        if flow is None or not self.is_busy or flow.is_asking_to_leave:
            return True
        flow.ask_to_leave()
        return False

    def tell(self, words: str) -> None:
        """Say something above a session that is under way."""
        if self._flow is not None and self._flow.is_running:
            self._flow.tell(words)

    def stop_safely(self) -> None:
        """Let go of sound and beat at once; what was done is on disk and is offered again."""
        if self._flow is not None:
            self._flow.stop_safely()

    def forget(self) -> None:
        """Let go of the pages of a session; another history is read next."""
        if self._flow is not None:
            self._flow.stop_safely()
            self._shell.let_choose(True)
            self._flow = None

    def _session_flow(self) -> SessionFlow:
        if self._flow is None:
            from kneecoach.ui.session_flow import SessionFlow  # noqa: PLC0415 - Today comes first

            choices = self._coaching.choices
            self._flow = SessionFlow(
                shell=self._shell,
                clock=self._outside.clock,
                make_ticker=self._outside.make_ticker,
                open_output=self._outside.open_output,
                stay_awake=self._outside.stay_awake,
                settings=choices.settings,
                parent=self,
            )
            self._flow.run_changed.connect(self.run_changed)
            self._flow.over.connect(self.over)
            self._flow.answers_kept.connect(self.answers_kept)
            self._flow.failed.connect(self._on_flow_failed)
            self._flow.sound_changed.connect(self._on_sound_changed)
            self._flow.talk_changed.connect(choices.change_talk)
        return self._flow

    def _on_flow_failed(self, error: KneecoachError) -> None:
        self.failed.emit(error)

    def _on_sound_changed(self, volume_percent: int, is_muted: bool) -> None:  # noqa: FBT001 - a slot
        self._coaching.choices.change_sound(volume_percent, is_muted=is_muted)
