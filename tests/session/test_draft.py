from __future__ import annotations

from dataclasses import FrozenInstanceError, fields, replace

import pytest

from kneecoach.model.dose import PhaseName, Side
from kneecoach.model.units import Seconds
from kneecoach.session.draft import Draft, seal
from kneecoach.session.step import Step, StepKind

VALUES = {
    "kind": StepKind.WORK,
    "lasts": Seconds(2),
    "expected": Seconds(2),
    "position": 1,
    "exercise_id": "clam",
    "exercise_name": "Clam",
    "set_side": Side.LEFT,
    "side": Side.LEFT,
    "set_number": 2,
    "sets": 3,
    "rep": 4,
    "reps": 12,
    "phase": PhaseName.OPEN,
    "cue": "Heels together.",
    "ends_set": True,
    "level": 2,
    "round": 0,
    "rounds": 0,
    "note": "Use the mirror.",
}


def sealed() -> Step:
    return seal(Draft(**VALUES))  # type: ignore[arg-type]


def test_draft_has_the_fields_of_a_step() -> None:
    assert [field.name for field in fields(Draft)] == [field.name for field in fields(Step)]


def test_sealed_draft_is_a_step_like_any_other() -> None:
    step = Step(**VALUES)  # type: ignore[arg-type]
    assert type(sealed()) is Step
    assert sealed() == step
    assert hash(sealed()) == hash(step)
    assert repr(sealed()) == repr(step)
    assert replace(sealed(), rep=5) == replace(step, rep=5)


def test_sealed_draft_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        sealed().rep = 5  # type: ignore[misc]
