"""Which sound of a recording belongs to which cue."""

from __future__ import annotations

import sys
from itertools import accumulate
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

from onsets import match_onsets

DUE = list(accumulate(0.3 + (at * at * 7 % 11) * 0.04 for at in range(28)))


def test_a_cue_that_was_not_heard_does_not_get_the_sound_of_the_next() -> None:
    lost = DUE[10]
    assert DUE[11] - lost == pytest.approx(0.3)
    match = match_onsets([one + 7.0 for one in DUE if one != lost], DUE)
    assert match.missing_s == (lost,)
    assert match.extra_s == ()
    assert match.max_ms == pytest.approx(0.0, abs=1e-6)


def test_a_cue_that_is_late_is_told_to_be_late_and_a_sound_too_many_belongs_to_none() -> None:
    heard = [one + 7.0 for one in DUE]
    heard[3] += 0.2
    match = match_onsets(sorted([*heard, heard[20] + 0.1]), DUE)
    assert match.missing_s == ()
    assert match.max_ms == pytest.approx(200.0)
    assert match.errors_ms[3] == pytest.approx(200.0)
    assert match.extra_s == (pytest.approx(heard[20] + 0.1),)
    assert match.offset_s == pytest.approx(7.0)


def test_the_offset_is_the_one_of_the_sounds_that_are_exact_and_not_one_with_more_of_them() -> None:
    due = list(accumulate(0.5 + (at * at * 7 % 11) * 0.04 for at in range(22)))[5:]
    heard = [one + 0.01 for one in due[1:]]
    heard[1] += 0.426  # of a torn sound the rest is heard
    match = match_onsets(heard, due)
    assert match.offset_s == pytest.approx(0.01)
    assert match.missing_s == (due[0], due[2])
    assert match.extra_s == (pytest.approx(due[2] + 0.436),)
