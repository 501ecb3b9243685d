"""Look at a recording that a stranger may have made, and turn it into samples.

Plain WAV is read here; Ogg, FLAC, MP3 and other WAV by libsndfile, which is imported then.
"""

from __future__ import annotations

import math
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kneecoach.media.refused import MediaError
from kneecoach.media.wav import BYTES, Samples, plain_samples
from kneecoach.model.units import Seconds
from kneecoach.values import dataclass

if TYPE_CHECKING:
    from kneecoach.media.sndfile import SoundReader

with warnings.catch_warnings():
    # Python 3.13 moved it to audioop-lts, which is in our requirements.
    warnings.filterwarnings(
        "ignore", message="'audioop' is deprecated", category=DeprecationWarning
    )
    import audioop

LONGEST_CLIP = Seconds(15.0)
SHORTEST_CLIP = Seconds(0.1)
LARGEST_CLIP = 3_000_000
"""Bytes; 15 seconds of plain WAV in stereo as a studio has it. Source: house rule."""

RATES = range(8_000, 96_001)
MOST_CHANNELS = 2

LOUD = 3932
"""Root mean square of the samples of every recorded phrase; a clip is brought to the same."""

LOUDEST = 20_000
"""No sample of a clip is higher: some 4 dB below the limit of 16 bits."""

MOST_GAIN = 8.0
"""A faint recording is not raised by more than 18 dB, for its noise would come along."""

STDERR = 2
"""The number of the file that complaints go to."""

QUIETEST = 20
"""A recording whose loudest sample is lower is silence."""

NEIGHBOURS = 6
KEPT_BAND = 0.9
HEADROOM = 0.7
"""How sharply pitches are left out that fewer samples cannot carry; a sum stays below the limit."""

_UNREADABLE = "is damaged, or is no recording that can be read (WAV, Ogg, FLAC or MP3)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """What a recording is: how long, how fine, and which kind of file."""

    lasts: Seconds
    rate: int
    channels: int
    kind: str


def look_at(content: bytes) -> Clip:
    """Return what a recording is, after all of it was read.

    Raises:
        MediaError: It is no recording, is damaged, silent, too long or too large.
    """
    samples = _samples_of(content)
    return Clip(
        lasts=Seconds(samples.frames / samples.rate),
        rate=samples.rate,
        channels=samples.channels,
        kind=_kind_of(content),
    )


def decode(content: bytes, rate: int) -> bytes:
    """Return a recording as one channel of 16 bit at a rate, as loud as recorded phrases.

    Raises:
        MediaError: As with `look_at`.
    """
    samples = _samples_of(content)
    mono = samples.content
    if samples.channels == MOST_CHANNELS:
        mono = audioop.tomono(mono, BYTES, 0.5, 0.5)
    if samples.rate > rate:
        mono = _without_highest(mono, rate / samples.rate)
    if samples.rate != rate:
        mono, _ = audioop.ratecv(mono, BYTES, 1, samples.rate, rate, None)
    return _levelled(mono)


def _samples_of(content: bytes) -> Samples:
    kind = _kind_of(content)
    if len(content) > LARGEST_CLIP:
        raise MediaError(f"is larger than {LARGEST_CLIP // 1_000_000} MB")
    samples = plain_samples(content) if kind == "wav" else None
    if samples is None:
        samples = _read_by_library(content, kind)
    _refuse_sound(samples.rate, samples.channels)
    lasts = samples.frames / samples.rate
    if lasts > LONGEST_CLIP:
        raise MediaError(f"lasts {lasts:.1f} s; a recording lasts at most {LONGEST_CLIP:.0f} s")
    if lasts < SHORTEST_CLIP:
        raise MediaError(f"lasts less than {SHORTEST_CLIP:g} s, in which nothing is heard")
    if audioop.max(samples.content, BYTES) < QUIETEST:
        raise MediaError("is silent from beginning to end")
    return samples


def _kind_of(content: bytes) -> str:
    """Return the ending that the first bytes call for."""
    if content[:4] == b"RIFF" and content[8:12] == b"WAVE":
        return "wav"
    if content[:4] == b"OggS":
        return "ogg"
    if content[:4] == b"fLaC":
        return "flac"
    is_frame = len(content) > 1 and content[0] == 0xFF and content[1] & 0xE6 == 0xE2
    if content[:3] == b"ID3" or is_frame:
        return "mp3"
    raise MediaError("is no recording (WAV, Ogg, FLAC or MP3), whatever it is called")


def _read_by_library(content: bytes, kind: str) -> Samples:
    from kneecoach.media.sndfile import SoundReader  # noqa: PLC0415 - few packs need it

    with _mute_library():
        try:
            reader = SoundReader(content)
        except OSError as error:
            raise MediaError(
                "cannot be read, because a part that reads sound files is missing (libsndfile)",
                way_out="Install kneecoach again, or save the recording as WAV with 16 bit.",
            ) from error
        except ValueError as error:
            raise MediaError(_UNREADABLE) from error
        try:
            samples = _all_of(reader, kind)
        except ValueError as error:
            raise MediaError(_UNREADABLE) from error
        finally:
            reader.close()
    if not samples.frames:
        raise MediaError(_UNREADABLE)
    return samples


def _all_of(reader: SoundReader, kind: str) -> Samples:
    """Return what a reader reads, and a second more than is allowed: it tells that it is too long.

    What the head of a file promises is not believed.
    """
    if reader.kind != kind:
        raise MediaError(_UNREADABLE)
    _refuse_sound(reader.rate, reader.channels)
    found = bytearray()
    for _ in range(round(LONGEST_CLIP) + 1):
        second = reader.read(reader.rate)
        found += second
        if len(second) < reader.rate * reader.channels * BYTES:
            break
    return Samples(rate=reader.rate, channels=reader.channels, content=bytes(found))


@contextmanager
def _mute_library() -> Iterator[None]:
    """Keep what the decoder of MP3 writes about damaged files from the person's terminal."""
    try:
        before, nowhere = os.dup(STDERR), os.open(os.devnull, os.O_WRONLY)
    except OSError:
        yield  # there is no terminal
        return
    try:
        os.dup2(nowhere, STDERR)
        yield
    finally:
        os.dup2(before, STDERR)
        os.close(before)
        os.close(nowhere)


