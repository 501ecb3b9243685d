"""Say in plain sentences why a dose is repeated, and what would let it go up."""

from __future__ import annotations

from kneecoach.dose.holds import CALM_SESSIONS, days_done, days_here, usual_before
from kneecoach.dose.signs import CALM_EFFORT_UP_TO
from kneecoach.dose.words import Told, a_count, missing_words
from kneecoach.model.feedback import ALL


def unknown(told: Told) -> str:
    """Say which scores are not known, or that the morning is still to come."""
    if told.felt.day == told.situation.today.day:
        return (
            "The last session was today, and the knee's answer often comes the next morning. "
            "The dose stays the same for now. Tomorrow morning's score decides whether it can "
            "go up."
        )
    return (
        f"Not recorded after the last session: {missing_words(told.felt)}. What is not "
        "known never counts as good, so the dose stays the same. Filling it in, or one more "
        "session with every score, would change that."
    )


def hard(told: Told) -> str:
    """Say that the last session was hard, or cut short."""
    if told.felt.complete >= ALL:
        seen = f"The last session felt hard, {told.felt.effort} of 10."
    else:
        seen = "Part of the last session was left out."
    return (
        f"{seen} The dose stays the same. A whole session that feels no harder than "
        f"{CALM_EFFORT_UP_TO} of 10 counts towards going up."
    )


def one_change(told: Told) -> str:
    """Say what changed a few days ago."""
    name, days = told.change
    return (
        f"A few days ago {name} changed, and one change at a time shows best what the knee likes. "
        f"The dose stays the same. In {a_count(days, 'day')} it can go up if it stays calm."
    )


def settling(told: Told) -> str:
    """Say how long and how well it has gone at this level, and what is still missing."""
    calm, days = told.situation.calm_in_a_row, days_here(told.situation)
    needs: list[str] = []
    pace = told.situation.frame.pace_days
    if days < pace:
        needs.append(f"after {a_count(pace - days, 'more day')} at this level")
    if calm < CALM_SESSIONS and not told.situation.had_calm_week:
        needs.append(f"{_more_calm(CALM_SESSIONS - calm)} or a calm week")
    return (
        f"This level is {a_count(days, 'day')} old, with {_calm_so_far(calm)}. The knee needs time "
        f"to get used to it, so the dose stays the same. It can go up {' and '.join(needs)}."
    )


def _calm_so_far(calm: int) -> str:
    """Return how many calm sessions there were; what lies longer ago is not looked at."""
    if calm == 0:
        return "no calm session yet"
    count = a_count(min(calm, CALM_SESSIONS), "calm session")
    return f"{count} so far" if calm == 1 else f"{count} in a row so far"


def _more_calm(missing: int) -> str:
    count = a_count(missing, "more calm session")
    return f"with {count}" if missing == 1 else f"with {count} in a row"


def a_little_worse(told: Told) -> str:
    """Say that the knee was a little worse, and that this is not the second time in earnest.

    Where it was so after the session before too, no score of either was more than a point above
    the pain before: otherwise the dose would have gone down.
    """
    sessions = told.situation.sessions
    before = sessions[-2] if len(sessions) > 1 else None
    if before is not None and (before.is_cranky or before.is_flare):
        return (
            "The knee was a little worse again after the last session, by no more than a point. "
            "Scores differ by that from day to day, so the dose stays the same. The next calm "
            "session counts towards going up; two points more than before would take it down."
        )
    return (
        "The knee was a little worse after the last session, which can happen once. The dose "
        "stays the same. The next calm session counts towards going up; being worse again can "
        "take it down."
    )


def short_absence(told: Told) -> str:
    """Say how long ago the last session was."""
    return (
        f"The last session of this exercise was {told.days_since_last} ago, so the last dose is "
        "repeated. If this one is calm, it can go up again."
    )


def sorer_before(told: Told) -> str:
    """Say that the knee is sorer before the session than it usually is."""
    situation = told.situation
    return (
        f"Pain before starting is {situation.today.before}, and {usual_before(situation)} is usual "
        "for you. The dose stays the same. With the knee back to its usual level it can go up."
    )


def extra_days(told: Told) -> str:
    """Say on how many days it was done, and how many the programme asks for at most."""
    most = a_count(told.situation.frame.frequency_cap, "day")
    return (
        f"It was done on {a_count(days_done(told.situation), 'day')} of the last week, and the "
        f"programme asks for {most} at most. The leg gets stronger on the days between, so the "
        "dose stays the same. In a week with its days of rest it can go up."
    )
