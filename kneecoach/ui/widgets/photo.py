"""Show a photo as large as there is room, with words for those who do not see it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kneecoach.override import override
from kneecoach.ui.theme.tokens import SMALL_CORNER_PX

_LEAST_PX = 80


class Photo(QLabel):
    """Hold one photo; it keeps its shape, and has round corners.

    Args:
        name: Object name.
        parent: The widget it is in.
    """

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._image: QImage | None = None
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(_LEAST_PX, _LEAST_PX)

    def set_photo(self, image: QImage | None, says: str) -> None:
        """Show another photo, or none; the same one again changes nothing."""
        self.setAccessibleName(says)
        if image is not self._image:
            self._image = image
            self._fit()

    def height_for(self, width: int) -> int:
        """Return how high the photo is when it is so wide."""
        if self._image is None:
            return _LEAST_PX
        return max(_LEAST_PX, round(width * self._image.height() / self._image.width()))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the photo to the room."""
        super().resizeEvent(event)
        self._fit()

    @override
    def minimumSizeHint(self) -> QSize:
        """Be as small as need be, whatever is shown."""
        return QSize(_LEAST_PX, _LEAST_PX)

    @override
    def sizeHint(self) -> QSize:
        """Ask for no more than is needed; the room is given by others."""
        return self.minimumSizeHint()

    def _fit(self) -> None:
        if self._image is None:
            self.clear()
            return
        ratio = self.devicePixelRatioF()
        room = self.contentsRect().size() * ratio
        smaller = self._image.scaled(
            room.boundedTo(self._image.size() * ratio),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        pixmap = QPixmap(smaller.size())
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        corner = SMALL_CORNER_PX * ratio
        path.addRoundedRect(QRectF(smaller.rect()), corner, corner)
        painter.setClipPath(path)
        painter.drawImage(0, 0, smaller)
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        self.setPixmap(pixmap)
