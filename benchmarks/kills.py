"""Kill a session at random moments, and see that nothing that was shown as kept is lost.

Starts real sessions in the terminal and ends each with SIGKILL at a random moment. After each kill,
every set that was printed as kept has to be in the database, the database has to be sound, and the
session has to be offered again. The next start goes on with it, until it is done.

    python benchmarks/kills.py [KILLS [SPEED]]
"""

from __future__ import annotations

import os
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from uuid import UUID

from kneecoach.clock import SystemClock
from kneecoach.coach.opening import LazyStore, open_coach
from kneecoach.history.quick import read_quickly
from kneecoach.model.record import DoneSet, Ending, SessionRecord
from kneecoach.paths import find_paths

PROGRAMME = "knee_starter"
SPEED = 40.0
HURRY = 4000.0
LATEST_KILL = 12.0
"""Seconds after the first line; at most as long as 8 minutes of the session."""

KEPT = re.compile(r"^kept: (\w+)(?: (left|right))? set (\d+) (\w+) (\d+) %$", re.MULTILINE)

Set = tuple[str, str | None, int, str, int]


@dataclass(slots=True)
class Count:
    """What was seen over all kills."""

    kills: int = 0
    sets_printed: int = 0
    sets_lost: int = 0
    sets_unprinted: int = 0
    offered: int = 0
    not_offered: int = 0
    resumed: int = 0
    not_resumed: int = 0
    unsound: int = 0
    finished: int = 0

    @property
    def is_clean(self) -> bool:
        """Return whether nothing was lost."""
        return not (self.sets_lost or self.not_offered or self.not_resumed or self.unsound)


def main() -> int:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    speed = float(sys.argv[2]) if len(sys.argv) > 2 else SPEED
    with tempfile.TemporaryDirectory() as folder:
        count = kill_often(Path(folder), kills, speed)
    print(f"{count.kills} sessions killed with SIGKILL at random moments, --speed {speed:g}")
    rows = {
        "sets printed as kept": count.sets_printed,
        "  of these lost": count.sets_lost,
        "sets on disk that were not printed yet": count.sets_unprinted,
        "sessions offered again": count.offered,
        "  not offered": count.not_offered,
        "starts that went on with it": count.resumed,
        "  that began another one": count.not_resumed,
        "PRAGMA integrity_check not ok": count.unsound,
        "sessions run to their end on the way": count.finished,
    }
    for name, number in rows.items():
        print(f"{name:40} {number:5}")
    return 0 if count.is_clean else 1


def kill_often(home: Path, kills: int, speed: float = SPEED, *, seed: int = 1) -> Count:
    """Kill that many sessions, each going on with the one before, and finish the last one."""
    chance = random.Random(seed)
    count = Count()
    printed: set[Set] = set()
    while count.kills < kills:
        before = _latest(home)
        latest = LATEST_KILL * SPEED / speed
        output = _run(home, speed, kill_after=chance.uniform(0.0, latest))
        count.kills += "Done:" not in output
        printed = _look(home, output, before, printed, count)
    before = _latest(home)
    output = _run(home, HURRY, kill_after=None)
    _look(home, output, before, printed, count)
    return count


def _run(home: Path, speed: float, *, kill_after: float | None) -> str:
    """Run a session, kill it some seconds after its first line, and return what it printed."""
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "kneecoach", "run", PROGRAMME),
            *("--speed", str(speed), "--before", "1", "--during", "1", "--after", "1"),
            *("--effort", "4"),
        ],
        env={**os.environ, "KNEECOACH_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    if process.stdout is None:
        raise RuntimeError("the session's output is not there")
    first = process.stdout.readline()
    if kill_after is not None:
        killer = Timer(kill_after, process.kill)
        killer.start()
    rest, _ = process.communicate()
    return first + rest


def _look(
    home: Path, output: str, before: SessionRecord | None, printed: set[Set], count: Count
) -> set[Set]:
    """Compare what was printed with what is on disk; return all that was printed of the session."""
    count.unsound += not _is_sound(_database(home))
    after = _latest(home)
    was_open = before is not None and before.ending is Ending.OPEN
    new = {_set(found) for found in KEPT.findall(output)}
    count.sets_printed += len(new)
    printed = (printed | new) if was_open else new
    kept = set() if after is None else {_as_printed(one) for one in after.sets}
    count.sets_lost += len(printed - kept)
    count.sets_unprinted += len(kept - printed)
    if before is not None and was_open:
        is_same = after is not None and after.id == before.id
        count.resumed += is_same
        count.not_resumed += not is_same
    if "Done:" in output or (after is not None and after.ending is not Ending.OPEN):
        count.finished += 1
    elif _offered(home) is not None and after is not None and _offered(home) == after.id:
        count.offered += 1
    else:
        count.not_offered += 1
    return printed | kept


def _offered(home: Path) -> UUID | None:
    """Return the session that the coach offers to go on with."""
    paths = find_paths({"KNEECOACH_HOME": str(home)})
    store = LazyStore(paths.database, SystemClock())
    offered = open_coach(paths, SystemClock(), store).coach.open_session()
    store.close()
    return None if offered is None else offered.id


def _latest(home: Path) -> SessionRecord | None:
    found = read_quickly(_database(home))
    return found[1].sessions[-1] if found is not None and found[1].sessions else None


def _database(home: Path) -> Path:
    return find_paths({"KNEECOACH_HOME": str(home)}).database


def _is_sound(database: Path) -> bool:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def _as_printed(one: DoneSet) -> Set:
    return one.exercise_id, one.side, one.set_number, str(one.outcome), int(one.complete)


def _set(found: tuple[str, str, str, str, str]) -> Set:
    exercise, side, number, outcome, complete = found
    return exercise, side or None, int(number), outcome, int(complete)


if __name__ == "__main__":
    sys.exit(main())
