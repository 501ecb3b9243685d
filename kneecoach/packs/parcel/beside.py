"""Read of the packs beside a pack only what it names or could clash with; most have many files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from kneecoach.packs.catalogue import read_pack_draft
from kneecoach.packs.folder import PackFiles, list_pack
from kneecoach.packs.format_parts import NONE, Format
from kneecoach.packs.pack_draft import PackDraft
from kneecoach.packs.reader import read_draft
from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What lies beside a pack.

    Attributes:
        drafts: What was read of each of the other packs.
        programmes: Ids of all of their programmes.
    """

    drafts: tuple[PackDraft, ...]
    programmes: frozenset[str]


def read_beside(folders: Sequence[Path], own: PackDraft) -> Beside:
    """Return what the other packs hold of it.

    A pack that names an exercise that is nowhere is wrong; to say what was probably meant, the
    others are then read whole.
    """
    listed = [list_pack(folder) for folder in folders]
    ids = {draft.file.stem for draft in own.exercises}
    named = set(_named(own))
    there = ids | {file.stem for files in listed for file in files.exercises}
    plans = {draft.file.stem for draft in own.programmes}
    if named <= there:
        drafts = tuple(_read(files, named | ids, plans) for files in listed)
    else:
        drafts = tuple(read_pack_draft(folder) for folder in folders)
    return Beside(
        drafts=drafts,
        programmes=frozenset(file.stem for files in listed for file in files.programmes),
    )


def names_in(folders: Sequence[Path], ids: set[str]) -> dict[str, str]:
    """Return what exercises are called, by id; those that are nowhere are left out."""
    names = {}
    for folder in folders if ids else ():
        for file in list_pack(folder).exercises:
            if file.stem in ids:
                found = read_draft(file, Format.EXERCISE).found
                names[file.stem] = found.text("name", file.stem) if found else file.stem
    return names


def _read(files: PackFiles, exercises: set[str], programmes: set[str]) -> PackDraft:
    return PackDraft(
        folder=files.folder,
        pack=read_draft(files.pack, Format.PACK) if files.pack else None,
        exercises=[
            read_draft(file, Format.EXERCISE) for file in files.exercises if file.stem in exercises
        ],
        programmes=[
            read_draft(file, Format.PROGRAMME)
            for file in files.programmes
            if file.stem in programmes
        ],
        problems=files.problems,
    )


def _named(own: PackDraft) -> Iterator[str]:
    """Yield the ids of all exercises that a pack names."""
    for draft in own.programmes:
        if draft.found is not None:
            yield from (item.text("exercise") for item in draft.found.items("exercises"))
    for draft in own.exercises:
        if draft.found is not None:
            neighbours = {draft.found.text("easier"), draft.found.text("harder")}
            yield from neighbours - {NONE, ""}
