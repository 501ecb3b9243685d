"""Hear from GNOME's own idle monitor and screen saver, on Wayland as on X11."""

from __future__ import annotations

from typing import Any

from jeepney import DBusAddress

from kneecoach.breaks.options import LULL, NATURAL_BREAK
from kneecoach.breaks.presence.bus import Bus
from kneecoach.breaks.presence.source import Fact, PresenceError, Tell, Told
from kneecoach.model.units import Seconds

_MONITOR_NAME = "org.gnome.Mutter.IdleMonitor"
_MONITOR = DBusAddress("/org/gnome/Mutter/IdleMonitor/Core", _MONITOR_NAME, _MONITOR_NAME)
_SAVER_NAME = "org.gnome.ScreenSaver"
_SAVER = DBusAddress("/org/gnome/ScreenSaver", _SAVER_NAME, _SAVER_NAME)


class Gnome:
    """Tell of long idleness, of a pause in typing when that is wanted, and of the lock.

    Args:
        bus: Which bus it is on; the session's unless given.
    """

    name = "GNOME’s idle monitor"
    facts = frozenset({Fact.IDLE, Fact.LULL, Fact.LOCKED})

    def __init__(self, *, bus: str = "SESSION") -> None:
        self._which = bus
        self._bus: Bus | None = None
        self._tell: Tell | None = None
        self._idle_watch = self._lull_watch = self._active_watch = 0

    def start(self, tell: Tell) -> None:
        """Begin to listen. Raises PresenceError where GNOME is not running."""
        self._tell = tell
        bus = Bus(self._which)
        self._bus = bus
        try:
            if not bus.has(_MONITOR_NAME):
                raise PresenceError("GNOME is not running")  # noqa: TRY301 - closed below
            bus.listen(_MONITOR, "WatchFired", self._on_fired, None)
            self._idle_watch = self._add_watch(NATURAL_BREAK)
            if bus.has(_SAVER_NAME):
                bus.listen(_SAVER, "ActiveChanged", self._on_locked, None)
        except PresenceError:
            self.close()
            raise

    def fileno(self) -> int | None:
        """Return the descriptor of the bus."""
        return None if self._bus is None else self._bus.fileno()

    def read(self) -> Seconds | None:
        """Tell of what has arrived."""
        if self._bus is not None:
            self._bus.read()
        return None

    def watch(self, fact: Fact, *, wanted: bool) -> None:
        """Watch for the next pause in typing."""
        if fact is not Fact.LULL or self._bus is None:
            return
        if self._lull_watch:
            self._bus.call(_MONITOR, "RemoveWatch", "u", self._lull_watch)
            self._lull_watch = 0
        if wanted:
            self._lull_watch = self._add_watch(LULL)

    def close(self) -> None:
        """Listen no more; GNOME forgets the watches of a connection that ends."""
        if self._bus is not None:
            self._bus.close()
            self._bus = None

    def _add_watch(self, seconds: Seconds) -> int:
        if self._bus is None:
            return 0
        (watch,) = self._bus.call(_MONITOR, "AddIdleWatch", "t", round(seconds * 1000))
        return int(watch)

    def _on_fired(self, body: tuple[Any, ...]) -> None:
        """Tell what a watch is about; one for coming back rings once and is set anew each time."""
        if self._bus is None or self._tell is None:
            return
        (watch,) = body
        if watch == self._idle_watch:
            self._tell(Told(fact=Fact.IDLE, holds=True, ago=NATURAL_BREAK))
            (active,) = self._bus.call(_MONITOR, "AddUserActiveWatch")
            self._active_watch = int(active)
        elif watch == self._active_watch:
            self._tell(Told(fact=Fact.IDLE, holds=False))
        elif watch == self._lull_watch:
            self._tell(Told(fact=Fact.LULL, holds=True, ago=LULL))

    def _on_locked(self, body: tuple[Any, ...]) -> None:
        if self._tell is not None:
            self._tell(Told(fact=Fact.LOCKED, holds=bool(body[0])))
