"""Carry what the page on which a pack is made shows, and what is typed there, as plain values."""

from __future__ import annotations

from kneecoach.model.exercise import Exercise
from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """Something that was typed at a place of a file."""

    file: str
    path: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """One field.

    Attributes:
        file, path: The place that it stands for.
        label: What it is called.
        value: What is written there.
        problem: What is wrong with it; empty when nothing is.
        choices: Keys and words to choose from; empty where it is typed.
        hint: What stands in it while it is empty.
    """

    file: str
    path: str
    label: str
    value: str
    problem: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """One exercise in a list.

    Attributes:
        id: Its id.
        name: What it is called.
        line: A few words below it.
        exercise: What its picture shows; None when that is not known.
        is_wrong: Something in it has to be mended.
    """

    id: str
    name: str
    line: str
    exercise: Exercise | None = None
    is_wrong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RungView:
    """One level of a ladder.

    Attributes:
        words: The whole level in a line.
        variable: What it changes; empty for the first level.
        value: To what.
        note: The field of its note; None for the first level.
        problem: What is wrong with it.
    """

    words: str
    variable: str = ""
    value: str = ""
    note: FieldView | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaView:
    """A picture or recording of one's own.

    Attributes:
        kind: Which of both, as a key.
        label: What it is for.
        name: What its file is called; empty when there is none.
        problem: What is wrong with it.
    """

    kind: str
    label: str
    name: str
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailView:
    """The exercise that is being looked at.

    Attributes:
        at: Its position in the programme.
        name: What it is called.
        owner: Whose it is, as a sentence.
        told: What the patient reported of it last, a line each.
        dose: The fields of the dose that it starts with.
        rungs: Its ladder.
        start: The level it starts at, counted from 1.
        goals: What a ladder may climb: the key, its name, and where it is now.
        limits: The fields of its limits.
        note: The field of the note for the patient.
        media: The picture and the recording.
        problems: What else is wrong.
    """

    at: int
    name: str
    owner: str
    told: tuple[str, ...]
    dose: tuple[FieldView, ...]
    rungs: tuple[RungView, ...]
    start: int
    goals: tuple[tuple[str, str, str], ...]
    limits: tuple[FieldView, ...]
    note: FieldView
    media: tuple[MediaView, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BuilderView:
    """Everything that the page shows.

    Attributes:
        title: What the pack is called.
        subtitle: What is in it, and whether it can be given out.
        about: The fields of what the pack says of itself.
        programmes: File and name of each programme.
        programme: The file of the one that is shown.
        frame: The fields of that programme.
        call: When to stop and call, a line each.
        call_problem: What is wrong with that.
        has_stages: The programme has stages.
        items: Its exercises.
        detail: The exercise that is looked at; None when there is none.
        problems: What is wrong and stands beside no field.
        may_undo, may_redo: There is something to take back, or to do again.
    """

    title: str
    subtitle: str
    about: tuple[FieldView, ...]
    programmes: tuple[tuple[str, str], ...]
    programme: str
    frame: tuple[FieldView, ...]
    call: tuple[str, ...]
    call_problem: str
    has_stages: bool
    items: tuple[LineView, ...]
    detail: DetailView | None
    problems: tuple[str, ...]
    may_undo: bool
    may_redo: bool
