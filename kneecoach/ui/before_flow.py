"""Ask how the knee is before a session, say what that changes, and begin it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from kneecoach.coach.asked import ready_exercises, why_not
from kneecoach.coach.coach import Before, Coach
from kneecoach.model.decision import Plan, Standing
from kneecoach.model.errors import KneecoachError
from kneecoach.model.feedback import Knee
from kneecoach.model.programme import Programme
from kneecoach.model.record import SessionRecord
from kneecoach.model.session_said import KneeScores
from kneecoach.ui.answers import BeforeAnswer
from kneecoach.ui.cards.call_card import call_card
from kneecoach.ui.pages.before import BeforePage
from kneecoach.ui.shell import Shell


class BeforeFlow(QObject):
    """Own the page with the question before a session.

    Signals:
        begun(Plan, SessionRecord): A session is kept as begun.
        cancelled: Nothing begins now.
        rested: Nothing begins, because someone should look at the knee first; that is kept.
        failed(KneecoachError): It could not be begun.

    Args:
        shell: Where the page is shown.
    """

    begun = Signal(object, object)
    cancelled = Signal()
    rested = Signal()
    failed = Signal(object)

    def __init__(self, *, shell: Shell, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._page = BeforePage()
        self._coach: Coach | None = None
        self._programme: Programme | None = None
        self._waiting: tuple[Plan, Before] | None = None
        self._page.before_answered.connect(self._on_before_answered)
        self._page.start_confirmed.connect(self._on_start_confirmed)
        self._page.cancelled.connect(self._on_cancelled)

    def ask(self, coach: Coach, programme: Programme) -> None:
        """Ask anew."""
        self._coach, self._programme = coach, programme
        self._waiting = None
        self._page.ask(programme.name, asks_each_knee=coach.person.sore_knee is Knee.BOTH)
        self._page.show_call(call_card(programme, coach.catalogue))
        self._shell.show_page(self._page)

    def _on_before_answered(self, answer: BeforeAnswer) -> None:
        if self._coach is None or self._programme is None:
            return
        before = Before(
            pain=answer.before,
            flags=answer.flags,
            new_onset=answer.new_onset,
            knees=tuple(KneeScores(side=side, before=pain) for side, pain in answer.knees),
        )
        try:
            plan = self._coach.plan_day(self._programme, before=before)
            if not ready_exercises(plan):
                reason = why_not(plan).reason
                self._coach.keep_rest(plan, before)
                if plan.urgency is not None:
                    self.rested.emit()
                    return
                self._page.show_change(reason, may_start=False)
                return
            change = what_changed(self._coach.plan_day(self._programme), plan)
        except KneecoachError as error:
            self._emit_failed(error)
            return
        self._waiting = plan, before
        if change:
            self._page.show_change(change, may_start=True)
        else:
            self._on_start_confirmed()

    def _on_start_confirmed(self) -> None:
        if self._coach is None or self._waiting is None:
            return
        plan, before = self._waiting
        self._waiting = None
        try:
            record = self._coach.begin(plan, before)
        except KneecoachError as error:
            self._emit_failed(error)
            return
        self._emit_begun(plan, record)

    def _on_cancelled(self) -> None:
        self._waiting = None
        self.cancelled.emit()

    def _emit_begun(self, plan: Plan, record: SessionRecord) -> None:
        self.begun.emit(plan, record)

    def _emit_failed(self, error: KneecoachError) -> None:
        self.failed.emit(error)


def what_changed(expected: Plan, plan: Plan) -> str:
    """Return why the session differs from what Today showed, or nothing when it does not."""
    before = _doses(expected)
    reasons = {
        one.decision.reason: None
        for planned in plan.exercises
        for one in planned.prescriptions
        if before.get((planned.exercise.id, one.side)) != (one.level, one.standing)
    }
    return "\n".join(reasons)


def _doses(plan: Plan) -> dict[tuple[str, object], tuple[int, Standing]]:
    return {
        (planned.exercise.id, one.side): (one.level, one.standing)
        for planned in plan.exercises
        for one in planned.prescriptions
    }
