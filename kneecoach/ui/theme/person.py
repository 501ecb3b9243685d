"""Keep what the person in the figures looks like, for every figure of the application."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from kneecoach.figure.looks import Looks
from kneecoach.model.looks import Build, Palette

_worn = [Looks()]


def looks_worn() -> Looks:
    """Return what the person in the figures looks like."""
    return _worn[0]


def wear_looks(app: QApplication, build: Build, palette: Palette) -> None:
    """Let the person in all figures look like this; figures that are there follow at once."""
    looks = Looks(build=build, palette=palette)
    if looks == _worn[0]:
        return
    _worn[0] = looks
    for widget in app.allWidgets():
        QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))
