from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneecoach.model.dose import PhaseName
from kneecoach.model.units import Seconds
from kneecoach.session.step import Step, StepKind
from kneecoach.sound.cues import APART, DIRECTIONS, RANKS, CueName, PlacedCue, place_cues

READY, WORK, REST, SWITCH = StepKind


def step(
    kind: StepKind,
    lasts: float | None,
    phase: PhaseName | None = None,
    *,
    ends_set: bool = False,
) -> Step:
    time = None if lasts is None else Seconds(lasts)
    return Step(
        kind=kind,
        lasts=time,
        expected=Seconds(30) if time is None else time,
        position=0,
        exercise_id="clam",
        exercise_name="Clam",
        set_side=None,
        side=None,
        set_number=1,
        sets=2,
        phase=phase,
        ends_set=ends_set,
    )


def repetition(*, ends_set: bool = False) -> tuple[Step, ...]:
    return (
        step(WORK, 1, PhaseName.RAISE),
        step(WORK, 2, PhaseName.HOLD),
        step(WORK, 3, PhaseName.LOWER, ends_set=ends_set),
    )


def heard(*steps: Step, first: int = 0, elapsed: float = 0) -> list[tuple[float, str]]:
    return [(cue.at, cue.name) for cue in place_cues(steps, first, Seconds(elapsed))]


def test_a_whole_set_is_told_by_sound() -> None:
    steps = (step(READY, 10), *repetition(), *repetition(ends_set=True), step(REST, 4))
    assert heard(*steps) == [
        (0, "ready"),
        (7, "countdown"),
        (8, "countdown"),
        (9, "countdown"),
        (10, "start"),
        (11, "hold"),
        (13, "lower"),
        (16, "raise"),
        (17, "hold"),
        (19, "lower"),
        (22, "rest"),
        (23, "countdown"),
        (24, "countdown"),
        (25, "countdown"),
        (26, "end"),
    ]


def test_change_of_legs_has_its_own_sound() -> None:
    steps = (*repetition(ends_set=True), step(SWITCH, 6), *repetition(ends_set=True))
    assert heard(*steps)[3:8] == [
        (6, "side"),
        (9, "countdown"),
        (10, "countdown"),
        (11, "countdown"),
        (12, "start"),
    ]


def test_end_of_a_set_is_heard_where_no_rest_follows() -> None:
    assert (6, "set_end") in heard(*repetition(ends_set=True), step(READY, 10))


def test_set_that_follows_another_at_once_has_a_start() -> None:
    assert heard(*repetition(ends_set=True), *repetition(ends_set=True))[3] == (6, "start")


@pytest.mark.parametrize(
    ("lasts", "cues"),
    [
        (9.5, []),
        (10, [(7, "countdown"), (8, "countdown"), (9, "countdown")]),
        (19.5, [(16.5, "countdown"), (17.5, "countdown"), (18.5, "countdown")]),
        (20, [(10, "halfway"), (17, "countdown"), (18, "countdown"), (19, "countdown")]),
    ],
)
def test_long_work_is_counted_down_and_longer_work_halved(
    lasts: float, cues: list[tuple[float, str]]
) -> None:
    hold = step(WORK, lasts, PhaseName.HOLD, ends_set=True)
    assert heard(hold) == [(0, "start"), *cues, (lasts, "end")]


@pytest.mark.parametrize(("lasts", "ticks"), [(0.5, []), (1, []), (2, [1]), (3, [1, 2])])
def test_countdown_leaves_out_what_lies_before_the_step(lasts: float, ticks: list[float]) -> None:
    told = heard(step(READY, lasts), step(WORK, 5, PhaseName.RAISE))
    assert [at for at, name in told if name == "countdown"] == ticks


def test_rest_has_no_halfway() -> None:
    assert "halfway" not in {name for _, name in heard(step(REST, 60))}


@pytest.mark.parametrize("phase", PhaseName)
def test_every_phase_has_a_sound(phase: PhaseName) -> None:
    told = heard(step(WORK, 1, PhaseName.MOVE), step(WORK, 1, phase))
    assert told[1] == (1, DIRECTIONS.get(phase, CueName.PHASE))


@pytest.mark.parametrize(
    ("phase", "name"),
    [("open", "raise"), ("slide_in", "lower"), ("squeeze", "hold"), ("walk", "phase")],
)
def test_phase_sounds_as_the_way_it_goes(phase: str, name: str) -> None:
    assert heard(step(WORK, 1, PhaseName.MOVE), step(WORK, 1, PhaseName(phase)))[1] == (1, name)


