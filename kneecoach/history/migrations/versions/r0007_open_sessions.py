"""Find the sessions that are open without looking at all the others.

What stands here is what was released; it does not follow later changes of the tables.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index; it holds the open sessions alone."""
    op.create_index(
        op.f("ix_session_open"),
        "session",
        ["person_id"],
        sqlite_where=sa.text("ending = 'open'"),
    )
