"""Wrap a random key under a passphrase, so that the passphrase can change and the key stays.

The passphrase's key is made by Argon2id, which is slow and large on purpose; the key is then sealed
with XSalsa20 and Poly1305. Both are libsodium's, through PyNaCl.
"""

from __future__ import annotations

import secrets
import unicodedata
from typing import Any

from kneecoach.model.errors import KneecoachError
from kneecoach.values import dataclass
from kneecoach.vault.errors import WrongPassphrase

KEY_BYTES = 32
SHORTEST_PASSPHRASE = 8
"""Letters. Source: house rule; what is guessed letter by letter should not be opened in a day."""

_SALT_BYTES = 16
_MOST_OPERATIONS = 64
_MOST_MEMORY_BYTES = 1 << 30
_LEAST_MEMORY_BYTES = 8192
_WRAPPED_BYTES = KEY_BYTES + 24 + 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """How much work it is to try one passphrase.

    Attributes:
        operations: Passes of Argon2id over its memory.
        memory_bytes: How much memory each try takes.
    """

    operations: int
    memory_bytes: int

    def __post_init__(self) -> None:
        """Refuse what Argon2id cannot do, or what would hang or fill a laptop."""
        if not 1 <= self.operations <= _MOST_OPERATIONS:
            raise ValueError("the number of passes is out of bounds")
        if not _LEAST_MEMORY_BYTES <= self.memory_bytes <= _MOST_MEMORY_BYTES:
            raise ValueError("the memory is out of bounds")


USUAL_COST = Cost(operations=3, memory_bytes=128 << 20)
"""About a third of a second and 128 MB. Source: house rule; libsodium's "moderate" with half the
memory, because an old laptop has to open it too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrapped:
    """A key that only a passphrase opens.

    Attributes:
        cost: The work of one try.
        salt: Makes the work worthless for any other vault.
        sealed: The key, sealed.
    """

    cost: Cost
    salt: bytes
    sealed: bytes

    def __post_init__(self) -> None:
        """Refuse lengths that cannot be."""
        if len(self.salt) != _SALT_BYTES or len(self.sealed) != _WRAPPED_BYTES:
            raise ValueError("the wrapped key has the wrong length")


def refuse_weak(passphrase: str) -> None:
    """Refuse a new passphrase that is too short to protect anything.

    Raises:
        KneecoachError: It is too short.
    """
    if len(_spell(passphrase)) < SHORTEST_PASSPHRASE:
        raise KneecoachError(
            f"A passphrase needs at least {SHORTEST_PASSPHRASE} letters.",
            "Four or five words in a row are easy to remember and hard to guess.",
        )


def wrap(key: bytes, passphrase: str, cost: Cost = USUAL_COST) -> Wrapped:
    """Wrap a key under a passphrase; takes as long as the cost says."""
    from nacl.secret import SecretBox  # noqa: PLC0415 - only where something is encrypted

    salt = secrets.token_bytes(_SALT_BYTES)
    box = SecretBox(_stretch(passphrase, salt, cost))
    return Wrapped(cost=cost, salt=salt, sealed=bytes(box.encrypt(key)))


def unwrap(wrapped: Wrapped, passphrase: str, wrong: WrongPassphrase) -> bytes:
    """Return the key; takes as long as the cost says.

    Raises:
        WrongPassphrase: The error that was given, when the passphrase is another one.
    """
    from nacl.exceptions import CryptoError  # noqa: PLC0415 - as above
    from nacl.secret import SecretBox  # noqa: PLC0415 - as above

    try:
        box = SecretBox(_stretch(passphrase, wrapped.salt, wrapped.cost))
        return bytes(box.decrypt(wrapped.sealed))
    except CryptoError as error:
        raise wrong from error


def write_wrapped(wrapped: Wrapped) -> dict[str, Any]:
    """Return a wrapped key as JSON holds it."""
    return {
        "kdf": "argon2id",
        "operations": wrapped.cost.operations,
        "memory_bytes": wrapped.cost.memory_bytes,
        "salt": wrapped.salt.hex(),
        "sealed": wrapped.sealed.hex(),
    }


def read_wrapped(plain: Any) -> Wrapped:
    """Return the wrapped key that JSON holds.

    Raises:
        KeyError, TypeError, ValueError: It holds none.
    """
    if plain["kdf"] != "argon2id":
        raise ValueError("an unknown way of stretching a passphrase")
    cost = Cost(operations=int(plain["operations"]), memory_bytes=int(plain["memory_bytes"]))
    return Wrapped(
        cost=cost, salt=bytes.fromhex(plain["salt"]), sealed=bytes.fromhex(plain["sealed"])
    )


def _stretch(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    from nacl.pwhash import argon2id  # noqa: PLC0415 - as above

    return argon2id.kdf(
        KEY_BYTES,
        _spell(passphrase).encode(),
        salt,
        opslimit=cost.operations,
        memlimit=cost.memory_bytes,
    )


def _spell(passphrase: str) -> str:
    """Return a passphrase as every keyboard and system writes it."""
    return unicodedata.normalize("NFKC", passphrase)
