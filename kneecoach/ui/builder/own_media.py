"""Offer a picture and a recording of one's own for an exercise."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kneecoach.ui.builder.view import MediaView
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.buttons import PlainButton
from kneecoach.ui.widgets.flow import FlowLayout
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone


class OwnMedia(QWidget):
    """Hold a line and two buttons for each kind.

    Signals:
        wanted(str): A file of this kind is to be chosen.
        removed(str): The file of this kind is to be taken out.

    Args:
        kinds: The keys of the kinds.
    """

    wanted = Signal(str)
    removed = Signal(str)

    def __init__(self, kinds: tuple[str, ...]) -> None:
        super().__init__()
        self._texts: dict[str, Text] = {}
        self._problems: dict[str, Text] = {}
        self._choose: dict[str, PlainButton] = {}
        self._remove: dict[str, PlainButton] = {}
        column = stacked(self)
        for kind in kinds:
            self._texts[kind] = Text(role=TextRole.SMALL, tone=Tone.MUTED)
            self._problems[kind] = Text(role=TextRole.SMALL, tone=Tone.ALARM)
            choose = PlainButton(self.tr("Choose a file"), name=f"builder.{kind}.choose")
            remove = PlainButton(self.tr("Take out"), name=f"builder.{kind}.remove")
            # These live as long as the window, and hold nothing but the key.
            choose.clicked.connect(partial(self.wanted.emit, kind))
            remove.clicked.connect(partial(self.removed.emit, kind))
            self._choose[kind], self._remove[kind] = choose, remove
            row = QWidget()
            flow = FlowLayout(row)
            flow.addWidget(choose)
            flow.addWidget(remove)
            for one in (self._texts[kind], self._problems[kind], row):
                column.addWidget(one)

    def show_media(self, views: tuple[MediaView, ...]) -> None:
        """Show what there is."""
        for view in views:
            name = view.name.rpartition("/")[2]
            text = f"{view.label}: {name}" if name else view.label
            self._texts[view.kind].setText(text)
            self._problems[view.kind].setText(view.problem)
            self._problems[view.kind].setVisible(bool(view.problem))
            self._choose[view.kind].setAccessibleDescription(view.label)
            self._remove[view.kind].setAccessibleDescription(view.label)
            self._remove[view.kind].setVisible(bool(name))
