"""Copies of the history: made daily, rotated, brought back; and what a damaged one gives up."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from fakes import FakeClock
from history_samples import MORNING, a_check_in, a_set, an_open_session
from hypothesis import given
from hypothesis import strategies as st

from kneecoach.history.backups import (
    DAYS,
    WEEKS,
    Backup,
    find_backups,
    find_superfluous,
    is_sound,
    keep_daily,
    look_into,
    make_copy,
)
from kneecoach.history.errors import HistoryError, Trouble
from kneecoach.history.repair import repair, restore
from kneecoach.history.store import HistoryStore
from kneecoach.model.record import Ending, Scores

TODAY = date(2026, 3, 2)
PAGE = 4096


def fill(path: Path, clock: FakeClock, sessions: int, first: int = 0) -> None:
    """Keep sessions with four sets and a morning each."""
    with closing(HistoryStore(path, clock)) as store:
        person = store.default_person().id
        for number in range(first, first + sessions):
            began = MORNING + timedelta(days=2 * number)
            record = an_open_session(person, began)
            store.start_session(record)
            for place in range(4):
                store.record_set(record.id, a_set(1 + place, ended_at=began))
            store.finish_session(
                record.id,
                ended_at=began + timedelta(minutes=20),
                ending=Ending.FINISHED,
                scores=Scores(during=2, after=1, effort=4),
            )
            store.add_check_in(a_check_in(person, began.date() + timedelta(days=1)))


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Return a history of thirty sessions and the same with ten more; made once, it takes long."""
    folder = tmp_path_factory.mktemp("stock")
    paths = {number: folder / f"{number}.sqlite3" for number in (30, 40)}
    fill(paths[30], FakeClock(), 30)
    make_copy(paths[30], paths[40])
    fill(paths[40], FakeClock(), 10, first=100)
    return paths


@pytest.fixture
def history(stock: dict[int, Path], tmp_path: Path) -> Path:
    path = tmp_path / "data" / "history.sqlite3"
    make_copy(stock[30], path)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "backups"


def test_one_copy_a_day_is_made_and_it_is_sound(history: Path, folder: Path) -> None:
    made = keep_daily(history, folder, TODAY)
    assert made is not None
    assert is_sound(made)
    assert look_into(made) == look_into(history)
    assert keep_daily(history, folder, TODAY) is None
    assert [one.day for one in find_backups(folder)] == [TODAY]
    assert made.stat().st_mode & 0o077 == 0


def test_a_copy_is_made_while_a_session_is_kept(
    history: Path, folder: Path, clock: FakeClock
) -> None:
    with closing(HistoryStore(history, clock)) as store:
        record = an_open_session(store.default_person().id, MORNING + timedelta(days=90))
        store.start_session(record)
        store.record_set(record.id, a_set(ended_at=record.started_at))
        made = keep_daily(history, folder, TODAY)
        assert made is not None
        assert look_into(made).sessions == 31


def test_without_a_history_there_is_nothing_to_copy(tmp_path: Path, folder: Path) -> None:
    assert keep_daily(tmp_path / "none.sqlite3", folder, TODAY) is None
    assert find_backups(folder) == ()


def test_a_copy_that_cannot_be_written_is_told_and_takes_no_older_one(
    history: Path, folder: Path
) -> None:
    keep_daily(history, folder, TODAY)
    (folder / "history-2026-03-03.sqlite3.unfinished").mkdir()
    with pytest.raises(HistoryError):
        keep_daily(history, folder, TODAY + timedelta(days=1))
    assert [one.day for one in find_backups(folder)] == [TODAY]


@given(st.sets(st.integers(0, 400), max_size=60))
def test_seven_days_and_eight_weeks_are_kept(ages: set[int]) -> None:
    backups = [Backup(path=Path(str(age)), day=TODAY - timedelta(days=age)) for age in ages]
    gone = {one.path for one in find_superfluous(backups, TODAY)}
    kept = [one for one in backups if one.path not in gone]
    newest = sorted(backups, key=lambda one: one.day, reverse=True)[:DAYS]
    assert set(newest) <= set(kept)
    weeks = {one.day.isocalendar()[:2] for one in backups}
    kept_weeks = {one.day.isocalendar()[:2] for one in kept}
    assert kept_weeks >= set(sorted(weeks, reverse=True)[:WEEKS])
    assert len(kept) <= DAYS + WEEKS


