from __future__ import annotations

import pytest
import session_builders as build

from kneecoach.model.dose import Side, Sides
from kneecoach.model.record import Outcome
from kneecoach.model.units import Percent, Seconds
from kneecoach.session import player
from kneecoach.session.moves import elapsed
from kneecoach.session.player import PainChoice
from kneecoach.session.state import Finished, Paused, Running, State, Stopped, Waiting
from kneecoach.session.step import (
    Event,
    PauseReason,
    SessionFinished,
    SessionPaused,
    SessionResumed,
    SessionStopped,
    SetEnded,
    Step,
    StepKind,
    StepStarted,
)
from kneecoach.session.timeline import TimelineOptions, build_timeline

OPTIONS = TimelineOptions()
NOW = Seconds(1000)

# Two sets of two repetitions of 1 + 2 + 3 s: ready 0-10, work 10-22, rest 22-52, work 52-64.
SQUAT = build.dose()
SQUATS = build_timeline(build.plan(build.planned(SQUAT)), OPTIONS)
REST = 7


class Player:
    """Play a session by hand: let time go by, press keys, keep what was said."""

    def __init__(self, steps: tuple[Step, ...] = SQUATS, first: int = 0) -> None:
        self.steps = steps
        self.now = NOW
        self.state: State = Finished()
        self.events: list[Event] = []
        self._take(player.start(steps, self.now, first))

    def _take(self, moved: player.Moved) -> tuple[Event, ...]:
        self.state, events = moved
        self.events += events
        return events

    def wait(self, seconds: float) -> tuple[Event, ...]:
        """Let time go by in ticks of at most a second."""
        told: tuple[Event, ...] = ()
        until = self.now + seconds
        while self.now < until:
            self.now = Seconds(min(until, self.now + 1))
            told += self._take(player.tick(self.state, self.steps, self.now))
        return told

    def jump(self, seconds: float) -> tuple[Event, ...]:
        """Let the clock jump, and tick once."""
        self.now = Seconds(self.now + seconds)
        return self._take(player.tick(self.state, self.steps, self.now))

    def press(self, name: str, *how: object) -> tuple[Event, ...]:
        """Give a command."""
        command = getattr(player, name)
        return self._take(command(self.state, self.steps, self.now, *how))

    @property
    def index(self) -> int:
        assert not isinstance(self.state, Finished)
        return self.state.index

    @property
    def sets(self) -> list[tuple[int, Outcome, int]]:
        """Return the sets that were told of: number, how it ended, share."""
        return [
            (event.set_number, event.outcome, event.complete)
            for event in self.events
            if isinstance(event, SetEnded)
        ]


def kinds(events: tuple[Event, ...]) -> list[type[Event]]:
    return [type(event) for event in events]


def own_pace(**how: object) -> tuple[Step, ...]:
    options = TimelineOptions(self_paced=frozenset(("squat",)))
    return build_timeline(build.plan(build.planned(build.dose(build.reps(5)), **how)), options)


# Time


def test_session_runs_to_its_end_by_itself() -> None:
    play = Player()
    play.wait(63)
    assert isinstance(play.state, Running)
    play.wait(1)
    assert isinstance(play.state, Finished)
    assert play.events[-1] == SessionFinished()
    assert play.sets == [(1, Outcome.DONE, 100), (2, Outcome.DONE, 100)]
    assert [event.index for event in play.events if isinstance(event, StepStarted)] == list(
        range(len(SQUATS))
    )


def test_late_tick_does_not_stretch_a_step() -> None:
    play = Player()
    play.wait(9)
    events = play.jump(4.5)
    assert events == (
        StepStarted(index=1, step=SQUATS[1], at=Seconds(1010)),
        StepStarted(index=2, step=SQUATS[2], at=Seconds(1011)),
        StepStarted(index=3, step=SQUATS[3], at=Seconds(1013)),
    )
    assert elapsed(play.state) == 0.5


def test_set_ends_before_the_next_step_begins() -> None:
    play = Player()
    play.wait(21)
    assert kinds(play.wait(1)) == [SetEnded, StepStarted]


def test_sleep_pauses_where_the_last_tick_was() -> None:
    play = Player()
    play.wait(9)
    assert play.jump(3600) == (SessionPaused(reason=PauseReason.SLEPT),)
    assert play.state == Paused(index=0, elapsed=Seconds(9), reason=PauseReason.SLEPT)
    play.press("resume")
    assert play.wait(0.5) == ()
    assert play.wait(0.5) == (StepStarted(index=1, step=SQUATS[1], at=Seconds(4610)),)


