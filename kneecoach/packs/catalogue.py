"""Read packs into one catalogue, and list all problems of all files on the way."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kneecoach.model.programme import Catalogue
from kneecoach.packs.folder import (
    EDUCATION,
    ENDING,
    PACK_FILE,
    PROGRAMMES,
    list_pack,
    whole_file,
)
from kneecoach.packs.format_parts import Format
from kneecoach.packs.pack_draft import PackDraft
from kneecoach.packs.problem import Problem, Severity
from kneecoach.packs.reader import read_draft
from kneecoach.packs.references import resolve
from kneecoach.packs.uncollected import uncollected
from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read: everything fit for use, and every problem on the way."""

    catalogue: Catalogue
    problems: tuple[Problem, ...] = ()


def read_packs(folders: Sequence[Path]) -> Reading:
    """Return what the packs in these folders hold; a bad file is left out and the rest loads."""
    with uncollected():
        packs = [read_pack_draft(folder) for folder in folders]
        catalogue = resolve(packs)
        problems = tuple(problem for pack in packs for problem in _problems(pack))
    return Reading(catalogue=catalogue, problems=problems)


def read_pack_draft(folder: Path, *, with_education: bool = False) -> PackDraft:
    """Return what the files of one pack say, before their references are followed."""
    files = list_pack(folder)
    cards = files.education if with_education else []
    return PackDraft(
        folder=folder,
        pack=read_draft(files.pack, Format.PACK) if files.pack else None,
        exercises=[read_draft(file, Format.EXERCISE) for file in files.exercises],
        programmes=[read_draft(file, Format.PROGRAMME) for file in files.programmes],
        education=[read_draft(file, Format.EDUCATION) for file in cards],
        problems=files.problems,
    )


def check_paths(paths: Sequence[Path], beside: Sequence[Path] = ()) -> tuple[Problem, ...]:
    """Return every problem of packs and single files.

    A folder is a pack, or holds packs. A single file is checked together with the pack it lies in,
    and only its own problems are returned.

    Args:
        paths: Files and folders.
        beside: Folders of packs whose exercises may be named too; their problems are not returned.
    """
    found: dict[Problem, None] = {}
    for path in paths:
        for problem in _check_path(path, beside):
            found.setdefault(problem)
    return tuple(found)


def _check_path(path: Path, beside: Sequence[Path]) -> Sequence[Problem]:
    if not _exists(path):
        return (whole_file(path, "there is no such file or folder"),)
    if not path.is_dir():
        return _check_file(path, beside)
    if _exists(path / PACK_FILE):
        return _check_folder(path, beside)
    inner = [one for one in _folders_in(path) if _exists(one / PACK_FILE)]
    if not inner:
        return _check_folder(path, beside)
    return [problem for one in inner for problem in _check_folder(one, beside)]


def _check_folder(folder: Path, beside: Sequence[Path]) -> Sequence[Problem]:
    """Return the problems of one pack; a pack beside it that has the same id is not read."""
    from kneecoach.packs.education import resolve_cards  # noqa: PLC0415 - not needed for reading
    from kneecoach.packs.figure_stand import stand_figure  # noqa: PLC0415 - likewise
    from kneecoach.packs.media_check import check_media_folder  # noqa: PLC0415 - likewise

    pack = read_pack_draft(folder, with_education=True)
    others = [read_pack_draft(one) for one in beside if not _is_same(one, folder)]
    others = [other for other in others if not other.pack_id or other.pack_id != pack.pack_id]
    resolve([*others, pack])
    for draft in pack.exercises:
        stand_figure(draft)
    check_media_folder(pack)
    resolve_cards(pack, {draft.file.stem for one in (*others, pack) for draft in one.programmes})
    return _problems(pack)


def _check_file(file: Path, beside: Sequence[Path]) -> Sequence[Problem]:
    if file.suffix != ENDING:
        return (whole_file(file, f"is not read; a file of a pack ends in {ENDING}"),)
    folder = file.parent.parent if file.parent.name in {PROGRAMMES, EDUCATION} else file.parent
    if _exists(folder / PACK_FILE):
        return [one for one in _check_folder(folder, beside) if one.file == file]
    alone = Problem(
        file=file,
        line=1,
        column=1,
        field="",
        sentence="there is no pack.yaml beside this file, so its references were not followed",
        severity=Severity.WARNING,
    )
    from kneecoach.packs.figure_stand import stand_figure  # noqa: PLC0415 - not needed for reading
    from kneecoach.packs.media_check import check_media, reading_from  # noqa: PLC0415 - likewise

    draft = read_draft(file)
    if draft.format is Format.EXERCISE:
        stand_figure(draft)
        check_media([draft], reading_from(folder))
    return (*draft.problems, alone)


def _problems(pack: PackDraft) -> list[Problem]:
    listed = list(pack.problems)
    for draft in pack.drafts:
        listed.extend(draft.problems)
    return listed


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _folders_in(folder: Path) -> list[Path]:
    try:
        return sorted(one for one in folder.iterdir() if one.is_dir())
    except OSError:
        return []


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
