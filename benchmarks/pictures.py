"""Make the pictures of the four screens, from a real window on a believable month of training.

    python benchmarks/pictures.py FOLDER [--size 1280x800] [--theme light] [--text 100]

Writes today.png, session.png, pain-stop.png and finish.png. Needs Xvfb, xdotool and ImageMagick.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from datetime import time as moment_of_day
from pathlib import Path
from uuid import uuid4

from real_window import RealWindow, real_window, write_settings
from screen import own_screen

from kneecoach.clock import SystemClock
from kneecoach.coach.asked import asked_for, ready_exercises
from kneecoach.coach.coach import Before, Coach
from kneecoach.coach.felt import with_scores
from kneecoach.coach.opening import LazyStore, open_coach, timeline_options
from kneecoach.model.record import (
    CheckIn,
    DoneExercise,
    DoneSet,
    Ending,
    Outcome,
    Scores,
    SessionRecord,
)
from kneecoach.model.units import Percent, pain_score
from kneecoach.paths import find_paths
from kneecoach.session.outline import outline
from kneecoach.session.timeline import build_timeline
from kneecoach.settings import Settings

DAYS_AGO = (22, 19, 17, 15, 12, 10, 8, 5, 3)
SORE = "single_leg_knee_dip"
"""The exercise that hurts a little more than the others, as one often does."""

TENDER = ("squat",)
FRAME = (10, 40)
"""Room for the window manager's frame, which is not in the picture."""

SET_S = 75
PNG_COLOURS = 220


def write_month(home: Path) -> None:
    """Write a month in which most went well and one exercise was sore of late."""
    with _opened(home) as (coach, clock, _):
        for number, ago in enumerate(DAYS_AGO):
            _train(coach, clock, ago, is_sore=number >= len(DAYS_AGO) - 2)


def write_open_session(home: Path, *, is_whole: bool) -> None:
    """Write a session of today that was cut off: in the sore exercise, or after the last set."""
    with _opened(home) as (coach, clock, store):
        plan = coach.plan_day(coach.programme("knee_starter"), before=Before(pain=pain_score(1)))
        exercises = ready_exercises(plan)
        plan = replace(plan, exercises=exercises)
        segments = outline(build_timeline(plan, timeline_options(Settings())))
        stops_at = next(
            place
            for place, one in enumerate(segments)
            if one.exercise_id == SORE and one.key.set_number == 2
        )
        done = segments if is_whole else segments[:stops_at]
        began = clock.now() - timedelta(seconds=SET_S * len(done) + 20)
        record = replace(
            _record(coach, began, asked_for(plan)), ending=Ending.OPEN, ended_at=None, sets=()
        )
        store().start_session(record)
        for number, one in enumerate(done):
            hurt = is_whole and number == stops_at
            store().record_set(
                record.id,
                DoneSet(
                    id=uuid4(),
                    position=one.key.position,
                    exercise_id=one.exercise_id,
                    side=one.key.set_side,
                    set_number=one.key.set_number,
                    outcome=Outcome.STOPPED if hurt else Outcome.DONE,
                    complete=Percent(40 if hurt else 100),
                    ended_at=began + timedelta(seconds=SET_S * (number + 1)),
                ),
            )


@contextmanager
def _opened(home: Path) -> Iterator[tuple[Coach, SystemClock, LazyStore]]:
    paths = find_paths({"KNEECOACH_HOME": str(home)})
    clock = SystemClock()
    store = LazyStore(paths.database, clock)
    try:
        yield open_coach(paths, clock, store).coach, clock, store
    finally:
        store.close()


def _record(coach: Coach, began: datetime, exercises: tuple[DoneExercise, ...]) -> SessionRecord:
    return SessionRecord(
        id=uuid4(),
        person_id=coach.person.id,
        programme_id="knee_starter",
        started_at=began,
        ended_at=began + timedelta(minutes=26),
        day=began.astimezone().date(),
        before=pain_score(1),
        exercises=exercises,
        sets=tuple(
            DoneSet(
                id=uuid4(),
                position=one.position,
                exercise_id=one.exercise_id,
                side=one.side,
                set_number=number,
                outcome=Outcome.DONE,
                complete=Percent(100),
                ended_at=began + timedelta(minutes=3 * (one.position + 1), seconds=20 * number),
            )
            for one in exercises
            for number in range(1, one.dose.sets + 1)
        ),
    )


