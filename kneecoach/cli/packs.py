"""Check packs and print their schema."""

from __future__ import annotations

from pathlib import Path

import click

from kneecoach.cli.printing import print_json


def check(paths: tuple[Path, ...], *, as_json: bool) -> int:
    """Print every problem in these files and folders; 1 when there is one that must be mended.

    The built-in exercises lie beside them, as they will when the pack is used.
    """
    from kneecoach.packs.catalogue import check_paths
    from kneecoach.packs.problem import Severity
    from kneecoach.resources import resource

    problems = check_paths(paths, beside=(resource("exercises"),))
    errors = sum(one.severity is Severity.ERROR for one in problems)
    if as_json:
        print_json([one.as_plain() for one in problems])
    else:
        for one in problems:
            click.echo(str(one))
        warnings = len(problems) - errors
        if not problems:
            click.echo("No problems found.")
        else:
            click.echo(f"{errors} to mend, {warnings} to look at.", err=True)
    return 1 if errors else 0


def print_schema() -> int:
    """Print the JSON Schema of the format."""
    from kneecoach.packs.schema import json_schema

    print_json(json_schema())
    return 0
