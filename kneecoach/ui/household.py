"""Let the coach outlive its window: the door to other programs, the tray, and desk breaks."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from kneecoach.clock import Clock
from kneecoach.model.errors import KneecoachError
from kneecoach.paths import Paths
from kneecoach.remote.words import Answer, Request, Wish
from kneecoach.settings import Settings
from kneecoach.ui.breaks.words import presence_words, tally_line
from kneecoach.ui.door import Door, PipeDoor, open_door
from kneecoach.ui.staying import Staying

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

    from kneecoach.coach.coach import Coach
    from kneecoach.ui.breaks.side_panel import BreakPanel
    from kneecoach.ui.desk import Desk
    from kneecoach.ui.hiding import Hiding
    from kneecoach.ui.room import Room


class Household(QObject):
    """Own what goes on while the window is closed.

    A window that was closed to the tray is let go after a while: the coach is started anew, as a
    small one.

    Args:
        application: Owns the event loop.
        desk: Owns the window.
        clock: Tells time.
        paths: Where things are kept.
        settings: What holds at the start.
        listens: Whether this coach holds the place of the running one, and is spoken to.
        icon: The icon that is in the tray already, when there is one.
    """

    def __init__(
        self,
        *,
        application: QApplication,
        desk: Desk,
        clock: Clock,
        paths: Paths,
        settings: Settings,
        listens: bool,
        icon: QSystemTrayIcon | None = None,
    ) -> None:
        super().__init__(desk)
        self._application = application
        self._desk = desk
        self._paths = paths
        self._settings = settings
        self._listens = listens
        self._room: Room | None = None
        self._to_open: list[Path] = []
        self._hiding: Hiding | None = None
        self._panel: BreakPanel | None = None
        self._door: Door | PipeDoor | None = None
        self._staying = Staying(
            clock=clock, paths=paths, settings=settings, house=self, icon=icon, parent=self
        )
        self._staying.changed.connect(self._on_breaks_changed)
        self._staying.break_over.connect(self._on_break_over)

    @property
    def staying(self) -> Staying:
        """Return what keeps the coach running without its window."""
        return self._staying

    def start(self) -> None:
        """Open the door, and begin desk breaks when they are on."""
        if self._listens:
            try:
                self._door = open_door(self._paths, self.answer, parent=self)
            except KneecoachError as error:
                self.tell(error)
        self._staying.start()
        self._on_breaks_changed()

    def close(self) -> None:
        """Take everything away."""
        self._staying.close()
        self.stay_large()
        if self._door is not None:
            self._door.close()
            self._door = None

    def welcome(self, room: Room) -> None:
        """Take the pages in, once they are there."""
        from kneecoach.ui.breaks.side_panel import BreakPanel  # noqa: PLC0415 - with the pages

        self._room = room
        room.settings_kept.connect(self._on_settings_kept)
        room.session_changed.connect(self._on_session_changed)
        self._panel = BreakPanel()
        self._panel.switch_on_requested.connect(room.switch_on_breaks)
        room.add_to_side(self._panel)
        room.tell_presence(self._presence_words)
        self._on_settings_kept(room.settings())
        self._on_breaks_changed()

    def keep_running(self) -> bool:
        """Return whether the coach stays when its window is closed."""
        return self._staying.keep_running()

    def become_small(self, window: QWidget | None) -> None:
        """Let a hidden window go after a while, unless something is under way then."""
        from kneecoach.ui.hiding import Hiding  # noqa: PLC0415 - after Today is filled

        if self._hiding is None:
            self._hiding = Hiding(
                application=self._application, may_go=self._may_become_small, parent=self
            )
        self._hiding.begin(window)

    def stay_large(self) -> None:
        """Let no window go: it is back, or all is over."""
        if self._hiding is not None:
            self._hiding.stop()

    def answer(self, request: Request) -> Answer:
        """Do what another program asks for.

        Raises:
            KneecoachError: It cannot be done; says why.
        """
        if request.wish is Wish.RAISE:
            self.show_window()
            if request.file:
                # Answered first: a file may bring up a question, and who handed it on would wait.
                self._to_open.append(Path(request.file))
                QTimer.singleShot(0, self._on_may_open)
            return Answer(done=True, says=self.tr("kneecoach is running already."))
        return self._staying.answer(request)

    def _on_may_open(self) -> None:
        """Open what another coach handed on, in the order in which it came."""
        while self._to_open:
            self._desk.open_file(self._to_open.pop(0))

    def coach(self) -> Coach | None:
        """Return the coach of the pages, or None while there are none."""
        return None if self._room is None else self._room.coach()

    def show_window(self) -> None:
        """Bring the window up."""
        self._desk.show_window()
        self._staying.on_window_shown()

    def is_window_shown(self) -> bool:
        """Return whether the window is there to be seen."""
        return self._desk.is_window_shown()

    def open_check_in(self) -> bool:
        """Ask how the knee is this morning; False where that cannot be."""
        return self._desk.open_check_in()

    def tell(self, error: KneecoachError) -> None:
        """Tell of an error where there is a place for it."""
        self._desk.tell(error)

    def follow_lock(self) -> None:
        """Take note of records that were encrypted, unlocked, or are plain again."""
        self._staying.follow_lock()

    def lock(self) -> None:
        """Lock the records, unless a session is under way, which ends first."""
        self._desk.lock()

    def leave(self) -> None:
        """End the coach, unless a session is under way, which asks first."""
        self._desk.leave()

    def _may_become_small(self) -> bool:
        """Return whether nobody wants to go on: no question, no file being written, no break."""
        return self._staying.is_calm() and (self._room is None or self._room.is_at_rest())

    def _on_break_over(self) -> None:
        """Begin anew in the tray when what breaks have brought along has become too much."""
        from kneecoach.ui.hiding import is_large  # noqa: PLC0415 - seldom

        if self._room is None and not self.is_window_shown() and is_large():
            self.become_small(self._desk.window_or_none())

    def _on_settings_kept(self, settings: Settings) -> None:
        before, self._settings = self._settings, settings
        if before.start_at_login != settings.start_at_login:
            self._start_at_login(wanted=settings.start_at_login)
        if before != settings:
            self._staying.choose(settings)

    def _start_at_login(self, *, wanted: bool) -> None:
        from kneecoach.login.start import login_start, own_command  # noqa: PLC0415 - seldom

        start = login_start(sys.platform, os.environ, Path.home())
        try:
            if wanted:
                start.switch_on(own_command())
            else:
                start.switch_off()
        except KneecoachError as error:
            self.tell(error)

    def _presence_words(self) -> str:
        hub = self._staying.hub
        return "" if hub is None else presence_words(hub.names(), hub.unknown())

    def _on_session_changed(self, is_running: bool) -> None:  # noqa: FBT001 - a slot
        self._staying.tell_of_session(is_running=is_running)

    def _on_breaks_changed(self) -> None:
        """Keep the panel beside the pages true."""
        breaks = self._staying.breaks
        if self._panel is None:
            return
        if breaks is None:
            self._panel.show_status("", None, "")
        else:
            tally = tally_line(breaks.tally())
            self._panel.show_status(breaks.status_line(), breaks.status(), tally)
