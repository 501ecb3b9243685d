"""Tell a single set that was done to try an exercise from a session of a programme."""

from __future__ import annotations

from typing import Final

from kneecoach.model.record import SessionRecord

TRYING: Final = "try-it-now"
"""What stands in place of a programme's id; the hyphens keep any pack from using it."""


def is_try(record: SessionRecord) -> bool:
    """Tell whether a record is of one set done to try an exercise, outside any programme."""
    return record.programme_id == TRYING
