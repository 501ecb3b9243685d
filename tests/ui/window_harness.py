"""Open a whole window on a fake clock, beat, sound and store, and do what a person does with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from fakes import FakeClock, FakeTicker
from fakes_history import FakeHistoryStore
from page_actions import make_active, press
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from kneecoach.model.feedback import Flag, Knee
from kneecoach.model.record import History, Person
from kneecoach.model.screening import Screening
from kneecoach.model.units import Seconds
from kneecoach.paths import Paths
from kneecoach.settings import Settings
from kneecoach.sound.cues import PlacedCue
from kneecoach.ui.coaching import Coaching
from kneecoach.ui.furnishing import open_room
from kneecoach.ui.library_flow import LibraryFlow
from kneecoach.ui.main_window import MainWindow
from kneecoach.ui.outside import Outside
from kneecoach.ui.packs_flow import PacksFlow
from kneecoach.ui.room import Room

A_SHORT_PACK = """\
format: kneecoach-pack/1
id: short
name: Short sessions
version: 1.0.0
author: A test
language: en-GB
licence: Apache-2.0
review: none
sources:
  house-rule: Made up for a test
"""

A_SHORT_EXERCISE = """\
format: kneecoach-exercise/1
name: {name}
kind: strength
position: {position}
why: Works the hips.
areas: [hips]
dose:
  sides: {sides}
  sets: 2
  reps: 2
  tempo: {{raise: 2 s, lower: 2 s}}
  rest: 12 s
ladder:
  - change: {{reps: 3}}
steps: [Stand up., Go on.]
cues:
  - {{phase: raise, say: Lift it.}}
mistakes:
  - what: Too fast.
    instead: Go slowly.
