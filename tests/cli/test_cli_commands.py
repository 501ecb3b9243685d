"""Every command with good and with bad input: what is printed, and the exit status."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from kneecoach.cli import main
from kneecoach.clock import SystemClock
from kneecoach.history.quick import read_quickly
from kneecoach.model.record import Ending, History
from kneecoach.paths import find_paths

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process, and return its status, output and complaints."""

    def _run(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main(list(words))
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return status, said.out, said.err

    return _run


def _day(ago: int) -> str:
    return (SystemClock().today() - timedelta(days=ago)).isoformat()


def _database(home: Path) -> Path:
    return find_paths({"KNEECOACH_HOME": str(home)}).database


def _history(home: Path) -> History:
    found = read_quickly(_database(home))
    return History() if found is None else found[1]


LOG = ("log", "knee_starter", "--before", "1", "--during", "2", "--after", "1")


def test_help_names_every_command(run: Run) -> None:
    status, said, _ = run("--help")
    assert status == 0
    for name in ("packs", "plan", "timeline", "run", "log", "check-in", "seen", "dose", "doctor"):
        assert f"  {name}" in said


def test_the_version_is_told(run: Run) -> None:
    status, said, _ = run("--version")
    assert (status, said.split()[0]) == (0, "kneecoach,")


def test_a_plan_says_the_dose_and_why(run: Run) -> None:
    status, said, _ = run("plan", "--programme", "knee_starter")
    assert status == 0
    assert "Squat: 2 × 10" in said
    assert "[N0]" in said


def test_a_plan_for_programs_carries_rule_and_reason(run: Run) -> None:
    status, said, _ = run("plan", "--date", "2026-03-02", "--json")
    plan = json.loads(said)
    assert (status, plan["day"], plan["programme"]) == (0, "2026-03-02", "knee_starter")
    for one in plan["exercises"]:
        assert one["rule"] == "N0"
        assert one["reason"].endswith(".")
        assert one["standing"] == "ready"


def test_a_plan_says_which_stage_it_is_and_what_the_next_one_waits_for(run: Run) -> None:
    _, said, _ = run("plan", "--programme", "sore_after_running")
    assert "Stage 1 of 4, Calm." in said
    assert "open: three calm sessions in a row (0 so far)" in said
    _, told, _ = run("plan", "--programme", "sore_after_running", "--json")
    stage = json.loads(told)["stage"]
    assert (stage["stage"], stage["next"], stage["rule"]) == ("calm", "strengthen", "T0")
    assert {need["met"] for need in stage["needs"]} == {False}
    _, plain, _ = run("plan", "--json")
    assert json.loads(plain)["stage"] is None


def test_a_plan_names_what_is_in_no_pack(run: Run, home: Path) -> None:
    pack = home / "data" / "packs" / "mine"
    (pack / "programmes").mkdir(parents=True)
    (pack / "pack.yaml").write_text(
        "format: kneecoach-pack/1\nid: mine\nname: Mine\nversion: 1.0.0\nauthor: Me\n"
        "review: none\nsources: {book: A book}\n"
    )
    (pack / "programmes" / "own.yaml").write_text(
        "format: kneecoach-programme/1\nname: Own\nwhy: Because.\ndays_a_week: 3\n"
        "most_days_a_week: 4\nexercises: [squat]\nsources: [book]\n"
    )
    status, said, _ = run("plan", "--programme", "own")
    assert status in {0, 1}
    assert "Squat" in said or status == 1


def test_a_timeline_lists_steps_and_cues_in_order(run: Run) -> None:
    status, said, _ = run("timeline", "before_a_run", "--json")
    timeline = json.loads(said)
    assert status == 0
    moments = [step["at"] for step in timeline["steps"]]
    assert moments == sorted(moments)
    assert moments[0] == 0
    assert timeline["expected_seconds"] > moments[-1]
    assert {"countdown", "start", "end"} <= {cue["name"] for cue in timeline["cues"]}
    status, said, _ = run("timeline", "before_a_run")
    assert status == 0
    assert said.startswith("00:00  Warm-up")
    assert said.rstrip().endswith("end")


def test_a_logged_session_is_in_the_history_and_in_the_plan(run: Run, home: Path) -> None:
    status, said, _ = run(*LOG, "--date", _day(2), "--morning", "1", "--effort", "4")
    assert (status, said) == (0, f"Kept: Knee starter on {_day(2)}.\n")
    history = _history(home)
    record = history.sessions[0]
    assert (record.ending, record.day.isoformat()) == (Ending.LOGGED, _day(2))
    assert (record.scores.during, record.scores.after, record.scores.effort) == (2, 1, 4)
    assert len(record.sets) == sum(one.dose.sets for one in record.exercises)
    assert [one.day.isoformat() for one in history.check_ins] == [_day(1)]
    _, told, _ = run("plan", "--json")
    assert {one["rule"] for one in json.loads(told)["exercises"]} == {"H4"}


def test_everything_that_is_told_of_a_session_is_kept(run: Run, home: Path) -> None:
    status, _, _ = run(
        *(*LOG, "--date", _day(1), "--complete", "60", "--flag", "swelling"),
        *("--flag", "limping", "--sharp", "--throughout", "--spare", "3", "--note", "It was ’hot’"),
    )
    assert status == 0
    record = _history(home).sessions[0]
    assert {flag.value for flag in record.scores.flags} == {"swelling", "limping"}
    assert (record.scores.sharp, record.scores.throughout) == (True, True)
    assert record.scores.note == "It was ’hot’"
    assert {one.complete for one in record.sets} == {60}
    assert {one.spare for one in record.exercises} == {3}


def test_logging_on_a_day_of_rest_is_kept_with_a_word(run: Run, home: Path) -> None:
    run("log", "knee_starter", "--before", "1", "--during", "7", "--after", "2", "--date", _day(1))
    status, _, complaint = run(*LOG, "--date", _day(0))
    assert status == 0
    assert "asked for rest" in complaint
    assert len(_history(home).sessions) == 2


def test_a_morning_is_kept(run: Run, home: Path) -> None:
    status, said, _ = run("check-in", "3", "--date", _day(1), "--flag", "swelling", "--walks")
    assert (status, said) == (0, f"Kept: pain 3 on the morning of {_day(1)}.\n")
    check_in = _history(home).check_ins[0]
    assert (check_in.pain, check_in.walks_30_minutes) == (3, True)
    assert run("check-in", "2", "--new", "--does-not-walk")[0] == 0
    assert [one.new_onset for one in _history(home).check_ins] == [False, True]


def test_having_been_seen_is_kept(run: Run, home: Path) -> None:
    assert run("seen", "Physio: fine to go on")[0] == 0
    assert _history(home).clearances[0].note == "Physio: fine to go on"


def test_a_session_in_the_terminal_keeps_every_set(run: Run, home: Path) -> None:
    scores = ("--before", "1", "--during", "1", "--after", "1", "--effort", "4")
    status, said, _ = run("run", "before_a_run", "--speed", "10000", *scores)
    assert status == 0
    record = _history(home).sessions[0]
    assert said.count("kept: ") == len(record.sets) == 7
    assert record.ending is Ending.FINISHED
    assert (record.scores.during, record.scores.after, record.scores.effort) == (1, 1, 4)
    assert "Done: 7 of 7 sets" in said
    assert "Next time: The same dose." in said


def test_a_sore_knee_does_not_start_and_the_rest_is_kept(run: Run, home: Path) -> None:
    status, said, _ = run("run", "knee_starter", "--before", "7")
    assert status == 0
    assert said.startswith("Not today. ")
    assert "[R3]" in said
    assert [one.ending for one in _history(home).sessions] == [Ending.RESTED]


def test_going_on_with_a_session_that_there_is_not(run: Run, home: Path) -> None:
    status, _, complaint = run("run", "knee_starter", "--before", "1", "--resume")
    assert status == 1
    assert "No session of Knee starter was cut off today." in complaint
    assert not _database(home).exists()


def test_the_schema_is_printed(run: Run) -> None:
    status, said, _ = run("packs", "schema")
    assert status == 0
    assert "kneecoach-exercise/1" in json.dumps(json.loads(said))


def test_good_packs_have_no_problems(run: Run) -> None:
    status, said, _ = run("packs", "check", "exercises")
    assert (status, said) == (0, "No problems found.\n")
    assert run("packs", "check", "exercises", "--json")[1] == "[]\n"


def test_a_bad_pack_is_told_with_its_place(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "clam.yaml"
    file.write_text("format: kneecoach-exercise/1\nname: Clam\nkynd: strength\n")
    status, said, _ = run("packs", "check", str(file))
    assert status == 1
    assert f"{file}:3:1: kynd" in said
    assert "did you mean kind?" in said.lower()
    status, said, _ = run("packs", "check", str(file), "--json")
    assert status == 1
    assert any(one["line"] == 3 for one in json.loads(said))


def test_cases_are_decided_and_compared(run: Run, tmp_path: Path) -> None:
    cases = _cases(tmp_path, "hold")
    status, said, _ = run("dose", "decide", str(cases))
    assert status == 0
    assert "1 of 1 as expected." in said
    status, said, _ = run("dose", "decide", str(cases), "--json")
    case = json.loads(said)[0]
    assert (status, case["id"], case["meets"]) == (0, "V01", True)
    assert case["reason"].endswith(".")


def test_a_case_that_is_not_met_fails(run: Run, tmp_path: Path) -> None:
    status, said, _ = run("dose", "decide", str(_cases(tmp_path, "progress")))
    assert status == 1
    assert "NOT as expected" in said
    assert "0 of 1 as expected." in said


def _cases(folder: Path, decision: str) -> Path:
    file = folder / "cases.yaml"
    file.write_text(
        "schema: kneecoach-vignette/1\n"
        "vignettes:\n"
        "  - id: V01\n"
        "    title: a sore morning\n"
        "    item: {kind: strength, level: 2, levels: 5, days_at_level: 3}\n"
        "    history:\n"
        "      - {d: -2, before: 1, during: 1, after: 1, morning: 1, complete: 100, rpe: 5}\n"
        "    today: {before: 1}\n"
        f"    expect: {{decision: {decision}}}\n"
    )
    return file


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (["plan", "--programme", "nope"], 1, "These exist: back_of_the_knee, before_a_run,"),
        (["timeline", "nope"], 1, "There is no programme called nope."),
        (["run", "nope", "--before", "1"], 1, "There is no programme called nope."),
        (["plan", "--programe", "x"], 2, "Did you mean '--programme'?"),
        (["plan", "--date", "yesterday"], 2, "is not a day; write it like 2026-03-02"),
        (["plan", "--date", "0001-01-01"], 2, "lies outside 1990-01-01 to 2199-12-31"),
        (["plan", "--date", "2026-02-30"], 2, "is not a day"),
        (["nonsense"], 2, "No such command 'nonsense'"),
        (["log", "knee_starter", "--date", "2026-03-02"], 2, "Missing option '--before'"),
        ([*LOG], 2, "Missing option '--date'"),
        ([*LOG, "--date", "2199-01-01"], 1, "is still to come"),
        ([*LOG, "--date", "2026-03-02", "--effort", "11"], 2, "11 is not in the range 0<=x<=10"),
        ([*LOG, "--date", "2026-03-02", "--complete", "101"], 2, "not in the range"),
        ([*LOG, "--date", "2026-03-02", "--flag", "sweling"], 2, "did you mean swelling?"),
        ([*LOG, "--date", "2026-03-02", "--flag", "zzz"], 2, "The signs are: giving_way,"),
        (["check-in", "11"], 2, "not in the range"),
        (["check-in", "3", "--date", "2199-01-01"], 1, "still to come"),
        (["check-in", "3", "--date", "2001-01-01"], 1, "more than a week ago"),
        (["check-in", "3", "--flag", "lokcing"], 2, "did you mean locking?"),
        (["run", "knee_starter"], 2, "Give it with --before 0 to 10."),
        (["run", "knee_starter", "--speed", "0"], 2, "not in the range"),
        (["packs", "check"], 2, "Missing argument 'PATHS...'"),
        (["packs", "check", "/no/such/folder"], 1, ""),
        (["dose", "decide", "/no/such/cases.yaml"], 1, "/no/such/cases.yaml"),
        (["seen"], 2, "Missing argument 'NOTE'"),
    ],
)
def test_what_cannot_be_done_gets_a_sentence_and_its_status(
    words: list[str], status: int, sentence: str, run: Run, home: Path
) -> None:
    found, said, complaint = run(*words)
    assert found == status
    assert sentence in complaint + said
    assert _history(home) == History(), "nothing was kept"
    if words[0] != "packs":
        assert complaint.startswith("kneecoach: ")
        assert said == ""


