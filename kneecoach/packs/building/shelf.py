"""Take texts from the packs that are there: exercises, programmes, and what they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kneecoach.packs.building.manuscript import Manuscript, exercise_file, programme_file
from kneecoach.packs.building.where import keys_at, root_of, text_at, texts_at
from kneecoach.packs.folder import EDUCATION, ENDING, PACK_FILE, PROGRAMMES, list_pack
from kneecoach.packs.nodes import UnreadableError
from kneecoach.packs.parcel.refusal import ParcelError
from kneecoach.packs.textfile import read_text
from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file of a pack.

    Attributes:
        text: What it says.
        sources: What it names: key, title and address of each.
        folder: The folder of its pack; None when no pack has it.
    """

    text: str
    sources: tuple[tuple[str, str, str], ...] = ()
    folder: Path | None = None


class Shelf:
    """Find files in folders of packs.

    Args:
        folders: The folders, in the order in which packs are read.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        """Remember the folders; nothing is read yet."""
        self.folders = tuple(folders)

    def exercise(self, exercise_id: str) -> Found:
        """Return the file of an exercise; an empty text when no pack has it."""
        return self._find(exercise_file(exercise_id))

    def programme(self, programme_id: str) -> Found:
        """Return the file of a programme; an empty text when no pack has it."""
        return self._find(programme_file(programme_id))

    def folder(self, pack_id: str) -> Path | None:
        """Return the folder of a pack; None when it is not there."""
        for folder in self.folders:
            file = folder / PACK_FILE
            if file.is_file() and text_at(root_of(_read(file)), "id") == pack_id:
                return folder
        return None

    def _find(self, name: str) -> Found:
        for folder in self.folders:
            file = folder / name
            if file.is_file():
                text = _read(file)
                named = texts_at(root_of(text), "sources")
                sources = _sources(_read(folder / PACK_FILE), named)
                return Found(text=text, sources=sources, folder=folder)
        return Found(text="")


def read_folder(folder: Path) -> Manuscript:
    """Return the files of the pack in a folder, whatever is wrong with what they say.

    Raises:
        ParcelError: The folder holds no pack, too much, or a file that is no text.
    """
    listed = list_pack(folder)
    paths = [*([listed.pack] if listed.pack else []), *listed.exercises]
    files = {path.name: path for path in paths}
    for below, held in ((PROGRAMMES, listed.programmes), (EDUCATION, listed.education)):
        files |= {f"{below}/{path.name}": path for path in held}
    if listed.pack is None:
        problem = listed.problems[0]
        raise ParcelError(f"{problem.file.name}: {problem.sentence}.", "Choose another folder.")
    try:
        texts = tuple((name, read_text(path)) for name, path in sorted(files.items()))
    except UnreadableError as error:
        raise ParcelError(f"{folder.name}: {error.flaw.sentence}.", "Mend it first.") from error
    return Manuscript(files=texts)


def is_pack_name(name: str) -> bool:
    """Return whether a file of that name has a place in a pack."""
    above, _, last = name.rpartition("/")
    is_file = last.endswith(ENDING) and not last.startswith(".") and last.isprintable()
    return is_file and above in {"", PROGRAMMES, EDUCATION} and "\\" not in last


def _read(path: Path) -> str:
    try:
        return read_text(path)
    except UnreadableError:
        return ""


def _sources(pack: str, named: tuple[str, ...]) -> tuple[tuple[str, str, str], ...]:
    root = root_of(pack)
    found = []
    for key in named:
        if key in keys_at(root, "sources"):
            title = text_at(root, f"sources.{key}.title") or text_at(root, f"sources.{key}")
            found.append((key, title, text_at(root, f"sources.{key}.where")))
    return tuple(found)
