"""Say in plain sentences which stage a programme is in, and what would lead on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kneecoach.dose.words import a_list
from kneecoach.model.stages import Need, Stage, StageName

_NAMES: Final = {
    StageName.CALM: "Calm",
    StageName.STRENGTHEN: "Strengthen",
    StageName.LOAD: "Load",
    StageName.RETURN: "Return",
}
_SEEN: Final = {
    "T0": "This is where the programme begins.",
    "T1": "All that the stage before it asked for is so; it begins with today's session.",
    "T2": "",
    "T3": "Two sore mornings running led back here, so that the knee can settle first.",
}


def stage_name(name: StageName) -> str:
    """Return what people call a stage."""
    return _NAMES[name]


def reason_of(stage: Stage, rule: str, missing: Sequence[Need], following: StageName | None) -> str:
    """Return why a programme is in a stage, and what the next one still waits for."""
    return " ".join(filter(None, (stage.why, _SEEN[rule], _waits(missing, following))))


def _waits(missing: Sequence[Need], following: StageName | None) -> str:
    if following is None:
        return "It is the last stage; it stays for as long as the knee is calm."
    name = stage_name(following)
    if not missing:
        return f"Nothing is missing for the next stage, {name}."
    return f"The next stage, {name}, waits for {a_list([need.says for need in missing])}."
