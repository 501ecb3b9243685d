from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packmaker import EXERCISE, PACK, PROGRAMME

from kneecoach.packs import compose, scalars
from kneecoach.packs.document import parse
from kneecoach.packs.nodes import Flaw
from kneecoach.packs.plain import plain_of, read_sound
from kneecoach.packs.problem import Place
from kneecoach.packs.said import Said, path_of, read_said
from kneecoach.packs.scalars import reading_of
from kneecoach.packs.spec import Choice, Text

BUILT_IN = sorted((Path(__file__).parents[2] / "exercises").rglob("*.yaml"))
PIECES = st.sampled_from(
    ["a", "b: ", "c", ": ", "- ", "\n", "\n  ", " ", "{", "}", "[", "]", ", ", "'", '"', "\\",
     "\\n", "&x ", "*x", "!x ", "!!str ", "a&b", "a!", "x*", "? ", "|\n  ", ">-\n  ", "#", " # ",
     "---\n", "...\n", "%TAG ! x\n", "<<: ", "~", "é", "10 deg", "\n\n", "0", "''"]
)  # fmt: skip


def agree(text: str) -> bool:
    """Check that a text read quickly says what it says read with care; return whether it was."""
    quick = read_sound(text)
    if quick is None:
        return False
    careful = parse(text)
    assert careful.flaws == ()
    assert careful.root is not None
    assert quick == plain_of(careful.root)
    assert str(quick) == str(plain_of(careful.root))  # in the same order too
    return True


@given(st.lists(PIECES, max_size=24).map("".join))
def test_what_is_read_quickly_is_what_is_read_with_care(text: str) -> None:
    agree(text)


@given(st.data())
def test_changed_files_are_read_quickly_as_with_care(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([EXERCISE, PROGRAMME, PACK]))
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(PIECES) + text[at + data.draw(st.integers(0, 2)) :]
    agree(text)


def test_nearly_all_files_of_ours_are_read_quickly() -> None:
    quick = [agree(file.read_text("utf-8")) for file in BUILT_IN]
    assert sum(quick) > 0.8 * len(quick)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a: 1:30\nb: [x, {c: no}]\nd: ''", {"a": "1:30", "b": ["x", {"c": "no"}], "d": ""}),
        ("a:\n- b: 1\n  c: 2\n- [[]]\n", {"a": [{"b": "1", "c": "2"}, [[]]]}),
        ("a: Well done! Go on? 2*3\n", {"a": "Well done! Go on? 2*3"}),
        ("---\na: >\n  b\n  c\n...\n", {"a": "b c\n"}),
    ],
)
def test_a_sound_text_is_read_quickly(text: str, plain: object) -> None:
    assert read_sound(text) == plain
    assert agree(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "a", "[a]", "a: &x 1", "a: *x", "a: !x 1", "!x\na: 1", "{a: &x [1]}", "a: salt & oil",
        'a: "\\u202e"', "a: 1\na: 2", "<<: {a: 1}", "? [a]\n: 1", "a: 1\n---\nb: 2", "a: [",
        "a: b: c",
        "%YAML 9.9\n---\na: 1", "a: " + "[" * compose.DEEPEST + "]" * compose.DEEPEST,
        "a: {b: " * compose.DEEPEST + "1" + "}" * compose.DEEPEST,
        "a: [" + "x, " * compose.MOST_NODES + "]",
        "a: [" + "[x], " * (compose.MOST_NODES // 2) + "]",
        "".join(f"k{number}: 1\n" for number in range(compose.MOST_NODES + 1)),
    ],
    ids=range(22),
)  # fmt: skip
def test_what_is_unusual_is_read_with_care(text: str) -> None:
    assert read_sound(text) is None


def test_the_deepest_that_may_be_is_read_quickly() -> None:
    deepest = compose.DEEPEST - 1
    assert agree("a: " + "[" * deepest + "]" * deepest)
    assert parse("a: " + "[" * compose.DEEPEST + "]" * compose.DEEPEST).flaws


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
