"""Make and find the two keys of an author: one to sign with, one that opens reports."""

from __future__ import annotations

from pathlib import Path

from kneecoach.model.errors import KneecoachError
from kneecoach.packs.parcel.keys import (
    SecretKey,
    make_key,
    read_key_file,
    write_new_file,
    write_secret_key,
)
from kneecoach.packs.parcel.minisign import write_public_key
from kneecoach.paths import Paths
from kneecoach.reports.sealing import Identity, make_identity

_MARK = "# public key: "


def secret_file_of(paths: Paths) -> Path:
    """Return where the coach keeps the key that its own author signs with."""
    return paths.data / "keys" / "author.key"


def other_files(secret_file: Path) -> tuple[Path, Path]:
    """Return the files beside a secret key: the public key, and the key that opens reports."""
    return secret_file.with_suffix(".pub"), secret_file.with_suffix(".reports")


def make_author_keys(secret_file: Path, password: str = "") -> tuple[SecretKey, Identity]:
    """Make both keys and write their files.

    Raises:
        KneecoachError: One of them is there already, or cannot be written.
    """
    public_file, reports_file = other_files(secret_file)
    refuse_existing(secret_file)
    key, identity = make_key(), make_identity()
    write_new_file(secret_file, write_secret_key(key, password))
    write_new_file(public_file, write_public_key(key.public))
    write_new_file(reports_file, identity.text)
    return key, identity


def refuse_existing(secret_file: Path) -> None:
    """Refuse to make keys where there are some.

    Raises:
        KneecoachError: One of the files is there.
    """
    for one in (secret_file, *other_files(secret_file)):
        if one.exists():
            way_out = "Choose another name; a key that is lost cannot be made again."
            raise KneecoachError(f"There is a file {one} already.", way_out)


def recipient_of(secret_file: Path) -> str:
    """Return the key that reports are locked to, for the author of a secret key; empty for none."""
    _, reports_file = other_files(secret_file)
    if not reports_file.exists():
        return ""
    lines = read_key_file(reports_file).splitlines()
    return next((one.removeprefix(_MARK) for one in lines if one.startswith(_MARK)), "")
