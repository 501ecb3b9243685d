"""The recordings that a pack brings: heard at their place, never over the next cue."""

from __future__ import annotations

import logging
import random
from itertools import pairwise
from pathlib import Path

import mediamaker
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from score_builders import FakeLexicon, built_in, steps_at_level

from kneecoach.coach.hearing import language_of, with_recordings, words_to_be_said
from kneecoach.media.wav import plain_samples
from kneecoach.model.exercise import Cue, Exercise
from kneecoach.model.programme import ProgrammeItem
from kneecoach.model.talk import Talk, VoiceLanguage
from kneecoach.model.units import Seconds
from kneecoach.session.step import Step
from kneecoach.sound.cues import CueName, PlacedCue
from kneecoach.sound.export import AudioFormat, write_track
from kneecoach.sound.lexicon import NO_WORDS
from kneecoach.sound.notes import length_of
from kneecoach.sound.recordings import OwnRecordings
from kneecoach.sound.rendering import samples_of
from kneecoach.sound.score import Hearing, Score
from kneecoach.sound.sounds import Phrase
from kneecoach.sound.stream import CueStream
from kneecoach.sound.tones import render
from kneecoach.sound.track import make_track
from kneecoach.sound.voice import open_voice
from kneecoach.values import replace

HEELS = "Keep your heels together."
LEXICON = FakeLexicon(frozenset({HEELS}))


@pytest.fixture(scope="module")
def exercise() -> Exercise:
    return next(one for one in built_in().exercises if one.id == "clam")


@pytest.fixture(scope="module")
def steps() -> tuple[Step, ...]:
    catalogue = built_in()
    programme = next(one for one in catalogue.programmes if one.id == "before_a_run")
    return steps_at_level(catalogue, programme, 1)


def recorded(folder: Path, kind: str = "wav", seconds: float = 1.0, **more: int) -> Path:
    path = folder / f"heels.{kind}"
    path.write_bytes(mediamaker.clip(kind, seconds, **more))
    return path


def with_clips(exercise: Exercise, folder: Path, *, name: str = "", cue: str = "") -> Exercise:
    cues = (Cue(say=HEELS, clip=cue), *exercise.cues)
    return replace(exercise, clip=name, cues=cues, folder=str(folder))


@pytest.mark.parametrize("kind", ["wav", "ogg", "flac", "mp3"])
def test_a_recording_stands_for_its_sentence_and_lasts_as_long(tmp_path: Path, kind: str) -> None:
    path = recorded(tmp_path, kind, rate=44_100, channels=2)
    phrase = OwnRecordings({HEELS: path}, LEXICON).find(HEELS)
    assert phrase is not None
    assert (phrase.says, phrase.path, phrase.is_own) == (HEELS, path, True)
    for rate, channels in ((48_000, 2), (16_000, 1)):
        heard = samples_of(phrase, rate, channels)
        assert len(heard) / 2 / channels == pytest.approx(phrase.lasts * rate, abs=3)
        assert any(heard)


def test_other_sentences_are_left_to_the_coachs_voice(tmp_path: Path) -> None:
    lexicon = OwnRecordings({HEELS: recorded(tmp_path)}, LEXICON)
    found = lexicon.find("Rest.")
    assert found == LEXICON.find("Rest.")
    assert OwnRecordings({}, NO_WORDS).find("Rest.") is None