def _refuse_sound(rate: int, channels: int) -> None:
    if channels > MOST_CHANNELS:
        raise MediaError(f"has {channels} channels; a recording has one or two")
    if rate not in RATES:
        raise MediaError(f"has {rate} samples a second; a recording has {RATES[0]} to {RATES[-1]}")


def _without_highest(mono: bytes, share: float) -> bytes:
    """Return a sound without the pitches that fewer samples a second would fold back.

    Each sample becomes a weighted sum of its neighbours, all samples of one neighbour at a time:
    `audioop` does so quickly, and no library of numbers is loaded.

    Args:
        mono: One channel.
        share: The part of the samples that will be left.
    """
    half = round(NEIGHBOURS / share)
    weights = [_weight(one, half, share * KEPT_BAND) for one in range(-half, half + 1)]
    whole = sum(weights) / HEADROOM
    around = bytes(half * BYTES) + mono + bytes(half * BYTES)
    mixed = bytes(len(mono))
    for shift, weight in enumerate(weights):
        neighbour = around[shift * BYTES : shift * BYTES + len(mono)]
        mixed = audioop.add(mixed, audioop.mul(neighbour, BYTES, weight / whole), BYTES)
    return mixed


def _weight(place: int, half: int, band: float) -> float:
    """Return the weight of a neighbour: a sinc under a Hamming window."""
    x = math.pi * band * place
    return (math.sin(x) / x if place else 1.0) * (0.54 + 0.46 * math.cos(math.pi * place / half))


def _levelled(mono: bytes) -> bytes:
    """Return a sound as loud as the phrases, and never so loud that it is cut off."""
    loud, highest = audioop.rms(mono, BYTES), audioop.max(mono, BYTES)
    gain = min(LOUD / max(loud, 1), LOUDEST / max(highest, 1), MOST_GAIN)
    return audioop.mul(mono, BYTES, gain)
