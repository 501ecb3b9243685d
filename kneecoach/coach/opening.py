"""Open everything that coaching needs: packs, history, person; quickly, and in one place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kneecoach.clock import Clock
from kneecoach.coach.book import Book
from kneecoach.coach.coach import Coach
from kneecoach.coach.marks import FileMarks
from kneecoach.model.errors import KneecoachError
from kneecoach.model.record import History, Person
from kneecoach.model.units import Seconds
from kneecoach.packs.folder import INSTALLED
from kneecoach.packs.problem import Problem
from kneecoach.paths import Paths, make_folders
from kneecoach.resources import resource
from kneecoach.session.timeline import TimelineOptions
from kneecoach.settings import Settings
from kneecoach.values import dataclass

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
    """Open the history's store when it is first needed: its libraries take a while to import.

    What is there is read without it until then, because Today must not wait for it.
    """

    def __init__(self, path: Path, clock: Clock, person: str = "") -> None:
        """Remember where the history is, and whose is read; whoever came first unless said."""
        self._path = path
        self._person = person
        self._clock = clock
        self._store: HistoryStore | None = None
        self._files_read: _Files | None = None
        self._changes_read: int | None = None

    def __call__(self) -> HistoryStore:
        """Return the open store.

        Raises:
            KneecoachError: The history cannot be opened; says why and what to do.
        """
        if self._store is None:
            from kneecoach.history.store import HistoryStore  # noqa: PLC0415 - see the class

            store = HistoryStore(self._path, self._clock)
            changes = store.changes_by_others()
            self._changes_read = changes if _look_at(self._path) == self._files_read else None
            self._store = store
        return self._store

    def read(self) -> tuple[Person | None, History]:
        """Return the person and all that was recorded; None when there is nobody yet.

        Raises:
            KneecoachError: The history cannot be read.
        """
        if self._store is not None:
            return self._read_store(self._store)
        from kneecoach.history.quick import read_quickly  # noqa: PLC0415 - after the first paint

        self._files_read = _look_at(self._path)
        found = read_quickly(self._path, self._person)
        if found is not None:
            return found
        if not self._path.exists():
            return None, History()
        return self._read_store(self())

    def has_news(self) -> bool:
        """Return whether another program has written since the last `read`.

        Raises:
            KneecoachError: The history cannot be read.
        """
        if self._store is not None:
            return self._store.changes_by_others() != self._changes_read
        return _look_at(self._path) != self._files_read

    def close(self) -> None:
        """Close the store if it was opened."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def _read_store(self, store: HistoryStore) -> tuple[Person | None, History]:
        self._changes_read = store.changes_by_others()
        people = store.people()
        if not people:
            return None, History()
        from kneecoach.history.quick import choose  # noqa: PLC0415 - as in `read`

        mine = choose(people, self._person)
        return mine, store.read(mine.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Files:
    """What a file and its log look like from outside; None for one that is not there or empty."""

    database: tuple[int, ...] | None
    log: tuple[int, ...] | None


def _look_at(path: Path) -> _Files:
    return _Files(database=_look(path), log=_look(path.with_name(f"{path.name}-wal")))


def _look(path: Path) -> tuple[int, ...] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_ino, found.st_mtime_ns, found.st_size) if found.st_size else None


def pack_folders(paths: Paths) -> tuple[Path, ...]:
    """Return the folders that packs are read from: ours, installed ones, and those put there.

    Raises:
        KneecoachError: The list of installed packs is damaged.
    """
    if not (paths.packs / INSTALLED).exists():
        return (resource("exercises"), *put_there(paths))
    # Most people have none, and never pay for this import.
    from kneecoach.packs.parcel.index import installed_folders  # noqa: PLC0415

    return (resource("exercises"), *installed_folders(paths.packs), *put_there(paths))


def put_there(paths: Paths) -> tuple[Path, ...]:
    """Return the folders of packs that the person put among theirs by hand."""
    added = paths.packs
    if not added.is_dir():
        return ()
    return tuple(
        sorted(one for one in added.iterdir() if one.is_dir() and not one.name.startswith("."))
    )


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

    Raises:
        KneecoachError: A folder cannot be written to, or the history cannot be opened.
    """
    from kneecoach.packs.kept import read_kept  # noqa: PLC0415 - after the first paint

    make_folders(paths)
    folders, problems = _folders(paths)
    catalogue, in_packs = read_kept(folders, paths.kept_packs)
    marks = FileMarks(paths.live)
    coach = Coach(catalogue=catalogue, book=Book(store), clock=clock, marks=marks)
    return Opened(coach=coach, problems=(*problems, *in_packs))


def _folders(paths: Paths) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """Return the folders of packs; without the installed ones when their list is damaged."""
    try:
        return pack_folders(paths), ()
    except KneecoachError as error:
        place = paths.packs / INSTALLED
        problem = Problem(file=place, line=1, column=1, field="", sentence=str(error))
        return (resource("exercises"), *put_there(paths)), (problem,)
