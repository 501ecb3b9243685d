"""Read records out of the tables with plain SQL, over any DB-API connection.

The store and the quick first read share these SELECTs. They are kept apart from SQLAlchemy, whose
import alone takes longer than the first screen may.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from uuid import UUID

from kneecoach.history.columns import read_id, read_moment, write_id
from kneecoach.history.doing import read_function
from kneecoach.history.doses import read_dose
from kneecoach.history.errors import damaged
from kneecoach.history.said import read_knees, read_screenings, read_stops
from kneecoach.history.selecting import NO_FLAGS, Connection, Row, group_flags, select
from kneecoach.history.withdrawn import read_withdrawals, still_withdrawn
from kneecoach.model.decision import Action
from kneecoach.model.dose import Side
from kneecoach.model.feedback import Flag, Knee
from kneecoach.model.record import (
    CheckIn,
    Choice,
    Clearance,
    DoneExercise,
    DoneSet,
    Ending,
    History,
    Outcome,
    Overrule,
    Person,
    Scores,
    SessionRecord,
    Silence,
)
from kneecoach.model.session_said import KneeScores, PainStop
from kneecoach.values import replace

PEOPLE = "SELECT id, name, sore_knee FROM person ORDER BY added_at, id"

SESSIONS = (
    "SELECT session.id, session.person_id, session.programme_id, session.started_at, session.day,"
    " session.before, session.ending, session.ended_at, session.knee, session.during,"
    " session.after, session.effort, session.sharp, session.throughout, session.note,"
    " session.paused_times, session.new_onset, session.replaces FROM session"
)
EXERCISES = (
    "SELECT session_id, position, exercise_id, side, level, dose, rule, action, reason, during,"
    " spare FROM session_exercise WHERE session_id IN"
)
SETS = (
    "SELECT session_id, id, position, exercise_id, side, set_number, outcome, complete, ended_at"
    " FROM done_set WHERE session_id IN"
)
SESSION_FLAGS = "SELECT session_id, flag FROM session_flag WHERE session_id IN"
OF_PERSON = "WHERE session.person_id = ?"
OF_THESE = "WHERE session.person_id = ? AND session.id IN (SELECT value FROM json_each(?))"
OF_PERSON_OPEN = "WHERE session.person_id = ? AND session.ending = 'open'"
IN_TIME = "ORDER BY session.started_at, session.id"
IN_PLACE = "ORDER BY session_id, place"

CHECK_INS = (
    "SELECT id, person_id, day, recorded_at, pain, knee, stiff, new_onset, walks_30_minutes, note"
    " FROM check_in WHERE person_id = ? ORDER BY day, recorded_at, id"
)
CHECK_IN_FLAGS = (
    "SELECT part.check_in_id, part.flag FROM check_in_flag AS part"
    " JOIN check_in ON check_in.id = part.check_in_id WHERE check_in.person_id = ?"
)
CLEARANCES = (
    "SELECT id, person_id, day, recorded_at, note FROM clearance"
    " WHERE person_id = ? ORDER BY day, recorded_at, id"
)
OVERRULES = (
    "SELECT id, person_id, day, recorded_at, exercise_id, side, choice, reason FROM overrule"
    " WHERE person_id = ? ORDER BY day, recorded_at, id"
)
SILENCES = (
    'SELECT id, person_id, flag, knee, day, "until", recorded_at, note FROM silence'
    " WHERE person_id = ? ORDER BY day, recorded_at, id"
)

_KNEES = {knee.value: knee for knee in Knee}
_ENDINGS = {ending.value: ending for ending in Ending}
_OUTCOMES = {outcome.value: outcome for outcome in Outcome}
_CHOICES = {choice.value: choice for choice in Choice}
_FLAGS = {flag.value: flag for flag in Flag}
_SIDES: dict[str | None, Side | None] = {None: None, **{side.value: side for side in Side}}
_ACTIONS: dict[str | None, Action | None] = {
    None: None,
    **{action.value: action for action in Action},
}
_TRUTHS: dict[int | None, bool | None] = {None: None, 0: False, 1: True}

_dose = lru_cache(maxsize=4096)(read_dose)


def read_people(connection: Connection) -> tuple[Person, ...]:
    """Return everyone, first come first.

    Raises:
        HistoryError: A row does not make sense.
    """
    rows = select(connection, PEOPLE, ())
    try:
        return tuple(
            Person(id=read_id(key), name=name, sore_knee=_KNEES[knee]) for key, name, knee in rows
        )
    except (KeyError, ValueError, TypeError) as error:
        raise damaged("a person's entry") from error


def read_history(
    connection: Connection, person_id: UUID, sessions: Iterable[str] | None = None
) -> History:
    """Return everything recorded about one person, oldest first.

    Of a set that was done again, the last one counts; corrected sessions are there too, and the
    correction says which one it replaces. What was deleted is left out.

    Args:
        connection: The history.
        person_id: Who it is.
        sessions: The ids of the only sessions that are wanted; all of them unless given.

    Raises:
        HistoryError: A row does not make sense.
    """
    key = (write_id(person_id),)
    with without_collecting():
        history = History(
            sessions=_read_sessions(connection, OF_PERSON, key)
            if sessions is None
            else _read_sessions(connection, OF_THESE, (*key, json.dumps(list(sessions)))),
            check_ins=_read_check_ins(connection, key),
            clearances=_read_clearances(connection, key),
            overrules=_read_overrules(connection, key),
            silences=_read_silences(connection, key),
            screenings=read_screenings(connection, key),
            function=read_function(connection, key),
        )
        gone = still_withdrawn(read_withdrawals(connection, key))
        return without(history, gone) if gone else history


def without(history: History, gone: frozenset[UUID]) -> History:
    """Return a history without the records that have these ids."""
    return replace(
        history,
        sessions=tuple(one for one in history.sessions if one.id not in gone),
        check_ins=tuple(one for one in history.check_ins if one.id not in gone),
        function=tuple(one for one in history.function if one.id not in gone),
    )


def read_open_sessions(connection: Connection, person_id: UUID) -> tuple[SessionRecord, ...]:
    """Return the sessions of one person that have not ended, oldest first.

    Raises:
        HistoryError: A row does not make sense.
    """
    return _read_sessions(connection, OF_PERSON_OPEN, (write_id(person_id),))


@contextmanager
def without_collecting() -> Iterator[None]:
    """Keep the garbage collector from walking ten thousand new values that all stay."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _read_sessions(
    connection: Connection, where: str, key: Sequence[str]
) -> tuple[SessionRecord, ...]:
    mine = f"(SELECT session.id FROM session {where})"  # noqa: S608 - only constants
    try:
        flags = group_flags(select(connection, f"{SESSION_FLAGS} {mine}", key))
        exercises = _group_exercises(select(connection, f"{EXERCISES} {mine} {IN_PLACE}", key))
        sets = _group_sets(select(connection, f"{SETS} {mine} {IN_PLACE}", key))
        stops = read_stops(connection, mine, key)
        knees = read_knees(connection, mine, key)
        return tuple(
            _session(
                row,
                flags.get(row[0], NO_FLAGS),
                tuple(exercises.get(row[0], ())),
                tuple(sets.get(row[0], {}).values()),
                stops=stops.get(row[0], ()),
                knees=knees.get(row[0], ()),
            )
            for row in select(connection, f"{SESSIONS} {where} {IN_TIME}", key)
        )
    except (KeyError, ValueError, TypeError) as error:
        raise damaged("a session") from error


