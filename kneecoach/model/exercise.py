"""Describe one exercise: what it is, how it is done, and the ladder of its doses."""

from __future__ import annotations

from enum import StrEnum

from kneecoach.model.dose import Dose, Pace, PhaseName, Variable
from kneecoach.model.figure import Figure
from kneecoach.values import dataclass


class Kind(StrEnum):
    """Name the kind of an exercise; it decides the pain bands."""

    STRENGTH = "strength"
    ISOMETRIC = "isometric"
    STRETCH = "stretch"
    MOBILITY = "mobility"
    CARDIO = "cardio"
    PLYO = "plyo"
    RUN = "run"


class Position(StrEnum):
    """Name how the body starts."""

    STANDING = "standing"
    SITTING = "sitting"
    LYING = "lying"
    SIDE_LYING = "side_lying"
    PRONE = "prone"
    KNEELING = "kneeling"
    MOVING = "moving"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One short sentence that helps the movement, said during one phase or at any time.

    Attributes:
        say: The sentence.
        phase: The phase it belongs to, or None for the whole set.
        clip: A recording of the sentence, named as in its pack; may be empty.
    """

    say: str
    phase: PhaseName | None = None
    clip: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A photo or drawing of an exercise.

    Attributes:
        file: The picture, named as in its pack.
        says: What it shows, for those who do not see it.
        replaces_figure: Whether it is shown in place of the moving figure.
    """

    file: str
    says: str
    replaces_figure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """A common way of getting it wrong, and what to do instead (may be empty)."""

    what: str
    instead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Equipment:
    """Something used in the exercise, and whether it can be done without."""

    name: str
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One rung of a ladder: a whole dose, and the one thing that it changes from the rung below.

    Attributes:
        dose: The dose at this level.
        changes: What differs from the level below; None on the first level.
        note: A few words for the person, such as "light band"; may be empty.
    """

    dose: Dose
    changes: Variable | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a dose or claim comes from.

    Attributes:
        key: The name that exercises use for it.
        title: What it is, in words.
        where: Address or reference; may be empty for a house rule.
    """

    key: str
    title: str
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """One exercise with everything that a person, a coach or a physio needs to know about it.

    Attributes:
        id: Stable name, also the name of its file; never changes.
        name: What people call it.
        kind: Kind of exercise; decides the pain bands.
        position: How the body starts.
        why: What it is good for, one or two sentences.
        areas: Parts of the body it works, such as "quadriceps".
        ladder: Levels from easiest to hardest, at least one.
        pace: Who sets the rhythm unless the person chooses otherwise.
        steps: How to do it, in order.
        cues, mistakes, cautions, equipment: What to think of, avoid, mind and have at hand.
        easier, harder: Ids of the exercises below and above its ladder; None where it ends there.
        sources: Keys of the pack's sources for its dose and claims.
        figure: How it is drawn, or None.
        clip: A recording of its name, named as in its pack; may be empty.
        picture: A photo or drawing of it, or None.
        folder: The folder of its pack; empty unless it has a recording or a picture.
        review: Who of the profession has read it, or that this is still awaited; may be empty.
        pack_id: The pack it came from.
    """

    id: str
    name: str
    kind: Kind
    position: Position
    why: str
    areas: tuple[str, ...]
    ladder: tuple[Level, ...]
    pace: Pace = Pace.COACH
    steps: tuple[str, ...] = ()
    cues: tuple[Cue, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    cautions: tuple[str, ...] = ()
    equipment: tuple[Equipment, ...] = ()
    easier: str | None = None
    harder: str | None = None
    sources: tuple[str, ...] = ()
    figure: Figure | None = None
    clip: str = ""
    picture: Picture | None = None
    folder: str = ""
    review: str = ""
    pack_id: str = ""

    def __post_init__(self) -> None:
        """Refuse an exercise without a ladder."""
        if not self.ladder:
            raise ValueError("an exercise has at least one level")

    def level(self, number: int) -> Level:
        """Return level `number`, counted from 1.

        Raises:
            ValueError: The ladder has no such level.
        """
        if not 1 <= number <= len(self.ladder):
            raise ValueError(f"{self.id} has levels 1 to {len(self.ladder)}, not {number}")
        return self.ladder[number - 1]
