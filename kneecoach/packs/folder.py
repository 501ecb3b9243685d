"""Find the files of a pack in its folder, within bounds, and never outside of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from kneecoach.packs.media_names import MEDIA
from kneecoach.packs.problem import Problem
from kneecoach.values import dataclass, field

PACK_FILE = "pack.yaml"
PROGRAMMES = "programmes"
EDUCATION = "education"
ENDING = ".yaml"
INSTALLED = "installed.json"
"""The list of packs that were installed from a file, in the folder of the packs added."""

MOST_FILES = 500
"""Files of a pack; the largest that we can think of has two hundred exercises."""

MOST_ENTRIES = 5000
"""Names looked at in one folder, whatever they are."""

LARGEST_PACK = 4 * 1024 * 1024
"""Bytes of all texts of a pack together."""

MOST_MEDIA = 400
LARGEST_MEDIA = 24_000_000
"""Recordings and pictures of a pack, and their bytes together. Source: house rule; what still goes
through as an attachment of a letter."""


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class PackFiles:
    """The files of a pack, sorted by name, and what is wrong with the folder.

    Attributes:
        folder: The pack's folder.
        pack: Its `pack.yaml`, or None.
        exercises, programmes, education: The files that should hold them.
        problems: What is wrong with names, links and bounds.
    """

    folder: Path
    pack: Path | None = None
    exercises: list[Path] = field(default_factory=list)
    programmes: list[Path] = field(default_factory=list)
    education: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def list_pack(folder: Path) -> PackFiles:
    """Return the files of the pack in a folder; never raises for what is found there."""
    files = PackFiles(folder=folder)
    try:
        inside = folder.resolve(strict=True)
        paths = list(_yaml_files(folder, inside, files.problems))
        for name, held in ((PROGRAMMES, files.programmes), (EDUCATION, files.education)):
            below = folder / name
            if below.is_dir() and not _leads_out(below, inside, files.problems):
                held.extend(_yaml_files(below, inside, files.problems))
        paths = _within_bounds(paths, files)
    except (OSError, ValueError, RuntimeError) as error:
        files.problems.append(whole_file(folder, _why_unreadable(error)))
        return files
    files.pack = next((path for path in paths if path.name == PACK_FILE), None)
    files.exercises = [path for path in paths if path.name != PACK_FILE]
    if files.pack is None:
        files.problems.append(
            whole_file(folder / PACK_FILE, "is missing; a pack says in it who made it")
        )
    return files


def list_media(folder: Path) -> dict[str, int]:
    """Return the files in a pack's folder of recordings and pictures, each with its bytes.

    They are named as exercises name them, `media/…`. Links and folders are not among them.
    """
    found: dict[str, int] = {}
    try:
        for path in islice((folder / MEDIA).iterdir(), MOST_ENTRIES):
            if path.is_file() and not path.is_symlink() and not path.name.startswith("."):
                found[f"{MEDIA}/{path.name}"] = path.stat().st_size
    except OSError:
        return found
    return found


def whole_file(file: Path, sentence: str) -> Problem:
    """Return a problem that is about a whole file or folder."""
    return Problem(file=file, line=1, column=1, field="", sentence=sentence)


def _yaml_files(folder: Path, inside: Path, problems: list[Problem]) -> Iterator[Path]:
    """Yield the files to read, and note names that are probably meant to be read."""
    entries = list(islice(folder.iterdir(), MOST_ENTRIES + 1))
    if len(entries) > MOST_ENTRIES:
        problems.append(whole_file(folder, f"holds more than {MOST_ENTRIES} files; none is read"))
        return
    for path in sorted(entries):
        if path.name.startswith("."):
            continue
        ending = path.suffix.lower()
        if not path.name.isprintable():
            sentence = f"holds a file with an unreadable name, {path.name[:60]!a}; rename it"
            problems.append(whole_file(folder, sentence))
        elif ending == ".yml" or (ending == ENDING and path.suffix != ENDING):
            problems.append(whole_file(path, f"is not read; rename it to {path.stem}{ENDING}"))
        elif ending == ENDING and not _leads_out(path, inside, problems):
            yield path


def _leads_out(path: Path, inside: Path, problems: list[Problem]) -> bool:
    """Return whether a path is a link to somewhere outside of the pack, and note it if so."""
    if not path.is_symlink() or path.resolve().is_relative_to(inside):
        return False
    problems.append(whole_file(path, "is a link that leads out of the pack; it is not followed"))
    return True


def _within_bounds(paths: list[Path], files: PackFiles) -> list[Path]:
    """Return the paths, or none of them when the pack is beyond its bounds."""
    together = paths + files.programmes + files.education
    sentence = ""
    if len(together) > MOST_FILES:
        sentence = f"holds {len(together)} files; a pack has at most {MOST_FILES}, so none is read"
    elif sum(path.stat().st_size for path in together if path.exists()) > LARGEST_PACK:
        size = f"{LARGEST_PACK // 1024 // 1024} MB"
        sentence = f"holds more than {size} of text, so none of it is read"
    if not sentence:
        return paths
    files.problems.append(whole_file(files.folder, sentence))
    files.programmes.clear()
    files.education.clear()
    return [path for path in paths if path.name == PACK_FILE]


def _why_unreadable(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such folder"
    if isinstance(error, NotADirectoryError):
        return "this is not a folder; a pack is a folder with a pack.yaml"
    reason = getattr(error, "strerror", None) or "its name cannot be used"
    return f"the folder cannot be read ({str(reason).lower()})"
