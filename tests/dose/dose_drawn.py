"""Make whole knees and histories of a few bytes, so that very many of them can be tried.

Hypothesis draws bytes, which takes it far less time than a choice for each score, and shortens
and lowers them when something does not hold. Zero is always the calmest choice, and what follows
the last byte is zero too. How often each rule decides is in `docs/adr/0054-many-small-knees.md`.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from dose_builders import (
    DAY,
    check_in,
    clearance,
    done_set,
    exercise,
    on,
    overrule,
    session,
    silence,
)
from dose_builders import done as done_of
from hypothesis import strategies as st

from kneecoach.dose.item import DoseItem
from kneecoach.dose.situation import TRAINING, Change, Paused
from kneecoach.model.dose import Dose, Load, Phase, PhaseName, Side, Sides, Timed, Variable
from kneecoach.model.exercise import Kind, Level
from kneecoach.model.feedback import Feedback, Flag, Knee, Today
from kneecoach.model.programme import Limits
from kneecoach.model.record import Choice, Ending
from kneecoach.model.units import Kilograms, Seconds

KINDS, VARIABLES, FLAGS, KNEES = tuple(Kind), tuple(Variable), tuple(Flag), (Knee.BOTH, *Knee)


class Chance:
    """Turn bytes into choices, one byte for each; the first option for 0, and after the last."""

    __slots__ = ("_bytes", "_place")

    def __init__(self, drawn: bytes) -> None:
        self._bytes, self._place = drawn, 0

    def byte(self):
        place = self._place
        self._place = place + 1
        return self._bytes[place] if place < len(self._bytes) else 0

    def below(self, count):
        return self.byte() * count >> 8

    def among(self, *options):
        return options[self.byte() * len(options) >> 8]

    def rarely(self, usual, *others):
        place = self.byte() * (12 + len(others)) >> 8
        return usual if place < 12 else others[place - 12]

    def part(self, length):
        """Return a chance of the next bytes alone, so that what follows stays where it is."""
        place = self._place
        self._place = place + length
        return Chance(self._bytes[place : place + length])


def bytes_of(length):
    return st.binary(min_size=length, max_size=length)


shuffles = st.integers(0, 2**32).map(Random)


def limits_of(chance):
    return Limits(
        lowest_level=chance.among(None, None, None, 1, 2, 3),
        highest_level=chance.among(None, None, None, None, None, None, 8, 7, 6, 5, 4, 3),
        clean_up_to=chance.among(None, None, None, None, None, None, 5, 4, 3, 2, 1, 0),
        acceptable_up_to=chance.among(None, None, None, None, None, None, 5, 4, 3, 2, 1, 0),
        pace_days=chance.rarely(None, 5, 10),
        highest_load=chance.rarely(None, Kilograms(6)),
    )


limits = bytes_of(6).map(lambda drawn: limits_of(Chance(drawn)))

# ---------- one decision ----------

SITUATION_BYTES, FELT_BYTES, MOST_FELT = 48, 24, 8
EVEN, STEADY, CALM, WILD = range(4)


def situations(*, least=0, is_asked=False, is_apart=False):
    """Draw everything that `decide` takes.

    Args:
        least: Fewest sessions.
        is_asked: Pain now is known, and may be a point higher.
        is_apart: No two sessions are on one day.
    """

    def made(drawn):
        return a_situation(Chance(drawn), least, is_asked=is_asked, is_apart=is_apart)

    return bytes_of(SITUATION_BYTES + MOST_FELT * FELT_BYTES).map(made)


def a_situation(chance, least, *, is_asked, is_apart):
    """Return a person who mostly does well, or one of whom anything may be said."""
    count = least + chance.below(MOST_FELT + 1 - least)
    temper = chance.among(EVEN, EVEN, STEADY, STEADY, WILD, WILD, WILD)
    is_steady = temper != WILD
    levels = 1 + chance.below(8)
    sets = chance.among(None, 1, 2, 3, 4, 5)
    item = DoseItem(
        kind=chance.among(*KINDS),
        level=1 + chance.below(levels),
        levels=levels,
        days_at_level=chance.below(31),
        frequency=1 + chance.below(7),
        frequency_cap=7 - chance.below(7),
        last_change=a_change(chance, temper),
        week_volume=an_amount(chance, 100),
        planned_week_volume=an_amount(chance, 100),
        longest_in_30_days=an_amount(chance, 50),
        planned_session=an_amount(chance, 50),
        step_backs_21_days=chance.rarely(0, 1, 2) if is_steady else chance.below(4),
        next_variable=chance.among(None, *VARIABLES),
        limits=limits_of(chance),
        stepped_down_days_ago=chance.among(None, chance.below(21)),
        session_answered=chance.rarely(False, True) if is_steady else chance.among(False, True),
        unanswered=None if is_steady else chance.among(None, None, None, "S3", "S4"),
        cleared_on=chance.among(None, on(-chance.below(21))),
        sets=sets,
        full_sets=None if sets is None else sets + chance.among(0, 0, 0, 1, 2),
    )
    state = TRAINING
    if chance.rarely(False, temper != EVEN) if is_steady else chance.among(False, True):
        state = Paused(
            days=chance.below(21),
            settled=chance.among(None, True, False),
            walks_30_minutes=chance.among(None, True, False),
        )
    today = Today(
        day=DAY,
        before=a_pain_now(chance, is_asked=is_asked, is_steady=is_steady),
        flags=some_flags(chance, temper),
        new_onset=chance.rarely(False, temper != EVEN) or (temper == WILD and chance.below(5) == 4),
    )
    return item, state, some_sessions(chance, count, temper, is_apart=is_apart), today


def a_change(chance, temper):
    is_one = chance.among(False, False, False, temper != EVEN, temper == WILD)
    return Change(variable=chance.among(*VARIABLES), days_ago=chance.below(21)) if is_one else None


def an_amount(chance, most):
    """Return an amount, or None; as whole and half numbers, none being as likely as any."""
    return chance.among(None, chance.below(2 * most + 1) / 2)


def a_pain_now(chance, *, is_asked, is_steady):
    pain = chance.below(3) if is_steady else chance.among(chance.below(3), chance.below(11))
    is_known = chance.among(True, True, True, False) or is_asked
    if not is_known:
        return None
    return min(pain, 9) if is_asked else pain


def some_flags(chance, temper):
    count = chance.rarely(0, int(temper != EVEN))
    if temper == WILD:
        count = chance.among(0, 0, 0, 0, 1, 2)
    return frozenset(chance.among(*FLAGS) for _ in range(count))


def some_sessions(chance, count, temper, *, is_apart):
    """Return sessions, oldest first; some get sorer from one to the next."""
    is_regular = temper != WILD or chance.among(True, False)
    trend, is_short = chance.rarely(0, 0, 1, 2), chance.rarely(False, True)
    age = chance.among(2, 1, 3, 4) if temper == EVEN else chance.among(2, 1, 3, 0, 6, 9, 12, 16, 20)
    usual = chance.below(4)
    felt = []
    for number in range(count):
        own = chance.part(FELT_BYTES)
        if number:
            age += 1 + own.below(4) if is_regular or is_apart else own.below(6)
        is_odd = temper == STEADY and own.byte() > (240 if number else 100)
        one = (
            a_feedback(own, on(-age))
            if temper == WILD
            else a_steady_feedback(own, on(-age), usual, is_odd=is_odd)
        )
        if trend and one.during is not None and temper != EVEN:
            during = max(0, min(5, usual + trend * (2 - number)))
            one = one._replace(during=during, morning=one.before + own.below(2))
        elif trend and temper == EVEN:
            one = one._replace(during=min(3, max(0, trend * (4 - number))), after=one.before)
        felt.append(one._replace(complete=own.among(79, 60)) if is_short else one)
    return tuple(reversed(felt))


def a_feedback(chance, day):
    """Return a session that may have felt like anything, but leans towards calm."""

    def score():
        return chance.among(0, 1, 2, chance.below(11))

    return Feedback(
        day=day,
        before=score(),
        during=chance.rarely(score(), None),
        after=chance.rarely(score(), None),
        morning=chance.rarely(score(), None),
        lasted=chance.rarely(chance.among(0, 0, 1, 2, 3, 4), None),
        complete=chance.among(100, 100, 100, 100, 90, 79, 0),
        effort=chance.rarely(5, 7, 8, None),
        spare=chance.among(None, 0, 1, 2, 3),
        sharp=chance.rarely(False, True),
        throughout=chance.rarely(False, True),
    )


def a_steady_feedback(chance, day, usual, *, is_odd):
    """Return a session like most, or one of which one thing differs."""
    felt = Feedback(
        day=day,
        before=usual,
        during=chance.among(min(usual, 1), min(usual, 1), usual, 0, 1, 2, 3),
        after=chance.among(usual, usual, 0, max(0, usual - 1)),
        morning=chance.among(usual, usual, max(0, usual - 1), 0),
        lasted=0,
        effort=chance.among(5, 6, 7),
        spare=chance.among(2, 1, 1, 3, 0, None),
    )
    if not is_odd:
        return felt
    name, place = chance.among(*ODD), chance.byte()
    odd = ODD[name][place * len(ODD[name]) >> 8]
    if name == "lasted" and odd:
        # What lasted was felt in the morning too.
        return felt._replace(lasted=odd, morning=usual + chance.among(2, 1))
    return felt._replace(**{name: usual + odd if name == "morning" and odd else odd})


ODD = {
    "during": (5, None, 4, 6, 7),
    "after": (5, None, 3),
    "morning": (1, None, 2, 3),
    "effort": (8, None, 10),
    "complete": (79, 80, 99, 0),
    "lasted": (2, 3, 4, 1, None),
    "sharp": (True,),
    "throughout": (True,),
}
"""What may differ of a session, and to what; the morning by so much from the usual."""


# ---------- whole histories ----------


def repetitions(kind, sides, levels=5, changes=Variable.REPS):
    return exercise(kind=kind, sides=sides, levels=levels, changes=changes)


def with_doses(base, changes, doses):
    """Return an exercise with other doses on its ladder."""
    ladder = tuple(
        Level(dose=dose, changes=changes if number else None) for number, dose in enumerate(doses)
    )
    return replace(base, ladder=ladder)


def a_dose(level, sides=Sides.BOTH):
    """Return the dose that a drawn session was done at: timed, and with weight on all but one."""
    return Dose(
        sets=3,
        work=Timed(phase=Phase(name=PhaseName.WALK, lasts=Seconds(180 + 60 * level))),
        rest=Seconds(30),
        sides=sides,
        load=Load(kilograms=Kilograms(level)) if level > 1 else None,
    )


def exercises_for(sides):
    """Return exercises whose ladders raise repetitions, time and weight; one has two levels."""
    timed = Sides.BOTH if sides is Sides.ALTERNATE else sides
    runs = [replace(a_dose(level, timed), load=None) for level in range(1, 6)]
    lifts = [a_dose(level, timed) for level in range(1, 5)]
    strength = repetitions(Kind.STRENGTH, sides)
    return (
        strength,
        with_doses(repetitions(Kind.RUN, timed), Variable.DISTANCE, runs),
        repetitions(Kind.RUN, sides),
        repetitions(Kind.STRENGTH, sides, 2),
        with_doses(repetitions(Kind.STRENGTH, timed), Variable.LOAD, lifts),
        repetitions(Kind.PLYO, sides, 3),
    )


ONE_SIDED = exercises_for(Sides.BOTH)
exercises = st.sampled_from([one for sides in Sides for one in exercises_for(sides)])
both_legged = st.sampled_from(ONE_SIDED)

SLOT_BYTES, MORNING_BYTES, DAYS_OF_SLOT, HEAD_BYTES = 34, 4, 6, 40
COUNTS = (0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 8, 9, 10, 11, 12, 12, 26)

SCORES = {
    CALM: bytes([0] * 114 + [1] * 113 + [2] * 11 + [3] * 11 + [4, 5, 6, 7, 8, 9, 10]),
    WILD: bytes([0] * 56 + [1] * 56 + [2] * 56 + [3] * 56)
    + bytes([4, 5, 6, 7] * 5 + [8, 9, 10] * 4),
}
ABOVE_USUAL = {
    EVEN: (*[0] * 247, *[-1] * 6, 1, 1, 2),
    STEADY: (*[0] * 232, *[1] * 12, *[-1] * 6, 2, 2, 2, 3, 5, 8),
}


def histories(*, mostly_calm=True, least=0):
    """Draw some weeks of sessions, mornings and other records of one person."""
    tempers = (EVEN, STEADY, CALM, CALM, CALM, CALM) if mostly_calm else (WILD,)
    counts = [count for count in COUNTS if count >= least]

    @st.composite
    def drawn_with(draw):
        count = counts[draw(st.integers(0, len(counts) - 1))]
        slot = SLOT_BYTES + DAYS_OF_SLOT * MORNING_BYTES
        return a_history(Chance(draw(bytes_of(HEAD_BYTES + count * slot))), count, tempers)

    return drawn_with()


def a_history(chance, count, tempers):
    """Return records, and the day that is asked about."""
    head = chance.part(HEAD_BYTES)
    temper = head.among(*tempers)
    usual = head.among(0, 1, 2)
    last = (
        head.among(1, 2, 3, 7, head.below(17), 8 + head.below(8))
        if temper in ABOVE_USUAL
        else head.below(17)
    )
    nights = head.part(3 * MORNING_BYTES)
    clearances = head.among(0, 0, 1, 2) if temper not in ABOVE_USUAL else head.rarely(0, 1)
    seen = [head.below(256) for _ in range(clearances)]
    records, day = [], 0
    for number in range(count):
        own, mornings = chance.part(SLOT_BYTES), chance.part(DAYS_OF_SLOT * MORNING_BYTES)
        gap = own.among(2, 2, 1, 3, 4) if temper in ABOVE_USUAL else own.below(7)
        gap = own.rarely(gap, gap, 6, 0)
        for ahead in range(gap):
            records += some_mornings(mornings.part(MORNING_BYTES), day + ahead, temper, usual)
        day += gap
        records.append(a_session(own, day, number, temper, usual))
    for ahead in range(3):
        records += some_mornings(
            nights.part(MORNING_BYTES), day + ahead, temper, usual, is_late=True
        )
    records += [clearance(days) for days in sorted({one % (day + 3) for one in seen})]
    return records, day + last


def a_score(chance, temper, usual):
    if temper in ABOVE_USUAL:
        return max(0, min(10, usual + ABOVE_USUAL[temper][chance.byte()]))
    return SCORES[temper][chance.byte()]


def some_mornings(chance, day, temper, usual, *, is_late=False):
    """Return the check-ins of a day, none to two of them."""
    said, pain = chance.byte(), a_score(chance, temper, usual)
    event, again = chance.byte(), chance.byte()
    if is_late and event > 235:
        event = 251 + event % 5
    hours = (
        (8,) if temper in ABOVE_USUAL and said < 240 else ((8,), (8,), (8,), (8, 9), ())[said % 5]
    )
    is_event = event > 250 and (temper not in ABOVE_USUAL or again > 200)
    told = {
        "knee": KNEES[said // 5 % len(KNEES)]
        if temper not in ABOVE_USUAL or said > 128
        else Knee.BOTH,
        "flags": (Flag.LOCKING,) if is_event and event < 253 else (),
        "new_onset": is_event and event > 253,
        "walks": (None, True, False)[said // 25 % 3],
    }
    if is_event and event == 253:
        told["flags"] = (Flag.FEVER,)
    other = again % 11 if temper == WILD else again % 3
    return [check_in(day, pain if hour == 8 else other, hour=hour, **told) for hour in hours]


def a_session(chance, day, number, temper, usual):
    is_steady = temper in ABOVE_USUAL
    legs = chance.among((None,), (Side.LEFT, Side.RIGHT), (Side.LEFT,))
    legs = (None,) if is_steady and legs == (Side.LEFT,) else legs
    top = chance.among(1, 2, 6)
    asked = []
    for side in legs:
        level = 1 + number // 3 if is_steady else 1 + chance.below(top)
        level = chance.rarely(level, level + 1, max(1, level - 1)) if is_steady else level
        felt = a_score(chance, temper, usual)
        one = done_of(
            side=side,
            level=level,
            during=chance.among(None, felt),
            spare=chance.among(None, 0, 1, 2, 3) if not is_steady else chance.among(1, 2, 3, 0),
        )
        asked.append(replace(one, dose=chance.rarely(a_dose(level), a_dose(1), a_dose(level + 1))))
    return session(
        day,
        *asked,
        hour=8 + number % 14,
        before=a_score(chance, temper, usual),
        during=a_score(chance, temper, usual) if is_steady else maybe(chance, temper, usual),
        after=a_score(chance, temper, usual),
        effort=chance.rarely(5, 8, None),
        number=1000 + number,
        **oddities(chance, is_steady),
        sets=some_sets(chance, asked, number),
    )


def maybe(chance, temper, usual):
    return chance.rarely(a_score(chance, temper, usual), None)


def oddities(chance, is_steady):
    """Return what is said of few sessions; of a steady person's hardly any."""
    if is_steady and chance.byte() < 230:
        return {"ending": Ending.LOGGED}
    return {
        "sharp": chance.rarely(False, True),
        "throughout": chance.rarely(False, True),
        "flags": chance.rarely((), (Flag.SWELLING,)),
        "knee": chance.among(*KNEES),
        "ending": chance.rarely(Ending.LOGGED, Ending.ABANDONED, Ending.RESTED, Ending.OPEN),
        "new_onset": chance.rarely(False, True),
    }


def some_sets(chance, asked, number):
    """Return the sets of a session that kept them: few do, and of those some were cut short."""
    if chance.byte() < 200:
        return ()
    complete = chance.among(100, 79, 50, 90, 0)
    return tuple(
        done_set(each, side=one.side, complete=complete if each == 3 else 100)
        for one in asked
        for each in (1, 2, 3)
    )


def choices_for(chance, records, day):
    """Return the records with some choices spread over them, and silences of what they mention."""
    more = [
        overrule(
            chance.below(day + 3),
            chance.among(*Choice),
            side=chance.among(None, None, *Side),
            hour=chance.among(7, 9, 12, 20),
        )
        for _ in range(chance.among(1, 2, 4))
    ]
    if chance.among(True, False):
        first = chance.below(day + 2)
        more.append(silence(Flag.LOCKING, first, first + chance.below(10)))
    return [*records, *{one.id: one for one in more}.values()]


choosing = bytes_of(24)
