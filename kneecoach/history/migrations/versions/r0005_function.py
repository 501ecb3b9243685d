"""Make room for what the knee can do.

What stands here is what was released; it does not follow later changes of the tables.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MEASURES = ("activity", "knee", "sit_to_stand", "single_leg_squat", "questionnaire")
SIDES = ("left", "right")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "function_score",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("recorded_at", sa.String(32), nullable=False),
        sa.Column("measure", _words("function_score_measure", MEASURES), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("side", _words("function_score_side", SIDES)),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("highest", sa.Float(), nullable=False),
        sa.CheckConstraint("score >= 0", name=op.f("ck_function_score_score")),
        sa.CheckConstraint("highest >= 0", name=op.f("ck_function_score_highest")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_function_score_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_function_score")),
    )
    op.create_index(op.f("ix_function_score_person_id_day"), "function_score", ["person_id", "day"])


def _words(name: str, words: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(
        *words, name=op.f(f"ck_{name}"), native_enum=False, create_constraint=True, length=32
    )
