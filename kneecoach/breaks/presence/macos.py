"""Ask macOS since when nobody touched anything, and whether a microphone is in use."""

from __future__ import annotations

import ctypes
import sys
from ctypes import Structure, byref, c_double, c_int, c_uint32, c_void_p
from typing import Any, Protocol

from kneecoach.breaks.presence.source import Fact, PresenceError
from kneecoach.model.units import Seconds

_SESSION_STATE = 0
_ANY_INPUT = 0xFFFFFFFF
_LIBRARY = "/System/Library/Frameworks/ApplicationServices.framework/ApplicationServices"
_SOUND = "/System/Library/Frameworks/CoreAudio.framework/CoreAudio"

SYSTEM = 1
DEFAULT_INPUT = int.from_bytes(b"dIn ", "big")
RUNS_SOMEWHERE = int.from_bytes(b"gone", "big")
_GLOBAL = int.from_bytes(b"glob", "big")
"""Names of CoreAudio: of the system, the microphone in use, and whether any program has it on."""


class Property(Structure):
    """Which property of which part, as CoreAudio takes it."""

    _fields_ = (("selector", c_uint32), ("scope", c_uint32), ("element", c_uint32))


class MacCalls(Protocol):
    """What is asked of macOS; the edge that tests put something in place of."""

    def seconds_since_input(self) -> float:
        """Return the seconds since the last input of any kind."""

    def sound(self, part: int, name: int) -> int:
        """Return a property of a part of CoreAudio; 0 where there is none."""


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

    def sound(self, part: int, name: int) -> int:
        """Return a property of CoreAudio."""
        return sound_property(ctypes.CDLL(_SOUND), part, name)


def sound_property(library: Any, part: int, name: int) -> int:
    """Return a property of 32 bits; 0 where there is none.

    Args:
        library: CoreAudio, or what stands in for it.
        part: The system, or a device.
        name: Which property.
    """
    value, size = c_uint32(), c_uint32(ctypes.sizeof(c_uint32))
    asked = Property(name, _GLOBAL, 0)
    get = library.AudioObjectGetPropertyData
    get.argtypes = [c_uint32, c_void_p, c_uint32, c_void_p, c_void_p, c_void_p]
    failed = get(part, byref(asked), 0, None, byref(size), byref(value))
    return 0 if failed else value.value


class MacPresence:
    """Answer what can be asked of macOS; `looked.LookedAt` asks at the right moments."""

    name = "the last input of macOS"
    facts = frozenset({Fact.IDLE, Fact.LULL, Fact.CALL})

    def __init__(self, calls: MacCalls | None = None) -> None:
        """Take the calls. Raises PresenceError where this is not macOS."""
        self._calls = calls or _Library()

    def idle_seconds(self) -> Seconds:
        """Return for how long nobody has touched anything."""
        return Seconds(max(0.0, self._calls.seconds_since_input()))

    def look(self) -> frozenset[Fact]:
        """Return whether a microphone is in use."""
        microphone = self._calls.sound(SYSTEM, DEFAULT_INPUT)
        is_used = microphone and self._calls.sound(microphone, RUNS_SOMEWHERE)
        return frozenset({Fact.CALL} if is_used else ())
