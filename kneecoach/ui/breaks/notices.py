"""Tell of desk breaks by the desktop's own notifications, with the same buttons as the window.

On Linux they go over D-Bus, where they can carry buttons; elsewhere, and where no service answers,
the tray shows a message and the window asks.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QSocketNotifier, Signal

from kneecoach.breaks.options import MINUTE
from kneecoach.model.units import Seconds

if TYPE_CHECKING:
    from kneecoach.ui.breaks.view import BreakOffer


class Notifier(Protocol):
    """Show notifications with buttons."""

    def fileno(self) -> int:
        """Return the descriptor that becomes readable when a button was pressed."""

    def show(
        self, title: str, text: str, actions: tuple[tuple[str, str], ...], *, is_brief: bool
    ) -> None:
        """Show one in place of the last; raises OSError when nobody shows any."""

    def withdraw(self) -> None:
        """Take it away."""

    def read(self) -> str:
        """Return the button that was pressed; empty for none. Raises OSError when it is gone."""

    def close(self) -> None:
        """Let go."""


class MessageTeller(Protocol):
    """Show a message without buttons."""

    def tell(self, title: str, text: str) -> None:
        """Show it beside the tray."""


class Notices(QObject):
    """Own the notification of a break.

    Signals:
        start_requested, later_requested, skip_requested: The person pressed that button.

    Args:
        open_notifier: Opens the desktop's notifications; raises OSError where there are none.
        teller: What shows a message where there are none.
    """

    start_requested = Signal()
    later_requested = Signal()
    skip_requested = Signal()

    def __init__(
        self,
        *,
        open_notifier: Callable[[], Notifier] | None = None,
        teller: MessageTeller | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._open_notifier = open_notifier
        self._teller = teller
        self._notifier: Notifier | None = None
        self._watch: QSocketNotifier | None = None

    def give_notice(self, after: Seconds) -> None:
        """Announce a break; briefly, and without a sound."""
        minutes = round(after / MINUTE)
        text = (
            self.tr("Desk break in {seconds} s").format(seconds=round(after))
            if minutes < 1
            else self.tr("Desk break in {minutes} min").format(minutes=minutes)
        )
        if not self._show(text, "", (), is_brief=True) and self._teller is not None:
            self._teller.tell(text, "")

    def offer(self, offer: BreakOffer) -> bool:
        """Offer a break with its buttons; return whether somebody shows it."""
        actions = [("start", self.tr("Start"))]
        if offer.can_postpone:
            later = self.tr("In {minutes} min").format(minutes=offer.later_minutes)
            actions.append(("later", later))
        actions.append(("skip", self.tr("Skip")))
        return self._show(offer.title, offer.text, tuple(actions), is_brief=False)

    def withdraw(self) -> None:
        """Take the notification away."""
        if self._notifier is not None:
            self._notifier.withdraw()

    def close(self) -> None:
        """Take it away and let go."""
        if self._watch is not None:
            self._watch.setEnabled(False)
            self._watch = None
        if self._notifier is not None:
            self._notifier.withdraw()
            self._notifier.close()
            self._notifier = None

    def _show(
        self, title: str, text: str, actions: tuple[tuple[str, str], ...], *, is_brief: bool
    ) -> bool:
        try:
            if self._notifier is None:
                self._open()
            if self._notifier is None:
                return False
            self._notifier.show(title, text, actions, is_brief=is_brief)
        except OSError:
            self.close()
            return False
        return True

    def _open(self) -> None:
        if self._open_notifier is None:
            return
        self._notifier = self._open_notifier()
        self._watch = QSocketNotifier(self._notifier.fileno(), QSocketNotifier.Type.Read, self)
        self._watch.activated.connect(self._on_readable)

    def _on_readable(self) -> None:
        if self._notifier is None:
            return
        try:
            pressed = self._notifier.read()
        except OSError:
            self.close()
            return
        match pressed:
            case "start" | "default":
                self.start_requested.emit()
            case "later":
                self.later_requested.emit()
            case "skip":
                self.skip_requested.emit()
            case _:
                pass
