"""Change a pack as somebody types, keep each change at the next quiet moment, and check it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from kneecoach.model.errors import KneecoachError
from kneecoach.model.programme import Catalogue
from kneecoach.packs.building.changes import (
    ITEMS,
    Change,
    DropFile,
    MakeOwn,
    PutFile,
    SetText,
    SetTexts,
    Together,
    items_of,
)
from kneecoach.packs.building.checking import check
from kneecoach.packs.building.keeping import Drafts, Kept, mark_of
from kneecoach.packs.building.manuscript import exercise_file, id_of
from kneecoach.packs.building.media import copy_media, media_at
from kneecoach.packs.building.past import Past
from kneecoach.packs.building.remembered import keep_past, read_past
from kneecoach.packs.building.shelf import Shelf
from kneecoach.packs.building.starting import own_id
from kneecoach.reports.report import Report
from kneecoach.ui.builder.detail_view import standings_of
from kneecoach.ui.builder.looking import Looking
from kneecoach.ui.builder.view import Typed
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

    def open(
        self, kept: Kept, shelf: Shelf, report: Report | None = None, patient: str = ""
    ) -> None:
        """Take a pack to work on, from its first programme; it can be taken back from there."""
        self.leave()
        self._kept, self._waiting = kept, None
        self._looking = Looking(
            past=read_past(self._drafts.past(kept.id), kept.pack),
            checked=check(kept.pack, shelf.folders, self._drafts.place(kept.id)),
            library=self._library(),
            shelf=shelf,
            programme=next(iter(kept.pack.programmes), ""),
            at=0,
            report=report,
            patient=patient,
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
            self.make(waiting)

    def settle(self) -> None:
        """Take what was typed; what is typed next is a change of its own."""
        self.flush()
        if self._looking is not None:
            self._looking = replace(self._looking, past=self._looking.past.settled())

    def leave(self) -> None:
        """Take what was typed, and keep what the pack was before, for when it is opened again."""
        self.settle()
        if self._looking is None or self._kept is None:
            return
        past = self._looking.past
        if past.before or past.after:
            try:
                keep_past(self._drafts.past(self._kept.id), past)
            except KneecoachError as error:
                self._emit_failed(error)

    def let_go(self) -> None:
        """Keep nothing more of the pack: it was thrown away."""
        self._kept = self._looking = self._waiting = None

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

    def note_built(self) -> None:
        """Remember that the pack was built as it is."""
        if self._kept is None:
            return
        self._kept = replace(self._kept, built=mark_of(self._kept.pack))
        try:
            self._drafts.keep(self._kept)
        except KneecoachError as error:
            self._emit_failed(error)

    @property
    def place(self) -> Path:
        """Return where the recordings and pictures of the draft are."""
        return self._drafts.place(self._kept.id if self._kept is not None else "none")

    def _wait_for(self, change: SetText | SetTexts) -> None:
        """Take a change at the next quiet moment; one elsewhere that still waits is made before.

        Nothing is shown then: the field that is being typed in would be shown as it was before.
        """
        waiting, self._waiting = self._waiting, change
        if waiting is not None and (waiting.file, waiting.path) != (change.file, change.path):
            self.make(waiting, is_shown=False)
        self._quiet.start()

    def make(self, change: Change, *, at: int | None = None, is_shown: bool = True) -> None:
        """Make a change, and look at the exercise at another position if that is given.

        Args:
            change: What is to be another one.
            at: The position; None to stay where one is.
            is_shown: Whether it is shown at once, and not with the next change.
        """
        if self._looking is None:
            return
        try:
            past = self._looking.past.changed(self._owned(change))
        except KneecoachError as error:
            self._emit_failed(error)
            return
        self._take(past, at=at, is_shown=is_shown)

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
        meant = replace(change, file=exercise_file(own))  # type: ignore[arg-type]  # each of them has a file
        return Together(changes=(copied, meant, *_where_the_patient_is(looking, exercise_id)))  # type: ignore[arg-type]  # as above

    def _take(self, past: Past, *, at: int | None = None, is_shown: bool = True) -> None:
        """Keep a pack, check it, and show it; nothing happens when it is as before."""
        looking = self._looking
        if looking is None or self._kept is None:
            return
        if past.now == looking.pack:
            if is_shown:
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
        if is_shown:
            self._emit_changed()

    def _emit_changed(self) -> None:
        self.changed.emit()

    def fail(self, error: KneecoachError) -> None:
        """Tell of something that could not be done."""
        self._emit_failed(error)

    def _emit_failed(self, error: KneecoachError) -> None:
        self.failed.emit(error)


def _where_the_patient_is(looking: Looking, exercise_id: str) -> Iterator[SetText]:
    """Yield that a copy begins where the patient stands: a copy has no history of its own."""
    ids = items_of(looking.pack.text(looking.programme))
    exercise = looking.exercise(exercise_id)
    name = exercise.name if exercise is not None else ""
    standings = standings_of(looking, exercise_id, name)
    if exercise_id in ids and standings:
        path = f"{ITEMS}[{ids.index(exercise_id) + 1}].start_level"
        level = min(one.level for one in standings)
        yield SetText(file=looking.programme, path=path, text=str(level) if level > 1 else "")
