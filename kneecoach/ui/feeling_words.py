"""Put signs, effort and kinds of pain into plain words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kneecoach.model.feedback import Flag

translate = QCoreApplication.translate

COMMON_FLAGS = (Flag.SWELLING, Flag.GIVING_WAY, Flag.LOCKING, Flag.LIMPING)
"""Signs that are always in view."""

RARER_FLAGS = (
    Flag.NIGHT_PAIN,
    Flag.CANNOT_BEND,
    Flag.PAINFUL_CLICKING,
    Flag.PAINLESS_CLICKING,
    Flag.HOT_RED,
    Flag.UNSAFE_STANDING,
    Flag.CANNOT_BEAR_WEIGHT,
    Flag.TRAUMA,
    Flag.DEFORMITY,
    Flag.CALF_SWELLING,
    Flag.FEVER,
)
"""Signs shown when asked for, from the milder to the more urgent."""

EFFORTS = (2, 4, 6, 8, 10)
"""Values of the five answers about effort, 0-10. Source: house-rule, even steps that end at 10."""


def flag_words(flag: Flag) -> str:
    """Return the sign as a person would say it."""
    words = {
        Flag.GIVING_WAY: translate("Flag", "Gave way"),
        Flag.LOCKING: translate("Flag", "Locked or caught"),
        Flag.SWELLING: translate("Flag", "Swelling"),
        Flag.NIGHT_PAIN: translate("Flag", "Pain that wakes me at night"),
        Flag.CANNOT_BEND: translate("Flag", "Will not bend fully"),
        Flag.LIMPING: translate("Flag", "Limping"),
        Flag.UNSAFE_STANDING: translate("Flag", "Unsafe to stand on"),
        Flag.HOT_RED: translate("Flag", "Hot or red"),
        Flag.FEVER: translate("Flag", "Fever"),
        Flag.DEFORMITY: translate("Flag", "Out of shape"),
        Flag.CANNOT_BEAR_WEIGHT: translate("Flag", "Cannot take my weight"),
        Flag.TRAUMA: translate("Flag", "After a fall or knock"),
        Flag.CALF_SWELLING: translate("Flag", "Calf swollen or hot"),
        Flag.PAINFUL_CLICKING: translate("Flag", "Clicks with pain"),
        Flag.PAINLESS_CLICKING: translate("Flag", "Clicks without pain"),
    }
    return words[flag]


def effort_words(effort: int) -> str:
    """Return the answer about effort that stands for the value.

    Raises:
        ValueError: No answer stands for that value.
    """
    words = {
        2: translate("Effort", "Very easy"),
        4: translate("Effort", "Easy"),
        6: translate("Effort", "Just right"),
        8: translate("Effort", "Hard"),
        10: translate("Effort", "Too hard"),
    }
    if effort not in words:
        raise ValueError(f"no answer about effort stands for {effort}")
    return words[effort]


def spare_words(spare: int) -> str:
    """Return how many more repetitions would have gone; 3 stands for three or more."""
    if spare >= 3:
        return translate("Spare", "3 or more")
    return translate("Spare", "None") if spare == 0 else str(spare)
