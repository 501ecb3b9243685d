"""Show one exercise in a list: what it looks like, how much, what changed and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from kneecoach.override import override
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.dose_badge import BadgeTone, DoseBadge
from kneecoach.ui.widgets.figure_thumb import FigureThumb
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.values import dataclass

if TYPE_CHECKING:
    from kneecoach.model.exercise import Exercise

_GAP_PX = 14
_BETWEEN_PX = 24
_BESIDE_PX = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class RowValues:
    """What a row shows; every text is ready to be read.

    Attributes:
        name, dose: The exercise, and how much of it.
        exercise: What the picture shows; None when that is not known.
        badge, tone: What changed; an empty badge shows none.
        reason: Why; may be empty.
        note: What the author of the programme says about it; may be empty.
    """

    name: str
    dose: str
    exercise: Exercise | None = None
    badge: str = ""
    tone: BadgeTone = BadgeTone.SAME
    reason: str = ""
    note: str = ""


class ExerciseRow(QWidget):
    """Show an exercise; what changed stands at the right, or below when there is little room.

    Args:
        values: What is shown.
        name: Object name.
        parent: The widget it is in.
    """

    def __init__(self, values: RowValues, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        parts = (values.name, values.dose, values.badge, values.reason, values.note)
        self.setAccessibleName(values.name)
        self.setAccessibleDescription(". ".join(part for part in parts[1:] if part))
        self._thumb = FigureThumb(values.exercise, name=f"{name}.figure")
        self._name = Text(values.name, role=TextRole.STRONG)
        self._dose = Text(values.dose, role=TextRole.SMALL, tone=Tone.MUTED)
        self._badge = DoseBadge(values.badge, values.tone, name=f"{name}.badge")
        if not values.badge:
            self._badge.hide()
        self._reason = Text(values.reason, role=TextRole.SMALL, tone=Tone.MUTED)
        if not values.reason:
            self._reason.hide()
        self._note: Text | None = None
        if values.note:
            self._note = Text(values.note, role=TextRole.SMALL)
            self._note.setObjectName(f"{name}.note")
        self._build_layout()

    def show_figure(self, exercise: Exercise) -> None:
        """Show the picture of an exercise that was not known before."""
        self._thumb.show_figure(exercise)

    def _build_layout(self) -> None:
        grid = _RowLayout(self._name, self._dose, self._badge, self._reason, self._note)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP_PX)
        row.addWidget(self._thumb, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(grid, 1)


class _RowLayout(QGridLayout):
    """Choose by the width where the badge stands and whether the reason fits beside the dose."""

    def __init__(
        self, name: Text, dose: Text, badge: DoseBadge, reason: Text, note: Text | None
    ) -> None:
        super().__init__()
        self._heights: dict[tuple[int, int], int] = {}
        self._name, self._dose, self._badge = name, dose, badge
        self._reason, self._note = reason, note
        self._places: tuple[bool, bool] | None = None
        self._fits: dict[tuple[int, int], tuple[bool, bool]] = {}
        self._lengths: dict[int, tuple[int, int, int]] = {}
        self.setVerticalSpacing(2)
        self.setColumnStretch(0, 1)
        self.addWidget(name, 0, 0)
        if note is not None:
            self.addWidget(note, 4, 0, 1, 2)
        self._place(is_narrow=True, is_reason_beside=False)

    @override
    def minimumSize(self) -> QSize:
        """Return the room of the widest part alone: the parts can stand in a column."""
        parts = (self.itemAt(index) for index in range(self.count()))
        widths = (one.minimumSize().width() for one in parts if one is not None)
        return QSize(max(widths, default=0), super().minimumSize().height())

    @override
    def hasHeightForWidth(self) -> bool:
        """Return that a narrower row is a higher one."""
        return True

    @override
    def heightForWidth(self, arg__1: int) -> int:
        """Return the height in the places that would fit the width.

        Only asked, so nothing is moved: a layout that moves its parts when it is asked makes its
        parents ask again, and so on without end. Asked dozens of times for each arrangement.
        """
        asked = (arg__1, self._dose.font().pixelSize())
        if asked not in self._heights:
            self._heights[asked] = self._height_at(arg__1)
        return self._heights[asked]

    @override
    def invalidate(self) -> None:
        """Measure anew: something in the row is another than before."""
        super().invalidate()
        self._heights, self._fits = {}, {}

    def _height_at(self, width: int) -> int:
        is_narrow, is_reason_beside = self._fitting(width)
        badge, reason = self._badge.sizeHint(), self._reason.sizeHint()
        gap = self.verticalSpacing()
        if is_narrow:
            parts = (self._name, self._dose, self._badge, self._reason)
            heights = [_height(part, width) for part in parts if not part.isHidden()]
            return sum(heights) + gap * (len(heights) - 1) + self._note_height(width)
        beside = reason.width() if is_reason_beside else 0
        right = max(0 if self._badge.isHidden() else badge.width(), beside)
        left = width - right - (_BESIDE_PX if right else 0)
        first = max(_height(self._name, left), badge.height())
        second = max(_height(self._dose, left), reason.height() if is_reason_beside else 0)
        height = first + gap + second
        if not is_reason_beside and not self._reason.isHidden():
            height += gap + _height(self._reason, width)
        return height + self._note_height(width)

    def _note_height(self, width: int) -> int:
        """Return how much higher a row is for its note."""
        return 0 if self._note is None else self.verticalSpacing() + _height(self._note, width)

    @override
    def minimumHeightForWidth(self, arg__1: int) -> int:
        """Return the height in the places that would fit the width."""
        return self.heightForWidth(arg__1)

    @override
    def setGeometry(self, arg__1: QRect) -> None:
        """Put the parts in the places that fit the width."""
        is_narrow, is_reason_beside = self._fitting(arg__1.width())
        self._place(is_narrow=is_narrow, is_reason_beside=is_reason_beside)
        super().setGeometry(arg__1)

    def _fitting(self, width: int) -> tuple[bool, bool]:
        """Return whether the badge stands below the name, and the reason beside the dose."""
        asked = (width, self._dose.font().pixelSize())
        if asked not in self._fits:
            self._fits[asked] = self._measure(width)
        return self._fits[asked]

    def _measure(self, width: int) -> tuple[bool, bool]:
        pixels = self._dose.font().pixelSize()
        if pixels not in self._lengths:
            self._lengths[pixels] = self._measure_texts()
        name, dose, said = self._lengths[pixels]
        is_narrow = name + _BETWEEN_PX + self._badge.sizeHint().width() > width
        reason = self._reason.text()
        has_line = bool(self._badge.text()) and bool(reason) and "\n" not in reason
        return is_narrow, has_line and not is_narrow and said + dose + _BETWEEN_PX <= width

    def _measure_texts(self) -> tuple[int, int, int]:
        """Return how long name, dose and reason are in their fonts; the texts never change."""
        lines = self._dose.text().split("\n")
        dose = self._dose.fontMetrics()
        return (
            self._name.fontMetrics().horizontalAdvance(self._name.text()),
            max(dose.horizontalAdvance(line) for line in lines),
            self._reason.fontMetrics().horizontalAdvance(self._reason.text()),
        )

    def _place(self, *, is_narrow: bool, is_reason_beside: bool) -> None:
        if self._places == (is_narrow, is_reason_beside):
            return
        self._places = (is_narrow, is_reason_beside)
        for part in (self._dose, self._badge, self._reason):
            self.removeWidget(part)
        self.addWidget(self._dose, 1, 0)
        leading, trailing = Qt.AlignmentFlag.AlignLeading, Qt.AlignmentFlag.AlignTrailing
        if is_narrow:
            self.addWidget(self._badge, 2, 0, leading)
        else:
            self.addWidget(self._badge, 0, 1, trailing)
        if is_reason_beside:
            self.addWidget(self._reason, 1, 1)
        else:
            self.addWidget(self._reason, 3, 0, 1, 2)
        # A column that holds nothing would still take its gap from the texts.
        has_right = not is_narrow and bool(self._badge.text())
        self.setHorizontalSpacing(_BESIDE_PX if has_right else 0)
        edge = trailing if is_reason_beside else leading
        self._reason.setAlignment(edge | Qt.AlignmentFlag.AlignTop)
        self._reason.setWordWrap(not is_reason_beside)


def _height(part: QWidget, width: int) -> int:
    """Return how high a part is at a width."""
    bends = part.hasHeightForWidth()
    return part.heightForWidth(width) if bends else part.sizeHint().height()
