"""Turn records into rows of the tables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from kneecoach.history.doses import write_dose
from kneecoach.history.tables import (
    Base,
    CheckInFlagRow,
    CheckInRow,
    ClearanceRow,
    DoneSetRow,
    FunctionScoreRow,
    OverruleRow,
    PainStopFlagRow,
    PainStopRow,
    PersonRow,
    ScreeningFlagRow,
    ScreeningRow,
    SessionExerciseRow,
    SessionFlagRow,
    SessionKneeRow,
    SessionRow,
    SilenceRow,
    WithdrawalRow,
)
from kneecoach.model.function import FunctionScore
from kneecoach.model.record import (
    CheckIn,
    Clearance,
    DoneExercise,
    DoneSet,
    Ending,
    Overrule,
    Person,
    Scores,
    SessionRecord,
    Silence,
)
from kneecoach.model.screening import Screening
from kneecoach.model.session_said import KneeScores, PainStop
from kneecoach.model.withdrawal import Withdrawal


def person_row(person: Person, added_at: datetime) -> PersonRow:
    """Return the row of someone who came at `added_at`."""
    return PersonRow(id=person.id, name=person.name, sore_knee=person.sore_knee, added_at=added_at)


def session_row(record: SessionRecord) -> SessionRow:
    """Return the row of a session, without its parts."""
    scores = record.scores
    return SessionRow(
        id=record.id,
        person_id=record.person_id,
        programme_id=record.programme_id,
        started_at=record.started_at,
        day=record.day,
        before=record.before,
        ending=record.ending,
        ended_at=record.ended_at,
        knee=record.knee,
        during=scores.during,
        after=scores.after,
        effort=scores.effort,
        sharp=scores.sharp,
        throughout=scores.throughout,
        note=scores.note,
        paused_times=record.paused_times,
        new_onset=record.new_onset,
        replaces=record.replaces,
    )


def session_part_rows(record: SessionRecord) -> Iterator[Base]:
    """Yield the rows of a session's exercises, sets and flags."""
    for place, exercise in enumerate(record.exercises):
        yield exercise_row(record.id, place, exercise)
    for place, done_set in enumerate(record.sets):
        yield set_row(record.id, place, done_set)
    for flag in sorted(record.scores.flags):
        yield SessionFlagRow(session_id=record.id, flag=flag)
    for knee in record.knees:
        yield knee_row(record.id, knee)
    for place, stop in enumerate(record.stops):
        yield stop_row(record.id, place, stop)


def stop_row(session_id: UUID, place: int, stop: PainStop) -> PainStopRow:
    """Return the row of a stop for pain, `place` counted from 0, without its flags."""
    return PainStopRow(
        id=stop.id,
        session_id=session_id,
        place=place,
        position=stop.position,
        side=stop.side,
        pain=stop.pain,
        sharp=stop.sharp,
        stopped_at=stop.stopped_at,
    )


def stop_flag_rows(stop: PainStop) -> Iterator[PainStopFlagRow]:
    """Yield the rows of the signs that came with a stop."""
    for flag in sorted(stop.flags):
        yield PainStopFlagRow(pain_stop_id=stop.id, flag=flag)


def knee_row(session_id: UUID, knee: KneeScores) -> SessionKneeRow:
    """Return the row of what was said of one knee in a session."""
    return SessionKneeRow(
        session_id=session_id,
        side=knee.side,
        before=knee.before,
        during=knee.during,
        after=knee.after,
    )


def exercise_row(session_id: UUID, place: int, exercise: DoneExercise) -> SessionExerciseRow:
    """Return the row of what a session asked for, `place` counted from 0."""
    return SessionExerciseRow(
        session_id=session_id,
        place=place,
        position=exercise.position,
        exercise_id=exercise.exercise_id,
        side=exercise.side,
        level=exercise.level,
        dose=write_dose(exercise.dose),
        rule=exercise.rule,
        action=exercise.action,
        reason=exercise.reason,
        during=exercise.during,
        spare=exercise.spare,
    )


