"""Ask what the rules would have said had one score been another, by the same function."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final, assert_never

from kneecoach.dose.judge import judge
from kneecoach.dose.signs import read_signs
from kneecoach.dose.situation import Paused, Situation
from kneecoach.dose.verdict import Verdict
from kneecoach.model.decision import Action
from kneecoach.model.feedback import Feedback
from kneecoach.model.units import HIGHEST_SCORE, LOWEST_SCORE, PainScore
from kneecoach.values import dataclass


class Score(StrEnum):
    """Name a score of the last session that can be asked about."""

    MORNING = "morning"
    DURING = "during"
    AFTER = "after"
    EFFORT = "effort"


_SCORE_WORDS: Final[dict[Score, str]] = {
    Score.MORNING: "pain the next morning",
    Score.DURING: "pain during the session",
    Score.AFTER: "pain after the session",
    Score.EFFORT: "effort",
}
_CAUTION: Final[dict[Action, int]] = {
    Action.SEEK_CARE: 0,
    Action.PAUSE: 1,
    Action.REDUCE_REST: 2,
    Action.REDUCE: 3,
    Action.HOLD: 4,
    Action.RESUME: 4,
    Action.PROGRESS: 5,
}
"""From most to least cautious; to hold and to begin again stand side by side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """One score that would have led elsewhere.

    Attributes:
        score: Which score.
        value: The nearest value that would have done so.
        is_calmer: The value asks for less caution than what was decided.
        action, rule: What would have been decided, and by which rule.
        sentence: All this for the person.
    """

    score: Score
    value: int
    is_calmer: bool
    action: Action
    rule: str
    sentence: str


def judge_with(situation: Situation, score: Score, value: int) -> Verdict:
    """Return what is decided when one score of the last session is another, all else the same.

    Raises:
        ValueError: There was no session.
    """
    last = situation.last
    if last is None:
        raise ValueError("there is no session whose score could be another")
    signs = read_signs(_with(last.felt, score, value), situation.frame.band)
    return judge(situation._replace(sessions=(*situation.sessions[:-1], signs), last=signs))


def nearest_changes(situation: Situation, verdict: Verdict) -> tuple[WhatIf, ...]:
    """Return the smallest change of one score that calls for less caution, and for more.

    Nothing is said of a break, which no score of the session before it would end.
    """
    if situation.last is None or isinstance(situation.state, Paused):
        return ()
    felt = situation.last.felt
    found = [
        one
        for is_calmer in (True, False)
        if (one := _nearest(situation, verdict, felt, is_calmer=is_calmer)) is not None
    ]
    return tuple(found)


def _nearest(
    situation: Situation, verdict: Verdict, felt: Feedback, *, is_calmer: bool
) -> WhatIf | None:
    best: tuple[int, WhatIf] | None = None
    for score in Score:
        known = _value(felt, score)
        for steps, value in enumerate(_values(known, is_calmer=is_calmer)):
            other = judge_with(situation, score, value)
            gain = _CAUTION[other.action] - _CAUTION[verdict.action]
            if (gain > 0) if is_calmer else (gain < 0):
                if best is None or steps < best[0]:
                    best = (steps, _what_if(situation, score, value, other, is_calmer=is_calmer))
                break
    return None if best is None else best[1]


def _values(known: int | None, *, is_calmer: bool) -> Iterable[int]:
    """Return the values to try, nearest first; of a score that is not known, all of them."""
    if is_calmer:
        first = HIGHEST_SCORE if known is None else known - 1
        return range(first, LOWEST_SCORE - 1, -1)
    first = LOWEST_SCORE if known is None else known + 1
    return range(first, HIGHEST_SCORE + 1)


def _value(felt: Feedback, score: Score) -> int | None:
    match score:
        case Score.MORNING:
            return felt.morning
        case Score.DURING:
            return felt.during
        case Score.AFTER:
            return felt.after
        case Score.EFFORT:
            return felt.effort
        case _:
            assert_never(score)


def _with(felt: Feedback, score: Score, value: int) -> Feedback:
    match score:
        case Score.MORNING:
            lasted = 0 if value <= felt.before else max(1, felt.lasted or 0)
            return felt._replace(morning=PainScore(value), lasted=lasted)
        case Score.DURING:
            return felt._replace(during=PainScore(value))
        case Score.AFTER:
            return felt._replace(after=PainScore(value))
        case Score.EFFORT:
            return felt._replace(effort=value)
        case _:
            assert_never(score)


def _what_if(
    situation: Situation, score: Score, value: int, verdict: Verdict, *, is_calmer: bool
) -> WhatIf:
    edge = "less" if is_calmer else "more"
    bound = str(value) if value in (LOWEST_SCORE, HIGHEST_SCORE) else f"{value} or {edge}"
    return WhatIf(
        score=score,
        value=value,
        is_calmer=is_calmer,
        action=verdict.action,
        rule=verdict.rule,
        sentence=f"With {_SCORE_WORDS[score]} of {bound} it would have "
        f"{_led_to(situation, verdict)}.",
    )


def _led_to(situation: Situation, verdict: Verdict) -> str:
    match verdict.action:
        case Action.SEEK_CARE:
            return "stopped, with the advice to be seen"
        case Action.PAUSE:
            return "become a break"
        case Action.REDUCE_REST:
            return "gone down, with rest"
        case Action.REDUCE:
            return "gone down"
        case Action.HOLD | Action.RESUME:
            return "stayed the same"
        case Action.PROGRESS:
            stays = verdict.detail("to_level") == situation.course.level
            return "been ready for more" if stays else "gone up"
        case _:
            assert_never(verdict.action)
