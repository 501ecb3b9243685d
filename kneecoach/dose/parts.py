"""Say what each session held of an exercise on a side: how much of it was done, what it hurt."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import NamedTuple

from kneecoach.dose.bands import PainBand
from kneecoach.dose.volume import time_of
from kneecoach.model.dose import Dose, Repetitions, Side
from kneecoach.model.feedback import ALL
from kneecoach.model.record import DoneExercise, Ending, SessionRecord
from kneecoach.model.units import PainScore, Percent


class Answer(NamedTuple):
    """What one session felt like in an exercise; the same one for all that were alike in it.

    Attributes:
        place: The session's place in the journal.
        during: Worst pain in the exercise, or None when not known.
        complete: Share of the work that was done.
        spare: Fewest repetitions left in the tank, or None when not known.
        before: Pain just before the session, in the leg where each was asked about.
        after: Pain at its end, likewise; None when not known.
    """

    place: int
    during: PainScore | None
    complete: Percent
    spare: int | None
    before: PainScore
    after: PainScore | None


class Part(NamedTuple):
    """What one session held of one exercise on one side.

    Attributes:
        place: The session's place in the journal.
        level: Lowest level that was asked for.
        kilograms: Lowest added weight that was asked for, or None without one.
        seconds: Least time that was spent in it, where the work is counted in time; else 0.
        answer: What it felt like; a reading goes by that alone.
    """

    place: int
    level: int
    kilograms: float | None
    seconds: float
    answer: Answer


Asked = tuple[Side | None, Part]
"""What a session held of an exercise, for one leg or for both."""


class PartsFinder:
    """Say what one session after another held; what is alike in the next one is known by then."""

    __slots__ = ("_amounts", "_done", "_planned")

    def __init__(self) -> None:
        """Begin with no session that was done whole."""
        self._amounts: dict[int, tuple[Dose, tuple[float | None, float]]] = {}
        self._planned: list[tuple[int, Side | None, int]] = []
        self._done: list[tuple[int, Side | None, int]] = []

    def add_parts(
        self, found: MutableMapping[str, list[Asked]], place: int, record: SessionRecord
    ) -> None:
        """Add what a session held of each exercise; nothing of one it was cut off before."""
        if record.knees or not self._is_whole(record):
            _add_each(found, place, record)
            return
        scores = record.scores
        worst, before, after = scores.during, record.before, scores.after
        answers: dict[tuple[PainScore | None, int | None], Answer] = {}
        part = dose = None
        for one in record.exercises:
            during = worst if one.during is None else one.during
            spare = one.spare
            answer = answers.get((during, spare))
            if answer is None:
                answer = Answer(place, during, ALL, spare, before, after)
                answers[during, spare] = answer
            # The legs of an exercise stand side by side, and mostly have the very same dose.
            if (
                part is None
                or one.dose is not dose
                or answer is not part.answer
                or one.level != part.level
            ):
                dose = one.dose
                kilograms, seconds = self._whole(dose)
                part = Part(place, one.level, kilograms, seconds, answer)
            found[one.exercise_id].append((one.side, part))

    def _whole(self, dose: Dose) -> tuple[float | None, float]:
        """Return the amounts of a dose that was done whole, each worked out once."""
        known = self._amounts.get(id(dose))
        if known is None:
            # The dose is kept with them, so that no other one can come to have its identity.
            known = self._amounts[id(dose)] = (dose, _amounts(dose, ALL))
        return known[1]

    def _is_whole(self, record: SessionRecord) -> bool:
        """Tell whether all planned sets of a session were done whole, as they mostly are.

        Where the last whole session had the very same sets, in the same order, nothing is counted.
        """
        done = [
            (one.position, one.side, one.set_number) for one in record.sets if one.complete == ALL
        ]
        planned = [(one.position, one.side, one.dose.sets) for one in record.exercises]
        if planned == self._planned and done == self._done:
            return True
        whole = set(done)
        is_whole = all(
            (position, side, number) in whole
            for position, side, sets in planned
            for number in range(1, sets + 1)
        )
        if is_whole:
            self._planned, self._done = planned, done
        return is_whole


def _add_each(found: MutableMapping[str, list[Asked]], place: int, record: SessionRecord) -> None:
    """Add what a session held of each exercise, each set and each knee for itself."""
    for one in record.exercises:
        complete = _complete(record, one)
        if not complete and record.ending is Ending.ABANDONED:
            continue
        side = one.side
        during = record.during_of(side) if one.during is None else one.during
        kilograms, seconds = _amounts(one.dose, complete)
        before, after = record.before_of(side), record.after_of(side)
        answer = Answer(place, during, complete, one.spare, before, after)
        found[one.exercise_id].append((side, Part(place, one.level, kilograms, seconds, answer)))


def _amounts(dose: Dose, complete: Percent) -> tuple[float | None, float]:
    """Return the added weight of a dose, and the seconds done of one that is counted in time."""
    kilograms = None if dose.load is None else dose.load.kilograms
    is_counted = isinstance(dose.work, Repetitions)
    return kilograms, 0.0 if is_counted else time_of(dose) * complete / ALL


def _complete(record: SessionRecord, one: DoneExercise) -> Percent:
    """Return the share of the planned sets that was done, rounded down.

    Of a set that was done twice, the better counts. A session done away from the computer that
    kept no sets was done as asked.
    """
    if not record.sets:
        return ALL if record.ending is Ending.LOGGED else Percent(0)
    best: dict[int, int] = {}
    for done in record.sets:
        if done.position == one.position and done.side is one.side:
            best[done.set_number] = max(best.get(done.set_number, 0), done.complete)
    share = sum(best.values()) // one.dose.sets
    return ALL if share >= ALL else Percent(share)


def worse_of(one: Part, other: Part, band: PainBand) -> Part:
    """Return two parts of a session as one; what is not known keeps a calm part unknown."""
    if one == other:
        return one
    weights = [part.kilograms for part in (one, other) if part.kilograms is not None]
    return Part(
        place=one.place,
        level=min(one.level, other.level),
        kilograms=min(weights) if len(weights) == 2 else None,
        seconds=min(one.seconds, other.seconds),
        answer=_worse_answer(one.answer, other.answer, band),
    )


def _worse_answer(one: Answer, other: Answer, band: PainBand) -> Answer:
    known = [answer.during for answer in (one, other) if answer.during is not None]
    during = max(known) if known else None
    if during is not None and len(known) < 2 and during <= band.clean_up_to:
        during = None
    return Answer(
        place=one.place,
        during=during,
        complete=min(one.complete, other.complete),
        spare=None if one.spare is None or other.spare is None else min(one.spare, other.spare),
        before=min(one.before, other.before),
        after=one.after if other.after is None else max(other.after, one.after or other.after),
    )
