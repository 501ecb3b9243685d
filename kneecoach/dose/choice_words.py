"""Say what became of the dose that a person chose, in plain sentences."""

from __future__ import annotations

from typing import Final

from kneecoach.dose.overruling import WhyNot
from kneecoach.dose.verdict import DAYS_AFTER_STEP_DOWN
from kneecoach.dose.words import Told, a_count, after_step_down, where_down, where_up
from kneecoach.model.decision import Action
from kneecoach.model.record import Choice

_WANTED: Final = {
    Choice.HOLD: "to keep the dose as it is",
    Choice.DOWN: "for one level down",
    Choice.UP: "for one level up",
}
_WHY_NOT: Final = {
    WhyNot.CAREFUL: "what is said here is the more careful answer and goes first",
    WhyNot.CAUTION: "that is not possible as long as this is so",
    WhyNot.NEW: "a new exercise begins where the programme says",
    WhyNot.RESTING: "that is not possible while the knee rests",
    WhyNot.STEPPED_DOWN: (
        f"after a step down the dose stays for {a_count(DAYS_AFTER_STEP_DOWN, 'day')}"
    ),
    WhyNot.TOP: "there is no higher level to go to",
}


def chosen_words(told: Told) -> str:
    """Return what the person's choice does, where it takes the place of what the rules said."""
    match told.verdict.action:
        case Action.PROGRESS:
            return (
                f"You chose to go up: {where_up(told)} That is your own decision; a sore knee "
                "would bring it back down."
            )
        case Action.REDUCE:
            return f"You chose to go down, so {where_down(told)}. {after_step_down()}"
        case _:
            return (
                "You chose to keep the dose as it is. That holds for the next session; after it, "
                "it can go up again."
            )


def asked_words(told: Told) -> str:
    """Return what became of a choice that the rules' own answer stands beside; may be empty."""
    choice = told.situation.choice
    if choice is None or told.verdict.detail("own_choice") is None:
        return ""
    asked = f"You also asked {_WANTED[choice]}"
    if told.verdict.detail("choice_has_effect"):
        return f"{asked}, which is the same."
    why_not = why_not_words(WhyNot(str(told.verdict.detail("why_not"))))
    return f"{asked}; {why_not}. It is kept with the record and changes nothing."


def asked_in_a_rest(choice: Choice) -> str:
    """Return what becomes of a wish to go up while a rest lasts; empty for other choices."""
    if choice is not Choice.UP:
        return ""
    return (
        f"You also asked {_WANTED[choice]}; {_WHY_NOT[WhyNot.RESTING]}. It is kept with the record "
        "and changes nothing."
    )


def why_not_words(why_not: WhyNot) -> str:
    """Return why a choice has no effect, as a clause."""
    return _WHY_NOT[why_not]
