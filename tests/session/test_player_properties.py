from __future__ import annotations

from itertools import accumulate, pairwise
from typing import cast

import session_builders as build
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from kneecoach.model.decision import Plan
from kneecoach.model.record import Outcome
from kneecoach.model.units import Seconds
from kneecoach.session import player
from kneecoach.session.moves import elapsed, key_of
from kneecoach.session.outline import SetKey, outline, set_key
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

START = Seconds(4096)
gaps = st.integers(0, 40).map(lambda eighth: eighth / 8)
sleeps = st.integers(41, 80_000).map(lambda eighth: eighth / 8)


class Listener:
    """Keep what the player tells of a session, and check that it makes sense as it comes."""

    def __init__(self, steps: tuple[Step, ...]) -> None:
        self.steps = steps
        self.events: list[Event] = []
        self.sets: dict[SetKey, SetEnded] = {}

    def hear(self, before: State, events: tuple[Event, ...], now: Seconds) -> None:
        self.events += events
        for event in events:
            match event:
                case SetEnded():
                    self._hear_set(event)
                case StepStarted(index=index, step=step, at=at):
                    assert self.steps[index] == step
                    assert at <= now
                case SessionPaused() | SessionResumed() | SessionStopped() | SessionFinished():
                    pass
        moments = [event.at for event in events if isinstance(event, StepStarted)]
        assert moments == sorted(moments)
        assert SessionFinished() not in events[:-1]
        assert not (isinstance(before, Finished) and events)

    def _hear_set(self, event: SetEnded) -> None:
        known = self.sets.get(key_of(event))
        assert 0 <= event.complete <= 100
        assert event.outcome is not Outcome.DONE or event.complete == 100
        assert event.outcome is not Outcome.SKIPPED or event.complete < 100
        if known is not None:
            assert event.complete >= known.complete, "what was done is never taken back"
            assert event != known or event.outcome is Outcome.STOPPED, "nothing is told twice"
            if known.outcome is Outcome.STOPPED:
                assert event.outcome is Outcome.STOPPED, "pain is never forgotten"
        self.sets[key_of(event)] = event


class AnySession(RuleBasedStateMachine):
    """Press any key at any time of any session, and let the clock do what clocks do."""

    @initialize(plan=build.plans(), options=build.options)
    def begin(self, plan: Plan, options: TimelineOptions) -> None:
        self.steps = build_timeline(plan, options)
        self.now = START
        self.listener = Listener(self.steps)
        self.state: State = Paused(index=0, elapsed=Seconds(0), reason=PauseReason.ASKED)
        self.take(player.start(self.steps, self.now))

    def take(self, moved: player.Moved) -> None:
        before = self.state
        self.state, events = moved
        self.listener.hear(before, events, self.now)

    def press(self, name: str) -> None:
        self.take(getattr(player, name)(self.state, self.steps, self.now))

    @rule(gap=gaps)
    def time_goes_by(self, gap: float) -> None:
        self.now = Seconds(self.now + gap)
        self.press("tick")

    @rule(gap=gaps)
    def time_goes_by_unnoticed(self, gap: float) -> None:
        """Let the next command find a clock that has moved; added up it may be a sleep."""
        self.now = Seconds(self.now + gap)

    @rule(gap=sleeps)
    def computer_sleeps(self, gap: float) -> None:
        was, behind = self.state, elapsed(self.state)
        self.now = Seconds(self.now + gap)
        self.press("tick")
        if isinstance(was, Running | Waiting):
            assert isinstance(self.state, Paused)
            assert (self.state.index, self.state.elapsed) == (was.index, behind)
            assert self.state.reason is PauseReason.SLEPT

    @rule(gap=sleeps)
    def clock_goes_back(self, gap: float) -> None:
        self.press("tick")
        was, behind = self.state, elapsed(self.state)
        self.now = Seconds(self.now - gap)
        self.press("tick")
        assert type(self.state) is type(was)
        assert elapsed(self.state) == behind

    @rule(name=st.sampled_from(("pause", "resume", "resume", "skip", "back", "done")))
    def person_presses(self, name: str) -> None:
        self.press(name)

    @rule()
    def person_says_it_hurts(self) -> None:
        self.press("stop_for_pain")
        assert isinstance(self.state, Stopped | Finished)

    @precondition(lambda self: isinstance(self.state, Stopped))
    @rule(choice=st.sampled_from(PainChoice))
    def person_answers(self, choice: PainChoice) -> None:
        self.take(player.go_on_after_pain(self.state, self.steps, self.now, choice))
        assert not isinstance(self.state, Stopped | Paused)

    @rule()
    def person_skips_the_exercise(self) -> None:
        self.press("skip_exercise")

    @precondition(lambda self: len(self.listener.events) > 60)
    @rule()
    def person_ends(self) -> None:
        self.press("end")
        assert isinstance(self.state, Finished)

    @invariant()
    def the_place_is_in_the_session(self) -> None:
        if isinstance(self.state, Finished):
            return
        step = self.steps[self.state.index]
        assert elapsed(self.state) >= 0
        assert step.lasts is None or elapsed(self.state) < step.lasts
        if isinstance(self.state, Running | Waiting):
            assert isinstance(self.state, Waiting) is (step.lasts is None)

    @invariant()
    def the_state_knows_the_last_word_on_each_set(self) -> None:
        assert {key_of(event): event for event in self.state.ended} == self.listener.sets
        assert len(self.state.ended) == len(self.listener.sets)

    def teardown(self) -> None:
        """Do the rest of the session without pressing anything that is not needed to end it."""
        if not hasattr(self, "steps"):
            return
        was_over = isinstance(self.state, Finished)
        for _ in range(5 * int(sum(step.expected for step in self.steps) + 10)):
            match self.state:
                case Finished():
                    break
                case Paused():
                    self.press("resume")
                case Stopped():
                    self.take(
                        player.go_on_after_pain(self.state, self.steps, self.now, PainChoice.GO_ON)
                    )
                case Running() | Waiting():
                    self.time_goes_by(4.875)
                    self.press("done")
        assert isinstance(self.state, Finished), "every session ends"
        assert self.listener.events[-1] == SessionFinished()
        assert self.listener.events.count(SessionFinished()) == 1
        if not was_over:
            asked = {segment.key for segment in outline(self.steps)}
            assert asked == set(self.listener.sets), "every set has one last word"


