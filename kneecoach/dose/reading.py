"""Say what each session felt like and what was known when it began, once for each that is alike.

Exercises of one session mostly share their scores, and legs the mornings after it, so most of this
work is done once for all of them.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from typing import Final, NamedTuple

from kneecoach.dose.bands import PainBand, asks_for_rest
from kneecoach.dose.diary import Diary, Key
from kneecoach.dose.journal import Journal
from kneecoach.dose.parts import Answer
from kneecoach.dose.signs import Signs, read_signs
from kneecoach.dose.silences import that_count
from kneecoach.model.dose import Side
from kneecoach.model.feedback import Feedback, Today
from kneecoach.model.record import SessionRecord
from kneecoach.model.units import PainScore
from kneecoach.values import replace

_ONE_DAY: Final = timedelta(days=1)

_After = tuple[int | None, PainScore | None, PainScore | None]
"""Rest days through which pain lasted, the next morning's, and the worst of those mornings."""


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


class Reading:
    """Make signs of what sessions held, for one diary and one band of pain."""

    __slots__ = ("_after", "_alike", "_band", "_keys", "_known", "_mornings", "_sessions", "_until")

    def __init__(self, journal: Journal, diary: Diary, band: PainBand) -> None:
        """Begin with nothing read."""
        self._sessions = journal.sessions
        self._keys = journal.keys
        self._until = journal.lasted_until
        self._mornings = diary.mornings
        self._band = band
        self._known: dict[Answer, Signs] = {}
        self._alike: dict[tuple[object, ...], Signs] = {}
        self._after: dict[tuple[int, PainScore], _After] = {}

    def read(self, answer: Answer, day: date) -> Signs:
        """Return the signs of a part of a session, as they are known on a day."""
        place = answer.place
        until = self._until[place]
        if day < until:
            return self._signs(answer, self._mornings_after(place, answer.before, day))
        signs = self._known.get(answer)
        if signs is None:
            known = (place, answer.before)
            after = self._after.get(known)
            if after is None:
                after = self._after[known] = self._mornings_after(place, answer.before, until)
            signs = self._known[answer] = self._signs(answer, after)
        return signs

    def _signs(self, answer: Answer, after: _After) -> Signs:
        """Return what a session's scores say, which is worked out once for all that are alike."""
        place, during, complete, spare, before, at_its_end = answer
        lasted, morning, worst = after
        day, scores = self._keys[place][0], self._sessions[place].scores
        felt = Feedback(
            day,
            before,
            during,
            at_its_end,
            morning,
            lasted,
            complete,
            scores.effort,
            spare,
            scores.sharp,
            scores.throughout,
            worst,
        )
        alike = self._alike.get(felt[1:])
        if alike is None:
            alike = self._alike[felt[1:]] = read_signs(felt, self._band)
        return alike if alike.day == day else Signs(day, felt, *alike[2:])

    def _mornings_after(self, place: int, before: PainScore, until: date) -> _After:
        """Return how many rest days pain outlasted a session, the next morning's, the worst.

        A day without a check-in counts as sore when a later one, before the next session, still
        is. Without any check-in all are unknown.
        """
        lasted: int | None = None
        first: PainScore | None = None
        worst: PainScore | None = None
        day, mornings = self._keys[place][0], self._mornings
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


class Reader:
    """Make moments and readings of a journal, each only once."""

    __slots__ = ("_journal", "_moments", "_ordinary", "_readings")

    def __init__(self, journal: Journal) -> None:
        """Begin with nothing read."""
        self._journal = journal
        self._readings: dict[tuple[int, PainBand], Reading] = {}
        self._moments: dict[tuple[int, Side | None], Moment] = {}
        self._ordinary: dict[Side | None, set[int]] = {side: set() for side in (None, *Side)}

    def reading(self, side: Side | None, band: PainBand) -> Reading:
        """Return what makes signs of the sessions of a leg; the same one for the same diary."""
        diary = self._journal.diaries[side]
        key = (id(diary), band)
        reading = self._readings.get(key)
        if reading is None:
            reading = self._readings[key] = Reading(self._journal, diary, band)
        return reading

    def known_ordinary(self, side: Side | None) -> AbstractSet[int]:
        """Return the places of sessions that were found to be ordinary up to now."""
        return self._ordinary[side]

    def is_ordinary(self, place: int, side: Side | None) -> bool:
        """Tell whether nothing stood, or was said before a session, that a rule would answer."""
        if self._find_ordinary(place, side):
            self._ordinary[side].add(place)
            return True
        return False

    def _find_ordinary(self, place: int, side: Side | None) -> bool:
        journal = self._journal
        record = journal.sessions[place]
        before = record.before_of(side) if record.knees else record.before
        if asks_for_rest(before, is_new=record.new_onset):
            return False
        if not journal.severe and not journal.diaries[side].moments:
            return True
        moment = self.moment(place, side)
        return not moment.is_severe and not moment.today.flags

    def moment(self, place: int, side: Side | None) -> Moment:
        """Return what was known of the knee when a session began."""
        journal = self._journal
        record, diaries = journal.sessions[place], journal.diaries
        if diaries[side] is diaries[None] and not record.knees:
            side = None
        moment = self._moments.get((place, side))
        if moment is None:
            moment = self.moment_of(today_of(record, side), journal.keys[place], side)
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


def today_of(record: SessionRecord, side: Side | None) -> Today:
    """Return what was said when a session began of one knee, or of the worse of both."""
    return Today(day=record.day, before=record.before_of(side), new_onset=record.new_onset)
