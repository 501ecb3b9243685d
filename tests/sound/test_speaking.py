"""A physio's own words: said by the system's voice, when they are due and not later."""

from __future__ import annotations

import pytest
from fakes import FakeClock
from PySide6.QtCore import QLocale
from score_builders import FakeLexicon

from kneecoach.model.units import Seconds
from kneecoach.sound.cues import CueName, PlacedCue
from kneecoach.sound.output import SilentOutput
from kneecoach.sound.sounds import Phrase
from kneecoach.sound.speaking import TOO_LATE, OwnWords, SpeakingOutput
from kneecoach.sound.system_voice import HAS_LIBRARY, SystemVoice, open_system_voice


class FakeSpeaker:
    def __init__(self) -> None:
        self.said: list[str] = []
        self.volume = 100

    def say(self, text: str) -> None:
        self.said.append(text)

    def stop(self) -> None:
        self.said.append("")

    def set_volume(self, percent: int) -> None:
        self.volume = percent


class KeptOutput(SilentOutput):
    def __init__(self, clock: FakeClock) -> None:
        super().__init__(clock)
        self.cues: tuple[PlacedCue, ...] = ()

    def play(self, cues: tuple[PlacedCue, ...], origin: Seconds) -> None:
        self.cues = cues


OWN = OwnWords(FakeLexicon(frozenset({"Mind the cat."})))


@pytest.fixture
def inner(clock: FakeClock) -> KeptOutput:
    return KeptOutput(clock)


@pytest.fixture
def speaker() -> FakeSpeaker:
    return FakeSpeaker()


@pytest.fixture
def output(inner: KeptOutput, speaker: FakeSpeaker) -> SpeakingOutput:
    output = SpeakingOutput(inner, speaker)
    own = OWN.find("Mind the cat.")
    assert own is not None
    cues = (
        PlacedCue(at=Seconds(0.0), name=CueName.START),
        PlacedCue(at=Seconds(1.0), name=own),
        PlacedCue(at=Seconds(5.0), name=own),
    )
    output.play(cues, output.now())
    speaker.said.clear()
    return output


def test_recorded_words_are_found_first_and_own_words_take_a_guessed_time() -> None:
    assert OWN.find("Rest.") == FakeLexicon().find("Rest.")
    own = OWN.find("Mind the cat.")
    assert own is not None
    assert own.path is None
    assert 1.5 < own.lasts < 3.0
    assert OWN.find(" ") is None or OWN.find(" ") == FakeLexicon().find(" ")


def test_own_words_are_said_when_they_are_due(
    output: SpeakingOutput, speaker: FakeSpeaker, inner: KeptOutput, clock: FakeClock
) -> None:
    assert [one.name for one in inner.cues] == [CueName.START]
    clock.advance(0.9)
    output.now()
    assert speaker.said == []
    clock.advance(0.15)
    output.now()
    output.now()
    assert speaker.said == ["Mind the cat."]


def test_own_words_that_come_too_late_are_left_out(
    output: SpeakingOutput, speaker: FakeSpeaker, clock: FakeClock
) -> None:
    clock.advance(1.0 + TOO_LATE + 0.1)
    output.now()
    assert speaker.said == []
    clock.advance(5.0 - 1.5)
    output.now()
    assert speaker.said == ["Mind the cat."]


def test_silence_and_closing_end_the_words(
    output: SpeakingOutput, speaker: FakeSpeaker, clock: FakeClock
) -> None:
    clock.advance(1.0)
    output.now()
    output.silence()
    assert speaker.said == ["Mind the cat.", ""]
    clock.advance(4.0)
    output.now()
    output.close()
    assert speaker.said == ["Mind the cat.", "", ""]


def test_muted_words_are_not_said(
    output: SpeakingOutput, speaker: FakeSpeaker, clock: FakeClock
) -> None:
    output.set_muted(True)
    clock.advance(1.0)
    output.now()
    output.set_muted(False)
    clock.advance(4.0)
    output.now()
    assert [one for one in speaker.said if one] == ["Mind the cat."]
    output.set_volume(30)
    assert speaker.volume == 30


@pytest.mark.skipif(not HAS_LIBRARY, reason="Qt's library of voices is not installed")
def test_the_system_voice_speaks_and_stops(qtbot) -> None:
    voice = SystemVoice("mock", QLocale("en_GB"))
    assert voice.works
    voice.set_volume(50)
    voice.say("Mind the cat.")
    qtbot.waitUntil(lambda: voice.is_speaking, timeout=2000)
    voice.stop()
    qtbot.waitUntil(lambda: not voice.is_speaking, timeout=2000)


def test_no_voice_is_opened_where_silence_was_asked_for() -> None:
    assert open_system_voice("en-GB", {"KNEECOACH_NO_SOUND": "1"}) is None


def test_a_phrase_of_the_system_voice_has_no_recording() -> None:
    assert isinstance(OWN.find("Mind the cat."), Phrase)
