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

SPARE_REPS: Final = 1
"""Repetitions to spare that let the load go up, or more of them.

Source: acsm-progression (one to two), house-rule (three are no reason to wait for ever).
"""

SPARE_SESSIONS: Final = 2
"""Sessions in a row with that many to spare. Source: acsm-progression."""

LOAD_PERCENT: Final = (2, 10)
"""Least and most by which a load goes up. Source: acsm-progression."""

LOAD_STEP: Final = 0.5
"""Smallest weight, in kilograms, that is put on or taken off. Source: house-rule."""

_TENTH: Final = 10
_ROUNDING: Final = 1e-9

_ONE_VARIABLE: Final[tuple[str, Detail]] = ("variables_changed", 1)
_PERCENT: Final[tuple[tuple[str, Detail], ...]] = (
    ("load_pct_min", LOAD_PERCENT[0]),
    ("load_pct_max", LOAD_PERCENT[1]),
)
_LOAD_LATER: Final = Verdict(rule="X5", action=Action.HOLD)
_AT_LIMIT: Final = "at_limit"


def weekly_cap(situation: Situation) -> Verdict | None:
    """Go up, but by no more than ten per cent in a week.

    Source: msk-doctors-knee-after-running, house-rule.
    """
    volume = situation.volume
    if not _is_above_cap(volume.planned_week, volume.week):
        return None
    return _up(situation, "X2", _caps(situation))


def session_cap(situation: Situation) -> Verdict | None:
    """Go up, but by no more than ten per cent over the longest session of thirty days.

    Source: single-session-spike, house-rule.
    """
    volume = situation.volume
    if not _is_above_cap(volume.planned_session, volume.longest):
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
    return one_day_more_to(situation, frame.frequency + 1)


def one_day_more_to(situation: Situation, days: int) -> Verdict:
    """Return the step up to so many days a week; at the top of a ladder the offer stays beside it.

    Source: hinge-health-back-of-knee.
    """
    frame = situation.frame
    details: tuple[tuple[str, Detail], ...] = (("freq_to", days), _ONE_VARIABLE)
    if frame.harder is not None and situation.course.level == frame.levels:
        details = (*details, ("harder", frame.harder.id))
    return Verdict(rule="X4", action=Action.PROGRESS, details=details)


def more_load(situation: Situation) -> Verdict | None:
    """Raise the load a little when repetitions were to spare twice running; otherwise wait.

    Source: acsm-progression, house-rule.
    """
    if situation.next_variable is not Variable.LOAD or _is_short_of_sets(situation):
        return None
    frame, course = situation.frame, situation.course
    is_at_top = course.level >= frame.top
    load_to = _next_load(situation)
    if is_at_top and load_to is None:
        return None
    spare = situation.spare_reps[-SPARE_SESSIONS:]
    if len(spare) < SPARE_SESSIONS or any(reps is None or reps < SPARE_REPS for reps in spare):
        return _LOAD_LATER
    if load_to is None:
        is_percent = not frame.loads or frame.loads[course.level - 1] is not None
        return _up(situation, "X5", _PERCENT if is_percent else ())
    beyond = frame.load_beyond(course.level)
    level = course.level if is_at_top or load_to != beyond else course.level + 1
    details: tuple[tuple[str, Detail], ...] = (("to_level", level), ("load_to", load_to))
    return Verdict(rule="X5", action=Action.PROGRESS, details=(*details, _ONE_VARIABLE))


def _next_load(situation: Situation) -> float | None:
    """Return the weight that is a tenth more than now, or half a kilogram where that is less.

    It is never more than that of the next level, or at the top than the pack's highest; None where
    there is nothing to grow from or to.
    """
    frame, course = situation.frame, situation.course
    beyond = frame.load_beyond(course.level)
    if beyond is None or (course.level >= frame.top and not frame.grows_at_top):
        return None
    own = frame.loads[course.level - 1]
    now = course.load or own or 0.0
    tenth_more = math.floor(now * CAP_TENTHS / _TENTH / LOAD_STEP + _ROUNDING) * LOAD_STEP
    return None if now >= beyond else min(beyond, max(tenth_more, now + LOAD_STEP))


def one_level_up(situation: Situation) -> Verdict:
    """Go up, exactly one level; at the top, offer the harder exercise and stay.

    Source: triathlete-pt-post-run-pain.
    """
    return _up(situation, "X1", ())


def _up(situation: Situation, rule: str, caps: tuple[tuple[str, Detail], ...]) -> Verdict:
    frame, course = situation.frame, situation.course
    level = course.level
    stay: tuple[str, Detail] = ("to_level", level)
    details: tuple[tuple[str, Detail], ...]
    if _is_short_of_sets(situation):
        details = (stay, ("sets_to", (situation.sets or 0) + 1), _ONE_VARIABLE, *caps)
        return Verdict(rule=rule, action=Action.PROGRESS, details=details)
    if course.session_cap is not None:
        details = (stay, ("whole_session", not caps), _ONE_VARIABLE, *caps)
        return Verdict(rule=rule, action=Action.PROGRESS, details=details)
    if level < frame.top:
        details = (("to_level", level + 1), _ONE_VARIABLE, *caps)
        return Verdict(rule=rule, action=Action.PROGRESS, details=details)
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
    volume = situation.volume
    caps: list[tuple[str, Detail]] = []
    most: list[float] = []
    if volume.week is not None and _is_above_cap(volume.planned_week, volume.week):
        caps.append(("week_volume_max", _cap_of(volume.week)))
        if volume.sessions:
            most.append(_cap_of(volume.week / volume.sessions))
    if volume.longest is not None and _is_above_cap(volume.planned_session, volume.longest):
        most.append(_cap_of(volume.longest))
    if most:
        caps.append(("session_max", min(most)))
    return tuple(caps)


def _cap_of(base: float) -> float:
    """Return ten per cent more than `base`, rounded down to a tenth."""
    return math.floor(base * CAP_TENTHS + _ROUNDING) / _TENTH
