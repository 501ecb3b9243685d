"""Say which files a pack file may hold, and why another one is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from kneecoach.packs.media_names import MEDIA, MEDIA_NAME
from kneecoach.packs.parcel.refusal import ParcelError
from kneecoach.packs.textfile import has_hidden

MANIFEST: Final = "manifest.json"
SIGNATURE: Final = "manifest.json.minisig"

_ALLOWED = re.compile(rf"(?:(?:programmes|education)/)?[a-z][a-z0-9_]{{0,59}}\.yaml|{MEDIA_NAME}")
_DRIVE = re.compile(r"[A-Za-z]:")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])\.[a-z0-9]+")
"""Names that open a device on Windows, whatever they end in."""

_KINDS: Final = (
    ("zip kneepack gz bz2 xz 7z rar tar tgz zst jar", "an archive inside the pack"),
    ("png jpg jpeg gif webp bmp tif tiff ico", "a picture where none belongs"),
    ("wav mp3 ogg opus flac m4a aac mid", "a sound where none belongs"),
    ("svg html htm xhtml xml js css pdf", "a page that could hold a script"),
    ("py sh exe bat cmd com dll so dylib ps1 desktop lnk", "a program"),
)


def refuse_names(names: Iterable[str]) -> None:
    """Refuse names that lie elsewhere, deceive, clash, or that a pack has no use for.

    Raises:
        ParcelError: There is such a name; says which and why.
    """
    listed = list(names)
    for name in listed:
        _refuse_place(name)
    seen: set[str] = set()
    folded: set[str] = set()
    for name in listed:
        if name in seen:
            raise ParcelError(f"The pack holds two files of the name {shown(name)}.")
        if name.casefold() in folded:
            raise ParcelError(
                f"The pack holds two names that differ in capitals alone, such as {shown(name)}; "
                "many computers take them for one."
            )
        seen.add(name)
        folded.add(name.casefold())
    for name in listed:
        _refuse_kind(name)


def shown(name: str) -> str:
    """Return a name as it can be shown: short, and without anything that hides or turns."""
    return ascii(name if len(name) <= 60 else name[:59] + "…")


def _refuse_place(name: str) -> None:
    if has_hidden(name) or not name.isprintable():
        raise ParcelError(
            f"The pack holds a name with invisible or direction characters: {shown(name)}."
        )
    if name.startswith(("/", "\\")) or _DRIVE.match(name):
        raise ParcelError(f"The pack wants to write to a place of its own choice: {shown(name)}.")
    if ".." in re.split(r"[/\\]", name):
        raise ParcelError(f"The pack wants to write outside of its folder: {shown(name)}.")
    if "\\" in name:
        raise ParcelError(f"The pack holds a name with a backslash: {shown(name)}.")


def _refuse_kind(name: str) -> None:
    if name in {MANIFEST, SIGNATURE}:
        return
    if name.endswith("/"):
        raise ParcelError(f"The pack holds an empty folder: {shown(name)}.")
    if _ALLOWED.fullmatch(name):
        if _RESERVED.fullmatch(name.rpartition("/")[2]):
            what = f"a name that Windows keeps for itself: {shown(name)}"
            raise ParcelError(f"The pack holds {what}.")
        return
    ending = name.rpartition(".")[2].casefold()
    for endings, what in _KINDS:
        if ending in endings.split():
            raise ParcelError(
                f"The pack holds {what}: {shown(name)}. Packs hold exercises and programmes as "
                f"text, recordings and pictures in the folder `{MEDIA}`, and nothing else."
            )
    raise ParcelError(f"The pack holds a file that it has no use for: {shown(name)}.")


def is_media(name: str) -> bool:
    """Return whether a file of a pack is a recording or a picture, going by its name."""
    return name.startswith(f"{MEDIA}/")
