from __future__ import annotations

import json
from dataclasses import replace

import pytest
from report_samples import FIRST, report, session

from kneecoach.reports.fhir import write_bundle
from kneecoach.reports.report import ReportedScore


def resources(bundle: dict) -> dict[str, list[dict]]:
    found: dict[str, list[dict]] = {}
    for one in bundle["entry"]:
        found.setdefault(one["resource"]["resourceType"], []).append(one["resource"])
    return found


def test_the_bundle_holds_patient_plan_scores_and_sessions() -> None:
    told = replace(
        report(2), sessions=(session(0), session(1, ending="rested", during=None, after=None))
    )
    found = resources(json.loads(write_bundle(told)))
    assert len(found["Patient"]) == len(found["CarePlan"]) == 1
    assert found["Patient"][0]["identifier"][0]["value"] == "0123456789ab"
    assert "name" not in found["Patient"][0]
    assert [one["status"] for one in found["Procedure"]] == ["completed", "not-done"]
    pains = [one for one in found["Observation"] if "valueInteger" in one]
    assert len(pains) == 3 + 1 + 1  # two sessions and a morning
    for one in pains:
        (coding,) = one["code"]["coding"]
        assert (coding["system"], coding["code"]) == ("http://loinc.org", "72514-3")
        assert 0 <= one["valueInteger"] <= 10
    details = [one["detail"] for one in found["CarePlan"][0]["activity"]]
    assert [one["code"]["text"] for one in details] == ["Clam (left)"]


def test_every_reference_leads_to_something_in_the_bundle() -> None:
    bundle = json.loads(write_bundle(report(3)))
    urls = [one["fullUrl"] for one in bundle["entry"]]
    assert len(urls) == len(set(urls))
    text = json.dumps(bundle)
    references = {part.split('"')[0] for part in text.split('"reference": "')[1:]}
    assert references <= set(urls)


def test_the_same_report_gives_the_same_bundle() -> None:
    assert write_bundle(report(3)) == write_bundle(report(3))


def test_a_note_is_sent_with_its_session_only_if_it_is_in_the_report() -> None:
    told = replace(report(0), sessions=(session(0, note="on the stairs"),))
    assert b"on the stairs" in write_bundle(told)


FUNCTION = (
    ReportedScore(day=FIRST, measure="activity", name="Stairs", score=4.0, highest=10.0),
    ReportedScore(day=FIRST, measure="activity", score=5.0, highest=10.0),
    ReportedScore(day=FIRST, measure="activity", score=6.0, highest=10.0),
    ReportedScore(day=FIRST, measure="knee", side="left", score=55.0, highest=100.0),
    ReportedScore(day=FIRST, measure="sit_to_stand", score=14.0, highest=0.0),
    ReportedScore(day=FIRST, measure="single_leg_squat", side="right", score=9.0, highest=0.0),
    ReportedScore(day=FIRST, measure="questionnaire", name="KOOS-12", score=62.5, highest=100.0),
)


def test_each_score_of_what_the_knee_can_do_is_an_observation_of_its_own() -> None:
    bundle = json.loads(write_bundle(replace(report(0), function=FUNCTION)))
    found = [one for one in resources(bundle)["Observation"] if "valueQuantity" in one]
    assert len({one["id"] for one in found}) == len(found) == len(FUNCTION)
    told = [
        (
            one["code"]["coding"][0]["code"],
            one["valueQuantity"]["value"],
            one.get("bodySite", {}).get("text", ""),
            one["category"][0]["coding"][0]["code"],
        )
        for one in found
    ]
    assert told == [
        ("activity", 4, "", "survey"),
        ("activity", 5, "", "survey"),
        ("activity", 6, "", "survey"),
        ("knee", 55, "left knee", "survey"),
        ("sit_to_stand", 14, "", "exam"),
        ("single_leg_squat", 9, "right leg", "exam"),
        ("questionnaire", 62.5, "", "survey"),
    ]
    assert found[0]["code"]["text"].endswith(": Stairs")
    assert found[-1]["code"]["text"].endswith(": KOOS-12")
    assert found[-1]["note"] == [{"text": "From 0 to 100."}]
    assert "note" not in found[4]
    assert all(one["code"]["coding"][0]["system"] == "urn:kneecoach:measure" for one in found)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_an_independent_library_reads_the_scores_of_what_the_knee_can_do() -> None:
    from fhir.resources.R4B.bundle import Bundle

    bundle = Bundle.model_validate_json(write_bundle(replace(report(0), function=FUNCTION)))
    found = [one.resource for one in bundle.entry]
    scores = [one for one in found if getattr(one, "valueQuantity", None) is not None]
    assert [float(one.valueQuantity.value) for one in scores] == [one.score for one in FUNCTION]
    assert {one.valueQuantity.code for one in scores} == {"{score}", "{repetitions}"}
    assert [one.bodySite.text for one in scores if one.bodySite] == ["left knee", "right leg"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_an_independent_library_takes_the_bundle() -> None:
    from fhir.resources.R4B.bundle import Bundle

    told = replace(
        report(3),
        sessions=(session(0), session(1, ending="abandoned"), session(2, ending="open")),
    )
    bundle = Bundle.model_validate_json(write_bundle(told))
    kinds = [one.resource.__class__.__name__ for one in bundle.entry]
    assert kinds.count("Procedure") == 3
    assert kinds.count("Observation") == 10 + 3
    assert kinds.count("CarePlan") == kinds.count("Patient") == 1
