"""Add records to a history in memory, so that it equals what the store would read back."""

from __future__ import annotations

from uuid import UUID

from kneecoach.model.function import FunctionScore
from kneecoach.model.record import (
    CheckIn,
    Clearance,
    DoneSet,
    History,
    Overrule,
    SessionRecord,
    Silence,
)
from kneecoach.model.screening import Screening
from kneecoach.model.session_said import PainStop
from kneecoach.values import replace


def find_session(history: History, session_id: UUID) -> SessionRecord | None:
    """Return the session with that id, or None when there is none."""
    return next((one for one in history.sessions if one.id == session_id), None)


def with_session(history: History, record: SessionRecord) -> History:
    """Return a history with a session in its place in time; a later word on it replaces it."""
    others = (one for one in history.sessions if one.id != record.id)
    sessions = sorted((*others, record), key=lambda one: (one.started_at, one.id.hex))
    return replace(history, sessions=tuple(sessions))


def with_check_in(history: History, check_in: CheckIn) -> History:
    """Return a history with one more morning."""
    return replace(
        history, check_ins=tuple(sorted((*history.check_ins, check_in), key=_by_day_and_moment))
    )


def with_clearance(history: History, clearance: Clearance) -> History:
    """Return a history in which someone has been seen once more."""
    return replace(
        history,
        clearances=tuple(sorted((*history.clearances, clearance), key=_by_day_and_moment)),
    )


def with_overrule(history: History, overrule: Overrule) -> History:
    """Return a history with one more dose that the person chose."""
    return replace(
        history, overrules=tuple(sorted((*history.overrules, overrule), key=_by_day_and_moment))
    )


def with_silence(history: History, silence: Silence) -> History:
    """Return a history with one more silenced sign."""
    return replace(
        history, silences=tuple(sorted((*history.silences, silence), key=_by_day_and_moment))
    )


def with_screening(history: History, screening: Screening) -> History:
    """Return a history with the safety questions answered once more about one knee."""
    return replace(
        history,
        screenings=tuple(sorted((*history.screenings, screening), key=_by_day_and_moment)),
    )


def with_function(history: History, scores: tuple[FunctionScore, ...]) -> History:
    """Return a history with more scores of what the knee can do."""
    return replace(
        history, function=tuple(sorted((*history.function, *scores), key=_by_day_and_moment))
    )


def with_stop(record: SessionRecord, stop: PainStop) -> SessionRecord:
    """Return a session with one more stop for pain; the same one twice is there once."""
    others = tuple(one for one in record.stops if one.id != stop.id)
    return replace(record, stops=(*others, stop))


def with_set(record: SessionRecord, done: DoneSet) -> SessionRecord:
    """Return a session with one more set; a set done again replaces what was known of it."""
    others = tuple(
        one
        for one in record.sets
        if (one.position, one.side, one.set_number) != (done.position, done.side, done.set_number)
    )
    return replace(record, sets=(*others, done))


def _by_day_and_moment(
    one: CheckIn | Clearance | Overrule | Silence | Screening | FunctionScore,
) -> tuple[object, ...]:
    return (one.day, one.recorded_at, one.id.hex)
