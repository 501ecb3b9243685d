"""Give every page the same frame: a title, a line under it, and columns that scroll when needed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.scroll_bar import ThinScrollBar
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.widgets.turning import TurningLayout

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
        self._box = TurningLayout(
            self, across_from_px=_SIDE_BY_SIDE_PX, gap_px=GAP_PX, gap_down_px=CARD_GAP_PX
        )
        self.first = self._add_column(first)
        self.second = self._add_column(second)

    def _add_column(self, share: int) -> QVBoxLayout:
        holder = QWidget()
        whole = QVBoxLayout(holder)
        whole.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout()
        column.setSpacing(CARD_GAP_PX)
        whole.addLayout(column)
        whole.addStretch(1)
        self._box.addWidget(holder, share)
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
