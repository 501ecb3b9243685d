"""Make room for doses that the person chose, and for signs that were checked and are silenced.

What stands here is what was released; it does not follow later changes of the tables.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.String(32)
MOMENT = sa.String(32)
DAY = sa.String(10)

KNEES = ("left", "right", "both")
SIDES = ("left", "right")
CHOICES = ("hold", "down", "up")
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
    """Make both tables."""
    op.create_table(
        "overrule",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("day", DAY, nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("exercise_id", sa.Text(), nullable=False),
        sa.Column("side", _words("overrule_side", SIDES)),
        sa.Column("choice", _words("overrule_choice", CHOICES), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *_keys("overrule"),
    )
    _index("overrule")
    op.create_table(
        "silence",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("flag", _words("silence_flag", FLAGS), nullable=False),
        sa.Column("knee", _words("silence_knee", KNEES), nullable=False),
        sa.Column("day", DAY, nullable=False),
        sa.Column("until", DAY, nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint('"until" >= "day"', name=op.f("ck_silence_until")),
        *_keys("silence"),
    )
    _index("silence")


def _words(name: str, words: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(
        *words, name=op.f(f"ck_{name}"), native_enum=False, create_constraint=True, length=32
    )


def _keys(table: str) -> tuple[sa.Constraint, ...]:
    return (
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f(f"fk_{table}_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _index(table: str) -> None:
    op.create_index(op.f(f"ix_{table}_person_id_day"), table, ["person_id", "day"])
