"""Gather what the page on which a pack is made shows: the files as they are, and what is wrong."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kneecoach.model.exercise import Exercise
from kneecoach.packs.building.changes import ITEMS, STAGES, items_of
from kneecoach.packs.building.manuscript import exercise_file
from kneecoach.packs.building.starting import programme_names
from kneecoach.packs.building.where import count_at, text_at, texts_at
from kneecoach.packs.folder import PACK_FILE
from kneecoach.packs.nodes import Node
from kneecoach.packs.problem import Severity
from kneecoach.ui.builder.detail_view import build_detail, standings_of
from kneecoach.ui.builder.looking import Looking, field_at, said, start_of
from kneecoach.ui.builder.view import (
    BuilderView,
    FieldView,
    LineView,
)
from kneecoach.ui.words.builder import (
    counted,
    place_label,
    told_short,
)
from kneecoach.ui.words.doses import dose_words
from kneecoach.ui.words.exercises import areas_words

translate = QCoreApplication.translate


def library_lines(exercises: tuple[Exercise, ...]) -> tuple[LineView, ...]:
    """Return exercises as they are listed to be taken, with the parts of the body they work."""
    return tuple(
        LineView(id=one.id, name=one.name, line=areas_words(one), exercise=one) for one in exercises
    )


def build_view(looking: Looking) -> BuilderView:
    """Return everything that the page shows."""
    pack, programme = looking.pack, looking.programme
    root = pack.root(programme)
    about = _about_fields(looking)
    frame = _frame_fields(looking, root)
    ids = items_of(pack.text(programme))
    items = tuple(_line(looking, one, number) for number, one in enumerate(ids, start=1))
    detail = build_detail(looking, root, ids[looking.at]) if looking.at < len(ids) else None
    called = looking.checked.at(programme, "stop_and_call_if")
    shown = {(one.file, one.path) for one in (*about, *frame)}
    shown |= {(programme, "stop_and_call_if")}
    if detail is not None:
        shown |= {(one.file, one.path) for one in (*detail.dose, *detail.limits, detail.note)}
    return BuilderView(
        title=pack.title,
        subtitle=_subtitle(looking),
        about=about,
        programmes=programme_names(pack),
        programme=programme,
        frame=frame,
        call=texts_at(root, "stop_and_call_if"),
        call_problem=said(called),
        has_stages=count_at(root, STAGES) > 0,
        items=items,
        detail=detail,
        problems=_others(looking, shown),
        may_undo=bool(looking.past.before),
        may_redo=bool(looking.past.after),
    )


def _subtitle(looking: Looking) -> str:
    pack = looking.pack
    programmes = counted(len(pack.programmes), "programme", "programmes")
    exercises = sum(len(items_of(pack.text(one))) for one in pack.programmes)
    wrong = len(looking.checked.errors)
    state = translate("Builder", "ready to be given out")
    if not exercises:
        state = translate("Builder", "no exercise yet")
    elif wrong:
        state = translate("Builder", "{things} to mend").format(
            things=counted(wrong, "thing", "things")
        )
    text = translate("Builder", "{programmes} · {exercises} · {state} · kept as you type")
    if looking.patient:
        text = translate(
            "Builder", "For {patient} · {programmes} · {exercises} · {state} · kept as you type"
        )
    return text.format(
        patient=looking.patient,
        programmes=programmes,
        exercises=counted(exercises, "exercise", "exercises"),
        state=state,
    )


def _about_fields(looking: Looking) -> tuple[FieldView, ...]:
    labels = (
        ("name", translate("Builder", "Title of the pack")),
        ("author", translate("Builder", "Your name and profession")),
        ("contact", translate("Builder", "Whom to call")),
        ("review", translate("Builder", "Who of the profession has read it")),
        ("version", translate("Builder", "Version")),
        ("language", translate("Builder", "Language")),
        ("reports_to", translate("Builder", "Reports are locked to this key")),
    )
    root = looking.pack.root(PACK_FILE)
    return tuple(field_at(looking, root, (PACK_FILE, path), label) for path, label in labels)


def _frame_fields(looking: Looking, root: Node | None) -> tuple[FieldView, ...]:
    labels = (
        ("name", translate("Builder", "Name of the programme")),
        ("why", translate("Builder", "Whom it is for, and what it does")),
        ("days_a_week", translate("Builder", "Days a week")),
        ("most_days_a_week", translate("Builder", "Days a week it may grow to")),
    )
    file = looking.programme
    return tuple(field_at(looking, root, (file, path), label) for path, label in labels)


def _line(looking: Looking, exercise_id: str, number: int) -> LineView:
    exercise = looking.exercise(exercise_id)
    file = exercise_file(exercise_id)
    is_wrong = bool(looking.checked.at(looking.programme, f"{ITEMS}[{number}]")) or any(
        one.file.as_posix() == file for one in looking.checked.errors
    )
    if exercise is None:
        name = text_at(looking.root(exercise_id), "name") or exercise_id
        line = translate("Builder", "Something in it has to be mended.")
        return LineView(id=exercise_id, name=name, line=line, is_wrong=True)
    start = min(start_of(looking, number), len(exercise.ladder))
    line = dose_words(exercise.level(start).dose)
    told = told_short(standings_of(looking, exercise_id, exercise.name))
    line = f"{told} · {line}" if told else line
    return LineView(
        id=exercise_id, name=exercise.name, line=line, exercise=exercise, is_wrong=is_wrong
    )


def _others(looking: Looking, shown: set[tuple[str, str]]) -> tuple[str, ...]:
    """Return what is wrong and stands beside no field."""
    found = []
    for one in looking.checked.problems:
        file = one.file.as_posix()
        if one.field == ITEMS and not items_of(looking.pack.text(file)):
            continue  # the list says so itself
        if any(file == where and _is_at(one.field, path) for where, path in shown):
            continue
        if one.field.endswith("].exercise") and one.severity is Severity.WARNING:
            continue  # its own file is told of
        name = text_at(looking.pack.root(file), "name") or file
        where = place_label(one.field)
        found.append(f"{name}, {where}: {one.sentence}" if where else f"{name}: {one.sentence}")
    return tuple(found)


def _is_at(field: str, path: str) -> bool:
    return field == path or field.startswith((f"{path}.", f"{path}["))
