"""Opening reads what is there, quickly, and makes nothing before it is needed."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from coach_builders import CALM, begin
from fakes import FakeClock

from kneecoach.coach.opening import LazyStore, open_coach, pack_folders, timeline_options
from kneecoach.history.errors import HistoryError
from kneecoach.model.record import History
from kneecoach.paths import find_paths, make_folders
from kneecoach.settings import Settings


def test_an_empty_home_opens_without_making_a_history(home: Path, clock: FakeClock) -> None:
    paths = find_paths({"KNEECOACH_HOME": str(home)})
    with closing(LazyStore(paths.database, clock)) as store:
        opened = open_coach(paths, clock, store)
        assert opened.problems == ()
        assert opened.coach.history == History()
        assert not paths.database.exists()
        begin(opened.coach)
        assert paths.database.exists()


def test_what_was_kept_is_read_again(home: Path, clock: FakeClock) -> None:
    paths = find_paths({"KNEECOACH_HOME": str(home)})
    with closing(LazyStore(paths.database, clock)) as store:
        coach = open_coach(paths, clock, store).coach
        finished = coach.finish(begin(coach), CALM)
        person = coach.person
    with closing(LazyStore(paths.database, clock)) as store:
        again = open_coach(paths, clock, store).coach
        assert (again.history.sessions, again.person) == ((finished,), person)
        store()
        assert not store.has_news()


def test_an_empty_file_is_taken_for_a_new_history(home: Path, clock: FakeClock) -> None:
    paths = find_paths({"KNEECOACH_HOME": str(home)})
    make_folders(paths)
    paths.database.touch()
    with closing(LazyStore(paths.database, clock)) as store:
        coach = open_coach(paths, clock, store).coach
        assert coach.history == History()
        begin(coach)
        assert coach.open_session() is not None


def test_a_broken_history_is_refused_and_left_as_it_is(home: Path, clock: FakeClock) -> None:
    paths = find_paths({"KNEECOACH_HOME": str(home)})
    make_folders(paths)
    paths.database.write_bytes(b"not a history" * 100)
    with closing(LazyStore(paths.database, clock)) as store, pytest.raises(HistoryError):
        open_coach(paths, clock, store)
    assert paths.database.read_bytes() == b"not a history" * 100


def test_packs_that_were_added_are_read_after_our_own(home: Path) -> None:
    paths = find_paths({"KNEECOACH_HOME": str(home)})
    make_folders(paths)
    for name in ("zebra", "apple"):
        (paths.packs / name).mkdir(parents=True)
    (paths.packs / "a file.txt").write_text("")
    own, *added = pack_folders(paths)
    assert (own / "clam.yaml").is_file()
    assert [one.name for one in added] == ["apple", "zebra"]


def test_settings_time_the_session() -> None:
    options = timeline_options(
        Settings(get_ready_seconds=20, switch_seconds=4, self_paced=frozenset({"clam"}))
    )
    assert (options.get_ready, options.switch, options.self_paced) == (20, 4, {"clam"})
    assert options.change_position >= options.get_ready


def test_reading_a_history_does_not_import_the_database_library(
    home: Path, clock: FakeClock
) -> None:
    paths = find_paths({"KNEECOACH_HOME": str(home)})
    with closing(LazyStore(paths.database, clock)) as store:
        coach = open_coach(paths, clock, store).coach
        coach.finish(begin(coach), CALM)
    program = (
        "import os, sys; from kneecoach.clock import SystemClock;"
        "from kneecoach.coach.opening import LazyStore, open_coach;"
        "from kneecoach.paths import find_paths; paths = find_paths(os.environ);"
        "clock = SystemClock(); store = LazyStore(paths.database, clock);"
        "coach = open_coach(paths, clock, store).coach; assert len(coach.history.sessions) == 1;"
        "assert coach.plan_day(coach.programme('knee_starter')).exercises;"
        "sys.exit('sqlalchemy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
