"""Write ids and moments as text that every database keeps and sorts alike, and read them back."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID


def write_id(value: UUID) -> str:
    """Return an id as 32 hexadecimal digits."""
    return value.hex


def read_id(text: str) -> UUID:
    """Return the id that 32 hexadecimal digits stand for.

    Raises:
        ValueError: The text is not a number of that kind.
    """
    return UUID(int=int(text, 16))


def write_moment(value: datetime) -> str:
    """Return a moment as UTC text of fixed width, which sorts as time does.

    Raises:
        ValueError: The moment does not say its time zone.
    """
    if value.tzinfo is None:
        raise ValueError("a moment carries its time zone")
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def read_moment(text: str) -> datetime:
    """Return the moment that a text stands for.

    Raises:
        ValueError: The text is no moment, or does not say its time zone.
    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment carries its time zone")
    return moment
