"""Read the plain text of a case file field by field, and say plainly what cannot be read."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, TypeVar

from kneecoach.model.errors import KneecoachError
from kneecoach.values import dataclass

_WHOLE: Final = re.compile(r"[+-]?[0-9]{1,9}")
_DECIMAL: Final = re.compile(r"[0-9]{1,9}(\.[0-9]{1,6})?")
_UNKNOWN: Final = frozenset({"null", "~", ""})
_TRUTHS: Final = {"true": True, "false": False}

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in a case file something stands: the case's id and the field's path."""

    case: str
    field: str

    def at(self, field: str | int) -> Place:
        """Return the place of a field, or of an entry of a list, inside this one."""
        if isinstance(field, int):
            return Place(case=self.case, field=f"{self.field}[{field + 1}]")
        inside = f"{self.field}.{field}" if self.field else field
        return Place(case=self.case, field=inside)

    def refuse(self, problem: str, way_out: str) -> KneecoachError:
        """Return the error that says what is wrong at this place and what to write instead."""
        where = f"{self.case}, {self.field}" if self.field else self.case
        return KneecoachError(f"{where}: {problem}.", way_out)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """The fields of one mapping, each read by its kind."""

    place: Place
    values: Mapping[str, object]

    def has(self, key: str) -> bool:
        """Tell whether a field is there and says something."""
        value = self.values.get(key)
        return value is not None and not (isinstance(value, str) and value in _UNKNOWN)

    def text(self, key: str) -> str:
        """Return a text that has to be there."""
        if not self.has(key):
            raise self.place.at(key).refuse("nothing is given here", f"Write the {key}.")
        value = self.values[key]
        if not isinstance(value, str):
            raise self.place.at(key).refuse("a single value is expected here", "Write one value.")
        return value

    def whole(self, key: str, *, low: int, high: int) -> int:
        """Return a whole number that has to be there."""
        said = self.text(key)
        if not _WHOLE.fullmatch(said) or not low <= int(said) <= high:
            problem = f"{_quoted(said)} is not a whole number from {low} to {high}"
            raise self.place.at(key).refuse(problem, f"Write a number from {low} to {high}.")
        return int(said)

    def whole_or_none(self, key: str, *, low: int, high: int) -> int | None:
        """Return a whole number, or None when it is not given."""
        return self.whole(key, low=low, high=high) if self.has(key) else None

    def amount_or_none(self, key: str) -> float | None:
        """Return a decimal number of 0 or more, or None when it is not given."""
        if not self.has(key):
            return None
        said = self.text(key)
        if not _DECIMAL.fullmatch(said):
            problem = f"{_quoted(said)} is not a number of 0 or more"
            raise self.place.at(key).refuse(problem, "Write a number such as 12 or 13.2.")
        return float(said)

    def truth_or_none(self, key: str) -> bool | None:
        """Return true or false, or None when it is not given."""
        if not self.has(key):
            return None
        said = self.text(key)
        if said not in _TRUTHS:
            problem = f"{_quoted(said)} is neither true nor false"
            raise self.place.at(key).refuse(problem, "Write true or false.")
        return _TRUTHS[said]

    def truth(self, key: str) -> bool:
        """Return true or false; false when it is not given."""
        return self.truth_or_none(key) is True

    def choice(self, key: str, choices: Mapping[str, T]) -> T:
        """Return one of several values by its name."""
        said = self.text(key)
        if said not in choices:
            raise self.place.at(key).refuse(
                f"{_quoted(said)} is not known here", _suggestion(said, choices)
            )
        return choices[said]

    def fields(self, key: str, known: Iterable[str]) -> Fields:
        """Return the fields of a mapping inside this one; none when it is not given."""
        return fields_of(self.values.get(key) if self.has(key) else {}, self.place.at(key), known)

    def entries(self, key: str) -> Sequence[object]:
        """Return the entries of a list inside this one; none when it is not given."""
        value = self.values[key] if self.has(key) else ()
        if not isinstance(value, (list, tuple)):
            raise self.place.at(key).refuse("a list is expected here", "Write it as a list.")
        return value

    def each(self, key: str, read: Callable[[Fields], T]) -> tuple[T, ...]:
        """Return what `read` makes of each entry of a list of single values, as field "value"."""
        place = self.place.at(key)
        return tuple(
            read(Fields(place=place.at(number), values={"value": entry}))
            for number, entry in enumerate(self.entries(key))
        )


def fields_of(value: object, place: Place, known: Iterable[str]) -> Fields:
    """Return the fields of a mapping, of which none but those known may be there.

    Raises:
        KneecoachError: It is not a mapping, or has an unknown field.
    """
    names = tuple(known)
    if not isinstance(value, Mapping):
        raise place.refuse("names with values are expected here", f"Known: {', '.join(names)}.")
    for key in value:
        if key not in names:
            said = str(key)
            raise place.refuse(f"{_quoted(said)} is not a field here", _suggestion(said, names))
    return Fields(place=place, values=value)


def _suggestion(said: str, known: Iterable[str]) -> str:
    names = tuple(known)
    close = difflib.get_close_matches(said, names, n=1)
    return f"Did you mean {close[0]}?" if close else f"Known: {', '.join(names)}."


def _quoted(said: str) -> str:
    longest = 60
    return f"“{said if len(said) <= longest else said[:longest] + '…'}”"
