"""A value of ours behaves like the standard library's frozen, slotted, keyword-only dataclass."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneecoach.values import asdict, dataclass, field, fields, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Ours:
    """A value with every kind of field."""

    kind: ClassVar[str] = "knee"
    name: str
    pain: int = 0
    notes: tuple[str, ...] = ()
    marks: list[int] = field(default_factory=list, compare=False)
    hidden: int = field(default=1, repr=False)

    def __post_init__(self) -> None:
        if self.pain < 0:
            raise ValueError(self.pain)

    @property
    def doubled(self) -> int:
        return self.pain * 2


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Theirs:
    """The same, by the standard library."""

    kind: ClassVar[str] = "knee"
    name: str
    pain: int = 0
    notes: tuple[str, ...] = ()
    marks: list[int] = field(default_factory=list, compare=False)  # noqa: RUF009 - it may
    hidden: int = field(default=1, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Longer(Ours):
    """A value made from another."""

    side: str = "left"


GIVEN = st.fixed_dictionaries(
    {"name": st.text()},
    optional={
        "pain": st.integers(0, 10),
        "notes": st.lists(st.text()).map(tuple),
        "hidden": st.integers(),
    },
)


@given(GIVEN, GIVEN)
def test_it_equals_hashes_shows_and_copies_as_the_library_has_it(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    ours, theirs = Ours(**one), Theirs(**one)
    assert repr(ours) == repr(theirs).replace("Theirs", "Ours")
    assert asdict(ours) == asdict(theirs)
    assert (ours == Ours(**other)) == (theirs == Theirs(**other))
    assert hash(ours) == hash(Ours(**one))
    assert replace(ours, **other) == Ours(**{**one, **other})
    assert copy.deepcopy(ours) == pickle.loads(pickle.dumps(ours)) == ours  # noqa: S301 - our own


def test_it_cannot_be_changed() -> None:
    value = Ours(name="bridge")
    with pytest.raises(dataclasses.FrozenInstanceError):
        value.pain = 3  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del value.pain
    with pytest.raises((AttributeError, TypeError)):
        value.unknown = 3  # type: ignore[attr-defined]
    assert not hasattr(value, "__dict__")


def test_its_fields_are_given_by_name_and_checked() -> None:
    with pytest.raises(TypeError):
        Ours("bridge")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="name"):
        Ours()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="nmae"):
        Ours(nmae="bridge")  # type: ignore[call-arg]
    with pytest.raises(ValueError, match="-1"):
        Ours(name="bridge", pain=-1)
    with pytest.raises(ValueError, match="-1"):
        replace(Ours(name="bridge"), pain=-1)


def test_a_list_is_made_anew_for_each() -> None:
    one, other = Ours(name="clam"), Ours(name="clam")
    one.marks.append(1)
    assert other.marks == []


def test_another_class_is_never_equal() -> None:
    assert Ours(name="clam") != Theirs(name="clam")  # type: ignore[comparison-overlap]
    assert Ours(name="clam") != Longer(name="clam")


def test_what_it_is_made_from_is_kept() -> None:
    longer = Longer(name="clam", pain=2, side="right")
    assert (longer.pain, longer.doubled, longer.side, longer.kind) == (2, 4, "right", "knee")
    assert [one.name for one in fields(longer)] == [*(one.name for one in fields(Ours)), "side"]
    assert list(inspect.signature(Longer).parameters)[-1] == "side"


def test_a_default_that_all_would_share_is_refused() -> None:
    with pytest.raises(TypeError, match=r"Bad\.notes"):

        @dataclass(frozen=True, slots=True, kw_only=True)
        class Bad:
            notes: list[str] = []  # noqa: RUF012 - what is refused


def test_every_other_kind_is_left_to_the_library() -> None:
    @dataclass(slots=True)
    class Plain:
        name: str

    plain = Plain("clam")
    plain.name = "bridge"
    assert plain == Plain("bridge")