def _session(
    row: Row,
    flags: frozenset[Flag],
    exercises: tuple[DoneExercise, ...],
    sets: tuple[DoneSet, ...],
    *,
    stops: tuple[PainStop, ...],
    knees: tuple[KneeScores, ...],
) -> SessionRecord:
    return SessionRecord(
        id=read_id(row[0]),
        person_id=read_id(row[1]),
        programme_id=row[2],
        started_at=read_moment(row[3]),
        day=date.fromisoformat(row[4]),
        before=row[5],
        ending=_ENDINGS[row[6]],
        ended_at=None if row[7] is None else read_moment(row[7]),
        knee=_KNEES[row[8]],
        scores=Scores(
            during=row[9],
            after=row[10],
            effort=row[11],
            sharp=bool(row[12]),
            throughout=bool(row[13]),
            flags=flags,
            note=row[14],
        ),
        exercises=exercises,
        sets=sets,
        paused_times=row[15],
        new_onset=bool(row[16]),
        replaces=None if row[17] is None else read_id(row[17]),
        stops=stops,
        knees=knees,
    )


def _group_exercises(rows: Iterable[Row]) -> dict[str, list[DoneExercise]]:
    grouped: dict[str, list[DoneExercise]] = {}
    for row in rows:
        grouped.setdefault(row[0], []).append(
            DoneExercise(
                position=row[1],
                exercise_id=row[2],
                side=_SIDES[row[3]],
                level=row[4],
                dose=_dose(row[5]),
                rule=row[6],
                action=_ACTIONS[row[7]],
                reason=row[8],
                during=row[9],
                spare=row[10],
            )
        )
    return grouped


