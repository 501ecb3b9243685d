"""Answer the safety questions, and read what was said of the last mornings, in the terminal."""

from __future__ import annotations

import click

from kneecoach.cli.desk import CommandDesk, opened, read_flags
from kneecoach.cli.keyboard import Keyboard
from kneecoach.coach.mornings import knees_asked, week_of_mornings
from kneecoach.coach.screening import (
    ASKED_SIGNS,
    CARE_SIGNS,
    URGENT_SIGNS,
    Asking,
    KneeAnswer,
    asking,
)
from kneecoach.model.dose import Side
from kneecoach.model.errors import UsageError
from kneecoach.model.feedback import Flag, Knee
from kneecoach.model.screening import Occasion
from kneecoach.model.units import PainScore, pain_score
from kneecoach.values import dataclass

_ANSWERS = {"n": "", "l": "left", "r": "right", "b": "both"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldSigns:
    """What is told by options.

    Attributes:
        left, right: Names of signs of each knee.
        pain_left, pain_right: Pain now, 0-10.
        none: There is no sign in either knee.
        knee: Which knee is looked after from now on.
    """

    left: tuple[str, ...]
    right: tuple[str, ...]
    pain_left: int | None
    pain_right: int | None
    none: bool
    knee: str | None

    @property
    def says_something(self) -> bool:
        """Say whether the questions are answered by options."""
        return bool(self.none or self.left or self.right)


def screen(told: ToldSigns) -> int:
    """Keep the answers to the safety questions, told by options or asked one by one."""
    with opened() as desk:
        answers = _told(told) if told.says_something else _asked(desk, Keyboard())
        occasion = desk.coach.screening_due() or Occasion.WISH
        desk.coach.screen(answers, occasion, Knee(told.knee) if told.knee else None)
        _say_kept(answers)
    return 0


def screen_before_session(desk: CommandDesk, keyboard: Keyboard) -> None:
    """Ask the safety questions where they are due.

    Raises:
        click.Abort: The input was closed.
    """
    occasion = desk.coach.screening_due()
    if occasion is None:
        return
    click.echo("First, a few safety questions.")
    answers = _asked(desk, keyboard)
    desk.coach.screen(answers, occasion)
    _say_kept(answers)


def list_mornings() -> int:
    """Print what was said of the mornings of the last week, the latest first."""
    with opened() as desk:
        today = desk.clock.today()
        knees = knees_asked(desk.coach.person.sore_knee)
        for morning in week_of_mornings(desk.coach.history, today, knees):
            said = "; ".join(
                f"{word.knee} knee: pain {word.pain}"
                + "".join(f", {flag.value.replace('_', ' ')}" for flag in sorted(word.flags))
                for word in morning.words
            )
            corrected = (
                f" (corrected; before: {', '.join(str(one.pain) for one in morning.earlier)})"
            )
            click.echo(
                f"{morning.day}  {said or 'not recorded'}{corrected if morning.earlier else ''}"
            )
    return 0


def remind_of_screening(desk: CommandDesk) -> None:
    """Say on stderr that the safety questions should be answered, when they should."""
    if desk.coach.screening_due() is not None:
        click.echo(
            "A few safety questions should be answered first: kneecoach screening.", err=True
        )


def _told(told: ToldSigns) -> tuple[KneeAnswer, ...]:
    if told.none and (told.left or told.right):
        raise UsageError(
            "There cannot be signs and none at once.", "Leave --none out, or the signs."
        )
    return tuple(
        KneeAnswer(
            side=side,
            flags=read_flags(names),
            pain=None if pain is None else pain_score(pain),
        )
        for side, names, pain in (
            (Side.LEFT, told.left, told.pain_left),
            (Side.RIGHT, told.right, told.pain_right),
        )
    )


def _asked(desk: CommandDesk, keyboard: Keyboard) -> tuple[KneeAnswer, ...]:
    """Ask about each sign in turn.

    Raises:
        UsageError: There is nobody to ask.
        click.Abort: The input was closed.
    """
    # The words are those of the window; what they need takes a moment to import.
    from kneecoach.ui.words.screening import sign_words

    if not keyboard.is_there:
        names = ", ".join(sorted(flag.value for flag in ASKED_SIGNS))
        raise UsageError(
            "There is nobody to ask.", f"Give --none, or --left and --right with signs: {names}."
        )
    click.echo("For each line: Enter or n for no, l left knee, r right knee, b both.")
    found: dict[Side, set[Flag]] = {side: set() for side in Side}
    for flag in (*URGENT_SIGNS, *CARE_SIGNS):
        typed = ""
        while (typed := keyboard.ask(sign_words(flag)) or "n") not in _ANSWERS:
            click.echo(f"{typed} is none of n, l, r and b.")
        for side in Side:
            if _ANSWERS[typed] in {side.value, "both"}:
                found[side].add(flag)
    return tuple(
        KneeAnswer(
            side=one.side,
            flags=frozenset(found[one.side]),
            pain=_pain(keyboard, one, frozenset(found[one.side])),
        )
        for one in asking(desk.coach.history, desk.clock.today())
    )


def _pain(keyboard: Keyboard, known: Asking, flags: frozenset[Flag]) -> PainScore | None:
    pain: PainScore | None = None
    while known.needs_pain(flags) and pain is None:
        pain = keyboard.ask_score(f"Pain in the {known.side} knee now")
    return pain


def _say_kept(answers: tuple[KneeAnswer, ...]) -> None:
    signs = [
        f"{answer.side} {flag.value.replace('_', ' ')}"
        for answer in answers
        for flag in sorted(answer.flags)
    ]
    if signs:
        click.echo(f"Kept: {', '.join(signs)}.")
        click.echo("Please have the knee looked at; kneecoach plan says how soon.")
    else:
        click.echo("Kept: none of the signs, in either knee.")
