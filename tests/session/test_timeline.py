from __future__ import annotations

from dataclasses import replace

import pytest
import session_builders as build
from hypothesis import given

from kneecoach.model.decision import Plan, PlannedExercise, Standing
from kneecoach.model.dose import Intervals, Pace, PhaseName, Repetitions, Side, Sides, Timed
from kneecoach.model.exercise import Cue, Position
from kneecoach.model.programme import ProgrammeItem
from kneecoach.model.units import Seconds
from kneecoach.session.step import Step, StepKind
from kneecoach.session.timeline import TimelineOptions, build_timeline

OPTIONS = TimelineOptions()
LEFT, RIGHT = Side.LEFT, Side.RIGHT


def steps_of(*exercises: PlannedExercise, options: TimelineOptions = OPTIONS) -> tuple[Step, ...]:
    return build_timeline(build.plan(*exercises), options)


def course(steps: tuple[Step, ...]) -> list[str]:
    """Tell a session in short: the quiet steps with their seconds, each set once."""
    told: list[str] = []
    for step in steps:
        side = f" {step.set_side}" if step.set_side else ""
        if step.kind is not StepKind.WORK:
            told.append(f"{step.kind} {step.lasts:g}{side}")
        elif step.ends_set:
            told.append(f"set {step.set_number}{side}")
    return told


