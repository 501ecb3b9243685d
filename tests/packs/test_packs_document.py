from __future__ import annotations

import os
import time
import tracemalloc
from pathlib import Path

import pytest
import yaml

from kneecoach.model.errors import KneecoachError
from kneecoach.packs import compose
from kneecoach.packs.document import parse, read_document, read_plain
from kneecoach.packs.problem import PackError
from kneecoach.packs.textfile import LARGEST_FILE


def write(tmp_path: Path, content: bytes | str) -> Path:
    path = tmp_path / "file.yaml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def flaw_of(text: str) -> tuple[int, int, str, str]:
    flaw = parse(text).flaws[0]
    return flaw.at.line, flaw.at.column, flaw.field, flaw.sentence


def test_every_scalar_stays_the_text_that_was_written(tmp_path: Path) -> None:
    text = "a: 1:30\nb: no\non: 010\nd: 2024-01-01\ne: ~\nf: [1.0, {g: 'true'}]\nh:\n"
    assert read_plain(write(tmp_path, text)) == {
        "a": "1:30",
        "b": "no",
        "on": "010",
        "d": "2024-01-01",
        "e": "~",
        "f": ["1.0", {"g": "true"}],
        "h": "",
    }


def test_an_empty_file_is_an_empty_text(tmp_path: Path) -> None:
    assert read_plain(write(tmp_path, "# nothing but a remark\n")) == ""


def test_a_byte_order_mark_and_other_line_ends_are_fine(tmp_path: Path) -> None:
    assert read_plain(write(tmp_path, b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")) == {"a": "1", "b": "2"}


def test_the_parser_written_in_python_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: [1, {b: é}]\nc: 'x'\n"
    quick = parse(text)
    monkeypatch.setattr("kneecoach.packs.document.Loader", yaml.SafeLoader)
    assert str(parse(text).root.pairs[0][1].nodes[1].pairs[0][1].at) == str(
        quick.root.pairs[0][1].nodes[1].pairs[0][1].at
    )
    assert parse("a: [").flaws
    assert parse("\ud800").flaws


def test_an_error_names_the_file_and_the_place(tmp_path: Path) -> None:
    path = write(tmp_path, "a: 1\nb: 1\na: 2\n")
    with pytest.raises(PackError) as caught:
        read_plain(path)
    assert str(caught.value.problem) == f"{path}:3:1: a: is written twice here; keep one of them"
    assert isinstance(caught.value, KneecoachError)
    assert caught.value.way_out


def test_columns_count_characters_and_not_bytes() -> None:
    assert flaw_of('é: {ü: "ßß", ü: 2}\n')[:3] == (1, 14, "é.ü")


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a: 1\n\tb: 2", 2, 1, "tab"),
        ("a: x\u202ey", 1, 5, "U+202E"),
        ("a: 1\nb: \u200bx", 2, 4, "U+200B"),
        ("a: \x00", 1, 4, "U+0000"),
        ("a: 1\u2028b: 2", 1, 5, "U+2028"),
        ("a: 1\n\n\ufeffb: 2", 3, 1, "U+FEFF"),
        ("a: &x 1", 1, 4, "anchors"),
        ("a: *x", 1, 4, "aliases"),
        ("a: !!python/object:os.system x", 1, 4, "tags"),
        ("a: !x {}", 1, 4, "tags"),
        ("<<: {a: 1}", 1, 1, "merge keys"),
        ("a: 1\n---\nb: 2", 2, 1, "second document"),
        ('a: "x\\u202ey"', 1, 4, "invisible"),
        ('a: "\\0"', 1, 4, "invisible"),
        ("? [a]\n: 1", 1, 3, "one word"),
        ("? {a: 1}\n: 1", 1, 3, "one word"),
        ("a: b: c", 1, 5, "quotation marks"),
        ("b: 1\na: 'x\n", 2, 4, "never closed"),
        ("a: [1, 2", 2, 1, "bracket"),
        ("a: {b: 1", 2, 1, "bracket"),
        ("a: @x", 1, 4, "cannot begin"),
        ('a: "\\q"', 1, 5, "backslash"),
        ("a: 1\nb\nc: 2", 3, 1, "name: value"),
        ("a:\n  - b\n c: 1", 3, 2, "set in"),
        ("%YAML 9.9\n---\na: 1", 1, 1, "%YAML"),
        ("%TAG ! x\n%TAG ! y\n---\na: 1", 2, 1, "not valid YAML"),
    ],
)
def test_what_is_not_plain_yaml_is_refused_with_its_place(
    text: str, line: int, column: int, words: str
) -> None:
    found = flaw_of(text)
    assert found[:2] == (line, column)
    assert words in found[3]


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [(b"a: 1\nb: \xff", 2, 4), (b"\xff\xfea\x00", 1, 1), ("é: ".encode() + b"\xc3", 1, 4)],
)
def test_other_encodings_are_refused_with_their_place(
    tmp_path: Path, content: bytes, line: int, column: int
) -> None:
    flaw = read_document(write(tmp_path, content)).flaws[0]
    assert (flaw.at.line, flaw.at.column) == (line, column)
    assert "UTF-8" in flaw.sentence


@pytest.mark.parametrize(
    "bomb",
    [
        "[" * 200_000,
        "- " * 100_000,
        "? " * 100_000,
        "{a: " * 60_000,
        "\n".join(" " * depth + "a:" for depth in range(600)),
        "[" + "1," * 100_000 + "]",
        "\n".join(f"k{number}: 1" for number in range(20_000)),
        "---\n" * 60_000,
        "a: &a [x]\n" + "b: [*a, *a]\n" * 10_000,
        "&a " * 80_000,
        "!" * 200_000,
        '"' + "a" * 250_000,
        "a" * (LARGEST_FILE + 1),
    ],
    ids=range(13),
)
def test_bombs_are_refused_in_bounded_time_and_memory(tmp_path: Path, bomb: str) -> None:
    path = write(tmp_path, bomb)
    tracemalloc.start()
    before = time.process_time()
    assert read_document(path).flaws
    took = time.process_time() - before
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert took < 5
    assert peak < 40 * 1024 * 1024


def test_the_list_of_repeated_keys_ends(tmp_path: Path) -> None:
    assert len(parse("a: 1\n" * 5000).flaws) == compose.MOST_FLAWS


def test_a_merge_key_is_not_followed() -> None:
    assert flaw_of("a:\n  <<: {b: 1}\n")[:3] == (2, 3, "a.<<")


@pytest.mark.skipif(os.name == "nt", reason="has no pipes among its files")
def test_what_is_not_a_readable_file_is_said(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    for path, words in (
        (tmp_path / "none.yaml", "no such file"),
        (tmp_path, "not a file"),
        (pipe, "not a file"),
        (tmp_path / "a\0b", "cannot be read"),
        (tmp_path / ("x" * 300), "cannot be read"),
    ):
        flaws = read_document(path).flaws
        assert words in flaws[0].sentence, path
