"""Print what becomes of a simulated person, and draw it."""

from __future__ import annotations

import textwrap
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Final

import click

from kneecoach.cli.desk import opened
from kneecoach.dose.profiles import ProfileName, profile_of
from kneecoach.dose.simulate import (
    FIRST_DAY,
    SEED,
    SimulatedDay,
    Simulation,
    programme_for,
    simulate,
)
from kneecoach.dose.words import a_count
from kneecoach.model.decision import Action, Standing
from kneecoach.model.errors import UsageError
from kneecoach.model.feedback import Today
from kneecoach.model.programme import Catalogue
from kneecoach.packs.problem import did_you_mean

_WORDS: Final[dict[Action, str]] = {
    Action.SEEK_CARE: "to be seen",
    Action.PAUSE: "break",
    Action.REDUCE_REST: "down, rest",
    Action.REDUCE: "down",
    Action.HOLD: "same",
    Action.RESUME: "begins again",
    Action.PROGRESS: "up",
}
_ROW: Final = "{:>4} {:<3} {:>5} {:>7} {:>7} {:>6} {:>8}  {:<13} {}"
_WEEK: Final = 7
_WIDTH: Final = 78


def simulate_person(
    profile: str, weeks: int, exercise_id: str, output: Path | None, *, explains: bool
) -> int:
    """Print the days of a simulated person, or every reason; draw them when a file is named.

    Raises:
        UsageError: No pack has the exercise, or the file's ending says no format.
        KneecoachError: The picture cannot be written.
    """
    if output is not None:
        from kneecoach.ui.charts.course_file import check_ending

        check_ending(output)
    with opened() as desk:
        catalogue = desk.coach.catalogue
    simulation = _simulate(profile, weeks, exercise_id, catalogue)
    if explains:
        _explain(simulation, catalogue)
    else:
        click.echo("\n".join(table(simulation)))
    if output is not None:
        from kneecoach.ui.charts.course_file import write_course
        from kneecoach.ui.charts.course_values import course_values

        write_course(output, course_values(simulation))
        click.echo(f"\nDrawn in {output}.")
    return 0


def _simulate(profile: str, weeks: int, exercise_id: str, catalogue: Catalogue) -> Simulation:
    exercise = catalogue.exercise(exercise_id)
    if exercise is None:
        known = [one.id for one in catalogue.exercises]
        raise UsageError(
            f"No pack has an exercise called {exercise_id}{did_you_mean(exercise_id, known)}.",
            f"These exist: {', '.join(known)}.",
        )
    chance = Random(SEED)  # noqa: S311 - a made-up person, the same each time
    return simulate(
        profile_of(ProfileName(profile)), exercise, catalogue, weeks=weeks, chance=chance
    )


def _explain(simulation: Simulation, catalogue: Catalogue) -> None:
    """Print the whole chain of a simulated person, as dose explain does of a real one."""
    from kneecoach.cli.explain import print_chains
    from kneecoach.dose.explain import explain
    from kneecoach.dose.track import read_records

    today = Today(day=FIRST_DAY + timedelta(days=len(simulation.days)))
    whole = programme_for(simulation.exercise)
    chains = explain(
        whole.items[0],
        simulation.exercise,
        programme=whole,
        catalogue=catalogue,
        records=read_records(simulation.history, today.day),
        today=today,
    )
    print_chains(chains)


def table(simulation: Simulation) -> list[str]:
    """Return the days that held a session or another kind of decision, as lines."""
    profile, exercise = simulation.profile, simulation.exercise
    lines = [
        *textwrap.wrap(
            f"{exercise.name}, {a_count(len(simulation.days) // _WEEK, 'week')}: {profile.name}. "
            f"{profile.about}",
            _WIDTH,
        ),
        "",
        _ROW.format(
            *("week", "day", "level", "before", "during", "after", "morning", "decision", "rule")
        ).rstrip(),
    ]
    before: SimulatedDay | None = None
    for day in simulation.days:
        if day.before is not None or day.was_seen or _is_news(before, day):
            lines.append(_row(simulation, day))
        before = day
    trained = sum(day.trained for day in simulation.days)
    lines += ["", f"Sessions: {trained}. Level at the end: {simulation.levels[-1]}."]
    return lines


def _is_news(before: SimulatedDay | None, day: SimulatedDay) -> bool:
    """Tell whether a day without a session is worth a line: the exercise waits from then on."""
    return (before is None or before.standing is not day.standing) and (
        day.standing is not Standing.READY
    )


def _row(simulation: Simulation, day: SimulatedDay) -> str:
    week, weekday = divmod(day.number, _WEEK)
    morning = simulation.morning_after(day) if day.trained else None
    scores = (day.before, day.during, day.after, morning)
    decision = _WORDS[day.decision.action]
    if day.decision.rule == "N0":
        decision = "starts"
    note = "  (seen, may go on)" if day.was_seen else ""
    return _ROW.format(
        week + 1,
        f"{FIRST_DAY + timedelta(days=weekday):%a}",
        day.level,
        *("-" if score is None else score for score in scores),
        decision,
        f"{day.decision.rule}{note}",
    )
