"""Carry one exercise on one side through its history, judging each session before taking it in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from kneecoach.dose.bands import asks_for_rest
from kneecoach.dose.chain import Cause, Link
from kneecoach.dose.course import advance, no_higher
from kneecoach.dose.judge import judge, judge_by_rules
from kneecoach.dose.known import Known
from kneecoach.dose.parts import Part
from kneecoach.dose.reached import Reached
from kneecoach.dose.reading import Moment
from kneecoach.dose.situation import Course, Frame, Situation
from kneecoach.dose.steady import Steady, is_mild
from kneecoach.dose.step_downs import rest_after_new_pain
from kneecoach.dose.track import Records
from kneecoach.dose.verdict import NEW_PAIN_REST_DAYS, Verdict, gives_way, step_down
from kneecoach.model.decision import Action
from kneecoach.model.dose import Side
from kneecoach.model.record import Choice
from kneecoach.values import replace

_DOWN: Final = frozenset({Action.REDUCE, Action.REDUCE_REST})
_DAY: Final = timedelta(days=1)
_BREAK: Final = frozenset({Action.PAUSE, Action.RESUME})


class Fold(Known):
    """Carry one exercise on one side through its history; lives for one replay only.

    Attributes:
        reached: At which level it stood, and when it was as high as it may get.
        rested: The decision that asked for the longest rest, or None.
    """

    __slots__ = (
        *("_keeps_chain", "_keys", "_links", "_ordinary", "_records", "_rests", "_side"),
        *("_steady", "_waits_at", "reached", "rested"),
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
        super().__init__(records, side, frame, course)
        self._keeps_chain = keeps_chain
        self._records = records
        self._side = side
        self._keys = records.journal.keys
        self._ordinary = records.reader.known_ordinary(side)
        self._steady = Steady(frame, records.journal)
        self._links: list[Link] = []
        self._waits_at: list[int] = []
        self._rests: list[tuple[date, date]] = []
        self.reached = Reached(frame)
        self.rested: Link | None = None

    def carried_on(self, records: Records, side: Side | None) -> Fold:
        """Return a copy that goes on with more records, for a side whose history was the same."""
        other = Fold(records, side, self._frame, self.course)
        other._parts = list(self._parts)
        other._fresh_from = self._fresh_from
        other._matters_from = self._matters_from
        other._step_backs = list(self._step_backs)
        other._advised_on = self._advised_on
        other._chosen = self._chosen
        other._signs = list(self._signs)
        other._waits_at = list(self._waits_at)
        other._rests = list(self._rests)
        other.reached = self.reached.copy()
        other.rests_until = self.rests_until
        other.rested = self.rested
        other.running = self.running
        return other

    def sessions(self, parts: Iterable[Part]) -> None:
        """Judge the dose that each of some sessions was due, then take the session in.

        On most days of a long history the rules cannot but leave the dose as it is. Nothing is
        asked or kept of those but the session itself.
        """
        keys, signs, taken, read = self._keys, self._signs, self._parts, self._read
        downs, ordinary = self._step_backs, self._ordinary
        holds, course, is_quiet = self._steady.cannot_but_hold, self.course, self._is_quiet()
        for part in parts:
            day = keys[part.place][0]
            fresh = self._fresh_from
            if len(signs) == fresh and len(taken) == fresh + 1:
                signs.append(read(taken[fresh].answer, day))
            else:
                self._refresh(day)
            if is_quiet and part.place in ordinary:
                stays = holds(signs, downs, course, day)
            else:
                stays = self._stays(part.place, day)
            if not (is_quiet and stays and part.level >= course.level and course.load is None):
                self._take_in(part, day, stays=stays)
                course, is_quiet = self.course, self._is_quiet()
            if signs and signs[-1].day < day:
                self._fresh_from = len(taken)
            taken.append(part)

    def _is_quiet(self) -> bool:
        """Tell whether nothing stands but the dose as the last session has left it.

        Where a chain is kept, all is asked.
        """
        return (
            not self._keeps_chain
            and self.course is self.reached.noted
            and self.running is None
            and self._chosen is None
            and self._advised_on is None
        )

    def _take_in(self, part: Part, day: date, *, stays: bool) -> None:
        """Bring the course up to a session, which leaves the dose as it is or is judged."""
        before = course = self.course
        if not stays:
            course = self._judge_session(part, self._records.reader.moment(part.place, self._side))
        elif part.level < course.level or self._is_lighter(part):
            course = no_higher(self._frame, before, course, (part.level, part.kilograms), day)
        if course.session_answered or course.since is None:
            course = course._replace(session_answered=False, since=course.since or day)
        self.course = course
        self.reached.note(course, day)

    def _judge_session(self, part: Part, moment: Moment) -> Course:
        """Return the course that a session leads to by the rules."""
        situation = self._look(moment)
        verdict = judge(situation)
        if self._chosen is not None or not gives_way(verdict):
            self._waits_at.append(part.place)
        self._chosen = None
        before, day = self.course, situation.today.day
        if self.reached.level is None and before.since is None:
            level = max(1, min(part.level, self._frame.top))
            course = before._replace(level=level, since=day)
        else:
            self._take(verdict, day)
            course = self.course
            if part.level < course.level or self._is_lighter(part):
                course = no_higher(self._frame, before, course, (part.level, part.kilograms), day)
        self.course = course
        self._keep(Cause.SESSION, situation, verdict)
        return course

    def _stays(self, place: int, day: date) -> bool:
        """Tell whether the rules cannot but leave the dose as it is, so that none need be asked.

        An advice to be seen that still stands is given anew.
        """
        if (
            self._keeps_chain
            or self.running is not None
            or self._chosen is not None
            or self.course.since is None
            or not self._signs
            or not self._is_ordinary(place)
        ):
            return False
        if self._advised_on is None:
            return self._steady.cannot_but_hold(self._signs, self._step_backs, self.course, day)
        if not self._is_waiting(self._records.journal.cleared_on(day)):
            self._advised_on = None
            return self._steady.cannot_but_hold(self._signs, self._step_backs, self.course, day)
        if is_mild(self._signs[-1]):
            self._advised_on = day
            self._waits_at.append(place)
            return True
        return False

    def _is_ordinary(self, place: int) -> bool:
        """Tell whether nothing stood, or was said before a session, that a rule would answer."""
        return place in self._ordinary or self._records.reader.is_ordinary(place, self._side)

    def _is_lighter(self, part: Part) -> bool:
        """Tell whether a session was done with less weight than the dose has come to."""
        load = self.course.load
        return load is not None and part.kilograms is not None and part.kilograms < load

    def rest(self, cause: Cause, moment: Moment) -> None:
        """Take in a day on which the knee asked for rest: perhaps a step down, never one up.

        A sudden new pain says nothing of the level of an exercise that was never done. A wish to
        go up from before such a day is spent with it; a wish to go down, once a step is taken.
        """
        situation = self.look(moment)
        verdict = judge(situation)
        down = self._step_down_of(cause, situation, verdict)
        if down is not None:
            self._take(down, situation.today.day)
            if down.answers_session:
                self.course = self.course._replace(session_answered=True)
        if self._chosen is Choice.UP or (down is not None and self._chosen is Choice.DOWN):
            self._chosen = None
        self._keep(cause, situation, verdict)

    def _step_down_of(self, cause: Cause, situation: Situation, verdict: Verdict) -> Verdict | None:
        """Return the step down that a day of rest leads to, or None.

        A break says nothing of one, and yet it is taken: after the break there is no more to do
        than there would be without it.
        """
        if self.reached.level is None and cause is not Cause.REST:
            return None
        if verdict.action in _DOWN:
            return verdict
        today = situation.today
        if verdict.action not in _BREAK or not asks_for_rest(today.before, is_new=today.new_onset):
            return None
        return step_down(situation, "R2" if today.new_onset else "R3", is_answer=False)

    def gave_way(self, place: int) -> bool:
        """Tell whether the rules let the dose go up at a session, or would have below its top.

        Args:
            place: The place of the session in the history, which is not the first of the exercise;
                it need not hold the exercise.
        """
        moment = self._records.reader.moment(place, self._side)
        day = moment.today.day
        if place in self._waits_at or not self.reached.had_all_on(day - _DAY):
            return False
        if any(asked <= day < until for asked, until in self._rests):
            return False
        course = self.reached.course_before(day)
        return gives_way(judge_by_rules(self._situation_before(moment, course)))

    def choose(self, choice: Choice) -> None:
        """Keep what the person chose for the next session, in the place of a former choice."""
        self._chosen = choice

    @property
    def chain(self) -> tuple[Link, ...]:
        """Return every decision so far, oldest first; none unless they were to be kept."""
        return tuple(self._links)

    def wait_until(self, day: date, link: Link) -> None:
        """Keep the longest rest that was asked for, and the decision that asked for it."""
        self._rests.append((link.situation.today.day, day))
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
            if rests_until is None:
                link = replace(link, verdict=rest_after_new_pain(situation))
            self.wait_until(today.day + timedelta(days=NEW_PAIN_REST_DAYS[0]), link)
