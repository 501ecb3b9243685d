from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from packmaker import CARD, EXERCISE, PACK, PROGRAMME, changed, write_pack

from kneecoach.packs.catalogue import read_packs
from kneecoach.packs.education import read_education
from kneecoach.packs.reference import fields_reference, with_reference
from kneecoach.packs.schema import json_schema

ROOT = Path(__file__).parents[2]
BUILT_IN = ROOT / "exercises"
PAGE = ROOT / "docs" / "pack-format.md"


class EditorLoader(yaml.SafeLoader):
    """Read YAML 1.2 as editors do: whole numbers, fractions, true and false; the rest is text."""


EditorLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"true|false", "tf"),
    ("int", r"-?[0-9]+", "-0123456789"),
    ("float", r"-?[0-9]+\.[0-9]+", "-0123456789"),
    ("null", r"~|null|", ["~", "n", ""]),
):
    EditorLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first)
    )


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    return Draft202012Validator(json_schema())


def accepts(validator: Draft202012Validator, text: str) -> bool:
    return bool(validator.is_valid(yaml.load(text, Loader=EditorLoader)))  # noqa: S506  safe


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(json_schema())


def test_the_schema_accepts_every_built_in_file(validator: Draft202012Validator) -> None:
    files = sorted(BUILT_IN.rglob("*.yaml"))
    assert len(files) >= 13
    for file in files:
        document = yaml.load(file.read_text("utf-8"), Loader=EditorLoader)  # noqa: S506  safe
        errors = [error.message for error in validator.iter_errors(document)]
        assert errors == [], file


@pytest.mark.parametrize("text", [EXERCISE, PROGRAMME, PACK, CARD])
def test_the_schema_accepts_what_the_reader_accepts(
    validator: Draft202012Validator, text: str
) -> None:
    assert accepts(validator, text)


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        (EXERCISE, "name: Clam\n", ""),
        (EXERCISE, "name: Clam", "nam: Clam"),
        (EXERCISE, "name: Clam", "name: ''"),
        (EXERCISE, "name: Clam", "name: [Clam]"),
        (EXERCISE, "name: Clam", f"name: {'x' * 61}"),
        (EXERCISE, "name: Clam", "name: <b>Clam"),
        (EXERCISE, "format: kneecoach-exercise/1\n", ""),
        (EXERCISE, "kneecoach-exercise/1", "kneecoach-exercise/2"),
        (EXERCISE, "kneecoach-exercise/1", "kneecoach-programme/1"),
        (EXERCISE, "kind: strength", "kind: strenght"),
        (EXERCISE, "areas: [hip]", "areas: []"),
        (EXERCISE, "areas: [hip]", "areas: hip"),
        (EXERCISE, "rest: 30 s", "rest: 30"),
        (EXERCISE, "rest: 30 s", "rest: 30 seconds"),
        (EXERCISE, "rest: 30 s", "rest: 0:30"),
        (EXERCISE, "rest: 30 s", "rest: 30 s\n  load: 2"),
        (EXERCISE, "rest: 30 s", "rest: 30 s\n  range: 45"),
        (EXERCISE, "rest: 30 s", "rest: 30 s\n  effort: 70"),
        (EXERCISE, "rest: 30 s", "rest: 30 s\n  height: 10"),
        (EXERCISE, "sets: 2", "sets: 0"),
        (EXERCISE, "sets: 2", "sets: two"),
        (EXERCISE, "sets: 2", "sets: 2.5"),
        (EXERCISE, "sides: each", "sides: left"),
        (EXERCISE, "{open: 2 s,", "{opn: 2 s,"),
        (EXERCISE, "{open: 2 s,", "{open: 2,"),
        (EXERCISE, "{open: 2 s, hold: 2 s, close: 2 s}", "{}"),
        (EXERCISE, "  reps: 10\n", ""),
        (EXERCISE, "reps: 10\n", "reps: 10\n  duration: 1 s\n"),
        (EXERCISE, "  reps: 10\n  tempo: {open: 2 s, hold: 2 s, close: 2 s}\n", ""),
        (EXERCISE, "change: {reps: 12}", "change: {}"),
        (EXERCISE, "change: {reps: 12}", "change: {reps: 12, sets: 3}"),
        (EXERCISE, "change: {reps: 12}", "change: {reps: 12}\n    variant: x"),
        (EXERCISE, "change: {reps: 12}", "note: nothing"),
        (EXERCISE, "variant: single-leg", "variant: x\n    duration: 2 s"),
        (EXERCISE, "phase: open,", "phase: opened,"),
        (EXERCISE, "{phase: open, say: Open}", "{phase: open}"),
        (EXERCISE, "optional: yes", "optional: maybe"),
        (EXERCISE, "easier: none\n", ""),
        (EXERCISE, "easier: none", "easier: A Clam"),
        (EXERCISE, "view: side", "view: top"),
        (PROGRAMME, "days_a_week: 3", "days_a_week: 8"),
        (PROGRAMME, "  - clam", "  - {start_level: 1}"),
        (PROGRAMME, "  - clam", "  - {exercise: clam, limits: {acceptable: 3}}"),
        (PACK, "id: mine", "id: My pack"),
        (PACK, "version: 1.0.0", "version: 1.0"),
        (PACK, "  book: A", "  The Book: A"),
        (PACK, "{title: A page, where: somewhere}", "{where: somewhere}"),
    ],
)
def test_the_schema_and_the_reader_refuse_the_same_mistakes(
    validator: Draft202012Validator, tmp_path: Path, *, text: str, old: str, new: str
) -> None:
    planted = changed(text, old, new)
    assert not accepts(validator, planted)
    exercises = {"clam": planted if text is EXERCISE else EXERCISE}
    programmes = {"starter": planted if text is PROGRAMME else PROGRAMME}
    folder = write_pack(
        tmp_path / "pack",
        pack=planted if text is PACK else PACK,
        exercises=exercises,
        programmes=programmes,
    )
    assert read_packs([folder]).problems


