"""Speak of desk breaks with the coach that is running; needs neither Qt nor the history."""

from __future__ import annotations

import os

import click

from kneecoach.cli.printing import print_json
from kneecoach.model.errors import KneecoachError, UsageError
from kneecoach.paths import find_paths
from kneecoach.remote.client import NOT_RUNNING, ask
from kneecoach.remote.words import Answer, Request, Wish
from kneecoach.values import asdict

LONGEST_MINUTES = 24 * 60


def wish_for(wish: Wish, minutes: int | None = None) -> int:
    """Ask the running coach for something, and print what it says; 1 when it was not done."""
    answer = _ask(Request(wish=wish, minutes=minutes))
    click.echo(answer.says)
    return 0


def pause(how_long: str | None) -> int:
    """Ask for no breaks: for some minutes, until tomorrow, or until `resume`.

    Raises:
        UsageError: It is neither a number of minutes nor `tomorrow`.
    """
    if how_long is None:
        return wish_for(Wish.PAUSE)
    if how_long == "tomorrow":
        return wish_for(Wish.PAUSE_TOMORROW)
    if not (how_long.isascii() and how_long.isdigit() and 1 <= int(how_long) <= LONGEST_MINUTES):
        raise UsageError(
            f"{how_long} is not a length of a pause.",
            f"Write minutes from 1 to {LONGEST_MINUTES}, tomorrow, or nothing for no end.",
        )
    return wish_for(Wish.PAUSE, int(how_long))


def show_status(*, as_json: bool) -> int:
    """Print where the break timer stands."""
    answer = _ask(Request(wish=Wish.STATUS))
    if as_json:
        left_out = {"done", "says", "way_out"}
        print_json({key: value for key, value in asdict(answer).items() if key not in left_out})
        return 0
    click.echo(answer.says)
    if answer.state:
        click.echo(
            f"Today: {answer.taken} taken, {answer.postponed} put off, {answer.skipped} skipped; "
            f"the longest sit was {answer.longest_sit_minutes} minutes."
        )
    return 0


def _ask(request: Request) -> Answer:
    answer = ask(find_paths(os.environ), os.environ, request)
    if answer is None:
        raise KneecoachError(NOT_RUNNING, "Start it with kneecoach, or kneecoach --tray.")
    if not answer.done:
        raise KneecoachError(answer.says, answer.way_out)
    return answer
