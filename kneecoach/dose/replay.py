"""Fold a person's history into the dose of one exercise on one side, decision by decision.

Nothing about the dose is stored as the truth. Each session is judged with what is known of the
days before it, so a score that comes late, or is corrected, corrects everything after it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Final

from kneecoach.dose.bands import PainBand
from kneecoach.dose.chain import Cause, Link
from kneecoach.dose.choice_words import asked_in_a_rest
from kneecoach.dose.course import advance, begin
from kneecoach.dose.diary import Diary, Key, session_key
from kneecoach.dose.fold import Fold
from kneecoach.dose.journal import Journal
from kneecoach.dose.judge import judge
from kneecoach.dose.known import DAY_OF
from kneecoach.dose.parts import Part
from kneecoach.dose.reading import Moment, today_of
from kneecoach.dose.situation import Course, Frame, Situation, calm_in_a_row
from kneecoach.dose.track import Records, overrule_key, overrules_of, parts_of
from kneecoach.dose.verdict import Verdict
from kneecoach.model.decision import Action, Decision
from kneecoach.model.dose import Side
from kneecoach.model.feedback import Today
from kneecoach.model.record import Overrule, SessionRecord
from kneecoach.values import dataclass, replace

_SPEAKS_FOR_ITSELF: Final = frozenset({Action.SEEK_CARE, Action.PAUSE, Action.REDUCE_REST})


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """Where one exercise stands on one side, and how it came there.

    Attributes:
        fold: What the decisions were made with.
        situation, verdict: What is looked at and decided today.
        course: How far it had come before today's decision.
        next_course: How far it comes with today's decision.
        last_level: Level of the last session; None before the first.
        rests_until: First day after a rest that was asked for, or None.
        rested: The decision that asked for that rest, or None.
        calm: Calm sessions in a row at the present level.
        break_began: Day on which the present break began, or None.
    """

    fold: Fold
    situation: Situation
    verdict: Verdict
    course: Course
    next_course: Course
    last_level: int | None
    rests_until: date | None
    rested: Link | None
    calm: int
    break_began: date | None

    @property
    def chain(self) -> tuple[Link, ...]:
        """Return every decision that took effect, oldest first; none unless they were kept."""
        return self.fold.chain

    @property
    def is_resting(self) -> bool:
        """Tell whether a rest that was asked for still runs."""
        return self.rests_until is not None and self.rests_until > self.situation.today.day

    @property
    def days_at_level(self) -> int:
        """Return the whole days since the dose last changed."""
        return self.situation.days_at_level

    @property
    def decided(self) -> Link:
        """Return today's decision with what it looked at; during a rest, what asked for it."""
        speaks = self.verdict.action in _SPEAKS_FOR_ITSELF
        if self.is_resting and self.rested is not None and not speaks:
            return self.rested
        return Link(
            cause=Cause.REST,
            situation=self.situation,
            verdict=self.verdict,
            level=self.next_course.level,
        )

    @property
    def decision(self) -> Decision:
        """Return today's decision in words; during a rest, the one that asked for it."""
        decided, choice = self.decided, self.situation.choice
        if decided is not self.rested or choice is None:
            return decided.decision
        reason = " ".join(filter(None, (decided.decision.reason, asked_in_a_rest(choice))))
        return replace(decided.decision, reason=reason)


def calm_days(folds: Iterable[Fold], since: date = date.min) -> AbstractSet[date]:
    """Return the days from one on with a session of some exercises that was calm in all of them."""
    calm: set[date] = set()
    sore: set[date] = set()
    for fold in folds:
        signs = fold.signs
        for one in signs[bisect_left(signs, since, key=DAY_OF) :]:
            (calm if one.is_clean else sore).add(one.day)
    return calm - sore


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """Everything in a history that one exercise on one side is decided by.

    Attributes:
        side: Which leg; None for an exercise that both legs share.
        diary: What the mornings say of it.
        parts: What the sessions held of it, oldest first.
        rests: Sessions that were not started, oldest first.
        overrules: Doses that the person chose, oldest first.
        since: Day from which all this is, or None for everything.
    """

    side: Side | None
    diary: Diary
    parts: tuple[Part, ...]
    rests: tuple[SessionRecord, ...]
    overrules: tuple[Overrule, ...]
    since: date | None = None

    def is_like(self, other: Track) -> bool:
        """Tell whether another track cannot but lead to the same decisions."""
        return (
            self.diary is other.diary
            and self.parts == other.parts
            and self.rests == other.rests
            and self.overrules == other.overrules
        )


