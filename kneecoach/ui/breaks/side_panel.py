"""Say beside the pages when the next desk break comes, or offer to switch them on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from kneecoach.breaks.status import BreakStatus
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.buttons import LinkButton
from kneecoach.ui.widgets.card import Line
from kneecoach.ui.widgets.text import Text, Tone


class BreakPanel(QWidget):
    """Show the time to the next break under the list of pages.

    Signals:
        switch_on_requested: The person wants desk breaks.
    """

    switch_on_requested = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("breaks.panel")
        # The names of the pages say how wide the list is, not the words below it.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
        self._label = Text(self.tr("Next desk break"), role=TextRole.SMALL, tone=Tone.MUTED)
        self._minutes = Text(role=TextRole.HEADING)
        self._tally = Text(role=TextRole.SMALL, tone=Tone.MUTED)
        self._on = LinkButton(self.tr("Switch them on"), name="breaks.panel.on")
        self._on.setAccessibleName(self.tr("Switch on desk breaks"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Line())
        inner = QVBoxLayout()
        inner.setContentsMargins(12, 8, 8, 0)
        inner.setSpacing(2)
        for each in (self._label, self._minutes, self._tally, self._on):
            inner.addWidget(each)
        column.addLayout(inner)
        self._on.clicked.connect(self.switch_on_requested)
        self.show_status("", None, "")

    def show_status(self, line: str, status: BreakStatus | None, tally: str) -> None:
        """Show where the timer stands, and what today came to; None while breaks are off."""
        minutes = None if status is None else status.minutes
        self._on.setVisible(status is None)
        self._minutes.setVisible(minutes is not None)
        self._tally.setVisible(status is not None and bool(tally))
        self._tally.setText(tally)
        if status is None:
            self._label.setText(self.tr("Desk breaks are off"))
        elif minutes is None:
            self._label.setText(line)
        else:
            self._label.setText(self.tr("Next desk break"))
            self._minutes.setText(self.tr("{minutes} min").format(minutes=max(1, minutes)))
