"""What the session's screen says, tested without a window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneecoach.model.dose import Dose, Phase, PhaseName, Side, Sides, Timed
from kneecoach.model.exercise import Exercise, Kind, Level, Position
from kneecoach.model.feedback import Flag
from kneecoach.model.units import Seconds
from kneecoach.session.step import PauseReason, Step, StepKind
from kneecoach.ui import feeling_words, phase_words, session_words
from kneecoach.ui.answers import PainStopChoice, must_end, offered_choices

DIP = Step(
    kind=StepKind.WORK,
    lasts=Seconds(3),
    expected=Seconds(3),
    position=2,
    exercise_id="single_leg_knee_dip",
    exercise_name="Single-leg knee dip",
    set_side=Side.LEFT,
    side=Side.LEFT,
    set_number=2,
    sets=2,
    rep=5,
    reps=8,
    phase=PhaseName.LOWER,
    cue="Push the knee out over your toes",
)


def exercise(how: tuple[str, ...]) -> Exercise:
    dose = Dose(
        sets=1,
        work=Timed(phase=Phase(name=PhaseName.HOLD, lasts=Seconds(30))),
        rest=Seconds(30),
        sides=Sides.BOTH,
    )
    return Exercise(
        id="wall_sit",
        name="Wall sit",
        kind=Kind.ISOMETRIC,
        position=Position.STANDING,
        why="It loads the thigh without movement.",
        areas=("quadriceps",),
        ladder=(Level(dose=dose),),
        steps=how,
    )


def rest(step: Step, seconds: float) -> Step:
    return replace(
        step,
        kind=StepKind.REST,
        lasts=Seconds(seconds),
        expected=Seconds(seconds),
        rep=0,
        reps=0,
        phase=None,
        side=None,
        cue="",
    )


def switch_to(step: Step) -> Step:
    return replace(
        rest(step, 6), kind=StepKind.SWITCH, set_side=step.set_side, set_number=step.set_number
    )


RIGHT_DIP = replace(DIP, set_side=Side.RIGHT, side=Side.RIGHT)
RAISE = replace(DIP, phase=PhaseName.RAISE)
KICK = replace(DIP, position=3, exercise_name="Seated kick", set_number=1)
SESSION = (
    DIP,
    RAISE,
    replace(DIP, rep=6),
    rest(DIP, 30),
    switch_to(RIGHT_DIP),
    RIGHT_DIP,
    rest(RIGHT_DIP, 90),
    replace(rest(KICK, 10), kind=StepKind.READY),
    KICK,
)


def test_the_heading_counts_exercises_and_sets_from_one():
    assert session_words.heading(DIP, 6) == "Exercise 3 of 6 · set 2 of 2"


def test_a_single_set_is_not_counted():
    assert session_words.heading(replace(DIP, set_number=1, sets=1), 6) == "Exercise 3 of 6"


def test_the_next_line_names_rest_side_and_time_left():
    words = session_words.what_next(SESSION, 0)
    assert session_words.next_line(words, Seconds(845)) == (
        "Next: 30 s rest, then right side · 14:05 left"
    )


@pytest.mark.parametrize(
    ("index", "expected"),
    [
        (3, "Next: right side"),
        (4, "Right side, set 2 of 2"),
        (5, "Next: 90 s rest, then Seated kick"),
        (6, "Next: Seated kick"),
        (7, "Left side, set 1 of 2"),
        (8, "Next: you are done"),
    ],
)
def test_what_comes_next_is_told_from_every_kind_of_step(index: int, expected: str):
    assert session_words.what_next(SESSION, index) == expected


def test_the_next_set_on_the_same_side_is_named_by_its_number():
    first = replace(DIP, set_number=1)
    steps = (first, rest(first, 60), DIP)
    assert session_words.what_next(steps, 0) == "Next: 60 s rest, then set 2 of 2"
    assert session_words.what_next(steps, 1) == "Next: set 2 of 2"


def test_alternating_legs_show_the_leg_of_the_moment():
    step = replace(DIP, set_side=None, side=Side.RIGHT)
    assert session_words.view_step((step,), 0, exercises=1).side == "RIGHT"


def test_changing_sides_shows_the_side_that_comes():
    assert session_words.view_step(SESSION, 4, exercises=4).side == "RIGHT"


def test_how_the_exercise_is_done_shows_between_the_work_only():
    how = ("Stand on one leg.",)
    coming = exercise(how)
    assert session_words.view_step(SESSION, 0, exercises=4, coming=coming).steps == ()
    assert session_words.view_step(SESSION, 3, exercises=4, coming=coming).steps == how
    assert session_words.view_step(SESSION, 3, exercises=4).steps == ()


def test_a_rest_is_headed_by_what_follows_it():
    view = session_words.view_step(SESSION, 6, exercises=4)
    assert (view.heading, view.name, view.side) == (
        "Exercise 4 of 4 · set 1 of 2",
        "Seated kick",
        "LEFT",
    )


def test_a_rest_with_nothing_after_it_keeps_its_own_name():
    assert session_words.view_step((rest(DIP, 30),), 0, exercises=4).name == DIP.exercise_name


def test_the_second_leg_of_an_alternating_repetition_is_announced():
    one = replace(DIP, set_side=None)
    steps = (one, replace(one, side=Side.RIGHT), replace(one, rep=6))
    assert session_words.announcement(steps, 1) == "Right. Lower."
    assert session_words.announcement(steps, 2) == "Rep 6 of 8. Lower."


def test_rounds_of_intervals_are_counted():
    run = replace(DIP, phase=PhaseName.RUN, rep=0, reps=0, round=2, rounds=6)
    assert session_words.rep_line(run) == "round 2 of 6"


@pytest.mark.parametrize(
    ("index", "expected"),
    [
        (0, "Rep 5 of 8. Lower."),
        (1, "Raise"),
        (3, "Rest, 30 s. Next: right side."),
        (4, "Switch sides. Right side, set 2 of 2."),
        (7, "Get ready. Seated kick. Left side, set 1 of 2."),
    ],
)
def test_a_screen_reader_hears_what_changed(index: int, expected: str):
    assert session_words.announcement(SESSION, index) == expected


def test_a_timed_hold_is_announced_with_its_length():
    hold = replace(
        DIP, phase=PhaseName.HOLD, rep=0, reps=0, lasts=Seconds(45), expected=Seconds(45)
    )
    assert session_words.announcement((hold,), 0) == "Hold, 45 s."
    assert session_words.rep_line(hold) == ""


def test_work_at_ones_own_pace_counts_repetitions_and_says_how_to_go_on():
    step = replace(DIP, lasts=None, phase=None, rep=0, reps=10)
    view = session_words.view_step((step,), 0, exercises=1)
    assert (view.phase, view.rep) == ("Your pace", "Press Enter when done")
    assert session_words.count_text(step, Seconds(12)) == "10"
    assert view.announcement == "10 repetitions at your pace. Press Enter when done."


@pytest.mark.parametrize(
    ("lasts", "elapsed", "expected"),
    [(3, 0, "3"), (3, 0.5, "3"), (3, 1, "2"), (3, 2.999, "1"), (3, 9, "1"), (300, 0, "5:00")],
)
def test_the_count_runs_down_and_never_shows_nothing(lasts: float, elapsed: float, expected: str):
    step = replace(DIP, lasts=Seconds(lasts))
    assert session_words.count_text(step, Seconds(elapsed)) == expected


READY = replace(DIP, kind=StepKind.READY, phase=None, rep=0, reps=0)
LAST = replace(DIP, rep=8, ends_set=True)
OTHER_LEG = replace(DIP, set_side=Side.RIGHT, side=Side.RIGHT)
BRIDGE = replace(DIP, position=3, exercise_name="Bridge", set_side=None, side=None)


@pytest.mark.parametrize(
    ("steps", "index", "expected"),
    [
        ((READY, DIP, LAST), 0, "Go on with this set"),
        ((READY, DIP, LAST), 1, ""),
        (
            (DIP, rest(DIP, 30), replace(BRIDGE, kind=StepKind.READY), BRIDGE),
            0,
            "Go on with Bridge",
        ),
        (
            (DIP, LAST, replace(OTHER_LEG, kind=StepKind.SWITCH), OTHER_LEG),
            0,
            "Go on with the other leg",
        ),
        ((replace(DIP, set_number=1), rest(DIP, 30), DIP), 0, "Go on with the next set"),
        (
            (replace(DIP, set_number=1), rest(replace(DIP, set_number=1), 30), DIP),
            1,
            "Go on with the next set",
        ),
    ],
    ids=["ready", "all", "exercise", "leg", "set", "rest"],
)
def test_going_on_after_pain_says_what_comes_next(steps, index, expected) -> None:
    assert session_words.going_on_words(steps, index) == expected


@given(st.floats(min_value=0.1, max_value=4 * 3600), st.floats(min_value=0, max_value=5 * 3600))
def test_a_later_moment_never_shows_more_seconds(lasts: float, elapsed: float):
    step = replace(DIP, lasts=Seconds(lasts))

    def seconds(text: str) -> int:
        total = 0
        for part in text.split(":"):
            total = total * 60 + int(part)
        return total

    earlier = seconds(session_words.count_text(step, Seconds(elapsed / 2)))
    later = seconds(session_words.count_text(step, Seconds(elapsed)))
    assert 1 <= later <= earlier


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(0, "0:00"), (-3, "0:00"), (59.2, "1:00"), (845, "14:05"), (3723, "1:02:03")],
)
def test_time_left_reads_like_a_clock(seconds: float, expected: str):
    assert session_words.clock_text(Seconds(seconds)) == expected


@pytest.mark.parametrize(
    ("seconds", "expected"), [(6, "6 s"), (90, "90 s"), (120, "2 min"), (150, "2 min 30 s")]
)
def test_lengths_read_as_people_say_them(seconds: float, expected: str):
    assert session_words.length_text(Seconds(seconds)) == expected


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (phase_words.body_word, tuple(PhaseName)),
        (session_words.pause_words, tuple(PauseReason)),
        (feeling_words.flag_words, tuple(Flag)),
        (feeling_words.effort_words, feeling_words.EFFORTS),
    ],
)
def test_every_name_has_words_of_its_own(words: Callable[[object], str], names: tuple[object, ...]):
    said = [words(name) for name in names]
    assert all(said)
    assert len(set(said)) == len(said)


def test_every_sign_can_be_reported():
    shown = (*feeling_words.COMMON_FLAGS, *feeling_words.RARER_FLAGS)
    assert sorted(shown) == sorted(Flag)


def test_an_effort_between_the_answers_has_no_words():
    with pytest.raises(ValueError, match="stands for 5"):
        feeling_words.effort_words(5)


@pytest.mark.parametrize(("spare", "expected"), [(0, "None"), (2, "2"), (3, "3 or more")])
def test_spare_repetitions_read_as_answers(spare: int, expected: str):
    assert feeling_words.spare_words(spare) == expected


@pytest.mark.parametrize(
    ("score", "sharp", "flags", "ends"),
    [
        (5, False, frozenset(), False),
        (6, False, frozenset(), True),
        (1, True, frozenset(), True),
        (0, False, frozenset({Flag.GIVING_WAY}), True),
        (None, False, frozenset({Flag.LOCKING}), True),
        (4, False, frozenset({Flag.PAINFUL_CLICKING}), False),
    ],
)
def test_strong_or_sharp_pain_and_a_knee_that_fails_end_the_set(score, sharp, flags, ends):
    assert must_end(score=score, sharp=sharp, flags=flags) is ends
    choices = offered_choices(score=score, sharp=sharp, flags=flags, has_easier=True)
    assert (PainStopChoice.GO_ON in choices) is not ends
    assert (choices[0] is PainStopChoice.END) is ends


def test_going_on_waits_for_the_pain_to_be_told():
    choices = offered_choices(score=None, sharp=False, flags=frozenset(), has_easier=False)
    assert choices == (PainStopChoice.SKIP, PainStopChoice.END)


def test_what_the_physio_says_and_what_the_level_needs_is_shown_and_announced():
    noted = replace(DIP, note="Use the mirror in the hall.", set_number=1, rep=1)
    ready = replace(rest(noted, 10), kind=StepKind.READY)
    one = exercise(("Stand.",))
    dose = one.ladder[0].dose
    with_band = replace(one, ladder=(Level(dose=dose, note="Take the light band."),))
    said = "Your physiotherapist: “Use the mirror in the hall.”"
    for index in (0, 1):
        view = session_words.view_step((ready, noted), index, exercises=1, coming=one)
        assert view.note == said
    ahead = session_words.view_step((ready, noted), 0, exercises=1, coming=with_band)
    assert ahead.note == f"Take the light band. {said}"
    assert ahead.announcement.endswith(ahead.note)
    endless = replace(noted, note="Slowly, with the mirror. " * 20)
    cut = session_words.view_step((endless,), 0, exercises=1, coming=one).note
    assert cut.endswith(" …”")
    assert len(cut) < 240
    alone = session_words.view_step((DIP,), 0, exercises=1, coming=with_band)
    assert alone.note == "Take the light band."
    assert session_words.view_step((DIP,), 0, exercises=1).note == ""


@pytest.mark.parametrize(
    ("side", "words"), [(None, "One set"), (Side.LEFT, "Left side"), (Side.RIGHT, "Right side")]
)
def test_an_only_set_is_not_counted(side: Side | None, words: str) -> None:
    ready = replace(DIP, kind=StepKind.READY, set_side=side, side=None, sets=1, set_number=1)
    assert session_words.what_next((ready,), 0) == words
