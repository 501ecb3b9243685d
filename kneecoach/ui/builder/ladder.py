"""Show a ladder, change its levels one by one, or have it made from a start, a goal and steps."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QListWidgetItem, QWidget

from kneecoach.ui.builder.fields import Fields
from kneecoach.ui.builder.plain_list import PlainList
from kneecoach.ui.builder.view import DetailView, FieldView, RungView, Typed
from kneecoach.ui.theme.tokens import TARGET_PX
from kneecoach.ui.theme.type import TextRole, font_for, scaled
from kneecoach.ui.widgets.buttons import PlainButton
from kneecoach.ui.widgets.card import SectionTitle
from kneecoach.ui.widgets.fields import ChoiceField, LineField
from kneecoach.ui.widgets.flow import FlowLayout
from kneecoach.ui.widgets.named import named
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone

FIRST_STEPS = "6"
_ROWS = 12


class LadderPart(QWidget):
    """Hold the ladder of an exercise.

    Signals:
        typed(Typed): The note of a level was typed.
        settled: The person is done with a field.
        start_chosen(int): The exercise starts at this level, counted from 1.
        level_added(int, str, str): A level is to come after this one: what it changes, to what.
        level_changed(int, str, str): This level is to change something else.
        level_moved(int, int): A level is to come elsewhere; both counted from 1.
        level_removed(int): This level is to go.
        ladder_wanted(tuple, str): The whole is to be made from pairs of a key and a goal, in steps.

    Args:
        variables: What a level may change: keys and words.
        name: What the names of its controls begin with.
    """

    typed = Signal(object)
    settled = Signal()
    start_chosen = Signal(int)
    level_added = Signal(int, str, str)
    level_changed = Signal(int, str, str)
    level_moved = Signal(int, int)
    level_removed = Signal(int)
    ladder_wanted = Signal(object, str)

    def __init__(self, variables: tuple[tuple[str, str], ...], *, name: str = "builder") -> None:
        super().__init__()
        self._name = name
        self._rungs: tuple[RungView, ...] = ()
        self._wanted: int | None = None
        self._list = PlainList()
        self._list.setObjectName(f"{name}.levels")
        self._list.setAccessibleName(self.tr("Levels of the ladder"))
        self._variable = ChoiceField(
            variables, name=f"{name}.level.variable", label=self.tr("What it changes")
        )
        value = self.tr("To what, such as 12, 5 s or single-leg")
        self._value = LineField(name=f"{name}.level.value", label=value)
        self._note = Fields(name=f"{name}.level")
        self._problem = Text(role=TextRole.SMALL, tone=Tone.ALARM)
        self._start = PlainButton(self.tr("Start here"), name=f"{name}.level.start")
        self._change = PlainButton(self.tr("Change it"), name=f"{name}.level.change")
        self._add = PlainButton(self.tr("Add after it"), name=f"{name}.level.add")
        self._up = PlainButton(self.tr("Up"), name=f"{name}.level.up")
        self._down = PlainButton(self.tr("Down"), name=f"{name}.level.down")
        self._remove = PlainButton(self.tr("Take out"), name=f"{name}.level.remove")
        self._goal_holder = QWidget()
        self._goals: dict[str, LineField] = {}
        steps = self.tr("Steps")
        self._steps = LineField(name=f"{name}.steps", label=steps)
        self._steps.setText(FIRST_STEPS)
        self._make = PlainButton(self.tr("Make the ladder"), name=f"{name}.make_ladder")
        self._build_layout()
        self._connect_signals()

    def show_detail(self, view: DetailView) -> None:
        """Show the ladder of an exercise; the level that was looked at or made stays chosen."""
        wanted, self._wanted = self._wanted, None
        row = self._list.currentRow() if wanted is None else wanted
        row = min(max(row, 0), len(view.rungs) - 1)
        self._rungs = view.rungs
        self._list.blockSignals(True)
        self._list.clear()
        here = self.tr("{level} · starts here · {dose}")
        other = self.tr("{level} · {dose}")
        for number, rung in enumerate(view.rungs, start=1):
            text = here if number == view.start else other
            item = QListWidgetItem(text.format(level=number, dose=rung.words))
            item.setSizeHint(QSize(0, scaled(TARGET_PX)))
            role = TextRole.STRONG if number == view.start else TextRole.BODY
            item.setFont(font_for(role))
            item.setToolTip(rung.problem or item.text())
            self._list.addItem(item)
        self._list.setCurrentRow(row)
        self._list.blockSignals(False)
        rows = min(max(len(view.rungs), 2), _ROWS)
        self._list.setFixedHeight(rows * scaled(TARGET_PX) + 6)
        self._show_goals(view.goals)
        self._show_level()

    def _show_goals(self, goals: tuple[tuple[str, str, str], ...]) -> None:
        if tuple(self._goals) != tuple(key for key, _, _ in goals):
            self._rebuild_goals(goals)
        for key, label, now in goals:
            self._goals[key].setPlaceholderText(now)
            self._goals[key].setAccessibleName(self.tr("Goal: {what}").format(what=label))

    def _rebuild_goals(self, goals: tuple[tuple[str, str, str], ...]) -> None:
        old, self._goal_holder = self._goal_holder, QWidget()
        self._column.replaceWidget(old, self._goal_holder)
        old.hide()
        old.setParent(None)
        old.deleteLater()
        row = FlowLayout(self._goal_holder, line_gap_px=8)
        row.setSpacing(8)
        self._goals = {}
        for key, label, _ in goals:
            field = LineField(name=f"{self._name}.goal.{key}", label=label)
            field.setFixedWidth(scaled(92))
            self._goals[key] = field
            row.addWidget(named(field, label))
        self._goal_holder.show()

    def _build_layout(self) -> None:
        column = self._column = stacked(self)
        column.addWidget(SectionTitle(self.tr("Ladder: what a step up or down means")))
        column.addWidget(self._list)
        row = QWidget()
        flow = FlowLayout(row)
        for one in (self._start, self._up, self._down, self._remove):
            flow.addWidget(one)
        column.addWidget(row)
        label = self.tr("Change the level, or add one after it")
        column.addWidget(Text(label, role=TextRole.SMALL, tone=Tone.MUTED))
        column.addWidget(self._variable)
        column.addWidget(self._value)
        row = QWidget()
        flow = FlowLayout(row)
        flow.addWidget(self._change)
        flow.addWidget(self._add)
        column.addWidget(row)
        column.addWidget(self._note)
        column.addWidget(self._problem)
        label = self.tr("Or make it anew: where should the top be, in how many steps?")
        column.addWidget(Text(label, role=TextRole.SMALL, tone=Tone.MUTED))
        column.addWidget(self._goal_holder)
        row = QWidget()
        flow = FlowLayout(row, line_gap_px=8)
        self._steps.setFixedWidth(scaled(92))
        flow.addWidget(named(self._steps))
        flow.addWidget(self._make)
        column.addWidget(row)

    def _connect_signals(self) -> None:
        self._list.currentRowChanged.connect(self._show_level)
        self._list.itemActivated.connect(self._on_start_clicked)
        self._start.clicked.connect(self._on_start_clicked)
        self._change.clicked.connect(self._on_change_clicked)
        self._add.clicked.connect(self._on_add_clicked)
        self._up.clicked.connect(self._on_up_clicked)
        self._down.clicked.connect(self._on_down_clicked)
        self._remove.clicked.connect(self._on_remove_clicked)
        self._make.clicked.connect(self._on_make_clicked)
        self._steps.returnPressed.connect(self._on_make_clicked)
        self._note.typed.connect(self._on_typed)
        self._note.settled.connect(self.settled)

    def _show_level(self) -> None:
        """Show what the chosen level changes."""
        row = self._list.currentRow()
        rung = self._rungs[row] if 0 <= row < len(self._rungs) else None
        is_further = row > 0
        is_change = rung is not None and self._variable.findData(rung.variable) >= 0
        for button in (self._up, self._down, self._remove):
            button.setEnabled(is_further)
        self._up.setEnabled(row > 1)
        self._down.setEnabled(is_further and row < len(self._rungs) - 1)
        self._change.setEnabled(is_further and is_change)
        if rung is not None and is_change:
            self._variable.set_choice(rung.variable)
        self._value.setText(rung.value if rung is not None and is_change else "")
        notes: tuple[FieldView, ...] = (rung.note,) if rung is not None and rung.note else ()
        self._note.show_fields(notes)
        self._problem.setText(rung.problem if rung is not None else "")
        self._problem.setVisible(bool(self._problem.text()))

    def _level(self) -> int:
        return self._list.currentRow() + 1

    def _on_typed(self, typed: Typed) -> None:
        self.typed.emit(typed)

    def _on_start_clicked(self) -> None:
        self.start_chosen.emit(self._level())

    def _on_change_clicked(self) -> None:
        self.level_changed.emit(self._level(), self._variable.choice(), self._value.text())

    def _on_add_clicked(self) -> None:
        level = self._level()
        self._wanted = level
        self.level_added.emit(level, self._variable.choice(), self._value.text())
        self._wanted = None

    def _on_up_clicked(self) -> None:
        self._move_by(-1)

    def _on_down_clicked(self) -> None:
        self._move_by(1)

    def _move_by(self, step: int) -> None:
        level = self._level()
        self._wanted = level + step - 1
        self.level_moved.emit(level, level + step)
        self._wanted = None

    def _on_remove_clicked(self) -> None:
        self.level_removed.emit(self._level())

    def _on_make_clicked(self) -> None:
        goals = tuple((key, one.text()) for key, one in self._goals.items() if one.text().strip())
        self.ladder_wanted.emit(goals, self._steps.text())
