"""Ask on Today, now and then, what the knee can do."""

from __future__ import annotations

from PySide6.QtCore import Signal

from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.buttons import PlainButton
from kneecoach.ui.widgets.card import Card
from kneecoach.ui.widgets.text import Text, Tone


class FunctionCard(Card):
    """Offer to tell what the knee can do; it never stands in the way.

    Signals:
        function_opened: The person wants to tell it.
    """

    function_opened = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("What can the knee do?"), name="today.function")
        why = self.tr("Every two weeks, a minute: what you can do again says more than pain alone.")
        self.body.addWidget(Text(why, role=TextRole.SMALL, tone=Tone.MUTED))
        button = PlainButton(self.tr("Tell it now"), name="today.function.open")
        button.clicked.connect(self.function_opened)
        self.body.addWidget(button)
