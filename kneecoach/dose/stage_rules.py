"""Name the rules that lead a programme from stage to stage, for a physio to read."""

from __future__ import annotations

from typing import Final

from kneecoach.dose.stage_needs import LAST_MORNINGS, RECENT_DAYS
from kneecoach.values import dataclass

STAGE_BACK: Final = "T3"
"""The rule that leads back to the first stage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRule:
    """One line of the table of stages: id, when it holds, what follows, and its sources."""

    id: str
    when: str
    then: str
    sources: tuple[str, ...]


STAGE_RULES: Final[tuple[StageRule, ...]] = (
    StageRule(
        id=STAGE_BACK,
        when=(
            "pain on two recorded mornings running, within "
            f"{RECENT_DAYS} days, is above what the first stage asks for before it ends"
        ),
        then="back to the first stage",
        sources=("house-rule", "triathlete-pt-post-run-pain"),
    ),
    StageRule(
        id="T1",
        when=(
            "everything that ends the stage and begins the next one is so, nothing of it unknown, "
            "and no exercise of the stage rests, waits for advice, or went down within 7 days "
            f"(mornings: the last {LAST_MORNINGS}, within {RECENT_DAYS} days)"
        ),
        then="on to the next stage, with the first session in it",
        sources=("triathlete-pt-post-run-pain", "walk-before-run", "house-rule"),
    ),
    StageRule(
        id="T0",
        when="the programme has not been begun",
        then="begin with the first stage",
        sources=("house-rule",),
    ),
    StageRule(
        id="T2",
        when="otherwise",
        then="stay in the stage",
        sources=("house-rule",),
    ),
)
"""What decides about the stage of a programme, the most cautious first."""
