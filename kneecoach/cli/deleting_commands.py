"""Name the commands that delete, and their options."""

from __future__ import annotations

from datetime import datetime

import click

DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def delete() -> None:
    """Delete records, and bring them back; or delete everything for good."""


@delete.command("session")
@click.argument("day", type=DAY)
@click.option("--at", type=click.DateTime(["%H:%M"]), help="When it began, on a day with several.")
def delete_session(day: datetime, at: datetime | None) -> int:
    """Delete the session of DAY, such as 2026-03-02."""
    from kneecoach.cli.deleting import delete_session as take_away

    return take_away(day.date(), None if at is None else at.time())


@delete.command("morning")
@click.argument("day", type=DAY)
def delete_morning(day: datetime) -> int:
    """Delete what was said of the morning of DAY."""
    from kneecoach.cli.deleting import delete_morning as take_away

    return take_away(day.date())


@delete.command("activity")
@click.argument("name")
def delete_activity(name: str) -> int:
    """Delete every score of an activity or a questionnaire."""
    from kneecoach.cli.deleting import delete_activity as take_away

    return take_away(name)


@delete.command("list")
def delete_list() -> int:
    """List what was deleted and can come back."""
    from kneecoach.cli.deleting import list_deletions

    return list_deletions()


@delete.command("undo")
def delete_undo() -> int:
    """Bring back what was deleted last."""
    from kneecoach.cli.deleting import undo

    return undo()


@delete.command("everything")
@click.option("--copies-too", is_flag=True, help="Delete the kept copies as well.")
@click.option("--yes", "is_sure", is_flag=True, help="Do not ask.")
def delete_everything(copies_too: bool, is_sure: bool) -> int:
    """Delete everything of the person for good, and say what still holds it."""
    from kneecoach.cli.deleting import delete_everything as forget

    return forget(with_copies=copies_too, is_sure=is_sure)
