"""Offer small answers to choose from: several at once, or exactly one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from kneecoach.override import override
from kneecoach.ui.theme.palette import tokens_of
from kneecoach.ui.theme.tokens import TARGET_PX
from kneecoach.ui.theme.type import TextRole, font_for, scaled
from kneecoach.ui.widgets.flow import FlowLayout
from kneecoach.ui.widgets.pressing import is_pressed_by, make_pressable
from kneecoach.ui.widgets.shapes import paint_box, paint_focus_ring, restored
from kneecoach.ui.widgets.text import RETHEME

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

_PADDING_PX = 13
_PILL_PX = 32


class Chip(QCheckBox):
    """Be on or off; a tick says so as well as the colour.

    Args:
        text: What it stands for.
        name: Object name.
        parent: The widget it is in.
    """

    def __init__(self, text: str, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        make_pressable(self, name=name, label=text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        """Return room for the text; the tick takes of the edges, so that nothing moves."""
        width = QFontMetricsF(font_for(TextRole.SMALL)).horizontalAdvance(self.text())
        return QSize(max(round(width) + 2 * scaled(_PADDING_PX) + 4, TARGET_PX), scaled(TARGET_PX))

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the same room: a chip is never cut off."""
        return self.sizeHint()

    @override
    def hitButton(self, pos: QPoint) -> bool:
        """Let the whole chip be pressed."""
        return self.rect().contains(pos)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the chip, as space does."""
        if not is_pressed_by(self, event):
            super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in RETHEME:
            self.updateGeometry()
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a pill in the middle of the target."""
        tokens = tokens_of(self)
        painter = QPainter(self)
        box = QRectF(self.rect())
        margin = (box.height() - scaled(_PILL_PX)) / 2
        pill = box.adjusted(2, margin, -2, -margin)
        is_on = self.isChecked()
        edge = tokens.control_line if self.underMouse() or is_on else tokens.chip
        if tokens.chip == tokens.surface:
            edge = tokens.control_line
        fill = tokens.primary if is_on else tokens.chip
        paint_box(painter, pill, fill=fill, edge=None if is_on else edge, corner=pill.height() / 2)
        if self.hasFocus():
            ring = pill.adjusted(-2, -4, 2, 4)
            paint_focus_ring(painter, ring, colour=tokens.focus, corner=ring.height() / 2)
        with restored(painter):
            painter.setFont(font_for(TextRole.SMALL))
            painter.setPen(QColor(tokens.on_primary if is_on else tokens.chip_ink))
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, self._shown())
        painter.end()

    def _shown(self) -> str:
        return f"✓ {self.text()}" if self.isChecked() else self.text()


class ChipRow(QWidget):
    """Offer named answers as chips that flow over as many lines as they need.

    Signals:
        choice_changed: What is chosen changed.

    Args:
        answers: Pairs of a key and what is shown for it.
        name: Object name; a chip is called `name.key`.
        label: What is asked, for screen readers.
        is_single: Whether choosing one lets go of the others.
        needs_one: Whether one always stays chosen once one was; only with `is_single`.
        parent: The widget it is in.
    """

    choice_changed = Signal()

    def __init__(
        self,
        answers: tuple[tuple[str, str], ...],
        *,
        name: str,
        label: str,
        is_single: bool = False,
        needs_one: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._is_single = is_single
        self._needs_one = is_single and needs_one
        self._chips = {key: Chip(text, name=f"{name}.{key}") for key, text in answers}
        self._build_layout()
        self._connect_signals()

    def chosen(self) -> tuple[str, ...]:
        """Return the keys that are on, in the order they are offered."""
        return tuple(key for key, chip in self._chips.items() if chip.isChecked())

    def set_chosen(self, keys: tuple[str, ...]) -> None:
        """Turn exactly these on, without a signal; unknown keys are passed over."""
        wanted = tuple(key for key in keys if key in self._chips)
        if self._is_single:
            wanted = wanted[:1]
        for key, chip in self._chips.items():
            chip.blockSignals(True)
            chip.setChecked(key in wanted)
            chip.blockSignals(False)

    def chip(self, key: str) -> Chip:
        """Return the chip of a key.

        Raises:
            KeyError: There is none.
        """
        return self._chips[key]

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the arrows go from chip to chip."""
        steps = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Up: -1,
        }
        step = steps.get(Qt.Key(event.key()))
        chips = tuple(self._chips.values())
        at = next((index for index, chip in enumerate(chips) if chip.hasFocus()), None)
        if step is None or at is None:
            super().keyPressEvent(event)
            return
        chips[(at + step) % len(chips)].setFocus(Qt.FocusReason.TabFocusReason)

    def _build_layout(self) -> None:
        flow = FlowLayout(self, line_gap_px=0)
        for chip in self._chips.values():
            flow.addWidget(chip)

    def _connect_signals(self) -> None:
        for chip in self._chips.values():
            chip.toggled.connect(self._on_chip_toggled)

    def _on_chip_toggled(self, is_on: bool) -> None:  # noqa: FBT001 - as the signal gives it
        pressed = self.sender()
        key = tuple(key for key, chip in self._chips.items() if chip is pressed)
        if self._needs_one and not is_on:
            self.set_chosen(key)
            return
        if self._is_single and is_on:
            self.set_chosen(key)
        self._emit_choice_changed()

    def _emit_choice_changed(self) -> None:
        self.choice_changed.emit()