cautions: [Stop when it hurts.]
easier: none
harder: none
sources: [house-rule]
figure: {{view: side}}
"""

A_SHORT_PROGRAMME = """\
format: kneecoach-programme/1
name: Short one
why: It is short.
days_a_week: 3
most_days_a_week: 5
exercises: [lift, sway]
sources: [house-rule]
"""


class FakeShelf:
    """Hand out a fake store, or refuse to."""

    def __init__(self, store: FakeHistoryStore) -> None:
        self.store = store
        self.refusal: Exception | None = None
        self.is_closed = False

    def __call__(self) -> FakeHistoryStore:
        if self.refusal is not None:
            raise self.refusal
        return self.store

    def read(self) -> tuple[Person | None, History]:
        if self.refusal is not None:
            raise self.refusal
        people = self.store.people()
        return (people[0], self.store.read(people[0].id)) if people else (None, History())

    def has_news(self) -> bool:
        return False

    def close(self) -> None:
        self.is_closed = True


class FakeOutput:
    """Remember what was to be played; keep time by the clock, or stand still as in sleep."""

    def __init__(self, clock: FakeClock) -> None:
        self._clock = clock
        self.note = ""
        self.said: list[str] = []
        self.cues: tuple[PlacedCue, ...] = ()
        self.origin = Seconds(0.0)
        self.device = ""
        self.volume = -1
        self.is_muted = False
        self.slept = 0.0

    @property
    def is_open(self) -> bool:
        return bool(self.said) and self.said[-1] != "close"

    def open(self) -> None:
        self.said.append("open")

    def now(self) -> Seconds:
        return Seconds(self._clock.monotonic() - self.slept)

    def play(self, cues: tuple[PlacedCue, ...], origin: Seconds) -> None:
        self.said.append("play")
        self.cues, self.origin = cues, origin

    def silence(self) -> None:
        self.said.append("silence")
        self.cues = ()

    def set_device(self, key: str) -> None:
        self.device = key

    def set_volume(self, percent: int) -> None:
        self.volume = percent

    def set_muted(self, muted: bool) -> None:
        self.is_muted = muted

    def close(self) -> None:
        self.said.append("close")


class FakeStayAwake:
    """Remember whether the display is to stay awake."""

    def __init__(self) -> None:
        self.is_awake = False

    def begin(self) -> None:
        self.is_awake = True

    def end(self) -> None:
        self.is_awake = False


class Opened:
    """A window that is open, and everything around it."""

    def __init__(
        self,
        qtbot,
        folder: Path,
        *,
        clock: FakeClock,
        settings: Settings | None = None,
        store: FakeHistoryStore | None = None,
        messages: tuple[str, ...] = (),
        is_new: bool = False,
    ) -> None:
        self.clock = clock
        self.paths = Paths(data=folder / "data", config=folder / "config", logs=folder / "logs")
        self.store = store or FakeHistoryStore()
        if not is_new:
            answer_safety_questions(self.store, clock)
        self.shelf = FakeShelf(self.store)
        self.tickers: list[FakeTicker] = []
        self.outputs: list[FakeOutput] = []
        self.awake = FakeStayAwake()
        self.window = MainWindow(choice="light")
        self._settings = settings or Settings(programme="short_one")
        self._messages = messages
        self.window.close_requested.connect(self._on_close_requested)
        self.room: Room | None = None
        qtbot.addWidget(self.window, before_close_func=lambda _window: self.let_go())

    def open(self, qtbot) -> Opened:
        write_short_pack(self.paths)
        self.room = open_room(
            application=QApplication.instance(),
            window=self.window,
            clock=self.clock,
            paths=self.paths,
            settings=self._settings,
            messages=self._messages,
            outside=Outside(
                clock=self.clock,
                paths=self.paths,
                store=self.shelf,
                open_output=self._make_output,
                stay_awake=self.awake,
                make_ticker=self._make_ticker,
            ),
        )
        self.window.show()
        make_active(qtbot, self.window)
        return self

    @property
    def output(self) -> FakeOutput:
        return self.outputs[-1]

    @property
    def ticker(self) -> FakeTicker:
        return self.tickers[-1]

    @property
    def coaching(self) -> Coaching:
        return self.room.findChild(Coaching)

    @property
    def library(self) -> LibraryFlow:
        return self.room.findChild(LibraryFlow)

    @property
    def packs(self) -> PacksFlow:
        return self.room.findChild(PacksFlow)

    @property
    def shell(self) -> QWidget:
        return self.window.centralWidget()

    def session(self):
        """Return the only session that is kept."""
        (one,) = self.sessions()
        return one

    def sessions(self):
        people = self.store.people()
        return self.store.read(people[0].id).sessions if people else ()

    def sees(self) -> list[str]:
        """Return every text in view."""
        QApplication.processEvents()
        return [one.text() for one in self.window.findChildren(QLabel) if one.isVisible()]

    def page(self) -> str:
        """Return the name of the page in view."""
        QApplication.processEvents()
        names = (
            *("session_page", "pain_stop_page", "before_page", "finish_page", "today"),
            *("welcome_page", "screening_page", "seek_care_page", "mornings_page"),
        )
        seen = [name for name in names if self.part(name) and self.part(name).isVisible()]
        return seen[0] if seen else ""

    def part(self, name: str) -> QWidget | None:
        return self.window.findChild(QWidget, name)

    def go(self, seconds: float, step: float = 0.05) -> None:
        """Let the session run on, with a beat as often as it is asked for."""
        left = seconds
        while left > 1e-9:
            passed = min(step, left)
            self.clock.advance(passed)
            self.ticker.fire()
            left -= passed

    def go_until(self, is_true: Callable[[], bool], most: float = 600.0) -> None:
        for _ in range(int(most / 0.5)):
            if is_true():
                return
            self.go(0.5, step=0.5)
        raise AssertionError("it never happens")

    def start(self, pain: Qt.Key = Qt.Key.Key_1) -> None:
        """Start a session from Today, by keyboard."""
        press(Qt.Key.Key_Return)
        assert self.page() == "before_page"
        press(pain)
        press(Qt.Key.Key_Return)

    def die(self) -> None:
        """Be gone in the middle of a session, as after a power cut: nothing more is written."""
        self.room.stop_safely()

    def let_go(self) -> None:
        """End as the program does."""
        if self.room is not None:
            self.room.close()
            self.room = None
        self.window.allow_close()

    def close(self) -> None:
        """Press the window's own close button."""
        self.window.close()
        QApplication.processEvents()

    def _on_close_requested(self) -> None:
        if self.room.may_close():
            self.window.allow_close()

    def _make_output(self, clock: FakeClock) -> FakeOutput:
        self.outputs.append(FakeOutput(clock))
        return self.outputs[-1]

    def _make_ticker(self) -> FakeTicker:
        self.tickers.append(FakeTicker())
        return self.tickers[-1]


def answer_safety_questions(store: FakeHistoryStore, clock: FakeClock, *flags: Flag) -> None:
    """Keep answers to the safety questions and the sore knee, as everybody gives them; not twice.

    A person whose sore knee is known already keeps it.
    """
    if store.trouble is not None:
        return
    person = store.default_person()
    if store.read(person.id).screenings:
        return
    if not store.read(person.id).sessions and person.sore_knee is Knee.BOTH and not person.name:
        store.change_person(replace(person, sore_knee=Knee.LEFT))
    store.add_screening(
        tuple(
            Screening(
                id=uuid4(),
                person_id=person.id,
                day=clock.today(),
                recorded_at=clock.now(),
                knee=knee,
                flags=frozenset(flags),
            )
            for knee in (Knee.LEFT, Knee.RIGHT)
        )
    )


def write_short_pack(paths: Paths) -> None:
    """Put a pack with a session of a minute or so where the person's own packs are."""
    folder = paths.packs / "short"
    (folder / "programmes").mkdir(parents=True, exist_ok=True)
    (folder / "pack.yaml").write_text(A_SHORT_PACK)
    lift = A_SHORT_EXERCISE.format(name="Lift", position="standing", sides="both")
    sway = A_SHORT_EXERCISE.format(name="Sway", position="standing", sides="each")
    (folder / "lift.yaml").write_text(lift)
    (folder / "sway.yaml").write_text(sway)
    (folder / "programmes" / "short_one.yaml").write_text(A_SHORT_PROGRAMME)
