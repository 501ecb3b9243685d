"""Say how much pain each kind of exercise may bring: clean, acceptable, red."""

from __future__ import annotations

from functools import cache
from typing import Final

from kneecoach.model.exercise import Kind
from kneecoach.model.programme import Limits
from kneecoach.model.units import PainScore
from kneecoach.values import dataclass

RED_FROM: Final = 6
"""Pain during an exercise from which it is too much for any kind. Source: return-to-activity."""

SEVERE_FROM: Final = 8
"""Pain that someone should look at. Source: hinge-health-back-of-knee, house-rule."""

STRENGTH_CLEAN_UP_TO: Final = 3
"""Source: pain-traffic-light."""

STRENGTH_ACCEPTABLE_UP_TO: Final = 5
"""Source: pain-traffic-light."""

IMPACT_CLEAN_UP_TO: Final = 1
"""Source: triathlete-pt-post-run-pain (runs without pain), house-rule (1 counts as without)."""

IMPACT_ACCEPTABLE_UP_TO: Final = 2
"""Source: house-rule."""

IMPACT_KINDS: Final = frozenset({Kind.RUN, Kind.PLYO})
"""Kinds in which the leg lands; everything else has the bands of strength work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PainBand:
    """The pain during an exercise that lets it go up, and the pain that is still acceptable.

    Attributes:
        clean_up_to: Highest pain during with which the dose may go up.
        acceptable_up_to: Highest pain during with which the dose may be repeated.
        cranky_above: Pain during above which a session is cranky; None where only red pain counts.
        is_impact: The leg lands, so pain after and the next morning weigh more.
    """

    clean_up_to: int
    acceptable_up_to: int
    cranky_above: int | None
    is_impact: bool


_IMPACT = PainBand(
    clean_up_to=IMPACT_CLEAN_UP_TO,
    acceptable_up_to=IMPACT_ACCEPTABLE_UP_TO,
    cranky_above=IMPACT_ACCEPTABLE_UP_TO,
    is_impact=True,
)
_STRENGTH = PainBand(
    clean_up_to=STRENGTH_CLEAN_UP_TO,
    acceptable_up_to=STRENGTH_ACCEPTABLE_UP_TO,
    cranky_above=None,
    is_impact=False,
)


def band_of(kind: Kind) -> PainBand:
    """Return the band of a kind; mobility counts as a stretch and cardio as strength work.

    Source: pain-traffic-light, triathlete-pt-post-run-pain, house-rule.
    """
    return _IMPACT if kind in IMPACT_KINDS else _STRENGTH


@cache
def band_within(kind: Kind, limits: Limits) -> PainBand:
    """Return the band of a kind as a pack's limits tighten it; they never loosen it.

    Pain above a tightened acceptable band makes a session cranky, as it does for impact.

    Source: house-rule.
    """
    band = band_of(kind)
    acceptable = _lower(band.acceptable_up_to, limits.acceptable_up_to)
    clean = min(_lower(band.clean_up_to, limits.clean_up_to), acceptable)
    is_tightened = acceptable < band.acceptable_up_to
    return PainBand(
        clean_up_to=clean,
        acceptable_up_to=acceptable,
        cranky_above=acceptable if is_tightened else band.cranky_above,
        is_impact=band.is_impact,
    )


def asks_for_rest(before: PainScore | None, *, is_new: bool) -> bool:
    """Tell whether what is felt before a session asks for rest: red pain, or sudden new pain.

    Rules R3 and R2 answer it.

    Source: return-to-activity, msk-doctors-knee-after-running, house-rule.
    """
    return is_new or (before is not None and before >= RED_FROM)


def _lower(own: int, limit: int | None) -> int:
    return own if limit is None else max(0, min(own, limit))
