"""List, add, name and choose the people of a household, from the command line."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import click

from kneecoach.clock import SystemClock
from kneecoach.coach.opening import LazyStore
from kneecoach.coach.people import (
    add_person,
    choose_person,
    everybody,
    find_person,
    key_of,
    rename_person,
    said_for,
)
from kneecoach.history.quick import choose
from kneecoach.model.feedback import Knee
from kneecoach.paths import PERSON_VARIABLE, Paths, find_paths, make_folders


def meant(name: str) -> str:
    """Return what `KNEECOACH_PERSON` says for the person with a name."""
    with _shelf() as (paths, store):
        people = everybody(store, paths)
        return said_for(key_of(people, find_person(people, name)))


def list_people() -> int:
    """Print everyone, and mark who is coached."""
    with _shelf() as (paths, store):
        people = everybody(store, paths)
        if not people:
            click.echo(
                "Nobody is here yet. The first session, or kneecoach people add, changes that."
            )
            return 0
        mine = choose(people, paths.person)
        for one in people:
            mark = "*" if one.id == mine.id else " "
            knee = "both knees" if one.sore_knee is Knee.BOTH else f"{one.sore_knee.value} knee"
            click.echo(f"{mark} {one.name or '(no name yet)'}, {knee}")
    return 0


def add(name: str, knee: str) -> int:
    """Add somebody."""
    with _shelf() as (paths, store):
        make_folders(paths)
        person = add_person(store, name, Knee(knee))
        click.echo(f"{person.name} is here now, with a history and settings of their own.")
        click.echo(f'kneecoach people use "{person.name}" lets the window coach them.')
    return 0


def rename(name: str) -> int:
    """Give whoever is coached another name."""
    with _shelf() as (paths, store):
        make_folders(paths)
        store().default_person()
        person = rename_person(store, choose(store().people(), paths.person), name)
        click.echo(f"Now called {person.name}.")
    return 0


def use(name: str) -> int:
    """Choose who is coached from now on."""
    with _shelf() as (paths, store):
        people = everybody(store, paths)
        person = find_person(people, name)
        choose_person(paths, key_of(people, person))
        click.echo(f"From now on this is for {person.name or 'whoever came first'}.")
        if os.environ.get(PERSON_VARIABLE):
            click.echo(f"{PERSON_VARIABLE} is set and goes before it here.", err=True)
    return 0


@contextmanager
def _shelf() -> Iterator[tuple[Paths, LazyStore]]:
    paths = find_paths(os.environ)
    store = LazyStore(paths.database, SystemClock(), paths.person)
    try:
        yield paths, store
    finally:
        store.close()