def test_work_without_a_phase_sounds_as_any_other() -> None:
    assert heard(step(WORK, 1, PhaseName.MOVE), step(WORK, 1))[1] == (1, "phase")


def test_cues_stop_where_the_person_sets_the_pace() -> None:
    own = step(WORK, None, ends_set=True)
    steps = (step(READY, 2), own, step(REST, 2), own)
    assert heard(*steps) == [(0, "ready"), (1, "countdown"), (2, "start")]
    assert heard(*steps, first=1) == [(0, "start")]
    assert heard(*steps, first=1, elapsed=3) == []
    assert heard(*steps, first=2) == [(0, "rest"), (1, "countdown"), (2, "start")]


def test_set_at_ones_own_pace_has_its_end_told_by_what_follows() -> None:
    own = step(WORK, None, ends_set=True)
    assert heard(own, step(READY, 1), first=1) == [(0, "set_end"), (1, "end")]


def test_nothing_is_placed_outside_the_session() -> None:
    assert heard() == []
    assert heard(step(READY, 5), first=1) == []
    assert heard(step(READY, 5), first=-1) == []
    assert heard(step(READY, 5), elapsed=6) == []


def test_most_telling_cue_is_kept_where_two_fall_together() -> None:
    short = step(WORK, 0.03, PhaseName.RAISE)
    long = step(WORK, 1, PhaseName.HOLD, ends_set=True)
    assert heard(short, long) == [(0, "start"), (1.03, "end")]
    assert heard(step(READY, 0.05), long) == [(0.05, "start"), (1.05, "end")]


def test_ranks_name_every_cue_once() -> None:
    assert Counter(RANKS) == Counter(CueName)


# Parts of a second that are powers of two add up exactly, so that tests can ask for equal times.
lengths = st.one_of(st.integers(1, 16 * 30), st.integers(1, 3)).map(lambda number: number / 32)
steps_of_any_kind = st.one_of(
    st.builds(step, st.sampled_from((READY, REST, SWITCH)), lengths),
    st.builds(
        step,
        st.just(WORK),
        st.one_of(lengths, lengths, lengths, lengths, st.none()),
        st.sampled_from(PhaseName),
        ends_set=st.booleans(),
    ),
)
sessions = st.lists(steps_of_any_kind, min_size=1, max_size=25).map(tuple)


def timed_from(steps: tuple[Step, ...], first: int) -> float:
    """Return the seconds until the end, or until the first step that has none of its own."""
    whole = 0.0
    for one in steps[first:]:
        if one.lasts is None:
            break
        whole += one.lasts
    return whole


@given(steps=sessions)
def test_cues_are_sorted_apart_and_within_the_session(steps: tuple[Step, ...]) -> None:
    cues = place_cues(steps)
    assert all(later.at - earlier.at >= APART for earlier, later in pairwise(cues))
    assert all(0 <= cue.at <= timed_from(steps, 0) for cue in cues)


@given(steps=sessions, data=st.data())
def test_asking_later_gives_the_same_cues_earlier(
    steps: tuple[Step, ...], data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, len(steps) - 1), label="first")
    before = [number for number in range(first) if steps[number].lasts is None]
    begin = data.draw(st.integers(before[-1] + 1 if before else 0, first), label="begin")
    lasts = steps[first].lasts
    elapsed = 0.0 if lasts is None else data.draw(st.integers(0, int(lasts * 32)), label="t") / 32
    shift = sum(one.lasts or 0.0 for one in steps[begin:first]) + elapsed
    whole = place_cues(steps, begin)
    assert place_cues(steps, first, Seconds(elapsed)) == tuple(
        PlacedCue(at=Seconds(cue.at - shift), name=cue.name) for cue in whole if cue.at >= shift
    )


@given(steps=sessions)
def test_only_a_more_telling_cue_nearby_silences_one(steps: tuple[Step, ...]) -> None:
    heard_cues = place_cues(steps)
    begins = 0.0
    for number, one in enumerate(steps):
        if one.lasts is None:
            break
        if one.kind is WORK and (number == 0 or steps[number - 1].kind is not WORK):
            near = [cue for cue in heard_cues if abs(cue.at - begins) < APART]
            assert [cue.name for cue in near if RANKS.index(cue.name) <= RANKS.index(CueName.START)]
        begins += one.lasts
    else:
        assert heard_cues[-1] == PlacedCue(at=Seconds(begins), name=CueName.END)
