"""Make reports for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from kneecoach.reports.report import (
    Report,
    ReportedChoice,
    ReportedExercise,
    ReportedMorning,
    ReportedScore,
    ReportedSession,
    ReportedStanding,
)

FIRST = date(2026, 3, 2)


def session(number: int, **changes: object) -> ReportedSession:
    """Return a session of the kind that goes well, one a day."""
    return replace(
        ReportedSession(
            id=f"00000000-0000-4000-8000-{number:012}",
            day=FIRST + timedelta(days=number),
            programme="First week",
            ending="finished",
            before=1,
            during=2,
            after=1,
            effort=6,
            exercises=(
                ReportedExercise(
                    exercise="clam",
                    name="Clam",
                    side="left",
                    level=2,
                    dose="2 × 12",
                    action="progress",
                    rule="X1",
                    reason="Three calm sessions in a row.",
                ),
            ),
        ),
        **changes,
    )


def report(sessions: int = 3, **changes: object) -> Report:
    """Return a report with everything in it."""
    return replace(
        Report(
            patient="0123456789ab",
            made=FIRST + timedelta(days=sessions),
            since=FIRST,
            until=FIRST + timedelta(days=sessions),
            pack="given",
            pack_version="1.0.0",
            programme="First week",
            planned=4,
            sessions=tuple(session(number) for number in range(sessions)),
            mornings=(ReportedMorning(day=FIRST, pain=3, stiff=True, note="stairs"),),
            function=(
                ReportedScore(day=FIRST, measure="knee", side="left", score=55.0, highest=100.0),
                ReportedScore(day=FIRST, measure="activity", name="", score=4.0, highest=10.0),
                ReportedScore(
                    day=FIRST, measure="questionnaire", name="KOOS-12", score=62.5, highest=100.0
                ),
            ),
            choices=(
                ReportedChoice(day=FIRST, exercise="Clam", side="left", choice="up", reason="easy"),
            ),
            standings=(
                ReportedStanding(
                    exercise="clam",
                    name="Clam",
                    side="left",
                    level=2,
                    levels=4,
                    dose="2 × 12",
                    standing="ready",
                    action="hold",
                    rule="H4",
                    reason="It stays.",
                ),
            ),
            seen=(FIRST,),
        ),
        **changes,
    )
