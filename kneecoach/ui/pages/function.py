"""Ask what the knee can do: own activities, the knee as a whole, two counts, and other totals."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneecoach.coach.function import MOST_ACTIVITIES, ToldScore
from kneecoach.model.dose import Side
from kneecoach.model.function import LONGEST_NAME, MOST_COUNTED, Measure
from kneecoach.override import override
from kneecoach.ui.function_view import FunctionView, ToldQuestionnaire
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.buttons import LinkButton, PlainButton, PrimaryButton
from kneecoach.ui.widgets.card import Card
from kneecoach.ui.widgets.chips import ChipRow
from kneecoach.ui.widgets.fields import LineField
from kneecoach.ui.widgets.scroll_page import Columns, ScrollPage
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.words.function import knee_words, test_title, test_words

COUNTS = (
    (Measure.SIT_TO_STAND, None),
    (Measure.SINGLE_LEG_SQUAT, Side.LEFT),
    (Measure.SINGLE_LEG_SQUAT, Side.RIGHT),
)


class FunctionPage(ScrollPage):
    """Ask what the knee can do; what is left empty is not told.

    Signals:
        kept(tuple, ToldQuestionnaire): The person wants it kept: each `ToldScore`, and what was
            typed of a questionnaire.
        test_requested(Measure, Side): The person wants to be led through a timed test.
        activity_deleted(str): The person wants an activity and its scores gone.
        closed: The person went back.
    """

    kept = Signal(object, object)
    test_requested = Signal(object, object)
    activity_deleted = Signal(str)
    closed = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(name="function_page", parent=parent)
        self.set_heading(
            self.tr("What can the knee do?"),
            self.tr("Tell as much as you like. What is left empty is simply not told."),
        )
        self._columns = Columns(first=3, second=3)
        self._activities: dict[str, ChipRow] = {}
        self._named: tuple[str, ...] = ()
        self._fields: dict[tuple[Measure, Side | None], LineField] = {}
        self._new = LineField(name="function.new", label=self.tr("Another activity"))
        self._new.setMaxLength(LONGEST_NAME)
        self._add = PlainButton(self.tr("Add"), name="function.add")
        self._name = LineField(name="function.questionnaire", label=self.tr("Its name"))
        self._name.setMaxLength(LONGEST_NAME)
        self._total = LineField(name="function.total", label=self.tr("Your total"))
        self._highest = LineField(name="function.highest", label=self.tr("Highest there is"))
        self._day = LineField(name="function.day", label=self.tr("Day, such as 2026-03-02"))
        self._keep = PrimaryButton(self.tr("Keep"), name="function.keep")
        self._back = PlainButton(self.tr("Back"), name="function.back", key_hint="Esc")
        self._own = QWidget()
        self._own_rows = QVBoxLayout(self._own)
        self._knees = Card(self.tr("The knee as a whole"), name="function.knees")
        self._knee_rows = QVBoxLayout()
        self._build_layout()
        self._connect_signals()

    def ask(self, view: FunctionView) -> None:
        """Ask anew; nothing is filled in, so that yesterday's answer does not lead today's."""
        self._activities.clear()
        self._named = ()
        _empty(self._own_rows)
        for name, last in view.activities:
            self._add_activity(name, last)
        self._ask_knees(view)
        for key in COUNTS:
            self._fields[key].clear()
            self._fields[key].setPlaceholderText(self._hint(view.last.get(key), self.tr("Times")))
        for field in (self._new, self._name, self._total, self._highest):
            field.clear()
        self._day.setText(view.today.isoformat())
        known = next(iter(self._activities.values()), None)
        self.setFocusProxy(self._new if known is None else known.chip("0"))

    def show_count(self, measure: Measure, side: Side | None, count: str) -> None:
        """Fill in what was counted in a test."""
        field = self._fields[measure, side]
        field.setText(count)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        """Let Escape go back."""
        if arg__1.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(arg__1)

    def _build_layout(self) -> None:
        own = Card(self.tr("Activities of your own"), name="function.own")
        words = self.tr(
            "Up to five things that the knee makes hard, such as stairs. 0: I cannot do it."
            " 10: as well as before."
        )
        own.body.addWidget(Text(words, role=TextRole.SMALL, tone=Tone.MUTED))
        self._own_rows.setContentsMargins(0, 0, 0, 0)
        own.body.addWidget(self._own)
        row = QHBoxLayout()
        row.addWidget(self._new, 1)
        row.addWidget(self._add)
        own.body.addLayout(row)
        whole = self.tr("How normal is the knee today, in percent? 100 is a knee as it should be.")
        self._knees.body.addWidget(Text(whole, role=TextRole.SMALL, tone=Tone.MUTED))
        self._knees.body.addLayout(self._knee_rows)
        for widget in (own, self._knees):
            self._columns.first.addWidget(widget)
        for key in COUNTS:
            self._columns.second.addWidget(self._count_card(*key))
        self._columns.first.addWidget(self._questionnaire_card())
        self.body.addWidget(self._columns)
        self.body.addSpacing(16)
        buttons = QHBoxLayout()
        buttons.addWidget(self._keep)
        buttons.addWidget(self._back)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.body.addStretch(1)

    def _connect_signals(self) -> None:
        self._add.clicked.connect(self._on_add)
        self._new.returnPressed.connect(self._on_add)
        self._keep.clicked.connect(self._on_keep)
        self._back.clicked.connect(self.closed)

    def _count_card(self, measure: Measure, side: Side | None) -> Card:
        key = measure.value if side is None else f"{measure.value}.{side.value}"
        title = test_title(measure, side)
        card = Card(title, name=f"function.{key}.card")
        if side is not Side.RIGHT:
            card.body.addWidget(Text(test_words(measure), role=TextRole.SMALL, tone=Tone.MUTED))
        begin = PlainButton(self.tr("Lead me through it"), name=f"function.{key}.begin")
        begin.setAccessibleDescription(title)
        begin.setProperty("place", COUNTS.index((measure, side)))
        begin.clicked.connect(self._on_begin)
        field = LineField(name=f"function.{key}", label=title)
        field.setValidator(QIntValidator(0, MOST_COUNTED, field))
        self._fields[measure, side] = field
        row = QHBoxLayout()
        row.addWidget(field, 1)
        row.addWidget(begin)
        card.body.addLayout(row)
        return card

    def _questionnaire_card(self) -> Card:
        card = Card(self.tr("A questionnaire from elsewhere"), name="function.questionnaires")
        words = self.tr(
            "The total of one that you filled in, such as KOOS-12 or LEFS. Its questions are not"
            " here: most are under licence."
        )
        card.body.addWidget(Text(words, role=TextRole.SMALL, tone=Tone.MUTED))
        card.body.addWidget(self._name)
        row = QHBoxLayout()
        for field in (self._total, self._highest):
            row.addWidget(field, 1)
        card.body.addLayout(row)
        card.body.addWidget(self._day)
        return card

    def _add_activity(self, name: str, last: float | None) -> None:
        place = len(self._named)
        label = (
            name
            if last is None
            else self.tr("{name} (last time {last})").format(name=name, last=f"{last:g}")
        )
        scale = ChipRow(
            tuple((str(score), str(score)) for score in range(11)),
            name=f"function.activity.{place}",
            label=label,
            is_single=True,
        )
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 8)
        head = QHBoxLayout()
        head.addWidget(Text(label, role=TextRole.STRONG), 1)
        if last is not None:
            delete = LinkButton(self.tr("Delete"), name=f"function.activity.{place}.delete")
            delete.setAccessibleName(self.tr("Delete: {activity}").format(activity=name))
            delete.setProperty("activity", name)
            delete.clicked.connect(self._on_delete)
            head.addWidget(delete)
        column.addLayout(head)
        column.addWidget(scale)
        self._own_rows.addWidget(holder)
        holder.show()  # so that it can take the keyboard at once
        self._activities[name] = scale
        self._named = (*self._named, name)
        self._new.setEnabled(len(self._named) < MOST_ACTIVITIES)
        self._add.setEnabled(len(self._named) < MOST_ACTIVITIES)

    def _ask_knees(self, view: FunctionView) -> None:
        _empty(self._knee_rows)
        for side in (None, *Side):
            self._fields.pop((Measure.KNEE, side), None)
        for side in view.knees:
            key = "knee" if side is None else f"knee.{side.value}"
            field = LineField(name=f"function.{key}", label=knee_words(side))
            field.setValidator(QIntValidator(0, 100, field))
            last = view.last.get((Measure.KNEE, side))
            field.setPlaceholderText(self._hint(last, knee_words(side)))
            self._fields[Measure.KNEE, side] = field
            self._knee_rows.addWidget(field)

    def _hint(self, last: float | None, label: str) -> str:
        if last is None:
            return label
        return self.tr("{label} (last time {last})").format(label=label, last=f"{last:g}")

    def _told(self) -> tuple[ToldScore, ...]:
        told = [
            ToldScore(measure=Measure.ACTIVITY, name=name, score=int(scale.chosen()[0]))
            for name, scale in self._activities.items()
            if scale.chosen()
        ]
        told += [
            ToldScore(measure=measure, side=side, score=int(field.text()))
            for (measure, side), field in self._fields.items()
            if field.text()
        ]
        return tuple(told)

    def _on_delete(self) -> None:
        self.activity_deleted.emit(str(self.sender().property("activity")))

    def _on_begin(self) -> None:
        measure, side = COUNTS[int(self.sender().property("place"))]
        self.test_requested.emit(measure, side)

    def _on_add(self) -> None:
        name = " ".join(self._new.text().split())
        known = {one.casefold() for one in self._named}
        if name and name.casefold() not in known and len(self._named) < MOST_ACTIVITIES:
            self._add_activity(name, None)
            self._new.clear()
            self._activities[name].chip("0").setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_keep(self) -> None:
        questionnaire = ToldQuestionnaire(
            name=self._name.text().strip(),
            total=self._total.text().strip(),
            highest=self._highest.text().strip(),
            day=self._day.text().strip(),
        )
        self.kept.emit(self._told(), questionnaire)


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
