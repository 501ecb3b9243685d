from __future__ import annotations

from dataclasses import replace

import pytest

from kneecoach.coach.hearing import hearing_of, next_talk
from kneecoach.model.talk import Talk, VoiceLanguage
from kneecoach.settings import Settings
from kneecoach.sound import voice
from kneecoach.sound.lexicon import NO_WORDS
from kneecoach.sound.words import SWITCH


def test_what_is_heard_follows_the_settings() -> None:
    hearing = hearing_of(Settings(voice=VoiceLanguage.GERMAN, talk=Talk.SPARSE, rhythm=False))
    assert (hearing.talk, hearing.has_rhythm) == (Talk.SPARSE, False)
    phrase = hearing.lexicon.find(SWITCH)
    assert phrase is not None
    assert phrase.says == "Seite wechseln."


@pytest.mark.parametrize("talk", [Talk.TONES, Talk.SILENT])
def test_no_voice_is_opened_that_says_nothing(talk: Talk) -> None:
    hearing = hearing_of(Settings(talk=talk))
    assert (hearing.talk, hearing.lexicon) == (talk, NO_WORDS)


def test_without_any_recording_there_are_tones_and_no_knocks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("kneecoach.coach.hearing.open_voice", lambda _language: NO_WORDS)
    assert hearing_of(Settings(talk=Talk.FULL)).talk is Talk.TONES
    assert voice.open_voice(VoiceLanguage.ENGLISH) is not NO_WORDS


def test_the_key_goes_through_every_level_and_round() -> None:
    seen = [Talk.FULL]
    for _ in Talk:
        seen.append(next_talk(seen[-1]))
    assert seen == [*Talk, Talk.FULL]
    assert hearing_of(replace(Settings(), talk=seen[1])).talk is Talk.SPARSE
