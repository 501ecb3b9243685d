"""Ask about the pain at the keyboard: once, or of each knee where both are looked after."""

from __future__ import annotations

from kneecoach.cli.keyboard import Keyboard, known_score, score_if_known
from kneecoach.coach.coach import Before
from kneecoach.coach.knees import SidedScores
from kneecoach.model.dose import Side
from kneecoach.model.feedback import Knee
from kneecoach.model.session_said import KneeScores
from kneecoach.model.units import PainScore


def ask_before(given: int | None, knee: Knee, keyboard: Keyboard) -> Before:
    """Return the pain before a session: as an option has it, else of each knee that is sore.

    Raises:
        UsageError: It was not given, and there is nobody to ask.
        click.Abort: The input was closed.
    """
    if given is not None or knee is not Knee.BOTH or not keyboard.is_there:
        return Before(pain=known_score(given, "before", "Pain now", keyboard))
    said = tuple(
        KneeScores(
            side=side, before=known_score(None, "before", _of_knee("Pain now", side), keyboard)
        )
        for side in Side
    )
    return Before(pain=max(one.before for one in said), knees=said)


def ask_at_end(
    given: int | None, question: str, keyboard: Keyboard, *, each_knee: bool
) -> tuple[PainScore | None, SidedScores]:
    """Return a score of the session, the worse of both knees, and that of each that is known.

    While one knee's is not known, neither is the worse of both. An option speaks of both.

    Raises:
        click.Abort: The input was closed.
    """
    if given is not None or not each_knee or not keyboard.is_there:
        score = score_if_known(given, question, keyboard)
        if score is None or not each_knee:
            return score, ()
        return score, tuple((side, score) for side in Side)
    asked = [(side, keyboard.ask_score(_of_knee(question, side))) for side in Side]
    known = tuple((side, score) for side, score in asked if score is not None)
    worst = max(score for _, score in known) if len(known) == len(asked) else None
    return worst, known


def _of_knee(question: str, side: Side) -> str:
    return f"{question}, {side} knee"
