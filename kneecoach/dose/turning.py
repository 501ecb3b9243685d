"""Say which other scores of the last session would have led to another decision."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from itertools import groupby

from kneecoach.dose.situation import Situation
from kneecoach.dose.verdict import Verdict
from kneecoach.dose.what_if import Score, judge_with
from kneecoach.model.decision import Action
from kneecoach.model.feedback import Feedback
from kneecoach.model.units import HIGHEST_SCORE, LOWEST_SCORE
from kneecoach.values import dataclass


class Measure(StrEnum):
    """Name a score of a session that is looked at."""

    DURING = "during"
    AFTER = "after"
    MORNING = "morning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Scores of one measure that lead to something else than what was decided.

    Attributes:
        measure: Which score.
        lowest, highest: The scores, from and to.
        action: What they lead to.
        is_known: The score was recorded, so that it would have had to be another.
    """

    measure: Measure
    lowest: int
    highest: int
    action: Action
    is_known: bool


def turning_points(situation: Situation, verdict: Verdict) -> tuple[Turn, ...]:
    """Return which scores, changed one at a time, would change a decision; none without a session.

    The rules themselves are asked, so the answer cannot differ from what they would do.
    """
    last = situation.last
    if last is None:
        return ()
    decided = effect_of(verdict)
    return tuple(
        turn
        for measure in Measure
        for turn in _turns(situation, last.felt, measure)
        if turn.action is not decided
    )


def effect_of(verdict: Verdict) -> Action:
    """Return what a verdict does; at the top of a ladder, or of its limits, nothing goes up."""
    is_up = verdict.action is Action.PROGRESS
    return Action.HOLD if is_up and verdict.detail("variables_changed") != 1 else verdict.action


def _turns(situation: Situation, felt: Feedback, measure: Measure) -> Iterator[Turn]:
    known = getattr(felt, measure.value)
    asked = Score(measure.value)
    judged = [
        (score, effect_of(judge_with(situation, asked, score)))
        for score in range(LOWEST_SCORE, HIGHEST_SCORE + 1)
    ]
    for action, group in groupby(judged, key=lambda pair: pair[1]):
        alike = [score for score, _ in group]
        yield Turn(
            measure=measure,
            lowest=alike[0],
            highest=alike[-1],
            action=action,
            is_known=known is not None,
        )
