"""Draw one plain posture for each starting position, to stand where a moving figure is missing."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from kneecoach.model.dose import Side
from kneecoach.model.exercise import Position
from kneecoach.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureColours:
    """The colours of a figure, as `#RRGGBB`: near limbs, far limbs, and the floor."""

    near: str
    far: str
    ground: str


_Limb = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Posture:
    """Joints on a sheet of 100 by 100, the floor at 94; limbs are thick lines through joints."""

    head: tuple[float, float]
    trunk: _Limb
    near: tuple[_Limb, ...]
    far: tuple[_Limb, ...]
    support: _Limb = ()


_HEAD_RADIUS = 8.0
_TRUNK_WIDTH = 15.0
_LIMB_WIDTH = 8.5
_FLOOR = 94.0

_POSTURES = {
    Position.STANDING: _Posture(
        head=(50, 14),
        trunk=((50, 30), (50, 51)),
        near=(((55, 30), (63, 41), (57, 52)), ((53, 54), (54, 72), (54, 89), (60, 89))),
        far=(((45, 30), (37, 41), (43, 52)), ((47, 54), (45, 72), (45, 89), (40, 89))),
    ),
    Position.SITTING: _Posture(
        head=(42, 18),
        trunk=((41, 34), (40, 56)),
        near=(((43, 34), (50, 46), (58, 52)), ((42, 60), (63, 60), (64, 88), (71, 88))),
        far=(((42, 60), (62, 58), (82, 52), (86, 47)),),
        support=((30, 70), (56, 70), (56, 93), (31, 93), (31, 70), (30, 42)),
    ),
    Position.LYING: _Posture(
        head=(12, 84),
        trunk=((28, 86), (48, 86)),
        near=(((30, 88), (42, 90), (52, 90)), ((52, 86), (69, 62), (80, 88), (87, 88))),
        far=(((52, 86), (73, 88), (92, 88), (93, 82)),),
    ),
    Position.SIDE_LYING: _Posture(
        head=(13, 79),
        trunk=((29, 82), (50, 84)),
        near=(((31, 82), (42, 74), (51, 78)), ((54, 82), (73, 68), (88, 86), (93, 84))),
        far=(((24, 88), (15, 90), (8, 90)), ((54, 87), (74, 89), (90, 89), (94, 88))),
    ),
    Position.PRONE: _Posture(
        head=(12, 82),
        trunk=((28, 86), (50, 86)),
        near=(((28, 88), (18, 90), (9, 90)), ((54, 87), (75, 88), (79, 64), (85, 62))),
        far=(((54, 87), (75, 89), (93, 89)),),
    ),
    Position.KNEELING: _Posture(
        head=(47, 17),
        trunk=((48, 33), (50, 55)),
        near=(((50, 33), (57, 45), (63, 54)), ((51, 58), (68, 64), (69, 88), (76, 88))),
        far=(((50, 58), (50, 88), (32, 89)),),
    ),
    Position.MOVING: _Posture(
        head=(56, 14),
        trunk=((54, 30), (49, 52)),
        near=(((54, 31), (42, 40), (35, 32)), ((50, 55), (64, 66), (62, 84), (69, 86))),
        far=(((55, 31), (66, 42), (74, 34)), ((48, 55), (40, 72), (24, 77), (21, 70))),
    ),
}


def paint_placeholder(
    painter: QPainter,
    box: QRectF,
    position: Position,
    colours: FigureColours,
    side: Side | None = None,
) -> None:
    """Draw the posture of a position, as large as the box allows.

    Args:
        painter: Left as it was.
        box: Where to draw.
        position: How the body starts.
        colours: What to draw with.
        side: The leg that works; the figure faces the other way for the left one.
    """
    posture = _POSTURES[position]
    size = min(box.width(), box.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.center().x(), box.bottom() - size)
    painter.scale(size / 100, size / 100)
    if side is Side.LEFT:
        painter.scale(-1, 1)
    painter.translate(-50, 0)
    _paint_line(painter, ((2, _FLOOR + 2), (98, _FLOOR + 2)), colours.ground, 1.6)
    if posture.support:
        _paint_line(painter, posture.support, colours.ground, 3)
    for limb in posture.far:
        _paint_line(painter, limb, colours.far, _LIMB_WIDTH)
    _paint_line(painter, posture.trunk, colours.near, _TRUNK_WIDTH)
    for limb in posture.near:
        _paint_line(painter, limb, colours.near, _LIMB_WIDTH)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.near))
    painter.drawEllipse(QPointF(*posture.head), _HEAD_RADIUS, _HEAD_RADIUS)
    painter.restore()


def _paint_line(painter: QPainter, points: _Limb, colour: str, width: float) -> None:
    pen = QPen(QColor(colour), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline([QPointF(*point) for point in points])
