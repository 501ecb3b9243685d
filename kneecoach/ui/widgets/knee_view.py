"""Show a knee from one side, with the parts that one may point at as controls."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from kneecoach.figure.knee_picture import (
    SHEET_HIGH,
    KneeColours,
    paint_knee,
    region_box,
    regions_of,
    sheet_transform,
)
from kneecoach.figure.knee_shapes import KneeSide
from kneecoach.model.dose import Side
from kneecoach.model.education import KneeRegion
from kneecoach.override import override
from kneecoach.ui.theme.palette import tokens_of
from kneecoach.ui.theme.tokens import SMALL_CORNER_PX, TARGET_PX, Scheme, Tokens
from kneecoach.ui.theme.type import TextRole, font_for, scaled
from kneecoach.ui.widgets.pressing import is_pressed_by, make_pressable
from kneecoach.ui.widgets.shapes import paint_focus_ring, restored
from kneecoach.ui.widgets.text import RETHEME
from kneecoach.ui.words.regions import region_words, seen_words
from kneecoach.values import dataclass

_WIDE_PX = 300
_HIGH_PX = 330
_TITLE_PX = 32
_LABEL_WIDE_PX = 84
_LABEL_HIGH_PX = 40
_LEADER_GAP_PX = 4

# Which side a label stands on beside a right knee, and how far down the sheet.
_LABELS: dict[tuple[KneeSide, KneeRegion], tuple[bool, float]] = {
    (KneeSide.FRONT, KneeRegion.FRONT): (True, 44),
    (KneeSide.FRONT, KneeRegion.OUTER): (True, 88),
    (KneeSide.FRONT, KneeRegion.INNER): (False, 66),
    (KneeSide.FRONT, KneeRegion.BELOW_KNEECAP): (False, 106),
    (KneeSide.SIDE, KneeRegion.OUTER): (True, 48),
    (KneeSide.SIDE, KneeRegion.DEEP): (False, 94),
    (KneeSide.BACK, KneeRegion.BACK): (False, 60),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a part lies and where its label stands, in pixels of the view."""

    part: QRectF
    label: QRectF
    is_label_left: bool


