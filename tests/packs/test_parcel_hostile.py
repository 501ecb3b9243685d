from __future__ import annotations

import gc
import random
from pathlib import Path

import pytest
from hostile import HOSTILE, KEY, good, good_files, whole
from hypothesis import given
from hypothesis import strategies as st

from kneecoach.packs.parcel.archive import read_archive, write_archive
from kneecoach.packs.parcel.parcel import open_parcel, read_parcel
from kneecoach.packs.parcel.refusal import ParcelError


@pytest.fixture(scope="module")
def sound() -> bytes:
    return good()


def test_the_pack_that_the_hostile_ones_are_made_from_is_taken(sound: bytes) -> None:
    parcel = read_parcel(sound, Path("good.kneepack"), ())
    assert parcel.pack.id == "mine"
    assert [one.id for one in parcel.catalogue.exercises] == ["clam"]
    assert [one.id for one in parcel.catalogue.programmes] == ["starter"]
    assert parcel.signed_by == KEY.public
    assert dict(parcel.files) == good_files()


def test_there_are_more_than_forty_hostile_packs() -> None:
    assert len(HOSTILE) > 40


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_pack_is_refused_with_its_reason_and_nothing_is_written(
    name: str, tmp_path: Path
) -> None:
    make, words = HOSTILE[name]
    file = tmp_path / "evil.kneepack"
    file.write_bytes(make())
    with pytest.raises(ParcelError) as refused:
        open_parcel(file, ())
    assert words in refused.value.user_message
    assert refused.value.way_out
    assert refused.value.user_message.isprintable()
    assert len(refused.value.user_message) < 500
    assert [one.name for one in tmp_path.iterdir()] == ["evil.kneepack"]


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ParcelError, match="not a file"):
        open_parcel(tmp_path, ())
    with pytest.raises(ParcelError, match="no file"):
        open_parcel(tmp_path / "gone.kneepack", ())
    with pytest.raises(ParcelError, match="cannot be read"):
        open_parcel(tmp_path / "nul\0.kneepack", ())


@given(st.integers(0, 2**32), st.integers(1, 8))
def test_a_mutated_pack_is_refused_or_is_the_same_pack(seed: int, times: int) -> None:
    content = good()
    mutated = mutate(content, random.Random(seed), times)  # noqa: S311 - no secret
    if mutated == content:
        return
    with pytest.raises(ParcelError):
        read_parcel(mutated, Path("mutated.kneepack"), ())


@given(
    st.dictionaries(
        st.from_regex(r"[a-z][a-z0-9_]{0,20}\.yaml", fullmatch=True).filter(
            lambda name: not name.startswith(("con", "prn", "aux", "nul", "com", "lpt"))
        ),
        st.binary(max_size=200),
        max_size=6,
    )
)
def test_what_is_written_is_what_is_read(files: dict[str, bytes]) -> None:
    content = write_archive(files)
    assert read_archive(content) == files
    assert write_archive(dict(reversed(files.items()))) == content


def test_a_changed_file_of_an_unsigned_pack_is_noticed_too() -> None:
    files = whole(good_files())
    files["clam.yaml"] += b"\n"
    with pytest.raises(ParcelError, match="changed after"):
        read_parcel(write_archive(files), Path("x.kneepack"), ())


def mutate(content: bytes, chance: random.Random, times: int) -> bytes:
    """Return the content with a few bytes flipped, cut, copied or put in."""
    found = bytearray(content)
    for _ in range(times):
        at = chance.randrange(len(found) + 1)
        length = chance.choice((1, 1, 2, 4, 30))
        match chance.randrange(5):
            case 0:
                found[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del found[at : at + length]
            case 2:
                found[at:at] = chance.randbytes(length)
            case 3:
                found[at : at + length] = chance.choice((b"\0", b"\xff")) * length
            case _:
                start = chance.randrange(len(found) + 1)
                found[at:at] = found[start : start + length]
    return bytes(found)


def test_opening_a_pack_leaves_the_collector_as_it_was(sound: bytes) -> None:
    for set_it in (gc.disable, gc.enable):
        set_it()
        before = gc.isenabled()
        read_parcel(sound, Path("good.kneepack"), ())
        assert gc.isenabled() is before
