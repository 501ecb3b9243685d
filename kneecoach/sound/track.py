"""Put a session together as something to listen to: an introduction, its sounds, its chapters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate

from kneecoach.model.talk import Talk
from kneecoach.model.units import Seconds
from kneecoach.session.outline import expected_seconds
from kneecoach.session.step import Step
from kneecoach.sound import words
from kneecoach.sound.cues import CueName, PlacedCue
from kneecoach.sound.notes import length_of
from kneecoach.sound.score import Hearing, Score
from kneecoach.sound.speaking import own_words
from kneecoach.sound.stream import CueStream
from kneecoach.sound.utterances import place_row
from kneecoach.values import dataclass

ARTIST = "kneecoach"
LEAD_IN = Seconds(0.5)
AFTER_INTRODUCTION = Seconds(1.0)
RING_OUT = Seconds(1.0)
"""Silence at the beginning, after the introduction, and after the last sound."""

BLOCK = Seconds(10.0)
"""Sound is mixed and written in pieces of this length, so that it never fills the memory."""

INTRODUCTION = "Introduction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A part of a track: where it begins, in seconds, and what it is called."""

    at: Seconds
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """A session to take along.

    Attributes:
        title: Its name.
        comment: What it is, for the tags.
        sounds: Everything that is heard, sorted.
        session_at: Where the session itself begins, in seconds.
        chapters: The introduction and each exercise, in order.
        lasts: Seconds.
        unspoken: Names, cues and sentences of notes without a recording, and so not said in it.
    """

    title: str
    comment: str
    sounds: tuple[PlacedCue, ...]
    session_at: Seconds
    chapters: tuple[Chapter, ...]
    lasts: Seconds
    unspoken: tuple[str, ...] = ()


def at_expected_pace(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Return steps whose ends are all known: a recording cannot wait for the person."""
    return tuple(
        replace(step, lasts=step.expected) if step.lasts is None else step for step in steps
    )


def make_track(title: str, steps: tuple[Step, ...], hearing: Hearing, *, comment: str) -> Track:
    """Return the track of a session.

    Args:
        title: The name of the programme.
        steps: The session; sets at the person's own pace take the time that the tempo would.
        hearing: What is heard in it.
        comment: What it is, for the tags.
    """
    paced = at_expected_pace(steps)
    session_lasts = expected_seconds(paced)
    introduction, begins = _introduction(title, session_lasts, hearing)
    session = tuple(
        PlacedCue(at=Seconds(begins + one.at), name=one.name)
        for one in Score(paced, hearing).sounds()
        if one.name is not CueName.WORDS  # there is no screen to look at
    )
    is_spoken = hearing.talk in {Talk.FULL, Talk.SPARSE}
    last = max((one.at + length_of(one.name) for one in session), default=0.0)
    return Track(
        title=title,
        comment=comment,
        sounds=(*introduction, *session),
        session_at=begins,
        chapters=tuple(_chapters(paced, begins, has_introduction=bool(introduction))),
        lasts=Seconds(max(begins + session_lasts, last) + RING_OUT),
        unspoken=tuple(sorted(own_words(paced, hearing.lexicon))) if is_spoken else (),
    )


def mix(track: Track, rate: int) -> Iterator[bytes]:
    """Yield the samples of a track piece by piece: one channel, 16 bit, little endian."""
    stream = CueStream(rate=rate, channels=1)
    stream.schedule(track.sounds, 0)
    whole, block = round(track.lasts * rate), round(BLOCK * rate)
    while stream.given < whole:
        yield stream.fill(min(block, whole - stream.given))


def _introduction(
    title: str, session_lasts: Seconds, hearing: Hearing
) -> tuple[tuple[PlacedCue, ...], Seconds]:
    """Return what is said before the session, and where the session begins."""
    if hearing.talk not in {Talk.FULL, Talk.SPARSE}:
        return (), LEAD_IN
    texts = (words.YOUR_SESSION, title, words.about_words(session_lasts), words.MINDFUL)
    placed, end = place_row(texts, LEAD_IN, hearing.lexicon)
    return placed, Seconds(end + AFTER_INTRODUCTION) if placed else LEAD_IN


def _chapters(
    steps: tuple[Step, ...], begins: Seconds, *, has_introduction: bool
) -> Iterator[Chapter]:
    """Yield the introduction and each exercise, from its getting ready on."""
    if has_introduction:
        yield Chapter(at=Seconds(0.0), title=INTRODUCTION)
    position = -1
    moments = accumulate((step.expected for step in steps), initial=float(begins))
    for step, at in zip(steps, moments, strict=False):
        if step.position != position:
            position = step.position
            is_first = step is steps[0] and not has_introduction
            yield Chapter(at=Seconds(0.0 if is_first else at), title=step.exercise_name)
