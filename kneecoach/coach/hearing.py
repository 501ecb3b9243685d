"""Put together what a person wants to hear, from their settings and the recordings there are."""

from __future__ import annotations

from kneecoach.model.talk import Talk, VoiceLanguage
from kneecoach.settings import Settings
from kneecoach.sound.lexicon import NO_WORDS
from kneecoach.sound.score import Hearing
from kneecoach.sound.voice import open_voice


def hearing_of(settings: Settings) -> Hearing:
    """Return what is heard by these settings; without any recording tones alone are."""
    return make_hearing(settings.talk, settings.voice, has_rhythm=settings.rhythm)


def make_hearing(talk: Talk, language: VoiceLanguage, *, has_rhythm: bool) -> Hearing:
    """Return what is heard at a level of talk, in a language."""
    lexicon = NO_WORDS if talk in {Talk.TONES, Talk.SILENT} else open_voice(language)
    if lexicon is NO_WORDS and talk is not Talk.SILENT:
        talk = Talk.TONES
    return Hearing(talk=talk, lexicon=lexicon, has_rhythm=has_rhythm)


def next_talk(talk: Talk) -> Talk:
    """Return the next level of talk: less and less, and then everything again."""
    levels = tuple(Talk)
    return levels[(levels.index(talk) + 1) % len(levels)]
