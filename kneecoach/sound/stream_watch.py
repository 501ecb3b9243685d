"""Watch by the sound server's word where our streams go, and how late the newest is heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneecoach.clock import Clock
from kneecoach.model.units import Seconds
from kneecoach.sound.lateness import HEARD
from kneecoach.sound.pulse import PulseQuestions, StreamReport
from kneecoach.values import dataclass

if TYPE_CHECKING:
    from kneecoach.sound.device_stream import DeviceStream

PROMPT = Seconds(0.002)
"""An answer that took longer says too little about when it was true."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """How much of a stream had been heard at a moment of the computer's clock, in seconds."""

    at: Seconds
    position: Seconds


class StreamWatch:
    """Notice when the server has moved our streams to another device."""

    def __init__(self, clock: Clock) -> None:
        """Watch nothing yet."""
        self._clock = clock
        self._questions = PulseQuestions(clock)
        self._devices: dict[int, int] = {}
        self._older = self._newest = -1
        self._has_moved = self._has_told = False

    def open(self) -> None:
        """Begin to watch, or begin anew when the server had gone."""
        self._questions.open()
        self._devices, self._has_moved = {}, False
        self._has_told = False
        self._older = self._newest = -1

    def close(self) -> None:
        """Watch no more."""
        self._questions.close()

    @property
    def is_open(self) -> bool:
        """Return whether there is a connection, or one is being made."""
        return self._questions.is_open

    def has_moved(self) -> bool:
        """Return whether streams have been moved since this was last asked."""
        if self._questions.has_changed():
            self._ask()
        moved, self._has_moved = self._has_moved, False
        return moved

    def has_device(self, name: bytes) -> bool | None:
        """Return whether a device of this name is there; None when nobody knows."""
        return self._questions.has_device(name)

    def expect_new(self) -> bool:
        """Take every stream that there is for older than the one that is about to begin.

        Returns:
            Whether the server has said which there are; before that, another stream would be taken
            for the new one. True where nobody is asked.
        """
        self._ask()
        self._older = max(self._devices, default=self._older)
        self._newest = -1
        return self._has_told or not self.is_open

    def delay(self) -> Seconds | None:
        """Return how long it takes until what the new stream is given is heard, if known.

        It is the first that came; one to wake another device may come after it.
        """
        reports = self._ask() or ()
        if self._newest < 0:
            self._newest = min(
                (one.number for one in reports if one.number > self._older), default=-1
            )
        delays = (one.delay for one in reports if one.number == self._newest)
        return next(delays, None) or None

    def heard(self, stream: DeviceStream) -> Heard | None:
        """Return how much of the new stream has been heard by now; None when nobody can say."""
        taken = stream.taken()
        asked = self._clock.monotonic()
        delay = self.delay()
        told = self._clock.monotonic()
        if delay is None or told - asked > PROMPT:
            return None
        if stream.taken() != taken or taken - delay < HEARD:
            return None
        return Heard(at=Seconds((asked + told) / 2), position=Seconds(taken - delay))

    def has_ended(self) -> bool:
        """Return whether the server plays nothing more of the newest stream, which was ended.

        True where nobody is asked, and of a stream that the server has never told of.
        """
        if not self.is_open or self._newest < 0:
            return True
        reports = self._ask()
        return reports is not None and all(one.number != self._newest for one in reports)

    def _ask(self) -> tuple[StreamReport, ...] | None:
        reports = self._questions.reports()
        if reports is not None:
            now = {one.number: one.device for one in reports}
            self._has_moved |= any(self._devices.get(at, to) != to for at, to in now.items())
            self._devices, self._has_told = now, True
        return reports
