"""Read the bytes of a recording or a picture: a file of its own, within bounds, never a link."""

from __future__ import annotations

import stat
from pathlib import Path

from kneecoach.media.refused import MediaError
from kneecoach.model.errors import KneecoachError

MAGIC = b"kneecoach-sealed-1\n"
"""How a file begins that was sealed while the records are encrypted; as `vault/boxes.py` has it."""

_OVERHEAD = 4096
"""What sealing adds is less than this."""


def read_media(path: Path, largest: int) -> bytes:
    """Return the bytes of a file, sealed or not; a pipe is never waited for.

    Args:
        path: The file; neither it nor its folder may be a link, which could lead anywhere.
        largest: Bytes that it may have at most.

    Raises:
        MediaError: It is not there, is not a file, is empty or too large.
    """
    try:
        if path.is_symlink() or path.parent.is_symlink():
            raise MediaError("is a link, and links are not followed", path.name)
        if not stat.S_ISREG(path.stat().st_mode):
            raise MediaError("is not a file", path.name)
        with path.open("rb") as stream:
            content = stream.read(largest + _OVERHEAD)
    except FileNotFoundError:
        raise MediaError("is not there", path.name) from None
    except (OSError, ValueError) as error:
        why = (getattr(error, "strerror", None) or "its name cannot be used").lower()
        raise MediaError(f"cannot be read ({why})", path.name) from error
    if content.startswith(MAGIC):
        content = _open(path, content)
    if not content:
        raise MediaError("is empty", path.name)
    refuse_large(len(content), largest, path.name)
    return content


def _open(path: Path, content: bytes) -> bytes:
    """Return what a sealed file of a draft holds; the records are four folders above it."""
    from kneecoach.private import DRAFTS, open_private  # noqa: PLC0415 - with encryption alone

    try:
        return open_private(path.parents[3], content, DRAFTS)
    except (KneecoachError, IndexError) as error:
        raise MediaError("is sealed, and cannot be opened here", path.name) from error


def refuse_large(size: int, largest: int, name: str = "The file") -> None:
    """Refuse more bytes than are taken.

    Raises:
        MediaError: There are more.
    """
    if size > largest:
        raise MediaError(f"is larger than {largest // 1_000_000} MB", name)
