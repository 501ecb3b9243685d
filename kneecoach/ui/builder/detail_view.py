"""Gather what is shown of one exercise of a pack that is being made."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kneecoach.model.dose import Variable
from kneecoach.model.exercise import Exercise
from kneecoach.packs.building.changes import ITEMS
from kneecoach.packs.building.doses import dose_parts, level_texts
from kneecoach.packs.building.manuscript import exercise_file
from kneecoach.packs.building.media import CLIP, PICTURE
from kneecoach.packs.building.rungs import CLIMBS
from kneecoach.packs.building.where import text_at
from kneecoach.packs.nodes import Node
from kneecoach.packs.problem import Problem
from kneecoach.reports.handout_levels import standings_in
from kneecoach.reports.report import ReportedStanding
from kneecoach.ui.builder.looking import Looking, field_at, said, start_of
from kneecoach.ui.builder.view import (
    DetailView,
    FieldView,
    MediaView,
    RungView,
)
from kneecoach.ui.words.builder import (
    dose_label,
    sides_choices,
    told_line,
)
from kneecoach.ui.words.doses import dose_words
from kneecoach.values import replace

translate = QCoreApplication.translate


def build_detail(looking: Looking, root: Node | None, exercise_id: str) -> DetailView:
    """Return everything about the exercise that is looked at."""
    path = f"{ITEMS}[{looking.at + 1}]"
    file, start = exercise_file(exercise_id), start_of(looking, looking.at + 1)
    tree, exercise = looking.root(exercise_id), looking.exercise(exercise_id)
    is_own = looking.is_own(exercise_id)
    own = translate("Builder", "Your own version; only this pack has it.")
    taken = translate("Builder", "From the library. Changing its dose makes a version of your own.")
    dose = tuple(
        FieldView(
            file=file,
            path=one.path,
            label=dose_label(one.name),
            value=one.value,
            problem=said(looking.checked.at(file, one.path)) if is_own else "",
            choices=sides_choices() if one.name == "sides" else (),
            hint=translate("Builder", "none") if one.name == "load" else "",
        )
        for one in dose_parts(tree, start)
    )
    note = field_at(
        looking,
        root,
        (looking.programme, f"{path}.note"),
        translate("Builder", "Note for the patient"),
    )
    return DetailView(
        at=looking.at,
        name=exercise.name if exercise is not None else text_at(tree, "name") or exercise_id,
        owner=own if is_own else taken,
        told=_told(looking, exercise_id, tree),
        dose=dose,
        rungs=_rungs(looking, exercise, file, tree),
        start=start,
        goals=_goals(tree),
        limits=_limit_fields(looking, root, path),
        note=note,
        media=_media(looking, file, tree),
        problems=tuple(one.sentence for one in _whole_item(looking, path)),
    )


def _media(looking: Looking, file: str, tree: Node | None) -> tuple[MediaView, ...]:
    labels = (
        (PICTURE, f"{PICTURE}.file", translate("Builder", "A picture of it")),
        (CLIP, CLIP, translate("Builder", "Its name in your voice, heard while getting ready")),
    )
    return tuple(
        MediaView(
            kind=kind,
            label=label,
            name=text_at(tree, path),
            problem=said(looking.checked.at(file, path)),
        )
        for kind, path, label in labels
    )


def _whole_item(looking: Looking, path: str) -> tuple[Problem, ...]:
    at = looking.checked.at(looking.programme, path)
    return tuple(one for one in at if one.field in {path, f"{path}.exercise"})


def _limit_fields(looking: Looking, root: Node | None, path: str) -> tuple[FieldView, ...]:
    labels = (
        ("start_level", translate("Builder", "Starts at"), "1"),
        ("limits.lowest_level", translate("Builder", "Lowest level"), "1"),
        ("limits.highest_level", translate("Builder", "Highest level"), ""),
        ("limits.clean_up_to", translate("Builder", "Calm up to"), "0-10"),
        ("limits.acceptable_up_to", translate("Builder", "Pain up to"), "0-10"),
        ("limits.pace", translate("Builder", "Step up after"), "1 week"),
        ("limits.highest_load", translate("Builder", "Load up to"), "kg"),
    )
    file = looking.programme
    return tuple(
        field_at(looking, root, (file, f"{path}.{name}"), label, hint=hint)
        for name, label, hint in labels
    )


def _rungs(
    looking: Looking, exercise: Exercise | None, file: str, tree: Node | None
) -> tuple[RungView, ...]:
    texts = level_texts(tree)
    levels = exercise.ladder if exercise is not None else ()
    is_known = len(levels) == len(texts) + 1
    first = dose_words(levels[0].dose) if levels else translate("Builder", "the dose above")
    rungs = [RungView(words=first)]
    for number, one in enumerate(texts, start=1):
        words = f"{dose_label(one.variable)}: {one.value}"
        if is_known:
            words = dose_words(levels[number].dose)
        label = translate("Builder", "A word about this level")
        note = field_at(looking, tree, (file, f"{one.path}.note"), label)
        problem = said(looking.checked.at(file, one.path))
        rungs.append(
            RungView(
                words=f"{words} · {one.note}" if one.note else words,
                variable=one.variable,
                value=one.value,
                note=note,
                problem=problem,
            )
        )
    return tuple(rungs)


def _goals(tree: Node | None) -> tuple[tuple[str, str, str], ...]:
    written = {one.name: one.value for one in dose_parts(tree, 1)}
    written[Variable.HOLD] = written.get("tempo.hold", "")
    return tuple(
        (one.value, dose_label(one.value), written[one])
        for one in CLIMBS
        if written.get(one, "") not in {"", "none"} and "band" not in written[one]
    )


def _told(looking: Looking, exercise_id: str, tree: Node | None) -> tuple[str, ...]:
    """Return what the patient reported of an exercise, or of the one that it was copied from."""
    standings = standings_of(looking, exercise_id, text_at(tree, "name"))
    if len({replace(one, side="") for one in standings}) == 1:  # both legs alike are told of once
        standings = (replace(standings[0], side=""),)
    return tuple(told_line(one) for one in standings)


def standings_of(looking: Looking, exercise_id: str, name: str) -> tuple[ReportedStanding, ...]:
    """Return where the patient stands with an exercise, or with the one that it is a copy of."""
    return standings_in(looking.report, exercise_id, name)
