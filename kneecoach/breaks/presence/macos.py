"""Ask macOS since when nobody touched anything."""

from __future__ import annotations

import ctypes
import sys
from ctypes import c_double, c_int, c_uint32
from typing import Protocol

from kneecoach.breaks.presence.source import Fact, PresenceError
from kneecoach.model.units import Seconds

_SESSION_STATE = 0
_ANY_INPUT = 0xFFFFFFFF
_LIBRARY = "/System/Library/Frameworks/ApplicationServices.framework/ApplicationServices"


class MacCalls(Protocol):
    """What is asked of macOS; the edge that tests put something in place of."""

    def seconds_since_input(self) -> float:
        """Return the seconds since the last input of any kind."""


class _Library:
    """Call the library of macOS."""

    def __init__(self, platform: str = sys.platform) -> None:
        if platform != "darwin":
            raise PresenceError("this is not macOS")
        try:
            library = ctypes.CDLL(_LIBRARY)
        except OSError as error:
            raise PresenceError("macOS does not tell of the last input") from error
        self._call = library.CGEventSourceSecondsSinceLastEventType
        self._call.restype, self._call.argtypes = c_double, [c_int, c_uint32]

    def seconds_since_input(self) -> float:
        """Return the seconds since the last input."""
        return float(self._call(_SESSION_STATE, _ANY_INPUT))


class MacPresence:
    """Answer what can be asked of macOS; `looked.LookedAt` asks at the right moments."""

    name = "the last input of macOS"
    facts = frozenset({Fact.IDLE, Fact.LULL})

    def __init__(self, calls: MacCalls | None = None) -> None:
        """Take the calls. Raises PresenceError where this is not macOS."""
        self._calls = calls or _Library()

    def idle_seconds(self) -> Seconds:
        """Return for how long nobody has touched anything."""
        return Seconds(max(0.0, self._calls.seconds_since_input()))

    def look(self) -> frozenset[Fact]:
        """Return that nothing more is known."""
        return frozenset()
