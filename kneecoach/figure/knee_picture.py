"""Draw a knee from the front, the side and the back, with the parts one may point at.

Everything is drawn on a sheet of 100 by 140, of a right knee; a left one is its mirror image.
"""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform

from kneecoach.model.education import KneeRegion
from kneecoach.values import dataclass

SHEET_WIDE = 100.0
SHEET_HIGH = 140.0

_EDGE = 1.0
_GHOST = 0.8
_REGION_EDGE = 1.3


class KneeSide(StrEnum):
    """Name the side that the knee is seen from; `SIDE` is the outer one."""

    FRONT = "front"
    SIDE = "side"
    BACK = "back"


@dataclass(frozen=True, slots=True, kw_only=True)
class KneeColours:
    """What a knee is drawn with, as `#RRGGBB`.

    Attributes:
        skin, edge, ghost: The leg, its edge, and what lies beneath the skin.
        region, region_edge: A part that may be pointed at.
        near: A part that the pointer or the keyboard is on.
        chosen: The part that was chosen.
    """

    skin: str
    edge: str
    ghost: str
    region: str
    region_edge: str
    near: str
    chosen: str


_Curve = tuple[float, ...]
"""Six numbers: two points that pull the line, and where it ends."""

_OUTLINES: dict[KneeSide, tuple[tuple[float, float], tuple[_Curve, ...]]] = {
    KneeSide.FRONT: (
        (20, 0),
        (
            (23, 24, 31, 40, 31, 55),
            (30, 63, 29, 71, 31, 79),
            (33, 88, 27, 97, 28, 110),
            (29, 122, 33, 132, 34, 140),
            (44, 141, 56, 141, 66, 140),
            (67, 131, 74, 121, 74, 109),
            (74, 98, 67, 89, 69, 79),
            (71, 71, 70, 63, 69, 55),
            (70, 41, 79, 24, 81, 0),
            (60, -1, 40, -1, 20, 0),
        ),
    ),
    KneeSide.SIDE: (
        (24, 0),
        (
            (25, 22, 34, 44, 34, 58),
            (34, 68, 32, 74, 32, 80),
            (31, 90, 23, 100, 25, 114),
            (27, 126, 34, 132, 35, 140),
            (42, 141, 54, 141, 60, 140),
            (61, 124, 63, 104, 63, 92),
            (63, 84, 69, 78, 71, 70),
            (73, 62, 70, 55, 70, 50),
            (72, 32, 79, 20, 80, 0),
            (60, -1, 42, -1, 24, 0),
        ),
    ),
    KneeSide.BACK: (
        (19, 0),
        (
            (21, 24, 30, 40, 31, 56),
            (31, 64, 30, 72, 31, 79),
            (30, 90, 24, 98, 25, 111),
            (26, 123, 33, 132, 34, 140),
            (44, 141, 56, 141, 66, 140),
            (67, 132, 76, 122, 76, 110),
            (76, 98, 69, 90, 69, 79),
            (70, 71, 69, 63, 69, 56),
            (70, 41, 78, 24, 80, 0),
            (60, -1, 40, -1, 19, 0),
        ),
    ),
}

_GHOSTS: dict[KneeSide, tuple[tuple[tuple[float, float], tuple[_Curve, ...]], ...]] = {
    KneeSide.FRONT: (
        # The end of the thigh bone, the top of the shin bone, the kneecap and its tendon.
        ((41, 22), ((41, 45, 34, 54, 35, 66), (36, 77, 46, 78, 50, 72))),
        ((59, 22), ((59, 45, 66, 54, 65, 66), (64, 77, 54, 78, 50, 72))),
        (
            (35, 80),
            ((42, 84, 58, 84, 65, 80), (65, 90, 58, 94, 58, 108), (57, 120, 57, 130, 57, 138)),
        ),
        ((35, 80), ((35, 90, 42, 94, 42, 108), (43, 120, 43, 130, 43, 138))),
        (
            (50, 54),
            (
                (58, 54, 61, 60, 60, 66),
                (58, 73, 54, 77, 50, 78),
                (46, 77, 42, 73, 40, 66),
                (39, 60, 42, 54, 50, 54),
            ),
        ),
    ),
    KneeSide.SIDE: (
        (
            (45, 20),
            (
                (45, 42, 37, 54, 38, 66),
                (39, 75, 50, 78, 56, 73),
                (63, 67, 60, 55, 58, 44),
                (57, 34, 58, 28, 58, 20),
            ),
        ),
        (
            (39, 81),
            ((46, 79, 54, 79, 60, 82), (60, 92, 55, 100, 55, 112), (55, 122, 54, 130, 53, 138)),
        ),
        ((39, 81), ((39, 92, 43, 100, 43, 112), (43, 122, 43, 130, 43, 138))),
        ((63, 56), ((69, 56, 70, 62, 69, 68), (68, 73, 64, 75, 63, 73), (61, 68, 61, 60, 63, 56))),
    ),
    KneeSide.BACK: (
        # The tendons on both sides of the hollow, and the two heads of the calf.
        ((40, 20), ((40, 38, 36, 52, 35, 72),)),
        ((60, 20), ((60, 38, 64, 52, 65, 72),)),
        ((35, 74), ((40, 82, 46, 84, 50, 92), (54, 84, 60, 82, 65, 74))),
        ((50, 92), ((50, 104, 50, 114, 50, 124),)),
    ),
}

_REGIONS: dict[KneeSide, dict[KneeRegion, tuple[float, float, float, float]]] = {
    # Middle and half axes of an ellipse.
    KneeSide.FRONT: {
        KneeRegion.FRONT: (50, 63, 14, 14),
        KneeRegion.BELOW_KNEECAP: (50, 92, 8, 12),
        KneeRegion.INNER: (71, 77, 7, 17),
        KneeRegion.OUTER: (29, 77, 7, 17),
    },
    KneeSide.SIDE: {
        KneeRegion.OUTER: (47, 58, 8, 15),
        KneeRegion.DEEP: (49, 84, 16, 8),
    },
    KneeSide.BACK: {KneeRegion.BACK: (50, 71, 15, 17)},
}


def regions_of(side: KneeSide) -> tuple[KneeRegion, ...]:
    """Return the parts that can be pointed at from a side, from top to bottom."""
    return tuple(_REGIONS[side])


def region_box(side: KneeSide, region: KneeRegion, *, is_left: bool) -> QRectF:
    """Return where a part lies on the sheet.

    Raises:
        KeyError: It cannot be seen from that side.
    """
    x, y, wide, high = _REGIONS[side][region]
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
    painter.setBrush(QColor(colours.skin))
    painter.drawPath(_path(*_OUTLINES[side]))
    painter.setPen(QPen(QColor(colours.ghost), _GHOST))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for ghost in _GHOSTS[side]:
        painter.drawPath(_path(*ghost))
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


def _path(start: tuple[float, float], curves: tuple[_Curve, ...]) -> QPainterPath:
    path = QPainterPath(QPointF(*start))
    for one in curves:
        path.cubicTo(*one)
    return path
