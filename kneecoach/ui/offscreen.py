"""Give what is drawn into files the application that fonts need, with or without a screen."""

from __future__ import annotations

import os
import sys

from PySide6.QtGui import QGuiApplication

from kneecoach.screen import screen_problem


def drawing_application() -> QGuiApplication:
    """Return the application that is there, or one off the screen where there is none.

    Whoever asks keeps it for as long as it draws.
    """
    running = QGuiApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    if screen_problem(os.environ, sys.platform):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return QGuiApplication(sys.argv[:1])
