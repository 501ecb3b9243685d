"""Say what is around a figure: what stays in its place, guides, things, and the wrong way."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kneecoach.packs.building.exercise_ways import Own
from kneecoach.ui.pose.choosing import offer
from kneecoach.ui.pose.own_part import OwnPart
from kneecoach.ui.pose.things import Things
from kneecoach.ui.pose.view import MovementView
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.buttons import PlainButton
from kneecoach.ui.widgets.card import Card, Line, SectionTitle
from kneecoach.ui.widgets.chips import ChipRow
from kneecoach.ui.widgets.fields import ChoiceField
from kneecoach.ui.widgets.named import named
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.words.pose import guide_choices, planted_choices


class Around(Card):
    """Hold what is said of the figure as a whole.

    What is typed of things is told by `things`.

    Signals:
        planted_chosen(tuple): These parts stay where the first keyframe has them.
        guides_chosen(tuple): These lines are drawn.
        mistake_chosen(str): The wrong way shows the mistake with this number.
        wrong_removed: There is to be no wrong way.
        anchor_chosen(str): This planted part never gives way; empty for the feet.

    What another way has of its own is told by `own_planted` and `own_things`.
    """

    planted_chosen = Signal(object)
    guides_chosen = Signal(object)
    mistake_chosen = Signal(str)
    wrong_removed = Signal()
    anchor_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__("", name="pose.around_card")
        self.things = Things()
        self.own_planted, self.own_things = OwnPart(Own.PLANTED), OwnPart(Own.PROPS)
        planted = self.tr("What stays where the first keyframe has it")
        self._planted = ChipRow(planted_choices(), name="pose.planted", label=planted)
        anchor = self.tr("What of it never gives way while joints turn")
        self._anchor = ChoiceField((), name="pose.anchor", label=anchor)
        self._anchor_row = named(self._anchor)
        guides = self.tr("Lines that show what to mind")
        self._guides = ChipRow(guide_choices(), name="pose.guides", label=guides)
        self._mistake = ChoiceField(
            (), name="pose.mistake", label=self.tr("The mistake that the wrong way shows")
        )
        self._no_mistake = Text(role=TextRole.SMALL, tone=Tone.MUTED)
        self._drop = PlainButton(self.tr("Take the wrong way out"), name="pose.wrong.remove")
        wrong = SectionTitle(self.tr("The wrong way"))
        parts: tuple[QWidget, ...] = (
            self.own_things, self.things, Line(), SectionTitle(planted), self.own_planted,
            self._planted, self._anchor_row, Line(), SectionTitle(guides), self._guides, Line(),
            wrong, self._no_mistake, self._mistake, self._drop,
        )  # fmt: skip
        for one in parts:
            self.body.addWidget(one)
        self._planted.choice_changed.connect(self._on_planted_changed)
        self._guides.choice_changed.connect(self._on_guides_changed)
        self._anchor.activated.connect(self._on_anchor_activated)
        self._mistake.activated.connect(self._on_mistake_activated)
        self._drop.clicked.connect(self.wrong_removed)

    def show_around(self, view: MovementView) -> None:
        """Show what is written."""
        self._planted.set_chosen(view.planted)
        self.own_planted.show_way(view)
        self.own_things.show_way(view)
        offer(self._anchor, view.anchors)
        self._anchor.set_choice(view.anchor)
        self._anchor_row.setVisible(len(view.anchors) > 1 and not view.way)
        self._guides.set_chosen(view.guides)
        self.things.show_things(view.things)
        self._mistake.blockSignals(True)
        self._mistake.clear()
        for key, words in view.mistakes:
            self._mistake.addItem(words, key)
        self._mistake.blockSignals(False)
        self._mistake.set_choice(view.mistake)
        self._mistake.setVisible(view.has_wrong and bool(view.mistakes))
        self._drop.setVisible(view.has_wrong)
        self._no_mistake.setText(self._hint(view))
        self._no_mistake.setVisible(bool(self._no_mistake.text()))

    def _hint(self, view: MovementView) -> str:
        if not view.has_wrong:
            return self.tr(
                "Choose the wrong way below the picture, and turn a keyframe as it should not be."
            )
        if not view.mistakes:
            return self.tr("Write under Words what often goes wrong, so that it can be said.")
        return self.tr("It shows this mistake, beside the right way:")

    def _on_planted_changed(self) -> None:
        self.planted_chosen.emit(self._planted.chosen())

    def _on_guides_changed(self) -> None:
        self.guides_chosen.emit(self._guides.chosen())

    def _on_anchor_activated(self) -> None:
        self.anchor_chosen.emit(self._anchor.choice())

    def _on_mistake_activated(self) -> None:
        self.mistake_chosen.emit(self._mistake.choice())
