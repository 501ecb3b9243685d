"""Name the command that draws an exercise, and its options."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("exercise", metavar="EXERCISE")
@click.option(
    *("-o", "--output"),
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file; it ends in .png, .svg, .gif or .webp.",
)
@click.option("--time", type=click.FloatRange(0, 3600), help="Seconds into one repetition.")
@click.option("--pose", help="A pose by its name, or `all` of them side by side.")
@click.option("--view", help="The side it is seen from, such as front, side or back.")
@click.option("--side", type=click.Choice(["left", "right"]), help="The leg that works.")
@click.option("--variant", default="", help="A variant of the ladder, by its name.")
@click.option("--level", type=click.IntRange(min=1), help="A level of the ladder.")
@click.option("--wrong", "is_wrong", is_flag=True, help="Draw the wrong way.")
@click.option("--size", help="Width and height in pixels; 640x480, or 240x200 each on a sheet.")
@click.option("--watch", is_flag=True, help="Draw again whenever the exercise's file changes.")
def figure(
    exercise: str,
    output: Path,
    time: float | None,
    pose: str | None,
    view: str | None,
    side: str | None,
    variant: str,
    level: int | None,
    is_wrong: bool,
    size: str | None,
    watch: bool,
) -> int:
    """Draw an exercise: its id, its file, or `all` for a sheet of every one."""
    from kneecoach.cli.figure import (
        ALL,
        SHEET_SIZE,
        USUAL_SIZE,
        Asked,
        draw_figure,
        read_size,
        read_view,
        watch_figure,
    )

    asked = Asked(
        time=time,
        pose=pose,
        view=read_view(view),
        side=side,
        variant=variant,
        level=level,
        is_wrong=is_wrong,
        size=read_size(size or (SHEET_SIZE if exercise == ALL else USUAL_SIZE)),
    )
    return (watch_figure if watch else draw_figure)(exercise, asked, output)
