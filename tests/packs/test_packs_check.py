from __future__ import annotations

from pathlib import Path

import pytest
from packmaker import EXERCISE, PACK, PROGRAMME, changed, write_pack

from kneecoach.model.dose import (
    Band,
    Intervals,
    Load,
    Phase,
    PhaseName,
    Repetitions,
    Sides,
    Timed,
    Variable,
)
from kneecoach.model.exercise import Cue, Equipment, Exercise, Figure, Kind, Mistake, Position
from kneecoach.packs.catalogue import Reading, read_packs
from kneecoach.packs.problem import Severity
from kneecoach.packs.said import Said
from kneecoach.packs.values import Value


def read(tmp_path: Path, text: str = EXERCISE, **others: str) -> Reading:
    programmes = {"starter": others["programme"]} if "programme" in others else {}
    folder = write_pack(
        tmp_path / "pack",
        pack=others.get("pack", PACK),
        exercises={others.get("name", "clam"): text},
        programmes=programmes,
    )
    return read_packs([folder])


def exercise(tmp_path: Path, text: str = EXERCISE) -> Exercise:
    reading = read(tmp_path, text)
    assert [str(one) for one in reading.problems] == []
    return reading.catalogue.exercises[0]


def test_an_exercise_is_read_in_full(tmp_path: Path) -> None:
    made = exercise(tmp_path)
    assert (made.id, made.name, made.kind) == ("clam", "Clam", Kind.STRENGTH)
    assert (made.position, made.areas, made.pack_id) == (Position.SIDE_LYING, ("hip",), "mine")
    assert made.steps == ("Lie down.",)
    assert made.cues == (Cue(say="Open", phase=PhaseName.OPEN), Cue(say="Stay still"))
    assert made.mistakes == (Mistake(what="Rolling", instead="Stay"),)
    assert made.equipment == (Equipment(name="mat"), Equipment(name="band", optional=True))
    assert (made.easier, made.harder, made.sources) == (None, None, ("book",))
    assert made.figure == Figure(view="side")
    assert [level.changes for level in made.ladder] == [
        None,
        Variable.REPS,
        Variable.HOLD,
        Variable.VARIANT,
    ]
    first, *_, last = (level.dose for level in made.ladder)
    assert first.sides is Sides.EACH
    assert isinstance(last.work, Repetitions)
    assert (last.work.reps, last.hold, last.variant) == (8, 3, "single-leg")
    assert made.ladder[-1].note == "harder"


def test_a_programme_is_read_in_full(tmp_path: Path) -> None:
    text = changed(
        PROGRAMME,
        "- clam",
        "- {exercise: clam, limits: {lowest_level: 2, highest_level: 3, clean_up_to: 2, "
        "acceptable_up_to: 4}}",
    )
    reading = read(tmp_path, programme=text)
    assert reading.problems == ()
    programme = reading.catalogue.programmes[0]
    assert (programme.days_a_week, programme.days_a_week_cap) == (3, 5)
    (item,) = programme.items
    assert item.start_level == 2
    assert (item.limits.lowest_level, item.limits.highest_level) == (2, 3)
    assert (item.limits.clean_up_to, item.limits.acceptable_up_to) == (2, 4)


def test_a_pack_is_read_in_full(tmp_path: Path) -> None:
    (pack,) = read(tmp_path).catalogue.packs
    assert (pack.id, pack.version, pack.language) == ("mine", "1.0.0", "en")
    assert pack.review == "awaiting a physiotherapist's review"
    assert [(one.key, one.where) for one in pack.sources] == [("book", ""), ("page", "somewhere")]


def test_work_can_be_timed_or_go_round_intervals(tmp_path: Path) -> None:
    tempo = "  reps: 10\n  tempo: {open: 2 s, hold: 2 s, close: 2 s}\n"
    ladder = EXERCISE[EXERCISE.index("ladder:") : EXERCISE.index("steps:")]
    cue = "  - {phase: open, say: Open}\n"
    plain = changed(changed(EXERCISE, ladder, "ladder: []\n"), cue, "")
    timed = changed(plain, tempo, "  duration: 1 min\n  phase: hold\n")
    dose = exercise(tmp_path / "timed", timed).ladder[0].dose
    assert dose.work == Timed(phase=Phase(name=PhaseName.HOLD, lasts=60))
    rounds = "  intervals: {rounds: 2, phases: [run: 90 s, walk: 1 min, run: 3 min]}\n"
    dose = exercise(tmp_path / "rounds", changed(plain, tempo, rounds)).ladder[0].dose
    assert dose.work == Intervals(
        rounds=2,
        phases=(
            Phase(name=PhaseName.RUN, lasts=90),
            Phase(name=PhaseName.WALK, lasts=60),
            Phase(name=PhaseName.RUN, lasts=180),
        ),
    )


