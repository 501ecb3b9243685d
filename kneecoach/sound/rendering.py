"""Turn every sound into samples, whatever it is made of."""

from __future__ import annotations

import logging
import warnings
from functools import lru_cache
from pathlib import Path
from typing import assert_never

from kneecoach.sound.cues import CueName, Sound
from kneecoach.sound.sounds import Hum, Phrase, Tick
from kneecoach.sound.tones import render, render_hum, render_tick
from kneecoach.sound.voice import VOICE_RATE, decode

with warnings.catch_warnings():
    # Python 3.13 moved it to audioop-lts, which is in our requirements.
    warnings.filterwarnings(
        "ignore", message="'audioop' is deprecated", category=DeprecationWarning
    )
    import audioop

BYTES = 2
KEPT_PHRASES = 4
"""Phrases that are kept ready; a count of repetitions comes round again and again."""

KEPT_OWN = 2
"""Recordings of packs that are kept ready; each takes up to 1.4 MB."""

_LOG = logging.getLogger(__name__)


def samples_of(sound: Sound, rate: int, channels: int) -> bytes:
    """Return the samples of a sound, 16 bit, little endian, channels interleaved.

    A phrase whose recording is missing or damaged is a tone instead, and noted in the log.
    """
    match sound:
        case CueName():
            return render(sound, rate, channels)
        case Tick():
            return render_tick(sound, rate, channels)
        case Hum():
            return render_hum(sound, rate, channels)
        case Phrase():
            if sound.path is None:
                return render(CueName.WORDS, rate, channels)
            one = _own(sound, rate) if sound.is_own else _spoken(sound.path, rate)
            return one if channels == 1 else audioop.tostereo(one, BYTES, 1, 1)
        case _:
            assert_never(sound)


@lru_cache(maxsize=KEPT_PHRASES)
def _spoken(path: Path, rate: int) -> bytes:
    try:
        one = decode(path)
    except (OSError, ValueError) as error:
        _LOG.warning("The phrase %s cannot be spoken: %s", path.name, error)
        return render(CueName.WORDS, rate, 1)
    if rate != VOICE_RATE:
        one, _ = audioop.ratecv(one, BYTES, 1, VOICE_RATE, rate, None)
    return one


@lru_cache(maxsize=KEPT_OWN)
def _own(phrase: Phrase, rate: int) -> bytes:
    """Return a pack's recording, cut off where the next cue may begin if it has grown meanwhile."""
    from kneecoach.media.refused import MediaError  # noqa: PLC0415 - few packs have recordings
    from kneecoach.sound.recordings import decode_own  # noqa: PLC0415 - as above

    path = phrase.path or Path()
    try:
        one = decode_own(path, rate)
    except MediaError as error:
        _LOG.warning("The recording %s of a pack cannot be heard: %s", path.name, error)
        return render(CueName.WORDS, rate, 1)
    return one[: round(phrase.lasts * rate) * BYTES]
