"""List what is in a pack file, with a hash of each file; the signature is over this list."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from typing import Final

from kneecoach.packs.parcel.minisign import PublicKey, SignatureError, read_public_key
from kneecoach.packs.parcel.names import MANIFEST, SIGNATURE, is_media, shown
from kneecoach.packs.parcel.refusal import ParcelError
from kneecoach.packs.spec import ID_PATTERN
from kneecoach.values import dataclass

FORMAT: Final = "kneecoach-kneepack/1"
FORMAT_WITH_MEDIA: Final = "kneecoach-kneepack/2"
"""The same, for packs with recordings or pictures: an older kneecoach then asks to be renewed."""

_FAMILY: Final = "kneecoach-kneepack/"
LARGEST_MANIFEST = 256 * 1024
_KNOWN: Final = (FORMAT, FORMAT_WITH_MEDIA)
_FIELDS = frozenset({"format", "id", "version", "signed_by", "files"})

_UNLIKE = "The pack's list of its files is not written as such lists are."


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a pack file says of itself.

    Attributes:
        pack_id, version: Of the pack.
        signed_by: The key that signed it; None when it is not signed.
        hashes: The SHA-256 of each file, by name.
    """

    pack_id: str
    version: str
    signed_by: PublicKey | None
    hashes: tuple[tuple[str, str], ...]


def hashes_of(files: Mapping[str, bytes]) -> tuple[tuple[str, str], ...]:
    """Return the hash of each file, by name, without the manifest and its signature."""
    return tuple(
        (name, hashlib.sha256(files[name]).hexdigest())
        for name in sorted(files)
        if name not in {MANIFEST, SIGNATURE}
    )


def write_manifest(manifest: Manifest) -> bytes:
    """Return the manifest as JSON, always in the same bytes."""
    plain: dict[str, object] = {
        "format": _format_for(name for name, _ in manifest.hashes),
        "id": manifest.pack_id,
        "version": manifest.version,
        "signed_by": manifest.signed_by.text if manifest.signed_by else "",
        "files": dict(manifest.hashes),
    }
    return (json.dumps(plain, indent=1, ensure_ascii=True) + "\n").encode("ascii")


def read_manifest(content: bytes) -> Manifest:
    """Return what a manifest says.

    Raises:
        ParcelError: It is none of ours, or of a newer kneecoach.
    """
    found = _json(content)
    written = found.get("format")
    if isinstance(written, str) and written.startswith(_FAMILY) and written not in _KNOWN:
        raise ParcelError(
            f"The pack is of a newer kind ({shown(written)}) than this kneecoach can read.",
            "Bring kneecoach up to date and open the pack again.",
        )
    if written not in _KNOWN or set(found) != _FIELDS:
        raise ParcelError(_UNLIKE)
    pack_id, version, signed_by, files = (
        found["id"],
        found["version"],
        found["signed_by"],
        found["files"],
    )
    if (
        not isinstance(pack_id, str)
        or not re.fullmatch(ID_PATTERN, pack_id)
        or not isinstance(version, str)
        or not isinstance(signed_by, str)
        or not isinstance(files, dict)
        or not all(isinstance(one, str) for one in files.values())
    ):
        raise ParcelError(_UNLIKE)
    try:
        key = read_public_key(signed_by) if signed_by else None
    except SignatureError as error:
        raise ParcelError("The pack names a key that is none.") from error
    manifest = Manifest(
        pack_id=pack_id, version=version, signed_by=key, hashes=tuple(files.items())
    )
    if write_manifest(manifest) != content:
        raise ParcelError(_UNLIKE)
    return manifest


def refuse_lies(manifest: Manifest, files: Mapping[str, bytes]) -> None:
    """Refuse a manifest that does not list exactly the files that are there.

    Raises:
        ParcelError: A file is missing, was slipped in, or was changed.
    """
    listed, there = dict(manifest.hashes), dict(hashes_of(files))
    for name in listed:
        if name not in there:
            raise ParcelError(f"The pack lists a file that is not in it: {shown(name)}.")
    for name, digest in there.items():
        if name not in listed:
            raise ParcelError(f"A file was slipped into the pack: {shown(name)}.")
        if listed[name] != digest:
            raise ParcelError(f"A file of the pack was changed after it was made: {shown(name)}.")


def _format_for(names: Iterable[str]) -> str:
    return FORMAT_WITH_MEDIA if any(map(is_media, names)) else FORMAT


def _json(content: bytes) -> dict[str, object]:
    if len(content) > LARGEST_MANIFEST:
        raise ParcelError("The pack's list of its files is larger than such lists are.")
    try:
        found = json.loads(content.decode("ascii"))
    except (ValueError, RecursionError) as error:
        raise ParcelError(_UNLIKE) from error
    if not isinstance(found, dict):
        raise ParcelError(_UNLIKE)
    return found
