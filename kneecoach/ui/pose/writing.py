"""Write the changes of one exercise of a pack; what is typed is written at a quiet moment."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from kneecoach.model.errors import KneecoachError
from kneecoach.packs.building.changes import PutFile, SetText, SetTexts
from kneecoach.packs.building.exercise_lists import write_lines
from kneecoach.packs.building.manuscript import exercise_file
from kneecoach.ui.builder.editing import QUIET_MS, Editing
from kneecoach.ui.builder.view import Typed


class Writing(QObject):
    """Change the file of one exercise.

    Signals:
        failed(KneecoachError): A change could not be made.

    Args:
        editing: The pack.
    """

    failed = Signal(object)

    def __init__(self, editing: Editing, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.exercise_id = ""
        self._editing = editing
        self._lines: tuple[str, tuple[str, ...]] | None = None
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self.flush)

    @property
    def file(self) -> str:
        """Return the name of the file."""
        return exercise_file(self.exercise_id)

    @property
    def text(self) -> str:
        """Return what the file says; empty when it is not there."""
        looking = self._editing.looking
        return looking.pack.text(self.file) if looking is not None else ""

    def put(self, change: Callable[[str], str]) -> None:
        """Make a change of the text, as one that is taken back on its own."""
        self.flush()
        self._editing.settle()
        try:
            text = change(self.text)
        except KneecoachError as error:
            self._emit_failed(error)
            return
        if text != self.text:
            self._editing.make(PutFile(file=self.file, text=text))

    def set(self, path: str, text: str) -> None:
        """Say something at a place; an empty text takes away what is there."""
        self.flush()
        self._editing.settle()
        self._editing.make(SetText(file=self.file, path=path, text=text))
        self._editing.settle()

    def set_texts(self, path: str, texts: tuple[str, ...]) -> None:
        """Say several things at a place; none take away what is there."""
        self.flush()
        self._editing.settle()
        self._editing.make(SetTexts(file=self.file, path=path, texts=texts))
        self._editing.settle()

    def type(self, typed: Typed) -> None:
        """Take what was typed in a field at the next quiet moment."""
        self.flush()
        self._editing.type(typed)

    def type_lines(self, path: str, lines: tuple[str, ...]) -> None:
        """Take the lines of a list at the next quiet moment."""
        if self._lines is not None and self._lines[0] != path:
            self.flush()
        self._lines = (path, lines)
        self._quiet.start()

    def flush(self) -> None:
        """Write the lines that were typed."""
        self._quiet.stop()
        lines, self._lines = self._lines, None
        if lines is not None:
            self.put(lambda text: write_lines(text, *lines))

    def _emit_failed(self, error: KneecoachError) -> None:
        self.failed.emit(error)
