"""Make the system open the coach's files by a double click, and say what was done."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from kneecoach.cli.findings import Finding
from kneecoach.filetypes.kinds import KINDS, FileTypes, file_types
from kneecoach.login.start import own_program


def register(*, removes: bool) -> int:
    """Register or unregister, and print it. Raises KneecoachError when that cannot be."""
    types = _types()
    if removes:
        types.switch_off()
        click.echo("The system no longer opens kneecoach's files by a double click.")
        return 0
    written = types.switch_on(own_program())
    click.echo(f"A double click on a {_endings()} file opens it in kneecoach now.")
    for file in written:
        click.echo(f"  {file}")
    click.echo("kneecoach register --remove takes it back.")
    return 0


def look_at_file_types() -> Finding:
    """Say whether a double click opens the coach's files; that it does not is no fault."""
    found = (
        f"a double click opens {_endings()} files"
        if _types().is_on()
        else f"{_endings()} files are opened under Packs; kneecoach register adds the double click"
    )
    return Finding(part="file types", works=True, found=found)


def _types() -> FileTypes:
    return file_types(sys.platform, os.environ, Path.home())


def _endings() -> str:
    return " or ".join(kind.ending for kind in KINDS)
