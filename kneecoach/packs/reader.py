"""Read one file of a pack and check all that can be said without looking at the others."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kneecoach.packs.check import Checker
from kneecoach.packs.draft import Draft
from kneecoach.packs.format_parts import Format
from kneecoach.packs.formats import FORMATS
from kneecoach.packs.inside import check_inside
from kneecoach.packs.nodes import Flaw
from kneecoach.packs.problem import Place, did_you_mean, excerpt
from kneecoach.packs.said import Said, read_said
from kneecoach.packs.spec import Record, Text

_BELONGS = {
    Format.EXERCISE: "an exercise; it belongs beside pack.yaml",
    Format.PROGRAMME: "a programme; it belongs in the folder `programmes`",
    Format.EDUCATION: "a card of education; it belongs in the folder `education`",
    Format.PACK: "what a pack says of itself; it belongs in the file pack.yaml",
}
_FORMAT = "format"


def read_draft(file: Path, expected: Format | None = None, content: bytes | None = None) -> Draft:
    """Return what a file says.

    Args:
        file: The file.
        expected: The format that its place calls for; None for a file on its own.
        content: What it holds, where that is known already; the file is then not looked at.
    """
    said = read_said(file, content)
    draft = Draft(file=file, format=expected or Format.EXERCISE, flaws=list(said.flaws))
    if said.plain is None:
        if not draft.flaws:
            draft.flaws.append(Flaw(at=Place(), field="", sentence="the file is empty"))
        return draft
    spec = _choose_format(draft, said, expected)
    checker = Checker(said)
    draft.found = checker.check(spec, said.plain)
    draft.flaws.extend(checker.flaws)
    if draft.found is not None:
        check_inside(draft, draft.found)
    if expected not in {None, draft.format}:
        draft.found = None  # It has no part in what it was put among.
    return draft


def _choose_format(draft: Draft, said: Said, expected: Format | None) -> Record:
    """Return the record to check against; a wrong or missing format is noted."""
    written = said.plain.get(_FORMAT) if isinstance(said.plain, dict) else None
    if not isinstance(written, str):
        return FORMATS[draft.format]
    if written not in _BELONGS:
        _note(draft, said, _unknown(written))
        return _without_format(draft.format)
    draft.format = Format(written)
    if expected is not None and draft.format is not expected:
        _note(draft, said, f"this is {_BELONGS[draft.format]}")
    return FORMATS[draft.format]


def _note(draft: Draft, said: Said, sentence: str) -> None:
    at = said.place_of((None, _FORMAT))
    draft.flaws.append(Flaw(at=at, field=_FORMAT, sentence=sentence))


def _unknown(text: str) -> str:
    stem = text.partition("/")[0]
    if any(stem == known.partition("/")[0] for known in Format):
        return f"{excerpt(text)} is a version that this kneecoach cannot read; it reads /1"
    return f"{excerpt(text)} is not a format of ours{did_you_mean(text, Format)}"


@cache
def _without_format(expected: Format) -> Record:
    """Return a record with a format that may be anything, as it was complained about already."""
    record = FORMATS[expected]
    first, *others = record.fields
    return record._replace(fields=(first._replace(kind=Text()), *others))
