"""Describe the stages of a programme, and what has to be so before the next one begins."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from kneecoach.values import dataclass


class StageName(StrEnum):
    """Name a stage, from the first to the last; a programme may leave some out."""

    CALM = "calm"
    STRENGTHEN = "strengthen"
    LOAD = "load"
    RETURN = "return"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachedLevel:
    """An exercise that has to stand at a level of its ladder, or above."""

    exercise_id: str
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """What has to be so, all of it; what is None is not asked for, and unknown is never enough.

    Attributes:
        stay_days: Days since the stage began.
        calm_sessions: Calm sessions in a row in the stage.
        morning_pain_up_to: Highest pain on the last mornings.
        walks_30_minutes: The latest answer is that half an hour's walk brings no pain or limp.
        levels: Levels that exercises have reached, on both legs.
    """

    stay_days: int | None = None
    calm_sessions: int | None = None
    morning_pain_up_to: int | None = None
    walks_30_minutes: bool = False
    levels: tuple[ReachedLevel, ...] = ()


NO_CONDITIONS = Conditions()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage of a programme: its exercises, and when it is entered and left.

    Attributes:
        name: Which stage it is.
        exercise_ids: Those exercises of the programme that it holds, in order.
        why: What it is for; may be empty.
        days_a_week, days_a_week_cap: Sessions a week in it, to begin with and at most; None as the
            programme has it.
        enter_when: What has to be so before it begins, beside what ends the stage before it.
        leave_when: What has to be so before the next stage begins.
    """

    name: StageName
    exercise_ids: tuple[str, ...]
    why: str = ""
    days_a_week: int | None = None
    days_a_week_cap: int | None = None
    enter_when: Conditions = NO_CONDITIONS
    leave_when: Conditions = NO_CONDITIONS

    def __post_init__(self) -> None:
        """Refuse a stage without exercises."""
        if not self.exercise_ids:
            raise ValueError("a stage has at least one exercise")


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One thing that the next stage waits for: a clause in words, and whether it is so."""

    says: str
    is_met: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StageStanding:
    """The stage that a programme is in on a day, and why.

    Attributes:
        stage: The stage.
        number, count: Which one it is, counted from 1, and of how many.
        since: Day on which it began; None before its first session.
        rule: Id of the rule that decided, such as "T2".
        reason: The sentence for the person.
        next: The stage after it, or None.
        needs: What the next stage waits for; empty in the last.
    """

    stage: Stage
    number: int
    count: int
    since: date | None
    rule: str
    reason: str
    next: StageName | None
    needs: tuple[Need, ...]
