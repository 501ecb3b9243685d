from __future__ import annotations

from pathlib import Path

import pytest
from packmaker import EXERCISE, PROGRAMME, changed, write_pack

from kneecoach.model.programme import Programme
from kneecoach.model.stages import Conditions, ReachedLevel, Stage, StageName
from kneecoach.packs.catalogue import Reading, read_packs

STAGES = """\
exercises: [clam, dip]
stages:
  - stage: calm
    why: Quiet it first.
    exercises: [clam]
    days_a_week: 4
    most_days_a_week: 6
    leave_when: {stay: 1.5 weeks, calm_sessions: 3, morning_pain_up_to: 2}
  - stage: load
    enter_when: {walks_30_minutes: yes, levels: {clam: 2}}
    exercises: [clam, dip]
    leave_when: {stay: 10 days}
  - stage: return
    exercises: [dip]
"""


def read(tmp_path: Path, stages: str = STAGES, exercises: str = "exercises:\n  - clam") -> Reading:
    folder = write_pack(
        tmp_path / "pack",
        exercises={"clam": EXERCISE, "dip": EXERCISE},
        programmes={"starter": changed(PROGRAMME, exercises, stages.rstrip("\n"))},
    )
    return read_packs([folder])


def programme(tmp_path: Path, stages: str = STAGES) -> Programme:
    reading = read(tmp_path, stages)
    assert [str(one) for one in reading.problems] == []
    return reading.catalogue.programmes[0]


def test_stages_are_read_with_their_conditions_in_days(tmp_path: Path) -> None:
    assert programme(tmp_path).stages == (
        Stage(
            name=StageName.CALM,
            exercise_ids=("clam",),
            why="Quiet it first.",
            days_a_week=4,
            days_a_week_cap=6,
            leave_when=Conditions(stay_days=11, calm_sessions=3, morning_pain_up_to=2),
        ),
        Stage(
            name=StageName.LOAD,
            exercise_ids=("clam", "dip"),
            enter_when=Conditions(
                walks_30_minutes=True, levels=(ReachedLevel(exercise_id="clam", level=2),)
            ),
            leave_when=Conditions(stay_days=10),
        ),
        Stage(name=StageName.RETURN, exercise_ids=("dip",)),
    )


