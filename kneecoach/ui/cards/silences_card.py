"""Say which signs do not count for now."""

from __future__ import annotations

from kneecoach.model.record import Silence
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.card import Card
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.words.care import silence_words


class SilencesCard(Card):
    """Say which signs do not count for now, until when, and who checked them.

    Args:
        silences: Those in force.
    """

    def __init__(self, silences: tuple[Silence, ...]) -> None:
        super().__init__(self.tr("Checked signs"), name="today.silences")
        for one in silences:
            self.body.addWidget(Text(silence_words(one), role=TextRole.SMALL, tone=Tone.MUTED))
