"""Change the lists of an exercise that is being made: steps, cues, mistakes, things in the room."""

from __future__ import annotations

from difflib import SequenceMatcher

from kneecoach.packs.building import edit
from kneecoach.packs.building.where import count_at, root_of, texts_at
from kneecoach.packs.building.written import Plain, clean


def write_lines(text: str, path: str, wanted: tuple[str, ...]) -> str:
    """Return a text whose list of texts at a path says these; lines that stay are not touched.

    Args:
        text: The exercise.
        path: The list; one of texts alone.
        wanted: What it is to say; empty ones are left out.
    """
    lines = tuple(one for one in map(clean, wanted) if one)
    before = texts_at(root_of(text), path)
    if not before:
        return edit.write(text, path, lines) if lines else text
    if not lines:
        return edit.remove(text, path)
    matcher = SequenceMatcher(a=before, b=lines, autojunk=False)
    for what, start, end, first, last in reversed(matcher.get_opcodes()):
        if what != "equal":
            text = _replaced(text, path, (start, end), lines[first:last])
    return text


def _replaced(text: str, path: str, span: tuple[int, int], lines: tuple[str, ...]) -> str:
    """Return a text with some entries of a list in the place of others."""
    start, end = span
    same = min(end - start, len(lines))
    for offset in range(same):
        text = edit.write(text, f"{path}[{start + offset + 1}]", lines[offset])
    for offset in range(len(lines) - 1, same - 1, -1):
        text = edit.insert(text, path, start + same, lines[offset])
    for number in range(end, start + same, -1):
        text = edit.remove(text, f"{path}[{number}]")
    return text


def add_entry(text: str, path: str, value: Plain) -> str:
    """Return a text with one entry more at the end of a list, which may be new."""
    return edit.insert(text, path, count_at(root_of(text), path), value)


def remove_entry(text: str, path: str, number: int) -> str:
    """Return a text without an entry of a list, counted from 1."""
    return edit.remove(text, f"{path}[{number}]")


def move_entry(text: str, path: str, number: int, to: int) -> str:
    """Return a text with an entry of a list elsewhere; both are counted from 1."""
    if not 1 <= to <= count_at(root_of(text), path):
        return text
    return edit.move(text, path, number - 1, to - 1)
