"""Tell what went wrong where there is a place for it, and keep the log."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kneecoach.log import start_log, stop_log
from kneecoach.model.errors import KneecoachError
from kneecoach.paths import Paths

if TYPE_CHECKING:
    from kneecoach.ui.guarding import Guarding
    from kneecoach.ui.room import Room


class Telling(QObject):
    """Own the log, and find the place where an error is seen.

    Args:
        paths: Where the log is.
        room: Returns the pages, or None while there are none.
        guarding: Returns what asks for the passphrase, or None.
        parent: What owns this.
    """

    def __init__(
        self,
        *,
        paths: Paths,
        room: Callable[[], Room | None],
        guarding: Callable[[], Guarding | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._paths = paths
        self._room = room
        self._guarding = guarding
        self._log: logging.Handler | None = None

    def tell(self, error: KneecoachError) -> None:
        """Show an error where the window already has a place for it, else on stderr."""
        room, guarding = self._room(), self._guarding()
        if room is not None:
            room.tell(error)
        elif guarding is not None and guarding.is_asking:
            guarding.tell(error)
        else:
            sys.stderr.write(f"{error}\n")

    def tell_of_bug(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log a bug, stop a running session safely, and say so in plain words."""
        logging.getLogger("kneecoach.app").error("unexpected error", exc_info=(kind, error, trace))
        room = self._room()
        if room is not None:
            room.stop_safely()
        way_out = self.tr("Close and start it again; the details are in {file}.")
        self.tell(
            KneecoachError(
                self.tr("Something went wrong inside kneecoach. What was done is kept."),
                way_out.format(file=self._paths.log),
            )
        )

    def start_log(self) -> None:
        """Keep a log from now on; one that cannot be kept is told of."""
        if self._log is not None:
            return
        try:
            self._log = start_log(self._paths)
        except KneecoachError as error:
            self.tell(error)

    def close(self) -> None:
        """Close the log."""
        if self._log is not None:
            stop_log(self._log)
            self._log = None
