"""Find the samples in a plain WAV file; every other recording needs a library."""

from __future__ import annotations

import struct

from kneecoach.values import dataclass

PLAIN = 1
EXTENSIBLE = 0xFFFE
BYTES = 2

_HEAD = struct.Struct("<4sI4s")
_CHUNK = struct.Struct("<4sI")
_FORMAT = struct.Struct("<HHIIHH")
_MOST_CHUNKS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Samples:
    """Samples of 16 bit, little endian, channels interleaved.

    Attributes:
        rate: Frames a second.
        channels: 1 or 2, or more as long as nobody has refused them.
        content: The samples.
    """

    rate: int
    channels: int
    content: bytes

    @property
    def frames(self) -> int:
        """Return how many frames there are."""
        return len(self.content) // (BYTES * self.channels)


def plain_samples(content: bytes) -> Samples | None:
    """Return the samples of a WAV file of 16 bit; None when it is another kind, or damaged."""
    sound: tuple[int, int] | None = None
    for name, body in _chunks(content):
        if name == b"fmt " and len(body) >= _FORMAT.size:
            kind, channels, rate, _, block, bits = _FORMAT.unpack_from(body)
            is_plain = kind == PLAIN and bits == 8 * BYTES and block == BYTES * channels
            if not is_plain or not channels or not rate:
                return None
            sound = rate, channels
        elif name == b"data":
            if sound is None:
                return None
            rate, channels = sound
            whole = len(body) // (BYTES * channels) * BYTES * channels
            return Samples(rate=rate, channels=channels, content=body[:whole])
    return None


def wav_of(samples: Samples) -> bytes:
    """Return a WAV file that holds these samples."""
    size = len(samples.content)
    block = BYTES * samples.channels
    sound = _FORMAT.pack(
        PLAIN, samples.channels, samples.rate, samples.rate * block, block, 8 * BYTES
    )
    return b"".join(
        (
            _HEAD.pack(b"RIFF", 4 + _CHUNK.size * 2 + len(sound) + size, b"WAVE"),
            _CHUNK.pack(b"fmt ", len(sound)),
            sound,
            _CHUNK.pack(b"data", size),
            samples.content,
        )
    )


def _chunks(content: bytes) -> list[tuple[bytes, bytes]]:
    """Return the chunks up to the samples, each with its name; a cut one as far as it goes."""
    found: list[tuple[bytes, bytes]] = []
    at = _HEAD.size
    while at + _CHUNK.size <= len(content) and len(found) < _MOST_CHUNKS:
        name, size = _CHUNK.unpack_from(content, at)
        at += _CHUNK.size
        found.append((name, content[at : at + size]))
        if name == b"data":
            break
        at += size + size % 2
    return found
