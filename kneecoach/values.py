"""Offer `dataclass` at a sixth of the cost for values: frozen, slotted and keyword-only classes.

The standard library writes and compiles six methods for each of them, which takes more than a
millisecond; a hundred such classes are a third of the time in which the window should be there. For
a value one method is compiled and the others are shared. What is made is a dataclass in every other
way: `fields`, `replace`, `asdict` and `is_dataclass` take it as one, and so does the type checker.
Every other kind of dataclass is left to the standard library.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, asdict, field, fields, replace
from inspect import get_annotations
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn, cast

__all__ = ["Field", "asdict", "dataclass", "field", "fields", "replace"]

_VALUE = {"frozen": True, "slots": True, "kw_only": True}

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(given=None, /, **options):
        """Make a dataclass of a class; a value in our own way, all others in the library's."""
        if given is None and options == _VALUE:
            return make_value
        return dataclasses.dataclass(given, **options)


def make_value(given: type) -> type:
    """Return the class with slots and the methods of a frozen, keyword-only dataclass.

    A `__post_init__` runs at the end of the construction. Methods that the class has are kept.

    Raises:
        TypeError: A default can change, and would be shared by all values.
    """
    own = _own_fields(given)
    names = {**_inherited_fields(given), **own}
    made: Any = _with_slots(given, tuple(own))
    made.__dataclass_fields__ = names
    made.__dataclass_params__ = _PARAMS
    setattr(made, "__match_args__", ())  # noqa: B010 - the checker knows no empty one
    _add(made, "__init__", _make_init(made, tuple(names.values())))
    key = _key_of(tuple(name for name, one in names.items() if one.compare))
    _add(made, "__eq__", _make_eq(key))
    _add(made, "__hash__", _make_hash(key))
    for name, method in _SHARED.items():
        _add(made, name, method)
    return cast("type", made)


_KIND = "_field_type"
"""What tells `dataclasses` an attribute of the instance from a class variable."""


@dataclasses.dataclass(init=False, repr=False, eq=False)
class _Probe:
    """Shows what marks a field that is an attribute of the instance."""

    one: int = 0


_IS_ATTRIBUTE = getattr(fields(_Probe)[0], _KIND)
_DEFAULT = "_default_"
_FACTORY = "_factory_"
_SETTER = "_set_"
_ASKED_FOR = object()
"""Stands for a default that is made anew for each value."""


class _Params:
    """Say what `dataclasses` asks a dataclass about itself."""

    init = repr = eq = frozen = kw_only = slots = match_args = True
    order = unsafe_hash = weakref_slot = False


_PARAMS = _Params()


def _inherited_fields(given: type) -> dict[str, Field[Any]]:
    found: dict[str, Field[Any]] = {}
    for base in reversed(given.__mro__[1:]):
        found.update(base.__dict__.get("__dataclass_fields__", {}))
    return found


def _own_fields(given: type) -> dict[str, Field[Any]]:
    fields = {}
    for name, annotation in get_annotations(given).items():
        if str(annotation).startswith("ClassVar"):
            continue
        default = given.__dict__.get(name, MISSING)
        one = default if isinstance(default, Field) else field(default=default)
        if one.default is not MISSING and one.default.__class__.__hash__ is None:
            raise TypeError(f"{given.__name__}.{name} has a default that can change")
        one.name, one.type, one.kw_only = name, annotation, True
        setattr(one, _KIND, _IS_ATTRIBUTE)
        fields[name] = one
    return fields


def _with_slots(given: type, names: tuple[str, ...]) -> type:
    body = {
        name: one
        for name, one in given.__dict__.items()
        if name not in names and name not in {"__dict__", "__weakref__"}
    }
    body["__slots__"] = names
    made = type(given)(given.__name__, given.__bases__, body)
    made.__qualname__ = given.__qualname__
    return made


def _make_init(made: Any, fields: tuple[Field[Any], ...]) -> Callable[..., None]:
    known: dict[str, object] = {"asked_for": _ASKED_FOR}
    takes, sets = [], []
    for one in fields:
        known[_SETTER + one.name] = getattr(made, one.name).__set__
        said = one.name
        if one.default is not MISSING:
            known[_DEFAULT + one.name] = one.default
            said = f"{one.name}={_DEFAULT}{one.name}"
        elif one.default_factory is not MISSING:
            known[_FACTORY + one.name] = one.default_factory
            said = f"{one.name}=asked_for"
            sets.append(f" if {one.name} is asked_for: {one.name} = {_FACTORY}{one.name}()")
        takes.append(said)
        sets.append(f" {_SETTER}{one.name}(self, {one.name})")
    if hasattr(made, "__post_init__"):
        sets.append(" self.__post_init__()")
    head = f"def __init__(self, *, {', '.join(takes)}):" if takes else "def __init__(self):"
    exec("\n".join([head, *(sets or [" pass"])]), known)  # noqa: S102 - as dataclasses do
    init: Callable[..., None] = known["__init__"]  # type: ignore[assignment]
    init.__qualname__ = f"{made.__qualname__}.__init__"
    init.__annotations__ = {one.name: one.type for one in fields} | {"return": None}
    return init


def _add(made: type, name: str, method: Callable[..., Any]) -> None:
    if name not in made.__dict__ or (name == "__hash__" and made.__dict__[name] is None):
        setattr(made, name, method)


def _key_of(names: tuple[str, ...]) -> Callable[[Any], Any]:
    return attrgetter(*names) if names else _nothing


def _nothing(_: object) -> tuple[()]:
    return ()


def _make_eq(key: Callable[[Any], Any]) -> Callable[[Any, object], bool]:
    def __eq__(self: Any, other: object) -> bool:  # noqa: N807 - any value of ours
        if other.__class__ is self.__class__:
            return bool(key(self) == key(other))
        return NotImplemented

    return __eq__


def _make_hash(key: Callable[[Any], Any]) -> Callable[[Any], int]:
    def __hash__(self: Any) -> int:  # noqa: N807 - any value of ours
        return hash(key(self))

    return __hash__


def _repr(self: Any) -> str:
    shown = (
        f"{name}={getattr(self, name)!r}"
        for name, one in self.__dataclass_fields__.items()
        if one.repr
    )
    return f"{self.__class__.__qualname__}({', '.join(shown)})"


def _refuse_set(self: object, name: str, new: object) -> NoReturn:
    del new
    raise FrozenInstanceError(f"cannot assign to field {name!r} of {type(self).__name__}")


def _refuse_delete(self: object, name: str) -> NoReturn:
    raise FrozenInstanceError(f"cannot delete field {name!r} of {type(self).__name__}")


def _getstate(self: Any) -> tuple[object, ...]:
    return tuple(getattr(self, name) for name in self.__dataclass_fields__)


def _setstate(self: Any, state: tuple[object, ...]) -> None:
    for name, one in zip(self.__dataclass_fields__, state, strict=True):
        object.__setattr__(self, name, one)


_SHARED: dict[str, Callable[..., Any]] = {
    "__repr__": _repr,
    "__setattr__": _refuse_set,
    "__delattr__": _refuse_delete,
    "__getstate__": _getstate,
    "__setstate__": _setstate,
}
