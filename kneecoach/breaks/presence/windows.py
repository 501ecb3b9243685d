"""Ask Windows since when nobody touched anything, and about full screens, quiet times and calls.

Windows tells of no idleness by itself. The time since the last input is looked at just when it
could have become long enough, which is once in five minutes while somebody works.
"""

from __future__ import annotations

import ctypes
import importlib
import sys
from ctypes import Structure, byref, c_int, c_uint
from typing import Any, Protocol

from kneecoach.breaks.presence.source import Fact, PresenceError
from kneecoach.model.units import Seconds

FULL_SCREEN_STATES = frozenset({2, 3, 4})
"""A full screen, a full screen of Direct3D, and presentation mode, as SHQueryUserNotificationState
numbers them."""

QUIET_TIME = 6
_WRAP = 1 << 32

CONSENT = r"Software\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore"
"""Where Windows keeps which program used microphone and camera, and until when."""

OTHERS = "NonPackaged"
STOPPED = "LastUsedTimeStop"
DEVICES = {Fact.CALL: "microphone", Fact.CAMERA: "webcam"}


class LastInput(Structure):
    """What GetLastInputInfo fills in."""

    _fields_ = (("size", c_uint), ("tick", c_uint))


class WindowsCalls(Protocol):
    """What is asked of Windows; the edge that tests put something in place of."""

    def last_input_tick(self) -> int:
        """Return the tick of the last input, in milliseconds of 32 bits."""

    def tick(self) -> int:
        """Return the present tick, in milliseconds of 32 bits."""

    def notification_state(self) -> int:
        """Return the state that says whether somebody may be disturbed."""

    def is_used(self, device: str) -> bool:
        """Return whether a program uses the microphone or the camera now."""


class _Library:
    """Call the libraries of Windows."""

    def __init__(self, platform: str = sys.platform) -> None:
        if platform != "win32":
            raise PresenceError("this is not Windows")
        load: Any = vars(ctypes)["WinDLL"]  # there is none on other systems
        self._user, self._kernel, self._shell = load("user32"), load("kernel32"), load("shell32")

    def last_input_tick(self) -> int:
        """Return the tick of the last input."""
        info = LastInput()
        info.size = ctypes.sizeof(LastInput)
        if not self._user.GetLastInputInfo(byref(info)):
            raise PresenceError("Windows does not tell of the last input")
        return int(info.tick)

    def tick(self) -> int:
        """Return the present tick."""
        return int(self._kernel.GetTickCount()) % _WRAP

    def notification_state(self) -> int:
        """Return the notification state."""
        state = c_int()
        if self._shell.SHQueryUserNotificationState(byref(state)):
            raise PresenceError("Windows does not tell of a full screen")
        return int(state.value)

    def is_used(self, device: str) -> bool:
        """Return whether a program uses a device now."""
        return is_used(importlib.import_module("winreg"), device)


def is_used(registry: Any, device: str) -> bool:
    """Return whether a program uses a device now: one that does has not stopped yet.

    Args:
        registry: The module `winreg`, or what stands in for it.
        device: `microphone` or `webcam`.
    """
    place = rf"{CONSENT}\{device}"
    programs = [rf"{place}\{name}" for name in _names(registry, place) if name != OTHERS]
    others = rf"{place}\{OTHERS}"
    programs += [rf"{others}\{name}" for name in _names(registry, others)]
    return any(_has_not_stopped(registry, program) for program in programs)


def _names(registry: Any, place: str) -> list[str]:
    names: list[str] = []
    try:
        with registry.OpenKey(registry.HKEY_CURRENT_USER, place) as key:
            while True:
                names.append(str(registry.EnumKey(key, len(names))))
    except OSError:  # the key is not there, or has no more names
        return names


def _has_not_stopped(registry: Any, program: str) -> bool:
    try:
        with registry.OpenKey(registry.HKEY_CURRENT_USER, program) as key:
            moment, _ = registry.QueryValueEx(key, STOPPED)
    except OSError:
        return False
    return bool(moment == 0)


class WindowsPresence:
    """Answer what can be asked of Windows; `looked.LookedAt` asks at the right moments."""

    name = "the last input of Windows"
    facts = frozenset(
        {
            Fact.IDLE,
            Fact.LULL,
            Fact.FULL_SCREEN,
            Fact.DO_NOT_DISTURB,
            Fact.CALL,
            Fact.CAMERA,
        }
    )

    def __init__(self, calls: WindowsCalls | None = None) -> None:
        """Take the calls. Raises PresenceError where this is not Windows."""
        self._calls = calls or _Library()

    def idle_seconds(self) -> Seconds:
        """Return for how long nobody has touched anything; the ticks start anew after 49 days."""
        passed = (self._calls.tick() - self._calls.last_input_tick()) % _WRAP
        return Seconds(passed / 1000)

    def look(self) -> frozenset[Fact]:
        """Return what holds besides idleness."""
        state = self._calls.notification_state()
        holds = {fact for fact, device in DEVICES.items() if self._calls.is_used(device)}
        if state in FULL_SCREEN_STATES:
            holds.add(Fact.FULL_SCREEN)
        if state == QUIET_TIME:
            holds.add(Fact.DO_NOT_DISTURB)
        return frozenset(holds)