@pytest.mark.parametrize("content", [None, b"", b"<html></html>", mediamaker.clip()[:50]])
def test_a_recording_that_cannot_be_heard_is_logged_and_left_to_others(
    tmp_path: Path, content: bytes | None, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "heels.wav"
    if content is not None:
        path.write_bytes(content)
    assert OwnRecordings({HEELS: path}, LEXICON).find(HEELS) is None
    assert "The recording heels.wav of a pack cannot be heard" in caplog.text
    caplog.clear()
    spoken = OwnRecordings({"Rest.": path}, LEXICON).find("Rest.")
    assert spoken == LEXICON.find("Rest.")


def test_a_recording_that_is_hurt_after_planning_is_a_tone(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    path = recorded(tmp_path)
    phrase = OwnRecordings({HEELS: path}, LEXICON).find(HEELS)
    assert phrase is not None
    path.write_bytes(b"gone")
    assert samples_of(phrase, 48_000, 1) == render(CueName.WORDS, 48_000, 1)
    assert "The recording heels.wav of a pack cannot be heard" in caplog.text


def test_a_recording_that_has_grown_after_planning_is_cut_off(tmp_path: Path) -> None:
    phrase = OwnRecordings({HEELS: recorded(tmp_path, seconds=0.5)}, LEXICON).find(HEELS)
    assert phrase is not None
    recorded(tmp_path, seconds=3.0)
    assert len(samples_of(phrase, 16_000, 1)) == 16_000


def test_an_exercise_is_called_by_its_recording(tmp_path: Path, exercise: Exercise) -> None:
    recorded(tmp_path, seconds=1.0)
    own = with_clips(exercise, tmp_path, name="heels.wav", cue="heels.wav")
    hearing = with_recordings(Hearing(talk=Talk.FULL, lexicon=LEXICON), (own,))
    for text in (exercise.name, HEELS):
        found = hearing.lexicon.find(text)
        assert found is not None
        assert found.is_own
    assert words_to_be_said((), hearing) == frozenset()


def test_without_recordings_or_words_nothing_changes(tmp_path: Path, exercise: Exercise) -> None:
    spoken = Hearing(talk=Talk.FULL, lexicon=LEXICON)
    assert with_recordings(spoken, (exercise,)) is spoken
    tones = Hearing(talk=Talk.TONES)
    own = with_clips(exercise, tmp_path, name="heels.wav")
    assert with_recordings(tones, (own,)) is tones


def test_the_language_of_missing_words_is_that_of_their_pack(steps: tuple[Step, ...]) -> None:
    catalogue = built_in()
    words = {steps[0].exercise_name}
    assert language_of(steps, words, catalogue) == "en-GB"
    german = replace(catalogue, packs=tuple(replace(one, language="de") for one in catalogue.packs))
    assert language_of(steps, words, german) == "de"
    assert language_of(steps, words, replace(catalogue, exercises=(), programmes=())) == "en"
    hearing = Hearing(talk=Talk.FULL, lexicon=FakeLexicon(frozenset(words)))
    assert words_to_be_said(steps, hearing) == words
    assert words_to_be_said(steps, replace(hearing, talk=Talk.TONES)) == frozenset()


def test_where_a_recording_has_no_room_the_coach_says_it(
    tmp_path: Path, steps: tuple[Step, ...]
) -> None:
    name = steps[0].exercise_name
    path = recorded(tmp_path, seconds=12.0, rate=8000)
    hearing = Hearing(talk=Talk.FULL, lexicon=OwnRecordings({name: path}, FakeLexicon()))
    spoken = [one.name for one in Score(steps, hearing).sounds() if isinstance(one.name, Phrase)]
    assert [one.is_own for one in spoken if one.says == name] == [False]


@settings(max_examples=15, deadline=None)
@given(
    seconds=st.lists(st.floats(0.1, 15.0), min_size=2, max_size=4),
    talk=st.sampled_from((Talk.FULL, Talk.SPARSE)),
    seed=st.integers(0, 1000),
)
def test_recordings_of_any_length_never_run_over_a_cue_or_other_words(
    tmp_path_factory: pytest.TempPathFactory,
    steps: tuple[Step, ...],
    seconds: list[float],
    talk: Talk,
    seed: int,
) -> None:
    folder = tmp_path_factory.mktemp("clips")
    texts = sorted({text for one in steps for text in (one.exercise_name, one.cue) if text})
    chosen = random.Random(seed).sample(texts, len(seconds))  # noqa: S311 - no secret
    clips = {}
    for number, (text, lasts) in enumerate(zip(chosen, seconds, strict=True)):
        clips[text] = folder / f"{number}.wav"
        clips[text].write_bytes(mediamaker.silence_with_click(lasts))
    heard = Score(steps, Hearing(talk=talk, lexicon=OwnRecordings(clips, FakeLexicon()))).sounds()
    loud = [one for one in heard if isinstance(one.name, CueName | Phrase)]
    for one, two in pairwise(loud):
        if isinstance(one.name, Phrase) or isinstance(two.name, Phrase):
            assert one.at + length_of(one.name) <= two.at + 1e-6


def test_a_recording_is_heard_to_the_sample_where_it_was_placed(tmp_path: Path) -> None:
    phrase = OwnRecordings({HEELS: recorded(tmp_path)}, LEXICON).find(HEELS)
    assert phrase is not None
    stream = CueStream(rate=48_000, channels=2)
    stream.schedule([PlacedCue(at=Seconds(1.0), name=phrase)], 0)
    heard = b"".join(stream.fill(4_801) for _ in range(30))
    whole = samples_of(phrase, 48_000, 2)
    assert heard[48_000 * 4 : 48_000 * 4 + len(whole)] == whole
    assert not any(heard[: 48_000 * 4])
    assert not any(heard[48_000 * 4 + len(whole) :])


def test_a_session_to_take_along_holds_the_recording(
    tmp_path: Path, steps: tuple[Step, ...]
) -> None:
    name = steps[0].exercise_name
    lexicon = OwnRecordings({name: recorded(tmp_path, "ogg")}, open_voice(VoiceLanguage.ENGLISH))
    track = make_track("Mine", steps[:4], Hearing(talk=Talk.FULL, lexicon=lexicon), comment="")
    placed = next(one for one in track.sounds if isinstance(one.name, Phrase) and one.name.is_own)
    path = tmp_path / "session.wav"
    write_track(track, path, AudioFormat.WAV)
    samples = plain_samples(path.read_bytes())
    assert samples is not None
    start = round(placed.at * 16_000) * 2
    whole = samples_of(placed.name, 16_000, 1)
    assert samples.content[start : start + len(whole)] == whole
    assert name not in track.unspoken


def test_a_note_is_said_in_the_language_of_the_pack_whose_programme_it_is_of(
    steps: tuple[Step, ...],
) -> None:
    catalogue = built_in()
    noted = tuple(replace(one, note="Nimm den Spiegel. Langsam.") for one in steps)
    own = frozenset({"Nimm den Spiegel.", "Langsam."})
    words = words_to_be_said(noted, Hearing(talk=Talk.FULL, lexicon=FakeLexicon(own)))
    assert words == own
    assert language_of(noted, words, catalogue) == "en"
    item = ProgrammeItem(exercise_id=noted[0].exercise_id, note=noted[0].note)
    annas = replace(catalogue.programmes[0], id="annas", pack_id="anna", items=(item,))
    german = replace(catalogue.packs[0], id="anna", language="de")
    both = replace(
        catalogue, programmes=(*catalogue.programmes, annas), packs=(*catalogue.packs, german)
    )
    assert language_of(noted, words, both) == "de"
