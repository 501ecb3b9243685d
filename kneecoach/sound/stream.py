"""Mix cues into one stream of samples, each at its exact place, whatever the size of the blocks."""

from __future__ import annotations

import warnings
from array import array
from collections.abc import Iterable

from kneecoach.sound.cues import PlacedCue, Sound
from kneecoach.sound.notes import length_of
from kneecoach.sound.rendering import samples_of
from kneecoach.sound.sounds import Hum, Phrase
from kneecoach.values import dataclass, replace

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
    """A sound that starts at a frame of the stream, and ends before another.

    Its samples are made when it begins: those of a whole session would fill the memory.
    """

    start: int
    end: int
    sound: Sound
    samples: bytes = b""


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
        self._placed: list[_Placed] = []

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

        A cue whose place has been given out sounds at once when it is late by at most `GRACE_MS`.
        Of words and hums that are later than that the rest is heard; any other cue is left out.
        """
        earliest = self._given - self._rate * GRACE_MS // 1000
        added: list[_Placed] = []
        for cue in cues:
            start = origin + round(cue.at * self._rate)
            if start >= earliest:
                added.append(self._placed_at(max(start, self._given), cue.name))
            elif goes_on_after(cue, (self._given - origin) / self._rate):
                added.append(self._placed_at(start, cue.name))
        self._placed = sorted((*self._placed, *added), key=_start_of)

    def shift(self, frames: int) -> None:
        """Move what has not begun by so many frames, yet not to where has been given out."""
        self._placed = [self._shifted(one, frames) for one in self._placed]

    def silence(self) -> None:
        """Drop what has not begun, and let what sounds die away quickly."""
        begun = (one for one in self._placed if one.start < self._given)
        self._placed = [self._dying(one) for one in begun]

    def fill(self, frames: int) -> bytes:
        """Return the next frames, 16 bit, little endian, channels interleaved."""
        first, end = self._given, self._given + frames
        block = bytearray(frames * self._frame_bytes)
        sounded_to = 0  # bytes up to which something has been mixed already
        going_on: list[_Placed] = []
        passed = 0
        for one in self._placed:
            if one.start >= end:
                break
            passed += 1
            made = one if one.samples else self._made(one)
            skipped = max(first - made.start, 0) * self._frame_bytes
            offset = max(made.start - first, 0) * self._frame_bytes
            part = made.samples[skipped : skipped + len(block) - offset]
            place = slice(offset, offset + len(part))
            if offset < sounded_to:
                part = audioop.add(bytes(block[place]), part, SAMPLE_BYTES)
            block[place] = part
            sounded_to = max(sounded_to, place.stop)
            if made.end > end:
                going_on.append(made)
        self._given = end
        self._placed[:passed] = going_on
        return bytes(block)

    def _shifted(self, one: _Placed, frames: int) -> _Placed:
        if one.start < self._given:
            return one
        start = max(one.start + frames, self._given)
        return replace(one, start=start, end=one.end + start - one.start)

    def _placed_at(self, start: int, sound: Sound) -> _Placed:
        return _Placed(start=start, end=start + round(length_of(sound) * self._rate), sound=sound)

    def _made(self, one: _Placed) -> _Placed:
        samples = samples_of(one.sound, self._rate, self._channels)
        end = one.start + len(samples) // self._frame_bytes
        return _Placed(start=one.start, end=end, sound=one.sound, samples=samples)

    def _dying(self, one: _Placed) -> _Placed:
        """Return the next few milliseconds of a cue, fading to nothing."""
        sounded = (self._given - one.start) * self._frame_bytes
        fade = self._rate * FADE_MS // 1000
        tail = array("h", one.samples[sounded : sounded + fade * self._frame_bytes])
        steps = fade * self._channels
        faded = array("h", (value * (steps - at) // steps for at, value in enumerate(tail)))
        end = self._given + len(faded) // self._channels
        return _Placed(start=self._given, end=end, sound=one.sound, samples=faded.tobytes())


def goes_on_after(cue: PlacedCue, moment: float) -> bool:
    """Say whether words or a hum are under way at a moment; a signal's tail would mislead."""
    if not isinstance(cue.name, Phrase | Hum):
        return False
    return cue.at < moment < cue.at + length_of(cue.name)


def _start_of(one: _Placed) -> int:
    return one.start
