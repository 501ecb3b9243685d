"""Show how it went, and follow what the person wants to see of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal

from kneecoach.coach.coach import Coach
from kneecoach.coach.progress import Trained
from kneecoach.model.programme import Programme
from kneecoach.ui import keys
from kneecoach.ui.pages.progress import ProgressPage
from kneecoach.ui.progress_builder import build_progress
from kneecoach.ui.shell import Shell


class ProgressFlow(QObject):
    """Own the page of progress.

    Signals:
        function_opened: The person wants to tell what the knee can do.
        correction_requested(UUID): The person wants to correct a session.
        deletion_requested(UUID): The person wants a session gone.

    Args:
        shell: Where it is shown.
        coach: Returns the coach, or None while there is none.
        programme: Returns the programme in use, or None.
        today: Returns the local day.
    """

    function_opened = Signal()
    correction_requested = Signal(object)
    deletion_requested = Signal(object)

    def __init__(
        self,
        *,
        shell: Shell,
        coach: Callable[[], Coach | None],
        programme: Callable[[], Programme | None],
        today: Callable[[], date],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._coach = coach
        self._programme = programme
        self._today = today
        self._shell = shell
        self._trained: Trained | None = None
        self._page = ProgressPage()
        self._page.span_chosen.connect(self._on_span_chosen)
        self._page.function_opened.connect(self.function_opened)
        self._page.correction_requested.connect(self.correction_requested)
        self._page.deletion_requested.connect(self.deletion_requested)
        shell.add_page(keys.PROGRESS, self._page)

    def show_progress(self) -> None:
        """Bring the page up to date."""
        coach = self._coach()
        if coach is not None:
            if self._trained is None or self._trained.history is not coach.history:
                self._trained = Trained(coach.history)
            view = build_progress(
                coach,
                self._programme(),
                self._trained,
                day=self._today(),
                span=self._page.span(),
                key=self._page.exercise(),
            )
            self._page.show_progress(view)

    def follow(self) -> None:
        """Bring the page up to date while it is in view."""
        if self._page.isVisible():
            self.show_progress()

    def open(self) -> None:
        """Bring the page up to date and go to it."""
        self.show_progress()
        self._shell.show_page(self._page)

    def _on_span_chosen(self) -> None:
        self.show_progress()
