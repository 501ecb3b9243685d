"""Say what an output of cues does, and do it without sound."""

from __future__ import annotations

from typing import Protocol

from kneecoach.clock import Clock
from kneecoach.model.units import Seconds
from kneecoach.sound.cues import PlacedCue
from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundDevice:
    """A device that sound can go to: what it is known by, and what people call it."""

    key: str
    name: str


class CueOutput(Protocol):
    """Play cues at exact moments, and tell the time that they are placed by.

    `now` runs from the start on, whether or not anything can be heard: it never jumps, stands or
    goes back, also when a device is unplugged. It lies a constant few milliseconds before what is
    heard, which is the device's own delay.
    """

    @property
    def note(self) -> str:
        """Return why nothing is heard and what can be done, or nothing when all is well."""
        ...

    def open(self) -> None:
        """Get the device ready; a second or two before the first cue is best."""
        ...

    def now(self) -> Seconds:
        """Return the moment on the output's own clock."""
        ...

    def play(self, cues: tuple[PlacedCue, ...], origin: Seconds) -> None:
        """Play cues whose times count from moment `origin`, in place of all that was planned."""
        ...

    def silence(self) -> None:
        """Be silent at once, and forget what was planned."""
        ...

    def set_device(self, key: str) -> None:
        """Play on the device with this key while it is there; empty for the system's choice."""
        ...

    def set_volume(self, percent: int) -> None:
        """Set how loud cues are, 0-100; heard at once, kept for later cues."""
        ...

    def set_muted(self, muted: bool) -> None:  # noqa: FBT001 - as Qt's own setters
        """Be silent but keep playing, so that cues are in place when the sound comes back."""
        ...

    def close(self) -> None:
        """Let go of the device; may be called twice."""
        ...


class SilentOutput:
    """Keep time without a sound.

    Attributes:
        note: Why nothing is heard and what can be done; empty when silence was asked for.
    """

    def __init__(self, clock: Clock, note: str = "") -> None:
        """Keep time by the clock's monotonic seconds."""
        self._clock = clock
        self.note = note

    def open(self) -> None:
        """Do nothing; there is no device."""

    def now(self) -> Seconds:
        """Return the clock's monotonic seconds."""
        return self._clock.monotonic()

    def play(self, cues: tuple[PlacedCue, ...], origin: Seconds) -> None:
        """Play nothing."""

    def silence(self) -> None:
        """Be silent, as ever."""

    def set_device(self, key: str) -> None:
        """Take no notice."""

    def set_volume(self, percent: int) -> None:
        """Take no notice."""

    def set_muted(self, muted: bool) -> None:  # noqa: FBT001 - as Qt's own setters
        """Take no notice."""

    def close(self) -> None:
        """Let go of nothing."""
