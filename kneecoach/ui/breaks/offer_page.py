"""Say what a desk break would be, with three buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneecoach.ui.breaks.figure import BreakFigure
from kneecoach.ui.breaks.view import BreakOffer
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.buttons import PlainButton, PrimaryButton
from kneecoach.ui.widgets.text import Text, Tone


class OfferPage(QWidget):
    """Show an offered break.

    Signals:
        start_requested, later_requested, skip_requested: The person pressed that button.
    """

    start_requested = Signal()
    later_requested = Signal()
    skip_requested = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("break.offer")
        self._figure = BreakFigure(name="break.figure")
        self._sitting = Text(role=TextRole.SMALL, tone=Tone.MUTED)
        self._title = Text(role=TextRole.TITLE)
        self._text = Text(role=TextRole.SMALL, tone=Tone.MUTED)
        self._tally = Text(role=TextRole.SMALL, tone=Tone.MUTED)
        self._tally.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._start = PrimaryButton(self.tr("Start"), name="break.start")
        self._later = PlainButton("", name="break.later")
        self._skip = PlainButton(self.tr("Skip"), name="break.skip")
        self._build_layout()
        self._start.clicked.connect(self.start_requested)
        self._later.clicked.connect(self.later_requested)
        self._skip.clicked.connect(self.skip_requested)

    def show_offer(self, offer: BreakOffer) -> None:
        """Show these words."""
        self._figure.show_exercise(offer.exercise)
        self._sitting.setText(offer.sitting)
        self._title.setText(offer.title)
        self._text.setText(offer.text)
        self._tally.setText(offer.tally)
        self._later.set_label(self.tr("In {minutes} min").format(minutes=offer.later_minutes))
        self._later.setVisible(offer.can_postpone)

    def _build_layout(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._sitting)
        words.addWidget(self._title)
        words.addWidget(self._text)
        words.addStretch(1)
        above = QHBoxLayout()
        above.setSpacing(18)
        above.addWidget(self._figure, 0, Qt.AlignmentFlag.AlignTop)
        above.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._start, 1)
        buttons.addWidget(self._later)
        buttons.addWidget(self._skip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addLayout(above)
        column.addLayout(buttons)
        column.addWidget(self._tally)
