"""Files to take along: decoded again by other programs, and compared with the timeline."""

from __future__ import annotations

import logging
import os
import struct
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import QUrl
from score_builders import FakeLexicon, built_in, steps_at_level

from benchmarks.fits import offset_ms
from kneecoach.coach.hearing import make_hearing
from kneecoach.model.errors import KneecoachError
from kneecoach.model.talk import Talk, VoiceLanguage
from kneecoach.model.units import Seconds
from kneecoach.session.step import Step, StepKind
from kneecoach.session.timeline import TimelineOptions
from kneecoach.sound.cues import CueName, PlacedCue
from kneecoach.sound.export import RATE, AudioFormat, cue_sheet, format_of, write_track
from kneecoach.sound.notes import length_of
from kneecoach.sound.rendering import samples_of
from kneecoach.sound.score import Hearing
from kneecoach.sound.sounds import Phrase
from kneecoach.sound.track import Track, at_expected_pace, make_track

CATALOGUE = built_in()
COMMENT = "Made for a test – ü."
SIGNALS = (CueName, Phrase)


def _steps() -> tuple[Step, ...]:
    programme = next(one for one in CATALOGUE.programmes if one.id == "knee_starter")
    every = steps_at_level(CATALOGUE, programme, 1)
    clams = [one for one in every if one.position == 1]
    return (*clams[:22], *[one for one in every if one.position == 2][:10])


def _track(talk: Talk = Talk.FULL) -> Track:
    hearing = make_hearing(talk, VoiceLanguage.ENGLISH, has_rhythm=True)
    return make_track("Knee starter", _steps(), hearing, comment=COMMENT)


@pytest.fixture(scope="module")
def track() -> Track:
    return _track()


@pytest.fixture(scope="module")
def files(track: Track, tmp_path_factory: pytest.TempPathFactory) -> dict[AudioFormat, Path]:
    folder = tmp_path_factory.mktemp("tracks")
    made = {audio: folder / f"session.{audio}" for audio in AudioFormat}
    for audio, path in made.items():
        write_track(track, path, audio)
    return made


def _offsets_ms(track: Track, samples: np.ndarray, rate: int) -> Iterator[float]:
    """Yield how far each cue and each word lies from its place."""
    for one in track.sounds:
        if isinstance(one.name, SIGNALS):
            looked_at = rate // 4 if isinstance(one.name, Phrase) else rate // 16
            sound = samples_of(one.name, rate, 1)[: looked_at * 2]
            yield offset_ms(samples, sound, one.at, rate)


@pytest.mark.parametrize("audio", AudioFormat)
def test_every_sound_of_a_file_is_where_the_timeline_has_it(
    audio: AudioFormat, track: Track, files: dict[AudioFormat, Path]
) -> None:
    samples, rate = soundfile.read(files[audio], dtype="int16")
    offsets = list(_offsets_ms(track, samples.astype(float), rate))
    assert len(offsets) > 40
    assert max(map(abs, offsets)) <= 5.0
    assert abs(len(samples) / rate - track.lasts) <= 0.05


def test_another_decoder_hears_the_mp3_on_time_too(
    qtbot, track: Track, files: dict[AudioFormat, Path]
) -> None:
    multimedia = pytest.importorskip("PySide6.QtMultimedia", exc_type=ImportError)
    decoder = multimedia.QAudioDecoder()
    made: list[np.ndarray] = []

    def take() -> None:
        buffer = decoder.read()
        made.append(np.frombuffer(bytes(buffer.constData()), "<i2"))

    wanted = multimedia.QAudioFormat()
    wanted.setSampleRate(RATE)
    wanted.setChannelCount(1)
    wanted.setSampleFormat(multimedia.QAudioFormat.SampleFormat.Int16)
    decoder.setAudioFormat(wanted)
    decoder.bufferReady.connect(take)
    with qtbot.waitSignal(decoder.finished, timeout=20_000):
        decoder.setSource(QUrl.fromLocalFile(str(files[AudioFormat.MP3])))
        decoder.start()
    decoder.bufferReady.disconnect(take)
    samples = np.concatenate(made).astype(float)
    assert max(map(abs, _offsets_ms(track, samples, RATE))) <= 5.0


@pytest.mark.parametrize("audio", [AudioFormat.MP3, AudioFormat.FLAC])
def test_another_program_reads_the_tags(
    qtbot, audio: AudioFormat, files: dict[AudioFormat, Path]
) -> None:
    multimedia = pytest.importorskip("PySide6.QtMultimedia", exc_type=ImportError)
    player = multimedia.QMediaPlayer()
    with qtbot.waitSignal(player.metaDataChanged, timeout=10_000):
        player.setSource(QUrl.fromLocalFile(str(files[audio])))
    data, key = player.metaData(), multimedia.QMediaMetaData.Key
    assert data.stringValue(key.Title) == "Knee starter"
    assert data.stringValue(key.ContributingArtist) == "kneecoach"
    assert data.stringValue(key.Comment) == COMMENT
    player.setSource(QUrl())


