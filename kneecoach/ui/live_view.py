"""Show a session under way: beat it, hand on what the person wants, keep the page in step."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import assert_never

from PySide6.QtCore import QMetaObject, QObject, Signal, SignalInstance

from kneecoach.coach.live import LiveSession
from kneecoach.model.programme import Catalogue
from kneecoach.model.record import Outcome
from kneecoach.model.units import Seconds
from kneecoach.session.outline import Segment, SetKey, outline, remaining, set_key
from kneecoach.session.player import PainChoice
from kneecoach.session.state import Finished, Paused, Running, State, Stopped, Waiting
from kneecoach.session.step import (
    Event,
    PauseReason,
    SessionFinished,
    SessionStopped,
    SetEnded,
    Step,
    StepKind,
    StepStarted,
)
from kneecoach.sound.cues import HALFWAY_FROM
from kneecoach.sound.score import Hearing
from kneecoach.ui.pages.session import SessionPage
from kneecoach.ui.session_words import view_step, work_ahead
from kneecoach.ui.stage.outline import bar_says, bar_segments
from kneecoach.ui.ticker import Ticker

TICK_MS = 33
"""Time between two looks at the clock, so that the figure moves thirty times a second; the sound
does not wait for it."""

STILL_TICK_MS = 500
"""The same while the session stands still, and only a note can change."""


class LiveView(QObject):
    """Connect one session under way with the page that shows it.

    Signals:
        stopped_for_pain: It hurts; the set has ended.
        finished: The last step is over, or the person ended the session.
    """

    stopped_for_pain = Signal()
    finished = Signal()

    def __init__(
        self,
        *,
        live: LiveSession,
        page: SessionPage,
        ticker: Ticker,
        catalogue: Catalogue,
        parent: QObject | None = None,
    ) -> None:
        """Connect; nothing moves before `begin`."""
        super().__init__(parent)
        self._live = live
        self._page = page
        self._ticker = ticker
        self._catalogue = catalogue
        self._outline: tuple[Segment, ...] = ()
        self._ended: dict[SetKey, Outcome] = {}
        self._index = -1
        self._second = -1
        self._standing: PauseReason | None = None
        self._note = ""
        self._beat_ms = 0
        self._told_halfway = True
        self._paused_by_question = False
        if isinstance(ticker, QObject):
            ticker.setParent(self)  # so that it goes with the view
        self._connections = self._connect()

    @property
    def live(self) -> LiveSession:
        """Return the session that is shown."""
        return self._live

    def begin(self) -> None:
        """Start the session, or go on with one that was cut off."""
        self._outline = outline(self._live.steps)
        for done in self._live.record.sets:
            key = SetKey(position=done.position, set_side=done.side, set_number=done.set_number)
            self._ended[key] = done.outcome
        self._page.show_paused(None)
        self._page.show_note("")
        self._take(self._live.begin())

    def go_on(self, choice: PainChoice, easier: tuple[Step, ...] | None = None) -> None:
        """Go on after it hurt, as the person chose."""
        events = self._live.go_on_after_pain(choice, easier)
        self._outline = outline(self._live.steps)
        self._take(events)

    def change_hearing(self, hearing: Hearing) -> None:
        """Say more or less from now on."""
        self._take(self._live.change_hearing(hearing))

    def end(self) -> None:
        """End the session."""
        self._take(self._live.end())

    def close(self) -> None:
        """Stop the beat, let go of the page, and go."""
        self._ticker.stop()
        for connection in self._connections:
            QObject.disconnect(connection)
        self._connections = ()
        self.deleteLater()

    def _connect(self) -> tuple[QMetaObject.Connection, ...]:
        page = self._page
        self._ticker.on_tick(self._on_tick)
        pairs: tuple[tuple[SignalInstance, Callable[..., None]], ...] = (
            (page.pause_requested, self._on_pause_requested),
            (page.resume_requested, self._on_resume_requested),
            (page.skip_requested, self._on_skip_requested),
            (page.back_requested, self._on_back_requested),
            (page.set_done, self._on_set_done),
            (page.pain_reported, self._on_pain_reported),
            (page.leave_asked, self._on_leave_asked),
            (page.leave_declined, self._on_leave_declined),
            (page.end_requested, self.end),
        )
        return tuple(signal.connect(slot) for signal, slot in pairs)

    def _on_tick(self) -> None:
        self._take(self._live.tick())

    def _on_pause_requested(self) -> None:
        self._take(self._live.pause())

    def _on_resume_requested(self) -> None:
        self._take(self._live.resume())

    def _on_skip_requested(self) -> None:
        self._take(self._live.skip())

    def _on_back_requested(self) -> None:
        self._take(self._live.back())

    def _on_set_done(self) -> None:
        self._take(self._live.set_is_done())

    def _on_pain_reported(self) -> None:
        self._paused_by_question = False
        self._take(self._live.stop_for_pain())

    def _on_leave_asked(self) -> None:
        """Let time stand still while the question is open."""
        self._paused_by_question = isinstance(self._live.state, Running | Waiting)
        if self._paused_by_question:
            self._take(self._live.hold())

    def _on_leave_declined(self) -> None:
        if self._paused_by_question:
            self._paused_by_question = False
            self._take(self._live.resume())

    def _take(self, events: tuple[Event, ...]) -> None:
        """Show where the session now is; of several steps passed at once only the last is seen."""
        for event in events:
            if isinstance(event, SetEnded):
                key = SetKey(
                    position=event.position,
                    set_side=event.set_side,
                    set_number=event.set_number,
                )
                self._ended[key] = event.outcome
        self._beat()
        index = self._live.moment().index
        has_moved = index != self._index or any(isinstance(event, StepStarted) for event in events)
        if has_moved and index < len(self._live.steps):
            self._index = index
            self._show_step(index)
        self._show_standing(has_moved=has_moved)
        self._show_note()
        self._show_time()
        if any(isinstance(event, SessionStopped) for event in events):
            self.stopped_for_pain.emit()
        if any(isinstance(event, SessionFinished) for event in events):
            self.finished.emit()

    def _beat(self) -> None:
        """Beat as fast as the state needs, and not at all when nothing moves."""
        wanted = _beat_of(self._live.state)
        if wanted == self._beat_ms:
            return
        self._beat_ms = wanted
        if wanted:
            self._ticker.start(wanted)
        else:
            self._ticker.stop()

    def _show_step(self, index: int) -> None:
        steps = self._live.steps
        ahead = steps[work_ahead(steps, index)]
        view = view_step(
            steps,
            index,
            exercises=steps[-1].position + 1,
            coming=self._catalogue.exercise(ahead.exercise_id),
        )
        self._page.show_step(steps[index], view)
        self._told_halfway = not _tells_halfway(steps[index])
        self._second = -1

    def _show_standing(self, *, has_moved: bool) -> None:
        """Show whether the session stands still, and why; it may have moved on while it stands."""
        state = self._live.state
        reason = state.reason if isinstance(state, Paused) else None
        if reason is not self._standing or (has_moved and reason is not None):
            self._standing = reason
            self._page.show_paused(reason)

    def _show_note(self) -> None:
        note = self._live.note
        if note != self._note:
            self._note = note
            self._page.show_note(note)

    def _show_time(self) -> None:
        """Move the ring at every beat, and the rest once a second."""
        moment = self._live.moment()
        steps = self._live.steps
        if moment.index >= len(steps):
            return
        step = steps[moment.index]
        if not self._told_halfway and step.lasts and moment.elapsed >= step.lasts / 2:
            self._told_halfway = True
            self._page.show_halfway()
        second = math.floor(moment.elapsed)
        if second == self._second:
            self._page.show_count(moment.elapsed)
            return
        self._second = second
        self._page.show_progress(moment.elapsed, remaining(steps, moment.index, moment.elapsed))
        self._show_outline()

    def _show_outline(self) -> None:
        moment = self._live.moment()
        steps = self._live.steps
        if moment.index >= len(steps):
            return
        current = set_key(steps[moment.index])
        segment = next(one for one in self._outline if one.key == current)
        behind = sum(step.expected for step in steps[segment.first_step : moment.index])
        share = (behind + moment.elapsed) / segment.seconds if segment.seconds else 1.0
        self._page.show_outline(
            bar_segments(
                self._outline, current=current, ended=self._ended, share_done=min(1.0, share)
            ),
            bar_says(self._outline, self._ended),
        )


def _beat_of(state: State) -> int:
    match state:
        case Running() | Waiting():
            return TICK_MS
        case Paused():
            return STILL_TICK_MS
        case Stopped() | Finished():
            return 0
        case _:
            assert_never(state)


def _tells_halfway(step: Step) -> bool:
    """Return whether half of this step is told, as the sound does."""
    lasts = step.lasts or Seconds(0.0)
    return step.kind is StepKind.WORK and step.rep == 0 and lasts >= HALFWAY_FROM
