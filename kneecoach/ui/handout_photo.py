"""Take the photo that a pack has of an exercise along into a handout."""

from __future__ import annotations

import logging
from pathlib import Path

from kneecoach.model.exercise import Exercise
from kneecoach.reports.handout import HandoutPhoto

_LOG = logging.getLogger(__name__)


def handout_photo(exercise: Exercise) -> HandoutPhoto | None:
    """Return the photo of an exercise, small enough for a page.

    None without one, or when it cannot be shown; the drawn figure then stands as always.
    """
    shown = exercise.picture
    if shown is None:
        return None
    from kneecoach.media.file import read_media  # noqa: PLC0415 - few packs have pictures
    from kneecoach.media.picture import LARGEST_PICTURE  # noqa: PLC0415 - as above
    from kneecoach.media.refused import MediaError  # noqa: PLC0415 - as above
    from kneecoach.media.taking import picture_for_page  # noqa: PLC0415 - as above

    try:
        found = read_media(Path(exercise.folder) / shown.file, LARGEST_PICTURE)
        small = picture_for_page(found)
    except MediaError as error:
        _LOG.warning("A picture of a pack cannot be put in a handout: %s", error)
        return None
    return HandoutPhoto(
        jpeg=small.content,
        width=small.width,
        height=small.height,
        says=shown.says,
        is_alone=shown.replaces_figure,
    )
