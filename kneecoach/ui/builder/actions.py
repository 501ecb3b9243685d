"""Do what a physio wants with a pack, beyond typing: exercises, levels, programmes, pictures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from kneecoach.model.dose import Variable
from kneecoach.model.errors import KneecoachError
from kneecoach.packs.building.changes import (
    ITEMS,
    STAGES,
    AddExercise,
    AddLevel,
    ChangeLevel,
    DropFile,
    MoveExercise,
    MoveLevel,
    PutFile,
    RemoveLevel,
    SetLadder,
    SetPicture,
    SetText,
    Single,
    TakeOut,
    Together,
    items_of,
)
from kneecoach.packs.building.doses import dose_parts
from kneecoach.packs.building.manuscript import exercise_file, programme_file
from kneecoach.packs.building.media import CLIP, PICTURE, take_in
from kneecoach.packs.building.rungs import Climb, Rung, make_rungs
from kneecoach.packs.building.starting import new_programme, next_programme_id
from kneecoach.packs.building.where import count_at, text_at
from kneecoach.ui.builder.editing import Editing
from kneecoach.ui.builder.ladder import LadderPart
from kneecoach.ui.words.builder import with_unit


class Actions(QObject):
    """Make changes of a pack out of what is wanted.

    Args:
        editing: The pack.
    """

    def __init__(self, editing: Editing, *, parent: QObject | None = None) -> None:
        """Take the pack; nothing is changed yet."""
        super().__init__(parent)
        self._editing = editing

    def follow(self, ladder: LadderPart) -> None:
        """Do what is wanted of a ladder that is shown."""
        ladder.start_chosen.connect(self.start_at)
        ladder.level_added.connect(self.add_level)
        ladder.level_changed.connect(self.change_level)
        ladder.level_moved.connect(self.move_level)
        ladder.level_removed.connect(self.remove_level)
        ladder.ladder_wanted.connect(self.make_ladder)

    def add_exercise(self, exercise_id: str, at: int) -> None:
        """Put an exercise into the programme, or look at it when it is there; -1 for the end."""
        self._editing.settle()
        looking = self._editing.looking
        if looking is None:
            return
        ids = items_of(looking.pack.text(looking.programme))
        if exercise_id in ids:
            self._editing.look_at(ids.index(exercise_id))
            return
        at = len(ids) if at < 0 else at
        self._editing.make(
            AddExercise(programme=looking.programme, exercise=exercise_id, at=at), at=at
        )

    def move_exercise(self, at: int, to: int) -> None:
        """Put an exercise elsewhere."""
        self._editing.settle()
        if self._editing.looking is not None:
            change = MoveExercise(programme=self._editing.looking.programme, at=at, to=to)
            self._editing.make(change, at=to)

    def take_out(self, at: int) -> None:
        """Take an exercise out of the programme, and its file out of the pack if none has it."""
        self._editing.settle()
        looking = self._editing.looking
        if looking is None:
            return
        texts = {one: looking.pack.text(one) for one in looking.pack.programmes}
        gone = items_of(texts[looking.programme])[at]
        others = [one for name, text in texts.items() if name != looking.programme
                  for one in items_of(text)]  # fmt: skip
        changes: list[Single] = [TakeOut(programme=looking.programme, at=at)]
        if looking.is_own(gone) and gone not in others:
            changes.append(DropFile(file=exercise_file(gone)))
        left = len(items_of(texts[looking.programme])) - 1
        self._editing.make(Together(changes=tuple(changes)), at=max(0, min(at, left - 1)))

    def start_at(self, level: int) -> None:
        """Let the exercise start at a level."""
        self._editing.settle()
        if self._editing.looking is not None:
            path = f"{ITEMS}[{self._editing.looking.at + 1}].start_level"
            text = str(level) if level > 1 else ""
            self._editing.make(SetText(file=self._editing.looking.programme, path=path, text=text))

    def add_level(self, after: int, variable: str, value: str) -> None:
        """Put a level after one, both counted from 1."""
        rung = _rung(variable, value)
        self._make_own(lambda file: AddLevel(file=file, at=after - 1, rung=rung))

    def change_level(self, level: int, variable: str, value: str) -> None:
        """Let a level change something else."""
        rung = _rung(variable, value)
        self._make_own(lambda file: ChangeLevel(file=file, at=level - 2, rung=rung))

    def move_level(self, level: int, to: int) -> None:
        """Put a level elsewhere."""
        self._make_own(lambda file: MoveLevel(file=file, at=level - 2, to=to - 2))

    def remove_level(self, level: int) -> None:
        """Take a level out."""
        self._make_own(lambda file: RemoveLevel(file=file, at=level - 2))

    def make_ladder(self, goals: tuple[tuple[str, str], ...], steps: str) -> None:
        """Make the ladder anew, from the first dose to goals, in steps."""
        looking = self._editing.looking
        exercise_id = self._exercise_id()
        if looking is None or not exercise_id:
            return
        self._editing.settle()
        parts = {one.name: one.value for one in dose_parts(looking.root(exercise_id), 1)}
        climbs = tuple(
            Climb(
                variable=Variable(key),
                start=parts.get("tempo.hold" if key == "hold" else key, ""),
                goal=with_unit(key, goal),
            )
            for key, goal in goals
        )
        try:
            rungs = make_rungs(climbs, int(steps) if steps.strip().isdecimal() else 0)
        except KneecoachError as error:
            self._editing.fail(error)
            return
        self._make_own(lambda file: SetLadder(file=file, rungs=rungs))

    def add_programme(self) -> None:
        """Add one programme more, and show it."""
        self._editing.settle()
        looking = self._editing.looking
        if looking is None:
            return
        new = next_programme_id(looking.pack)
        name = f"{looking.pack.title} {len(looking.pack.programmes) + 1}"
        file = programme_file(new)
        self._editing.make(PutFile(file=file, text=new_programme(name)), at=0)
        self._editing.show_programme(file)

    def remove_programme(self) -> None:
        """Take the programme out of the pack, unless it is the only one."""
        self._editing.settle()
        looking = self._editing.looking
        if looking is not None and len(looking.pack.programmes) > 1:
            self._editing.make(DropFile(file=looking.programme), at=0)

    def remove_stages(self) -> None:
        """Let the programme have no stages."""
        self._editing.settle()
        looking = self._editing.looking
        if looking is not None and count_at(looking.pack.root(looking.programme), STAGES):
            self._editing.make(SetText(file=looking.programme, path=STAGES, text=""))

    def take_in(self, kind: str, source: Path) -> None:
        """Take a picture or recording of one's own in for the exercise."""
        self._editing.settle()
        exercise_id, kept = self._exercise_id(), self._editing.kept
        if not exercise_id or kept is None or self._editing.looking is None:
            return
        try:
            name = take_in(source, kind, exercise_id, self._editing.place)
        except KneecoachError as error:
            self._editing.fail(error)
            return
        self.set_media(kind, name)

    def set_media(self, kind: str, name: str) -> None:
        """Let the exercise have a picture or recording by its name; none when that is empty."""
        looking, exercise_id = self._editing.looking, self._exercise_id()
        if looking is None or not exercise_id:
            return
        says = text_at(looking.root(exercise_id), "name")
        if kind == CLIP:
            self._make_own(lambda file: SetText(file=file, path=CLIP, text=name))
        elif name:
            self._make_own(lambda file: SetPicture(file=file, name=name, says=says))
        else:
            self._make_own(lambda file: SetText(file=file, path=PICTURE, text=""))

    def _exercise_id(self) -> str:
        looking = self._editing.looking
        if looking is None:
            return ""
        ids = items_of(looking.pack.text(looking.programme))
        return ids[looking.at] if looking.at < len(ids) else ""

    def _make_own(self, change: Callable[[str], Single]) -> None:
        """Change the file of the exercise; one of the library is made the pack's own first."""
        self._editing.settle()
        exercise_id = self._exercise_id()
        if exercise_id:
            self._editing.make(change(exercise_file(exercise_id)))


def _rung(variable: str, value: str) -> Rung:
    return Rung(variable=Variable(variable), value=with_unit(variable, value))
