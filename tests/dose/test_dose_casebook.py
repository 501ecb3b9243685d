from __future__ import annotations

import copy
from pathlib import Path

import pytest
import yaml

from kneecoach.dose.casebook import run_cases
from kneecoach.model.decision import Action, Urgency
from kneecoach.model.errors import KneecoachError

VIGNETTES = Path(__file__).with_name("vignettes.yaml")


def read(path=VIGNETTES):
    """Return a case file with every scalar as text."""
    text = path.read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  it makes text and nothing else


def a_case(**said):
    usual = {
        "id": "T01",
        "title": "A case",
        "item": {"kind": "run", "level": "3", "levels": "10", "days_at_level": "8"},
        "history": [{"d": "-7"}, {"d": "-4"}, {"d": "-2"}],
    }
    return {key: value for key, value in {**usual, **said}.items() if value is not None}


def a_file(*cases, **said):
    calm = {"before": "0", "during": "0", "after": "0", "morning": "0", "lasted": "0", "rpe": "5"}
    usual = {
        "schema": "kneecoach-vignette/1",
        "defaults": {"session": {**calm, "complete": "100"}},
        "vignettes": list(cases or (a_case(),)),
    }
    return {**usual, **said}


def refusal(document):
    with pytest.raises(KneecoachError) as caught:
        run_cases(document)
    return str(caught.value)


@pytest.mark.parametrize("result", run_cases(read()), ids=lambda result: result.id)
def test_every_vignette_is_met_with_its_details(result):
    assert result.meets is True, result.differences
    assert result.reason.endswith(".")


def test_there_are_thirty_vignettes():
    assert len(run_cases(read())) == 30


def test_every_expectation_of_every_vignette_is_compared():
    """Changing any expected value, details included, makes exactly that case fail."""
    wrong = {"decision": "hold", "rule": "N0", "urgency": "routine"}
    document = read()
    for number, case in enumerate(document["vignettes"]):
        for key in case["expect"]:
            changed = copy.deepcopy(document)
            expect = changed["vignettes"][number]["expect"]
            if key == "detail":
                name = next(iter(expect["detail"]))
                expect["detail"][name] = "99"
            else:
                expect[key] = wrong[key] if expect[key] != wrong[key] else "progress"
                if key == "urgency" and case["expect"][key] == "routine":
                    expect[key] = "soon"
            failed = [result.id for result in run_cases(changed) if not result.meets]
            assert failed == [case["id"]], (case["id"], key)


def test_a_case_without_an_expectation_is_neither_met_nor_missed():
    (result,) = run_cases(a_file())
    assert (result.meets, result.differences) == (None, ())
    assert (result.decision, result.rule, result.urgency) == (Action.PROGRESS, "X1", None)
    assert result.detail == (("to_level", 4), ("variables_changed", 1))


def test_a_missed_case_says_what_differs():
    expect = {
        "decision": "seek_care",
        "rule": "S1",
        "urgency": "emergency",
        "detail": {"to_level": "5", "variables_changed": "x", "absent": "1"},
    }
    (result,) = run_cases(a_file(a_case(expect=expect)))
    assert result.meets is False
    assert result.differences == (
        "The decision is progress, and seek_care was expected.",
        "The rule is X1, and S1 was expected.",
        "The urgency is none, and emergency was expected.",
        "The detail to_level is 4, and 5 was expected.",
        "The detail variables_changed is 1, and x was expected.",
        "The detail absent is none, and 1 was expected.",
    )


def test_details_compare_as_numbers_truths_and_words():
    state = {"name": "paused", "paused_days": "8", "settled": "true", "walk30_ok": "true"}
    met = {"expect": {"detail": {"restart": "run_walk_level_1", "to_level": "1.0"}}}
    assert run_cases(a_file(a_case(state=state, **met)))[0].meets is True
    throughout = [{"d": "-1", "throughout": "true"}]
    for said, meets in (("true", True), ("false", False)):
        expect = {"detail": {"strength_continues": said}}
        (result,) = run_cases(a_file(a_case(history=throughout, expect=expect)))
        assert result.meets is meets


def test_everything_a_case_can_say_is_read():
    case = a_case(
        item={
            "kind": "strength",
            "level": "3",
            "levels": "5",
            "days_at_level": "9",
            "freq": "2",
            "freq_cap": "4",
            "last_change": {"variable": "reps", "days_ago": "9"},
            "reps_over_target": ["0", "2", "null"],
            "volume_week": "10",
            "planned_week": "10.5",
            "longest_30d": "5",
            "planned_session": "5.25",
            "step_backs_21d": "1",
            "next_variable": "frequency",
        },
        state={"name": "training"},
        today={"before": "1", "flags": ["painless_clicking"], "context": ["poor_sleep"]},
        source={"kind": "product", "ref": "", "quote": "anything"},
    )
    (result,) = run_cases(a_file(case))
    assert (result.rule, dict(result.detail)["freq_to"]) == ("X4", 3)


