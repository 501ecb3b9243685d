"""Hear from the X server when the active window begins or ends to fill the screen."""

from __future__ import annotations

from kneecoach.breaks.presence.source import Fact, Tell, Told
from kneecoach.breaks.presence.x11 import PROPERTY_NOTIFY, Display
from kneecoach.model.units import Seconds


class X11FullScreen:
    """Follow the active window by the properties that every window manager keeps.

    Args:
        display: Name of the X server; the usual one unless given.
    """

    name = "the active window of the X server"
    facts = frozenset({Fact.FULL_SCREEN})

    def __init__(self, *, display: str | None = None) -> None:
        self._name = display
        self._display: Display | None = None
        self._tell: Tell | None = None
        self._window = 0
        self._active = self._state = self._full = 0

    def start(self, tell: Tell) -> None:
        """Begin to listen. Raises PresenceError where there is no X server."""
        self._tell = tell
        display = Display(self._name)
        self._display = display
        self._active = display.atom("_NET_ACTIVE_WINDOW")
        self._state = display.atom("_NET_WM_STATE")
        self._full = display.atom("_NET_WM_STATE_FULLSCREEN")
        display.listen_to_properties(display.root)
        self._look()

    def fileno(self) -> int | None:
        """Return the descriptor of the connection."""
        return None if self._display is None else self._display.fileno()

    def read(self) -> Seconds | None:
        """Look at the active window when something about it changed."""
        if self._display is None:
            return None
        watched = {self._active, self._state}
        events = self._display.events()
        if any(one.type == PROPERTY_NOTIFY and one.property.atom in watched for one in events):
            self._look()
        return None

    def watch(self, fact: Fact, *, wanted: bool) -> None:
        """Do nothing more than always."""

    def close(self) -> None:
        """Disconnect."""
        if self._display is not None:
            self._display.close()
            self._display = None

    def _look(self) -> None:
        display = self._display
        if display is None or self._tell is None:
            return
        active = next(iter(display.longs(display.root, self._active)), 0)
        if active != self._window:
            self._window = active
            if active:
                display.listen_to_properties(active)
        fills = bool(active) and self._full in display.longs(active, self._state)
        display.flush()
        self._tell(Told(fact=Fact.FULL_SCREEN, holds=fills))
