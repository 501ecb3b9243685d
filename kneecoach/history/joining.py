"""Join two versions of one record, so that every computer arrives at the same one in any order.

Most records never change, and two versions are alike. A session grows while it runs and ends once;
where two computers went on with it, nothing that was done or said is lost, and of two scores the
more cautious one counts. Joining is the same whichever version comes first, however they are
grouped, and however often.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from kneecoach.history.plain import BY_NAME, SESSIONS
from kneecoach.history.written import Written, spell
from kneecoach.model.record import Ending

Fields = Mapping[str, Any]

_ENDINGS = (Ending.OPEN, Ending.ABANDONED, Ending.RESTED, Ending.LOGGED, Ending.FINISHED)
"""Later ones say more of how a session ended."""

_WORSE = ("during", "after", "effort", "paused_times", "ended_at")
_EITHER = ("sharp", "throughout")
_SAID_AT_END = frozenset({*_WORSE, *_EITHER, "ending", "note", "flags", "sets", "stops"})


def join(one: Written, other: Written) -> Written:
    """Return the record that two versions with one id come to."""
    if one.text == other.text:
        return one
    if one.kind != SESSIONS.many:
        return max(one, other, key=_text_of)
    joined = _join_sessions(one.fields, other.fields)
    return spell(BY_NAME[one.kind], joined)


def _text_of(written: Written) -> str:
    return written.text


def _join_sessions(one: Fields, other: Fields) -> dict[str, object]:
    """Join how a session began, what was done in it, and how it ended, each by itself."""
    return {
        **_join_beginnings(one, other),
        **{name: _worse(one[name], other[name]) for name in _WORSE},
        **{name: one[name] or other[name] for name in _EITHER},
        "ending": max(one["ending"], other["ending"], key=_ENDINGS.index),
        "note": max(one["note"], other["note"], key=lambda note: (len(note), note)),
        "flags": sorted({*one["flags"], *other["flags"]}),
        "sets": _join_lists(one["sets"], other["sets"], "ended_at"),
        "stops": _join_lists(one["stops"], other["stops"], "stopped_at"),
    }


def _join_beginnings(one: Fields, other: Fields) -> dict[str, object]:
    """Return the fields that stand when a session begins, with what was later felt of each part.

    They differ only where a file was tampered with; one of them is then taken, always the same.
    """
    mine, theirs = _beginning(one), _beginning(other)
    if mine != theirs:
        chosen = one if mine > theirs else other
        return {name: value for name, value in chosen.items() if name not in _SAID_AT_END}
    return {
        **{name: value for name, value in one.items() if name not in _SAID_AT_END},
        "exercises": [
            {
                **left,
                "during": _worse(left["during"], right["during"]),
                "spare": _fewer(left["spare"], right["spare"]),
            }
            for left, right in zip(one["exercises"], other["exercises"], strict=True)
        ],
        "knees": [
            {**left, **{name: _worse(left[name], right[name]) for name in ("during", "after")}}
            for left, right in zip(one["knees"], other["knees"], strict=True)
        ],
    }


def _beginning(session: Fields) -> str:
    plain = {name: value for name, value in session.items() if name not in _SAID_AT_END}
    plain["exercises"] = [_without(one, "during", "spare") for one in session["exercises"]]
    plain["knees"] = [_without(one, "during", "after") for one in session["knees"]]
    return json.dumps(plain, sort_keys=True)


def _without(fields: Fields, *names: str) -> dict[str, object]:
    return {name: value for name, value in fields.items() if name not in names}


def _join_lists(one: list[Fields], other: list[Fields], order: str) -> list[Fields]:
    """Return the entries of both, each id once, sorted by moment and id."""
    by_id: dict[str, Fields] = {}
    for entry in (*one, *other):
        known = by_id.get(entry["id"])
        by_id[entry["id"]] = entry if known is None else max(known, entry, key=_spelling)
    return sorted(by_id.values(), key=lambda entry: (entry[order], entry["id"]))


def _spelling(fields: Fields) -> str:
    return json.dumps(fields, sort_keys=True)


def _worse(one: Any, other: Any) -> Any:
    """Return the higher of two values, of which None says the least."""
    return other if one is None or (other is not None and other > one) else one


def _fewer(one: Any, other: Any) -> Any:
    return other if one is None or (other is not None and other < one) else one
