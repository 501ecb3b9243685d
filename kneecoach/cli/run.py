"""Run a whole session in the terminal, with sound where there is some."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from queue import Empty, SimpleQueue
from threading import Event as Flag
from threading import Thread

import click

from kneecoach.cli.desk import CommandDesk, opened
from kneecoach.cli.timeline import clock_time, describe_step
from kneecoach.clock import Clock
from kneecoach.coach.asked import ready_exercises
from kneecoach.coach.coach import Before
from kneecoach.coach.live import LiveSession
from kneecoach.coach.opening import timeline_options
from kneecoach.coach.outlook import look_ahead
from kneecoach.model.decision import Plan, Standing
from kneecoach.model.errors import KneecoachError, UsageError
from kneecoach.model.record import Ending, Scores, SessionRecord
from kneecoach.model.units import PainScore, Seconds, pain_score
from kneecoach.session.player import PainChoice
from kneecoach.session.state import Finished, Paused, Stopped, Waiting
from kneecoach.session.step import (
    Event,
    SessionPaused,
    SessionResumed,
    SetEnded,
    Step,
    StepKind,
    StepStarted,
)
from kneecoach.session.timeline import build_timeline
from kneecoach.sound.output import CueOutput, SilentOutput

BEAT = 0.05
"""Seconds between two looks at the clock and the keyboard."""

LONGEST_LEAP = 1.0
"""Seconds of a session that a sped-up clock moves on at most at a time."""

KEYS = (
    "Enter pauses and goes on, or ends a set at your own pace. With Enter: s skips, b goes back, "
    "p it hurts, q ends."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The scores given as options; None is asked for."""

    before: int | None
    during: int | None
    after: int | None
    effort: int | None


class SpedUpClock:
    """Count the seconds of a session that runs faster than real: they pass when told to."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self._now = 0.0

    def pass_by(self, seconds: float) -> None:
        """Let seconds of the session pass."""
        self._now += seconds

    def monotonic(self) -> Seconds:
        """Return the session's seconds."""
        return Seconds(self._now)


def run_session(programme_id: str, asked: Asked, *, speed: float, with_sound: bool) -> int:
    """Run a session from the first step to the last, and keep each set as it ends."""
    with opened() as desk:
        programme = desk.coach.programme(programme_id)
        before = Before(pain=_score(asked.before, "before", "Pain now"))
        plan = desk.coach.plan_day(programme, before=before)
        if not ready_exercises(plan):
            desk.coach.keep_rest(plan, before)
            click.echo(_why_not(plan))
            return 0
        plan = replace(plan, exercises=ready_exercises(plan))
        record = desk.coach.begin(plan, before)
        steps = build_timeline(plan, timeline_options(desk.settings))
        live = _play(desk, record, steps, speed=speed, with_sound=with_sound)
        return _finish(desk, live, asked)


def _play(
    desk: CommandDesk,
    record: SessionRecord,
    steps: tuple[Step, ...],
    *,
    speed: float,
    with_sound: bool,
) -> LiveSession:
    """Play all steps on the clock that fits, and return the session as it ended."""
    is_real = speed == 1.0
    hurried = SpedUpClock()
    output, pump = _output(desk, hurried, is_real=is_real, with_sound=with_sound)
    if output.note:
        click.echo(output.note, err=True)
    live = LiveSession(
        coach=desk.coach, record=record, steps=steps, output=output, clock=desk.clock
    )
    keyboard = Keyboard()
    if keyboard.is_there:
        click.echo(KEYS)
    waiting = Flag()
    try:
        _show(live, live.begin())
        while not isinstance(live.state, Finished):
            if is_real:
                keyboard.wait(BEAT, waiting)
                pump()
            else:
                leap = _leap(live)
                keyboard.wait(leap / speed, waiting)
                hurried.pass_by(leap)
            _show(live, live.tick())
            _obey(live, keyboard)
    finally:
        output.close()
    return live


def _output(
    desk: CommandDesk, hurried: SpedUpClock, *, is_real: bool, with_sound: bool
) -> tuple[CueOutput, Callable[[], None]]:
    """Return what plays the cues, and what has to be called often for it to do so."""
    if not is_real:
        return SilentOutput(_SessionClock(desk.clock, hurried)), _do_nothing
    if not with_sound:
        return SilentOutput(desk.clock), _do_nothing
    from PySide6.QtCore import QCoreApplication

    from kneecoach.sound.device import open_output

    loop = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    output = open_output(desk.clock)
    output.set_volume(desk.settings.volume_percent)
    output.set_muted(desk.settings.muted)
    return output, loop.processEvents


def _do_nothing() -> None:
    return


class _SessionClock:
    """Tell real moments and the seconds of a hurried session."""

    def __init__(self, clock: Clock, hurried: SpedUpClock) -> None:
        self.now = clock.now
        self.today = clock.today
        self.monotonic = hurried.monotonic


