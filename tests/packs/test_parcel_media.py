from __future__ import annotations

import json
import struct
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import mediamaker
import pytest
from hostile import KEY, good, good_files, whole
from packmaker import EXERCISE, write_pack

from kneecoach.packs import media_check
from kneecoach.packs.catalogue import check_paths, read_packs
from kneecoach.packs.parcel.archive import read_archive, write_archive
from kneecoach.packs.parcel.install import install, make_offer
from kneecoach.packs.parcel.parcel import build_parcel, open_parcel, read_parcel
from kneecoach.packs.parcel.refusal import ParcelError
from kneecoach.packs.problem import Problem, Severity

WITH_MEDIA = EXERCISE.replace("- Stay still", "- {say: Stay still, clip: media/still.wav}") + (
    "clip: media/clam.ogg\npicture:\n  file: media/clam.jpg\n  says: Anna lies on her side\n"
    "  instead: yes\n"
)
FILES = {
    "media/still.wav": mediamaker.clip("wav", 0.5),
    "media/clam.ogg": mediamaker.clip("ogg", 0.8),
    "media/clam.jpg": mediamaker.picture("jpg"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = write_pack(tmp_path / "pack", exercises={"clam": WITH_MEDIA})
    (made / "media").mkdir()
    for name, content in FILES.items():
        (made / name).write_bytes(content)
    return made


def errors(folder: Path) -> list[Problem]:
    return [one for one in check_paths([folder]) if one.severity is Severity.ERROR]


def parcel_with(changes: dict[str, bytes | None], exercise: str = WITH_MEDIA) -> bytes:
    """Return an honest, signed pack with other recordings and pictures."""
    files = good_files() | {"clam.yaml": exercise.encode()} | FILES
    for name, content in changes.items():
        if content is None:
            del files[name]
        else:
            files[name] = content
    return write_archive(whole(files, KEY))


def test_a_sound_pack_has_nothing_to_mend(folder: Path) -> None:
    assert check_paths([folder]) == ()
    exercise = read_packs([folder]).catalogue.exercises[0]
    assert exercise.folder == str(folder)
    assert (exercise.clip, exercise.cues[1].clip) == ("media/clam.ogg", "media/still.wav")
    assert exercise.picture is not None
    assert exercise.picture.file == "media/clam.jpg"
    assert exercise.picture.replaces_figure


def test_an_exercise_without_media_knows_no_folder(tmp_path: Path) -> None:
    made = write_pack(tmp_path / "pack")
    assert read_packs([made]).catalogue.exercises[0].folder == ""


def test_the_pack_file_carries_what_is_named_and_nothing_else(folder: Path) -> None:
    (folder / "media" / "other.wav").write_bytes(b"not a recording, and not named")
    content = build_parcel(folder, (), None)
    parcel = read_parcel(content, Path("x.kneepack"), ())
    assert {name for name, _ in parcel.files} == {
        "pack.yaml", "clam.yaml", "programmes/starter.yaml", *FILES,
    }  # fmt: skip
    assert dict(parcel.files) | FILES == dict(parcel.files)
    assert build_parcel(folder, (), None) == content
    manifest = json.loads(read_archive(content)["manifest.json"])
    assert manifest["format"] == "kneecoach-kneepack/2"
    assert json.loads(read_archive(good())["manifest.json"])["format"] == "kneecoach-kneepack/1"


def test_what_is_installed_can_be_heard_and_seen(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.kneepack"
    file.write_bytes(build_parcel(folder, (), KEY))
    packs = tmp_path / "packs"
    offer = make_offer(open_parcel(file, ()), packs, ())
    installed = install(offer, packs, datetime(2026, 1, 1, tzinfo=UTC))
    for name, content in FILES.items():
        assert (packs / ".installed" / installed.folder / name).read_bytes() == content


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("still.wav", b"<svg/>", "is no recording"),
        ("still.wav", mediamaker.clip("flac"), "holds flac, so its name has to end in .flac"),
        ("still.wav", mediamaker.clip(seconds=20.0, rate=8000), "lasts 20.0 s; a recording lasts"),
        ("still.wav", bytes(3_100_000), "is larger than 3 MB"),
        ("clam.jpg", b"<svg><script/></svg>", "could hold a script"),
        ("clam.jpg", b"MZ\x90", "is no picture"),
        ("clam.jpg", mediamaker.huge_png(), "has 60000 by 60000 pixels"),
        ("clam.jpg", mediamaker.picture("png"), "holds png"),
    ],
)
def test_a_bad_file_is_refused_where_it_is_named(
    folder: Path, name: str, content: bytes, why: str
) -> None:
    (folder / "media" / name).write_bytes(content)
    (problem,) = errors(folder)
    assert problem.file == folder / "clam.yaml"
    assert f"media/{name}" in WITH_MEDIA.splitlines()[problem.line - 1]
    assert problem.sentence.startswith(f"media/{name} ")
    assert why in problem.sentence
    with pytest.raises(ParcelError, match=r"clam\.yaml:\d+:\d+"):
        build_parcel(folder, (), None)
    with pytest.raises(ParcelError) as refused:
        read_parcel(parcel_with({f"media/{name}": content}), Path("x.kneepack"), ())
    assert why in refused.value.user_message


def test_links_and_missing_files_are_refused_with_what_was_probably_meant(folder: Path) -> None:
    (folder / "media" / "still.wav").unlink()
    (folder / "media" / "still.wav").symlink_to("/etc/passwd")
    (folder / "media" / "clam.ogg").rename(folder / "media" / "clamm.ogg")
    found = [one.sentence for one in errors(folder)]
    assert found == [
        "media/still.wav is a link, and links are not followed",
        "media/clam.ogg is not there (did you mean media/clamm.ogg?)",
    ]
    single = check_paths([folder / "clam.yaml"])
    assert "media/still.wav is a link, and links are not followed" in [
        one.sentence for one in single
    ]


def test_a_file_on_its_own_is_checked_with_what_it_names(folder: Path) -> None:
    (folder / "pack.yaml").unlink()
    (folder / "media" / "still.wav").unlink()
    found = [one.sentence for one in check_paths([folder / "clam.yaml"])]
    assert "media/still.wav is not there" in found


@pytest.mark.parametrize(
    "name", ["../still.wav", "/etc/passwd", "media/../pack.wav", "media/still.svg", "still.wav",
             "media/Still.wav", "media/.wav", "http://x/still.wav", "media/sub/still.wav"],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_is_refused(folder: Path, name: str) -> None:
    text = WITH_MEDIA.replace("clip: media/still.wav", f"clip: {name}")
    (folder / "clam.yaml").write_text(text)
    assert any(one.field == "cues[2].clip" for one in errors(folder))


def test_what_is_probably_not_meant_is_said(folder: Path) -> None:
    (folder / "media" / "clam.jpg").write_bytes(mediamaker.photo_with_place())
    (folder / "media" / "still.wav").write_bytes(mediamaker.clip("wav", 8.0, rate=8000))
    (folder / "media" / "spare.png").write_bytes(b"")
    (folder / "media" / ".hidden").write_bytes(b"")
    (folder / "media" / "more").mkdir()
    said = {str(one).partition("pack/")[2]: one.severity for one in check_paths([folder])}
    assert set(said.values()) == {Severity.WARNING}
    assert [one.partition(": ")[2] for one in sorted(said)] == [
        "cues[2].clip: lasts 8 s; more than 6 s seldom have room in a session",
        "picture.file: tells where on earth it was taken; save it without its properties",
        "is named by no exercise, so it is not put into the pack file",
    ]


def test_a_file_that_is_named_twice_is_told_of_in_both_places(folder: Path) -> None:
    text = WITH_MEDIA.replace("media/clam.ogg", "media/still.wav")
    (folder / "clam.yaml").write_text(text)
    (folder / "media" / "still.wav").write_bytes(b"x")
    assert [one.field for one in errors(folder)] == ["cues[2].clip", "clip"]


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: parcel_with({"media/still.wav": None}), "is not in the pack"),
        (lambda: parcel_with({"media/more.wav": FILES["media/still.wav"]}), "no exercise names"),
        (lambda: parcel_with({"media/more.svg": b"<svg/>"}), "script"),
        (lambda: parcel_with({"media/more.exe": b"MZ"}), "a program"),
        (lambda: parcel_with({"still.wav": FILES["media/still.wav"]}), "where none belongs"),
        (lambda: parcel_with({"media/con.wav": FILES["media/still.wav"]}), "Windows keeps"),
        (lambda: parcel_with({"media/Clam.jpg": FILES["media/clam.jpg"]}), "capitals"),
        (lambda: parcel_with({f"media/a{one}.wav": b"" for one in range(400)}), "403 recordings"),
        (lambda: parcel_with({f"media/a{one}.wav": bytes(3_000_000) for one in range(9)}),
         "24 MB of sounds"),
        (lambda: parcel_with({"clam.yaml": WITH_MEDIA.encode() + b" " * 4_800_000}),
         "kB of text"),
        (lambda: _older_manifest(), "not written as"),  # noqa: PLW0108 - it stands below
    ],
)  # fmt: skip
def test_hostile_media_are_refused(make: Callable[[], bytes], words: str) -> None:
    with pytest.raises(ParcelError) as refused:
        read_parcel(make(), Path("x.kneepack"), ())
    assert words in refused.value.user_message


