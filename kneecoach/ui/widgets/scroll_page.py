"""Give every page the same frame: a title, a line under it, and columns that scroll when needed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from kneecoach.override import override
from kneecoach.ui.theme.type import TextRole, scaled
from kneecoach.ui.widgets.scroll_bar import ThinScrollBar
from kneecoach.ui.widgets.text import Text, Tone

MARGIN_PX = 32
GAP_PX = 24
CARD_GAP_PX = 16

_SIDE_BY_SIDE_PX = 720


class Columns(QWidget):
    """Stand two columns side by side, or the second below the first when there is little room.

    Args:
        first: Share of the first column in the width.
        second: Share of the second.
        parent: The widget it is in.
    """

    def __init__(self, *, first: int, second: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GAP_PX)
        self._holders: list[QWidget] = []
        self.first = self._add_column(first)
        self.second = self._add_column(second)

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the room of the wider column alone: they can stand one below the other."""
        whole = super().minimumSizeHint()
        wide = max(holder.minimumSizeHint().width() for holder in self._holders)
        return QSize(wide, whole.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the way that fits the width."""
        super().resizeEvent(event)
        is_wide = self.width() >= scaled(_SIDE_BY_SIDE_PX)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        wanted = across if is_wide else down
        if self._box.direction() != wanted:
            self._box.setDirection(wanted)
            self._box.setSpacing(GAP_PX if is_wide else CARD_GAP_PX)

    def _add_column(self, share: int) -> QVBoxLayout:
        holder = QWidget()
        whole = QVBoxLayout(holder)
        whole.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout()
        column.setSpacing(CARD_GAP_PX)
        whole.addLayout(column)
        whole.addStretch(1)
        self._box.addWidget(holder, share)
        self._holders.append(holder)
        return column


class ScrollPage(QScrollArea):
    """Hold a title, a subtitle and `body`; scroll up and down, sideways only when far too narrow.

    Args:
        name: Object name.
        parent: The widget it is in.
    """

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setVerticalScrollBar(ThinScrollBar())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._title = Text(role=TextRole.TITLE)
        self._subtitle = Text(tone=Tone.MUTED)
        content = QWidget()
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(MARGIN_PX, MARGIN_PX - 4, MARGIN_PX, MARGIN_PX)
        self.body.setSpacing(0)
        self.body.addWidget(self._title)
        self.body.addSpacing(8)
        self.body.addWidget(self._subtitle)
        self.body.addSpacing(20)
        self.setWidget(content)

    def set_heading(self, title: str, subtitle: str = "") -> None:
        """Show a title and the line under it; an empty line takes no room."""
        self._title.setText(title)
        self.setAccessibleName(title)
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))
