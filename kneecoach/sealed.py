"""Seal what is kept in a file, and say what it was made from: cheap enough to come before Today."""

from __future__ import annotations

import os
import zlib
from pathlib import Path

_CHECK_BYTES = 4


def seal(name: bytes, content: bytes) -> bytes:
    """Return what a file holds: the name of its format, a check, and the content."""
    return name + _check(content) + content


def unseal(name: bytes, sealed: bytes) -> bytes | None:
    """Return the content of what was sealed under that name; None when it is hurt or another."""
    start = len(name) + _CHECK_BYTES
    content = sealed[start:]
    return content if sealed[:start] == name + _check(content) else None


def look_into(folder: Path | str) -> str:
    """Return what stands for every file of ours in a folder and below, in whatever order.

    Empty when the folder is not there, or one of its files cannot be looked at.
    """
    seen = []
    try:
        with os.scandir(folder) as found:
            for one in found:
                if one.is_dir(follow_symlinks=False):
                    inside = "" if one.name == "__pycache__" else look_into(one.path)
                    seen.append(f"{one.name}({inside})")
                elif one.name.endswith((".py", ".yaml", ".yml")):
                    seen.append(f"{one.name}={look(one)}")
    except OSError:
        return ""
    return f"{folder}:{zlib.crc32(','.join(sorted(seen)).encode())}"


def look(path: Path | os.DirEntry[str]) -> str:
    """Return what stands for one file as it is.

    Raises:
        OSError: It cannot be looked at.
    """
    at = path.stat()
    return f"{at.st_ino}-{at.st_mtime_ns}-{at.st_size}"


def _check(content: bytes) -> bytes:
    return zlib.crc32(content).to_bytes(_CHECK_BYTES, "big")
