"""A session under way: each set is kept when it ends, and nothing is lost when that fails."""

from __future__ import annotations

from dataclasses import replace

import pytest
from coach_builders import CALM, a_coach, begin
from fakes import FakeClock
from fakes_history import FakeHistoryStore

from kneecoach.coach.coach import Coach
from kneecoach.coach.easier import has_easier, is_easier_left, with_easier
from kneecoach.coach.hearing import hearing_of
from kneecoach.coach.live import LiveSession
from kneecoach.history.errors import HistoryError, Trouble
from kneecoach.model.errors import KneecoachError
from kneecoach.model.record import Outcome, SessionRecord
from kneecoach.model.talk import Talk
from kneecoach.model.units import Seconds
from kneecoach.session.player import PainChoice
from kneecoach.session.state import Finished, Paused, Running, Stopped
from kneecoach.session.step import (
    Event,
    PauseReason,
    SessionFinished,
    SessionPaused,
    SetEnded,
    Step,
    StepKind,
)
from kneecoach.session.timeline import TimelineOptions, build_timeline
from kneecoach.settings import Settings
from kneecoach.sound.cues import PlacedCue
from kneecoach.sound.output import SilentOutput
from kneecoach.sound.sounds import Phrase

FULL = HistoryError("The disk is full.", "Free some space.", Trouble.FULL)
BEAT = 0.5


class StandingOutput(SilentOutput):
    """Keep time by a device that stands still while the computer sleeps."""

    def __init__(self, clock: FakeClock) -> None:
        super().__init__(clock)
        self.slept = 0.0
        self.planned: tuple[PlacedCue, ...] = ()

    def now(self) -> Seconds:
        return Seconds(super().now() - self.slept)

    def play(self, cues: tuple[PlacedCue, ...], origin: Seconds) -> None:
        self.planned = cues

    def silence(self) -> None:
        self.planned = ()


class Sitting:
    """Hold what one session under way needs, and let its time pass."""

    def __init__(
        self,
        clock: FakeClock,
        store: FakeHistoryStore,
        coach: Coach,
        record: SessionRecord,
        options: TimelineOptions | None = None,
    ) -> None:
        self.clock, self.store, self.coach = clock, store, coach
        self.output = StandingOutput(clock)
        self.options = options or TimelineOptions()
        self.plan = coach.plan_of(record)
        self.live = LiveSession(
            coach=coach,
            record=record,
            steps=build_timeline(self.plan, self.options),
            output=self.output,
            clock=clock,
        )

    def easier(self, position: int) -> tuple[Step, ...]:
        return build_timeline(with_easier(self.plan, position), self.options)

    def let_pass(self, seconds: float) -> tuple[Event, ...]:
        events: list[Event] = []
        for _ in range(int(seconds / BEAT)):
            self.clock.advance(BEAT)
            events += self.live.tick()
        return tuple(events)

    def until_sets(self, number: int) -> None:
        while len(self.live.record.sets) < number:
            self.let_pass(BEAT)

    def kept(self) -> int:
        return len(self.store.read(self.coach.person.id).sessions[-1].sets)


@pytest.fixture
def store() -> FakeHistoryStore:
    return FakeHistoryStore()


@pytest.fixture
def sitting(clock: FakeClock, store: FakeHistoryStore) -> Sitting:
    coach = a_coach(clock, store)
    return Sitting(clock, store, coach, begin(coach))


def test_every_set_is_kept_when_it_ends_and_the_session_finishes(sitting: Sitting) -> None:
    live = sitting.live
    live.begin()
    asked = sum(one.dose.sets for one in live.record.exercises)
    ended = 0
    while not isinstance(live.state, Finished):
        ended += sum(isinstance(event, SetEnded) for event in sitting.let_pass(BEAT))
        assert sitting.kept() == ended
    assert ended == asked
    assert live.step is None
    assert sitting.coach.history.sessions[-1].sets == live.record.sets
    finished = sitting.coach.finish(live.record, CALM)
    assert all(one.outcome is Outcome.DONE for one in finished.sets)