def test_loads_ranges_heights_and_efforts_are_read(tmp_path: Path) -> None:
    more = "rest: 30 s\n  load: light band\n  range: 45 deg\n  height: 10 cm\n  effort: 70 %\n"
    dose = exercise(tmp_path, changed(EXERCISE, "rest: 30 s\n", more)).ladder[0].dose
    assert dose.load == Load(band=Band.LIGHT)
    assert (dose.range, dose.height, dose.effort, dose.times_a_day) == (45, 10, 70, 1)


# Each: what is written, what is planted instead, the line, the column, the field, words of the
# sentence. The lines are those of EXERCISE in packmaker.py.
PLANTED = [
    ("rest: 30 s", "rest: 30", 12, 9, "dose.rest", 'write "30 s" if you mean seconds'),
    ("rest: 30 s", "rest: 20 min", 12, 9, "dose.rest", "outside 0 s to 15 min"),
    ("rest: 30 s", "rest: ", 12, 8, "dose.rest", "is empty"),
    ("rest: 30 s", "rest: [30 s]", 12, 9, "dose.rest", "is a list"),
    ("rest: 30 s", "rest: {a: b}", 12, 9, "dose.rest", "is a mapping"),
    ("rest: 30 s", "load: ligth band\n  rest: 1 s", 12, 9, "dose.load", "mean light band?"),
    ("name: Clam", "nam: Clam", 2, 1, "nam", "did you mean name?"),
    ("name: Clam\n", "", 1, 1, "name", "is missing (such as `name: Clam`)"),
    ("name: Clam", "name: <b>Clam</b>", 2, 7, "name", "HTML"),
    ("name: Clam", f"name: {'x' * 61}", 2, 7, "name", "61 characters long; at most 60"),
    ("kind: strength", "kind: strenght", 3, 7, "kind", "did you mean strength?"),
    ("kind: strength", "kind: xyz", 3, 7, "kind", "it is one of strength, isometric"),
    ("areas: [hip]", "areas: hip", 6, 8, "areas", "is not a list"),
    ("areas: [hip]", "areas: []", 6, 8, "areas", "has 0 entries"),
    ("sets: 2", "sets: 02", 9, 9, "dose.sets", "did you mean 2?"),
    ("sets: 2", "sets: 2-3", 9, 9, "dose.sets", "did you mean 3?"),
    ("sets: 2", "sets: two", 9, 9, "dose.sets", "not a whole number"),
    ("sets: 2", "sets: 21", 9, 9, "dose.sets", "21 is outside 1 to 20"),
    ("sets: 2", "sets: 2\n  sets: 3", 10, 3, "dose.sets", "is written twice"),
    ("{open: 2 s,", "{opne: 2 s,", 11, 11, "dose.tempo.opne", "did you mean open?"),
    ("{open: 2 s, hold: 2 s, close: 2 s}", "2-2-2", 11, 10, "dose.tempo", "is not a mapping"),
    ("{open: 2 s, hold: 2 s, close: 2 s}", "{}", 11, 10, "dose.tempo", "has 0 entries"),
    ("  reps: 10\n", "", 8, 3, "dose.reps", "goes with `tempo`"),
    ("reps: 10", "reps: 10\n  duration: 1 s", 8, 3, "dose", "`reps`, `tempo`, `duration` together"),
    ("{reps: 12}", "{reps: 12, sets: 3}", 14, 24, "ladder[1].change", "names 2 things"),
    ("{reps: 12}", "{}", 14, 13, "ladder[1].change", "names no things"),
    ("{reps: 12}", "reps 12", 14, 13, "ladder[1].change", "holds fields such as"),
    ("{reps: 12}", "{reps: 10}", 14, 20, "ladder[1].change.reps", "changes nothing"),
    ("{reps: 12}", "{duration: 1 s}", 14, 24, "ladder[1].change.duration", "not counted in time"),
    ("- change: {reps: 12}", "- reps: 12", 14, 5, "ladder[1]", "neither `change` nor"),
    ("- change: {reps: 12}", "- chang: 12", 14, 5, "ladder[1]", "did you mean change?"),
    ("- change: {reps: 12}", "- 12", 14, 5, "ladder[1]", "write `change` or `variant`"),
    ("variant: single-leg", "change: {sets: 3}\n    variant: x", 16, 5, "ladder[3]", "only one"),
    ("- Lie down.", "- ''", 20, 5, "steps[1]", "is empty"),
    ("{phase: open, say: Open}", "{phase: open}", 22, 5, "cues[1].say", "is missing"),
    ("optional: yes", "optional: maybe", 27, 41, "equipment[2].optional", "neither yes nor no"),
    ("easier: none", "easier: None", 28, 9, "easier", "did you mean none?"),
    ("harder: none", "harder: ../x", 29, 9, "harder", "is not an id"),
    ("harder: none", "harder: clamp", 29, 9, "harder", "no exercise"),
    ("sources: [book]", "sources: [bok]", 30, 11, "sources[1]", "did you mean book?"),
    ("figure: {view: side}", "figure: {view: top}", 31, 16, "figure.view", "front, side, back"),
    ("kneecoach-exercise/1", "kneecoach-exercise/2", 1, 9, "format", "it reads /1"),
    ("kneecoach-exercise/1", "kneecoach-exercize/1", 1, 9, "format", "kneecoach-exercise/1?"),
    ("kneecoach-exercise/1", "[x]", 1, 9, "format", "is a list"),
    ("name: Clam", "id: clams\nname: Clam", 2, 5, "id", "not the name of the file (clam)"),
    ("why: Wakes the hip.", "why: Wakes: the hip", 5, 11, "", "quotation marks"),
]


