"""Install a pack that was opened and checked, take an update, and remove a pack again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from kneecoach.model.errors import KneecoachError
from kneecoach.model.programme import Catalogue
from kneecoach.packs.catalogue import read_packs
from kneecoach.packs.parcel.beside import names_in
from kneecoach.packs.parcel.changes import Change, changes_between
from kneecoach.packs.parcel.index import (
    FOLDERS,
    Index,
    Installed,
    folder_of,
    read_index,
    write_index,
)
from kneecoach.packs.parcel.parcel import Parcel
from kneecoach.packs.parcel.refusal import ParcelError
from kneecoach.packs.problem import did_you_mean
from kneecoach.paths import OWNER_ONLY_FOLDER, cannot_write, make_folder
from kneecoach.saving import write_durably
from kneecoach.values import dataclass


class Trust(StrEnum):
    """Say what the signature of a pack tells a person who installs it.

    `KNOWN` was signed by a key that packs of this author had before, `FIRST` by a key that is seen
    for the first time, `UNSIGNED` by nobody. `OTHER_KEY` comes from an author who is known by
    another key, and `NO_LONGER_SIGNED` from one whose packs were signed so far: each may be an
    impostor, and asks to be confirmed on its own.
    """

    KNOWN = "known"
    FIRST = "first"
    UNSIGNED = "unsigned"
    OTHER_KEY = "other_key"
    NO_LONGER_SIGNED = "no_longer_signed"

    @property
    def is_alarming(self) -> bool:
        """Return whether somebody else may pose as the author."""
        return self in {Trust.OTHER_KEY, Trust.NO_LONGER_SIGNED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What installing a pack would mean.

    Attributes:
        parcel: The pack.
        installed: The version that is there; None when it is new.
        trust: What its signature tells.
        changes: What differs from the version that is there.
        names: What each exercise of its programmes is called, by id.
    """

    parcel: Parcel
    installed: Installed | None
    trust: Trust
    changes: tuple[Change, ...] = ()
    names: tuple[tuple[str, str], ...] = ()


def make_offer(parcel: Parcel, packs: Path, beside: Sequence[Path]) -> Offer:
    """Return what installing a pack into the folder of packs would mean.

    Args:
        parcel: The pack.
        packs: The folder of packs that the person added.
        beside: Folders of all packs, to name exercises of others.

    Raises:
        ParcelError: It is installed already, is older than what is, or has the same version and
            other content.
        KneecoachError: The list of installed packs is damaged.
    """
    index = read_index(packs)
    installed = index.pack(parcel.pack.id)
    before = Catalogue()
    if installed is not None:
        _refuse_backwards(parcel, installed)
        before = read_packs([folder_of(packs, installed)]).catalogue
    programmes = (*before.programmes, *parcel.catalogue.programmes)
    named = {item.exercise_id for programme in programmes for item in programme.items}
    own = {one.id: one.name for one in parcel.catalogue.exercises}
    names = names_in(beside, named - own.keys() - {one.id for one in before.exercises})
    return Offer(
        parcel=parcel,
        installed=installed,
        trust=_trust(parcel, index),
        changes=changes_between(before, parcel.catalogue, names) if installed else (),
        names=tuple(sorted((names | own).items())),
    )


def install(offer: Offer, packs: Path, now: datetime) -> Installed:
    """Install the pack of an offer: all of it, or nothing at all.

    Raises:
        KneecoachError: It cannot be written; what was installed before is as it was.
    """
    parcel = offer.parcel
    folder = f"{parcel.pack.id}-{parcel.digest[:16]}"
    make_folder(packs / FOLDERS)
    target = packs / FOLDERS / folder
    try:
        _write_folder(parcel, target)
    except OSError as error:
        _clean(packs, read_index(packs))
        raise cannot_write(target, error) from error
    installed = Installed(
        id=parcel.pack.id,
        name=parcel.pack.name,
        version=parcel.pack.version,
        author=parcel.pack.author,
        folder=folder,
        signed_by=parcel.signed_by,
        digest=parcel.digest,
        at=now,
    )
    index = read_index(packs).with_pack(installed)
    write_index(packs, index)
    _clean(packs, index)
    return installed


def remove(pack_id: str, packs: Path) -> Installed:
    """Take a pack away and return what it was; the history stays.

    Raises:
        KneecoachError: No such pack was installed, or the list cannot be written.
    """
    index = read_index(packs)
    found = index.pack(pack_id)
    if found is None:
        near = did_you_mean(pack_id, [one.id for one in index.packs])
        way_out = "kneecoach packs list names those that are."
        raise KneecoachError(f"No pack {pack_id} is installed{near}.", way_out)
    index = index.without_pack(pack_id)
    write_index(packs, index)
    _clean(packs, index)
    return found


def _trust(parcel: Parcel, index: Index) -> Trust:
    key, author = parcel.signed_by, index.author(parcel.pack.author)
    installed = index.pack(parcel.pack.id)
    before = {installed.signed_by} if installed and installed.signed_by else set()
    known = before | set(author.keys if author else ())
    if not known:
        return Trust.FIRST if key else Trust.UNSIGNED
    if key is None:
        return Trust.NO_LONGER_SIGNED
    return Trust.KNOWN if key in known else Trust.OTHER_KEY


def _refuse_backwards(parcel: Parcel, installed: Installed) -> None:
    name, new, old = parcel.pack.name, parcel.pack.version, installed.version
    if parcel.digest == installed.digest:
        raise ParcelError(f"{name} {new} is installed already.", "There is nothing to do.")
    if _number(new) < _number(old):
        raise ParcelError(
            f"{name} {old} is installed, and this file is the older {new}.",
            "Remove the pack first if you want to go back to it; the history is kept.",
        )
    if _number(new) == _number(old):
        raise ParcelError(
            f"{name} {old} is installed, and this file calls itself {new} too but is different.",
            "Ask its author for a file with a higher version, or remove the pack first.",
        )


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _write_folder(parcel: Parcel, target: Path) -> None:
    """Write the files beside their place, and move them there together."""
    beside = target.with_name(f".{target.name}.{os.getpid()}.new")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(mode=OWNER_ONLY_FOLDER)
    try:
        for name, content in parcel.files:
            path = beside / name
            path.parent.mkdir(mode=OWNER_ONLY_FOLDER, exist_ok=True)
            write_durably(path, content)
        if target.exists():  # left over from an installation that was cut off
            shutil.rmtree(target)
        beside.rename(target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _clean(packs: Path, index: Index) -> None:
    """Take away folders that are not in the list: old versions, and what was cut off."""
    used = {one.folder for one in index.packs}
    for folder in (packs / FOLDERS).iterdir():
        if folder.name not in used:
            shutil.rmtree(folder, ignore_errors=True)
