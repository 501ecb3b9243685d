"""Say in plain sentences which stage a programme is in, and what would lead on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kneecoach.dose.stage_needs import RECENT_DAYS
from kneecoach.dose.words import a_count, a_list
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
    return " ".join(filter(None, (about(stage, rule), _waits(missing, following))))


def about(stage: Stage, rule: str) -> str:
    """Return what a stage is for, and how the programme came to it; may be empty."""
    return " ".join(filter(None, (stage.why, _SEEN[rule])))


def back_of(stages: Sequence[Stage], number: int) -> str:
    """Return what would lead back from a stage, counted from 1; empty in the first."""
    if number <= 1:
        return ""
    limit = stages[0].leave_when.morning_pain_up_to
    if limit is None:
        return "Nothing leads back from here; the dose of each exercise answers a sore knee."
    return (
        f"Two recorded mornings running above {limit} of 10, within {a_count(RECENT_DAYS, 'day')}, "
        f"would lead back to the first stage, {stage_name(stages[0].name)}."
    )


def _waits(missing: Sequence[Need], following: StageName | None) -> str:
    if following is None:
        return "It is the last stage; it stays for as long as the knee is calm."
    name = stage_name(following)
    if not missing:
        return f"Nothing is missing for the next stage, {name}."
    return f"The next stage, {name}, waits for {a_list([need.says for need in missing])}."
