"""Hold what was read and found right, with the place of each part for later questions."""

from __future__ import annotations

from typing import NamedTuple, TypeVar

from kneecoach.packs.problem import Place
from kneecoach.packs.said import Said, Way, path_of

_T = TypeVar("_T")

Content = str | int | float | bool | tuple["Content | None", ...] | dict[str, "Content"]
"""What a value holds.

A record holds a mapping of field names, a mapping of the writer's own keys the same in its order, a
list a tuple, and everything else a text, a number or a truth. A field that was left out or is wrong
is not in its record; in a list None stands for what is wrong.
"""


class Value(NamedTuple):
    """One checked value: what it holds, and how it is reached in what the file says.

    Those in it are made when they are asked for; the texts and numbers in it can be had without.
    """

    content: Content
    said: Said
    way: Way

    @property
    def at(self) -> Place:
        """Return where it begins."""
        return self.said.place_of(self.way)

    @property
    def path(self) -> str:
        """Return the path of its field, such as "ladder[2].change.reps"."""
        return path_of(self.way)

    def get(self, name: str) -> Value | None:
        """Return the named part of a record, or None when it is not there."""
        content = self.content
        if not isinstance(content, dict):
            raise TypeError(f"{self.path} is not a mapping")
        found = content.get(name)
        return None if found is None else Value(found, self.said, (self.way, name))

    def has(self, *names: str) -> bool:
        """Return whether a record has any of the named parts."""
        return not _as(dict, self.content).keys().isdisjoint(names)

    def parts(self) -> dict[str, Value]:
        """Return the parts of a record or mapping, in the order in which they stand."""
        said, way = self.said, self.way
        return {
            name: Value(content, said, (way, name))
            for name, content in _as(dict, self.content).items()
        }

    def parts_of(self, name: str) -> dict[str, Value]:
        """Return the parts of the named part of a record; none when it is not there."""
        found = self.get(name)
        return {} if found is None else found.parts()

    def leave_out(self, name: str) -> None:
        """Take a part of a record away."""
        _as(dict, self.content).pop(name, None)

    def items(self, name: str) -> tuple[Value, ...]:
        """Return the named list of a record; empty when it is not there."""
        found = self.get(name)
        return () if found is None else found.as_items()

    def text(self, name: str, default: str = "") -> str:
        """Return the named text of a record."""
        found = self._find(name)
        return default if found is None else _as(str, found)

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the named list of texts of a record."""
        found = self._find(name)
        if found is None:
            return ()
        return tuple(_as(str, one) for one in _as(tuple, found) if one is not None)

    def whole(self, name: str) -> int | None:
        """Return the named whole number of a record, or None when it is not there."""
        found = self._find(name)
        return None if found is None else _as(int, found)

    def amount(self, name: str) -> float | None:
        """Return the named quantity of a record in the model's unit, or None without one."""
        found = self._find(name)
        return None if found is None else _as(float, found)

    def amounts(self) -> dict[str, float]:
        """Return the quantities of a mapping that holds nothing else, each in the model's unit."""
        return _amounts(self.content)

    def amounts_of(self, name: str) -> dict[str, float]:
        """Return the quantities of the named part of a record; none when it is not there."""
        found = self._find(name)
        return {} if found is None else _amounts(found)

    def truth(self, name: str) -> bool:
        """Return the named truth of a record; what is not there is not so."""
        found = self._find(name)
        return False if found is None else _as(bool, found)

    def names(self) -> tuple[str, ...]:
        """Return the names of the parts, in the order in which they stand."""
        return tuple(_as(dict, self.content))

    def as_items(self) -> tuple[Value, ...]:
        """Return the entries of the list that the value is."""
        return tuple(
            Value(content, self.said, (self.way, number))
            for number, content in enumerate(_as(tuple, self.content), start=1)
            if content is not None
        )

    def as_text(self) -> str:
        """Return the value as the text that it is."""
        return _as(str, self.content)

    def as_whole(self) -> int:
        """Return the value as the whole number that it is."""
        return _as(int, self.content)

    def as_amount(self) -> float:
        """Return the value as the quantity that it is, in the model's unit."""
        return _as(float, self.content)

    def _find(self, name: str) -> Content | None:
        content = self.content
        if not isinstance(content, dict):
            raise TypeError(f"{self.path} is not a mapping")
        return content.get(name)


def _amounts(content: Content) -> dict[str, float]:
    return {name: _as(float, found) for name, found in _as(dict, content).items()}


def _as(kind: type[_T], content: object) -> _T:
    if not isinstance(content, kind):
        raise TypeError(f"there is {type(content).__name__} in place of {kind.__name__}")
    return content
