"""What comes back from a pickle: values of ours, and nothing that could run."""

from __future__ import annotations

import os
import pickle

import pytest

from kneecoach.model.feedback import Flag, Knee
from kneecoach.model.units import Seconds
from kneecoach.taken_back import BROKEN, take_back

OURS = ("kneecoach.model.",)


@pytest.mark.parametrize(
    "value", [Knee.LEFT, (Flag.FEVER, 3, "text"), frozenset({1}), Seconds(2.0)]
)
def test_values_come_back_as_they_were(value: object) -> None:
    for protocol in (4, 5):
        assert take_back(pickle.dumps(value, protocol), OURS) == value


class _Asks:
    def __init__(self, *what: object) -> None:
        self._what = what

    def __reduce__(self) -> tuple[object, ...]:
        return (getattr, self._what)


def test_the_member_of_an_enumeration_may_be_named_and_nothing_else() -> None:
    assert take_back(pickle.dumps(_Asks(Knee, "LEFT")), OURS) is Knee.LEFT
    for what in ((Knee, "mro"), (Knee, "UNKNOWN"), ("text", "join"), (frozenset, "union")):
        with pytest.raises(BROKEN):
            take_back(pickle.dumps(_Asks(*what)), OURS)


@pytest.mark.parametrize("value", [os.getcwd, pickle.loads, len, pickle.Unpickler])
def test_what_is_not_ours_is_refused(value: object) -> None:
    with pytest.raises(BROKEN):
        take_back(pickle.dumps(value), OURS)
