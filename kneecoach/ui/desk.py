"""Put the window together: paint it, then open the coach, connect the pages, and keep them true."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, QTimer
from PySide6.QtWidgets import QApplication

from kneecoach.clock import Clock
from kneecoach.model.errors import KneecoachError
from kneecoach.override import override
from kneecoach.paths import Paths
from kneecoach.settings import Settings
from kneecoach.ui.main_window import MainWindow

if TYPE_CHECKING:
    from logging import Handler

    from kneecoach.ui.room import Room

TIMES_VARIABLE = "KNEECOACH_STARTUP_TIMES"
"""Names a file that the moments of starting are written to; the window then closes itself."""


class Desk(QObject):
    """Own the window and everything behind it.

    What the first screen does not need is imported after the first paint: Today is filled next, and
    only then come the other pages and the library of the database, on a thread of its own.
    """

    def __init__(
        self,
        *,
        application: QApplication,
        clock: Clock,
        paths: Paths,
        settings: Settings,
        messages: tuple[str, ...] = (),
        file: Path | None = None,
    ) -> None:
        """Make the window with an outline in it; nothing is read yet.

        Args:
            application: What is dressed.
            clock: Of this computer.
            paths: Where things are kept.
            settings: What holds at the start.
            messages: What was found wrong so far.
            file: A pack file to open when the window is there.
        """
        super().__init__()
        self._application = application
        self._clock = clock
        self._paths = paths
        self._settings = settings
        self._first_messages = messages
        self._first_file = file
        self._warmer: _Warmer | None = None
        self._room: Room | None = None
        self._log: Handler | None = None
        self.window = MainWindow(choice=settings.theme)
        self.window.painted.connect(self._on_painted)
        self.window.close_requested.connect(self._on_close_requested)

    def open(self) -> None:
        """Show the window; everything else follows its first paint."""
        self.window.show()

    def close(self) -> None:
        """Let go of sound, store and threads."""
        if self._warmer is not None:
            self._warmer.wait()
            self._warmer = None
        if self._room is not None:
            self._room.close()
            self._room = None
        if self._log is not None:
            from kneecoach.log import stop_log  # noqa: PLC0415 - as in _start_log

            stop_log(self._log)
            self._log = None

    def open_check_in(self) -> bool:
        """Bring the window up and ask how the knee is this morning, as the tray does.

        Return False where that cannot be: the pages are not there yet, or a session is under way,
        which is left alone.
        """
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        return self._room is not None and self._room.open_check_in()

    def on_interrupted(self) -> None:
        """Close at once, as on Ctrl-C; what was done is on disk."""
        self.window.allow_close()

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
            self._tell(error)
            return
        import logging  # noqa: PLC0415 - met on failure only

        logging.getLogger("kneecoach.app").error("unexpected error", exc_info=(kind, error, trace))
        if self._room is not None:
            self._room.stop_safely()
        way_out = self.tr("Close and start it again; the details are in {file}.")
        self._tell(
            KneecoachError(
                self.tr("Something went wrong inside kneecoach. What was done is kept."),
                way_out.format(file=self._paths.log),
            )
        )

    def _on_painted(self) -> None:
        self._note_time("painted")
        QTimer.singleShot(0, self._fill)

    def _fill(self) -> None:
        """Bring the pages, read packs and history, and fill Today."""
        from kneecoach.ui.room import open_room  # noqa: PLC0415 - after the first paint

        # Queued first, so that it comes whatever happens here.
        QTimer.singleShot(0, self._warm)
        self._room = open_room(
            application=self._application,
            window=self.window,
            clock=self._clock,
            paths=self._paths,
            settings=self._settings,
            messages=self._first_messages,
        )

    def _start_log(self) -> None:
        from kneecoach.log import start_log  # noqa: PLC0415 - after the first paint

        try:
            self._log = start_log(self._paths)
        except KneecoachError as error:
            self._tell(error)

    def _warm(self) -> None:
        """Get ready what a session will need, while the person reads."""
        self._note_time("filled")
        gc.freeze()
        gc.enable()
        self._start_log()
        if TIMES_VARIABLE in os.environ:
            self.window.allow_close()
            return
        self._warmer = _Warmer(self)
        self._warmer.finished.connect(self._on_warmed)
        self._warmer.start()

    def _on_warmed(self) -> None:
        if self._room is None:
            return
        self._room.prepare()
        if self._first_file is not None:
            self._room.open_file(self._first_file)
            self._first_file = None

    def _tell(self, error: KneecoachError) -> None:
        """Show an error where the window already has a place for it, else on stderr."""
        if self._room is not None:
            self._room.tell(error)
        else:
            sys.stderr.write(f"{error}\n")

    def _on_close_requested(self) -> None:
        if self._room is None or self._room.may_close():
            self.window.allow_close()

    def _note_time(self, name: str) -> None:
        """Write when something was reached, for the benchmark of starting."""
        file = os.environ.get(TIMES_VARIABLE)
        if file:
            with Path(file).open("a") as report:
                report.write(f"{name} {self._clock.now().timestamp()}\n")


class _Warmer(QThread):
    """Import what takes long to import, beside the window."""

    @override
    def run(self) -> None:
        """Import the store and the sound; nothing is opened here."""
        from importlib import import_module  # noqa: PLC0415 - on this thread only

        for name in ("kneecoach.history.store", "kneecoach.sound.tones"):
            import_module(name)