def test_unknown_is_not_zero():
    history = [{"d": "-7"}, {"d": "-4"}, {"d": "-2", "morning": "null"}]
    assert run_cases(a_file(a_case(history=history)))[0].rule == "H3"
    bare = [{"d": "-2", "before": "0"}]
    assert run_cases(a_file(a_case(history=bare), defaults={}))[0].rule == "H3"


def test_a_flag_is_urgent():
    (result,) = run_cases(a_file(a_case(today={"flags": ["fever"]})))
    assert result.urgency is Urgency.EMERGENCY


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ({"item": None}, ["T01, item", "nothing is given"]),
        ({"itm": {}}, ["T01:", "“itm” is not a field", "Did you mean item?"]),
        ({"title": None}, ["T01, title", "nothing is given", "Write the title"]),
        ({"history": {"d": "1"}}, ["T01, history", "a list is expected"]),
        ({"history": ["x"]}, ["T01, history[1]", "names with values"]),
        ({"history": [{}]}, ["T01, history[1].d", "nothing is given"]),
        ({"history": [{"d": "1"}]}, ["T01, history[1].d", "“1”", "-3650 to 0"]),
        ({"history": [{"d": "-1", "durring": "1"}]}, ["history[1]", "Did you mean during?"]),
        ({"history": [{"d": "-1", "during": "11"}]}, ["history[1].during", "0 to 10"]),
        ({"history": [{"d": "-1", "during": "1.5"}]}, ["history[1].during", "“1.5”"]),
        ({"history": [{"d": "-1", "sharp": "yes"}]}, ["history[1].sharp", "true or false"]),
        ({"history": [{"d": "-1", "before": "null"}]}, ["history[1].before", "0 to 10"]),
        ({"today": {"flags": ["feverr"]}}, ["today.flags[1].value", "Did you mean fever?"]),
        ({"today": {"flags": "fever"}}, ["today.flags", "a list"]),
        ({"state": {"name": "resting"}}, ["state.name", "“resting”", "Known: training, paused."]),
        ({"state": {"name": "paused"}}, ["state.paused_days", "nothing is given"]),
        ({"state": "paused"}, ["T01, state", "names with values"]),
        ({"expect": {"rule": "Z9"}}, ["expect.rule", "“Z9”"]),
        ({"expect": {"decision": "progres"}}, ["Did you mean progress?"]),
        ({"expect": {"detail": "4"}}, ["expect.detail", "names with values"]),
        ({"expect": {"detail": {"to_level": {"a": "b"}}}}, ["expect.detail.to_level", "single"]),
    ],
)
def test_a_problem_names_the_case_and_the_field(case, words):
    said = refusal(a_file({**a_case(), **case}))
    assert all(word in said for word in words), said


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("kind", "runn", ["item.kind", "Did you mean run?"]),
        ("level", "11", ["item.level", "1 to 10"]),
        ("level", "three", ["item.level", "“three”"]),
        ("levels", "0", ["item.levels", "1 to 100"]),
        ("days_at_level", "-1", ["item.days_at_level"]),
        ("volume_week", "-4", ["item.volume_week", "0 or more"]),
        ("last_change", {"variable": "repss", "days_ago": "1"}, ["Did you mean reps?"]),
        ("freq", "x" * 100, ["item.freq", "…"]),
    ],
)
def test_a_problem_in_an_item_names_it(field, value, words):
    case = a_case()
    case["item"] = {**case["item"], field: value}
    said = refusal(a_file(case))
    assert said.startswith("T01, ")
    assert all(word in said for word in words), said


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ([], ["The case file", "names with values"]),
        ("text", ["The case file"]),
        ({}, ["schema", "nothing is given"]),
        ({"schema": "kneecoach-vignette/2"}, ["kneecoach-vignette/1"]),
        (a_file(vignettes=None), ["vignettes", "no cases"]),
        (a_file(vignettes="V01"), ["vignettes", "a list"]),
        (a_file(cases=[]), ["“cases” is not a field"]),
        (a_file("V01"), ["Case 1", "names with values"]),
        (a_file({"title": "no id"}), ["Case 1, id", "nothing is given"]),
        (a_file(a_case(), a_case()), ["T01, id", "used twice"]),
        (a_file(defaults={"session": {"durng": "1"}}), ["Did you mean during?"]),
    ],
)
def test_a_problem_of_the_file_is_said_plainly(document, words):
    said = refusal(document)
    assert all(word in said for word in words), said
