"""Paint the small picture of an exercise: the pose that tells most of it, on a tinted field."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from kneecoach.figure.looks import shaded
from kneecoach.figure.painter import paint_shapes
from kneecoach.figure.placeholder import paint_placeholder
from kneecoach.figure.scene import Scene
from kneecoach.figure.shapes import Shape
from kneecoach.figure.showing import Showing
from kneecoach.model.dose import Side, Sides
from kneecoach.model.exercise import Exercise
from kneecoach.ui.theme.figure_colours import figure_colours, surroundings_of
from kneecoach.ui.theme.person import looks_worn
from kneecoach.ui.theme.tokens import HIGH_CONTRAST, LIGHT, SMALL_CORNER_PX, Scheme, Tokens
from kneecoach.ui.widgets.figure_frames import FAILURES, log_failure
from kneecoach.ui.widgets.shapes import paint_box

_MARGIN_SHARE = 0.04
_DIMMED = 0.84


def paint_field(painter: QPainter, box: QRectF, tokens: Tokens) -> None:
    """Draw the field that a picture stands on: light in every theme, so that clothes stand out."""
    fields = {
        Scheme.LIGHT: LIGHT.primary_weak,
        Scheme.DARK: shaded(LIGHT.primary_weak, _DIMMED),
        Scheme.HIGH_CONTRAST: HIGH_CONTRAST.ink,
    }
    paint_box(painter, box, fill=fields[tokens.scheme], corner=SMALL_CORNER_PX)


def exercise_picture(exercise: Exercise, size: QSize, tokens: Tokens, ratio: float) -> QPixmap:
    """Return the picture of an exercise; takes some milliseconds, so keep it.

    Args:
        exercise: The exercise.
        size: How large it is, without the screen's ratio.
        tokens: The colours of the field.
        ratio: Pixels of the screen to one of the size.
    """
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_field(painter, QRectF(0, 0, size.width(), size.height()), tokens)
    margin = size.height() * _MARGIN_SHARE
    inner = QRectF(margin, margin, size.width() - 2 * margin, size.height() - 2 * margin)
    try:
        paint_shapes(painter, _telling(exercise, inner), inner.topLeft())
    except FAILURES as error:
        log_failure(exercise.id, error)
        paint_placeholder(painter, inner, exercise.position, figure_colours(LIGHT))
    painter.end()
    return pixmap


def _telling(exercise: Exercise, box: QRectF) -> list[Shape]:
    """Return the pose that tells most, for a box of this size."""
    scene = Scene(
        exercise,
        showing=Showing(
            side=working_side(exercise),
            height=exercise.ladder[0].dose.height,
            shows_ghost=False,
            shows_guides=False,
            is_still=True,
        ),
        size=(box.width(), box.height()),
        looks=looks_worn(),
        surroundings=surroundings_of(LIGHT),
    )
    return scene.telling()


def working_side(exercise: Exercise) -> Side | None:
    """Return the leg that a picture shows at work; None where both do."""
    return None if exercise.ladder[0].dose.sides is Sides.BOTH else Side.RIGHT
