"""Read one session's scores as signs: how it rose, peaked, and whether it was calm."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from kneecoach.dose.bands import PainBand
from kneecoach.model.feedback import ALL, Feedback

CRANKY_RISE: Final = 1
"""Points by which the morning is worse than before a cranky session. Source: house-rule."""

FLARE_RISE: Final = 2
"""Points by which a flare's morning is worse. Source: next-day-pain, numeric-rating-scale."""

FLARE_MORNING_ABOVE: Final = 5
"""Morning pain above this is a flare, whatever it was before. Source: pain-traffic-light."""

IMPACT_AFTER_RISE: Final = 2
"""Points after an impact session that make it cranky. Source: triathlete-pt-post-run-pain."""

CALM_AFTER_RISE: Final = 1
"""Points by which pain may be higher after a calm session than before. Source: house-rule."""

WOBBLE: Final = 1
"""Points that scores may differ by from one time to the next without a cause.

Source: numeric-rating-scale, house-rule.
"""

CALM_EFFORT_UP_TO: Final = 7
"""Effort up to which a session counts as calm. Source: house-rule."""


_SCORES: Final = 3


class Signs(NamedTuple):
    """One session and what its scores say; nothing unknown is taken for good.

    Attributes:
        day: The day of the session.
        felt: The scores themselves.
        rise: Pain the next morning above that before; None when the morning is unknown.
        peak: Highest of during, after and morning, of those known; None when none is.
        is_known: During, after, morning and effort were all recorded.
        is_cranky: The knee answered with a little more pain than it should.
        is_wobble: All that was felt, and all of it is known, is no more than a point above the pain
            before: no more than scores differ by anyway. A cranky one may be it too.
        is_flare: The knee answered clearly worse.
        is_clean: A calm session, one that counts towards going up.
        is_calm: Nothing of it calls for an answer; a session with much pain before it may be clean,
            and its morning a flare.
    """

    day: date
    felt: Feedback
    rise: int | None
    peak: int | None
    is_known: bool
    is_cranky: bool
    is_wobble: bool
    is_flare: bool
    is_clean: bool
    is_calm: bool


def read_signs(felt: Feedback, band: PainBand) -> Signs:
    """Return the signs of one session within its band of pain.

    Source: triathlete-pt-post-run-pain, next-day-pain, pain-traffic-light, house-rule.
    """
    during, after, morning, before = felt.during, felt.after, felt.morning, felt.before
    known = [score for score in (during, after, morning) if score is not None]
    rise = None if morning is None else morning - before
    is_flare = rise is not None and (
        rise >= FLARE_RISE or (morning is not None and morning > FLARE_MORNING_ABOVE)
    )
    is_clean = _is_clean(felt, rise, band)
    return Signs(
        felt.day,
        felt,
        rise,
        max(known) if known else None,
        len(known) == _SCORES and felt.effort is not None,
        _is_cranky(felt, rise, band),
        _is_wobble(felt),
        is_flare,
        is_clean,
        is_clean and not is_flare and not felt.lasted,
    )


def _is_cranky(felt: Feedback, rise: int | None, band: PainBand) -> bool:
    if rise is not None and rise >= CRANKY_RISE:
        return True
    during, after, above = felt.during, felt.after, band.cranky_above
    if during is not None and above is not None and during > above:
        return True
    return band.is_impact and after is not None and after - felt.before >= IMPACT_AFTER_RISE


def _is_wobble(felt: Feedback) -> bool:
    """Tell whether nothing that was felt is more than a point above the pain before.

    Source: numeric-rating-scale, house-rule.
    """
    during, after, morning = felt.during, felt.after, felt.morning
    if during is None or after is None or morning is None:
        return False
    highest = max(during, after, morning, felt.worst_morning or morning)
    return highest - felt.before <= WOBBLE and highest <= FLARE_MORNING_ABOVE


def _is_clean(felt: Feedback, rise: int | None, band: PainBand) -> bool:
    during, after, effort = felt.during, felt.after, felt.effort
    if rise is None or during is None or after is None or effort is None:
        return False
    return (
        rise <= 0
        and not felt.lasted
        and during <= band.clean_up_to
        and after - felt.before <= CALM_AFTER_RISE
        and after <= max(band.clean_up_to, felt.before)
        and not felt.sharp
        and not felt.throughout
        and felt.complete >= ALL
        and effort <= CALM_EFFORT_UP_TO
    )
