"""Find the recordings of what is said, and turn them into samples."""

from __future__ import annotations

import json
import logging
import struct
import warnings
from functools import lru_cache
from pathlib import Path
from zlib import crc32

from kneecoach.model.errors import KneecoachError
from kneecoach.model.talk import VoiceLanguage
from kneecoach.model.units import Seconds
from kneecoach.resources import resource
from kneecoach.sound.lexicon import NO_WORDS, Lexicon
from kneecoach.sound.sounds import Phrase
from kneecoach.values import dataclass

with warnings.catch_warnings():
    # Python 3.13 moved it to audioop-lts, which is in our requirements.
    warnings.filterwarnings(
        "ignore", message="'audioop' is deprecated", category=DeprecationWarning
    )
    import audioop

PHRASE_LIST = "phrases.json"
LARGEST_LIST_BYTES = 4_000_000
LARGEST_PHRASE_BYTES = 200_000
"""Some 25 seconds; no sentence of a coach is longer."""

VOICE_RATE = 16_000
"""Frames a second of every recording."""

BLOCK_BYTES = 512
BLOCK_FRAMES = (BLOCK_BYTES - 4) * 2 + 1
"""A block of IMA ADPCM: one sample in full, and the rest as differences of four bits each."""

HEADER = struct.Struct("<4sI4s4sIHHIIHHHH4sII4sI")
"""The only header that our recordings have: RIFF, fmt with one extra number, fact, data."""

LARGEST_STEP_INDEX = 88
LONGEST_NAME = 40

_SWAPPED = bytes(((one & 15) << 4) | (one >> 4) for one in range(256))
"""The file has the earlier sample in the lower four bits, `audioop` in the upper ones."""

_LOG = logging.getLogger(__name__)


class RecordedVoice:
    """Find recordings in the folder of one language; each is looked at once."""

    def __init__(self, folder: Path) -> None:
        """Read the list of phrases.

        Raises:
            KneecoachError: The list is missing or damaged.
        """
        self._folder = folder
        self._says = _read_list(folder / PHRASE_LIST)
        self._found: dict[str, Phrase | None] = {}

    def find(self, text: str) -> Phrase | None:
        """Return the phrase for a sentence, or None; a listed one that is missing is logged."""
        if text not in self._found:
            self._found[text] = self._look_for(text)
        return self._found[text]

    def _look_for(self, text: str) -> Phrase | None:
        says = self._says.get(text)
        if says is None:
            return None
        path = self._folder / file_name(text)
        try:
            with path.open("rb") as file:
                frames = read_header(file.read(HEADER.size)).frames
        except (OSError, ValueError) as error:
            _LOG.warning("The phrase %s cannot be spoken: %s", path.name, error)
            return None
        return Phrase(text=text, says=says, lasts=Seconds(frames / VOICE_RATE), path=path)


@lru_cache(maxsize=2)
def open_voice(language: VoiceLanguage) -> Lexicon:
    """Return the recordings of a language, or nothing where they are missing, which is logged."""
    try:
        return RecordedVoice(resource("assets", "voice", language.value))
    except KneecoachError as error:
        _LOG.warning("There is no voice: %s", error)
        return NO_WORDS


def file_name(text: str) -> str:
    """Return the name of the recording of a sentence: readable, and different for each."""
    plain = "".join(one if one.isascii() and one.isalnum() else " " for one in text.lower())
    words = "_".join(plain.split())[:LONGEST_NAME].rstrip("_")
    return f"{words}-{crc32(text.encode()):08x}.wav"


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a recording says of itself: its frames, and the bytes that hold them."""

    frames: int
    body_bytes: int


def read_header(header: bytes) -> Header:
    """Return what the beginning of a recording says of it.

    Raises:
        ValueError: It is not one of our recordings.
    """
    if len(header) < HEADER.size:
        raise ValueError("the file is cut off")
    (riff, _, wave, fmt, _, kind, channels, rate, _, block, bits, _, per_block, fact, _, frames,
     data, length) = HEADER.unpack_from(header)  # fmt: skip
    names = (riff, wave, fmt, fact, data)
    if names != (b"RIFF", b"WAVE", b"fmt ", b"fact", b"data"):
        raise ValueError("the file is not a recording of a phrase")
    if (kind, channels, rate, block, bits) != (0x11, 1, VOICE_RATE, BLOCK_BYTES, 4):
        raise ValueError("the recording has another format than the phrases")
    if (
        per_block != BLOCK_FRAMES
        or not 0 < frames <= length * 2 - 3
        or length > LARGEST_PHRASE_BYTES
    ):
        raise ValueError("the recording's header makes no sense")
    return Header(frames=frames, body_bytes=length)


def decode(path: Path) -> bytes:
    """Return the samples of a recording: 16 bit, little endian, at `VOICE_RATE`.

    Raises:
        OSError: It cannot be read.
        ValueError: It is damaged.
    """
    with path.open("rb") as file:
        content = file.read(LARGEST_PHRASE_BYTES + HEADER.size)
    header = read_header(content)
    body = content[HEADER.size :]
    if len(body) < header.body_bytes:
        raise ValueError("the recording is cut off")
    made = b"".join(
        _decode_block(body[at : at + BLOCK_BYTES]) for at in range(0, len(body), BLOCK_BYTES)
    )
    return made[: header.frames * 2]


def _decode_block(block: bytes) -> bytes:
    if len(block) < 4:
        raise ValueError("the recording is cut off")
    first, index = struct.unpack_from("<hB", block)
    if index > LARGEST_STEP_INDEX:
        raise ValueError("the recording is damaged")
    rest, _ = audioop.adpcm2lin(block[4:].translate(_SWAPPED), 2, (first, index))
    return struct.pack("<h", first) + rest


def _read_list(path: Path) -> dict[str, str]:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_LIST_BYTES)
        phrases = json.loads(content)["phrases"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KneecoachError(
            f"The list of phrases {path} cannot be read.",
            "Install kneecoach again; what you did is kept.",
        ) from error
    if not isinstance(phrases, dict):
        raise KneecoachError(f"The list of phrases {path} is damaged.")
    return {str(text): str(says) for text, says in phrases.items()}
