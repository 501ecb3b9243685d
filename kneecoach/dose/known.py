"""Hold what is known of one exercise on one side, and show the rules what they may look at."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta
from operator import attrgetter
from typing import Final

from kneecoach.dose.breaks import Break, break_after, state_on, went_unsettled
from kneecoach.dose.parts import Part
from kneecoach.dose.reading import Moment
from kneecoach.dose.safety import keeps_coming_back
from kneecoach.dose.signs import Signs
from kneecoach.dose.situation import NO_VOLUME, TRAINING, Course, Frame, Situation, Volume
from kneecoach.dose.steady import STEP_BACKS
from kneecoach.dose.track import Records
from kneecoach.dose.volume import SECONDS_A_MINUTE, volume_on
from kneecoach.model.dose import Side
from kneecoach.model.record import Choice

DAY_OF: Final = attrgetter("day")
"""Give the day of a session's signs, by which they are in order."""

_LOOK_BACK: Final = timedelta(days=14)
_LOOK_BACK_SESSIONS: Final = 3


class Known:
    """Hold what is known of one exercise on one side, and show the rules what they may look at.

    Attributes:
        course: How far the exercise has come.
        rests_until: First day after the longest rest that was asked for, or None.
        running: The break that is running, or None.
    """

    __slots__ = (
        *("_advised_on", "_chosen", "_diary", "_frame", "_fresh_from", "_matters_from", "_parts"),
        *("_read", "_signs", "_step_backs"),
        *("course", "rests_until", "running"),
    )

    def __init__(self, records: Records, side: Side | None, frame: Frame, course: Course) -> None:
        """Begin before the first session."""
        self._frame = frame
        self._diary = records.journal.diaries[side]
        self._read = records.reader.reading(side, frame.band).read
        self._parts: list[Part] = []
        self._fresh_from = 0
        self._matters_from = 0
        self._step_backs: list[date] = []
        self._advised_on: date | None = None
        self._chosen: Choice | None = None
        self._signs: list[Signs] = []
        self.course = course
        self.rests_until: date | None = None
        self.running: Break | None = None

    @property
    def signs(self) -> Sequence[Signs]:
        """Return the sessions so far, as they were known when last looked at."""
        return self._signs

    @property
    def stepped_down_on(self) -> Sequence[date]:
        """Return the days of all steps down, oldest first."""
        return self._step_backs

    def read_up_to(self, day: date) -> None:
        """Read the last sessions with what is known of them by a day."""
        self._refresh(day)

    def look(self, moment: Moment) -> Situation:
        """Return what the rules may look at, with what was known before a moment."""
        self._refresh(moment.today.day)
        return self._look(moment)

    def _look(self, moment: Moment) -> Situation:
        """Return the situation once the last sessions have been read."""
        today, cleared_on, is_severe = moment
        day = today.day
        signs = self._signs
        last = signs[-1] if signs else None
        if last is not None and (last.felt.lasted or last.felt.throughout):
            self.running = break_after(last, self._frame.band, self.running)
        step_backs = self._count_step_backs(day, last, cleared_on) if self._step_backs else 0
        unanswered = "S3" if is_severe else None
        if (self._advised_on or self.running) and unanswered is None:
            comes_back = keeps_coming_back(step_backs, last, cleared_on)
            if self._is_advised(day, cleared_on, comes_back=comes_back):
                unanswered = "S4"
        running = self.running
        return Situation(
            self._frame,
            self.course,
            TRAINING if running is None else state_on(running, self._diary, today, cleared_on),
            self._recent(day),
            last,
            today,
            step_backs,
            unanswered,
            cleared_on,
            self._chosen,
            self.rests_until,
            self._volume(day, self.course, signs),
        )

    def _volume(self, day: date, course: Course, signs: Sequence[Signs]) -> Volume:
        """Return the minutes that were run in some sessions, and those of the next step."""
        frame = self._frame
        if not frame.minutes:
            return NO_VOLUME
        parts = self._parts[: len(signs)]
        done = [
            (one.day, part.seconds / SECONDS_A_MINUTE)
            for one, part in zip(signs, parts, strict=True)
        ]
        return volume_on(day, frame.minutes[: frame.top], course, done)

    def _situation_before(self, moment: Moment, course: Course) -> Situation:
        """Return what the rules might have looked at on an ordinary day that is past.

        Args:
            moment: What was known of the knee on that day.
            course: How far the exercise had come.
        """
        day, read, parts = moment.today.day, self._read, self._parts
        unread = (read(part.answer, day) for part in parts[len(self._signs) :])
        known = [*self._signs, *unread] if len(self._signs) < len(parts) else self._signs
        end = bisect_left(known, day, key=DAY_OF)
        last_start = bisect_left(known, known[end - 1].day, hi=end, key=DAY_OF)
        start = bisect_left(known, day - _LOOK_BACK, hi=end, key=DAY_OF)
        start = max(0, min(start, end - _LOOK_BACK_SESSIONS))
        last = [read(part.answer, day) for part in parts[last_start:end]]
        recent = (*known[start:last_start], *last[max(0, start - last_start) :])
        return Situation(
            self._frame,
            course,
            TRAINING,
            recent,
            last[-1],
            moment.today,
            cleared_on=moment.cleared_on,
            volume=self._volume(day, course, known[:end]),
        )

    def _is_advised(self, day: date, cleared_on: date | None, *, comes_back: bool) -> bool:
        """Tell whether advice by rule S4 still stands, because nobody has been seen since."""
        if self._is_waiting(cleared_on):
            return True
        if self.running is None:
            return False
        return comes_back or went_unsettled(self.running, self._diary, day, cleared_on)

    def _is_waiting(self, cleared_on: date | None) -> bool:
        """Tell whether advice was given by rule S4 and nobody has been seen since."""
        advised_on = self._advised_on
        return advised_on is not None and (cleared_on is None or advised_on >= cleared_on)

    def _refresh(self, day: date) -> None:
        """Read the sessions of the last session day, with what is known of them by a day.

        What is known of earlier ones is complete, because the next session lies behind them.
        """
        fresh, signs, read = self._fresh_from, self._signs, self._read
        del signs[fresh:]
        for part in self._parts[fresh:]:
            signs.append(read(part.answer, day))

    def _recent(self, day: date) -> tuple[Signs, ...]:
        """Return the sessions that still matter: two weeks of them, and three at least."""
        signs = self._signs
        first = day - _LOOK_BACK
        last_start = len(signs) - _LOOK_BACK_SESSIONS
        start = self._matters_from
        while start < last_start and signs[start].day < first:
            start += 1
        self._matters_from = start
        return tuple(signs[start:])

    def _count_step_backs(self, day: date, last: Signs | None, cleared_on: date | None) -> int:
        """Return the steps down of the three weeks up to the last session, and since.

        Counted up to the session rather than to today, so that advice does not fade by waiting.
        """
        first = (day if last is None else last.day) - STEP_BACKS
        if cleared_on is not None:
            first = max(first, cleared_on)
        return len(self._step_backs) - bisect_left(self._step_backs, first)