def work(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    return tuple(step for step in steps if step.kind is StepKind.WORK)


def test_session_gets_ready_works_rests_and_ends_without_a_rest() -> None:
    steps = steps_of(build.planned(build.dose(sets=3, rest=45)))
    assert course(steps) == ["ready 10", "set 1", "rest 45", "set 2", "rest 45", "set 3"]


def test_every_field_of_a_step_is_filled_in() -> None:
    asked = build.dose(build.reps(2), sets=2, rest=0, sides=Sides.EACH)
    one = build.planned(asked, build.exercise("clam", cues=CUES), level=4)
    steps = steps_of(build.planned(), one)
    assert steps[-2] == Step(
        kind=StepKind.WORK,
        lasts=Seconds(2),
        expected=Seconds(2),
        position=1,
        exercise_id="clam",
        exercise_name="Clam",
        set_side=RIGHT,
        side=RIGHT,
        set_number=2,
        sets=2,
        rep=2,
        reps=2,
        phase=PhaseName.HOLD,
        cue="Sit back.",
        ends_set=False,
        level=4,
        round=0,
        rounds=0,
    )


def test_plan_with_nothing_ready_has_no_steps() -> None:
    waiting = (Standing.RESTING, Standing.PAUSED, Standing.STOPPED)
    assert steps_of(*(build.planned(standing=standing) for standing in waiting)) == ()
    assert steps_of() == ()


def test_exercises_that_are_not_ready_are_left_out_and_not_counted() -> None:
    steps = steps_of(
        build.planned(standing=Standing.STOPPED),
        build.planned(one=build.exercise("bridge")),
        build.planned(one=build.exercise("clam")),
    )
    assert {(step.position, step.exercise_id) for step in steps} == {(0, "bridge"), (1, "clam")}


def test_each_repetition_goes_phase_by_phase() -> None:
    steps = work(steps_of(build.planned(build.dose(build.reps(2), sets=1))))
    assert [(step.rep, step.phase, step.lasts) for step in steps] == [
        (1, PhaseName.RAISE, 1),
        (1, PhaseName.HOLD, 2),
        (1, PhaseName.LOWER, 3),
        (2, PhaseName.RAISE, 1),
        (2, PhaseName.HOLD, 2),
        (2, PhaseName.LOWER, 3),
    ]
    assert {step.reps for step in steps} == {2}
    assert [step.ends_set for step in steps] == [False] * 5 + [True]


def test_each_set_is_done_left_then_right_before_the_rest() -> None:
    steps = steps_of(build.planned(build.dose(sets=2, sides=Sides.EACH)))
    assert course(steps) == [
        "ready 10 left",
        "set 1 left",
        "switch 6 right",
        "set 1 right",
        "rest 30 right",
        "set 2 left",
        "switch 6 right",
        "set 2 right",
    ]
    assert all(step.side is step.set_side for step in steps)


def test_leg_with_more_sets_goes_on_alone_with_its_own_level() -> None:
    left = build.prescription(build.dose(sets=3, rest=40, sides=Sides.EACH), LEFT, level=2)
    right = build.prescription(build.dose(sets=2, rest=20, sides=Sides.EACH), RIGHT, level=1)
    legs = PlannedExercise(exercise=build.exercise(), prescriptions=(left, right))
    steps = steps_of(legs)
    assert course(steps) == [
        "ready 10 left",
        "set 1 left",
        "switch 6 right",
        "set 1 right",
        "rest 40 right",
        "set 2 left",
        "switch 6 right",
        "set 2 right",
        "rest 40 right",
        "set 3 left",
    ]
    assert {(step.set_side, step.level, step.sets) for step in steps} == {
        (LEFT, 2, 3),
        (RIGHT, 1, 2),
    }


def test_one_leg_that_rests_today_leaves_the_other_to_itself() -> None:
    asked = build.dose(sides=Sides.EACH)
    left = build.prescription(asked, LEFT, standing=Standing.RESTING)
    right = build.prescription(asked, RIGHT)
    steps = steps_of(PlannedExercise(exercise=build.exercise(), prescriptions=(left, right)))
    assert course(steps) == ["ready 10 right", "set 1 right", "rest 30 right", "set 2 right"]


def test_dose_for_each_leg_is_done_on_both_when_the_prescription_names_none() -> None:
    shared = build.prescription(build.dose(sets=1, sides=Sides.EACH))
    steps = steps_of(PlannedExercise(exercise=build.exercise(), prescriptions=(shared,)))
    assert course(steps) == ["ready 10 left", "set 1 left", "switch 6 right", "set 1 right"]


@pytest.mark.parametrize(("rest", "between"), [(0, "switch 6 left"), (5, "switch 6 left")])
def test_rest_too_short_to_change_legs_becomes_a_switch(rest: float, between: str) -> None:
    steps = steps_of(build.planned(build.dose(sets=2, rest=rest, sides=Sides.EACH)))
    assert course(steps)[4] == between


def test_sets_without_rest_follow_each_other() -> None:
    steps = steps_of(build.planned(build.dose(sets=2, rest=0)))
    assert course(steps) == ["ready 10", "set 1", "set 2"]


def test_new_exercise_comes_after_the_whole_rest_and_getting_ready() -> None:
    squat = build.planned(build.dose(sets=1, rest=45))
    lunge = build.planned(build.dose(sets=1), build.exercise("lunge"))
    steps = steps_of(squat, lunge)
    assert course(steps) == ["ready 10", "set 1", "rest 45", "ready 10", "set 1"]
    assert [step.exercise_id for step in steps if step.kind is not StepKind.WORK] == [
        "squat",
        "squat",
        "lunge",
    ]


def test_changing_position_takes_longer_to_get_ready() -> None:
    squat = build.planned(build.dose(sets=1, rest=0))
    bridge = build.planned(build.dose(sets=1), build.exercise("bridge", position=Position.LYING))
    assert course(steps_of(squat, bridge))[2] == "ready 15"
    patient = TimelineOptions(get_ready=Seconds(30))
    assert course(steps_of(squat, bridge, options=patient))[2] == "ready 30"


def test_rest_between_exercises_can_be_chosen() -> None:
    both = (build.planned(build.dose(sets=1)), build.planned(build.dose(sets=1)))
    chosen = TimelineOptions(between_exercises=Seconds(20))
    assert course(steps_of(*both, options=chosen))[2] == "rest 20"
    none = TimelineOptions(between_exercises=Seconds(0))
    assert course(steps_of(*both, options=none))[2] == "ready 10"


def test_steps_without_time_are_left_out() -> None:
    bare = TimelineOptions(get_ready=Seconds(0), change_position=Seconds(0), switch=Seconds(0))
    steps = steps_of(build.planned(build.dose(sets=1, sides=Sides.EACH)), options=bare)
    assert course(steps) == ["set 1 left", "set 1 right"]


@pytest.mark.parametrize("name", ["get_ready", "change_position", "switch", "between_exercises"])
def test_options_refuse_times_shorter_than_nothing(name: str) -> None:
    with pytest.raises(ValueError, match="shorter than nothing"):
        TimelineOptions(**{name: Seconds(-1)})  # type: ignore[arg-type]


def test_alternating_legs_change_after_every_repetition() -> None:
    tempo = (build.phase("raise", 1), build.phase("lower", 1))
    asked = build.dose(build.reps(2, tempo), sets=1, sides=Sides.ALTERNATE)
    steps = work(steps_of(build.planned(asked)))
    assert [(step.rep, step.side) for step in steps[::2]] == [
        (1, LEFT),
        (1, RIGHT),
        (2, LEFT),
        (2, RIGHT),
    ]
    assert {(step.set_side, step.reps) for step in steps} == {(None, 2)}
    assert sum(step.ends_set for step in steps) == 1


def test_timed_set_is_one_step() -> None:
    (step,) = work(steps_of(build.planned(build.dose(build.timed(45), sets=1))))
    assert (step.phase, step.lasts, step.rep, step.reps) == (PhaseName.HOLD, 45, 0, 0)
    assert step.ends_set


def test_intervals_go_round_their_phases() -> None:
    steps = work(steps_of(build.planned(build.dose(build.run_and_walk(2), sets=1))))
    assert [(step.round, step.phase, step.lasts) for step in steps] == [
        (1, PhaseName.RUN, 60),
        (1, PhaseName.WALK, 90),
        (2, PhaseName.RUN, 60),
        (2, PhaseName.WALK, 90),
    ]
    assert {(step.rounds, step.rep, step.reps) for step in steps} == {(2, 0, 0)}


@pytest.mark.parametrize(
    ("pace", "chosen"), [(Pace.SELF, frozenset[str]()), (Pace.COACH, frozenset(("squat",)))]
)
def test_repetitions_at_ones_own_pace_are_one_step_without_an_end(
    pace: Pace, chosen: frozenset[str]
) -> None:
    one = build.planned(build.dose(build.reps(5), sets=2), build.exercise(pace=pace))
    steps = work(steps_of(one, options=TimelineOptions(self_paced=chosen)))
    assert [(step.lasts, step.expected, step.reps, step.ends_set) for step in steps] == [
        (None, 30, 5, True),
        (None, 30, 5, True),
    ]


def test_alternating_at_ones_own_pace_expects_both_legs() -> None:
    asked = build.dose(build.reps(5), sets=1, sides=Sides.ALTERNATE)
    (step,) = work(steps_of(build.planned(asked, build.exercise(pace=Pace.SELF))))
    assert (step.expected, step.reps, step.side) == (60, 5, None)


@pytest.mark.parametrize("asked", [build.timed(), build.run_and_walk()])
def test_timed_work_keeps_its_time_at_ones_own_pace(asked: Timed | Intervals) -> None:
    one = build.planned(build.dose(asked), build.exercise(pace=Pace.SELF))
    assert all(step.lasts is not None for step in steps_of(one))


CUES = (
    Cue(say="Sit back."),
    Cue(say="Slowly down.", phase=PhaseName.LOWER),
    Cue(say="Heels down."),
    Cue(say="Breathe out."),
)


def test_cue_of_a_phase_is_shown_in_it_and_the_others_take_turns() -> None:
    one = build.planned(build.dose(build.reps(2), sets=2), build.exercise(cues=CUES))
    steps = work(steps_of(one))
    assert {step.cue for step in steps if step.phase is PhaseName.LOWER} == {"Slowly down."}
    assert [step.cue for step in steps if step.phase is PhaseName.RAISE] == [
        "Sit back.",
        "Heels down.",
        "Breathe out.",
        "Sit back.",
    ]


def test_cues_rotate_over_sets_and_rounds_where_no_repetitions_are() -> None:
    one = build.exercise(cues=CUES)
    holds = work(steps_of(build.planned(build.dose(build.timed(), sets=2), one)))
    assert [step.cue for step in holds] == ["Sit back.", "Heels down."]
    rounds = work(steps_of(build.planned(build.dose(build.run_and_walk(3), sets=1), one)))
    assert [step.cue for step in rounds[::2]] == ["Sit back.", "Heels down.", "Breathe out."]


def test_set_at_ones_own_pace_shows_a_cue_that_fits_at_any_time() -> None:
    one = build.planned(build.dose(sets=2), build.exercise(cues=CUES, pace=Pace.SELF))
    assert [step.cue for step in work(steps_of(one))] == ["Sit back.", "Heels down."]


def test_exercise_with_cues_for_other_phases_only_shows_none_in_this_one() -> None:
    one = build.planned(build.dose(build.timed()), build.exercise(cues=CUES[1:2]))
    assert {step.cue for step in steps_of(one)} == {""}


@given(plan=build.plans(), options=build.options)
def test_any_plan_gives_each_set_its_whole_work_and_nothing_after_the_last(
    plan: Plan, options: TimelineOptions
) -> None:
    steps = build_timeline(plan, options)
    asked = 0
    seconds = 0.0
    for one in plan.exercises:
        for prescribed in one.prescriptions:
            if prescribed.standing is Standing.READY:
                legs = 1 if prescribed.side or prescribed.dose.sides is Sides.BOTH else 2
                each = prescribed.dose.sides is Sides.EACH
                asked += prescribed.dose.sets * (legs if each else 1)
                seconds += prescribed.dose.sets * legs * seconds_of(prescribed.dose.work)
    assert sum(step.ends_set for step in steps) == asked
    assert sum(step.expected for step in work(steps)) == seconds
    assert all(step.expected > 0 for step in steps)
    assert all(step.lasts in {None, step.expected} for step in steps)
    if steps:
        assert steps[-1].ends_set
        assert len({step.position for step in steps}) == steps[-1].position + 1


def seconds_of(asked: Repetitions | Timed | Intervals) -> float:
    match asked:
        case Repetitions(reps=count, tempo=phases) | Intervals(rounds=count, phases=phases):
            return count * sum(phase.lasts for phase in phases)
        case Timed(phase=phase):
            return phase.lasts


def test_what_the_author_says_goes_with_every_step_and_takes_its_time_to_be_said() -> None:
    def told(note: str, options: TimelineOptions = OPTIONS) -> tuple[Step, ...]:
        plan = build.plan(build.planned(), build.planned(one=build.exercise("lunge")))
        items = (ProgrammeItem(exercise_id="lunge", note=note),)
        return build_timeline(
            replace(plan, programme=replace(plan.programme, items=items)), options
        )

    note = "Use the mirror in the hall."
    steps = told(note)
    assert {step.note for step in steps if step.position == 0} == {""}
    assert {step.note for step in steps if step.position == 1} == {note}
    assert [one for one in course(steps) if "ready" in one] == ["ready 10", "ready 13"]
    assert "ready 30" in course(told("Slowly. " * 60))
    assert course(told(note, TimelineOptions(get_ready=Seconds(0), change_position=Seconds(0))))[
        0
    ].startswith("set")
