"""Show a repetition as a time line: a bar for each phase, a mark for each keyframe."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneecoach.override import override
from kneecoach.ui.pose.view import PhaseView
from kneecoach.ui.theme.palette import tokens_of
from kneecoach.ui.theme.type import TextRole, font_for, scaled
from kneecoach.ui.widgets.shapes import paint_box, paint_focus_ring, restored
from kneecoach.ui.widgets.text import RETHEME
from kneecoach.ui.words.pose import pose_words

_BAR_PX, _MARK_PX, _SIDE_PX = 30, 7, 40
_LEAST_SHARE = 0.1


class TimeLine(QWidget):
    """Draw the phases one after the other; arrows and the pointer choose a keyframe.

    Signals:
        pose_chosen(str): A keyframe was chosen.
    """

    pose_chosen = Signal(str)

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(self.tr("Time line of a repetition"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._phases: tuple[PhaseView, ...] = ()
        self._pose = ""
        self._at = 0

    def show_phases(self, phases: tuple[PhaseView, ...], pose: str) -> None:
        """Show the phases, with one keyframe marked."""
        self._phases, self._pose = phases, pose
        stops = self._stops()
        if self._at >= len(stops) or stops[self._at][1] != pose:
            self._at = next((at for at, (_, name) in enumerate(stops) if name == pose), 0)
        said = self.tr("Keyframe {pose}").format(pose=pose_words(pose))
        self.setAccessibleDescription(said)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """Return room for the bars, and a line of names below."""
        line = QFontMetricsF(font_for(TextRole.SMALL)).lineSpacing()
        return QSize(scaled(260), round(scaled(_BAR_PX) + line + scaled(22)))

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the same height."""
        return QSize(160, self.sizeHint().height())

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in RETHEME:
            self.updateGeometry()
            self.update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from keyframe to keyframe."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        self._choose(max(0, min(len(self._stops()) - 1, self._at + step)))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the keyframe that is nearest."""
        stops = self._stops()
        if stops:
            x = event.position().x()
            self._choose(min(range(len(stops)), key=lambda at: abs(stops[at][0] - x)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw bars, marks and names."""
        painter = QPainter(self)
        tokens = tokens_of(self)
        for number, (box, phase) in enumerate(self._bars()):
            fill = tokens.primary_weak if number % 2 == 0 else tokens.chip
            paint_box(painter, box.adjusted(1, 0, -1, 0), fill=fill, corner=scaled(6))
            text = f"{phase.label} {phase.lasts.value}"
            font = font_for(TextRole.SMALL)
            shown = QFontMetricsF(font).elidedText(
                text, Qt.TextElideMode.ElideRight, box.width() - 2 * scaled(10)
            )
            with restored(painter):
                painter.setFont(font)
                ink = tokens.primary_weak_ink if number % 2 == 0 else tokens.chip_ink
                painter.setPen(QColor(ink))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
        self._paint_stops(painter)
        if self.hasFocus():
            ring = self.rect().toRectF()
            paint_focus_ring(painter, ring, colour=tokens.focus, corner=scaled(8))
        painter.end()

    def _paint_stops(self, painter: QPainter) -> None:
        tokens, font = tokens_of(self), font_for(TextRole.SMALL)
        metrics = QFontMetricsF(font)
        middle = scaled(8) + scaled(_BAR_PX) / 2
        below = middle + scaled(_BAR_PX) / 2 + scaled(6)
        stops = self._stops()
        edges = [x for x, _ in stops]
        for at, (x, name) in enumerate(stops):
            is_chosen = name == self._pose
            size = scaled(_MARK_PX) + (3 if at == self._at and is_chosen else 0)
            around = ((0, -size), (size, 0), (0, size), (-size, 0))
            diamond = QPolygonF([QPointF(x + dx, middle + dy) for dx, dy in around])
            before = edges[at - 1] if at else -x
            after = edges[at + 1] if at + 1 < len(edges) else 2 * self.width() - x
            half = min(x - before, after - x) / 2 - 2
            room = QRectF(x - half, below, 2 * half, metrics.lineSpacing())
            with restored(painter):
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QColor(tokens.surface))
                painter.setBrush(QColor(tokens.primary if is_chosen else tokens.control_line))
                painter.drawPolygon(diamond)
                painter.setFont(font_for(TextRole.SMALL))
                painter.setPen(QColor(tokens.primary_ink if is_chosen else tokens.muted))
                shown = metrics.elidedText(
                    pose_words(name), Qt.TextElideMode.ElideRight, room.width()
                )
                painter.drawText(room, Qt.AlignmentFlag.AlignHCenter, shown)

    def _bars(self) -> list[tuple[QRectF, PhaseView]]:
        whole = sum(one.seconds for one in self._phases)
        shares = [max(_LEAST_SHARE, one.seconds / whole if whole else 0) for one in self._phases]
        side = scaled(_SIDE_PX)
        wide = (self.width() - 2 * side) / (sum(shares) or 1.0)
        found, left = [], float(side)
        for share, phase in zip(shares, self._phases, strict=True):
            box = QRectF(left, scaled(8), share * wide, scaled(_BAR_PX))
            found.append((box, phase))
            left = box.right()
        return found

    def _stops(self) -> list[tuple[float, str]]:
        """Return where each keyframe is, the one that the repetition begins in first."""
        bars = self._bars()
        last = next((one.stops[-1] for _, one in reversed(bars) if one.stops), "")
        if not last:
            return []
        found = [(bars[0][0].left(), last)]
        for box, phase in bars:
            found += [
                (box.left() + box.width() * at / 100, name)
                for at, name in zip(phase.times, phase.stops, strict=True)
            ]
        return found

    def _choose(self, at: int) -> None:
        stops = self._stops()
        if stops:
            self._at = at
            self.pose_chosen.emit(stops[at][1])
