"""Run a desk break or a self-test in time; it changes no dose and keeps no sets."""

from __future__ import annotations

from collections.abc import Callable

from kneecoach.clock import Clock
from kneecoach.model.units import Seconds
from kneecoach.session import player
from kneecoach.session.state import Finished, Paused, Running, State, Stopped, Waiting
from kneecoach.session.step import Event, PauseReason, SessionFinished, Step
from kneecoach.sound.cues import PlacedCue, place_cues
from kneecoach.sound.output import CueOutput


class BreakRun:
    """Hold the player of one break; the caller brings the beat."""

    def __init__(
        self,
        *,
        steps: tuple[Step, ...],
        output: CueOutput,
        clock: Clock,
        sounds: Callable[[int, Seconds], tuple[PlacedCue, ...]] | None = None,
    ) -> None:
        """Take the steps; nothing moves before `begin`.

        `sounds` returns what is heard from so far into a step on; the cues alone unless given.
        """
        self._sounds = sounds or self._cues
        self._steps = steps
        self._output = output
        self._clock = clock
        self._state: State = Finished()
        self._now_before = output.now()
        self._real_before = clock.monotonic()

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return the steps."""
        return self._steps

    @property
    def is_paused(self) -> bool:
        """Return whether it stands still."""
        return isinstance(self._state, Paused)

    @property
    def index(self) -> int:
        """Return the step under way; the number of steps when it is over."""
        if isinstance(self._state, Finished):
            return len(self._steps)
        return self._state.index

    @property
    def elapsed(self) -> Seconds:
        """Return the seconds of the step that have gone by."""
        match self._state:
            case Running(began=began) | Waiting(began=began):
                return Seconds(max(0.0, self._output.now() - began))
            case Paused(elapsed=elapsed) | Stopped(elapsed=elapsed):
                return elapsed
            case Finished():
                return Seconds(0.0)

    def begin(self) -> bool:
        """Start; return whether it is over already."""
        self._now_before, self._real_before = self._output.now(), self._clock.monotonic()
        return self._take(player.start(self._steps, self._output.now()))

    def tick(self) -> bool:
        """Let time go by; return whether it is over. A computer that slept pauses it."""
        now, real = self._output.now(), self._clock.monotonic()
        missed = (real - self._real_before) - max(0.0, now - self._now_before)
        self._now_before, self._real_before = now, real
        if missed > player.LONGEST_GAP:
            return self._take(player.pause(self._state, self._steps, now, PauseReason.SLEPT))
        before = self._state
        self._state, events = player.tick(self._state, self._steps, now)
        if isinstance(self._state, Paused) and not isinstance(before, Paused):
            self._output.silence()
        return _is_over(events)

    def pause(self) -> bool:
        """Stand still."""
        return self._take(player.pause(self._state, self._steps, self._output.now()))

    def resume(self) -> bool:
        """Go on."""
        return self._take(player.resume(self._state, self._steps, self._output.now()))

    def set_is_done(self) -> bool:
        """End a set at the person's own pace."""
        return self._take(player.done(self._state, self._steps, self._output.now()))

    def stop(self) -> None:
        """Be silent and let go of the sound."""
        self._output.close()

    def _cues(self, index: int, elapsed: Seconds) -> tuple[PlacedCue, ...]:
        return tuple(place_cues(self._steps, index, elapsed))

    def _take(self, moved: tuple[State, tuple[Event, ...]]) -> bool:
        self._state, events = moved
        match self._state:
            case (
                Running(index=index, began=began, last_tick=now)
                | Waiting(index=index, began=began, last_tick=now)
            ):
                self._output.play(self._sounds(index, Seconds(now - began)), now)
            case _:
                self._output.silence()
        return _is_over(events)


def _is_over(events: tuple[Event, ...]) -> bool:
    return any(isinstance(event, SessionFinished) for event in events)
