"""Show the icon of the tray at once, while everything behind it is still being imported.

Nothing here may touch the name `Qt`, a painter or the settings: each takes longer than the icon.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon

from kneecoach.resources import resource

PAUSE_MS = 40
"""The desktop is heard for so long, so that it can take the icon in, before imports begin."""

TIMES_VARIABLE = "KNEECOACH_STARTUP_TIMES"
"""As in `ui/desk.py`."""

_ON = b'"breaks": true'
"""How the coach itself writes that desk breaks are on."""

_MOST_BYTES = 100_000


def reads_as_on(settings: Path) -> bool:
    """Say at a glance whether desk breaks are on; the settings themselves are read later.

    What a person wrote in another way reads as off, and the icon then comes with all the rest.
    """
    try:
        with settings.open("rb") as file:
            return _ON in file.read(_MOST_BYTES)
    except OSError:
        return False


def show_first_icon() -> QSystemTrayIcon:
    """Show the icon of a break that is a whole interval away, and return it once it is there.

    Raises:
        KneecoachError: The picture is missing: the installation is damaged.
    """
    icon = QSystemTrayIcon(QIcon(str(resource("assets", "icons", "tray.png"))))
    icon.show()
    shown = QEventLoop()
    if TIMES_VARIABLE in os.environ:
        QTimer.singleShot(0, _note_time)
    QTimer.singleShot(PAUSE_MS, shown.quit)
    shown.exec()
    return icon


def _note_time() -> None:
    """Write when the icon was there, for the benchmark of the tray."""
    from kneecoach.clock import SystemClock  # noqa: PLC0415 - for the benchmark alone

    moment = SystemClock().now().timestamp()
    with suppress(OSError), Path(os.environ[TIMES_VARIABLE]).open("a") as report:
        report.write(f"tray {moment}\n")
