"""Let the time of a session pass: as it does, with sound, or faster and in silence."""

from __future__ import annotations

import sys
from threading import Event
from typing import TYPE_CHECKING, Protocol

from kneecoach.clock import Clock
from kneecoach.coach.live import LiveSession
from kneecoach.model.units import Seconds
from kneecoach.session.state import Running, Waiting
from kneecoach.settings import Settings
from kneecoach.sound.output import CueOutput, SilentOutput
from kneecoach.sound.speaking import SpeakingOutput

if TYPE_CHECKING:
    from PySide6.QtCore import QMessageLogContext, QtMsgType

BEAT = 0.05
"""Seconds between two looks at the clock and the keyboard."""

LONGEST_LEAP = 1.0
"""Seconds of a session that a hurried one moves on at most at a time."""

SHORTEST_LEAP = 0.001


class Pace(Protocol):
    """Say what time it is in the session, play its cues, and let time pass."""

    @property
    def clock(self) -> Clock:
        """Return the clock of the session."""
        ...

    @property
    def output(self) -> CueOutput:
        """Return what plays the cues."""
        ...

    def find_voice(self, language: str) -> bool:
        """Let the system's voice say words without a recording; return whether there is one."""
        ...

    def pass_time(self, live: LiveSession) -> None:
        """Wait for the next beat."""
        ...

    def rest(self) -> None:
        """Do what has to go on while a question waits."""
        ...


class RealPace:
    """Go by the real clock, with the cues to be heard where they can."""

    def __init__(self, clock: Clock, settings: Settings, *, with_sound: bool) -> None:
        """Open the sound, unless silence is asked for."""
        self.clock = clock
        self._waiting = Event()
        self._settings = settings
        if not with_sound:
            self._loop = None
            self.output: CueOutput = SilentOutput(clock)
            return
        from PySide6.QtCore import QCoreApplication, qInstallMessageHandler

        from kneecoach.sound.device import open_output

        qInstallMessageHandler(_log_qt_message)
        self._loop = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
        self.output = open_output(clock)
        self.output.set_device(settings.sound_device)
        self.output.set_volume(settings.volume_percent)
        self.output.set_muted(settings.muted)
        self.output.open()

    def find_voice(self, language: str) -> bool:
        """Let the system's voice say words without a recording, as the window does."""
        if self._loop is None:
            return False
        from kneecoach.sound.system_voice import open_system_voice

        speaker = open_system_voice(language)
        if speaker is None:
            return False
        self.output = SpeakingOutput(self.output, speaker)
        self.output.set_volume(self._settings.volume_percent)
        self.output.set_muted(self._settings.muted)
        return True

    def pass_time(self, live: LiveSession) -> None:
        """Wait for the next beat, and let the sound go on."""
        del live  # every session passes alike
        self._waiting.wait(BEAT)
        self.rest()

    def rest(self) -> None:
        """Let the sound go on."""
        if self._loop is not None:
            self._loop.processEvents()


class HurriedPace:
    """Go a number of times faster than real, in silence; the day's clock stays the real one."""

    def __init__(self, clock: Clock, speed: float) -> None:
        """Begin at nothing."""
        self.now = clock.now
        self.today = clock.today
        self._speed = speed
        self._seconds = 0.0
        self._waiting = Event()
        self.output: CueOutput = SilentOutput(self)

    @property
    def clock(self) -> Clock:
        """Return the session's clock, which passes when told to."""
        return self

    def find_voice(self, language: str) -> bool:
        """Say nothing: nobody could follow."""
        del language
        return False

    def monotonic(self) -> Seconds:
        """Return the session's seconds."""
        return Seconds(self._seconds)

    def pass_time(self, live: LiveSession) -> None:
        """Let the session move on, but not past the end of its step; stand still as it does."""
        if not isinstance(live.state, Running | Waiting):
            self._waiting.wait(BEAT)
            return
        leap = self._leap(live)
        self._waiting.wait(leap / self._speed)
        self._seconds += leap

    def rest(self) -> None:
        """Have nothing to do: there is no sound."""

    def _leap(self, live: LiveSession) -> float:
        longest = min(LONGEST_LEAP, BEAT * self._speed)
        if live.step is None or isinstance(live.state, Waiting):
            return longest
        left = live.step.expected - live.moment().elapsed
        return min(longest, max(left, SHORTEST_LEAP))


def _log_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Write what Qt says to the log instead of between the steps of a session."""
    import logging

    del kind, context
    logging.getLogger("kneecoach.qt").info("%s", message)
