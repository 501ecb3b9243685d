"""Write over a file before its name is taken away.

An SSD may keep old blocks all the same, and so may a file system that copies what it writes.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

_BLOCK = bytes(1 << 20)


def wipe(path: Path) -> None:
    """Write zeros over a file and remove it; one that is not there is fine.

    Raises:
        OSError: It cannot be removed.
    """
    with suppress(OSError), path.open("r+b", buffering=0) as file:
        left = os.fstat(file.fileno()).st_size
        while left > 0:
            left -= file.write(_BLOCK[:left])
        os.fsync(file.fileno())
    path.unlink(missing_ok=True)
