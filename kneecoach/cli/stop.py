"""Ask what hurt when a session was stopped, and what comes next."""

from __future__ import annotations

from collections.abc import Callable

import click

from kneecoach.cli.keyboard import Keyboard
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
SIGNS = {"g": Flag.GIVING_WAY, "l": Flag.LOCKING}


def ask_about_pain(
    keyboard: Keyboard, *, has_easier: bool, meanwhile: Callable[[], None]
) -> PainStopAnswer:
    """Ask how bad it is, what kind it is, and what comes next.

    Raises:
        click.Abort: The input was closed.
    """
    click.echo("Stopped.")
    score = keyboard.ask_score("How bad is it now", meanwhile)
    sharp = keyboard.ask("Is it sharp? y or n", meanwhile).startswith("y")
    signs = keyboard.ask("Did the knee give way (g) or lock (l)? Enter for neither", meanwhile)
    flags = frozenset(flag for key, flag in SIGNS.items() if key in signs)
    offered = offered_choices(score=score, sharp=sharp, flags=flags, has_easier=has_easier)
    choice = _ask_choice(keyboard, offered, meanwhile)
    return PainStopAnswer(score=score, sharp=sharp, flags=flags, choice=choice)


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
