"""Show the time to the next desk break in the tray of the desktop, with its menu."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSystemTrayIcon

from kneecoach.breaks.status import BreakStatus
from kneecoach.model.units import Seconds
from kneecoach.ui.breaks.icon import tray_icon
from kneecoach.ui.breaks.menu import BreakMenu


class Tray(QObject):
    """Own the icon and its menu.

    Signals:
        pressed: The person pressed the icon.

    Args:
        menu: What it offers; shared with the small window.
        icon: The icon that is there already; made here unless given.
    """

    pressed = Signal()

    def __init__(
        self,
        *,
        menu: BreakMenu,
        icon: QSystemTrayIcon | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = icon or QSystemTrayIcon()
        self._icon.setParent(self)
        self._icon.setContextMenu(menu)
        self._icon.activated.connect(self._on_activated)
        self._shown: tuple[object, ...] = ()

    @property
    def is_there(self) -> bool:
        """Return whether this desktop has a tray at the moment."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    @property
    def icon(self) -> QSystemTrayIcon:
        """Return the icon."""
        return self._icon

    def show_status(self, line: str, status: BreakStatus | None, interval: Seconds) -> None:
        """Show where the timer stands; painted only when that looks different."""
        looks = (line, None if status is None else (status.kind, status.minutes))
        if looks != self._shown:
            self._shown = looks
            self._icon.setIcon(tray_icon(status, interval))
            self._icon.setToolTip(line)
        if not self._icon.isVisible():
            self._icon.show()

    def tell(self, title: str, text: str) -> None:
        """Show a message beside the icon, where the desktop does that."""
        self._icon.showMessage(title, text, QSystemTrayIcon.MessageIcon.NoIcon)

    def close(self) -> None:
        """Take the icon away."""
        self._icon.hide()

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in {
            QSystemTrayIcon.ActivationReason.Trigger,
            QSystemTrayIcon.ActivationReason.DoubleClick,
        }:
            self.pressed.emit()
