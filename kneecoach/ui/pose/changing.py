"""Follow what is done on the movement of an exercise, and write it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from kneecoach.body.space import Vec
from kneecoach.model.figure import Limb
from kneecoach.packs.building.counting import Counting
from kneecoach.packs.building.exercise_counting import count_in, counting_of, set_timed_phase
from kneecoach.packs.building.exercise_keyframes import (
    add_pose,
    remove_pose,
    rename_pose,
    set_stops,
)
from kneecoach.packs.building.exercise_phases import (
    add_phase,
    move_phase_at,
    phases_of,
    remove_phase_at,
)
from kneecoach.packs.building.exercise_poses import (
    FIGURE,
    WRONG,
    PosePlace,
    set_base,
    set_reach,
    variant_of,
)
from kneecoach.packs.building.exercise_stops import write_every, write_stops_line
from kneecoach.packs.building.exercise_straps import (
    NOWHERE,
    is_in_the_room,
    number_of_end,
    set_end,
)
from kneecoach.packs.building.exercise_ways import (
    Own,
    add_thing,
    remove_thing,
    set_planted,
    without_own,
)
from kneecoach.packs.building.first_things import FIRST_THINGS
from kneecoach.ui.builder.view import Typed
from kneecoach.ui.pose.joint_card import LIMBS
from kneecoach.ui.pose.movement import MovementPart
from kneecoach.ui.pose.posing import Posing
from kneecoach.ui.pose.writing import Writing
from kneecoach.ui.words.builder import taken
from kneecoach.ui.words.pose import counted_words
from kneecoach.values import replace


class Changing(QObject):
    """Connect the movement with the keyframe that is turned, and with the file.

    Signals:
        settled: The person is done with a field.
        way_chosen: Another way of doing it is looked at.

    Args:
        movement: What is seen.
        posing: The keyframe.
        writing: The file.
    """

    settled = Signal()
    way_chosen = Signal()

    def __init__(
        self,
        *,
        movement: MovementPart,
        posing: Posing,
        writing: Writing,
        parent: QObject | None = None,
    ) -> None:
        """Listen to the movement."""
        super().__init__(parent)
        self._movement = movement
        self._posing = posing
        self._writing = writing
        self._connect()
        self._connect_below()

    def _connect(self) -> None:
        movement, joints, posing = self._movement, self._movement.joints, self._posing
        posing.moved.connect(self._on_moved)
        posing.finished.connect(self._on_finished)
        joints.sliders.turned.connect(posing.turn)
        movement.canvas.end_led.connect(self._on_end_led)
        movement.canvas.let_go.connect(posing.flush)
        movement.part_chosen.connect(self._on_part_chosen)
        movement.pose_chosen.connect(self._on_pose_chosen)
        movement.pose_added.connect(self._on_pose_added)
        movement.pose_renamed.connect(self._on_pose_renamed)
        movement.pose_removed.connect(self._on_pose_removed)
        joints.side_chosen.connect(self._on_side_chosen)
        joints.joint_chosen.connect(self._on_joint_chosen)
        joints.end_chosen.connect(self._on_end_chosen)
        movement.canvas.end_chosen.connect(self._on_end_chosen)
        movement.leg_chosen.connect(self._on_moved)
        joints.goal_chosen.connect(self._on_goal_chosen)
        movement.view_chosen.connect(self._on_view_chosen)
        movement.base_chosen.connect(self._on_base_chosen)

    def _connect_below(self) -> None:
        phases, around = self._movement.phases, self._movement.around
        phases.typed.connect(self._on_typed)
        phases.settled.connect(self._on_settled)
        phases.stops_chosen.connect(self._on_stops_chosen)
        phases.way_typed.connect(self._on_way_typed)
        phases.every_typed.connect(self._on_every_typed)
        phases.several_wanted.connect(self.way_chosen)
        phases.phase_added.connect(self._on_phase_added)
        phases.phase_moved.connect(self._on_phase_moved)
        phases.phase_removed.connect(self._on_phase_removed)
        phases.counting_chosen.connect(self._on_counting_chosen)
        phases.timed_phase_chosen.connect(self._on_timed_phase_chosen)
        for own in (phases.own, around.own_planted, around.own_things):
            own.as_usual_wanted.connect(self._on_as_usual_wanted)
        around.anchor_chosen.connect(self._on_anchor_chosen)
        around.planted_chosen.connect(self._on_planted_chosen)
        around.guides_chosen.connect(self._on_guides_chosen)
        around.mistake_chosen.connect(self._on_mistake_chosen)
        around.wrong_removed.connect(self._on_wrong_removed)
        around.things.typed.connect(self._on_thing_typed)
        around.things.settled.connect(self._on_settled)
        around.things.added.connect(self._on_thing_added)
        around.things.taken_out.connect(self._on_thing_taken_out)

    def flush(self) -> None:
        """Have everything written that was turned or typed."""
        self._posing.flush()
        self._writing.flush()

    def _put(self, change: Callable[[str], str]) -> None:
        self.flush()
        self._writing.put(change)

    @property
    def _way(self) -> str:
        """Return the part of the figure that phases, planted parts and things belong to."""
        part = self._posing.place.part
        return part if variant_of(part) else FIGURE

    def _on_settled(self) -> None:
        self._writing.flush()
        self.settled.emit()

    def _on_typed(self, typed: Typed) -> None:
        self._posing.flush()
        self._movement.phases.say("")
        self._writing.type_own(typed)

    def _on_moved(self) -> None:
        self._movement.show_posing(self._posing)

    def _on_finished(self) -> None:
        self._writing.put(self._posing.written)

    def _on_end_led(self, end: str, to: Vec) -> None:
        self._posing.lead(end, to)

    def _on_part_chosen(self, part: str) -> None:
        self._posing.look_at(self._posing.place._replace(part=part))
        self._movement.phases.say("")
        self.way_chosen.emit()

    def _on_pose_chosen(self, pose: str) -> None:
        self._posing.look_at(self._posing.place._replace(name=pose))

    def _on_pose_added(self) -> None:
        place, added = self._posing.place, []

        def change(text: str) -> str:
            text, new = add_pose(text, place)
            added.append(new)
            return text

        self._put(change)
        for new in added:
            self._look_at(new)
            self._movement.name_it()

    def _on_pose_renamed(self, wanted: str) -> None:
        place, names = self._posing.place, []

        def change(text: str) -> str:
            text, name = rename_pose(text, place.name, wanted)
            names.append(name)
            return text

        self._put(change)
        for name in names:
            self._look_at(place._replace(name=name))

    def _on_pose_removed(self) -> None:
        self._put(lambda text: remove_pose(text, self._posing.place))

    def _look_at(self, place: PosePlace) -> None:
        is_other_way = place.part != self._posing.place.part
        self._posing.look_at(place)
        if is_other_way:
            self.way_chosen.emit()

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
        limb = LIMBS[self._posing.end]
        if not self._posing.side:
            limb = Limb.HANDS if limb.value.endswith("hand") else Limb.FEET
        self._put(lambda text: set_reach(text, self._posing.place, limb, goal))

    def _on_view_chosen(self, view: str) -> None:
        self._set(f"{FIGURE}.view", view)

    def _on_base_chosen(self, base: str) -> None:
        self._put(lambda text: set_base(text, base))

    def _on_stops_chosen(self, phase: str, stops: tuple[str, ...]) -> None:
        self._put(lambda text: set_stops(text, phase, stops, self._way))

    def _on_way_typed(self, phase: str, line: str) -> None:
        self._put(lambda text: write_stops_line(text, phase, line, self._way))

    def _on_every_typed(self, phase: str, every: str) -> None:
        said = taken("every", every)
        self._put(lambda text: write_every(text, phase, said, self._way))

    def _on_phase_added(self, phase: str) -> None:
        self._put(lambda text: add_phase(text, phase, len(phases_of(text, self._way)), self._way))

    def _on_phase_moved(self, at: int, to: int) -> None:
        self._put(lambda text: move_phase_at(text, at, to, self._way))

    def _on_phase_removed(self, at: int) -> None:
        self._put(lambda text: remove_phase_at(text, at, self._way))

    def _on_planted_chosen(self, planted: tuple[str, ...]) -> None:
        self._put(lambda text: set_planted(text, self._way, planted))

    def _on_anchor_chosen(self, anchor: str) -> None:
        self._set(f"{FIGURE}.anchor", anchor)

    def _on_as_usual_wanted(self, own: Own) -> None:
        self._put(lambda text: without_own(text, self._way, own))

    def _on_counting_chosen(self, counting: Counting) -> None:
        gone, before = [], counting_of(self._writing.text, self._way)

        def change(text: str) -> str:
            counted = count_in(text, counting, self._way)
            gone.append(counted.levels_gone)
            return counted.text

        self._put(change)
        self._movement.phases.say(counted_words(before, sum(gone)))

    def _on_timed_phase_chosen(self, phase: str) -> None:
        self._put(lambda text: set_timed_phase(text, phase, self._way))

    def _on_guides_chosen(self, guides: tuple[str, ...]) -> None:
        self._set_texts(f"{FIGURE}.guides", guides)

    def _set(self, path: str, text: str) -> None:
        self.flush()
        self._writing.set(path, text)

    def _set_texts(self, path: str, texts: tuple[str, ...]) -> None:
        self.flush()
        self._writing.set_texts(path, texts)

    def _on_mistake_chosen(self, number: str) -> None:
        self._set(f"{WRONG}.mistake", number)

    def _on_wrong_removed(self) -> None:
        self._posing.look_at(self._posing.place._replace(part=FIGURE))
        self._set(WRONG, "")

    def _on_thing_typed(self, typed: Typed) -> None:
        number = number_of_end(typed.path)
        if number:
            self._put(lambda text: set_end(text, self._way, number, typed.text))
        elif is_in_the_room(typed.path) and not typed.text.strip():
            self._on_typed(replace(typed, text=NOWHERE))
        else:
            self._on_typed(typed)

    def _on_thing_added(self, thing: str) -> None:
        self._put(lambda text: add_thing(text, self._way, FIRST_THINGS.get(thing, thing)))

    def _on_thing_taken_out(self, number: int) -> None:
        self._put(lambda text: remove_thing(text, self._way, number))
