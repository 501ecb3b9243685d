"""Hear from the X server when the active window begins or ends to fill the screen."""

from __future__ import annotations

from kneecoach.breaks.presence.source import Fact, Tell, Told
from kneecoach.breaks.presence.x11 import (
    DESTROY_NOTIFY,
    PROPERTY_CHANGE_MASK,
    PROPERTY_NOTIFY,
    STRUCTURE_NOTIFY_MASK,
    UNMAP_NOTIFY,
    Display,
    XEvent,
)
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
        display.listen_to(display.root, PROPERTY_CHANGE_MASK)
        self._look()

    def fileno(self) -> int | None:
        """Return the descriptor of the connection."""
        return None if self._display is None else self._display.fileno()

    def read(self) -> Seconds | None:
        """Look at the active window when something about it changed."""
        if self._display is None:
            return None
        if any(self._tells(event) for event in self._display.events()):
            self._look()
        return None

    def watch(self, fact: Fact, *, wanted: bool) -> None:
        """Do nothing more than always."""

    def close(self) -> None:
        """Disconnect."""
        if self._display is not None:
            self._display.close()
            self._display = None

    def _tells(self, event: XEvent) -> bool:
        """Say whether an event can matter: some window managers leave a dead window active."""
        if event.type == PROPERTY_NOTIFY:
            return event.property.atom in {self._active, self._state}
        return event.type in {DESTROY_NOTIFY, UNMAP_NOTIFY}

    def _look(self) -> None:
        display = self._display
        if display is None or self._tell is None:
            return
        active = next(iter(display.longs(display.root, self._active)), 0)
        if active != self._window:
            self._window = active
            if active:
                display.listen_to(active, PROPERTY_CHANGE_MASK | STRUCTURE_NOTIFY_MASK)
        fills = bool(active) and self._full in display.longs(active, self._state)
        display.flush()
        self._tell(Told(fact=Fact.FULL_SCREEN, holds=fills))
