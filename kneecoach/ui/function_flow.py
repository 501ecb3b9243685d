"""Ask what the knee can do, lead through its timed tests, and keep what is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal

from kneecoach.clock import Clock
from kneecoach.coach.break_run import BreakRun
from kneecoach.coach.coach import Coach
from kneecoach.coach.function import ToldScore, activities_asked, find_courses
from kneecoach.coach.hearing import hearing_of
from kneecoach.coach.mornings import knees_asked
from kneecoach.coach.self_test import SelfTest, find_self_test
from kneecoach.model.dose import Side
from kneecoach.model.errors import KneecoachError
from kneecoach.model.feedback import Knee
from kneecoach.model.function import Measure
from kneecoach.model.programme import Programme
from kneecoach.settings import Settings
from kneecoach.sound.output import CueOutput
from kneecoach.sound.score import Score
from kneecoach.ui.function_view import FunctionView, ToldQuestionnaire
from kneecoach.ui.pages.function import FunctionPage
from kneecoach.ui.pages.self_test import SelfTestPage
from kneecoach.ui.shell import Shell
from kneecoach.ui.ticker import Ticker
from kneecoach.values import dataclass

TICK_MS = 33


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What a timed test needs of the computer.

    Attributes:
        clock: Tells time.
        make_ticker: Gives a beat that stands still.
        open_output: Opens the sound; falls back to silence by itself.
        settings: Returns the settings as they are now.
    """

    clock: Clock
    make_ticker: Callable[[], Ticker]
    open_output: Callable[[Clock], CueOutput]
    settings: Callable[[], Settings]


class FunctionFlow(QObject):
    """Own the page of what the knee can do, and that of a timed test.

    Signals:
        kept: Something was kept.
        activity_deleted(str): The person wants an activity and its scores gone.
        closed: The person went back.
        failed(KneecoachError): Something could not be done; what was entered stays.

    Args:
        shell: Where pages are shown.
        coach: Returns the coach.
        programme: Returns the programme in use, or None.
        tools: What a test needs.
    """

    kept = Signal()
    activity_deleted = Signal(str)
    closed = Signal()
    failed = Signal(object)

    def __init__(
        self,
        *,
        shell: Shell,
        coach: Callable[[], Coach],
        programme: Callable[[], Programme | None],
        tools: Tools,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shell = shell
        self._coach = coach
        self._programme = programme
        self._tools = tools
        self._page = FunctionPage()
        self._test_page = SelfTestPage()
        self._test: SelfTest | None = None
        self._run: BreakRun | None = None
        self._ticker = tools.make_ticker()
        self._ticker.on_tick(self._on_tick)
        self._page.kept.connect(self._on_kept)
        self._page.activity_deleted.connect(self.activity_deleted)
        self._page.closed.connect(self.closed)
        self._page.test_requested.connect(self._on_test_requested)
        self._test_page.begun.connect(self._on_begun)
        self._test_page.stopped.connect(self._on_stopped)
        self._test_page.counted.connect(self._on_counted)

    def open(self) -> None:
        """Ask what the knee can do."""
        self.stop()
        self._page.ask(view_of(self._coach(), self._tools.clock.today()))
        self._shell.show_page(self._page)

    def follow(self) -> None:
        """Ask anew while the page is in view."""
        if self._page.isVisible():
            self._page.ask(view_of(self._coach(), self._tools.clock.today()))

    def stop(self) -> None:
        """Let go of a test that is under way; nothing of it is kept."""
        self._ticker.stop()
        if self._run is not None:
            self._run.stop()
            self._run = None

    def _on_kept(self, told: tuple[ToldScore, ...], typed: ToldQuestionnaire) -> None:
        coach, today = self._coach(), self._tools.clock.today()
        try:
            scored = read_questionnaire(typed, today)
            if scored is None or told:
                coach.keep_function(told)
            if scored is not None:
                coach.keep_function([scored[0]], scored[1])
        except KneecoachError as error:
            self.failed.emit(error)
            return
        self.kept.emit()

    def _on_test_requested(self, measure: Measure, side: Side | None) -> None:
        try:
            self._test = find_self_test(self._coach(), self._programme(), measure, side)
        except KneecoachError as error:
            self.failed.emit(error)
            return
        self._test_page.show_test(self._test)
        self._shell.show_page(self._test_page)

    def _on_begun(self) -> None:
        test = self._test
        if test is None:
            return
        self.stop()
        settings = self._tools.settings()
        output = self._tools.open_output(self._tools.clock)
        output.set_device(settings.sound_device)
        output.set_volume(settings.volume_percent)
        output.set_muted(settings.muted)
        output.open()
        score = Score(test.steps, hearing_of(settings))
        self._run = BreakRun(
            steps=test.steps, output=output, clock=self._tools.clock, sounds=score.sounds
        )
        self._run.begin()
        self._ticker.start(TICK_MS)
        self._show_moment(self._run)

    def _on_tick(self) -> None:
        run = self._run
        if run is None:
            return
        if not self._test_page.isVisible():
            self.stop()  # the person went elsewhere
        elif run.tick():
            self.stop()
            self._test_page.ask_count()
        elif run.is_paused:
            self.stop()
            self._test_page.show_paused()
        else:
            self._show_moment(run)

    def _show_moment(self, run: BreakRun) -> None:
        if run.index < len(run.steps):
            self._test_page.show_step(run.steps[run.index], run.elapsed)

    def _on_stopped(self) -> None:
        self.stop()
        self._shell.show_page(self._page)

    def _on_counted(self, count: str) -> None:
        self._shell.show_page(self._page)
        if self._test is not None and count:
            self._page.show_count(self._test.measure, self._test.side, count)


def view_of(coach: Coach, today: date) -> FunctionView:
    """Return what is asked of a person."""
    history = coach.history
    courses = find_courses(history)
    own = {one.name: one.points[-1][1] for one in courses if one.measure is Measure.ACTIVITY}
    names = activities_asked(history, today)
    knees = {Knee.LEFT: Side.LEFT, Knee.RIGHT: Side.RIGHT}
    return FunctionView(
        today=today,
        activities=tuple((name, own[name]) for name in names),
        knees=tuple(knees.get(one) for one in knees_asked(coach.person.sore_knee)),
        last={(one.measure, one.side): one.points[-1][1] for one in courses if not one.name},
    )


def read_questionnaire(typed: ToldQuestionnaire, today: date) -> tuple[ToldScore, date] | None:
    """Return the total of a questionnaire and its day; None where none was typed.

    Raises:
        KneecoachError: A part of it is missing, or no number or day.
    """
    if not (typed.name or typed.total or typed.highest):
        return None
    try:
        score = float(typed.total.replace(",", "."))
        highest = float(typed.highest.replace(",", "."))
    except ValueError:
        raise KneecoachError(
            "A questionnaire has a name, a total and a highest score.",
            "Write both numbers like 62.5, and keep it again.",
        ) from None
    try:
        day = date.fromisoformat(typed.day) if typed.day else today
    except ValueError:
        raise KneecoachError(
            f"“{typed.day[:20]}” is not a day.", "Write it like 2026-03-02, and keep it again."
        ) from None
    told = ToldScore(measure=Measure.QUESTIONNAIRE, name=typed.name, score=score, highest=highest)
    return told, day
