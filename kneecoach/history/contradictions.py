"""Say what in a record contradicts itself, though each of its fields is right alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kneecoach.model.dose import Side
from kneecoach.model.feedback import EMERGENCY_FLAGS
from kneecoach.model.function import Measure, find_trouble
from kneecoach.model.record import Choice, Ending


def find_contradiction(kind: str, fields: Mapping[str, Any]) -> str:
    """Return what is wrong as the middle of a sentence; empty when nothing is."""
    match kind:
        case "sessions":
            return _in_session(fields)
        case "overrules" if fields["choice"] == Choice.UP and not fields["reason"].strip():
            return "going up has a reason"
        case "silences" if fields["flag"] in EMERGENCY_FLAGS:
            return "a sign that may need help at once is never silenced"
        case "silences" if fields["until"] < fields["day"]:
            return "a silence does not end before it begins"
        case "function_scores":
            side = fields["side"]
            return find_trouble(
                Measure(fields["measure"]),
                fields["name"],
                None if side is None else Side(side),
                fields["score"],
                fields["highest"],
            )
        case _:
            return ""


def _in_session(fields: Mapping[str, Any]) -> str:
    if fields["replaces"] == fields["id"]:
        return "a session does not correct itself"
    if fields["ending"] == Ending.OPEN and fields["ended_at"] is not None:
        return "a session that is open has not ended"
    if _repeats((one["position"], one["side"]) for one in fields["exercises"]):
        return "a session asks for each exercise and side in one place once"
    if any(_repeats(one["id"] for one in fields[part]) for part in ("sets", "stops")):
        return "two parts of a session have one id"
    if _repeats(one["side"] for one in fields["knees"]):
        return "a session speaks of each knee once"
    return ""


def _repeats(keys: Iterable[object]) -> bool:
    all_of_them = list(keys)
    return len(set(all_of_them)) < len(all_of_them)
