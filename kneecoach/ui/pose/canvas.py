"""Show one keyframe of a figure large; a hand, a foot or the hips are led by pointer or arrows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneecoach.body.leading import ENDS, end_point
from kneecoach.body.skeleton import Body
from kneecoach.body.space import Vec, add, mirrored, scale
from kneecoach.figure.camera import Camera
from kneecoach.figure.painter import paint_shapes
from kneecoach.figure.placeholder import paint_placeholder
from kneecoach.figure.scene import Scene
from kneecoach.figure.showing import Showing
from kneecoach.model.dose import Side
from kneecoach.model.exercise import Exercise
from kneecoach.override import override
from kneecoach.ui.pose.plane import plane_of
from kneecoach.ui.theme.figure_colours import figure_colours, surroundings_of
from kneecoach.ui.theme.palette import tokens_of
from kneecoach.ui.theme.person import looks_worn
from kneecoach.ui.theme.tokens import CORNER_PX, TARGET_PX
from kneecoach.ui.theme.type import scaled
from kneecoach.ui.widgets.figure_frames import FAILURES, log_failure
from kneecoach.ui.widgets.shapes import paint_focus_ring, restored
from kneecoach.ui.widgets.text import RETHEME
from kneecoach.ui.words.pose import end_words

HIPS = "hips"
HANDLES = (*ENDS, HIPS)

_STEP_M, _LONG_STEP_M = 0.01, 0.05
_HANDLE_PX, _CHOSEN_NEARER_PX = 8, 12
_WAYS: dict[int, Vec] = {
    Qt.Key.Key_Left: (-1.0, 0.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0, 0.0),
    Qt.Key.Key_Up: (0.0, 1.0, 0.0),
    Qt.Key.Key_Down: (0.0, -1.0, 0.0),
    Qt.Key.Key_PageUp: (0.0, 0.0, -1.0),
    Qt.Key.Key_PageDown: (0.0, 0.0, 1.0),
}
"""Which way each key leads, as the eye has it: to the right, up, and towards the eye."""


class PoseCanvas(QWidget):
    """Draw the figure with a round handle on what can be led.

    Places are told as the figure's file has them: with the left side working.

    Signals:
        end_chosen(str): A handle was taken: an end of `ENDS`, or `HIPS`.
        end_led(str, object): It is wanted at a place.
        let_go: The pointer let it go.
    """

    end_chosen = Signal(str)
    end_led = Signal(str, object)
    let_go = Signal()

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(self.tr("The figure"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._exercise: Exercise | None = None
        self._showing = Showing()
        self._pose = ""
        self._end = ENDS[0]
        self._handles: tuple[str, ...] = ENDS
        self._scene: Scene | None = None
        self._camera: Camera | None = None
        self._has_failed = False
        self._taken: tuple[QPointF, Vec] | None = None

    def show_pose(
        self, exercise: Exercise | None, showing: Showing, pose: str, handles: tuple[str, ...]
    ) -> None:
        """Show a keyframe; the eye stays where it is while the same thing is looked at."""
        if (showing, pose, _eye(exercise)) != (self._showing, self._pose, _eye(self._exercise)):
            self._camera = None
        if (exercise, showing, pose) != (self._exercise, self._showing, self._pose):
            self._exercise, self._showing, self._pose = exercise, showing, pose
            self._forget()
            self._follow()
        if handles != self._handles:
            self._handles = handles
            self.update()

    def choose(self, end: str) -> None:
        """Let the arrow keys lead this one."""
        said = self.tr("The arrow keys lead this: {end}").format(end=end_words(end))
        self.setAccessibleDescription(said)
        if end != self._end:
            self._end = end
            self.update()

    def look_anew(self) -> None:
        """Put the eye where all of the movement is seen."""
        self._camera = None
        self._forget()

    def handle_at(self, end: str) -> QPointF:
        """Return where the handle of an end is drawn."""
        scene = self._seen()
        if scene is None:
            return QPointF(self.rect().center())
        seen = scene.camera.see(self._point(scene, end))
        return QPointF(seen.x, seen.y)

    @override
    def sizeHint(self) -> QSize:
        """Return the size of the figure on a window of 1280x800."""
        return QSize(scaled(360), scaled(330))

    @override
    def minimumSizeHint(self) -> QSize:
        """Return room enough to take hold of a hand."""
        return QSize(200, 300)

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in RETHEME:
            self._forget()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look anew for the new size."""
        super().resizeEvent(event)
        self.look_anew()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead what is chosen by an arrow; page up and down lead away from the eye and towards."""
        way, scene = _WAYS.get(event.key()), self._seen()
        if way is None or scene is None or self._end not in self._handles:
            super().keyPressEvent(event)
            return
        is_long = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        step = _LONG_STEP_M if is_long else _STEP_M
        across, up, out = plane_of(scene.camera)
        moved = scale(add(add(scale(across, way[0]), scale(up, way[1])), scale(out, way[2])), step)
        self._emit_led(add(self._point(scene, self._end), moved))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the handle that is nearest, if one is near; of several, the chosen one."""
        scene = self._seen()
        at = event.position()
        near = [(self._far_from(end, at), end) for end in self._handles]
        if scene is None or not near or min(near)[0] > scaled(TARGET_PX) / 2:
            super().mousePressEvent(event)
            return
        end = min(near)[1]
        self.choose(end)
        self._taken = (at, self._point(scene, end))
        self.end_chosen.emit(end)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Lead the handle forwards and up, or sideways and up, as the eye has it."""
        scene = self._seen()
        if self._taken is None or scene is None:
            super().mouseMoveEvent(event)
            return
        start, point = self._taken
        size = scene.camera.see(point).size
        way = event.position() - start
        right, high = way.x() / size, -way.y() / size
        across, up, _ = plane_of(scene.camera)
        (a, c, _), (b, d, _) = scene.camera.way(across), scene.camera.way(up)
        share = a * d - b * c
        moved = add(
            scale(across, (right * d - high * b) / share),
            scale(up, (high * a - right * c) / share),
        )
        self._emit_led(add(point, moved))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let it go."""
        if self._taken is None:
            super().mouseReleaseEvent(event)
            return
        self._taken = None
        self._follow()
        self.let_go.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the figure, and the handles on it."""
        painter = QPainter(self)
        tokens, scene = tokens_of(self), self._seen()
        if scene is not None:
            paint_shapes(painter, scene.still(self._pose))
            for end in sorted(self._handles, key=self._end.__eq__):
                self._paint_handle(painter, end)
        elif self._exercise is not None:
            box = self.rect().toRectF()
            paint_placeholder(painter, box, self._exercise.position, figure_colours(tokens))
        if self.hasFocus():
            ring = self.rect().toRectF()
            paint_focus_ring(painter, ring, colour=tokens.focus, corner=scaled(CORNER_PX))
        painter.end()

    def _paint_handle(self, painter: QPainter, end: str) -> None:
        tokens, at = tokens_of(self), self.handle_at(end)
        is_chosen = end == self._end
        radius = scaled(_HANDLE_PX) + (3 if is_chosen else 0)
        with restored(painter):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens.surface), 5.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(at, radius, radius)
            painter.setPen(QPen(QColor(tokens.primary), 2.5))
            if is_chosen:
                painter.setBrush(QColor(tokens.primary))
            painter.drawEllipse(at, radius, radius)

    def _seen(self) -> Scene | None:
        """Return the scene, made for the size and theme of now; None when it cannot be drawn."""
        if self._scene is None and self._exercise is not None and not self._has_failed:
            try:
                self._scene = self._made(self._exercise)
                self._camera = self._scene.camera
            except FAILURES as error:
                self._has_failed = True
                log_failure(self._exercise.id, error)
        return self._scene

    def _made(self, exercise: Exercise) -> Scene:
        return Scene(
            exercise,
            showing=self._showing,
            size=(max(80.0, self.width()), max(80.0, self.height())),
            looks=looks_worn(),
            surroundings=surroundings_of(tokens_of(self)),
            camera=self._camera,
        )

    def _far_from(self, end: str, at: QPointF) -> float:
        """Return how far a handle is; the chosen one is easier to take where several lie."""
        chosen = scaled(_CHOSEN_NEARER_PX) if end == self._end else 0
        return _apart(self.handle_at(end), at) - chosen

    def _point(self, scene: Scene, end: str) -> Vec:
        """Return where a handle is in the room, as it is seen."""
        course = scene.movement.course
        pose = self._pose if self._pose in course.stances else course.first
        at = _place_of(scene.movement.pose(pose), end)
        return mirrored(at) if self._is_mirrored() else at

    def _is_mirrored(self) -> bool:
        return self._showing.side is Side.RIGHT

    def _emit_led(self, to: Vec) -> None:
        self.end_led.emit(self._end, mirrored(to) if self._is_mirrored() else to)

    def _follow(self) -> None:
        """Look anew when a hand or foot went beyond the edge, unless the pointer has hold of it."""
        within = self.rect().toRectF()
        if self._camera is not None and self._taken is None:
            at = (self.handle_at(end) for end in self._handles)
            if not all(within.contains(one) for one in at):
                self.look_anew()

    def _forget(self) -> None:
        self._scene, self._has_failed = None, False
        self.update()


def _eye(exercise: Exercise | None) -> tuple[object, ...]:
    """Return what an exercise says of the side that it is seen from."""
    figure = exercise.figure if exercise is not None else None
    return () if figure is None else (figure.view, figure.turn, figure.tilt)


def _place_of(body: Body, end: str) -> Vec:
    return body.points["pelvis" if end == HIPS else end_point(end)]


def _apart(first: QPointF, second: QPointF) -> float:
    return (first - second).manhattanLength()
