from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneecoach.packs.quantities import ANGLE, DURATION, EFFORT, HEIGHT, WEIGHT, Measure


@pytest.mark.parametrize(
    ("measure", "text", "amount"),
    [
        (DURATION, "45 s", 45),
        (DURATION, "45s", 45),
        (DURATION, "2 min", 120),
        (DURATION, "1.5 min", 90),
        (DURATION, "1 min 30 s", 90),
        (DURATION, "1 h 5 min", 3900),
        (DURATION, "0.5 s", 0.5),
        (WEIGHT, "2.5 kg", 2.5),
        (ANGLE, "45 deg", 45),
        (HEIGHT, "10 cm", 10),
        (EFFORT, "70 %", 70),
        (EFFORT, "70%", 70),
    ],
)
def test_a_quantity_with_its_unit_is_read(measure: Measure, text: str, amount: float) -> None:
    assert measure.read(text) == amount


@pytest.mark.parametrize(
    ("measure", "text", "sentence"),
    [
        (DURATION, "45", 'has no unit; write "45 s" if you mean seconds'),
        (WEIGHT, "2", 'has no unit; write "2 kg" if you mean kilograms'),
        (ANGLE, "45", 'has no unit; write "45 deg" if you mean degrees'),
        (HEIGHT, "10", 'has no unit; write "10 cm" if you mean centimetres'),
        (EFFORT, "70", 'has no unit; write "70 %" if you mean percent of all you could'),
    ],
)
def test_a_bare_number_is_refused_with_the_likely_meaning(
    measure: Measure, text: str, sentence: str
) -> None:
    assert measure.read(text) is None
    assert measure.misread(text) == sentence


@pytest.mark.parametrize(
    ("measure", "text", "meant"),
    [
        (DURATION, "1:30", "1 min 30 s"),
        (DURATION, "45 seconds", "45 s"),
        (DURATION, "2 Minutes", "2 min"),
        (DURATION, "1,5 min", "1.5 min"),
        (WEIGHT, "5 lb", "2.3 kg"),
        (WEIGHT, "500 g", "0.5 kg"),
        (ANGLE, "45°", "45 deg"),
        (ANGLE, "0-45 deg", "45 deg"),
        (ANGLE, "0 to 45 degrees", "45 deg"),
        (HEIGHT, "4 inches", "10.2 cm"),
        (HEIGHT, '4"', "10.2 cm"),
        (EFFORT, "70 percent", "70 %"),
    ],
)
def test_another_spelling_is_refused_with_ours(measure: Measure, text: str, meant: str) -> None:
    assert measure.read(text) is None
    assert f"(did you mean {meant}?)" in measure.misread(text)
    assert measure.read(meant) is not None


@pytest.mark.parametrize("text", ["long", "s", "45 kg", "1:30:10", "-", "1e3 s", "٤٥ s", "45 s s"])
def test_what_means_nothing_is_refused_without_a_guess(text: str) -> None:
    assert DURATION.read(text) is None
    assert 'is not a length of time such as "45 s" or "2 min"' in DURATION.misread(text)


def test_a_time_of_day_is_no_weight() -> None:
    assert "did you mean" not in WEIGHT.misread("1:30")


@given(st.sampled_from([DURATION, WEIGHT, ANGLE, HEIGHT, EFFORT]), st.text(max_size=30))
def test_any_text_is_read_or_explained(measure: Measure, text: str) -> None:
    amount = measure.read(text)
    assert measure.misread(text) if amount is None else amount >= 0


@given(st.integers(min_value=1, max_value=9999))
def test_what_is_written_reads_the_same(amount: int) -> None:
    assert DURATION.read(DURATION.write(amount)) == amount
