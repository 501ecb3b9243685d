"""Hear from the X server when nobody touched anything for a while, and when somebody does again.

The server's own idle counter rings an alarm; nobody looks in between.
"""

from __future__ import annotations

from ctypes import byref, c_int

from kneecoach.breaks.options import LULL, NATURAL_BREAK
from kneecoach.breaks.presence.source import Fact, PresenceError, Tell, Told
from kneecoach.breaks.presence.x11 import AlarmAttributes, Display, SyncValue
from kneecoach.model.units import Seconds

_COUNTER, _VALUE_TYPE, _VALUE, _TEST_TYPE, _DELTA, _EVENTS = (1 << bit for bit in range(6))
_ALL = _COUNTER | _VALUE_TYPE | _VALUE | _TEST_TYPE | _DELTA | _EVENTS
_ABSOLUTE = 0
_UPWARDS, _DOWNWARDS, _ABOVE = 0, 1, 2
_ALARM_NOTIFY = 1


class X11Idle:
    """Tell of long idleness, and of a pause in typing when that is wanted.

    Args:
        idle: Seconds without a key or the pointer that count as being away.
        lull: Seconds that count as a pause in typing.
        display: Name of the X server; the usual one unless given.
    """

    name = "the X server’s idle counter"
    facts = frozenset({Fact.IDLE, Fact.LULL})

    def __init__(
        self, *, idle: Seconds = NATURAL_BREAK, lull: Seconds = LULL, display: str | None = None
    ) -> None:
        self._idle = idle
        self._lull = lull
        self._name = display
        self._display: Display | None = None
        self._counter = 0
        self._event_base = 0
        self._alarms: dict[int, Told] = {}
        self._lull_alarm = 0
        self._tell: Tell | None = None

    def start(self, tell: Tell) -> None:
        """Set the alarms. Raises PresenceError where the server has no idle counter."""
        self._tell = tell
        self._display = Display(self._name)
        try:
            self._counter = self._find_counter(self._display)
        except PresenceError:
            self.close()
            raise
        away = Told(fact=Fact.IDLE, holds=True, ago=self._idle)
        back = Told(fact=Fact.IDLE, holds=False)
        self._alarms[self._alarm(self._idle, _UPWARDS)] = away
        self._alarms[self._alarm(self._idle, _DOWNWARDS)] = back
        self._display.flush()
        untouched = self.idle_seconds()
        if untouched >= self._idle:
            tell(Told(fact=Fact.IDLE, holds=True, ago=untouched))

    def fileno(self) -> int | None:
        """Return the descriptor of the connection."""
        return None if self._display is None else self._display.fileno()

    def read(self) -> Seconds | None:
        """Tell of the alarms that rang. Raises PresenceError when the server has gone."""
        if self._display is None or self._tell is None:
            return None
        for event in self._display.events():
            if event.type == self._event_base + _ALARM_NOTIFY:
                told = self._alarms.get(event.alarm.alarm)
                if told is not None:
                    self._tell(told)
        return None

    def watch(self, fact: Fact, *, wanted: bool) -> None:
        """Ring once at the next pause in typing; at once when there is one already."""
        if fact is not Fact.LULL or self._display is None:
            return
        if self._lull_alarm:
            self._display.ext.XSyncDestroyAlarm(self._display.handle, self._lull_alarm)
            del self._alarms[self._lull_alarm]
            self._lull_alarm = 0
        if wanted:
            self._lull_alarm = self._alarm(self._lull, _ABOVE)
            self._alarms[self._lull_alarm] = Told(fact=Fact.LULL, holds=True, ago=self._lull)
        self._display.flush()

    def idle_seconds(self) -> Seconds:
        """Return for how long nobody has touched anything."""
        if self._display is None:
            return Seconds(0.0)
        value = SyncValue()
        self._display.ext.XSyncQueryCounter(self._display.handle, self._counter, byref(value))
        return Seconds(((value.hi << 32) + value.lo) / 1000)

    def close(self) -> None:
        """Disconnect, which ends the alarms too."""
        if self._display is not None:
            self._display.close()
            self._display = None
        self._alarms.clear()
        self._lull_alarm = 0

    def _find_counter(self, display: Display) -> int:
        base, errors, major, minor, count = c_int(), c_int(), c_int(), c_int(), c_int()
        has_it = display.ext.XSyncQueryExtension(display.handle, byref(base), byref(errors))
        if not has_it or not display.ext.XSyncInitialize(
            display.handle, byref(major), byref(minor)
        ):
            raise PresenceError("the X server has no SYNC extension")
        self._event_base = base.value
        counters = display.ext.XSyncListSystemCounters(display.handle, byref(count))
        try:
            for index in range(count.value):
                if counters[index].name == b"IDLETIME":
                    return int(counters[index].counter)
        finally:
            if counters:
                display.ext.XSyncFreeSystemCounterList(counters)
        raise PresenceError("the X server has no idle counter")

    def _alarm(self, seconds: Seconds, test: int) -> int:
        if self._display is None:
            raise PresenceError("the X server has gone")
        wait = round(seconds * 1000)
        attributes = AlarmAttributes()
        attributes.trigger.counter = self._counter
        attributes.trigger.value_type = _ABSOLUTE
        attributes.trigger.wait_value = SyncValue(wait >> 32, wait & 0xFFFFFFFF)
        attributes.trigger.test_type = test
        attributes.delta = SyncValue(0, 0)
        attributes.events = 1
        return int(
            self._display.ext.XSyncCreateAlarm(self._display.handle, _ALL, byref(attributes))
        )
