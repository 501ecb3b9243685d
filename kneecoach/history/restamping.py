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
_KEY_BYTES = 32
_MASK = 0x3A
_ROUNDS = 2
_HASH = "sha512"


def restamp(source: Path, target: Path) -> int:
    """Copy an encrypted database with a new stamp on each page that needs one.

    Args:
        source: The database, which lies beside its vault, unlocked.
        target: The new file; it is there already, and empty.

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
        body = start + (len(salt) if number == 1 else 0)
        sealed = bytes(content[body : end - _STAMP_BYTES]) + number.to_bytes(4, "little")
        stamp = hmac.digest(key, sealed, _HASH)
        if stamp != content[end - _STAMP_BYTES : end]:
            content[end - _STAMP_BYTES : end] = stamp
            damaged += 1
    target.write_bytes(content)
    return damaged
