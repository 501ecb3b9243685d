"""Carry one exercise on one side through its history, judging each session before taking it in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from kneecoach.dose.breaks import Break, break_after, state_on, went_unsettled
from kneecoach.dose.chain import Cause, Link
from kneecoach.dose.course import advance, no_higher, with_next
from kneecoach.dose.decide import judge
from kneecoach.dose.diary import Key
from kneecoach.dose.safety import keeps_coming_back
from kneecoach.dose.signs import Signs
from kneecoach.dose.situation import Course, Frame, Situation
from kneecoach.dose.track import Part, Records
from kneecoach.dose.verdict import NEW_PAIN_REST_DAYS, Verdict
from kneecoach.model.decision import Action
from kneecoach.model.dose import Side
from kneecoach.model.feedback import Today
from kneecoach.model.record import SessionRecord

STEP_BACK_DAYS: Final = 21
"""Days within which steps down add up to advice. Source: hinge-health-back-of-knee, house-rule."""

_LOOK_BACK_DAYS: Final = 14
_LOOK_BACK_SESSIONS: Final = 3
_DOWN: Final = frozenset({Action.REDUCE, Action.REDUCE_REST})


class Fold:
    """Carry one exercise on one side through its history; lives for one replay only.

    Attributes:
        course: How far the exercise has come.
        chain: Every decision so far.
        signs: The sessions so far, as they are known.
        last_level: Level of the last session; None before the first.
        rests_until: First day after the longest rest that was asked for, or None.
        rested: The decision that asked for it.
        running: The break that is running, or None.
    """

    __slots__ = (
        *("_advised_on", "_diary", "_frame", "_parts", "_records", "_step_backs"),
        *("chain", "course", "last_level", "rested", "rests_until", "running", "signs"),
    )

    def __init__(self, records: Records, side: Side | None, frame: Frame, course: Course) -> None:
        """Begin before the first session."""
        self._records = records
        self._frame = frame
        self._diary = records.journal.diaries[side]
        self._parts: list[Part] = []
        self._step_backs: list[date] = []
        self._advised_on: date | None = None
        self.course = course
        self.chain: list[Link] = []
        self.signs: list[Signs] = []
        self.last_level: int | None = None
        self.rests_until: date | None = None
        self.rested: Link | None = None
        self.running: Break | None = None

    def session(self, part: Part, key: Key) -> None:
        """Judge the dose that a session was due, then take the session in."""
        record = self._records.journal.sessions[part.place]
        situation = self.look(today_of(record), key)
        verdict = judge(situation)
        before, day = self.course, record.day
        if self.last_level is None and before.since is None:
            level = max(1, min(part.level, self._frame.top))
            course = replace(before, level=level, since=day)
        else:
            self._take(verdict, day)
            course = no_higher(before, self.course, part.level, day)
        if course.session_answered or course.since is None:
            course = replace(course, session_answered=False, since=course.since or day)
        self.course = with_next(self._frame, course)
        self._keep(Cause.SESSION, situation, verdict)
        self.last_level = course.level
        self._parts.append(part)
        self.signs.append(self._read(part, day))

    def rest(self, cause: Cause, today: Today, key: Key) -> None:
        """Take in a day on which the knee asked for rest: perhaps a step down, never one up.

        A sudden new pain says nothing of the level of an exercise that was never done.
        """
        situation = self.look(today, key)
        verdict = judge(situation)
        if verdict.action in _DOWN and (self.last_level is not None or cause is Cause.REST):
            self._take(verdict, today.day)
            self.course = with_next(self._frame, self.course)
        self._keep(cause, situation, verdict)

    def look(self, today: Today, key: Key) -> Situation:
        """Return what the rules may look at on a day, with what was known before a moment."""
        journal, day = self._records.journal, today.day
        cleared_on = journal.cleared_on(day)
        self._refresh(day)
        last = self.signs[-1] if self.signs else None
        self.running = break_after(last, self._frame.band, self.running)
        flags = self._diary.flags(key, cleared_on)
        situation = Situation(
            frame=self._frame,
            course=self.course,
            state=state_on(self.running, self._diary, today, cleared_on),
            sessions=self._recent(day),
            last=last,
            today=replace(today, flags=today.flags | flags) if flags else today,
            step_backs=self._count_step_backs(day, last, cleared_on),
            unanswered="S3" if journal.was_severe(key, cleared_on) else None,
            cleared_on=cleared_on,
        )
        if situation.unanswered is None and self._is_advised(situation):
            return replace(situation, unanswered="S4")
        return situation

    def wait_until(self, day: date | None, link: Link) -> None:
        """Keep the longest rest that was asked for, and the decision that asked for it."""
        if day is not None and (self.rests_until is None or day > self.rests_until):
            self.rests_until, self.rested = day, link

    def _take(self, verdict: Verdict, day: date) -> None:
        """Let a verdict take effect."""
        self.course = advance(self._frame, self.course, verdict, day)
        if verdict.action in _DOWN and not verdict.detail("already_taken"):
            self._step_backs.append(day)
        if verdict.action is Action.RESUME:
            self.running = None
        if verdict.rule == "S4":
            self._advised_on = day

    def _keep(self, cause: Cause, situation: Situation, verdict: Verdict) -> None:
        """Keep a decision, and the rest that it or a sudden new pain asks for."""
        link = Link(cause=cause, situation=situation, verdict=verdict, level=self.course.level)
        self.chain.append(link)
        self.wait_until(verdict.rests_until, link)
        if situation.today.new_onset:
            self.wait_until(situation.today.day + timedelta(days=NEW_PAIN_REST_DAYS[0]), link)

    def _is_advised(self, situation: Situation) -> bool:
        """Tell whether advice by rule S4 still stands, because nobody has been seen since."""
        cleared_on, advised_on = situation.cleared_on, self._advised_on
        if advised_on is not None and (cleared_on is None or advised_on >= cleared_on):
            return True
        if self.running is None:
            return False
        return keeps_coming_back(situation) or went_unsettled(
            self.running, self._diary, situation.today.day, cleared_on
        )

    def _refresh(self, day: date) -> None:
        """Read the sessions of the last session day again, with what is known of them by a day."""
        place = len(self._parts) - 1
        last_day = self.signs[-1].felt.day if self.signs else None
        while place >= 0 and self.signs[place].felt.day == last_day:
            self.signs[place] = self._read(self._parts[place], day)
            place -= 1

    def _read(self, part: Part, day: date) -> Signs:
        return self._records.reader.read(part, self._diary, self._frame.band, day)

    def _recent(self, day: date) -> tuple[Signs, ...]:
        """Return the sessions that still matter: two weeks of them, and three at least."""
        signs = self.signs
        first = day - timedelta(days=_LOOK_BACK_DAYS)
        start = max(0, len(signs) - _LOOK_BACK_SESSIONS)
        while start and signs[start - 1].felt.day >= first:
            start -= 1
        return tuple(signs[start:])

    def _count_step_backs(self, day: date, last: Signs | None, cleared_on: date | None) -> int:
        """Return the steps down of the three weeks up to the last session, and since.

        Counted up to the session rather than to today, so that advice does not fade by waiting.
        """
        if not self._step_backs:
            return 0
        first = (day if last is None else last.felt.day) - timedelta(days=STEP_BACK_DAYS)
        if cleared_on is not None:
            first = max(first, cleared_on)
        return sum(1 for one in self._step_backs if one >= first)


def today_of(record: SessionRecord) -> Today:
    """Return what was known of the knee when a session began."""
    return Today(day=record.day, before=record.before, new_onset=record.new_onset)
