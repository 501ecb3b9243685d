"""Gather what to tell someone who looks at the knee: signs, since when, two weeks of scores."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TypeVar

from kneecoach.coach.coach import Coach
from kneecoach.dose.bands import SEVERE_FROM
from kneecoach.dose.safety import CARE_FLAGS
from kneecoach.dose.track import read_records
from kneecoach.model.decision import Plan
from kneecoach.model.feedback import EMERGENCY_FLAGS, Flag, Knee
from kneecoach.model.record import CheckIn, Ending, History, SessionRecord
from kneecoach.ui.care_view import CareView, Sign
from kneecoach.ui.words.care import (
    Diary,
    meanwhile_lines,
    reason_lines,
    sign_lines,
    strong_pain_line,
    summary_text,
)

Record = TypeVar("Record", CheckIn, SessionRecord)

SUMMARY_DAYS = 14
"""Days that the summary tells of, today with them. Source: house rule."""


def build_care(coach: Coach, plan: Plan) -> CareView | None:
    """Return what to do and say about the knee; None when nobody needs to look at it."""
    if plan.urgency is None:
        return None
    history, day = coach.history, plan.day
    since = strong_pain_since(history, day)
    signs = signs_that_stand(history, day)
    reported = (
        *sign_lines(signs),
        *reason_lines(plan, told=frozenset() if since is None else frozenset({"S3"})),
        *(() if since is None else (strong_pain_line(since),)),
    )
    names = {one.id: one.name for one in coach.catalogue.programmes}
    diary = Diary(
        person=coach.person,
        day=day,
        sessions=_of_late(_in_force(history), day),
        mornings=_of_late(_latest(history.check_ins), day),
        programmes=names,
    )
    return CareView(
        urgency=plan.urgency,
        reported=reported,
        meanwhile=meanwhile_lines(plan),
        summary=summary_text(diary, plan, reported),
        silenceable=tuple(one for one in signs if one.flag in CARE_FLAGS),
    )


def signs_that_stand(history: History, day: date) -> tuple[Sign, ...]:
    """Return the signs that the rules count on a day, each with its knee and its first report."""
    journal = read_records(history, day).journal
    cleared_on = journal.cleared_on(day)
    tonight = (day + timedelta(days=1), 0, 0.0)
    counted = journal.diaries[None].flags(tonight, cleared_on)
    since = _first_reports(history, day)
    return tuple(
        Sign(flag=flag, knee=knee, since=since[flag, knee])
        for knee in (Knee.LEFT, Knee.RIGHT, Knee.BOTH)
        for flag in Flag
        if flag in counted
        and (flag, knee) in since
        and (cleared_on is None or since[flag, knee] >= cleared_on or flag in EMERGENCY_FLAGS)
    )


def strong_pain_since(history: History, day: date) -> date | None:
    """Return the first day of severe pain that nobody has looked at yet, or None."""
    cleared_on = read_records(history, day).journal.cleared_on(day)
    days = [one.day for one in _in_force(history) if _worst(one) >= SEVERE_FROM]
    days += [one.day for one in _latest(history.check_ins) if one.pain >= SEVERE_FROM]
    known = (one for one in days if one <= day and (cleared_on is None or one >= cleared_on))
    return min(known, default=None)


def _first_reports(history: History, day: date) -> dict[tuple[Flag, Knee], date]:
    """Return since when each sign was reported without being taken back.

    A check-in says what stands for its knee; a session only adds to it.
    """
    reports: list[tuple[date, int, float, Knee, frozenset[Flag]]] = [
        (one.day, 0, one.recorded_at.timestamp(), one.knee, one.flags) for one in history.check_ins
    ]
    reports += [
        (one.day, 1, one.started_at.timestamp(), one.knee, one.scores.flags)
        for one in _in_force(history)
    ]
    since: dict[tuple[Flag, Knee], date] = {}
    for on, kind, _, knee, flags in sorted(reports, key=lambda report: report[:3]):
        if on > day:
            continue
        if kind == 0:
            gone = [key for key in since if key[0] not in flags and knee in {key[1], Knee.BOTH}]
            for key in gone:
                del since[key]
        for flag in flags:
            since.setdefault((flag, knee), on)
    return since


def _in_force(history: History) -> list[SessionRecord]:
    """Return the closed records that no later one corrects."""
    corrected = {one.replaces for one in history.sessions if one.replaces != one.id}
    return [
        one for one in history.sessions if one.ending is not Ending.OPEN and one.id not in corrected
    ]


def _latest(check_ins: tuple[CheckIn, ...]) -> list[CheckIn]:
    """Return the latest word on each morning and knee."""
    latest: dict[tuple[date, Knee], CheckIn] = {}
    for one in sorted(check_ins, key=lambda said: said.recorded_at):
        latest[one.day, one.knee] = one
    return list(latest.values())


def _of_late(records: list[Record], day: date) -> tuple[Record, ...]:
    first = day - timedelta(days=SUMMARY_DAYS - 1)
    kept = (one for one in records if first <= one.day <= day)
    return tuple(sorted(kept, key=lambda one: one.day))


def _worst(record: SessionRecord) -> int:
    scores = (record.before, record.scores.during, *(one.during for one in record.exercises))
    return max(score for score in scores if score is not None)
