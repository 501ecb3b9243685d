"""Say what a source of presence is, what it tells, and how several of them come together.

A source waits for the system to speak: it has descriptors that become readable, or says after how
many seconds it wants to look again. It knows neither Qt nor the break timer.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Protocol

from kneecoach.breaks.state import Presence
from kneecoach.model.units import Seconds
from kneecoach.values import dataclass


class Fact(StrEnum):
    """Name what a source can know; a call is a microphone in use."""

    IDLE = "idle"
    LULL = "lull"
    LOCKED = "locked"
    ASLEEP = "asleep"
    CALL = "call"
    CAMERA = "camera"
    SHARING = "sharing"
    DO_NOT_DISTURB = "do_not_disturb"
    FULL_SCREEN = "full_screen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One fact as a source tells it.

    Attributes:
        fact: What it is about.
        holds: Whether it is so.
        ago: Seconds since when; nobody touched anything for that long, say.
    """

    fact: Fact
    holds: bool
    ago: Seconds = Seconds(0.0)


Tell = Callable[[Told], None]


class Source(Protocol):
    """Tell of the person at the desk.

    Attributes:
        name: What it listens to, in plain words.
        facts: What it can know.
    """

    name: str
    facts: frozenset[Fact]

    def start(self, tell: Tell) -> None:
        """Begin to listen. Raises PresenceError where that cannot be."""

    def fileno(self) -> int | None:
        """Return the descriptor that becomes readable when there is something to `read`."""

    def read(self) -> Seconds | None:
        """Take in what there is, and return after how long to look again.

        None is for not before it is readable. Raises PresenceError when the source has died.
        """

    def watch(self, fact: Fact, *, wanted: bool) -> None:
        """Begin or end to look after a fact that costs something: a lull, or a call."""

    def close(self) -> None:
        """Listen no more; may be called twice."""


class PresenceError(Exception):
    """Report that a source of presence is not there, or has died; breaks go on without it."""


class Watched:
    """Hold what several sources told, and say what it comes to: one that says so is enough."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._since: dict[tuple[str, Fact], Seconds] = {}
        self._knows: dict[str, frozenset[Fact]] = {}

    def add(self, source: str, facts: frozenset[Fact]) -> None:
        """Count on a source for some facts."""
        self._knows[source] = facts

    def drop(self, source: str) -> None:
        """Forget a source and everything it told."""
        self._knows.pop(source, None)
        for key in [one for one in self._since if one[0] == source]:
            del self._since[key]

    def take(self, source: str, told: Told, now: Seconds) -> None:
        """Take in one fact; one that held already keeps its beginning."""
        key = (source, told.fact)
        if told.holds:
            self._since.setdefault(key, Seconds(now - told.ago))
        else:
            self._since.pop(key, None)

    def knows(self, fact: Fact) -> bool:
        """Say whether any source can tell a fact."""
        return any(fact in facts for facts in self._knows.values())

    def presence(self) -> Presence:
        """Return what all of it comes to; typing is taken for going on until a lull is told."""
        return Presence(
            idle_since=self._first(Fact.IDLE),
            locked_since=self._first(Fact.LOCKED),
            asleep_since=self._first(Fact.ASLEEP),
            call=self._first(Fact.CALL, Fact.CAMERA) is not None,
            sharing=self._first(Fact.SHARING) is not None,
            do_not_disturb=self._first(Fact.DO_NOT_DISTURB) is not None,
            full_screen=self._first(Fact.FULL_SCREEN) is not None,
            typing=self.knows(Fact.LULL) and self._first(Fact.LULL) is None,
        )

    def _first(self, *facts: Fact) -> Seconds | None:
        found = (since for (_, one), since in self._since.items() if one in facts)
        return min(found, default=None)