def _older_manifest() -> bytes:
    files = read_archive(parcel_with({}))
    files["manifest.json"] = files["manifest.json"].replace(b"kneepack/2", b"kneepack/1")
    return write_archive(files)


def test_all_pictures_together_are_bounded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media_check, "MOST_PIXELS", 120 * 80 - 1)
    assert "is too much; all pictures" in errors(folder)[0].sentence


def test_all_recordings_together_are_bounded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media_check, "MOST_SECONDS", 0)
    assert [one.sentence.partition(";")[0] for one in errors(folder)] == [
        "media/still.wav is too much"
    ]


def test_a_folder_with_too_many_or_too_large_media_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(media_check, "MOST_MEDIA", 2)
    monkeypatch.setattr(media_check, "LARGEST_MEDIA", 100)
    assert [one.sentence for one in errors(folder)] == [
        "names 3 recordings and pictures; a pack has at most 2",
        "has more than 0 MB of recordings and pictures",
    ]


def test_an_exercise_that_cannot_be_read_names_nothing(folder: Path) -> None:
    (folder / "clam.yaml").write_text("[")
    assert not [one for one in errors(folder) if "media" in one.sentence]


def test_a_picture_without_its_file_is_not_looked_for(folder: Path) -> None:
    text = WITH_MEDIA.replace("  file: media/clam.jpg\n", "")
    (folder / "clam.yaml").write_text(text)
    assert [one.field for one in errors(folder)] == ["picture.file"]


def test_an_update_tells_of_another_recording() -> None:
    from kneecoach.packs.parcel.changes import changes_between

    one = read_parcel(parcel_with({}), Path("x.kneepack"), ()).catalogue
    silent = WITH_MEDIA.replace("clip: media/clam.ogg\n", "")
    other = read_parcel(
        parcel_with({"media/clam.ogg": None}, silent), Path("x.kneepack"), ()
    ).catalogue
    assert [change.kind.value for change in changes_between(one, other, {})] == ["words"]
    assert not changes_between(one, one, {})


def test_the_head_of_a_picture_is_read_before_its_pixels() -> None:
    assert struct.unpack_from(">II", mediamaker.huge_png(), 16) == (60_000, 60_000)
