"""Take text and choices: the standard controls, drawn in the theme."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QPlainTextEdit, QWidget

from kneecoach.override import override
from kneecoach.ui.theme.palette import tokens_of
from kneecoach.ui.theme.tokens import SMALL_CORNER_PX, TARGET_PX, Tokens
from kneecoach.ui.theme.type import TextRole, font_for, scaled
from kneecoach.ui.widgets.shapes import paint_box, paint_focus_ring, restored
from kneecoach.ui.widgets.text import RETHEME

LONGEST_NOTE = 2000
"""Most characters a note keeps."""

_SIDE_PX = 12
_ARROW_PX = 5.0
_NOTE_LINES = 3


class NoteField(QPlainTextEdit):
    """Take a note of a few lines; the Tab key goes on to the next control.

    Args:
        name: Object name.
        label: What it is for, for screen readers and as its placeholder.
        lines: Lines that there is room for.
        parent: The widget it is in.
    """

    def __init__(
        self, *, name: str, label: str, lines: int = _NOTE_LINES, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setPlaceholderText(label)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        _let_through(self)
        self._dress()

    def note(self) -> str:
        """Return what was written, without blank ends, at most `LONGEST_NOTE` characters."""
        return self.toPlainText().strip()[:LONGEST_NOTE]

    def set_note(self, note: str) -> None:
        """Show a note, cut to `LONGEST_NOTE` characters."""
        self.setPlainText(note[:LONGEST_NOTE])

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in RETHEME:
            self._dress()

    @override
    def event(self, event: QEvent) -> bool:
        """Draw the edge behind the text, and draw it again when the keyboard comes or goes."""
        if event.type() == QEvent.Type.Paint:
            painter = QPainter(self)
            paint_field(painter, QRectF(self.rect()), tokens_of(self), has_focus=self.hasFocus())
            painter.end()
            return True
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()
        return super().event(event)

    def _dress(self) -> None:
        self.setFont(font_for(TextRole.BODY))
        side = scaled(8)
        self.setViewportMargins(side, side - 2, side, side - 2)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * self._lines + 2 * side + 8)
        self.update()


class LineField(QLineEdit):
    """Take one line of text.

    Args:
        name: Object name.
        label: What it is for, for screen readers and as its placeholder.
        parent: The widget it is in.
    """

    def __init__(self, *, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setPlaceholderText(label)
        self.setMaxLength(LONGEST_NOTE)
        self.setFrame(False)
        _let_through(self)
        self._dress()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in RETHEME:
            self._dress()

    @override
    def paintEvent(self, arg__1: QPaintEvent) -> None:
        """Draw the edge, then the text on it."""
        painter = QPainter(self)
        paint_field(painter, QRectF(self.rect()), tokens_of(self), has_focus=self.hasFocus())
        painter.end()
        super().paintEvent(arg__1)

    def _dress(self) -> None:
        self.setFont(font_for(TextRole.BODY))
        self.setTextMargins(scaled(_SIDE_PX), 0, scaled(_SIDE_PX), 0)
        self.setFixedHeight(scaled(TARGET_PX))


class ChoiceField(QComboBox):
    """Take one of several choices; the wheel scrolls the page, not the choice.

    Args:
        choices: Pairs of a key and what is shown for it.
        name: Object name.
        label: What it is for, for screen readers.
        parent: The widget it is in.
    """

    def __init__(
        self,
        choices: tuple[tuple[str, str], ...],
        *,
        name: str,
        label: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        # Over the accessibility bus a list of choices is named by what is chosen in it.
        self.setAccessibleDescription(label)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for key, text in choices:
            self.addItem(text, key)
        self._dress()

    def choice(self) -> str:
        """Return the chosen key; empty when there is nothing to choose."""
        return str(self.currentData() or "")

    def set_choice(self, key: str) -> None:
        """Show a choice without a signal; an unknown key changes nothing."""
        at = self.findData(key)
        if at >= 0:
            self.blockSignals(True)
            self.setCurrentIndex(at)
            self.blockSignals(False)
            self.update()

    @override
    def sizeHint(self) -> QSize:
        """Return room for the longest choice and the arrow."""
        metrics = self.fontMetrics()
        texts = [self.itemText(row) for row in range(self.count())]
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
        return QSize(widest + scaled(3 * _SIDE_PX + 16), scaled(TARGET_PX))

    @override
    def wheelEvent(self, e: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        e.ignore()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in RETHEME:
            self._dress()

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        """Draw the edge, the choice and the arrow."""
        tokens = tokens_of(self)
        painter = QPainter(self)
        box = QRectF(self.rect())
        paint_field(painter, box, tokens, has_focus=self.hasFocus())
        side = scaled(_SIDE_PX)
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        arrow = _ARROW_PX * scaled(10) / 10
        at = QPointF(box.left() + side + arrow if is_mirrored else box.right() - side - arrow, 0)
        with restored(painter):
            painter.setPen(QPen(QColor(tokens.ink), 2.0))
            middle = box.center().y()
            painter.drawPolyline(
                [
                    QPointF(at.x() - arrow, middle - arrow / 2),
                    QPointF(at.x(), middle + arrow / 2),
                    QPointF(at.x() + arrow, middle - arrow / 2),
                ]
            )
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
            painter.drawText(box.adjusted(side, 0, -side, 0), flags, self.currentText())
        painter.end()

    def _dress(self) -> None:
        self.setFont(font_for(TextRole.BODY))
        self.setFixedHeight(scaled(TARGET_PX))
        self.updateGeometry()


def paint_field(painter: QPainter, box: QRectF, tokens: Tokens, *, has_focus: bool) -> None:
    """Draw the sheet and edge of a field, with a ring when the keyboard is on it."""
    corner = scaled(SMALL_CORNER_PX)
    paint_box(painter, box, fill=tokens.surface, edge=tokens.control_line, corner=corner)
    if has_focus:
        paint_focus_ring(painter, box, colour=tokens.focus, corner=corner)


def _let_through(field: QWidget) -> None:
    """Let what is drawn behind the text be seen."""
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
    field.setPalette(palette)
