"""Put the window together: paint it, then open the coach, connect the pages, and keep them true."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from kneecoach.clock import Clock
from kneecoach.model.errors import KneecoachError
from kneecoach.paths import Paths
from kneecoach.settings import Settings
from kneecoach.ui.main_window import MainWindow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QSystemTrayIcon

    from kneecoach.remote.lock import Place
    from kneecoach.ui.furnishing import Furnishing
    from kneecoach.ui.guarding import Guarding
    from kneecoach.ui.household import Household
    from kneecoach.ui.room import Room
    from kneecoach.ui.telling import Telling

TIMES_VARIABLE = "KNEECOACH_STARTUP_TIMES"
"""Names a file that the moments of starting are written to; the window then closes itself."""

WINDOW_VARIABLE = "KNEECOACH_WINDOW"
"""As in `ui/hiding.py`."""


class Desk(QObject):
    """Own the window and everything behind it.

    What the first screen does not need is imported after the first paint: Today is filled next, and
    only then come the other pages and the library of the database, on a thread of its own.

    Signals:
        face_shown: What is seen first is there, or must wait until all is read.
    """

    face_shown = Signal()

    def __init__(
        self,
        *,
        application: QApplication,
        clock: Clock,
        paths: Paths,
        settings: Settings,
        messages: tuple[str, ...] = (),
        file: Path | None = None,
        place: Place | None = None,
        in_tray: bool = False,
        icon: QSystemTrayIcon | None = None,
    ) -> None:
        """Take what is needed; nothing is made or read yet.

        Args:
            application: What is dressed.
            clock: Of this computer.
            paths: Where things are kept.
            settings: What holds at the start.
            messages: What was found wrong so far.
            file: A pack file to open when the window is there.
            place: The place of the running coach; this one is spoken to when it has it.
            in_tray: Start without showing the window.
            icon: The icon that is in the tray already, when there is one.
        """
        super().__init__()
        self._application = application
        self._clock = clock
        self._paths = paths
        self._settings = settings
        self._first_messages = messages
        self._first_file = file
        self._place = place
        self._in_tray = in_tray
        self._icon = icon
        self._household: Household | None = None
        self._furnishing: Furnishing | None = None
        self._room: Room | None = None
        self._teller: Telling | None = None
        self._window: MainWindow | None = None
        self._wants_check_in = False
        self._guarding: Guarding | None = None

    @property
    def window(self) -> MainWindow:
        """Return the window; made with an outline in it when there is none."""
        if self._window is None:
            self._window = MainWindow(choice=self._settings.theme)
            self._window.go_back(self._paths.window)
            self._window.painted.connect(self._on_painted)
            self._window.close_requested.connect(self._on_close_requested)
            if WINDOW_VARIABLE in os.environ:
                from kneecoach.ui.hiding import put_back  # noqa: PLC0415 - seldom

                put_back(self._window)
        return self._window

    def window_or_none(self) -> MainWindow | None:
        """Return the window, or None when there has been none."""
        return self._window

    def is_window_shown(self) -> bool:
        """Return whether the window is there to be seen."""
        return self._window is not None and self._window.isVisible()

    def open(self) -> None:
        """Show the window; everything else follows its first paint.

        In the tray the window waits until somebody wants it, and so does all that is in it. With
        desk breaks off there would be nothing in the tray, so the window comes after all.
        """
        if self._in_tray and self._settings.breaks:
            QTimer.singleShot(0, self._start_hidden)
        else:
            self.window.show()

    def close(self) -> None:
        """Let go of sound, store and threads."""
        if self._household is not None:
            self._household.close()
            self._household = None
        if self._furnishing is not None:
            self._furnishing.close()
        if self._room is not None:
            self._room.close()
            self._room = None
        if self._guarding is not None:
            self._guarding.close()
        if self._window is not None:
            from kneecoach.ui.window_place import remember_place  # noqa: PLC0415 - at the end

            remember_place(self._window, self._paths.window)
        if self._teller is not None:
            self._teller.close()
        if self._place is not None:
            self._place.close()

    def show_window(self) -> None:
        """Bring the window up, also from the tray."""
        from PySide6.QtCore import Qt  # noqa: PLC0415 - takes 25 ms, which the first paint has not

        if self._household is not None:
            self._household.stay_large()
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def open_file(self, file: Path) -> None:
        """Open a pack file, now or as soon as the pages are there."""
        if self._room is None:
            self._first_file = file
        else:
            self._room.open_file(file)

    def leave(self) -> None:
        """End the coach, unless a session is under way: the window then asks first."""
        if self._room is not None and not self._room.may_close():
            self.show_window()
            return
        if self._window is not None:
            self._window.allow_close()
        self._application.quit()

    def open_check_in(self) -> bool:
        """Bring the window up and ask how the knee is this morning, as the tray does.

        As soon as the pages are there, if they are not yet. Return False while a session is under
        way, which is left alone.
        """
        self.show_window()
        if self._room is None:
            self._wants_check_in = True
            return True
        return self._room.open_check_in()

    def on_interrupted(self) -> None:
        """Close at once, as on Ctrl-C; what was done is on disk."""
        was_shown = self.is_window_shown()
        if self._window is not None:
            self._window.allow_close()
        if self._in_tray or not was_shown:
            self._application.quit()

    def on_unexpected_error(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Log a bug, stop a running session safely, and say so in plain words.

        An expected failure that nobody caught on its way is told in its own words instead.
        """
        if isinstance(error, KneecoachError):
            self.tell(error)
            return
        if isinstance(error, KeyboardInterrupt):  # before Ctrl-C comes by `on_interrupted`
            self.on_interrupted()
            return
        self._telling().tell_of_bug(kind, error, trace)

    def tell(self, error: KneecoachError) -> None:
        """Show an error where the window already has a place for it, else on stderr."""
        self._telling().tell(error)

    def _telling(self) -> Telling:
        if self._teller is None:
            from kneecoach.ui.telling import Telling  # noqa: PLC0415 - after the first paint

            self._teller = Telling(
                paths=self._paths,
                room=lambda: self._room,
                guarding=lambda: self._guarding,
                parent=self,
            )
        return self._teller

    def _on_painted(self) -> None:
        self._note_time("painted")
        if self._paths.vault.exists() and self._guard().needs_key():
            self._guard().ask(self._settings)
            QTimer.singleShot(0, self._settle_locked)
        else:
            self._fill()

    def _guard(self) -> Guarding:
        if self._guarding is None:
            from kneecoach.ui.guarding import Guarding  # noqa: PLC0415 - with encryption alone

            self._guarding = Guarding(
                application=self._application,
                window=lambda: self.window,
                clock=self._clock,
                paths=self._paths,
                parent=self,
            )
            self._guarding.opened.connect(self._on_unlocked)
            self._guarding.lock_due.connect(self._on_lock_due)
        return self._guarding

    def _settle_locked(self) -> None:
        """Begin what goes on while the records are locked."""
        self._note_time("locked")
        self._settle()
        self._say_first_messages()
        if TIMES_VARIABLE in os.environ:
            self.window.allow_close()
            return
        self._start_household()

    def _on_unlocked(self) -> None:
        """Go on as if there had been no lock, with what the person wanted when they started."""
        from kneecoach.own_settings import load_own_settings  # noqa: PLC0415 - as above

        self._settings, self._first_messages = load_own_settings(self._paths)
        if self._household is not None:
            self._household.follow_lock()
        self._fill()

    def _fill(self) -> None:
        """Bring the pages into the window."""
        from kneecoach.ui.furnishing import Furnishing  # noqa: PLC0415 - after the first paint

        self._furnishing = Furnishing(
            application=self._application,
            window=self.window,
            clock=self._clock,
            paths=self._paths,
            settings=self._settings,
            messages=self._first_messages,
            parent=self,
        )
        self._furnishing.face_shown.connect(self.face_shown)
        self._furnishing.room_opened.connect(self._on_room_opened)
        self._furnishing.furnished.connect(self._on_furnished)
        self._furnishing.filled.connect(self._on_filled)
        self._furnishing.warmed.connect(self._on_warmed)
        self._furnishing.begin()

    def _on_room_opened(self, room: Room) -> None:
        self._room = room
        self._room.anew_requested.connect(self._on_anew_requested)
        self._room.encryption_changed.connect(self._follow_encryption)
        if self._paths.vault.exists():
            self._follow_encryption()

    def _on_filled(self) -> None:
        self._note_time("filled")
        if TIMES_VARIABLE in os.environ and self._room is not None:
            self.window.allow_close()

    def _on_furnished(self) -> None:
        """Go on with all that Today did not need."""
        self._note_time("furnished")
        self._settle()
        if self._furnishing is None:
            return
        if TIMES_VARIABLE in os.environ:
            if self._furnishing.is_filled:
                self.window.allow_close()
            return
        self._furnishing.warm()
        self._start_household()

    def _settle(self) -> None:
        """Let what is there stay out of the way of what comes, and keep a log from now on."""
        gc.freeze()
        gc.enable()
        self._telling().start_log()

    def _on_anew_requested(self) -> None:
        """Begin anew for somebody else: nothing of whoever was coached stays in memory."""
        from kneecoach.ui.hiding import begin_for_another  # noqa: PLC0415 - seldom

        begin_for_another(self._application, self.window)

    def _on_lock_due(self) -> None:
        """Begin anew without the key: nothing that was read stays in memory."""
        from kneecoach.ui.hiding import begin_locked  # noqa: PLC0415 - seldom

        stays = self._household is not None
        begin_locked(self._application, self._window, may_stay_hidden=stays)

    def _follow_encryption(self) -> None:
        """Let encrypted records be locked, and plain ones not."""
        if self._room is not None:
            self._guard().watch(self._room)
        if self._household is not None:
            self._household.follow_lock()

    def lock(self) -> None:
        """Lock the records now, as the tray does; nothing happens where they are not encrypted."""
        if self._guarding is not None:
            self._guarding.lock()

    def _on_warmed(self) -> None:
        if self._room is None:
            return
        self._room.prepare()
        if self._first_file is not None:
            self._room.open_file(self._first_file)
            self._first_file = None
        elif self._wants_check_in:
            self._room.open_check_in()
        elif self._guarding is not None and self._guarding.wants_new_passphrase:
            self._room.open_privacy(knows_passphrase=False)
        self._wants_check_in = False

    def _start_hidden(self) -> None:
        """Begin with the tray alone; the window waits until somebody asks for it."""
        self._start_household()
        self._note_time("tray" if self._icon is None else "breaks")
        self._icon = None
        QTimer.singleShot(0, self._settle_hidden)

    def _settle_hidden(self) -> None:
        """Get ready what the icon did not need."""
        from kneecoach.ui.theme.apply import apply_theme  # noqa: PLC0415 - after the icon

        self._settle()
        try:
            apply_theme(
                self._application, self._settings.theme, text_percent=self._settings.text_percent
            )
        except KneecoachError as error:
            self.tell(error)
        self._say_first_messages()
        if self._paths.vault.exists():
            self._guard().follow(self._settings)

    def _say_first_messages(self) -> None:
        """Say what was found wrong where the coach was started from; there are no pages yet."""
        for message in self._first_messages:
            sys.stderr.write(f"{message}\n")

    def _start_household(self) -> None:
        """Begin what goes on while the window is closed; the window is there or not wanted yet."""
        from kneecoach.ui.household import Household  # noqa: PLC0415 - after Today is filled

        if self._household is None:
            is_told = self._place is not None and self._place.is_sure
            self._household = Household(
                application=self._application,
                desk=self,
                clock=self._clock,
                paths=self._paths,
                settings=self._settings,
                listens=is_told,
                icon=self._icon,
            )
            self._household.start()
        if self._room is not None:
            self._household.welcome(self._room)

    def _on_close_requested(self) -> None:
        if self._room is not None and not self._room.may_close():
            return
        if self._household is not None and self._household.keep_running():
            self.window.hide()
            self._household.become_small(self.window)
        else:
            self.window.allow_close()

    def _note_time(self, name: str) -> None:
        """Write when something was reached, for the benchmark of starting."""
        file = os.environ.get(TIMES_VARIABLE)
        if file:
            with Path(file).open("a") as report:
                report.write(f"{name} {self._clock.now().timestamp()}\n")
