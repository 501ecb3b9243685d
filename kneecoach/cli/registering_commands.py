"""Name the command that makes the system open the coach's files; imported when it runs."""

from __future__ import annotations

import click


@click.command("register")
@click.option("--remove", "removes", is_flag=True, help="Take it back.")
def register(removes: bool) -> int:
    """Open pack files and reports by a double click, and be in the desktop's menu."""
    from kneecoach.cli.registering import register as do

    return do(removes=removes)
