"""Show that an encrypted history holds nothing readable, survives kills, and what it costs.

A note goes into the history, a copy, a shared folder and a log; then every byte below is searched
for it. Changing the passphrase is killed at random moments, and so are turning encryption on and
off, which then goes on. Speed is given beside the same history without a passphrase. Needs fork.

    python benchmarks/encryption.py                          # all, 100 and 50 kills
    python benchmarks/encryption.py --kills 20 --changes 10 --years 1
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from statistics import median
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

from history import FIRST, a_session, fill, its_sets

from kneecoach.clock import SystemClock
from kneecoach.coach.encrypting import carry_on, turn_off, turn_on
from kneecoach.history import sqlite
from kneecoach.history.backups import is_sound, keep_daily
from kneecoach.history.converting import find_databases
from kneecoach.history.quick import read_quickly
from kneecoach.history.store import HistoryStore
from kneecoach.model.record import Clearance, Ending
from kneecoach.paths import Paths, find_paths
from kneecoach.vault import keys, opening
from kneecoach.vault.errors import WrongPassphrase
from kneecoach.vault.standing import Conversion, is_encrypted
from kneecoach.vault.wrapping import Cost

NOTE = "hums like a fridge when I kneel"
MINE, OTHER = "four apples in a basket", "five pears in a bag"
QUICK = Cost(operations=1, memory_bytes=8192)
TURNS = 7
CLOCK = SystemClock()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100, help="of changes of the passphrase")
    parser.add_argument("--changes", type=int, default=50, help="kills of turning on and of off")
    parser.add_argument("--years", type=int, default=10, help="of the history that is timed")
    wanted = parser.parse_args()
    bad = 0
    with tempfile.TemporaryDirectory() as place:
        bad += search_for_the_note(Path(place) / "searched")
        bad += kill_changes_of_passphrase(Path(place) / "passphrase", wanted.kills)
        bad += kill_conversions(Path(place) / "converted", wanted.changes)
        measure(Path(place) / "timed", wanted.years)
    return 1 if bad else 0


# The note


def search_for_the_note(place: Path) -> int:
    """Use a home as a person does, from the command line, and look for the note in every byte."""
    home, shared = place / "home", place / "shared"
    shared.mkdir(parents=True)
    passphrase, folders, wrong = (place / name for name in ("mine.txt", "folder.txt", "wrong.txt"))
    for file, said in ((passphrase, MINE), (folders, OTHER), (wrong, "not this one")):
        file.write_text(said)
    score = ("--before", "1", "--during", "2", "--after", "1", "--note", NOTE)
    run(home, "log", "knee_starter", "--date", "2026-03-02", *score)
    run(home, "backup")
    run(home, "sync", str(shared))
    before = find_note(home, shared)
    run(home, "encrypt", "on", "--passphrase-file", str(passphrase))
    said = ("--passphrase-file", str(passphrase))
    run(home, *said, "sync", "--folder-passphrase-file", str(folders))
    run(home, *said, "log", "knee_starter", "--date", "2026-03-04", *score)
    run(home, *said, "backup", "-o", str(home / "data" / "backups" / "history-2026-01-01.sqlite3"))
    run(home, *said, "plan")
    run(home, *said, "sync")
    crash(home, passphrase)
    after = find_note(home, shared)
    files = [one for one in (*home.rglob("*"), *shared.rglob("*")) if one.is_file()]
    print(f"the note stands in {len(before)} files before encryption: {', '.join(before)}")
    print(f"and in {len(after)} of {len(files)} files after it {after or ''}")
    refused = run(home, "--passphrase-file", str(wrong), "plan", status=1)
    print(f"a wrong passphrase: {refused.strip()}")
    locked = run(home, "plan", status=1)
    print(f"none at all: {locked.strip()}")
    readable = [one for one in files if one.stat().st_mode & 0o077 and one.is_relative_to(home)]
    names = sorted({one.name for one in readable})
    print(f"files that others than the owner may read: {names or 'none'}")
    return len(after)


def crash(home: Path, passphrase: Path) -> None:
    """Let a bug end a command while the history is open, so that a log is written."""
    program = (
        "import sys, kneecoach.cli, kneecoach.cli.plan as plan\n"
        "def broken(*given, **named):\n"
        "    from contextlib import closing\n"
        "    from kneecoach.cli.desk import opened\n"
        "    with opened() as desk:\n"
        "        raise RuntimeError('a bug')\n"
        "plan.show_plan = broken\n"
        "sys.exit(kneecoach.cli.main(['--passphrase-file', sys.argv[1], 'plan']))\n"
    )
    environ = {**os.environ, "KNEECOACH_HOME": str(home)}
    subprocess.run(
        [sys.executable, "-c", program, str(passphrase)],
        env=environ,
        capture_output=True,
        check=False,
    )


def run(home: Path, *arguments: str, status: int = 0) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "kneecoach", *arguments],
        env={**os.environ, "KNEECOACH_HOME": str(home)},
        cwd=Path(__file__).parents[1],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != status:
        raise SystemExit(f"{arguments}: {done.returncode}, {done.stderr}")
    return done.stderr


def find_note(*folders: Path) -> list[str]:
    """Return the names of files that hold the note, in their bytes or in their name."""
    spelled = [NOTE.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]
    return sorted(
        one.name
        for folder in folders
        for one in folder.rglob("*")
        if one.is_file() and (NOTE in one.name or any(each in one.read_bytes() for each in spelled))
    )


# Kills


def kill_changes_of_passphrase(data: Path, kills: int) -> int:
    """Change the passphrase back and forth in a process that is killed at a random moment."""
    data.mkdir(parents=True)
    opening.begin(data, MINE, cost=QUICK)
    key = keys.key_of(data)
    chance = random.Random(1)
    opened = {MINE: 0, OTHER: 0}
    lost = both = changes = 0

    def change_for_ever() -> None:
        old, new = MINE, OTHER
        with suppress(WrongPassphrase):
            opening.unlock(data, old)
        if not does_open(data, old):
            old, new = new, old
        while True:
            opening.change_passphrase(data, old, new, cost=QUICK)
            os.write(written, b".")
            old, new = new, old

    for _ in range(kills):
        read, written = os.pipe()
        kill_at_random(change_for_ever, chance.uniform(0.005, 0.08))
        os.close(written)
        with os.fdopen(read, "rb") as done:
            changes += len(done.read())
        these = [one for one in (MINE, OTHER) if does_open(data, one)]
        both += len(these) > 1
        for one in these:
            opened[one] += 1
            opening.unlock(data, one)
            lost += keys.key_of(data) != key
        lost += not these
    print(
        f"changing the passphrase, {kills} kills in {changes} changes: the first opened"
        f" {opened[MINE]} times, the second {opened[OTHER]}, both {both}, neither or another"
        f" key {lost}"
    )
    keys.lock(data)
    return lost


def does_open(data: Path, passphrase: str) -> bool:
    keys.lock(data)
    try:
        opening.unlock(data, passphrase)
    except WrongPassphrase:
        return False
    return True


def kill_at_random(work: Callable[[], None], after: float) -> bool:
    """Do something in a process of its own, kill it after some seconds; say whether it was done."""
    child = os.fork()
    if not child:
        try:
            work()
        finally:
            os._exit(0)
    ends = time.monotonic() + after
    while time.monotonic() < ends:
        if os.waitpid(child, os.WNOHANG)[0]:
            return True
        time.sleep(0.0005)
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def kill_conversions(place: Path, kills: int) -> int:
    """Kill turning on, and turning off, and what goes on with them, at random moments."""
    template = find_paths({"KNEECOACH_HOME": str(place / "plain")})
    make_home(template)
    locked = find_paths({"KNEECOACH_HOME": str(place / "locked")})
    shutil.copytree(place / "plain", place / "locked")
    turn_on(locked, MINE, cost=QUICK)
    keys.lock(locked.data)
    expected = contents(template)
    bad = 0
    for turns_on in (True, False):
        count = Count()
        whole = time_of_conversion(place, turns_on=turns_on)
        chance = random.Random(2)
        while count.kills < kills:
            home = place / f"{turns_on}-{count.kills}"
            shutil.copytree(place / ("plain" if turns_on else "locked"), home)
            one_conversion(home, count, chance, whole, expected, turns_on=turns_on)
            shutil.rmtree(home)
        words = "on" if turns_on else "off"
        print(
            f"turning {words} ({whole:.2f} s), {count.kills} kills, {count.again} of them while"
            f" going on: {count.finished} went on to the end, {count.before} had not begun,"
            f" records lost {count.lost}, unsound {count.unsound}, files with the note or a plain"
            f" page left {count.readable}"
        )
        bad += count.lost + count.unsound + count.readable
    return bad


@dataclass(slots=True)
class Count:
    """What came of the kills."""

    kills: int = 0
    again: int = 0
    before: int = 0
    finished: int = 0
    lost: int = 0
    unsound: int = 0
    readable: int = 0


def one_conversion(
    home: Path,
    count: Count,
    chance: random.Random,
    whole: float,
    expected: object,
    *,
    turns_on: bool,
) -> None:
    paths = find_paths({"KNEECOACH_HOME": str(home)})
    work = (lambda: turn_on(paths, MINE, cost=QUICK)) if turns_on else (lambda: go_off(paths))
    if kill_at_random(work, chance.uniform(0, whole * 1.1)):
        return
    count.kills += 1
    while is_encrypted(paths.data) and chance.random() < 0.5:
        if kill_at_random(lambda: go_on(paths), chance.uniform(0, whole)):
            break
        count.again += 1
    is_done = is_encrypted(paths.data) is turns_on
    if is_encrypted(paths.data):
        go_on(paths)
        is_done = is_encrypted(paths.data) is turns_on
    count.finished += is_done
    count.before += not is_done
    count.lost += contents(paths) != expected
    count.unsound += sum(not is_sound(one) for one in find_databases(paths.data))
    if is_encrypted(paths.data):
        assert opening.read_state(paths.data) is Conversion.ENCRYPTED
        count.readable += len(find_note(home)) + len(list(plain_pages(home)))
    else:
        count.readable += len(list(home.rglob("*.left"))) + len(list(home.rglob("*.converting*")))
    keys.lock(paths.data)


def go_off(paths: Paths) -> None:
    opening.unlock(paths.data, MINE)
    turn_off(paths)


def go_on(paths: Paths) -> None:
    opening.unlock(paths.data, MINE)
    carry_on(paths)


def plain_pages(home: Path) -> Iterator[Path]:
    return (
        one
        for one in home.rglob("*")
        if one.is_file() and (b"SQLite format 3" in one.read_bytes() or one.suffix == ".left")
    )


def time_of_conversion(place: Path, *, turns_on: bool) -> float:
    home = place / "measured"
    shutil.copytree(place / ("plain" if turns_on else "locked"), home)
    paths = find_paths({"KNEECOACH_HOME": str(home)})
    began = time.perf_counter()
    if turns_on:
        turn_on(paths, MINE, cost=QUICK)
    else:
        go_off(paths)
    took = time.perf_counter() - began
    keys.lock(paths.data)
    shutil.rmtree(home)
    return took


def make_home(paths: Paths) -> None:
    """Write half a year with notes, two copies, and a log that was not folded in."""
    with closing(HistoryStore(paths.database, CLOCK)) as store:
        person = store.default_person()
        for number in range(60):
            session = a_session(person.id, number)
            ended = session.started_at + timedelta(minutes=30)
            sets = tuple(its_sets(session))
            store.add_session(replace(session, ending=Ending.FINISHED, ended_at=ended, sets=sets))
        add_note(store, f"{NOTE} 1")
    for name in ("history-2026-01-01.sqlite3", "history-2026-01-02.sqlite3"):
        sqlite.back_up(paths.database, paths.backups / name)
    aside = paths.data / "aside"
    aside.mkdir()
    with closing(HistoryStore(paths.database, CLOCK)) as store:
        add_note(store, f"{NOTE} 2")
        for ending in ("", "-wal"):
            shutil.copy(f"{paths.database}{ending}", aside)
    for one in aside.iterdir():
        one.replace(paths.data / one.name)
    aside.rmdir()


def add_note(store: HistoryStore, note: str) -> None:
    person = store.default_person()
    clearance = Clearance(
        id=uuid4(), person_id=person.id, day=FIRST.date(), recorded_at=FIRST, note=note
    )
    store.add_clearance(clearance)


def contents(paths: Paths) -> object:
    """Return all that every file of the history tells."""
    return [
        (one.name, None if (found := read_quickly(one)) is None else found[1])
        for one in find_databases(paths.data)
    ]


# Speed


def measure(place: Path, years: int) -> None:
    """Time the same doors on the same history with and without a passphrase, by turns."""
    homes = [find_paths({"KNEECOACH_HOME": str(place / name)}) for name in ("plain", "encrypted")]
    plain, encrypted = homes
    with closing(HistoryStore(plain.database, CLOCK)) as store:
        fill(store, years)
    shutil.copytree(place / "plain", place / "encrypted")
    began = time.perf_counter()
    turn_on(encrypted, MINE, cost=QUICK)
    converted = time.perf_counter() - began
    size = plain.database.stat().st_size / 1e6
    print(
        f"{years} years, {size:.1f} MB; load {os.getloadavg()[0]:.1f}; encrypting {converted:.2f} s"
    )
    began = time.perf_counter()
    opening.set_passphrase(encrypted.data, MINE)
    print(f"stretching a passphrase: {time.perf_counter() - began:.2f} s")
    doors: dict[str, Callable[[Paths], object]] = {
        "opening a connection": lambda paths: sqlite.connect_to_read(paths.database).close(),
        "reading everything": lambda paths: read_quickly(paths.database),
        "opening the store": lambda paths: HistoryStore(paths.database, CLOCK).close(),
        "keeping a note": keep_a_note,
        "a copy": a_copy,
    }
    for name, door in doors.items():
        times: list[list[float]] = [[], []]
        for _ in range(TURNS):
            for number, paths in enumerate(homes):
                began = time.perf_counter()
                door(paths)
                times[number].append((time.perf_counter() - began) * 1000)
        before, after = (median(one) for one in times)
        print(
            f"{name:22} plain {before:8.1f} ms   encrypted {after:8.1f} ms   {after / before:.2f}"
            f"   (best {min(times[1]) / min(times[0]):.2f})"
        )


def keep_a_note(paths: Paths) -> None:
    with closing(HistoryStore(paths.database, CLOCK)) as store:
        add_note(store, NOTE)


def a_copy(paths: Paths) -> None:
    shutil.rmtree(paths.backups / "timed", ignore_errors=True)
    for one in paths.backups.glob("history-*"):
        one.unlink()
    keep_daily(paths.database, paths.backups, CLOCK.today())


if __name__ == "__main__":
    sys.exit(main())
