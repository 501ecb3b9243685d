"""How late a stream is heard: judged by the server's word, learned by device, put right."""

from __future__ import annotations

import pytest

from kneecoach.model.units import Seconds
from kneecoach.sound.cues import CueName, PlacedCue
from kneecoach.sound.lateness import (
    FEW,
    MANY,
    MOST_AT_ONCE,
    MOST_LOOKS,
    SELDOM,
    UNANSWERED,
    UNLIKELY,
    Lateness,
)
from kneecoach.sound.patience import CERTAIN, MOST_PATIENCE, OFTEN, Patience
from kneecoach.sound.plan import Plan
from kneecoach.sound.sounds import Hum
from kneecoach.sound.stream import SAMPLE_BYTES, CueStream
from kneecoach.sound.streamclock import LEAD_IN, StreamClock

RATE = 48_000
MS = RATE // 1000


def _judged(lateness: Lateness, *looks: float, now: float = 0.0) -> list[float | None]:
    return [lateness.add(Seconds(one), Seconds(now)) for one in looks]


def test_a_new_stream_is_judged_by_the_middle_of_some_looks() -> None:
    lateness = Lateness()
    assert lateness.is_known
    assert not lateness.knows(b"ears")
    assert lateness.begin(b"ears") == 0.0
    assert lateness.knows(b"ears")
    assert not lateness.is_known
    looks = (0.0301, 0.010, 0.0302, 0.0300, 0.0342)
    assert _judged(lateness, *looks) == [None] * (FEW - 1) + [0.0301]
    assert lateness.is_known


def test_looks_that_still_change_are_not_judged_yet() -> None:
    lateness = Lateness()
    lateness.begin(b"ears")
    assert _judged(lateness, 0.4, 0.3, 0.18, 0.1702, 0.1701, 0.1701)[-1] is None
    assert _judged(lateness, 0.1701) == [0.1701]


def test_a_device_whose_answers_never_agree_is_judged_all_the_same() -> None:
    lateness = Lateness()
    lateness.begin(b"far")
    told = _judged(lateness, *(0.01 * (at % 5) for at in range(MOST_LOOKS)))
    assert told == [None] * (MOST_LOOKS - 1) + [0.02]


def test_a_stream_on_time_is_asked_about_seldom_and_one_that_seems_off_at_every_look() -> None:
    lateness = Lateness()
    assert not lateness.is_due(Seconds(0.0))
    lateness.begin(b"ears")
    assert lateness.is_due(Seconds(0.0))
    _judged(lateness, *[0.02] * FEW)
    assert lateness.verdicts == 1
    assert not lateness.is_due(Seconds(SELDOM / 2))
    assert lateness.is_due(SELDOM)
    assert _judged(lateness, *[0.0001] * MANY)[-1] == 0.0001
    assert lateness.verdicts == 2
    assert _judged(lateness, UNLIKELY + 0.001) == [None]
    assert lateness.is_due(Seconds(0.0))
    late = UNLIKELY + 0.001
    assert _judged(lateness, late, late) == [None, late]
    assert _judged(lateness, -late, -late, -late, -late, -late)[-2:] == [None, -late]
    lateness.end()
    lateness.begin(b"ears")
    assert _judged(lateness, *[late] * FEW) == [None] * (FEW - 1) + [late]
    lateness.suspect()
    assert lateness.is_due(Seconds(0.0))
    lateness.end()
    assert not lateness.is_due(Seconds(9.0))


def test_a_server_that_does_not_answer_is_asked_seldom() -> None:
    lateness = Lateness()
    lateness.begin(b"ears")
    for _ in range(UNANSWERED):
        assert lateness.is_due(Seconds(1.0))
        lateness.miss(Seconds(1.0))
    assert not lateness.is_due(Seconds(1.0))
    assert lateness.is_due(Seconds(1.0 + SELDOM))
    _judged(lateness, 0.02)
    assert lateness.is_due(Seconds(1.0))
    _judged(lateness, *[0.02] * (FEW - 1))
    assert not lateness.is_due(Seconds(0.0))
    lateness.miss(Seconds(0.0))
    assert lateness.is_due(Seconds(0.0))


def test_what_was_learned_of_a_device_is_allowed_for_from_the_beginning() -> None:
    lateness = Lateness()
    lateness.begin(b"ears")
    _judged(lateness, *[0.04] * FEW)
    assert lateness.begin(b"knee") == 0.0
    assert lateness.begin(b"ears") == pytest.approx(0.04)
    _judged(lateness, *[-0.01] * FEW)
    assert lateness.begin(b"ears") == pytest.approx(0.03)


def test_one_stream_that_began_late_on_a_busy_computer_is_not_taken_for_the_device() -> None:
    lateness = Lateness()
    for learned in (0.031, 0.004, 0.005, 0.048):
        used = lateness.begin(b"ears")
        _judged(lateness, *[learned - used] * FEW)
    assert lateness.begin(b"ears") == pytest.approx(0.005)


