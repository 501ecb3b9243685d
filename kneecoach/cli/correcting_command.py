"""Name the command that corrects a session, and its options."""

from __future__ import annotations

from datetime import datetime

import click

DAY = click.DateTime(["%Y-%m-%d"])
TIME = click.DateTime(["%H:%M"])
SCORE = click.IntRange(0, 10)


@click.command("correct")
@click.argument("day", type=DAY)
@click.option("--at", type=TIME, help="When it began, on a day with several.")
@click.option("--before", type=SCORE, help="Pain just before, 0-10.")
@click.option("--during", type=SCORE, help="Worst pain during, 0-10.")
@click.option("--after", type=SCORE, help="Pain at the end, 0-10.")
@click.option("--effort", type=SCORE, help="How hard it was, 0-10.")
@click.option("--sharp/--not-sharp", "sharp", default=None, help="The pain was very sharp.")
@click.option("--note", help="Your own words.")
@click.option("--to-day", type=DAY, help="The day it really was.")
@click.option("--to-time", type=TIME, help="The time it really began.")
def correct(
    day: datetime,
    at: datetime | None,
    before: int | None,
    during: int | None,
    after: int | None,
    effort: int | None,
    sharp: bool | None,
    note: str | None,
    to_day: datetime | None,
    to_time: datetime | None,
) -> int:
    """Correct the session of DAY; what it said before stays in the history."""
    from kneecoach.cli.correcting import Told, correct_session

    told = Told(
        day=None if to_day is None else to_day.date(),
        at=None if to_time is None else to_time.time(),
        before=before,
        during=during,
        after=after,
        effort=effort,
        sharp=sharp,
        note=note,
    )
    return correct_session(day.date(), None if at is None else at.time(), told)