@pytest.mark.parametrize(("old", "new", "line", "column", "field", "words"), PLANTED)
def test_a_planted_mistake_is_found_in_its_place(
    tmp_path: Path, *, old: str, new: str, line: int, column: int, field: str, words: str
) -> None:
    reading = read(tmp_path, changed(EXERCISE, old, new))
    (problem,) = reading.problems
    assert (problem.line, problem.column, problem.field) == (line, column, field)
    assert words in problem.sentence
    assert problem.severity is Severity.ERROR
    assert str(problem).startswith(f"{tmp_path / 'pack' / 'clam.yaml'}:{line}:{column}: {field}")
    # A wrong reference costs the reference; anything else costs the file.
    kept = field.startswith(("sources", "figure")) or "no exercise" in words
    assert bool(reading.catalogue.exercises) == kept


def test_all_mistakes_of_a_file_are_listed_from_top_to_bottom(tmp_path: Path) -> None:
    text = EXERCISE
    for old, new in (
        ("name: Clam", "nme: Clam"),
        ("sets: 2", "sets: 02"),
        ("{reps: 12}", "{rep: 12}"),
        ("{hold: 3 s}", "{hold: 3}"),
        ("variant: single-leg\n    reps: 8", "variant: single-leg\n    duration: 8 s"),
        ("- Lie down.", "- [Lie down]"),
        ("sources: [book]", "sources: [nothing]"),
    ):
        text = changed(text, old, new)
    problems = read(tmp_path, text).problems
    assert [one.line for one in problems] == [2, 9, 14, 15, 20, 30]
    assert [one.as_plain()["field"] for one in problems][:2] == ["nme", "dose.sets"]


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "field", "words"),
    [
        ("days_a_week: 3", "days_a_week: 8", 4, 14, "days_a_week", "outside 1 to 7"),
        ("week: 5", "week: 2", 5, 19, "most_days_a_week", "is below `days_a_week`"),
        ("- clam", "- clam\n  - clam", 8, 5, "exercises[2].exercise", "twice"),
        ("- clam", "- clan", 7, 5, "exercises[1].exercise", "did you mean clam?"),
        ("- clam", "- Clam", 7, 5, "exercises[1].exercise", "is not an id"),
        ("- clam", "- {exercise: clam, start_level: 9}", 7, 35, "start_level", "only 4 levels"),
        ("- clam", "- {start_level: 2}", 7, 5, "exercises[1].exercise", "is missing"),
        ("[book]", "[boook]", 8, 11, "sources[1]", "did you mean book?"),
        ("kneecoach-programme/1", "kneecoach-pack/1", 1, 9, "format", "in the file pack.yaml"),
    ],
)
def test_a_mistake_in_a_programme_is_found_in_its_place(
    tmp_path: Path, *, old: str, new: str, line: int, column: int, field: str, words: str
) -> None:
    problems = read(tmp_path, programme=changed(PROGRAMME, old, new)).problems
    found = [one for one in problems if words in one.sentence]
    assert [(one.line, one.column) for one in found] == [(line, column)]
    assert found[0].field.endswith(field)


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ("{acceptable_up_to: §6}", "looser than the rules have it; it is at most 5"),
        ("{clean_up_to: §4}", "looser than the rules have it; it is at most 3"),
        ("{highest_level: §5}", "has only 4 levels"),
        ("{lowest_level: §5}", "has only 4 levels"),
        ("{lowest_level: 3, highest_level: §2}", "below the lowest level, which is 3"),
        ("{lowest_level: 2}, start_level: §1", "below the lowest level of its limits"),
        ("{highest_level: 2}, start_level: §3", "above the highest level of its limits"),
        ("{clean_up_to: 3, acceptable_up_to: §2}", "below `clean_up_to`, which is 3"),
    ],
)
def test_limits_that_loosen_or_contradict_are_refused(
    tmp_path: Path, limits: str, words: str
) -> None:
    text = changed(PROGRAMME, "- clam", f"- {{exercise: clam, limits: {limits}}}")
    column = text.split("\n")[6].index("§") + 1
    reading = read(tmp_path, programme=text.replace("§", ""))
    (problem,) = reading.problems
    assert (problem.line, problem.column) == (7, column)
    assert words in problem.sentence
    assert reading.catalogue.programmes == ()