def test_gap_of_five_seconds_is_not_yet_sleep() -> None:
    play = Player()
    assert play.jump(5) == ()
    assert isinstance(play.state, Running)
    assert kinds(play.jump(5.01)) == [SessionPaused]


def test_clock_that_goes_back_does_not_take_the_session_back() -> None:
    play = Player()
    play.wait(4)
    assert play.jump(-900) == ()
    assert elapsed(play.state) == 4
    assert play.wait(6) == (StepStarted(index=1, step=SQUATS[1], at=Seconds(110)),)


def test_session_without_steps_is_over_at_once() -> None:
    assert player.start((), NOW) == (Finished(), (SessionFinished(),))


@pytest.mark.parametrize("first", [-1, len(SQUATS) + 1])
def test_start_refuses_a_step_that_is_not_there(first: int) -> None:
    with pytest.raises(ValueError, match="the session has steps 0 to 13"):
        player.start(SQUATS, NOW, first)


def test_time_changes_nothing_while_nothing_runs() -> None:
    play = Player()
    for name in ("pause", "stop_for_pain", "end"):
        play.press(name)
        before = play.state
        assert play.jump(100) == ()
        assert play.state == before


# Pause


def test_pause_keeps_the_place_and_resume_goes_on_from_there() -> None:
    play = Player()
    play.wait(4.5)
    assert play.press("pause") == (SessionPaused(reason=PauseReason.ASKED),)
    play.jump(60)
    assert play.press("resume") == (
        SessionResumed(index=0, elapsed=Seconds(4.5), at=Seconds(1064.5)),
    )
    assert play.wait(5.5) == (StepStarted(index=1, step=SQUATS[1], at=Seconds(1070)),)


def test_pause_first_catches_up_with_the_clock() -> None:
    play = Player()
    play.wait(9)
    play.now = Seconds(play.now + 1.5)
    assert kinds(play.press("pause")) == [StepStarted, SessionPaused]
    assert play.state == Paused(index=1, elapsed=Seconds(0.5), reason=PauseReason.ASKED)


def test_pause_can_say_that_the_computer_slept() -> None:
    play = Player()
    assert play.press("pause", PauseReason.SLEPT) == (SessionPaused(reason=PauseReason.SLEPT),)


def test_pausing_twice_and_resuming_what_runs_do_nothing() -> None:
    play = Player()
    assert play.press("resume") == ()
    play.press("pause")
    assert play.press("pause") == ()
    assert play.index == 0


def test_command_after_sleep_acts_on_the_paused_session() -> None:
    play = Player()
    play.wait(12)
    play.now = Seconds(play.now + 600)
    events = play.press("skip")
    assert kinds(events) == [SessionPaused, SetEnded, SessionPaused]
    assert play.state == Paused(
        index=REST, elapsed=Seconds(0), reason=PauseReason.SLEPT, ended=(events[1],)
    )


# Skip


def test_skip_leads_from_part_to_part() -> None:
    play = Player()
    visited = []
    while not isinstance(play.state, Finished):
        visited.append(play.index)
        play.press("skip")
    assert visited == [0, 1, REST, REST + 1]
    assert play.sets == [(1, Outcome.SKIPPED, 0), (2, Outcome.SKIPPED, 0)]
    assert play.events[-1] == SessionFinished()


def test_skip_in_work_counts_the_finished_repetitions() -> None:
    play = Player()
    play.wait(10 + 6 + 5)
    assert play.press("skip") == (
        SetEnded(
            position=0,
            exercise_id="squat",
            set_side=None,
            set_number=1,
            outcome=Outcome.SKIPPED,
            complete=Percent(50),
        ),
        StepStarted(index=REST, step=SQUATS[REST], at=Seconds(1021)),
    )


def test_skip_in_a_pause_stays_paused() -> None:
    play = Player()
    play.press("pause")
    assert play.press("skip") == (SessionPaused(reason=PauseReason.ASKED),)
    assert play.state == Paused(index=1, elapsed=Seconds(0), reason=PauseReason.ASKED)


def test_skip_past_the_end_finishes_even_from_a_pause() -> None:
    play = Player(first=REST + 1)
    play.press("pause")
    assert kinds(play.press("skip")) == [SetEnded, SessionFinished]


