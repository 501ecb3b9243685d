"""Make room for desk breaks.

What stands here is what was released; it does not follow later changes of the tables.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

OUTCOMES = ("taken", "postponed", "skipped", "natural")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "desk_break",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("outcome", _outcome(), nullable=False),
        sa.Column("sat_seconds", sa.Integer(), nullable=False),
        sa.Column("lasted_seconds", sa.Integer(), nullable=False),
        sa.Column("exercise_id", sa.Text(), nullable=False),
        sa.CheckConstraint("sat_seconds >= 0", name=op.f("ck_desk_break_sat_seconds")),
        sa.CheckConstraint("lasted_seconds >= 0", name=op.f("ck_desk_break_lasted_seconds")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_desk_break_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_break")),
    )
    op.create_index(op.f("ix_desk_break_person_id_day"), "desk_break", ["person_id", "day"])


def _outcome() -> sa.Enum:
    return sa.Enum(
        *OUTCOMES,
        name=op.f("ck_desk_break_outcome"),
        native_enum=False,
        create_constraint=True,
        length=32,
    )
