"""Put together what a person wants to hear, from their settings and the recordings there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from kneecoach.model.exercise import Exercise
from kneecoach.model.programme import Catalogue
from kneecoach.model.talk import Talk, VoiceLanguage
from kneecoach.session.step import Step
from kneecoach.settings import Settings
from kneecoach.sound.lexicon import NO_WORDS
from kneecoach.sound.score import Hearing
from kneecoach.sound.speaking import own_words, spoken_texts
from kneecoach.sound.voice import open_voice
from kneecoach.values import replace

SPOKEN = frozenset({Talk.FULL, Talk.SPARSE})
"""Levels of talk at which anything is said."""


def hearing_of(settings: Settings) -> Hearing:
    """Return what is heard by these settings; without any recording tones alone are."""
    return make_hearing(settings.talk, settings.voice, has_rhythm=settings.rhythm)


def make_hearing(talk: Talk, language: VoiceLanguage, *, has_rhythm: bool) -> Hearing:
    """Return what is heard at a level of talk, in a language."""
    lexicon = NO_WORDS if talk in {Talk.TONES, Talk.SILENT} else open_voice(language)
    if lexicon is NO_WORDS and talk is not Talk.SILENT:
        talk = Talk.TONES
    return Hearing(talk=talk, lexicon=lexicon, has_rhythm=has_rhythm)


def with_recordings(hearing: Hearing, exercises: Iterable[Exercise]) -> Hearing:
    """Return the same with the recordings that packs bring for these exercises.

    Of two recordings of one sentence the first is heard.
    """
    clips: dict[str, Path] = {}
    for one in exercises if hearing.talk in SPOKEN else ():
        named = ((one.name, one.clip), *((cue.say, cue.clip) for cue in one.cues))
        for text, clip in named:
            if clip:
                clips.setdefault(text, Path(one.folder) / clip)
    if not clips:
        return hearing
    from kneecoach.sound.recordings import OwnRecordings  # noqa: PLC0415 - few packs have any

    return replace(hearing, lexicon=OwnRecordings(clips, hearing.lexicon))


def words_to_be_said(steps: tuple[Step, ...], hearing: Hearing) -> frozenset[str]:
    """Return what packs have to say in a session that is to be heard and has no recording."""
    return own_words(steps, hearing.lexicon) if hearing.talk in SPOKEN else frozenset()


def language_of(steps: tuple[Step, ...], words: Collection[str], catalogue: Catalogue) -> str:
    """Return the language of the pack that the first of these words come from."""
    first = next(step for step in steps if set(spoken_texts(step)) & set(words))
    languages = {one.id: one.language for one in catalogue.packs}
    if not {first.exercise_name, first.cue} & set(words):
        return languages.get(_pack_of_note(first, catalogue), "en")
    exercise = catalogue.exercise(first.exercise_id)
    return languages.get(exercise.pack_id, "en") if exercise is not None else "en"


def _pack_of_note(step: Step, catalogue: Catalogue) -> str:
    """Return the pack whose programme says this of the exercise; it may be another's exercise."""
    said = (step.exercise_id, step.note)
    programmes = catalogue.programmes
    return next(
        (
            one.pack_id
            for one in programmes
            if any((item.exercise_id, item.note) == said for item in one.items)
        ),
        "",
    )


def next_talk(talk: Talk) -> Talk:
    """Return the next level of talk: less and less, and then everything again."""
    levels = tuple(Talk)
    return levels[(levels.index(talk) + 1) % len(levels)]
