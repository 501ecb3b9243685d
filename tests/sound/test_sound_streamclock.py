from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneecoach.model.units import Seconds
from kneecoach.sound.streamclock import FASTEST_CORRECTION, LEAD_IN, StreamClock

STEP = 0.01
"""The fake device counts in steps of 10 ms."""


class FakeDevice:
    """A device that takes samples at its own rate, and a stream that is kept in step with it."""

    def __init__(
        self,
        clock: StreamClock,
        *,
        now: float = 100.0,
        rate: float = 1.0,
        head_start: float = 0.02,
    ) -> None:
        self.clock = clock
        self.rate = rate
        self.true = head_start
        self.losses = 0
        self.now = now
        clock.begin(Seconds(self.now))

    def run(self, seconds: float, *, flows: bool = True, look: float = 0.016) -> None:
        for _ in range(round(seconds / look)):
            self.now += look
            self.true += look * self.rate * flows
            told = Seconds(self.true // STEP * STEP)
            self.losses += not self.clock.observe(Seconds(self.now), told)

    def error(self) -> float:
        """Return how far the clock's idea of the stream is from the truth."""
        moment = self.clock.moment(Seconds(self.now))
        return self.clock.position_of(moment) - LEAD_IN - self.true


def test_without_a_stream_it_runs_with_the_monotonic_clock() -> None:
    clock = StreamClock()
    assert clock.moment(Seconds(5.0)) == 5.0
    assert clock.moment(Seconds(7.5)) == 7.5
    with pytest.raises(ValueError, match="no stream"):
        clock.position_of(Seconds(7.5))


def test_it_never_goes_back() -> None:
    clock = StreamClock()
    clock.moment(Seconds(5.0))
    assert clock.moment(Seconds(4.0)) == 5.0


def test_what_a_device_takes_ahead_moves_nothing() -> None:
    device = FakeDevice(StreamClock(), head_start=0.05)
    device.run(5.0)
    assert device.losses == 0
    assert device.error() == pytest.approx(-0.05, abs=0.001)


def test_what_a_device_holds_ready_may_vary_a_little() -> None:
    device = FakeDevice(StreamClock())
    for change in (0.01, -0.01, -0.01, 0.01):
        device.run(2.0)
        device.true += change
    device.run(2.0)
    assert device.losses == 0


@pytest.mark.parametrize("rate", [0.9999, 1.0001])
def test_it_follows_the_rate_of_the_device_for_twenty_minutes(rate: float) -> None:
    clock = StreamClock()
    device = FakeDevice(clock, rate=rate)
    device.run(1200.0)
    assert device.losses == 0
    assert abs(device.error() + 0.02) < 0.01
    assert clock.moment(Seconds(device.now)) - device.now == pytest.approx(
        1200 * (rate - 1), abs=0.01
    )


def test_time_goes_on_while_a_device_stands_still_and_its_cues_are_late() -> None:
    clock = StreamClock()
    device = FakeDevice(clock)
    device.run(2.0)
    before = clock.moment(Seconds(device.now))
    device.run(1.5, flows=False)
    assert clock.moment(Seconds(device.now)) - before == pytest.approx(1.5, abs=0.005)
    device.run(2.0)
    assert device.losses
    assert device.error() == pytest.approx(-0.02, abs=0.02)


def test_a_look_that_comes_too_late_changes_nothing() -> None:
    clock = StreamClock()
    device = FakeDevice(clock)
    device.run(3.0)
    for _ in range(3):
        device.run(0.5)
        clock.observe(Seconds(device.now), Seconds(device.true - 0.3))
    assert device.losses == 0


def test_a_lost_moment_is_noticed_and_then_forgotten() -> None:
    clock = StreamClock()
    device = FakeDevice(clock)
    device.run(3.0)
    device.true -= 0.05
    device.run(2.0)
    assert device.losses in {1, 2}
    device.run(5.0)
    assert device.losses in {1, 2}
    assert device.error() == pytest.approx(-0.02, abs=0.006)
    assert clock.moment(Seconds(device.now)) == pytest.approx(device.now, abs=0.002)


def test_when_the_stream_ends_time_goes_on() -> None:
    clock = StreamClock()
    device = FakeDevice(clock)
    device.run(1.0)
    before = clock.moment(Seconds(device.now))
    clock.end()
    assert clock.moment(Seconds(device.now + 1)) - before == pytest.approx(1.0)


@given(
    head_start=st.floats(0.0, 0.06),
    acts=st.lists(
        st.tuples(
            st.floats(0.05, 2.0),
            st.booleans(),
            st.sampled_from([0.005, 0.016, 0.1]),
            st.sampled_from([0.0, -0.03, 0.2]),
        ),
        max_size=6,
    ),
)
def test_the_clock_never_jumps_nor_runs_fast_or_slow(
    head_start: float, acts: list[tuple[float, bool, float, float]]
) -> None:
    clock = StreamClock()
    device = FakeDevice(clock, head_start=head_start)
    for seconds, flows, look, jolt in acts:
        before, told = device.now, clock.moment(Seconds(device.now))
        device.true += jolt
        device.run(seconds, flows=flows, look=look)
        passed = device.now - before
        ran = clock.moment(Seconds(device.now)) - told
        # The correction of the look before is told with the next.
        assert abs(ran - passed) <= (passed + 0.1) * FASTEST_CORRECTION + 1e-6


def test_after_nobody_looked_for_long_a_loss_is_believed_soon() -> None:
    clock = StreamClock()
    device = FakeDevice(clock)
    device.run(3.0)
    device.now += 1.5
    device.true += 1.2
    device.run(0.6)
    assert device.losses == 1
    assert device.error() == pytest.approx(-0.02, abs=0.02)


def test_while_the_whole_computer_stands_still_nothing_is_lost() -> None:
    device = FakeDevice(StreamClock())
    device.run(3.0)
    for _ in range(4):
        device.now += 0.35
        device.run(0.1, flows=False)  # the sound server too has to catch up
        device.true += 0.45
        device.run(1.0)
    assert device.losses == 0
