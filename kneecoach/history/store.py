"""Keep and return records; each write is one transaction that is on the disk when it returns."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import Engine, func, select
from sqlalchemy.exc import DBAPIError, StatementError
from sqlalchemy.orm import Session

from kneecoach.clock import Clock
from kneecoach.history import reader, rows, sqlite
from kneecoach.history.columns import write_id
from kneecoach.history.errors import refused
from kneecoach.history.opening import driver_of, open_history
from kneecoach.history.selecting import Connection
from kneecoach.history.sets import STILL_TAKES_SETS, keep_set
from kneecoach.history.tables import (
    PainStopRow,
    PersonRow,
    SessionExerciseRow,
    SessionFlagRow,
    SessionKneeRow,
    SessionRow,
)
from kneecoach.history.withdrawn import read_withdrawals
from kneecoach.model.feedback import Flag, Knee
from kneecoach.model.function import FunctionScore
from kneecoach.model.record import (
    CheckIn,
    Clearance,
    DoneExercise,
    DoneSet,
    Ending,
    History,
    Overrule,
    Person,
    Scores,
    SessionRecord,
    Silence,
)
from kneecoach.model.screening import Screening
from kneecoach.model.session_said import KneeScores, PainStop
from kneecoach.model.withdrawal import Withdrawal


class HistoryStore:
    """Keep the history of everyone who uses this computer, in one file.

    Records are only ever added; what was wrong is corrected by a later record. One thread uses a
    store at a time. A moment without a time zone is a ValueError at every door.
    """

    def __init__(self, path: Path, clock: Clock) -> None:
        """Open the history at `path`; make it, or bring it up to date, when that is needed.

        Raises:
            HistoryError: It cannot be used; the file is then left as it was.
        """
        self._path = path
        self._clock = clock
        with self._explaining():
            self._engine: Engine = open_history(path, clock)

    def close(self) -> None:
        """Close the file; everything in it has long been kept."""
        self._engine.dispose()

    def default_person(self) -> Person:
        """Return the first person; add a nameless one when there is nobody yet.

        Raises:
            HistoryError: The history cannot be read or written.
        """
        with self._explaining():
            people = self.people()
            if people:
                return people[0]
            newcomer = Person(id=uuid4())
            with self._writing() as session:
                if session.scalar(select(func.count()).select_from(PersonRow)) == 0:
                    session.add(rows.person_row(newcomer, self._clock.now()))
            return self.people()[0]

    def people(self) -> tuple[Person, ...]:
        """Return everyone, first come first.

        Raises:
            HistoryError: The history cannot be read.
        """
        with self._reading() as connection:
            return reader.read_people(connection)

    def add_person(self, name: str, sore_knee: Knee = Knee.BOTH) -> Person:
        """Add someone and return them; they come after everyone, also when a clock was set back.

        Raises:
            HistoryError: The history cannot be written.
        """
        newcomer = Person(id=uuid4(), name=name, sore_knee=sore_knee)
        with self._writing() as session:
            last = session.scalar(select(func.max(PersonRow.added_at)))
            session.add(rows.person_row(newcomer, moment_after(last, self._clock.now())))
        return newcomer

    def change_person(self, person: Person) -> None:
        """Keep a new name or sore knee of someone who is already there.

        Raises:
            HistoryError: Nobody there has that id, or the history cannot be written.
        """
        with self._writing() as session:
            row = session.get(PersonRow, person.id)
            if row is None:
                raise refused("The history knows nobody with that id.")
            row.name = person.name
            row.sore_knee = person.sore_knee

    def start_session(self, record: SessionRecord) -> None:
        """Keep a session that begins, with what it asks for.

        Raises:
            HistoryError: It is there already, its person is not, or it cannot be written.
            ValueError: The record has already ended.
        """
        if record.ending is not Ending.OPEN:
            raise ValueError("a session that starts has not ended")
        self._add_whole(record)

    def record_set(self, session_id: UUID, done_set: DoneSet) -> None:
        """Keep one set; it is on the disk when this returns.

        Recording the same set twice keeps it once. A set that was done again is a set of its own,
        and readers take the last one.

        Raises:
            HistoryError: The session is not there or has ended, or the set cannot be written.
            ValueError: Another set is already kept under this id.
        """
        with self._explaining(), self._engine.begin() as connection:
            keep_set(connection, session_id, done_set)

    def record_stop(self, session_id: UUID, stop: PainStop) -> None:
        """Keep what was said at a stop for pain; it is on the disk when this returns.

        Recording the same stop twice keeps it once.

        Raises:
            HistoryError: The session is not there or has ended, or it cannot be written.
        """
        with self._writing() as session:
            if session.get(PainStopRow, stop.id) is not None:
                return
            if _find_session(session, session_id).ending not in STILL_TAKES_SETS:
                raise refused("This session has already ended, so this was not added to it.")
            kept = select(func.count()).where(PainStopRow.session_id == session_id)
            session.add(rows.stop_row(session_id, session.scalar(kept) or 0, stop))
            session.flush()
            session.add_all(rows.stop_flag_rows(stop))

    def finish_session(
        self,
        session_id: UUID,
        *,
        ended_at: datetime,
        ending: Ending = Ending.FINISHED,
        scores: Scores = Scores(),  # noqa: B008 - a frozen value
        exercises: tuple[DoneExercise, ...] = (),
        paused_times: int = 0,
        knees: tuple[KneeScores, ...] = (),
    ) -> None:
        """Close a session with its scores.

        Args:
            session_id: The session, which must be open (or given up as cut off).
            ended_at: Moment it was closed, UTC.
            ending: How it ended.
            scores: What the person said at the end.
            exercises: The session's exercises as they now are; their `during` and `spare` are
                kept, found by position and side.
            paused_times: How often the person paused.
            knees: What was said of each knee apart; those that the session began with.

        Raises:
            HistoryError: The session is not there, has already ended, never had one of the
                exercises or asked about one of the knees, or cannot be written.
            ValueError: The ending is `OPEN`.
        """
        if ending is Ending.OPEN:
            raise ValueError("a session that is finished has ended")
        with self._writing() as session:
            row = _find_session(session, session_id)
            if row.ending not in STILL_TAKES_SETS or row.ending is ending:
                raise refused("This session has already ended; its scores stay as they are.")
            rows.close_session(row, ended_at, ending, scores, paused_times)
            session.add_all(
                SessionFlagRow(session_id=session_id, flag=flag)
                for flag in sorted(scores.flags - _flags_of(session, session_id))
            )
            for exercise in exercises:
                _keep_feeling(session, session_id, exercise)
            for knee in knees:
                _keep_knee(session, session_id, knee)

    def add_session(self, record: SessionRecord) -> None:
        """Keep a whole session at once: logged, rested, or the correction of another one.

        Raises:
            HistoryError: It is there already, its person or the session it replaces is not, or
                it cannot be written.
            ValueError: The record is still open.
        """
        if record.ending is Ending.OPEN:
            raise ValueError("a whole session has ended")
        self._add_whole(record)

    def add_check_in(self, check_in: CheckIn) -> None:
        """Keep a check-in; a later one for the same morning corrects it.

        Raises:
            HistoryError: It is there already, its person is not, or it cannot be written.
        """
        with self._writing() as session:
            session.add(rows.check_in_row(check_in))
            session.flush()
            session.add_all(rows.check_in_flag_rows(check_in))

    def add_clearance(self, clearance: Clearance) -> None:
        """Keep that someone has been seen about the knee.

        Raises:
            HistoryError: It is there already, its person is not, or it cannot be written.
        """
        with self._writing() as session:
            session.add(rows.clearance_row(clearance))

    def add_overrule(self, overrule: Overrule) -> None:
        """Keep that the person chose the next dose of an exercise.

        Raises:
            HistoryError: It is there already, its person is not, or it cannot be written.
        """
        with self._writing() as session:
            session.add(rows.overrule_row(overrule))

    def add_silence(self, silence: Silence) -> None:
        """Keep that a known and checked sign does not count for a while.

        Raises:
            HistoryError: It is there already, its person is not, or it cannot be written.
        """
        with self._writing() as session:
            session.add(rows.silence_row(silence))

    def add_screening(
        self, screenings: tuple[Screening, ...], check_ins: tuple[CheckIn, ...] = ()
    ) -> None:
        """Keep the answers to the safety questions, with the mornings that follow from them.

        All of it is kept, or nothing is.

        Raises:
            HistoryError: It is there already, its person is not, or it cannot be written.
        """
        with self._writing() as session:
            session.add_all(rows.screening_row(one) for one in screenings)
            session.add_all(rows.check_in_row(one) for one in check_ins)
            session.flush()
            for screening in screenings:
                session.add_all(rows.screening_flag_rows(screening))
            for check_in in check_ins:
                session.add_all(rows.check_in_flag_rows(check_in))

    def add_function(self, scores: tuple[FunctionScore, ...]) -> None:
        """Keep scores of what the knee can do, all of them or none.

        Raises:
            HistoryError: One is there already, its person is not, or it cannot be written.
        """
        with self._writing() as session:
            session.add_all(rows.function_row(one) for one in scores)

    def withdraw(self, withdrawals: tuple[Withdrawal, ...]) -> None:
        """Keep that records were deleted or brought back, all of them or none.

        The records stay in the file; `read` leaves out those that are deleted.

        Raises:
            HistoryError: It is there already, its person is not, or it cannot be written.
        """
        with self._writing() as session:
            session.add_all(rows.withdrawal_row(one) for one in withdrawals)

    def withdrawals(self, person_id: UUID) -> tuple[Withdrawal, ...]:
        """Return what one person deleted and brought back, oldest first.

        Raises:
            HistoryError: The history cannot be read.
        """
        with self._reading() as connection:
            return read_withdrawals(connection, (write_id(person_id),))

    def changes_by_others(self) -> int:
        """Return a number that differs from before when another program has written since.

        It never changes by what this store writes.

        Raises:
            HistoryError: The history cannot be read.
        """
        with self._explaining(), self._engine.connect() as connection:
            return sqlite.count_changes_by_others(driver_of(connection))

    def read(self, person_id: UUID) -> History:
        """Return everything recorded about one person, oldest first.

        Raises:
            HistoryError: The history cannot be read.
        """
        with self._reading() as connection:
            return reader.read_history(connection, person_id)

    def open_sessions(self, person_id: UUID) -> tuple[SessionRecord, ...]:
        """Return the sessions that have not ended, oldest first; a crash leaves one behind.

        Raises:
            HistoryError: The history cannot be read.
        """
        with self._reading() as connection:
            return reader.read_open_sessions(connection, person_id)

    def _add_whole(self, record: SessionRecord) -> None:
        with self._writing() as session:
            session.add(rows.session_row(record))
            session.flush()
            session.add_all(rows.session_part_rows(record))
            session.flush()
            for stop in record.stops:
                session.add_all(rows.stop_flag_rows(stop))

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        with self._explaining(), Session(self._engine) as session, session.begin():
            yield session

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """Give a connection on which all SELECTs see the same moment of the history."""
        with self._explaining(), closing(self._engine.raw_connection()) as connection:
            connection.cursor().execute(sqlite.BEGIN_READ)
            try:
                yield connection
            finally:
                connection.rollback()

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            if not isinstance(error.orig, sqlite3.Error):
                raise
            raise sqlite.explain(error.orig, self._path) from error
        except StatementError as error:  # a value that no column can hold
            raise ValueError(str(error.orig)) from error
        except (sqlite3.Error, OSError) as error:
            raise sqlite.explain(error, self._path) from error


def _flags_of(session: Session, session_id: UUID) -> frozenset[Flag]:
    """Return the signs that are kept already, as they were said before the session."""
    kept = select(SessionFlagRow.flag).where(SessionFlagRow.session_id == session_id)
    return frozenset(Flag(flag) for flag in session.scalars(kept))


def moment_after(last: datetime | None, now: datetime) -> datetime:
    """Return now, or a moment just after the last one where a clock was set back."""
    return now if last is None or now > last else last + timedelta(microseconds=1)


def _find_session(session: Session, session_id: UUID) -> SessionRow:
    row = session.get(SessionRow, session_id)
    if row is None:
        raise refused("The history holds no such session.")
    return row


def _keep_feeling(session: Session, session_id: UUID, exercise: DoneExercise) -> None:
    row = session.scalar(
        select(SessionExerciseRow).where(
            SessionExerciseRow.session_id == session_id,
            SessionExerciseRow.position == exercise.position,
            SessionExerciseRow.side.is_(None)
            if exercise.side is None
            else SessionExerciseRow.side == exercise.side,
        )
    )
    if row is None:
        raise refused("The session never asked for one of these exercises.")
    row.during = exercise.during
    row.spare = exercise.spare


def _keep_knee(session: Session, session_id: UUID, knee: KneeScores) -> None:
    row = session.get(SessionKneeRow, (session_id, knee.side))
    if row is None:
        raise refused("The session never asked about this knee.")
    row.during = knee.during
    row.after = knee.after
