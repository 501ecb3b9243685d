"""Time the dose: one decision, a year, and five years, against a plain pass over the same records.

Run as `python benchmarks/dose.py [REPEATS]`. The figures are medians of the processor's time; the
ratio is what to watch, because it depends least on the machine.
"""

from __future__ import annotations

import gc
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from uuid import UUID

from kneecoach.dose.decide import decide
from kneecoach.dose.item import DoseItem
from kneecoach.dose.plan import carry, plan
from kneecoach.dose.situation import TRAINING
from kneecoach.model.dose import Dose, Phase, PhaseName, Repetitions, Side, Sides, Variable
from kneecoach.model.exercise import Exercise, Kind, Level, Position
from kneecoach.model.feedback import Feedback, Today
from kneecoach.model.programme import Catalogue, Programme, ProgrammeItem
from kneecoach.model.record import (
    CheckIn,
    Clearance,
    DoneExercise,
    DoneSet,
    Ending,
    History,
    Outcome,
    Scores,
    SessionRecord,
)
from kneecoach.model.units import PainScore, Percent, Seconds

FIRST = date(2021, 1, 4)
WEEKDAYS = (0, 2, 4, 5)
EXERCISES = 6
SETS = 3
TARGET_MS = {1: 30.0, 5: 150.0}
MORE_MS = 5.0


def main() -> int:
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    programme, catalogue = make_programme()
    print(f"import kneecoach.dose.plan: {import_ms():.0f} ms over the model's own imports")
    print(f"one decision: {one_decision_us(repeats):.1f} us")
    is_quick = True
    for years, legs_alike in ((1, True), (5, True), (5, False)):
        history = make_history(years, legs_alike=legs_alike)
        today = Today(day=FIRST + timedelta(days=365 * years))
        replay_ms, pass_ms = side_by_side(
            lambda h=history, t=today: plan(programme, catalogue, h, t),
            lambda h=history: plain_pass(h),
            repeats,
        )
        is_quick = is_quick and replay_ms <= TARGET_MS[years]
        print(
            f"{years} year(s), {len(history.sessions)} sessions, {EXERCISES} exercises, two sides "
            f"({'scored alike' if legs_alike else 'scored apart'}): {replay_ms:.1f} ms "
            f"(target {TARGET_MS[years]:.0f}), plain pass {pass_ms:.1f} ms, "
            f"ratio {replay_ms / pass_ms:.1f}"
        )
    one_more = one_more_ms(programme, catalogue, repeats)
    print(f"a plan after one more session of five years: {one_more:.1f} ms (target {MORE_MS:.0f})")
    return 0 if is_quick and one_more <= MORE_MS else 1


def one_more_ms(programme: Programme, catalogue: Catalogue, repeats: int) -> float:
    """Return what a plan takes when five years were taken in before, and one session is new."""
    history = make_history(5, legs_alike=True)
    day = FIRST + timedelta(days=365 * 5)
    carried = carry(programme, catalogue, history, day)
    added = make_session(365 * 5, day, 0, random.Random(3), legs_alike=True)
    longer = replace(history, sessions=(*history.sessions, added))
    today = Today(day=day + timedelta(days=1))
    times: list[float] = []
    for _ in range(2 * repeats):
        began = time.process_time()
        carried = carry(programme, catalogue, longer, today.day, carried)
        plan(programme, catalogue, longer, today, carried)
        times.append((time.process_time() - began) * 1000)
    return statistics.median(times)


def side_by_side(
    work: Callable[[], object], baseline: Callable[[], object], repeats: int
) -> tuple[float, float]:
    """Return the medians of two pieces of work in ms, measured in turn."""
    ours: list[float] = []
    theirs: list[float] = []
    work()
    baseline()
    for _ in range(repeats):
        gc.collect()
        for piece, times in ((work, ours), (baseline, theirs)):
            began = time.process_time()
            piece()
            times.append((time.process_time() - began) * 1000)
    return statistics.median(ours), statistics.median(theirs)


def plain_pass(history: History) -> float:
    """Touch every record once, and make one small value for each exercise of each session."""
    mornings = {one.day: one.pain for one in history.check_ins}
    total = 0
    values: list[tuple[object, ...]] = []
    for record in history.sessions:
        shares: dict[tuple[int, Side | None], int] = {}
        for done in record.sets:
            key = (done.position, done.side)
            shares[key] = shares.get(key, 0) + done.complete
        for one in record.exercises:
            share = shares[one.position, one.side]
            morning = mornings.get(record.day + timedelta(days=1))
            values.append((record.day, one.exercise_id, one.side, one.during, share, morning))
            total += share
    return total / len(values)


def one_decision_us(repeats: int) -> float:
    item = DoseItem(kind=Kind.STRENGTH, level=2, levels=5, days_at_level=9)
    zero = PainScore(0)
    history = tuple(
        Feedback(
            day=FIRST + timedelta(days=day),
            before=zero,
            during=zero,
            after=zero,
            morning=zero,
            lasted=0,
            effort=5,
        )
        for day in range(0, 12, 3)
    )
    today = Today(day=FIRST + timedelta(days=12))
    times: list[float] = []
    for _ in range(repeats):
        began = time.perf_counter()
        for _ in range(200):
            decide(item, TRAINING, history, today)
        times.append((time.perf_counter() - began) * 1e6 / 200)
    return statistics.median(times)


