"""Remember a pause and the sitting from one start of the coach to the next, and what was told."""

from __future__ import annotations

import json
import math
from datetime import datetime
from pathlib import Path
from typing import Any

from kneecoach.breaks.options import NATURAL_BREAK, SOON
from kneecoach.breaks.state import Now, Seat
from kneecoach.model.units import Seconds
from kneecoach.saving import keep_file
from kneecoach.values import dataclass, replace

LARGEST_BYTES = 10_000
CLOCKS_DIFFER = Seconds(60.0)
"""The two clocks may differ by this much; a computer that was started anew differs by more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSeat:
    """Where the sitting stood when the coach ended.

    Attributes:
        seat: The sitting.
        at: Monotonic seconds then, which begin anew when the computer does.
        moment: The moment then, aware UTC.
    """

    seat: Seat
    at: Seconds
    moment: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakMemo:
    """What is remembered.

    Attributes:
        is_paused: The person asked for no breaks.
        until: When that ends, aware UTC; None for not before they say so.
        told_of_tray: They have been told that the coach stays in the tray.
        kept: Where the sitting stood when the coach ended; None when nobody sat.
    """

    is_paused: bool = False
    until: datetime | None = None
    told_of_tray: bool = False
    kept: KeptSeat | None = None


def seat_again(kept: KeptSeat | None, now: Now) -> Seat | None:
    """Return the seat of somebody who went on sitting while the coach was away for a moment.

    None after a natural break or a start of the computer. A break that is overdue comes a little
    later, when it is known whether it may.
    """
    if kept is None:
        return None
    away = now.at - kept.at
    by_day = (now.utc - kept.moment).total_seconds()
    if not 0 <= away < NATURAL_BREAK or abs(by_day - away) > CLOCKS_DIFFER:
        return None
    return replace(kept.seat, due_at=max(kept.seat.due_at, Seconds(now.at + SOON)))


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
            kept=_read_seat(parts.get("seat")),
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return BreakMemo()
    return memo if memo.until is None or memo.until.tzinfo is not None else BreakMemo()


def _read_seat(parts: dict[str, Any] | None) -> KeptSeat | None:
    """Return the sitting; raises what a value of the wrong kind raises."""
    if parts is None:
        return None
    moment = datetime.fromisoformat(parts["moment"])
    sat_since, due_at, at = (float(parts[name]) for name in ("sat_since", "due_at", "at"))
    if moment.tzinfo is None or not math.isfinite(sat_since + due_at + at):
        raise ValueError("no moment")
    seat = Seat(
        sat_since=Seconds(sat_since), due_at=Seconds(due_at), postponed=int(parts["postponed"])
    )
    return KeptSeat(seat=seat, at=Seconds(at), moment=moment)


def write_memo(path: Path, memo: BreakMemo) -> None:
    """Keep what is to be remembered; where that cannot be written it is forgotten at the end.

    Raises:
        KneecoachError: It cannot be written.
    """
    until = None if memo.until is None else memo.until.isoformat()
    parts = {
        "is_paused": memo.is_paused,
        "until": until,
        "told_of_tray": memo.told_of_tray,
        "seat": None if memo.kept is None else _seat_parts(memo.kept),
    }
    keep_file(path, json.dumps(parts).encode() + b"\n")


def _seat_parts(kept: KeptSeat) -> dict[str, object]:
    return {
        "sat_since": kept.seat.sat_since,
        "due_at": kept.seat.due_at,
        "postponed": kept.seat.postponed,
        "at": kept.at,
        "moment": kept.moment.isoformat(),
    }
