"""Hold what was read and found right, with the place of each part for later questions."""

from __future__ import annotations

from typing import NamedTuple, TypeVar

from kneecoach.packs.nodes import Mark, place_of
from kneecoach.packs.problem import Place

_T = TypeVar("_T")


class Value(NamedTuple):
    """One checked value: its mark, its field path, and what it holds.

    A record holds a mapping of field names, a mapping of the writer's own keys the same in its
    order, a list a tuple, and everything else a text, a number or a truth. A field that was left
    out or is wrong is not in its record.
    """

    mark: Mark
    path: str
    content: str | int | float | bool | tuple[Value, ...] | dict[str, Value]

    @property
    def at(self) -> Place:
        """Return where it begins."""
        return place_of(self.mark)

    def get(self, name: str) -> Value | None:
        """Return the named part of a record, or None when it is not there."""
        content = self.content
        return content.get(name) if isinstance(content, dict) else self.parts().get(name)

    def parts(self) -> dict[str, Value]:
        """Return the parts of a record or mapping, in the order in which they stand."""
        if isinstance(self.content, dict):
            return self.content
        raise TypeError(f"{self.path} is not a mapping")

    def items(self, name: str) -> tuple[Value, ...]:
        """Return the named list of a record; empty when it is not there."""
        found = self.get(name)
        return () if found is None else found.as_items()

    def text(self, name: str, default: str = "") -> str:
        """Return the named text of a record."""
        found = self.get(name)
        return default if found is None else found.as_text()

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the named list of texts of a record."""
        return tuple(one.as_text() for one in self.items(name))

    def whole(self, name: str) -> int | None:
        """Return the named whole number of a record, or None when it is not there."""
        found = self.get(name)
        return None if found is None else found.as_whole()

    def as_items(self) -> tuple[Value, ...]:
        """Return the entries of the list that the value is."""
        return self._as(tuple)

    def as_text(self) -> str:
        """Return the value as the text that it is."""
        return self._as(str)

    def as_whole(self) -> int:
        """Return the value as the whole number that it is."""
        return self._as(int)

    def as_amount(self) -> float:
        """Return the value as the quantity that it is, in the model's unit."""
        return self._as(float)

    def as_truth(self) -> bool:
        """Return the value as the truth that it is."""
        return self._as(bool)

    def _as(self, kind: type[_T]) -> _T:
        if not isinstance(self.content, kind):
            raise TypeError(f"{self.path} holds {type(self.content).__name__}")
        return self.content
