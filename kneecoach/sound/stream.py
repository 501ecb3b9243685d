"""Mix cues into one stream of samples, each at its exact place, whatever the size of the blocks."""

from __future__ import annotations

import warnings
from array import array
from collections.abc import Iterable
from dataclasses import dataclass

from kneecoach.sound.cues import PlacedCue
from kneecoach.sound.tones import render

with warnings.catch_warnings():
    # Python 3.13 moved it to audioop-lts, which is in our requirements.
    warnings.filterwarnings(
        "ignore", message="'audioop' is deprecated", category=DeprecationWarning
    )
    import audioop

SAMPLE_BYTES = 2
GRACE_MS = 150
"""A cue that is late by no more than this still sounds, at once; a later one would mislead."""

FADE_MS = 5
"""What sounds when silence is asked for dies away over this long, without a click."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """Samples that start at a frame of the stream."""

    start: int
    samples: bytes


class CueStream:
    """Give out one stream of samples, frame by frame, with cues placed in it.

    Silent where no cue sounds. Where cues meet they are added, and what is too loud is held at the
    limit of 16 bits. What `fill` has given out can no longer be changed.
    """

    def __init__(self, *, rate: int, channels: int) -> None:
        """Begin with silence, at frame 0."""
        self._rate = rate
        self._channels = channels
        self._frame_bytes = SAMPLE_BYTES * channels
        self._given = 0
        self._placed: tuple[_Placed, ...] = ()

    @property
    def given(self) -> int:
        """Return how many frames have been given out."""
        return self._given

    @property
    def frame_bytes(self) -> int:
        """Return the bytes of one frame."""
        return self._frame_bytes

    def schedule(self, cues: Iterable[PlacedCue], origin: int) -> None:
        """Add cues; their times count from frame `origin`, which may lie before the first.

        A cue whose place has been given out sounds at once when it is late by at most `GRACE_MS`,
        and is left out otherwise.
        """
        earliest = self._given - self._rate * GRACE_MS // 1000
        starts = ((origin + round(cue.at * self._rate), cue.name) for cue in cues)
        added = (
            _Placed(start=max(start, self._given), samples=render(name, self._rate, self._channels))
            for start, name in starts
            if start >= earliest
        )
        self._keep((*self._placed, *added))

    def silence(self) -> None:
        """Drop what has not begun, and let what sounds die away quickly."""
        begun = (one for one in self._placed if one.start < self._given)
        self._keep(tuple(self._dying(one) for one in begun))

    def fill(self, frames: int) -> bytes:
        """Return the next frames, 16 bit, little endian, channels interleaved."""
        first, end = self._given, self._given + frames
        block = bytearray(frames * self._frame_bytes)
        sounded_to = 0  # bytes up to which something has been mixed already
        for one in self._placed:
            if one.start >= end:
                break
            skipped = max(first - one.start, 0) * self._frame_bytes
            offset = max(one.start - first, 0) * self._frame_bytes
            part = one.samples[skipped : skipped + len(block) - offset]
            place = slice(offset, offset + len(part))
            if offset < sounded_to:
                part = audioop.add(bytes(block[place]), part, SAMPLE_BYTES)
            block[place] = part
            sounded_to = max(sounded_to, place.stop)
        self._given = end
        self._placed = tuple(one for one in self._placed if self._end_of(one) > end)
        return bytes(block)

    def _keep(self, placed: tuple[_Placed, ...]) -> None:
        self._placed = tuple(sorted(placed, key=_start_of))

    def _end_of(self, one: _Placed) -> int:
        return one.start + len(one.samples) // self._frame_bytes

    def _dying(self, one: _Placed) -> _Placed:
        """Return the next few milliseconds of a cue, fading to nothing."""
        sounded = (self._given - one.start) * self._frame_bytes
        fade = self._rate * FADE_MS // 1000
        tail = array("h", one.samples[sounded : sounded + fade * self._frame_bytes])
        steps = fade * self._channels
        faded = array("h", (value * (steps - at) // steps for at, value in enumerate(tail)))
        return _Placed(start=self._given, samples=faded.tobytes())


def _start_of(one: _Placed) -> int:
    return one.start
