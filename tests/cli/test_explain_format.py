"""What `dose explain --json` prints is what docs/explain-format.md says, name by name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kneecoach.cli import main
from kneecoach.clock import SystemClock

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "explain-format.md").read_text(encoding="utf-8")
WITHIN_WHAT_IF = {"score", "value", "is_calmer", "decision", "rule", "sentence"}
WITHIN_OTHERS = {
    *("clean_up_to", "acceptable_up_to", "red_from", "before", "flags", "new_onset"),
    *("key", "title", "where", "says", "met"),
}


def named() -> set[str]:
    """Return the names in the first column of the tables."""
    rows = re.findall(r"^\| (`[^|]*`) \|", PAGE, re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`([a-z_]+)`", row)}


def names_in(value: object) -> Iterator[str]:
    """Yield every name of an object and of what it holds."""
    if isinstance(value, list):
        for one in value:
            yield from names_in(one)
    elif isinstance(value, dict):
        for name, held in value.items():
            yield name
            yield from names_in(held)


def words_of_the_rules(pattern: str) -> set[str]:
    """Return what the code of the dose has in the place of a group of the pattern."""
    files = (ROOT / "kneecoach" / "dose").glob("*.py")
    return {
        name for file in files for name in re.findall(pattern, file.read_text(encoding="utf-8"))
    }


def test_every_name_that_is_printed_is_explained_and_none_besides(
    capsys: pytest.CaptureFixture[str],
) -> None:
    day = (SystemClock().today() - timedelta(days=4)).isoformat()
    scores = ("--before", "1", "--during", "4", "--after", "1", "--morning", "1", "--sharp")
    assert main(["log", "knee_starter", "--date", day, *scores]) == 0
    printed: set[str] = set()
    for programme in ("knee_starter", "sore_after_running"):
        capsys.readouterr()
        assert main(["dose", "explain", "squat", "--programme", programme, "--json"]) == 0
        printed |= set(names_in(json.loads(capsys.readouterr().out)))
    assert printed >= WITHIN_WHAT_IF | WITHIN_OTHERS
    for name in printed:
        assert f"`{name}`" in PAGE, name
    assert named() <= printed | words_of_the_rules(r'"([a-z_]+)"')


def test_every_fact_of_a_decision_is_explained() -> None:
    found = words_of_the_rules(r'detail\("([a-z_]+)"\)') | words_of_the_rules(
        r'^ {8}\("([a-z_]+)", '
    )
    assert len(found) > 15
    for name in found:
        assert f"`{name}`" in PAGE, name
