"""Ask about signs in plain words, and say what the product is and is not."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kneecoach.model.dose import Side
from kneecoach.model.feedback import Flag, Knee
from kneecoach.model.programme import Programme
from kneecoach.model.screening import Occasion

translate = QCoreApplication.translate


def sign_words(flag: Flag) -> str:
    """Return a sign as a statement that a person can say yes or no to.

    Raises:
        KeyError: The safety questions do not ask about it.
    """
    return {
        Flag.FEVER: translate("Screening", "I have a fever or feel ill, with a sore knee"),
        Flag.DEFORMITY: translate("Screening", "The knee or leg is out of its usual shape"),
        Flag.CANNOT_BEAR_WEIGHT: translate("Screening", "The leg cannot take my weight"),
        Flag.CALF_SWELLING: translate("Screening", "The calf is swollen or hot"),
        Flag.TRAUMA: translate("Screening", "It began with a fall, a twist or a knock"),
        Flag.SWELLING: translate("Screening", "The knee is swollen"),
        Flag.HOT_RED: translate("Screening", "The knee is hot or red"),
        Flag.GIVING_WAY: translate("Screening", "The knee gives way"),
        Flag.LOCKING: translate("Screening", "The knee locks or gets stuck"),
        Flag.UNSAFE_STANDING: translate("Screening", "Standing on the leg feels unsafe"),
        Flag.CANNOT_BEND: translate("Screening", "The knee will not bend all the way"),
        Flag.LIMPING: translate("Screening", "I walk with a limp"),
        Flag.NIGHT_PAIN: translate("Screening", "The pain wakes me at night"),
        Flag.PAINFUL_CLICKING: translate("Screening", "It clicks, and the click hurts"),
    }[flag]


def side_words(side: Side) -> str:
    """Return the name of a knee, such as "Left"."""
    left, right = translate("Screening", "Left"), translate("Screening", "Right")
    return left if side is Side.LEFT else right


def knee_words(knee: Knee) -> str:
    """Return the name of a knee, or of both, as an answer."""
    return {
        Knee.LEFT: translate("Screening", "The left knee"),
        Knee.RIGHT: translate("Screening", "The right knee"),
        Knee.BOTH: translate("Screening", "Both knees"),
    }[knee]


def pain_question(side: Side) -> str:
    """Return the question for the pain of a knee that has a sign."""
    if side is Side.LEFT:
        return translate("Screening", "Pain in the left knee now")
    return translate("Screening", "Pain in the right knee now")


def why_asked(occasion: Occasion) -> str:
    """Return why the safety questions are asked."""
    match occasion:
        case Occasion.FIRST:
            return translate(
                "Screening",
                "Before the first session: a few signs mean that someone should look at the knee "
                "first. Painless clicking is not one of them.",
            )
        case Occasion.SIGN:
            return translate(
                "Screening",
                "You have told of a sign that was not there before. Is there anything else? What "
                "you said is marked already.",
            )
        case Occasion.WISH:
            return translate("Screening", "Mark what is there now, for each knee.")


def about_lines() -> tuple[str, ...]:
    """Return what the product is and is not, a sentence or two each."""
    return (
        translate(
            "Welcome",
            "kneecoach leads you through knee exercises at home, and lets the knee itself decide "
            "how much: from what you say before, during and after, and the next morning.",
        ),
        translate(
            "Welcome",
            "It is not a doctor and makes no diagnosis. When something should be looked at, it "
            "says so, and stops until then.",
        ),
        translate("Welcome", "Everything you say stays on this computer."),
    )


def proposal_words(programme: Programme, knee: Knee) -> str:
    """Return why a programme is proposed to begin with."""
    if knee is Knee.BOTH:
        why = translate(
            "Welcome",
            "You named no sign that must be seen first, so you can begin gently. Each leg gets a "
            "dose of its own where the exercise allows it, and the first one is the smallest.",
        )
    else:
        why = translate(
            "Welcome",
            "You named no sign that must be seen first, so you can begin gently. Both legs train, "
            "the sore one sets the pace, and the first dose is the smallest.",
        )
    return f"{why} {programme.why}".strip()
