"""Make room for what was deleted and brought back.

What stands here is what was released; it does not follow later changes of the tables.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

KINDS = ("session", "check_in", "function_score")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "withdrawal",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("recorded_at", sa.String(32), nullable=False),
        sa.Column("kind", _kind(), nullable=False),
        sa.Column("record_id", sa.String(32), nullable=False),
        sa.Column(
            "is_back",
            sa.Boolean(create_constraint=True, name=op.f("ck_withdrawal_is_back")),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_withdrawal_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_withdrawal")),
    )
    op.create_index(op.f("ix_withdrawal_person_id_day"), "withdrawal", ["person_id", "day"])


def _kind() -> sa.Enum:
    return sa.Enum(
        *KINDS,
        name=op.f("ck_withdrawal_kind"),
        native_enum=False,
        create_constraint=True,
        length=32,
    )
