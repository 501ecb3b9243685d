"""Show below the list of pages who is coached, where several are."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.buttons import LinkButton
from kneecoach.ui.widgets.card import Line
from kneecoach.ui.widgets.text import Text, Tone


class PersonPanel(QWidget):
    """Name whoever is coached; a press leads to the others.

    Signals:
        pressed: The person wants to switch to somebody else.
    """

    pressed = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("person.panel")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
        self._name = LinkButton("", name="person.switch")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Line())
        inner = QVBoxLayout()
        inner.setContentsMargins(12, 8, 8, 0)
        inner.setSpacing(2)
        inner.addWidget(Text(self.tr("Coached now"), role=TextRole.SMALL, tone=Tone.MUTED))
        inner.addWidget(self._name)
        column.addLayout(inner)
        self._name.clicked.connect(self.pressed)

    def show_name(self, name: str) -> None:
        """Name somebody."""
        self._name.set_label(name)
        self._name.setAccessibleName(self.tr("{name} is coached now. Switch.").format(name=name))
