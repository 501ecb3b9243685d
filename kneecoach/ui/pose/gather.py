"""Gather what the page of an exercise of one's own shows: the file as it is, and what is wrong."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kneecoach.model.dose import PhaseName
from kneecoach.model.exercise import Kind, Position
from kneecoach.packs.building.exercise_phases import phases_of
from kneecoach.packs.building.exercise_poses import FIGURE
from kneecoach.packs.building.manuscript import exercise_file
from kneecoach.packs.building.where import count_at, find, text_at, texts_at
from kneecoach.packs.nodes import Node, Scalar
from kneecoach.ui.builder.detail_view import build_detail
from kneecoach.ui.builder.looking import Looking, field_at, said
from kneecoach.ui.phase_words import body_word
from kneecoach.ui.pose.gather_movement import build_movement, is_at
from kneecoach.ui.pose.view import (
    EntriesView,
    ListView,
    OwnView,
    WordsView,
)
from kneecoach.ui.words.builder import counted, place_label, sides_choices
from kneecoach.ui.words.exercises import kind_words, position_words
from kneecoach.ui.words.pose import Choices, yes_choices

translate = QCoreApplication.translate


def build_own(looking: Looking, exercise_id: str, part: str) -> OwnView:
    """Return everything that the page of an exercise of the pack's own shows.

    Args:
        looking: The pack.
        exercise_id: The exercise.
        part: The part of the figure that is changed: the right way, another one, the wrong one.
    """
    file = exercise_file(exercise_id)
    root = looking.pack.root(file)
    words = _words(looking, root, file)
    movement = build_movement(looking, exercise_id, part)
    detail = build_detail(looking, looking.pack.root(looking.programme), exercise_id)
    shown = {one.path for one in (*words.about, words.why, *detail.dose)}
    shown |= {one.path for one in words.lists} | {one.path for one in words.entries}
    shown |= {FIGURE, "ladder"} | {one.lasts.path for one in movement.phases}
    wrong = [one for one in looking.checked.problems if one.file.as_posix() == file]
    others = tuple(
        f"{place_label(one.field)}: {one.sentence}" if one.field else one.sentence
        for one in wrong
        if not any(is_at(one.field, path) for path in shown)
    )
    state = translate("Own", "kept as you type")
    if wrong:
        things = counted(len(wrong), "thing", "things")
        state = translate("Own", "{things} to mend · kept as you type").format(things=things)
    return OwnView(
        id=exercise_id,
        title=text_at(root, "name") or exercise_id,
        subtitle=translate("Own", "An exercise of your own, only in this pack · {state}").format(
            state=state
        ),
        movement=movement,
        words=words,
        detail=detail,
        problems=others,
        may_undo=bool(looking.past.before),
        may_redo=bool(looking.past.after),
    )


def _words(looking: Looking, root: Node | None, file: str) -> WordsView:
    labels = {
        "name": translate("Own", "What people call it"),
        "kind": translate("Own", "Kind"),
        "position": translate("Own", "How the body starts"),
        "dose.sides": translate("Own", "Legs"),
    }
    choices: dict[str, Choices] = {
        "kind": tuple((one.value, kind_words(one)) for one in Kind),
        "position": tuple((one.value, position_words(one)) for one in Position),
        "dose.sides": sides_choices(),
    }
    about = tuple(
        field_at(looking, root, (file, path), label, choices=choices.get(path, ()))
        for path, label in labels.items()
    )
    lists = (
        ("steps", translate("Own", "Steps, one on each line")),
        ("cautions", translate("Own", "When to take care or stop, one on each line")),
        ("areas", translate("Own", "Parts of the body it works, one on each line")),
    )
    why = field_at(looking, root, (file, "why"), translate("Own", "What it is good for"))
    return WordsView(
        about=about,
        why=why,
        lists=tuple(
            ListView(
                path=path,
                label=label,
                lines=texts_at(root, path),
                problem=said(looking.checked.at(file, path)),
            )
            for path, label in lists
        ),
        entries=(
            _cues(looking, root, file),
            _mistakes(looking, root, file),
            _equipment(looking, root, file),
        ),
    )


def _cues(looking: Looking, root: Node | None, file: str) -> EntriesView:
    any_time = ("", translate("Own", "at any time"))
    phases = tuple(
        (one.name, body_word(PhaseName(one.name)))
        for one in phases_of(looking.pack.text(file))
        if one.name in set(PhaseName)
    )
    say, phase = translate("Own", "Cue"), translate("Own", "During")
    return _entries(
        looking,
        root,
        (file, "cues", "say"),
        (translate("Own", "Cues, said while it is done"), translate("Own", "Add a cue")),
        (("say", say, ()), ("phase", phase, (any_time, *phases))),
    )


def _mistakes(looking: Looking, root: Node | None, file: str) -> EntriesView:
    return _entries(
        looking,
        root,
        (file, "mistakes", "what"),
        (translate("Own", "What often goes wrong"), translate("Own", "Add a mistake")),
        (
            ("what", translate("Own", "What is seen"), ()),
            ("instead", translate("Own", "What to do instead"), ()),
        ),
    )


def _equipment(looking: Looking, root: Node | None, file: str) -> EntriesView:
    return _entries(
        looking,
        root,
        (file, "equipment", "name"),
        (translate("Own", "What is needed"), translate("Own", "Add a thing")),
        (
            ("name", translate("Own", "Thing"), ()),
            ("optional", translate("Own", "Can be done without"), yes_choices()),
        ),
    )


def _entries(
    looking: Looking,
    root: Node | None,
    place: tuple[str, str, str],
    labels: tuple[str, str],
    fields: tuple[tuple[str, str, Choices], ...],
) -> EntriesView:
    """Return the entries of a list, each with its fields; a bare word stands for the main one."""
    file, path, main = place
    found = []
    for number in range(1, count_at(root, path) + 1):
        entry = f"{path}[{number}]"
        is_bare = isinstance(find(root, entry), Scalar)
        found.append(
            tuple(
                field_at(
                    looking,
                    root,
                    (file, entry if is_bare and name == main else f"{entry}.{name}"),
                    label,
                    choices=choices,
                )
                for name, label, choices in fields
            )
        )
    return EntriesView(path=path, label=labels[0], add=labels[1], entries=tuple(found))
