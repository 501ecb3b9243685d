from __future__ import annotations

from pathlib import Path

import pytest

from kneecoach.packs import scalars
from kneecoach.packs.nodes import Flaw
from kneecoach.packs.problem import Place
from kneecoach.packs.said import Said, path_of, read_said
from kneecoach.packs.scalars import reading_of
from kneecoach.packs.spec import Choice, Text


@pytest.mark.parametrize("text", ["a: {b: [x, {c: 1}]}\n", "a: {b: [x, {c: '\\'}]}\n"])
def test_the_place_of_a_part_is_found_when_it_is_asked_for(text: str) -> None:
    said = Said(text)
    assert said.plain == {"a": {"b": ["x", {"c": said.plain["a"]["b"][1]["c"]}]}}
    way = ((((None, "a"), "b"), 2), "c")
    assert path_of(None) == ""
    assert path_of(way) == "a.b[2].c"
    assert said.place_of(None) == Place(line=1, column=1)
    assert said.place_of(way) == Place(line=1, column=16)
    assert said.place_of_name(way) == Place(line=1, column=13)
    assert said.place_of_name(way[0]) == said.place_of(way[0]) == Place(line=1, column=12)


def test_a_bare_text_is_the_field_that_it_stands_for_too() -> None:
    said = Said("a: [clam]\n")
    assert said.place_of((((None, "a"), 1), "exercise")) == Place(line=1, column=5)


def test_a_hostile_name_is_cut_short_in_a_path() -> None:
    assert path_of(((None, "x" * 99), "y" * 99)) == f"{'x' * 60}.{'y' * 60}"


def test_nothing_more_is_said_of_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    said = read_said(tmp_path / "none.yaml")
    assert said.plain is None
    assert said.flaws == (Flaw(at=Place(), field="", sentence="there is no such file"),)
    assert "U+202E" in read_said(tmp_path, "a: \u202e".encode()).flaws[0].sentence
    assert read_said(tmp_path, b"# nothing\n").plain is None


def test_what_a_word_means_is_kept_within_bounds() -> None:
    words = tuple(f"word {number}" for number in range(scalars.MOST_KEPT + 10))
    kind = Choice(words=words)
    read = reading_of(kind)
    assert reading_of(kind) is read
    assert [read(word) for word in words] == list(words)
    assert read("word" + " " * 100 + "7") == "word 7"
    assert len(read.__self__) == scalars.MOST_KEPT
    assert reading_of(Text(longest=9))(" a\n b ") == "a b"
