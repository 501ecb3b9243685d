"""Ask for a score from 0 to 10: eleven buttons, each with its number and the colour of its band."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from kneecoach.model.units import HIGHEST_SCORE, LOWEST_SCORE
from kneecoach.override import override
from kneecoach.ui.theme.palette import tokens_of
from kneecoach.ui.theme.tokens import TARGET_PX, Tokens
from kneecoach.ui.theme.type import TextRole, font_for, scaled
from kneecoach.ui.widgets.shapes import paint_box, paint_focus_ring, restored
from kneecoach.ui.widgets.text import RETHEME, Text, Tone

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

LAST_GOOD = 3
"""Highest score in the calm colour, as the zones of strength work have it; a help to the eye, not a
rule. Source: house rule."""

LAST_AMBER = 5
"""Highest score in the middle colour, as they have it too. Source: house rule."""

TYPING_MS = 1500
"""Longest time between the 1 and the 0 of a typed ten."""

_GAP_PX = 6
_LINE_GAP_PX = 8
_FIRST_LINE = 6
_CORNER_PX = 10


class PainScale(QWidget):
    """Let one of eleven scores be chosen by pointer, by arrows, or by typing the number.

    Signals:
        score_chosen(int): The person chose a score, 0-10.

    Args:
        name: Object name; a button is called `name.3`.
        label: The question, for screen readers.
        parent: The widget it is in.
    """

    score_chosen = Signal(int)

    def __init__(self, *, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._score: int | None = None
        self._typed_one_at: int | None = None
        self._buttons = tuple(
            _ScoreButton(score, name=f"{name}.{score}", says=self._says(score), parent=self)
            for score in range(LOWEST_SCORE, HIGHEST_SCORE + 1)
        )
        self._lowest = self._legend(self.tr("no pain"))
        self._highest = self._legend(self.tr("worst imaginable"))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._show()
        self._connect_signals()

    def score(self) -> int | None:
        """Return the chosen score, or None while none is."""
        return self._score

    def set_score(self, score: int | None) -> None:
        """Show a score, clamped to 0-10, or none; without a signal."""
        clamped = None if score is None else max(LOWEST_SCORE, min(HIGHEST_SCORE, score))
        self._score = clamped
        self._show()

    @override
    def sizeHint(self) -> QSize:
        """Return room for one line of buttons with the words below."""
        width = 11 * scaled(TARGET_PX) + 10 * _GAP_PX
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        """Return room for two lines of buttons."""
        width = _FIRST_LINE * TARGET_PX + (_FIRST_LINE - 1) * _GAP_PX
        return QSize(width, self.heightForWidth(width))

    @override
    def hasHeightForWidth(self) -> bool:
        """Return that a narrow scale takes two lines."""
        return True

    @override
    def heightForWidth(self, arg__1: int) -> int:
        """Return the height of the lines and the words."""
        lines = 1 if self._fits_one_line(arg__1) else 2
        high = lines * scaled(TARGET_PX + 4) + (lines - 1) * _LINE_GAP_PX
        return high + _LINE_GAP_PX // 2 + self._lowest.sizeHint().height()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons and the words in their places."""
        super().resizeEvent(event)
        self._lay()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in RETHEME:
            self.updateGeometry()
            self._lay()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by digits and arrows; Home and End go to the ends, Backspace lets go."""
        typed_one_at, self._typed_one_at = self._typed_one_at, None
        now = int(event.timestamp())
        text = event.text()
        if text == "0" and typed_one_at is not None and now - typed_one_at <= TYPING_MS:
            self._choose(HIGHEST_SCORE)
        elif len(text) == 1 and text in "0123456789":
            self._typed_one_at = now if text == "1" else None
            self._choose(int(text))
        elif (wanted := self._after_key(event.key())) is not None:
            # An arrow still held from the page before answers nothing.
            if self._score is not None or not event.isAutoRepeat():
                self._choose(wanted)
        elif event.key() in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}:
            self.set_score(None)
        else:
            super().keyPressEvent(event)

    def _after_key(self, key: int) -> int | None:
        """Return the score that an arrow leads to, or None for any other key."""
        forward = Qt.Key.Key_Right, Qt.Key.Key_Up
        back = Qt.Key.Key_Left, Qt.Key.Key_Down
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            forward, back = (back[0], forward[1]), (forward[0], back[1])
        if key == Qt.Key.Key_Home:
            return LOWEST_SCORE
        if key == Qt.Key.Key_End:
            return HIGHEST_SCORE
        if key in forward:
            return LOWEST_SCORE if self._score is None else min(HIGHEST_SCORE, self._score + 1)
        if key in back:
            return LOWEST_SCORE if self._score is None else max(LOWEST_SCORE, self._score - 1)
        return None

    def _choose(self, score: int) -> None:
        self._score = score
        self._show()
        self._buttons[score].setFocus(Qt.FocusReason.TabFocusReason)
        self._emit_score_chosen(score)

    def _show(self) -> None:
        """Check the chosen button, and let the Tab key stop at one button alone."""
        stop = self._score or LOWEST_SCORE
        for button in self._buttons:
            button.show_chosen(button.score == self._score)
        for button in self._buttons:
            policy = Qt.FocusPolicy.StrongFocus
            button.setFocusPolicy(policy if button.score == stop else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self._buttons[stop])

    def _says(self, score: int) -> str:
        if score == LOWEST_SCORE:
            return self.tr("Pain 0 of 10, no pain")
        if score == HIGHEST_SCORE:
            return self.tr("Pain 10 of 10, worst imaginable")
        return self.tr("Pain {score} of 10").format(score=score)

    def _legend(self, text: str) -> Text:
        return Text(text, role=TextRole.SMALL, tone=Tone.MUTED, wraps=False, parent=self)

    def _fits_one_line(self, width: int) -> bool:
        return width >= 11 * scaled(TARGET_PX) + 10 * _GAP_PX or (
            width >= 11 * TARGET_PX + 10 * _GAP_PX
            and width >= 11 * scaled(TARGET_PX * 0.7) + 10 * _GAP_PX
        )

    def _lay(self) -> None:
        is_one_line = self._fits_one_line(self.width())
        in_line = 11 if is_one_line else _FIRST_LINE
        self._lowest.setText(self.tr("no pain") if is_one_line else self.tr("0 is no pain"))
        worst = self.tr("worst imaginable")
        self._highest.setText(worst if is_one_line else self.tr("10 is the worst imaginable"))
        high = scaled(TARGET_PX + 4)
        wide = (self.width() - (in_line - 1) * _GAP_PX) / in_line
        for index, button in enumerate(self._buttons):
            line, place = divmod(index, in_line)
            left, right = place * (wide + _GAP_PX), place * (wide + _GAP_PX) + wide
            top = line * (high + _LINE_GAP_PX)
            box = QRect(round(left), top, round(right) - round(left), high)
            button.setGeometry(self._mirrored(box))
        top = self.heightForWidth(self.width()) - self._lowest.sizeHint().height()
        self._lowest.setGeometry(self._mirrored(QRect(QPoint(0, top), self._lowest.sizeHint())))
        size = self._highest.sizeHint()
        at = QPoint(self.width() - size.width(), top)
        self._highest.setGeometry(self._mirrored(QRect(at, size)))

    def _mirrored(self, box: QRect) -> QRect:
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            box.moveLeft(self.width() - box.x() - box.width())
        return box

    def _connect_signals(self) -> None:
        for button in self._buttons:
            button.clicked.connect(self._on_button_clicked)
            button.toggled.connect(self._on_button_toggled)

    def _on_button_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, _ScoreButton):
            self._typed_one_at = None
            self._choose(button.score)

    def _on_button_toggled(self, is_on: bool) -> None:  # noqa: FBT001 - as the signal gives it
        """Choose a number that a screen reader turned on, which it does without a click."""
        button = self.sender()
        if is_on and isinstance(button, _ScoreButton) and button.score != self._score:
            self._typed_one_at = None
            self._choose(button.score)

    def _emit_score_chosen(self, score: int) -> None:
        self.score_chosen.emit(score)


class _ScoreButton(QRadioButton):
    """Show one score."""

    def __init__(self, score: int, *, name: str, says: str, parent: QWidget) -> None:
        super().__init__(str(score), parent)
        self.score = score
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @override
    def hitButton(self, pos: QPoint) -> bool:
        """Let the whole button be pressed."""
        return self.rect().contains(pos)

    def show_chosen(self, is_chosen: bool) -> None:  # noqa: FBT001 - reads as Qt's own setters
        """Show chosen or not; Qt lets go of a chosen radio button only outside its group."""
        self.setAutoExclusive(False)
        self.setChecked(is_chosen)
        self.setAutoExclusive(True)

    @override
    def nextCheckState(self) -> None:
        """Leave the choice to the scale."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with space or Enter; leave every other key to the scale.

        Enter on the chosen number goes to the page, where it may mean to go on.
        """
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and not event.isAutoRepeat() and not self.isChecked():
            self.click()
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the number in the edge of its band."""
        tokens = tokens_of(self)
        painter = QPainter(self)
        paint_score(
            painter,
            QRectF(self.rect()),
            self.score,
            tokens,
            is_chosen=self.isChecked(),
            is_touched=self.underMouse(),
        )
        if self.hasFocus():
            corner = scaled(_CORNER_PX)
            paint_focus_ring(painter, QRectF(self.rect()), colour=tokens.focus, corner=corner)
        with restored(painter):
            painter.setFont(font_for(TextRole.FIGURES))
            painter.setPen(QColor(tokens.on_primary if self.isChecked() else tokens.ink))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


def paint_score(
    painter: QPainter,
    box: QRectF,
    score: int,
    tokens: Tokens,
    *,
    is_chosen: bool,
    is_touched: bool = False,
) -> None:
    """Draw the button of one score without its number, in the colour of its band."""
    inner = box.adjusted(3, 3, -3, -3)
    fill = tokens.primary if is_chosen else tokens.chip if is_touched else tokens.surface
    paint_box(
        painter,
        inner,
        fill=fill,
        edge=band_colour(score, tokens),
        corner=scaled(_CORNER_PX) - 3,
        edge_width=3.0 if is_chosen else 1.5,
    )


def band_colour(score: int, tokens: Tokens) -> str:
    """Return the colour of the band that a score lies in."""
    if score <= LAST_GOOD:
        return tokens.good
    return tokens.amber if score <= LAST_AMBER else tokens.alarm
