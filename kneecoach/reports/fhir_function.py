"""Write scores of what the knee can do as FHIR Observations.

No LOINC code is given: none could be confirmed for the patient-specific functional scale, the
single assessment numeric evaluation, or counts of 30 seconds, and a wrong code misleads more than
none. Each has a code of our own beside its name in words.
"""

from __future__ import annotations

from typing import Final

from kneecoach.reports.report import ReportedScore

SYSTEM: Final = "urn:kneecoach:measure"
CATEGORIES: Final = "http://terminology.hl7.org/CodeSystem/observation-category"

_UNITS: Final = "http://unitsofmeasure.org"
_SCORE: Final = ("score", "{score}")
_COUNT: Final = ("repetitions", "{repetitions}")
_CALLED: Final = {
    "activity": "An activity of the patient's own (patient-specific functional scale)",
    "knee": "The knee as a percentage of normal (single assessment numeric evaluation)",
    "sit_to_stand": "Sit to stand in 30 seconds, self-test",
    "single_leg_squat": "Squats on one leg in 30 seconds, self-test",
    "questionnaire": "Total of a questionnaire filled in elsewhere",
}
_COUNTED: Final = frozenset({"sit_to_stand", "single_leg_squat"})
_MORE_IS_BETTER: Final = frozenset({"activity", "knee"})

Resource = dict[str, object]


def write_score(one: ReportedScore, id_: str, subject: Resource) -> Resource:
    """Return a score as an Observation about a patient."""
    is_counted = one.measure in _COUNTED
    unit, code = _COUNT if is_counted else _SCORE
    called = _CALLED.get(one.measure, one.measure)
    resource: Resource = {
        "resourceType": "Observation",
        "id": id_,
        "status": "final",
        "category": [
            {"coding": [{"system": CATEGORIES, "code": "exam" if is_counted else "survey"}]}
        ],
        "code": {
            "coding": [{"system": SYSTEM, "code": one.measure, "display": called}],
            "text": f"{called}: {one.name}" if one.name else called,
        },
        "subject": subject,
        "effectiveDateTime": one.day.isoformat(),
        "valueQuantity": {
            "value": int(one.score) if one.score == int(one.score) else one.score,
            "unit": unit,
            "system": _UNITS,
            "code": code,
        },
    }
    if one.side:
        where = "leg" if is_counted else "knee"
        resource["bodySite"] = {"text": f"{one.side} {where}"}
    if one.highest:
        most = f"From 0 to {one.highest:g}"
        better = "; more is better." if one.measure in _MORE_IS_BETTER else "."
        resource["note"] = [{"text": most + better}]
    return resource
