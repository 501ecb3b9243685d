"""Ask how a session was, look ahead while it is answered, and keep what was said."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import QCoreApplication, QObject, Signal

from kneecoach.coach.coach import Coach, Felt, with_scores
from kneecoach.coach.outlook import Outlook, look_ahead
from kneecoach.model.dose import Variable
from kneecoach.model.errors import KneecoachError
from kneecoach.model.exercise import Level, Position
from kneecoach.model.feedback import Flag
from kneecoach.model.record import DoneExercise, Ending, Outcome, Scores, SessionRecord
from kneecoach.model.units import PainScore
from kneecoach.ui.answers import FinishAnswers, PainStopAnswer
from kneecoach.ui.finish.words import FinishRow, FinishView, NextView, set_words
from kneecoach.ui.pages.finish import FinishPage
from kneecoach.ui.shell import Shell
from kneecoach.ui.words.days import on_day
from kneecoach.ui.words.doses import dose_words

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True)
class Stops:
    """What was said when sets were stopped for pain; the end of the session cannot unsay it.

    Attributes:
        worst: Worst pain at a stop, by the exercise's place in the session.
        sharp: The pain at a stop was sharp.
        flags: Signs that came with it.
    """

    worst: dict[int, PainScore] = field(default_factory=dict)
    sharp: bool = False
    flags: frozenset[Flag] = frozenset()

    def with_answer(self, position: int, answer: PainStopAnswer) -> Stops:
        """Return the stops with one more."""
        worst = dict(self.worst)
        if answer.score is not None:
            worst[position] = max(answer.score, worst.get(position, answer.score))
        return Stops(worst=worst, sharp=self.sharp or answer.sharp, flags=self.flags | answer.flags)

    @property
    def during(self) -> PainScore | None:
        """Return the worst pain at any stop, or None."""
        return max(self.worst.values(), default=None)


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
        self._page.answers_changed.connect(self._on_answers_changed)
        self._page.finished_saved.connect(self._on_finished_saved)
        self._page.left_unsaved.connect(self._on_left_unsaved)

    @property
    def is_asking(self) -> bool:
        """Return whether a session waits for its scores."""
        return self._record is not None

    def ask(
        self,
        coach: Coach,
        record: SessionRecord,
        stops: Stops,
        *,
        paused_times: int,
    ) -> None:
        """Ask about a session that has ended or was cut off."""
        self._coach, self._record = coach, record
        self._stops, self._paused_times = stops, paused_times
        self._page.ask(_view(coach, record, paused_times))
        self._shell.let_choose(False)
        self._shell.show_page(self._page)

    def ask_to_leave(self) -> None:
        """Ask whether to leave without the scores, because the window is being closed."""
        self._page.ask_to_leave()

    def _on_answers_changed(self, answers: FinishAnswers) -> None:
        if self._coach is None or self._record is None:
            return
        if answers.during is None or answers.after is None:
            self._page.show_next(None)
            return
        told = with_scores(self._record, self._scores(answers), self._felt(answers))
        outlook = look_ahead(self._coach, told)
        self._page.show_next(_next_view(outlook, self._record.day))

    def _on_finished_saved(self, answers: FinishAnswers) -> None:
        self._keep(self._scores(answers), self._felt(answers), Ending.FINISHED)

    def _on_left_unsaved(self) -> None:
        """Close the session with what was said when it hurt, and nothing else."""
        self._keep(self._scores(FinishAnswers()), self._felt(FinishAnswers()), Ending.ABANDONED)

    def _keep(self, scores: Scores, felt: tuple[Felt, ...], ending: Ending) -> None:
        if self._coach is None or self._record is None:
            return
        try:
            self._coach.finish(
                self._record, scores, felt, ending=ending, paused_times=self._paused_times
            )
        except KneecoachError as error:
            self.failed.emit(error)
            return
        self._record = None
        self._shell.let_choose(True)
        self.finished.emit()

    def _scores(self, answers: FinishAnswers) -> Scores:
        """Return the scores with what was said at the stops: the worse of the two counts."""
        return Scores(
            during=_worse(answers.during, self._stops.during),
            after=answers.after,
            effort=answers.effort,
            sharp=answers.sharp or self._stops.sharp,
            throughout=answers.throughout,
            flags=answers.flags | self._stops.flags,
            note=answers.note,
        )

    def _felt(self, answers: FinishAnswers) -> tuple[Felt, ...]:
        if self._record is None:
            return ()
        said = {one.position: one for one in answers.exercises}
        return tuple(
            Felt(
                position=one.position,
                side=one.side,
                during=_worse(
                    said[one.position].during if one.position in said else None,
                    self._stops.worst.get(one.position),
                ),
                spare=said[one.position].spare if one.position in said else None,
            )
            for one in self._record.exercises
        )


def _worse(one: PainScore | None, other: PainScore | None) -> PainScore | None:
    known = [score for score in (one, other) if score is not None]
    return max(known, default=None)


def _next_view(outlook: Outlook, today: date) -> NextView:
    when = translate("Finish", "Next session, {day}").format(
        day=on_day(outlook.plan.next_due, today)
    )
    rule = translate("Finish", "Rule {rule}").format(rule=outlook.rule)
    return NextView(when=when, headline=outlook.headline, text=outlook.text, rule=rule)


def _view(coach: Coach, record: SessionRecord, paused_times: int) -> FinishView:
    """Return how the session went, as far as its records tell."""
    last = max((one.ended_at for one in record.sets), default=record.started_at)
    asked = sum(one.dose.sets for one in record.exercises)
    return FinishView(
        minutes=max(1, round((last - record.started_at).total_seconds() / 60)),
        sets_done=sum(one.outcome is Outcome.DONE for one in record.sets),
        sets=asked,
        pauses=paused_times,
        rows=_rows(coach, record),
        has_ended_early=len(record.sets) < asked,
    )


def _rows(coach: Coach, record: SessionRecord) -> tuple[FinishRow, ...]:
    positions = sorted({one.position for one in record.exercises})
    return tuple(
        _row(coach, record, tuple(one for one in record.exercises if one.position == position))
        for position in positions
    )


def _row(coach: Coach, record: SessionRecord, asked: tuple[DoneExercise, ...]) -> FinishRow:
    first = asked[0]
    exercise = coach.catalogue.exercise(first.exercise_id)
    sets = [one for one in record.sets if one.position == first.position]
    ended = set_words(
        done=sum(one.outcome is Outcome.DONE for one in sets),
        stopped=sum(one.outcome is Outcome.STOPPED for one in sets),
        asked=sum(one.dose.sets for one in asked),
    )
    return FinishRow(
        position=first.position,
        exercise_id=first.exercise_id,
        name=exercise.name if exercise else first.exercise_id,
        line=f"{dose_words(first.dose)} · {ended}",
        posture=exercise.position if exercise else Position.STANDING,
        asks_spare=exercise is not None and _next_is_load(exercise.ladder, first.level),
    )


def _next_is_load(ladder: tuple[Level, ...], level: int) -> bool:
    """Return whether the next level adds weight, which asks for repetitions to spare."""
    return level < len(ladder) and ladder[level].changes is Variable.LOAD
