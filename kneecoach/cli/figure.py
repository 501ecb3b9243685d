"""Draw the figure of an exercise into a file, once or whenever its YAML changes."""

from __future__ import annotations

from pathlib import Path

import click
from PySide6.QtGui import QImage

from kneecoach.body.course import Moment
from kneecoach.figure.files import MOVING, Cell, check_ending, draw, write_moving, write_still
from kneecoach.figure.looks import Looks, Surroundings
from kneecoach.figure.scene import Scene
from kneecoach.figure.showing import Showing, level_showing
from kneecoach.figure.tempo import shown_tempo
from kneecoach.model.dose import Side
from kneecoach.model.errors import KneecoachError, UsageError
from kneecoach.model.exercise import Exercise
from kneecoach.model.figure import View
from kneecoach.model.units import Seconds
from kneecoach.packs.problem import did_you_mean
from kneecoach.values import dataclass, replace

ALL = "all"
EVERY_POSE = "all"
USUAL_SIZE = "640x480"
SHEET_SIZE = "240x200"
_LONGEST_PX = 32_000
"""A picture cannot be painted to any length; Qt counts pixels in 16 bits."""

FRAMES_A_SECOND = 20
LONGEST_S = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is to be drawn.

    Attributes:
        time: Seconds into one repetition, or None.
        pose: The name of a pose, `all` for all of them, or None.
        view, side, variant: As in a showing.
        level: The level of the ladder to be drawn, or None for the movement without its limits.
        is_wrong: The wrong way.
        size: Width and height in pixels.
    """

    time: float | None
    pose: str | None
    view: View | None
    side: str | None
    variant: str
    level: int | None
    is_wrong: bool
    size: tuple[int, int]


def read_size(text: str) -> tuple[int, int]:
    """Return a size such as 640x480.

    Raises:
        UsageError: It is not written like that, or too small or large to be drawn.
    """
    wide, _, high = text.lower().partition("x")
    if not (wide.isdecimal() and high.isdecimal()) or len(text) > 11:
        raise UsageError(f"{text} is not a size.", "Write it like 640x480.")
    size = (int(wide), int(high))
    if not all(32 <= side <= 4096 for side in size):
        raise UsageError(f"{text} is too small or too large.", "Each side is 32 to 4096.")
    return size


def read_view(text: str | None) -> View | None:
    """Return the view of that name.

    Raises:
        UsageError: There is none.
    """
    known = [view.value for view in View]
    if text is not None and text not in known:
        raise UsageError(
            f"There is no view {text}{did_you_mean(text, known)}.", f"It is {', '.join(known)}."
        )
    return None if text is None else View(text)


def watch_figure(name: str, asked: Asked, output: Path) -> int:
    """Draw an exercise's file now and whenever it changes, until it is stopped.

    Raises:
        UsageError: It is no file, or what is asked for is not there.
    """
    from kneecoach.cli.watching import watch_file

    file = Path(name)
    if not file.is_file():
        raise UsageError(f"{name} is not a file.", "Name the exercise's YAML file to watch it.")
    check_ending(output)

    def again() -> None:
        try:
            draw_figure(name, asked, output)
        except KneecoachError as error:
            click.echo(str(error), err=True)
        else:
            click.echo(f"Drawn in {output}.")

    watch_file(file, again)
    return 0


def draw_figure(name: str, asked: Asked, output: Path) -> int:
    """Draw an exercise, given by its id or its file, or a sheet of all of them.

    Raises:
        UsageError: There is no such exercise, pose, variant or format.
        KneecoachError: The file cannot be read or written.
    """
    check_ending(output)
    is_moving = output.suffix.lower() in MOVING
    if name == ALL:
        if is_moving:
            raise UsageError("A sheet does not move.", "End the file's name in .png or .svg.")
        return _draw_sheet(asked, output)
    exercise = find_exercise(name)
    check_asked(exercise, asked)
    if is_moving:
        _draw_moving(exercise, asked, output)
    else:
        _draw_still(exercise, asked, output)
    return 0


def find_exercise(name: str) -> Exercise:
    """Return the exercise of that id, or of that file.

    Raises:
        UsageError: There is none.
        KneecoachError: The file has mistakes; the first is said.
    """
    if name.endswith(".yaml") or "/" in name:
        return _from_file(Path(name))
    from kneecoach.cli.desk import opened

    with opened() as desk:
        catalogue = desk.coach.catalogue
    exercise = catalogue.exercise(name)
    if exercise is None:
        known = [one.id for one in catalogue.exercises]
        raise UsageError(
            f"No pack has an exercise called {name}{did_you_mean(name, known)}.",
            f"These exist: {', '.join(known)}. A file is named with its ending .yaml.",
        )
    return exercise


def _from_file(file: Path) -> Exercise:
    from kneecoach.packs.build import make_exercise
    from kneecoach.packs.format_parts import Format
    from kneecoach.packs.problem import Severity
    from kneecoach.packs.reader import read_draft

    draft = read_draft(file, Format.EXERCISE)
    errors = [one for one in draft.problems if one.severity is Severity.ERROR]
    if errors or draft.found is None:
        said = "\n".join(str(one) for one in errors) or f"{file} holds no exercise"
        raise KneecoachError(said, "Mend the file and try again.")
    return make_exercise(draft.found, draft.levels, file, "")


def check_asked(exercise: Exercise, asked: Asked) -> None:
    """Refuse what the exercise does not have.

    Raises:
        UsageError: It has no such variant, level or pose, or no wrong way.
    """
    if asked.level is not None and asked.level > len(exercise.ladder):
        raise UsageError(
            f"{exercise.id} has no level {asked.level}.",
            f"It has the levels 1 to {len(exercise.ladder)}.",
        )
    if asked.level is not None and asked.variant:
        raise UsageError("A level has its own variant.", "Leave --variant or --level out.")
    variants = list(dict.fromkeys(level.dose.variant for level in exercise.ladder))
    if asked.variant not in variants:
        known = [one for one in variants if one]
        raise UsageError(
            f"{exercise.id} has no variant {asked.variant}{did_you_mean(asked.variant, known)}.",
            f"It has: {', '.join(known) or 'none'}.",
        )
    figure = exercise.figure
    if asked.is_wrong and (figure is None or figure.wrong is None):
        raise UsageError(f"{exercise.id} shows no wrong way.", "Leave --wrong out.")
    if asked.pose not in {None, EVERY_POSE}:
        stances = _scene(exercise, asked).movement.course.stances
        if asked.pose not in stances:
            pose = asked.pose or ""
            raise UsageError(
                f"{exercise.id} has no pose {pose}{did_you_mean(pose, stances)}.",
                f"It has: {', '.join(stances)}.",
            )


def _scene(exercise: Exercise, asked: Asked, *, is_wrong: bool | None = None) -> Scene:
    side = Side(asked.side) if asked.side else None
    showing = Showing(side=side, variant=asked.variant)
    if asked.level is not None:
        showing = level_showing(exercise, asked.level, side)
    showing = replace(
        showing,
        is_wrong=asked.is_wrong if is_wrong is None else is_wrong,
        view=asked.view,
    )
    return Scene(
        exercise,
        showing=showing,
        size=asked.size,
        looks=Looks(),
        surroundings=Surroundings(),
    )


def _draw_still(exercise: Exercise, asked: Asked, output: Path) -> None:
    scene = _scene(exercise, asked)
    wide, high = asked.size
    if asked.pose == EVERY_POSE:
        names = scene.poses_shown()
        cells = [(index * wide, 0.0, scene.still(name)) for index, name in enumerate(names)]
        write_still(output, (wide * len(names), high), cells, exercise.name, cell=asked.size)
        click.echo(f"{output}: {', '.join(names)}")
        return
    if asked.pose is not None:
        shapes = scene.still(asked.pose)
    elif asked.time is not None:
        shapes = scene.shapes(moment_at(scene, exercise, asked.time))
    else:
        shapes = scene.telling()
    write_still(output, asked.size, [(0.0, 0.0, shapes)], exercise.name)


def _draw_moving(exercise: Exercise, asked: Asked, output: Path) -> None:
    scene = _scene(exercise, asked)
    lasts = min(
        LONGEST_S, sum(phase.lasts for phase in shown_tempo(exercise, scene.showing.variant))
    )
    frames = max(2, round(lasts * FRAMES_A_SECOND))

    def frame(number: int) -> QImage:
        moment = moment_at(scene, exercise, number / FRAMES_A_SECOND)
        return draw(asked.size, [(0.0, 0.0, scene.shapes(moment))])

    write_moving(output, frames, frame, per_second=FRAMES_A_SECOND)


def moment_at(scene: Scene, exercise: Exercise, time: float) -> Moment:
    """Return where the body is, so many seconds into its repetitions."""
    tempo = shown_tempo(exercise, scene.showing.variant)
    return scene.movement.course.demonstration(tempo, Seconds(time))


def _draw_sheet(asked: Asked, output: Path) -> int:
    """Draw beginning and far end of every exercise and variant, and the wrong way if there is one.

    A cell has the size that is asked for; each row is named on the screen.

    Raises:
        UsageError: The sheet would be too long.
    """
    from kneecoach.cli.desk import opened

    with opened() as desk:
        exercises = desk.coach.catalogue.exercises
    rows = [(exercise, variant) for exercise in exercises for variant in _drawn_variants(exercise)]
    wide, high = asked.size
    if high * len(rows) > _LONGEST_PX:
        raise UsageError(
            f"A sheet of {len(rows)} rows would be too long.", f"Leave --size {wide}x{high} out."
        )
    cells: list[Cell] = []
    for row, (exercise, variant) in enumerate(rows):
        of_row = replace(asked, variant=variant)
        scene = _scene(exercise, of_row)
        pictures = [scene.still(), scene.telling()]
        if not variant and exercise.figure is not None and exercise.figure.wrong is not None:
            pictures.append(_scene(exercise, of_row, is_wrong=True).telling())
        cells += [(float(x * wide), float(row * high), one) for x, one in enumerate(pictures)]
        click.echo(f"row {row + 1}: {exercise.id}{variant and ', '}{variant}")
    write_still(output, (3 * wide, high * len(rows)), cells, "Exercises", cell=asked.size)
    return 0


def _drawn_variants(exercise: Exercise) -> tuple[str, ...]:
    """Return the variants that are drawn differently; the first is the usual one."""
    figure = exercise.figure
    return ("", *(one.variant for one in figure.variations)) if figure is not None else ("",)
