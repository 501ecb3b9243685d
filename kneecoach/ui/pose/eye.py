"""Let the eye go further round a figure, and higher up."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kneecoach.ui.pose.posing import Posing
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.buttons import PlainButton
from kneecoach.ui.widgets.card import SectionTitle
from kneecoach.ui.widgets.number_field import NumberField
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone

_ROUND = (-180, 180)
_HIGH = (-5, 80)
"""Degrees, as the format of figures has them."""


class Eye(QWidget):
    """Hold a slider for each way that the eye goes.

    Signals:
        moved(int, object): The eye is so far round to the working side, and so far above in
            degrees; None for as high as usual.
    """

    moved = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self._usual = 0
        turn, tilt = self.tr("Further round to the working side"), self.tr("From above")
        self._turn = _slider("pose.eye.turn", turn, _ROUND)
        self._tilt = _slider("pose.eye.tilt", tilt, _HIGH)
        self._as_usual = PlainButton(self.tr("From where it usually is"), name="pose.eye.usual")
        column = stacked(self)
        column.setSpacing(0)
        column.addWidget(SectionTitle(self.tr("Where it is seen from, more finely")))
        for label, field in ((turn, self._turn), (tilt, self._tilt)):
            column.addWidget(Text(label, role=TextRole.SMALL, tone=Tone.MUTED))
            column.addWidget(field)
        column.addWidget(self._as_usual)
        for signal in (self._turn.number_slid, self._turn.number_chosen):
            signal.connect(self._on_turned)
        for signal in (self._tilt.number_slid, self._tilt.number_chosen):
            signal.connect(self._on_tilted)
        self._as_usual.clicked.connect(self._on_usual_clicked)

    def show_posing(self, posing: Posing) -> None:
        """Show where the eye is now."""
        turn, tilt, self._usual = posing.eye()
        for field, number in ((self._turn, turn), (self._tilt, tilt)):
            if field.number() != number:
                field.set_number(number)
        self._as_usual.setEnabled((turn, tilt) != (0, self._usual))

    def _on_turned(self, degrees: int) -> None:
        self._emit_moved(degrees, self._tilt.number())

    def _on_tilted(self, degrees: int) -> None:
        self._emit_moved(self._turn.number(), degrees)

    def _on_usual_clicked(self) -> None:
        self._emit_moved(0, self._usual)

    def _emit_moved(self, turn: int, tilt: int) -> None:
        self.moved.emit(turn, None if tilt == self._usual else tilt)


def _slider(name: str, label: str, bounds: tuple[int, int]) -> NumberField:
    field = NumberField(name=name, label=label, minimum=bounds[0], maximum=bounds[1], unit="°")
    field.setFocusProxy(None)  # type: ignore[arg-type]  # Qt takes nothing for none
    return field
