"""Say which other scores of the last session would have led to another decision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from typing import assert_never

from kneecoach.dose.decide import judge
from kneecoach.dose.signs import read_signs
from kneecoach.dose.situation import Situation
from kneecoach.dose.verdict import Verdict
from kneecoach.model.decision import Action
from kneecoach.model.feedback import Feedback
from kneecoach.model.units import HIGHEST_SCORE, LOWEST_SCORE, PainScore, pain_score


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
    scores = [pain_score(one) for one in range(LOWEST_SCORE, HIGHEST_SCORE + 1)]
    judged = [
        (score, effect_of(judge(_with(situation, _felt_with(felt, measure, score)))))
        for score in scores
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


def _felt_with(felt: Feedback, measure: Measure, score: PainScore) -> Feedback:
    """Return a session with another score; how long pain lasted follows from the morning."""
    match measure:
        case Measure.DURING:
            return replace(felt, during=score)
        case Measure.AFTER:
            return replace(felt, after=score)
        case Measure.MORNING:
            lasted = 0 if score <= felt.before else max(1, felt.lasted or 0)
            return replace(felt, morning=score, lasted=lasted)
        case _:
            assert_never(measure)


def _with(situation: Situation, felt: Feedback) -> Situation:
    signs = read_signs(felt, situation.frame.band)
    return replace(situation, sessions=(*situation.sessions[:-1], signs), last=signs)