# Shares


def share_after(seconds: float, steps: tuple[Step, ...]) -> int:
    play = Player(steps)
    play.wait(10 + seconds)
    play.press("skip")
    return play.sets[-1][2]


def test_timed_share_follows_the_time_rounded_down() -> None:
    steps = build_timeline(build.plan(build.planned(build.dose(build.timed(30)))), OPTIONS)
    assert [share_after(seconds, steps) for seconds in (0, 1, 20, 29.99)] == [0, 3, 66, 99]


def test_interval_share_follows_the_time() -> None:
    steps = build_timeline(build.plan(build.planned(build.dose(build.run_and_walk(2)))), OPTIONS)
    assert [share_after(seconds, steps) for seconds in (30, 60, 150, 225)] == [10, 20, 50, 75]


def test_repetitions_of_legs_that_take_turns_count_each() -> None:
    asked = build.dose(build.reps(2), sides=Sides.ALTERNATE)
    steps = build_timeline(build.plan(build.planned(asked)), OPTIONS)
    assert [share_after(seconds, steps) for seconds in (5, 6, 12, 18)] == [0, 25, 50, 75]


def test_share_in_a_later_set_does_not_count_the_earlier() -> None:
    play = Player()
    play.wait(52 + 6)
    play.press("skip")
    assert play.sets == [(1, Outcome.DONE, 100), (2, Outcome.SKIPPED, 50)]


def test_share_at_ones_own_pace_is_estimated_and_never_whole() -> None:
    steps = own_pace()  # five repetitions of six seconds
    assert [share_after(seconds, steps) for seconds in (0, 6, 14, 300)] == [0, 20, 40, 80]


# Own pace


def test_set_at_ones_own_pace_waits_until_it_is_done() -> None:
    play = Player(own_pace())
    assert kinds(play.wait(10)) == [StepStarted]
    assert isinstance(play.state, Waiting)
    assert play.wait(120) == ()
    events = play.press("done")
    assert kinds(events) == [SetEnded, StepStarted]
    assert play.sets == [(1, Outcome.DONE, 100)]
    assert isinstance(play.state, Running)
    play.wait(30)
    play.press("done")
    assert isinstance(play.state, Finished)


def test_done_applies_to_work_at_ones_own_pace_alone() -> None:
    play = Player()
    assert play.press("done") == ()
    assert isinstance(play.state, Running)


def test_own_pace_survives_a_pause_sleep_and_a_clock_that_goes_back() -> None:
    play = Player(own_pace(), first=1)
    assert isinstance(play.state, Waiting)
    play.wait(4)
    play.press("pause")
    play.jump(100)
    play.press("resume")
    play.jump(-50)
    assert isinstance(play.state, Waiting)
    assert elapsed(play.state) == 4
    assert kinds(play.jump(6)) == [SessionPaused]
    assert elapsed(play.state) == 4


# Back


def test_back_goes_to_the_start_of_the_set_with_its_getting_ready() -> None:
    play = Player()
    play.wait(15)
    assert play.press("back") == (StepStarted(index=0, step=SQUATS[0], at=Seconds(1015)),)
    assert play.sets == []


def test_back_in_a_rest_repeats_the_set_just_done() -> None:
    play = Player()
    play.wait(23)
    play.press("back")
    assert play.index == 0


def test_back_early_in_a_set_goes_to_the_set_before() -> None:
    play = Player()
    play.wait(52 + 3)
    play.press("back")
    assert play.index == 0
    play.press("back")
    assert play.index == 0


def test_back_later_in_a_set_stays_with_it() -> None:
    play = Player()
    play.wait(52 + 3.5)
    play.press("back")
    assert play.index == REST + 1


def test_back_in_a_pause_stays_paused() -> None:
    play = Player()
    play.wait(15)
    play.press("pause")
    play.press("back")
    assert play.state == Paused(index=0, elapsed=Seconds(0), reason=PauseReason.ASKED)


def test_set_done_again_is_not_told_of_again() -> None:
    play = Player()
    play.wait(23)
    play.press("back")
    play.wait(25)
    assert play.index == REST
    assert play.sets == [(1, Outcome.DONE, 100)]


def test_set_skipped_by_mistake_can_be_done_after_all() -> None:
    play = Player()
    play.wait(18)
    play.press("skip")
    play.press("back")
    play.wait(22)
    assert play.sets == [(1, Outcome.SKIPPED, 50), (1, Outcome.DONE, 100)]
    assert isinstance(play.state, Running)
    assert [event.complete for event in play.state.ended] == [100]


