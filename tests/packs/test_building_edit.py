"""Changing one place of a YAML text: what is meant changes, and nothing else does."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packmaker import EXERCISE, PACK, PROGRAMME, changed

from kneecoach.model.errors import KneecoachError
from kneecoach.packs.building.edit import insert, move, remove, rename, without_name, write
from kneecoach.packs.building.layout import layout_of
from kneecoach.packs.building.where import (
    count_at,
    find,
    keys_at,
    parts_of,
    record_at,
    root_of,
    text_at,
    texts_at,
)
from kneecoach.packs.building.written import clean, in_brackets, lines, words
from kneecoach.packs.document import parse
from kneecoach.packs.nodes import Entries, Items, Node

BUILT_IN = Path(__file__).parents[2] / "exercises"
FILES = sorted(BUILT_IN.rglob("*.yaml"))[::6]

STAGED = """\
format: kneecoach-programme/1
name: Staged
why: In stages.
days_a_week: 3
exercises: [clam, squat]
stages:
  - stage: calm
    exercises: [clam, squat]
    leave_when: {stay: 2 weeks, levels: {clam: 2}}
  - stage: load
    exercises: [clam]
"""


def plain(node: Node | None) -> Any:
    match node:
        case Items(nodes=nodes):
            return [plain(one) for one in nodes]
        case Entries(pairs=pairs):
            return {key.text: plain(value) for key, value in pairs}
        case None:
            return None
        case _:
            return " ".join(node.text.split())


def read(text: str) -> Any:
    document = parse(text)
    assert document.flaws == (), text
    return plain(document.root)


def lines_changed(before: str, after: str) -> int:
    old, new = before.splitlines(), after.splitlines()
    return len(set(old) ^ set(new))


@pytest.mark.parametrize("file", FILES, ids=lambda one: one.stem)
def test_one_new_name_changes_one_line_of_any_built_in_file(file: Path) -> None:
    text = file.read_text("utf-8")
    after = write(text, "name", "Another: name, [of] it #1")
    assert read(after) == read(text) | {"name": "Another: name, [of] it #1"}
    assert lines_changed(text, after) == 2
    assert after.replace(f"'{read(after)['name']}'", read(text)["name"]) == text


@pytest.mark.parametrize("file", FILES, ids=lambda one: one.stem)
def test_what_is_added_and_removed_again_leaves_no_trace(file: Path) -> None:
    text = file.read_text("utf-8")
    if "review" in read(text):
        return
    after = write(text, "review", "read by Anna")
    assert read(after) == read(text) | {"review": "read by Anna"}
    assert remove(after, "review") == text


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("dose.reps", "8"),
        ("dose.tempo.hold", "5 s"),
        ("dose.load", "2 kg"),
        ("ladder[2].change.hold", "4 s"),
        ("ladder[1].note", "A word: of its own"),
        ("why", "Line one"),
        ("cues[2].phase", "open"),
        ("mistakes[1].instead", "Stay, still"),
        ("equipment[1].optional", "no"),
        ("areas", ("hip", "back, low")),
        ("easier", "squat"),
    ],
)
def test_a_value_is_written_where_it_belongs(path: str, value: str | tuple[str, ...]) -> None:
    after = write(EXERCISE, path, value)
    expected = copy.deepcopy(read(EXERCISE))
    held: Any = expected
    *above, last = parts_of(path)
    for part in above:
        if isinstance(held[part], str):
            short = {"cues": "say", "equipment": "name"}[str(above[0])]
            held[part] = {short: held[part]}
        held = held[part]
    held[last] = list(value) if isinstance(value, tuple) else value
    assert read(after) == expected
    assert lines_changed(EXERCISE, after) <= 5


def test_a_new_field_stands_where_its_format_has_it() -> None:
    text = write(PROGRAMME, "stop_and_call_if", ("it locks",))
    assert keys_at(root_of(text), "")[-2:] == ("stop_and_call_if", "sources")
    first = write(changed(EXERCISE, "  sides: each\n", ""), "dose.sides", "both")
    assert "dose:\n  sides: both\n  sets: 2\n" in first
    assert write("format: unknown/9\na: 1\n", "b", "2") == "format: unknown/9\na: 1\nb: 2\n"


def test_a_bare_entry_becomes_a_mapping_and_a_bare_entry_again() -> None:
    noted = write(PROGRAMME, "exercises[1].note", "Use the mirror")
    assert "  - {exercise: clam, note: Use the mirror}\n" in noted
    paced = write(noted, "exercises[1].limits.pace", "2 weeks")
    assert "  - {exercise: clam, limits: {pace: 2 weeks}, note: Use the mirror}\n" in paced
    assert remove(paced, "exercises[1].limits.pace") == noted
    assert remove(noted, "exercises[1].note") == PROGRAMME
    inside = changed(PROGRAMME, "exercises:\n  - clam\n", "exercises: [clam, squat]\n")
    inside = write(inside, "exercises[2].start_level", "2")
    assert "exercises: [clam, {exercise: squat, start_level: 2}]\n" in inside


def test_a_long_entry_is_given_a_line_for_each_field() -> None:
    note = "Use the mirror in the hall, and stop the dip where the knee starts to drift in, please."
    text = write(write(PROGRAMME, "exercises[1].start_level", "2"), "exercises[1].note", note)
    assert f"  - exercise: clam\n    start_level: 2\n    note: {note}\n" in text
    whole = write(PROGRAMME, "exercises[1].note", note * 2)
    assert f"  - exercise: clam\n    note: {note * 2}\n" in whole
    again = write(whole, "exercises[1].start_level", "3")
    assert "  - exercise: clam\n    start_level: 3\n    note:" in again
    assert read(remove(again, "exercises[1].exercise"))["exercises"][0]["start_level"] == "3"


def test_entries_are_put_in_moved_and_taken_out() -> None:
    text = insert(PROGRAMME, "exercises", 1, "squat")
    text = insert(text, "exercises", 0, "warm_up")
    assert read(text)["exercises"] == ["warm_up", "clam", "squat"]
    assert read(move(text, "exercises", 0, 2))["exercises"] == ["clam", "squat", "warm_up"]
    assert read(move(text, "exercises", 2, 0))["exercises"] == ["squat", "warm_up", "clam"]
    assert move(text, "exercises", 1, 1) == text
    assert move(text, "exercises", 7, 1) == text
    assert move(text, "nothing", 0, 1) == text
    assert read(remove(text, "exercises[2]"))["exercises"] == ["warm_up", "squat"]
    inside = changed(PROGRAMME, "exercises:\n  - clam\n", "exercises: [clam]\n")
    inside = insert(inside, "exercises", 1, "squat")
    assert "exercises: [clam, squat]\n" in inside
    assert "exercises: [squat, clam]\n" in move(inside, "exercises", 0, 1)
    assert "exercises: [squat]\n" in remove(inside, "exercises[1]")
    assert "exercises: [clam]\n" in remove(inside, "exercises[2]")


def test_a_list_is_made_with_its_first_entry_and_goes_with_its_last() -> None:
    empty = remove(PROGRAMME, "exercises[1]")
    assert "exercises" not in read(empty)
    assert read(insert(empty, "exercises", 0, "clam")) == read(PROGRAMME)
    brackets = changed(PROGRAMME, "exercises:\n  - clam\n", "exercises: []\n")
    assert "exercises:\n  - clam\n" in insert(brackets, "exercises", 0, "clam")
    assert read(write(PROGRAMME, "exercises", ()))["exercises"] == []


def test_comments_stay_and_go_along() -> None:
    text = (
        "# head\nexercises:\n  # the first\n  - a  # behind a\n  # about b\n  # and more\n  - b\n\n"
        "  # about c\n  - c\n# tail\nname: X\n"
    )
    down = move(text, "exercises", 1, 2)
    assert down == (
        "# head\nexercises:\n  # the first\n  - a  # behind a\n  # about c\n  - c\n\n"
        "  # about b\n  # and more\n  - b\n# tail\nname: X\n"
    )
    assert move(down, "exercises", 2, 1) == text
    assert "# behind a" not in remove(text, "exercises[1]")
    assert "# about b" in remove(text, "exercises[2]")
    assert write(text, "name", "Y") == text.replace("X", "Y")


def test_a_text_without_a_last_line_end_is_given_one_when_something_follows() -> None:
    assert write("name: X", "why", "Y") == "name: X\nwhy: Y\n"
    assert insert("exercises:\n- a", "exercises", 1, "b") == "exercises:\n- a\n- b\n"
    assert move("exercises:\n- a\n- b", "exercises", 0, 1) == "exercises:\n- b\n- a\n"
    assert write("name:\nwhy: Y\n", "name", "X") == "name: X\nwhy: Y\n"


def test_everything_of_a_name_is_renamed_or_taken_out() -> None:
    renamed = rename(STAGED, "", "clam", "my_clam")
    assert read(renamed)["stages"][0]["leave_when"]["levels"] == {"my_clam": "2"}
    assert read(renamed)["exercises"] == ["my_clam", "squat"]
    assert rename(STAGED, "nothing", "clam", "my_clam") == STAGED
    gone = without_name(STAGED, "stages", "clam")
    assert read(gone)["stages"] == [
        {"stage": "calm", "exercises": ["squat"], "leave_when": {"stay": "2 weeks"}},
        {"stage": "load"},
    ]
    assert without_name(STAGED, "nothing", "clam") == STAGED


def test_what_is_not_there_is_not_removed() -> None:
    assert remove(PROGRAMME, "review") == PROGRAMME
    assert remove(PROGRAMME, "nothing.below") == PROGRAMME
    assert remove("a: 1\n", "a") == ""
    assert read(remove("a: {b: {c: 1}}\nd: 2\n", "a.b.c")) == {"d": "2"}
    assert remove("{a: 1}\n", "a") == "{}\n"
    assert remove("x: {a: 1, b: 2}\n", "x.a") == "x: {b: 2}\n"
    assert remove("- a: 1\n  b: 2\n", "[1].a") == "- b: 2\n"


@pytest.mark.parametrize("text", ["", "a: [", "a: &x 1\n", "a: 1\na: 2\n", "a: !t 1\n"])
def test_what_the_reader_does_not_take_is_not_changed(text: str) -> None:
    with pytest.raises(KneecoachError, match="cannot be changed here"):
        write(text, "a", "2")


def test_no_hidden_character_gets_in() -> None:
    assert clean("a\u202eb\u200b \t c\nd") == "ab c d"
    assert read(write(PACK, "name", "a\u202eb"))["name"] == "ab"


@pytest.mark.parametrize(
    "text",
    ["- a", "a: b", "[a", "a #b", "'a'", '"', "", "#a", "a:", "---", "? a", "yes", "é – ü", "🦵 a"],
)
def test_words_are_read_as_they_were_written(text: str) -> None:
    assert read(f"a: {words(text, is_inside=False)}\nb: [{words(text, is_inside=True)}]\n") == {
        "a": text,
        "b": [text],
    }


def test_values_are_written_on_a_line_or_on_several() -> None:
    assert in_brackets({"a": ("x", "y, z"), "b": {"c": "1"}}) == "{a: [x, 'y, z'], b: {c: 1}}"
    nested = lines({"a": ({"b": "1"}, {"change": {"c": "2"}}), "d": {"e": ("f",)}, "g": {}}, 0)
    assert read(nested) == {
        "a": [{"b": "1"}, {"change": {"c": "2"}}],
        "d": {"e": ["f"]},
        "g": {},
    }
    assert lines("a: b", 0) == "'a: b'"


def test_a_place_is_found_by_its_path() -> None:
    root = root_of(STAGED)
    assert parts_of("ladder[2].change.reps") == ("ladder", 1, "change", "reps")
    assert text_at(root, "stages[1].leave_when.levels.clam") == "2"
    assert text_at(root, "stages") == ""
    assert text_at(root, "stages[9].stage") == ""
    assert find(root, "name.below") is None
    assert texts_at(root, "exercises") == ("clam", "squat")
    assert texts_at(root, "name") == ()
    assert count_at(root, "stages") == 2
    assert count_at(root, "name") == 0
    assert keys_at(root, "exercises") == ()
    assert keys_at(None, "") == ()
    assert layout_of("a: 1\n").below("b") is None
    assert layout_of("- a\n").below(3) is None


def test_the_fields_of_a_place_are_known_where_the_format_has_it() -> None:
    exercise, programme = root_of(EXERCISE), root_of(PROGRAMME)

    def named(root: Node | None, path: str) -> str:
        record = record_at(root, parts_of(path))
        return record.name if record else ""

    assert named(exercise, "") == "kneecoach-exercise/1"
    assert named(exercise, "ladder[1].change") == "change"
    assert named(exercise, "ladder[1]") == "level that changes one thing"
    assert named(exercise, "dose.tempo") == ""
    assert named(exercise, "dose.tempo.open") == ""
    assert named(exercise, "nothing.here") == ""
    assert named(programme, "exercises[1].limits") == "limits"
    assert named(root_of(PACK), "sources.book") == "source"
    assert named(root_of("a: 1\n"), "") == ""


PLAIN = st.recursive(
    st.text("ab :#-,[]{}'é", min_size=1, max_size=6).map(clean).filter(bool),
    lambda below: (
        st.lists(below, min_size=1, max_size=3).map(tuple)
        | st.dictionaries(st.sampled_from("abcd"), below, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


@given(value=st.dictionaries(st.sampled_from("abcd"), PLAIN, min_size=1), new=PLAIN)
def test_whatever_is_written_is_read_again(value: dict[str, Any], new: Any) -> None:
    text = f"{lines(value, 0)}\n"
    expected = _listed(value)
    assert read(text) == expected
    after = write(text, "a", new)
    expected["a"] = _listed(new)
    assert read(after) == expected
    rest = {key: one for key, one in expected.items() if key != "a"}
    assert read(remove(after, "a") or "x: y") == (rest or {"x": "y"})


def _listed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _listed(one) for key, one in value.items()}
    return [_listed(one) for one in value] if isinstance(value, tuple) else value
