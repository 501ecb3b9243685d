"""Keep the list of installed packs and known authors: one small file, replaced in one step.

A pack counts as installed when it stands in this list and not before, so that whatever cuts an
installation off leaves either the old packs or the new ones.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from kneecoach.model.errors import KneecoachError
from kneecoach.packs.folder import INSTALLED
from kneecoach.packs.parcel.minisign import PublicKey, SignatureError, read_public_key
from kneecoach.packs.spec import ID_PATTERN
from kneecoach.saving import keep_file
from kneecoach.values import dataclass, replace

FOLDERS: Final = ".installed"
FORMAT: Final = "kneecoach-installed/1"
LARGEST_INDEX = 1_000_000

_FOLDER = re.compile(r"[a-z][a-z0-9_]{0,59}-[0-9a-f]{16}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """One pack that was installed.

    Attributes:
        id, name, version, author: As its `pack.yaml` has them.
        folder: Name of its folder.
        signed_by: The key that signed it; None when it was not signed.
        digest: SHA-256 of its manifest.
        at: Moment it was installed, UTC.
    """

    id: str
    name: str
    version: str
    author: str
    folder: str
    signed_by: PublicKey | None
    digest: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownAuthor:
    """An author whose key was trusted when a pack of theirs was installed.

    Attributes:
        name: As the pack wrote it.
        keys: Every key that was trusted under this name, the newest last.
    """

    name: str
    keys: tuple[PublicKey, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """What is installed, by id, and whom the person has come to know."""

    packs: tuple[Installed, ...] = ()
    authors: tuple[KnownAuthor, ...] = ()

    def pack(self, pack_id: str) -> Installed | None:
        """Return the installed pack with this id."""
        return next((one for one in self.packs if one.id == pack_id), None)

    def author(self, name: str) -> KnownAuthor | None:
        """Return the known author of this name, however it is spaced and capitalised."""
        return next((one for one in self.authors if same_name(one.name, name)), None)

    def with_pack(self, pack: Installed) -> Index:
        """Return the list with a pack, in place of the one with its id, and its key as known."""
        others = tuple(one for one in self.packs if one.id != pack.id)
        packs = tuple(sorted((*others, pack), key=lambda one: one.id))
        if pack.signed_by is None:
            return replace(self, packs=packs)
        known = self.author(pack.author)
        before = known.keys if known else ()
        keys = (*(one for one in before if one != pack.signed_by), pack.signed_by)
        author = KnownAuthor(name=known.name if known else pack.author, keys=keys)
        authors = tuple(one for one in self.authors if one != known)
        return Index(packs=packs, authors=(*authors, author))

    def without_pack(self, pack_id: str) -> Index:
        """Return the list without a pack; its author stays known."""
        return replace(self, packs=tuple(one for one in self.packs if one.id != pack_id))


def same_name(one: str, other: str) -> bool:
    """Return whether two names read the same."""
    return one.casefold().split() == other.casefold().split()


def folder_of(packs: Path, pack: Installed) -> Path:
    """Return the folder that an installed pack lies in."""
    return packs / FOLDERS / pack.folder


def installed_folders(packs: Path) -> tuple[Path, ...]:
    """Return the folders of the installed packs.

    Raises:
        KneecoachError: The list of installed packs is damaged.
    """
    return tuple(folder_of(packs, one) for one in read_index(packs).packs)


def read_index(packs: Path) -> Index:
    """Return what is installed in the folder of packs; nothing when nothing ever was.

    Raises:
        KneecoachError: The list is damaged.
    """
    path = packs / INSTALLED
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_INDEX + 1)
    except FileNotFoundError:
        return Index()
    except OSError as error:
        why = (error.strerror or type(error).__name__).lower()
        raise KneecoachError(f"The list of installed packs, {path}, cannot be read ({why}).") from (
            error
        )
    try:
        return _from_plain(json.loads(content.decode()))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise KneecoachError(
            f"The list of installed packs, {path}, is damaged, so none of them is used.",
            "Move that file away and install your packs again; the history is kept.",
        ) from error


def write_index(packs: Path, index: Index) -> None:
    """Write the list: the file is the old one or the new one at any moment, never half.

    Raises:
        KneecoachError: It cannot be written.
    """
    text = json.dumps(_to_plain(index), indent=1) + "\n"
    keep_file(packs / INSTALLED, text.encode())


def _to_plain(index: Index) -> dict[str, object]:
    return {
        "format": FORMAT,
        "packs": [
            {
                "id": one.id,
                "name": one.name,
                "version": one.version,
                "author": one.author,
                "folder": one.folder,
                "signed_by": one.signed_by.text if one.signed_by else "",
                "digest": one.digest,
                "at": one.at.isoformat(),
            }
            for one in index.packs
        ],
        "authors": [
            {"name": one.name, "keys": [key.text for key in one.keys]} for one in index.authors
        ],
    }


def _from_plain(plain: Mapping[str, Any]) -> Index:
    if plain["format"] != FORMAT:
        raise ValueError("this list is of another kind")
    return Index(
        packs=tuple(_pack(one) for one in plain["packs"]),
        authors=tuple(
            KnownAuthor(name=str(one["name"]), keys=tuple(_key(key) for key in one["keys"]))
            for one in plain["authors"]
        ),
    )


def _pack(plain: Mapping[str, Any]) -> Installed:
    if not re.fullmatch(ID_PATTERN, plain["id"]) or not _FOLDER.fullmatch(plain["folder"]):
        raise ValueError("this is no name of a pack")
    return Installed(
        id=plain["id"],
        name=str(plain["name"]),
        version=str(plain["version"]),
        author=str(plain["author"]),
        folder=plain["folder"],
        signed_by=_key(plain["signed_by"]) if plain["signed_by"] else None,
        digest=str(plain["digest"]),
        at=datetime.fromisoformat(plain["at"]),
    )


def _key(text: str) -> PublicKey:
    try:
        return read_public_key(text)
    except SignatureError as error:
        raise ValueError("this is no key") from error