def test_a_set_that_cannot_be_kept_is_said_and_tried_again(sitting: Sitting) -> None:
    live, store = sitting.live, sitting.store
    live.begin()
    sitting.until_sets(1)
    store.trouble = FULL
    sitting.until_sets(3)
    assert live.trouble is FULL
    assert "disk is full" in live.note
    assert sitting.kept() == 1
    with pytest.raises(KneecoachError):
        live.save()
    store.trouble = None
    sitting.until_sets(4)
    assert live.trouble is None
    assert not live.note
    assert sitting.kept() == 4
    assert sitting.coach.history == store.read(sitting.coach.person.id)


def test_a_session_pauses_itself_when_the_computer_slept_and_the_sound_with_it(
    sitting: Sitting,
) -> None:
    live = sitting.live
    live.begin()
    sitting.let_pass(20)
    moment = live.moment()
    sitting.clock.advance(600)
    sitting.output.slept += 600
    events = live.tick()
    assert SessionPaused(reason=PauseReason.SLEPT) in events
    assert isinstance(live.state, Paused)
    assert live.moment() == moment
    assert sitting.output.planned == ()
    live.resume()
    assert isinstance(live.state, Running)
    assert not any(isinstance(event, SessionPaused) for event in sitting.let_pass(10))


def test_a_session_pauses_itself_when_the_clock_of_a_silent_one_jumped(sitting: Sitting) -> None:
    live = sitting.live
    live.begin()
    sitting.let_pass(20)
    sitting.clock.advance(600)
    assert SessionPaused(reason=PauseReason.SLEPT) in live.tick()
    assert sitting.live.paused_times == 1


def test_setting_the_clock_of_the_day_does_not_move_a_session(sitting: Sitting) -> None:
    sitting.live.begin()
    sitting.let_pass(20)
    index = sitting.live.moment().index
    sitting.clock.set(sitting.clock.now().replace(year=2031))
    assert sitting.live.tick() == ()
    assert sitting.live.moment().index == index


def test_pausing_silences_the_cues_and_going_on_plans_them_again(sitting: Sitting) -> None:
    live = sitting.live
    live.begin()
    sitting.let_pass(30)
    live.pause()
    assert sitting.output.planned == ()
    before = live.moment()
    sitting.let_pass(120)
    assert live.moment() == before
    live.resume()
    assert sitting.output.planned
    assert live.paused_times == 1


def test_what_hurts_ends_its_set_and_the_exercise_can_be_left(sitting: Sitting) -> None:
    live = sitting.live
    live.begin()
    sitting.let_pass(30)
    events = live.stop_for_pain()
    assert [event.outcome for event in events if isinstance(event, SetEnded)] == [Outcome.STOPPED]
    assert isinstance(live.state, Stopped)
    assert sitting.kept() == 1
    live.go_on_after_pain(PainChoice.SKIP_EXERCISE)
    assert live.step is not None
    assert live.step.position == 1


def test_an_easier_version_goes_on_with_the_sets_that_are_left(
    clock: FakeClock, store: FakeHistoryStore
) -> None:
    coach = a_coach(clock, store)
    record = _at_a_higher_level(coach, begin(coach))
    sitting = Sitting(clock, store, coach, record)
    squat = next(
        place for place, one in enumerate(sitting.plan.exercises) if one.exercise.id == "squat"
    )
    assert has_easier(sitting.plan, squat)
    live = sitting.live
    live.begin()
    while live.step is None or live.step.position < squat or live.step.kind is not StepKind.WORK:
        sitting.let_pass(BEAT)
    live.stop_for_pain()
    assert is_easier_left(sitting.plan, live.state, sitting.options)
    before = len(live.record.sets)
    live.go_on_after_pain(PainChoice.EASIER, sitting.easier(squat))
    assert live.step is not None
    assert (live.step.position, live.step.level, live.step.kind) == (squat, 1, StepKind.REST)
    while not isinstance(live.state, Finished):
        sitting.let_pass(BEAT)
    assert [one.set_number for one in live.record.sets[before:]] == [2]
    last = Stopped(index=0, elapsed=Seconds(0), position=squat, ended=live.state.ended)
    assert has_easier(sitting.plan, squat)
    assert not is_easier_left(sitting.plan, last, sitting.options)
    assert not is_easier_left(sitting.plan, replace(last, position=0), sitting.options)


