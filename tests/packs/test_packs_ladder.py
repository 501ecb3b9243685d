from __future__ import annotations

from pathlib import Path

import pytest
from packmaker import EXERCISE, changed, write_pack

from kneecoach.model.dose import Band, Dose, Load, Repetitions, Timed, Variable
from kneecoach.model.exercise import Level
from kneecoach.packs.catalogue import read_packs
from kneecoach.packs.ladder import is_lighter
from kneecoach.packs.problem import Problem, Severity

REPS = "  reps: 10\n  tempo: {open: 2 s, hold: 2 s, close: 2 s}\n"
TIMED = "  duration: 30 s\n  phase: hold\n"


def climb(
    tmp_path: Path, *levels: str, dose: str = REPS, extra: str = ""
) -> tuple[tuple[Level, ...], tuple[Problem, ...]]:
    """Return the levels of an exercise with that ladder, and what is wrong with it."""
    text = changed(EXERCISE, REPS, dose)
    text = changed(text, "rest: 30 s\n", f"rest: 30 s\n{extra}")
    ladder = text[text.index("ladder:") : text.index("steps:")]
    text = changed(text, ladder, "ladder:" + "".join(f"\n  - {one}" for one in levels) + "\n")
    text = changed(text, "  - {phase: open, say: Open}\n", "")
    reading = read_packs([write_pack(tmp_path / "pack", exercises={"clam": text}, programmes={})])
    exercises = reading.catalogue.exercises
    return (exercises[0].ladder if exercises else ()), reading.problems


def doses(tmp_path: Path, *levels: str, dose: str = REPS, extra: str = "") -> list[Dose]:
    made, problems = climb(tmp_path, *levels, dose=dose, extra=extra)
    assert [str(one) for one in problems] == []
    return [level.dose for level in made]


def test_each_level_keeps_what_it_does_not_change(tmp_path: Path) -> None:
    made, problems = climb(
        tmp_path,
        "change: {sets: 3}",
        "change: {reps: 12}",
        "change: {hold: 5 s}",
        "change: {tempo: {open: 2 s, close: 4 s}}",
        "change: {rest: 20 s}",
        "change: {load: 1 kg}",
        "change: {range: 60 deg}",
        "change: {height: 10 cm}",
        "change: {effort: 70 %}",
        "change: {times_a_day: 2}",
        "{variant: free, load: none, sides: both, rest: 60 s, note: without hands}",
        extra="  range: 45 deg\n",
    )
    assert problems == ()
    assert [level.changes for level in made[1:]] == [
        Variable.SETS,
        Variable.REPS,
        Variable.HOLD,
        Variable.TEMPO,
        Variable.REST,
        Variable.LOAD,
        Variable.RANGE,
        Variable.HEIGHT,
        Variable.EFFORT,
        Variable.TIMES_A_DAY,
        Variable.VARIANT,
    ]
    last = made[-1].dose
    assert isinstance(last.work, Repetitions)
    assert (last.sets, last.work.reps, last.hold, last.rest) == (3, 12, 0, 60)
    assert (last.load, last.range, last.height, last.effort) == (None, 60, 10, 70)
    assert (last.times_a_day, last.variant) == (2, "free")
    assert made[-2].dose.load == Load(kilograms=1)
    assert made[3].dose.hold == 5


def test_timed_work_gets_longer_and_becomes_repetitions_by_a_variant(tmp_path: Path) -> None:
    made = doses(
        tmp_path,
        "change: {duration: 45 s}",
        "{variant: long, duration: 50 s}",
        "{variant: rolling, phase: roll}",
        "{variant: counted, reps: 8, tempo: {raise: 2 s, lower: 2 s}}",
        "{variant: rounds, intervals: {rounds: 3, phases: [walk: 1 min]}}",
        "change: {intervals: {rounds: 4, phases: [walk: 1 min]}}",
        dose=TIMED,
    )
    lasts = [one.work.phase.lasts for one in made if isinstance(one.work, Timed)]
    assert lasts == [30, 45, 50, 50]
    assert isinstance(made[4].work, Repetitions)


