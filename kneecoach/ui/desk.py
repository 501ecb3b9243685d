"""Put the window together: paint it, then open the coach, connect the pages, and keep them true."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, QTimer
from PySide6.QtWidgets import QApplication

from kneecoach.clock import Clock
from kneecoach.override import override
from kneecoach.paths import Paths
from kneecoach.settings import Settings
from kneecoach.ui import keys
from kneecoach.ui.main_window import MainWindow
from kneecoach.ui.pages.today import TodayPage
from kneecoach.ui.theme.apply import apply_theme
from kneecoach.ui.widgets.message_bar import Message, MessageKind

if TYPE_CHECKING:
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
    ) -> None:
        """Make the window with Today in it; nothing is read yet."""
        super().__init__()
        self._application = application
        self._clock = clock
        self._paths = paths
        self._settings = settings
        self._first_messages = messages
        self._warmer: _Warmer | None = None
        self._room: Room | None = None
        apply_theme(application, settings.theme, text_percent=settings.text_percent)
        self.today = TodayPage()
        self.window = MainWindow(
            (
                (keys.TODAY, self.tr("Today")),
                (keys.PROGRAMME, self.tr("Programme")),
                (keys.SETTINGS, self.tr("Settings")),
            )
        )
        self.window.add_page(keys.TODAY, self.today)
        self.today.show_loading()
        self.window.painted.connect(self._on_painted)
        self.window.close_requested.connect(self._on_close_requested)
        self.window.page_chosen.connect(self._on_page_chosen)

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

    def on_interrupted(self) -> None:
        """Close at once, as on Ctrl-C; what was done is on disk."""
        self.window.allow_close()

    def on_unexpected_error(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Log a bug, stop a running session safely, and say so in plain words."""
        import logging  # noqa: PLC0415 - met on failure only

        logging.getLogger("kneecoach.app").error("unexpected error", exc_info=(kind, error, trace))
        if self._room is not None:
            self._room.stop_safely()
        self.window.messages.show_message(
            Message(
                text=self.tr("Something went wrong inside kneecoach. What was done is kept."),
                kind=MessageKind.ERROR,
                way_out=self.tr("Close and start it again; the details are in {file}.").format(
                    file=self._paths.log
                ),
            )
        )

    def _on_painted(self) -> None:
        self._note_time("painted")
        QTimer.singleShot(0, self._fill)

    def _fill(self) -> None:
        """Read packs and history, and fill Today."""
        from kneecoach.ui.room import Room  # noqa: PLC0415 - after the first paint

        for message in self._first_messages:
            self.window.messages.show_message(Message(text=message, kind=MessageKind.WARNING))
        self._room = Room(
            window=self.window,
            today=self.today,
            clock=self._clock,
            paths=self._paths,
            settings=self._settings,
        )
        self._room.theme_changed.connect(self._on_theme_changed)
        self._room.open()
        QTimer.singleShot(0, self._warm)

    def _warm(self) -> None:
        """Get ready what a session will need, while the person reads."""
        self._note_time("filled")
        if TIMES_VARIABLE in os.environ:
            self.window.allow_close()
            return
        self._warmer = _Warmer(self)
        self._warmer.finished.connect(self._on_warmed)
        self._warmer.start()

    def _on_warmed(self) -> None:
        if self._room is not None:
            self._room.prepare()

    def _on_page_chosen(self, key: str) -> None:
        if self._room is not None:
            self._room.show_page(key)

    def _on_theme_changed(self, settings: Settings) -> None:
        apply_theme(self._application, settings.theme, text_percent=settings.text_percent)

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
