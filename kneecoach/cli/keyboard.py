"""Hear what is typed while something else goes on, and ask questions in between."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread

import click

from kneecoach.model.errors import UsageError
from kneecoach.model.units import PainScore, pain_score

PATIENCE = 0.05
"""Seconds between two looks at what else has to go on while a question waits."""

_AT_ONCE = 4096


def do_nothing() -> None:
    """Have nothing else to do while a question waits."""


class Keyboard:
    """Hand on the lines that are typed, where someone can type."""

    def __init__(self) -> None:
        """Find out whether there is a terminal; it is listened to from the first question on."""
        self.is_there = sys.stdin is not None and sys.stdin.isatty()
        self._lines: SimpleQueue[str | None] = SimpleQueue()
        self._thread: Thread | None = None

    def listen(self) -> None:
        """Take what is typed from now on; a second call changes nothing."""
        if self.is_there and self._thread is None:
            # Read from the file itself: a thread that waits inside `sys.stdin` holds its lock, and
            # Python cannot then end.
            self._thread = Thread(
                target=self._listen, args=(sys.stdin.fileno(),), name="keyboard", daemon=True
            )
            self._thread.start()

    def line(self) -> str | None:
        """Return the next line, or None when nothing was typed.

        Raises:
            click.Abort: The input was closed.
        """
        try:
            typed = self._lines.get_nowait()
        except Empty:
            return None
        return _said(typed)

    def ask(self, question: str, meanwhile: Callable[[], None] = do_nothing) -> str:
        """Ask, and return the line that is typed; what was typed before is no answer to it.

        Raises:
            click.Abort: The input was closed.
        """
        self.listen()
        while self.line() is not None:
            pass
        click.echo(f"{question}: ", nl=False)
        sys.stdout.flush()
        while True:
            try:
                return _said(self._lines.get(timeout=PATIENCE))
            except Empty:
                meanwhile()

    def ask_score(
        self, question: str, meanwhile: Callable[[], None] = do_nothing
    ) -> PainScore | None:
        """Ask for a score from 0 to 10 until one is given; an empty line says that it is unknown.

        Raises:
            click.Abort: The input was closed.
        """
        while True:
            typed = self.ask(f"{question}, 0 to 10", meanwhile)
            if not typed:
                return None
            if typed.isascii() and typed.isdigit() and int(typed) <= 10:
                return pain_score(int(typed))
            click.echo(f"{typed} is not a whole number from 0 to 10.")

    def _listen(self, file: int) -> None:
        unfinished = b""
        while read := _read(file):
            *lines, unfinished = (unfinished + read).split(b"\n")
            for line in lines:
                self._lines.put(line.decode(errors="replace").strip().lower())
        self._lines.put(None)


def known_score(given: int | None, option: str, question: str, keyboard: Keyboard) -> PainScore:
    """Return a score that has to be known: given as an option, or asked for.

    Raises:
        UsageError: It was not given, and there is nobody to ask.
        click.Abort: The input was closed.
    """
    while given is None:
        if not keyboard.is_there:
            raise UsageError(
                f"The pain {option} the session is not known.", f"Give it with --{option} 0 to 10."
            )
        given = keyboard.ask_score(question)
    return pain_score(given)


def score_if_known(given: int | None, question: str, keyboard: Keyboard) -> PainScore | None:
    """Return a score given as an option or asked for; None when there is nobody to ask.

    Raises:
        click.Abort: The input was closed.
    """
    if given is not None:
        return pain_score(given)
    return keyboard.ask_score(question) if keyboard.is_there else None


def _read(file: int) -> bytes:
    try:
        return os.read(file, _AT_ONCE)
    except OSError:
        return b""  # a terminal that went away


def _said(typed: str | None) -> str:
    if typed is None:
        raise click.Abort
    return typed
