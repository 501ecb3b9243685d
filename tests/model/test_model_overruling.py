"""Doses that a person chose and signs that were silenced refuse to exist in a bad state."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from kneecoach.model.dose import Side
from kneecoach.model.feedback import EMERGENCY_FLAGS, Flag, Knee
from kneecoach.model.record import Choice, Overrule, Silence

MOMENT = datetime(2026, 3, 2, 9, tzinfo=UTC)


def overrule(**said) -> Overrule:
    usual = {
        "id": UUID(int=1),
        "person_id": UUID(int=2),
        "day": date(2026, 3, 2),
        "recorded_at": MOMENT,
        "exercise_id": "clam",
        "side": Side.LEFT,
        "choice": Choice.HOLD,
    }
    return Overrule(**{**usual, **said})


def silence(**said) -> Silence:
    usual = {
        "id": UUID(int=1),
        "person_id": UUID(int=2),
        "flag": Flag.PAINFUL_CLICKING,
        "knee": Knee.LEFT,
        "day": date(2026, 3, 2),
        "until": date(2026, 3, 2),
        "recorded_at": MOMENT,
    }
    return Silence(**{**usual, **said})


@pytest.mark.parametrize("choice", [Choice.HOLD, Choice.DOWN])
def test_holding_and_going_down_need_no_reason(choice):
    assert overrule(choice=choice).reason == ""


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_going_up_needs_a_reason(reason):
    with pytest.raises(ValueError, match="reason"):
        overrule(choice=Choice.UP, reason=reason)
    assert overrule(choice=Choice.UP, reason="It is easy").reason == "It is easy"


def test_there_are_four_signs_that_may_need_help_at_once():
    assert len(EMERGENCY_FLAGS) == 4


@pytest.mark.parametrize("flag", sorted(EMERGENCY_FLAGS))
def test_an_emergency_sign_is_never_silenced(flag):
    with pytest.raises(ValueError, match="never silenced"):
        silence(flag=flag)


def test_a_silence_may_be_for_one_day_and_never_ends_before_it_begins():
    assert silence().until == silence().day
    with pytest.raises(ValueError, match="before it begins"):
        silence(until=date(2026, 3, 1))


@pytest.mark.parametrize("make", [overrule, silence])
def test_moments_carry_their_zone(make):
    with pytest.raises(ValueError, match="time zone"):
        make(recorded_at=MOMENT.replace(tzinfo=None))
