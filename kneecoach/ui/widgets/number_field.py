"""Take a whole number between two bounds, by sliding, by keys or by pointer."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSlider, QStyle, QStyleOptionSlider, QWidget

from kneecoach.override import override
from kneecoach.ui.theme.palette import tokens_of
from kneecoach.ui.theme.tokens import TARGET_PX, Tokens
from kneecoach.ui.theme.type import TextRole, scaled
from kneecoach.ui.widgets.shapes import paint_box, paint_focus_ring, restored
from kneecoach.ui.widgets.text import RETHEME, Text

_KNOB_PX = 20
_TRACK_PX = 6


class NumberField(QWidget):
    """Show a slider and its value; says a new number when the slider is let go.

    Signals:
        number_chosen(int): The person chose a number.
        number_slid(int): The slider passes a number while the pointer moves it.

    Args:
        name: Object name.
        label: What it is, for screen readers.
        minimum: Smallest number.
        maximum: Largest number.
        unit: What it counts, shown after it; may be empty.
        as_wide_as: What else it leaves room for, so that sliders below one another are alike.
        parent: The widget it is in.
    """

    number_chosen = Signal(int)
    number_slid = Signal(int)

    def __init__(
        self,
        *,
        name: str,
        label: str,
        minimum: int,
        maximum: int,
        unit: str = "",
        as_wide_as: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._unit = unit
        self._as_wide_as = as_wide_as
        self._slider = _Slider()
        self._slider.setObjectName(f"{name}.slider")
        self._slider.setAccessibleName(label)
        self._slider.setRange(minimum, maximum)
        self._slider.setPageStep(max(1, (maximum - minimum) // 10))
        self._slider.setTracking(False)
        self._shown = Text(role=TextRole.FIGURES, wraps=False)
        self._shown.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self.setFocusProxy(self._slider)
        self._build_layout()
        self._slider.sliderMoved.connect(self._on_slider_moved)
        self._slider.valueChanged.connect(self._on_value_changed)
        self._show(self._slider.value())

    def number(self) -> int:
        """Return the number."""
        return self._slider.value()

    def set_number(self, number: int) -> None:
        """Show a number, clamped to the bounds, without a signal."""
        self._slider.blockSignals(True)
        self._slider.setValue(number)
        self._slider.blockSignals(False)
        self._show(self._slider.value())

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in RETHEME:
            self._keep_width()

    def _build_layout(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._slider, 1)
        row.addWidget(self._shown)
        self._keep_width()

    def _keep_width(self) -> None:
        """Leave room for the widest number, so that nothing moves while sliding."""
        metrics = self._shown.fontMetrics()
        bounds = (self._slider.minimum(), self._slider.maximum())
        texts = (self._as_wide_as, *(f"{self._words(one)}0" for one in bounds))
        widest = max(metrics.horizontalAdvance(one) for one in texts)
        self._shown.setMinimumWidth(widest)

    def _words(self, number: int) -> str:
        return f"{number} {self._unit}" if self._unit else str(number)

    def _show(self, number: int) -> None:
        self._shown.setText(self._words(number))
        self._slider.setAccessibleDescription(self._words(number))

    def _on_slider_moved(self, number: int) -> None:
        self._show(number)
        self.number_slid.emit(number)

    def _on_value_changed(self, number: int) -> None:
        self._show(number)
        self._emit_number_chosen(number)

    def _emit_number_chosen(self, number: int) -> None:
        self.number_chosen.emit(number)


class _Slider(QSlider):
    """Draw a thin track with a large knob; the wheel scrolls the page instead."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @override
    def sizeHint(self) -> QSize:
        """Return room to slide, as high as a target."""
        return QSize(scaled(140), scaled(TARGET_PX))

    @override
    def minimumSizeHint(self) -> QSize:
        """Return less room to slide, as high as a target."""
        return QSize(80, scaled(TARGET_PX))

    @override
    def wheelEvent(self, e: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        e.ignore()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in RETHEME:
            self.updateGeometry()
            self.update()

    @override
    def paintEvent(self, ev: QPaintEvent) -> None:
        """Draw the track, and the knob where the style puts it."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle = self.style().subControlRect(
            QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, self
        )
        painter = QPainter(self)
        tokens = tokens_of(self)
        at = QRectF(handle).center().x()
        knob = scaled(_KNOB_PX)
        at = max(knob / 2 + 2, min(self.width() - knob / 2 - 2, at))
        paint_slider(painter, QRectF(self.rect()), at, tokens)
        if self.hasFocus():
            ring = QRectF(0, 0, knob + 8, knob + 8)
            ring.moveCenter(QPointF(at, self.height() / 2))
            paint_focus_ring(painter, ring, colour=tokens.focus, corner=ring.height() / 2)
        painter.end()


def paint_slider(painter: QPainter, box: QRectF, at: float, tokens: Tokens) -> None:
    """Draw a track over the width of a box, filled up to the knob at `at`."""
    knob, thick = scaled(_KNOB_PX), scaled(_TRACK_PX)
    middle = box.center().y()
    track = QRectF(box.left() + 2, middle - thick / 2, box.width() - 4, thick)
    paint_box(painter, track, fill=tokens.track, edge=tokens.control_line, corner=thick / 2)
    done = QRectF(track.left(), track.top(), max(thick, at - track.left()), thick)
    paint_box(painter, done, fill=tokens.primary, corner=thick / 2)
    with restored(painter):
        painter.setPen(QColor(tokens.surface))
        painter.setBrush(QColor(tokens.primary))
        painter.drawEllipse(QPointF(at, middle), knob / 2, knob / 2)
