"""Carry what the page of an exercise of one's own shows, as plain values."""

from __future__ import annotations

from kneecoach.model.exercise import Exercise
from kneecoach.packs.building.counting import Counting
from kneecoach.packs.building.exercise_ways import Own
from kneecoach.ui.builder.view import DetailView, FieldView
from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SliderView:
    """One way that a joint turns.

    Attributes:
        joint, way: As a pose of a file has them.
        label: What more of it means.
        least, most: How far it goes.
        number: How far it is.
        unit: What is counted.
    """

    joint: str
    way: str
    label: str
    least: int
    most: int
    number: int
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseView:
    """One phase of the time line.

    Attributes:
        name: The phase, as a file has it.
        label: What it is called.
        seconds: How long it takes, as a number.
        lasts: The field of that.
        stops: The keyframes that it goes through, the last one at its end.
        times: When each of them is reached, in percent of the phase.
        is_round: Its stops go round until it is over.
        line: The field of the keyframes before the last, with their times.
        every: The field of how long one round of them takes.
    """

    name: str
    label: str
    seconds: float
    lasts: FieldView
    stops: tuple[str, ...]
    times: tuple[int, ...]
    is_round: bool
    line: FieldView
    every: FieldView


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingView:
    """One thing in the room: a line for the list, and its fields."""

    line: str
    fields: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MovementView:
    """How an exercise moves, as it is written.

    Attributes:
        exercise: What is drawn; None when the file cannot be read.
        is_one_sided: One leg works at a time.
        poses: Names of the keyframes.
        parts: What a keyframe can be changed in: keys and words; the usual way first.
        way: The variant of the ladder that is changed; empty for the right and the wrong way.
        own: What that way says itself; the usual way says all of it.
        differing: What its phases are called that move otherwise than in the usual way.
        phases: The time line.
        may_change_phases: Phases may come and go.
        counting: What a set is counted in.
        rounds: The field of how often it goes round; None where it does not.
        view: The side it is seen from.
        base: How the body lies in the room; empty for as it starts.
        planted, guides: What is chosen of these.
        anchor: The planted part that never gives way, as a key; empty for the feet.
        anchors: Keys and words of what it can be.
        things: What is in the room.
        mistake: Which mistake the wrong way shows, as a key.
        mistakes: Keys and words of the mistakes.
        has_wrong: A wrong way is drawn.
        problems: What is wrong with the figure.
    """

    exercise: Exercise | None
    is_one_sided: bool
    poses: tuple[str, ...]
    parts: tuple[tuple[str, str], ...]
    way: str
    own: tuple[Own, ...]
    differing: tuple[str, ...]
    phases: tuple[PhaseView, ...]
    may_change_phases: bool
    counting: Counting
    rounds: FieldView | None
    view: str
    base: str
    planted: tuple[str, ...]
    anchor: str
    anchors: tuple[tuple[str, str], ...]
    guides: tuple[str, ...]
    things: tuple[ThingView, ...]
    mistake: str
    mistakes: tuple[tuple[str, str], ...]
    has_wrong: bool
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """A list of texts, a line each: where it is, what it is called, what it says, what is wrong."""

    path: str
    label: str
    lines: tuple[str, ...]
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntriesView:
    """A list of entries with fields.

    Attributes:
        path: Where it is.
        label: What it is called.
        add: What adding one is called.
        entries: The fields of each.
    """

    path: str
    label: str
    add: str
    entries: tuple[tuple[FieldView, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsView:
    """What an exercise says.

    Attributes:
        about: Its name, kind and so on.
        why: What it is good for.
        lists: Steps and other lists of texts.
        entries: Cues, mistakes and equipment.
    """

    about: tuple[FieldView, ...]
    why: FieldView
    lists: tuple[ListView, ...]
    entries: tuple[EntriesView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnView:
    """Everything that the page shows.

    Attributes:
        id: The exercise.
        title, subtitle: What it is called, and whether anything is to be mended.
        movement: How it moves.
        words: What it says.
        detail: Its dose and ladder.
        problems: What is wrong and stands beside no field.
        may_undo, may_redo: There is something to take back, or to do again.
    """

    id: str
    title: str
    subtitle: str
    movement: MovementView
    words: WordsView
    detail: DetailView
    problems: tuple[str, ...]
    may_undo: bool
    may_redo: bool
