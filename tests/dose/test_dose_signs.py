from __future__ import annotations

import pytest
from dose_builders import decided, felt

from kneecoach.dose.bands import band_of, band_within
from kneecoach.dose.signs import read_signs
from kneecoach.model.exercise import Kind
from kneecoach.model.programme import Limits

RUN, STRENGTH = band_of(Kind.RUN), band_of(Kind.STRENGTH)


@pytest.mark.parametrize(
    ("before", "after", "is_cranky"), [(0, 1, False), (0, 2, True), (1, 2, False), (2, 4, True)]
)
def test_after_a_run_only_what_was_added_makes_it_cranky(before, after, is_cranky):
    signs = read_signs(felt(before=before, during=1, after=after, morning=before), RUN)
    assert signs.is_cranky is is_cranky
    assert not read_signs(felt(before=before, after=after, morning=before), STRENGTH).is_cranky


def test_a_run_on_a_knee_that_hurt_before_is_not_sent_down_for_that():
    calm = {"before": 1, "during": 1, "after": 1, "morning": 1}
    decision = decided(felt(-5, **calm), felt(-2, **calm), kind=Kind.RUN)
    assert decision.rule not in {"F3", "H1"}


@pytest.mark.parametrize("rise", [1, 2, 3])
def test_a_flare_is_cranky_too(rise):
    signs = read_signs(felt(before=1, morning=1 + rise), STRENGTH)
    assert signs.is_cranky
    assert signs.is_flare is (rise >= 2)


def test_a_limit_below_the_scale_tightens_a_band_to_no_pain_at_all():
    band = band_within(Kind.STRENGTH, Limits(clean_up_to=-3, acceptable_up_to=-2))
    assert (band.clean_up_to, band.acceptable_up_to, band.cranky_above) == (0, 0, 0)
