"""State the rules that let the dose go up, one step and one variable at a time."""

from __future__ import annotations

import math
from typing import Final

from kneecoach.dose.situation import Situation
from kneecoach.dose.verdict import Verdict
from kneecoach.model.decision import Action, Detail
from kneecoach.model.dose import Variable

CAP_TENTHS: Final = 11
"""Most that a week or a session may be, in tenths of the one before: ten per cent more.

Source: msk-doctors-knee-after-running, single-session-spike.
"""

SPARE_REPS: Final = (1, 2)
"""Repetitions to spare, fewest and most, that let the load go up. Source: acsm-progression."""

SPARE_SESSIONS: Final = 2
"""Sessions in a row with that many to spare. Source: acsm-progression."""

LOAD_PERCENT: Final = (2, 10)
"""Least and most by which a load goes up. Source: acsm-progression."""

_TENTH: Final = 10
_ROUNDING: Final = 1e-9

_ONE_VARIABLE: Final[tuple[str, Detail]] = ("variables_changed", 1)
_LOAD_LATER: Final = Verdict(rule="X5", action=Action.HOLD)
_AT_LIMIT: Final = "at_limit"


def weekly_cap(situation: Situation) -> Verdict | None:
    """Go up, but by no more than ten per cent in a week.

    Source: msk-doctors-knee-after-running.
    """
    frame = situation.frame
    if not _is_above_cap(frame.planned_week_volume, frame.week_volume):
        return None
    return _up(situation, "X2", _caps(situation))


def session_cap(situation: Situation) -> Verdict | None:
    """Go up, but by no more than ten per cent over the longest session of thirty days.

    Source: single-session-spike.
    """
    frame = situation.frame
    if not _is_above_cap(frame.planned_session, frame.longest_in_30_days):
        return None
    return _up(situation, "X3", _caps(situation))


def one_day_more(situation: Situation) -> Verdict | None:
    """Go up by one day a week when the days are what comes next.

    Source: hinge-health-back-of-knee.
    """
    frame = situation.frame
    if situation.next_variable is not Variable.FREQUENCY or _is_short_of_sets(situation):
        return None
    if frame.frequency >= frame.frequency_cap:
        return None
    return Verdict(
        rule="X4",
        action=Action.PROGRESS,
        details=(("freq_to", frame.frequency + 1), _ONE_VARIABLE),
    )


def more_load(situation: Situation) -> Verdict | None:
    """Raise the load a little when repetitions were to spare twice running; otherwise wait.

    Source: acsm-progression.
    """
    if situation.next_variable is not Variable.LOAD or _is_short_of_sets(situation):
        return None
    if situation.course.level >= situation.frame.top:
        return None
    fewest, most = SPARE_REPS
    spare = situation.spare_reps[-SPARE_SESSIONS:]
    if len(spare) < SPARE_SESSIONS or any(
        reps is None or not fewest <= reps <= most for reps in spare
    ):
        return _LOAD_LATER
    low, high = LOAD_PERCENT
    return _up(situation, "X5", (("load_pct_min", low), ("load_pct_max", high)))


def one_level_up(situation: Situation) -> Verdict:
    """Go up, exactly one level; at the top, offer the harder exercise and stay.

    Source: triathlete-pt-post-run-pain.
    """
    return _up(situation, "X1", ())


def _up(situation: Situation, rule: str, caps: tuple[tuple[str, Detail], ...]) -> Verdict:
    frame, level = situation.frame, situation.course.level
    if _is_short_of_sets(situation):
        sets = (situation.sets or 0) + 1
        details: tuple[tuple[str, Detail], ...] = (("to_level", level), ("sets_to", sets))
        return Verdict(rule=rule, action=Action.PROGRESS, details=(*details, _ONE_VARIABLE, *caps))
    if level < frame.top:
        details = (("to_level", level + 1), _ONE_VARIABLE, *caps)
        return Verdict(rule=rule, action=Action.PROGRESS, details=details)
    stay: tuple[str, Detail] = ("to_level", level)
    if frame.top < frame.levels:
        return Verdict(rule=rule, action=Action.HOLD, details=(stay, (_AT_LIMIT, True)))
    if frame.harder is None:
        return Verdict(rule=rule, action=Action.PROGRESS, details=(stay, *caps))
    harder: tuple[str, Detail] = ("harder", frame.harder.id)
    return Verdict(rule=rule, action=Action.PROGRESS, details=(stay, harder, *caps))


def _is_short_of_sets(situation: Situation) -> bool:
    """Tell whether sets were taken off, which come back before anything else goes up."""
    return situation.course.sets_taken > 0 and bool(situation.frame.sets)


def _is_above_cap(planned: float | None, base: float | None) -> bool:
    if planned is None or base is None:
        return False
    return planned * _TENTH > base * CAP_TENTHS + _ROUNDING


def _caps(situation: Situation) -> tuple[tuple[str, Detail], ...]:
    """Return every cap that is exceeded, so that the second is kept when the first decides."""
    frame = situation.frame
    caps: list[tuple[str, Detail]] = []
    if frame.week_volume is not None and _is_above_cap(
        frame.planned_week_volume, frame.week_volume
    ):
        caps.append(("week_volume_max", _cap_of(frame.week_volume)))
    if frame.longest_in_30_days is not None and _is_above_cap(
        frame.planned_session, frame.longest_in_30_days
    ):
        caps.append(("session_max", _cap_of(frame.longest_in_30_days)))
    return tuple(caps)


def _cap_of(base: float) -> float:
    """Return ten per cent more than `base`, rounded down to a tenth."""
    return math.floor(base * CAP_TENTHS + _ROUNDING) / _TENTH
