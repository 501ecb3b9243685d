"""Take values of ours back from a file, and nothing else: no file can make it run anything."""

from __future__ import annotations

import io
import pickle
from enum import Enum

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
