"""Gather what the page on which a pack is made shows: the files as they are, and what is wrong."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kneecoach.model.dose import Variable
from kneecoach.model.exercise import Exercise
from kneecoach.model.programme import Catalogue
from kneecoach.packs.building.changes import ITEMS, STAGES, items_of
from kneecoach.packs.building.checking import Checked
from kneecoach.packs.building.doses import dose_parts, level_texts
from kneecoach.packs.building.manuscript import Manuscript, exercise_file
from kneecoach.packs.building.media import CLIP, PICTURE
from kneecoach.packs.building.past import Past
from kneecoach.packs.building.rungs import CLIMBS
from kneecoach.packs.building.shelf import Shelf
from kneecoach.packs.building.starting import programme_names
from kneecoach.packs.building.where import count_at, root_of, text_at, texts_at
from kneecoach.packs.folder import PACK_FILE
from kneecoach.packs.nodes import Node
from kneecoach.packs.problem import Problem, Severity
from kneecoach.reports.report import Report
from kneecoach.ui.builder.view import (
    BuilderView,
    DetailView,
    FieldView,
    LineView,
    MediaView,
    RungView,
)
from kneecoach.ui.words.builder import counted, dose_label, place_label, sides_choices, told_line
from kneecoach.ui.words.doses import dose_words
from kneecoach.ui.words.exercises import what_words
from kneecoach.values import dataclass

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True)
class Looking:
    """What is looked at.

    Attributes:
        past: The pack.
        checked: What the reader makes of it.
        library: All exercises that are there.
        shelf: Where their files are.
        programme: The file of the programme that is shown.
        at: The position of the exercise that is shown.
        report: The report that the pack answers; None for none.
    """

    past: Past
    checked: Checked
    library: Catalogue
    shelf: Shelf
    programme: str
    at: int
    report: Report | None = None

    @property
    def pack(self) -> Manuscript:
        """Return the pack."""
        return self.past.now

    def exercise(self, exercise_id: str) -> Exercise | None:
        """Return an exercise of the pack, or of the library."""
        found = self.checked.catalogue.exercise(exercise_id)
        return found or self.library.exercise(exercise_id)

    def is_own(self, exercise_id: str) -> bool:
        """Return whether the pack has a file of that exercise."""
        return bool(self.pack.text(exercise_file(exercise_id)))

    def root(self, exercise_id: str) -> Node | None:
        """Return the tree of an exercise's file, wherever it is."""
        own = self.pack.text(exercise_file(exercise_id))
        return root_of(own or self.shelf.exercise(exercise_id).text)


def library_lines(exercises: tuple[Exercise, ...]) -> tuple[LineView, ...]:
    """Return exercises as they are listed to be taken."""
    return tuple(
        LineView(id=one.id, name=one.name, line=what_words(one), exercise=one) for one in exercises
    )


def build_view(looking: Looking) -> BuilderView:
    """Return everything that the page shows."""
    pack, programme = looking.pack, looking.programme
    root = pack.root(programme)
    about = _about_fields(looking)
    frame = _frame_fields(looking, root)
    ids = items_of(pack.text(programme))
    items = tuple(_line(looking, one, number) for number, one in enumerate(ids, start=1))
    detail = _detail(looking, root, ids[looking.at]) if looking.at < len(ids) else None
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
        call_problem=_said(called),
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
    return text.format(
        programmes=programmes,
        exercises=counted(exercises, "exercise", "exercises"),
        state=state,
    )


def _field(
    looking: Looking,
    root: Node | None,
    place: tuple[str, str],
    label: str,
    *,
    hint: str = "",
    choices: tuple[tuple[str, str], ...] = (),
) -> FieldView:
    file, path = place
    return FieldView(
        file=file,
        path=path,
        label=label,
        value=text_at(root, path),
        problem=_said(looking.checked.at(file, path)),
        hint=hint,
        choices=choices,
    )


def _said(problems: tuple[Problem, ...]) -> str:
    return "; ".join(dict.fromkeys(one.sentence for one in problems))


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
    return tuple(_field(looking, root, (PACK_FILE, path), label) for path, label in labels)


def _frame_fields(looking: Looking, root: Node | None) -> tuple[FieldView, ...]:
    labels = (
        ("name", translate("Builder", "Name of the programme")),
        ("why", translate("Builder", "Whom it is for, and what it does")),
        ("days_a_week", translate("Builder", "Days a week")),
        ("most_days_a_week", translate("Builder", "Days a week it may grow to")),
    )
    file = looking.programme
    return tuple(_field(looking, root, (file, path), label) for path, label in labels)


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
    start = min(_start(looking, number), len(exercise.ladder))
    line = dose_words(exercise.level(start).dose)
    return LineView(
        id=exercise_id, name=exercise.name, line=line, exercise=exercise, is_wrong=is_wrong
    )


def _start(looking: Looking, number: int) -> int:
    root = looking.pack.root(looking.programme)
    path = f"{ITEMS}[{number}]"
    written = text_at(root, f"{path}.start_level") or text_at(root, f"{path}.limits.lowest_level")
    return max(1, int(written)) if written.isascii() and written.isdigit() else 1


def _detail(looking: Looking, root: Node | None, exercise_id: str) -> DetailView:
    path = f"{ITEMS}[{looking.at + 1}]"
    file, start = exercise_file(exercise_id), _start(looking, looking.at + 1)
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
            problem=_said(looking.checked.at(file, one.path)) if is_own else "",
            choices=sides_choices() if one.name == "sides" else (),
            hint=translate("Builder", "none") if one.name == "load" else "",
        )
        for one in dose_parts(tree, start)
    )
    note = _field(
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
            problem=_said(looking.checked.at(file, path)),
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
        _field(looking, root, (file, f"{path}.{name}"), label, hint=hint)
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
        note = _field(looking, tree, (file, f"{one.path}.note"), label)
        problem = _said(looking.checked.at(file, one.path))
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
    if looking.report is None:
        return ()
    name = text_at(tree, "name")
    return tuple(
        told_line(one)
        for one in looking.report.standings
        if one.exercise == exercise_id or one.name == name
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
