"""Lead a made-up person through a day at the desk, in the real process on a faster clock.

    python benchmarks/break_day.py [--speed 480]

Everything is real but the pace and the person: event loop, timers, window (offscreen), packs,
history. What is printed is the log of breaks, and how late each one was painted, in real seconds.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["TZ"] = "UTC"

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

import kneecoach.ui.breaks.timer as timers
from kneecoach.breaks import machine
from kneecoach.breaks.state import BreakOffered, Event, InBreak, Presence, Quiet
from kneecoach.clock import SystemClock
from kneecoach.history.break_log import BreakLog
from kneecoach.model.desk_break import tally
from kneecoach.model.units import Seconds
from kneecoach.paths import find_paths
from kneecoach.settings import Settings
from kneecoach.ui.breaks.make import make_break_desk
from kneecoach.ui.main_window import FirstLook
from kneecoach.ui.theme.apply import apply_theme

MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
BREAK_S = 120

DAY: tuple[tuple[str, str, bool], ...] = (
    ("10:10", "call", True),
    ("11:05", "call", False),
    ("12:00", "idle", True),
    ("12:45", "idle", False),
    ("13:50", "full_screen", True),
    ("14:25", "full_screen", False),
    ("15:20", "locked", True),
    ("15:23", "locked", False),
)
"""What happens besides work: when, what, and whether it begins."""


class FastClock:
    """Tell a time that began at nine and runs faster than the computer's."""

    def __init__(self, speed: float) -> None:
        self.speed = speed
        self._real = SystemClock()
        self._began = self._real.monotonic()

    def monotonic(self) -> Seconds:
        """Return fast seconds."""
        return Seconds((self._real.monotonic() - self._began) * self.speed)

    def now(self) -> datetime:
        """Return the moment of the made-up day."""
        return MORNING + timedelta(seconds=self.monotonic())

    def today(self) -> date:
        """Return its day."""
        return self.now().date()


class NoTray:
    """Stand in for the tray, which has nobody to look at it."""

    def tell(self, title: str, text: str) -> None:
        """Print it."""
        del text
        print(f"{'':8}({title})")


class Person:
    """Work, and answer two breaks of three by taking them, the third by putting it off."""

    def __init__(
        self, application: QApplication, clock: FastClock, folder: Path, notice: int
    ) -> None:
        self.application = application
        self.clock = clock
        self.paths = find_paths({"KNEECOACH_HOME": str(folder)})
        settings = Settings(breaks=True, break_notice_seconds=notice)
        self.desk = make_break_desk(
            clock=clock,
            paths=self.paths,
            settings=settings,
            coach=lambda: None,
            teller=NoTray(),
            parent=application,
        )
        self.desk.timer.happened.connect(self.on_happened)
        self.offers = 0
        self.late: list[float] = []
        self.due_at = 0.0
        self.waited = 0
        self.has_waited = False
        self.desk.timer.changed.connect(self.on_changed)
        for at, fact, holds in DAY:
            self.after(_seconds(at), lambda fact=fact, holds=holds: self.notice(fact, holds))
        self.after(_seconds("17:00"), application.quit)
        self.desk.start()

    def after(self, seconds: float, do: Callable[[], object]) -> None:
        """Do something later, in seconds of the day."""
        QTimer.singleShot(max(0, round(seconds * 1000 / self.clock.speed)), do)

    def say(self, what: str) -> None:
        """Print what happened, and when."""
        print(f"{self.clock.now():%H:%M:%S} {what}")

    def notice(self, fact: str, holds: bool) -> None:
        """Let something begin or end."""
        self.say(f"    {fact} {'begins' if holds else 'ends'}")
        before = self.desk.timer.presence
        since = self.clock.monotonic() if holds else None
        value = {"idle": since, "locked": since}.get(fact, holds)
        name = {"idle": "idle_since", "locked": "locked_since"}.get(fact, fact)
        told = {field: getattr(before, field) for field in Presence.__slots__} | {name: value}
        self.desk.timer.notice(Presence(**told))

    def on_happened(self, event: Event) -> None:
        """Answer a break that is offered."""
        self.say(f"{type(event).__name__} after {getattr(event, 'sat', 0) / 60:.1f} min of sitting")
        if not isinstance(event, BreakOffered):
            return
        self.due_at = self.desk.timer.state.seat.due_at
        self.offers += 1
        self.after(20, self.put_off if self.offers % 3 == 0 else self.take)

    def on_changed(self) -> None:
        """Remember that a break had to wait for others, and wait until one is painted."""
        self.has_waited = self.has_waited or isinstance(self.desk.timer.state, Quiet)
        window = self.desk.screen.window
        if self.due_at and window is not None and self.desk.screen.is_offering():
            look = FirstLook(window)
            look.seen.connect(self.on_painted)

    def on_painted(self) -> None:
        """Count how late it is."""
        if self.has_waited:
            self.waited += 1
        elif self.due_at:
            self.late.append((self.clock.monotonic() - self.due_at) / self.clock.speed)
        self.has_waited = False
        self.due_at = 0.0

    def take(self) -> None:
        """Take it."""
        self.desk.timer.start_break()
        self.after(BREAK_S, self.end)

    def end(self) -> None:
        """Come back from it."""
        if isinstance(self.desk.timer.state, InBreak):
            self.desk.timer.end_break()

    def put_off(self) -> None:
        """Put it off."""
        self.desk.timer.postpone(5)


def _seconds(at: str) -> float:
    hours, minutes = at.split(":")
    return (int(hours) - 9) * 3600 + int(minutes) * 60


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("--speed", type=float, default=480)
    asked.add_argument("--notice", type=int, default=60, help="seconds; 0 for none")
    options = asked.parse_args()
    speed = options.speed
    timers.MS_PER_SECOND = 1000 / speed
    machine.LATE = Seconds(60 * speed)  # a busy computer is late by real seconds
    # So is getting ready; half an interval is the most there is of it.
    timers.AHEAD = Seconds(min(1200.0, timers.AHEAD * speed))
    application = QApplication(sys.argv[:1])
    apply_theme(application, "light")
    with tempfile.TemporaryDirectory() as folder:
        clock = FastClock(speed)
        person = Person(application, clock, Path(folder), options.notice)
        application.exec()
        kept = BreakLog(person.paths.database, clock).of_days(MORNING.date(), MORNING.date())
        print(f"\nkept in the history: {tally(kept)}")
        print(f"offered {person.offers} times, {person.waited} of them after a wait for others")
        late = ", ".join(f"{one:.3f}" for one in person.late)
        print(f"the rest were painted so many real seconds after they were due: {late}")
        person.desk.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
