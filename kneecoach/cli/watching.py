"""Wait until a file changes, told by the system; nothing is looked at in between."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QFileSystemWatcher, QObject, QTimer

_SETTLES_MS = 80
"""Editors write a file in several steps; it is read when they are through."""


class _Watch(QObject):
    """Call a function when a file has changed and lies still."""

    def __init__(self, file: Path, changed: Callable[[], None]) -> None:
        super().__init__()
        self._file, self._changed = file, changed
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLES_MS)
        self._settle.timeout.connect(self._on_settled)
        # The folder too: many editors put a new file in the place of the old one.
        self._watcher = QFileSystemWatcher([str(file), str(file.parent)], self)
        self._watcher.fileChanged.connect(self._on_changed)
        self._watcher.directoryChanged.connect(self._on_changed)
        self._seen = self._stamp()

    def _stamp(self) -> tuple[int, int]:
        try:
            found = self._file.stat()
        except OSError:
            return (0, 0)
        return (found.st_mtime_ns, found.st_size)

    def _on_changed(self, _path: str) -> None:
        self._settle.start()

    def _on_settled(self) -> None:
        if self._file.exists() and str(self._file) not in self._watcher.files():
            self._watcher.addPath(str(self._file))
        stamp = self._stamp()
        if stamp not in {self._seen, (0, 0)}:
            self._seen = stamp
            self._changed()


def watch_file(file: Path, changed: Callable[[], None]) -> None:
    """Call a function now and after every change of a file, until Ctrl+C."""
    application = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    watch = _Watch(file.resolve(), changed)
    changed()
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        application.exec()
    finally:
        signal.signal(signal.SIGINT, before)
        watch.deleteLater()
