"""Several people at one computer: each has their own history, settings and kept days."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from kneecoach.cli import main
from kneecoach.clock import SystemClock
from kneecoach.coach.people import LONGEST_NAME
from kneecoach.history.break_log import BreakLog
from kneecoach.model.desk_break import BreakOutcome, DeskBreak
from kneecoach.paths import PERSON_VARIABLE, find_paths
from kneecoach.settings import Settings, load_settings, save_settings

SAID = ("--before", "1", "--during", "2", "--after", "1")


@pytest.fixture
def household(home: Path) -> Path:
    assert main(["log", "knee_starter", "--date", "2026-03-02", *SAID]) == 0
    assert main(["people", "rename", "Robin"]) == 0
    assert main(["people", "add", "Sam", "--knee", "left"]) == 0
    return home


def listed(capsys) -> list[str]:
    capsys.readouterr()
    assert main(["people"]) == 0
    return capsys.readouterr().out.splitlines()


def test_they_are_listed_and_one_is_chosen(household, capsys) -> None:
    assert listed(capsys) == ["* Robin, both knees", "  Sam, left knee"]
    assert main(["people", "use", "sam"]) == 0
    assert listed(capsys) == ["  Robin, both knees", "* Sam, left knee"]
    assert main(["people", "use", "Robin"]) == 0
    assert listed(capsys)[0] == "* Robin, both knees"


def test_a_command_is_for_who_is_named_and_the_next_is_not(household, capsys) -> None:
    assert main(["--person", "sam", "function", "log", "-a", "Run=3"]) == 0
    assert PERSON_VARIABLE not in os.environ
    capsys.readouterr()
    assert main(["function", "list"]) == 0
    assert "Run" not in capsys.readouterr().out
    assert main(["--person", "Sam", "function", "list"]) == 0
    assert "Run" in capsys.readouterr().out
    assert main(["--person", "Nobody", "plan"]) == 1
    assert "Here are: Robin, Sam." in capsys.readouterr().err
    assert PERSON_VARIABLE not in os.environ


def test_history_settings_and_breaks_are_each_persons_own(household, capsys) -> None:
    paths = find_paths(os.environ)
    save_settings(paths.settings, Settings(programme="mobility"))
    clock = SystemClock()
    log = BreakLog(paths.database, clock, paths.person)
    log.add(a_break(clock))
    assert main(["people", "use", "Sam"]) == 0
    mine = find_paths(os.environ)
    assert {mine.settings, mine.kept_days, mine.break_memo}.isdisjoint(
        {paths.settings, paths.kept_days, paths.break_memo}
    )
    assert load_settings(mine.settings)[0].programme == ""
    today = clock.today()
    assert BreakLog(mine.database, clock, mine.person).of_days(today, today) == ()
    assert len(log.of_days(today, today)) == 1
    capsys.readouterr()
    assert main(["mornings"]) == 0
    assert main(["plan"]) == 0
    assert "Mobility" not in capsys.readouterr().out
    assert main(["--person", "Robin", "plan"]) == 0
    assert "Mobility" in capsys.readouterr().out


def a_break(clock: SystemClock) -> DeskBreak:
    from uuid import uuid4

    return DeskBreak(
        id=uuid4(),
        day=clock.today(),
        at=clock.now(),
        outcome=BreakOutcome.TAKEN,
        sat_seconds=60,
        lasted_seconds=30,
        exercise_id="heel_raise",
    )


def test_a_name_that_will_not_do_is_refused(household, capsys) -> None:
    for name in ("", "  ", "SAM", "robin", "x" * (LONGEST_NAME + 1)):
        assert main(["people", "add", name]) == 1
        assert capsys.readouterr().err.startswith("kneecoach: ")
    assert len(listed(capsys)) == 2


def test_somebody_who_leaves_takes_only_their_own(household, capsys) -> None:
    paths = find_paths(os.environ)
    save_settings(paths.settings, Settings(programme="mobility"))
    assert main(["people", "use", "Sam"]) == 0
    assert main(["function", "log", "-a", "Run=3"]) == 0
    save_settings(find_paths(os.environ).settings, Settings(volume_percent=5))
    assert main(["--person", "Robin", "delete", "everything", "--yes"]) == 0
    assert "other people here were left alone" in capsys.readouterr().out
    assert listed(capsys) == ["* Sam, left knee"]
    assert main(["function", "list"]) == 0
    assert "Run" in capsys.readouterr().out
    settings = load_settings(find_paths(os.environ).settings)[0]
    assert (settings.programme, settings.volume_percent) == ("", 5)


def test_a_broken_choice_falls_back_to_the_first(household, capsys) -> None:
    for content in (b"", b"\xff\xfe", b"f" * 32, b"../../etc/passwd" * 2, b"f" * 5000):
        find_paths(os.environ).chosen.write_bytes(content)
        assert listed(capsys)[0] == "* Robin, both knees"
        assert main(["plan", "--date", date(2026, 3, 9).isoformat()]) == 0


def test_what_comes_from_elsewhere_is_theirs_who_is_meant(household, tmp_path, capsys) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("date,during\n2025-03-02,3\n")
    assert main(["--person", "Sam", "import", str(table)]) == 0
    assert main(["--person", "Sam", "delete", "session", "2025-03-02"]) == 0
    capsys.readouterr()
    assert main(["delete", "session", "2025-03-02"]) == 1
