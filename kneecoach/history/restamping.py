"""Make the damaged pages of an encrypted database readable again, as far as they are whole.

SQLCipher refuses a page whose stamp (HMAC-SHA512) does not fit, and all that would come after it.
What is on the page is lost in the blocks that were hit alone, 16 bytes each and the next: with a
new stamp, the rest can be read as from a plain file with the same damage. The layout of a page is
that of SQLCipher 4: what is encrypted, 16 bytes of chance, 64 bytes of stamp.
"""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

from kneecoach.history.keys_of_files import find_vault, salt_of
from kneecoach.vault.keys import derive, key_of

PAGE_BYTES = 4096
_STAMP_BYTES = 64
_SALT_BYTES = 16
_KEY_BYTES = 32
_MASK = 0x3A
_ROUNDS = 2
_HASH = "sha512"


def restamp(source: Path, target: Path, first_pages: tuple[Path, ...] = ()) -> int:
    """Copy an encrypted database with a new stamp on each page that needs one.

    Args:
        source: The database, which lies beside its vault, unlocked.
        target: The new file; it is there already, and empty.
        first_pages: Copies of the database. Where its own first page is damaged, without which no
            table is found, the first of theirs that is whole stands in for it.

    Returns:
        How many pages are damaged; 0 for a file that lies beside no vault, and is not copied.

    Raises:
        OSError: A file cannot be read or written.
        Locked: The vault is locked.
    """
    data = find_vault(source)
    if data is None:
        return 0
    master = key_of(data)
    salt = salt_of(master)
    masked = bytes(one ^ _MASK for one in salt)
    key = hashlib.pbkdf2_hmac(_HASH, derive(master, "history"), masked, _ROUNDS, _KEY_BYTES)
    content = bytearray(source.read_bytes())
    damaged = 0
    for number in range(1, len(content) // PAGE_BYTES + 1):
        start, end = (number - 1) * PAGE_BYTES, number * PAGE_BYTES
        page = content[start:end]
        stamp = _stamp(page, number, key)
        if page.endswith(stamp):
            continue
        damaged += 1
        content[end - _STAMP_BYTES : end] = stamp
        if number == 1:
            whole = (one for one in map(_first_page, first_pages) if _is_whole_first(one, key))
            content[start:end] = next(whole, content[start:end])
    target.write_bytes(content)
    return damaged


def _stamp(page: bytes | bytearray, number: int, key: bytes) -> bytes:
    """Return the stamp of a page; the salt at the start of the first one is not stamped."""
    body = bytes(page[_SALT_BYTES if number == 1 else 0 : -_STAMP_BYTES])
    return hmac.digest(key, body + number.to_bytes(4, "little"), _HASH)


def _first_page(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(PAGE_BYTES)


def _is_whole_first(page: bytes, key: bytes) -> bool:
    return len(page) == PAGE_BYTES and page.endswith(_stamp(page, 1, key))
