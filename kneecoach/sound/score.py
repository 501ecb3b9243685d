"""Write the score of a session: every cue, tick, hum and word, each at its moment. Pure."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate

from kneecoach.model.talk import Talk
from kneecoach.model.units import Seconds
from kneecoach.session.step import Step
from kneecoach.sound.cues import APART, NOW, PlacedCue, place_cues, timed_stretch
from kneecoach.sound.lexicon import NO_WORDS, Lexicon
from kneecoach.sound.notes import length_of
from kneecoach.sound.rhythm import place_rhythm
from kneecoach.sound.sounds import Hum, Phrase
from kneecoach.sound.utterances import BREATH, place_row, place_words
from kneecoach.sound.words import WELL_DONE
from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """What a person wants to hear.

    Attributes:
        talk: How much is said.
        lexicon: Knows which words can be said.
        has_rhythm: Ticks keep the tempo, and a hum fills a hold.
    """

    talk: Talk = Talk.TONES
    lexicon: Lexicon = NO_WORDS
    has_rhythm: bool = False


class Score:
    """Hold every sound of a session; each stretch of known moments is written once.

    A step at the person's own pace ends a stretch, for nobody knows when it is over.
    """

    def __init__(self, steps: tuple[Step, ...], hearing: Hearing) -> None:
        """Take the steps; nothing is placed before it is asked for."""
        self._steps = steps
        self._hearing = hearing
        self._stretches: dict[int, tuple[PlacedCue, ...]] = {}

    def sounds(self, first: int = 0, elapsed: Seconds = NOW) -> tuple[PlacedCue, ...]:
        """Return the sounds from `elapsed` seconds into step `first` on, sorted.

        They end with the first step at the person's own pace, whose start is still heard. Starting
        later gives the same sounds, earlier by as much.
        """
        if not 0 <= first < len(self._steps) or self._hearing.talk is Talk.SILENT:
            return ()
        begin, stop = timed_stretch(self._steps, first)
        if begin not in self._stretches:
            self._stretches[begin] = self._stretch(begin, stop)
        origin = sum(step.lasts or 0.0 for step in self._steps[begin:first]) + elapsed
        placed = self._stretches[begin]
        return tuple(
            PlacedCue(at=Seconds(one.at - origin), name=one.name)
            for one in placed[bisect_left(placed, origin, key=_moment) :]
        )

    def _stretch(self, begin: int, stop: int) -> tuple[PlacedCue, ...]:
        cues = place_cues(self._steps, begin)
        words = (*self._words(begin, stop, cues), *self._last_words(begin, stop))
        rhythm: tuple[PlacedCue, ...] = ()
        if self._hearing.has_rhythm:
            rhythm = tuple(place_rhythm(self._steps, begin, stop))
        quiet = _without_those_near(rhythm, sorted((*cues, *words), key=_moment))
        return tuple(sorted((*cues, *words, *quiet), key=_moment))

    def _words(self, begin: int, stop: int, cues: tuple[PlacedCue, ...]) -> tuple[PlacedCue, ...]:
        placed = place_words(
            self._steps,
            range(begin, stop),
            cues,
            talk=self._hearing.talk,
            lexicon=self._hearing.lexicon,
        )
        return tuple(placed)

    def _last_words(self, begin: int, stop: int) -> tuple[PlacedCue, ...]:
        """Return what is said when all is done."""
        is_end = stop == len(self._steps) and self._steps[-1].lasts is not None
        if not is_end or self._hearing.talk not in {Talk.FULL, Talk.SPARSE}:
            return ()
        *_, end = accumulate(step.lasts or 0.0 for step in self._steps[begin:stop])
        after_cue = Seconds(end + length_of(place_cues(self._steps, stop - 1)[-1].name) + BREATH)
        return place_row((WELL_DONE,), after_cue, self._hearing.lexicon)[0]


def _without_those_near(
    quiet: tuple[PlacedCue, ...], loud: list[PlacedCue]
) -> tuple[PlacedCue, ...]:
    """Return ticks and hums without the ticks that a cue or words would cover.

    Words take the place of a beat; a hum goes on under all of them.
    """
    begins = [one.at for one in loud]
    kept: list[PlacedCue] = []
    for one in quiet:
        place = bisect_left(begins, one.at + length_of(one.name) + APART)
        before = loud[place - 1] if place else None
        is_clear = before is None or before.at + _covering(before) <= one.at
        if is_clear or isinstance(one.name, Hum):
            kept.append(one)
    return tuple(kept)


def _covering(one: PlacedCue) -> float:
    lasts = length_of(one.name)
    return lasts + BREATH / 2 if isinstance(one.name, Phrase) else max(APART, lasts)


def _moment(one: PlacedCue) -> float:
    return one.at
