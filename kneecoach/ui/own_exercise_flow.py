"""Lead through the making of an exercise of one's own, within a pack that is being made."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from kneecoach.body.joints import WORKING
from kneecoach.body.space import Vec
from kneecoach.coach.library import Wanted, find_exercises
from kneecoach.model.dose import Sides
from kneecoach.model.errors import KneecoachError
from kneecoach.model.figure import Limb
from kneecoach.packs.building.changes import MakeOwn, PutFile, SetText, SetTexts, items_of
from kneecoach.packs.building.exercise_drawing import drawn_exercise
from kneecoach.packs.building.exercise_lists import add_entry, remove_entry, write_lines
from kneecoach.packs.building.exercise_making import (
    POSTURES,
    NewExercise,
    made_id,
    make_bare,
    make_like,
)
from kneecoach.packs.building.exercise_phases import add_phase, move_phase, phases_of, remove_phase
from kneecoach.packs.building.exercise_poses import (
    FIGURE,
    WRONG,
    PosePlace,
    add_pose,
    remove_pose,
    set_reach,
    set_stops,
)
from kneecoach.packs.building.manuscript import exercise_file
from kneecoach.packs.building.media import copy_media, media_at
from kneecoach.packs.building.shelf import Found
from kneecoach.packs.building.starting import own_id
from kneecoach.packs.building.where import text_at
from kneecoach.packs.building.written import Plain
from kneecoach.ui.builder.actions import Actions
from kneecoach.ui.builder.editing import QUIET_MS, Editing
from kneecoach.ui.builder.view import Typed
from kneecoach.ui.builder_gather import library_lines
from kneecoach.ui.pages.own_exercise import OwnExercisePage
from kneecoach.ui.pages.own_exercise_start import OwnExerciseStartPage
from kneecoach.ui.pose.gather import build_own
from kneecoach.ui.pose.posing import Posing
from kneecoach.ui.shell import Shell
from kneecoach.ui.words.builder import variable_choices

_LIMBS = {
    "left_hand": Limb.WORKING_HAND,
    "right_hand": Limb.OTHER_HAND,
    "left_foot": Limb.WORKING_FOOT,
    "right_foot": Limb.OTHER_FOOT,
}
_THINGS: dict[str, Plain] = {
    "chair": {"thing": "chair", "forward": "-36 cm"},
    "wall": {"thing": "wall", "forward": "-20 cm"},
    "box": {"thing": "box", "forward": "45 cm"},
    "step": {"thing": "step", "forward": "35 cm"},
    "band": {"thing": "band", "around": "knees"},
    "strap": {"thing": "strap", "around": "working_foot", "to": "hands"},
    "weight": {"thing": "weight", "around": "hands"},
    "towel": {"thing": "towel", "forward": "40 cm"},
    "roller": {"thing": "roller", "forward": "40 cm"},
    "ball": {"thing": "ball", "forward": "40 cm"},
    "pillow": {"thing": "pillow", "forward": "40 cm"},
    "slant_board": {"thing": "slant_board", "forward": "40 cm"},
}
"""Where a thing that is put in stands at first. Source: house-rule, so that it is seen."""


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
        self._exercise_id = ""
        self._is_open = False
        self._start: OwnExerciseStartPage | None = None
        self._page: OwnExercisePage | None = None
        self._posing = Posing(parent=self)
        self._lines: tuple[str, tuple[str, ...]] | None = None
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self._flush_lines)
        self._posing.moved.connect(self._on_moved)
        self._posing.finished.connect(self._on_finished)
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
        if not looking.is_own(exercise_id):
            exercise_id = self._copied(exercise_id)
        self._exercise_id, self._is_open = exercise_id, True
        page = self._made_page()
        self._posing.place = PosePlace(FIGURE, "")
        sides = text_at(looking.root(exercise_id), "dose.sides")
        self._posing.side = "" if sides == Sides.BOTH else WORKING
        self._look_at_it()
        self._show()
        page.begin()
        self._shell.show_page(page)

    def flush(self) -> None:
        """Have everything written that was turned or typed."""
        self._posing.flush()
        self._flush_lines()
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
        words.lines_typed.connect(self._on_lines_typed)
        words.entry_added.connect(self._on_entry_added)
        words.entry_removed.connect(self._on_entry_removed)
        ladder.start_chosen.connect(actions.start_at)
        ladder.level_added.connect(actions.add_level)
        ladder.level_changed.connect(actions.change_level)
        ladder.level_moved.connect(actions.move_level)
        ladder.level_removed.connect(actions.remove_level)
        ladder.ladder_wanted.connect(actions.make_ladder)
        self._connect_movement(page)

    def _connect_movement(self, page: OwnExercisePage) -> None:
        movement, posing = page.movement, self._posing
        movement.sliders.turned.connect(posing.turn)
        movement.sliders.settled.connect(posing.flush)
        movement.canvas.end_led.connect(self._on_end_led)
        movement.canvas.let_go.connect(posing.flush)
        movement.part_chosen.connect(self._on_part_chosen)
        movement.pose_chosen.connect(self._on_pose_chosen)
        movement.pose_added.connect(self._on_pose_added)
        movement.pose_removed.connect(self._on_pose_removed)
        movement.side_chosen.connect(self._on_side_chosen)
        movement.joint_chosen.connect(self._on_joint_chosen)
        movement.end_chosen.connect(self._on_end_chosen)
        movement.goal_chosen.connect(self._on_goal_chosen)
        movement.view_chosen.connect(self._on_view_chosen)
        phases, around = movement.phases, movement.around
        phases.typed.connect(self._on_typed)
        phases.settled.connect(self._editing.settle)
        phases.stops_chosen.connect(self._on_stops_chosen)
        phases.phase_added.connect(self._on_phase_added)
        phases.phase_moved.connect(self._on_phase_moved)
        phases.phase_removed.connect(self._on_phase_removed)
        around.planted_chosen.connect(self._on_planted_chosen)
        around.guides_chosen.connect(self._on_guides_chosen)
        around.mistake_chosen.connect(self._on_mistake_chosen)
        around.wrong_removed.connect(self._on_wrong_removed)
        around.things.typed.connect(self._on_typed)
        around.things.settled.connect(self._editing.settle)
        around.things.added.connect(self._on_thing_added)
        around.things.taken_out.connect(self._on_thing_taken_out)

    @property
    def _file(self) -> str:
        return exercise_file(self._exercise_id)

    def _text(self) -> str:
        looking = self._editing.looking
        return looking.pack.text(self._file) if looking is not None else ""

    def _put(self, change: Callable[[str], str]) -> None:
        """Change the text of the exercise; what was turned or typed before is written first."""
        self.flush()
        try:
            text = change(self._text())
        except KneecoachError as error:
            self._emit_failed(error)
            return
        if text != self._text():
            self._editing.make(PutFile(file=self._file, text=text))

    def _set(self, path: str, text: str) -> None:
        self.flush()
        self._editing.make(SetText(file=self._file, path=path, text=text))
        self._editing.settle()

    def _look_at_it(self) -> bool:
        """Look at the exercise in the programme that is shown; return whether it is there."""
        looking = self._editing.looking
        ids = items_of(looking.pack.text(looking.programme)) if looking is not None else ()
        if self._exercise_id not in ids:
            return False
        self._editing.look_at(ids.index(self._exercise_id))
        return True

    def _show(self) -> None:
        looking = self._editing.looking
        if looking is None or self._page is None:
            return
        self._posing.open(drawn_exercise(self._text(), self._exercise_id))
        self._page.show_exercise(build_own(looking, self._exercise_id), self._posing)

    def _on_changed(self) -> None:
        if not self._is_open:
            return
        if not self._text() or not self._look_at_it():
            self._on_closed()  # it was taken back
            return
        self._show()

    def _on_closed(self) -> None:
        self._is_open = False
        if self._page is not None:
            self._page.movement.stop()
        self.flush()
        self.closed.emit()

    def _on_searched(self, text: str) -> None:
        looking = self._editing.looking
        if looking is not None and self._start is not None:
            found = find_exercises(looking.library, Wanted(text=text))
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

    def _on_undo_requested(self) -> None:
        self.flush()
        self._editing.undo()

    def _on_redo_requested(self) -> None:
        self.flush()
        self._editing.redo()

    def _on_typed(self, typed: Typed) -> None:
        self._posing.flush()
        self._editing.type(typed)

    def _on_lines_typed(self, path: str, lines: tuple[str, ...]) -> None:
        if self._lines is not None and self._lines[0] != path:
            self._flush_lines()
        self._lines = (path, lines)
        self._quiet.start()

    def _flush_lines(self) -> None:
        self._quiet.stop()
        lines, self._lines = self._lines, None
        if lines is not None:
            self._put(lambda text: write_lines(text, *lines))

    def _on_entry_added(self, path: str) -> None:
        self._put(lambda text: add_entry(text, path, ""))
        if self._page is not None:
            self._page.words.focus_last(path)

    def _on_entry_removed(self, path: str, number: int) -> None:
        self._put(lambda text: remove_entry(text, path, number))

    def _on_moved(self) -> None:
        if self._page is not None and self._is_open:
            self._page.movement.show_posing(self._posing)

    def _on_finished(self) -> None:
        text = self._posing.written(self._text())
        if text != self._text():
            self._editing.settle()
            self._editing.make(PutFile(file=self._file, text=text))

    def _on_end_led(self, end: str, to: Vec) -> None:
        self._posing.lead(end, to)

    def _on_part_chosen(self, part: str) -> None:
        self._posing.look_at(self._posing.place._replace(part=part))

    def _on_pose_chosen(self, pose: str) -> None:
        self._posing.look_at(self._posing.place._replace(name=pose))

    def _on_pose_added(self, wanted: str) -> None:
        like, names = self._posing.place.name, []

        def added(text: str) -> str:
            text, name = add_pose(text, like, wanted)
            names.append(name)
            return text

        self._put(added)
        if names:
            self._posing.look_at(PosePlace(FIGURE, names[0]))

    def _on_pose_removed(self) -> None:
        self._put(lambda text: remove_pose(text, self._posing.place.name))

    def _on_side_chosen(self, side: str) -> None:
        self._posing.side = side
        self._on_moved()

    def _on_joint_chosen(self, joint: str) -> None:
        self._posing.joint = joint
        self._on_moved()

    def _on_end_chosen(self, end: str) -> None:
        self._posing.end = end
        self._on_moved()

    def _on_goal_chosen(self, goal: str) -> None:
        limb = _LIMBS[self._posing.end]
        if not self._posing.side:
            limb = Limb.HANDS if limb.value.endswith("hand") else Limb.FEET
        self._put(lambda text: set_reach(text, self._posing.place, limb, goal))

    def _on_view_chosen(self, view: str) -> None:
        self._set(f"{FIGURE}.view", view)

    def _on_stops_chosen(self, phase: str, stops: tuple[str, ...]) -> None:
        self._put(lambda text: set_stops(text, phase, stops))

    def _on_phase_added(self, phase: str) -> None:
        self._put(lambda text: add_phase(text, phase, len(phases_of(text))))

    def _on_phase_moved(self, phase: str, to: int) -> None:
        self._put(lambda text: move_phase(text, phase, to))

    def _on_phase_removed(self, phase: str) -> None:
        self._put(lambda text: remove_phase(text, phase))

    def _on_planted_chosen(self, planted: tuple[str, ...]) -> None:
        self._set_texts(f"{FIGURE}.planted", planted)

    def _on_guides_chosen(self, guides: tuple[str, ...]) -> None:
        self._set_texts(f"{FIGURE}.guides", guides)

    def _set_texts(self, path: str, texts: tuple[str, ...]) -> None:
        self.flush()
        self._editing.make(SetTexts(file=self._file, path=path, texts=texts))
        self._editing.settle()

    def _on_mistake_chosen(self, number: str) -> None:
        self._set(f"{WRONG}.mistake", number)

    def _on_wrong_removed(self) -> None:
        self._posing.look_at(self._posing.place._replace(part=FIGURE))
        self._set(WRONG, "")

    def _on_thing_added(self, thing: str) -> None:
        self._put(lambda text: add_entry(text, f"{FIGURE}.props", _THINGS.get(thing, thing)))

    def _on_thing_taken_out(self, number: int) -> None:
        self._put(lambda text: remove_entry(text, f"{FIGURE}.props", number))

    def _emit_failed(self, error: KneecoachError) -> None:
        self.failed.emit(error)
