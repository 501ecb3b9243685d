"""Remember at which level a dose stood, and when it was as high as it may get."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date

from kneecoach.dose.situation import Course, Frame


class Reached:
    """What the sessions of one exercise on one side have come to; lives for one replay only.

    Attributes:
        has_all: The dose is as high as it may get since the last session.
        level: Level of the last session; None before the first.
        noted: The course after the last session; None before the first.
    """

    __slots__ = (
        "_courses",
        "_frame",
        "_full_load",
        "_levels",
        "_tops",
        "has_all",
        "level",
        "noted",
    )

    def __init__(self, frame: Frame) -> None:
        """Begin before the first session."""
        self._frame = frame
        self._full_load = (frame.highest_load or 0.0) if frame.grows_at_top else 0.0
        self._levels: list[tuple[date, int]] = []
        self._tops: list[date] = []
        self._courses: list[tuple[date, Course]] = []
        self.has_all = False
        self.level: int | None = None
        self.noted: Course | None = None

    def copy(self) -> Reached:
        """Return the same, to go on from."""
        other = Reached(self._frame)
        other._levels = list(self._levels)
        other._tops = list(self._tops)
        other._courses = list(self._courses)
        other.has_all = self.has_all
        other.level = self.level
        other.noted = self.noted
        return other

    def note(self, course: Course, day: date) -> None:
        """Note the course after a session of a day."""
        if course is self.noted:
            return
        self.noted = course
        if course.level != self.level:
            self._levels.append((day, course.level))
            self.level = course.level
        if self._is_all(course) is not self.has_all:
            self.has_all = not self.has_all
            self._tops.append(day)
        if self.has_all:
            self._courses.append((day, course))

    def _is_all(self, course: Course) -> bool:
        """Tell whether a dose is as high as it may get, with all sets, time and weight."""
        if course.level < self._frame.top or course.sets_taken or course.session_cap is not None:
            return False
        return (course.load or 0.0) >= self._full_load

    def level_on(self, day: date) -> int:
        """Return the level of the last session up to a day; 0 when there was none."""
        return next((level for on, level in reversed(self._levels) if on <= day), 0)

    def course_before(self, day: date) -> Course:
        """Return the course after the last session before a day, since when it has all.

        Raises:
            IndexError: There was none.
        """
        return [course for on, course in self._courses if on < day][-1]

    @property
    def ever_had_all(self) -> bool:
        """Tell whether the dose was as high as it may get after any session."""
        return bool(self._tops)

    def had_all_on(self, day: date) -> bool:
        """Tell whether the dose was as high as it may get after the last session up to a day."""
        return bisect_right(self._tops, day) % 2 == 1
