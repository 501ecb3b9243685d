"""Pick one exercise on one side out of the journal, and say what each session felt like."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kneecoach.dose.bands import PainBand
from kneecoach.dose.diary import Diary
from kneecoach.dose.journal import Journal, read_journal
from kneecoach.dose.signs import Signs, read_signs
from kneecoach.model.dose import Side
from kneecoach.model.feedback import ALL, Feedback
from kneecoach.model.record import DoneExercise, DoneSet, Ending, History, SessionRecord
from kneecoach.model.units import PainScore, Percent


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one session held of one exercise on one side.

    Attributes:
        place: The session's place in the journal.
        level: Lowest level that was asked for.
        during: Worst pain in the exercise, or None when not known.
        complete: Share of the work that was done.
        spare: Fewest repetitions left in the tank, or None when not known.
    """

    place: int
    level: int
    during: PainScore | None
    complete: Percent
    spare: int | None


Contents = Mapping[str, Sequence[tuple[int, DoneExercise]]]
"""For each exercise, the places of its sessions in the journal with what was asked for."""


def parts_of(records: Records, exercise_id: str, side: Side | None, band: PainBand) -> list[Part]:
    """Return what each session held of an exercise on a side, oldest first.

    What was done with both legs belongs to each of them; a shared track takes everything.
    """
    parts: list[Part] = []
    waiting: list[DoneExercise] = []
    entries = records.contents.get(exercise_id, ())
    for number, (place, asked) in enumerate(entries):
        if side is None or asked.side is side or asked.side is None:
            waiting.append(asked)
        is_last = number + 1 == len(entries) or entries[number + 1][0] != place
        if is_last and waiting:
            part = _part(records.journal.sessions[place], place, waiting, band)
            if part is not None:
                parts.append(part)
            waiting = []
    return parts


def _part(
    record: SessionRecord, place: int, asked: Sequence[DoneExercise], band: PainBand
) -> Part | None:
    """Return what a session held of some of its exercises; None when it was cut off before them."""
    complete = _complete(record, asked)
    if record.ending is Ending.ABANDONED and complete == 0:
        return None
    if len(asked) == 1:
        only = asked[0]
        during = record.scores.during if only.during is None else only.during
        return Part(
            place=place, level=only.level, during=during, complete=complete, spare=only.spare
        )
    known = [one.spare for one in asked if one.spare is not None]
    return Part(
        place=place,
        level=min(one.level for one in asked),
        during=_worst_during(record, asked, band),
        complete=complete,
        spare=min(known) if len(known) == len(asked) else None,
    )


def _worst_during(
    record: SessionRecord, asked: Sequence[DoneExercise], band: PainBand
) -> PainScore | None:
    """Return the worst pain of several parts; one that is not known keeps a calm one unknown."""
    scores = [record.scores.during if one.during is None else one.during for one in asked]
    known = [score for score in scores if score is not None]
    if not known or (len(known) < len(scores) and max(known) <= band.clean_up_to):
        return None
    return max(known)


def _complete(record: SessionRecord, asked: Sequence[DoneExercise]) -> Percent:
    """Return the share of the planned sets that was done, rounded down.

    A session done away from the computer that kept no sets was done as asked.
    """
    if not record.sets:
        return ALL if record.ending is Ending.LOGGED else Percent(0)
    planned = sum(one.dose.sets for one in asked)
    done = sum(_done(record.sets, one) for one in asked)
    return Percent(min(int(ALL), done // planned))


def _done(sets: Iterable[DoneSet], asked: DoneExercise) -> int:
    """Return the percents of the sets of one exercise in all; of a set done twice, the better."""
    best: dict[int, int] = {}
    for one in sets:
        if one.position == asked.position and one.side is asked.side:
            best[one.set_number] = max(best.get(one.set_number, 0), one.complete)
    return sum(best.values())


class Reader:
    """Make feedback and signs of the parts of sessions, once for each that is alike.

    Exercises of one session mostly share their scores, so most of this work is saved.
    """

    __slots__ = ("_felt", "_journal")

    def __init__(self, journal: Journal) -> None:
        """Begin with nothing read."""
        self._journal = journal
        self._felt: dict[tuple[object, ...], Signs] = {}

    def read(self, part: Part, diary: Diary, band: PainBand, day: date) -> Signs:
        """Return the signs of a part of a session, as they are known on a day."""
        until = self._journal.lasted_until[part.place]
        until = min(until, day)
        key = (part.place, part.during, part.complete, part.spare, until, id(diary), id(band))
        signs = self._felt.get(key)
        if signs is None:
            record = self._journal.sessions[part.place]
            signs = read_signs(_feedback(record, part, diary, until), band)
            self._felt[key] = signs
        return signs


def _feedback(record: SessionRecord, part: Part, diary: Diary, until: date) -> Feedback:
    scores = record.scores
    next_day = record.day + timedelta(days=1)
    morning = diary.mornings.get(next_day) if next_day <= until else None
    return Feedback(
        day=record.day,
        before=record.before,
        during=part.during,
        after=scores.after,
        morning=None if morning is None else morning.pain,
        lasted=_lasted(record, diary, until),
        complete=part.complete,
        effort=scores.effort,
        spare=part.spare,
        sharp=scores.sharp,
        throughout=scores.throughout,
    )


def _lasted(record: SessionRecord, diary: Diary, until: date) -> int | None:
    """Return the rest days on which pain stayed above its level before; None when not recorded.

    A day without a check-in counts as sore when a later one, before the next session, still is.
    """
    lasted: int | None = None
    for days in range(1, (until - record.day).days + 1):
        morning = diary.mornings.get(record.day + timedelta(days=days))
        if morning is None:
            continue
        if morning.pain <= record.before:
            return 0 if lasted is None else lasted
        lasted = days
    return lasted


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """One person's history as it is known on a day, read once for all exercises.

    Attributes:
        journal: What counts, in order.
        contents: What each session asked for.
        reader: Makes feedback of it.
    """

    journal: Journal
    contents: Contents
    reader: Reader


def read_records(history: History, day: date) -> Records:
    """Return a history as it is known on a day; what is dated later is left out."""
    journal = read_journal(history, day)
    return Records(journal=journal, contents=_list_contents(journal), reader=Reader(journal))


def _list_contents(journal: Journal) -> Contents:
    contents: dict[str, list[tuple[int, DoneExercise]]] = {}
    for place, record in enumerate(journal.sessions):
        for asked in record.exercises:
            contents.setdefault(asked.exercise_id, []).append((place, asked))
    return contents
