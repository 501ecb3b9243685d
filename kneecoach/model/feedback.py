"""Say what was felt: flags, and the scores of one session as the dose rules look at them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from kneecoach.model.units import PainScore, Percent
from kneecoach.values import dataclass

ALL = Percent(100)


class Knee(StrEnum):
    """Name which knee a score or flag is about."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


class Flag(StrEnum):
    """Name a sign that the person reports; each stands for itself and is never summed up."""

    GIVING_WAY = "giving_way"
    LOCKING = "locking"
    SWELLING = "swelling"
    NIGHT_PAIN = "night_pain"
    CANNOT_BEND = "cannot_bend"
    LIMPING = "limping"
    UNSAFE_STANDING = "unsafe_standing"
    HOT_RED = "hot_red"
    FEVER = "fever"
    DEFORMITY = "deformity"
    CANNOT_BEAR_WEIGHT = "cannot_bear_weight"
    TRAUMA = "trauma"
    CALF_SWELLING = "calf_swelling"
    PAINFUL_CLICKING = "painful_clicking"
    PAINLESS_CLICKING = "painless_clicking"


EMERGENCY_FLAGS: Final = frozenset(
    {Flag.FEVER, Flag.DEFORMITY, Flag.CANNOT_BEAR_WEIGHT, Flag.CALF_SWELLING}
)
"""Signs of S1, which nothing silences. Source: lincolnshire-knee, urgent-knee-signs, calf-signs."""


class Feedback(NamedTuple):
    """One session of one exercise, on one side, as the dose rules see it.

    Every score is on the 0-10 scale; None means not recorded and is never taken for zero.

    Attributes:
        day: The local day of the session.
        before: Pain just before.
        during: Worst pain during.
        after: Pain within an hour of ending.
        morning: Pain the next morning.
        lasted: Whole rest days the pain stayed above `before`; 0 when gone by next morning.
        complete: Share of the prescribed work that was done, 0-100.
        effort: How hard it was, 0-10.
        spare: Repetitions left in the tank in the last set.
        sharp: The pain was very sharp.
        throughout: It hurt through the whole session.
        worst_morning: Highest pain of the mornings through which it lasted; None to take `morning`.
    """

    day: date
    before: PainScore
    during: PainScore | None = None
    after: PainScore | None = None
    morning: PainScore | None = None
    lasted: int | None = None
    complete: Percent = ALL
    effort: int | None = None
    spare: int | None = None
    sharp: bool = False
    throughout: bool = False
    worst_morning: PainScore | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """What is known of the knee on the day that is decided for.

    Attributes:
        day: The local day.
        before: Pain now, or None when it has not been asked yet.
        flags: Signs that stand today.
        new_onset: The pain is sudden and new.
        knee: Which knee the signs are about.
    """

    day: date
    before: PainScore | None = None
    flags: frozenset[Flag] = frozenset()
    new_onset: bool = False
    knee: Knee = Knee.BOTH