def test_a_programme_without_stages_has_none(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack")
    assert read_packs([folder]).catalogue.programmes[0].stages == ()


def test_a_stage_without_exercises_cannot_be() -> None:
    with pytest.raises(ValueError, match="at least one exercise"):
        Stage(name=StageName.CALM, exercise_ids=())


@pytest.mark.parametrize(
    ("old", "new", "where", "words"),
    [
        ("stay: 10 days", "stay: 10", "stages[2].leave_when.stay", '"10" has no unit'),
        ("stay: 10 days", "stay: 2 months", "stages[2].leave_when.stay", "did you mean 8 weeks"),
        ("stay: 10 days", "stay: 0 days", "stages[2].leave_when.stay", "outside 1 day to 52 weeks"),
        ("stage: load", "stage: lode", "stages[2].stage", "did you mean load"),
        ("stage: load", "stage: calm", "stages[2].stage", "calm cannot come after calm"),
        ("stage: return", "stage: strengthen", "stages[3].stage", "cannot come after load"),
        ("leave_when: {stay: 10 days}", "", "stages[2].leave_when", "nothing says when load ends"),
        (
            "leave_when: {stay: 10 days}",
            "leave_when: {walks_30_minutes: no}",
            "stages[2].leave_when",
            "nothing says when load ends",
        ),
        (
            "stage: calm",
            "stage: calm\n    enter_when: {stay: 1 day}",
            "stages[1].enter_when",
            "the first stage begins with the programme",
        ),
        (
            "stage: return",
            "stage: return\n    leave_when: {stay: 1 day}",
            "stages[3].leave_when",
            "the last stage has no end",
        ),
        ("exercises: [dip]", "exercises: [dep]", "stages[3].exercises[1]", "did you mean dip"),
        ("exercises: [dip]", "exercises: [dip, dip]", "stages[3].exercises[2]", "twice"),
        ("exercises: [dip]", "why: For runs.", "stages[3].exercises", "is missing"),
        ("most_days_a_week: 6", "most_days_a_week: 3", "stages[1].most_days_a_week", "fewer"),
        ("{clam: 2}", "{clam: 5}", "stages[2].enter_when.levels.clam", "only 4 levels, not 5"),
        ("{clam: 2}", "{dip: 2}", "stages[2].enter_when.levels.dip", "of the stage that ends"),
        ("morning_pain_up_to: 2", "morning_pain_up_to: 6", "stages[1]", "6 is outside 0 to 5"),
    ],
)
def test_stages_that_do_not_fit_are_refused_with_place_and_cause(
    tmp_path: Path, old: str, new: str, where: str, words: str
) -> None:
    reading = read(tmp_path, changed(STAGES, old, new))
    assert reading.catalogue.programmes == ()
    said = [str(one) for one in reading.problems]
    assert any(where in one and words in one for one in said), said


def test_an_exercise_in_no_stage_is_refused(tmp_path: Path) -> None:
    text = STAGES.replace("exercises: [clam, dip]\nstages", "exercises: [clam, dip]\nstages", 1)
    text = text.replace("exercises: [clam, dip]\n    leave", "exercises: [clam]\n    leave")
    reading = read(tmp_path, text.replace("exercises: [dip]\n", "exercises: [clam]\n"))
    assert "dip is in no stage" in str(reading.problems[0])


def test_a_level_of_an_exercise_that_no_pack_has_is_no_further_flaw(tmp_path: Path) -> None:
    text = STAGES.replace("dip", "dop").replace("{clam: 2}", "{clam: 2}")
    text = text.replace("leave_when: {stay: 10 days}", "leave_when: {levels: {dop: 9}}")
    reading = read(tmp_path, text)
    assert [one.field for one in reading.problems] == ["exercises[2].exercise"]


def test_a_programme_of_one_exercise_alone_has_a_single_level_told_apart(tmp_path: Path) -> None:
    bare = EXERCISE.replace(
        "ladder:\n  - change: {reps: 12}\n  - change: {hold: 3 s}\n  - variant: single-leg\n"
        "    reps: 8\n    note: harder\n",
        "",
    )
    folder = write_pack(
        tmp_path / "pack",
        exercises={"clam": bare, "dip": EXERCISE},
        programmes={"starter": changed(PROGRAMME, "exercises:\n  - clam", STAGES.rstrip("\n"))},
    )
    assert "clam has only one level, not 2" in str(read_packs([folder]).problems[0])


def test_pace_and_highest_load_are_read_in_days_and_kilograms(tmp_path: Path) -> None:
    loaded = changed(EXERCISE, "  - change: {reps: 12}\n", "  - change: {load: 5 kg}\n")
    text = changed(
        PROGRAMME, "- clam", "- {exercise: clam, limits: {pace: 2 weeks, highest_load: 12 kg}}"
    )
    folder = write_pack(tmp_path / "pack", exercises={"clam": loaded}, programmes={"starter": text})
    reading = read_packs([folder])
    assert [str(one) for one in reading.problems] == []
    limits = reading.catalogue.programmes[0].items[0].limits
    assert (limits.pace_days, limits.highest_load) == (14, 12)


@pytest.mark.parametrize(
    ("load", "limits", "words"),
    [
        ("{reps: 12}", "{highest_load: 5 kg}", "the top level of clam has no weight"),
        ("{load: light band}", "{highest_load: 5 kg}", "the top level of clam has no weight"),
        ("{load: 8 kg}", "{highest_load: 5 kg}", "the top level of clam has 8 kg already"),
        ("{reps: 12}", "{pace: 5 days}", "outside 1 week to 12 weeks"),
        ("{reps: 12}", "{pace: 3}", '"3" has no unit; write "3 days"'),
    ],
)
def test_a_load_that_cannot_grow_or_a_pace_too_fast_is_refused(
    tmp_path: Path, load: str, limits: str, words: str
) -> None:
    folder = write_pack(
        tmp_path / "pack",
        exercises={"clam": changed(EXERCISE, "{reps: 12}", load)},
        programmes={
            "starter": changed(PROGRAMME, "- clam", f"- {{exercise: clam, limits: {limits}}}")
        },
    )
    assert any(words in str(one) for one in read_packs([folder]).problems)
