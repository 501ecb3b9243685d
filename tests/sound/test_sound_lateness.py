"""How late a stream is heard: judged by the server's word, learned by device, put right."""

from __future__ import annotations

import pytest

from kneecoach.model.units import Seconds
from kneecoach.sound.cues import CueName, PlacedCue
from kneecoach.sound.lateness import ENOUGH, MOST_AT_ONCE, Lateness
from kneecoach.sound.patience import CERTAIN, MOST_PATIENCE, OFTEN, Patience
from kneecoach.sound.plan import Plan
from kneecoach.sound.sounds import Hum
from kneecoach.sound.stream import SAMPLE_BYTES, CueStream
from kneecoach.sound.streamclock import LEAD_IN, StreamClock

RATE = 48_000
MS = RATE // 1000


def _judged(lateness: Lateness, *looks: float) -> list[float | None]:
    return [lateness.add(Seconds(one)) for one in looks]


def test_a_stream_is_judged_by_the_latest_of_some_looks() -> None:
    lateness = Lateness()
    assert lateness.is_known
    assert not lateness.knows(b"ears")
    assert lateness.begin(b"ears") == 0.0
    assert lateness.knows(b"ears")
    assert not lateness.is_known
    assert _judged(lateness, 0.030, 0.010, 0.030, 0.030) == [None] * (ENOUGH - 1) + [0.030]
    assert lateness.is_known


def test_what_was_learned_of_a_device_is_allowed_for_from_the_beginning() -> None:
    lateness = Lateness()
    lateness.begin(b"ears")
    _judged(lateness, 0.04, 0.04, 0.04, 0.04)
    assert lateness.begin(b"knee") == 0.0
    assert lateness.begin(b"ears") == pytest.approx(0.04)
    _judged(lateness, -0.01, -0.01, -0.01, -0.01)
    assert lateness.begin(b"ears") == pytest.approx(0.03)


def test_a_slow_device_never_makes_the_first_cue_lie_before_the_stream() -> None:
    lateness = Lateness()
    lateness.begin(b"far")
    _judged(lateness, 0.25, 0.25, 0.25, 0.25)
    assert lateness.begin(b"far") == MOST_AT_ONCE
    assert not lateness.is_off(Seconds(0.15))
    assert lateness.is_off(Seconds(0.17))
    _judged(lateness, 0.15, 0.15, 0.15, 0.15)
    lateness.begin(b"far")
    assert not lateness.is_off(Seconds(0.15))


@pytest.mark.parametrize("said", [-0.3, 1.7])
def test_what_no_device_needs_is_not_believed(said: float) -> None:
    lateness = Lateness()
    lateness.begin(b"odd")
    assert _judged(lateness, said, said, said, said)[-1] is None
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


def test_patience_grows_and_is_forgotten() -> None:
    patience = Patience()
    waits = []
    for at in range(6):
        waits.append(patience.wait(Seconds(at)))
        patience.begin_anew(Seconds(at))
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (CERTAIN, MOST_PATIENCE)
    assert patience.wait(Seconds(6 + OFTEN)) == CERTAIN
