"""Read the photo that a pack has of an exercise: within bounds, whoever made the pack."""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from kneecoach.model.exercise import Exercise

LONGEST_SIDE = 1280
"""Pixels that are kept; no place in the window shows more."""

KEPT = 2

_LOG = logging.getLogger(__name__)


def photo_of(exercise: Exercise | None) -> QImage | None:
    """Return the photo of an exercise; None without one, or when it cannot be shown.

    What is not a picture, or is larger than a picture of a pack may be, is never decoded.
    """
    if exercise is None or exercise.picture is None:
        return None
    path = Path(exercise.folder) / exercise.picture.file
    try:
        found = path.stat()
    except (OSError, ValueError):
        _LOG.warning("The picture %s of a pack is not there", path.name)
        return None
    return _photo_as_it_is(path, found.st_mtime_ns, found.st_size)


def shows_photo_alone(exercise: Exercise | None) -> bool:
    """Return whether the photo stands in place of the figure, as its pack wants it."""
    picture = None if exercise is None else exercise.picture
    return picture is not None and picture.replaces_figure


@lru_cache(maxsize=KEPT)
def _photo_as_it_is(path: Path, changed_ns: int, size: int) -> QImage | None:
    del changed_ns, size  # another file is read anew
    from kneecoach.media.file import read_media  # noqa: PLC0415 - few packs have pictures
    from kneecoach.media.picture import LARGEST_PICTURE, measure  # noqa: PLC0415 - as above
    from kneecoach.media.refused import MediaError  # noqa: PLC0415 - as above

    try:
        content = read_media(path, LARGEST_PICTURE)
        kind = measure(content).kind
    except MediaError as error:
        _LOG.warning("A picture of a pack cannot be shown: %s", error)
        return None
    image = _decoded(content, kind)
    if image is None:
        _LOG.warning("The picture %s of a pack is damaged", path.name)
    return image


def _decoded(content: bytes, kind: str) -> QImage | None:
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind.encode()))
    reader.setAutoTransform(True)
    whole = reader.size()
    if max(whole.width(), whole.height()) > LONGEST_SIDE:
        box = QSize(LONGEST_SIDE, LONGEST_SIDE)
        reader.setScaledSize(whole.scaled(box, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else image
