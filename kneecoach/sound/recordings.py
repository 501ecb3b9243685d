"""Find the recordings that a pack brings: a physio's own voice, for a sentence of theirs."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from kneecoach.media import clip
from kneecoach.media.file import read_media
from kneecoach.media.refused import MediaError
from kneecoach.model.units import Seconds
from kneecoach.sound.lexicon import Lexicon
from kneecoach.sound.sounds import Phrase

LENGTHS_KEPT = 200

_LOG = logging.getLogger(__name__)


class OwnRecordings:
    """Know the sentences that were recorded for a pack, and leave the others to another lexicon."""

    def __init__(self, clips: Mapping[str, Path], others: Lexicon) -> None:
        """Take the recordings by what is said in them; none is opened before it is asked for."""
        self._clips = clips
        self._others = others
        self._found: dict[str, Phrase | None] = {}

    def find(self, text: str) -> Phrase | None:
        """Return the pack's recording, or what the other lexicon has where there is no sound one.

        What the other one says in less time stands by for places with too little room.
        """
        if text not in self._found:
            self._found[text] = self._look_for(text)
        return self._found[text]

    def _look_for(self, text: str) -> Phrase | None:
        other, path = self._others.find(text), self._clips.get(text)
        lasts = None if path is None else _length_of(path)
        if lasts is None:
            return other
        is_shorter = other is not None and other.lasts < lasts
        return Phrase(
            text=text,
            says=text,
            lasts=lasts,
            path=path,
            is_own=True,
            shorter=other if is_shorter else None,
        )


def decode_own(path: Path, rate: int) -> bytes:
    """Return the samples of a pack's recording: one channel of 16 bit at a rate.

    Raises:
        MediaError: It is missing, damaged, or more than a recording may be.
    """
    return clip.decode(read_media(path, clip.LARGEST_CLIP), rate)


def _length_of(path: Path) -> Seconds | None:
    """Return how long a recording lasts; None when it cannot be heard, which is logged."""
    try:
        found = path.stat()
        return _length_as_it_is(path, found.st_mtime_ns, found.st_size)
    except (OSError, ValueError, MediaError) as error:
        _LOG.warning("The recording %s of a pack cannot be heard: %s", path.name, error)
        return None


@lru_cache(maxsize=LENGTHS_KEPT)
def _length_as_it_is(path: Path, changed_ns: int, size: int) -> Seconds:
    del changed_ns, size  # another file is looked at anew
    return clip.look_at(read_media(path, clip.LARGEST_CLIP)).lasts
