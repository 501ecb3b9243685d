"""Make the first tables: people, sessions with what was asked for and done, check-ins, clearances.

What stands here is what was released; it does not follow later changes of the tables.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.String(32)
MOMENT = sa.String(32)
DAY = sa.String(10)

KNEES = ("left", "right", "both")
SIDES = ("left", "right")
ENDINGS = ("open", "finished", "logged", "abandoned", "rested")
OUTCOMES = ("done", "skipped", "stopped")
ACTIONS = ("seek_care", "pause", "reduce_rest", "reduce", "hold", "resume", "progress")
FLAGS = (
    "giving_way",
    "locking",
    "swelling",
    "night_pain",
    "cannot_bend",
    "limping",
    "unsafe_standing",
    "hot_red",
    "fever",
    "deformity",
    "cannot_bear_weight",
    "trauma",
    "calf_swelling",
    "painful_clicking",
    "painless_clicking",
)


def upgrade() -> None:
    """Make all tables, those that others point to first."""
    _create_person()
    _create_schema_change()
    _create_check_in()
    _create_clearance()
    _create_session()
    _create_flags("check_in_flag", "check_in")
    _create_done_set()
    _create_session_exercise()
    _create_flags("session_flag", "session")


def _words(name: str, words: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(
        *words, name=op.f(f"ck_{name}"), native_enum=False, create_constraint=True, length=32
    )


def _truth(name: str) -> sa.Boolean:
    return sa.Boolean(create_constraint=True, name=op.f(f"ck_{name}"))


def _check(name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{name}"))


def _score(table: str, column: str) -> sa.CheckConstraint:
    return _check(f"{table}_{column}", f'"{column}" BETWEEN 0 AND 10')


def _reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}")
    )


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def _create_person() -> None:
    op.create_table(
        "person",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sore_knee", _words("person_sore_knee", KNEES), nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        _key("person", "id"),
    )


def _create_schema_change() -> None:
    op.create_table(
        "schema_change",
        sa.Column("revision", sa.String(32), nullable=False),
        sa.Column("program_version", sa.Text(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        _key("schema_change", "revision"),
    )


def _create_check_in() -> None:
    op.create_table(
        "check_in",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("day", DAY, nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("pain", sa.Integer(), nullable=False),
        sa.Column("knee", _words("check_in_knee", KNEES), nullable=False),
        sa.Column("stiff", _truth("check_in_stiff"), nullable=False),
        sa.Column("new_onset", _truth("check_in_new_onset"), nullable=False),
        sa.Column("walks_30_minutes", _truth("check_in_walks_30_minutes")),
        sa.Column("note", sa.Text(), nullable=False),
        _score("check_in", "pain"),
        _reference("check_in", "person_id", "person"),
        _key("check_in", "id"),
    )
    _index("check_in", "person_id", "day")


def _create_clearance() -> None:
    op.create_table(
        "clearance",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("day", DAY, nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        _reference("clearance", "person_id", "person"),
        _key("clearance", "id"),
    )
    _index("clearance", "person_id", "day")


def _create_session() -> None:
    op.create_table(
        "session",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("programme_id", sa.Text(), nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("day", DAY, nullable=False),
        sa.Column("before", sa.Integer(), nullable=False),
        sa.Column("ending", _words("session_ending", ENDINGS), nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.Column("knee", _words("session_knee", KNEES), nullable=False),
        sa.Column("during", sa.Integer()),
        sa.Column("after", sa.Integer()),
        sa.Column("effort", sa.Integer()),
        sa.Column("sharp", _truth("session_sharp"), nullable=False),
        sa.Column("throughout", _truth("session_throughout"), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("paused_times", sa.Integer(), nullable=False),
        sa.Column("new_onset", _truth("session_new_onset"), nullable=False),
        sa.Column("replaces", ID),
        _score("session", "before"),
        _score("session", "during"),
        _score("session", "after"),
        _score("session", "effort"),
        _check("session_paused_times", "paused_times >= 0"),
        _check("session_replaces", "replaces <> id"),
        _check("session_ended_at", "ended_at IS NULL OR ending <> 'open'"),
        _reference("session", "person_id", "person"),
        _reference("session", "replaces", "session"),
        _key("session", "id"),
    )
    _index("session", "person_id", "day")
    _index("session", "started_at")


def _create_flags(table: str, owner: str) -> None:
    op.create_table(
        table,
        sa.Column(f"{owner}_id", ID, nullable=False),
        sa.Column("flag", _words(f"{table}_flag", FLAGS), nullable=False),
        _reference(table, f"{owner}_id", owner),
        _key(table, f"{owner}_id", "flag"),
    )


def _create_done_set() -> None:
    op.create_table(
        "done_set",
        sa.Column("id", ID, nullable=False),
        sa.Column("session_id", ID, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("exercise_id", sa.Text(), nullable=False),
        sa.Column("side", _words("done_set_side", SIDES)),
        sa.Column("set_number", sa.Integer(), nullable=False),
        sa.Column("outcome", _words("done_set_outcome", OUTCOMES), nullable=False),
        sa.Column("complete", sa.Integer(), nullable=False),
        sa.Column("ended_at", MOMENT, nullable=False),
        sa.UniqueConstraint("session_id", "place", name=op.f("uq_done_set_session_id_place")),
        _check("done_set_place", "place >= 0"),
        _check("done_set_position", "position >= 0"),
        _check("done_set_set_number", "set_number >= 1"),
        _check("done_set_complete", "complete BETWEEN 0 AND 100"),
        _reference("done_set", "session_id", "session"),
        _key("done_set", "id"),
    )


def _create_session_exercise() -> None:
    op.create_table(
        "session_exercise",
        sa.Column("session_id", ID, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("exercise_id", sa.Text(), nullable=False),
        sa.Column("side", _words("session_exercise_side", SIDES)),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("dose", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("action", _words("session_exercise_action", ACTIONS)),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("during", sa.Integer()),
        sa.Column("spare", sa.Integer()),
        sa.UniqueConstraint(
            "session_id",
            "position",
            "side",
            name=op.f("uq_session_exercise_session_id_position_side"),
        ),
        _check("session_exercise_position", "position >= 0"),
        _check("session_exercise_level", "level >= 1"),
        _check("session_exercise_spare", "spare >= 0"),
        _score("session_exercise", "during"),
        _reference("session_exercise", "session_id", "session"),
        _key("session_exercise", "session_id", "place"),
    )
