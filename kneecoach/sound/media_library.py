"""Have Qt look for sound devices, and leave what plays films where it is."""

from __future__ import annotations

import sys
from functools import cache

from PySide6.QtCore import QCoreApplication, QLoggingCategory
from PySide6.QtMultimedia import QMediaDevices

_QUIET = "default.warning=false\ndefault.critical=false"


@cache
def find_devices() -> None:
    """Have Qt look for devices for the first time; later calls do nothing.

    Qt then loads whatever plays films too, 7 MB that a stream of samples has no use for. Where it
    finds none it says so, and that devices and streams work all the same. Elsewhere than on Linux,
    where this was tried, it does as it always did.
    """
    if not sys.platform.startswith("linux"):
        return
    folders = QCoreApplication.libraryPaths()
    QLoggingCategory.setFilterRules(_QUIET)
    QCoreApplication.setLibraryPaths([])
    try:
        QMediaDevices.audioOutputs()
    finally:
        QCoreApplication.setLibraryPaths(folders)
        QLoggingCategory.setFilterRules("")
