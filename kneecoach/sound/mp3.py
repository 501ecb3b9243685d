"""Write a track as MP3, in several parts at once: LAME lets other threads work meanwhile.

A part begins where nothing sounds. Every encoder begins with a frame that needs none before it, and
all frames are equally long, so the frames of the parts can follow one another.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import pairwise
from queue import SimpleQueue
from threading import Event

from kneecoach.model.errors import KneecoachError
from kneecoach.sound.notes import length_of
from kneecoach.sound.stream import CueStream
from kneecoach.sound.track import BLOCK, Track
from kneecoach.sound.voice import VOICE_RATE
from kneecoach.values import dataclass

RATE = VOICE_RATE
KILOBITS = 48
QUALITY = 7
"""LAME's fast way; its best one takes four times as long, for a difference that nobody hears in a
voice and tones."""

DELAY = 1105
"""Frames by which coding and decoding delay the sound; as many are left out at the beginning, which
is silent."""

GRANULE = 576
"""Samples of one MP3 frame at this rate."""

FRAME_BYTES = 72 * KILOBITS * 1000 // RATE
QUIET = 0.5
"""Seconds without a sound in which one part may end and the next begin."""

AROUND = 3
"""Frames of silence that a part goes on for, so that its last ones are whole."""

MOST_PARTS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A stretch of what LAME is given, in frames."""

    first: int
    end: int
    is_last: bool


def encode(track: Track, progress: Callable[[float], bool]) -> Iterator[bytes]:
    """Yield a track as MP3, part by part.

    Args:
        track: What is heard.
        progress: Told of the share that is done, 0 to 1; returns whether to go on.

    Raises:
        KneecoachError: `progress` said to stop, or LAME is missing.
    """
    places = part_places(track, min(MOST_PARTS, os.cpu_count() or 1))
    whole = places[-1]
    told: SimpleQueue[int] = SimpleQueue()
    stopped = Event()
    with ThreadPoolExecutor(len(places) - 1, "mp3") as pool:
        parts: list[Future[bytes]] = []
        for first, end in pairwise(places):
            part = _Part(first=first, end=end, is_last=end == whole)
            parts.append(pool.submit(_encode_part, track, part, told, stopped))
            parts[-1].add_done_callback(lambda _part: told.put(0))
        done, running = 0, len(parts)
        while running:
            frames = told.get()
            done += frames
            running -= not frames
            if frames and not progress(min(1.0, done / whole)):
                stopped.set()
        if stopped.is_set():
            raise KneecoachError("The export was stopped. No file was written.")
        for encoded in parts:
            yield encoded.result()


def part_places(track: Track, wanted: int) -> tuple[int, ...]:
    """Return where parts begin, and where the last one ends: frames of what LAME is given.

    There are fewer parts than wanted where it is never quiet for long enough.
    """
    whole = max(0, round(track.lasts * RATE) - DELAY)
    gaps = tuple(_gaps(track))
    places = [0]
    for number in range(1, wanted):
        target = track.lasts * number / wanted
        near = min(gaps, key=lambda one: abs(one - target), default=0.0)
        place = round((near * RATE - DELAY) / GRANULE) * GRANULE
        if places[-1] < place < whole:
            places.append(place)
    return (*places, whole)


def _gaps(track: Track) -> Iterator[float]:
    """Yield the middle of every stretch of time in which nothing sounds."""
    quiet_from = 0.0
    for one in track.sounds:
        if one.at - quiet_from >= QUIET:
            yield (one.at + quiet_from) / 2
        quiet_from = max(quiet_from, one.at + length_of(one.name))


def _encode_part(track: Track, part: _Part, told: SimpleQueue[int], stopped: Event) -> bytes:
    """Return the frames of one part; for a worker, with an encoder and a stream of its own."""
    from lameenc import Encoder  # noqa: PLC0415 - needed when something is exported only

    encoder = Encoder()
    encoder.set_bit_rate(KILOBITS)
    encoder.set_in_sample_rate(RATE)
    encoder.set_channels(1)
    encoder.set_quality(QUALITY)
    encoder.silence()
    stream = CueStream(rate=RATE, channels=1)
    stream.schedule(track.sounds, -(part.first + DELAY))
    own = part.end - part.first
    length = own if part.is_last else own + AROUND * GRANULE
    made = bytearray()
    while stream.given < length and not stopped.is_set():
        frames = min(round(BLOCK * RATE), length - stream.given)
        made += encoder.encode(stream.fill(frames))
        told.put(frames)
    made += encoder.flush()
    return bytes(made if part.is_last else made[: own // GRANULE * FRAME_BYTES])
