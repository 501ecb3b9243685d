from __future__ import annotations

import subprocess
import sys
from array import array
from itertools import pairwise

import pytest

from kneecoach.sound.cues import CueName
from kneecoach.sound.notes import PATTERNS, Note, length_of
from kneecoach.sound.sounds import Hum, Tick
from kneecoach.sound.tones import HUM_DBFS, TICK_DBFS, render, render_hum, render_tick

FULL_SCALE = 32768
MINUS_12_DBFS = FULL_SCALE * 10 ** (-12 / 20)


def _samples(name: CueName, rate: int = 48_000) -> array[int]:
    return array("h", render(name, rate, 1))


def _crossings(samples: array[int]) -> int:
    return sum((one < 0) != (other < 0) for one, other in pairwise(samples))


def test_every_cue_has_a_sound_of_its_own() -> None:
    assert set(PATTERNS) == set(CueName)
    assert len({render(name) for name in CueName}) == len(CueName)


def test_cues_differ_in_pitch_and_pattern_and_not_in_loudness_alone() -> None:
    patterns = {
        tuple((note.hertz, note.lasts_ms, note.gap_ms) for note in PATTERNS[name])
        for name in CueName
    }
    assert len(patterns) == len(CueName)


@pytest.mark.parametrize("rate", [44_100, 48_000])
@pytest.mark.parametrize("name", CueName)
def test_a_cue_peaks_at_minus_12_dbfs_and_starts_within_a_millisecond(
    name: CueName, rate: int
) -> None:
    samples = _samples(name, rate)
    peak = max(abs(one) for one in samples)
    onset = next(at for at, one in enumerate(samples) if abs(one) > 0.1 * peak)
    assert peak == pytest.approx(MINUS_12_DBFS, rel=0.02)
    assert onset <= rate // 1000


@pytest.mark.parametrize("name", CueName)
def test_a_cue_lasts_as_long_as_its_notes_and_ends_in_silence(name: CueName) -> None:
    samples = _samples(name)
    assert len(samples) == round(length_of(name) * 48_000)
    assert max(abs(one) for one in samples[-48:]) < 0.03 * MINUS_12_DBFS


def test_cues_end_well_within_the_second_that_separates_them() -> None:
    assert all(length_of(name) <= 0.7 for name in CueName)


@pytest.mark.parametrize(("name", "rises"), [(CueName.RAISE, True), (CueName.LOWER, False)])
def test_raise_rises_and_lower_falls(name: CueName, rises: bool) -> None:
    samples = _samples(name)
    begins = _crossings(samples[: 48 * 60])
    ends = _crossings(samples[48 * 100 : 48 * 160])
    assert (ends > begins * 1.3) if rises else (begins > ends * 1.3)


@pytest.mark.parametrize(("name", "pips"), [(CueName.SIDE, 2), (CueName.HALFWAY, 3)])
def test_the_other_side_sounds_twice_and_halfway_three_times(name: CueName, pips: int) -> None:
    samples = _samples(name)
    blocks = [max(map(abs, samples[at : at + 480])) > 0 for at in range(0, len(samples), 480)]
    assert sum(now and not before for before, now in pairwise([False, *blocks])) == pips


def test_both_channels_carry_the_same() -> None:
    stereo = array("h", render(CueName.START, 48_000, 2))
    assert stereo[::2] == stereo[1::2] == _samples(CueName.START)


@pytest.mark.parametrize(("hertz", "lasts_ms"), [(440, 100), (0, 100), (450, 90), (450, 0)])
def test_a_note_that_would_not_repeat_without_a_seam_is_refused(hertz: int, lasts_ms: int) -> None:
    with pytest.raises(ValueError, match="multiple"):
        Note(hertz=hertz, lasts_ms=lasts_ms)


def test_importing_the_tones_warns_of_nothing() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", "import kneecoach.sound.tones"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def _peak(dbfs: float) -> float:
    return float(FULL_SCALE * 10 ** (dbfs / 20))


def test_a_tick_is_soft_and_short() -> None:
    samples = array("h", render_tick(Tick(hertz=650), 48_000, 1))
    assert max(map(abs, samples)) == pytest.approx(_peak(TICK_DBFS), rel=0.03)
    assert len(samples) == round(length_of(Tick(hertz=650)) * 48_000)


@pytest.mark.parametrize("rate", [24_000, 44_100, 48_000])
def test_a_hum_comes_and_goes_without_a_click(rate: int) -> None:
    hum = Hum(hertz=200, lasts_ms=700)
    samples = array("h", render_hum(hum, rate, 1))
    assert len(samples) == round(length_of(hum) * rate)
    quiet = 0.03 * _peak(HUM_DBFS)
    assert max(map(abs, samples[:48])) < quiet
    assert max(map(abs, samples[-48:])) < quiet
    middle = samples[len(samples) // 2 - rate // 40 : len(samples) // 2 + rate // 40]
    assert max(map(abs, middle)) == pytest.approx(_peak(HUM_DBFS), rel=0.06)
    steepest = max(abs(one - other) for one, other in pairwise(samples))
    assert steepest < 0.35 * _peak(HUM_DBFS)


def test_words_cues_hum_and_ticks_lie_apart_in_loudness() -> None:
    cue = max(map(abs, _samples(CueName.START)))
    tick = max(map(abs, array("h", render_tick(Tick(hertz=650), 48_000, 1))))
    hum = max(map(abs, array("h", render_hum(Hum(hertz=150, lasts_ms=1000), 48_000, 1))))
    assert cue > 3 * tick > 4 * hum


@pytest.mark.parametrize(("hertz", "lasts_ms"), [(440, 100), (0, 100), (150, 90), (150, 0)])
def test_a_hum_that_would_not_repeat_without_a_seam_is_refused(hertz: int, lasts_ms: int) -> None:
    with pytest.raises(ValueError, match="multiple"):
        Hum(hertz=hertz, lasts_ms=lasts_ms)
