"""Open what a command needs, and close it again."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import click

from kneecoach.clock import Clock, SystemClock
from kneecoach.coach.coach import Coach
from kneecoach.coach.opening import LazyStore, open_coach
from kneecoach.model.errors import UsageError
from kneecoach.model.feedback import Flag
from kneecoach.own_settings import load_own_settings
from kneecoach.packs.problem import did_you_mean
from kneecoach.paths import Paths, find_paths
from kneecoach.settings import Settings
from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandDesk:
    """What a command works with."""

    coach: Coach
    clock: Clock
    paths: Paths
    settings: Settings


@contextmanager
def opened() -> Iterator[CommandDesk]:
    """Open packs, history and settings for one command; mistakes in packs are told on stderr."""
    paths = find_paths(os.environ)
    clock = SystemClock()
    settings, messages = load_own_settings(paths)
    store = LazyStore(paths.database, clock, paths.person)
    try:
        opening = open_coach(paths, clock, store)
        for message in messages:
            click.echo(message, err=True)
        if opening.problems:
            click.echo(
                f"{len(opening.problems)} problems were found in packs; "
                "kneecoach packs check lists them.",
                err=True,
            )
        yield CommandDesk(coach=opening.coach, clock=clock, paths=paths, settings=settings)
    finally:
        store.close()


def read_flags(names: tuple[str, ...]) -> frozenset[Flag]:
    """Return the signs with these names.

    Raises:
        UsageError: A name is not a sign; the message lists those that are.
    """
    known = tuple(flag.value for flag in Flag)
    for name in names:
        if name not in known:
            raise UsageError(
                f"{name} is not a sign that kneecoach knows{did_you_mean(name, known)}.",
                f"The signs are: {', '.join(known)}.",
            )
    return frozenset(Flag(name) for name in names)
