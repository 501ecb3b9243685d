"""Describe a programme: which exercises, how often, from which level."""

from __future__ import annotations

from dataclasses import dataclass

from kneecoach.model.exercise import Exercise, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a physio's pack allows for one exercise.

    Attributes:
        lowest_level, highest_level: Levels that the dose stays between; None for the ladder's ends.
        clean_up_to: Highest pain during the exercise that still counts as clean, or None for the
            kind's own band; a pack may tighten it, never loosen it.
        acceptable_up_to: Highest pain that is still acceptable, at most 5, or None.
    """

    lowest_level: int | None = None
    highest_level: int | None = None
    clean_up_to: int | None = None
    acceptable_up_to: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeItem:
    """One exercise of a programme and the level it starts at, counted from 1."""

    exercise_id: str
    start_level: int = 1
    limits: Limits = Limits()


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
        sources: Keys of the pack's sources.
        pack_id: The pack it came from.
    """

    id: str
    name: str
    why: str
    days_a_week: int
    days_a_week_cap: int
    items: tuple[ProgrammeItem, ...]
    sources: tuple[str, ...] = ()
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
        sources: What its exercises and programmes rest on.
    """

    id: str
    name: str
    version: str
    author: str
    language: str = "en"
    licence: str = ""
    review: str = ""
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
