"""Keep the coach running without its window: tray, desk breaks, and being spoken to."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from kneecoach.breaks.presence.choose import candidates
from kneecoach.breaks.state import (
    BreakPostponed,
    BreakSkipped,
    BreakTaken,
    Event,
    Hold,
    Presence,
    Quiet,
)
from kneecoach.clock import Clock
from kneecoach.model.errors import KneecoachError
from kneecoach.paths import Paths
from kneecoach.private import is_locked
from kneecoach.remote.words import Answer, Request
from kneecoach.settings import Settings
from kneecoach.ui.breaks.desk import BreakDesk
from kneecoach.ui.breaks.make import make_break_desk
from kneecoach.ui.breaks.menu import BreakMenu
from kneecoach.ui.breaks.presence import PresenceHub
from kneecoach.ui.breaks.tray import Tray

if TYPE_CHECKING:
    from PySide6.QtWidgets import QSystemTrayIcon

    from kneecoach.coach.coach import Coach
    from kneecoach.ui.breaks.small_window import SmallWindow


class House(Protocol):
    """What the coach without its window needs of the rest."""

    def coach(self) -> Coach | None:
        """Return the coach of the pages, or None while there are none."""

    def show_window(self) -> None:
        """Bring the window up."""

    def is_window_shown(self) -> bool:
        """Return whether the window is there to be seen."""

    def open_check_in(self) -> bool:
        """Ask how the knee is this morning; False where that cannot be."""

    def tell(self, error: KneecoachError) -> None:
        """Tell of an error."""

    def lock(self) -> None:
        """Lock the records."""

    def leave(self) -> None:
        """End the coach."""


class Staying(QObject):
    """Own the tray and the desk breaks, for as long as they are switched on.

    Signals:
        changed: Where desk breaks stand is another than before.
        break_over: A desk break was taken, put off or skipped.

    Args:
        clock: Tells time.
        paths: Where things are kept.
        settings: What holds at the start.
        house: The rest of the coach.
        icon: The icon that is in the tray already, when there is one.
    """

    changed = Signal()
    break_over = Signal()

    def __init__(
        self,
        *,
        clock: Clock,
        paths: Paths,
        settings: Settings,
        house: House,
        icon: QSystemTrayIcon | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._paths = paths
        self._settings = settings
        self._house = house
        self._first_icon = icon
        self._menu: BreakMenu | None = None
        self._tray: Tray | None = None
        self._small: SmallWindow | None = None
        self._hub: PresenceHub | None = None
        self._breaks: BreakDesk | None = None

    @property
    def breaks(self) -> BreakDesk | None:
        """Return the desk breaks, or None while they are off."""
        return self._breaks

    @property
    def hub(self) -> PresenceHub | None:
        """Return what is known of the person, or None while breaks are off."""
        return self._hub

    def start(self) -> None:
        """Begin with what the settings ask for."""
        if self._settings.breaks:
            self._switch_on()
        elif self._first_icon is not None:
            self._first_icon.hide()
        self._first_icon = None

    def choose(self, settings: Settings) -> None:
        """Take on other settings."""
        self._settings = settings
        if settings.breaks and self._breaks is None:
            self._switch_on()
        elif not settings.breaks and self._breaks is not None:
            self._switch_off()
        elif self._breaks is not None:
            self._breaks.choose(settings)
        self.changed.emit()

    def keep_running(self) -> bool:
        """Return whether the coach stays when its window is closed, and see that it can be found.

        The person is told so the first time.
        """
        if self._breaks is None or not self._settings.stay_in_tray:
            return False
        if self._tray is not None and self._tray.is_there:
            if self._breaks.tell_of_tray_once():
                self._tray.tell(
                    self.tr("kneecoach stays here"),
                    self.tr("Desk breaks go on. Quit by the menu of this icon."),
                )
        else:
            self._show_small()
        return True

    def follow_lock(self) -> None:
        """Write down what waited where the records are open now, and offer to lock them."""
        is_locked_now = is_locked(self._paths.data)
        if self._breaks is not None and not is_locked_now:
            self._breaks.on_unlocked()
        if self._menu is not None:
            is_offered = self._paths.vault.exists() and not is_locked_now
            self._menu.offer_lock(is_offered=is_offered)

    def is_calm(self) -> bool:
        """Return whether the icon is there, its menu is closed, and no break is near."""
        if self._breaks is None or self._tray is None or self._menu is None:
            return False
        return self._tray.is_there and not self._menu.isVisible() and self._breaks.is_calm()

    def on_window_shown(self) -> None:
        """Take away what stood in for the window."""
        if self._small is not None:
            self._small.hide()

    def tell_of_session(self, *, is_running: bool) -> None:
        """Ask for no break while a session is under way."""
        if self._hub is not None:
            self._hub.tell_of_session(is_running=is_running)

    def answer(self, request: Request) -> Answer:
        """Do what the command line asks for.

        Raises:
            KneecoachError: It cannot be done; says why.
        """
        if self._breaks is None:
            raise KneecoachError(
                self.tr("Desk breaks are switched off."),
                self.tr("Switch them on under Settings in the window."),
            )
        return self._breaks.answer(request)

    def close(self) -> None:
        """Take everything away."""
        self._switch_off()

    def _switch_on(self) -> None:
        self._menu = BreakMenu()
        self._tray = Tray(menu=self._menu, icon=self._first_icon, parent=self)
        self._breaks = make_break_desk(
            clock=self._clock,
            paths=self._paths,
            settings=self._settings,
            coach=self._house.coach,
            teller=self._tray,
            parent=self,
        )
        self._hub = PresenceHub(
            candidates=candidates(sys.platform, os.environ), clock=self._clock, parent=self
        )
        self._connect(self._menu, self._tray, self._breaks, self._hub)
        self._breaks.start()
        if self._paths.vault.exists():
            self.follow_lock()
        QTimer.singleShot(0, self._listen)

    def _listen(self) -> None:
        """Begin to listen for the person, once the icon is there: some sources take a while."""
        if self._hub is None or self._breaks is None or self._tray is None:
            return
        self._hub.start()
        self._breaks.timer.notice(self._hub.presence)
        if not self._house.is_window_shown() and not self._tray.is_there:
            self._show_small()

    def _switch_off(self) -> None:
        if self._breaks is not None:
            self._breaks.close()
            self._breaks.deleteLater()
            self._breaks = None
        if self._hub is not None:
            self._hub.close()
            self._hub.deleteLater()
            self._hub = None
        if self._tray is not None:
            self._tray.close()
            self._tray.deleteLater()
            self._tray = None
        for widget in (self._small, self._menu):
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._small = self._menu = None

    def _connect(self, menu: BreakMenu, tray: Tray, breaks: BreakDesk, hub: PresenceHub) -> None:
        menu.wished.connect(breaks.wish)
        menu.open_requested.connect(self._on_open_requested)
        menu.check_in_requested.connect(self._on_check_in_requested)
        menu.lock_requested.connect(self._on_lock_requested)
        menu.quit_requested.connect(self._on_quit_requested)
        tray.pressed.connect(self._on_open_requested)
        breaks.failed.connect(self._on_failed)
        breaks.changed.connect(self._on_breaks_changed)
        breaks.timer.on_near(self._look_around)
        breaks.timer.happened.connect(self._on_happened)
        hub.changed.connect(self._on_presence_changed)

    def _look_around(self) -> None:
        """Look at what need not be known before a break is near."""
        if self._hub is not None:
            self._hub.look_after(near=True, lull=False)

    def _on_presence_changed(self, presence: Presence) -> None:
        if self._breaks is not None:
            self._breaks.timer.notice(presence)

    def _on_happened(self, event: Event) -> None:
        if isinstance(event, BreakTaken | BreakPostponed | BreakSkipped):
            self.break_over.emit()

    def _on_breaks_changed(self) -> None:
        """Show where breaks stand, and look after just what that needs."""
        breaks, hub = self._breaks, self._hub
        if breaks is None or hub is None:
            return
        line, status = breaks.status_line(), breaks.status()
        if self._menu is not None:
            self._menu.show_status(line, status)
        if self._tray is not None:
            self._tray.show_status(line, status, breaks.timer.options.interval)
        if self._small is not None:
            self._small.show_line(line)
        self.changed.emit()
        state = breaks.timer.state
        hub.look_after(
            near=breaks.timer.is_near(),
            lull=isinstance(state, Quiet) and state.hold is Hold.TYPING,
        )

    def _show_small(self) -> None:
        if self._menu is None or self._breaks is None:
            return
        if self._small is None:
            from kneecoach.ui.breaks.small_window import SmallWindow  # noqa: PLC0415 - seldom

            self._small = SmallWindow(menu=self._menu)
            self._small.open_requested.connect(self._on_open_requested)
            self._small.close_requested.connect(self._on_quit_requested)
        self._small.show_line(self._breaks.status_line())
        self._small.show()

    def _on_open_requested(self) -> None:
        self._house.show_window()

    def _on_check_in_requested(self) -> None:
        self._house.show_window()
        self._house.open_check_in()

    def _on_lock_requested(self) -> None:
        self._house.lock()

    def _on_quit_requested(self) -> None:
        self._house.leave()

    def _on_failed(self, error: KneecoachError) -> None:
        """Tell of an error in the window, or beside the icon while there is none to be seen."""
        if self._house.is_window_shown() or self._tray is None or not self._tray.is_there:
            self._house.tell(error)
        else:
            self._tray.tell(error.user_message, error.way_out)
