"""Turn the joints of a keyframe, and say what its hands and feet rest on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kneecoach.model.figure import Limb
from kneecoach.ui.pose.canvas import HANDLES, HIPS
from kneecoach.ui.pose.choosing import offer, one_of
from kneecoach.ui.pose.posing import Posing
from kneecoach.ui.pose.sliders import JointSliders
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.card import Card, Line, SectionTitle
from kneecoach.ui.widgets.fields import ChoiceField
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.words.pose import (
    end_words,
    goal_choices,
    joint_choices,
    pose_words,
    side_choices,
)

LIMBS = {
    "left_hand": Limb.WORKING_HAND,
    "right_hand": Limb.OTHER_HAND,
    "left_foot": Limb.WORKING_FOOT,
    "right_foot": Limb.OTHER_FOOT,
}
"""What a file calls each end of the body; the left side works."""


class JointCard(Card):
    """Hold what turns a keyframe.

    How far joints are turned is told by `sliders`.

    Signals:
        side_chosen(str): One side or both are turned.
        joint_chosen(str): The sliders of a joint are wanted.
        end_chosen(str): A hand, a foot or the hips are to be led.
        goal_chosen(str): The chosen hand or foot is to rest on something.
    """

    side_chosen = Signal(str)
    joint_chosen = Signal(str)
    end_chosen = Signal(str)
    goal_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__("", name="pose.joint_card")
        self.sliders = JointSliders()
        label = self.tr("Which side is turned")
        self._side = one_of(side_choices(), name="pose.side", label=label)
        label = self.tr("Which joint is turned")
        self._joint = one_of(joint_choices(), name="pose.joint", label=label)
        ends = tuple((one, end_words(one)) for one in HANDLES)
        self._end = one_of(ends, name="pose.end", label=self.tr("What the arrow keys lead"))
        self._goal = ChoiceField((), name="pose.goal", label=self.tr("It rests on"))
        self._goal_label = Text(self.tr("It rests on"), role=TextRole.SMALL, tone=Tone.MUTED)
        self._goals: Limb | None = None
        self._heading = SectionTitle("")
        self._side.set_chosen(("",))
        self._build_layout()
        self._side.choice_changed.connect(self._on_side_changed)
        self._joint.choice_changed.connect(self._on_joint_changed)
        self._end.choice_changed.connect(self._on_end_changed)
        self._goal.activated.connect(self._on_goal_activated)

    def show_posing(self, posing: Posing) -> None:
        """Show the keyframe as it is turned now."""
        name = pose_words(posing.place.name)
        self._heading.setText(self.tr("Keyframe: {name}").format(name=name))
        self._side.set_chosen((posing.side,))
        self._joint.set_chosen((posing.joint,))
        self._end.set_chosen((posing.end,))
        self._end.chip(HIPS).setVisible(HIPS in posing.handles())
        self.sliders.show_sliders(posing.sliders())
        limb = LIMBS.get(posing.end)
        self._goal.setVisible(limb is not None)
        self._goal_label.setVisible(limb is not None)
        if limb is not None:
            if limb is not self._goals:
                self._goals = limb
                offer(self._goal, goal_choices(limb))
            self._goal.set_choice(posing.rests_on())

    def _build_layout(self) -> None:
        hint = self.tr(
            "Drag a round handle in the picture, or choose here what the arrow keys lead there; "
            "Page up and Page down lead it sideways."
        )
        ends = SectionTitle(self.tr("Hands, feet and hips"))
        parts: tuple[QWidget, ...] = (
            self._heading, self._side, self._joint, self.sliders, Line(), ends,
            Text(hint, role=TextRole.SMALL, tone=Tone.MUTED),
            self._end, self._goal_label, self._goal,
        )  # fmt: skip
        for one in parts:
            self.body.addWidget(one)

    def _on_side_changed(self) -> None:
        self.side_chosen.emit("".join(self._side.chosen()))

    def _on_joint_changed(self) -> None:
        self.joint_chosen.emit("".join(self._joint.chosen()))

    def _on_end_changed(self) -> None:
        self.end_chosen.emit("".join(self._end.chosen()))

    def _on_goal_activated(self) -> None:
        self.goal_chosen.emit(self._goal.choice())
