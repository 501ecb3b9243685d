"""Say what is wrong in a file of a pack, where, and what was probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from kneecoach.model.errors import KneecoachError
from kneecoach.override import override
from kneecoach.values import dataclass


class Severity(StrEnum):
    """Say whether something must be mended (`ERROR`), or is probably not meant (`WARNING`)."""

    ERROR = "error"
    WARNING = "warning"


class Place(NamedTuple):
    """A place in a text; line and column are counted from 1."""

    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong in a file, or with the file as a whole.

    Attributes:
        file: The file, written as it was asked for.
        line, column: Where it is, counted from 1.
        field: The path of the field, such as "ladder[2].change.reps" (counted from 1); may be
            empty when it is about the whole file.
        sentence: What is wrong, and what was probably meant.
        severity: Whether it must be mended.
    """

    file: Path
    line: int
    column: int
    field: str
    sentence: str
    severity: Severity = Severity.ERROR

    @override
    def __str__(self) -> str:
        """Return `file:line:column: field: sentence`, the form that editors can jump to."""
        field = f"{self.field}: " if self.field else ""
        return f"{self.file}:{self.line}:{self.column}: {field}{self.sentence}"

    def as_plain(self) -> dict[str, str | int]:
        """Return the problem as names, words and whole numbers, ready to be written as JSON."""
        return {
            "file": str(self.file),
            "line": self.line,
            "column": self.column,
            "field": self.field,
            "sentence": self.sentence,
            "severity": self.severity.value,
        }


class PackError(KneecoachError):
    """Report a file that cannot be read as YAML of ours.

    Attributes:
        problem: What is wrong with it, and where.
    """

    def __init__(self, problem: Problem) -> None:
        """Keep the problem and say it."""
        super().__init__(str(problem), "Mend the file and try again.")
        self.problem = problem


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that was probably meant, or an empty text."""
    from difflib import get_close_matches  # noqa: PLC0415  nothing is wrong in most files

    plain = word[:60].strip().lower()
    candidates = list(known)
    for spelling in (plain, plain.replace("-", "_").replace(" ", "_")):
        near = get_close_matches(spelling, candidates, n=1, cutoff=0.6)
        if near:
            return near[0]
    beginning = [one for one in candidates if len(plain) > 2 and one.startswith(plain)]
    return beginning[0] if len(beginning) == 1 else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return " (did you mean ...?)" for the known word nearest to `word`, or an empty text."""
    near = nearest(word, known)
    return f" (did you mean {near}?)" if near else ""


def excerpt(text: str) -> str:
    """Return a text in quotation marks, cut so that a message stays readable."""
    short = text if len(text) <= 40 else text[:39] + "…"
    return f'"{short}"'