def test_the_morning_after_today_is_not_known_yet(run: Run) -> None:
    status, _, complaint = run(*LOG, "--date", _day(0), "--morning", "1")
    assert status == 1
    assert "kneecoach check-in" in complaint


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("vignettes: [", "cases.yaml:"),
        ("vignettes:\n  - id: V01\n    id: V02\n", "cases.yaml:3"),
        ("a: &x [*x]\n", "cases.yaml:"),
        ("just words", ""),
        ("schema: kneecoach-vignette/1\nvignettes:\n  - {id: V01, title: x}\n", "V01"),
        ("\x00\x01", "cases.yaml"),
    ],
)
def test_malformed_cases_get_a_sentence(text: str, sentence: str, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "cases.yaml"
    file.write_text(text)
    status, said, complaint = run("dose", "decide", str(file))
    assert (status, said) == (1, "")
    assert complaint.startswith("kneecoach: ")
    assert sentence in complaint
    assert "Something went wrong" not in complaint


@pytest.mark.parametrize(
    "words",
    [
        ("plan",),
        ("timeline", "knee_starter"),
        ("run", "knee_starter", "--before", "1"),
        (*LOG, "--date", "2026-03-02"),
        ("check-in", "2"),
        ("seen", "note"),
    ],
)
def test_a_broken_history_gets_a_sentence_and_is_left_as_it_is(
    words: tuple[str, ...], run: Run, home: Path
) -> None:
    database = _database(home)
    database.parent.mkdir(parents=True)
    database.write_bytes(b"not a database at all" * 40)
    status, said, complaint = run(*words)
    assert (status, said) == (1, "")
    assert "is not a history of kneecoach" in complaint
    assert database.read_bytes() == b"not a database at all" * 40


def test_a_history_of_a_newer_kneecoach_is_left_as_it_is(run: Run, home: Path) -> None:
    run("seen", "note")
    with closing(sqlite3.connect(_database(home))) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = 'r9999'")
        connection.execute("UPDATE schema_change SET program_version = '9.9.9'")
    for words in (("plan",), ("check-in", "2")):
        status, _, complaint = run(*words)
        assert status == 1
        assert "kneecoach 9.9.9" in complaint
        assert "Install" in complaint


def test_a_setting_that_cannot_be_read_is_told_and_does_not_stop(run: Run, home: Path) -> None:
    settings = find_paths({"KNEECOACH_HOME": str(home)}).settings
    settings.parent.mkdir(parents=True)
    settings.write_text('{"volume_percent": "loud"}')
    status, said, complaint = run("plan")
    assert status == 0
    assert "Knee starter" in said
    assert complaint


def test_a_bad_pack_of_ones_own_is_counted_and_does_not_stop(run: Run, home: Path) -> None:
    pack = home / "data" / "packs" / "mine"
    pack.mkdir(parents=True)
    (pack / "pack.yaml").write_text("format: nonsense\n")
    status, said, complaint = run("plan")
    assert (status, "Knee starter" in said) == (0, True)
    assert "kneecoach packs check lists them" in complaint


def test_a_bug_is_logged_and_said_without_a_traceback(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> int:
        raise ZeroDivisionError("a slip")

    monkeypatch.setattr("kneecoach.cli.plan.show_plan", broken)
    status, _, complaint = run("plan")
    log = find_paths({"KNEECOACH_HOME": str(home)}).log
    assert status == 1
    assert "Something went wrong inside kneecoach (ZeroDivisionError)" in complaint
    assert str(log) in complaint
    assert "a slip" in log.read_text() or "ZeroDivisionError" in log.read_text()


def test_a_part_that_cannot_be_loaded_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> int:
        raise ImportError("libpulse.so.0: cannot open shared object file")

    monkeypatch.setattr("kneecoach.cli.plan.show_plan", broken)
    status, _, complaint = run("plan")
    assert status == 1
    assert "libpulse.so.0" in complaint
    assert "bootstrap.py setup" in complaint


def test_days_are_the_persons_own(run: Run, home: Path) -> None:
    run(*LOG, "--date", _day(0))
    assert _history(home).sessions[0].day == date.fromisoformat(_day(0))


def test_a_dose_can_be_overruled_and_says_what_follows(run: Run, home: Path) -> None:
    status, out, _ = run("dose", "overrule", "clam", "--down", "--side", "left")
    assert status == 0
    assert "one level down for the next session of Clam" in out
    assert "Clam (left): level 1. You chose to go down" in out
    (kept,) = _history(home).overrules
    assert (kept.exercise_id, kept.side, kept.choice) == ("clam", "left", "down")
    plain = json.loads(run("plan", "--json")[1])
    (left,) = (
        one for one in plain["exercises"] if (one["exercise"], one["side"]) == ("clam", "left")
    )
    assert (left["rule"], left["detail"]["instead_of"]) == ("O1", "N0")


def test_going_up_is_warned_of_and_says_when_it_changes_nothing(run: Run, home: Path) -> None:
    status, out, _ = run("dose", "overrule", "squat", "--up", "--reason", "Easy")
    assert status == 0
    assert out.startswith("Going up sooner than the rules advise may make the knee sore")
    assert "Kept on record; it changes nothing today." in out
    assert _history(home).overrules[0].reason == "Easy"


def test_overruling_what_the_programme_does_not_have_changes_nothing_today(run: Run) -> None:
    status, out, _ = run("dose", "overrule", "eccentric_decline_squat", "--hold")
    assert (status, "so nothing changes today" in out) == (0, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("squat",), "One choice is needed."),
        (("squat", "--up", "--down", "--reason", "x"), "Only one choice"),
        (("squat", "--up"), "Going up needs a reason."),
        (("sqat", "--hold"), "did you mean squat"),
        (("squat", "--hold", "--side", "left"), "share one dose"),
        (("squat", "--hold", "--side", "middle"), "--side"),
    ],
)
def test_an_overrule_that_cannot_be_is_told(
    run: Run, home: Path, words: tuple[str, ...], said: str
) -> None:
    status, out, complaint = run("dose", "overrule", *words)
    assert (status, out) == (2, "")
    assert said in complaint
    assert _history(home).overrules == ()


