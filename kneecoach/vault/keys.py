"""Hold the keys of what is unlocked, for as long as this process lives or until it is locked."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

from kneecoach.vault.asking import ask
from kneecoach.vault.errors import locked
from kneecoach.vault.wrapping import KEY_BYTES

_held: dict[Path, bytearray] = {}


def hold(data: Path, key: bytes) -> None:
    """Keep the master key of a data folder in memory."""
    if len(key) != KEY_BYTES:
        raise ValueError("a key has 32 bytes")
    _held[data.resolve()] = bytearray(key)


def is_unlocked(data: Path) -> bool:
    """Return whether the key of a data folder is at hand."""
    return data.resolve() in _held


def key_of(data: Path) -> bytes:
    """Return the master key of a data folder; on a terminal the passphrase is asked for.

    Raises:
        Locked: It was not unlocked, or it was locked since.
        KneecoachError: What whoever was asked said instead.
    """
    held = _held.get(data.resolve())
    if held is None:
        ask(data)
        held = _held.get(data.resolve())
    if held is None:
        raise locked()
    return bytes(held)


def all_keys() -> tuple[bytes, ...]:
    """Return every key that is at hand."""
    return tuple(bytes(one) for one in tuple(_held.values()))


def lock(data: Path) -> None:
    """Forget the key of a data folder, and write over it as far as Python lets that be done."""
    held = _held.pop(data.resolve(), None)
    if held is not None:
        held[:] = bytes(len(held))


def derive(key: bytes, purpose: str) -> bytes:
    """Return the key for one purpose, which tells nothing of the others."""
    return blake2b(purpose.encode(), key=key, digest_size=KEY_BYTES, person=b"kneecoach").digest()
