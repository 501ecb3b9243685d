"""Import what takes long to import, beside the window."""

from __future__ import annotations

from PySide6.QtCore import QThread

from kneecoach.override import override


class Warmer(QThread):
    """Import what a session will need, on a thread of its own."""

    @override
    def run(self) -> None:
        """Import the store and the sound; nothing is opened here."""
        from importlib import import_module  # noqa: PLC0415 - on this thread only

        for name in ("kneecoach.history.store", "kneecoach.sound.tones"):
            import_module(name)
