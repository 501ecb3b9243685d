"""Name every kind of record and its fields, as they are written outside the database."""

from __future__ import annotations

from kneecoach.history.fields import (
    Column,
    count_column,
    day_column,
    decimal_column,
    dose_column,
    id_column,
    moment_column,
    optional,
    score_column,
    text_column,
    truth_column,
    word_column,
)
from kneecoach.model.decision import Action
from kneecoach.model.desk_break import BreakOutcome
from kneecoach.model.dose import Side
from kneecoach.model.feedback import Flag, Knee
from kneecoach.model.function import LARGEST_TOTAL, Measure
from kneecoach.model.record import Choice, Ending, Outcome
from kneecoach.model.screening import Occasion
from kneecoach.model.withdrawal import Deletable
from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A list within a record.

    Attributes:
        name: Its name in the file.
        table, owner: Its table, and the column that says which record it belongs to.
        columns: Its fields; a list of bare words has one.
        order: What it is sorted by.
        is_bare: Its entries are words, not objects.
        is_placed: The table numbers its rows.
        parts: Lists within its entries.
    """

    name: str
    table: str
    owner: str
    columns: tuple[Column, ...]
    order: str
    is_bare: bool = False
    is_placed: bool = False
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of record, with the name of its list in the file and of its table."""

    many: str
    table: str
    columns: tuple[Column, ...]
    parts: tuple[Part, ...] = ()


def _flags(table: str, owner: str) -> Part:
    return Part(
        name="flags",
        table=table,
        owner=owner,
        columns=(word_column("flag", Flag),),
        order="flag",
        is_bare=True,
    )


_KNEE = word_column("knee", Knee)
_SIDE = optional(word_column("side", Side))
_TOLD = (id_column("id"), id_column("person_id"), day_column("day"), moment_column("recorded_at"))

_EXERCISES = Part(
    name="exercises",
    table="session_exercise",
    owner="session_id",
    order="place",
    is_placed=True,
    columns=(
        count_column("position"),
        text_column("exercise_id"),
        _SIDE,
        count_column("level", 1),
        dose_column("dose"),
        text_column("rule"),
        optional(word_column("action", Action)),
        text_column("reason"),
        optional(score_column("during")),
        optional(count_column("spare")),
    ),
)
_SETS = Part(
    name="sets",
    table="done_set",
    owner="session_id",
    order="ended_at, id",
    is_placed=True,
    columns=(
        id_column("id"),
        count_column("position"),
        text_column("exercise_id"),
        _SIDE,
        count_column("set_number", 1),
        word_column("outcome", Outcome),
        count_column("complete", 0, 100),
        moment_column("ended_at"),
    ),
)
_STOPS = Part(
    name="stops",
    table="pain_stop",
    owner="session_id",
    order="stopped_at, id",
    is_placed=True,
    columns=(
        id_column("id"),
        count_column("position"),
        _SIDE,
        optional(score_column("pain")),
        truth_column("sharp"),
        moment_column("stopped_at"),
    ),
    parts=(_flags("pain_stop_flag", "pain_stop_id"),),
)
_KNEES = Part(
    name="knees",
    table="session_knee",
    owner="session_id",
    order="side",
    columns=(
        word_column("side", Side),
        score_column("before"),
        optional(score_column("during")),
        optional(score_column("after")),
    ),
)

PEOPLE = Kind(
    many="people",
    table="person",
    columns=(
        id_column("id"),
        text_column("name"),
        word_column("sore_knee", Knee),
        moment_column("added_at"),
    ),
)
SESSIONS = Kind(
    many="sessions",
    table="session",
    columns=(
        id_column("id"),
        id_column("person_id"),
        text_column("programme_id"),
        moment_column("started_at"),
        day_column("day"),
        score_column("before"),
        word_column("ending", Ending),
        optional(moment_column("ended_at")),
        _KNEE,
        optional(score_column("during")),
        optional(score_column("after")),
        optional(score_column("effort")),
        truth_column("sharp"),
        truth_column("throughout"),
        text_column("note"),
        count_column("paused_times"),
        truth_column("new_onset"),
        optional(id_column("replaces")),
    ),
    parts=(_EXERCISES, _SETS, _flags("session_flag", "session_id"), _KNEES, _STOPS),
)
KINDS = (
    PEOPLE,
    SESSIONS,
    Kind(
        many="check_ins",
        table="check_in",
        columns=(
            *_TOLD,
            score_column("pain"),
            _KNEE,
            truth_column("stiff"),
            truth_column("new_onset"),
            optional(truth_column("walks_30_minutes")),
            text_column("note"),
        ),
        parts=(_flags("check_in_flag", "check_in_id"),),
    ),
    Kind(many="clearances", table="clearance", columns=(*_TOLD, text_column("note"))),
    Kind(
        many="overrules",
        table="overrule",
        columns=(
            *_TOLD,
            text_column("exercise_id"),
            _SIDE,
            word_column("choice", Choice),
            text_column("reason"),
        ),
    ),
    Kind(
        many="silences",
        table="silence",
        columns=(
            *_TOLD,
            word_column("flag", Flag),
            _KNEE,
            day_column("until"),
            text_column("note"),
        ),
    ),
    Kind(
        many="screenings",
        table="screening",
        columns=(*_TOLD, _KNEE, word_column("occasion", Occasion)),
        parts=(_flags("screening_flag", "screening_id"),),
    ),
    Kind(
        many="desk_breaks",
        table="desk_break",
        columns=(
            id_column("id"),
            id_column("person_id"),
            day_column("day"),
            moment_column("at"),
            word_column("outcome", BreakOutcome),
            count_column("sat_seconds"),
            count_column("lasted_seconds"),
            text_column("exercise_id"),
        ),
    ),
    Kind(
        many="function_scores",
        table="function_score",
        columns=(
            *_TOLD,
            word_column("measure", Measure),
            text_column("name"),
            _SIDE,
            decimal_column("score", LARGEST_TOTAL),
            decimal_column("highest", LARGEST_TOTAL),
        ),
    ),
    Kind(
        many="withdrawals",
        table="withdrawal",
        columns=(
            *_TOLD,
            word_column("kind", Deletable),
            id_column("record_id"),
            truth_column("is_back"),
        ),
    ),
)
"""Every kind of record; people come first, because the others belong to them."""

BY_NAME = {kind.many: kind for kind in KINDS}