def test_a_copy_of_a_day_to_come_is_kept() -> None:
    ahead = Backup(path=Path("ahead"), day=TODAY + timedelta(days=30))
    many = [Backup(path=Path(str(age)), day=TODAY - timedelta(days=age)) for age in range(90)]
    assert ahead not in find_superfluous([ahead, *many], TODAY)


def test_a_copy_is_brought_back_and_what_was_there_is_kept(
    history: Path, folder: Path, clock: FakeClock, stock: dict[int, Path]
) -> None:
    made = keep_daily(history, folder, TODAY)
    assert made is not None
    history.unlink()
    make_copy(stock[40], history)
    tried = restore(history, made, clock, dry_run=True)
    assert (tried.before, tried.after, tried.set_aside) == (
        look_into(history),
        look_into(made),
        None,
    )
    done = restore(history, made, clock)
    assert look_into(history).sessions == 30
    assert done.set_aside is not None
    assert look_into(done.set_aside).sessions == 40
    with closing(HistoryStore(history, clock)) as store:
        assert len(store.read(store.default_person().id).sessions) == 30


def test_a_damaged_foreign_or_missing_copy_is_not_brought_back(
    history: Path, folder: Path, clock: FakeClock, tmp_path: Path
) -> None:
    made = keep_daily(history, folder, TODAY)
    assert made is not None
    other = tmp_path / "other.sqlite3"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE song (name TEXT)")
    made.write_bytes(made.read_bytes()[: 6 * PAGE])
    before = history.read_bytes()
    for bad in (made, other, tmp_path / "none.sqlite3"):
        with pytest.raises(HistoryError):
            restore(history, bad, clock)
        assert history.read_bytes() == before


def test_a_copy_by_a_newer_version_is_not_brought_back(
    history: Path, folder: Path, clock: FakeClock
) -> None:
    made = keep_daily(history, folder, TODAY)
    assert made is not None
    with closing(sqlite3.connect(made)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(HistoryError) as refusal:
        restore(history, made, clock)
    assert refusal.value.trouble is Trouble.NEWER


def test_a_sound_history_is_not_repaired(history: Path, folder: Path, clock: FakeClock) -> None:
    assert repair(history, folder, clock) is None


def damage(path: Path, seed: int) -> None:
    """Write over some pages, or cut the end off, as a dying disk does."""
    chance = random.Random(seed)  # noqa: S311 - any damage will do
    content = bytearray(path.read_bytes())
    pages = len(content) // PAGE
    for page in chance.sample(range(1, pages), k=min(pages - 1, chance.randint(1, 4))):
        content[page * PAGE : (page + 1) * PAGE] = chance.randbytes(PAGE)
    if chance.random() < 0.3:
        del content[chance.randrange(len(content) // 2, len(content)) :]
    path.write_bytes(content)


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_history_is_made_whole_from_what_is_left_and_the_copy(
    history: Path, folder: Path, clock: FakeClock, stock: dict[int, Path], seed: int
) -> None:
    keep_daily(history, folder, TODAY)
    history.unlink()
    make_copy(stock[40], history)
    damage(history, seed)
    damaged = history.read_bytes()
    mended = repair(history, folder, clock)
    if mended is None:  # the damage hit a page that held nothing
        return
    assert is_sound(history)
    assert mended.set_aside is not None
    assert mended.set_aside.read_bytes() == damaged
    held = look_into(history)
    assert held == mended.after
    assert 30 <= held.sessions <= 40
    assert held.sets >= 120
    with closing(HistoryStore(history, clock)) as store:
        assert len(store.read(store.default_person().id).sessions) == held.sessions


def test_without_a_copy_what_can_be_read_is_kept(
    history: Path, folder: Path, clock: FakeClock
) -> None:
    content = bytearray(history.read_bytes())
    content[-2 * PAGE :] = bytes(2 * PAGE)
    history.write_bytes(content)
    mended = repair(history, folder, clock)
    assert mended is None or (mended.backup is None and is_sound(history))


def test_a_file_that_is_no_database_at_all_gives_a_new_one_and_is_kept(
    history: Path, folder: Path, clock: FakeClock
) -> None:
    make_copy(history, folder / "history-2026-03-01.sqlite3")
    history.write_bytes(b"a letter to grandmother" * 1_000)
    mended = repair(history, folder, clock)
    assert mended is not None
    assert look_into(history).sessions == 30
