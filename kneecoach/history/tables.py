"""Describe the tables of the history; their names are the words of the record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Dialect,
    Enum,
    Float,
    ForeignKey,
    Index,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from kneecoach.history.columns import read_id, read_moment, write_id, write_moment
from kneecoach.model.decision import Action
from kneecoach.model.desk_break import BreakOutcome
from kneecoach.model.dose import Side
from kneecoach.model.feedback import Flag, Knee
from kneecoach.model.function import Measure
from kneecoach.model.record import Choice, Ending, Outcome
from kneecoach.model.screening import Occasion
from kneecoach.model.withdrawal import Deletable
from kneecoach.override import override


class HexId(TypeDecorator[UUID]):
    """Keep an id as 32 hexadecimal digits."""

    impl = String(32)
    cache_ok = True

    @override
    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> str | None:
        """Return the text to keep."""
        return None if value is None else write_id(value)

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> UUID | None:
        """Return the id that was kept."""
        return None if value is None else read_id(value)


class Moment(TypeDecorator[datetime]):
    """Keep an aware moment as UTC text of fixed width."""

    impl = String(32)
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Return the text to keep."""
        return None if value is None else write_moment(value)

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Return the moment that was kept."""
        return None if value is None else read_moment(value)


class Day(TypeDecorator[date]):
    """Keep a local day as ISO text."""

    impl = String(10)
    cache_ok = True

    @override
    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """Return the text to keep."""
        return None if value is None else value.isoformat()

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        """Return the day that was kept."""
        return None if value is None else date.fromisoformat(value)


def _values(choices: type[StrEnum]) -> list[str]:
    return [choice.value for choice in choices]


def _choice(choices: type[StrEnum], name: str) -> Enum:
    """Return a column type that keeps the words of an enumeration and refuses others."""
    values: Callable[[type[StrEnum]], list[str]] = _values
    return Enum(
        choices,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=32,
        values_callable=values,
    )


def _truth(name: str) -> Boolean:
    return Boolean(create_constraint=True, name=name)


def _score(column: str) -> CheckConstraint:
    return CheckConstraint(f'"{column}" BETWEEN 0 AND 10', name=column)


class Base(DeclarativeBase):
    """Name every constraint, so that a migration can find it again."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[object, object]] = {
        UUID: HexId(),
        datetime: Moment(),
        date: Day(),
        str: Text(),
        Knee: _choice(Knee, "knee"),
        Side: _choice(Side, "side"),
        Flag: _choice(Flag, "flag"),
        Action: _choice(Action, "action"),
        Ending: _choice(Ending, "ending"),
        Outcome: _choice(Outcome, "outcome"),
        Choice: _choice(Choice, "choice"),
        BreakOutcome: _choice(BreakOutcome, "outcome"),
        Occasion: _choice(Occasion, "occasion"),
        Measure: _choice(Measure, "measure"),
        Deletable: _choice(Deletable, "kind"),
    }


class SchemaChangeRow(Base):
    """Say which version of kneecoach brought the schema to a revision, and when."""

    __tablename__ = "schema_change"

    revision: Mapped[str] = mapped_column(String(32), primary_key=True)
    program_version: Mapped[str]
    changed_at: Mapped[datetime]


class PersonRow(Base):
    """Keep a person."""

    __tablename__ = "person"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    sore_knee: Mapped[Knee] = mapped_column(_choice(Knee, "sore_knee"))
    added_at: Mapped[datetime]