class KneeView(QWidget):
    """Draw a knee; each part has a label and is a control of its own.

    Signals:
        region_chosen(str): The person pointed at this `KneeRegion`.

    Args:
        side: The side that the knee is seen from.
        name: Object name; a part is called `name.region`.
        parent: The widget it is in.
    """

    region_chosen = Signal(str)

    def __init__(self, side: KneeSide, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._side = side
        self._leg = Side.RIGHT
        self._chosen: KneeRegion | None = None
        self._pointed: KneeRegion | None = None
        self._parts = {region: _PartButton(region, self) for region in regions_of(side)}
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_leg(Side.RIGHT)
        for part in self._parts.values():
            part.clicked.connect(self._on_part_clicked)
            part.installEventFilter(self)

    def show_leg(self, leg: Side) -> None:
        """Draw the knee of this leg."""
        self._leg = leg
        self.setAccessibleName(seen_words(self._side, leg))
        self._place_parts()
        self.update()

    def show_chosen(self, region: KneeRegion | None) -> None:
        """Mark a part, or none; one that cannot be seen from here is no mistake."""
        self._chosen = region
        for own, part in self._parts.items():
            part.setChecked(own is region)
        self.update()

    def part(self, region: KneeRegion) -> QPushButton:
        """Return the control of a part.

        Raises:
            KeyError: It cannot be seen from this side.
        """
        return self._parts[region]

    @override
    def sizeHint(self) -> QSize:
        """Return a size that grows with the text."""
        return QSize(scaled(_WIDE_PX), scaled(_HIGH_PX))

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the same size: labels are never cut off."""
        return self.sizeHint()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the controls where the parts are drawn."""
        super().resizeEvent(event)
        self._place_parts()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in RETHEME:
            self.updateGeometry()
            self._place_parts()
            self.update()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw anew when the keyboard comes to a part or leaves it."""
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()
        return False

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which part a click would choose."""
        self._point_at(self._region_at(event.position()))

    @override
    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing."""
        self._point_at(None)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the part, or the nearest one that a finger may have meant."""
        region = self._region_at(event.position())
        if region is None or event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._parts[region].setFocus(Qt.FocusReason.MouseFocusReason)
        self._parts[region].click()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the knee and its labels."""
        tokens = tokens_of(self)
        painter = QPainter(self)
        focused = next((own for own, part in self._parts.items() if part.hasFocus()), None)
        near = frozenset(one for one in (self._pointed, focused) if one is not None)
        paint_knee(
            painter,
            self._sheet(),
            self._side,
            knee_colours(tokens),
            is_left=self._leg is Side.LEFT,
            near=near,
            chosen=self._chosen,
        )
        for region in self._parts:
            self._paint_label(painter, region, tokens, has_focus=region is focused)
        with restored(painter):
            painter.setFont(font_for(TextRole.SMALL))
            painter.setPen(QColor(tokens.muted))
            foot = QRectF(0, self.height() - scaled(_TITLE_PX), self.width(), scaled(_TITLE_PX))
            painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, self.accessibleName())
        painter.end()

    def _paint_label(
        self, painter: QPainter, region: KneeRegion, tokens: Tokens, *, has_focus: bool
    ) -> None:
        place = self._place(region)
        is_marked = region in {self._chosen, self._pointed} or has_focus
        edge = Qt.AlignmentFlag.AlignRight if place.is_label_left else Qt.AlignmentFlag.AlignLeft
        with restored(painter):
            painter.setPen(QPen(QColor(tokens.control_line), 1.0))
            gap = _LEADER_GAP_PX if place.is_label_left else -_LEADER_GAP_PX
            from_x = place.label.right() if place.is_label_left else place.label.left()
            start = QPointF(from_x + gap, place.label.center().y())
            painter.drawLine(start, _edge_towards(place.part, start))
            painter.setFont(font_for(TextRole.BADGE if is_marked else TextRole.SMALL))
            painter.setPen(QColor(tokens.primary_ink if is_marked else tokens.ink))
            flags = edge | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(place.label, flags, region_words(region))
        if has_focus:
            ring = place.label.adjusted(-3, -2, 3, 2)
            paint_focus_ring(painter, ring, colour=tokens.focus, corner=SMALL_CORNER_PX)

    def _sheet(self) -> QRectF:
        """Return the room for the knee, above its title."""
        return QRectF(0, 0, self.width(), self.height() - scaled(_TITLE_PX))

    def _place(self, region: KneeRegion) -> _Place:
        sheet = self._sheet()
        is_left = self._leg is Side.LEFT
        part = sheet_transform(sheet).mapRect(region_box(self._side, region, is_left=is_left))
        is_label_left, down = _LABELS[self._side, region]
        is_label_left = is_label_left is not is_left
        wide, high = scaled(_LABEL_WIDE_PX), scaled(_LABEL_HIGH_PX)
        left = 0.0 if is_label_left else self.width() - wide
        middle = sheet.top() + sheet.height() * down / SHEET_HIGH
        label = QRectF(left + 3 if is_label_left else left - 3, middle - high / 2, wide, high)
        return _Place(part=part, label=label, is_label_left=is_label_left)

    def _place_parts(self) -> None:
        for region, part in self._parts.items():
            box = self._place(region).part
            wide, high = max(box.width(), TARGET_PX), max(box.height(), TARGET_PX)
            target = QRectF(0, 0, wide, high)
            target.moveCenter(box.center())
            part.setGeometry(target.toAlignedRect())

    def _region_at(self, at: QPointF) -> KneeRegion | None:
        """Return the part drawn there or labelled there, else the nearest within half a target."""
        for region in self._parts:
            if self._place(region).label.contains(at):
                return region
        near = {region: _distance(self._place(region).part, at) for region in self._parts}
        nearest = min(near, key=lambda region: near[region])
        return nearest if near[nearest] <= TARGET_PX / 4 else None

    def _point_at(self, region: KneeRegion | None) -> None:
        if region is not self._pointed:
            self._pointed = region
            shape = (
                Qt.CursorShape.ArrowCursor if region is None else Qt.CursorShape.PointingHandCursor
            )
            self.setCursor(shape)
            self.update()

    def _on_part_clicked(self) -> None:
        region = next(own for own, part in self._parts.items() if part is self.sender())
        self.region_chosen.emit(region.value)


class _PartButton(QPushButton):
    """Be a part of the knee to keyboard and screen reader; the view draws it and sees the mouse."""

    def __init__(self, region: KneeRegion, parent: KneeView) -> None:
        super().__init__(parent)
        name = f"{parent.objectName()}.{region.value}"
        make_pressable(self, name=name, label=region_words(region))
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter choose the part, as space does."""
        if not is_pressed_by(self, event):
            super().keyPressEvent(event)

    @override
    def nextCheckState(self) -> None:
        """Leave it to the page which part is chosen."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw nothing."""


def knee_colours(tokens: Tokens) -> KneeColours:
    """Return the colours of a knee in these tokens."""
    is_plain = tokens.scheme is Scheme.HIGH_CONTRAST
    return KneeColours(
        skin=tokens.background if is_plain else tokens.chip,
        shade=tokens.background if is_plain else tokens.track,
        edge=tokens.control_line,
        bone=tokens.background if is_plain else tokens.surface,
        bone_edge=tokens.track if is_plain else tokens.ground,
        region=tokens.primary_weak,
        region_edge=tokens.primary,
        near=tokens.current,
        chosen=tokens.primary,
    )


def _edge_towards(box: QRectF, at: QPointF) -> QPointF:
    """Return the point of an ellipse in a box that is nearest to a point, along the line to it."""
    middle = box.center()
    dx, dy = at.x() - middle.x(), at.y() - middle.y()
    reach = ((2 * dx / box.width()) ** 2 + (2 * dy / box.height()) ** 2) ** 0.5
    return middle if reach <= 1 else QPointF(middle.x() + dx / reach, middle.y() + dy / reach)


def _distance(box: QRectF, at: QPointF) -> float:
    """Return how far a point lies from an ellipse in a box; 0 within it."""
    edge = _edge_towards(box, at)
    if edge == box.center():
        return 0.0
    return float(((at.x() - edge.x()) ** 2 + (at.y() - edge.y()) ** 2) ** 0.5)
