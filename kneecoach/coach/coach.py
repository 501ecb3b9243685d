"""Coach one person: plan the day, begin and finish sessions, keep check-ins.

The window and the command line both go through this one class, so that they can never disagree.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from kneecoach.clock import Clock
from kneecoach.coach.asked import asked_for, plan_again
from kneecoach.coach.book import Book
from kneecoach.coach.correcting import ChangedDose, Correction, corrected, find_changes
from kneecoach.coach.felt import Felt, with_scores
from kneecoach.coach.function import ToldScore, new_scores
from kneecoach.coach.marks import Marks, NoMarks
from kneecoach.coach.mornings import CHECK_IN_EDITABLE_DAYS
from kneecoach.coach.overruling import Offer, new_overrule, new_silence, offers
from kneecoach.coach.screening import KneeAnswer, new_screening, screening_due
from kneecoach.coach.stops import Stops
from kneecoach.coach.trying import alone, programme_of_try, with_one_set
from kneecoach.dose.carried import Carried
from kneecoach.dose.plan import carry, plan
from kneecoach.model.decision import Plan
from kneecoach.model.dose import Side
from kneecoach.model.errors import KneecoachError
from kneecoach.model.exercise import Exercise
from kneecoach.model.feedback import Flag, Knee, Today
from kneecoach.model.function import FunctionScore
from kneecoach.model.programme import Catalogue, Programme
from kneecoach.model.record import (
    CheckIn,
    Choice,
    Clearance,
    DoneExercise,
    DoneSet,
    Ending,
    History,
    Overrule,
    Person,
    Scores,
    SessionRecord,
    Silence,
)
from kneecoach.model.screening import Occasion
from kneecoach.model.session_said import KneeScores, PainStop
from kneecoach.model.trying import TRYING, is_try
from kneecoach.model.units import PainScore
from kneecoach.values import dataclass, replace

if TYPE_CHECKING:
    from kneecoach.coach.deleting import Deletion, Records

FIRST_PROGRAMME = "knee_starter"
"""What a person starts with who has not chosen a programme."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What a person says before a session.

    Attributes:
        pain: Pain now.
        flags: Signs that stand now.
        new_onset: The pain is sudden and new.
        knees: Pain now in each knee, where both are looked after; `pain` is then the worse one.
    """

    pain: PainScore
    flags: frozenset[Flag] = frozenset()
    new_onset: bool = False
    knees: tuple[KneeScores, ...] = ()


class Coach:
    """Plan, begin, keep and finish sessions for one person."""

    def __init__(
        self, *, catalogue: Catalogue, book: Book, clock: Clock, marks: Marks | None = None
    ) -> None:
        """Take what was read; without marks nobody else is thought to lead through a session."""
        self._catalogue = catalogue
        self._book = book
        self._clock = clock
        self._marks = marks or NoMarks()
        self._carried: Carried | None = None

    def carried(self) -> Carried | None:
        """Return what the last plan knew of the days before, so that another one is quick."""
        return self._carried

    @property
    def catalogue(self) -> Catalogue:
        """Return everything that packs offer."""
        return self._catalogue

    @property
    def person(self) -> Person:
        """Return the person who is coached."""
        return self._book.person

    @property
    def history(self) -> History:
        """Return everything that was recorded, oldest first."""
        return self._book.history

    def programme(self, programme_id: str) -> Programme:
        """Return the programme with that id.

        Raises:
            KneecoachError: No pack has it; the message lists those that exist.
        """
        found = self._catalogue.programme(programme_id)
        if found is None:
            known = ", ".join(one.id for one in self._catalogue.programmes)
            raise KneecoachError(
                f"There is no programme called {programme_id}.",
                f"These exist: {known}." if known else "No pack with a programme was found.",
            )
        return found

    def plan_day(
        self, programme: Programme, day: date | None = None, before: Before | None = None
    ) -> Plan:
        """Return what a programme asks for on a day (today unless given), and why.

        What is said just before a session counts beside what the history knows, and so does what
        another program has written into it meanwhile. Of an exercise that is tried on its own
        (`coach.trying`), one set is asked for.
        """
        self._book.look_again()
        today = Today(
            day=day or self._clock.today(),
            before=before.pain if before else None,
            flags=before.flags if before else frozenset(),
            new_onset=before.new_onset if before else False,
            knee=self.person.sore_knee if before and before.flags else Knee.BOTH,
        )
        self._carry(programme)
        planned = plan(programme, self._catalogue, self._book.history, today, self._carried)
        return with_one_set(planned) if programme.id == TRYING else planned

    def _carry(self, programme: Programme) -> None:
        """Bring what is known of the days before up to date for a programme."""
        self._carried = carry(
            programme, self._catalogue, self._book.history, self._clock.today(), self._carried
        )

    def standing_of(self, exercise: Exercise, within: Programme | None) -> Plan:
        """Return where the person stands on the ladder of one exercise today, and why.

        Args:
            exercise: The exercise; it may be in no programme and without any history.
            within: The programme in use, whose start and limits hold where it names the exercise.
        """
        self._book.look_again()
        today = Today(day=self._clock.today())
        return plan(alone(exercise, within), self._catalogue, self._book.history, today)

    def begin(self, plan: Plan, before: Before) -> SessionRecord:
        """Keep the start of a session with what it asks for, and return it.

        Signs that were said before it are on the disk with it, should it be cut off.

        Raises:
            KneecoachError: Nothing in the plan may be done today, or the record cannot be kept.
        """
        exercises = asked_for(plan)
        if not exercises:
            raise KneecoachError("Nothing in this programme is ready to be done today.")
        record = self._new_record(plan, before, Ending.OPEN, exercises)
        self._marks.take(record.id)
        try:
            self._book.start_session(record)
        except KneecoachError:
            self._marks.let_go(record.id)
            raise
        return record

    def go_on(self, record: SessionRecord) -> None:
        """Take on a session that was cut off, to go on with it or to close it.

        Raises:
            KneecoachError: Another window or terminal leads through it at this moment.
        """
        if not self._marks.take(record.id):
            raise KneecoachError(
                "This session is being done at this moment, in another window or terminal.",
                "Go on there, or close it there first.",
            )

    def leave(self, record: SessionRecord) -> None:
        """Let go of a session that is not closed, so that it may go on anywhere."""
        self._marks.let_go(record.id)

    def is_under_way_elsewhere(self, record: SessionRecord) -> bool:
        """Return whether another window or terminal leads through a session at this moment."""
        return self._marks.is_taken(record.id)

    def keep_rest(self, plan: Plan, before: Before) -> SessionRecord:
        """Keep that a session was not started because the knee asked for rest, and return it.

        The decisions that asked for it are kept with it, so that a step down counts. Asking twice
        on one day with the same answers keeps it once.
        """
        rest = replace(
            self._new_record(plan, before, Ending.RESTED, asked_for(plan, with_all=True)),
            ended_at=self._clock.now(),
        )
        known = next((one for one in self.history.sessions if _is_same_rest(one, rest)), None)
        if known is not None:
            return known
        self._book.add_session(rest)
        return rest

    def keep_set(self, record: SessionRecord, done: DoneSet) -> None:
        """Keep a set on disk; it is safe when this returns."""
        self._book.record_set(record.id, done)

    def keep_stop(self, record: SessionRecord, stop: PainStop) -> None:
        """Keep on disk what was said when a set was stopped; it is safe when this returns."""
        self._book.record_stop(record.id, stop)

    def finish(
        self,
        record: SessionRecord,
        scores: Scores,
        felt: Iterable[Felt] = (),
        *,
        ending: Ending = Ending.FINISHED,
        paused_times: int = 0,
    ) -> SessionRecord:
        """Keep how a session ended and felt, and return it whole.

        Sets of the record that could not be kept before are kept first, and signs that were said
        before it began count with those said at its end.
        """
        ended_at = self._clock.now()
        finished = replace(
            with_scores(record, scores, felt, ending=ending),
            ended_at=ended_at,
            paused_times=paused_times,
        )
        self._book.finish_session(finished, ended_at)
        self._marks.let_go(record.id)
        return finished

    def give_up(self, record: SessionRecord) -> SessionRecord:
        """Close a session that was cut off and will not go on.

        What was done of it is kept, and so is what was said when it hurt.

        Raises:
            KneecoachError: It is being done elsewhere at this moment, or cannot be kept.
        """
        self.go_on(record)
        stops = Stops.of(record)
        return self.finish(
            record,
            stops.add_to(Scores()),
            stops.felt(record),
            ending=Ending.ABANDONED,
            paused_times=record.paused_times,
        )

    def screening_due(self) -> Occasion | None:
        """Return why the safety questions should be asked, or None when they need not be."""
        return screening_due(self.history)

    def screen(
        self,
        answers: tuple[KneeAnswer, ...],
        occasion: Occasion,
        sore_knee: Knee | None = None,
    ) -> None:
        """Keep the answers to the safety questions, and the signs for the rules.

        Args:
            answers: What was answered about each knee.
            occasion: Why it was asked.
            sore_knee: Which knee is looked after, when that was asked too.

        Raises:
            KneecoachError: An answer will not do, or it cannot be kept.
        """
        if sore_knee is not None:
            self.look_after(sore_knee)
        screenings, mornings = new_screening(
            self.history,
            self.person,
            answers,
            occasion,
            day=self._clock.today(),
            now=self._clock.now(),
        )
        self._book.add_screening(screenings, mornings)

    def look_after(self, knee: Knee) -> None:
        """Keep which knee is sore; everything that is said from now on is about that one.

        Raises:
            KneecoachError: It cannot be kept.
        """
        if knee is not self.person.sore_knee:
            self._book.change_person(replace(self.person, sore_knee=knee))

    def check_in(self, check_in: CheckIn) -> None:
        """Keep how the knee was on a morning.

        Raises:
            KneecoachError: The morning lies ahead or longer back than a week.
        """
        today = self._clock.today()
        if check_in.day > today:
            raise KneecoachError(
                "That morning is still to come.", "Choose today or an earlier day."
            )
        if check_in.day < today - timedelta(days=CHECK_IN_EDITABLE_DAYS):
            raise KneecoachError(
                "That morning is more than a week ago.",
                "A morning can be written down or corrected for seven days.",
            )
        self._book.add_check_in(check_in)

    def has_been_seen(self, note: str) -> Clearance:
        """Keep that someone has been seen about the knee and training may go on."""
        clearance = Clearance(
            id=uuid4(),
            person_id=self.person.id,
            day=self._clock.today(),
            recorded_at=self._clock.now(),
            note=note.strip(),
        )
        self._book.add_clearance(clearance)
        return clearance

    def overrule(
        self, exercise_id: str, side: Side | None, choice: Choice, reason: str = ""
    ) -> Overrule:
        """Keep what the person chose for the next session of an exercise, and return it.

        Where the knee asks for more caution it is kept on record and changes nothing; the plan
        says so.

        Raises:
            KneecoachError: The exercise or its side is not known, going up has no reason, or it
                cannot be kept.
        """
        overrule = new_overrule(
            self.person,
            self._catalogue,
            exercise_id=exercise_id,
            side=side,
            choice=choice,
            reason=reason,
            day=self._clock.today(),
            now=self._clock.now(),
        )
        self._book.add_overrule(overrule)
        return overrule

    def offers(
        self, programme: Programme, exercise: Exercise, side: Side | None
    ) -> tuple[Offer, ...]:
        """Return what each choice for an exercise of a programme would do today."""
        self._book.look_again()
        self._carry(programme)
        return offers(
            programme,
            self._catalogue,
            self._book.history,
            exercise,
            side,
            day=self._clock.today(),
            now=self._clock.now(),
            carried=self._carried,
        )

    def silence(self, flag: Flag, until: date, note: str, knee: Knee | None = None) -> Silence:
        """Keep that a known sign was checked and does not count until a day.

        Args:
            flag: The sign.
            until: The last day on which it does not count.
            note: Who checked it, and when.
            knee: Which knee it is known of; the one that is looked after unless given.

        Raises:
            KneecoachError: The sign is never silenced, the day will not do, it is not said who
                checked it, or it cannot be kept.
        """
        silence = new_silence(
            self.person,
            flag,
            until,
            note,
            knee=knee or self.person.sore_knee,
            day=self._clock.today(),
            now=self._clock.now(),
        )
        self._book.add_silence(silence)
        return silence

    def keep_function(
        self, told: Iterable[ToldScore], day: date | None = None
    ) -> tuple[FunctionScore, ...]:
        """Keep what the knee can do on a day (today unless given), and return the records.

        Raises:
            KneecoachError: Nothing is told, a score cannot be, or it cannot be kept.
        """
        scores = new_scores(
            self.person,
            self.history,
            told,
            day=day or self._clock.today(),
            today=self._clock.today(),
            now=self._clock.now(),
        )
        self._book.add_function(scores)
        return scores

    def log(self, record: SessionRecord, check_in: CheckIn | None = None) -> None:
        """Keep a session done away from the computer, and the morning after it when known.

        The morning goes first: when the session then cannot be kept, telling both once more does
        no harm, because a later word on a morning corrects an earlier one.

        Raises:
            KneecoachError: Its day is still to come, or it cannot be kept.
        """
        if record.day > self._clock.today():
            raise KneecoachError(
                f"{record.day:%d %B %Y} is still to come.", "Log a session on or after its day."
            )
        if check_in is not None:
            self._book.add_check_in(check_in)
        self._book.add_session(record)

    def correct(
        self, record: SessionRecord, correction: Correction, within: Programme | None
    ) -> tuple[ChangedDose, ...]:
        """Keep what a session should have said, and return what that changes today.

        A new record takes the place of the old one, which stays in the history.

        Args:
            record: The session as it stands.
            correction: What it should have said.
            within: The programme in use, whose doses are compared; None for no comparison.

        Raises:
            KneecoachError: It cannot be corrected so, was corrected already, or cannot be kept.
        """
        self._book.look_again()
        if any(one.replaces == record.id for one in self.history.sessions):
            raise KneecoachError(
                "This session has been corrected already.", "Open the corrected one under Progress."
            )
        now = self._clock.now()
        zone = now.astimezone().tzinfo or UTC
        new = corrected(record, correction, now=now, zone=zone)
        before = None if within is None else self.plan_day(within)
        self._book.add_session(new)
        if within is None or before is None:
            return ()
        return find_changes(before, self.plan_day(within))

    def delete(self, records: Records) -> None:
        """Take records out of all that is read; `bring_back` undoes it.

        Raises:
            KneecoachError: It cannot be kept.
        """
        self._withdraw(records, is_back=False)

    def deletions(self) -> tuple[Deletion, ...]:
        """Return what was deleted and did not come back, the latest first."""
        from kneecoach.coach.deleting import find_deletions  # noqa: PLC0415 - seldom

        return find_deletions(self._book.withdrawals())

    def bring_back(self, records: Records) -> None:
        """Bring deleted records back.

        Raises:
            KneecoachError: It cannot be kept.
        """
        self._withdraw(records, is_back=True)

    def _withdraw(self, records: Records, *, is_back: bool) -> None:
        from kneecoach.coach.deleting import moment_after, new_withdrawals  # noqa: PLC0415 - seldom

        today = self._clock.today()
        now = moment_after(self._book.withdrawals(), self._clock.now())
        words = new_withdrawals(self.person, records, day=today, now=now, is_back=is_back)
        self._book.withdraw(words)

    def open_session(self) -> SessionRecord | None:
        """Return the latest session that was cut off, or None; none that goes on elsewhere."""
        self._book.look_again()
        open_ones = (one for one in reversed(self.history.sessions) if one.ending is Ending.OPEN)
        return next((one for one in open_ones if not self.is_under_way_elsewhere(one)), None)

    def plan_of(self, record: SessionRecord) -> Plan:
        """Return the plan that a kept session followed, so that it can go on as it was.

        Raises:
            KneecoachError: The programme or one of the exercises is in no pack any more.
        """
        return plan_again(record, self.programme_of(record), self._catalogue)

    def programme_of(self, record: SessionRecord) -> Programme:
        """Return the programme that a session followed, or the exercise alone that it tried.

        Raises:
            KneecoachError: It is in no pack any more.
        """
        if is_try(record):
            return programme_of_try(record, self._catalogue)
        return self.programme(record.programme_id)

    def _new_record(
        self, plan: Plan, before: Before, ending: Ending, exercises: tuple[DoneExercise, ...]
    ) -> SessionRecord:
        return SessionRecord(
            id=uuid4(),
            person_id=self.person.id,
            programme_id=plan.programme.id,
            started_at=self._clock.now(),
            day=plan.day,
            before=before.pain,
            ending=ending,
            knee=self.person.sore_knee,
            exercises=exercises,
            new_onset=before.new_onset,
            knees=before.knees,
            scores=Scores(flags=before.flags),
        )


def _is_same_rest(one: SessionRecord, other: SessionRecord) -> bool:
    """Tell whether two records say the same of one day on which there was no session."""
    return _said_at_rest(one) == _said_at_rest(other)


def _said_at_rest(one: SessionRecord) -> tuple[object, ...]:
    return (one.ending, one.day, one.programme_id, one.before, one.new_onset, one.scores.flags)
