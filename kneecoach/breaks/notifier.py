"""Show notifications with buttons by the desktop's own service, over D-Bus."""

from __future__ import annotations

from typing import Any

from jeepney import DBusAddress

from kneecoach.breaks.presence.bus import Bus
from kneecoach.breaks.presence.source import PresenceError

_NAME = "org.freedesktop.Notifications"
_SERVICE = DBusAddress("/org/freedesktop/Notifications", _NAME, _NAME)
_SIGNATURE = "susssasa{sv}i"
_LOW, _NORMAL = 0, 1
_BRIEF_MS = 5000
_UNTIL_ANSWERED = 0


class DesktopNotifier:
    """Hold one notification: a new one takes the place of the last.

    Args:
        bus: Which bus the service is on; the session's unless given.
    """

    def __init__(self, *, bus: str = "SESSION") -> None:
        """Connect. Raises OSError where no service shows notifications."""
        try:
            self._bus = Bus(bus)
        except PresenceError as error:
            raise OSError(str(error)) from error
        try:
            self._has_buttons = "actions" in self._bus.call(_SERVICE, "GetCapabilities")[0]
            self._bus.listen(_SERVICE, "ActionInvoked", self._on_action, None)
            self._bus.listen(_SERVICE, "NotificationClosed", self._on_closed, None)
        except PresenceError as error:
            self._bus.close()
            raise OSError(str(error)) from error
        self._shown = 0
        self._pressed = ""

    def fileno(self) -> int:
        """Return the descriptor of the bus."""
        return self._bus.fileno()

    def show(
        self, title: str, text: str, actions: tuple[tuple[str, str], ...], *, is_brief: bool
    ) -> None:
        """Show a notification.

        Args:
            title: Its heading.
            text: What it says.
            actions: Name and words of each button.
            is_brief: It goes by itself after a few seconds, and is of little weight.

        Raises:
            OSError: The service is gone, or cannot show buttons that are needed.
        """
        if actions and not self._has_buttons:
            raise OSError("the notification service shows no buttons")
        listed = [part for action in actions for part in action]
        hints = {
            "urgency": ("y", _LOW if is_brief else _NORMAL),
            "desktop-entry": ("s", "kneecoach"),
            "transient": ("b", is_brief),
            "suppress-sound": ("b", True),
        }
        lasts = _BRIEF_MS if is_brief else _UNTIL_ANSWERED
        plain = text.replace("&", "&amp;").replace("<", "&lt;")  # the service reads markup
        call = (_SIGNATURE, "kneecoach", self._shown, "kneecoach", title, plain)
        try:
            (shown,) = self._bus.call(_SERVICE, "Notify", *call, listed, hints, lasts)
        except PresenceError as error:
            raise OSError(str(error)) from error
        self._shown = int(shown)

    def withdraw(self) -> None:
        """Take the notification away; nothing happens when there is none."""
        if self._shown:
            try:
                self._bus.call(_SERVICE, "CloseNotification", "u", self._shown)
            except PresenceError:
                self._shown = 0  # the service has gone, and the notification with it
            self._shown = 0

    def read(self) -> str:
        """Return the name of the button that was pressed; empty for none.

        Raises:
            OSError: The bus has gone.
        """
        try:
            self._bus.read()
        except PresenceError as error:
            raise OSError(str(error)) from error
        pressed, self._pressed = self._pressed, ""
        return pressed

    def close(self) -> None:
        """Disconnect."""
        self._bus.close()

    def _on_action(self, body: tuple[Any, ...]) -> None:
        which, action = body
        if which == self._shown:
            self._pressed = str(action)

    def _on_closed(self, body: tuple[Any, ...]) -> None:
        if body[0] == self._shown:
            self._shown = 0
