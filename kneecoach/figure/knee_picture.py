"""Draw a knee from the front, the side and the back, with the parts one may point at.

Everything is drawn on a sheet of 100 by 140, of a right knee; a left one is its mirror image.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPen, QTransform

from kneecoach.figure.knee_shapes import BONES, OUTLINES, REGIONS, Curve, KneeSide
from kneecoach.model.education import KneeRegion
from kneecoach.values import dataclass

SHEET_WIDE = 100.0
SHEET_HIGH = 140.0

_EDGE = 1.0
_BONE_EDGE = 0.7
_REGION_EDGE = 1.3


@dataclass(frozen=True, slots=True, kw_only=True)
class KneeColours:
    """What a knee is drawn with, as `#RRGGBB`.

    Attributes:
        skin, shade, edge: The leg, the same where it turns away, and its edge.
        bone, bone_edge: What lies beneath the skin.
        region, region_edge: A part that may be pointed at.
        near: A part that the pointer or the keyboard is on.
        chosen: The part that was chosen.
    """

    skin: str
    shade: str
    edge: str
    bone: str
    bone_edge: str
    region: str
    region_edge: str
    near: str
    chosen: str


def regions_of(side: KneeSide) -> tuple[KneeRegion, ...]:
    """Return the parts that can be pointed at from a side, from top to bottom."""
    return tuple(REGIONS[side])


def region_box(side: KneeSide, region: KneeRegion, *, is_left: bool) -> QRectF:
    """Return where a part lies on the sheet.

    Raises:
        KeyError: It cannot be seen from that side.
    """
    x, y, wide, high = REGIONS[side][region]
    middle = SHEET_WIDE - x if is_left else x
    return QRectF(middle - wide, y - high, 2 * wide, 2 * high)


def paint_knee(
    painter: QPainter,
    box: QRectF,
    side: KneeSide,
    colours: KneeColours,
    *,
    is_left: bool = False,
    near: frozenset[KneeRegion] = frozenset(),
    chosen: KneeRegion | None = None,
) -> None:
    """Draw a knee as large as the box allows.

    Args:
        painter: Left as it was.
        box: Where to draw.
        side: The side that it is seen from.
        colours: What to draw with.
        is_left: Whether it is the left knee.
        near: Parts that the pointer or the keyboard is on.
        chosen: The part that was chosen.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setTransform(sheet_transform(box), combine=True)
    painter.save()
    if is_left:
        painter.translate(SHEET_WIDE, 0)
        painter.scale(-1, 1)
    painter.setClipRect(QRectF(0, 0, SHEET_WIDE, SHEET_HIGH))
    painter.setPen(QPen(QColor(colours.edge), _EDGE))
    painter.setBrush(_rounded(colours))
    painter.drawPath(_path(*OUTLINES[side]))
    painter.setPen(QPen(QColor(colours.bone_edge), _BONE_EDGE))
    painter.setBrush(QColor(colours.bone))
    for bone in BONES[side]:
        painter.drawPath(_path(*bone))
    painter.restore()
    for region in regions_of(side):
        _paint_region(
            painter,
            region_box(side, region, is_left=is_left),
            colours,
            is_near=region in near,
            is_chosen=region is chosen,
        )
    painter.restore()


def sheet_transform(box: QRectF) -> QTransform:
    """Return how the sheet is laid into a box: as large as it fits, in the middle."""
    scale = min(box.width() / SHEET_WIDE, box.height() / SHEET_HIGH)
    left = box.center().x() - scale * SHEET_WIDE / 2
    top = box.center().y() - scale * SHEET_HIGH / 2
    return QTransform(scale, 0, 0, scale, left, top)


def _paint_region(
    painter: QPainter, box: QRectF, colours: KneeColours, *, is_near: bool, is_chosen: bool
) -> None:
    fill = QColor(colours.chosen if is_chosen else colours.near if is_near else colours.region)
    fill.setAlphaF(0.85 if is_chosen else 0.6 if is_near else 0.45)
    wide = 2 * _REGION_EDGE if is_near or is_chosen else _REGION_EDGE
    pen = QPen(QColor(colours.region_edge), wide)
    if not (is_near or is_chosen):
        pen.setStyle(Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([2.2, 1.8])
    painter.setPen(pen)
    painter.setBrush(fill)
    painter.drawEllipse(box)
    if is_chosen:
        _paint_tick(painter, box.center(), min(box.width(), box.height()) / 4, colours)


def _paint_tick(painter: QPainter, middle: QPointF, size: float, colours: KneeColours) -> None:
    """Say that a part is chosen by more than its colour."""
    painter.setPen(QPen(QColor(colours.skin), 2.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(
        [
            QPointF(middle.x() - size, middle.y()),
            QPointF(middle.x() - size / 4, middle.y() + size * 0.8),
            QPointF(middle.x() + size, middle.y() - size * 0.8),
        ]
    )


def _rounded(colours: KneeColours) -> QLinearGradient:
    """Return the skin, a little darker towards both edges, so that the leg looks round."""
    gradient = QLinearGradient(24, 0, 76, 0)
    for place, colour in ((0.0, colours.shade), (0.35, colours.skin), (0.65, colours.skin)):
        gradient.setColorAt(place, QColor(colour))
    gradient.setColorAt(1.0, QColor(colours.shade))
    return gradient


def _path(start: tuple[float, float], curves: tuple[Curve, ...]) -> QPainterPath:
    path = QPainterPath(QPointF(*start))
    for one in curves:
        path.cubicTo(*one)
    return path
