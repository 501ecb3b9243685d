"""Ask how a session was, look ahead while it is answered, and keep what was said."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from kneecoach.coach.coach import Coach
from kneecoach.coach.felt import Felt, with_scores
from kneecoach.coach.knees import felt_at_end, knees_at_end
from kneecoach.coach.outlook import look_ahead
from kneecoach.coach.stops import Stops
from kneecoach.model.errors import KneecoachError
from kneecoach.model.record import Ending, Scores, SessionRecord
from kneecoach.model.session_said import KneeScores
from kneecoach.ui.answers import FinishAnswers
from kneecoach.ui.finish.view import EndedSession, finish_view, next_view
from kneecoach.ui.pages.finish import FinishPage
from kneecoach.ui.shell import Shell
from kneecoach.values import replace


class FinishFlow(QObject):
    """Own the page at the end of a session.

    Signals:
        finished: The session is closed and kept.
        failed(KneecoachError): It could not be kept; the page stays with everything on it.

    Args:
        shell: Where the page is shown.
    """

    finished = Signal()
    failed = Signal(object)

    def __init__(self, *, shell: Shell, parent: QObject | None = None) -> None:
        """Make the page; it is shown by `ask`."""
        super().__init__(parent)
        self._shell = shell
        self._page = FinishPage()
        self._coach: Coach | None = None
        self._record: SessionRecord | None = None
        self._stops = Stops()
        self._paused_times = 0
        self._looked_at: FinishAnswers | None = None
        self._page.answers_changed.connect(self._on_answers_changed)
        self._page.finished_saved.connect(self._on_finished_saved)
        self._page.left_unsaved.connect(self._on_left_unsaved)

    @property
    def is_asking(self) -> bool:
        """Return whether a session waits for its scores."""
        return self._record is not None

    @property
    def is_asking_to_leave(self) -> bool:
        """Return whether the question about leaving is open."""
        return self.is_asking and self._page.is_asking_to_leave()

    def ask(self, coach: Coach, ended: EndedSession, stops: Stops) -> None:
        """Ask about a session that has ended or was cut off, knowing what was said at its stops."""
        self._coach, self._record = coach, ended.record
        self._stops, self._paused_times = stops, ended.paused_times
        self._looked_at = None
        worst = ((one.side, stops.worst_of_knee(one.side)) for one in ended.record.knees)
        said = FinishAnswers(
            during=stops.during,
            sharp=stops.sharp,
            flags=stops.flags,
            during_knees=tuple((side, pain) for side, pain in worst if pain is not None),
        )
        self._page.ask(
            finish_view(coach.catalogue, ended), said, asks_each_knee=bool(ended.record.knees)
        )
        self._shell.let_choose(False)
        self._shell.show_page(self._page)

    def leave(self) -> None:
        """Let go of a session whose scores are not given; it is offered again."""
        if self._coach is not None and self._record is not None:
            self._coach.leave(self._record)

    def ask_to_leave(self) -> None:
        """Ask whether to leave without the scores, because the window is being closed."""
        self._page.ask_to_leave()

    def _on_answers_changed(self, answers: FinishAnswers) -> None:
        if self._coach is None or self._record is None:
            return
        told = replace(answers, note="")
        if told == self._looked_at:
            return  # a note decides nothing, and looking ahead takes a moment
        self._looked_at = told
        if answers.during is None or answers.after is None:
            self._page.show_next(None)
            return
        record = replace(self._record, knees=self._knees(answers))
        record = with_scores(record, self._scores(answers), self._felt(answers))
        self._page.show_next(next_view(look_ahead(self._coach, record), record.day))

    def _on_finished_saved(self, answers: FinishAnswers) -> None:
        self._keep(answers, Ending.FINISHED)

    def _on_left_unsaved(self) -> None:
        """Close the session with what was said when it hurt, and nothing else."""
        self._keep(FinishAnswers(), Ending.ABANDONED)

    def _keep(self, answers: FinishAnswers, ending: Ending) -> None:
        if self._coach is None or self._record is None:
            return
        try:
            self._coach.finish(
                replace(self._record, knees=self._knees(answers)),
                self._scores(answers),
                self._felt(answers),
                ending=ending,
                paused_times=self._paused_times,
            )
        except KneecoachError as error:
            self._emit_failed(error)
            return
        self._record = None
        self._shell.let_choose(True)
        self.finished.emit()

    def _emit_failed(self, error: KneecoachError) -> None:
        self.failed.emit(error)

    def _scores(self, answers: FinishAnswers) -> Scores:
        """Return the scores with what was said at the stops: the worse of the two counts."""
        return self._stops.add_to(
            Scores(
                during=answers.during,
                after=answers.after,
                effort=answers.effort,
                sharp=answers.sharp,
                throughout=answers.throughout,
                flags=answers.flags,
                note=answers.note,
            )
        )

    def _felt(self, answers: FinishAnswers) -> tuple[Felt, ...]:
        if self._record is None:
            return ()
        said = {one.position: one for one in answers.exercises}
        return felt_at_end(self._record, self._stops, answers.during_knees, said)

    def _knees(self, answers: FinishAnswers) -> tuple[KneeScores, ...]:
        """Return what was said of each knee; a stop cannot be unsaid."""
        if self._record is None:
            return ()
        during, after = answers.during_knees, answers.after_knees
        return knees_at_end(self._record, self._stops, during, after)
