"""Name the commands for desk breaks; what each does is imported when it runs."""

from __future__ import annotations

import click


@click.group("break")
def desk_break() -> None:
    """Take, put off or pause desk breaks of the coach that is running."""


@desk_break.command("now")
def break_now() -> int:
    """Take a desk break now."""
    from kneecoach.cli.desk_break import wish_for
    from kneecoach.remote.words import Wish

    return wish_for(Wish.NOW)


@desk_break.command("later")
@click.argument("minutes", type=click.IntRange(1, 24 * 60))
def break_later(minutes: int) -> int:
    """Put the coming desk break off by MINUTES."""
    from kneecoach.cli.desk_break import wish_for
    from kneecoach.remote.words import Wish

    return wish_for(Wish.LATER, minutes)


@desk_break.command("skip")
def break_skip() -> int:
    """Leave the coming desk break out."""
    from kneecoach.cli.desk_break import wish_for
    from kneecoach.remote.words import Wish

    return wish_for(Wish.SKIP)


@desk_break.command("took")
def break_took() -> int:
    """Count a break that you have just taken by yourself."""
    from kneecoach.cli.desk_break import wish_for
    from kneecoach.remote.words import Wish

    return wish_for(Wish.TOOK)


@desk_break.command("pause")
@click.argument("how_long", required=False, metavar="[MINUTES|tomorrow]")
def break_pause(how_long: str | None) -> int:
    """Ask for no desk breaks for some minutes, until tomorrow, or until `resume`."""
    from kneecoach.cli.desk_break import pause

    return pause(how_long)


@desk_break.command("resume")
def break_resume() -> int:
    """Ask for desk breaks again."""
    from kneecoach.cli.desk_break import wish_for
    from kneecoach.remote.words import Wish

    return wish_for(Wish.RESUME)


@desk_break.command("status")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def break_status(as_json: bool) -> int:
    """Say when the next desk break comes, and what today's came to."""
    from kneecoach.cli.desk_break import show_status

    return show_status(as_json=as_json)
