"""A computer, a player or a server that stands still: exact again afterwards, and nothing twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from fake_sound_server import APART, Session, labelled
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kneecoach.model.units import Seconds
from kneecoach.sound import stream

BEGINNINGS = (0.003, 0.011, 0.002, 0.03)
EXACT_MS = 0.3
SOON_MS = 15.0
"""A stream that is off by no more goes on, unless it is silent anyway."""


@pytest.fixture(autouse=True, scope="module")
def _labelled_cues() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stream, "samples_of", labelled)
        yield


def _from(session: Session, moment: float) -> int:
    """Return the first cue due from a moment of the session on."""
    return -int(-(moment - session.origin) // APART)


@pytest.mark.parametrize("still", [0.33, 0.5, 0.8, 1.7])
@pytest.mark.parametrize(
    ("server", "player"), [(True, True), (True, False), (False, True)], ids=["both", "server", "me"]
)
def test_after_a_standstill_cues_are_exact_again_and_none_is_heard_twice(
    still: float, *, server: bool, player: bool
) -> None:
    session = Session(begins_after=BEGINNINGS)
    session.run(6.0)
    before = _from(session, session.time.moment(session.clock.monotonic()))
    session.stand_still(still, server=server, player=player)
    after = session.time.moment(session.clock.monotonic())
    session.run(6.0)
    late = session.late_ms()
    usual = late[2][1]
    heard = Counter(cue for cue, _ in late)
    assert max(heard.values()) == 1
    assert all(abs(one - usual) <= EXACT_MS for cue, one in late if 1 <= cue < before)
    soon, exact = _from(session, after + 0.3), _from(session, after + 1.6)
    assert set(range(soon, exact + 8)) <= set(heard)
    assert all(abs(one - usual) <= SOON_MS for cue, one in late if cue >= soon)
    assert all(abs(one - usual) <= EXACT_MS for cue, one in late if cue >= exact)


@pytest.mark.parametrize("still", [0.1, 0.2, 0.3])
def test_a_short_standstill_delays_nothing_and_begins_nothing_anew(still: float) -> None:
    session = Session()
    session.run(4.0)
    session.stand_still(still)
    session.run(4.0)
    late = session.late_ms()
    assert session.server.begun == 1
    assert all(abs(one - late[0][1]) <= EXACT_MS for _, one in late)
    assert [cue for cue, _ in late] == list(range(len(late)))


@pytest.mark.parametrize("lost", [0.001, 0.003, 0.0055])
def test_what_is_off_by_little_is_put_right_in_the_same_stream(lost: float) -> None:
    session = Session()
    session.run(4.0)
    session.server.lose(lost)
    session.run(8.0)
    late = session.late_ms()
    assert session.server.begun == 1
    assert max(one for _, one in late) == pytest.approx(late[2][1] + lost * 1000, abs=EXACT_MS)
    assert all(abs(one - late[2][1]) <= EXACT_MS + 0.3 for _, one in late[-8:])


@pytest.mark.parametrize("rate", [0.99995, 1.0, 1.00005])
def test_a_new_stream_follows_the_clock_of_the_session_whatever_the_device_runs_at(
    rate: float,
) -> None:
    session = Session(lasts=50.0)
    session.server.rate = rate
    session.run(24.0)
    first = dict(session.late_ms())
    session.stand_still(0.5)
    session.run(8.0)
    last = dict(session.late_ms())
    assert session.server.begun == 2
    ran = session.time.moment(session.clock.monotonic()) - session.clock.monotonic()
    assert ran * 1000 == pytest.approx((rate - 1) * 32_500, abs=0.4)
    assert last[max(last)] == pytest.approx(first[max(first)], abs=EXACT_MS)


def test_nothing_begins_before_the_server_plays_no_more_of_what_was_ended() -> None:
    session = Session()
    session.run(4.0)
    session.server.stands = True
    session.planned.set_muted(True)
    session.planned.set_muted(False)
    session.run(0.4)
    assert session.server.begun == 1
    session.server.stands = False
    session.run(4.0)
    assert session.server.begun == 2
    assert max(Counter(cue for cue, _ in session.late_ms()).values()) == 1


def test_a_server_that_says_nothing_for_long_is_waited_for_no_longer() -> None:
    session = Session()
    session.run(4.0)
    session.server.stands = True
    session.planned.set_muted(True)
    session.planned.set_muted(False)
    session.run(1.2)
    assert session.server.begun == 2


@pytest.mark.parametrize("answers_after", [0.02, 0.13, 0.25, 0.5, 0.9])
@pytest.mark.parametrize("passed", [round(5.0 + 0.02 * at, 2) for at in range(20)])
def test_a_device_that_is_heard_sooner_than_it_was_plays_no_cue_too_soon(
    passed: float, answers_after: float
) -> None:
    session = Session(begins_after=(0.11, *[0.003] * 9))
    session.run(passed)
    usual = session.late_ms()[-1][1]
    session.server.answers_after = answers_after
    session.server.heard.clear()
    session.planned.leave()
    session.run(4.0 + 4 * answers_after)
    late = session.late_ms(early=0.15)
    assert len(late) >= 8
    assert all(abs(one - usual) < EXACT_MS for _, one in late)


def test_nothing_begins_before_the_server_has_said_which_streams_there_are() -> None:
    session = Session()
    session.run(5.0)
    session.server.has_told = False
    session.planned.leave()
    begun = session.server.begun
    session.run(0.5)
    assert session.server.begun == begun
    session.server.has_told = True
    session.run(0.1)
    assert session.server.begun == begun + 1


def test_a_server_that_never_says_which_streams_there_are_is_waited_for_no_longer() -> None:
    session = Session()
    session.run(5.0)
    session.server.has_told = False
    session.planned.leave()
    begun = session.server.begun
    session.run(1.3)
    assert session.server.begun > begun


def test_a_change_of_loudness_loses_no_cue_and_repeats_none() -> None:
    session = Session(begins_after=BEGINNINGS)
    for percent in (50, 60, 70, 80):
        session.run(2.03)
        session.planned.set_volume(percent)
    session.run(3.0)
    late = session.late_ms()
    assert session.server.begun == 5
    assert [cue for cue, _ in late] == list(range(len(late)))


def test_time_goes_on_evenly_through_all_of_it() -> None:
    session = Session(begins_after=BEGINNINGS)
    session.run(3.0)
    for still in (0.4, 0.6, 1.1):
        before = session.time.moment(session.clock.monotonic())
        session.stand_still(still)
        session.run(2.0)
        passed = session.time.moment(session.clock.monotonic()) - before
        assert passed == pytest.approx(still + 2.0, abs=0.002)


acts = st.tuples(
    st.sampled_from(["computer", "server", "player", "lose", "louder", "leave", "mute"]),
    st.integers(1, 120).map(lambda hundredths: hundredths / 100),
    st.integers(2, 90).map(lambda hundredths: hundredths / 100),
)


@settings(max_examples=15)
@given(
    sequence=st.lists(acts, min_size=1, max_size=6),
    begins_after=st.lists(st.integers(1, 60), min_size=1, max_size=4),
)
@example(sequence=[("computer", 0.5, 0.05), ("louder", 0.1, 0.2)], begins_after=[3])
@example(sequence=[("server", 0.5, 0.02), ("mute", 0.1, 0.2)], begins_after=[20, 1])
def test_no_cue_is_heard_twice_whatever_stands_still_or_is_begun_anew(
    sequence: list[tuple[str, float, float]], begins_after: list[int]
) -> None:
    session = Session(begins_after=tuple(one / 1000 for one in begins_after))
    session.run(0.5)
    for number, (act, lasts, then) in enumerate(sequence):
        match act:
            case "computer" | "server" | "player":
                session.stand_still(lasts, server=act != "player", player=act != "server")
            case "lose":
                session.server.lose(lasts / 4)
            case "louder":
                session.planned.set_volume(30 + number)
            case "leave":
                session.planned.leave()
            case _:
                session.planned.set_muted(True)
                session.run(Seconds(lasts / 4))
                session.planned.set_muted(False)
        session.run(then)
    session.run(2.5)
    heard = Counter(cue for cue, _ in session.late_ms())
    assert heard
    assert max(heard.values()) == 1
