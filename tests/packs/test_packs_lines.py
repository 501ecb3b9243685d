from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packmaker import EXERCISE, PACK, PROGRAMME

from kneecoach.packs import compose, lines
from kneecoach.packs.document import parse
from kneecoach.packs.lines import UnusualError, read_lines
from kneecoach.packs.nodes import plain_of

BUILT_IN = sorted((Path(__file__).parents[2] / "exercises").rglob("*.yaml"))
PIECES = (
    "a", "b: ", "c:\n", ": ", ":", "- ", "-", "\n", "\n  ", "\n    ", " ", "{", "}", "[", "]", ", ",
    ",", "'", '"', "\\", "&x ", "*x", "!x ", "? ", "|\n  ", ">-\n  ", ">\n  ", ">", "#", " # ",
    "---\n", "...\n", "%", "<<: ", "~", "é", "10 deg", "\n\n", "0", "''", "it's", "(a)", "-1", ".",
    "  # x\n", "d: {e: f}", "d: [g, h]", "- i\n", "k: l\n", "k: l\n  m\n", "@", "\u00a0", "b!",
    "\r\n", "key: >\n  t\n  u\n", "p: # r\n", "q: [a] # r\n", "n: x! y\n", "n: [x, 'y']\n",
    "r: [s: t, u]\n",
)  # fmt: skip


def agrees(text: str) -> bool:
    """Check that what is understood of lines is what the parser says; return whether it was."""
    try:
        found = read_lines(text)
    except UnusualError:
        return False
    careful = parse(text)
    assert careful.flaws == ()
    assert careful.root is not None
    assert str(found) == str(plain_of(careful.root))  # in the same order too
    return True


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_what_is_understood_of_lines_is_what_the_parser_says(text: str) -> None:
    agrees(f"a: {text}\n")
    agrees(f"{text}\n")


@given(st.data())
def test_changed_files_say_the_same_to_both_readers(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([EXERCISE, PROGRAMME, PACK]))
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        piece = data.draw(st.sampled_from(PIECES))
        text = text[:at] + piece + text[at + data.draw(st.integers(0, 2)) :]
    agrees(text)


@pytest.mark.slow
def test_parts_of_built_in_files_changed_anyhow_say_the_same_to_both_readers() -> None:
    chance = random.Random(2026)  # noqa: S311  the same every time
    texts = [file.read_text("utf-8").splitlines() for file in BUILT_IN]
    understood = 0
    for _ in range(4000):
        whole = chance.choice(texts)
        first = chance.randrange(len(whole))
        text = "\n".join(whole[first : first + chance.randint(3, 14)]) + "\n"
        for _ in range(chance.randint(0, 3)):
            at = chance.randint(0, len(text))
            text = text[:at] + chance.choice(PIECES) + text[at + chance.randint(0, 3) :]
        understood += agrees(text)
    assert understood > 200


def test_nearly_all_files_of_ours_are_understood() -> None:
    understood = [agrees(file.read_text("utf-8")) for file in BUILT_IN]
    assert sum(understood) > 0.9 * len(understood)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a: 1:30\nb: [x, {c: no}]\nd: ''\n", {"a": "1:30", "b": ["x", {"c": "no"}], "d": ""}),
        ("a:\n- b: 1\n  c: 2\n- d\ne:\n", {"a": [{"b": "1", "c": "2"}, "d"], "e": ""}),
        ('a:\n  - b\n  - {c: [], d: "e, f"}\n', {"a": ["b", {"c": [], "d": "e, f"}]}),
        ("a:\nb:\n  c:\nd: -1\n", {"a": "", "b": {"c": ""}, "d": "-1"}),
        ("a: Well done! Go on? 2*3\n", {"a": "Well done! Go on? 2*3"}),
        ("a: > # r\n  b\n  # no r\n\nc: >-\n  d: e\n", {"a": "b # no r\n", "c": "d: e"}),
        ("# r\na: b\n   c\n\n# r\nd: e # r\n", {"a": "b c", "d": "e"}),
        ("f: # r\n  g: 1\n", {"f": {"g": "1"}}),
        ("a: [b: c, d]\n", {"a": [{"b": "c"}, "d"]}),
        ("a: b\r\n  - c\r\n", {"a": "b - c"}),
        (f"a: [{'b, ' * 40}c]\n", {"a": ["b"] * 40 + ["c"]}),
    ],
    ids=range(11),
)  # fmt: skip
def test_a_text_written_the_simple_way_is_understood(text: str, plain: object) -> None:
    assert read_lines(text) == plain
    assert agrees(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "\n", "a", "a: 1", "a\n", "[a]\n", "a: 1\rb: 2\n", " a: 1\n", "- a\n", "a: 1\n- b\n",
        "a: 1\na: 2\n", "a: &x 1\n", "a: *x\n", "a: !x 1\n", "<<: {a: 1}\n", "? [a]\n: 1\n",
        "---\na: 1\n",
        "a: b: c\n", "a: b:\n", "a: 'b' # c\n", "a: b \n", "a: |\n  b\n", "a:\n  b\n",
        "a:\n  - b\n c: 1\n", "a:\n -\n  b\n", "a:\n - # b\n", "a: [b\n", "a: [b,c]\n",
        "a: [b] c\n",
        "a: {b: 1, b: 2}\n", "a: {b}\n", "a: {b: @}\n", 'a: "\\u202e"\n', "a: {b: 1}\n  c: 2\n",
        "a: b\n\n  c\n", "a: b\n  c: d\n", "a: b # c\n  d\n", "a: >\nb: 1\n", "a: >\n  b\n   c\n",
        "a: >\n  b \n", "a: >\n  b\n\n  c\n", "a: >\n  b\n    \n", "a: >\n  b\n\n  # c\n",
        "a: [[[[[b]]]]]\n",
        "a: [[[b: [c]]]]\n", "b:\n  c:\n    d: 1\n   e: 2\n", "a: " + "x" * lines.LONGEST + "\n",
        "".join("  " * depth + "a:\n" for depth in range(compose.DEEPEST)),
    ],
    ids=range(48),
)  # fmt: skip
def test_what_is_unusual_is_left_to_the_parser(text: str) -> None:
    with pytest.raises(UnusualError):
        read_lines(text)


def test_the_deepest_that_is_understood_is_not_too_deep_for_the_parser() -> None:
    above = "".join("  " * depth + "a:\n" for depth in range(compose.DEEPEST - 5))
    assert agrees(above + "  " * (compose.DEEPEST - 5) + "- [[[[b]]]]\n")
