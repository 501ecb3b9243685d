"""Say in plain sentences why a dose is repeated, and what would let it go up."""

from __future__ import annotations

from kneecoach.dose.holds import CALM_SESSIONS, days_done, days_here, usual_before
from kneecoach.dose.signs import CALM_EFFORT_UP_TO
from kneecoach.dose.words import Told, a_count, a_list, missing_words
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
    if calm < CALM_SESSIONS and not told.situation.had_calm_week:
        more = a_count(CALM_SESSIONS - calm, "more calm session")
        needs.append(f"{more} in a row, or a calm week,")
    pace = told.situation.frame.pace_days
    if days < pace:
        needs.append(f"{a_count(pace - days, 'more day')} at this level")
    # What lies longer ago is not looked at, so that a higher number would be too small.
    count = a_count(min(calm, CALM_SESSIONS), "calm session")
    return (
        f"This level is {a_count(days, 'day')} old, with {count} in a row "
        f"so far. The knee needs time to get used to it, so the dose stays the same. With "
        f"{a_list(needs)} it can go up."
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
        f"programme asks for {most} at most. Muscles and tendons grow on the days between, so the "
        "dose stays the same. In a week with its days of rest it can go up."
    )
