"""Run one session: ask the player, place the cues, keep each set; for the window and the terminal.

Whoever shows it brings the beat (`tick`) and hands on what the person wants. Nothing here knows how
it is shown.
"""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from kneecoach.clock import Clock
from kneecoach.coach.coach import Coach
from kneecoach.coach.memory import with_set, with_stop
from kneecoach.coach.stops import StopAnswer, Stops
from kneecoach.model.errors import KneecoachError
from kneecoach.model.record import DoneSet, SessionRecord
from kneecoach.model.session_said import PainStop
from kneecoach.model.units import Seconds
from kneecoach.session import player
from kneecoach.session.outline import resume_index
from kneecoach.session.player import PainChoice
from kneecoach.session.state import Finished, Paused, Running, State, Stopped, Waiting
from kneecoach.session.step import (
    Event,
    PauseReason,
    SessionPaused,
    SetEnded,
    Step,
)
from kneecoach.sound.output import CueOutput
from kneecoach.sound.score import Hearing, Score
from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Where a session is.

    Attributes:
        index: The step; the number of steps when the session is over.
        elapsed: Seconds of it that have gone by.
    """

    index: int
    elapsed: Seconds


class LiveSession:
    """Hold a session under way and move it; each set is on disk when its event is returned.

    A set, or what was said at a stop, that cannot be written, because the disk is full say, is
    kept in memory and tried again with the next one; `trouble` says so until it is safe.
    """

    def __init__(
        self,
        *,
        coach: Coach,
        record: SessionRecord,
        steps: tuple[Step, ...],
        output: CueOutput,
        clock: Clock,
        hearing: Hearing | None = None,
    ) -> None:
        """Take a session that was begun; nothing moves yet."""
        self._coach = coach
        self._record = record
        self._steps = steps
        self._output = output
        self._clock = clock
        self._hearing = hearing or Hearing()
        self._score = Score(steps, self._hearing)
        self._unsaved: list[DoneSet | PainStop] = []
        self._now_before = output.now()
        self._real_before = clock.monotonic()
        self._state: State = Finished()
        self.paused_times = 0
        self.trouble: KneecoachError | None = None

    @property
    def record(self) -> SessionRecord:
        """Return the session with every set that has ended."""
        return self._record

    @property
    def stops(self) -> Stops:
        """Return what was said when sets were stopped, before a session was cut off too."""
        return Stops.of(self._record)

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return the steps as they now are."""
        return self._steps

    @property
    def state(self) -> State:
        """Return the player's state."""
        return self._state

    @property
    def note(self) -> str:
        """Return what the person should know: a set is not safe yet, or why there is no sound."""
        return str(self.trouble) if self.trouble is not None else self._output.note

    @property
    def step(self) -> Step | None:
        """Return the step under way, or None when the session is over."""
        index = self.moment().index
        return self._steps[index] if index < len(self._steps) else None

    def moment(self) -> Moment:
        """Return where the session is on the output's clock."""
        match self._state:
            case Running(index=index, began=began) | Waiting(index=index, began=began):
                return Moment(index=index, elapsed=Seconds(max(0.0, self._output.now() - began)))
            case Paused(index=index, elapsed=elapsed) | Stopped(index=index, elapsed=elapsed):
                return Moment(index=index, elapsed=elapsed)
            case Finished():
                return Moment(index=len(self._steps), elapsed=Seconds(0.0))

    def begin(self) -> tuple[Event, ...]:
        """Start at the first set without a record."""
        first = resume_index(self._steps, self._record.sets)
        ended = tuple(
            SetEnded(
                position=one.position,
                exercise_id=one.exercise_id,
                set_side=one.side,
                set_number=one.set_number,
                outcome=one.outcome,
                complete=one.complete,
            )
            for one in self._record.sets
        )
        now = self._output.now()
        self._now_before, self._real_before = now, self._clock.monotonic()
        return self._take(player.start(self._steps, now, first, ended), replace_cues=True)

    def tick(self) -> tuple[Event, ...]:
        """Let time go by; a computer that slept pauses the session.

        A sound device stands still while the computer sleeps, and its clock with it, so the real
        clock is watched beside it.
        """
        now, real = self._output.now(), self._clock.monotonic()
        missed = (real - self._real_before) - max(0.0, now - self._now_before)
        self._now_before, self._real_before = now, real
        if missed > player.LONGEST_GAP:
            return self._take(player.pause(self._state, self._steps, now, PauseReason.SLEPT))
        return self._take(player.tick(self._state, self._steps, now))

    def pause(self) -> tuple[Event, ...]:
        """Stand still."""
        return self._command(player.pause(self._state, self._steps, self._output.now()))

    def hold(self) -> tuple[Event, ...]:
        """Stand still while a question is open, which does not count as a pause."""
        paused_times = self.paused_times
        events = self.pause()
        self.paused_times = paused_times
        return events

    def resume(self) -> tuple[Event, ...]:
        """Go on after a pause."""
        return self._command(player.resume(self._state, self._steps, self._output.now()))

    def skip(self) -> tuple[Event, ...]:
        """Go to what comes next."""
        return self._command(player.skip(self._state, self._steps, self._output.now()))

    def back(self) -> tuple[Event, ...]:
        """Go back to the start of the set, or to the one before."""
        return self._command(player.back(self._state, self._steps, self._output.now()))

    def set_is_done(self) -> tuple[Event, ...]:
        """End a set at the person's own pace."""
        return self._command(player.done(self._state, self._steps, self._output.now()))

    def stop_for_pain(self) -> tuple[Event, ...]:
        """Stop at once because it hurts."""
        return self._command(player.stop_for_pain(self._state, self._steps, self._output.now()))

    def say_at_stop(self, answer: StopAnswer) -> None:
        """Keep what is said at the stop that is under way; it is on disk when this returns."""
        if not isinstance(self._state, Stopped):
            return
        if answer.score is None and not answer.sharp and not answer.flags:
            return
        stop = PainStop(
            id=uuid4(),
            position=self._state.position,
            side=answer.side,
            pain=answer.score,
            sharp=answer.sharp,
            flags=answer.flags,
            stopped_at=self._clock.now(),
        )
        self._record = with_stop(self._record, stop)
        self._write(stop)

    def go_on_after_pain(
        self, choice: PainChoice, easier: tuple[Step, ...] | None = None
    ) -> tuple[Event, ...]:
        """Do what the person chose after it hurt; `easier` is the timeline built again for that."""
        if easier is not None:
            self._steps = easier
            self._score = Score(easier, self._hearing)
        now = self._output.now()
        return self._command(player.go_on_after_pain(self._state, self._steps, now, choice))

    def end(self) -> tuple[Event, ...]:
        """End the session now."""
        return self._command(player.end(self._state, self._steps, self._output.now()))

    def change_hearing(self, hearing: Hearing) -> tuple[Event, ...]:
        """Say more or less, or in another language, from now on."""
        self._hearing = hearing
        self._score = Score(self._steps, hearing)
        return self._command(player.tick(self._state, self._steps, self._output.now()))

    def save(self) -> None:
        """Write what could not be written before.

        Raises:
            KneecoachError: It still cannot.
        """
        while self._unsaved:
            match self._unsaved[0]:
                case DoneSet() as done:
                    self._coach.keep_set(self._record, done)
                case PainStop() as stop:
                    self._coach.keep_stop(self._record, stop)
            del self._unsaved[0]
        self.trouble = None

    def _command(self, moved: tuple[State, tuple[Event, ...]]) -> tuple[Event, ...]:
        return self._take(moved, replace_cues=True)

    def _take(
        self, moved: tuple[State, tuple[Event, ...]], *, replace_cues: bool = False
    ) -> tuple[Event, ...]:
        before = self._state
        self._state, events = moved
        for event in events:
            if isinstance(event, SetEnded):
                self._keep(event)
            elif isinstance(event, SessionPaused) and not isinstance(before, Paused):
                self.paused_times += 1  # skipping while it stands still is no further pause
        stands_still = isinstance(self._state, Paused | Stopped)
        if stands_still and not isinstance(before, Paused | Stopped):
            self._output.silence()
        elif replace_cues and not stands_still:
            self._place_cues()
        return events

    def _place_cues(self) -> None:
        """Plan every cue from here on; the sound is then on time whatever the screen does."""
        match self._state:
            case (
                Running(index=index, began=began, last_tick=now)
                | Waiting(index=index, began=began, last_tick=now)
            ):
                elapsed = Seconds(now - began)
                self._output.play(self._score.sounds(index, elapsed), now)
            case Paused() | Stopped() | Finished():
                self._output.silence()

    def _keep(self, event: SetEnded) -> None:
        done = _done_set(event, self._clock.now())
        self._record = with_set(self._record, done)
        self._write(done)

    def _write(self, one: DoneSet | PainStop) -> None:
        self._unsaved.append(one)
        try:
            self.save()
        except KneecoachError as error:
            self.trouble = error


def _done_set(event: SetEnded, ended_at: datetime) -> DoneSet:
    return DoneSet(
        id=uuid4(),
        position=event.position,
        exercise_id=event.exercise_id,
        side=event.set_side,
        set_number=event.set_number,
        outcome=event.outcome,
        complete=event.complete,
        ended_at=ended_at,
    )
