"""Make room for the safety questions, for stops for pain, and for scores of each knee.

What stands here is what was released; it does not follow later changes of the tables.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.String(32)
MOMENT = sa.String(32)
DAY = sa.String(10)

KNEES = ("left", "right", "both")
SIDES = ("left", "right")
OCCASIONS = ("first", "sign", "wish")
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
    _create_screening()
    _create_flags("screening_flag", "screening")
    _create_pain_stop()
    _create_flags("pain_stop_flag", "pain_stop")
    _create_session_knee()


def _create_screening() -> None:
    op.create_table(
        "screening",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("day", DAY, nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("knee", _words("screening_knee", KNEES), nullable=False),
        sa.Column("occasion", _words("screening_occasion", OCCASIONS), nullable=False),
        _reference("screening", "person_id", "person"),
        _key("screening", "id"),
    )
    op.create_index(op.f("ix_screening_person_id_day"), "screening", ["person_id", "day"])


def _create_pain_stop() -> None:
    op.create_table(
        "pain_stop",
        sa.Column("id", ID, nullable=False),
        sa.Column("session_id", ID, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("side", _words("pain_stop_side", SIDES)),
        sa.Column("pain", sa.Integer()),
        sa.Column("sharp", _truth("pain_stop_sharp"), nullable=False),
        sa.Column("stopped_at", MOMENT, nullable=False),
        _check("pain_stop_place", "place >= 0"),
        _check("pain_stop_position", "position >= 0"),
        _score("pain_stop", "pain"),
        _reference("pain_stop", "session_id", "session"),
        _key("pain_stop", "id"),
        sa.UniqueConstraint("session_id", "place", name=op.f("uq_pain_stop_session_id_place")),
    )


def _create_session_knee() -> None:
    op.create_table(
        "session_knee",
        sa.Column("session_id", ID, nullable=False),
        sa.Column("side", _words("session_knee_side", SIDES), nullable=False),
        sa.Column("before", sa.Integer(), nullable=False),
        sa.Column("during", sa.Integer()),
        sa.Column("after", sa.Integer()),
        _score("session_knee", "before"),
        _score("session_knee", "during"),
        _score("session_knee", "after"),
        _reference("session_knee", "session_id", "session"),
        _key("session_knee", "session_id", "side"),
    )


def _create_flags(table: str, owner: str) -> None:
    op.create_table(
        table,
        sa.Column(f"{owner}_id", ID, nullable=False),
        sa.Column("flag", _words(f"{table}_flag", FLAGS), nullable=False),
        _reference(table, f"{owner}_id", owner),
        _key(table, f"{owner}_id", "flag"),
    )


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
