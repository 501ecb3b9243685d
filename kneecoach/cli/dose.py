"""Put written cases to the dose rules."""

from __future__ import annotations

from pathlib import Path

import click

from kneecoach.cli.printing import print_json


def decide_cases(path: Path, *, as_json: bool) -> int:
    """Decide each case and print it; 1 when one does not meet what it expects.

    Raises:
        KneecoachError: The file cannot be read, or a case is not one.
    """
    from kneecoach.dose.casebook import run_cases
    from kneecoach.packs.document import read_plain

    results = run_cases(read_plain(path))
    if as_json:
        plain = [
            {
                "id": one.id,
                "title": one.title,
                "decision": one.decision,
                "rule": one.rule,
                "urgency": one.urgency,
                "detail": dict(one.detail),
                "reason": one.reason,
                "meets": one.meets,
                "differences": list(one.differences),
            }
            for one in results
        ]
        print_json(plain)
    else:
        for one in results:
            urgency = f", {one.urgency}" if one.urgency else ""
            verdict = {True: "as expected", False: "NOT as expected", None: "nothing expected"}
            click.echo(f"{one.id}  {one.decision}{urgency}  [{one.rule}]  {verdict[one.meets]}")
            click.echo(f"      {one.reason}")
            for difference in one.differences:
                click.echo(f"      {difference}")
        met = sum(one.meets is True for one in results)
        asked = sum(one.meets is not None for one in results)
        click.echo(f"{met} of {asked} as expected.")
    return 1 if any(one.meets is False for one in results) else 0