def test_set_done_again_and_left_keeps_what_was_done() -> None:
    play = Player()
    play.wait(23)
    play.press("back")
    play.wait(11)
    play.press("skip")
    assert play.sets == [(1, Outcome.DONE, 100)]


def test_pain_in_a_set_done_again_is_told_of_and_stays() -> None:
    play = Player()
    play.wait(23)
    play.press("back")
    play.wait(11)
    play.press("stop_for_pain")
    assert play.sets == [(1, Outcome.DONE, 100), (1, Outcome.STOPPED, 100)]


def test_set_stopped_for_pain_stays_known_as_such_when_done_again() -> None:
    play = Player()
    play.wait(11)
    play.press("stop_for_pain")
    play.press("go_on_after_pain", PainChoice.GO_ON)
    play.press("back")
    play.wait(22)
    assert play.sets == [(1, Outcome.STOPPED, 0), (1, Outcome.STOPPED, 100)]


# Pain


def test_pain_stops_the_set_at_once_with_its_share() -> None:
    play = Player()
    play.wait(16.5)
    events = play.press("stop_for_pain")
    assert kinds(events) == [SetEnded, SessionStopped]
    assert play.sets == [(1, Outcome.STOPPED, 50)]
    assert isinstance(play.state, Stopped)
    assert (play.state.index, play.state.elapsed, play.state.position) == (4, 0.5, 0)


def test_pain_in_a_rest_ends_no_set() -> None:
    play = Player()
    play.wait(30)
    assert play.press("stop_for_pain") == (SessionStopped(index=REST),)


def test_pain_in_a_pause_stops_too() -> None:
    play = Player()
    play.wait(17)
    play.press("pause")
    assert kinds(play.press("stop_for_pain")) == [SetEnded, SessionStopped]


def test_only_an_answer_leads_on_after_pain() -> None:
    play = Player()
    play.press("stop_for_pain")
    stopped = play.state
    for name in ("pause", "resume", "skip", "back", "done", "stop_for_pain"):
        assert play.press(name) == ()
        assert play.state == stopped


def test_going_on_after_pain_leads_to_what_follows_the_set() -> None:
    play = Player()
    play.wait(17)
    play.press("stop_for_pain")
    play.jump(90)
    events = play.press("go_on_after_pain", PainChoice.GO_ON)
    assert events == (StepStarted(index=REST, step=SQUATS[REST], at=Seconds(1107)),)


def test_going_on_after_pain_in_a_rest_begins_the_rest_again() -> None:
    play = Player()
    play.wait(40)
    play.press("stop_for_pain")
    play.press("go_on_after_pain", PainChoice.GO_ON)
    assert (play.index, elapsed(play.state)) == (REST, 0)


def test_going_on_after_pain_in_the_last_set_finishes() -> None:
    play = Player(first=REST + 1)
    play.press("stop_for_pain")
    assert play.press("go_on_after_pain", PainChoice.GO_ON) == (SessionFinished(),)


def test_easier_version_goes_on_with_the_first_set_that_has_not_ended() -> None:
    clam = build.planned(build.dose(sets=3, sides=Sides.EACH), build.exercise("clam"))
    steps = build_timeline(build.plan(clam, build.planned()), OPTIONS)
    play = Player(steps)
    play.wait(23)
    play.press("stop_for_pain")
    easier = build.planned(
        build.dose(build.reps(1), sets=2, sides=Sides.EACH), build.exercise("clam")
    )
    play.steps = build_timeline(build.plan(easier, build.planned()), OPTIONS)
    play.press("go_on_after_pain", PainChoice.EASIER)
    step = play.steps[play.index]
    assert (step.kind, step.set_side, step.set_number) == (StepKind.SWITCH, Side.RIGHT, 1)


def test_easier_version_of_a_last_set_goes_on_with_the_next_exercise() -> None:
    play = Player(TWO_EXERCISES)
    play.wait(52)
    play.press("stop_for_pain")
    easier = build.planned(build.dose(build.reps(1)))
    play.steps = build_timeline(build.plan(easier, LUNGE), OPTIONS)
    play.press("go_on_after_pain", PainChoice.EASIER)
    assert play.steps[play.index].exercise_id == "lunge"


