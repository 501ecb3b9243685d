"""Hold the coach as it is open, with the programme and the settings that it coaches by."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject

from kneecoach.coach.coach import Coach
from kneecoach.coach.opening import Opened, open_coach, timeline_options
from kneecoach.model.decision import Plan
from kneecoach.model.errors import KneecoachError
from kneecoach.model.programme import Programme
from kneecoach.model.record import SessionRecord
from kneecoach.packs.problem import Problem
from kneecoach.session.timeline import TimelineOptions
from kneecoach.settings import Settings
from kneecoach.ui.choices import Choices
from kneecoach.ui.outside import Outside
from kneecoach.ui.shell import Shell
from kneecoach.ui.today_builder import session_minutes


class Coaching(QObject):
    """Own the coach, which is read anew when packs change, and what the person chose.

    Args:
        shell: Where the pages of choices are shown.
        outside: What the computer gives.
        settings: What holds at the start.
        parent: What owns this.
    """

    def __init__(
        self, *, shell: Shell, outside: Outside, settings: Settings, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._outside = outside
        self._opened: Opened | None = None
        self._choices = Choices(
            shell=shell,
            paths=outside.paths,
            settings=settings,
            coach=self.coach_or_none,
            today=outside.clock.today,
            parent=self,
        )

    @property
    def choices(self) -> Choices:
        """Return what keeps the choices of the person."""
        return self._choices

    @property
    def is_open(self) -> bool:
        """Return whether packs and history were read."""
        return self._opened is not None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return what is wrong in packs; the files concerned were left out."""
        return () if self._opened is None else self._opened.problems

    def open(self) -> None:
        """Read packs and history; what was read before stays when that fails.

        Raises:
            KneecoachError: A folder cannot be written to, or the history cannot be opened.
        """
        outside = self._outside
        self._opened = open_coach(outside.paths, outside.clock, outside.store)

    def forget(self) -> None:
        """Let go of what was read, because it holds no more."""
        self._opened = None

    def coach(self) -> Coach:
        """Return the coach.

        Raises:
            KneecoachError: There is none, because the history could not be opened.
        """
        if self._opened is None:
            raise KneecoachError(self.tr("The history could not be opened."))
        return self._opened.coach

    def coach_or_none(self) -> Coach | None:
        """Return the coach, or None while the history could not be opened."""
        return None if self._opened is None else self._opened.coach

    def programme(self) -> Programme | None:
        """Return the programme that is trained by, if there is one and the history is open."""
        opened = self._opened
        return None if opened is None else self._choices.programme(opened.coach.catalogue)

    def settings(self) -> Settings:
        """Return the settings as they are now."""
        return self._choices.settings()

    def options(self) -> TimelineOptions:
        """Return how the person likes a session to be timed."""
        return timeline_options(self._choices.settings())

    def session_minutes(self, plan: Plan) -> int:
        """Return how long the session of a plan takes."""
        return session_minutes(plan, self.options())

    def session(self, session_id: UUID) -> SessionRecord | None:
        """Return a session of the history, or None when it is not there any more."""
        sessions = self.coach().history.sessions
        return next((one for one in sessions if one.id == session_id), None)
