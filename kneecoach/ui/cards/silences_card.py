"""Say which signs do not count for now."""

from __future__ import annotations

from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.card import Card
from kneecoach.ui.widgets.text import Text, Tone


class SilencesCard(Card):
    """Say which signs do not count for now, until when, and who checked them.

    Args:
        silences: A sentence for each.
    """

    def __init__(self, silences: tuple[str, ...]) -> None:
        super().__init__(self.tr("Checked signs"), name="today.silences")
        for one in silences:
            self.body.addWidget(Text(one, role=TextRole.SMALL, tone=Tone.MUTED))
