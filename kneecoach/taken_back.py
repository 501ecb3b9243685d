"""Keep values of ours in a file and take them back, and nothing else.

No file can make it run anything, and what was kept says what it was made from.
"""

from __future__ import annotations

import io
import os
import pickle
import zlib
from enum import Enum
from pathlib import Path

from kneecoach.override import override

BROKEN = (
    pickle.UnpicklingError,
    AttributeError,
    ImportError,
    LookupError,
    EOFError,
    TypeError,
    ValueError,
)
"""What taking back may raise for a file that was damaged, or made by somebody else."""

_PLAIN = frozenset(
    {
        ("builtins", "frozenset"),
        ("datetime", "date"),
        ("datetime", "datetime"),
        ("datetime", "timedelta"),
        ("datetime", "timezone"),
        ("uuid", "SafeUUID"),
        ("uuid", "UUID"),
    }
)
_CHECK_BYTES = 4
_GETATTR = ("builtins", "getattr")
"""How some releases of Python 3.11 name the member of an enumeration."""


def take_back(content: bytes, ours: tuple[str, ...]) -> object:
    """Return what was pickled, made of plain values and of classes from modules of ours.

    Args:
        content: What was pickled.
        ours: How the names of the modules begin whose classes may be made.

    Raises:
        One of `BROKEN`: it is damaged, or holds anything else.
    """
    return _Cautious(content, ours).load()


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


class _Cautious(pickle.Unpickler):
    """Look up classes alone, and only allowed ones."""

    def __init__(self, content: bytes, ours: tuple[str, ...]) -> None:
        """Read from bytes."""
        super().__init__(io.BytesIO(content))
        self._ours = ours

    @override
    def find_class(self, module: str, name: str) -> object:
        """Return a class that may be made."""
        if (module, name) == _GETATTR:
            return _member
        if (module, name) not in _PLAIN and not module.startswith(self._ours):
            raise pickle.UnpicklingError(f"{module}.{name} is no value of ours")
        found = super().find_class(module, name)
        if not isinstance(found, type):
            raise pickle.UnpicklingError(f"{module}.{name} is no class")
        return found


def _member(kind: object, name: str) -> Enum:
    """Return the member of an enumeration, and never an attribute of anything else."""
    if not (isinstance(kind, type) and issubclass(kind, Enum)):
        raise pickle.UnpicklingError(f"{name} is no member of an enumeration")
    return kind[name]
