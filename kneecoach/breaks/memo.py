"""Remember a pause from one start of the coach to the next, and what was told once."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from kneecoach.saving import keep_file
from kneecoach.values import dataclass

LARGEST_BYTES = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakMemo:
    """What is remembered.

    Attributes:
        is_paused: The person asked for no breaks.
        until: When that ends, aware UTC; None for not before they say so.
        told_of_tray: They have been told that the coach stays in the tray.
    """

    is_paused: bool = False
    until: datetime | None = None
    told_of_tray: bool = False


def read_memo(path: Path) -> BreakMemo:
    """Return what is remembered; nothing when the file is missing or makes no sense."""
    try:
        with path.open("rb") as file:
            parts = json.loads(file.read(LARGEST_BYTES).decode())
        until = parts.get("until")
        memo = BreakMemo(
            is_paused=parts.get("is_paused") is True,
            until=None if until is None else datetime.fromisoformat(until),
            told_of_tray=parts.get("told_of_tray") is True,
        )
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return BreakMemo()
    return memo if memo.until is None or memo.until.tzinfo is not None else BreakMemo()


def write_memo(path: Path, memo: BreakMemo) -> None:
    """Keep what is to be remembered; where that cannot be written it is forgotten at the end.

    Raises:
        KneecoachError: It cannot be written.
    """
    until = None if memo.until is None else memo.until.isoformat()
    parts = {"is_paused": memo.is_paused, "until": until, "told_of_tray": memo.told_of_tray}
    keep_file(path, json.dumps(parts).encode() + b"\n")
