"""Carry what a person answers before, during and after a session, as plain values."""

from __future__ import annotations

from enum import StrEnum

from kneecoach.dose.bands import RED_FROM
from kneecoach.model.dose import Side
from kneecoach.model.feedback import Flag
from kneecoach.model.units import PainScore
from kneecoach.values import dataclass

ASK_ABOUT_KIND_FROM = PainScore(3)
"""Worst pain from which its kind is asked: sharp, or all the way through. Source: house-rule."""

STOP_FLAGS = frozenset({Flag.GIVING_WAY, Flag.LOCKING})
"""Signs that end a set at once. Source: hinge-health-back-of-knee, house-rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforeAnswer:
    """How the knee is just before a session.

    Attributes:
        before: Pain now.
        new_onset: This pain is sudden and new.
        flags: Signs that stand now.
        knees: Pain now in each knee where both are asked about; `before` is then the worse one.
    """

    before: PainScore
    new_onset: bool = False
    flags: frozenset[Flag] = frozenset()
    knees: tuple[tuple[Side, PainScore], ...] = ()


class PainStopChoice(StrEnum):
    """Name what a person wants after the set was stopped for pain."""

    EASIER = "easier"
    SKIP = "skip"
    GO_ON = "go_on"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class PainStopAnswer:
    """What hurt when the set was stopped, and what the person wants next.

    Attributes:
        score: Pain at its worst just now, or None when the person did not say.
        sharp: The pain was sharp.
        flags: Signs that came with it.
        choice: What comes next.
        side: Which knee hurt, or None when that was not asked.
    """

    score: PainScore | None
    sharp: bool
    flags: frozenset[Flag]
    choice: PainStopChoice
    side: Side | None = None


def must_end(*, score: PainScore | None, sharp: bool, flags: frozenset[Flag]) -> bool:
    """Say whether what was felt ends the set for good, so that going on is not offered.

    Pain of 6 or more, sharp pain, giving way or locking does.
    Source: return-to-activity, hinge-health-back-of-knee, house-rule.
    """
    too_much = score is not None and score >= RED_FROM
    return too_much or sharp or bool(flags & STOP_FLAGS)


def offered_choices(
    *,
    score: PainScore | None,
    sharp: bool,
    flags: frozenset[Flag],
    has_easier: bool,
    goes_on: bool = True,
) -> tuple[PainStopChoice, ...]:
    """Return what is offered after a stop, the likeliest first.

    Going on is offered only once the pain was given and is mild. An easier version is offered only
    where there is one and the pain does not end the set.

    Args:
        score: Pain at its worst, or None when the person did not say.
        sharp: The pain was sharp.
        flags: Signs that came with it.
        has_easier: Whether the exercise has an easier version, and a set left to do so.
        goes_on: Whether anything is left to go on with.
    """
    if must_end(score=score, sharp=sharp, flags=flags):
        return (PainStopChoice.END, PainStopChoice.SKIP)
    gentle = (PainStopChoice.EASIER,) if has_easier else ()
    going_on = () if score is None or not goes_on else (PainStopChoice.GO_ON,)
    return (*gentle, PainStopChoice.SKIP, *going_on, PainStopChoice.END)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseAnswer:
    """How one exercise felt: its own worst pain, or None when it was like the session's.

    Attributes:
        position: The exercise's place in the session, counted from 0.
        exercise_id: Which exercise.
        during: Worst pain in it, or None.
        spare: Repetitions left in the tank in its last set, 3 for more; None when not asked.
    """

    position: int
    exercise_id: str
    during: PainScore | None = None
    spare: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishAnswers:
    """What a person has answered so far at the end of a session; None is not answered yet.

    Attributes:
        during: Worst pain in the session.
        after: Pain now.
        effort: How hard it was, 0-10.
        sharp, throughout: The pain was very sharp; it hurt all the way through.
        flags: Signs seen during or after.
        note: The person's own words.
        exercises: What was said about single exercises, in order.
        during_knees, after_knees: The same scores for each knee where both are asked about;
            `during` and `after` are then the worse ones.
    """

    during: PainScore | None = None
    after: PainScore | None = None
    effort: int | None = None
    sharp: bool = False
    throughout: bool = False
    flags: frozenset[Flag] = frozenset()
    note: str = ""
    exercises: tuple[ExerciseAnswer, ...] = ()
    during_knees: tuple[tuple[Side, PainScore], ...] = ()
    after_knees: tuple[tuple[Side, PainScore], ...] = ()

    @property
    def is_complete(self) -> bool:
        """Say whether the three questions that the dose needs are answered."""
        return self.during is not None and self.after is not None and self.effort is not None