def test_a_checked_sign_can_be_silenced_until_a_day(run: Run, home: Path) -> None:
    run("check-in", "1", "--flag", "painful_clicking")
    words = ("dose", "silence", "painful_clicking", "--until", _day(-3), "--note", "A physio")
    status, out, _ = run(*words)
    assert (status, _day(-3) in out) == (0, True)
    assert len(_history(home).silences) == 1
    for ago, rule in ((-3, "N0"), (-4, "S2")):
        plain = json.loads(run("plan", "--json", "--date", _day(ago))[1])
        assert {one["rule"] for one in plain["exercises"]} == {rule}


@pytest.mark.parametrize(
    ("flag", "ago", "said"),
    [
        ("fever", -3, "never silenced"),
        ("locking", 1, "is over"),
        ("locking", -91, "too far ahead"),
        ("clicks", -3, "not a sign"),
    ],
)
def test_a_silence_that_cannot_be_is_told(
    run: Run, home: Path, flag: str, ago: int, said: str
) -> None:
    status, _, complaint = run("dose", "silence", flag, "--until", _day(ago), "--note", "A physio")
    assert status == 2
    assert said in complaint
    assert _history(home).silences == ()


def test_a_pack_may_name_the_built_in_exercises(run: Run, tmp_path: Path) -> None:
    (tmp_path / "programmes").mkdir()
    (tmp_path / "pack.yaml").write_text(
        "format: kneecoach-pack/1\nid: mine\nname: Mine\nversion: 1.0.0\n"
        "author: A physio\nreview: awaiting a physiotherapist's review\n"
    )
    programme = tmp_path / "programmes" / "mine.yaml"
    text = "format: kneecoach-programme/1\nname: Mine\nwhy: For me.\ndays_a_week: 3\nexercises:\n"
    programme.write_text(f"{text}  - clam\n")
    assert run("packs", "check", str(tmp_path))[0] == 0
    programme.write_text(f"{text}  - clamm\n")
    status, said, _ = run("packs", "check", str(tmp_path))
    assert status == 1
    assert "did you mean clam?" in said