@pytest.mark.parametrize(
    ("levels", "dose", "words"),
    [
        (["change: {sets: 2}"], REPS, "changes nothing"),
        (["change: {hold: 2 s}"], REPS, "changes nothing"),
        (["change: {load: none}"], REPS, "changes nothing"),
        (["change: {tempo: {open: 1 s}}", "change: {hold: 2 s}"], REPS, "no phase `hold`"),
        (["change: {reps: 8}"], TIMED, "not counted in repetitions"),
        (["change: {hold: 40 s}"], TIMED, "not counted in repetitions"),
        (["change: {duration: 8 s}"], REPS, "not counted in time"),
        (["{variant: a, duration: 8 s}"], REPS, "not counted in time"),
        (["{variant: a}", "{variant: a, reps: 12}"], REPS, "is already the variant"),
        (["{variant: a, load: 1 kg}"], REPS, "heavier at once"),
        (["change: {load: 1 kg}", "{variant: a, load: 2 kg}"], REPS, "heavier at once"),
        (["{variant: a, sides: alternate}"], TIMED, "can alternate"),
        (["{variant: a, reps: 8, duration: 5 s}"], REPS, "together"),
        (["change: {duration: 4 h}"], TIMED, "takes about"),
        (["{variant: a, sets: 20}", "change: {reps: 200}"], REPS, "takes about"),
    ],
)
def test_a_level_that_cannot_be_is_refused(
    tmp_path: Path, levels: list[str], dose: str, words: str
) -> None:
    made, problems = climb(tmp_path, *levels, dose=dose)
    assert made == ()
    assert [words in one.sentence for one in problems] == [True]
    assert problems[0].field.startswith(f"ladder[{len(levels)}]")
    assert problems[0].severity is Severity.ERROR


def test_level_one_has_to_hold_together_too(tmp_path: Path) -> None:
    text = changed(changed(EXERCISE, REPS, TIMED), "sides: each", "sides: alternate")
    folder = write_pack(tmp_path / "pack", exercises={"clam": text}, programmes={})
    (problem,) = read_packs([folder]).problems
    assert (problem.field, problem.line, problem.column) == ("dose.sides", 8, 10)


@pytest.mark.parametrize(
    "levels",
    [
        ["change: {sets: 1}"],
        ["change: {reps: 8}"],
        ["change: {hold: 1 s}"],
        ["change: {rest: 60 s}"],
        ["change: {range: 30 deg}"],
        ["change: {load: 2 kg}", "change: {load: 1 kg}"],
        ["change: {load: medium band}", "change: {load: light band}"],
        ["change: {load: light band}", "change: {load: none}"],
        ["change: {height: 10 cm}", "change: {height: 5 cm}"],
        ["change: {effort: 70 %}", "change: {effort: 60 %}"],
        ["change: {times_a_day: 2}", "change: {times_a_day: 1}"],
    ],
)
def test_a_level_that_is_easier_is_doubted_unless_a_note_says_why(
    tmp_path: Path, levels: list[str]
) -> None:
    made, problems = climb(tmp_path / "bare", *levels)
    assert len(made) == len(levels) + 1
    (problem,) = problems
    assert problem.severity is Severity.WARNING
    assert "is easier than the level below" in problem.sentence
    noted = [*levels[:-1], f"{levels[-1]}\n    note: to make room for what comes next"]
    assert climb(tmp_path / "noted", *noted)[1] == ()


def test_a_shorter_set_is_doubted_and_a_slower_tempo_is_not(tmp_path: Path) -> None:
    assert climb(tmp_path / "a", "change: {duration: 20 s}", dose=TIMED)[1]
    assert not climb(tmp_path / "b", "change: {tempo: {open: 1 s, hold: 1 s}}")[1]
    assert not climb(tmp_path / "c", "change: {load: 2 kg}", "change: {load: light band}")[1]


def test_no_level_is_blamed_for_a_broken_one_below_it(tmp_path: Path) -> None:
    _, problems = climb(
        tmp_path,
        "change: {reps: 012}",
        "change: {reps: 10}",
        "change: {sets: 2}",
        "chang: {load: 1 kg}",
        "change: {load: none}",
        "{variant: a, load: two kg}",
        "{variant: b, load: 2 kg}",
        "change: {hold: 2}",
        "change: {hold: 2 s}",
    )
    assert [one.field for one in problems] == [
        "ladder[1].change.reps",
        "ladder[3].change.sets",
        "ladder[4]",
        "ladder[6].load",
        "ladder[8].change.hold",
    ]


