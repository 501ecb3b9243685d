"""Hold what one file of a pack says, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

from kneecoach.model.exercise import Level
from kneecoach.packs.format_parts import Format
from kneecoach.packs.nodes import Flaw
from kneecoach.packs.problem import Problem, Severity
from kneecoach.packs.values import Value
from kneecoach.values import dataclass, field


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class Draft:
    """What one file says, with everything that is wrong with it so far.

    Attributes:
        file: The file.
        format: The format it was checked against.
        found: What it says, as far as it is right; None when it could not be read at all.
        levels: The levels of an exercise.
        flaws: What must be mended before the file is taken in.
        lapses: What must be mended, but leaves the rest of the file usable.
        doubts: What is probably not meant.
    """

    file: Path
    format: Format
    found: Value | None = None
    levels: tuple[Level, ...] = ()
    flaws: list[Flaw] = field(default_factory=list)
    lapses: list[Flaw] = field(default_factory=list)
    doubts: list[Flaw] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        """Return whether the file can be taken in."""
        return self.found is not None and not self.flaws

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return everything that is wrong, from top to bottom."""
        listed = [(flaw, Severity.ERROR) for flaw in (*self.flaws, *self.lapses)]
        listed += [(flaw, Severity.WARNING) for flaw in self.doubts]
        listed.sort(key=lambda one: (one[0].at.line, one[0].at.column))
        return tuple(
            Problem(
                file=self.file,
                line=flaw.at.line,
                column=flaw.at.column,
                field=flaw.field,
                sentence=flaw.sentence,
                severity=severity,
            )
            for flaw, severity in listed
        )
