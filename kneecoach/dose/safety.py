"""State the rules that ask a person to have the knee looked at."""

from __future__ import annotations

from datetime import date
from typing import Final

from kneecoach.dose.bands import RED_FROM, SEVERE_FROM
from kneecoach.dose.signs import Signs
from kneecoach.dose.situation import Situation
from kneecoach.dose.verdict import Verdict
from kneecoach.model.decision import Action, Urgency
from kneecoach.model.feedback import EMERGENCY_FLAGS, Flag, Today

CARE_FLAGS: Final = frozenset(
    {
        Flag.GIVING_WAY,
        Flag.LOCKING,
        Flag.SWELLING,
        Flag.NIGHT_PAIN,
        Flag.CANNOT_BEND,
        Flag.LIMPING,
        Flag.UNSAFE_STANDING,
        Flag.HOT_RED,
        Flag.TRAUMA,
        Flag.PAINFUL_CLICKING,
    }
)
"""Signs of S2; painless clicking is none. Source: hinge-health-back-of-knee."""

STEP_BACKS_BEFORE_CARE: Final = 2
"""Steps down in three weeks after which a further bad session means advice. Source: house-rule."""

_EMERGENCY: Final = Verdict(rule="S1", action=Action.SEEK_CARE, urgency=Urgency.EMERGENCY)
_FLAG: Final = Verdict(rule="S2", action=Action.SEEK_CARE, urgency=Urgency.SOON)
_SEVERE: Final = Verdict(rule="S3", action=Action.SEEK_CARE, urgency=Urgency.SOON)
NOT_IMPROVING: Final = Verdict(rule="S4", action=Action.SEEK_CARE, urgency=Urgency.ROUTINE)
"""What rule S4 says; a pause that does not settle leads to it too."""


def emergency_sign(situation: Situation) -> Verdict | None:
    """Stop everything on a sign that may need help at once.

    Source: lincolnshire-knee, urgent-knee-signs, calf-signs.
    """
    flags = situation.today.flags
    return _EMERGENCY if flags and flags & EMERGENCY_FLAGS else None


def care_sign(situation: Situation) -> Verdict | None:
    """Stop on a sign that someone should look at within days.

    Source: hinge-health-back-of-knee, msk-doctors-knee-after-running, stylist-knee-pain-running.
    """
    flags = situation.today.flags
    return _FLAG if flags and flags & CARE_FLAGS else None


def severe_pain(situation: Situation) -> Verdict | None:
    """Stop on pain of 8 or more now or in the last session, or sharp pain of 6 or more in it.

    A session from before someone was seen no longer counts.

    Source: hinge-health-back-of-knee, house-rule.
    """
    if situation.unanswered == "S3" or _hurts_severely(situation.today):
        return _SEVERE
    last, cleared_on = situation.last, situation.cleared_on
    if last is None or last.felt.during is None:
        return None
    if cleared_on is not None and last.felt.day < cleared_on:
        return None
    during, sharp = last.felt.during, last.felt.sharp
    return _SEVERE if during >= SEVERE_FROM or (sharp and during >= RED_FROM) else None


def not_improving(situation: Situation) -> Verdict | None:
    """Ask for advice when two steps down in three weeks did not calm the knee.

    Source: hinge-health-back-of-knee, msk-doctors-knee-after-running, house-rule.
    """
    if situation.unanswered is not None or keeps_coming_back(
        situation.step_backs, situation.last, situation.cleared_on
    ):
        return NOT_IMPROVING
    return None


def keeps_coming_back(step_backs: int, last: Signs | None, cleared_on: date | None) -> bool:
    """Tell whether the last session was bad again after two steps down in three weeks.

    A session from before someone was seen no longer counts.

    Source: hinge-health-back-of-knee, msk-doctors-knee-after-running.
    """
    return (
        step_backs >= STEP_BACKS_BEFORE_CARE
        and last is not None
        and (last.is_flare or last.is_cranky)
        and (cleared_on is None or last.felt.day >= cleared_on)
    )


def _hurts_severely(today: Today) -> bool:
    return today.before is not None and today.before >= SEVERE_FROM