def find_track(
    records: Records,
    exercise_id: str,
    side: Side | None,
    band: PainBand,
    since: date | None = None,
) -> Track:
    """Return what a history holds of one exercise on one side, from a day on where one is given."""
    journal = records.journal
    rests = (record for record in journal.rests if _concerns(record, exercise_id, side))
    chosen = overrules_of(records, exercise_id, side)
    if since is None:
        parts = parts_of(records, exercise_id, side, band)
        return Track(
            side=side,
            diary=journal.diaries[side],
            parts=tuple(parts),
            rests=tuple(rests),
            overrules=chosen,
        )
    parts = parts_of(records, exercise_id, side, band, first=bisect_left(journal.keys, (since,)))
    return Track(
        side=side,
        diary=journal.diaries[side],
        parts=tuple(parts),
        rests=tuple(record for record in rests if record.day >= since),
        overrules=tuple(one for one in chosen if one.day >= since),
        since=since,
    )


def replay(
    records: Records,
    track: Track,
    frame: Frame,
    *,
    start_level: int,
    today: Today,
    keeps_chain: bool = False,
    carried: Fold | None = None,
) -> Replayed:
    """Return where an exercise stands on one side, from its whole history.

    Args:
        records: The history as it is known today.
        track: What it holds of the exercise.
        frame: The exercise with its ladder and limits.
        start_level: Level to begin with when there is no history.
        today: What is known of the knee today.
        keeps_chain: Whether every decision is kept, to be explained; costs memory and time.
        carried: A fold that has taken in all that is before the track's first day.
    """
    if carried is None:
        fold = Fold(records, track.side, frame, begin(frame, start_level), keeps_chain=keeps_chain)
    else:
        fold = carried.carried_on(records, track.side)
    take_in(fold, records, track)
    now = _with_check_in(today, track.diary, records.journal)
    moment = records.reader.moment_of(now, (today.day, 2, 0.0), track.side)
    return _now(fold, frame, moment)


def take_in(fold: Fold, records: Records, track: Track) -> None:
    """Let a fold take in all of a track, oldest first."""
    side, diary, reader = track.side, track.diary, records.reader
    more = _more(track)
    if not more:
        fold.sessions(track.parts)
        return
    for key, event in _events(records, track, more):
        if isinstance(event, Part):
            fold.sessions((event,))
        elif isinstance(event, Overrule):
            fold.choose(event.choice)
        elif isinstance(event, SessionRecord):
            fold.rest(Cause.REST, reader.moment_of(today_of(event, side), key, side))
        else:
            new = Today(day=event, before=diary.mornings[event].pain, new_onset=True)
            fold.rest(Cause.NEW_PAIN, reader.moment_of(new, key, side))


_Event = Part | SessionRecord | Overrule | date


def _more(track: Track) -> list[tuple[Key, _Event]]:
    """Return all but the sessions that makes the dose be decided anew."""
    since = track.since
    more: list[tuple[Key, _Event]] = [(overrule_key(one), one) for one in track.overrules]
    more += [(session_key(record), record) for record in track.rests]
    more += [((day, 0, 0.0), day) for day in track.diary.new_pains if since is None or day >= since]
    return more


def _events(
    records: Records, track: Track, more: list[tuple[Key, _Event]]
) -> list[tuple[Key, _Event]]:
    """Return everything that makes the dose be decided anew, oldest first.

    What was chosen at the very moment of a session was chosen for it.
    """
    keys = records.journal.keys
    events: list[tuple[Key, _Event]] = [(keys[part.place], part) for part in track.parts]
    return sorted([*more, *events], key=lambda event: event[0])


def _concerns(record: SessionRecord, exercise_id: str, side: Side | None) -> bool:
    """Tell whether a session that was not started would have held an exercise on a side."""
    return not record.exercises or any(
        one.exercise_id == exercise_id and (side is None or one.side in (side, None))
        for one in record.exercises
    )


def _with_check_in(today: Today, diary: Diary, journal: Journal) -> Today:
    """Return today with this morning's score as the pain now, unless a later word is known."""
    morning = diary.mornings.get(today.day)
    if morning is None:
        return today
    has_trained = bool(journal.sessions) and journal.sessions[-1].day == today.day
    before = morning.pain if today.before is None and not has_trained else today.before
    return replace(today, before=before, new_onset=today.new_onset or morning.new_onset)


def _now(fold: Fold, frame: Frame, moment: Moment) -> Replayed:
    """Return where an exercise stands at a moment."""
    situation = fold.look(moment)
    verdict = judge(situation)
    link = Link(cause=Cause.REST, situation=situation, verdict=verdict, level=fold.course.level)
    if verdict.rests_until is not None:
        fold.wait_until(verdict.rests_until, link)
    return Replayed(
        fold=fold,
        situation=situation,
        verdict=verdict,
        course=fold.course,
        next_course=advance(frame, fold.course, verdict, moment.today.day),
        last_level=fold.reached.level,
        rests_until=fold.rests_until,
        rested=fold.rested,
        calm=calm_in_a_row(fold.signs, fold.course.since),
        break_began=None if fold.running is None else fold.running.began,
    )
