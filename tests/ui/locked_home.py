"""A home whose records are encrypted, and words that open them, for tests of the window."""

from __future__ import annotations

from kneecoach.clock import SystemClock
from kneecoach.coach.encrypting import turn_on
from kneecoach.history.store import HistoryStore
from kneecoach.model.feedback import Knee
from kneecoach.paths import Paths, make_folders
from kneecoach.vault.keys import lock
from kneecoach.vault.opening import renew_code
from kneecoach.vault.wrapping import Cost

WORDS = "four quiet words here"
CHEAP = Cost(operations=1, memory_bytes=8192)


def make_locked_home(paths: Paths, name: str = "Swollen Anna") -> str:
    """Encrypt a small history, lock it, and return its recovery code."""
    make_folders(paths)
    store = HistoryStore(paths.database, SystemClock())
    store.add_person(name, Knee.LEFT)
    store.close()
    turn_on(paths, WORDS, cost=CHEAP)
    code = renew_code(paths.data)
    lock(paths.data)
    return code
