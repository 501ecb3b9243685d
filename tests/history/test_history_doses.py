from __future__ import annotations

import json
from contextlib import suppress

import pytest
from history_samples import CLAM, doses
from hypothesis import given
from hypothesis import strategies as st

from kneecoach.history.doses import read_dose, write_dose
from kneecoach.history.errors import HistoryError, Trouble
from kneecoach.model.dose import Dose

PLAIN = json.loads(write_dose(CLAM))


@given(doses())
def test_a_dose_comes_back_as_it_was(dose: Dose) -> None:
    assert read_dose(write_dose(dose)) == dose


@given(doses(), doses())
def test_equal_doses_and_only_they_give_equal_texts(one: Dose, other: Dose) -> None:
    assert (write_dose(one) == write_dose(other)) == (one == other)


def test_a_whole_number_of_seconds_reads_as_the_same_length() -> None:
    assert read_dose(json.dumps(PLAIN | {"rest": 45})) == CLAM


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        "{",
        "[" * 100_000,
        json.dumps(PLAIN | {"sets": 0}),
        json.dumps(PLAIN | {"sets": True}),
        json.dumps(PLAIN | {"sets": 2.5}),
        json.dumps(PLAIN | {"rest": -1}),
        json.dumps(PLAIN | {"rest": "45"}),
        json.dumps(PLAIN | {"rest": False}),
        json.dumps(PLAIN | {"rest": float("nan")}),
        json.dumps(PLAIN | {"sides": "neither"}),
        json.dumps(PLAIN | {"surprise": 1}),
        json.dumps(PLAIN | {"load": {}}),
        json.dumps(PLAIN | {"load": {"kilograms": 2, "band": "light band"}}),
        json.dumps(PLAIN | {"load": {"band": "very heavy band"}}),
        json.dumps(PLAIN | {"work": []}),
        json.dumps(PLAIN | {"work": {"reps": 0, "tempo": [["open", 2]]}}),
        json.dumps(PLAIN | {"work": {"reps": 3, "tempo": []}}),
        json.dumps(PLAIN | {"work": {"reps": 3, "tempo": [["open"]]}}),
        json.dumps(PLAIN | {"work": {"reps": 3, "tempo": [["dance", 2]]}}),
        json.dumps(PLAIN | {"work": {"phase": ["hold", 0]}}),
        json.dumps(PLAIN | {"work": {"phase": ["hold", 5], "reps": 3}}),
        json.dumps(PLAIN | {"work": {"rounds": 0, "phases": [["walk", 5]]}}),
    ],
)
def test_text_that_is_no_dose_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(HistoryError) as caught:
        read_dose(text)
    assert caught.value.trouble is Trouble.DAMAGED
    assert "dose" in caught.value.user_message


@given(st.text())
def test_no_text_makes_reading_fail_in_another_way(text: str) -> None:
    with suppress(HistoryError):
        read_dose(text)
