"""Keep the histories of several computers in step through a folder that any tool copies.

Each computer only adds to files of its own, and reads all of them. What it holds afterwards does
not depend on which file came first, or how often.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from kneecoach.history import sqlite
from kneecoach.history.errors import HistoryError, Trouble
from kneecoach.history.folder_keys import NO_KEYS, KnownKeys
from kneecoach.history.merge import Merged, gather_all, merge
from kneecoach.history.people import Fitted, Who, fit_people, rename, with_newcomers
from kneecoach.history.plain import KINDS, PEOPLE, SESSIONS
from kneecoach.history.shared_file import (
    ENDING,
    LARGEST_FILE_BYTES,
    append_lines,
    head_line,
    holds_sealed,
    read_shared,
    record_line,
    same_line,
    seal_line,
    seal_lines,
)
from kneecoach.history.written import Written
from kneecoach.model.record import Ending
from kneecoach.saving import keep_file
from kneecoach.values import dataclass, replace

Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class InStep:
    """What came of keeping in step.

    Attributes:
        files: How many files were read.
        merged: What came in.
        given: How many records were written for the others.
        damaged: Lines that were not whole; the records are elsewhere, or come again.
        newer: Lines that only a newer kneecoach knows.
        locked: Lines that are sealed with a key that is not known here.
        unreadable: Names of files that could not be read.
        others: Names of people who came in beside those here.
    """

    files: int
    merged: Merged
    given: int
    damaged: int
    newer: int
    locked: int
    unreadable: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """All that the files of a folder give."""

    records: tuple[Written, ...]
    same: Pairs
    files: int
    damaged: int
    newer: int
    locked: int
    plain: frozenset[str]
    unreadable: tuple[str, ...]


def keep_in_step(
    history: Path,
    folder: Path,
    machine: str,
    who: Who,
    now: datetime,
    *,
    person: str = "",
    keys: KnownKeys = NO_KEYS,
) -> InStep:
    """Take in what other computers wrote into a folder, and write there what they lack.

    Args:
        history: A history of the current schema.
        folder: The folder that all of them share; it is never made here.
        machine: What this computer's own files begin with.
        who: Who a person is that is not known here.
        now: The moment.
        person: The id of whoever sits here; the first person unless given.
        keys: The keys of the folder that are known here; with one that writes, what is written is
            sealed, and so is what this computer wrote before.

    Raises:
        HistoryError: The folder or the history cannot be used, or it was not said who somebody is.
    """
    if not folder.is_dir():
        raise _no_folder(folder)
    kept = gather_all(history)
    read = _read_folder(folder, {record_line(one): one for one in kept}, keys)
    _seal_own(folder, machine, read.plain, keys)
    names = find_names(read.same)
    if _rename_people(history, names):
        kept = gather_all(history)
    incoming = rename(read.records, names)
    fitted = fit_people(kept, incoming, who, person)
    if fitted.same:
        _append(folder, machine, [same_line(*pair) for pair in fitted.same], keys)
        return keep_in_step(history, folder, machine, Who.UNSAID, now, keys=keys)
    merged = _merge(history, kept, fitted, now)
    lacking = _find_lacking(gather_all(history) if merged.changes else kept, incoming)
    _append(folder, machine, [record_line(one) for one in lacking], keys)
    return InStep(
        files=read.files,
        merged=merged,
        given=len(lacking),
        damaged=read.damaged,
        newer=read.newer,
        locked=read.locked,
        unreadable=read.unreadable,
        others=fitted.others,
    )


def _merge(history: Path, kept: tuple[Written, ...], fitted: Fitted, now: datetime) -> Merged:
    """Take in what is not here yet; where that is nothing, nobody else's writing has to wait."""
    there = set(kept)
    arriving = with_newcomers(fitted, kept, now)
    fresh = [one for one in arriving if one not in there]
    known = len(arriving) - len(fresh)
    if not fresh:
        return Merged(new={}, grown=0, known=known)
    merged = merge(history, fresh, gives_way=fitted.gives_way, is_patient=True)
    return replace(merged, known=merged.known + known)


def _read_folder(folder: Path, known: Mapping[str, Written], keys: KnownKeys) -> _Read:
    records: dict[Written, None] = {}
    same: set[tuple[str, str]] = set()
    unreadable: list[str] = []
    plain: set[str] = set()
    files = damaged = newer = locked = 0
    for path in sorted(folder.glob(f"*{ENDING}")):
        try:
            content = path.read_bytes()
        except OSError:
            unreadable.append(path.name)
            continue
        found = read_shared(content, known, keys)
        records.update(dict.fromkeys(found.records))
        same.update(found.same)
        files += 1
        damaged += found.damaged
        newer += found.newer
        locked += found.locked
        if found.plain or found.damaged:
            plain.add(path.name)
    return _Read(
        records=tuple(records),
        same=frozenset(same),
        files=files,
        damaged=damaged,
        newer=newer,
        locked=locked,
        plain=frozenset(plain),
        unreadable=tuple(unreadable),
    )


