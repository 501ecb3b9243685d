"""Take recordings and pictures into a pack: which names they have, and what is refused.

They lie in the folder `media` of a pack. `kneecoach.media` looks into them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kneecoach.media import clip, picture, taking
from kneecoach.media.clip import Clip
from kneecoach.media.file import read_media
from kneecoach.media.picture import Look
from kneecoach.media.refused import MediaError

_ALSO_CALLED: Final = {"jpeg": "jpg"}


def look_at_clip(path: Path) -> Clip:
    """Return what a recording in a pack is, after all of it was decoded.

    Raises:
        MediaError: It is a link, missing, too large, too long, no recording, or called wrongly.
    """
    content = read_media(path, clip.LARGEST_CLIP)
    return clip_in(content, path.name)


def look_at_picture(path: Path) -> Look:
    """Return what a picture in a pack is, after all of it was decoded.

    Raises:
        MediaError: It is a link, missing, too large, no picture, or called wrongly.
    """
    content = read_media(path, picture.LARGEST_PICTURE)
    return picture_in(content, path.name)


def clip_in(content: bytes, name: str) -> Clip:
    """Return what the recording with these bytes and this name is.

    Raises:
        MediaError: It is refused; says why.
    """
    try:
        found = clip.look_at(content)
    except MediaError as error:
        raise error.about(name) from error
    _refuse_ending(name, found.kind)
    return found


def picture_in(content: bytes, name: str) -> Look:
    """Return what the picture with these bytes and this name is.

    Raises:
        MediaError: It is refused; says why.
    """
    try:
        found = picture.look_at(content)
    except MediaError as error:
        raise error.about(name) from error
    _refuse_ending(name, found.kind)
    return found


def take_in_clip(path: Path) -> bytes:
    """Return a recording of one's own as a WAV file that is fit for a pack; name it `….wav`.

    Raises:
        MediaError: It cannot be taken; says why.
    """
    content = read_media(path, clip.LARGEST_CLIP)
    try:
        return taking.clip_for_pack(content)
    except MediaError as error:
        raise error.about(path.name) from error


def take_in_picture(path: Path) -> bytes:
    """Return a picture of one's own as a JPEG that is fit for a pack; name it `….jpg`.

    It is made smaller and turned upright, and no longer tells where it was taken.

    Raises:
        MediaError: It cannot be taken; says why.
    """
    content = read_media(path, taking.LARGEST_SOURCE)
    try:
        return taking.picture_for_pack(content)
    except MediaError as error:
        raise error.about(path.name) from error


def _refuse_ending(name: str, kind: str) -> None:
    """Refuse a name that tells another kind than the content is."""
    ending = name.rpartition(".")[2].lower()
    if _ALSO_CALLED.get(ending, ending) != kind:
        raise MediaError(f"holds {kind}, so its name has to end in .{kind}", name)
