"""Say how much of one exercise to do: sets, repetitions, tempo, rest, load, range."""

from __future__ import annotations

from enum import StrEnum

from kneecoach.model.units import Centimetres, Degrees, Kilograms, Percent, Seconds
from kneecoach.values import dataclass


class Side(StrEnum):
    """Name one leg."""

    LEFT = "left"
    RIGHT = "right"


class Sides(StrEnum):
    """Say how the two legs share an exercise.

    `BOTH` works both legs at once, `EACH` does a whole set on one leg and then on the other,
    `ALTERNATE` changes leg after every repetition.
    """

    BOTH = "both"
    EACH = "each"
    ALTERNATE = "alternate"


class Pace(StrEnum):
    """Say who sets the rhythm of the repetitions: the coach, or the person."""

    COACH = "coach"
    SELF = "self"


class PhaseName(StrEnum):
    """Name what the body does during one part of a repetition or interval."""

    RAISE = "raise"
    LOWER = "lower"
    HOLD = "hold"
    PAUSE = "pause"
    OPEN = "open"
    CLOSE = "close"
    STRAIGHTEN = "straighten"
    BEND = "bend"
    PRESS = "press"
    RELAX = "relax"
    SQUEEZE = "squeeze"
    SLIDE_OUT = "slide_out"
    SLIDE_IN = "slide_in"
    REACH = "reach"
    STEP = "step"
    RETURN = "return"
    JUMP = "jump"
    LAND = "land"
    HOP = "hop"
    MARCH = "march"
    SWING = "swing"
    STRETCH = "stretch"
    ROLL = "roll"
    WALK = "walk"
    RUN = "run"
    CYCLE = "cycle"
    MOVE = "move"


class Band(StrEnum):
    """Name the strength of an elastic band."""

    LIGHT = "light band"
    MEDIUM = "medium band"
    HEAVY = "heavy band"


class Variable(StrEnum):
    """Name the one thing that a level of a ladder changes."""

    SETS = "sets"
    REPS = "reps"
    HOLD = "hold"
    DURATION = "duration"
    INTERVALS = "intervals"
    TEMPO = "tempo"
    REST = "rest"
    LOAD = "load"
    RANGE = "range"
    HEIGHT = "height"
    EFFORT = "effort"
    TIMES_A_DAY = "times_a_day"
    FREQUENCY = "frequency"
    DISTANCE = "distance"
    VARIANT = "variant"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """One named part of a repetition or of an interval block, and how long it lasts (seconds)."""

    name: PhaseName
    lasts: Seconds

    def __post_init__(self) -> None:
        """Refuse a phase without length."""
        if not 0 < self.lasts <= 4 * 3600:
            raise ValueError("a phase lasts longer than nothing and at most four hours")


@dataclass(frozen=True, slots=True, kw_only=True)
class Repetitions:
    """Work counted in repetitions.

    Attributes:
        reps: Repetitions in a set (for each leg where the legs take turns), at least 1.
        tempo: The phases of one repetition, in order; a phase named hold is the dose's hold.
    """

    reps: int
    tempo: tuple[Phase, ...]

    def __post_init__(self) -> None:
        """Refuse a set without repetitions, or a repetition without a tempo."""
        if self.reps < 1:
            raise ValueError("a set has at least one repetition")
        if not self.tempo:
            raise ValueError("a repetition has at least one phase")


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """Work measured in time: one phase a set, such as a hold, a stretch or a walk."""

    phase: Phase


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervals:
    """Work that goes round a few phases several times in a set, such as run and walk."""

    rounds: int
    phases: tuple[Phase, ...]

    def __post_init__(self) -> None:
        """Refuse intervals without rounds or phases."""
        if self.rounds < 1 or not self.phases:
            raise ValueError("intervals have at least one round of at least one phase")


Work = Repetitions | Timed | Intervals


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What makes the movement heavier: kilograms, or the strength of a band; never both."""

    kilograms: Kilograms | None = None
    band: Band | None = None

    def __post_init__(self) -> None:
        """Refuse a load of neither or both kinds, or a weight that is not one."""
        if (self.kilograms is None) == (self.band is None):
            raise ValueError("a load is either a weight or a band")
        if self.kilograms is not None and not 0 < self.kilograms <= 500:
            raise ValueError("a weight is more than nothing and at most 500 kg")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """How much of one exercise to do in a session.

    Attributes:
        sets: Number of sets, at least 1 (for each leg where a set is done on each).
        work: What one set consists of.
        rest: Seconds of rest after a set.
        sides: How the legs share the work.
        load: Added weight or band, or None for body weight alone.
        range: How far the knee bends, in degrees, where the level limits it.
        height: Height of the step or box, in centimetres.
        effort: How hard to push, in percent of all one could.
        times_a_day: How often on a training day, at least 1.
        variant: Name of the harder or easier way of doing it; empty for the usual one.
    """

    sets: int
    work: Work
    rest: Seconds
    sides: Sides
    load: Load | None = None
    range: Degrees | None = None
    height: Centimetres | None = None
    effort: Percent | None = None
    times_a_day: int = 1
    variant: str = ""

    def __post_init__(self) -> None:
        """Refuse a dose that nobody could do."""
        if self.sets < 1:
            raise ValueError("a dose has at least one set")
        if self.rest < 0:
            raise ValueError("a rest is not shorter than nothing")
        if self.times_a_day < 1:
            raise ValueError("a dose is done at least once on its day")
        if self.sides is Sides.ALTERNATE and not isinstance(self.work, Repetitions):
            raise ValueError("only repetitions can alternate between the legs")

    @property
    def hold(self) -> Seconds:
        """Return how long a repetition or a set is held, in seconds; 0 when nothing is held."""
        held: float
        match self.work:
            case Repetitions(tempo=tempo):
                held = sum(phase.lasts for phase in tempo if phase.name is PhaseName.HOLD)
            case Timed(phase=phase):
                held = phase.lasts if phase.name is PhaseName.HOLD else 0.0
            case Intervals():
                held = 0.0
        return Seconds(held)
