"""Show how an exercise moves and let it be changed: keyframes, joints, phases, things around."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from kneecoach.figure.showing import Showing
from kneecoach.model.dose import Side
from kneecoach.override import override
from kneecoach.packs.building.exercise_poses import FIGURE, WRONG, variant_of
from kneecoach.ui.builder.undo_keys import UndoKeys
from kneecoach.ui.pose.around import Around
from kneecoach.ui.pose.canvas import PoseCanvas
from kneecoach.ui.pose.choosing import in_a_row, offer, one_of, topped
from kneecoach.ui.pose.joint_card import JointCard
from kneecoach.ui.pose.phases import Phases
from kneecoach.ui.pose.posing import Posing
from kneecoach.ui.pose.timeline import TimeLine
from kneecoach.ui.pose.view import MovementView
from kneecoach.ui.theme.type import TextRole, scaled
from kneecoach.ui.widgets.announce import announce
from kneecoach.ui.widgets.buttons import PlainButton
from kneecoach.ui.widgets.card import Card, Line
from kneecoach.ui.widgets.fields import ChoiceField, LineField
from kneecoach.ui.widgets.figure_widget import FigureWidget
from kneecoach.ui.widgets.named import named
from kneecoach.ui.widgets.scroll_page import CARD_GAP_PX
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.widgets.turning import TurningLayout
from kneecoach.ui.words.pose import base_choices, pose_words, view_choices

_ACROSS_FROM_PX = 640
_HIGH_PX = 330


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

    What is done in its parts is told by those: `canvas`, `joints`, `phases`, `around`.

    Signals:
        part_chosen(str): The right way, a variant or the wrong way is to be changed.
        pose_chosen(str): A keyframe is to be looked at.
        pose_added: One keyframe more, like the one that is looked at.
        pose_renamed(str): The keyframe that is looked at is to be called this.
        pose_removed: The keyframe that is looked at is to go.
        view_chosen(str): The figure is to be seen from another side.
        base_chosen(str): The body is to lie otherwise in the room.
        leg_chosen: The figure is to be seen with another leg at work.
    """

    part_chosen = Signal(str)
    pose_chosen = Signal(str)
    pose_added = Signal()
    pose_renamed = Signal(str)
    pose_removed = Signal()
    view_chosen = Signal(str)
    base_chosen = Signal(str)
    leg_chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.canvas = PoseCanvas(name="pose.canvas")
        self.joints = JointCard()
        self.phases = Phases()
        self.around = Around()
        self._view: MovementView | None = None
        self._named = ""
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
        label = self.tr("The body lies")
        self._base = ChoiceField(base_choices(), name="pose.base", label=label)
        legs = (("right", self.tr("Right leg")), ("left", self.tr("Left leg")))
        label = self.tr("Which leg is shown at work")
        self._leg = one_of(legs, name="pose.leg", label=label)
        self._play = PlainButton(self.tr("Play"), name="pose.play")
        self._pose = ChoiceField((), name="pose.keyframe", label=self.tr("Keyframe"))
        self._name = LineField(name="pose.name", label=self.tr("Its name"))
        UndoKeys(self._name)
        self._copy = PlainButton(self.tr("Add one like it"), name="pose.copy")
        self._remove = PlainButton(self.tr("Take it out"), name="pose.remove")
        self._leg.set_chosen(("right",))
        self._build_layout()
        self._connect_signals()

    def show_movement(self, view: MovementView, posing: Posing) -> None:
        """Show an exercise as it is written."""
        self._view = view
        offer(self._part, view.parts)
        offer(self._pose, tuple((one, pose_words(one)) for one in view.poses))
        self._seen.set_choice(view.view)
        self._base.set_choice(view.base)
        self._leg.setVisible(view.is_one_sided)
        self.phases.show_movement(view)
        self.around.show_around(view)
        self._wrong.setText("\n".join(view.problems))
        self._wrong.setVisible(bool(view.problems))
        self._player.set_exercise(view.exercise, self._played(posing.place.part))
        self._player.show_wrong(is_shown=view.has_wrong)
        self.show_posing(posing)

    def show_posing(self, posing: Posing) -> None:
        """Show the keyframe as it is turned now."""
        part, name = posing.place
        self._part.set_choice(part)
        self._pose.set_choice(name)
        self._show_name(name)
        self._line.show_phases(self._view.phases if self._view is not None else (), name)
        self.canvas.show_pose(posing.exercise, self._showing(part), name, posing.handles())
        self.canvas.choose(posing.end)
        self.joints.show_posing(posing)
        if posing.sentence != self._said.text():
            self._said.setText(posing.sentence)
            announce(self._said, posing.sentence)
        self._said.setVisible(bool(posing.sentence))

    def name_it(self) -> None:
        """Give the keyboard to the name of the keyframe, so that another one can be typed."""
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)
        self._name.selectAll()

    def stop(self) -> None:
        """Let the figure stand still, so that it can be changed."""
        self._player.pause()
        self._stage.setCurrentWidget(self.canvas)
        self._play.set_label(self.tr("Play"))

    def _show_name(self, name: str) -> None:
        """Show what the keyframe is called; a name that is being typed stays."""
        if name != self._named:
            self._named = name
            self._name.setText(pose_words(name))

    def _played(self, part: str) -> Showing:
        """Return what is played: the wrong way is beside the right one anyway."""
        return self._showing(part if part != WRONG else FIGURE)

    def _showing(self, part: str) -> Showing:
        is_left = "left" in self._leg.chosen()
        is_one_sided = self._view is not None and self._view.is_one_sided
        side = (Side.LEFT if is_left else Side.RIGHT) if is_one_sided else None
        return Showing(side=side, variant=variant_of(part), is_wrong=part == WRONG)

    def _build_layout(self) -> None:
        column = stacked(self)
        column.setSpacing(CARD_GAP_PX)
        phases = Card(self.tr("What happens in a set"), name="pose.phases_card")
        phases.body.addWidget(self.phases)
        for first, second in ((self._figure_card(), self.joints), (phases, self.around)):
            whole = QWidget()
            across = TurningLayout(
                whole, across_from_px=_ACROSS_FROM_PX, gap_px=CARD_GAP_PX, gap_down_px=CARD_GAP_PX
            )
            across.addWidget(topped(first), 7)
            across.addWidget(topped(second), 5)
            column.addWidget(whole)

    def _figure_card(self) -> Card:
        card = Card("", name="pose.figure_card")
        self._stage.addWidget(self.canvas)
        self._stage.addWidget(self._player)
        parts: tuple[QWidget, ...] = (
            self._stage,
            self._said,
            self._line,
            in_a_row(self._play, self._leg),
            in_a_row(named(self._seen), named(self._part), named(self._base)),
            Line(),
            in_a_row(named(self._pose), named(self._name)),
            in_a_row(self._copy, self._remove),
            self._wrong,
        )
        for one in parts:
            card.body.addWidget(one)
        self._said.hide()
        self._wrong.hide()
        return card

    def _connect_signals(self) -> None:
        self._part.activated.connect(self._on_part_activated)
        self._pose.activated.connect(self._on_pose_activated)
        self._line.pose_chosen.connect(self._on_line_chosen)
        self._seen.activated.connect(self._on_seen_activated)
        self._base.activated.connect(self._on_base_activated)
        self._leg.choice_changed.connect(self._on_leg_changed)
        self._play.clicked.connect(self._on_play_clicked)
        self._copy.clicked.connect(self.pose_added)
        self._name.editingFinished.connect(self._on_name_finished)
        self._remove.clicked.connect(self.pose_removed)

    def _on_part_activated(self) -> None:
        self.stop()
        self.part_chosen.emit(self._part.choice())

    def _on_pose_activated(self) -> None:
        self._on_line_chosen(self._pose.choice())

    def _on_line_chosen(self, pose: str) -> None:
        self.stop()
        self.pose_chosen.emit(pose)

    def _on_seen_activated(self) -> None:
        self.view_chosen.emit(self._seen.choice())

    def _on_base_activated(self) -> None:
        self.stop()
        self.base_chosen.emit(self._base.choice())

    def _on_leg_changed(self) -> None:
        self._player.set_showing(self._played(self._part.choice()))
        self.leg_chosen.emit()

    def _on_play_clicked(self) -> None:
        if self._stage.currentWidget() is self._player:
            self.stop()
            return
        self._stage.setCurrentWidget(self._player)
        self._player.play()
        self._play.set_label(self.tr("Pause"))

    def _on_name_finished(self) -> None:
        wanted = self._name.text().strip()
        if wanted and wanted != pose_words(self._named):
            self.pose_renamed.emit(wanted)
        self._name.setText(pose_words(self._named))
