"""Say which sources of presence this computer has, and what cannot be known here."""

from __future__ import annotations

import os
import sys

from kneecoach.breaks.presence.choose import MISSING_WORDS, candidates
from kneecoach.breaks.presence.source import Fact, PresenceError
from kneecoach.cli.findings import Finding

_WORDS = {
    Fact.IDLE: "leaving the desk",
    Fact.LULL: "pauses in typing",
    Fact.LOCKED: "the lock",
    Fact.ASLEEP: "sleep",
    Fact.CALL: "calls",
    Fact.CAMERA: "cameras in use",
    Fact.SHARING: "shared screens",
    Fact.DO_NOT_DISTURB: "do-not-disturb",
    Fact.FULL_SCREEN: "full screens",
}


def look_at_presence() -> tuple[Finding, ...]:
    """Start each source for a moment, and say what they know together."""
    known: set[Fact] = set()
    heard: list[str] = []
    not_needed: set[str] = set()
    for candidate in candidates(sys.platform, os.environ):
        if candidate.key in not_needed:
            continue
        try:
            source = candidate.make()
            source.start(lambda _: None)
        except (PresenceError, ImportError, OSError):
            continue
        source.close()
        not_needed |= candidate.instead_of
        known |= source.facts
        heard.append(source.name)
    missing = tuple(fact for fact in Fact if fact not in known)
    found = f"desk breaks listen to {', '.join(heard)}" if heard else "nothing can be known here"
    if known:
        found += f" (known: {', '.join(_WORDS[fact] for fact in Fact if fact in known)})"
    way_out = " ".join(MISSING_WORDS[fact] for fact in missing)
    return (Finding(part="presence", works=bool(heard), found=found, way_out=way_out),)
