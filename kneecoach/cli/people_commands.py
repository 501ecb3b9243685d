"""Name the commands about the people of a household, and the option that says who is meant."""

from __future__ import annotations

import os

import click

from kneecoach.paths import PERSON_VARIABLE

KNEE = click.Choice(["left", "right", "both"])


@click.group(invoke_without_command=True)
@click.pass_context
def people(context: click.Context) -> int:
    """List the people of the household; each has a history and settings of their own."""
    if context.invoked_subcommand is not None:
        return 0
    from kneecoach.cli.people import list_people

    return list_people()


@people.command("add")
@click.argument("name")
@click.option("--knee", type=KNEE, default="both", show_default=True, help="The sore knee.")
def people_add(name: str, knee: str) -> int:
    """Add somebody."""
    from kneecoach.cli.people import add

    return add(name, knee)


@people.command("rename")
@click.argument("name")
def people_rename(name: str) -> int:
    """Give whoever is coached another name; with --person, somebody else."""
    from kneecoach.cli.people import rename

    return rename(name)


@people.command("use")
@click.argument("name")
def people_use(name: str) -> int:
    """Let the window and the commands be for somebody from now on."""
    from kneecoach.cli.people import use

    return use(name)


def mean_person(context: click.Context, name: str | None) -> None:
    """Let a command be for somebody, and the next one again for whoever was chosen."""
    if name is None:
        return
    from kneecoach.cli.people import meant

    before = os.environ.get(PERSON_VARIABLE)
    os.environ[PERSON_VARIABLE] = meant(name)
    context.call_on_close(_Restoring(before).restore)


class _Restoring:
    """Put the environment back as it was."""

    def __init__(self, before: str | None) -> None:
        self._before = before

    def restore(self) -> None:
        if self._before is None:
            os.environ.pop(PERSON_VARIABLE, None)
        else:
            os.environ[PERSON_VARIABLE] = self._before
