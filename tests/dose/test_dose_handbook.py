from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from kneecoach.dose.handbook import handbook, rests_on
from kneecoach.dose.handbook_details import details
from kneecoach.dose.rules import DECIDERS, RULES
from kneecoach.dose.sources import HOUSE_RULE, SOURCES
from kneecoach.dose.stage_rules import STAGE_RULES

ROOT = Path(__file__).resolve().parents[2]
SOURCES_MD = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
KEYS = {source.key for source in SOURCES}
ORDER = (
    "S1 S2 S3 P3 S4 P2 P1 R1 R3 R2 F2 F1 F3 F4 F5 U1 G1 N0 H1 H2 H8 H3 H9 H6 H5 H4 G0 H7 "
    "X2 X3 X4 X5 X1"
)


def sources_named_in(text):
    """Return the keys that a docstring names after "Source:"."""
    said = " ".join(text.split()).partition("Source: ")[2]
    said = re.sub(r"\([^)]*\)", "", said)
    return [key.strip(" .") for key in said.split(",") if key.strip(" .")]


def docstrings():
    """Yield every text of the code that names a source, with the place it stands at."""
    for folder in ("model", "dose"):
        for file in sorted((ROOT / "kneecoach" / folder).glob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
                    text = node.value.value
                    if isinstance(text, str) and "Source: " in text:
                        yield f"{file.name}:{node.lineno}", text


def test_the_rules_stand_in_their_order_and_each_has_one_id():
    assert [rule.id for rule in RULES] == ORDER.split()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_names_its_sources(rule):
    assert rule.sources
    assert set(rule.sources) <= KEYS
    assert list(rule.sources) == sources_named_in(rule.check.__doc__)


def test_every_source_that_the_code_names_is_in_the_table():
    named = list(docstrings())
    assert len(named) > 40
    for place, text in named:
        found = sources_named_in(text)
        assert found, place
        assert set(found) <= KEYS, place


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.key)
def test_every_source_has_its_entry(source):
    _, found, entry = SOURCES_MD.partition(f"### {source.key}\n")
    assert found
    entry = entry.partition("\n### ")[0]
    assert f"**Title:** {source.title}\n" in entry
    assert f"**Where:** {source.where or 'here'}\n" in entry
    if source.key != HOUSE_RULE:
        assert "**What we take:**" in entry


def test_what_is_our_own_judgement_is_named_as_a_source_of_its_rules():
    """Of S1 and S2 the entry has only what silences them, and O1 is never named with another."""
    entry = SOURCES_MD.partition(f"### {HOUSE_RULE}\n")[2].partition("\n### ")[0]
    rows = [line.split("|")[1] for line in entry.splitlines() if line.startswith("|")]
    ours = {rule.id for rule in DECIDERS if HOUSE_RULE in rule.sources}
    named = [re.findall(r"\b[SPRFUGNHX]\d\b", row) for row in rows if "O1" not in row]
    said = {one for ids in named for one in ids}
    assert len(said) > 20
    assert said - ours == {"S1", "S2"}
    assert ours - said == {"O1"}


OF_WHAT_THE_KNEE_CAN_DO = {
    "chair-stand-30-seconds",
    "patient-specific-functional-scale",
    "single-assessment-numeric-evaluation",
}
"""Entries that no dose rests on."""


def test_no_entry_is_without_a_source_of_the_table():
    entries = set(re.findall(r"^### (.+)$", SOURCES_MD, re.MULTILINE))
    assert entries == KEYS | OF_WHAT_THE_KNEE_CAN_DO
    assert len(SOURCES) == len(KEYS)


@pytest.mark.parametrize(
    ("name", "made"), [("dose.md", handbook), ("dose-details.md", details)], ids=["read", "look up"]
)
def test_the_handbook_is_what_the_table_says(name, made):
    written = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert written == made(), f"docs/{name} is not what kneecoach.dose.{made.__module__} writes"


def test_the_handbook_says_of_every_rule_whether_it_is_published_or_ours():
    text = handbook()
    for rule in RULES:
        assert f"| **{rule.id}** {rule.name} | {rule.when} | {rule.then} | " in text
        assert f" | {rule.then} | {rests_on(rule.sources)} |\n" in text
    assert [rests_on(keys) for keys in ((HOUSE_RULE,), ("a", HOUSE_RULE), ("a",))] == [
        *("ours", "partly ours", "published")
    ]


def test_the_details_name_the_sources_of_every_rule():
    text = details()
    for rule in (*DECIDERS, *STAGE_RULES):
        (row,) = re.findall(rf"^\| {rule.id} \|.*\| (\[.*) \|$", text, re.MULTILINE)
        assert tuple(re.findall(r"\(sources\.md#([^)]+)\)", row)) == rule.sources
    for key in re.findall(r"\(sources\.md#([^)]+)\)", text):
        assert key in KEYS


READ_IN_TEN_MINUTES = 2300


def test_the_handbook_is_read_in_ten_minutes():
    words = [one for one in handbook().split() if one.strip("|-")]
    assert 1500 < len(words) <= READ_IN_TEN_MINUTES


def test_the_import_of_the_dose_is_light():
    """Nothing of the dose compiles patterns or reads files when it is imported for a plan."""
    for file in (ROOT / "kneecoach" / "dose").glob("*.py"):
        if file.name == "casefile.py":
            continue
        assert "import re\n" not in file.read_text(encoding="utf-8"), file.name
