"""What the benchmark of a computer that stands still says of a recording."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

from ears import BYTES, Ear
from onsets import RATE, match_onsets
from standstill import judge, rests_of_torn

DUE = [2.0 * at + 0.013 * (at * at % 7) for at in range(20)]


def _ear(moments: list[float]) -> Ear:
    marks = [(moment, round((at + 1) * 0.02 * RATE) * BYTES) for at, moment in enumerate(moments)]
    return Ear("knee", marks=marks)


def test_a_cue_due_while_the_computer_stood_still_is_told_apart_and_not_hidden() -> None:
    heard = [one + 7.0 for one in DUE]
    heard[5] += 0.2
    heard[11] += 0.03
    del heard[15]
    match = match_onsets(heard, DUE)
    clock_of = {one: one + 100.0 for one in DUE}
    stills = [(clock_of[DUE[5]] - 0.1, clock_of[DUE[5]] + 0.4)]
    judged = judge(match, clock_of, stills)
    assert [at for at, _ in judged.during] == [DUE[5]]
    assert judged.during[0][1] == pytest.approx(200.0)
    assert len(judged.errors_ms) == 18
    assert judged.sizes_ms[-1] == pytest.approx(30.0)
    assert judged.missing_s == (DUE[15],)
    assert judged.median_ms == pytest.approx(0.0, abs=1e-6)
    assert judged.p95_ms == pytest.approx(30.0)


def test_a_short_standstill_excuses_nothing_and_a_long_one_only_what_was_due_in_it() -> None:
    match = match_onsets([one + 7.0 for one in DUE[1:]], DUE)
    clock_of = {one: one for one in DUE}
    short = [(DUE[0] - 0.1, DUE[0] + 0.1)]
    assert judge(match, clock_of, short).missing_s == (DUE[0],)
    later = [(DUE[0] + 0.05, DUE[0] + 0.6), (DUE[0] - 0.6, DUE[0] - 0.01)]
    assert judge(match, clock_of, later).missing_s == (DUE[0],)
    long = [(DUE[0] - 0.1, DUE[0] + 0.5)]
    assert judge(match, clock_of, long).missing_s == ()
    assert judge(match, clock_of, long).during == ((0.0, None),)


def test_what_a_sink_gives_all_at_once_when_it_goes_moves_nothing_heard_before(tmp_path) -> None:
    blocks, block = 150, round(0.02 * RATE) * BYTES
    ear = _ear([20.0 + 0.02 * (at + 1) for at in range(blocks)])
    ear.heard = bytearray(blocks * block)
    loud = ear.heard[100 * block : 110 * block]
    loud[::2] = loud[1::2] = b"\x20" * (len(loud) // 2)
    ear.heard[100 * block : 110 * block] = loud
    gone = ear.marks[-1][0] + 0.01
    for _ in range(60):
        ear.heard += bytes(block)
        ear.marks.append((gone + 0.02, len(ear.heard)))
    ear.end(gone)
    assert ear.onsets(tmp_path) == pytest.approx([22.0], abs=0.001)
    assert len(ear.heard) == blocks * block
    ear.end(0.0)
    assert ear.onsets(tmp_path) == []


def test_the_rest_of_a_cue_that_was_torn_is_no_cue_heard_twice() -> None:
    names = dict.fromkeys(DUE, "hold")
    lasts = {one + 7.0: 0.2 for one in DUE}
    lasts[DUE[4] + 7.0], lasts[DUE[4] + 7.3] = 0.12, 0.08
    lasts[DUE[9] + 7.3] = 0.2
    lasts[DUE[14] + 7.0], lasts[DUE[14] + 7.3] = 0.15, 0.2
    match = match_onsets(sorted(lasts), DUE)
    assert len(match.extra_s) == 3
    assert rests_of_torn(match, lasts, names) == (DUE[4] + 7.3,)


def test_a_gap_in_a_recording_is_found_by_the_clock_and_a_late_block_is_none() -> None:
    times = [0.02 * at for at in range(1500)]
    late = [one + (0.3 if at in {200, 700} else 0.0) for at, one in enumerate(times)]
    assert _ear(late).gaps() == []
    missing = [one + (0.15 if at >= 900 else 0.0) for at, one in enumerate(late)]
    assert _ear(missing).gaps() == [(pytest.approx(900 * 0.02), pytest.approx(0.15))]
