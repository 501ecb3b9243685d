"""Name the commands that show exercises; what each does is imported when it runs."""

from __future__ import annotations

import click

from kneecoach.model.exercise import Kind, Position

KINDS = click.Choice([one.value for one in Kind])
POSITIONS = click.Choice([one.value for one in Position])


@click.group(invoke_without_command=True)
@click.option("--search", "text", default="", metavar="WORDS", help="Words in any order.")
@click.option("--area", default="", help="A part of the body that it works.")
@click.option("--kind", type=KINDS, help="The kind of exercise.")
@click.option("--equipment", default="", help='Something that is used, or "nothing".')
@click.option("--position", type=POSITIONS, help="How the body starts.")
@click.option("--json", "as_json", is_flag=True, help="Print the exercises as JSON.")
@click.pass_context
def exercises(
    context: click.Context,
    text: str,
    area: str,
    kind: str | None,
    equipment: str,
    position: str | None,
    as_json: bool,
) -> int:
    """List the exercises of all packs, or show one."""
    if context.invoked_subcommand is not None:
        return 0
    from kneecoach.cli.exercises import list_exercises
    from kneecoach.coach.library import Wanted

    wanted = Wanted(
        text=text,
        area=area,
        kind=Kind(kind) if kind else None,
        equipment=equipment,
        position=Position(position) if position else None,
    )
    return list_exercises(wanted, as_json=as_json)


@exercises.command("show")
@click.argument("exercise_id", metavar="EXERCISE")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
def show(exercise_id: str, as_json: bool) -> int:
    """Show everything about an exercise, and where you stand on its ladder."""
    from kneecoach.cli.exercises import show_exercise

    return show_exercise(exercise_id, as_json=as_json)
