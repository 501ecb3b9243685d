"""Take levels out of a ladder that ask for no more than the dose below them any longer."""

from __future__ import annotations

import re

from kneecoach.model.dose import Variable
from kneecoach.model.errors import KneecoachError
from kneecoach.packs.building import edit
from kneecoach.packs.building.rungs import CLIMBS, amount_of
from kneecoach.packs.building.where import count_at, root_of, text_at

_PLACE = re.compile(r"(?:dose|ladder\[([0-9]+)\](?:\.change)?)\.(?:tempo\.)?([a-z_]+)")
"""Where a part of a dose is written: in the first dose, or in a level counted from the second."""


def without_idle_levels(text: str, path: str) -> str:
    """Return an exercise after the part of a dose at a path was set.

    When a physio begins with 12 repetitions, a level that goes up to 12 is not one any more. Levels
    are looked at up to the first that asks for more, or that states the part anew for another way
    of doing it.
    """
    place = _PLACE.fullmatch(path)
    if place is None or place[2] not in CLIMBS:
        return text
    variable, root = Variable(place[2]), root_of(text)
    now = _amount(variable, text_at(root, path))
    idle = []
    for number in range(int(place[1] or 0) + 1, count_at(root, "ladder") + 1):
        if text_at(root, f"ladder[{number}].{variable}"):
            break
        stated = text_at(root, f"ladder[{number}].change.{variable}")
        if not stated:
            continue
        then = _amount(variable, stated)
        if now is None or then is None or _asks_more(variable, now, then):
            break
        idle.append(number)
    for number in reversed(idle):
        text = edit.remove(text, f"ladder[{number}]")
    return text


def _asks_more(variable: Variable, now: float, then: float) -> bool:
    return then < now if variable is Variable.REST else then > now


def _amount(variable: Variable, written: str) -> float | None:
    try:
        return amount_of(variable, written)
    except KneecoachError:
        return None
