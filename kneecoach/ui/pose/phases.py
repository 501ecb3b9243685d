"""Set what a set is counted in, and its phases: how long each takes, the keyframes it ends in."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kneecoach.packs.building.counting import Counting
from kneecoach.packs.building.exercise_ways import Own
from kneecoach.ui.builder.fields import Field, Fields
from kneecoach.ui.builder.view import Typed
from kneecoach.ui.pose.choosing import one_of
from kneecoach.ui.pose.own_part import OwnPart
from kneecoach.ui.pose.view import MovementView, PhaseView
from kneecoach.ui.theme.type import TextRole, scaled
from kneecoach.ui.widgets.announce import announce
from kneecoach.ui.widgets.buttons import PlainButton
from kneecoach.ui.widgets.fields import ChoiceField
from kneecoach.ui.widgets.flow import FlowLayout
from kneecoach.ui.widgets.named import named
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.words.pose import counting_choices, phase_choices, pose_words, timed_phase_choices

_FEW = 2
_SEVERAL = ":several"
_LINE_PX = 240


class Phases(QWidget):
    """Hold a row for each phase.

    Signals:
        typed(Typed): How long a phase takes was typed.
        settled: The person is done with a field.
        stops_chosen(str, tuple): A phase is to go through these keyframes.
        phase_added(str): One phase more is wanted at the end.
        phase_moved(int, int): A phase is to come at another position; both counted from 0.
        phase_removed(int): The phase at a position is to go.
        counting_chosen(Counting): A set is to be counted in this.
        timed_phase_chosen(str): A set that is counted in time is to be this phase.
        way_typed(str, str): A phase is to go through what was typed, before its last keyframe.
        every_typed(str, str): The keyframes of a phase are to go round so often.
        several_wanted: A phase is to be shown with fields for several keyframes.

    How another way moves is told by `own`.
    """

    typed = Signal(object)
    settled = Signal()
    stops_chosen = Signal(str, object)
    phase_added = Signal(str)
    phase_moved = Signal(int, int)
    phase_removed = Signal(int)
    counting_chosen = Signal(object)
    timed_phase_chosen = Signal(str)
    way_typed = Signal(str, str)
    every_typed = Signal(str, str)
    several_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shape: object = None
        self._phases: tuple[PhaseView, ...] = ()
        self._fields: tuple[Field, ...] = ()
        self._ways: tuple[ChoiceField | tuple[Field, Field], ...] = ()
        self._ends: tuple[ChoiceField, ...] = ()
        self._several: set[str] = set()
        self._line: Typed | None = None
        self._opened = ""
        self.own = OwnPart(Own.MOVES)
        counted = self.tr("A set is counted in")
        self._counting = one_of(counting_choices(), name="pose.counting", label=counted)
        self._said = Text(role=TextRole.SMALL)
        self._said.setObjectName("pose.counting.said")
        label = self.tr("What is done all the time")
        self._timed = ChoiceField(timed_phase_choices(), name="pose.timed", label=label)
        self._timed_row = named(self._timed)
        self._rounds = Fields(name="pose", is_short=True)
        self._rounds.typed.connect(self._on_typed)
        self._rounds.settled.connect(self._on_settled)
        self._holder = QWidget()
        self._problems = Text(role=TextRole.SMALL, tone=Tone.ALARM)
        self._new = ChoiceField(
            phase_choices(), name="pose.phase.new", label=self.tr("A further phase")
        )
        self._add = PlainButton(self.tr("Add the phase"), name="pose.phase.add")
        self._box = stacked(self)
        self._box.addWidget(Text(counted, role=TextRole.SMALL, tone=Tone.MUTED))
        for one in (
            self._counting,
            self._said,
            self.own,
            self._timed_row,
            self._rounds,
            self._holder,
        ):
            self._box.addWidget(one)
        self._said.hide()
        self._box.addWidget(self._problems)
        self._adding = QWidget()
        flow = FlowLayout(self._adding)
        flow.addWidget(self._new)
        flow.addWidget(self._add)
        self._box.addWidget(self._adding)
        self._add.clicked.connect(self._on_add_clicked)
        self._counting.choice_changed.connect(self._on_counting_changed)
        self._timed.activated.connect(self._on_timed_activated)

    def say(self, sentence: str) -> None:
        """Say what came of counting otherwise."""
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))
        if sentence:
            announce(self._said, sentence)

    def show_movement(self, view: MovementView) -> None:
        """Show the phases; fields that were there before stay."""
        phases, may_change = view.phases, view.may_change_phases
        rows = tuple((one.name, one.lasts.path, self._is_plain(one)) for one in phases)
        shape = (rows, view.poses, may_change)
        self._phases = phases
        self.own.show_way(view)
        self._counting.set_chosen((view.counting,))
        self._rounds.show_fields((view.rounds,) if view.rounds is not None else ())
        is_timed = view.counting is Counting.TIME
        self._timed_row.setVisible(is_timed)
        if is_timed and phases:
            self._timed.set_choice(phases[0].name)
        if shape != self._shape:
            self._shape = shape
            self._rebuild(view.poses, may_change=may_change)
        rows_now = zip(phases, self._fields, self._ways, self._ends, strict=True)
        for phase, field, way, end in rows_now:
            field.show_value(phase.lasts)
            end.set_choice(phase.stops[-1] if phase.stops else "")
            if isinstance(way, ChoiceField):
                way.set_choice(phase.stops[0] if len(phase.stops) == _FEW else "")
            else:
                way[0].show_value(phase.line)
                way[1].show_value(phase.every)
        self._adding.setVisible(may_change)
        wrong = [f"{one.lasts.label}: {one.lasts.problem}" for one in phases if one.lasts.problem]
        self._problems.setText("\n".join(wrong))
        self._problems.setVisible(bool(wrong))

    def _rebuild(self, poses: tuple[str, ...], *, may_change: bool) -> None:
        old, self._holder = self._holder, QWidget()
        self._box.replaceWidget(old, self._holder)
        old.hide()
        old.setParent(None)
        old.deleteLater()
        column = stacked(self._holder)
        fields, ways, ends = [], [], []
        for number, phase in enumerate(self._phases):
            row = QWidget()
            flow = FlowLayout(row, line_gap_px=6)
            field = Field(phase.lasts, name="pose", is_short=True)
            field.typed.connect(self._on_typed)
            field.settled.connect(self._on_settled)
            flow.addWidget(field)
            again = sum(one.name == phase.name for one in self._phases[:number])
            where = f"{phase.name}.{again + 1}" if again else phase.name
            way = self._way(phase, poses, where)
            end = self._end_choice(phase, poses, where)
            if isinstance(way, ChoiceField):
                flow.addWidget(named(way, self.tr("On the way")))
            else:
                flow.addWidget(way[0])
                flow.addWidget(way[1])
            flow.addWidget(named(end, self.tr("Ends in")))
            if may_change:
                flow.addWidget(named(self._button(phase, number, where)))
                flow.addWidget(named(self._out_button(phase, number, where)))
            fields.append(field)
            ways.append(way)
            ends.append(end)
            column.addWidget(row)
        self._fields, self._ways, self._ends = tuple(fields), tuple(ways), tuple(ends)
        self._holder.show()
        opened, self._opened = self._opened, ""
        for phase, way in zip(self._phases, ways, strict=True):
            if phase.name == opened and not isinstance(way, ChoiceField):
                way[0].focus()

    def _way(
        self, phase: PhaseView, poses: tuple[str, ...], where: str
    ) -> ChoiceField | tuple[Field, Field]:
        """Return what says the keyframes on the way: a choice, or fields of several and rounds."""
        if not self._is_plain(phase):
            line = Field(phase.line, name="pose", is_short=False)
            every = Field(phase.every, name="pose", is_short=True)
            line.setMinimumWidth(scaled(_LINE_PX))
            for one in (line, every):
                one.typed.connect(self._on_line_typed)
                one.settled.connect(self._on_line_settled)
            return line, every
        none = ("", self.tr("nothing"))
        several = (_SEVERAL, self.tr("several"))
        label = self.tr("{phase}: on the way").format(phase=phase.label)
        words = (none, *((one, pose_words(one)) for one in poses), several)
        field = ChoiceField(words, name=f"pose.way.{where}", label=label)
        # It goes with its row, and holds the name of the phase alone.
        field.activated.connect(partial(self._on_way_chosen, phase.name, field))
        return field

    def _end_choice(self, phase: PhaseView, poses: tuple[str, ...], where: str) -> ChoiceField:
        label = self.tr("{phase}: ends in the keyframe").format(phase=phase.label)
        words = tuple((one, pose_words(one)) for one in poses)
        field = ChoiceField(words, name=f"pose.end.{where}", label=label)
        field.activated.connect(partial(self._on_end_chosen, phase.name, field))
        return field

    def _button(self, phase: PhaseView, number: int, where: str) -> PlainButton:
        button = PlainButton(self.tr("Earlier"), name=f"pose.phase.{where}.earlier")
        button.setAccessibleName(self.tr("{phase} earlier").format(phase=phase.label))
        button.setEnabled(number > 0)
        button.clicked.connect(partial(self._on_earlier_clicked, number))
        return button

    def _out_button(self, phase: PhaseView, number: int, where: str) -> PlainButton:
        button = PlainButton(self.tr("Take out"), name=f"pose.phase.{where}.out")
        label = self.tr("Take out the phase {phase}").format(phase=phase.label)
        button.setAccessibleName(label)
        button.clicked.connect(partial(self._on_out_clicked, number))
        return button

    def _stops(self, phase: str) -> tuple[str, ...]:
        return next((one.stops for one in self._phases if one.name == phase), ())

    def _on_typed(self, typed: Typed) -> None:
        self.typed.emit(typed)

    def _on_settled(self) -> None:
        self.settled.emit()

    def _on_line_typed(self, typed: Typed) -> None:
        self._line = typed

    def _on_line_settled(self) -> None:
        """Take what was typed when the person is done: half a name is no keyframe."""
        typed, self._line = self._line, None
        if typed is None:
            return
        phase, _, what = typed.path.rpartition(".moves.")[2].partition(".")
        signal = self.way_typed if what == "stops" else self.every_typed
        signal.emit(phase, typed.text)

    def _on_way_chosen(self, phase: str, field: ChoiceField, _at: int) -> None:
        if field.choice() == _SEVERAL:
            self._several.add(phase)
            self._opened = phase
            self.several_wanted.emit()
            return
        end = self._stops(phase)[-1:]
        way = (field.choice(),) if field.choice() else ()
        if end:
            self.stops_chosen.emit(phase, (*way, *end))

    def _on_end_chosen(self, phase: str, field: ChoiceField, _at: int) -> None:
        self.stops_chosen.emit(phase, (*self._stops(phase)[:-1], field.choice()))

    def _on_earlier_clicked(self, number: int) -> None:
        self.phase_moved.emit(number, number - 1)

    def _on_out_clicked(self, number: int) -> None:
        self.phase_removed.emit(number)

    def _on_counting_changed(self) -> None:
        self.counting_chosen.emit(Counting("".join(self._counting.chosen())))

    def _on_timed_activated(self) -> None:
        self.timed_phase_chosen.emit(self._timed.choice())

    def _on_add_clicked(self) -> None:
        self.phase_added.emit(self._new.choice())

    def _is_plain(self, phase: PhaseView) -> bool:
        has_times = "%" in phase.line.value
        is_few = len(phase.stops) <= _FEW and not has_times and not phase.is_round
        return is_few and phase.name not in self._several
