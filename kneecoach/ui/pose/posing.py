"""Hold the keyframe that is being turned: what it looks like now, and what is yet to be written."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from kneecoach.body.joints import JOINTS
from kneecoach.body.space import Vec
from kneecoach.model.exercise import Exercise
from kneecoach.model.figure import Goal, Limb
from kneecoach.packs.building.exercise_drawing import movement_of, with_eye, with_turns
from kneecoach.packs.building.exercise_leading import Led, handles_of, lead, said, turn
from kneecoach.packs.building.exercise_poses import (
    FIGURE,
    PosePlace,
    Turned,
    write_eye,
    write_turns,
)
from kneecoach.ui.pose.slider_views import eye_of, slider_views, usual_tilt_of
from kneecoach.ui.pose.view import SliderView
from kneecoach.ui.words.pose import EYE

QUIET_MS = 400
"""Time without a further turn after which all turns so far are written as one change."""


class Posing(QObject):
    """Hold one keyframe.

    Signals:
        moved: It looks different.
        finished: What was turned is to be written now; see `written`.
    """

    moved = Signal()
    finished = Signal()

    def __init__(self, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.exercise: Exercise | None = None
        self.place = PosePlace(FIGURE, "start")
        self.side = ""
        self.joint = JOINTS[0].name
        self.end = "left_hand"
        self.sentence = ""
        self._is_ours = False
        self._drawn: Exercise | None = None
        self._turns: dict[tuple[str, str], Turned] = {}
        self._freed: tuple[Limb, ...] = ()
        self._has_new_eye = False
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self.flush)

    def open(self, exercise: Exercise | None, parts: tuple[str, ...] = ()) -> None:
        """Take an exercise as it is written; nothing of it is turned.

        Args:
            exercise: The exercise.
            parts: What its figure has; when the part that was looked at is gone, it is the right
                way. Empty for as it was.
        """
        self._quiet.stop()
        if parts and self.place.part not in parts:
            self.place = self.place._replace(part=FIGURE)
        self._turns, self._freed, self._has_new_eye = {}, (), False
        self._drawn = self.exercise = exercise
        if exercise is not None:
            stances = movement_of(exercise, self.place.part).course.stances
            if self.place.name not in stances:
                self.place = self.place._replace(name=next(iter(stances)))
            kept = self.sentence if self._is_ours else ""
            self.sentence = kept or said(exercise, self.place)
        self._is_ours = False

    def look_at(self, place: PosePlace) -> None:
        """Look at another keyframe."""
        self.flush()
        self.place, self.sentence = place, ""
        self.open(self._drawn)
        self.moved.emit()

    def turn(self, joint: str, way: str, by: int) -> None:
        """Turn a joint of the chosen side, or move the body or the eye."""
        if joint == EYE:
            self._look_from(way, by)
        elif self.exercise is not None:
            turned = Turned(joint, way, by)
            self._take(turn(self.exercise, self.place, self.side, turned))

    def lead(self, end: str, to: Vec) -> None:
        """Lead a hand, a foot or the hips."""
        if self.exercise is not None:
            self._take(lead(self.exercise, self.place, self.side, end, to))

    def _look_from(self, way: str, by: int) -> None:
        """See the figure from further round or higher up."""
        if self.exercise is not None:
            turn, tilt = eye_of(self.exercise)._replace(**{way: by})
            is_usual = tilt == usual_tilt_of(self.exercise)
            self.exercise = with_eye(self.exercise, turn, None if is_usual else tilt)
            self._has_new_eye = True
            self._quiet.start()
            self.moved.emit()

    def flush(self) -> None:
        """Have what was turned written."""
        self._quiet.stop()
        if self._turns or self._has_new_eye:
            self.finished.emit()

    def written(self, text: str) -> str:
        """Return an exercise with what was turned; nothing is left to be written then."""
        text = write_turns(text, self.place, tuple(self._turns.values()), self._freed)
        figure = self.exercise.figure if self.exercise is not None else None
        if self._has_new_eye and figure is not None:
            text = write_eye(text, figure.turn, figure.tilt)
        self._turns, self._freed, self._has_new_eye = {}, (), False
        self._is_ours = True
        return text

    def handles(self) -> tuple[str, ...]:
        """Return what can be led."""
        return handles_of(self.exercise, self.place.part) if self.exercise is not None else ()

    def sliders(self) -> tuple[SliderView, ...]:
        """Return the sliders of the chosen joint, each as far as it is."""
        if self.exercise is None:
            return ()
        return slider_views(self.exercise, self.place, self.side, self.joint)

    def rests_on(self) -> str:
        """Return what the chosen hand or foot rests on, as a key; empty for nothing."""
        if self.exercise is None:
            return ""
        stance = movement_of(self.exercise, self.place.part).course.stances[self.place.name]
        goal = dict(stance.reaches).get(self.end)
        return goal.value if isinstance(goal, Goal) else ""

    def _take(self, led: Led) -> None:
        for one in led.turns:
            self._turns.pop((one.joint, one.way), None)
            self._turns[one.joint, one.way] = one
        self._freed = tuple(dict.fromkeys((*self._freed, *led.freed))) if led.turns else self._freed
        if self.exercise is not None and led.turns:
            self.exercise = with_turns(self.exercise, self.place, led.turns, led.freed)
            self._quiet.start()
        self.sentence = led.sentence
        if self.exercise is not None and not led.sentence:
            self.sentence = said(self.exercise, self.place)
        self.moved.emit()