def test_every_field_has_a_label_a_description_and_an_example(
    validator: Draft202012Validator,
) -> None:
    exercise = json_schema()["$defs"]["exercise"]
    for name, field in exercise["properties"].items():
        assert field["title"], name
        assert "Example:" in field["description"], name


def test_the_schema_that_is_shipped_is_up_to_date(update_golden: bool) -> None:
    shipped = BUILT_IN / "schema.json"
    text = json.dumps(json_schema(), indent=1, ensure_ascii=False) + "\n"
    if update_golden:
        shipped.write_text(text, encoding="utf-8")
    assert shipped.read_text("utf-8") == text, "run pytest --update-golden tests/packs"


def test_the_tables_of_fields_are_up_to_date(update_golden: bool) -> None:
    page = PAGE.read_text("utf-8")
    if update_golden:
        PAGE.write_text(with_reference(page), encoding="utf-8")
    assert page == with_reference(page), "run pytest --update-golden tests/packs"


def test_the_tables_name_every_field_of_the_schema() -> None:
    tables = fields_reference()
    for name, definition in json_schema()["$defs"].items():
        part = name.removeprefix("figure_").replace("_", " ")
        heading = f"`kneecoach-{name}/1`" if part == name else f"### exercise: {part}\n"
        assert heading in tables
        shape = definition if "properties" in definition else definition["anyOf"][-1]
        for field in shape["properties"]:
            assert f"| `{field}` |" in tables


def test_a_page_without_room_for_the_tables_is_refused() -> None:
    with pytest.raises(ValueError, match="no place"):
        with_reference("nothing here")


def test_every_whole_example_of_the_page_is_sound(tmp_path: Path) -> None:
    found = re.findall(r"```yaml\n(.*?)```", PAGE.read_text("utf-8"), flags=re.DOTALL)
    files = {match[1]: text for text in found if (match := re.match(r"# (\S+\.yaml)\n", text))}
    assert {"mine/pack.yaml", "mine/thigh_squeeze.yaml", "mine/programmes/first_week.yaml"} <= set(
        files
    )
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    reading = read_packs([BUILT_IN, tmp_path / "mine"])
    assert [str(one) for one in reading.problems] == []
    cards = read_education([tmp_path / "mine"], reading.catalogue)
    assert [str(one) for one in cards.problems] == []
    assert len(cards.cards) == 1
