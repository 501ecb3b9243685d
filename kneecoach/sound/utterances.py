"""Fit words between the cues: each is said whole, one after another, or not at all. Pure."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator

from kneecoach.model.talk import Talk
from kneecoach.model.units import Seconds
from kneecoach.session.step import Step
from kneecoach.sound.cues import CueName, PlacedCue
from kneecoach.sound.lexicon import Lexicon
from kneecoach.sound.notes import length_of
from kneecoach.sound.sounds import Phrase
from kneecoach.sound.talk import Wish, wishes
from kneecoach.values import dataclass

BREATH = Seconds(0.12)
"""Silence around words and between them, so that they are understood."""

OPEN_END = Seconds(20.0)
"""Time for words in a step that ends when the person says so, and after the last step."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class _Taken:
    """A stretch of time in which something sounds already."""

    first: float
    last: float


def place_words(
    steps: tuple[Step, ...],
    stretch: range,
    cues: tuple[PlacedCue, ...],
    *,
    talk: Talk,
    lexicon: Lexicon,
) -> Iterator[PlacedCue]:
    """Yield the words of a stretch of steps, in seconds from its start.

    Args:
        steps: The whole session.
        stretch: The steps whose moments are known.
        cues: Their cues, sorted, from the same moment on.
        talk: How much is said.
        lexicon: Knows which words can be said.
    """
    at = 0.0
    place = 0
    rings_until = 0.0
    unread: set[str] = set()
    for index in stretch:
        timed = steps[index].lasts
        room = _Room(at, at + (OPEN_END if timed is None else timed), lexicon, unread)
        if rings_until > at:
            room.take(at, rings_until - at)
        while place < len(cues) and cues[place].at < room.ends:
            lasts = length_of(cues[place].name)
            room.take(cues[place].at, lasts)
            rings_until = max(rings_until, cues[place].at + lasts)
            place += 1
        for wish in wishes(steps, index, talk):
            yield from room.grant(wish)
        at = room.ends


def place_row(
    texts: tuple[str, ...], after: Seconds, lexicon: Lexicon
) -> tuple[tuple[PlacedCue, ...], Seconds]:
    """Return sentences said one after another from a moment on, and the moment they are over.

    A sentence that has no recording is left out.
    """
    placed: list[PlacedCue] = []
    at = after
    for text in texts:
        phrase = lexicon.find(text)
        if phrase is not None:
            placed.append(PlacedCue(at=at, name=phrase))
            at = Seconds(at + phrase.lasts + BREATH)
    return tuple(placed), at


class _Room:
    """Hold the time of one step, and what sounds in it already."""

    def __init__(self, begins: float, ends: float, lexicon: Lexicon, unread: set[str]) -> None:
        self.ends = ends
        self._begins = begins
        self._lexicon = lexicon
        self._unread = unread
        self._taken: list[_Taken] = []

    def take(self, at: float, lasts: float) -> None:
        """Take note that something sounds."""
        insort(self._taken, _Taken(first=at, last=at + lasts))

    def grant(self, wish: Wish) -> Iterator[PlacedCue]:
        """Yield the longest way of saying it for which there is room, and take that room."""
        is_known = False
        for variant in wish.variants:
            row = tuple(self._lexicon.find(text) for text in variant)
            phrases = tuple(one for one in row if one is not None)
            if len(phrases) < len(row):
                continue
            is_known = True
            for way in _ways(phrases):
                at = self._free(wish, _lasting(way))
                if at is not None:
                    self.take(at, _lasting(way))
                    yield from _in_a_row(way, at)
                    return
        if not is_known:
            yield from self._knock(wish)

    def _knock(self, wish: Wish) -> Iterator[PlacedCue]:
        """Yield a knock, once for each sentence, where words have to be read, not heard."""
        missing = {text for text in wish.variants[0] if self._lexicon.find(text) is None}
        if missing <= self._unread:
            return
        lasts = length_of(CueName.WORDS)
        at = self._free(wish, lasts)
        if at is not None:
            self._unread |= missing
            self.take(at, lasts)
            yield PlacedCue(at=Seconds(at), name=CueName.WORDS)

    def _free(self, wish: Wish, lasts: float) -> float | None:
        """Return the first moment with room for words and a breath on either side, or None."""
        last = self.ends if wish.before is None else min(self.ends, self._begins + wish.before)
        at = self._begins + wish.after + BREATH
        for one in self._taken:
            if at + lasts + BREATH <= one.first:
                break
            at = max(at, one.last + BREATH)
        return at if at + lasts + BREATH <= last else None


def _ways(phrases: tuple[Phrase, ...]) -> Iterator[tuple[Phrase, ...]]:
    """Yield a row of phrases, and the same in less time where there is such a way."""
    yield phrases
    shorter = tuple(one.shorter or one for one in phrases)
    if shorter != phrases:
        yield shorter


def _lasting(phrases: tuple[Phrase, ...]) -> float:
    return sum(one.lasts for one in phrases) + BREATH * (len(phrases) - 1)


def _in_a_row(phrases: tuple[Phrase, ...], at: float) -> Iterator[PlacedCue]:
    for phrase in phrases:
        yield PlacedCue(at=Seconds(at), name=phrase)
        at += phrase.lasts + BREATH
