"""Watch by the sound server's word where our streams go, and how late the newest is heard."""

from __future__ import annotations

from kneecoach.clock import Clock
from kneecoach.model.units import Seconds
from kneecoach.sound.pulse import PulseQuestions, StreamReport


class StreamWatch:
    """Notice when the server has moved our streams to another device."""

    def __init__(self, clock: Clock) -> None:
        """Watch nothing yet."""
        self._questions = PulseQuestions(clock)
        self._devices: dict[int, int] = {}
        self._older = -1
        self._has_moved = False

    def open(self) -> None:
        """Begin to watch, or begin anew when the server had gone."""
        self._questions.open()
        self._devices, self._older, self._has_moved = {}, -1, False

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

    def expect_new(self) -> None:
        """Take every stream that there is for older than the one that is about to begin."""
        self._ask()
        self._older = max(self._devices, default=self._older)

    def delay(self) -> Seconds | None:
        """Return how long it takes until what the new stream is given is heard, if known."""
        newest = [one for one in self._ask() or () if one.number > self._older]
        return newest[-1].delay if newest and newest[-1].delay else None

    def _ask(self) -> tuple[StreamReport, ...] | None:
        reports = self._questions.reports()
        if reports is not None:
            now = {one.number: one.device for one in reports}
            self._has_moved |= any(self._devices.get(at, to) != to for at, to in now.items())
            self._devices = now
        return reports
