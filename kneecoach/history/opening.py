"""Open the history file: make a new one, migrate an old one, refuse what is not ours."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import cast

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    MetaData,
    PrimaryKeyConstraint,
    QueuePool,
    String,
    Table,
    create_engine,
    event,
    insert,
)

from kneecoach import __version__
from kneecoach.clock import Clock
from kneecoach.history import sqlite
from kneecoach.history.errors import HistoryError, Trouble, damaged
from kneecoach.history.schema import CURRENT_REVISION, VERSION_TABLE, Standing
from kneecoach.history.tables import Base, SchemaChangeRow

_VERSION = Table(
    VERSION_TABLE,
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)


def make_engine(path: Path, *, checks_references: bool = True) -> Engine:
    """Return an engine with one long-lived connection, whose transactions we begin ourselves.

    A migration, which may rebuild a table that others point to, leaves `checks_references` off and
    checks all references at its end.
    """
    engine = create_engine(
        "sqlite://",
        creator=lambda: sqlite.connect(path, checks_references=checks_references),
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(sqlite.BEGIN_WRITE)


def open_history(path: Path, clock: Clock) -> Engine:
    """Return an engine for a file that is sound, writable and of the current schema.

    Raises:
        HistoryError: The file is damaged, foreign, newer, read-only, locked or out of reach.
        sqlite3.Error, sqlalchemy.exc.DBAPIError, OSError: As found; the store explains them.
    """
    sqlite.make_private(path)
    with closing(sqlite.connect_to_read(path)) as connection:
        standing = sqlite.find_standing(connection)
        match standing:
            case Standing.FOREIGN:
                raise _foreign(path)
            case Standing.NEWER:
                raise _newer(connection)
            case Standing.CURRENT | Standing.OLDER | Standing.EMPTY:
                pass
    if standing is Standing.OLDER:
        # Alembic takes longer to import than the window to open; only a migration needs it.
        from kneecoach.history.migrate import migrate  # noqa: PLC0415

        migrate(path, clock)
    engine = make_engine(path)
    try:
        if standing is Standing.EMPTY:
            create_schema(engine, clock)
        _check(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def create_schema(engine: Engine, clock: Clock) -> None:
    """Make all tables in one transaction, unless another program was quicker."""
    with engine.begin() as connection:
        if sqlite.read_tables(driver_of(connection)):
            return
        Base.metadata.create_all(connection, checkfirst=False)
        _VERSION.create(connection, checkfirst=False)
        connection.execute(_VERSION.insert().values(version_num=CURRENT_REVISION))
        note_schema_change(connection, CURRENT_REVISION, clock)


def note_schema_change(connection: Connection, revision: str, clock: Clock) -> None:
    """Keep which version of kneecoach brought the schema to `revision`."""
    connection.execute(
        insert(SchemaChangeRow).values(
            revision=revision, program_version=__version__, changed_at=clock.now()
        )
    )


def _check(engine: Engine) -> None:
    """Refuse a file that is damaged, lacks a table, or cannot be written."""
    with engine.begin() as connection:
        driver = driver_of(connection)
        if sqlite.find_damage(driver):
            raise damaged("a part of it")
        missing = set(Base.metadata.tables) - sqlite.read_tables(driver)
        if missing:
            raise damaged(f"the table {min(missing)}")


def driver_of(connection: Connection) -> sqlite3.Connection:
    """Return SQLite's own connection, or SQLCipher's like it, under one of SQLAlchemy's."""
    return cast("sqlite3.Connection", connection.connection.dbapi_connection)


def _foreign(path: Path) -> HistoryError:
    return HistoryError(
        f"{path} is a database of another program.",
        "Set the file aside to go on with a new history; the file is kept as it is.",
        Trouble.FOREIGN,
    )


def _newer(connection: sqlite3.Connection) -> HistoryError:
    version = _read_program_version(connection)
    by = f"kneecoach {version}" if version else "a newer kneecoach"
    return HistoryError(
        f"This history was written by {by}, and this is kneecoach {__version__}. It was left as"
        " it is.",
        f"Install {by if version else 'the newest kneecoach'} or later to go on with it.",
        Trouble.NEWER,
    )


def _read_program_version(connection: sqlite3.Connection) -> str:
    try:
        row = connection.execute(
            "SELECT program_version FROM schema_change ORDER BY changed_at DESC, revision DESC"
        ).fetchone()
    except sqlite3.OperationalError:  # a newer schema may keep this elsewhere
        return ""
    return "" if row is None else str(row[0])
