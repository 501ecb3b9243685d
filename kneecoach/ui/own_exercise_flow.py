"""Lead through the making of an exercise of one's own, within a pack that is being made."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from kneecoach.body.joints import WORKING
from kneecoach.coach.library import Wanted, find_exercises
from kneecoach.model.dose import Sides
from kneecoach.model.errors import KneecoachError
from kneecoach.packs.building.changes import MakeOwn, items_of
from kneecoach.packs.building.exercise_lists import add_entry, remove_entry
from kneecoach.packs.building.exercise_making import (
    POSTURES,
    NewExercise,
    made_id,
    make_bare,
    make_like,
)
from kneecoach.packs.building.exercise_poses import (
    FIGURE,
    PosePlace,
)
from kneecoach.packs.building.manuscript import Manuscript, exercise_file
from kneecoach.packs.building.media import copy_media, media_at
from kneecoach.packs.building.shelf import Found
from kneecoach.packs.building.starting import own_id
from kneecoach.packs.building.where import root_of, text_at
from kneecoach.ui.builder.actions import Actions
from kneecoach.ui.builder.editing import Editing
from kneecoach.ui.builder.view import Typed
from kneecoach.ui.builder_gather import library_lines
from kneecoach.ui.pages.own_exercise import OwnExercisePage
from kneecoach.ui.pages.own_exercise_start import OwnExerciseStartPage
from kneecoach.ui.pose.changing import Changing
from kneecoach.ui.pose.gather import build_own
from kneecoach.ui.pose.posing import Posing
from kneecoach.ui.pose.writing import Writing
from kneecoach.ui.shell import Shell
from kneecoach.ui.words.builder import variable_choices
from kneecoach.values import replace


class OwnExerciseFlow(QObject):
    """Own the pages on which an exercise of one's own is made.

    Signals:
        closed: The person goes back to the pack.
        failed(KneecoachError): Something could not be done.

    Args:
        shell: Where the pages are shown.
        editing: The pack.
        actions: What is done with its doses and ladders.
    """

    closed = Signal()
    failed = Signal(object)

    def __init__(
        self, *, shell: Shell, editing: Editing, actions: Actions, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._shell = shell
        self._editing = editing
        self._actions = actions
        self._is_open = False
        self._is_one_sided: bool | None = None
        self._copy: Manuscript | None = None
        self._start: OwnExerciseStartPage | None = None
        self._page: OwnExercisePage | None = None
        self._posing = Posing(parent=self)
        self._changing: Changing | None = None
        self._writing = Writing(editing, parent=self)
        self._writing.failed.connect(self._emit_failed)
        editing.changed.connect(self._on_changed)

    def begin(self) -> None:
        """Ask what a new exercise is called, and what it begins as."""
        if self._start is None:
            self._start = OwnExerciseStartPage()
            self._start.closed.connect(self.closed)
            self._start.searched.connect(self._on_searched)
            self._start.like_wanted.connect(self._on_like_wanted)
            self._start.bare_wanted.connect(self._on_bare_wanted)
        self._editing.settle()
        self._start.begin()
        self._on_searched("")
        self._shell.show_page(self._start)

    def change(self, exercise_id: str) -> None:
        """Change an exercise of the pack; one of the library is made the pack's own first."""
        self._editing.settle()
        looking = self._editing.looking
        if looking is None:
            return
        self._copy = None
        if not looking.is_own(exercise_id):
            try:
                exercise_id = self._copied(exercise_id)
            except KneecoachError as error:
                self._emit_failed(error)
                return
        self._writing.exercise_id, self._is_open = exercise_id, True
        page = self._made_page()
        self._posing.place = PosePlace(FIGURE, "")
        self._is_one_sided = None
        page.begin()
        self._look_at_it()
        self._show()
        self._shell.show_page(page)
        page.focus_first()

    def flush(self) -> None:
        """Have everything written that was turned or typed."""
        if self._changing is not None:
            self._changing.flush()
        self._editing.settle()

    def _made_page(self) -> OwnExercisePage:
        if self._page is None:
            self._page = OwnExercisePage(variable_choices())
            self._connect(self._page)
        return self._page

    def _copied(self, exercise_id: str) -> str:
        """Make a copy of the library's exercise the pack's own, and return its id."""
        looking = self._editing.looking
        if looking is None:
            return exercise_id
        found, own = looking.shelf.exercise(exercise_id), own_id(looking.pack, exercise_id)
        self._take_media(found.text, exercise_id)
        self._editing.make(
            MakeOwn(exercise=exercise_id, text=found.text, own=own, sources=found.sources)
        )
        self._copy = self._editing.looking.pack if self._editing.looking is not None else None
        return own

    def _take_media(self, text: str, exercise_id: str) -> None:
        looking = self._editing.looking
        folder = looking.shelf.exercise(exercise_id).folder if looking is not None else None
        if folder is not None:
            copy_media((name for _, name in media_at(text)), folder, self._editing.place)

    def _connect(self, page: OwnExercisePage) -> None:
        editing, actions = self._editing, self._actions
        page.closed.connect(self._on_closed)
        page.typed.connect(self._on_typed)
        page.settled.connect(editing.settle)
        page.undo_requested.connect(self._on_undo_requested)
        page.redo_requested.connect(self._on_redo_requested)
        words, ladder = page.words, page.ladder
        words.typed.connect(self._on_typed)
        words.settled.connect(editing.settle)
        words.lines_typed.connect(self._writing.type_lines)
        words.entry_added.connect(self._on_entry_added)
        words.entry_removed.connect(self._on_entry_removed)
        actions.follow(ladder)
        self._changing = Changing(
            movement=page.movement, posing=self._posing, writing=self._writing, parent=self
        )
        self._changing.settled.connect(editing.settle)
        self._changing.way_chosen.connect(self._show)

    def _look_at_it(self) -> bool:
        """Look at the exercise in the programme that is shown; return whether it is there."""
        looking = self._editing.looking
        ids = items_of(looking.pack.text(looking.programme)) if looking is not None else ()
        if self._writing.exercise_id not in ids:
            return False
        self._editing.look_at(ids.index(self._writing.exercise_id))
        return True

    def _show(self) -> None:
        looking = self._editing.looking
        if looking is None or self._page is None:
            return
        self._follow_sides()
        view = build_own(looking, self._writing.exercise_id, self._posing.place.part)
        self._posing.open(view.movement.exercise, tuple(part for part, _ in view.movement.parts))
        self._page.show_exercise(view, self._posing)

    def _follow_sides(self) -> None:
        """Turn both sides at first where both legs work at once, and else the working one."""
        sides = text_at(root_of(self._writing.text), "dose.sides")
        is_one_sided = sides != Sides.BOTH
        if is_one_sided is not self._is_one_sided:
            self._is_one_sided = is_one_sided
            self._posing.side = WORKING if is_one_sided else ""

    def _on_changed(self) -> None:
        if not self._is_open:
            return
        if not self._writing.text or not self._look_at_it():
            self._posing.open(None)  # it was taken back, or another pack was opened
            self._on_closed()
            return
        self._show()

    def _on_closed(self) -> None:
        self.flush()
        self._is_open = False
        if self._page is not None:
            self._page.movement.stop()
        looking = self._editing.looking
        if looking is not None and looking.pack is self._copy:
            self._editing.undo()  # nothing of the copy was changed
        self.closed.emit()

    def _on_searched(self, text: str) -> None:
        looking = self._editing.looking
        if looking is not None and self._start is not None:
            known = {one.id for one in looking.library.exercises}
            own = (one for one in looking.checked.catalogue.exercises if one.id not in known)
            every = replace(looking.library, exercises=(*own, *looking.library.exercises))
            found = find_exercises(every, Wanted(text=text))
            self._start.show_library(library_lines(found))

    def _on_like_wanted(self, new: NewExercise, exercise_id: str) -> None:
        looking = self._editing.looking
        if looking is None:
            return
        found = looking.shelf.exercise(exercise_id)
        if not found.text and looking.is_own(exercise_id):
            found = Found(text=looking.pack.text(exercise_file(exercise_id)))
        try:
            self._take_media(found.text, exercise_id)
            change = make_like(looking.pack, looking.programme, new, found)
        except KneecoachError as error:
            self._emit_failed(error)
            return
        self._editing.make(change)
        self.change(made_id(change))

    def _on_bare_wanted(self, new: NewExercise, base: str) -> None:
        looking = self._editing.looking
        posture = next(one for one in POSTURES if one.base.value == base)
        if looking is None or self._start is None:
            return
        try:
            change = make_bare(looking.pack, looking.programme, new, posture)
        except KneecoachError as error:
            self._start.say(error.user_message)
            return
        self._editing.make(change)
        self.change(made_id(change))
        self._posing.look_at(PosePlace(FIGURE, "end"))  # it stands as it is to stand at first

    def _on_undo_requested(self) -> None:
        self.flush()
        self._editing.undo()

    def _on_redo_requested(self) -> None:
        self.flush()
        self._editing.redo()

    def _on_typed(self, typed: Typed) -> None:
        self._posing.flush()
        self._writing.type(typed)

    def _on_entry_added(self, path: str) -> None:
        self.flush()
        self._writing.put(lambda text: add_entry(text, path, ""))
        if self._page is not None:
            self._page.words.focus_last(path)

    def _on_entry_removed(self, path: str, number: int) -> None:
        self.flush()
        self._writing.put(lambda text: remove_entry(text, path, number))

    def _emit_failed(self, error: KneecoachError) -> None:
        self.failed.emit(error)
