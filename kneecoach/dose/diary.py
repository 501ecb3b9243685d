"""Read the mornings, one knee at a time: the latest word for each day, and the signs that stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from kneecoach.dose.silences import LEGS, is_silenced
from kneecoach.model.dose import Side
from kneecoach.model.feedback import EMERGENCY_FLAGS, Flag, Knee
from kneecoach.model.record import CheckIn, SessionRecord, Silence
from kneecoach.model.units import PainScore
from kneecoach.values import dataclass

Key = tuple[date, int, float]
"""A moment: a day; 0 for its morning, 1 for its sessions, 2 for its end; a time of the clock."""

Sign = tuple[Flag, date, Side]
"""A sign with the day of its report and the leg it is about."""

_KNEES: Final[Mapping[Side, tuple[Knee, Knee]]] = {
    Side.LEFT: (Knee.LEFT, Knee.BOTH),
    Side.RIGHT: (Knee.RIGHT, Knee.BOTH),
}


class Morning(NamedTuple):
    """How one leg was on one morning; where only the other was asked about, what that said."""

    pain: PainScore
    new_onset: bool
    walks_30_minutes: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Diary:
    """What the check-ins say of one leg, or of both together.

    Attributes:
        mornings: The latest word for each day; a day that is not there was not recorded.
        new_pains: Days on which pain was called sudden and new, oldest first.
        moments: Moments at which the signs that stand changed.
        standing: What stood from each of those moments on: each sign with the day of its report
            and the leg it is about.
        silences: Signs that do not count for a while.
    """

    mornings: Mapping[date, Morning]
    new_pains: tuple[date, ...]
    moments: tuple[Key, ...] = ()
    standing: tuple[tuple[Sign, ...], ...] = ()
    silences: tuple[Silence, ...] = ()

    def flags(self, key: Key, cleared_on: date | None) -> frozenset[Flag]:
        """Return the signs that stand just before a moment.

        Signs from before someone was seen are answered, except those of an emergency; known ones
        that were checked may be silenced for a while.
        """
        place = bisect_left(self.moments, key)
        if not place:
            return frozenset()
        return frozenset(
            flag
            for flag, day, leg in self.standing[place - 1]
            if (cleared_on is None or day >= cleared_on or flag in EMERGENCY_FLAGS)
            and not is_silenced(flag, leg, key[0], self.silences)
        )

    def latest(self, first: date, last: date) -> Morning | None:
        """Return the latest morning of some days, or None when none was recorded."""
        day = last
        while day >= first:
            morning = self.mornings.get(day)
            if morning is not None:
                return morning
            day -= timedelta(days=1)
        return None


def session_key(record: SessionRecord) -> Key:
    """Return the moment of a session."""
    return (record.day, 1, record.started_at.timestamp())


def write_diaries(
    check_ins: Sequence[CheckIn],
    records: Sequence[SessionRecord],
    silences: tuple[Silence, ...] = (),
    earlier: Mapping[Side | None, Diary] | None = None,
) -> Mapping[Side | None, Diary]:
    """Return a diary for each leg, and under None one for what both legs share.

    Args:
        check_ins: By day, those of one day in the order they were written down.
        records: Sessions and rests, oldest first.
        silences: Signs that do not count for a while.
        earlier: Diaries of the days before, to go on from.
    """
    before = _NO_DIARIES if earlier is None else earlier
    signs = _follow_signs(check_ins, records, before[None])
    by_day: dict[date, list[CheckIn]] = {}
    for one in check_ins:
        by_day.setdefault(one.day, []).append(one)
    left = {day: _word_for(Side.LEFT, said) for day, said in by_day.items()}
    is_one = before[Side.LEFT] is before[Side.RIGHT] and len({one.knee for one in check_ins}) <= 1
    if is_one and not signs and not silences:
        only = _diary(None, left, signs, silences, before[None])
        return {None: only, Side.LEFT: only, Side.RIGHT: only}
    right = {day: _word_for(Side.RIGHT, said) for day, said in by_day.items()}
    shared = {day: _worse(left[day], right[day]) for day in by_day}
    return {
        None: _diary(None, shared, signs, silences, before[None]),
        Side.LEFT: _diary(Side.LEFT, left, signs, silences, before[Side.LEFT]),
        Side.RIGHT: _diary(Side.RIGHT, right, signs, silences, before[Side.RIGHT]),
    }


def _word_for(side: Side, said: list[CheckIn]) -> Morning:
    """Return the latest word about a leg; without one, the latest about the other."""
    word = said[-1]
    if len(said) > 1:
        own = [one for one in said if one.knee in _KNEES[side]]
        word = (own or said)[-1]
    return Morning(pain=word.pain, new_onset=word.new_onset, walks_30_minutes=word.walks_30_minutes)


def _worse(left: Morning, right: Morning) -> Morning:
    if left == right:
        return left
    walks = (left.walks_30_minutes, right.walks_30_minutes)
    return Morning(
        pain=max(left.pain, right.pain),
        new_onset=left.new_onset or right.new_onset,
        walks_30_minutes=False if False in walks else None if None in walks else True,
    )


_Signs = list[tuple[Key, Mapping[Side, Mapping[Flag, date]]]]


def _follow_signs(
    check_ins: Sequence[CheckIn], records: Sequence[SessionRecord], before: Diary
) -> _Signs:
    """Return the signs of each leg after every moment at which they changed.

    A check-in says what stands; a session only adds to it.
    """
    standing: dict[Side, dict[Flag, date]] = {side: {} for side in Side}
    for flag, day, leg in before.standing[-1] if before.standing else ():
        standing[leg][flag] = day
    told = [record for record in records if record.scores.flags]
    if not told and not any(standing.values()) and not any(one.flags for one in check_ins):
        return []
    moments: list[tuple[Key, Knee, frozenset[Flag], bool]] = [
        ((one.day, 0, one.recorded_at.timestamp()), one.knee, one.flags, True) for one in check_ins
    ]
    moments += [(session_key(record), record.knee, record.scores.flags, False) for record in told]
    moments.sort(key=lambda moment: moment[0])
    signs: _Signs = []
    for key, knee, flags, replaces in moments:
        for side in LEGS[knee]:
            kept = {} if replaces else standing[side]
            standing[side] = {**kept, **dict.fromkeys(flags, key[0])}
        signs.append((key, dict(standing)))
    return signs


def _diary(
    side: Side | None,
    mornings: Mapping[date, Morning],
    signs: _Signs,
    silences: tuple[Silence, ...],
    before: Diary,
) -> Diary:
    new_pains = sorted(day for day, morning in mornings.items() if morning.new_onset)
    return Diary(
        mornings={**before.mornings, **mornings},
        new_pains=(*before.new_pains, *new_pains),
        moments=(*before.moments, *(key for key, _ in signs)),
        standing=(*before.standing, *(_signs_of(side, standing) for _, standing in signs)),
        silences=silences,
    )


_NOTHING: Final = Diary(mornings={}, new_pains=())
_NO_DIARIES: Final[Mapping[Side | None, Diary]] = {
    None: _NOTHING,
    Side.LEFT: _NOTHING,
    Side.RIGHT: _NOTHING,
}


def _signs_of(side: Side | None, standing: Mapping[Side, Mapping[Flag, date]]) -> tuple[Sign, ...]:
    """Return the signs that stop a leg: its own, and those of an emergency from either."""
    return tuple(
        (flag, day, leg)
        for leg, flags in standing.items()
        for flag, day in flags.items()
        if side is None or leg is side or flag in EMERGENCY_FLAGS
    )
