"""Write and read what is said between the command line and the running coach: one JSON line each.

Nothing about health is said: only when breaks come, and what to do with them.
"""

from __future__ import annotations

import json
from enum import StrEnum

from kneecoach.values import asdict, dataclass

LONGEST_LINE = 64 * 1024


class Wish(StrEnum):
    """Name what can be asked of the running coach."""

    RAISE = "raise"
    NOW = "now"
    LATER = "later"
    SKIP = "skip"
    TOOK = "took"
    PAUSE = "pause"
    PAUSE_TOMORROW = "pause_tomorrow"
    RESUME = "resume"
    STATUS = "status"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked.

    Attributes:
        wish: What.
        minutes: How long, with later and pause; None for no end.
        file: A file to open, with raise; empty for none.
    """

    wish: Wish
    minutes: int | None = None
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the running coach says to it.

    Attributes:
        done: Whether it was done.
        says: A sentence for the person.
        way_out: What to do next when it was not done.
        state: Where the break timer stands, by name; empty when breaks are off.
        next_minutes: Whole minutes to the next break, or None when none is coming.
        sat_minutes: Minutes of sitting so far.
        waits_for: What a due break waits for; empty for nothing.
        taken, postponed, skipped: Breaks of today.
        longest_sit_minutes: The longest sit of today.
    """

    done: bool
    says: str
    way_out: str = ""
    state: str = ""
    next_minutes: int | None = None
    sat_minutes: int = 0
    waits_for: str = ""
    taken: int = 0
    postponed: int = 0
    skipped: int = 0
    longest_sit_minutes: int = 0


def write(said: Request | Answer) -> bytes:
    """Return what is said as one line."""
    return json.dumps(asdict(said), ensure_ascii=False).encode() + b"\n"


def read_request(line: bytes) -> Request:
    """Return the request that a line stands for.

    Raises:
        ValueError: It is none.
    """
    parts = _parts(line)
    minutes = parts.get("minutes")
    if minutes is not None and type(minutes) is not int:
        raise ValueError("minutes are a whole number")
    file = parts.get("file", "")
    if not isinstance(file, str):
        raise ValueError("a file is named by text")  # noqa: TRY004 - as for every other part
    return Request(wish=Wish(str(parts.get("wish"))), minutes=minutes, file=file)


def read_answer(line: bytes) -> Answer:
    """Return the answer that a line stands for.

    Raises:
        ValueError: It is none.
    """
    parts = _parts(line)
    try:
        answer = Answer(**parts)  # type: ignore[arg-type]  # looked at below
    except TypeError as error:
        raise ValueError("not an answer") from error
    usual = Answer(done=True, says="", next_minutes=0)
    for name, value in asdict(usual).items():
        given = getattr(answer, name)
        if type(given) is not type(value) and not (name == "next_minutes" and given is None):
            raise ValueError(f"{name} is of another kind")
    return answer


def _parts(line: bytes) -> dict[str, object]:
    if len(line) > LONGEST_LINE:
        raise ValueError("longer than anything that is said")
    try:
        parts = json.loads(line.decode())
    except RecursionError as error:
        raise ValueError("deeper than anything that is said") from error
    if not isinstance(parts, dict):
        raise ValueError("not named parts")  # noqa: TRY004 - one error for all that is not said
    return parts
