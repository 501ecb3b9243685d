"""Make a source of a system that must be asked: ask just when the answer can have changed."""

from __future__ import annotations

from typing import Protocol

from kneecoach.breaks.options import LULL, NATURAL_BREAK
from kneecoach.breaks.presence.source import Fact, Tell, Told
from kneecoach.model.units import Seconds

BACK_AFTER = Seconds(10.0)
"""While nobody is there, the return is looked for this often."""

LEAST = Seconds(0.5)
STATE_AFTER = Seconds(15.0)
"""While a break waits, what it waits for is looked at this often."""


SEEN = frozenset({Fact.FULL_SCREEN, Fact.DO_NOT_DISTURB, Fact.CALL, Fact.CAMERA})
"""Facts that `look` answers."""


class Asked(Protocol):
    """A system that must be asked.

    Attributes:
        name: What is asked, in plain words.
        facts: What it knows.
    """

    name: str
    facts: frozenset[Fact]

    def idle_seconds(self) -> Seconds:
        """Return for how long nobody has touched anything."""

    def look(self) -> frozenset[Fact]:
        """Return what holds besides idleness."""


class LookedAt:
    """Ask a system at the moments at which something can have happened."""

    def __init__(self, asked: Asked) -> None:
        """Take the system."""
        self._asked = asked
        self.name = asked.name
        self.facts = asked.facts
        self._tell: Tell | None = None
        self._is_idle = False
        self._wants_lull = False
        self._wants_state = False

    def start(self, tell: Tell) -> None:
        """Look for the first time. Raises PresenceError where the system does not answer."""
        self._tell = tell
        self._asked.idle_seconds()

    def fileno(self) -> int | None:
        """Return nothing: it does not speak by itself."""
        return None

    def read(self) -> Seconds | None:
        """Look, and return when it can be otherwise at the earliest."""
        if self._tell is None:
            return None
        idle = self._asked.idle_seconds()
        is_idle = idle >= NATURAL_BREAK
        if is_idle != self._is_idle:
            self._is_idle = is_idle
            self._tell(Told(fact=Fact.IDLE, holds=is_idle, ago=idle))
        waits = [BACK_AFTER if is_idle else Seconds(NATURAL_BREAK - idle)]
        if self._wants_lull:
            if idle >= LULL:
                self._tell(Told(fact=Fact.LULL, holds=True, ago=idle))
                self._wants_lull = False
            else:
                waits.append(Seconds(LULL - idle))
        if self._wants_state:
            holding = self._asked.look()
            for fact in sorted(self.facts & SEEN):
                self._tell(Told(fact=fact, holds=fact in holding))
            waits.append(STATE_AFTER)
        return Seconds(max(LEAST, min(waits)))

    def watch(self, fact: Fact, *, wanted: bool) -> None:
        """Begin or end to look after a lull, or after what a break waits for."""
        if fact is Fact.LULL:
            self._wants_lull = wanted
        elif fact in SEEN:
            self._wants_state = wanted

    def close(self) -> None:
        """Ask no more."""
        self._tell = None
