"""Change a pack as somebody types, keep each change at the next quiet moment, and check it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from kneecoach.model.dose import Variable
from kneecoach.model.errors import KneecoachError
from kneecoach.model.programme import Catalogue
from kneecoach.packs.building.changes import (
    ITEMS,
    STAGES,
    AddExercise,
    AddLevel,
    Change,
    ChangeLevel,
    DropFile,
    MakeOwn,
    MoveExercise,
    MoveLevel,
    PutFile,
    RemoveLevel,
    SetLadder,
    SetPicture,
    SetText,
    SetTexts,
    Single,
    TakeOut,
    Together,
    items_of,
)
from kneecoach.packs.building.checking import check
from kneecoach.packs.building.doses import dose_parts
from kneecoach.packs.building.keeping import Drafts, Kept
from kneecoach.packs.building.manuscript import exercise_file, id_of, programme_file
from kneecoach.packs.building.media import CLIP, PICTURE, copy_media, media_at, take_in
from kneecoach.packs.building.past import Past
from kneecoach.packs.building.rungs import Climb, Rung, make_rungs
from kneecoach.packs.building.shelf import Shelf
from kneecoach.packs.building.starting import new_programme, next_programme_id, own_id
from kneecoach.packs.building.where import count_at, text_at
from kneecoach.reports.report import Report
from kneecoach.ui.builder.view import Typed
from kneecoach.ui.builder_gather import Looking
from kneecoach.ui.words.builder import with_unit
from kneecoach.values import replace

QUIET_MS = 300
"""Time without a key after which what was typed is taken, kept and checked."""


class Editing(QObject):
    """Hold the pack that is being made.

    Signals:
        changed: It is another one than before, or something else of it is looked at.
        failed(KneecoachError): A change could not be made or kept.

    Args:
        drafts: Where packs that are being made are kept.
        library: Returns all exercises that are there.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(
        self, *, drafts: Drafts, library: Callable[[], Catalogue], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._drafts = drafts
        self._library = library
        self._kept: Kept | None = None
        self._looking: Looking | None = None
        self._waiting: SetText | SetTexts | None = None
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self.flush)

    @property
    def looking(self) -> Looking | None:
        """Return what is looked at; None before the first pack."""
        return self._looking

    @property
    def kept(self) -> Kept | None:
        """Return the draft as it was kept last."""
        return self._kept

    def open(self, kept: Kept, shelf: Shelf, report: Report | None = None) -> None:
        """Take a pack to work on, from its first programme."""
        self._kept, self._waiting = kept, None
        self._looking = Looking(
            past=Past(now=kept.pack),
            checked=check(kept.pack, shelf.folders, self._drafts.place(kept.id)),
            library=self._library(),
            shelf=shelf,
            programme=next(iter(kept.pack.programmes), ""),
            at=0,
            report=report,
        )
        self._emit_changed()

    def type(self, typed: Typed) -> None:
        """Take what was typed at the next quiet moment."""
        text = with_unit(typed.path, typed.text)
        self._wait_for(SetText(file=typed.file, path=typed.path, text=text))

    def type_call(self, texts: tuple[str, ...]) -> None:
        """Take when to stop and call at the next quiet moment."""
        if self._looking is not None:
            file = self._looking.programme
            self._wait_for(SetTexts(file=file, path="stop_and_call_if", texts=texts))

    def flush(self) -> None:
        """Take what was typed now."""
        self._quiet.stop()
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._change(waiting)

    def settle(self) -> None:
        """Take what was typed; what is typed next is a change of its own."""
        self.flush()
        if self._looking is not None:
            self._looking = replace(self._looking, past=self._looking.past.settled())

    def undo(self) -> None:
        """Take the last change back."""
        self.flush()
        if self._looking is not None:
            self._take(self._looking.past.undone())

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        self.flush()
        if self._looking is not None:
            self._take(self._looking.past.redone())

    def look_at(self, at: int) -> None:
        """Look at the exercise at a position."""
        self.settle()
        if self._looking is not None and self._looking.at != at:
            self._looking = replace(self._looking, at=at)
            self._emit_changed()

    def show_programme(self, file: str) -> None:
        """Look at another programme."""
        self.settle()
        if self._looking is not None and file in self._looking.pack.programmes:
            self._looking = replace(self._looking, programme=file, at=0)
            self._emit_changed()

    def add_exercise(self, exercise_id: str, at: int) -> None:
        """Put an exercise into the programme, or look at it when it is there; -1 for the end."""
        self.settle()
        looking = self._looking
        if looking is None:
            return
        ids = items_of(looking.pack.text(looking.programme))
        if exercise_id in ids:
            self.look_at(ids.index(exercise_id))
            return
        at = len(ids) if at < 0 else at
        self._change(AddExercise(programme=looking.programme, exercise=exercise_id, at=at), at=at)

    def move_exercise(self, at: int, to: int) -> None:
        """Put an exercise elsewhere."""
        self.settle()
        if self._looking is not None:
            change = MoveExercise(programme=self._looking.programme, at=at, to=to)
            self._change(change, at=to)

    def take_out(self, at: int) -> None:
        """Take an exercise out of the programme, and its file out of the pack if none has it."""
        self.settle()
        looking = self._looking
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
        self._change(Together(changes=tuple(changes)), at=max(0, min(at, left - 1)))

    def start_at(self, level: int) -> None:
        """Let the exercise start at a level."""
        self.settle()
        if self._looking is not None:
            path = f"{ITEMS}[{self._looking.at + 1}].start_level"
            text = str(level) if level > 1 else ""
            self._change(SetText(file=self._looking.programme, path=path, text=text))

    def add_level(self, after: int, variable: str, value: str) -> None:
        """Put a level after one, both counted from 1."""
        rung = _rung(variable, value)
        self._change_own(lambda file: AddLevel(file=file, at=after - 1, rung=rung))

    def change_level(self, level: int, variable: str, value: str) -> None:
        """Let a level change something else."""
        rung = _rung(variable, value)
        self._change_own(lambda file: ChangeLevel(file=file, at=level - 2, rung=rung))

    def move_level(self, level: int, to: int) -> None:
        """Put a level elsewhere."""
        self._change_own(lambda file: MoveLevel(file=file, at=level - 2, to=to - 2))

    def remove_level(self, level: int) -> None:
        """Take a level out."""
        self._change_own(lambda file: RemoveLevel(file=file, at=level - 2))

    def make_ladder(self, goals: tuple[tuple[str, str], ...], steps: str) -> None:
        """Make the ladder anew, from the first dose to goals, in steps."""
        looking = self._looking
        exercise_id = self._exercise_id()
        if looking is None or not exercise_id:
            return
        self.settle()
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
            self._emit_failed(error)
            return
        self._change_own(lambda file: SetLadder(file=file, rungs=rungs))

    def add_programme(self) -> None:
        """Add one programme more, and show it."""
        self.settle()
        looking = self._looking
        if looking is None:
            return
        new = next_programme_id(looking.pack)
        name = f"{looking.pack.title} {len(looking.pack.programmes) + 1}"
        file = programme_file(new)
        self._change(PutFile(file=file, text=new_programme(name)), at=0)
        self.show_programme(file)

    def remove_programme(self) -> None:
        """Take the programme out of the pack, unless it is the only one."""
        self.settle()
        looking = self._looking
        if looking is not None and len(looking.pack.programmes) > 1:
            self._change(DropFile(file=looking.programme), at=0)

    def remove_stages(self) -> None:
        """Let the programme have no stages."""
        self.settle()
        looking = self._looking
        if looking is not None and count_at(looking.pack.root(looking.programme), STAGES):
            self._change(SetText(file=looking.programme, path=STAGES, text=""))

    def take_in(self, kind: str, source: Path) -> None:
        """Take a picture or recording of one's own in for the exercise."""
        self.settle()
        exercise_id, kept = self._exercise_id(), self._kept
        if not exercise_id or kept is None or self._looking is None:
            return
        try:
            name = take_in(source, kind, exercise_id, self._drafts.place(kept.id))
        except KneecoachError as error:
            self._emit_failed(error)
            return
        self.set_media(kind, name)

    def set_media(self, kind: str, name: str) -> None:
        """Let the exercise have a picture or recording by its name; none when that is empty."""
        looking, exercise_id = self._looking, self._exercise_id()
        if looking is None or not exercise_id:
            return
        says = text_at(looking.root(exercise_id), "name")
        if kind == CLIP:
            self._change_own(lambda file: SetText(file=file, path=CLIP, text=name))
        elif name:
            self._change_own(lambda file: SetPicture(file=file, name=name, says=says))
        else:
            self._change_own(lambda file: SetText(file=file, path=PICTURE, text=""))

    @property
    def place(self) -> Path:
        """Return where the recordings and pictures of the draft are."""
        return self._drafts.place(self._kept.id if self._kept is not None else "none")

    def change(self, change: Change) -> None:
        """Make any other change."""
        self.settle()
        self._change(change)

    def _wait_for(self, change: SetText | SetTexts) -> None:
        waiting = self._waiting
        if waiting is not None and (waiting.file, waiting.path) != (change.file, change.path):
            self.flush()
        self._waiting = change
        self._quiet.start()

    def _exercise_id(self) -> str:
        looking = self._looking
        if looking is None:
            return ""
        ids = items_of(looking.pack.text(looking.programme))
        return ids[looking.at] if looking.at < len(ids) else ""

    def _change_own(self, change: Callable[[str], Single]) -> None:
        """Change the file of the exercise; one of the library is made the pack's own first."""
        self.settle()
        exercise_id = self._exercise_id()
        if exercise_id:
            self._change(change(exercise_file(exercise_id)))

    def _change(self, change: Change, *, at: int | None = None) -> None:
        if self._looking is None:
            return
        try:
            past = self._looking.past.changed(self._owned(change))
        except KneecoachError as error:
            self._emit_failed(error)
            return
        self._take(past, at=at)

    def _owned(self, change: Change) -> Change:
        """Return a change with a copy of the library's exercise before it, where that is meant."""
        looking = self._looking
        file = getattr(change, "file", "")
        is_ours = looking is None or not file or isinstance(change, Together | PutFile | DropFile)
        if looking is None or is_ours or looking.pack.text(file):
            return change
        exercise_id = id_of(file)
        found, own = looking.shelf.exercise(exercise_id), own_id(looking.pack, exercise_id)
        if found.folder is not None and self._kept is not None:
            names = (name for _, name in media_at(found.text))
            copy_media(names, found.folder, self._drafts.place(self._kept.id))
        copied = MakeOwn(exercise=exercise_id, text=found.text, own=own, sources=found.sources)
        return Together(changes=(copied, replace(change, file=exercise_file(own))))  # type: ignore[arg-type]  # each of them has a file

    def _take(self, past: Past, *, at: int | None = None) -> None:
        """Keep a pack, check it, and show it; nothing happens when it is as before."""
        looking = self._looking
        if looking is None or self._kept is None:
            return
        if past.now == looking.pack:
            self._emit_changed()
            return
        kept = replace(self._kept, pack=past.now)
        try:
            self._drafts.keep(kept)
        except KneecoachError as error:
            self._emit_failed(error)
        self._kept = kept
        programme = looking.programme
        if programme not in past.now.programmes:
            programme = next(iter(past.now.programmes), "")
        items = len(items_of(past.now.text(programme)))
        wanted = looking.at if at is None else at
        self._looking = replace(
            looking,
            past=past,
            checked=check(past.now, looking.shelf.folders, self._drafts.place(kept.id)),
            programme=programme,
            at=max(0, min(wanted, items - 1)),
        )
        self._emit_changed()

    def _emit_changed(self) -> None:
        self.changed.emit()

    def _emit_failed(self, error: KneecoachError) -> None:
        self.failed.emit(error)


def _rung(variable: str, value: str) -> Rung:
    return Rung(variable=Variable(variable), value=with_unit(variable, value))
