"""Hand the key of open records on to this very program when it is started anew in its own place.

The key goes through a pipe, which is memory of the system: it stands in no file and in no
environment. Windows cannot start a program in its own place, so the passphrase is asked for there.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from kneecoach.model.errors import KneecoachError

PIPE_VARIABLE = "KNEECOACH_KEY_PIPE"
"""Names the end of the pipe that is read from."""

_KEY_BYTES = 32


def hand_on(data: Path) -> None:
    """Leave the key of records that are open for the program that takes this one's place."""
    if sys.platform == "win32" or "kneecoach.vault.keys" not in sys.modules:
        return
    from kneecoach.vault.keys import is_unlocked, key_of  # noqa: PLC0415 - with encryption alone

    if not is_unlocked(data):
        return
    reading, writing = os.pipe()
    os.write(writing, key_of(data))
    os.close(writing)
    os.set_inheritable(reading, True)
    os.environ[PIPE_VARIABLE] = str(reading)


def take_over(data: Path) -> bool:
    """Open the records with the key that was handed on; return whether that was one."""
    named = os.environ.pop(PIPE_VARIABLE, "")
    if not named:
        return False
    try:
        reading = int(named)
        key = os.read(reading, _KEY_BYTES)
        os.close(reading)
    except (ValueError, OSError):
        return False
    from kneecoach.vault.opening import unlock_with_key  # noqa: PLC0415 - as above

    try:
        unlock_with_key(data, key)
    except KneecoachError:
        return False
    return True
