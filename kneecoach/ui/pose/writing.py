"""Write the changes of one exercise of a pack; what is typed is written at a quiet moment."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from kneecoach.model.errors import KneecoachError
from kneecoach.packs.building.changes import PutFile, SetText, SetTexts
from kneecoach.packs.building.exercise_following import follow, has_copies
from kneecoach.packs.building.exercise_lists import write_lines
from kneecoach.packs.building.exercise_poses import FIGURE
from kneecoach.packs.building.exercise_ways import Own, is_borrowed, write_own
from kneecoach.packs.building.manuscript import exercise_file
from kneecoach.ui.builder.editing import QUIET_MS, Editing
from kneecoach.ui.builder.view import Typed
from kneecoach.ui.words.builder import taken


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
        self._waiting: tuple[str, Callable[[str], str]] | None = None
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
            text = follow(self.text, change(self.text))
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

    def type_own(self, typed: Typed) -> None:
        """Take what was typed where another way may only show what the usual way says."""
        if not is_borrowed(self.text, typed.path) and not _is_followed(self.text, typed.path):
            self.type(typed)
            return
        said = taken(typed.path, typed.text)
        self._wait_for(typed.path, lambda text: write_own(text, typed.path, said))

    def type_lines(self, path: str, lines: tuple[str, ...]) -> None:
        """Take the lines of a list at the next quiet moment."""
        self._wait_for(path, lambda text: write_lines(text, path, lines))

    def flush(self) -> None:
        """Write what was typed."""
        self._quiet.stop()
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.put(waiting[1])

    def _wait_for(self, path: str, change: Callable[[str], str]) -> None:
        if self._waiting is not None and self._waiting[0] != path:
            self.flush()
        self._waiting = (path, change)
        self._quiet.start()

    def _emit_failed(self, error: KneecoachError) -> None:
        self.failed.emit(error)


def _is_followed(text: str, path: str) -> bool:
    """Return whether other ways may have a copy of what a place of the usual way says."""
    return path.startswith(f"{FIGURE}.{Own.PROPS}[") and has_copies(text, Own.PROPS)
