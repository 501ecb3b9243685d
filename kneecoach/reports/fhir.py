"""Write a report as a FHIR R4 Bundle, for the record system of a clinic.

Patient (a pseudonym), CarePlan (the exercises as activities), one Observation for each pain score
and each score of what the knee can do, and one Procedure for each session.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

from kneecoach.reports.fhir_function import CATEGORIES, write_score
from kneecoach.reports.report import Report, ReportedSession

PAIN_CODE: Final = "72514-3"
PAIN_DISPLAY: Final = "Pain severity - 0-10 verbal numeric rating [Score] - Reported"
THERAPY_CODE: Final = "229065009"
THERAPY_DISPLAY: Final = "Exercise therapy"

_LOINC: Final = "http://loinc.org"
_SNOMED: Final = "http://snomed.info/sct"
_IDENTIFIERS: Final = "urn:kneecoach:patient"
_SPACE: Final = uuid5(NAMESPACE_URL, "urn:kneecoach:fhir")

_STATUS: Final = {
    "finished": "completed",
    "logged": "completed",
    "abandoned": "stopped",
    "open": "in-progress",
    "rested": "not-done",
    "tried": "completed",
}

Resource = dict[str, object]


def write_bundle(report: Report) -> bytes:
    """Return the report as a Bundle in JSON; the same report always gives the same bytes."""
    patient = _patient(report)
    subject: Resource = {"reference": f"urn:uuid:{patient['id']}"}
    resources = [patient, _care_plan(report, subject)]
    for session in report.sessions:
        resources.append(_procedure(report, session, subject))
        resources.extend(_session_pain(report, session, subject))
    resources.extend(
        _pain(report, one.day, "morning", one.pain, subject) for one in report.mornings
    )
    resources.extend(_function(report, subject))
    bundle = {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": f"{report.made.isoformat()}T00:00:00Z",
        "entry": [{"fullUrl": f"urn:uuid:{one['id']}", "resource": one} for one in resources],
    }
    return (json.dumps(bundle, indent=1, ensure_ascii=False) + "\n").encode()


def _patient(report: Report) -> Resource:
    return {
        "resourceType": "Patient",
        "id": _id(report, "patient"),
        "identifier": [{"system": _IDENTIFIERS, "value": report.patient}],
        "active": True,
    }


def _care_plan(report: Report, subject: Resource) -> Resource:
    return {
        "resourceType": "CarePlan",
        "id": _id(report, "plan"),
        "status": "active",
        "intent": "plan",
        "title": report.programme,
        "subject": subject,
        "period": {"start": report.since.isoformat()},
        "activity": [
            {
                "detail": {
                    "status": "in-progress" if one.standing in {"ready", "resting"} else "on-hold",
                    "code": {"text": f"{one.name} ({one.side})" if one.side else one.name},
                    "description": f"{one.dose}; level {one.level} of {one.levels}. {one.reason}",
                }
            }
            for one in report.standings
        ],
    }


def _procedure(report: Report, session: ReportedSession, subject: Resource) -> Resource:
    resource: Resource = {
        "resourceType": "Procedure",
        "id": _id(report, session.id),
        "identifier": [{"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{session.id}"}],
        "status": _STATUS.get(session.ending, "unknown"),
        "code": {
            "coding": [
                {"system": _SNOMED, "code": THERAPY_CODE, "display": THERAPY_DISPLAY},
            ],
            "text": session.programme,
        },
        "subject": subject,
        "performedDateTime": session.day.isoformat(),
    }
    told = [f"{one.name}: {one.dose}, {one.complete} % done" for one in session.exercises]
    told += [session.note] if session.note else []
    if told:
        resource["note"] = [{"text": line} for line in told]
    return resource


def _session_pain(
    report: Report, session: ReportedSession, subject: Resource
) -> Iterator[Resource]:
    scores = (("before", session.before), ("during", session.during), ("after", session.after))
    for when, score in scores:
        if score is not None:
            yield _pain(report, session.day, f"{when} {session.id}", score, subject) | {
                "partOf": [{"reference": f"urn:uuid:{_id(report, session.id)}"}]
            }


def _pain(report: Report, day: date, when: str, score: int, subject: Resource) -> Resource:
    return {
        "resourceType": "Observation",
        "id": _id(report, f"pain {day} {when}"),
        "status": "final",
        "category": [
            {
                "coding": [
                    {
                        "system": CATEGORIES,
                        "code": "survey",
                    }
                ]
            }
        ],
        "code": {
            "coding": [{"system": _LOINC, "code": PAIN_CODE, "display": PAIN_DISPLAY}],
            "text": f"Knee pain, {when.partition(' ')[0]}",
        },
        "subject": subject,
        "effectiveDateTime": day.isoformat(),
        "valueInteger": score,
    }


def _function(report: Report, subject: Resource) -> Iterator[Resource]:
    """Yield what the knee could do; activities without a name are told apart by their place."""
    met: Counter[str] = Counter()
    for one in report.function:
        what = f"function {one.day} {one.measure} {one.name} {one.side}"
        yield write_score(one, _id(report, f"{what} {met[what]}"), subject)
        met[what] += 1


def _id(report: Report, name: str) -> str:
    """Return a stable id for a part of a patient's record."""
    try:
        return str(UUID(name))
    except ValueError:
        return str(uuid5(_SPACE, f"{report.patient} {name}"))
