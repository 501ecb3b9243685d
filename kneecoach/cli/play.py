"""Play a session in the terminal: print what happens, and do what is typed."""

from __future__ import annotations

import sys

import click

from kneecoach.cli.keyboard import Keyboard
from kneecoach.cli.pace import Pace
from kneecoach.cli.stop import CHOICES, ask_about_pain
from kneecoach.cli.timeline import describe_step
from kneecoach.coach.easier import is_easier_left, with_easier
from kneecoach.coach.live import LiveSession
from kneecoach.model.decision import Plan
from kneecoach.session.player import PainChoice
from kneecoach.session.state import Finished, Paused, Stopped, Waiting
from kneecoach.session.step import (
    Event,
    SessionFinished,
    SessionPaused,
    SessionResumed,
    SessionStopped,
    SetEnded,
    Step,
    StepKind,
    StepStarted,
)
from kneecoach.session.timeline import TimelineOptions, build_timeline

KEYS = (
    "Enter pauses and goes on, or ends a set at your own pace. With Enter: s skips, b goes back, "
    "p it hurts, q ends."
)


class TerminalSession:
    """Lead through one session."""

    def __init__(
        self,
        *,
        live: LiveSession,
        plan: Plan,
        options: TimelineOptions,
        pace: Pace,
        keyboard: Keyboard,
    ) -> None:
        """Take a session that was begun or cut off; nothing moves yet."""
        self._live = live
        self._plan = plan
        self._options = options
        self._pace = pace
        self._keyboard = keyboard
        self._told_note = ""

    def run(self) -> None:
        """Play until the session is over.

        Raises:
            click.Abort: The input was closed.
        """
        if self._keyboard.is_there:
            click.echo(KEYS)
            self._keyboard.listen()
        self._show(self._live.begin())
        while not isinstance(self._live.state, Finished):
            self._pace.pass_time(self._live)
            self._show(self._live.tick())
            if self._keyboard.is_there:
                self._obey(self._keyboard.line())
            else:
                self._answer_for_nobody()

    def _obey(self, typed: str | None) -> None:
        """Do what was typed, if anything was."""
        live = self._live
        if typed is None:
            return
        commands = {"s": live.skip, "b": live.back, "p": live.stop_for_pain, "q": live.end}
        if typed in commands:
            self._show(commands[typed]())
        elif typed:
            click.echo(f"{typed} means nothing here. {KEYS}")
        elif isinstance(live.state, Waiting):
            self._show(live.set_is_done())
        elif isinstance(live.state, Paused):
            self._show(live.resume())
        else:
            self._show(live.pause())

    def _answer_for_nobody(self) -> None:
        """Let a set at one's own pace take its expected time, and a pause end at once."""
        live = self._live
        if isinstance(live.state, Waiting):
            step = live.step
            if step is not None and live.moment().elapsed >= step.expected:
                self._show(live.set_is_done())
        elif isinstance(live.state, Paused):
            self._show(live.resume())

    def _show(self, events: tuple[Event, ...]) -> None:
        """Print what happened, a line each, and ask what hurts when the session was stopped."""
        for event in events:
            self._print(event)
        self._print_note()
        sys.stdout.flush()
        if any(isinstance(event, SessionStopped) for event in events):
            self._ask_about_pain()

    def _print(self, event: Event) -> None:
        match event:
            case StepStarted(step=step):
                if step.kind is not StepKind.WORK or _is_first(step):
                    click.echo(f"  {describe_step(step)}")
                if step.kind is StepKind.READY and step.note:
                    click.echo(f"  Your physiotherapist: {step.note}")
            case SetEnded():
                kept = "kept" if self._live.trouble is None else "not kept yet"
                where = f" {event.set_side}" if event.set_side else ""
                click.echo(
                    f"{kept}: {event.exercise_id}{where} set {event.set_number} "
                    f"{event.outcome} {event.complete} %"
                )
            case SessionPaused(reason=reason):
                click.echo(f"Paused ({reason}). Enter goes on.")
            case SessionResumed():
                click.echo("On we go.")
            case SessionStopped() | SessionFinished():
                pass

    def _print_note(self) -> None:
        """Say once what changed: a set is not safe yet, or is now, or there is no sound."""
        note = self._live.note
        if note == self._told_note:
            return
        self._told_note = note
        if self._live.trouble is not None:
            note = f"{note} It is tried again after the next set."
        click.echo(note or "All is well again.", err=True)

    def _ask_about_pain(self) -> None:
        state = self._live.state
        if not isinstance(state, Stopped):
            return
        position = state.position
        answer = ask_about_pain(
            self._keyboard,
            has_easier=is_easier_left(self._plan, state, self._options),
            asks_knee=bool(self._live.record.knees),
            meanwhile=self._pace.rest,
        )
        self._live.say_at_stop(answer)
        choice = CHOICES[answer.choice]
        easier: tuple[Step, ...] | None = None
        if choice is PainChoice.EASIER:
            self._plan = with_easier(self._plan, position)
            easier = build_timeline(self._plan, self._options)
        self._show(self._live.go_on_after_pain(choice, easier))


def _is_first(step: Step) -> bool:
    return step.rep <= 1 and step.round <= 1