@pytest.mark.parametrize("audio", [AudioFormat.OGG, AudioFormat.WAV])
def test_ogg_and_wav_carry_their_tags(audio: AudioFormat, files: dict[AudioFormat, Path]) -> None:
    with soundfile.SoundFile(files[audio]) as file:
        assert (file.title, file.artist) == ("Knee starter", "kneecoach")


def test_the_mp3_has_a_chapter_for_each_exercise(
    track: Track, files: dict[AudioFormat, Path]
) -> None:
    chapters = list(_chapters_of(files[AudioFormat.MP3].read_bytes()))
    assert [title for _, _, title in chapters] == [one.title for one in track.chapters]
    assert [title for _, _, title in chapters] == ["Introduction", "Clam", "Bridge"]
    for (start, end, _), one in zip(chapters, track.chapters, strict=True):
        assert abs(start / 1000 - one.at) <= 0.001
        assert start < end
    assert abs(chapters[-1][1] / 1000 - track.lasts) <= 0.001


def _chapters_of(content: bytes) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and title of each chapter, read as the standard says."""
    assert content[:5] == b"ID3\x03\x00"
    size = sum(one << shift for one, shift in zip(content[6:10], (21, 14, 7, 0), strict=True))
    for name, body in _frames(content[10 : 10 + size]):
        if name == b"CHAP":
            start, end = struct.unpack_from(">II", body, body.index(b"\0") + 1)
            ((_, title),) = _frames(body[body.index(b"\0") + 17 :])
            yield start, end, title[1:].decode("latin-1")
    assert content[10 + size] == 0xFF  # the sound begins where the tag ends


def _frames(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at < len(content):
        (length,) = struct.unpack_from(">I", content, at + 4)
        yield content[at : at + 4], content[at + 10 : at + 10 + length]
        at += 10 + length


def test_the_cue_sheet_names_each_part_and_where_it_begins(
    track: Track, files: dict[AudioFormat, Path]
) -> None:
    sheet = cue_sheet(track, "session.mp3", AudioFormat.MP3)
    assert 'FILE "session.mp3" MP3' in sheet
    assert sheet.count("TRACK") == 3
    assert 'TITLE "Clam"\n    INDEX 01 00:0' in sheet
    assert files[AudioFormat.MP3].with_suffix(".cue").exists()


def test_a_track_begins_with_what_it_is(track: Track) -> None:
    said = [one.name.says for one in track.sounds if isinstance(one.name, Phrase)]
    assert said[:2] == ["Your session.", "Knee starter"]
    assert said[2].startswith("About ")
    assert said[3:5] == ["Stop if the pain gets sharp or rises.", "Clam"]
    assert said[-1] == "Well done. That was everything."
    assert track.sounds[-1].at + length_of(track.sounds[-1].name) < track.lasts


def test_a_track_of_tones_has_no_introduction() -> None:
    track = _track(Talk.TONES)
    assert [one.title for one in track.chapters] == ["Clam", "Bridge"]
    assert track.chapters[0].at == 0.0
    assert not [one for one in track.sounds if isinstance(one.name, Phrase)]


def test_sets_at_ones_own_pace_take_the_time_of_the_tempo() -> None:
    programme = next(one for one in CATALOGUE.programmes if one.id == "knee_starter")
    options = TimelineOptions(self_paced=frozenset({"clam"}))
    steps = steps_at_level(CATALOGUE, programme, 1, options)
    assert any(one.lasts is None for one in steps)
    paced = at_expected_pace(steps)
    assert all(one.lasts == one.expected for one in paced)
    hearing = Hearing(talk=Talk.FULL, lexicon=FakeLexicon())
    said = [
        one.name.says
        for one in make_track("x", paced, hearing, comment="").sounds
        if isinstance(one.name, Phrase)
    ]
    assert "At your own pace." in said


def test_own_words_without_a_recording_are_left_out_and_named() -> None:
    hearing = Hearing(talk=Talk.FULL, lexicon=FakeLexicon(frozenset({"Clam"})))
    track = make_track("x", _steps(), hearing, comment="")
    assert track.unspoken == ("Clam",)
    assert not [one for one in track.sounds if one.name is CueName.WORDS]
    tones = make_track("x", _steps(), Hearing(talk=Talk.TONES), comment="")
    assert tones.unspoken == ()


def test_a_name_with_other_letters_is_kept(tmp_path: Path) -> None:
    track = Track(
        title="Für das Knie: “los”",
        comment="",
        sounds=(PlacedCue(at=Seconds(0.5), name=CueName.START),),
        session_at=Seconds(0.5),
        chapters=(),
        lasts=Seconds(2.0),
    )
    for audio in (AudioFormat.FLAC, AudioFormat.OGG):
        path = tmp_path / f"Über das Knie.{audio}"
        write_track(track, path, audio)
        with soundfile.SoundFile(path) as file:
            assert file.title == track.title
    path = tmp_path / "knee.mp3"
    write_track(track, path, AudioFormat.MP3)
    assert track.title.encode("utf-16-le") in path.read_bytes()


@pytest.mark.parametrize(
    ("name", "wanted", "audio"),
    [
        ("a.mp3", None, "mp3"),
        ("A.OGG", None, "ogg"),
        ("a", "flac", "flac"),
        ("a.mp3", "wav", "wav"),
    ],
)
def test_the_format_is_the_wanted_one_or_told_by_the_name(
    name: str, wanted: str | None, audio: str
) -> None:
    assert format_of(Path(name), AudioFormat(wanted) if wanted else None) == audio


@pytest.mark.parametrize("name", ["session", "session.doc", "session.mp3.txt"])
def test_a_name_that_tells_no_format_is_refused_with_those_there_are(name: str) -> None:
    with pytest.raises(KneecoachError, match=r"\.mp3, \.ogg, \.flac, \.wav"):
        format_of(Path(name))


SHORT = Track(
    title="Short",
    comment="",
    sounds=(PlacedCue(at=Seconds(0.5), name=CueName.START),),
    session_at=Seconds(0.5),
    chapters=(),
    lasts=Seconds(25.0),
)


@pytest.mark.parametrize("audio", AudioFormat)
def test_a_folder_that_is_not_there_is_named(audio: AudioFormat, tmp_path: Path) -> None:
    with pytest.raises(KneecoachError, match="cannot be written") as raised:
        write_track(SHORT, tmp_path / "none" / "a.mp3", audio)
    assert "Choose a folder" in str(raised.value)


def test_a_folder_in_the_place_of_the_file_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").mkdir()
    with pytest.raises(KneecoachError, match="cannot be written"):
        write_track(SHORT, tmp_path / "a.mp3", AudioFormat.MP3)
    assert [one.name for one in tmp_path.iterdir()] == ["a.mp3"]


@pytest.mark.skipif(os.name == "nt", reason="only here a file may be kept small")
@pytest.mark.parametrize("audio", AudioFormat)
def test_a_full_disk_leaves_the_old_file_as_it_was(audio: AudioFormat, tmp_path: Path) -> None:
    import resource as limits

    path = tmp_path / "a.sound"
    path.write_bytes(b"before")
    before = limits.getrlimit(limits.RLIMIT_FSIZE)
    limits.setrlimit(limits.RLIMIT_FSIZE, (2000, before[1]))
    try:
        with pytest.raises(KneecoachError, match="cannot be written"):
            write_track(SHORT, path, audio)
    finally:
        limits.setrlimit(limits.RLIMIT_FSIZE, before)
    assert path.read_bytes() == b"before"
    assert [one.name for one in tmp_path.iterdir()] == ["a.sound"]


def test_stopping_leaves_nothing_behind(tmp_path: Path) -> None:
    shares: list[float] = []

    def progress(share: float) -> bool:
        shares.append(share)
        return len(shares) < 2

    with pytest.raises(KneecoachError, match="stopped"):
        write_track(SHORT, tmp_path / "a.flac", AudioFormat.FLAC, progress)
    assert shares == [pytest.approx(0.4), pytest.approx(0.8)]
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_phrase_is_a_tone_in_the_file_and_noted(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    broken = tmp_path / "broken.wav"
    broken.write_bytes(b"nothing")
    phrase = Phrase(text="Rest.", says="Rest.", lasts=Seconds(0.5), path=broken)
    track = Track(
        title="Short",
        comment="",
        sounds=(PlacedCue(at=Seconds(1.0), name=phrase),),
        session_at=Seconds(1.0),
        chapters=(),
        lasts=Seconds(3.0),
    )
    with caplog.at_level(logging.WARNING):
        write_track(track, tmp_path / "a.wav", AudioFormat.WAV)
    samples, rate = soundfile.read(tmp_path / "a.wav", dtype="int16")
    assert np.abs(samples[rate : rate + rate // 10]).max() > 3000
    assert "broken.wav" in caplog.text


def test_nothing_heavy_is_needed_to_rest(tmp_path: Path) -> None:
    quiet = Step(
        kind=StepKind.REST,
        lasts=Seconds(5.0),
        expected=Seconds(5.0),
        position=0,
        exercise_id="a",
        exercise_name="A",
        set_side=None,
        side=None,
        set_number=1,
        sets=1,
    )
    track = make_track("A", (quiet,), Hearing(talk=Talk.TONES), comment="")
    write_track(track, tmp_path / "a.ogg", AudioFormat.OGG)
    assert soundfile.info(tmp_path / "a.ogg").duration == pytest.approx(track.lasts, abs=0.01)
