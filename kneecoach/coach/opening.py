"""Open everything that coaching needs: packs, history, person; quickly, and in one place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kneecoach.clock import Clock
from kneecoach.coach.coach import Coach
from kneecoach.model.record import History, Person
from kneecoach.model.units import Seconds
from kneecoach.packs.problem import Problem
from kneecoach.paths import Paths, make_folders
from kneecoach.resources import resource
from kneecoach.session.timeline import TimelineOptions
from kneecoach.settings import Settings

if TYPE_CHECKING:
    from kneecoach.history.store import HistoryStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What was opened.

    Attributes:
        coach: Ready to plan and keep.
        problems: What is wrong in packs; the files concerned were left out.
    """

    coach: Coach
    problems: tuple[Problem, ...]


class LazyStore:
    """Open the history's store when it is first needed: its libraries take a while to import."""

    def __init__(self, path: Path, clock: Clock) -> None:
        """Remember where the history is."""
        self._path = path
        self._clock = clock
        self._store: HistoryStore | None = None

    def __call__(self) -> HistoryStore:
        """Return the open store.

        Raises:
            KneecoachError: The history cannot be opened; says why and what to do.
        """
        if self._store is None:
            from kneecoach.history.store import HistoryStore  # noqa: PLC0415 - see the class

            self._store = HistoryStore(self._path, self._clock)
        return self._store

    def close(self) -> None:
        """Close the store if it was opened."""
        if self._store is not None:
            self._store.close()
            self._store = None


def pack_folders(paths: Paths) -> tuple[Path, ...]:
    """Return the folders that packs are read from: ours first, then those the person added."""
    added = paths.packs
    own = sorted(one for one in added.iterdir() if one.is_dir()) if added.is_dir() else []
    return (resource("exercises"), *own)


def timeline_options(settings: Settings) -> TimelineOptions:
    """Return how the person likes a session to be timed."""
    get_ready = Seconds(float(settings.get_ready_seconds))
    return TimelineOptions(
        get_ready=get_ready,
        change_position=max(get_ready, TimelineOptions().change_position),
        switch=Seconds(float(settings.switch_seconds)),
        self_paced=settings.self_paced,
    )


def open_coach(paths: Paths, clock: Clock, store: LazyStore) -> Opened:
    """Read packs and history, and return the coach of the only, or first, person.

    The history is read without the database library where that is possible, because Today must
    not wait for it.

    Raises:
        KneecoachError: A folder cannot be written to, or the history cannot be opened.
    """
    from kneecoach.history.quick import read_quickly  # noqa: PLC0415 - after the first paint
    from kneecoach.packs.catalogue import read_packs  # noqa: PLC0415 - after the first paint

    make_folders(paths)
    reading = read_packs(pack_folders(paths))
    found: tuple[Person | None, History] | None = read_quickly(paths.database)
    if found is None and not paths.database.exists():
        found = None, History()
    elif found is None:
        person = store().default_person()
        found = person, store().read(person.id)
    coach = Coach(
        catalogue=reading.catalogue,
        person=found[0],
        history=found[1],
        clock=clock,
        open_store=store,
    )
    return Opened(coach=coach, problems=reading.problems)
