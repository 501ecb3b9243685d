"""Write on one line which keyframes a phase goes through, and when; let them go round."""

from __future__ import annotations

import re

from kneecoach.model.errors import KneecoachError
from kneecoach.packs.building import edit
from kneecoach.packs.building.exercise_keyframes import keyframes_of, pose_id, stops_at
from kneecoach.packs.building.exercise_poses import FIGURE, spoken
from kneecoach.packs.building.exercise_ways import Own, place_in, with_own
from kneecoach.packs.building.where import count_at, root_of, text_at
from kneecoach.packs.building.written import Plain

_STOP = re.compile(r"(.*?)(?: +([0-9]{1,2}) *%?)?")
_WAY_OUT = "Write keyframes with commas between them, and when if you like: crouch 40 %, air 70 %."


def stops_line(text: str, phase: str, part: str = FIGURE) -> str:
    """Return the keyframes that a phase goes through before its last, such as "crouch 40 %"."""
    root, path = root_of(text), f"{place_in(text, part, Own.MOVES)}.{phase}.stops"
    found = []
    for number in range(1, count_at(root, path)):
        entry = f"{path}[{number}]"
        name, at = (
            text_at(root, entry) or text_at(root, f"{entry}.pose"),
            text_at(root, f"{entry}.at"),
        )
        found.append(f"{spoken(name)} {at} %" if at else spoken(name))
    return ", ".join(found)


def times_of(text: str, phase: str, part: str = FIGURE) -> tuple[int, ...]:
    """Return when each keyframe of a phase is reached, in percent of it; evenly if not said."""
    root, path = root_of(text), f"{place_in(text, part, Own.MOVES)}.{phase}.stops"
    stops = stops_at(text, phase, part)
    said = (text_at(root, f"{path}[{number}].at") for number in range(1, len(stops) + 1))
    return tuple(
        min(100, int(one[:3]))
        if one.isascii() and one.isdigit()
        else round(100 * number / len(stops))
        for number, one in enumerate(said, start=1)
    )


def write_stops_line(text: str, phase: str, written: str, part: str = FIGURE) -> str:
    """Return an exercise in which a phase goes through these keyframes before its last.

    Raises:
        KneecoachError: A keyframe is not there, or times do not rise.
    """
    last = stops_at(text, phase, part)[-1:]
    stops = tuple(_stop(one, keyframes_of(text, part)) for one in written.split(",") if one.strip())
    times = [int(str(one["at"])) for one in stops if isinstance(one, dict)]
    if times != sorted(set(times)):
        raise KneecoachError("The times do not rise.", _WAY_OUT)
    text = with_own(text, part, Own.MOVES)
    path = f"{part}.{Own.MOVES}.{phase}"
    every = text_at(root_of(text), f"{path}.every")
    if not stops and not every:
        return edit.write(text, path, last[0]) if last else text
    said: dict[str, Plain] = {"stops": (*stops, *last)}
    return edit.write(text, path, {**said, "every": every} if every else said)


def every_of(text: str, phase: str, part: str = FIGURE) -> str:
    """Return how long one round of the keyframes of a phase takes; empty where none goes round."""
    return text_at(root_of(text), f"{place_in(text, part, Own.MOVES)}.{phase}.every")


def write_every(text: str, phase: str, every: str, part: str = FIGURE) -> str:
    """Return an exercise in which the keyframes of a phase go round so often; never if empty."""
    stops = stops_at(text, phase, part)
    text = with_own(text, part, Own.MOVES)
    path = f"{part}.{Own.MOVES}.{phase}"
    has_list = count_at(root_of(text), f"{path}.stops") > 0
    if not every:
        text = edit.remove(text, f"{path}.every")
        return edit.write(text, path, stops[0]) if has_list and len(stops) == 1 else text
    if has_list:
        return edit.write(text, f"{path}.every", every)
    return edit.write(text, path, {"stops": stops, "every": every}) if stops else text


def _stop(written: str, known: tuple[str, ...]) -> Plain:
    found = _STOP.fullmatch(written.strip())
    name = pose_id(found[1]) if found is not None else ""
    if found is None or name not in known:
        there = ", ".join(map(spoken, known))
        raise KneecoachError(
            f"There is no keyframe {written.strip()}; there are {there}.", _WAY_OUT
        )
    return {"pose": name, "at": found[2]} if found[2] else name
