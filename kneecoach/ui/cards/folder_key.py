"""Ask for the passphrase of a shared folder, or for a new one where it has none yet."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kneecoach.ui.asked import button_row
from kneecoach.ui.widgets.announce import announce
from kneecoach.ui.widgets.buttons import PlainButton
from kneecoach.ui.widgets.new_passphrase import NewPassphrase
from kneecoach.ui.widgets.secret_field import SecretField
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text


class FolderKey(QWidget):
    """Hold the question and its fields; hidden until it is asked.

    Signals:
        given(str): The passphrase of the folder.
    """

    given = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._why = Text()
        self._known = SecretField(
            name="records.folder.passphrase", label=self.tr("Passphrase of the folder")
        )
        self._new = NewPassphrase(name="records.folder.new")
        self._go = PlainButton("", name="records.folder.unlock")
        self._is_new = False
        column = stacked(self)
        for part in (self._why, self._known, self._new):
            column.addWidget(part)
        column.addLayout(button_row(self._go))
        self._go.clicked.connect(self._on_go)
        self._known.confirmed.connect(self._on_go)
        self._new.confirmed.connect(self._on_go)
        self.hide()

    def ask(self, *, is_new: bool) -> None:
        """Ask for the passphrase that the folder has, or that it is to have."""
        self._is_new = is_new
        self.clear()
        self._known.setVisible(not is_new)
        self._new.setVisible(is_new)
        if is_new:
            self._why.setText(
                self.tr(
                    "The records are encrypted, so the folder gets a passphrase of its own. Each"
                    " other computer asks for it once."
                )
            )
            self._go.set_label(self.tr("Encrypt the folder"))
        else:
            self._why.setText(self.tr("The shared folder is encrypted. Type its passphrase once."))
            self._go.set_label(self.tr("Open the folder"))
        self.show()
        announce(self._why, self._why.text())
        field = self._new if is_new else self._known
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Ask no more, and keep nothing of what was typed."""
        self._known.clear()
        self._new.clear()
        self.hide()

    def _on_go(self) -> None:
        passphrase = self._new.passphrase() if self._is_new else self._known.secret()
        if passphrase:
            self.given.emit(passphrase)
