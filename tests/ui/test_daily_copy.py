"""The window makes one copy of the history a day, and says when it cannot."""

from __future__ import annotations

from contextlib import closing

import pytest
from fakes import FakeClock

from kneecoach.history.backups import find_backups, is_sound
from kneecoach.history.store import HistoryStore
from kneecoach.paths import Paths, find_paths
from kneecoach.ui.daily_copy import DailyCopy

A_DAY = 24 * 3600.0


@pytest.fixture
def paths(home, clock) -> Paths:
    paths = find_paths({"KNEECOACH_HOME": str(home)})
    with closing(HistoryStore(paths.database, clock)) as store:
        store.default_person()
    return paths


def test_each_day_gets_one_copy(qtbot, qapp, paths, clock: FakeClock):
    copy = DailyCopy(clock=clock, paths=paths)
    for days in (1, 2, 3):
        copy.look()
        copy.look()
        copy.stop()
        found = find_backups(paths.backups)
        assert len(found) == days
        assert all(is_sound(one.path) for one in found)
        clock.advance(A_DAY)


def test_a_copy_that_cannot_be_made_is_told_once(qtbot, qapp, paths, clock: FakeClock):
    paths.backups.parent.mkdir(parents=True, exist_ok=True)
    paths.backups.write_text("a file where the folder should be")
    copy = DailyCopy(clock=clock, paths=paths)
    with qtbot.waitSignal(copy.failed, timeout=20_000) as told:
        copy.look()
    assert told.args[0].way_out
    with qtbot.assertNotEmitted(copy.failed, wait=200):
        copy.look()
