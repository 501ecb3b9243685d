"""Leave Ctrl+Z and Ctrl+Shift+Z to the pack, also while a field has the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, SignalInstance
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from kneecoach.override import override

UNDO = "Ctrl+Z"
REDO = ("Ctrl+Shift+Z", "Ctrl+Y")


class UndoKeys(QObject):
    """Keep a field from taking the keys for itself; the page's shortcuts then get them."""

    def __init__(self, field: QObject) -> None:
        super().__init__(field)
        field.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pass the keys on."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            pressed = QKeySequence(event.keyCombination()).toString()
            if pressed in {UNDO, *REDO}:
                event.ignore()
                return True
        return super().eventFilter(watched, event)


def add_undo_shortcuts(page: QWidget, undo: SignalInstance, redo: SignalInstance) -> None:
    """Let the keys take changes back and do them again, wherever on a page the keyboard is."""
    within = Qt.ShortcutContext.WidgetWithChildrenShortcut
    for keys, signal in ((UNDO, undo), *((one, redo) for one in REDO)):
        shortcut = QShortcut(QKeySequence(keys), page, context=within)
        shortcut.activated.connect(signal)
