"""Carry one exercise on one side through its history, judging each session before taking it in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from kneecoach.dose.breaks import Break, break_after, state_on, went_unsettled
from kneecoach.dose.chain import Cause, Link
from kneecoach.dose.course import advance, no_higher
from kneecoach.dose.decide import judge
from kneecoach.dose.safety import keeps_coming_back
from kneecoach.dose.signs import Signs
from kneecoach.dose.situation import Course, Frame, Situation
from kneecoach.dose.track import Moment, Part, Records
from kneecoach.dose.verdict import NEW_PAIN_REST_DAYS, Verdict
from kneecoach.model.decision import Action
from kneecoach.model.dose import Side
from kneecoach.model.record import Choice
from kneecoach.values import replace

STEP_BACK_DAYS: Final = 21
"""Days within which steps down add up to advice. Source: hinge-health-back-of-knee, house-rule."""

_LOOK_BACK: Final = timedelta(days=14)
_LOOK_BACK_SESSIONS: Final = 3
_STEP_BACKS: Final = timedelta(days=STEP_BACK_DAYS)
_DOWN: Final = frozenset({Action.REDUCE, Action.REDUCE_REST})


class Fold:
    """Carry one exercise on one side through its history; lives for one replay only.

    Attributes:
        course: How far the exercise has come.
        last_level: Level of the last session; None before the first.
        rests_until: First day after the longest rest that was asked for, or None.
        rested: The decision that asked for it.
        running: The break that is running, or None.
    """

    __slots__ = (
        *(
            "_advised_on",
            "_chosen",
            "_diary",
            "_frame",
            "_fresh_from",
            "_keeps_chain",
            "_matters_from",
            "_parts",
        ),
        *("_links", "_records", "_side", "_signs", "_step_backs"),
        *("course", "last_level", "rested", "rests_until", "running"),
    )

    def __init__(
        self,
        records: Records,
        side: Side | None,
        frame: Frame,
        course: Course,
        *,
        keeps_chain: bool = False,
    ) -> None:
        """Begin before the first session; keep every decision only when that is asked for."""
        self._keeps_chain = keeps_chain
        self._records = records
        self._frame = frame
        self._side = side
        self._diary = records.journal.diaries[side]
        self._parts: list[Part] = []
        self._fresh_from = 0
        self._matters_from = 0
        self._step_backs: list[date] = []
        self._advised_on: date | None = None
        self._chosen: Choice | None = None
        self.course = course
        self._links: list[Link] = []
        self._signs: list[Signs] = []
        self.last_level: int | None = None
        self.rests_until: date | None = None
        self.rested: Link | None = None
        self.running: Break | None = None

    def session(self, part: Part) -> None:
        """Judge the dose that a session was due, then take the session in."""
        situation = self.look(self._records.reader.moment(part.place, self._side))
        verdict = judge(situation)
        self._chosen = None
        before, day = self.course, situation.today.day
        if self.last_level is None and before.since is None:
            level = max(1, min(part.level, self._frame.top))
            course = replace(before, level=level, since=day)
        else:
            self._take(verdict, day)
            course = self.course
            if part.level < course.level:
                course = no_higher(before, course, part.level, day)
        if course.session_answered or course.since is None:
            course = replace(course, session_answered=False, since=course.since or day)
        self.course = course
        self._keep(Cause.SESSION, situation, verdict)
        self.last_level = course.level
        if situation.last is not None and situation.last.felt.day < day:
            self._fresh_from = len(self._parts)
        self._parts.append(part)

    def rest(self, cause: Cause, moment: Moment) -> None:
        """Take in a day on which the knee asked for rest: perhaps a step down, never one up.

        A sudden new pain says nothing of the level of an exercise that was never done. A wish to
        go up from before such a day is spent with it; a wish to go down, once a step is taken.
        """
        situation = self.look(moment)
        verdict = judge(situation)
        goes_down = verdict.action in _DOWN and (self.last_level is not None or cause is Cause.REST)
        if goes_down:
            self._take(verdict, situation.today.day)
            if verdict.answers_session:
                self.course = replace(self.course, session_answered=True)
        if self._chosen is Choice.UP or (goes_down and self._chosen is Choice.DOWN):
            self._chosen = None
        self._keep(cause, situation, verdict)

    def choose(self, choice: Choice) -> None:
        """Keep what the person chose for the next session, in the place of a former choice."""
        self._chosen = choice

    def look(self, moment: Moment) -> Situation:
        """Return what the rules may look at, with what was known before a moment."""
        today, cleared_on = moment.today, moment.cleared_on
        day = today.day
        self._refresh(day)
        last = self._signs[-1] if self._signs else None
        if last is not None:
            self.running = break_after(last.felt, self._frame.band, self.running)
        step_backs = self._count_step_backs(day, last, cleared_on)
        unanswered = "S3" if moment.is_severe else None
        if unanswered is None and self._is_advised(
            day, cleared_on, comes_back=keeps_coming_back(step_backs, last, cleared_on)
        ):
            unanswered = "S4"
        return Situation(
            frame=self._frame,
            course=self.course,
            state=state_on(self.running, self._diary, today, cleared_on),
            sessions=self._recent(day),
            last=last,
            today=today,
            step_backs=step_backs,
            unanswered=unanswered,
            cleared_on=cleared_on,
            choice=self._chosen,
            rests_until=self.rests_until,
        )

    @property
    def chain(self) -> tuple[Link, ...]:
        """Return every decision so far, oldest first; none unless they were to be kept."""
        return tuple(self._links)

    @property
    def signs(self) -> Sequence[Signs]:
        """Return the sessions so far, as they were known when last looked at."""
        return self._signs

    def wait_until(self, day: date, link: Link) -> None:
        """Keep the longest rest that was asked for, and the decision that asked for it."""
        if self.rests_until is None or day > self.rests_until:
            self.rests_until, self.rested = day, link

    def _take(self, verdict: Verdict, day: date) -> None:
        """Let a verdict take effect."""
        if verdict.action is Action.HOLD:
            return
        self.course = advance(self._frame, self.course, verdict, day)
        if verdict.action in _DOWN and not verdict.detail("already_taken"):
            self._step_backs.append(day)
        if verdict.action is Action.RESUME:
            self.running = None
        if verdict.rule == "S4":
            self._advised_on = day

    def _keep(self, cause: Cause, situation: Situation, verdict: Verdict) -> None:
        """Keep a decision, and the rest that it or a sudden new pain asks for."""
        today, rests_until = situation.today, verdict.rests_until
        if not (self._keeps_chain or rests_until is not None or today.new_onset):
            return
        link = Link(cause=cause, situation=situation, verdict=verdict, level=self.course.level)
        if self._keeps_chain:
            self._links.append(link)
        if rests_until is not None:
            self.wait_until(rests_until, link)
        if today.new_onset:
            self.wait_until(today.day + timedelta(days=NEW_PAIN_REST_DAYS[0]), link)

    def _is_advised(self, day: date, cleared_on: date | None, *, comes_back: bool) -> bool:
        """Tell whether advice by rule S4 still stands, because nobody has been seen since."""
        advised_on = self._advised_on
        if advised_on is not None and (cleared_on is None or advised_on >= cleared_on):
            return True
        if self.running is None:
            return False
        return comes_back or went_unsettled(self.running, self._diary, day, cleared_on)

    def _refresh(self, day: date) -> None:
        """Read the sessions of the last session day, with what is known of them by a day.

        What is known of earlier ones is complete, because the next session lies behind them.
        """
        reader, band, fresh = self._records.reader, self._frame.band, self._fresh_from
        del self._signs[fresh:]
        for part in self._parts[fresh:]:
            self._signs.append(reader.read(part, self._diary, band, day))

    def _recent(self, day: date) -> tuple[Signs, ...]:
        """Return the sessions that still matter: two weeks of them, and three at least."""
        signs = self._signs
        first = day - _LOOK_BACK
        last_start = len(signs) - _LOOK_BACK_SESSIONS
        start = self._matters_from
        while start < last_start and signs[start].felt.day < first:
            start += 1
        self._matters_from = start
        return tuple(signs[start:])

    def _count_step_backs(self, day: date, last: Signs | None, cleared_on: date | None) -> int:
        """Return the steps down of the three weeks up to the last session, and since.

        Counted up to the session rather than to today, so that advice does not fade by waiting.
        """
        if not self._step_backs:
            return 0
        first = (day if last is None else last.felt.day) - _STEP_BACKS
        if cleared_on is not None:
            first = max(first, cleared_on)
        return len(self._step_backs) - bisect_left(self._step_backs, first)
