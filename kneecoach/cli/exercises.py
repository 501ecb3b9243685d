"""List exercises, and show one with its ladder, by the same functions as the window."""

from __future__ import annotations

import shutil
import textwrap

import click

from kneecoach.cli.desk import CommandDesk, opened
from kneecoach.cli.printing import print_json
from kneecoach.coach.coach import FIRST_PROGRAMME
from kneecoach.coach.library import (
    NOTHING_NEEDED,
    Wanted,
    areas_of,
    equipment_of,
    find_exercises,
    plain,
)
from kneecoach.model.errors import UsageError
from kneecoach.model.exercise import Exercise
from kneecoach.model.programme import Catalogue, Programme
from kneecoach.packs.problem import did_you_mean
from kneecoach.ui.exercise_builder import build_exercise
from kneecoach.ui.exercise_view import ExerciseView, LevelView
from kneecoach.ui.words.exercises import equipment_words, here_words, what_words

_NARROWEST, _WIDEST = 60, 96


def list_exercises(wanted: Wanted, *, as_json: bool) -> int:
    """Print the exercises that fit; 1 when there is none.

    Raises:
        UsageError: No exercise has such an area or such equipment.
    """
    with opened() as desk:
        catalogue = desk.coach.catalogue
        own = _own(_in_use(desk))
    _check(wanted.area, areas_of(catalogue), "area")
    _check(wanted.equipment, (NOTHING_NEEDED, *equipment_of(catalogue)), "equipment")
    found = find_exercises(catalogue, wanted)
    if as_json:
        print_json([_plain(one, is_in_programme=one.id in own) for one in found])
        return 0
    for one in found:
        mark = "; in your programme" if one.id in own else ""
        click.echo(f"{one.id}: {one.name}; {what_words(one)}; {', '.join(one.areas)}{mark}")
    if not found:
        click.echo("No exercise fits.", err=True)
    return 0 if found else 1


def show_exercise(exercise_id: str, *, as_json: bool) -> int:
    """Print everything about an exercise.

    Raises:
        UsageError: No pack has it.
    """
    with opened() as desk:
        exercise = _find(desk.coach.catalogue, exercise_id)
        view = build_exercise(desk.coach, exercise, _in_use(desk))
    if as_json:
        print_json(_plain_view(view))
        return 0
    width = max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size((_WIDEST, 24)).columns))
    click.echo("\n".join(_page(view, width)))
    return 0


def _in_use(desk: CommandDesk) -> Programme | None:
    return desk.coach.catalogue.programme(desk.settings.programme or FIRST_PROGRAMME)


def _own(programme: Programme | None) -> frozenset[str]:
    items = () if programme is None else programme.items
    return frozenset(item.exercise_id for item in items)


def _find(catalogue: Catalogue, exercise_id: str) -> Exercise:
    found = catalogue.exercise(exercise_id)
    if found is None:
        known = [one.id for one in catalogue.exercises]
        raise UsageError(
            f"No pack has an exercise called {exercise_id}{did_you_mean(exercise_id, known)}.",
            "kneecoach exercises lists them.",
        )
    return found


def _check(wanted: str, known: tuple[str, ...], name: str) -> None:
    if wanted and plain(wanted) not in map(plain, known):
        raise UsageError(
            f"No exercise has the {name} {wanted}{did_you_mean(wanted, list(known))}.",
            f"There is: {', '.join(known)}.",
        )


def _page(view: ExerciseView, width: int) -> list[str]:
    exercise = view.exercise
    lines = [exercise.name, "=" * len(exercise.name)]
    lines += _wrapped(f"{what_words(exercise)} · {', '.join(exercise.areas)}", width)
    lines += _wrapped(exercise.why, width)
    lines += _part("How it is done", exercise.steps, width, is_numbered=True)
    lines += _part("Think of", tuple(cue.say for cue in exercise.cues), width)
    mistakes = tuple(f"{one.what} {one.instead}".strip() for one in exercise.mistakes)
    lines += _part("What often goes wrong", mistakes, width)
    lines += _part("Take care", exercise.cautions, width)
    lines += _part("What you need", equipment_words(exercise.equipment), width)
    lines += ["", f"Where you are: {view.stands}"]
    for reason in view.reasons:
        lines += _wrapped(reason, width)
    easier = view.easier.name if view.easier else "nothing is easier than this"
    harder = view.harder.name if view.harder else "nothing comes after this"
    lines += [
        f"  Easier: {easier}",
        *(_rung(level) for level in view.levels),
        f"  Harder: {harder}",
    ]
    sources = tuple(": ".join(filter(None, (one.title, one.where))) for one in view.sources)
    lines += _part("Where it comes from", sources, width)
    return [*lines, "", view.review]


def _part(
    title: str, texts: tuple[str, ...], width: int, *, is_numbered: bool = False
) -> list[str]:
    if not texts:
        return []
    lines = ["", title]
    for number, text in enumerate(texts, start=1):
        mark = f"{number}. " if is_numbered else "- "
        lines += textwrap.wrap(
            text,
            width,
            initial_indent=f"  {mark}",
            subsequent_indent="  " + " " * len(mark),
            break_long_words=False,
            break_on_hyphens=False,
        )
    return lines


def _rung(level: LevelView) -> str:
    parts = [f"  {level.number}. {level.dose}", level.change.lower(), level.note]
    line = "; ".join(part for part in parts if part)
    return f"{line}  <- {here_words(level.here)}" if level.here else line


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width)


def _plain(exercise: Exercise, *, is_in_programme: bool) -> dict[str, object]:
    return {
        "exercise": exercise.id,
        "name": exercise.name,
        "kind": exercise.kind.value,
        "position": exercise.position.value,
        "areas": list(exercise.areas),
        "equipment": [{"name": one.name, "optional": one.optional} for one in exercise.equipment],
        "levels": len(exercise.ladder),
        "is_in_programme": is_in_programme,
    }


def _plain_view(view: ExerciseView) -> dict[str, object]:
    exercise = view.exercise
    return {
        **_plain(exercise, is_in_programme=view.is_in_programme),
        "why": exercise.why,
        "steps": list(exercise.steps),
        "cues": [one.say for one in exercise.cues],
        "mistakes": [{"what": one.what, "instead": one.instead} for one in exercise.mistakes],
        "cautions": list(exercise.cautions),
        "stands": view.stands,
        "reasons": list(view.reasons),
        "may_try": view.may_try,
        "easier": view.easier.id if view.easier else None,
        "harder": view.harder.id if view.harder else None,
        "ladder": [
            {
                "level": level.number,
                "dose": level.dose,
                "change": level.change,
                "note": level.note,
                "is_here": bool(level.here),
            }
            for level in view.levels
        ],
        "sources": [
            {"key": one.key, "title": one.title, "where": one.where} for one in view.sources
        ],
        "review": view.review,
    }
