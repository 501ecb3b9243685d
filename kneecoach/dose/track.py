"""Pick one exercise on one side out of the journal, and say what each session felt like."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from kneecoach.dose.bands import PainBand
from kneecoach.dose.diary import Diary, Key, session_key
from kneecoach.dose.journal import Journal, extend_journal, read_journal
from kneecoach.dose.signs import Signs, read_signs
from kneecoach.dose.silences import that_count
from kneecoach.dose.volume import time_of
from kneecoach.model.dose import Repetitions, Side
from kneecoach.model.feedback import ALL, Feedback, Today
from kneecoach.model.record import (
    Choice,
    DoneExercise,
    Ending,
    History,
    Overrule,
    SessionRecord,
)
from kneecoach.model.units import PainScore, Percent
from kneecoach.values import dataclass, replace

_ONE_DAY: Final = timedelta(days=1)


class Part(NamedTuple):
    """What one session held of one exercise on one side.

    Attributes:
        place: The session's place in the journal.
        level: Lowest level that was asked for.
        during: Worst pain in the exercise, or None when not known.
        complete: Share of the work that was done.
        spare: Fewest repetitions left in the tank, or None when not known.
        kilograms: Lowest added weight that was asked for, or None without one.
        seconds: Least time that was spent in it, where the work is counted in time; else 0.
        before: Pain just before the session, in the leg where each was asked about.
        after: Pain at its end, likewise; None when not known.
    """

    place: int
    level: int
    during: PainScore | None
    complete: Percent
    spare: int | None
    kilograms: float | None
    seconds: float
    before: PainScore
    after: PainScore | None


_Asked = tuple[Side | None, Part]
"""What a session held of an exercise, for one leg or for both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """One person's history as it is known on a day, read once for all exercises.

    Attributes:
        journal: What counts, in order.
        asked: For each exercise what its sessions held, oldest first.
        reader: Makes feedback of it.
        overrules: For each exercise the doses that the person chose, oldest first.
    """

    journal: Journal
    asked: Mapping[str, Sequence[_Asked]]
    reader: Reader
    overrules: Mapping[str, Sequence[Overrule]]


def read_records(history: History, day: date) -> Records:
    """Return a history as it is known on a day; what is dated later is left out."""
    journal = read_journal(history, day)
    asked: dict[str, list[_Asked]] = defaultdict(list)
    for place, record in enumerate(journal.sessions):
        _add_entries(asked, place, record)
    return Records(
        journal=journal,
        asked=asked,
        reader=Reader(journal),
        overrules=_overrules_until(history, day),
    )


def extend_records(earlier: Records, history: History, since: date, day: date) -> Records:
    """Return the same as `read_records`, where all that is dated before a day was read already."""
    journal = extend_journal(earlier.journal, history, since, day)
    asked = defaultdict(list, {name: list(entries) for name, entries in earlier.asked.items()})
    for place in range(len(earlier.journal.sessions), len(journal.sessions)):
        _add_entries(asked, place, journal.sessions[place])
    return Records(
        journal=journal,
        asked=asked,
        reader=Reader(journal),
        overrules=_overrules_until(history, day),
    )


def _overrules_until(history: History, day: date) -> Mapping[str, Sequence[Overrule]]:
    chosen: dict[str, list[Overrule]] = {}
    known = (one for one in history.overrules if one.day <= day)
    for one in sorted(known, key=lambda one: (overrule_key(one), one.id)):
        chosen.setdefault(one.exercise_id, []).append(one)
    return chosen


def overrule_key(overrule: Overrule) -> Key:
    """Return the moment from which a dose that the person chose counts."""
    return (overrule.day, 1, overrule.recorded_at.timestamp())


def overrules_of(records: Records, exercise_id: str, side: Side | None) -> tuple[Overrule, ...]:
    """Return what the person chose for an exercise on a side, oldest first.

    What was chosen for the exercise as a whole concerns each leg. Where both legs share a dose, a
    choice for one of them holds it or takes it down, but never up.
    """
    return tuple(
        one
        for one in records.overrules.get(exercise_id, ())
        if one.side is None or one.side is side or (side is None and one.choice is not Choice.UP)
    )


def _add_entries(asked: dict[str, list[_Asked]], place: int, record: SessionRecord) -> None:
    """Add what a session held of each exercise; nothing of one it was cut off before."""
    all_whole, worst = _is_whole(record), record.scores.during
    alike: dict[tuple[int | float | None, ...], Part] = {}
    for one in record.exercises:
        dose = one.dose
        complete = ALL if all_whole else _complete(record, one)
        if not complete and record.ending is Ending.ABANDONED:
            continue
        during, before, after = one.during, record.before, record.scores.after
        if record.knees:
            before, after = record.before_of(one.side), record.after_of(one.side)
            worst = record.during_of(one.side)
        during = worst if during is None else during
        kilograms = None if dose.load is None else dose.load.kilograms
        seconds = 0.0 if isinstance(dose.work, Repetitions) else time_of(dose) * complete / ALL
        key = (one.level, during, complete, one.spare, kilograms, seconds, before, after)
        part = alike.get(key)
        if part is None:
            part = alike[key] = Part(
                place, one.level, during, complete, one.spare, kilograms, seconds, before, after
            )
        asked[one.exercise_id].append((one.side, part))


def _is_whole(record: SessionRecord) -> bool:
    """Tell whether all planned sets of a session were done whole, as they mostly are."""
    whole = {(one.position, one.side, one.set_number) for one in record.sets if one.complete == ALL}
    planned = [
        (one.position, one.side, number)
        for one in record.exercises
        for number in range(1, one.dose.sets + 1)
    ]
    return whole.issuperset(planned)


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


