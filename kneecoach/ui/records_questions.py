"""Ask for the files and the folder that records are taken to and brought in from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from kneecoach.values import dataclass

translate = QCoreApplication.translate


def ask_where(parent: QWidget) -> Path | None:
    """Ask where a file is to go; None when the person thinks better of it."""
    title = translate("RecordsFlow", "Take the records along")
    start = str(Path(_documents()) / "kneecoach.json")
    kinds = translate("RecordsFlow", "All of it, as JSON (*.json);;As tables (*.zip)")
    path, _ = QFileDialog.getSaveFileName(parent, title, start, kinds)
    return Path(path) if path else None


def ask_which(parent: QWidget) -> Path | None:
    """Ask which file to bring in; None when the person thinks better of it."""
    title = translate("RecordsFlow", "Bring records in")
    kinds = translate("RecordsFlow", "Records (*.json *.csv *.tsv *.txt)")
    path, _ = QFileDialog.getOpenFileName(parent, title, _documents(), kinds)
    return Path(path) if path else None


def ask_folder(parent: QWidget) -> Path | None:
    """Ask for the shared folder; None when the person thinks better of it."""
    title = translate("RecordsFlow", "The folder that is kept in step")
    path = QFileDialog.getExistingDirectory(parent, title, _documents())
    return Path(path) if path else None


def _documents() -> str:
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return QStandardPaths.writableLocation(place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """What asks for files and folders; replaced where nobody can answer.

    Attributes:
        where, which, folder: Ask for a file to write, a file to read, and a folder.
    """

    where: Callable[[QWidget], Path | None] = ask_where
    which: Callable[[QWidget], Path | None] = ask_which
    folder: Callable[[QWidget], Path | None] = ask_folder
