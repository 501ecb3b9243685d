"""Show how an exercise moves and let it be changed: keyframes, joints, phases, things around."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from kneecoach.figure.showing import Showing
from kneecoach.model.dose import Side
from kneecoach.model.figure import Limb
from kneecoach.override import override
from kneecoach.packs.building.exercise_poses import FIGURE, WRONG, variant_part
from kneecoach.ui.pose.around import Around
from kneecoach.ui.pose.canvas import HANDLES, HIPS, PoseCanvas
from kneecoach.ui.pose.phases import Phases
from kneecoach.ui.pose.posing import Posing
from kneecoach.ui.pose.sliders import JointSliders
from kneecoach.ui.pose.timeline import TimeLine
from kneecoach.ui.pose.view import MovementView
from kneecoach.ui.theme.type import TextRole, scaled
from kneecoach.ui.widgets.announce import announce
from kneecoach.ui.widgets.buttons import PlainButton
from kneecoach.ui.widgets.card import Card, Line, SectionTitle
from kneecoach.ui.widgets.chips import ChipRow
from kneecoach.ui.widgets.fields import ChoiceField, LineField
from kneecoach.ui.widgets.figure_widget import FigureWidget
from kneecoach.ui.widgets.flow import FlowLayout
from kneecoach.ui.widgets.scroll_page import CARD_GAP_PX
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.widgets.turning import TurningLayout
from kneecoach.ui.words.pose import (
    end_words,
    goal_choices,
    joint_choices,
    pose_words,
    side_choices,
    view_choices,
)

_ACROSS_FROM_PX = 640
_HIGH_PX = 330
_LIMBS = {
    "left_hand": Limb.WORKING_HAND,
    "right_hand": Limb.OTHER_HAND,
    "left_foot": Limb.WORKING_FOOT,
    "right_foot": Limb.OTHER_FOOT,
}


class _Stage(QStackedWidget):
    """Be as high as leaves room for the time line below."""

    @override
    def sizeHint(self) -> QSize:
        """Return the height of the figure on a window of 1280x800."""
        return QSize(scaled(360), scaled(_HIGH_PX))

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the same height."""
        return QSize(200, scaled(_HIGH_PX))