class SessionRow(Base):
    """Keep a session with its scores."""

    __tablename__ = "session"
    __table_args__ = (
        _score("before"),
        _score("during"),
        _score("after"),
        _score("effort"),
        CheckConstraint("paused_times >= 0", name="paused_times"),
        CheckConstraint("replaces <> id", name="replaces"),
        CheckConstraint("ended_at IS NULL OR ending <> 'open'", name="ended_at"),
        Index(None, "person_id", "day"),
        Index(None, "started_at"),
        Index("ix_session_open", "person_id", sqlite_where=text("ending = 'open'")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    programme_id: Mapped[str]
    started_at: Mapped[datetime]
    day: Mapped[date]
    before: Mapped[int]
    ending: Mapped[Ending]
    ended_at: Mapped[datetime | None]
    knee: Mapped[Knee]
    during: Mapped[int | None]
    after: Mapped[int | None]
    effort: Mapped[int | None]
    sharp: Mapped[bool] = mapped_column(_truth("sharp"))
    throughout: Mapped[bool] = mapped_column(_truth("throughout"))
    note: Mapped[str]
    paused_times: Mapped[int]
    new_onset: Mapped[bool] = mapped_column(_truth("new_onset"))
    replaces: Mapped[UUID | None] = mapped_column(ForeignKey("session.id"))


class SessionExerciseRow(Base):
    """Keep what a session asked for of one exercise on one side; `place` is its order."""

    __tablename__ = "session_exercise"
    __table_args__ = (
        UniqueConstraint("session_id", "position", "side"),
        CheckConstraint("position >= 0", name="position"),
        CheckConstraint("level >= 1", name="level"),
        CheckConstraint("spare >= 0", name="spare"),
        _score("during"),
    )

    session_id: Mapped[UUID] = mapped_column(ForeignKey("session.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int]
    exercise_id: Mapped[str]
    side: Mapped[Side | None]
    level: Mapped[int]
    dose: Mapped[str]
    rule: Mapped[str]
    action: Mapped[Action | None]
    reason: Mapped[str]
    during: Mapped[int | None]
    spare: Mapped[int | None]


class DoneSetRow(Base):
    """Keep one set as it ended; `place` is the order in which a session's sets were recorded."""

    __tablename__ = "done_set"
    __table_args__ = (
        UniqueConstraint("session_id", "place"),
        CheckConstraint("place >= 0", name="place"),
        CheckConstraint("position >= 0", name="position"),
        CheckConstraint("set_number >= 1", name="set_number"),
        CheckConstraint("complete BETWEEN 0 AND 100", name="complete"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    session_id: Mapped[UUID] = mapped_column(ForeignKey("session.id"))
    place: Mapped[int]
    position: Mapped[int]
    exercise_id: Mapped[str]
    side: Mapped[Side | None]
    set_number: Mapped[int]
    outcome: Mapped[Outcome]
    complete: Mapped[int]
    ended_at: Mapped[datetime]


class SessionFlagRow(Base):
    """Keep a sign that was seen before, during or after a session."""

    __tablename__ = "session_flag"

    session_id: Mapped[UUID] = mapped_column(ForeignKey("session.id"), primary_key=True)
    flag: Mapped[Flag] = mapped_column(primary_key=True)


class CheckInRow(Base):
    """Keep how the knee was on one morning."""

    __tablename__ = "check_in"
    __table_args__ = (_score("pain"), Index(None, "person_id", "day"))

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    day: Mapped[date]
    recorded_at: Mapped[datetime]
    pain: Mapped[int]
    knee: Mapped[Knee]
    stiff: Mapped[bool] = mapped_column(_truth("stiff"))
    new_onset: Mapped[bool] = mapped_column(_truth("new_onset"))
    walks_30_minutes: Mapped[bool | None] = mapped_column(_truth("walks_30_minutes"))
    note: Mapped[str]


class CheckInFlagRow(Base):
    """Keep a sign that stood on a morning."""

    __tablename__ = "check_in_flag"

    check_in_id: Mapped[UUID] = mapped_column(ForeignKey("check_in.id"), primary_key=True)
    flag: Mapped[Flag] = mapped_column(primary_key=True)


class ClearanceRow(Base):
    """Keep that someone has been seen about the knee."""

    __tablename__ = "clearance"
    __table_args__ = (Index(None, "person_id", "day"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    day: Mapped[date]
    recorded_at: Mapped[datetime]
    note: Mapped[str]


class OverruleRow(Base):
    """Keep that a person chose the next dose of an exercise."""

    __tablename__ = "overrule"
    __table_args__ = (Index(None, "person_id", "day"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    day: Mapped[date]
    recorded_at: Mapped[datetime]
    exercise_id: Mapped[str]
    side: Mapped[Side | None]
    choice: Mapped[Choice]
    reason: Mapped[str]


class SilenceRow(Base):
    """Keep that a known and checked sign does not count for a while."""

    __tablename__ = "silence"
    __table_args__ = (
        CheckConstraint('"until" >= "day"', name="until"),
        Index(None, "person_id", "day"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    flag: Mapped[Flag]
    knee: Mapped[Knee]
    day: Mapped[date]
    until: Mapped[date]
    recorded_at: Mapped[datetime]
    note: Mapped[str]


class ScreeningRow(Base):
    """Keep the answers to the safety questions about one knee."""

    __tablename__ = "screening"
    __table_args__ = (Index(None, "person_id", "day"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    day: Mapped[date]
    recorded_at: Mapped[datetime]
    knee: Mapped[Knee]
    occasion: Mapped[Occasion]


class ScreeningFlagRow(Base):
    """Keep a sign that was there when the safety questions were answered."""

    __tablename__ = "screening_flag"

    screening_id: Mapped[UUID] = mapped_column(ForeignKey("screening.id"), primary_key=True)
    flag: Mapped[Flag] = mapped_column(primary_key=True)


class PainStopRow(Base):
    """Keep what was said at a stop for pain; `place` is the order in which it was said."""

    __tablename__ = "pain_stop"
    __table_args__ = (
        UniqueConstraint("session_id", "place"),
        CheckConstraint("place >= 0", name="place"),
        CheckConstraint("position >= 0", name="position"),
        _score("pain"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    session_id: Mapped[UUID] = mapped_column(ForeignKey("session.id"))
    place: Mapped[int]
    position: Mapped[int]
    side: Mapped[Side | None]
    pain: Mapped[int | None]
    sharp: Mapped[bool] = mapped_column(_truth("sharp"))
    stopped_at: Mapped[datetime]


class PainStopFlagRow(Base):
    """Keep a sign that came with a stop for pain."""

    __tablename__ = "pain_stop_flag"

    pain_stop_id: Mapped[UUID] = mapped_column(ForeignKey("pain_stop.id"), primary_key=True)
    flag: Mapped[Flag] = mapped_column(primary_key=True)


class SessionKneeRow(Base):
    """Keep what was said of one knee in a session, where both are looked after."""

    __tablename__ = "session_knee"
    __table_args__ = (_score("before"), _score("during"), _score("after"))

    session_id: Mapped[UUID] = mapped_column(ForeignKey("session.id"), primary_key=True)
    side: Mapped[Side] = mapped_column(primary_key=True)
    before: Mapped[int]
    during: Mapped[int | None]
    after: Mapped[int | None]


class DeskBreakRow(Base):
    """Keep what became of a desk break; written and read with plain SQL, see `break_log`."""

    __tablename__ = "desk_break"
    __table_args__ = (
        CheckConstraint("sat_seconds >= 0", name="sat_seconds"),
        CheckConstraint("lasted_seconds >= 0", name="lasted_seconds"),
        Index(None, "person_id", "day"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    day: Mapped[date]
    at: Mapped[datetime]
    outcome: Mapped[BreakOutcome]
    sat_seconds: Mapped[int]
    lasted_seconds: Mapped[int]
    exercise_id: Mapped[str]


class FunctionScoreRow(Base):
    """Keep one score of what the knee can do."""

    __tablename__ = "function_score"
    __table_args__ = (
        CheckConstraint("score >= 0", name="score"),
        CheckConstraint("highest >= 0", name="highest"),
        Index(None, "person_id", "day"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    day: Mapped[date]
    recorded_at: Mapped[datetime]
    measure: Mapped[Measure]
    name: Mapped[str]
    side: Mapped[Side | None]
    score: Mapped[float] = mapped_column(Float)
    highest: Mapped[float] = mapped_column(Float)


class WithdrawalRow(Base):
    """Keep that a record was deleted or brought back; the record itself may be on its way."""

    __tablename__ = "withdrawal"
    __table_args__ = (Index(None, "person_id", "day"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    day: Mapped[date]
    recorded_at: Mapped[datetime]
    kind: Mapped[Deletable]
    record_id: Mapped[UUID]
    is_back: Mapped[bool] = mapped_column(_truth("is_back"))
