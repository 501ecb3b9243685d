"""Show the small picture of an exercise beside its name; it comes when the page is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QPixmapCache
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneecoach.override import override
from kneecoach.ui.theme.palette import tokens_of
from kneecoach.ui.theme.type import scaled
from kneecoach.ui.widgets.shapes import paint_box
from kneecoach.ui.widgets.text import RETHEME

if TYPE_CHECKING:
    from kneecoach.model.exercise import Exercise

WIDE_PX = 64
HIGH_PX = 48
_CORNER_PX = 8
_WAITS_MS = 120
"""Time after the first paint before the picture is painted: the page comes first."""


class FigureThumb(QWidget):
    """Draw the pose that tells most of an exercise on a small tinted field.

    Args:
        exercise: What is shown; None for the field alone.
        name: Object name.
        parent: The widget it is in.
    """

    def __init__(
        self, exercise: Exercise | None, *, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._exercise = exercise
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAITS_MS)
        self._wait.timeout.connect(self._on_waited)
        self.setMinimumSize(WIDE_PX, HIGH_PX)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_figure(self, exercise: Exercise) -> None:
        """Show an exercise that was not known before."""
        self._exercise = exercise
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """Return a small size that grows with the text."""
        return QSize(scaled(WIDE_PX), scaled(HIGH_PX))

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in RETHEME:
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, or the field until it is there."""
        painter = QPainter(self)
        picture = self._kept_picture()
        if picture is not None:
            painter.drawPixmap(0, 0, picture)
        else:
            tokens = tokens_of(self)
            box, corner = QRectF(self.rect()), scaled(_CORNER_PX)
            paint_box(painter, box, fill=tokens.primary_weak, corner=corner)
            if self._exercise is not None and not self._wait.isActive():
                self._wait.start()
        painter.end()

    def _kept_picture(self) -> QPixmap | None:
        """Return the picture, or None while there is none."""
        if self._exercise is None:
            return None
        picture = QPixmap()
        return picture if QPixmapCache.find(self._key(self._exercise), picture) else None

    def _key(self, shown: Exercise) -> str:
        """Return under which name the picture is kept: whatever it looks like is in it."""
        # Imported here: the first page comes without its pictures.
        from kneecoach.ui.theme.person import looks_worn  # noqa: PLC0415

        parts = (shown.pack_id, shown.id, hash(shown.figure), self.width(), self.height())
        looks, scheme = looks_worn(), tokens_of(self).scheme
        return f"thumb {parts} {scheme} {looks} {self.devicePixelRatioF()}"

    def _on_waited(self) -> None:
        # The figure is imported here: the first page must not wait for it.
        from kneecoach.ui.widgets.exercise_picture import exercise_picture  # noqa: PLC0415

        if self._exercise is not None and self.isVisible():
            ratio = self.devicePixelRatioF()
            picture = exercise_picture(self._exercise, self.size(), tokens_of(self), ratio)
            QPixmapCache.insert(self._key(self._exercise), picture)
            self.update()
