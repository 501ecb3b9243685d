"""Print what programs read."""

from __future__ import annotations

import json
import sys

import click


def print_json(plain: object) -> None:
    """Print a value as JSON; in an encoding that has not every character, these are escaped."""
    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "")
    click.echo(json.dumps(plain, indent=2, ensure_ascii=encoding != "utf8"))