TestAnySession = AnySession.TestCase
TestAnySession.settings = settings(stateful_step_count=40)


def timed_steps(plan: Plan, options: TimelineOptions) -> tuple[Step, ...]:
    """Return the steps of a session that needs nobody to press a key."""
    steps = build_timeline(plan, options)
    return tuple(step for step in steps if step.lasts is not None)


@given(
    plan=build.plans(),
    options=build.options,
    times=st.lists(
        st.tuples(st.sampled_from(("tick", "tick", "pause", "sleep", "back in time")), gaps),
        max_size=60,
    ),
)
def test_no_step_stretches_or_shrinks_however_late_the_ticks_and_long_the_pauses(
    plan: Plan, options: TimelineOptions, times: list[tuple[str, float]]
) -> None:
    steps = timed_steps(plan, options)
    now = START
    trained = 0.0  # seconds that count
    begins: list[float] = []
    state, events = player.start(steps, now)

    def hear(moved: player.Moved) -> State:
        state, events = moved
        started = (event for event in events if isinstance(event, StepStarted))
        begins.extend(trained - (now - event.at) for event in started)
        return state

    state = hear((state, events))
    for what, gap in (*times, *[("tick", 5.0)] * len(steps) * 6):
        if what in {"tick", "pause"}:
            now, trained = Seconds(now + gap), trained + gap
            state = hear(player.tick(state, steps, now))
        elif what == "back in time":
            now = Seconds(now - 100 - gap)
            state = hear(player.tick(state, steps, now))
        if what in {"pause", "sleep"}:
            if what == "pause":
                state = hear(player.pause(state, steps, now))
            now = Seconds(now + 3600 + gap)
            state = hear(player.tick(state, steps, now))
            state = hear(player.resume(state, steps, now))
    assert isinstance(state, Finished)
    assert begins == list(accumulate((step.expected for step in steps), initial=0.0))[:-1]


@given(plan=build.plans(), options=build.options, ticks=st.lists(gaps, max_size=200))
def test_ticks_of_any_size_tell_the_same_story(
    plan: Plan, options: TimelineOptions, ticks: list[float]
) -> None:
    steps = timed_steps(plan, options)

    def play(pauses: list[float]) -> list[Event]:
        now = START
        state, told = player.start(steps, now)
        for gap in pauses:
            now = Seconds(now + gap)
            state, events = player.tick(state, steps, now)
            told += events
        return list(told)

    whole = sum(ticks)
    even = [5.0] * int(whole // 5)
    assert play(ticks) == play([*even, whole - sum(even)])


@given(plan=build.plans(), options=build.options)
def test_a_session_left_alone_does_each_set_once_in_order(
    plan: Plan, options: TimelineOptions
) -> None:
    steps = build_timeline(plan, options)
    now = START
    state, told = player.start(steps, now)
    while not isinstance(state, Finished):
        now = Seconds(now + 5)
        state, events = player.tick(state, steps, now)
        state, more = player.done(state, steps, now)
        told += (*events, *more)
    ended = [event for event in told if isinstance(event, SetEnded)]
    assert [key_of(event) for event in ended] == [one.key for one in outline(steps)]
    assert {event.outcome for event in ended} <= {Outcome.DONE}
    started = [event.index for event in told if isinstance(event, StepStarted)]
    assert started == list(range(len(steps)))


@given(plan=build.plans(), options=build.options, skips=st.integers(0, 30))
def test_going_back_from_anywhere_leads_to_the_first_step(
    plan: Plan, options: TimelineOptions, skips: int
) -> None:
    steps = build_timeline(plan, options)
    state, _ = player.start(steps, START)
    for _ in range(skips):
        moved, _ = player.skip(state, steps, START)
        state = state if isinstance(moved, Finished) else moved
    places: list[int] = []
    while steps and not places[-1:] == places[-2:-1] != []:
        state, _ = player.back(state, steps, START)
        places.append(cast("Running | Waiting", state).index)
    assert not steps or places[-1] == 0
    assert all(later <= earlier for earlier, later in pairwise(places))
    assert all(index == 0 or set_key(steps[index - 1]) != set_key(steps[index]) for index in places)
    assert all(steps[index].kind is not StepKind.REST for index in places)
