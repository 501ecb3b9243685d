"""Put a verdict into plain sentences: what was seen, what it means, what would change it.

The coach names signs and says whom to ask; it never says what is wrong with a knee.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from kneecoach.dose import hold_words
from kneecoach.dose.bands import SEVERE_FROM
from kneecoach.dose.choice_words import asked_words, chosen_words
from kneecoach.dose.holds import CALM_SESSIONS
from kneecoach.dose.pauses import PAUSE_DAYS
from kneecoach.dose.safety import CARE_FLAGS, keeps_coming_back
from kneecoach.dose.situation import Paused, Situation
from kneecoach.dose.verdict import Verdict
from kneecoach.dose.words import (
    Told,
    a_count,
    after_step_down,
    flag_words,
    where_down,
    where_up,
    with_fewer_sets,
)
from kneecoach.model.decision import Action
from kneecoach.model.feedback import EMERGENCY_FLAGS

Words = Callable[[Told], str]


def put_into_words(situation: Situation, verdict: Verdict) -> str:
    """Return the sentences for the person that belong to a verdict."""
    told = Told(situation=situation, verdict=verdict)
    if verdict.instead_of is not None:
        usual = put_into_words(situation, verdict.instead_of)
        return f"{chosen_words(told)} Without your choice: {usual}"
    words, asked = _WORDS[verdict.rule](told), asked_words(told)
    return f"{words} {asked}" if asked else words


def _emergency(told: Told) -> str:
    seen = flag_words(told.situation.today.flags & EMERGENCY_FLAGS)
    return (
        f"You reported {seen}. That may need help at once, so everything stops here: please call "
        "an emergency or urgent care service today. Training can begin again once someone has "
        "looked at it and a later check-in is without this sign."
    )


def _care(told: Told) -> str:
    seen = flag_words(told.situation.today.flags & CARE_FLAGS)
    return (
        f"You reported {seen}. Someone who knows knees should look at it within a few days, a "
        "doctor or a physiotherapist, and until then this stops. A later check-in without this "
        "sign, or a note that you have been seen, lets training go on."
    )


def _severe(told: Told) -> str:
    before = told.situation.today.before
    if before is not None and before >= SEVERE_FROM:
        seen = f"The knee hurts {before} of 10 now"
    else:
        seen = f"The pain was strong, {SEVERE_FROM} or more of 10, or sharp as well as high"
    return (
        f"{seen}. A doctor or a physiotherapist should look at it within a few days, and until "
        "then this stops. A note that you have been seen lets training go on."
    )


def _not_improving(told: Told) -> str:
    situation = told.situation
    comes_back = keeps_coming_back(situation.step_backs, situation.last, situation.cleared_on)
    if isinstance(situation.state, Paused) and not comes_back:
        seen = f"After {PAUSE_DAYS[1]} days of a break the knee had not settled."
    else:
        seen = (
            "The dose has gone down twice in three weeks, and the knee was still sore afterwards."
        )
    return (
        f"{seen} That is worth showing to a physiotherapist or doctor in the next weeks; until "
        "then this exercise stops. A note that you have been seen lets training go on."
    )


def _paused(told: Told) -> str:
    state = told.situation.state
    if not isinstance(state, Paused):
        raise TypeError("rule P3 speaks only during a break")
    days = state.days
    if told.verdict.action is Action.RESUME:
        return (
            f"After {a_count(days, 'day')} of a break the knee has settled, and you can walk for "
            f"half an hour. You can begin again at the lowest level{with_fewer_sets(told)}; it "
            "goes up from there after a calm week, and stays if the knee is sore."
        )
    least, most = PAUSE_DAYS
    if days < least:
        seen = f"This is day {days} of the break. A knee may need at least a week, even a calm one"
    elif state.settled is None:
        seen = f"The break has lasted {a_count(days, 'day')}. How the knee is now is not known yet"
    elif not state.settled:
        seen = f"The break has lasted {a_count(days, 'day')}, and the knee is not quite settled yet"
    elif state.walks_30_minutes is None:
        seen = "The knee has settled. Whether you can walk for half an hour is not known yet"
    else:
        seen = "The knee has settled, but walking for half an hour is not comfortable yet"
    return (
        f"{seen}, so easy cycling, swimming or walking take this exercise's place. It can begin "
        f"again after {a_count(least, 'day')}, when pain is back to its usual level and you walk "
        f"30 minutes without pain or a limp; if it has not settled after {most} days, ask a "
        "physiotherapist or doctor."
    )


def _pause_begins(seen: str, told: Told) -> str:
    least, most = PAUSE_DAYS
    instead = "easy cycling, swimming or walking take its place"
    if told.situation.frame.band.is_impact:
        instead += ", and strength work goes on as long as it is comfortable"
    return (
        f"{seen} A break of {least} to {most} days may let the knee calm down: {instead}. It can "
        "begin again at the lowest level once pain is back to its usual level and you walk 30 "
        "minutes without pain or a limp."
    )


def _lingering(told: Told) -> str:
    days = a_count(told.felt.lasted or 0, "day")
    return _pause_begins(f"The pain was still there {days} after the last session.", told)


def _throughout(told: Told) -> str:
    return _pause_begins("It hurt all the way through the last session.", told)


def _red(told: Told) -> str:
    return (
        f"Pain reached {told.felt.during} of 10 in the last session. That is more than this "
        f"exercise should ask: two days of rest after that session, and then {where_down(told)}. "
        f"{after_step_down()}"
    )


def _red_before(told: Told) -> str:
    return (
        f"The knee hurts {told.situation.today.before} of 10 before starting. Today is "
        f"better used for rest, and then {where_down(told)}. {after_step_down()}"
    )


def _new_or_sharp(told: Told) -> str:
    seen = "This pain is sudden and new" if told.situation.today.new_onset else "The pain was sharp"
    if told.verdict.detail("only_rests"):
        return (
            f"{seen}. Three to five days of rest may calm it, and then it can go on as before. If "
            "it has not eased by then, ask a physiotherapist or doctor."
        )
    return (
        f"{seen}. Three to five days of rest may calm it, and then "
        f"{where_down(told)}. If it has not eased by then, ask a physiotherapist or "
        f"doctor. {after_step_down()}"
    )


def _down(seen: str) -> Words:
    def words(told: Told) -> str:
        return (
            f"{seen} That may mean that the dose was a little high, so "
            f"{where_down(told)}. {after_step_down()}"
        )

    return words


def _lasted(told: Told) -> str:
    days = a_count(told.felt.lasted or 0, "day")
    return _down(f"The knee stayed sore for {days} after the last session.")(told)


def _absence(told: Told) -> str:
    return (
        f"The last session of this exercise was {told.days_since_last} ago. A knee may lose a "
        f"little of its habit in that time, so {where_down(told)}. "
        f"{after_step_down()}"
    )


def _start(told: Told) -> str:
    return (
        f"Start here, at level {told.situation.course.level}. It goes up after a week and "
        f"{a_count(CALM_SESSIONS, 'calm session')}, and down when the knee asks for it."
    )


def _hold(seen: str, change: str) -> Words:
    def words(_told: Told) -> str:
        return f"{seen} The dose stays the same. {change}"

    return words


def _progress(told: Told) -> str:
    calm = told.situation.calm_in_a_row
    # What lies longer ago is not looked at, so that a higher number would be too small.
    count = a_count(min(calm, CALM_SESSIONS), "calm session")
    seen = f"{count[0].upper()}{count[1:]} in a row" if calm >= CALM_SESSIONS else "A calm week"
    return f"{seen}: {where_up(told)} Sore mornings would bring it back down."


def _load(told: Told) -> str:
    if told.verdict.action is Action.PROGRESS:
        return _progress(told)
    return (
        "The knee has been calm, and the next step is a heavier load. The dose stays the same "
        "until the last set leaves a repetition or more to spare in two sessions running; note "
        "them after the set, and it can go up."
    )


_WORDS: Final[dict[str, Words]] = {
    "S1": _emergency,
    "S2": _care,
    "S3": _severe,
    "S4": _not_improving,
    "P1": _throughout,
    "P2": _lingering,
    "P3": _paused,
    "R1": _red,
    "R2": _new_or_sharp,
    "R3": _red_before,
    "F1": _down("The knee was clearly worse the morning after the last session."),
    "F2": _lasted,
    "F3": _down("The knee was worse after each of the last two sessions."),
    "F4": _down("Each of the last three sessions hurt a little more than the one before."),
    "F5": _down("This week hurt more than the week before."),
    "U1": _down("A good part of the last two sessions was left out."),
    "G1": _absence,
    "N0": _start,
    "H1": hold_words.a_little_worse,
    "H2": _hold(
        "Pain in the last session was acceptable, but above the calm range.",
        "Calm sessions in a row would let it go up.",
    ),
    "H3": hold_words.unknown,
    "H4": hold_words.settling,
    "H5": hold_words.one_change,
    "H6": hold_words.hard,
    "H7": _hold(
        "The last session was calm, but this week hurt about a point more than the one before.",
        "A week that hurts no more than this one lets it go up.",
    ),
    "H8": hold_words.sorer_before,
    "H9": hold_words.extra_days,
    "G0": hold_words.short_absence,
    "X1": _progress,
    "X2": _progress,
    "X3": _progress,
    "X4": _progress,
    "X5": _load,
}
