"""Pictures and recordings of one's own in a pack that is being made."""

from __future__ import annotations

from pathlib import Path

import mediamaker
import pytest
from packmaker import EXERCISE, PACK, PROGRAMME, write_pack

from kneecoach.media.refused import MediaError
from kneecoach.packs.building.changes import SetPicture, SetText, apply
from kneecoach.packs.building.checking import check
from kneecoach.packs.building.keeping import Drafts, Kept, write_folder
from kneecoach.packs.building.making import make_file
from kneecoach.packs.building.manuscript import Manuscript, exercise_file, programme_file
from kneecoach.packs.building.media import CLIP, PICTURE, copy_media, named_media, take_in
from kneecoach.packs.building.shelf import Shelf, read_folder
from kneecoach.packs.parcel.parcel import read_parcel

CLAM = exercise_file("clam")
SMALL = Manuscript(
    files=((CLAM, EXERCISE), ("pack.yaml", PACK), (programme_file("starter"), PROGRAMME))
)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "mine.files"


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    file = tmp_path / "Anna's photo.png"
    file.write_bytes(mediamaker.picture("png"))
    return file


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    file = tmp_path / "clam.ogg"
    file.write_bytes(mediamaker.clip("ogg", 0.8))
    return file


def with_both(picture: Path, clip: Path, place: Path) -> Manuscript:
    shown = take_in(picture, PICTURE, "clam", place)
    heard = take_in(clip, CLIP, "clam", place)
    pack = apply(SMALL, SetPicture(file=CLAM, name=shown, says="Clam"))
    return apply(pack, SetText(file=CLAM, path=CLIP, text=heard))


def test_what_is_taken_in_is_named_checked_built_and_copied(
    picture: Path, clip: Path, place: Path, tmp_path: Path
) -> None:
    pack = with_both(picture, clip, place)
    names = named_media(pack)
    assert [name.split("-")[0] for name in names] == ["media/clam", "media/clam"]
    checked = check(pack, (), place)
    assert checked.problems == ()
    assert checked.catalogue.exercises[0].folder == str(place)
    parcel = read_parcel(make_file(pack, (), None, place), tmp_path, ())
    assert {name for name, _ in parcel.files} >= set(names)
    write_folder(pack, tmp_path / "out", place)
    assert read_folder(tmp_path / "out") == pack
    copy_media(names, place, tmp_path / "other")
    assert check(pack, (), tmp_path / "other").problems == ()


def test_another_picture_has_another_name_and_keeps_its_words(picture: Path, place: Path) -> None:
    first = take_in(picture, PICTURE, "clam", place)
    pack = apply(SMALL, SetPicture(file=CLAM, name=first, says="Clam"))
    pack = apply(pack, SetText(file=CLAM, path="picture.says", text="Anna lies on her side"))
    picture.write_bytes(mediamaker.picture("jpg", (90, 60)))
    second = take_in(picture.rename(picture.with_suffix(".jpg")), PICTURE, "clam", place)
    assert first != second
    pack = apply(pack, SetPicture(file=CLAM, name=second, says="Clam"))
    assert "says: Anna lies on her side" in pack.text(CLAM)
    assert (place / first).exists()
    assert take_in(picture.with_suffix(".jpg"), PICTURE, "1_2", place).startswith("media/picture-")


def test_what_is_not_there_is_told_and_not_built(
    picture: Path, clip: Path, place: Path, tmp_path: Path
) -> None:
    pack = with_both(picture, clip, place)
    for name in named_media(pack):
        (place / name).unlink()
    fields = [one.field for one in check(pack, (), place).problems]
    assert sorted(fields) == ["clip", "picture.file"]
    with pytest.raises(MediaError, match="is not there"):
        make_file(pack, (), None, place)
    copy_media(named_media(pack), place, tmp_path / "other")
    assert not (tmp_path / "other").exists()


def test_a_name_never_leads_out_of_the_draft(place: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.jpg").write_bytes(b"x")
    pack = apply(SMALL, SetText(file=CLAM, path="clip", text="../secret.jpg"))
    assert check(pack, (), place).errors
    with pytest.raises(MediaError, match="is not called as"):
        write_folder(pack, tmp_path / "out", place)
    copy_media(["../secret.jpg"], place, tmp_path / "other" / "deep")
    assert not (tmp_path / "other").exists()


def test_a_file_that_is_no_picture_is_refused(tmp_path: Path, place: Path) -> None:
    file = tmp_path / "x.png"
    file.write_bytes(b"no picture")
    with pytest.raises(MediaError):
        take_in(file, PICTURE, "clam", place)
    assert not place.exists()


def test_a_draft_that_is_thrown_away_takes_its_files_along(
    picture: Path, clip: Path, tmp_path: Path
) -> None:
    drafts = Drafts(tmp_path / "drafts")
    pack = with_both(picture, clip, drafts.place("mine"))
    drafts.keep(Kept(id="mine", pack=pack))
    drafts.forget("mine")
    assert list((tmp_path / "drafts").iterdir()) == []


def test_an_exercise_on_the_shelf_says_where_its_files_are(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack")
    shelf = Shelf([folder])
    assert shelf.exercise("clam").folder == folder
    assert shelf.exercise("other").folder is None
    assert shelf.folder("mine") == folder
    assert shelf.folder("other") is None
