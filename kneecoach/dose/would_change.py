"""Say for each rule, in one sentence, what would change its decision."""

from __future__ import annotations

from typing import Final

from kneecoach.dose.holds import CALM_SESSIONS
from kneecoach.dose.overruling import OWN_CHOICE_ID
from kneecoach.dose.pauses import PAUSE_DAYS
from kneecoach.dose.signs import CALM_EFFORT_UP_TO
from kneecoach.dose.situation import DAYS_AT_LEVEL
from kneecoach.dose.verdict import DAYS_AFTER_STEP_DOWN, Verdict
from kneecoach.model.decision import Action

_SEEN: Final = "A note that someone has been seen lets training go on."
_UP_AGAIN: Final = (
    f"It stays down for {DAYS_AFTER_STEP_DOWN} days at least; after calm sessions it can go up."
)
_AFTER_BREAK: Final = (
    f"After {PAUSE_DAYS[0]} days, with the knee back to its usual level and half an hour's walk "
    "without pain or a limp, it can begin again."
)
_SORE: Final = "A sore morning would hold it, and two points more than before would take it down."

_CHANGES: Final[dict[str, str]] = {
    "S1": "Only a later check-in without the sign lets training go on.",
    "S2": f"A later check-in without the sign lets training go on. {_SEEN}",
    "S3": _SEEN,
    "S4": _SEEN,
    "P1": _AFTER_BREAK,
    "P2": _AFTER_BREAK,
    "P3": _AFTER_BREAK,
    "R1": _UP_AGAIN,
    "R2": _UP_AGAIN,
    "R3": _UP_AGAIN,
    "F1": _UP_AGAIN,
    "F2": _UP_AGAIN,
    "F3": _UP_AGAIN,
    "F4": _UP_AGAIN,
    "F5": _UP_AGAIN,
    "U1": _UP_AGAIN,
    "G1": _UP_AGAIN,
    "N0": "The first session does: it is judged before the next one.",
    "H1": "A calm session counts towards going up; being worse again can take it down.",
    "H2": f"{CALM_SESSIONS} calm sessions in a row let it go up.",
    "H3": "Filling in what is not recorded, or one more session with every score.",
    "H4": (
        f"{DAYS_AT_LEVEL} days at this level and {CALM_SESSIONS} calm sessions in a row, or a calm "
        "week, let it go up."
    ),
    "H5": "A week after the last change it can go up, if it stays calm.",
    "H6": f"A whole session that feels no harder than {CALM_EFFORT_UP_TO} of 10.",
    "H7": "A week that hurts no more than this one lets it go up.",
    "H8": "With the pain before starting back at its usual level it can go up.",
    "H9": "A week with no more days of training than the programme asks for.",
    "G0": "One calm session at the same dose lets it go up again.",
    "X1": _SORE,
    "X2": _SORE,
    "X3": _SORE,
    "X4": _SORE,
    "X5": _SORE,
}
_LOAD_LATER: Final = "A repetition or more to spare in two sessions running, noted after the set."
_FOR_ONE_SESSION: Final = "The choice holds for one session; after it, the rules decide again."
_CHOSEN: Final = {Action.REDUCE: _UP_AGAIN, Action.PROGRESS: _SORE}
_RESUMED: Final = "A calm week lets it go up from the lowest level; a sore knee keeps it there."


def would_change(verdict: Verdict) -> str:
    """Return what would change a decision, in words for the person."""
    if verdict.rule == "X5" and verdict.action is Action.HOLD:
        return _LOAD_LATER
    if verdict.action is Action.RESUME:
        return _RESUMED
    if verdict.rule == OWN_CHOICE_ID:
        return _CHOSEN.get(verdict.action, _FOR_ONE_SESSION)
    return _CHANGES[verdict.rule]
