"""Check the sentences about doses, changes, days and plans."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from look_samples import (
    BRIDGE,
    BRIDGE_SAME,
    CLAM,
    CLAM_UP,
    DIP,
    DIP_DOWN,
    FRIDAY,
    GAVE_WAY,
    LASTED,
    SORE,
    both_legs,
    care_plan,
    exercise,
    paused_plan,
    plan,
    planned,
    prescribed,
    reps,
)

from kneecoach.model.decision import Action, PlannedExercise, Standing, Urgency
from kneecoach.model.dose import (
    Band,
    Dose,
    Intervals,
    Load,
    Phase,
    PhaseName,
    Side,
    Sides,
    Timed,
)
from kneecoach.model.units import Centimetres, Degrees, Kilograms, Percent, Seconds
from kneecoach.ui.today_view import DayView, ResumeView, TodayView
from kneecoach.ui.words.changes import change_of, difference
from kneecoach.ui.words.days import day_name, days_session, full_day, on_day, short_day_name
from kneecoach.ui.words.doses import dose_words, length_words, prescription_lines
from kneecoach.ui.words.plans import (
    DayState,
    can_start,
    care_reasons,
    change_words,
    day_words,
    dose_lines,
    equipment_words,
    first_sentence,
    frequency_words,
    heading_of,
    morning_question,
    morning_to_ask,
    pause_reasons,
    reason_words,
    reasons_to_tell,
    resume_words,
    state_of,
    subtitle_of,
    urgency_words,
    week_words,
    what_was_seen,
)
from kneecoach.ui.words.today import shown_of

HOLD = PhaseName.HOLD


def timed(seconds: float, *, sets: int = 1, name: PhaseName = HOLD, **more: object) -> Dose:
    work = Timed(phase=Phase(name=name, lasts=Seconds(seconds)))
    return replace(
        Dose(sets=sets, work=work, rest=Seconds(30), sides=Sides.BOTH),
        **more,
    )


RUN_WALK = Intervals(
    rounds=6,
    phases=(
        Phase(name=PhaseName.RUN, lasts=Seconds(60)),
        Phase(name=PhaseName.WALK, lasts=Seconds(120)),
    ),
)


SWINGS = Intervals(
    rounds=1,
    phases=(
        Phase(name=PhaseName.WALK, lasts=Seconds(120)),
        Phase(name=PhaseName.SWING, lasts=Seconds(30)),
        Phase(name=PhaseName.SWING, lasts=Seconds(30)),
    ),
)


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        (reps(2, 12, hold=2, sides=Sides.EACH), "2 × 12 each side · hold 2 s"),
        (reps(3, 10, hold=5), "3 × 10 · hold 5 s"),
        (reps(2, 8, sides=Sides.EACH), "2 × 8 each side · tempo 1-2"),
        (reps(2, 6, sides=Sides.ALTERNATE), "2 × 6 each side, taking turns · tempo 1-2"),
        (timed(45, sets=5), "5 × 45 s"),
        (timed(300, name=PhaseName.WALK), "5 min"),
        (timed(30, sets=2, sides=Sides.EACH), "2 × 30 s each side"),
        (replace(timed(1), work=RUN_WALK), "6 rounds of run 1 min, walk 2 min"),
        (replace(timed(1), work=SWINGS), "walk 2 min, swing 2 × 30 s"),
        (timed(20, load=Load(kilograms=Kilograms(0.5))), "20 s · 0.5 kg"),
        (timed(20, load=Load(band=Band.LIGHT)), "20 s · light band"),
        (timed(20, range=Degrees(60)), "20 s · to 60°"),
        (timed(20, height=Centimetres(10)), "20 s · 10 cm step"),
        (timed(20, effort=Percent(70)), "20 s · 70 % effort"),
        (timed(20, times_a_day=2), "20 s · twice a day"),
        (timed(20, times_a_day=3), "20 s · 3 times a day"),
        (timed(20, variant="single leg"), "20 s · single leg"),
    ],
)
def test_a_dose_reads_as_one_line(dose: Dose, words: str) -> None:
    assert dose_words(dose) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.5, "0.5 s"),
        (45, "45 s"),
        (60, "1 min"),
        (90, "90 s"),
        (150, "2 min 30 s"),
        (300, "5 min"),
    ],
)
def test_a_length_reads_in_seconds_then_minutes(seconds: float, words: str) -> None:
    assert length_words(Seconds(seconds)) == words


def test_legs_with_one_dose_share_a_line_and_others_have_one_each() -> None:
    left = prescribed(CLAM, Side.LEFT, level=1)
    right = prescribed(CLAM, Side.RIGHT, level=2)
    assert prescription_lines((left, replace(left, side=Side.RIGHT))) == (
        "2 × 10 each side · hold 2 s",
    )
    assert prescription_lines((left, right)) == (
        "Left: 2 × 10 · hold 2 s",
        "Right: 2 × 12 · hold 2 s",
    )
    assert prescription_lines((left,)) == ("Left: 2 × 10 · hold 2 s",)
    assert prescription_lines(()) == ()


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (reps(2, 10), reps(2, 12), "+2 reps"),
        (reps(2, 10), reps(2, 11), "+1 rep"),
        (reps(3, 10), reps(2, 10), "−1 set"),
        (reps(2, 10, hold=3), reps(2, 10, hold=5), "+2 s hold"),
        (timed(30), timed(45), "+15 s"),
        (timed(30), timed(30, load=Load(band=Band.HEAVY)), "heavy band"),
        (
            timed(30, load=Load(kilograms=Kilograms(1))),
            timed(30, load=Load(kilograms=Kilograms(1.5))),
            "+0.5 kg",
        ),
        (timed(30, load=Load(band=Band.LIGHT)), timed(30), "no load"),
        (timed(30, range=Degrees(40)), timed(30, range=Degrees(60)), "+20° bend"),
        (timed(30), timed(30, variant="single leg"), "single leg"),
        (timed(30), replace(timed(30), rest=Seconds(20)), "shorter rest"),
        (timed(30), timed(30, times_a_day=2), "+1 time a day"),
        (
            replace(timed(1), work=RUN_WALK),
            replace(timed(1), work=replace(RUN_WALK, rounds=8)),
            "+2 rounds",
        ),
        (reps(2, 10), reps(3, 12), ""),
        (reps(2, 10), reps(2, 10), ""),
    ],
)
def test_one_difference_has_a_name(before: Dose, after: Dose, words: str) -> None:
    assert difference(before, after) == words


@given(st.integers(1, 9), st.integers(1, 30), st.integers(1, 9), st.integers(1, 30), st.booleans())
def test_a_difference_read_backwards_has_the_other_sign(
    sets: int, count: int, other_sets: int, other_count: int, held: bool
) -> None:
    hold = 3.0 if held else 0.0
    one, other = reps(sets, count, hold=hold), reps(other_sets, other_count, hold=hold)
    forward, back = difference(one, other), difference(other, one)
    assert bool(forward) == bool(back)
    if forward:
        assert {forward[0], back[0]} == {"+", "−"}
        assert forward[1:] == back[1:]


def test_a_change_over_several_levels_names_the_step() -> None:
    ladder = exercise("Ladder", reps(2, 8), reps(2, 10), reps(3, 12))
    up = prescribed(ladder, None, level=3, before=1, action=Action.PROGRESS)
    assert change_of(up, ladder, FRIDAY).words == "step 3 of 3"
    assert change_of(up, ladder, FRIDAY).direction == 1


def test_an_exercise_without_history_is_new() -> None:
    first = prescribed(CLAM, None, rule="N0", reason="Start here.")
    assert (change_of(first, CLAM, FRIDAY).words, change_of(first, CLAM, FRIDAY).direction) == (
        "new",
        0,
    )


def test_fewer_sets_at_the_bottom_of_the_ladder_is_a_step_down() -> None:
    fewer = replace(
        prescribed(BRIDGE, None, action=Action.REDUCE), dose=replace(BRIDGE.level(1).dose, sets=2)
    )
    change = change_of(fewer, BRIDGE, FRIDAY)
    assert (change.words, change.direction) == ("−1 set", -1)


@pytest.mark.parametrize(
    ("standing", "until", "words", "needs_care"),
    [
        (Standing.STOPPED, None, "stopped", True),
        (Standing.PAUSED, None, "paused", True),
        (Standing.RESTING, FRIDAY + timedelta(days=2), "rest, back on Sunday", False),
        (Standing.RESTING, None, "rest", False),
    ],
)
def test_what_is_not_done_today_says_so(standing, until, words: str, needs_care: bool) -> None:
    one = prescribed(CLAM, None, standing=standing, until=until)
    change = change_of(one, CLAM, FRIDAY)
    assert (change.words, change.needs_care) == (words, needs_care)
    assert change.direction < 0


def test_where_the_legs_differ_the_careful_change_speaks_and_names_its_leg() -> None:
    left = prescribed(CLAM, Side.LEFT, level=2, before=1, action=Action.PROGRESS)
    right = prescribed(CLAM, Side.RIGHT, level=1, before=2, action=Action.REDUCE, reason="Sore.")
    both = planned(CLAM, left, right)
    assert change_words(both, FRIDAY).words == "Right: −2 reps"
    assert reason_words(both) == "Left: Getting used to it\nRight: Sore"
    assert dose_lines(both).count("\n") == 1


def test_where_one_leg_is_stopped_the_reason_names_the_other() -> None:
    left = prescribed(CLAM, Side.LEFT, standing=Standing.STOPPED, action=Action.SEEK_CARE)
    right = prescribed(CLAM, Side.RIGHT)
    assert reason_words(planned(CLAM, left, right)) == "Right: Getting used to it"
    assert reason_words(both_legs(CLAM, right)) == "Getting used to it"


def test_a_step_up_says_in_short_what_was_seen_and_a_hold_the_whole_sentence() -> None:
    said = "Three calm sessions in a row: one level up, to level 2, and one thing changes. More."
    up = prescribed(CLAM, None, action=Action.PROGRESS, rule="X1", reason=said)
    steps = replace(up, decision=replace(up.decision, details=(("variables_changed", 1),)))
    assert reason_words(planned(CLAM, steps)) == "Three calm sessions in a row"
    assert reason_words(planned(CLAM, up)) == said.partition(". ")[0]


def test_days_have_names_seen_from_today() -> None:
    assert day_name(FRIDAY) == "Friday"
    assert short_day_name(FRIDAY) == "Fri"
    assert full_day(FRIDAY) == "Friday 6 March"
    ahead = {0: "today", 1: "tomorrow", -1: "yesterday", 2: "on Sunday", -3: "on Tuesday"}
    for days, words in ahead.items():
        assert on_day(FRIDAY + timedelta(days=days), FRIDAY) == words
    assert on_day(FRIDAY + timedelta(days=7), FRIDAY) == "on Friday 13 March"


@pytest.mark.parametrize(
    ("behind", "words"),
    [
        (0, "today’s session"),
        (1, "yesterday’s session"),
        (2, "Wednesday’s session"),
        (9, "the session of Wednesday 25 February"),
    ],
)
def test_a_session_is_named_after_its_day(behind: int, words: str) -> None:
    assert days_session(FRIDAY - timedelta(days=behind), FRIDAY) == words


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_every_day_has_a_name(day: date, today: date) -> None:
    assert on_day(day, today)
    assert days_session(day, today)


def test_a_day_that_is_due_is_headed_by_its_programme() -> None:
    due = plan()
    assert state_of(due) is DayState.READY
    assert heading_of(due) == "Friday: Knee starter"
    assert subtitle_of(due, 24) == "About 24 minutes · mat and chair"
    assert subtitle_of(due, 1) == "About 1 minute · mat and chair"
    assert subtitle_of(due, 0) == "mat and chair"
    assert week_words(due) == "Session 2 of 3 this week"
    assert week_words(plan(sessions_this_week=3)) == "All 3 sessions of this week are done"


def test_nothing_is_needed_for_exercises_without_equipment() -> None:
    assert equipment_words(plan(DIP_DOWN)) == "nothing needed"


def test_a_rest_day_says_when_the_next_session_is() -> None:
    rest = plan(is_due=False, next_due=FRIDAY + timedelta(days=2))
    assert state_of(rest) is DayState.REST
    assert heading_of(rest) == "Friday: rest"
    assert subtitle_of(rest, 24) == "Rest today. Next session on Sunday."
    assert week_words(rest) == "1 of 3 sessions done this week"
    assert week_words(replace(rest, sessions_this_week=0)) == "No session yet this week"
    assert can_start(rest)


def test_a_day_whose_session_is_done_says_so() -> None:
    rest = plan(is_due=False, next_due=FRIDAY + timedelta(days=2))
    today = (DayView(day=FRIDAY, is_done=True),)
    shown = shown_of(TodayView(day=FRIDAY, plan=rest, week=today))
    assert (shown.heading, shown.subtitle) == ("Friday: done for today", "Next session on Sunday.")
    assert shown.session is not None
    assert shown.session.start == "Train once more today"


def test_seeking_care_comes_before_everything() -> None:
    care = care_plan(Urgency.SOON)
    assert state_of(care) is DayState.SEEK_CARE
    assert heading_of(care) == "Friday: have the knee looked at"
    assert subtitle_of(care, 24) == ""
    assert care_reasons(care) == (GAVE_WAY,)
    assert not can_start(care)
    assert len({urgency_words(urgency) for urgency in Urgency}) == len(Urgency)


def test_a_pause_gives_its_reason_once() -> None:
    paused = paused_plan()
    assert state_of(paused) is DayState.PAUSED
    assert heading_of(paused) == "Friday: a pause for the knee"
    assert pause_reasons(paused) == (LASTED,)


def test_reasons_tell_what_changed_and_nothing_else() -> None:
    told = reasons_to_tell(plan(CLAM_UP, BRIDGE_SAME, DIP_DOWN))
    assert [(one.rule, one.exercises) for one in told] == [("X1", ("Clam",)), ("F3", ("Dip",))]
    assert told[1].sentence == SORE
    assert reasons_to_tell(plan(BRIDGE_SAME)) == ()


def test_what_was_seen_for_several_exercises_is_told_once() -> None:
    def lower(name: str, level: int) -> PlannedExercise:
        said = f"The knee was sore. So it goes down to level {level}. Calm sessions let it go up."
        return replace(
            DIP_DOWN,
            exercise=replace(DIP_DOWN.exercise, name=name),
            prescriptions=tuple(
                replace(one, decision=replace(one.decision, reason=said))
                for one in DIP_DOWN.prescriptions
            ),
        )

    (told,) = reasons_to_tell(plan(lower("Dip", 2), lower("Squat", 4)))
    assert (told.rule, told.exercises) == ("F3", ("Dip", "Squat"))
    assert told.sentence == "The knee was sore. The list says where each dose goes."
    (alike,) = reasons_to_tell(plan(lower("Dip", 2), lower("Squat", 2)))
    assert alike.sentence.startswith("The knee was sore. So it goes down to level 2.")
    assert what_was_seen("Three calm sessions in a row: one level up. Sore.").endswith("in a row")


def test_a_reason_that_another_card_tells_is_not_told_twice() -> None:
    (told,) = reasons_to_tell(care_plan(Urgency.SOON))
    assert (told.rule, told.sentence) == ("S2", "")
    assert reason_words(care_plan(Urgency.SOON).exercises[0]) == ""


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("One. Two.", "One"),
        ("One.", "One"),
        ("One", "One"),
        ("", ""),
        ("At 2.5 kg. Hold.", "At 2.5 kg"),
    ],
)
def test_the_first_sentence_has_no_full_stop(text: str, first: str) -> None:
    assert first_sentence(text) == first


@pytest.mark.parametrize(
    ("done", "words"),
    [
        (0, "You were at the beginning of Tuesday’s session."),
        (1, "You were in the middle of Tuesday’s session: 1 of 14 sets is done."),
        (5, "You were in the middle of Tuesday’s session: 5 of 14 sets are done."),
    ],
)
def test_a_cut_off_session_says_how_far_it_was(done: int, words: str) -> None:
    tuesday = FRIDAY - timedelta(days=3)
    resume = ResumeView(session_id=UUID(int=3), day=tuesday, sets_done=done, sets=14)
    assert resume_words(resume, FRIDAY) == words


def test_the_morning_asked_about_is_the_one_owed() -> None:
    assert morning_to_ask(plan()) == FRIDAY
    thursday = FRIDAY - timedelta(days=1)
    assert morning_to_ask(plan(morning_owed=thursday)) == FRIDAY
    assert morning_to_ask(plan(morning_owed=FRIDAY)) == FRIDAY
    assert morning_to_ask(plan(morning_owed=FRIDAY - timedelta(days=3))) == FRIDAY - timedelta(
        days=2
    )
    assert morning_question(FRIDAY, FRIDAY) == "How is the knee this morning?"
    assert morning_question(thursday, FRIDAY) == "How was the knee yesterday morning?"
    wednesday = FRIDAY - timedelta(days=2)
    assert morning_question(wednesday, FRIDAY) == "How was the knee on Wednesday in the morning?"


@pytest.mark.parametrize(
    ("days", "words"), [(1, "Once a week"), (3, "3 days a week"), (7, "Every day")]
)
def test_a_programme_says_how_often(days: int, words: str) -> None:
    programme = replace(plan().programme, days_a_week=days, days_a_week_cap=7)
    assert frequency_words(programme) == words


@pytest.mark.parametrize(
    ("is_done", "is_planned", "words"),
    [
        (True, True, "Friday 6 March: session done."),
        (False, True, "Friday 6 March: session planned."),
        (False, False, "Friday 6 March: no session."),
    ],
)
def test_a_day_of_the_week_says_what_it_holds(is_done, is_planned, words: str) -> None:
    view = DayView(day=FRIDAY, is_done=is_done, is_planned=is_planned)
    assert day_words(view, FRIDAY) == words


def test_a_planned_day_that_is_over_is_not_held_against_anyone() -> None:
    view = DayView(day=FRIDAY, is_planned=True)
    assert day_words(view, FRIDAY + timedelta(days=1)) == "Friday 6 March: no session."


def test_the_samples_hold_what_the_tests_say() -> None:
    assert len(DIP.ladder) == 2
