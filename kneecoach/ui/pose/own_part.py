"""Say whether another way of doing it has something of its own, and let it be as usual again."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kneecoach.packs.building.exercise_ways import Own
from kneecoach.ui.pose.view import MovementView
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.buttons import PlainButton
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone


class OwnPart(QWidget):
    """Hold a sentence, and the button that lets a way be as the right way; both only for ways.

    Signals:
        as_usual_wanted(Own): Nothing of this is to be the way's own any more.

    Args:
        own: What it is about.
    """

    as_usual_wanted = Signal(object)

    def __init__(self, own: Own) -> None:
        super().__init__()
        self._own = own
        self._says = Text(role=TextRole.SMALL, tone=Tone.MUTED)
        self._says.setObjectName(f"pose.own.{own}.says")
        self._button = PlainButton(self._named(), name=f"pose.own.{own}")
        column = stacked(self)
        column.setSpacing(2)
        column.addWidget(self._says)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeading)
        self._button.clicked.connect(self._on_clicked)

    def show_way(self, view: MovementView) -> None:
        """Show whether the way that is changed has its own."""
        is_own = self._own in view.own
        way = view.way[:1].upper() + view.way[1:]
        said = self._said(is_own=is_own).format(way=way)
        if is_own:
            said = f"{said} {self._follows(view)}"
        self._says.setText(said)
        self.setVisible(bool(view.way))
        self._button.setVisible(is_own)

    def _said(self, *, is_own: bool) -> str:
        own = {
            Own.MOVES: self.tr("{way}: it has its own movement."),
            Own.PLANTED: self.tr("{way}: other parts stay in their place than in the right way."),
            Own.PROPS: self.tr("{way}: it has its own things."),
        }
        usual = {
            Own.MOVES: self.tr("{way}: it moves as the right way until you change it here."),
            Own.PLANTED: self.tr("{way}: the same as in the right way until you change it here."),
            Own.PROPS: self.tr("{way}: the things of the right way until you change them here."),
        }
        return (own if is_own else usual)[self._own]

    def _follows(self, view: MovementView) -> str:
        """Return what of it goes on following the right way."""
        if self._own is not Own.MOVES:
            return self.tr("What is the same in both goes on being changed in both.")
        if not view.differing:
            return self.tr("So far it is the same, and follows the right way.")
        text = self.tr("Otherwise than in the right way: {phases}. All else follows the right way.")
        return text.format(phases=", ".join(view.differing))

    def _named(self) -> str:
        names = {
            Own.MOVES: self.tr("Move as in the right way"),
            Own.PLANTED: self.tr("Stand as in the right way"),
            Own.PROPS: self.tr("Things as in the right way"),
        }
        return names[self._own]

    def _on_clicked(self) -> None:
        self.as_usual_wanted.emit(self._own)
