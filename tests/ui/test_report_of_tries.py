"""A report tells of single sets to try an exercise, and counts them as no session."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from coach_samples import a_new_coach, train

from kneecoach.coach.asked import asked_for
from kneecoach.coach.coach import Before
from kneecoach.coach.trying import alone
from kneecoach.model.record import Ending, Scores, SessionRecord
from kneecoach.model.units import pain_score
from kneecoach.reports.fhir import _STATUS
from kneecoach.reports.report import TRIED
from kneecoach.ui.report_builder import ReportChoice, build_report


@pytest.mark.parametrize("ending", [Ending.FINISHED, Ending.ABANDONED])
def test_a_try_is_told_of_and_is_no_session(clock, ending):
    coach, programme = a_new_coach(clock)
    train(coach, clock, programme)
    before = Before(pain=pain_score(1))
    plan = coach.plan_day(alone(coach.catalogue.exercise("squat")), before=before)
    tried = SessionRecord(
        id=uuid4(),
        person_id=coach.person.id,
        programme_id=plan.programme.id,
        started_at=clock.now(),
        ended_at=clock.now(),
        day=clock.today(),
        before=before.pain,
        ending=ending,
        knee=coach.person.sore_knee,
        scores=Scores(during=pain_score(2), after=pain_score(1), effort=5),
        exercises=asked_for(plan),
    )
    coach.log(tried)
    report = build_report(coach, programme, ReportChoice(weeks=2), clock.today())
    told = {one.id: one for one in report.sessions}[str(tried.id)]
    assert (told.programme, told.ending) == ("One set to try an exercise", TRIED)
    assert [one.programme for one in report.done] == [programme.name]
    assert _STATUS[TRIED] == "completed"
    rested = replace(tried, id=uuid4(), ending=Ending.RESTED)
    coach.log(rested)
    report = build_report(coach, programme, ReportChoice(weeks=2), clock.today())
    assert {one.ending for one in report.sessions if one.id == str(rested.id)} == {"rested"}
