"""Read one YAML file as plain text in lists and mappings, within bounds of size, depth and count.

YAML reads `1:30` as 90, `no` as false and `010` as 8. Here every scalar stays the text that was
written, and keeps the place where it stands. What could be used to do harm (aliases, tags, merge
keys, invisible or reversed characters, enormous or deep files) is refused with its place.
"""

from __future__ import annotations

from pathlib import Path

import yaml

from kneecoach.packs.compose import Composer, Loader
from kneecoach.packs.nodes import Document, Flaw, UnreadableError, plain_of
from kneecoach.packs.problem import PackError, Place, Problem
from kneecoach.packs.textfile import read_text, refuse_hidden, text_of
from kneecoach.packs.yaml_words import explain


def read_plain(path: Path) -> object:
    """Return the file's content as nested `dict`, `list` and `str`; every scalar stays text.

    Raises:
        PackError: The file cannot be read, is not YAML of ours, or is beyond the bounds.
    """
    document = read_document(path)
    if document.flaws:
        raise PackError(problem_in(path, document.flaws[0]))
    return plain_of(document.root) if document.root is not None else ""


def read_document(path: Path, content: bytes | None = None) -> Document:
    """Return the file's tree with all that is wrong with it; never raises for bad content.

    Args:
        path: The file.
        content: What it holds, where that is known already; the file is then not looked at.
    """
    try:
        return parse(read_text(path) if content is None else text_of(content))
    except UnreadableError as unreadable:
        return Document(root=None, flaws=(unreadable.flaw,))


def parse(text: str) -> Document:
    """Return the tree of a text with all that is wrong with it; never raises for bad content."""
    try:
        refuse_hidden(text)
        loader = Loader(text)
    except UnreadableError as unreadable:
        return Document(root=None, flaws=(unreadable.flaw,))
    try:
        return Composer(loader).compose()
    except UnreadableError as unreadable:
        return Document(root=None, flaws=(unreadable.flaw,))
    except yaml.YAMLError as error:
        return Document(root=None, flaws=(_yaml_flaw(error),))
    finally:
        loader.dispose()


def problem_in(path: Path, flaw: Flaw) -> Problem:
    """Return a flaw as a problem of that file."""
    return Problem(
        file=path,
        line=flaw.at.line,
        column=flaw.at.column,
        field=flaw.field,
        sentence=flaw.sentence,
    )


def _yaml_flaw(error: yaml.YAMLError) -> Flaw:
    problem = str(getattr(error, "problem", None) or error)
    mark, began = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    if mark is None or "end of stream" in problem:
        mark = began or mark
    at = Place(line=mark.line + 1, column=mark.column + 1) if mark else Place()
    return Flaw(at=at, field="", sentence=explain(problem))
