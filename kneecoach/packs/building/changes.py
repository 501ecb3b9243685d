"""Name the changes that are made to a pack, and make them: a pack and a change give a pack."""

from __future__ import annotations

from typing import assert_never

from kneecoach.packs.building import edit
from kneecoach.packs.building.exercise_ladder import (
    LADDER,
    add_level,
    change_level,
    remove_level,
    set_ladder,
)
from kneecoach.packs.building.levels import without_idle_levels
from kneecoach.packs.building.manuscript import Manuscript, exercise_file
from kneecoach.packs.building.rungs import Rung
from kneecoach.packs.building.where import count_at, find, root_of, text_at, texts_at
from kneecoach.packs.building.written import Plain, clean
from kneecoach.packs.folder import PACK_FILE
from kneecoach.values import dataclass

ITEMS = "exercises"
STAGES = "stages"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetText:
    """Say something at a place of a file; an empty text takes away what is there."""

    file: str
    path: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTexts:
    """Say several things at a place of a file; none take away what is there."""

    file: str
    path: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddExercise:
    """Put an exercise into a programme, before the one at a position counted from 0."""

    programme: str
    exercise: str
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOut:
    """Take the exercise at a position out of a programme, and out of its stages."""

    programme: str
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveExercise:
    """Put an exercise of a programme to another position."""

    programme: str
    at: int
    to: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeOwn:
    """Make a copy of an exercise the pack's own, and let all programmes take that.

    Attributes:
        exercise: Id of the exercise that is copied.
        text: Its file.
        own: Id of the copy.
        sources: What its file names, by key: title, and address or nothing.
    """

    exercise: str
    text: str
    own: str
    sources: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLadder:
    """Put a ladder in the place of the one that an exercise has."""

    file: str
    rungs: tuple[Rung, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddLevel:
    """Put a level into a ladder, before the one at a position counted from 0."""

    file: str
    at: int
    rung: Rung


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLevel:
    """Let the level at a position change something else, or to something else."""

    file: str
    at: int
    rung: Rung


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveLevel:
    """Take the level at a position out of a ladder."""

    file: str
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveLevel:
    """Put a level of a ladder to another position."""

    file: str
    at: int
    to: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPicture:
    """Let an exercise have a picture by its name, and say what it shows."""

    file: str
    name: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PutFile:
    """Put a file into the pack, new or in the place of one."""

    file: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DropFile:
    """Take a file out of the pack."""

    file: str


Single = (
    SetText | SetTexts | AddExercise | TakeOut | MoveExercise | MakeOwn | SetLadder | AddLevel
    | ChangeLevel | RemoveLevel | MoveLevel | SetPicture | PutFile | DropFile
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Make several changes as one."""

    changes: tuple[Single, ...]


Change = Single | Together


def apply(pack: Manuscript, change: Change) -> Manuscript:
    """Return the pack after a change.

    Raises:
        KneecoachError: The file that it is about is no YAML of ours.
    """
    match change:
        case Together(changes=changes):
            for one in changes:
                pack = apply(pack, one)
            return pack
        case MakeOwn() | PutFile() | DropFile():
            return _files(pack, change)
        case AddExercise() | TakeOut() | MoveExercise():
            return _with(pack, change.programme, _in_programme(pack.text(change.programme), change))
        case SetText() | SetTexts() | SetPicture():
            return _with(pack, change.file, _said(pack.text(change.file), change))
        case SetLadder() | AddLevel() | ChangeLevel() | RemoveLevel() | MoveLevel():
            return _with(pack, change.file, _in_ladder(pack.text(change.file), change))
        case _:
            assert_never(change)


def _files(pack: Manuscript, change: MakeOwn | PutFile | DropFile) -> Manuscript:
    match change:
        case MakeOwn():
            return _make_own(pack, change)
        case PutFile(file=file, text=text):
            return pack.with_file(file, text)
        case DropFile(file=file):
            return pack.without(file)
        case _:
            assert_never(change)


def _with(pack: Manuscript, file: str, text: str) -> Manuscript:
    return pack if pack.text(file) == text else pack.with_file(file, text)


def _said(text: str, change: SetText | SetTexts | SetPicture) -> str:
    if isinstance(change, SetPicture):
        shown = text_at(root_of(text), "picture.says") or change.says
        return edit.write(text, "picture", {"file": change.name, "says": shown})
    if isinstance(change, SetTexts):
        cleaned = tuple(one for one in map(clean, change.texts) if one)
        if cleaned == texts_at(root_of(text), change.path):
            return text
        return edit.write(text, change.path, cleaned) if cleaned else edit.remove(text, change.path)
    cleaned_text = clean(change.text)
    if not cleaned_text:
        return edit.remove(text, change.path)
    if cleaned_text == text_at(root_of(text), change.path):
        return text
    return without_idle_levels(edit.write(text, change.path, cleaned_text), change.path)


def _in_programme(text: str, change: AddExercise | TakeOut | MoveExercise) -> str:
    match change:
        case AddExercise(exercise=exercise, at=at):
            return edit.insert(text, ITEMS, at, exercise)
        case MoveExercise(at=at, to=to):
            return edit.move(text, ITEMS, at, to)
        case TakeOut(at=at):
            exercise = item_id(text, at)
            text = edit.remove(text, f"{ITEMS}[{at + 1}]")
            return edit.without_name(text, STAGES, exercise)
        case _:
            assert_never(change)


def _in_ladder(
    text: str, change: SetLadder | AddLevel | ChangeLevel | RemoveLevel | MoveLevel
) -> str:
    match change:
        case SetLadder(rungs=rungs):
            return set_ladder(text, rungs)
        case AddLevel(at=at, rung=rung):
            return add_level(text, at, rung)
        case ChangeLevel(at=at, rung=rung):
            return change_level(text, at, rung)
        case RemoveLevel(at=at):
            return remove_level(text, at)
        case MoveLevel(at=at, to=to):
            return edit.move(text, LADDER, at, to)
        case _:
            assert_never(change)


def item_id(text: str, at: int) -> str:
    """Return the id of the exercise at a position of a programme's text."""
    root = root_of(text)
    return text_at(root, f"{ITEMS}[{at + 1}].exercise") or text_at(root, f"{ITEMS}[{at + 1}]")


def items_of(text: str) -> tuple[str, ...]:
    """Return the ids of all exercises of a programme's text, in order."""
    return tuple(item_id(text, at) for at in range(count_at(root_of(text), ITEMS)))


def _make_own(pack: Manuscript, change: MakeOwn) -> Manuscript:
    pack = pack.with_file(exercise_file(change.own), without_schema(change.text))
    for name in pack.programmes:
        text = edit.rename(pack.text(name), ITEMS, change.exercise, change.own)
        pack = pack.with_file(name, edit.rename(text, STAGES, change.exercise, change.own))
    return with_sources(pack, change.sources)


def with_sources(pack: Manuscript, sources: tuple[tuple[str, str, str], ...]) -> Manuscript:
    """Return the pack with the sources that it does not have yet: key, title and address."""
    text = pack.text(PACK_FILE)
    for key, title, where in sources:
        if find(root_of(text), f"sources.{key}") is None:
            value: Plain = {"title": title, "where": where} if where else title
            text = edit.write(text, f"sources.{key}", value)
    return _with(pack, PACK_FILE, text)


def without_schema(text: str) -> str:
    """Return a text without the line that tells editors where a schema lies."""
    kept = (one for one in text.splitlines() if not one.startswith("# yaml-language-server"))
    return "\n".join((*kept, ""))
