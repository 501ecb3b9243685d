"""Paint pictures one after the other between everything else, so that a page is there at once."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, QTimer


class Picture(Protocol):
    """Something whose picture takes a moment to be painted."""

    def is_wanted(self) -> bool:
        """Return whether it is in view and its picture is missing."""
        ...

    def paint_picture(self) -> None:
        """Paint the picture and show it."""
        ...


class PictureQueue(QObject):
    """Paint one picture at each turn of the event loop, and stand still when none is missing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: list[Picture] = []
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._on_turn)

    def is_idle(self) -> bool:
        """Return whether nothing is waiting to be painted."""
        return not self._waiting

    def ask(self, picture: Picture) -> None:
        """Take a picture in that is missing; asking again changes nothing."""
        if picture not in self._waiting:
            self._waiting.append(picture)
        self._turn.start()

    def _on_turn(self) -> None:
        """Paint the next picture; those that went out of view ask again when they come back."""
        while self._waiting:
            picture = self._waiting.pop(0)
            if picture.is_wanted():
                picture.paint_picture()
                break
        if self._waiting:
            self._turn.start()
