"""Keep frames of a moving figure, so that repetitions after the first cost next to nothing."""

from __future__ import annotations

import logging
from collections import OrderedDict

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPixmap

from kneecoach.body.course import Moment
from kneecoach.figure.painter import paint_shapes
from kneecoach.figure.scene import Scene
from kneecoach.figure.shapes import Shape

MOST_BYTES = 48 * 1024 * 1024
"""Memory that all frames of one figure may take."""

MOST_STEPS = 60
"""Pictures of one way from pose to pose: at its fastest, a way of three seconds shows each once."""

_FEWEST_STEPS = 12
_BACKDROPS = 2
_BYTES_A_PIXEL = 4

Key = tuple[str, str, int, str]


class FrameCache:
    """Keep the pictures of one scene, the ones used last, within a bound of memory.

    Args:
        scene: What is drawn.
        ratio: Pixels of the screen to one of the scene.
        most_bytes: The bound.
    """

    def __init__(self, scene: Scene, ratio: float, most_bytes: int = MOST_BYTES) -> None:
        """Choose how finely the way is divided, so that all of it fits."""
        self.scene = scene
        self._ratio = ratio
        self._most = most_bytes
        left, top, right, bottom = scene.bounds()
        corner = QPointF(int(left), int(top))
        self._box = QRectF(corner, QSizeF(right - corner.x() + 1, bottom - corner.y() + 1))
        size = self._box.size() * ratio
        self._frame_bytes = max(1, int(size.width()) * int(size.height()) * _BYTES_A_PIXEL)
        room = (most_bytes // self._frame_bytes - _BACKDROPS) // scene.movement.course.ways() - 1
        self.steps = max(_FEWEST_STEPS, min(MOST_STEPS, room))
        self._frames: OrderedDict[Key, QPixmap] = OrderedDict()
        self._backdrops: dict[bool, QPixmap] = {}

    @property
    def bytes_kept(self) -> int:
        """Return the memory that all that is kept takes."""
        return (len(self._frames) + len(self._backdrops)) * self._frame_bytes

    @property
    def corner(self) -> QPointF:
        """Return where a frame's left upper corner lies in the scene."""
        return self._box.topLeft()

    def frame(self, moment: Moment) -> QPixmap:
        """Return the picture of a moment, painted when there is none yet."""
        key = moment.key(self.steps)
        kept = self._frames.get(key)
        if kept is not None:
            self._frames.move_to_end(key)
            return kept
        painted = self._paint(moment)
        self._frames[key] = painted
        while len(self._frames) > 1 and self.bytes_kept > self._most:
            self._frames.popitem(last=False)
        return painted

    def _paint(self, moment: Moment) -> QPixmap:
        """Return a new picture, painted on top of what never moves."""
        picture = QPixmap(self._backdrop(has_ghost=self.scene.has_ghost(moment)))
        self._paint_shapes(picture, self.scene.foreground(moment))
        return picture

    def _backdrop(self, *, has_ghost: bool) -> QPixmap:
        kept = self._backdrops.get(has_ghost)
        if kept is None:
            kept = QPixmap((self._box.size() * self._ratio).toSize())
            kept.setDevicePixelRatio(self._ratio)
            kept.fill(Qt.GlobalColor.transparent)
            self._paint_shapes(kept, self.scene.backdrop(has_ghost=has_ghost))
            self._backdrops[has_ghost] = kept
        return kept

    def _paint_shapes(self, picture: QPixmap, shapes: list[Shape]) -> None:
        painter = QPainter(picture)
        try:
            paint_shapes(painter, shapes, -self._box.topLeft())
        finally:
            painter.end()


FAILURES = (ArithmeticError, LookupError, ValueError)
"""What a figure that nobody could stand in may raise; the words of the exercise stay."""


def log_failure(exercise_id: str, error: Exception) -> None:
    """Write down that a figure could not be drawn."""
    logging.getLogger(__name__).error("figure of %s failed", exercise_id, exc_info=error)
