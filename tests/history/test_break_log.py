from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fakes import FakeClock
from history_samples import MORNING, a_desk_break

from kneecoach.history.break_log import BreakLog
from kneecoach.history.errors import HistoryError, Trouble
from kneecoach.history.store import HistoryStore
from kneecoach.model.desk_break import BreakOutcome, BreakTally, tally

DATA = Path(__file__).parent / "data"
DAY = MORNING.date()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "history.db"


@pytest.fixture
def log(path: Path, clock: FakeClock) -> BreakLog:
    return BreakLog(path, clock)


def test_breaks_come_back_as_they_were_in_the_order_they_happened(log: BreakLog) -> None:
    later = a_desk_break(MORNING + timedelta(hours=2), BreakOutcome.SKIPPED)
    earlier = a_desk_break()
    tomorrow = a_desk_break(MORNING + timedelta(days=1))
    for one in (later, earlier, tomorrow):
        log.add(one)
    assert log.of_days(DAY, DAY) == (earlier, later)
    assert log.of_days(DAY, DAY + timedelta(days=1)) == (earlier, later, tomorrow)
    assert log.last_exercises(5) == ("heel_raise", "heel_raise")


def test_a_history_that_is_not_there_holds_no_breaks_and_is_not_made(
    log: BreakLog, path: Path
) -> None:
    assert log.of_days(DAY, DAY) == ()
    assert log.last_exercises(3) == ()
    assert not path.exists()


def test_an_older_history_is_brought_up_to_date_by_the_first_break(
    log: BreakLog, path: Path
) -> None:
    shutil.copy(DATA / "0003.db", path)
    assert log.of_days(DAY, DAY) == ()
    log.add(a_desk_break())
    assert len(log.of_days(DAY, DAY)) == 1


def test_a_break_needs_no_sqlalchemy_once_the_history_is_there(path: Path) -> None:
    with closing(HistoryStore(path, FakeClock())) as store:
        store.default_person()
    program = f"""
import sys
sys.path[:0] = {[str(DATA.parent), str(DATA.parents[1])]!r}
from pathlib import Path
from kneecoach.clock import SystemClock
from kneecoach.history.break_log import BreakLog
from kneecoach.model.desk_break import BreakOutcome, DeskBreak
from uuid import uuid4
clock = SystemClock()
log = BreakLog(Path({str(path)!r}), clock)
log.add(DeskBreak(id=uuid4(), day=clock.today(), at=clock.now(),
                  outcome=BreakOutcome.TAKEN, sat_seconds=1))
assert len(log.of_days(clock.today(), clock.today())) == 1
assert "sqlalchemy" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_break_that_cannot_be_read_is_damage_in_words(log: BreakLog, path: Path) -> None:
    log.add(a_desk_break())
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE desk_break SET day = ?, at = 'yesterday'", (DAY.isoformat(),))
    with pytest.raises(HistoryError, match="desk break") as caught:
        log.of_days(DAY, DAY)
    assert caught.value.trouble is Trouble.DAMAGED


def test_a_file_that_is_no_history_is_told_of(log: BreakLog, path: Path) -> None:
    path.write_bytes(b"not a database" * 100)
    with pytest.raises(HistoryError):
        log.add(a_desk_break())
    with pytest.raises(HistoryError):
        log.of_days(DAY, DAY)


def test_a_day_adds_up() -> None:
    day = (
        a_desk_break(),
        replace(a_desk_break(), sat_seconds=5400),
        a_desk_break(outcome=BreakOutcome.POSTPONED),
        a_desk_break(outcome=BreakOutcome.SKIPPED),
        a_desk_break(outcome=BreakOutcome.NATURAL),
    )
    assert tally(day) == BreakTally(
        taken=2, postponed=1, skipped=1, natural=1, longest_sit_seconds=5400
    )
    assert tally(()) == BreakTally()


def test_a_break_keeps_a_moment_with_its_zone_and_no_time_below_nothing() -> None:
    with pytest.raises(ValueError, match="time zone"):
        replace(a_desk_break(), at=datetime(2026, 3, 2, tzinfo=UTC).replace(tzinfo=None))
    with pytest.raises(ValueError, match="shorter than nothing"):
        replace(a_desk_break(), sat_seconds=-1)