SetKey = tuple[int, str | None, int]


def _group_sets(rows: Iterable[Row]) -> dict[str, dict[SetKey, DoneSet]]:
    """Return the sets of each session in the order they ended; a set done again counts once."""
    grouped: dict[str, dict[SetKey, DoneSet]] = {}
    mine: dict[SetKey, DoneSet] = {}
    current = ""
    for session, key, position, exercise, side, number, outcome, complete, ended_at in rows:
        if session != current:
            mine = grouped[session] = {}
            current = session
        which = (position, side, number)
        if which in mine:
            del mine[which]  # so that the later one stands where it was done
        mine[which] = DoneSet(
            id=read_id(key),
            position=position,
            exercise_id=exercise,
            side=_SIDES[side],
            set_number=number,
            outcome=_OUTCOMES[outcome],
            complete=complete,
            ended_at=read_moment(ended_at),
        )
    return grouped


def _read_check_ins(connection: Connection, key: Sequence[str]) -> tuple[CheckIn, ...]:
    try:
        flags = group_flags(select(connection, CHECK_IN_FLAGS, key))
        return tuple(
            CheckIn(
                id=read_id(row[0]),
                person_id=read_id(row[1]),
                day=date.fromisoformat(row[2]),
                recorded_at=read_moment(row[3]),
                pain=row[4],
                knee=_KNEES[row[5]],
                stiff=bool(row[6]),
                flags=flags.get(row[0], NO_FLAGS),
                new_onset=bool(row[7]),
                walks_30_minutes=_TRUTHS[row[8]],
                note=row[9],
            )
            for row in select(connection, CHECK_INS, key)
        )
    except (KeyError, ValueError, TypeError) as error:
        raise damaged("a check-in") from error


def _read_clearances(connection: Connection, key: Sequence[str]) -> tuple[Clearance, ...]:
    try:
        return tuple(
            Clearance(
                id=read_id(row[0]),
                person_id=read_id(row[1]),
                day=date.fromisoformat(row[2]),
                recorded_at=read_moment(row[3]),
                note=row[4],
            )
            for row in select(connection, CLEARANCES, key)
        )
    except (KeyError, ValueError, TypeError) as error:
        raise damaged("a note of having been seen") from error


def _read_overrules(connection: Connection, key: Sequence[str]) -> tuple[Overrule, ...]:
    try:
        return tuple(
            Overrule(
                id=read_id(row[0]),
                person_id=read_id(row[1]),
                day=date.fromisoformat(row[2]),
                recorded_at=read_moment(row[3]),
                exercise_id=row[4],
                side=_SIDES[row[5]],
                choice=_CHOICES[row[6]],
                reason=row[7],
            )
            for row in select(connection, OVERRULES, key)
        )
    except (KeyError, ValueError, TypeError) as error:
        raise damaged("a dose that you chose") from error


def _read_silences(connection: Connection, key: Sequence[str]) -> tuple[Silence, ...]:
    try:
        return tuple(
            Silence(
                id=read_id(row[0]),
                person_id=read_id(row[1]),
                flag=_FLAGS[row[2]],
                knee=_KNEES[row[3]],
                day=date.fromisoformat(row[4]),
                until=date.fromisoformat(row[5]),
                recorded_at=read_moment(row[6]),
                note=row[7],
            )
            for row in select(connection, SILENCES, key)
        )
    except (KeyError, ValueError, TypeError) as error:
        raise damaged("a sign that was checked") from error
