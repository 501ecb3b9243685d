"""Kill the coach's writers at random instants, and damage histories, and count what was lost.

Recording, migrating, backing up and merging are each killed with SIGKILL at an instant drawn from
the time they take; then everything that was said to be kept has to be there and sound. Damaged
histories are mended from what can be read in them, with and without a daily copy beside them.

    python benchmarks/durability.py [--kills 300] [--damaged 200] [--seed N]
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from history import Told, a_session, find_losses, its_sets, write_until_killed

from kneecoach.clock import SystemClock
from kneecoach.history import sqlite
from kneecoach.history.backups import find_backups, is_sound, keep_daily, look_into, make_copy
from kneecoach.history.leaves import rows_on_leaves
from kneecoach.history.merge import gather_all
from kneecoach.history.people import Who
from kneecoach.history.repair import repair
from kneecoach.history.store import HistoryStore
from kneecoach.history.taking_in import take_in
from kneecoach.model.record import Scores

CLOCK = SystemClock()
SAVED = Path(__file__).parents[1] / "tests" / "history" / "data"
PAGE = 4096
ID_DIGITS = 32
RECORDED = ("person", "session", "done_set", "check_in")
LONG_SECONDS = 0.6
"""Work without an end, such as recording, is killed within this time."""


@dataclass(slots=True)
class Count:
    """What came of the kills of one kind of work.

    Attributes:
        kills: Kills that hit the work; one that was done by then counts apart.
        done: Works that were done before the kill came.
        problems: A line for whatever was lost or unsound.
    """

    kills: int = 0
    done: int = 0
    notes: dict[str, int] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def note(self, what: str, number: int = 1) -> None:
        """Count one more of something."""
        self.notes[what] = self.notes.get(what, 0) + number

    def line(self, name: str) -> str:
        """Return the line that tells of it."""
        notes = ", ".join(f"{number} {what}" for what, number in self.notes.items())
        lost = f"{len(self.problems)} PROBLEMS" if self.problems else "nothing lost, all sound"
        return f"{name:10} {self.kills:4} kills ({self.done} done before): {notes}; {lost}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--damaged", type=int, default=200)
    parser.add_argument("--seed", type=int, default=None)
    options = parser.parse_args()
    seed = random.randrange(10**6) if options.seed is None else options.seed
    chance = random.Random(seed)
    print(f"{options.kills} kills, {options.damaged} damaged histories, seed {seed}", flush=True)
    works = {
        "recording": kill_recording,
        "migrating": kill_migrating,
        "backing up": kill_backing_up,
        "merging": kill_merging,
    }
    problems: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for place, (name, kill_all) in enumerate(works.items()):
            share = options.kills // len(works) + (place < options.kills % len(works))
            room = Path(folder) / name.replace(" ", "_")
            room.mkdir()
            count = kill_all(room, share, chance)
            problems += count.problems
            print(count.line(name), flush=True)
        problems += damage_all(Path(folder), options.damaged, chance)
    print("\n".join(problems) or "No problem in any of them.")
    return 1 if problems else 0


# Killing


def kill_within(work: Callable[[], None], seconds: float, said: Path | None = None) -> bool:
    """Do work in a child process and kill it after a time; return whether it was cut off.

    A child that ends by itself with an error counts as a failure of this benchmark.
    """
    child = os.fork()
    if child == 0:
        try:
            if said is not None:
                os.dup2(os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
            work()
            os._exit(0)
        except BaseException as error:  # noqa: BLE001 - told by the exit status
            os.write(2, f"{error!r}\n".encode())
            os._exit(3)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise RuntimeError("the work failed by itself")
    return os.WIFSIGNALED(status)


def time_of(work: Callable[[], None]) -> float:
    """Return how long work takes in a child of its own, in seconds."""
    began = time.perf_counter()
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if status:
        raise RuntimeError("the work failed by itself")
    return time.perf_counter() - began


def counts_of(path: Path) -> dict[str, int]:
    """Return how many rows the tables that every schema has hold."""
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
            for table in RECORDED
        }


def kill_recording(folder: Path, kills: int, chance: random.Random) -> Count:
    count, said = Count(), folder / "said"
    told = Told(sessions=set(), sets=set(), finished=set())
    path = folder / "0.sqlite3"
    for number in range(kills):
        if number % 10 == 0:  # a new file now and then, so that its making is hit too
            told = Told(sessions=set(), sets=set(), finished=set())
            path = folder / f"{number}.sqlite3"
        kill_within(lambda at=path: write_until_killed(at), chance.uniform(0, LONG_SECONDS), said)
        before = len(told.sets)
        told.hear(said.read_text())
        count.kills += 1
        count.note("sets said to be kept", len(told.sets) - before)
        count.problems += [f"recording: {one}" for one in find_losses(path, told)]
    return count


def kill_migrating(folder: Path, kills: int, chance: random.Random) -> Count:
    count = Count()
    earlier = sorted(SAVED.glob("*.db"))[:-1]

    def opens(path: Path) -> None:
        HistoryStore(path, CLOCK).default_person()

    lasts = {}
    for saved in earlier:
        path = folder / f"timed-{saved.name}"
        shutil.copy(saved, path)
        lasts[saved] = time_of(lambda at=path: opens(at))
    for number in range(kills):
        saved = earlier[number % len(earlier)]
        path = folder / str(number) / "history.sqlite3"
        path.parent.mkdir()
        shutil.copy(saved, path)
        held = counts_of(path)
        cut_off = kill_within(lambda at=path: opens(at), chance.uniform(0, 1.05 * lasts[saved]))
        count.kills += cut_off
        count.done += not cut_off
        with closing(HistoryStore(path, CLOCK)) as store:
            store.read(store.default_person().id)
        if not is_sound(path) or counts_of(path) != held:
            count.problems.append(f"migrating from {saved.stem}: {counts_of(path)} of {held}")
        for backup in path.parent.glob("*.before-*.sqlite3"):
            count.note("copies made before")
            if not is_sound(backup) or counts_of(backup) != held:
                count.problems.append(f"migrating from {saved.stem}: its copy is not whole")
        shutil.rmtree(path.parent)
    count.note("schemas", len(earlier))
    return count


def kill_backing_up(folder: Path, kills: int, chance: random.Random) -> Count:
    count = Count()
    history = folder / "history.sqlite3"
    fill(history, 60)
    held = counts_of(history)
    first = date(2026, 3, 1)
    timed = folder / "timed"
    timed.mkdir()
    lasts = time_of(lambda: backs_up(history, timed, first))
    for number in range(kills):
        backups = folder / str(number)
        backups.mkdir()
        kept = keep_daily(history, backups, first - timedelta(days=1))
        cut_off = kill_within(
            lambda into=backups: backs_up(history, into, first), chance.uniform(0, 1.05 * lasts)
        )
        count.kills += cut_off
        count.done += not cut_off
        found = find_backups(backups)
        count.note("copies there", len(found))
        if kept not in {one.path for one in found}:
            count.problems.append("backing up: an earlier copy is gone")
        for one in found:
            if not is_sound(one.path) or counts_of(one.path) != held:
                count.problems.append(f"backing up: {one.path.name} is not whole")
        if not is_sound(history) or counts_of(history) != held:
            count.problems.append("backing up: the history itself was touched")
        shutil.rmtree(backups)
    return count


def backs_up(history: Path, folder: Path, day: date) -> None:
    """Make a copy a day for three days."""
    for later in range(3):
        keep_daily(history, folder, day + timedelta(days=later))


def kill_merging(folder: Path, kills: int, chance: random.Random) -> Count:
    count = Count()
    mine, theirs = folder / "mine.sqlite3", folder / "theirs.sqlite3"
    fill(mine, 40)
    make_copy(mine, theirs)
    fill(mine, 10, first=40)
    fill(theirs, 30, first=60)
    records = gather_all(theirs)

    def merges(path: Path) -> None:
        take_in(path, records, Who.SAME, datetime.now(UTC))

    whole = folder / "whole.sqlite3"
    make_copy(mine, whole)
    merges(whole)
    before, after = set(gather_all(mine)), set(gather_all(whole))
    timed = folder / "timed.sqlite3"
    make_copy(mine, timed)
    lasts = time_of(lambda: merges(timed))
    for number in range(kills):
        path = folder / f"{number}.sqlite3"
        make_copy(mine, path)
        cut_off = kill_within(lambda at=path: merges(at), chance.uniform(0, 1.05 * lasts))
        count.kills += cut_off
        count.done += not cut_off
        found = set(gather_all(path))
        if found not in (before, after):
            count.problems.append("merging: half of it was kept")
        count.note("all in" if found == after else "as before")
        merges(path)
        if set(gather_all(path)) != after or not is_sound(path):
            count.problems.append("merging: merging again did not end with everything")
        path.unlink()
    return count


# Damaging


def damage_all(folder: Path, number: int, chance: random.Random) -> list[str]:
    """Damage as many histories, and mend each from what is left, and with a copy beside it."""
    sound, sessions, copied = folder / "sound.sqlite3", 40, 30
    backups = folder / "backups"
    backups.mkdir()
    fill(sound, copied)
    keep_daily(sound, backups, date(2026, 3, 1))
    fill(sound, sessions - copied, first=copied)
    none = folder / "no_backups"
    none.mkdir()
    problems: list[str] = []
    shares: dict[str, list[float]] = {"alone": [], "with a daily copy": []}
    unhurt = 0
    for _ in range(number):
        seed = chance.randrange(10**9)
        for name, beside in (("alone", none), ("with a daily copy", backups)):
            path = folder / "damaged.sqlite3"
            make_copy(sound, path)
            damage(path, random.Random(seed))
            damaged = path.read_bytes()
            mended = repair(path, beside, CLOCK)
            if mended is None:
                unhurt += 1
            elif mended.set_aside is None or mended.set_aside.read_bytes() != damaged:
                problems.append(f"damage {seed}: the damaged file was not set aside untouched")
            held = look_into(path)
            read = gather_all(path)
            with closing(HistoryStore(path, CLOCK)) as store:
                known = sum(len(store.read(one.id).sessions) for one in store.people())
            is_empty = not read and any(map(_is_record, rows_on_leaves(damaged)))
            if known != held.sessions or is_empty:
                problems.append(f"damage {seed}: {known} of {held.sessions} sessions can be read")
            shares[name].append(held.sessions / sessions)
            if not is_sound(path):
                problems.append(f"damage {seed}: what was mended is not sound")
            if beside is backups and held.sessions < copied:
                problems.append(f"damage {seed}: less than the copy holds: {held.sessions}")
            for left in folder.glob("damaged*"):
                left.unlink()
    print(f"damaged    {number} histories, {unhurt} of {2 * number} only where nothing was kept")
    for name, found in shares.items():
        found.sort()
        middle, least = found[len(found) // 2], found[0]
        mean = sum(found) / len(found)
        print(f"  {name}: sessions kept: mean {mean:.0%}, median {middle:.0%}, worst {least:.0%}")
    return problems


def _is_record(row: tuple[object, ...]) -> bool:
    return bool(row) and isinstance(row[0], str) and len(row[0]) == ID_DIGITS


def damage(path: Path, chance: random.Random) -> None:
    """Write over some pages, turn single bits, or cut the end off, as a dying disk does."""
    content = bytearray(path.read_bytes())
    pages = len(content) // PAGE
    kind = chance.random()
    if kind < 0.5:
        for page in chance.sample(range(pages), k=chance.randint(1, 4)):
            content[page * PAGE : (page + 1) * PAGE] = chance.randbytes(PAGE)
    elif kind < 0.75:
        for _ in range(chance.randint(1, 200)):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    else:
        del content[chance.randrange(len(content)) :]
    path.write_bytes(content)


def fill(path: Path, sessions: int, first: int = 0) -> None:
    """Keep finished sessions with all their sets."""
    with closing(HistoryStore(path, CLOCK)) as store:
        person = store.default_person()
        for number in range(first, first + sessions):
            session = a_session(person.id, number)
            store.start_session(session)
            for done_set in its_sets(session):
                store.record_set(session.id, done_set)
            ended_at = session.started_at + timedelta(minutes=30)
            store.finish_session(session.id, ended_at=ended_at, scores=Scores(effort=4))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if sqlite.find_damage(connection):
            raise RuntimeError("a fresh history is damaged")


if __name__ == "__main__":
    sys.exit(main())
