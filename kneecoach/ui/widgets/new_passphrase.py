"""Take a new passphrase twice, and say what it is worth by its length."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.announce import announce
from kneecoach.ui.widgets.secret_field import SecretField
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.words.privacy import SHORTEST, measure_words


class NewPassphrase(QWidget):
    """Hold the two fields.

    Signals:
        confirmed: Enter was pressed in the second field.

    Args:
        name: Object name; the fields are called `name.once` and `name.again`.
    """

    confirmed = Signal()

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._once = SecretField(name=f"{name}.once", label=self.tr("New passphrase"))
        self._again = SecretField(name=f"{name}.again", label=self.tr("The same once more"))
        self._measure = Text(role=TextRole.SMALL, tone=Tone.MUTED)
        self._measure.setObjectName(f"{name}.measure")
        self._said = Text(tone=Tone.AMBER)
        self._said.setObjectName(f"{name}.said")
        column = stacked(self)
        for part in (self._once, self._measure, self._again, self._said):
            column.addWidget(part)
        self._measure.hide()
        self._said.hide()
        self.setFocusProxy(self._once)
        self._once.changed.connect(self._on_changed)
        self._once.confirmed.connect(self._again.setFocus)
        self._again.confirmed.connect(self.confirmed)

    def passphrase(self) -> str:
        """Return the passphrase; empty, and why is said, when it will not do."""
        once = self._once.secret()
        if len(once) < SHORTEST:
            self._say(measure_words(max(1, len(once))), self._once)
            return ""
        if once != self._again.secret():
            self._say(self.tr("The two are not the same. Type the second once more."), self._again)
            return ""
        self._said.hide()
        return once

    def clear(self) -> None:
        """Keep nothing of what was typed."""
        self._once.clear()
        self._again.clear()
        self._said.hide()

    def _on_changed(self) -> None:
        words = measure_words(len(self._once.secret()))
        self._measure.setText(words)
        self._measure.setVisible(bool(words))

    def _say(self, words: str, field: SecretField) -> None:
        self._said.setText(words)
        self._said.show()
        announce(self._said, words)
        field.select()
