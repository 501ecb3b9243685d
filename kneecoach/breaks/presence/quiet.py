"""Ask the notification service, when a break is near, whether the person is not to be disturbed."""

from __future__ import annotations

from jeepney import DBusAddress

from kneecoach.breaks.presence.bus import Bus
from kneecoach.breaks.presence.source import Fact, PresenceError, Tell, Told
from kneecoach.model.units import Seconds

_NAME = "org.freedesktop.Notifications"
_PATH = "/org/freedesktop/Notifications"
_PLASMA = DBusAddress(_PATH, _NAME, _NAME)
_DUNST = DBusAddress(_PATH, _NAME, "org.dunstproject.cmd0")

LOOK_AGAIN = Seconds(60.0)
"""While a break waits for it, do-not-disturb is looked at again after this long."""


class QuietService:
    """Know do-not-disturb of the services that tell it: Plasma's and dunst's.

    Args:
        bus: Which bus it is on; the session's unless given.
    """

    name = "the notification service"
    facts = frozenset({Fact.DO_NOT_DISTURB})

    def __init__(self, *, bus: str = "SESSION") -> None:
        self._which = bus
        self._bus: Bus | None = None
        self._tell: Tell | None = None
        self._property: tuple[DBusAddress, str] | None = None
        self._is_watching = False

    def start(self, tell: Tell) -> None:
        """Find out whether it can be known. Raises PresenceError where it cannot."""
        self._tell = tell
        bus = Bus(self._which)
        self._bus = bus
        if bus.has(_NAME):
            for candidate in ((_DUNST, "paused"), (_PLASMA, "Inhibited")):
                try:
                    bus.get(*candidate)
                except PresenceError:
                    continue
                self._property = candidate
                return
        self.close()
        raise PresenceError("no notification service tells of it")

    def fileno(self) -> int | None:
        """Return nothing: it is asked, and does not speak by itself."""
        return None

    def read(self) -> Seconds | None:
        """Look again while that is wanted."""
        if not self._is_watching or self._bus is None or self._property is None:
            return None
        holds = bool(self._bus.get(*self._property))
        if self._tell is not None:
            self._tell(Told(fact=Fact.DO_NOT_DISTURB, holds=holds))
        return LOOK_AGAIN

    def watch(self, fact: Fact, *, wanted: bool) -> None:
        """Begin or end to look."""
        if fact is Fact.DO_NOT_DISTURB:
            self._is_watching = wanted

    def close(self) -> None:
        """Ask no more."""
        if self._bus is not None:
            self._bus.close()
            self._bus = None
