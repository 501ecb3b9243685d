"""Say which revision of the schema this version writes, and how a file stands to it."""

from __future__ import annotations

from enum import StrEnum

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007")
"""Every released revision, oldest first; a test compares them with the migrations."""

CURRENT_REVISION = REVISIONS[-1]

VERSION_TABLE = "alembic_version"


class Standing(StrEnum):
    """Name how a database stands to this version of kneecoach.

    `EMPTY` has no tables yet, `CURRENT` fits, `OLDER` wants a migration, `NEWER` was written by a
    later version, `FOREIGN` was written by another program.
    """

    EMPTY = "empty"
    CURRENT = "current"
    OLDER = "older"
    NEWER = "newer"
    FOREIGN = "foreign"


def judge_schema(tables: frozenset[str], revision: str | None) -> Standing:
    """Say how a database with these tables, stamped with this revision, stands to this version."""
    if not tables:
        return Standing.EMPTY
    if revision is None:
        return Standing.FOREIGN
    if revision == CURRENT_REVISION:
        return Standing.CURRENT
    return Standing.OLDER if revision in REVISIONS else Standing.NEWER
