"""Write the files of a pack into one zip file, always in the same bytes, and read them back.

The files are stored, not compressed: compressors differ, and what is stored cannot swell. A file
is read only if it is, byte for byte, what would have been written; so nothing can lie beside,
before or behind what is looked at.
"""

from __future__ import annotations

import stat
import struct
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from kneecoach.packs.folder import LARGEST_MEDIA, LARGEST_PACK, MOST_FILES, MOST_MEDIA
from kneecoach.packs.parcel.names import is_media, refuse_names, shown
from kneecoach.packs.parcel.refusal import ParcelError

MOST_ENTRIES = MOST_FILES + MOST_MEDIA + 2
ROOM_AROUND = 512 * 1024
LARGEST_PARCEL = LARGEST_PACK + LARGEST_MEDIA + ROOM_AROUND
"""Bytes of the whole file: those of the pack, with room for names and manifest."""

_DAY_ONE = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_PLAIN_FILE = (stat.S_IFREG | 0o644) << 16
_SWELLS_FROM = 100
"""A file that grows a hundredfold is a bomb; text shrinks to a tenth at best."""

_BROKEN = (
    BadZipFile,
    NotImplementedError,
    RuntimeError,
    ValueError,
    EOFError,
    OverflowError,
    struct.error,
    OSError,
)
"""What the library raises for damaged files, in the order of its documentation and of our tests."""


def write_archive(files: Mapping[str, bytes]) -> bytes:
    """Return the files as a zip file; the same files always give the same bytes."""
    stream = BytesIO()
    with ZipFile(stream, "w", compression=ZIP_STORED) as archive:
        for name in sorted(files):
            entry = ZipInfo(name, date_time=_DAY_ONE)
            entry.create_system = _UNIX
            entry.external_attr = _PLAIN_FILE
            archive.writestr(entry, files[name])
    return stream.getvalue()


def read_archive(content: bytes) -> dict[str, bytes]:
    """Return the files in a zip file; each is refused with its reason that could do harm.

    Raises:
        ParcelError: It is not a file that `write_archive` has written.
    """
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            _refuse_entries(entries)
            files = {entry.filename: archive.read(entry) for entry in entries}
    except _BROKEN as error:
        raise ParcelError("The file is damaged, or it is no pack at all.") from error
    if write_archive(files) != content:
        raise ParcelError(
            "The file is not put together as packs are: something is hidden in it, or another "
            "program has packed it anew.",
            "Ask for the file that kneecoach packs build has made; nothing was installed.",
        )
    return files


def read_file(path: Path) -> bytes:
    """Return the bytes of a pack file, which is a regular file within bounds.

    Raises:
        ParcelError: It cannot be read, or is too large.
    """
    way_out = "Choose the .kneepack file that you were given."
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise ParcelError(f"{path} is not a file.", way_out)
        with path.open("rb") as stream:
            content = stream.read(LARGEST_PARCEL + 1)
    except FileNotFoundError:
        raise ParcelError(f"There is no file {path}.", way_out) from None
    except (OSError, ValueError) as error:
        why = (getattr(error, "strerror", None) or "its name cannot be used").lower()
        raise ParcelError(f"{path} cannot be read ({why}).", way_out) from error
    if len(content) > LARGEST_PARCEL:
        raise ParcelError(f"The file is larger than packs are ({LARGEST_PARCEL // 1_000_000} MB).")
    if not content:
        raise ParcelError("The file is empty.")
    return content


def _refuse_entries(entries: list[ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise ParcelError(f"The pack holds {len(entries)} files; a pack has at most {MOST_FILES}.")
    refuse_names(entry.orig_filename for entry in entries)
    for entry in entries:
        _refuse_entry(entry)
    texts = [one for one in entries if not is_media(one.filename)]
    media = [one for one in entries if is_media(one.filename)]
    if len(texts) > MOST_FILES + 2 or len(media) > MOST_MEDIA:
        raise ParcelError(
            f"The pack holds {len(texts)} texts, and {len(media)} recordings and pictures; a pack "
            f"has at most {MOST_FILES} and {MOST_MEDIA}."
        )
    if sum(one.file_size for one in texts) > LARGEST_PACK + ROOM_AROUND:
        raise ParcelError(
            f"The pack says that it holds more than {LARGEST_PACK // 1024} kB of text."
        )
    if sum(one.file_size for one in media) > LARGEST_MEDIA:
        size = f"{LARGEST_MEDIA // 1_000_000} MB"
        raise ParcelError(f"The pack says that it holds more than {size} of sounds and pictures.")


def _refuse_entry(entry: ZipInfo) -> None:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind == stat.S_IFLNK:
        raise ParcelError(f"The pack holds a link, {shown(entry.filename)}; links lead elsewhere.")
    if kind not in {0, stat.S_IFREG}:
        raise ParcelError(f"The pack holds something that is no file: {shown(entry.filename)}.")
    if entry.flag_bits & 1:
        raise ParcelError(f"The pack is locked with a password ({shown(entry.filename)}).")
    if entry.compress_type == ZIP_STORED:
        return
    if entry.file_size > _SWELLS_FROM * max(1, entry.compress_size):
        size = f"{entry.file_size // 1024} kB"
        raise ParcelError(f"A file in the pack would swell to {size}: {shown(entry.filename)}.")
    raise ParcelError(
        f"The pack is compressed ({shown(entry.filename)}); packs keep their files as they are.",
        "Ask for the file that kneecoach packs build has made; nothing was installed.",
    )
