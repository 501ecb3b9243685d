from __future__ import annotations

import json
from dataclasses import replace

import pytest
from report_samples import report, session

from kneecoach.reports.fhir import write_bundle


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
    assert len(found["Observation"]) == 3 + 1 + 1  # two sessions and a morning
    for one in found["Observation"]:
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
    assert kinds.count("Observation") == 10
    assert kinds.count("CarePlan") == kinds.count("Patient") == 1
