"""Head the running session: where it is, the exercise, the side, and what to know."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from kneecoach.override import override
from kneecoach.ui.theme.palette import tokens_of
from kneecoach.ui.theme.tokens import SMALL_CORNER_PX
from kneecoach.ui.theme.type import TextRole, font_for, scaled
from kneecoach.ui.widgets.shapes import paint_box, restored
from kneecoach.ui.widgets.text import RETHEME, Text, Tone


class SideBadge(QWidget):
    """Show the working leg in large letters; nothing where both legs work.

    Args:
        name: Object name.
        parent: The widget it is in.
    """

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._side = ""
        self._is_low = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def side(self) -> str:
        """Return the letters that are shown."""
        return self._side

    def set_side(self, side: str) -> None:
        """Show a side, or hide when there is none."""
        if side != self._side:
            self._side = side
            self.setAccessibleName(side)
            self.updateGeometry()
            self.update()
        self.setVisible(bool(side))

    def set_low(self, *, is_low: bool) -> None:
        """Take little room, or as much as is good to see."""
        if is_low != self._is_low:
            self._is_low = is_low
            self.updateGeometry()
            self.update()

    @override
    def sizeHint(self) -> QSize:
        """Return room for the letters."""
        metrics = QFontMetricsF(font_for(self._role()))
        around = 4 if self._is_low else 12
        return QSize(
            round(metrics.horizontalAdvance(self._side)) + 2 * scaled(around + 10),
            round(metrics.height()) + 2 * scaled(around),
        )

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in RETHEME:
            self.updateGeometry()
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the badge."""
        tokens = tokens_of(self)
        painter = QPainter(self)
        box = QRectF(self.rect())
        edge = tokens.primary if tokens.surface == tokens.background else None
        paint_box(painter, box, fill=tokens.primary_weak, edge=edge, corner=scaled(SMALL_CORNER_PX))
        with restored(painter):
            painter.setFont(font_for(self._role()))
            painter.setPen(QColor(tokens.primary_weak_ink))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._side)
        painter.end()

    def _role(self) -> TextRole:
        return TextRole.HEADING if self._is_low else TextRole.SIDE


class SessionHeader(QWidget):
    """Show where the session is, the exercise's name, what its author says, its side, and one note.

    Args:
        name: Object name.
        parent: The widget it is in.
    """

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._where = Text(tone=Tone.MUTED)
        self._exercise = Text(role=TextRole.EXERCISE)
        self._words = Text(tone=Tone.PRIMARY)
        self._words.setObjectName(f"{name}.words")
        self._words.hide()
        self._is_low = False
        self._note = Text(tone=Tone.AMBER)
        self._note.setObjectName(f"{name}.note")
        self._note.hide()
        self.badge = SideBadge(name=f"{name}.side")
        self.badge.hide()
        self._build_layout()

    def where(self) -> str:
        """Return the line above the name."""
        return self._where.text()

    def exercise(self) -> str:
        """Return the exercise's name."""
        return self._exercise.text()

    def note(self) -> str:
        """Return the note; empty when there is none."""
        return self._note.text()

    def show_where(self, where: str, exercise: str, side: str) -> None:
        """Show where the session is."""
        self._where.setText(where)
        self._exercise.setText(exercise)
        self._exercise.setAccessibleDescription(where)
        self.badge.set_side(side)

    def words(self) -> str:
        """Return what the author says about the exercise; empty when that is nothing."""
        return self._words.text()

    def show_words(self, words: str) -> None:
        """Show what the author says about the exercise while it is done."""
        if words != self._words.text():
            self._words.setText(words)
            self._words.setVisible(bool(words) and not self._is_low)

    def show_note(self, note: str) -> None:
        """Show a note until it is replaced; an empty one hides it."""
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def set_low(self, *, is_low: bool) -> None:
        """Leave the room to ring and cue where there is little: the name and side alone, smaller.

        A screen reader still finds where the session is, in the name's description; what the author
        says has been shown while getting ready.
        """
        self._is_low = is_low
        self._words.setVisible(bool(self._words.text()) and not is_low)
        self._where.setVisible(not is_low)
        self._exercise.set_role(TextRole.HEADING if is_low else TextRole.EXERCISE)
        self.badge.set_low(is_low=is_low)

    def place_tools(self, tools: QWidget) -> None:
        """Take controls of second rank in, between the name and the side."""
        edge = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(tools, 0, 1, edge)

    def _build_layout(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(4)
        for label in (self._where, self._exercise, self._words, self._note):
            column.addWidget(label)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setColumnStretch(0, 1)
        self._grid.addLayout(column, 0, 0)
        self._grid.addWidget(self.badge, 0, 2, Qt.AlignmentFlag.AlignTop)
