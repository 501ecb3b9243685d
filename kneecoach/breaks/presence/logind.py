"""Hear from logind when the computer sleeps and when the session is locked."""

from __future__ import annotations

from typing import Any

from jeepney import DBusAddress

from kneecoach.breaks.presence.bus import Bus
from kneecoach.breaks.presence.source import Fact, PresenceError, Tell, Told
from kneecoach.model.units import Seconds

_NAME = "org.freedesktop.login1"
_MANAGER = DBusAddress("/org/freedesktop/login1", _NAME, f"{_NAME}.Manager")


class Logind:
    """Follow sleep, and the lock of this very session.

    Args:
        bus: Which bus it is on; the system's unless given.
    """

    name = "logind"
    facts = frozenset({Fact.ASLEEP, Fact.LOCKED})

    def __init__(self, *, bus: str = "SYSTEM") -> None:
        self._which = bus
        self._bus: Bus | None = None
        self._tell: Tell | None = None

    def start(self, tell: Tell) -> None:
        """Begin to listen. Raises PresenceError where there is no logind."""
        self._tell = tell
        bus = Bus(self._which)
        if not bus.has(_NAME):
            bus.close()
            raise PresenceError("logind is not running")
        self._bus = bus
        try:
            bus.listen(_MANAGER, "PrepareForSleep", self._on_sleep, None)
            self._follow_session(bus)
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
        """Do nothing more than always."""

    def close(self) -> None:
        """Listen no more."""
        if self._bus is not None:
            self._bus.close()
            self._bus = None

    def _follow_session(self, bus: Bus) -> None:
        """Follow the lock of the session that this process belongs to, where it belongs to one."""
        try:
            (path,) = bus.call(_MANAGER, "GetSessionByPID", "u", 0)
        except PresenceError:
            return  # started by the user's service manager, outside any session
        session = DBusAddress(str(path), _NAME, f"{_NAME}.Session")
        properties = DBusAddress(str(path), _NAME, "org.freedesktop.DBus.Properties")
        bus.listen(session, "Lock", self._on_lock, None)
        bus.listen(session, "Unlock", self._on_unlock, None)
        bus.listen(properties, "PropertiesChanged", self._on_changed, f"{_NAME}.Session")
        if bus.get(session, "LockedHint"):
            self._say(Fact.LOCKED, holds=True)

    def _on_sleep(self, body: tuple[Any, ...]) -> None:
        self._say(Fact.ASLEEP, holds=bool(body[0]))

    def _on_lock(self, body: tuple[Any, ...]) -> None:
        del body
        self._say(Fact.LOCKED, holds=True)

    def _on_unlock(self, body: tuple[Any, ...]) -> None:
        del body
        self._say(Fact.LOCKED, holds=False)

    def _on_changed(self, body: tuple[Any, ...]) -> None:
        _, changed, *_ = body
        hint = changed.get("LockedHint")
        if hint is not None:
            self._say(Fact.LOCKED, holds=bool(hint[1]))

    def _say(self, fact: Fact, *, holds: bool) -> None:
        if self._tell is not None:
            self._tell(Told(fact=fact, holds=holds))