def test_nothing_is_lighter_than_what_it_cannot_be_compared_with() -> None:
    weight, band = Load(kilograms=1), Load(band=Band.LIGHT)
    assert not is_lighter(weight, band)
    assert not is_lighter(weight, weight)
    assert not is_lighter(None, None)
    assert is_lighter(None, band)
    assert not is_lighter(band, None)


@pytest.mark.parametrize(
    ("dose", "levels"),
    [
        pytest.param(
            "  intervals: {rounds: 6, phases: [run: 1 min, walk: 2 min]}\n",
            [
                "change: {intervals: {rounds: 6, phases: [run: 1 min, walk: 90 s]}}",
                "change: {intervals: {rounds: 5, phases: [run: 3 min, walk: 2 min]}}",
                "change: {intervals: {rounds: 1, phases: [run: 20 min]}}",
            ],
            id="run_walk",
        ),
        pytest.param(
            "  intervals: {rounds: 8, phases: [run: 60 s, walk: 90 s]}\n",
            [
                (
                    "change: {intervals: {rounds: 2, phases: [run: 90 s, walk: 90 s, run: 3 min, "
                    "walk: 3 min]}}"
                ),
                (
                    "change: {intervals: {rounds: 1, phases: [run: 3 min, walk: 90 s, run: 5 min, "
                    "walk: 2.5 min, run: 3 min, walk: 1.5 min, run: 5 min]}}"
                ),
            ],
            id="couch_to_5k",
        ),
        pytest.param(
            "  reps: 15\n  tempo: {lower: 3 s, raise: 3 s}\n",
            [
                "{variant: with a bar, note: a weight you could lift fifteen times}",
                "change: {reps: 12}\n    note: a weight you could lift twelve times",
                "change: {reps: 10}\n    note: a weight you could lift ten times",
            ],
            id="slow_heavy_squat",
        ),
        pytest.param(
            "  duration: 45 s\n  phase: hold\n  effort: 50 %\n",
            ["change: {effort: 70 %}"],
            id="isometric_knee_extension",
        ),
        pytest.param(
            "  reps: 6\n  tempo: {hold: 20 s, relax: 2 s}\n",
            [
                "variant: short lever, knees together",
                "{variant: long lever, sets: 3}",
                "change: {reps: 8}",
                "{variant: moving, reps: 6, tempo: {raise: 3 s, lower: 3 s}}",
            ],
            id="copenhagen",
        ),
        pytest.param(
            "  reps: 8\n  tempo: {step: 1 s, return: 1 s}\n",
            [
                "change: {load: light band}\n    note: at the knees",
                "variant: band at the ankles",
                "change: {load: medium band}",
            ],
            id="band_side_step",
        ),
        pytest.param(
            "  intervals: {rounds: 1, phases: [roll: 30 s, roll: 30 s, roll: 30 s, roll: 30 s]}\n",
            ["change: {intervals: {rounds: 1, phases: [roll: 45 s, roll: 45 s]}}"],
            id="foam_roll_thigh",
        ),
        pytest.param(
            "  reps: 5\n  tempo: {jump: 1 s, land: 1 s, hold: 2 s, step: 3 s}\n  height: 10 cm\n",
            ["change: {height: 20 cm}", "{variant: single-leg, height: 10 cm, sets: 3, reps: 4}"],
            id="box_jump",
        ),
        pytest.param(
            "  duration: 15 min\n  phase: cycle\n",
            [
                "change: {duration: 20 min}",
                (
                    "{variant: with brisk minutes, intervals: {rounds: 4, phases: [cycle: 6 min, "
                    "cycle: 1 min]}}"
                ),
            ],
            id="cross_train",
        ),
        pytest.param(
            "  duration: 20 s\n  phase: hold\n",
            [
                "change: {duration: 45 s}",
                "{variant: lifting, reps: 12, tempo: {raise: 1 s, hold: 1 s, lower: 3 s}}",
                "variant: two up, one down",
            ],
            id="hamstring_bridge",
        ),
        pytest.param(
            "  duration: 10 s\n  phase: hop\n",
            ["change: {duration: 20 s}", "variant: side to side"],
            id="line_hops",
        ),
    ],
)
def test_the_hard_cases_of_the_planned_library_can_be_written(
    tmp_path: Path, dose: str, levels: list[str]
) -> None:
    assert len(doses(tmp_path, *levels, dose=dose)) == len(levels) + 1
