"""Make vaults that cost nothing to open, for tests."""

from __future__ import annotations

from pathlib import Path

from kneecoach.vault import opening
from kneecoach.vault.standing import Conversion
from kneecoach.vault.wrapping import Cost

QUICK = Cost(operations=1, memory_bytes=8192)
MINE = "vier Äpfel im Korb"
OTHER = "five pears in a bag"


def encrypt_from_the_start(data: Path) -> None:
    """Make a vault in a folder in which nothing is kept yet; it is unlocked."""
    data.mkdir(parents=True, exist_ok=True)
    opening.begin(data, MINE, cost=QUICK)
    opening.note_state(data, Conversion.ENCRYPTED)
