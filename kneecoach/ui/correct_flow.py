"""Correct a session from Progress, and say what that changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from kneecoach.clock import Clock
from kneecoach.coach.coach import Coach
from kneecoach.model.errors import KneecoachError
from kneecoach.model.programme import Programme
from kneecoach.ui.pages.correct import CorrectPage
from kneecoach.ui.shell import Shell
from kneecoach.ui.words.correcting import changes_words


class CorrectFlow(QObject):
    """Own the page on which a session is corrected.

    Signals:
        kept(str): A correction is kept; carries what it came to, in words.
        closed: The person went back.
        failed(KneecoachError): It could not be kept; what was entered stays.

    Args:
        shell: Where the page is shown.
        coach: Returns the coach.
        programme: Returns the programme in use, or None.
        clock: Knows the time zone.
    """

    kept = Signal(str)
    closed = Signal()
    failed = Signal(object)

    def __init__(
        self,
        *,
        shell: Shell,
        coach: Callable[[], Coach],
        programme: Callable[[], Programme | None],
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shell = shell
        self._coach = coach
        self._programme = programme
        self._clock = clock
        self._page = CorrectPage()
        self._page.saved.connect(self._on_saved)
        self._page.closed.connect(self.closed)

    def open(self, session_id: UUID) -> None:
        """Show a session to be corrected."""
        coach = self._coach()
        record = next((one for one in coach.history.sessions if one.id == session_id), None)
        if record is None:
            return
        names = {one.id: one.name for one in coach.catalogue.exercises}
        self._page.ask(record, names, self._clock.now().astimezone().tzinfo or UTC)
        self._shell.show_page(self._page)

    def _on_saved(self) -> None:
        record = self._page.record()
        if record is None:
            return
        try:
            correction = self._page.correction()
            changes = self._coach().correct(record, correction, self._programme())
        except KneecoachError as error:
            self.failed.emit(error)
            return
        self.kept.emit(changes_words(changes))
