"""Explain a day: why a dose is as it is, and what to do about a knee that asks for a look at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kneecoach.clock import Clock
from kneecoach.model.errors import KneecoachError
from kneecoach.ui.coaching import Coaching
from kneecoach.ui.shell import Shell

if TYPE_CHECKING:
    from kneecoach.ui.care_flow import CareFlow
    from kneecoach.ui.why_flow import WhyFlow


class Explaining(QObject):
    """Own the pages that Today leads to; each is made when it is first asked for.

    Signals:
        over: The person went back, or was seen by someone; Today may come back.
        failed(KneecoachError): Something could not be kept or written.

    Args:
        shell: Where pages are shown.
        clock: Tells the day.
        coaching: Holds the coach.
        parent: What owns this.
    """

    over = Signal()
    failed = Signal(object)

    def __init__(self, *, shell: Shell, clock: Clock, coaching: Coaching, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._clock = clock
        self._coaching = coaching
        self._why: WhyFlow | None = None
        self._care: CareFlow | None = None

    def open_why(self, rule: str, exercise: str) -> None:
        """Show the decisions of a rule on this day, that about an exercise with this name first.

        Nothing happens without a programme.
        """
        coach = self._coaching.coach()
        programme = self._coaching.programme()
        if programme is None:
            return
        if self._why is None:
            from kneecoach.ui.why_flow import WhyFlow  # noqa: PLC0415 - Today comes first

            self._why = WhyFlow(shell=self._shell, parent=self)
            self._why.closed.connect(self.over)
        self._why.open(coach, programme, self._clock.today(), rule, exercise)

    def open_care(self) -> None:
        """Show what to do about a knee that someone should look at; nothing while none should."""
        coach = self._coaching.coach()
        programme = self._coaching.programme()
        if programme is None:
            return
        plan = coach.plan_day(programme, self._clock.today())
        if plan.urgency is None:
            return
        if self._care is None:
            from kneecoach.ui.care_flow import CareFlow  # noqa: PLC0415 - Today comes first

            self._care = CareFlow(shell=self._shell, parent=self)
            self._care.closed.connect(self.over)
            self._care.seen_reported.connect(self.keep_seen)
            self._care.failed.connect(self.failed)
        self._care.open(coach, plan)

    def keep_seen(self, note: str) -> None:
        """Keep that someone looked at the knee, with who it was and what was said."""
        try:
            self._coaching.coach().has_been_seen(note)
        except KneecoachError as error:
            self._emit_failed(error)
            return
        self.over.emit()

    def _emit_failed(self, error: KneecoachError) -> None:
        self.failed.emit(error)
