"""Show quietly how far a page has been scrolled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QScrollBar

from kneecoach.override import override
from kneecoach.ui.theme.palette import tokens_of
from kneecoach.ui.widgets.shapes import paint_box

if TYPE_CHECKING:
    from PySide6.QtGui import QEnterEvent, QPaintEvent

_WIDE_PX = 14
_MARGIN_PX = 4.0


class ThinScrollBar(QScrollBar):
    """Draw the slider alone, as a thin bar; wider under the pointer.

    Args:
        on_surface: It lies on a surface, as beside the list of pages, and not on the page itself.
    """

    def __init__(self, *, on_surface: bool = False) -> None:
        super().__init__()
        self.setObjectName("scroll_bar")
        self._on_surface = on_surface

    @override
    def sizeHint(self) -> QSize:
        """Return a slender bar."""
        return QSize(_WIDE_PX, super().sizeHint().height())

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        """Draw the slider wider."""
        super().enterEvent(event)
        self.update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        """Draw the slider thin."""
        super().leaveEvent(event)
        self.update()

    @override
    def paintEvent(self, arg__1: QPaintEvent) -> None:
        """Draw the slider where the style puts it."""
        # Made when it is drawn: a page that fits needs none of it.
        from PySide6.QtWidgets import QStyleOptionSlider  # noqa: PLC0415

        tokens = tokens_of(self)
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        style = self.style()  # its names are reached through it: importing QStyle takes 10 ms
        slider = style.subControlRect(
            style.ComplexControl.CC_ScrollBar, option, style.SubControl.SC_ScrollBarSlider, self
        )
        painter = QPainter(self)
        behind = tokens.surface if self._on_surface else tokens.background
        paint_box(painter, QRectF(self.rect()), fill=behind)
        margin = _MARGIN_PX - 1 if self.underMouse() else _MARGIN_PX
        thin = QRectF(slider).adjusted(margin, 2, -margin, -2)
        paint_box(painter, thin, fill=tokens.control_line, corner=thin.width() / 2)
        painter.end()
