"""Print what programs read, and rows of a label with its text for people."""

from __future__ import annotations

import json
import sys
import textwrap

import click

_LABEL = 13
"""Letters that the label of a row takes up."""


def print_json(plain: object) -> None:
    """Print a value as JSON; in an encoding that has not every character, these are escaped."""
    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "")
    click.echo(json.dumps(plain, indent=2, ensure_ascii=encoding != "utf8"))


def row(label: str, text: str, width: int) -> list[str]:
    """Return a label with its text beside it, wrapped into lines."""
    return textwrap.wrap(
        text,
        width,
        initial_indent=f"  {label:<{_LABEL}}",
        subsequent_indent=" " * (_LABEL + 2),
        break_on_hyphens=False,
    )
