"""Offer to try an exercise with one set, and say what that means for the dose."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.buttons import PrimaryButton
from kneecoach.ui.widgets.card import Card
from kneecoach.ui.widgets.text import Text, Tone


class TryCard(Card):
    """Hold the button, or why there is none today.

    Signals:
        try_requested: The person wants to do one set now.

    Args:
        why_not: Why it may not be tried today; empty when it may.
    """

    try_requested = Signal()

    def __init__(self, *, why_not: tuple[str, ...]) -> None:
        super().__init__(name="exercise.try")
        if why_not:
            self.setAccessibleName(self.tr("Not today"))
            self.body.addWidget(Text(self.tr("Not today"), role=TextRole.STRONG))
            for reason in why_not:
                self.body.addWidget(Text(reason, role=TextRole.SMALL))
            return
        self.setAccessibleName(self.tr("Try it"))
        button = PrimaryButton(self.tr("Try it now"), name="exercise.try_now")
        button.clicked.connect(self._on_clicked)
        means = Text(
            self.tr(
                "One set of today's dose, for each leg that has its own. It is kept, but it counts "
                "as no session and changes no dose. Only pain in it counts."
            ),
            role=TextRole.SMALL,
            tone=Tone.MUTED,
        )
        button.setAccessibleDescription(means.text())
        self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(means)

    def _on_clicked(self) -> None:
        self.try_requested.emit()
