"""Make a code to write down, which opens the vault when the passphrase is forgotten."""

from __future__ import annotations

import secrets
import zlib
from hashlib import blake2b

from kneecoach.vault.errors import wrong_code
from kneecoach.vault.wrapping import KEY_BYTES

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans("OIL", "011")
_RANDOM_BITS = 130
_RANDOM_LETTERS = _RANDOM_BITS // 5
_CHECK_LETTERS = 4
_GROUP = 5


def make_code() -> str:
    """Return a new code in groups of five letters; nobody guesses it, so nothing slow is needed."""
    letters = _spell_number(secrets.randbits(_RANDOM_BITS), _RANDOM_LETTERS)
    return "-".join(_groups(letters + _check(letters)))


def read_code(said: str) -> str:
    """Return the letters of a code however it was typed.

    Raises:
        WrongPassphrase: It is no code, so a letter must be mistyped.
    """
    letters = "".join(said.upper().translate(_MISREAD).replace("-", " ").split())
    body, check = letters[:_RANDOM_LETTERS], letters[_RANDOM_LETTERS:]
    if not set(letters) <= set(_LETTERS) or check != _check(body):
        raise wrong_code()
    return body


def key_of_code(said: str, salt: bytes) -> bytes:
    """Return the key that a code stands for.

    Raises:
        WrongPassphrase: It is no code.
    """
    return blake2b(
        read_code(said).encode(), digest_size=KEY_BYTES, salt=salt, person=b"knee-recovery"
    ).digest()


def _check(letters: str) -> str:
    return _spell_number(zlib.crc32(letters.encode()) % 32**_CHECK_LETTERS, _CHECK_LETTERS)


def _spell_number(number: int, length: int) -> str:
    return "".join(_LETTERS[number >> 5 * place & 31] for place in reversed(range(length)))


def _groups(letters: str) -> list[str]:
    return [letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP)]