class MovementPart(QWidget):
    """Hold the figure and all that changes it.

    What is typed in its phases and around the figure is told by those: `phases`, `around`.

    Signals:
        part_chosen(str): The right way, a variant or the wrong way is to be changed.
        pose_chosen(str): A keyframe is to be looked at.
        pose_added(str): One keyframe more, like the one that is looked at, under a name.
        pose_removed: The keyframe that is looked at is to go.
        side_chosen(str): One side or both are turned.
        joint_chosen(str): The sliders of a joint are wanted.
        end_chosen(str): A hand, a foot or the hips are to be led.
        goal_chosen(str): The chosen hand or foot is to rest on something.
        view_chosen(str): The figure is to be seen from another side.
    """

    part_chosen = Signal(str)
    pose_chosen = Signal(str)
    pose_added = Signal(str)
    pose_removed = Signal()
    side_chosen = Signal(str)
    joint_chosen = Signal(str)
    end_chosen = Signal(str)
    goal_chosen = Signal(str)
    view_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.canvas = PoseCanvas(name="pose.canvas")
        self.sliders = JointSliders()
        self.phases = Phases()
        self.around = Around()
        self._view: MovementView | None = None
        self._player = FigureWidget(name="pose.player")
        self._stage = _Stage()
        self._line = TimeLine(name="pose.timeline")
        self._said = Text(role=TextRole.SMALL, tone=Tone.ALARM)
        self._said.setObjectName("pose.said")
        self._wrong = Text(role=TextRole.SMALL, tone=Tone.ALARM)
        self._wrong.setObjectName("pose.problems")
        self._part = ChoiceField((), name="pose.part", label=self.tr("Which way is changed"))
        label = self.tr("Seen from")
        self._seen = ChoiceField(view_choices(), name="pose.view", label=label)
        legs = (("right", self.tr("Right leg")), ("left", self.tr("Left leg")))
        label = self.tr("Which leg is shown at work")
        self._leg = ChipRow(legs, name="pose.leg", label=label, is_single=True, needs_one=True)
        self._play = PlainButton(self.tr("Play"), name="pose.play")
        self._pose = ChoiceField((), name="pose.keyframe", label=self.tr("Keyframe"))
        label = self.tr("Name of a further keyframe")
        self._name = LineField(name="pose.new_name", label=label)
        self._copy = PlainButton(self.tr("Add one like it"), name="pose.copy")
        self._remove = PlainButton(self.tr("Take it out"), name="pose.remove")
        self._side = _chips(side_choices(), "pose.side", self.tr("Which side is turned"))
        self._joint = _chips(joint_choices(), "pose.joint", self.tr("Which joint is turned"))
        ends = tuple((one, end_words(one)) for one in HANDLES)
        self._end = _chips(ends, "pose.end", self.tr("What the arrow keys lead"))
        self._goal = ChoiceField((), name="pose.goal", label=self.tr("It rests on"))
        self._goal_label = Text(self.tr("It rests on"), role=TextRole.SMALL, tone=Tone.MUTED)
        self._goals: Limb | None = None
        self._title = SectionTitle("")
        self._leg.set_chosen(("right",))
        self._side.set_chosen(("",))
        self._build_layout()
        self._connect_signals()

    def show_movement(self, view: MovementView, posing: Posing) -> None:
        """Show an exercise as it is written."""
        self._view = view
        _fill(self._part, view.parts)
        _fill(self._pose, tuple((one, pose_words(one)) for one in view.poses))
        self._seen.set_choice(view.view)
        self._leg.setVisible(view.is_one_sided)
        self.phases.show_phases(view.phases, view.poses, may_change=view.may_change_phases)
        self.around.show_around(view)
        self._wrong.setText("\n".join(view.problems))
        self._wrong.setVisible(bool(view.problems))
        self._player.set_exercise(view.exercise, self._showing())
        self._player.show_wrong(is_shown=view.has_wrong)
        self.show_posing(posing)

    def show_posing(self, posing: Posing) -> None:
        """Show the keyframe as it is turned now."""
        part, name = posing.place
        self._part.set_choice(part)
        self._pose.set_choice(name)
        self._line.show_phases(self._view.phases if self._view is not None else (), name)
        self._title.setText(self.tr("Keyframe: {name}").format(name=pose_words(name)))
        self._side.set_chosen((posing.side,))
        self._joint.set_chosen((posing.joint,))
        self._end.set_chosen((posing.end,))
        handles = posing.handles()
        self._end.chip(HIPS).setVisible(HIPS in handles)
        self.canvas.show_pose(posing.exercise, self._showing(part), name, handles)
        self.canvas.choose(posing.end)
        self.sliders.show_sliders(posing.sliders())
        self._show_goal(posing)
        if posing.sentence != self._said.text():
            self._said.setText(posing.sentence)
            announce(self._said, posing.sentence)
        self._said.setVisible(bool(posing.sentence))

    def stop(self) -> None:
        """Let the figure stand still, so that it can be changed."""
        self._player.pause()
        self._stage.setCurrentWidget(self.canvas)
        self._play.set_label(self.tr("Play"))

    def _showing(self, part: str = FIGURE) -> Showing:
        is_left = "left" in self._leg.chosen()
        is_one_sided = self._view is not None and self._view.is_one_sided
        side = (Side.LEFT if is_left else Side.RIGHT) if is_one_sided else None
        is_variant = part not in {FIGURE, WRONG}
        variant = part.removeprefix(variant_part("")) if is_variant else ""
        return Showing(side=side, variant=variant, is_wrong=part == WRONG)

    def _show_goal(self, posing: Posing) -> None:
        limb = _LIMBS.get(posing.end)
        self._goal.setVisible(limb is not None)
        self._goal_label.setVisible(limb is not None)
        if limb is not None:
            if limb is not self._goals:
                self._goals = limb
                _fill(self._goal, goal_choices(limb))
            self._goal.set_choice(posing.rests_on())

    def _build_layout(self) -> None:
        whole = QWidget()
        across = TurningLayout(
            whole, across_from_px=_ACROSS_FROM_PX, gap_px=CARD_GAP_PX, gap_down_px=CARD_GAP_PX
        )
        across.addWidget(_topped(self._figure_card()), 7)
        across.addWidget(_topped(self._joint_card()), 5)
        column = stacked(self)
        column.setSpacing(CARD_GAP_PX)
        column.addWidget(whole)
        below = QWidget()
        across = TurningLayout(
            below, across_from_px=_ACROSS_FROM_PX, gap_px=CARD_GAP_PX, gap_down_px=CARD_GAP_PX
        )
        phases = Card(self.tr("Phases of a repetition"), name="pose.phases_card")
        phases.body.addWidget(self.phases)
        across.addWidget(_topped(phases), 1)
        across.addWidget(_topped(self.around), 1)
        column.addWidget(below)

    def _figure_card(self) -> Card:
        card = Card("", name="pose.figure_card")
        self._stage.addWidget(self.canvas)
        self._stage.addWidget(self._player)
        card.body.addWidget(self._stage)
        card.body.addWidget(self._said)
        card.body.addWidget(self._line)
        card.body.addWidget(_row(self._play, self._leg, self._seen, self._part))
        card.body.addWidget(_row(self._pose, self._name, self._copy, self._remove))
        card.body.addWidget(self._wrong)
        self._said.hide()
        self._wrong.hide()
        return card

    def _joint_card(self) -> Card:
        card = Card("", name="pose.joint_card")
        hint = self.tr(
            "Drag a round handle in the picture, or choose what the arrow keys lead there."
        )
        ends = SectionTitle(self.tr("Hands, feet and hips"))
        parts: tuple[QWidget, ...] = (
            self._title, self._side, self._joint, self.sliders, Line(), ends,
            Text(hint, role=TextRole.SMALL, tone=Tone.MUTED),
            self._end, self._goal_label, self._goal,
        )  # fmt: skip
        for one in parts:
            card.body.addWidget(one)
        return card

    def _connect_signals(self) -> None:
        self._part.activated.connect(self._on_part_activated)
        self._pose.activated.connect(self._on_pose_activated)
        self._line.pose_chosen.connect(self.pose_chosen)
        self._seen.activated.connect(self._on_seen_activated)
        self._leg.choice_changed.connect(self._on_leg_changed)
        self._play.clicked.connect(self._on_play_clicked)
        self._copy.clicked.connect(self._on_copy_clicked)
        self._name.returnPressed.connect(self._on_copy_clicked)
        self._remove.clicked.connect(self.pose_removed)
        self._side.choice_changed.connect(self._on_side_changed)
        self._joint.choice_changed.connect(self._on_joint_changed)
        self._end.choice_changed.connect(self._on_end_changed)
        self._goal.activated.connect(self._on_goal_activated)
        self.canvas.end_chosen.connect(self.end_chosen)

    def _on_part_activated(self) -> None:
        self.stop()
        self.part_chosen.emit(self._part.choice())

    def _on_pose_activated(self) -> None:
        self.stop()
        self.pose_chosen.emit(self._pose.choice())

    def _on_seen_activated(self) -> None:
        self.view_chosen.emit(self._seen.choice())

    def _on_leg_changed(self) -> None:
        if self._view is not None:
            self._player.set_showing(self._showing())
        self.end_chosen.emit(self._end.chosen()[0])

    def _on_play_clicked(self) -> None:
        if self._stage.currentWidget() is self._player:
            self.stop()
            return
        self._stage.setCurrentWidget(self._player)
        self._player.play()
        self._play.set_label(self.tr("Stand still"))

    def _on_copy_clicked(self) -> None:
        self.pose_added.emit(self._name.text())
        self._name.clear()

    def _on_side_changed(self) -> None:
        self.side_chosen.emit("".join(self._side.chosen()))

    def _on_joint_changed(self) -> None:
        self.joint_chosen.emit("".join(self._joint.chosen()))

    def _on_end_changed(self) -> None:
        self.end_chosen.emit("".join(self._end.chosen()))

    def _on_goal_activated(self) -> None:
        self.goal_chosen.emit(self._goal.choice())


def _chips(choices: tuple[tuple[str, str], ...], name: str, label: str) -> ChipRow:
    return ChipRow(choices, name=name, label=label, is_single=True, needs_one=True)


def _fill(field: ChoiceField, choices: tuple[tuple[str, str], ...]) -> None:
    """Let a field offer other choices; the chosen one stays where it can."""
    now = tuple((field.itemData(at), field.itemText(at)) for at in range(field.count()))
    if now == choices:
        return
    chosen = field.choice()
    field.blockSignals(True)
    field.clear()
    for key, words in choices:
        field.addItem(words, key)
    field.blockSignals(False)
    field.set_choice(chosen)
    field.updateGeometry()


def _row(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    flow = FlowLayout(holder)
    for one in widgets:
        flow.addWidget(one)
    return holder


def _topped(widget: QWidget) -> QWidget:
    """Return a widget that stands at the top of the room it is given."""
    holder = QWidget()
    column = stacked(holder)
    column.addWidget(widget)
    column.addStretch(1)
    return holder
