"""Make the levels of a ladder, and check that each changes one thing and none goes back down."""

from __future__ import annotations

from collections.abc import Sequence

from kneecoach.model.dose import Band, Dose, Load, Repetitions, Timed, Variable
from kneecoach.model.exercise import Level
from kneecoach.packs.dose import DoseError, make_dose
from kneecoach.packs.dose_format import VARIABLES
from kneecoach.packs.nodes import Flaw
from kneecoach.packs.values import Value

STRAIGHT_ANGLE_DEG = 180
"""More than any knee bends; stands for a range that is not limited."""

_BANDS = tuple(Band)


class Ladder:
    """Climb from level 1 upwards.

    Attributes:
        levels: The levels so far.
        flaws: What must be mended.
        doubts: What is probably not meant.
    """

    def __init__(self, found: Value, known_flaws: Sequence[Flaw]) -> None:
        """Make every level that can be made.

        Args:
            found: The exercise as far as it was read.
            known_flaws: What is known to be wrong; no level is blamed for what these may cause.
        """
        self.levels: list[Level] = []
        self.flaws: list[Flaw] = []
        self.doubts: list[Flaw] = []
        self._known = known_flaws
        self._unsure: set[str] = set()
        dose = found.get("dose")
        if dose is None or self._is_flawed(dose):
            return
        try:
            self.levels.append(Level(dose=make_dose(dose)))
        except DoseError as error:
            self.flaws.append(error.flaw)
            return
        ladder = found.get("ladder")
        if ladder is not None:
            self._climb(ladder)

    def _climb(self, ladder: Value) -> None:
        for one in ladder.as_items():
            if self._is_flawed(one):
                self._unsure |= self._touched(one.path)
                continue
            try:
                self._add(one)
            except DoseError as error:
                self.flaws.append(error.flaw)
                self._unsure |= set(VARIABLES)

    def _add(self, found: Value) -> None:
        below = self.levels[-1].dose
        change = found.get("change")
        if change is not None:
            variable, dose = self._changed(change, below)
            if not found.get("note"):
                self._doubt_easier(change, variable, below, dose)
        else:
            variable, dose = self._varied(found, below)
        self.levels.append(Level(dose=dose, changes=variable, note=found.text("note")))

    def _changed(self, change: Value, below: Dose) -> tuple[Variable, Dose]:
        (name, stated), *_ = change.parts().items()
        dose = make_dose(change, below)
        if dose == below and name not in self._unsure:
            raise DoseError(stated, f"changes nothing; the level below has the same `{name}`")
        self._unsure.discard(name)
        return VARIABLES[name], dose

    def _varied(self, found: Value, below: Dose) -> tuple[Variable, Dose]:
        dose = make_dose(found, below)
        if dose.variant == below.variant:
            stated = found.parts()["variant"]
            raise DoseError(stated, "is already the variant of the level below; write a `change`")
        heavier = is_lighter(below.load, dose.load)
        if heavier and "load" not in self._unsure:
            raise DoseError(
                found.parts()["load"],
                "makes a new variant heavier at once; add the load in a level of its own",
            )
        return Variable.VARIANT, dose

    def _doubt_easier(self, change: Value, variable: Variable, below: Dose, dose: Dose) -> None:
        if variable in self._unsure or not is_easier(variable, below, dose):
            return
        (_, stated), *_ = change.parts().items()
        sentence = "is easier than the level below; a `note` that says why settles this"
        self.doubts.append(Flaw(at=stated.at, field=stated.path, sentence=sentence))

    def _is_flawed(self, found: Value) -> bool:
        return any(_lies_in(flaw.field, found.path) for flaw in self._known)

    def _touched(self, path: str) -> set[str]:
        """Return the variables that a level with something wrong may have changed."""
        stems = (f"{path}.change.", f"{path}.")
        names = set[str]()
        for flaw in self._known:
            stem = next((stem for stem in stems if flaw.field.startswith(stem)), None)
            if stem is not None:
                names.add(flaw.field[len(stem) :].split(".")[0])
        return names if names and names <= set(VARIABLES) else set(VARIABLES)


def is_easier(variable: Variable, below: Dose, dose: Dose) -> bool:
    """Return whether a change of that one variable clearly asks for less than the level below."""
    if variable is Variable.LOAD:
        return is_lighter(dose.load, below.load)
    before, after = _demand(variable, below), _demand(variable, dose)
    return before is not None and after is not None and after < before


def _demand(variable: Variable, dose: Dose) -> float | None:
    """Return how much a dose asks for in one respect; None when that cannot be compared."""
    lasts = dose.work.phase.lasts if isinstance(dose.work, Timed) else None
    demands: dict[Variable, float | None] = {
        Variable.SETS: dose.sets,
        Variable.REPS: dose.work.reps if isinstance(dose.work, Repetitions) else None,
        Variable.HOLD: dose.hold,
        Variable.DURATION: lasts,
        Variable.REST: -dose.rest,
        Variable.RANGE: dose.range or STRAIGHT_ANGLE_DEG,
        Variable.HEIGHT: dose.height,
        Variable.EFFORT: dose.effort,
        Variable.TIMES_A_DAY: dose.times_a_day,
    }
    return demands.get(variable)


def is_lighter(load: Load | None, other: Load | None) -> bool:
    """Return whether a load is clearly lighter than another; a band and a weight do not compare."""
    if load is None or other is None:
        return load is None and other is not None
    if load.kilograms is not None and other.kilograms is not None:
        return load.kilograms < other.kilograms
    if load.band is not None and other.band is not None:
        return _BANDS.index(load.band) < _BANDS.index(other.band)
    return False


def _lies_in(field: str, path: str) -> bool:
    return field == path or field.startswith((f"{path}.", f"{path}["))