def test_there_is_no_easier_version_below_the_first_level(sitting: Sitting) -> None:
    assert not any(
        has_easier(sitting.plan, position) for position in range(len(sitting.plan.exercises))
    )
    assert with_easier(sitting.plan, 0) == sitting.plan


def test_a_session_that_was_cut_off_goes_on_after_its_last_set(
    sitting: Sitting, clock: FakeClock, store: FakeHistoryStore
) -> None:
    sitting.live.begin()
    sitting.until_sets(3)
    coach = a_coach(clock, store)
    record = coach.open_session()
    assert record is not None
    again = Sitting(clock, store, coach, record)
    again.live.begin()
    while not isinstance(again.live.state, Finished):
        again.let_pass(5)
    places = [(one.position, one.side, one.set_number) for one in again.live.record.sets]
    assert len(places) == len(set(places)) == sum(one.dose.sets for one in record.exercises)
    assert again.live.record.sets[:3] == record.sets


def test_a_session_with_every_set_done_is_over_at_once(
    sitting: Sitting, clock: FakeClock, store: FakeHistoryStore
) -> None:
    sitting.live.begin()
    while not isinstance(sitting.live.state, Finished):
        sitting.let_pass(5)
    coach = a_coach(clock, store)
    record = coach.open_session()
    assert record is not None
    assert Sitting(clock, store, coach, record).live.begin() == (SessionFinished(),)


def test_a_set_at_ones_own_pace_ends_when_its_owner_says_so(
    clock: FakeClock, store: FakeHistoryStore
) -> None:
    coach = a_coach(clock, store)
    options = TimelineOptions(self_paced=frozenset({"clam"}))
    sitting = Sitting(clock, store, coach, begin(coach), options)
    live = sitting.live
    live.begin()
    while live.step is None or live.step.exercise_id != "clam" or live.step.lasts is not None:
        sitting.let_pass(BEAT)
    sets = sitting.kept()
    sitting.let_pass(300)
    assert sitting.kept() == sets
    live.set_is_done()
    assert sitting.kept() == sets + 1


def test_going_back_and_ending_early(sitting: Sitting) -> None:
    live = sitting.live
    live.begin()
    sitting.until_sets(2)
    live.back()
    assert len(live.record.sets) == 2
    live.end()
    assert isinstance(live.state, Finished)
    assert sitting.kept() == len(live.record.sets)


def _at_a_higher_level(coach: Coach, record: SessionRecord) -> SessionRecord:
    """Return the session as if its squat had been at level 2, which has the same sides."""
    squat = coach.catalogue.exercise("squat")
    assert squat is not None
    dose = replace(squat.level(2).dose, sets=2)
    return replace(
        record,
        exercises=tuple(
            replace(one, level=2, dose=dose) if one.exercise_id == "squat" else one
            for one in record.exercises
        ),
    )


def test_saying_more_or_less_takes_effect_at_once_and_moves_nothing(sitting: Sitting) -> None:
    live = sitting.live
    live.begin()
    sitting.let_pass(3)
    before = live.moment()
    tones = len(sitting.output.planned)
    live.change_hearing(hearing_of(Settings(talk=Talk.FULL)))
    assert live.moment() == before
    assert any(isinstance(one.name, Phrase) for one in sitting.output.planned)
    assert len(sitting.output.planned) > tones
    live.change_hearing(hearing_of(Settings(talk=Talk.SILENT)))
    assert sitting.output.planned == ()


def test_what_is_said_changes_silently_while_the_session_stands_still(sitting: Sitting) -> None:
    live = sitting.live
    live.begin()
    sitting.let_pass(3)
    live.pause()
    live.change_hearing(hearing_of(Settings(talk=Talk.FULL)))
    assert sitting.output.planned == ()
    live.resume()
    assert any(isinstance(one.name, Phrase) for one in sitting.output.planned)
