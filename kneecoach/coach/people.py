"""Tell the people of a household apart: who is coached, who is there, what they are called.

Everybody has a history, settings and kept days of their own. Whoever came first keeps the files
that were there before anybody else came.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from kneecoach.history.quick import read_everybody
from kneecoach.model.errors import KneecoachError
from kneecoach.model.feedback import Knee
from kneecoach.model.record import Person
from kneecoach.paths import FIRST, Paths
from kneecoach.saving import keep_file
from kneecoach.values import replace

if TYPE_CHECKING:
    from kneecoach.coach.opening import LazyStore

LONGEST_NAME = 40


def everybody(store: LazyStore, paths: Paths) -> tuple[Person, ...]:
    """Return everyone in the history, first come first; nobody while there is no history.

    Raises:
        KneecoachError: The history cannot be read.
    """
    if not paths.database.exists():
        return ()
    found = read_everybody(paths.database)
    return store().people() if found is None else found


def key_of(people: tuple[Person, ...], person: Person) -> str:
    """Return by what a person's own files are known; empty for whoever came first."""
    return "" if people and people[0].id == person.id else person.id.hex


def find_person(people: tuple[Person, ...], name: str) -> Person:
    """Return the person with a name, whatever its capitals; an empty one is the first person's.

    Raises:
        KneecoachError: Nobody is called so, or several are; the message lists who is there.
    """
    wanted = " ".join(name.split()).casefold()
    found = [one for one in people if one.name.casefold() == wanted]
    if len(found) == 1:
        return found[0]
    names = ", ".join(one.name or "(no name yet)" for one in people)
    what = "Several people are" if found else "Nobody here is"
    raise KneecoachError(
        f"{what} called {name.strip() or 'nothing'}.",
        f"Here are: {names}." if people else "kneecoach people add NAME adds somebody.",
    )


def choose_person(paths: Paths, key: str) -> None:
    """Remember who is coached from the next start on.

    Raises:
        KneecoachError: It cannot be kept.
    """
    if key:
        keep_file(paths.chosen, key.encode())
    else:
        paths.chosen.unlink(missing_ok=True)


def add_person(store: LazyStore, name: str, sore_knee: Knee = Knee.BOTH) -> Person:
    """Add somebody to the household, and return them; there is always a first person already.

    Raises:
        KneecoachError: The name is empty, too long or taken, or it cannot be kept.
    """
    kept = store()
    kept.default_person()
    return kept.add_person(_checked(name, kept.people()), sore_knee)


def rename_person(store: LazyStore, person: Person, name: str) -> Person:
    """Give somebody another name, and return them.

    Raises:
        KneecoachError: The name is empty, too long or taken, or it cannot be kept.
    """
    kept = store()
    others = tuple(one for one in kept.people() if one.id != person.id)
    renamed = replace(person, name=_checked(name, others))
    kept.change_person(renamed)
    return renamed


def forget_files(paths: Paths, left: tuple[Person, ...]) -> None:
    """Delete the own files of a person who was forgotten, and go on with whoever is first now.

    Whoever is first now takes the place of the first, with their own settings.
    """
    for file in (paths.settings, paths.own_settings, paths.kept_days, paths.break_memo):
        with suppress(OSError):
            file.unlink()
    if left and not paths.person:
        mine = replace(paths, person=left[0].id.hex)
        for own, first in (
            (mine.settings, paths.settings),
            (mine.own_settings, paths.own_settings),
            (mine.break_memo, paths.break_memo),
        ):
            with suppress(OSError):
                own.replace(first)
        with suppress(OSError):
            mine.kept_days.unlink()
    with suppress(OSError):
        paths.chosen.unlink()


def said_for(key: str) -> str:
    """Return what the environment says for a key."""
    return key or FIRST


def _checked(name: str, others: tuple[Person, ...]) -> str:
    wanted = " ".join(name.split())
    if not wanted:
        raise KneecoachError("A person needs a name here.", "Give a first name.")
    if len(wanted) > LONGEST_NAME or not wanted.isprintable():
        raise KneecoachError(
            "That name is too long.", f"Say it in {LONGEST_NAME} plain characters or fewer."
        )
    if any(one.name.casefold() == wanted.casefold() for one in others):
        raise KneecoachError(f"Somebody here is called {wanted} already.", "Choose another name.")
    return wanted
