"""Read one file of a pack and check all that can be said without looking at the others."""

from __future__ import annotations

from pathlib import Path

from kneecoach.packs.check import Checker
from kneecoach.packs.document import read_document
from kneecoach.packs.draft import Draft
from kneecoach.packs.format_parts import Format
from kneecoach.packs.formats import FORMATS
from kneecoach.packs.inside import check_inside
from kneecoach.packs.nodes import Entries, Flaw, Node, Scalar
from kneecoach.packs.problem import Place, did_you_mean, excerpt
from kneecoach.packs.spec import Record, Text

_BELONGS = {
    Format.EXERCISE: "an exercise; it belongs beside pack.yaml",
    Format.PROGRAMME: "a programme; it belongs in the folder `programmes`",
    Format.EDUCATION: "a card of education; it belongs in the folder `education`",
    Format.PACK: "what a pack says of itself; it belongs in the file pack.yaml",
}


def read_draft(file: Path, expected: Format | None = None, content: bytes | None = None) -> Draft:
    """Return what a file says.

    Args:
        file: The file.
        expected: The format that its place calls for; None for a file on its own.
        content: What it holds, where that is known already; the file is then not looked at.
    """
    document = read_document(file, content)
    draft = Draft(file=file, format=expected or Format.EXERCISE, flaws=list(document.flaws))
    if document.root is None:
        if not draft.flaws:
            draft.flaws.append(Flaw(at=Place(), field="", sentence="the file is empty"))
        return draft
    spec = _choose_format(draft, document.root, expected)
    checker = Checker()
    draft.found = checker.record(spec, document.root)
    draft.flaws.extend(checker.flaws)
    if draft.found is not None:
        check_inside(draft, draft.found)
    if expected not in {None, draft.format}:
        draft.found = None  # It has no part in what it was put among.
    return draft


def _choose_format(draft: Draft, root: Node, expected: Format | None) -> Record:
    """Return the record to check against; a wrong or missing format is noted."""
    pairs = root.pairs if isinstance(root, Entries) else ()
    written = next((value for key, value in pairs if key.text == "format"), None)
    if not isinstance(written, Scalar):
        return FORMATS[draft.format]
    if written.text not in set(Format):
        draft.flaws.append(Flaw(at=written.at, field="format", sentence=_unknown(written.text)))
        return _without_format(FORMATS[draft.format])
    draft.format = Format(written.text)
    if expected is not None and draft.format is not expected:
        sentence = f"this is {_BELONGS[draft.format]}"
        draft.flaws.append(Flaw(at=written.at, field="format", sentence=sentence))
    return FORMATS[draft.format]


def _unknown(text: str) -> str:
    stem = text.partition("/")[0]
    if any(stem == known.partition("/")[0] for known in Format):
        return f"{excerpt(text)} is a version that this kneecoach cannot read; it reads /1"
    return f"{excerpt(text)} is not a format of ours{did_you_mean(text, Format)}"


def _without_format(record: Record) -> Record:
    """Return the record with a format that may be anything, as it was complained about already."""
    first, *others = record.fields
    return record._replace(fields=(first._replace(kind=Text()), *others))
