"""Take files that are dropped on the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from kneecoach.override import override


class FileDrop(QObject):
    """Watch a window for files with one of a few endings.

    Signals:
        file_dropped(Path): Such a file was dropped.

    Args:
        window: Where files may be dropped.
        endings: What their names end in, such as ".kneepack".
    """

    file_dropped = Signal(object)

    def __init__(self, *, window: QWidget, endings: tuple[str, ...]) -> None:
        super().__init__(window)
        self._endings = endings
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Welcome a file of ours, and hand it on when it is dropped."""
        if event.type() == QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            if self._file(event) is not None:
                event.acceptProposedAction()
            return True
        if event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            path = self._file(event)
            if path is not None:
                event.acceptProposedAction()
                self._emit_file_dropped(path)
            return True
        return False

    def _file(self, event: QDropEvent) -> Path | None:
        """Return the one file of ours that is dragged; None for anything else."""
        urls = event.mimeData().urls()
        if len(urls) != 1 or not urls[0].isLocalFile():
            return None
        path = Path(urls[0].toLocalFile())
        return path if path.suffix.lower() in self._endings else None

    def _emit_file_dropped(self, path: Path) -> None:
        self.file_dropped.emit(path)