def _train(coach: Coach, clock: SystemClock, ago: int, *, is_sore: bool) -> None:
    """Keep one session and its next morning."""
    day = clock.today() - timedelta(days=ago)
    moment = datetime.combine(day, moment_of_day(12, 0), tzinfo=UTC)
    programme = coach.programme("knee_starter")
    exercises = asked_for(coach.plan_day(programme, day, Before(pain=pain_score(1))))
    felt = tuple(
        replace(one, during=pain_score(_pain(one.exercise_id, is_sore=is_sore)))
        for one in exercises
    )
    worst = max((one.during or 0 for one in felt), default=0)
    scores = Scores(during=pain_score(worst), after=pain_score(1), effort=6)
    morning = CheckIn(
        id=uuid4(),
        person_id=coach.person.id,
        day=day + timedelta(days=1),
        recorded_at=moment + timedelta(hours=19),
        pain=pain_score(1),
    )
    record = _record(coach, moment, felt)
    coach.log(with_scores(record, scores, ending=Ending.LOGGED), morning)


def _pain(exercise_id: str, *, is_sore: bool) -> int:
    if not is_sore:
        return 1
    return {SORE: 6, **dict.fromkeys(TENDER, 4)}.get(exercise_id, 1)


def main() -> int:
    """Make the four pictures."""
    asked = _asked()
    asked.folder.mkdir(parents=True, exist_ok=True)
    width, height = (int(part) for part in asked.size.split("x"))
    screen = f"{width + FRAME[0]}x{height + FRAME[1]}"
    with tempfile.TemporaryDirectory() as folder, own_screen(screen) as environ:
        environ["KNEECOACH_NO_SOUND"] = "1"
        month = Path(folder) / "month"
        write_month(month)
        write_settings(month, theme=asked.theme, text_percent=asked.text, get_ready_seconds=3)
        training, ended = Path(folder) / "training", Path(folder) / "ended"
        for home, is_whole in ((training, False), (ended, True)):
            shutil.copytree(month, home)
            write_open_session(home, is_whole=is_whole)
        for home, use in ((month, _today), (training, _session), (ended, _finish)):
            with real_window(home, environ) as window:
                number = window.find()
                resize = ["xdotool", "windowsize", "--sync", number, str(width), str(height)]
                subprocess.run(resize, env=environ, check=False)
                window.wait_until_calm()
                use(window, number, asked.folder)
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", default="1280x800")
    parser.add_argument("--theme", default="light")
    parser.add_argument("--text", type=int, default=100, help="size of text in percent")
    return parser.parse_args()


def _today(window: RealWindow, number: str, folder: Path) -> None:
    _take(window, number, folder / "today.png")


def _session(window: RealWindow, number: str, folder: Path) -> None:
    window.press("Return", "Right")  # go on, and past the rest
    time.sleep(3.2)
    _take(window, number, folder / "session.png")
    window.press("p")
    window.wait_until_calm(0.4)
    window.press("4")
    window.wait_until_calm(0.4)
    _take(window, number, folder / "pain-stop.png")


def _finish(window: RealWindow, number: str, folder: Path) -> None:
    window.press("Tab", "Return")  # end it
    window.wait_until_calm(0.5)
    window.press("2", "Tab", "1", "Tab", "Right", "Right", "space")
    window.wait_until_calm(0.5)
    _take(window, number, folder / "finish.png")


def _take(window: RealWindow, number: str, path: Path) -> None:
    """Take the window, with as many colours as it has need of."""
    subprocess.run(["import", "-window", number, str(path)], env=window.environ, check=True)
    subprocess.run(
        ["convert", str(path), "-strip", "+dither", "-colors", str(PNG_COLOURS), f"PNG8:{path}"],
        env=window.environ,
        check=True,
    )


if __name__ == "__main__":
    raise SystemExit(main())
