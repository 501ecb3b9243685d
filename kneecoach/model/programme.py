"""Describe a programme: which exercises, how often, from which level."""

from __future__ import annotations

from enum import StrEnum

from kneecoach.model.exercise import Exercise, Source
from kneecoach.model.stages import Stage
from kneecoach.model.units import Kilograms
from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a physio's pack allows for one exercise.

    Attributes:
        lowest_level, highest_level: Levels that the dose stays between; None for the ladder's ends.
        clean_up_to: Highest pain during the exercise that still counts as clean, or None for the
            kind's own band; a pack may tighten it, never loosen it.
        acceptable_up_to: Highest pain that is still acceptable, at most 5, or None.
        pace_days: Fewest days between two steps up, or None for the week of the rules.
        highest_load: Weight up to which the load may grow at the top of the ladder, or None for
            the top level's own.
    """

    lowest_level: int | None = None
    highest_level: int | None = None
    clean_up_to: int | None = None
    acceptable_up_to: int | None = None
    pace_days: int | None = None
    highest_load: Kilograms | None = None


class Use(StrEnum):
    """Name what a programme is for: a session of its own, or breaks at the desk, one item each."""

    SESSION = "session"
    DESK_BREAKS = "desk_breaks"


class DeskPlace(StrEnum):
    """Name where an item of a desk break is done: on the chair, or standing beside it."""

    CHAIR = "chair"
    STANDING = "standing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What somebody at a desk wants to know of a break beforehand.

    Attributes:
        place: Where it is done.
        quiet: Whether nobody nearby sees or hears much of it, as in a meeting or a shared office.
    """

    place: DeskPlace
    quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeItem:
    """One exercise of a programme.

    Attributes:
        exercise_id: The exercise.
        start_level: The level it starts at, counted from 1.
        limits: What the pack allows for it.
        desk: How it fits into a desk break; only in a programme of desk breaks.
        note: What the author says to the person about it; may be empty.
    """

    exercise_id: str
    start_level: int = 1
    limits: Limits = Limits()
    desk: Desk | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A set of exercises that make one session, and how often to do it.

    Attributes:
        id: Stable name, also the name of its file.
        name: What people call it.
        why: Whom it is for and what it does.
        days_a_week: Sessions a week to begin with, 1 to 7.
        days_a_week_cap: Most sessions a week it may grow to.
        items: The exercises in order, at least one.
        use: What it is for; desk breaks are taken one item at a time, in turn.
        stages: Its stages in order; empty when every session holds every exercise.
        stop_and_call_if: When the person is to stop and call, a sentence or a few words each.
        sources: Keys of the pack's sources.
        review: Who of the profession has read it, or that this is still awaited; may be empty.
        pack_id: The pack it came from.
    """

    id: str
    name: str
    why: str
    days_a_week: int
    days_a_week_cap: int
    items: tuple[ProgrammeItem, ...]
    use: Use = Use.SESSION
    stages: tuple[Stage, ...] = ()
    stop_and_call_if: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    review: str = ""
    pack_id: str = ""

    def __post_init__(self) -> None:
        """Refuse a programme that is empty or that no week can hold."""
        if not self.items:
            raise ValueError("a programme has at least one exercise")
        if not 1 <= self.days_a_week <= self.days_a_week_cap <= 7:
            raise ValueError("a programme has 1 to 7 days a week, and its cap is not below that")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """What a pack says of itself.

    Attributes:
        id, name, version, language, licence: As written in its `pack.yaml`.
        author: Who made it.
        review: Who of the profession has read it, or that this is still awaited.
        contact: Whom to call; may be empty.
        reports_to: The age key that reports are locked to; empty when they are not.
        sources: What its exercises and programmes rest on.
    """

    id: str
    name: str
    version: str
    author: str
    language: str = "en"
    licence: str = ""
    review: str = ""
    contact: str = ""
    reports_to: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Everything that was read from packs and is fit for use.

    Attributes:
        packs, exercises, programmes: In the order they were read; ids are unique.
    """

    packs: tuple[Pack, ...] = ()
    exercises: tuple[Exercise, ...] = ()
    programmes: tuple[Programme, ...] = ()

    def exercise(self, exercise_id: str) -> Exercise | None:
        """Return the exercise with that id, or None when no pack has it."""
        return next((one for one in self.exercises if one.id == exercise_id), None)

    def programme(self, programme_id: str) -> Programme | None:
        """Return the programme with that id, or None when no pack has it."""
        return next((one for one in self.programmes if one.id == programme_id), None)
