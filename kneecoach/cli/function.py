"""Keep and list what the knee can do, from the command line."""

from __future__ import annotations

from datetime import date

import click

from kneecoach.cli.desk import opened
from kneecoach.cli.printing import print_json
from kneecoach.coach.function import SMALLEST_CHANGES, Course, ToldScore, find_courses, is_due
from kneecoach.model.dose import Side
from kneecoach.model.errors import UsageError
from kneecoach.model.function import Measure
from kneecoach.values import dataclass

_NAMES = {
    Measure.KNEE: "The knee, of 100",
    Measure.SIT_TO_STAND: "Stood up in 30 s",
    Measure.SINGLE_LEG_SQUAT: "Squats on one leg in 30 s",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldFunction:
    """What is told; the fields are the command's options."""

    activities: tuple[str, ...]
    knee: int | None
    side: str | None
    sit_to_stand: int | None
    squats_left: int | None
    squats_right: int | None
    questionnaire: str | None
    total: float | None
    of: float | None


def log_function(day: date | None, told: ToldFunction) -> int:
    """Keep what is told of a day."""
    scores = _scores(told)
    with opened() as desk:
        kept = desk.coach.keep_function(scores, day)
        click.echo(f"Kept of {kept[0].day}: {len(kept)} {'score' if len(kept) == 1 else 'scores'}.")
    return 0


def list_function(*, as_json: bool) -> int:
    """Print how every measure went."""
    with opened() as desk:
        history, today = desk.coach.history, desk.clock.today()
        courses = find_courses(history)
        if as_json:
            print_json([_plain(one) for one in courses])
            return 0
        for one in courses:
            click.echo(_line(one))
        if not courses:
            click.echo("Nothing was told yet of what the knee can do.")
        if is_due(history, today):
            click.echo("It is time to ask again: kneecoach function log --help says how.")
    return 0


def _scores(told: ToldFunction) -> tuple[ToldScore, ...]:
    """Return what the options say.

    Raises:
        UsageError: An activity has no score, or a questionnaire is told in part.
    """
    found = [_activity(one) for one in told.activities]
    if told.knee is not None:
        side = Side(told.side) if told.side else None
        found.append(ToldScore(measure=Measure.KNEE, side=side, score=told.knee))
    elif told.side:
        raise UsageError("--side belongs to --knee.", "Give the score of that knee too.")
    if told.sit_to_stand is not None:
        found.append(ToldScore(measure=Measure.SIT_TO_STAND, score=told.sit_to_stand))
    for side, squats in ((Side.LEFT, told.squats_left), (Side.RIGHT, told.squats_right)):
        if squats is not None:
            found.append(ToldScore(measure=Measure.SINGLE_LEG_SQUAT, side=side, score=squats))
    parts = (told.questionnaire, told.total, told.of)
    if told.questionnaire is not None and told.total is not None and told.of is not None:
        found.append(
            ToldScore(
                measure=Measure.QUESTIONNAIRE,
                name=told.questionnaire,
                score=told.total,
                highest=told.of,
            )
        )
    elif any(one is not None for one in parts):
        raise UsageError(
            "A questionnaire has a name, a total and a highest score.",
            'Such as --questionnaire "KOOS-12" --total 62.5 --of 100.',
        )
    return tuple(found)


def _activity(text: str) -> ToldScore:
    name, _, score = text.rpartition("=")
    if not (name.strip() and score.strip().isascii() and score.strip().isdigit()):
        raise UsageError(
            f"“{text[:60]}” is no activity with its score.", 'Write it like "Walk downstairs=6".'
        )
    return ToldScore(measure=Measure.ACTIVITY, name=name, score=int(score.strip()[:9]))


def _line(course: Course) -> str:
    name = _NAMES.get(course.measure, course.name)
    if course.measure is Measure.ACTIVITY:
        name += ", of 10"
    if course.measure is Measure.QUESTIONNAIRE:
        name += f", of {course.highest:g}"
    if course.side is not None:
        name += f", {course.side.value}"
    points = ", ".join(f"{day} {score:g}" for day, score in course.points)
    worth = {
        None: "",
        True: f" ({course.change:+g}: more than chance)",
        False: f" ({course.change:+g}: may be chance)",
    }
    return f"{name}: {points}{worth[course.is_meaningful]}"


def _plain(course: Course) -> dict[str, object]:
    return {
        "measure": course.measure.value,
        "name": course.name,
        "side": None if course.side is None else course.side.value,
        "highest": course.highest,
        "smallest_change": SMALLEST_CHANGES.get(course.measure),
        "scores": [{"day": day.isoformat(), "score": score} for day, score in course.points],
    }