def test_easier_version_never_goes_back_to_an_exercise_that_was_left() -> None:
    play = Player(TWO_EXERCISES, first=SECOND_EXERCISE)
    play.wait(12)
    play.press("stop_for_pain")
    play.press("go_on_after_pain", PainChoice.EASIER)
    step = play.steps[play.index]
    assert (step.exercise_id, step.kind, step.set_number) == ("lunge", StepKind.REST, 1)


LUNGE = build.planned(one=build.exercise("lunge"))
TWO_EXERCISES = build_timeline(build.plan(build.planned(), LUNGE), OPTIONS)
SECOND_EXERCISE = next(index for index, step in enumerate(TWO_EXERCISES) if step.position == 1)


def test_skipping_the_exercise_after_pain_leaves_its_other_sets() -> None:
    play = Player(TWO_EXERCISES)
    play.wait(17)
    play.press("stop_for_pain")
    events = play.press("go_on_after_pain", PainChoice.SKIP_EXERCISE)
    assert kinds(events) == [SetEnded, StepStarted]
    assert play.sets == [(1, Outcome.STOPPED, 50), (2, Outcome.SKIPPED, 0)]
    assert play.index == SECOND_EXERCISE


def test_ending_after_pain_ends_the_session() -> None:
    play = Player(TWO_EXERCISES)
    play.wait(17)
    play.press("stop_for_pain")
    assert play.press("go_on_after_pain", PainChoice.END) == (SessionFinished(),)
    assert play.sets == [(1, Outcome.STOPPED, 50)]


@pytest.mark.parametrize("choice", PainChoice)
def test_answer_without_a_question_does_nothing(choice: PainChoice) -> None:
    play = Player()
    before = play.state
    assert play.press("go_on_after_pain", choice) == ()
    assert play.state == before


# Leaving


def test_skipping_an_exercise_while_getting_ready_leaves_all_its_sets() -> None:
    play = Player(TWO_EXERCISES)
    play.press("skip_exercise")
    assert play.sets == [(1, Outcome.SKIPPED, 0), (2, Outcome.SKIPPED, 0)]
    assert play.index == SECOND_EXERCISE


def test_skipping_an_exercise_in_work_keeps_its_share() -> None:
    play = Player(TWO_EXERCISES)
    play.wait(17)
    play.press("skip_exercise")
    assert play.sets == [(1, Outcome.SKIPPED, 50), (2, Outcome.SKIPPED, 0)]


def test_skipping_an_exercise_in_a_rest_leaves_what_is_to_come() -> None:
    play = Player(TWO_EXERCISES)
    play.wait(30)
    play.press("pause")
    play.press("skip_exercise")
    assert play.sets == [(1, Outcome.DONE, 100), (2, Outcome.SKIPPED, 0)]
    assert isinstance(play.state, Paused)


def test_skipping_the_last_exercise_finishes() -> None:
    play = Player(TWO_EXERCISES, first=SECOND_EXERCISE)
    assert play.press("skip_exercise")[-1] == SessionFinished()
    assert play.press("skip_exercise") == ()


def test_ending_early_tells_of_the_set_under_way_alone() -> None:
    play = Player()
    play.wait(17)
    assert kinds(play.press("end")) == [SetEnded, SessionFinished]
    assert play.sets == [(1, Outcome.SKIPPED, 50)]
    assert play.press("end") == ()


def test_ending_in_a_rest_ends_no_set() -> None:
    play = Player()
    play.wait(30)
    assert play.press("end") == (SessionFinished(),)


def test_session_can_go_on_at_any_step_of_other_steps() -> None:
    play = Player()
    play.wait(23)
    play.press("pause")
    play.steps = TWO_EXERCISES
    play.press("continue_at", SECOND_EXERCISE)
    assert isinstance(play.state, Running)
    assert play.index == SECOND_EXERCISE
    assert [event.set_number for event in play.state.ended] == [1]


def test_resumed_session_keeps_the_last_word_on_each_set() -> None:
    play = Player()
    play.wait(18)
    play.press("skip")
    play.press("back")
    play.wait(22)
    told = tuple(event for event in play.events if isinstance(event, SetEnded))
    state, _ = player.start(SQUATS, NOW, REST, told)
    assert isinstance(state, Running)
    assert state.ended == told[-1:]


def test_elapsed_is_nothing_when_the_session_is_over() -> None:
    assert elapsed(Finished()) == 0
