"""Keep packs that are being made: each in one file of the coach's own, written as one types."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path
from typing import Any, Final

from kneecoach.model.errors import KneecoachError
from kneecoach.packs.building.manuscript import Manuscript
from kneecoach.packs.building.media import named_media, read_named
from kneecoach.packs.building.shelf import is_pack_name
from kneecoach.packs.folder import LARGEST_PACK, PACK_FILE
from kneecoach.private import DRAFTS, keep_private, read_private
from kneecoach.saving import save_file
from kneecoach.values import dataclass
from kneecoach.vault.standing import is_encrypted

FORMAT: Final = "kneecoach-draft/1"
LARGEST: Final = 2 * LARGEST_PACK
_ENDING = ".draft"
_ID = re.compile(r"[a-z0-9_]{1,80}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A pack that is being made, as it is kept.

    Attributes:
        id: Name of its file.
        pack: What it says.
        folder: The folder that it was opened from; empty for none.
        patient: The code of the patient whose report it answers; empty for none.
        built: What stands for the pack as it was built last; empty before that.
    """

    id: str
    pack: Manuscript
    folder: str = ""
    patient: str = ""
    built: str = ""

    @property
    def is_other_than_built(self) -> bool:
        """Return whether a pack of this version was built, and it has changed since.

        Whoever has that one installed could not take this one.
        """
        version = self.pack.said("version")
        is_same_version = self.built.split(" ")[0] == version
        return bool(self.built) and is_same_version and self.built != mark_of(self.pack)


def mark_of(pack: Manuscript) -> str:
    """Return what stands for a pack: its version, and a hash of all that it says."""
    told = json.dumps(pack.files).encode()
    return f"{pack.said('version')} {hashlib.sha256(told).hexdigest()}"


class Drafts:
    """Keep packs that are being made in a folder, sealed while the records here are encrypted.

    Args:
        folder: Where they are kept, in the folder of the records.
    """

    def __init__(self, folder: Path) -> None:
        """Remember the folder; nothing is read yet."""
        self._folder = folder

    def all(self) -> tuple[Kept, ...]:
        """Return all of them, the one that was changed last first; damaged ones are left out."""
        found = []
        for path in self._folder.glob(f"*{_ENDING}") if self._folder.is_dir() else ():
            try:
                found.append((path.stat().st_mtime_ns, self.read(path.stem)))
            except (OSError, KneecoachError):
                continue  # it stays where it is, and is told when it is opened by its name
        found.sort(key=lambda one: (-one[0], one[1].id))
        return tuple(one for _, one in found)

    def read(self, draft_id: str) -> Kept:
        """Return one of them.

        Raises:
            KneecoachError: It is not there, or damaged.
        """
        path = self._path(draft_id)
        try:
            content = read_private(self._folder.parent, path, DRAFTS, LARGEST + 1)
            return _from_plain(draft_id, json.loads(content) if len(content) <= LARGEST else None)
        except FileNotFoundError:
            raise KneecoachError(f"There is no draft {draft_id}.") from None
        except (OSError, ValueError, RecursionError, KeyError, TypeError, AttributeError) as error:
            way_out = "Take the file away, or put a copy in its place."
            raise KneecoachError(f"The draft {path} cannot be read.", way_out) from error

    def keep(self, draft: Kept) -> None:
        """Write one; it is on the disk when this returns.

        Raises:
            KneecoachError: It cannot be written; what was kept before is as it was.
        """
        plain = {
            "format": FORMAT,
            "folder": draft.folder,
            "patient": draft.patient,
            "built": draft.built,
            "files": dict(draft.pack.files),
        }
        content = json.dumps(plain, ensure_ascii=False, indent=1).encode()
        keep_private(self._folder.parent, self._path(draft.id), content, DRAFTS)

    def place(self, draft_id: str) -> Path:
        """Return the folder of the recordings and pictures of a draft."""
        return self._path(draft_id).with_suffix(".files")

    def past(self, draft_id: str) -> Path:
        """Return the file of what a draft was before."""
        return self._path(draft_id).with_suffix(".past")

    def free_id(self, pack_id: str) -> str:
        """Return a name that no draft has yet; it tells of nobody while records are encrypted."""
        tells = _ID.fullmatch(pack_id) and not is_encrypted(self._folder.parent)
        stem = pack_id if tells else "pack"
        tries = (stem, *(f"{stem}_{number}" for number in range(2, 999)))
        return next(one for one in tries if not self._path(one).exists())

    def forget(self, draft_id: str) -> None:
        """Take one away; nothing happens when it is not there.

        Raises:
            KneecoachError: It cannot be taken away.
        """
        path = self._path(draft_id)
        try:
            path.unlink(missing_ok=True)
            self.past(draft_id).unlink(missing_ok=True)
            if self.place(draft_id).is_dir():
                shutil.rmtree(self.place(draft_id))
        except OSError as error:
            why = (error.strerror or type(error).__name__).lower()
            raise KneecoachError(f"The draft {path} cannot be taken away ({why}).") from error

    def _path(self, draft_id: str) -> Path:
        if not _ID.fullmatch(draft_id):
            raise KneecoachError(f"There is no draft {draft_id[:80]!a}.")
        return self._folder / f"{draft_id}{_ENDING}"


def write_folder(pack: Manuscript, folder: Path, place: Path) -> None:
    """Write the files of a pack into a folder; files that say the same are not touched.

    Args:
        pack: The pack.
        folder: The folder.
        place: Where the recordings and pictures are that it names.

    Raises:
        KneecoachError: One cannot be read or written.
    """
    files = [(name, text.encode()) for name, text in pack.files]
    files += [(name, read_named(place, name)) for name in named_media(pack)]
    for name, content in files:
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            is_same = path.is_file() and path.read_bytes() == content
        except OSError as error:
            why = (error.strerror or type(error).__name__).lower()
            raise KneecoachError(f"{path} cannot be written ({why}).") from error
        if not is_same:
            save_file(path, content)


def _from_plain(draft_id: str, plain: Any) -> Kept:
    files = plain["files"]
    texts = [str(one) for one in files.values()]
    is_ours = plain["format"] == FORMAT and PACK_FILE in files and all(map(is_pack_name, files))
    if not is_ours or sum(map(len, texts)) > LARGEST_PACK:
        raise ValueError
    return Kept(
        id=draft_id,
        pack=Manuscript(files=tuple(sorted(zip(files, texts, strict=True)))),
        folder=str(plain.get("folder", "")),
        patient=str(plain.get("patient", "")),
        built=str(plain.get("built", "")),
    )
