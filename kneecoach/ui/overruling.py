"""Connect the panel that changes a dose with the coach."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from kneecoach.coach.coach import Coach
from kneecoach.dose.followed import sides_of
from kneecoach.model.errors import KneecoachError
from kneecoach.model.exercise import Exercise
from kneecoach.model.programme import Programme
from kneecoach.ui.overrule_view import LegOffers, OverruleAnswer, OverruleView
from kneecoach.ui.pages.programme import ProgrammePage


class Overruling(QObject):
    """Ask the coach what may be chosen, and keep what was.

    Signals:
        failed(KneecoachError): It could not be kept.

    Args:
        page: Where doses are changed.
        coach: Returns the coach.
        programme: Returns the programme in use, or None.
        parent: What owns this.
    """

    failed = Signal(object)

    def __init__(
        self,
        *,
        page: ProgrammePage,
        coach: Callable[[], Coach],
        programme: Callable[[], Programme | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._coach = coach
        self._programme = programme
        page.dose_opened.connect(self._on_dose_opened)
        page.dose_chosen.connect(self._on_dose_chosen)

    def _on_dose_opened(self, exercise_id: str) -> None:
        programme = self._programme()
        exercise = self._coach().catalogue.exercise(exercise_id)
        if programme is not None and exercise is not None:
            self._page.show_dose_panel(self._view(programme, exercise))

    def _view(self, programme: Programme, exercise: Exercise) -> OverruleView:
        own = sides_of(exercise)
        sides = own if len(own) == 1 else (None, *own)
        return OverruleView(
            exercise_id=exercise.id,
            name=exercise.name,
            legs=tuple(
                LegOffers(side=side, offers=self._coach().offers(programme, exercise, side))
                for side in sides
            ),
        )

    def _on_dose_chosen(self, answer: OverruleAnswer) -> None:
        coach, programme = self._coach(), self._programme()
        try:
            coach.overrule(answer.exercise_id, answer.side, answer.choice, answer.reason)
        except KneecoachError as error:
            self.failed.emit(error)
            return
        if programme is not None:
            reasons = [
                one.decision.reason
                for planned in coach.plan_day(programme).exercises
                if planned.exercise.id == answer.exercise_id
                for one in planned.prescriptions
                if answer.side is None or one.side in {answer.side, None}
            ]
            self._page.show_dose_kept(answer.exercise_id, "\n".join(dict.fromkeys(reasons)))