def set_row(session_id: UUID, place: int, done_set: DoneSet) -> DoneSetRow:
    """Return the row of a set, `place` counted from 0 within the session."""
    return DoneSetRow(
        id=done_set.id,
        session_id=session_id,
        place=place,
        position=done_set.position,
        exercise_id=done_set.exercise_id,
        side=done_set.side,
        set_number=done_set.set_number,
        outcome=done_set.outcome,
        complete=done_set.complete,
        ended_at=done_set.ended_at,
    )


def close_session(
    row: SessionRow, ended_at: datetime, ending: Ending, scores: Scores, paused_times: int
) -> None:
    """Write the end of a session into its row."""
    row.ended_at = ended_at
    row.ending = ending
    row.during = scores.during
    row.after = scores.after
    row.effort = scores.effort
    row.sharp = scores.sharp
    row.throughout = scores.throughout
    row.note = scores.note
    row.paused_times = paused_times


def check_in_row(check_in: CheckIn) -> CheckInRow:
    """Return the row of a check-in, without its flags."""
    return CheckInRow(
        id=check_in.id,
        person_id=check_in.person_id,
        day=check_in.day,
        recorded_at=check_in.recorded_at,
        pain=check_in.pain,
        knee=check_in.knee,
        stiff=check_in.stiff,
        new_onset=check_in.new_onset,
        walks_30_minutes=check_in.walks_30_minutes,
        note=check_in.note,
    )


def check_in_flag_rows(check_in: CheckIn) -> Iterator[CheckInFlagRow]:
    """Yield the rows of a check-in's flags."""
    for flag in sorted(check_in.flags):
        yield CheckInFlagRow(check_in_id=check_in.id, flag=flag)


def clearance_row(clearance: Clearance) -> ClearanceRow:
    """Return the row of a clearance."""
    return ClearanceRow(
        id=clearance.id,
        person_id=clearance.person_id,
        day=clearance.day,
        recorded_at=clearance.recorded_at,
        note=clearance.note,
    )


def overrule_row(overrule: Overrule) -> OverruleRow:
    """Return the row of a dose that the person chose."""
    return OverruleRow(
        id=overrule.id,
        person_id=overrule.person_id,
        day=overrule.day,
        recorded_at=overrule.recorded_at,
        exercise_id=overrule.exercise_id,
        side=overrule.side,
        choice=overrule.choice,
        reason=overrule.reason,
    )


def silence_row(silence: Silence) -> SilenceRow:
    """Return the row of a silenced sign."""
    return SilenceRow(
        id=silence.id,
        person_id=silence.person_id,
        flag=silence.flag,
        knee=silence.knee,
        day=silence.day,
        until=silence.until,
        recorded_at=silence.recorded_at,
        note=silence.note,
    )


def screening_row(screening: Screening) -> ScreeningRow:
    """Return the row of the answers about one knee, without the signs."""
    return ScreeningRow(
        id=screening.id,
        person_id=screening.person_id,
        day=screening.day,
        recorded_at=screening.recorded_at,
        knee=screening.knee,
        occasion=screening.occasion,
    )


def screening_flag_rows(screening: Screening) -> Iterator[ScreeningFlagRow]:
    """Yield the rows of the signs that were there."""
    for flag in sorted(screening.flags):
        yield ScreeningFlagRow(screening_id=screening.id, flag=flag)


def function_row(score: FunctionScore) -> FunctionScoreRow:
    """Return the row of a score of what the knee can do."""
    return FunctionScoreRow(
        id=score.id,
        person_id=score.person_id,
        day=score.day,
        recorded_at=score.recorded_at,
        measure=score.measure,
        name=score.name,
        side=score.side,
        score=score.score,
        highest=score.highest,
    )


def withdrawal_row(withdrawal: Withdrawal) -> WithdrawalRow:
    """Return the row of a deletion, or of what was brought back."""
    return WithdrawalRow(
        id=withdrawal.id,
        person_id=withdrawal.person_id,
        day=withdrawal.day,
        recorded_at=withdrawal.recorded_at,
        kind=withdrawal.kind,
        record_id=withdrawal.record_id,
        is_back=withdrawal.is_back,
    )
