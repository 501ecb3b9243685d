"""Say what the session's screen shows for a step; pure functions from values to words."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication

from kneecoach.model.dose import Side
from kneecoach.model.exercise import Exercise
from kneecoach.model.units import Seconds
from kneecoach.session.outline import set_key
from kneecoach.session.player import after_pain
from kneecoach.session.step import PauseReason, Step, StepKind
from kneecoach.ui.phase_words import body_word
from kneecoach.ui.words.quoting import quoted
from kneecoach.values import dataclass

translate = QCoreApplication.translate

LONG_COUNT = 100
"""Seconds from which a count is shown as minutes and seconds."""

LONGEST_QUOTED = 200
"""Letters of an author's note that are read from the mat; all of it is said."""

SECONDS_ALONE_BELOW = 120
"""Seconds below which a length of time is told in seconds alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """Everything the screen says about one step.

    Attributes:
        heading: Where in the session it is, such as "Exercise 3 of 6 · set 2 of 2".
        name: The exercise.
        side: The leg that works, in large letters; empty where both do.
        phase: What to do now, in one or two words.
        rep: The repetition, such as "rep 5 of 8"; may be empty.
        cue: The sentence that helps now; may be empty.
        what_next: What comes after this, without the time.
        announcement: What a screen reader says when the step begins.
        steps: How the coming exercise is done; shown while resting and getting ready.
        note: What the author of the programme says about the exercise that runs or comes, and what
            this level of it needs; may be empty.
        exercise: What the figure shows; None when that is not known.
        level: The level of its ladder.
        leg: The leg that works, for the figure; None where both do.
    """

    heading: str
    name: str
    side: str
    phase: str
    rep: str
    cue: str
    what_next: str
    announcement: str
    steps: tuple[str, ...] = ()
    exercise: Exercise | None = None
    level: int = 1
    leg: Side | None = None
    note: str = ""


def view_step(
    steps: tuple[Step, ...], index: int, *, exercises: int, coming: Exercise | None = None
) -> StepView:
    """Return what the screen says about step `index`; a rest is headed by the work that follows.

    Args:
        steps: The whole session.
        index: The step that runs.
        exercises: How many exercises the session has.
        coming: The exercise of step `work_ahead(steps, index)`, for its figure and its how-to.
    """
    step = steps[index]
    ahead = steps[work_ahead(steps, index)]
    leg = step.side if step.kind is StepKind.WORK else ahead.set_side
    between = step.kind in (StepKind.REST, StepKind.READY)
    return StepView(
        heading=heading(ahead, exercises),
        name=ahead.exercise_name,
        side=side_letters(leg),
        phase=phase_word(step),
        rep=rep_line(step),
        cue=step.cue,
        what_next=what_next(steps, index),
        announcement=announcement(steps, index, coming),
        steps=coming.steps if coming is not None and between else (),
        exercise=coming,
        level=ahead.level,
        leg=leg,
        note=note_words(ahead, coming),
    )


def note_words(step: Step, exercise: Exercise | None) -> str:
    """Return what the author of the programme says, after what this level needs; may be empty."""
    level = exercise.level(step.level).note if exercise is not None else ""
    if not step.note:
        return level
    said = translate("Session", "Your physiotherapist: “{note}”").format(
        note=quoted(step.note, LONGEST_QUOTED)
    )
    return f"{level} {said}".strip()


def work_ahead(steps: tuple[Step, ...], index: int) -> int:
    """Return the step of work that runs or comes next; `index` itself when none is left."""
    for ahead in range(index, len(steps)):
        if steps[ahead].kind is StepKind.WORK:
            return ahead
    return index


def heading(step: Step, exercises: int) -> str:
    """Return where in the session the step is, such as "Exercise 3 of 6 · set 2 of 2"."""
    if step.sets < 2:
        return translate("Session", "Exercise {number} of {exercises}").format(
            number=step.position + 1, exercises=exercises
        )
    return translate("Session", "Exercise {number} of {exercises} · set {set} of {sets}").format(
        number=step.position + 1, exercises=exercises, set=step.set_number, sets=step.sets
    )


def side_letters(side: Side | None) -> str:
    """Return the side in the large letters of the badge, or nothing where both legs work."""
    match side:
        case Side.LEFT:
            return translate("Session", "LEFT")
        case Side.RIGHT:
            return translate("Session", "RIGHT")
        case None:
            return ""


def side_words(side: Side) -> str:
    """Return the side as part of a sentence, such as "left side"."""
    return (
        translate("Session", "left side")
        if side is Side.LEFT
        else translate("Session", "right side")
    )


def phase_word(step: Step) -> str:
    """Return what to do now, in one or two words."""
    match step.kind:
        case StepKind.READY:
            return translate("Session", "Get ready")
        case StepKind.REST:
            return translate("Session", "Rest")
        case StepKind.SWITCH:
            return translate("Session", "Switch sides")
        case StepKind.WORK:
            if step.lasts is None or step.phase is None:
                return translate("Session", "Your pace")
            return body_word(step.phase)


def rep_line(step: Step) -> str:
    """Return the repetition, such as "rep 5 of 8"; nothing where none are counted."""
    if step.kind is not StepKind.WORK:
        return ""
    if step.lasts is None:
        return translate("Session", "Press Enter when done")
    if step.rounds > 1:
        return translate("Session", "round {round} of {rounds}").format(
            round=step.round, rounds=step.rounds
        )
    if step.reps < 2:
        return ""
    return translate("Session", "rep {rep} of {reps}").format(rep=step.rep, reps=step.reps)


def count_text(step: Step, elapsed: Seconds) -> str:
    """Return the running number: whole seconds left, or the repetitions wanted at one's own pace.

    A count never shows 0 while the step still runs; 100 seconds and more read as "1:40".
    """
    if step.lasts is None:
        return str(step.reps) if step.reps else ""
    left = max(1, math.ceil(step.lasts - elapsed - 1e-6))
    return clock_text(Seconds(left)) if left >= LONG_COUNT else str(left)


def clock_text(seconds: Seconds) -> str:
    """Return a length of time as "14:05", or "1:02:03" from an hour on; rounds up to seconds."""
    whole = max(0, math.ceil(seconds - 1e-6))
    minutes, second = divmod(whole, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02d}:{second:02d}" if hour else f"{minute}:{second:02d}"


def length_text(seconds: Seconds) -> str:
    """Return a length of time in words, such as "90 s", "2 min" or "2 min 30 s"."""
    whole = round(seconds)
    if whole < SECONDS_ALONE_BELOW:
        return translate("Session", "{seconds} s").format(seconds=whole)
    minutes, second = divmod(whole, 60)
    if second == 0:
        return translate("Session", "{minutes} min").format(minutes=minutes)
    return translate("Session", "{minutes} min {seconds} s").format(minutes=minutes, seconds=second)


def what_next(steps: tuple[Step, ...], index: int) -> str:
    """Return what comes after the present work, rest or change, such as "Next: right side"."""
    now = steps[index]
    if now.kind in (StepKind.READY, StepKind.SWITCH):
        return _start_words(now)
    ahead = index + 1
    while now.kind is StepKind.WORK and ahead < len(steps) and _same_set(steps[ahead], now):
        ahead += 1
    rest = 0.0
    while ahead < len(steps) and steps[ahead].kind is not StepKind.WORK:
        if steps[ahead].kind is StepKind.REST:
            rest += steps[ahead].expected
        ahead += 1
    if ahead == len(steps):
        return translate("Session", "Next: you are done")
    target = _target_words(now, steps[ahead])
    if rest:
        return translate("Session", "Next: {rest} rest, then {target}").format(
            rest=length_text(Seconds(rest)), target=target
        )
    return translate("Session", "Next: {target}").format(target=target)


def going_on_words(steps: tuple[Step, ...], index: int) -> str:
    """Return what the session goes on with after it hurt in a step; nothing when that was all."""
    now, after = steps[index], after_pain(steps, index)
    ahead = work_ahead(steps, after)
    if ahead == len(steps):
        return ""
    target = steps[ahead]
    if target.position != now.position:
        text = translate("Session", "Go on with {exercise}")
        return text.format(exercise=target.exercise_name)
    if after == index and set_key(target) == set_key(now):
        return translate("Session", "Go on with this set")
    if target.set_side is not now.set_side:
        return translate("Session", "Go on with the other leg")
    return translate("Session", "Go on with the next set")


def next_line(next_words: str, remaining: Seconds) -> str:
    """Return the line under the segments: what comes next and how long the session still takes."""
    return translate("Session", "{next} · {time} left").format(
        next=next_words, time=clock_text(remaining)
    )


def announcement(steps: tuple[Step, ...], index: int, coming: Exercise | None = None) -> str:
    """Return what a screen reader says when the step begins; `coming` is the exercise ahead."""
    step = steps[index]
    match step.kind:
        case StepKind.READY:
            text = translate("Session", "Get ready. {exercise}. {start}.")
            ready = text.format(exercise=step.exercise_name, start=_start_words(step))
            return f"{ready} {note_words(step, coming)}".strip()
        case StepKind.SWITCH:
            text = translate("Session", "Switch sides. {start}.")
            return text.format(start=_start_words(step))
        case StepKind.REST:
            text = translate("Session", "Rest, {time}. {next}.")
            return text.format(time=length_text(step.expected), next=what_next(steps, index))
        case StepKind.WORK:
            return _work_announcement(steps, index)


def pause_words(reason: PauseReason) -> str:
    """Return why the session stands still."""
    match reason:
        case PauseReason.ASKED:
            return translate("Session", "Take the time you need.")
        case PauseReason.SLEPT:
            return translate("Session", "The computer slept. The session waited for you.")


def _work_announcement(steps: tuple[Step, ...], index: int) -> str:
    step = steps[index]
    if step.lasts is None:
        text = translate("Session", "{reps} repetitions at your pace. Press Enter when done.")
        return text.format(reps=step.reps)
    word = phase_word(step)
    before = steps[index - 1] if index else None
    in_same_set = before is not None and _same_set(before, step)
    if step.reps > 1 and not (in_same_set and before is not None and before.rep == step.rep):
        text = translate("Session", "Rep {rep} of {reps}. {phase}.")
        return text.format(rep=step.rep, reps=step.reps, phase=word)
    if in_same_set and before is not None and step.side is not None and before.side != step.side:
        text = translate("Session", "{side}. {phase}.")
        return text.format(side=side_letters(step.side).capitalize(), phase=word)
    if step.reps < 2:
        text = translate("Session", "{phase}, {time}.")
        return text.format(phase=word, time=length_text(step.expected))
    return word


def _same_set(one: Step, other: Step) -> bool:
    return one.kind is StepKind.WORK and (
        (one.position, one.set_side, one.set_number)
        == (other.position, other.set_side, other.set_number)
    )


def _target_words(now: Step, target: Step) -> str:
    if target.position != now.position:
        return target.exercise_name
    if target.set_side is not None and target.set_side is not now.set_side:
        return side_words(target.set_side)
    return translate("Session", "set {set} of {sets}").format(
        set=target.set_number, sets=target.sets
    )


def _only_set_words(side: Side | None) -> str:
    match side:
        case Side.LEFT:
            return translate("Session", "Left side")
        case Side.RIGHT:
            return translate("Session", "Right side")
        case None:
            return translate("Session", "One set")


def _start_words(step: Step) -> str:
    if step.sets == 1:
        return _only_set_words(step.set_side)
    if step.set_side is Side.LEFT:
        text = translate("Session", "Left side, set {set} of {sets}")
    elif step.set_side is Side.RIGHT:
        text = translate("Session", "Right side, set {set} of {sets}")
    else:
        text = translate("Session", "Set {set} of {sets}")
    return text.format(set=step.set_number, sets=step.sets)
