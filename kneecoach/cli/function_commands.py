"""Name the commands about what the knee can do, and their options."""

from __future__ import annotations

from datetime import date, datetime

import click

COUNT = click.IntRange(0, 500)


@click.group()
def function() -> None:
    """Keep and list what the knee can do, not only how it hurts."""


@function.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print the scores as JSON.")
def function_list(as_json: bool) -> int:
    """List how everything went that was told."""
    from kneecoach.cli.function import list_function

    return list_function(as_json=as_json)


@function.command("log")
@click.option(
    *("-a", "--activity", "activities"),
    multiple=True,
    metavar="NAME=SCORE",
    help="An activity of your own: 0 cannot do it, 10 as well as before.",
)
@click.option("--knee", type=click.IntRange(0, 100), help="The knee, in percent of normal.")
@click.option("--side", type=click.Choice(["left", "right"]), help="Which knee that is.")
@click.option("--sit-to-stand", type=COUNT, help="How often you stood up in 30 seconds.")
@click.option("--squats-left", type=COUNT, help="Squats on the left leg in 30 seconds.")
@click.option("--squats-right", type=COUNT, help="Squats on the right leg in 30 seconds.")
@click.option("--questionnaire", metavar="NAME", help="One that you filled in elsewhere.")
@click.option("--total", type=click.FloatRange(0, 10_000), help="Its total.")
@click.option("--of", type=click.FloatRange(0, 10_000), help="Its highest score.")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day; otherwise today.")
def function_log(
    activities: tuple[str, ...],
    knee: int | None,
    side: str | None,
    sit_to_stand: int | None,
    squats_left: int | None,
    squats_right: int | None,
    questionnaire: str | None,
    total: float | None,
    of: float | None,
    day: datetime | None,
) -> int:
    """Keep what the knee can do; a later score of one day takes the place of an earlier."""
    from kneecoach.cli.function import ToldFunction, log_function

    told = ToldFunction(
        activities=activities,
        knee=knee,
        side=side,
        sit_to_stand=sit_to_stand,
        squats_left=squats_left,
        squats_right=squats_right,
        questionnaire=questionnaire,
        total=total,
        of=of,
    )
    return log_function(_day(day), told)


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()