def parts_of(
    records: Records, exercise_id: str, side: Side | None, band: PainBand, first: int = 0
) -> list[Part]:
    """Return what each session from a place on held of an exercise on a side, oldest first.

    What was done with both legs belongs to each of them; a shared track takes everything. Of
    several parts of one session, the worst of each counts.
    """
    parts: list[Part] = []
    asked = records.asked.get(exercise_id, ())
    start = bisect_left(asked, first, key=lambda entry: entry[1].place) if first else 0
    for leg, part in asked[start:]:
        if side is not None and leg is not side and leg is not None:
            continue
        if parts and parts[-1].place == part.place:
            parts[-1] = _worse(parts[-1], part, band)
        else:
            parts.append(part)
    return parts


def _worse(one: Part, other: Part, band: PainBand) -> Part:
    """Return two parts of a session as one; what is not known keeps a calm part unknown."""
    if one == other:
        return one
    known = [part.during for part in (one, other) if part.during is not None]
    during = max(known) if known else None
    if during is not None and len(known) < 2 and during <= band.clean_up_to:
        during = None
    weights = [part.kilograms for part in (one, other) if part.kilograms is not None]
    return Part(
        place=one.place,
        level=min(one.level, other.level),
        during=during,
        complete=min(one.complete, other.complete),
        spare=None if one.spare is None or other.spare is None else min(one.spare, other.spare),
        kilograms=min(weights) if len(weights) == 2 else None,
        seconds=min(one.seconds, other.seconds),
        before=min(one.before, other.before),
        after=one.after if other.after is None else max(other.after, one.after or other.after),
    )


class Moment(NamedTuple):
    """What is known of the knee at one moment, whatever the exercise.

    Attributes:
        today: The pain, and the signs that stand.
        cleared_on: Day from which someone has been seen about the knee, or None.
        is_severe: Severe pain was recorded, and nobody has been seen since.
    """

    today: Today
    cleared_on: date | None
    is_severe: bool


class Reader:
    """Make moments, feedback and signs of records, once for each that is alike.

    Exercises of one session mostly share them, so most of this work is saved.
    """

    __slots__ = ("_journal", "_moments", "_signs")

    def __init__(self, journal: Journal) -> None:
        """Begin with nothing read."""
        self._journal = journal
        self._signs: dict[tuple[object, ...], Signs] = {}
        self._moments: dict[tuple[int, Side | None], Moment] = {}

    def moment(self, place: int, side: Side | None) -> Moment:
        """Return what was known of the knee when a session began."""
        moment = self._moments.get((place, side))
        if moment is None:
            record = self._journal.sessions[place]
            moment = self.moment_of(today_of(record, side), session_key(record), side)
            self._moments[place, side] = moment
        return moment

    def moment_of(self, today: Today, key: Key, side: Side | None) -> Moment:
        """Return what was known of the knee just before a moment."""
        cleared_on = self._journal.cleared_on(today.day)
        journal, said = self._journal, today.flags
        flags = journal.diaries[side].flags(key, cleared_on)
        if said:
            flags |= that_count(said, today.knee, side, today.day, journal.silences)
        return Moment(
            today=replace(today, flags=flags) if flags != said else today,
            cleared_on=cleared_on,
            is_severe=self._journal.was_severe(key, cleared_on),
        )

    def read(self, part: Part, diary: Diary, band: PainBand, day: date) -> Signs:
        """Return the signs of a part of a session, as they are known on a day."""
        place, until = part.place, self._journal.lasted_until[part.place]
        if day < until:
            return self._read_anew(part, diary, band, day)
        felt = (part.before, part.during, part.after)
        key = (place, felt, part.complete, part.spare, id(diary), id(band))
        signs = self._signs.get(key)
        if signs is None:
            signs = self._signs[key] = self._read_anew(part, diary, band, until)
        return signs

    def _read_anew(self, part: Part, diary: Diary, band: PainBand, until: date) -> Signs:
        return read_signs(_feedback(self._journal.sessions[part.place], part, diary, until), band)


def _feedback(record: SessionRecord, part: Part, diary: Diary, until: date) -> Feedback:
    scores = record.scores
    lasted, morning, worst = _mornings_after(record.day, part.before, diary, until)
    return Feedback(
        record.day,
        part.before,
        part.during,
        part.after,
        morning,
        lasted,
        part.complete,
        scores.effort,
        part.spare,
        scores.sharp,
        scores.throughout,
        worst,
    )


def _mornings_after(
    day: date, before: PainScore, diary: Diary, until: date
) -> tuple[int | None, PainScore | None, PainScore | None]:
    """Return how many rest days pain stayed above its level before, the next morning's, the worst.

    A day without a check-in counts as sore when a later one, before the next session, still is.
    Without any check-in all are unknown.
    """
    lasted: int | None = None
    first: PainScore | None = None
    worst: PainScore | None = None
    mornings = diary.mornings
    for days in range(1, (until - day).days + 1):
        day += _ONE_DAY
        morning = mornings.get(day)
        if morning is None:
            continue
        pain = morning.pain
        if days == 1:
            first = pain
        if worst is None or pain > worst:
            worst = pain
        if pain <= before:
            return (0 if lasted is None else lasted), first, worst
        lasted = days
    return lasted, first, worst


def today_of(record: SessionRecord, side: Side | None) -> Today:
    """Return what was said when a session began of one knee, or of the worse of both."""
    return Today(day=record.day, before=record.before_of(side), new_onset=record.new_onset)
