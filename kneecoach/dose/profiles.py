"""Describe four people whose knees answer the dose, to see what the rules make of them.

They are made up to try the rules, not to foretell a knee: every number here is a house rule.
"""

from __future__ import annotations

from enum import StrEnum
from random import Random
from typing import Final

from kneecoach.model.units import HIGHEST_SCORE, LOWEST_SCORE, PainScore
from kneecoach.values import dataclass, replace

_WEEK: Final = 7
_AFTER_SHARE: Final = 0.5
"""Share of a session's irritation that is felt within the hour; the rest comes overnight."""

_NOISE: Final = 0.35
_DURING_NOISE: Final = 0.9
_SPARE_AT_CAPACITY: Final = 1.5
_MOST_SPARE: Final = 5
_UNRESTED_GAIN: Final = 0.2
_TOO_MUCH: Final = 1.0
"""Levels above what the knee takes from which a session builds little."""


class ProfileName(StrEnum):
    """Name a simulated person."""

    STEADY = "steady"
    FLARE = "flare"
    OVERDOER = "overdoer"
    SLOW = "slow"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How a simulated person trains, and how their knee answers.

    Attributes:
        name, title: What they are called on the command line, and by people.
        about: What they are like.
        capacity: Level that the knee takes at first without being sore.
        gain: Levels that it takes more after each session that was not too much.
        usual: Pain at first, with nothing done.
        eases_weeks: Weeks in which the usual pain falls by one point.
        answer: Points of pain for each level above what the knee takes.
        heals: Share of soreness that is still there a day later.
        trains_daily: Trains every day that an exercise is not stopped or paused, rest days too.
        unrested: Soreness that a session adds when the day before held one.
        remembers_percent: Mornings that are written down.
        flare_week: Week in which something else irritates the knee, counted from 1; 0 for none.
        flare_pain: How much it does so.
        seen_after_days: Days until someone is seen, once that is advised.
    """

    name: ProfileName
    title: str
    about: str
    capacity: float
    gain: float
    usual: float
    eases_weeks: float
    answer: float = 1.0
    heals: float = 0.4
    trains_daily: bool = False
    unrested: float = 0.0
    remembers_percent: int = 100
    flare_week: int = 0
    flare_pain: float = 0.0
    seen_after_days: int = 5


PROFILES: Final[tuple[Profile, ...]] = (
    Profile(
        name=ProfileName.STEADY,
        title="Steady",
        about="Trains on the days that are due, and writes every morning down. The knee takes "
        "a little more each week.",
        capacity=2.0,
        gain=0.30,
        usual=1.6,
        eases_weeks=6,
    ),
    Profile(
        name=ProfileName.FLARE,
        title="A setback",
        about="As the steady one, until a long walk in the hills in week six leaves the knee sore "
        "for days.",
        capacity=2.0,
        gain=0.30,
        usual=1.6,
        eases_weeks=6,
        heals=0.65,
        flare_week=6,
        flare_pain=5.0,
    ),
    Profile(
        name=ProfileName.OVERDOER,
        title="Does too much",
        about="Trains every day and skips the rest days, also those that the coach asks for. The "
        "dose is held for as long as there are no days of rest.",
        capacity=2.0,
        gain=0.30,
        usual=1.6,
        eases_weeks=12,
        heals=0.6,
        trains_daily=True,
        unrested=0.9,
    ),
    Profile(
        name=ProfileName.SLOW,
        title="Slow to get used to more",
        about="Trains on the days that are due, but the knee gets used to more only slowly, and "
        "one morning in four is not written down.",
        capacity=1.5,
        gain=0.09,
        usual=2.2,
        eases_weeks=12,
        remembers_percent=75,
    ),
)


def profile_of(name: ProfileName) -> Profile:
    """Return the simulated person of that name."""
    return next(one for one in PROFILES if one.name is name)


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedKnee:
    """How a simulated knee is on one day.

    Attributes:
        capacity: Level that it takes without being sore.
        usual: Pain with nothing done.
        soreness: Points above that.
        tired: The day before held a session.
    """

    capacity: float
    usual: float
    soreness: float = 0.0
    tired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FeltSession:
    """What a simulated session felt like, and the knee after it."""

    during: PainScore
    after: PainScore
    effort: int
    spare: int
    knee: SimulatedKnee


def first_knee(profile: Profile) -> SimulatedKnee:
    """Return the knee before the first day."""
    return SimulatedKnee(capacity=profile.capacity, usual=profile.usual)


def overnight(profile: Profile, knee: SimulatedKnee, day: int, *, trained: bool) -> SimulatedKnee:
    """Return the knee on the morning of a day, counted from 0."""
    soreness = knee.soreness * profile.heals
    capacity = knee.capacity
    if profile.flare_week and day == profile.flare_week * _WEEK - 1:
        soreness += profile.flare_pain
        capacity -= 1
    usual = max(0.0, profile.usual - day / (_WEEK * profile.eases_weeks))
    return SimulatedKnee(capacity=capacity, usual=usual, soreness=soreness, tired=trained)


def pain_now(knee: SimulatedKnee, chance: Random) -> PainScore:
    """Return the score that is given for a knee at rest."""
    return _score(knee.usual + knee.soreness + chance.uniform(-_NOISE, _NOISE))


def train(
    profile: Profile, knee: SimulatedKnee, level: int, before: PainScore, chance: Random
) -> FeltSession:
    """Return what a session at a level feels like, and what it leaves behind."""
    above = max(0.0, level - knee.capacity)
    added = profile.answer * above + (profile.unrested if knee.tired else 0.0)
    during = _score(before + added + chance.uniform(0.0, _DURING_NOISE))
    after = _score(before + added * _AFTER_SHARE + chance.uniform(-_NOISE, _NOISE))
    is_building = above < _TOO_MUCH and not knee.tired
    spare = round(_SPARE_AT_CAPACITY + knee.capacity - level + chance.uniform(-_NOISE, _NOISE))
    return FeltSession(
        during=during,
        after=min(after, during),
        effort=max(LOWEST_SCORE, min(HIGHEST_SCORE, round(5 + above))),
        spare=max(0, min(_MOST_SPARE, spare)),
        knee=replace(
            knee,
            capacity=knee.capacity + profile.gain * (1.0 if is_building else _UNRESTED_GAIN),
            soreness=knee.soreness + added / profile.heals * _AFTER_SHARE,
        ),
    )


def _score(pain: float) -> PainScore:
    return PainScore(max(LOWEST_SCORE, min(HIGHEST_SCORE, round(pain))))
