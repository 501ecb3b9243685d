"""Read and write what a set goes round, such as "6 × run 60 s, walk 2 min"."""

from __future__ import annotations

import re

from kneecoach.model.dose import PhaseName
from kneecoach.model.errors import KneecoachError
from kneecoach.packs.building.where import count_at, keys_at, text_at
from kneecoach.packs.nodes import Node
from kneecoach.values import dataclass

_ROUNDS = re.compile(r"(?:([0-9]{1,2}) *[x×*] *)?(.+)")
_PHASE = re.compile(r"([A-Za-z_ ]+?) +([0-9].*)")
_BARE = re.compile(r"[0-9]+(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounds:
    """What a set goes round, as it is written.

    Attributes:
        rounds: How often.
        phases: The phases of one round, each with how long it takes; one may come again.
    """

    rounds: str
    phases: tuple[tuple[str, str], ...]


def rounds_at(root: Node | None, path: str) -> Rounds:
    """Return what goes round at a path, such as `dose.intervals`."""
    phases = []
    for number in range(1, count_at(root, f"{path}.phases") + 1):
        entry = f"{path}.phases[{number}]"
        phases += [(name, text_at(root, f"{entry}.{name}")) for name in keys_at(root, entry)]
    return Rounds(rounds=text_at(root, f"{path}.rounds"), phases=tuple(phases))


def rounds_words(rounds: Rounds) -> str:
    """Return what goes round on one line, such as "6 × run 60 s, walk 2 min"."""
    phases = ", ".join(f"{name.replace('_', ' ')} {lasts}" for name, lasts in rounds.phases)
    return f"{rounds.rounds} × {phases}"


def read_rounds(written: str) -> Rounds:
    """Return what goes round as it is written on one line; without a number it goes round once.

    Raises:
        KneecoachError: It is written otherwise, or names a phase that there is not.
    """
    found = _ROUNDS.fullmatch(written.strip())
    parts = [_PHASE.fullmatch(one.strip()) for one in (found[2] if found else "").split(",")]
    phases = []
    for one in parts:
        name = one[1].strip().lower().replace(" ", "_") if one is not None else ""
        if one is None or name not in set(PhaseName):
            raise KneecoachError(
                f"{written or 'This'} does not say what goes round.",
                "Write how often, and each phase with its time: 6 × run 60 s, walk 2 min.",
            )
        lasts = f"{one[2]} s" if _BARE.fullmatch(one[2]) else one[2]
        phases.append((name, lasts))
    return Rounds(rounds=(found[1] if found else "") or "1", phases=tuple(phases))
