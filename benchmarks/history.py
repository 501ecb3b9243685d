"""Measure the history, and kill its writer at random instants.

python benchmarks/history.py             # durable sets, quick first read, opening
python benchmarks/history.py --kills 30  # kill -9 while recording; nothing kept may be lost
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from uuid import UUID, uuid4

sys.path.insert(0, str(Path(__file__).parents[1]))

from kneecoach.clock import SystemClock
from kneecoach.coach.done import done_as_asked
from kneecoach.history import sqlite
from kneecoach.history.quick import read_quickly
from kneecoach.history.store import HistoryStore
from kneecoach.model.decision import Action
from kneecoach.model.dose import Dose, Phase, PhaseName, Repetitions, Side, Sides
from kneecoach.model.record import (
    CheckIn,
    DoneExercise,
    DoneSet,
    Ending,
    Scores,
    SessionRecord,
)
from kneecoach.model.units import PainScore, Seconds

FIRST = datetime(2026, 1, 5, 7, 30, tzinfo=UTC)
SESSIONS_A_YEAR = 400
CHECK_INS_A_YEAR = 300
EXERCISE_SIDES = 5
SETS = 3
COMMITS = 400
READS = 9
COMMIT_TARGET_MS = 5.0
READ_TARGET_MS = 25.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=0, help="kill the writer this many times")
    parser.add_argument("--seed", type=int, default=None, help="repeat the instants of a run")
    parser.add_argument("--years", type=int, nargs="*", default=[1, 10])
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.write is not None:
        write_until_killed(options.write)
    with tempfile.TemporaryDirectory() as folder:
        if options.kills:
            return kill_writers(Path(folder), options.kills, options.seed)
        measure_commits(Path(folder))
        for years in options.years:
            measure_reads(Path(folder), years)
    return 0


# What a session looks like


def a_dose(reps: int) -> Dose:
    names = (PhaseName.RAISE, PhaseName.HOLD, PhaseName.LOWER)
    tempo = tuple(Phase(name=name, lasts=Seconds(2.0)) for name in names)
    work = Repetitions(reps=reps, tempo=tempo)
    return Dose(sets=SETS, work=work, rest=Seconds(60.0), sides=Sides.EACH)


def a_session(person_id: UUID, number: int) -> SessionRecord:
    started_at = FIRST + timedelta(days=number * 365 / SESSIONS_A_YEAR)
    level = 1 + number // 20
    return SessionRecord(
        id=uuid4(),
        person_id=person_id,
        programme_id="knee_starter",
        started_at=started_at,
        day=started_at.date(),
        before=PainScore(2),
        exercises=tuple(
            DoneExercise(
                position=place // 2,
                exercise_id=f"exercise-{place // 2}",
                side=(Side.LEFT, Side.RIGHT)[place % 2],
                level=level,
                dose=a_dose(level + place),
                rule="H4",
                action=Action.HOLD,
                reason="It has been a calm week; two more calm sessions and it goes up a level.",
            )
            for place in range(EXERCISE_SIDES)
        ),
    )


def its_sets(session: SessionRecord) -> Iterator[DoneSet]:
    for one in done_as_asked(session.exercises, session.started_at):
        yield replace(one, ended_at=session.started_at + timedelta(minutes=one.set_number))


def fill(store: HistoryStore, years: int) -> None:
    person = store.default_person()
    scores = Scores(during=PainScore(3), after=PainScore(2), effort=5)
    for number in range(SESSIONS_A_YEAR * years):
        session = a_session(person.id, number)
        store.add_session(
            replace(
                session,
                ending=Ending.FINISHED,
                ended_at=session.started_at + timedelta(minutes=30),
                scores=scores,
                sets=tuple(its_sets(session)),
            )
        )
    for number in range(CHECK_INS_A_YEAR * years):
        moment = FIRST + timedelta(days=number * 365 / CHECK_INS_A_YEAR)
        store.add_check_in(
            CheckIn(
                id=uuid4(),
                person_id=person.id,
                day=moment.date(),
                recorded_at=moment,
                pain=PainScore(2),
            )
        )


# Speed


def milliseconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return (perf_counter() - began) * 1000


def percentile(figures: list[float], share: float) -> float:
    return sorted(figures)[min(len(figures) - 1, int(len(figures) * share))]


def measure_commits(folder: Path) -> None:
    """Record sets, each by turns with a bare commit of the same row with the same pragmas."""
    path, bare_path = folder / "sets.db", folder / "bare.db"
    print(f"first start, a new file: {milliseconds(lambda: open_and_close(path)):.1f} ms")
    print(f"opening it again: {milliseconds(lambda: open_and_close(path)):.1f} ms")
    ours: list[float] = []
    bare: list[float] = []
    with closing(HistoryStore(path, SystemClock())) as store:
        open_and_close(bare_path)
        with closing(sqlite.connect(bare_path)) as connection:
            session = a_session(store.default_person().id, 0)
            store.start_session(session)
            connection.execute("PRAGMA foreign_keys = OFF")
            one = next(its_sets(session))
            for number in range(1, COMMITS + 1):
                done_set = replace(one, id=uuid4(), set_number=number)
                ours.append(milliseconds(lambda s=done_set: store.record_set(session.id, s)))
                bare.append(milliseconds(lambda n=number: commit_bare(connection, n)))
    for name, figures in (("a set through the store", ours), ("a bare commit", bare)):
        print(
            f"{name}: p50 {statistics.median(figures):.2f} ms,"
            f" p95 {percentile(figures, 0.95):.2f} ms, max {max(figures):.2f} ms"
        )
    ratio = statistics.median(ours) / statistics.median(bare)
    print(f"ratio of the medians {ratio:.1f}; target p95 < {COMMIT_TARGET_MS} ms")


def open_and_close(path: Path) -> None:
    HistoryStore(path, SystemClock()).close()


def commit_bare(connection: sqlite3.Connection, number: int) -> None:
    connection.execute(sqlite.BEGIN_WRITE)
    connection.execute(
        "INSERT INTO done_set VALUES (?, 'session', ?, 0, 'exercise-0', 'left', ?, 'done', 100, ?)",
        (uuid4().hex, number, number, FIRST.isoformat(timespec="microseconds")),
    )
    connection.execute("COMMIT")


def measure_reads(folder: Path, years: int) -> None:
    path = folder / f"{years}.db"
    with closing(HistoryStore(path, SystemClock())) as store:
        fill(store, years)
        person = store.default_person()
        through_store = median_of(lambda: store.read(person.id))
        resume = median_of(lambda: store.open_sessions(person.id))
    quick = median_of(lambda: read_quickly(path))
    rows = median_of(lambda: fetch_all(path))
    opening = median_of(lambda: open_and_close(path))
    size = path.stat().st_size / 1e6
    print(
        f"{years} year(s), {size:.1f} MB: quick read {quick:.1f} ms, {quick / rows:.1f} times the"
        f" bare rows ({rows:.1f} ms); store.read {through_store:.1f} ms, open_sessions"
        f" {resume:.2f} ms, opening with a quick check {opening:.1f} ms"
        f" (target for a year: quick read < {READ_TARGET_MS} ms)"
    )


def median_of(work: Callable[[], object]) -> float:
    return statistics.median(milliseconds(work) for _ in range(READS))


def fetch_all(path: Path) -> None:
    with closing(sqlite.connect_to_read(path)) as connection:
        for table in ("session", "session_exercise", "done_set", "check_in"):
            connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - names from here


# Kills


def write_until_killed(path: Path) -> None:
    """Record sessions for ever, and say what is on the disk as soon as it is."""
    store = HistoryStore(path, SystemClock())
    person = store.default_person()
    number = 0
    while True:
        session = a_session(person.id, number)
        store.start_session(session)
        print("session", session.id.hex, flush=True)
        for done_set in its_sets(session):
            store.record_set(session.id, done_set)
            print("set", done_set.id.hex, flush=True)
        ended_at = session.started_at + timedelta(minutes=30)
        store.finish_session(session.id, ended_at=ended_at, scores=Scores(effort=4))
        print("finished", session.id.hex, flush=True)
        number += 1


@dataclass(kw_only=True)
class Told:
    """What writers said was on the disk."""

    sessions: set[str]
    sets: set[str]
    finished: set[str]

    def hear(self, output: str) -> None:
        """Note what one writer said; a line cut off by its death was not said."""
        whole = output[: output.rfind("\n") + 1]
        for line in whole.splitlines():
            kind, key = line.split()
            {"session": self.sessions, "set": self.sets, "finished": self.finished}[kind].add(key)


def kill_writers(folder: Path, kills: int, seed: int | None) -> int:
    seed = random.randrange(10**6) if seed is None else seed
    chance = random.Random(seed)
    print(f"{kills} kills, seed {seed}")
    problems: list[str] = []
    sets = offered = 0
    told = Told(sessions=set(), sets=set(), finished=set())
    path = folder / "killed-0.db"
    for number in range(kills):
        if number % 5 == 0:  # a new file now and then, so that its making is hit too
            sets += len(told.sets)
            told = Told(sessions=set(), sets=set(), finished=set())
            path = folder / f"killed-{number}.db"
        told.hear(kill_one(path, chance))
        problems += find_losses(path, told)
        offered += len(told.sessions - told.finished)
    sets += len(told.sets)
    print(f"{sets} sets said to be kept, {offered} open sessions offered again after a kill")
    print("\n".join(problems) or "nothing lost, integrity ok each time")
    return 1 if problems else 0


def kill_one(path: Path, chance: random.Random) -> str:
    writer = subprocess.Popen(
        [sys.executable, __file__, "--write", str(path)], stdout=subprocess.PIPE, text=True
    )
    output = writer.stdout
    if output is None:
        raise RuntimeError("the writer has no voice")
    with output:
        # One in four is hit while it starts and makes or opens the file, the others at work.
        first = output.readline() if chance.random() < 0.75 else ""
        try:
            code = writer.wait(timeout=chance.uniform(0, 0.25 if first else 0.8))
        except subprocess.TimeoutExpired:
            writer.kill()
            writer.wait()
        else:
            raise RuntimeError(f"the writer ended by itself with status {code}")
        return first + output.read()


def find_losses(path: Path, told: Told) -> list[str]:
    """Return what is missing or damaged in the file after a kill."""
    with closing(HistoryStore(path, SystemClock())) as store:
        person = store.default_person()
        history = store.read(person.id)
        offered = {one.id.hex for one in store.open_sessions(person.id)}
    with closing(sqlite3.connect(path)) as connection:
        integrity = connection.execute("PRAGMA integrity_check").fetchone()[0]
        dangling = sqlite.find_broken_references(connection)
    kept = {one.id.hex for session in history.sessions for one in session.sets}
    finished = {one.id.hex for one in history.sessions if one.ending is Ending.FINISHED}
    return [
        *(f"set {key} is lost" for key in told.sets - kept),
        *(f"the end of session {key} is lost" for key in told.finished - finished),
        *(f"session {key} is not offered again" for key in told.sessions - finished - offered),
        *([f"integrity: {integrity}"] if integrity != "ok" else []),
        *([f"{dangling} references point nowhere"] if dangling else []),
    ]


if __name__ == "__main__":
    sys.exit(main())
