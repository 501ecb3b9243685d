"""Let the computer stand still while a session plays, and tell what that cost from the rest.

A computer that stands still lets nothing run: no program and no sound server. Here the sound
server, its recorder and the player are stopped together, or one of them alone.
"""

from __future__ import annotations

import os
import signal
import statistics
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Thread

from onsets import Match

from kneecoach.clock import SystemClock

FIRST_S = 14.0
EVERY_S = 13.3
"""Standstills that are made come this often; cues lie at ever other moments of them."""

GIVEN_AHEAD_S = 0.3
"""A shorter standstill excuses no cue: so much has been given to the server."""

HEARD_AFTER_S = 0.04
"""What is due is heard so much later, so this much before a standstill is within it."""

TORN_S = 0.01
"""The parts of a torn cue are found to some milliseconds."""

Standstill = tuple[float, float]


@dataclass(slots=True)
class MadeStill:
    """Standstills that were made: from when to when, on the computer's clock."""

    made: list[Standstill] = field(default_factory=list)


def _send(processes: Sequence[int], what: signal.Signals) -> None:
    for one in processes:
        with suppress(ProcessLookupError):
            os.kill(one, what)


@contextmanager
def made_still(processes: Sequence[int], lasts_s: float, until_s: float) -> Iterator[MadeStill]:
    """Stop processes together again and again, while the block runs; not at all for 0 seconds."""
    done = Event()
    told = MadeStill()

    def stop() -> None:
        clock = SystemClock()
        ends = clock.monotonic() + until_s
        done.wait(FIRST_S)
        while not done.is_set() and clock.monotonic() < ends:
            since = clock.monotonic()
            _send(processes, signal.SIGSTOP)
            Event().wait(lasts_s)
            _send(processes, signal.SIGCONT)
            told.made.append((since, clock.monotonic()))
            done.wait(EVERY_S)

    thread = Thread(target=stop, daemon=True)
    if lasts_s:
        thread.start()
    try:
        yield told
    finally:
        done.set()
        if lasts_s:
            thread.join()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """Cues that had to be on time, and those that could not be.

    Attributes:
        errors_ms: Of those that had to be on time, in order, signed; positive is late.
        missing_s: Moments of those of them that were not heard.
        during: Cues due while all stood still: how many seconds into the session, and how late in
            milliseconds, or None when not heard.
    """

    errors_ms: tuple[float, ...]
    missing_s: tuple[float, ...]
    during: tuple[tuple[float, float | None], ...]

    @property
    def sizes_ms(self) -> list[float]:
        """Return the sizes of the errors, the largest last."""
        return sorted(abs(one) for one in self.errors_ms) or [0.0]

    @property
    def median_ms(self) -> float:
        """Return the median size of the errors."""
        return statistics.median(self.sizes_ms)

    @property
    def p95_ms(self) -> float:
        """Return the size that 95 of 100 errors do not exceed."""
        return self.sizes_ms[min(len(self.sizes_ms) - 1, int(len(self.sizes_ms) * 0.95))]

    @property
    def drift_ms(self) -> float:
        """Return the mean error of the last tenth less that of the first tenth."""
        tenth = max(1, len(self.errors_ms) // 10)
        last, first = self.errors_ms[-tenth:], self.errors_ms[:tenth]
        return statistics.fmean(last) - statistics.fmean(first) if first else 0.0


def judge(match: Match, clock_of: dict[float, float], stills: Sequence[Standstill]) -> Judged:
    """Tell the cues that were due while all stood still from the others.

    Args:
        match: What was heard, by moments of the session's clock.
        clock_of: For each of these moments, when it was on the computer's clock.
        stills: Standstills on the computer's clock; too short ones excuse nothing.
    """
    long = [(since, until) for since, until in stills if until - since > GIVEN_AHEAD_S]
    begins = min(clock_of, default=0.0)

    def is_excused(moment: float) -> bool:
        at = clock_of[moment]
        return any(since - HEARD_AFTER_S <= at <= until for since, until in long)

    heard = tuple(zip(match.matched_s, match.errors_ms, strict=True))
    late = [(one - begins, error) for one, error in heard if is_excused(one)]
    lost = [(one - begins, None) for one in match.missing_s if is_excused(one)]
    return Judged(
        errors_ms=tuple(error for one, error in heard if not is_excused(one)),
        missing_s=tuple(one for one in match.missing_s if not is_excused(one)),
        during=tuple(sorted((*late, *lost))),
    )


def rests_of_torn(
    match: Match, lasts: dict[float, float], names: dict[float, str]
) -> tuple[float, ...]:
    """Return the other sounds that are no sounds of their own: the rest of a cue that was torn.

    A sound server that runs dry in the middle of a cue plays its rest when it has more, or a part
    of it until another stream begins. Together they are no longer than that cue usually is; a cue
    that is heard twice is.

    Args:
        match: What was heard.
        lasts: How long each sound lasted, by when it began.
        names: Which cue it was, by the session's clock.
    """
    onset_of = {
        one: min(lasts, key=lambda at, due=one, off=error: abs(at - due - off))
        for one, error in zip(
            match.matched_s,
            (match.offset_s + error / 1000 for error in match.errors_ms),
            strict=True,
        )
    }
    rests = []
    for extra in match.extra_s:
        torn = max((one for one, at in onset_of.items() if at < extra), default=None)
        if torn is None:
            continue
        alike = [lasts[at] for one, at in onset_of.items() if names[one] == names[torn]]
        usual = statistics.median(alike)
        first = lasts[onset_of[torn]]
        if first < usual - TORN_S and first + lasts[extra] <= usual + TORN_S:
            rests.append(extra)
    return tuple(rests)
