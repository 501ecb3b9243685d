"""Run the migrations on the connection that kneecoach gives; its transaction is theirs."""

from __future__ import annotations

from alembic import context

from kneecoach.history.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=True,  # the driver's own transactions are off, so this holds for SQLite too
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