def has_sealed_lines(folder: Path) -> bool:
    """Return whether any file of a folder holds lines that are sealed; it stops at the first.

    Raises:
        HistoryError: The folder is not there.
    """
    if not folder.is_dir():
        raise _no_folder(folder)
    for path in sorted(folder.glob(f"*{ENDING}")):
        with suppress(OSError):
            if holds_sealed(path.read_bytes()):
                return True
    return False


def find_names(same: Pairs) -> dict[str, str]:
    """Return the id that stands for each person of several ids: the least of them."""
    groups: dict[str, set[str]] = {}
    for one, other in same:
        joined = groups.get(one, {one}) | groups.get(other, {other})
        for id_ in joined:
            groups[id_] = joined
    return {id_: min(group) for id_, group in groups.items() if id_ != min(group)}


def _rename_people(history: Path, names: Mapping[str, str]) -> bool:
    """Put what is here of a person of several ids under the one that stands for them.

    Says whether there was such a person.
    """
    try:
        with closing(sqlite.connect(history)) as connection:
            here = {one for (one,) in connection.execute("SELECT id FROM person")}
            meant = [(names[one], one) for one in here if one in names]
            if not meant:
                return False
            connection.execute(sqlite.BEGIN_WRITE)
            connection.execute("PRAGMA defer_foreign_keys = ON")
            for new, old in meant:
                connection.execute(
                    "INSERT OR IGNORE INTO person (id, name, sore_knee, added_at)"
                    " SELECT ?, name, sore_knee, added_at FROM person WHERE id = ?",
                    (new, old),
                )
                for kind in KINDS[1:]:
                    connection.execute(
                        f"UPDATE {kind.table} SET person_id = ? WHERE person_id = ?",  # noqa: S608
                        (new, old),
                    )
                connection.execute("DELETE FROM person WHERE id = ?", (old,))
            connection.execute("COMMIT")
            return True
    except sqlite3.Error as error:
        raise sqlite.explain(error, history) from error


def _find_lacking(kept: tuple[Written, ...], shared: Iterable[Written]) -> list[Written]:
    """Return what is kept here and stands in no file; what is still open is not told yet."""
    told = set(shared)
    people = {one.id for one in told if one.kind == PEOPLE.many}
    return [
        one
        for one in kept
        if one not in told
        and not (one.kind == PEOPLE.many and one.id in people)
        and not (one.kind == SESSIONS.many and one.fields["ending"] == Ending.OPEN)
    ]


def _seal_own(folder: Path, machine: str, plain: Iterable[str], keys: KnownKeys) -> None:
    """Write anew, sealed, what this computer wrote while the folder had no passphrase."""
    if not keys.writes:
        return
    for file in _own_files(folder, machine):
        if file.name in plain:
            try:
                keep_file(file, seal_lines(file.read_bytes(), keys))
            except OSError as error:
                raise _cannot_write(file, error) from error


def _own_files(folder: Path, machine: str) -> list[Path]:
    return sorted(folder.glob(f"{machine}-[0-9][0-9][0-9][0-9]{ENDING}"))


def _append(folder: Path, machine: str, lines: list[str], keys: KnownKeys) -> None:
    """Add lines to this computer's newest file, or to a new one when that is large."""
    if not lines:
        return
    lines = [seal_line(one, keys) for one in lines]
    own = _own_files(folder, machine)
    number = int(own[-1].stem[-4:]) if own else 1
    file = folder / f"{machine}-{number:04}{ENDING}"
    try:
        batch: list[str] = []
        size = file.stat().st_size if file.exists() else 0
        for line in lines:
            if size > LARGEST_FILE_BYTES:
                append_lines(file, batch)
                number, batch, size = number + 1, [], 0
                file = folder / f"{machine}-{number:04}{ENDING}"
            if not size:
                batch.append(head_line())
                size += len(head_line())
            batch.append(line)
            size += len(line)
        append_lines(file, batch)
    except OSError as error:
        raise _cannot_write(file, error) from error


def _no_folder(folder: Path) -> HistoryError:
    return HistoryError(
        f"The shared folder {folder} is not there.",
        "Check that its disk or its tool is running, or name another folder.",
        Trouble.UNREACHABLE,
    )


def _cannot_write(file: Path, error: OSError) -> HistoryError:
    reason = (error.strerror or type(error).__name__).lower()
    return HistoryError(
        f"{file} cannot be written to ({reason}). What is kept here is safe.",
        "Free some space or allow writing there, then try again.",
        Trouble.UNREACHABLE,
    )
