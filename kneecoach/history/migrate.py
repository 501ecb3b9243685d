"""Bring an older history up to date, after a backup and in one transaction, with Alembic."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config

from kneecoach.clock import Clock
from kneecoach.history import sqlite
from kneecoach.history.errors import damaged
from kneecoach.history.opening import driver_of, make_engine, note_schema_change
from kneecoach.history.schema import CURRENT_REVISION

MIGRATIONS = "kneecoach.history:migrations"


def migrate(
    path: Path, clock: Clock, *, target: str = CURRENT_REVISION, migrations: str = MIGRATIONS
) -> Path:
    """Bring the history at `path` to the schema `target`, and return the backup made before.

    All steps are one transaction: whatever goes wrong, even a power cut, leaves the old history.

    Raises:
        HistoryError: The backup, or the history after the change, is not sound.
        sqlite3.Error, sqlalchemy.exc.DBAPIError, OSError: As found; the store explains them.
    """
    backup = path.with_name(f"{path.stem}.before-{target}-{clock.today():%Y%m%d}{path.suffix}")
    sqlite.back_up(path, backup)
    upgrade(path, clock, target=target, migrations=migrations)
    return backup


def upgrade(
    path: Path, clock: Clock, *, target: str = CURRENT_REVISION, migrations: str = MIGRATIONS
) -> None:
    """Run the migrations up to `target` on a file that nobody would miss, or that is backed up.

    Raises:
        HistoryError: Rows would point nowhere after the change; nothing was changed then.
        sqlite3.Error, sqlalchemy.exc.DBAPIError, OSError: As found; the store explains them.
    """
    config = Config(attributes={})
    config.set_main_option("script_location", migrations.replace("%", "%%"))
    engine = make_engine(path, checks_references=False)
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, target)
            if sqlite.find_broken_references(driver_of(connection)):
                raise damaged("a reference")
            note_schema_change(connection, target, clock)
    finally:
        engine.dispose()
