"""Bring what the patient will see up to date while a pack is typed."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from kneecoach.clock import Clock
from kneecoach.model.errors import KneecoachError
from kneecoach.ui.builder.editing import Editing
from kneecoach.ui.builder.live_preview import LivePreview
from kneecoach.ui.builder.patients_eyes import see

PAUSE_MS = 60
"""Time after a change was shown before the preview follows, so that a key typed on is heard first.
What is typed waits for a quiet moment of its own before that."""


class Living(QObject):
    """Follow a pack with its preview; one that is not in view costs nothing.

    Args:
        preview: What is brought up to date.
        editing: The pack.
        clock: Tells the day.
    """

    def __init__(
        self, *, preview: LivePreview, editing: Editing, clock: Clock, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._preview = preview
        self._editing = editing
        self._clock = clock
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.follow)
        editing.changed.connect(self._on_changed)
        preview.came_into_view.connect(self._on_changed)
        preview.destroyed.connect(self._pause.stop)

    def follow(self) -> None:
        """Show the pack as it is now."""
        self._pause.stop()
        try:
            eyes = see(self._editing.looking, self._clock, self._clock.today())
        except KneecoachError as error:
            self._preview.show_why_not(error.way_out or error.user_message)
            return
        self._preview.show_eyes(eyes)

    def _on_changed(self) -> None:
        if self._preview.isVisible():
            self._pause.start()
