"""Measure how long a session takes to build, and a tick of the player.

The baselines are measured in turn with them, so that a machine whose speed drifts does not change
the ratio: for the timeline, making as many steps that are all the same; for the tick, making the
state that it returns. Targets: the timeline of a 60-minute programme in 5 ms, a tick in 50 µs.

    python benchmarks/session.py [RUNS]
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from statistics import median
from time import perf_counter

from kneecoach.model.decision import (
    Action,
    Decision,
    Plan,
    PlannedExercise,
    Prescription,
    Standing,
)
from kneecoach.model.dose import Dose, Phase, PhaseName, Repetitions, Side, Sides, Timed, Work
from kneecoach.model.exercise import Cue, Exercise, Kind, Level, Position
from kneecoach.model.programme import Programme, ProgrammeItem
from kneecoach.model.units import Seconds
from kneecoach.session import player
from kneecoach.session.outline import expected_seconds, remaining
from kneecoach.session.state import Running
from kneecoach.session.step import Step
from kneecoach.session.timeline import TimelineOptions, build_timeline
from kneecoach.sound.cues import place_cues

TIMELINE_MS = 5.0
TICK_US = 50.0
TICKS = 2000


def _reps(count: int, **tempo: float) -> Repetitions:
    phases = (Phase(name=PhaseName(name), lasts=Seconds(s)) for name, s in tempo.items())
    return Repetitions(reps=count, tempo=tuple(phases))


def _hold(lasts: float) -> Timed:
    return Timed(phase=Phase(name=PhaseName.HOLD, lasts=Seconds(lasts)))


# An hour of what a person with a sore knee does: most of it by repetition, phase by phase.
WORK: tuple[tuple[str, Sides, int, Work, int], ...] = (
    ("warm_up", Sides.BOTH, 1, _hold(300), 0),
    ("clam", Sides.EACH, 3, _reps(12, open=1, hold=2, close=2), 30),
    ("bridge", Sides.BOTH, 3, _reps(10, **{"raise": 1}, hold=5, lower=2), 45),
    ("single_leg_knee_dip", Sides.EACH, 3, _reps(8, lower=3, hold=1, **{"raise": 1}), 60),
    ("seated_kick", Sides.EACH, 3, _reps(10, straighten=1, hold=5, lower=3), 45),
    ("squat", Sides.BOTH, 3, _reps(10, lower=3, **{"raise": 1}), 60),
    ("side_lying_hip_abduction", Sides.EACH, 3, _reps(10, **{"raise": 1}, hold=2, lower=2), 45),
    ("wall_sit", Sides.BOTH, 5, _hold(20), 45),
    ("heel_raise", Sides.BOTH, 3, _reps(12, **{"raise": 1}, hold=1, lower=3), 45),
)


def _planned(name: str, sides: Sides, sets: int, work: Work, rest: int) -> PlannedExercise:
    dose = Dose(sets=sets, work=work, rest=Seconds(rest), sides=sides)
    exercise = Exercise(
        id=name,
        name=name,
        kind=Kind.STRENGTH,
        position=Position.STANDING,
        why="",
        areas=(),
        ladder=(Level(dose=dose),),
        cues=(Cue(say="Slowly."), Cue(say="Breathe."), Cue(say="Down.", phase=PhaseName.LOWER)),
    )
    decision = Decision(action=Action.HOLD, rule="H4", reason="")
    return PlannedExercise(
        exercise=exercise,
        prescriptions=tuple(
            Prescription(
                side=side,
                level=1,
                level_before=1,
                dose=dose,
                decision=decision,
                standing=Standing.READY,
            )
            for side in (tuple(Side) if sides is Sides.EACH else (None,))
        ),
    )


def _plan() -> Plan:
    programme = Programme(
        id="hour",
        name="An hour",
        why="",
        days_a_week=3,
        days_a_week_cap=3,
        items=tuple(ProgrammeItem(exercise_id=name) for name, *_ in WORK),
    )
    day = date(2026, 3, 2)
    exercises = tuple(_planned(*line) for line in WORK)
    return Plan(day=day, programme=programme, exercises=exercises, is_due=True, next_due=day)


def _time(task: Callable[[], object]) -> float:
    began = perf_counter()
    task()
    return perf_counter() - began


def main() -> int:
    runs = max(5, int(sys.argv[1])) if len(sys.argv) > 1 else 25
    plan, options = _plan(), TimelineOptions()
    steps = build_timeline(plan, options)
    values = {field.name: getattr(steps[1], field.name) for field in fields(Step)}
    state, _ = player.start(steps, Seconds(0.0))

    def make_steps() -> None:
        tuple(Step(**values) for _ in steps)

    def play() -> None:
        now, current = 0.0, state
        for _ in range(TICKS):
            now += 0.033
            current, _events = player.tick(current, steps, Seconds(now))

    def make_states() -> None:
        for number in range(TICKS):
            Running(index=0, began=Seconds(0.0), last_tick=Seconds(number))

    tasks: dict[str, Callable[[], object]] = {
        "timeline": lambda: build_timeline(plan, options),
        "steps": make_steps,
        "play": play,
        "states": make_states,
        "cues": lambda: place_cues(steps),
        "remaining": lambda: remaining(steps, 0, Seconds(1.0)),
    }
    times: dict[str, list[float]] = {name: [] for name in tasks}
    for run in range(runs + 1):
        for name, task in tasks.items():
            seconds = _time(task)
            if run > 0:
                times[name].append(seconds)
    middle = {name: median(taken) for name, taken in times.items()}
    timeline_ms, tick_us = 1e3 * middle["timeline"], 1e6 * middle["play"] / TICKS
    print(
        f"programme     {expected_seconds(steps) / 60:.0f} minutes, {len(steps)} steps, {runs} runs"
    )
    print(
        f"timeline      {timeline_ms:.2f} ms (target {TIMELINE_MS:g}), "
        f"{middle['timeline'] / middle['steps']:.2f} times making the steps alone"
    )
    print(
        f"tick          {tick_us:.2f} µs (target {TICK_US:g}), "
        f"{middle['play'] / middle['states']:.2f} times making the state alone"
    )
    print(f"all cues      {1e3 * middle['cues']:.2f} ms")
    print(f"time left     {1e6 * middle['remaining']:.0f} µs")
    return int(timeline_ms > TIMELINE_MS or tick_us > TICK_US)


if __name__ == "__main__":
    sys.exit(main())