def _leap(live: LiveSession) -> float:
    """Return how far a sped-up clock may go without passing the end of the step."""
    step = live.step
    if step is None:
        return BEAT
    left = step.expected - live.moment().elapsed
    return min(LONGEST_LEAP, max(left, 0.001))


class Keyboard:
    """Hand on the lines that are typed, where someone can type."""

    def __init__(self) -> None:
        """Listen, when there is a terminal to listen to."""
        self.is_there = sys.stdin is not None and sys.stdin.isatty()
        self._lines: SimpleQueue[str] = SimpleQueue()
        if self.is_there:
            Thread(target=self._listen, name="keyboard", daemon=True).start()

    def wait(self, seconds: float, waiting: Flag) -> None:
        """Wait a little; nothing is polled faster than that."""
        waiting.wait(seconds)

    def line(self) -> str | None:
        """Return the next line, or None when nothing was typed."""
        try:
            return self._lines.get_nowait()
        except Empty:
            return None

    def _listen(self) -> None:
        for line in sys.stdin:
            self._lines.put(line.strip().lower())


def _obey(live: LiveSession, keyboard: Keyboard) -> None:
    """Do what was typed; without a keyboard, a set at one's own pace takes its expected time."""
    if not keyboard.is_there:
        _answer_for_nobody(live)
        return
    typed = keyboard.line()
    if typed is None:
        return
    commands = {"s": live.skip, "b": live.back, "p": live.stop_for_pain, "q": live.end}
    if isinstance(live.state, Stopped):
        choice = PainChoice.END if typed == "q" else PainChoice.SKIP_EXERCISE
        _show(live, live.go_on_after_pain(choice))
    elif typed in commands:
        _show(live, commands[typed]())
    elif isinstance(live.state, Waiting):
        _show(live, live.set_is_done())
    elif isinstance(live.state, Paused):
        _show(live, live.resume())
    else:
        _show(live, live.pause())


def _answer_for_nobody(live: LiveSession) -> None:
    if isinstance(live.state, Waiting):
        step = live.step
        if step is not None and live.moment().elapsed >= step.expected:
            _show(live, live.set_is_done())
    elif isinstance(live.state, Paused):
        _show(live, live.resume())


def _show(live: LiveSession, events: tuple[Event, ...]) -> None:
    """Print what happened, a line each."""
    for event in events:
        match event:
            case StepStarted(step=step) if step.kind is not StepKind.WORK or _is_first(step):
                click.echo(f"  {describe_step(step)}")
            case SetEnded():
                where = f" {event.set_side}" if event.set_side else ""
                click.echo(
                    f"kept: {event.exercise_id}{where} set {event.set_number} "
                    f"{event.outcome} {event.complete} %"
                )
            case SessionPaused(reason=reason):
                click.echo(f"Paused ({reason}). Enter goes on.")
            case SessionResumed():
                click.echo("On we go.")
            case _:
                pass
    if isinstance(live.state, Stopped) and events:
        click.echo("Stopped. Enter leaves this exercise and goes on; q and Enter ends.")
    if live.trouble is not None:
        click.echo(f"{live.trouble} It is tried again after the next set.", err=True)
    sys.stdout.flush()


def _is_first(step: Step) -> bool:
    return step.rep <= 1 and step.round <= 1


def _finish(desk: CommandDesk, live: LiveSession, asked: Asked) -> int:
    """Ask for the scores, keep them, and say what comes next."""
    live.save()
    during = _optional_score(asked.during, "Worst pain during the session")
    after = _optional_score(asked.after, "Pain now")
    effort = _optional_score(asked.effort, "How hard was it")
    scores = Scores(during=during, after=after, effort=effort)
    record = desk.coach.finish(
        live.record, scores, ending=Ending.FINISHED, paused_times=live.paused_times
    )
    outlook = look_ahead(desk.coach, record)
    seconds = sum(step.expected for step in live.steps)
    click.echo(f"Done: {len(record.sets)} sets, {clock_time(seconds)} as planned.")
    click.echo(f"Next time: {outlook.headline}. {outlook.text} [{outlook.rule}]")
    return 0


def _score(given: int | None, option: str, question: str) -> PainScore:
    if given is not None:
        return pain_score(given)
    if not sys.stdin.isatty():
        raise UsageError(
            f"The pain {option} the session is not known.", f"Give it with --{option} 0 to 10."
        )
    return pain_score(click.prompt(f"{question}, 0-10", type=click.IntRange(0, 10)))


def _optional_score(given: int | None, question: str) -> PainScore | None:
    if given is not None:
        return pain_score(given)
    if not sys.stdin.isatty():
        return None
    return pain_score(click.prompt(f"{question}, 0-10", type=click.IntRange(0, 10)))


def _why_not(plan: Plan) -> str:
    """Say why nothing is done today."""
    for planned in plan.exercises:
        for one in planned.prescriptions:
            if one.standing is not Standing.READY:
                return f"Not today. {one.decision.reason} [{one.decision.rule}]"
    raise KneecoachError("None of this programme's exercises is in a pack.")
