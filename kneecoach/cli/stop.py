"""Ask what hurt when a session was stopped, and what comes next."""

from __future__ import annotations

from collections.abc import Callable

import click

from kneecoach.cli.keyboard import Keyboard
from kneecoach.model.dose import Side
from kneecoach.model.feedback import Flag
from kneecoach.session.player import PainChoice
from kneecoach.ui.answers import PainStopAnswer, PainStopChoice, offered_choices

CHOICES = {
    PainStopChoice.EASIER: PainChoice.EASIER,
    PainStopChoice.SKIP: PainChoice.SKIP_EXERCISE,
    PainStopChoice.GO_ON: PainChoice.GO_ON,
    PainStopChoice.END: PainChoice.END,
}
"""What the player does for each answer."""

WORDS = {
    PainStopChoice.EASIER: "e an easier version",
    PainStopChoice.SKIP: "s leave this exercise",
    PainStopChoice.GO_ON: "g go on as it was",
    PainStopChoice.END: "q end the session",
}
KNEES = {side.value[0]: side for side in Side}
SIGNS = {"g": Flag.GIVING_WAY, "l": Flag.LOCKING}


def ask_about_pain(
    keyboard: Keyboard,
    *,
    has_easier: bool,
    asks_knee: bool,
    meanwhile: Callable[[], None],
) -> PainStopAnswer:
    """Ask how bad it is, in which knee, what kind it is, and what comes next.

    Args:
        keyboard: Where it is typed.
        has_easier: Whether an easier version can be offered.
        asks_knee: Whether it is asked which knee hurts, because both are looked after.
        meanwhile: What has to go on while a question waits.

    Raises:
        click.Abort: The input was closed.
    """
    click.echo("Stopped.")
    score = keyboard.ask_score("How bad is it now", meanwhile)
    side = _ask_knee(keyboard, meanwhile) if asks_knee else None
    sharp = keyboard.ask("Is it sharp? y or n", meanwhile).startswith("y")
    signs = keyboard.ask("Did the knee give way (g) or lock (l)? Enter for neither", meanwhile)
    flags = frozenset(flag for key, flag in SIGNS.items() if key in signs)
    offered = offered_choices(score=score, sharp=sharp, flags=flags, has_easier=has_easier)
    choice = _ask_choice(keyboard, offered, meanwhile)
    return PainStopAnswer(score=score, side=side, sharp=sharp, flags=flags, choice=choice)


def _ask_knee(keyboard: Keyboard, meanwhile: Callable[[], None]) -> Side | None:
    """Ask until a knee is named, or none; without one the pain counts for both."""
    while True:
        typed = keyboard.ask("Which knee? l left, r right, Enter for both", meanwhile)
        if not typed:
            return None
        if typed[0] in KNEES:
            return KNEES[typed[0]]
        click.echo(f"{typed} is neither l nor r.")


def _ask_choice(
    keyboard: Keyboard, offered: tuple[PainStopChoice, ...], meanwhile: Callable[[], None]
) -> PainStopChoice:
    """Ask until one of what is offered is chosen; Enter takes the first."""
    by_key = {WORDS[choice][0]: choice for choice in offered}
    question = f"What next? {', '.join(WORDS[choice] for choice in offered)}"
    while True:
        typed = keyboard.ask(question, meanwhile)
        if not typed:
            return offered[0]
        if typed[0] in by_key:
            return by_key[typed[0]]
        click.echo(f"{typed} is not one of {', '.join(by_key)}.")