def import_ms() -> float:
    """Return what importing the plan costs beyond the nouns it is made of."""
    code = (
        "import time, kneecoach.model.record, kneecoach.model.decision, kneecoach.model.programme;"
        "a = time.perf_counter(); import kneecoach.dose.plan; print(time.perf_counter() - a)"
    )
    root = Path(__file__).resolve().parent.parent
    runs = [
        float(
            subprocess.run(
                [sys.executable, "-c", code], cwd=root, check=True, capture_output=True, text=True
            ).stdout
        )
        for _ in range(5)
    ]
    return statistics.median(runs) * 1000


def make_programme() -> tuple[Programme, Catalogue]:
    exercises = tuple(make_exercise(number) for number in range(EXERCISES))
    programme = Programme(
        id="bench",
        name="Bench",
        why="To measure.",
        days_a_week=4,
        days_a_week_cap=7,
        items=tuple(ProgrammeItem(exercise_id=one.id) for one in exercises),
    )
    return programme, Catalogue(exercises=exercises, programmes=(programme,))


@cache
def make_dose(level: int) -> Dose:
    """Return a dose, the same object for each level, as the history's reader does."""
    tempo = (Phase(name=PhaseName.RAISE, lasts=Seconds(2)),)
    work = Repetitions(reps=8 + level, tempo=tempo)
    return Dose(sets=SETS, work=work, rest=Seconds(30), sides=Sides.EACH)


def make_exercise(number: int) -> Exercise:
    ladder = tuple(
        Level(dose=make_dose(level), changes=Variable.REPS if level else None) for level in range(6)
    )
    return Exercise(
        id=f"exercise_{number}",
        name=f"Exercise {number}",
        kind=Kind.STRENGTH,
        position=Position.STANDING,
        why="To measure.",
        areas=(),
        ladder=ladder,
    )


def make_history(years: int, *, legs_alike: bool) -> History:
    """Return years of training with sore weeks, exercises that differ, and mornings left out."""
    chance = random.Random(11)
    sessions: list[SessionRecord] = []
    check_ins: list[CheckIn] = []
    for number in range(365 * years):
        day = FIRST + timedelta(days=number)
        morning = datetime.combine(day, datetime.min.time(), tzinfo=UTC) + timedelta(hours=8)
        soreness = 3 if number % 70 > 60 else 0
        if chance.random() < 0.9:
            check_ins.append(
                CheckIn(
                    id=UUID(int=number),
                    person_id=UUID(int=1),
                    day=day,
                    recorded_at=morning,
                    pain=PainScore(chance.choice((0, 0, 1, soreness))),
                )
            )
        if day.weekday() in WEEKDAYS:
            sessions.append(make_session(number, day, soreness, chance, legs_alike=legs_alike))
    clearances = tuple(
        Clearance(
            id=UUID(int=number),
            person_id=UUID(int=1),
            day=FIRST + timedelta(days=number),
            recorded_at=datetime(2021, 1, 4, tzinfo=UTC),
        )
        for number in range(0, 365 * years, 35)
    )
    return History(sessions=tuple(sessions), check_ins=tuple(check_ins), clearances=clearances)


def make_session(
    number: int, day: date, soreness: int, chance: random.Random, *, legs_alike: bool
) -> SessionRecord:
    evening = datetime.combine(day, datetime.min.time(), tzinfo=UTC) + timedelta(hours=18)
    felt = [
        PainScore(chance.choice((0, 1, 2, soreness))) if chance.random() < 0.5 else None
        for _ in range(EXERCISES)
    ]
    exercises = tuple(
        DoneExercise(
            position=position,
            exercise_id=f"exercise_{position}",
            side=side,
            level=6,
            dose=make_dose(1),
            during=felt[position] if legs_alike or side is Side.LEFT else None,
        )
        for position in range(EXERCISES)
        for side in Side
    )
    sets = tuple(
        DoneSet(
            id=UUID(int=number * 1000 + one.position * 10 + set_number),
            position=one.position,
            exercise_id=one.exercise_id,
            side=one.side,
            set_number=set_number,
            outcome=Outcome.DONE,
            complete=Percent(100),
            ended_at=evening,
        )
        for one in exercises
        for set_number in range(1, SETS + 1)
    )
    return SessionRecord(
        id=UUID(int=10_000_000 + number),
        person_id=UUID(int=1),
        programme_id="bench",
        started_at=evening,
        day=day,
        before=PainScore(chance.choice((0, 0, 1))),
        ending=Ending.FINISHED,
        ended_at=evening,
        scores=Scores(
            during=PainScore(chance.choice((0, 1, 2, soreness))), after=PainScore(0), effort=5
        ),
        exercises=exercises,
        sets=sets,
    )


if __name__ == "__main__":
    raise SystemExit(main())
