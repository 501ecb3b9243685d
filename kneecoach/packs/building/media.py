"""Keep the recordings and pictures of a pack that is being made, beside its texts.

They lie in a folder of the draft, as they will in the pack. One that takes the place of another has
another name, made from what is in it, so that undoing always finds what it needs.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from kneecoach.media.file import read_media
from kneecoach.media.refused import MediaError
from kneecoach.packs.building.manuscript import Manuscript
from kneecoach.packs.building.where import count_at, root_of, text_at
from kneecoach.packs.folder import LARGEST_MEDIA
from kneecoach.packs.media import take_in_clip, take_in_picture
from kneecoach.packs.media_names import MEDIA, MEDIA_NAME
from kneecoach.private import DRAFTS, keep_private

PICTURE: Final = "picture"
CLIP: Final = "clip"
_LONGEST_STEM = 40


def take_in(source: Path, kind: str, exercise_id: str, place: Path) -> str:
    """Take a picture or recording of one's own into a draft, and return what it is called there.

    Args:
        source: The file that was chosen.
        kind: `PICTURE` or `CLIP`.
        exercise_id: The exercise that it is for.
        place: The folder of the draft's files, among the drafts.

    Raises:
        MediaError: It cannot be taken; says why.
        KneecoachError: It cannot be written.
    """
    is_picture = kind == PICTURE
    content = take_in_picture(source) if is_picture else take_in_clip(source)
    digest = hashlib.sha256(content).hexdigest()[:8]
    stem = exercise_id[-_LONGEST_STEM:].strip("_-0123456789") or kind
    name = f"{MEDIA}/{stem}-{digest}.{'jpg' if is_picture else 'wav'}"
    keep_private(place.parent.parent, place / name, content, DRAFTS)
    return name


def copy_media(names: Iterable[str], source: Path, place: Path) -> None:
    """Copy recordings and pictures from the folder of a pack to that of a draft.

    Those that cannot be read are left behind; the check of the draft tells of them.

    Raises:
        KneecoachError: One cannot be written.
    """
    for name in names:
        try:
            content = read_named(source, name)
        except MediaError:
            continue
        keep_private(place.parent.parent, place / name, content, DRAFTS)


def named_media(pack: Manuscript) -> tuple[str, ...]:
    """Return the names of all recordings and pictures that the exercises name, each once."""
    found = (one for name in pack.exercises for _, one in media_at(pack.text(name)))
    return tuple(dict.fromkeys(found))


def media_at(text: str) -> Iterator[tuple[str, str]]:
    """Yield where an exercise names a recording or picture, and the name."""
    root = root_of(text)
    paths = [CLIP, f"{PICTURE}.file"]
    paths += [f"cues[{number}].{CLIP}" for number in range(1, count_at(root, "cues") + 1)]
    for path in paths:
        if name := text_at(root, path):
            yield path, name


def read_named(place: Path, name: str) -> bytes:
    """Return a recording or picture of a draft.

    Raises:
        MediaError: It is not there, or cannot be read.
    """
    if not re.fullmatch(MEDIA_NAME, name):
        raise MediaError("is not called as files of a pack are", name)
    return read_media(place / name, LARGEST_MEDIA)
