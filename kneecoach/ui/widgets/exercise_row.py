"""Show one exercise in a list: what it looks like, how much, what changed and why."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from kneecoach.model.exercise import Position
from kneecoach.override import override
from kneecoach.ui.theme.type import TextRole, scaled
from kneecoach.ui.widgets.dose_badge import BadgeTone, DoseBadge
from kneecoach.ui.widgets.placeholder_figure import FigureThumb
from kneecoach.ui.widgets.text import Text, Tone

_NARROW_PX = 440


@dataclass(frozen=True, slots=True, kw_only=True)
class RowValues:
    """What a row shows; every text is ready to be read.

    Attributes:
        name, dose: The exercise, and how much of it.
        position: How the body starts.
        badge, tone: What changed; an empty badge shows none.
        reason: Why; may be empty.
    """

    name: str
    dose: str
    position: Position
    badge: str = ""
    tone: BadgeTone = BadgeTone.SAME
    reason: str = ""


class ExerciseRow(QWidget):
    """Show an exercise; the change stands at the right, or below when there is little room.

    Args:
        values: What is shown.
        name: Object name.
        parent: The widget it is in.
    """

    def __init__(self, values: RowValues, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        parts = (values.name, values.dose, values.badge, values.reason)
        self.setAccessibleName(values.name)
        self.setAccessibleDescription(". ".join(part for part in parts[1:] if part))
        self._thumb = FigureThumb(name=f"{name}.figure")
        self._thumb.set_posture(values.position)
        self._name = Text(values.name, role=TextRole.STRONG)
        self._dose = Text(values.dose, role=TextRole.SMALL, tone=Tone.MUTED)
        self._badge = DoseBadge(values.badge, values.tone, name=f"{name}.badge")
        self._badge.setVisible(bool(values.badge))
        self._reason = Text(values.reason, role=TextRole.SMALL, tone=Tone.MUTED)
        self._reason.setVisible(bool(values.reason))
        self._build_layout()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the change beside the dose, or below it."""
        super().resizeEvent(event)
        self._set_narrow(is_narrow=self.width() < scaled(_NARROW_PX))

    def _build_layout(self) -> None:
        what = QVBoxLayout()
        what.setSpacing(2)
        what.addWidget(self._name)
        what.addWidget(self._dose)
        what.addStretch(1)
        self._change = QVBoxLayout()
        self._change.setSpacing(4)
        self._change.addWidget(self._badge)
        self._change.addWidget(self._reason)
        self._change.addStretch(1)
        self._texts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._texts.setSpacing(12)
        self._texts.addLayout(what, 1)
        self._texts.addLayout(self._change, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self._thumb, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._texts, 1)
        self._set_narrow(is_narrow=False)

    def _set_narrow(self, *, is_narrow: bool) -> None:
        way = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        edge = Qt.AlignmentFlag.AlignLeading if is_narrow else Qt.AlignmentFlag.AlignTrailing
        self._texts.setDirection(way)
        self._texts.setSpacing(4 if is_narrow else 12)
        self._change.setAlignment(self._badge, edge)
        self._reason.setAlignment(edge | Qt.AlignmentFlag.AlignVCenter)