def test_a_slow_device_never_makes_the_first_cue_lie_before_the_stream() -> None:
    lateness = Lateness()
    lateness.begin(b"far")
    _judged(lateness, *[0.25] * FEW)
    assert lateness.begin(b"far") == MOST_AT_ONCE
    assert not lateness.is_off(Seconds(0.15))
    assert lateness.is_off(Seconds(0.17))
    _judged(lateness, *[0.15] * FEW)
    lateness.begin(b"far")
    assert not lateness.is_off(Seconds(0.15))


@pytest.mark.parametrize("said", [-0.3, 1.7])
def test_what_no_device_needs_is_not_believed(said: float) -> None:
    lateness = Lateness()
    lateness.begin(b"odd")
    assert _judged(lateness, *[said] * FEW)[-1] is None
    assert lateness.is_known
    assert lateness.begin(b"odd") == 0.0


def test_the_clock_allows_for_a_stream_that_is_heard_late() -> None:
    clock = StreamClock()
    clock.begin(Seconds(5.0))
    assert clock.lateness(Seconds(6.0), Seconds(1.0)) == pytest.approx(0.0)
    assert clock.lateness(Seconds(6.0), Seconds(0.95)) == pytest.approx(0.05)
    clock.allow_for(Seconds(0.05))
    assert clock.lateness(Seconds(6.0), Seconds(0.95)) == pytest.approx(0.0)
    assert clock.position_of(Seconds(6.0)) == pytest.approx(0.95 + LEAD_IN)
    clock.begin(Seconds(7.0), Seconds(0.05))
    assert clock.lateness(Seconds(8.0), Seconds(0.95)) == pytest.approx(0.0)


def test_the_clock_follows_what_is_known_exactly_no_faster_than_a_device_can_run() -> None:
    clock = StreamClock()
    clock.begin(Seconds(5.0))
    clock.follow(Seconds(0.0001), Seconds(1.0))
    assert clock.lateness(Seconds(6.0), Seconds(1.0)) == pytest.approx(-0.00007)
    clock.follow(Seconds(-0.4), Seconds(1.0))
    assert clock.lateness(Seconds(6.0), Seconds(1.0)) == pytest.approx(0.00023)


def test_allowing_for_lateness_is_no_loss() -> None:
    clock = StreamClock()
    clock.begin(Seconds(0.0))
    for look in range(1, 400):
        if look == 200:
            clock.allow_for(Seconds(0.06))
        now = look * 0.016
        assert clock.observe(Seconds(now), Seconds(now + 0.3))


def test_only_what_has_not_been_given_out_is_moved() -> None:
    stream = CueStream(rate=RATE, channels=1)
    cues = (PlacedCue(at=Seconds(at), name=CueName.COUNTDOWN) for at in (0.1, 0.3, 0.6))
    stream.schedule(cues, 0)
    given = stream.fill(200 * MS)
    stream.shift(-150 * MS)
    given += stream.fill(800 * MS)
    block = MS * SAMPLE_BYTES
    loud = {at for at in range(1000) if any(given[at * block : (at + 1) * block])}
    begins = [at for at in sorted(loud) if loud.isdisjoint(range(at - 20, at))]
    # The second would have begun within what was given out, and begins at once.
    assert begins == [100, 200, 450]


def test_what_is_played_on_from_the_middle_of_a_plan() -> None:
    hum = PlacedCue(at=Seconds(1.0), name=Hum(hertz=300, lasts_ms=500))
    signal = PlacedCue(at=Seconds(1.2), name=CueName.START)
    last = PlacedCue(at=Seconds(2.0), name=CueName.END)
    plan = Plan(cues=(hum, signal, last), origin=Seconds(10.0))
    assert plan.after(float("-inf")) == (hum, signal, last)
    assert plan.after(11.3) == (hum, last)
    assert plan.beginning_after(11.3) == (last,)
    assert [plan.is_quiet(at, at + 0.2) for at in (10.5, 10.8, 11.3, 11.6)] == [
        True,
        False,
        False,
        True,
    ]
    assert [plan.begins_within(at, at + 0.1) for at in (10.8, 11.0, 11.3, 11.15)] == [
        False,
        True,
        False,
        True,
    ]


def test_patience_grows_and_is_forgotten() -> None:
    patience = Patience()
    waits = []
    for at in range(6):
        waits.append(patience.wait(Seconds(at)))
        patience.begin_anew(Seconds(at))
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (CERTAIN, MOST_PATIENCE)
    assert patience.wait(Seconds(6 + OFTEN)) == CERTAIN
    patience.begin_anew(Seconds(20.0))
    patience.forget()
    assert patience.wait(Seconds(20.1)) == CERTAIN