def test_running_and_jumping_have_stricter_bands(tmp_path: Path) -> None:
    text = changed(
        PROGRAMME, "- clam", "- {exercise: clam, limits: {clean_up_to: 2, acceptable_up_to: 3}}"
    )
    problems = read(tmp_path, changed(EXERCISE, "strength", "plyo"), programme=text).problems
    assert [one.sentence.rpartition(";")[2] for one in problems] == [
        " it is at most 1 for plyo",
        " it is at most 2 for plyo",
    ]


def test_a_loose_limit_is_found_also_when_its_exercise_is_missing(tmp_path: Path) -> None:
    text = changed(PROGRAMME, "- clam", "- {exercise: dip, limits: {acceptable_up_to: 9}}")
    sentences = [one.sentence for one in read(tmp_path, programme=text).problems]
    assert sentences == [
        'there is no exercise "dip"',
        "9 is looser than the rules have it; it is at most 5",
    ]


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "field", "words"),
    [
        ("id: mine", "id: My Pack", 2, 5, "id", "is not an id"),
        ("version: 1.0.0", "version: 1.0", 4, 10, "version", "three numbers"),
        ("  book: A", "  Book: A", 8, 3, "sources.Book", "is not a key"),
        ("{title: A page, ", "{", 9, 9, "sources.page.title", "is missing"),
        ("sources:\n  book: A book\n", "sources: [a]\nx:\n", 7, 10, "sources", "source key: value"),
    ],
)
def test_a_mistake_in_the_pack_is_found_in_its_place(
    tmp_path: Path, *, old: str, new: str, line: int, column: int, field: str, words: str
) -> None:
    problems = read(tmp_path, pack=changed(PACK, old, new)).problems
    found = [one for one in problems if words in one.sentence]
    assert [(one.line, one.column, one.field) for one in found] == [(line, column, field)]


@pytest.mark.parametrize(
    ("name", "words"), [("Clam", "use small letters"), ("1x", "use small"), ("none", "called")]
)
def test_a_file_name_that_is_no_id_is_refused(tmp_path: Path, name: str, words: str) -> None:
    (problem,) = read(tmp_path, name=name).problems
    assert words in problem.sentence


@pytest.mark.parametrize(("text", "words"), [("", "is empty"), ("- a", "holds fields such as")])
def test_a_file_that_holds_something_else_is_refused(tmp_path: Path, text: str, words: str) -> None:
    (problem,) = read(tmp_path, text).problems
    assert words in problem.sentence


def test_a_cue_that_no_level_says_is_doubted(tmp_path: Path) -> None:
    reading = read(tmp_path, changed(EXERCISE, "phase: open", "phase: raise"))
    (problem,) = reading.problems
    assert problem.severity is Severity.WARNING
    assert (problem.line, problem.column) == (22, 13)
    assert "never said; it has close, hold, open" in problem.sentence
    assert reading.catalogue.exercises


def test_rolling_alone_is_doubted(tmp_path: Path) -> None:
    text = changed(
        EXERCISE,
        "  reps: 10\n  tempo: {open: 2 s, hold: 2 s, close: 2 s}\n",
        "  duration: 45 s\n  phase: roll\n",
    )
    text = text[: text.index("ladder:")] + text[text.index("steps:") :]
    text = changed(text, "phase: open", "phase: roll")
    reading = read(tmp_path, text, programme=PROGRAMME)
    assert [one.severity for one in reading.problems] == [Severity.WARNING]
    assert "nothing but rolling" in reading.problems[0].sentence
    assert reading.catalogue.programmes


def test_a_value_asked_for_as_something_else_is_a_bug() -> None:
    value = Value("b", Said("a: b"), (None, "a"))
    with pytest.raises(TypeError, match="a is not a mapping"):
        value.get("x")
    with pytest.raises(TypeError, match="a is not a mapping"):
        value.text("x")
    with pytest.raises(TypeError, match="there is str in place of int"):
        value.as_whole()
