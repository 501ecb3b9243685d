"""Show the photo that a pack has of an exercise, with what it shows below."""

from __future__ import annotations

from PySide6.QtGui import QImage, QResizeEvent

from kneecoach.override import override
from kneecoach.ui.theme.type import TextRole, scaled
from kneecoach.ui.widgets.card import Card
from kneecoach.ui.widgets.photo import Photo
from kneecoach.ui.widgets.text import Text, Tone

_HIGHEST_PX = 420


class PhotoCard(Card):
    """Hold a photo and the words that go with it.

    Args:
        image: The photo.
        says: What it shows.
        title: What the card is called for screen readers.
    """

    def __init__(self, image: QImage, *, says: str, title: str) -> None:
        super().__init__(name="exercise.photo_card")
        self.setAccessibleName(title)
        self.photo = Photo(name="exercise.photo")
        self.photo.set_photo(image, says)
        self.body.addWidget(self.photo)
        self.body.addWidget(Text(says, role=TextRole.SMALL, tone=Tone.MUTED))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the photo's shape, as wide as the card or as high as is good to look at."""
        super().resizeEvent(event)
        high = self.photo.height_for(self.photo.width())
        self.photo.setFixedHeight(min(high, scaled(_HIGHEST_PX)))
