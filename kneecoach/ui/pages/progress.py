"""Show how the knee and the training have gone, as a picture and as a table."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneecoach.ui.asked import button_row
from kneecoach.ui.cards.function_courses_card import FunctionCoursesCard
from kneecoach.ui.charts.progress_chart import ProgressChart
from kneecoach.ui.charts.session_table import SessionTable
from kneecoach.ui.progress_view import ProgressView
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.buttons import LinkButton, PlainButton
from kneecoach.ui.widgets.card import Card
from kneecoach.ui.widgets.chips import ChipRow
from kneecoach.ui.widgets.day_grid import DayGrid
from kneecoach.ui.widgets.fields import ChoiceField
from kneecoach.ui.widgets.pair import Pair
from kneecoach.ui.widgets.scroll_page import CARD_GAP_PX, Columns, ScrollPage
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.words.correcting import earlier_words
from kneecoach.ui.words.progress import (
    date_words,
    ladder_says,
    ladder_words,
    session_lines,
    session_says,
    subtitle_of,
    summary_of,
    typical_words,
)

_LADDER_BESIDE_PX = 200


class ProgressPage(ScrollPage):
    """Show a span of the history; any session opens beside the picture.

    Signals:
        span_chosen(str, str): The person wants to see a span, and an exercise and side or all.
        function_opened: The person wants to tell what the knee can do.
        correction_requested(UUID): The person wants to correct the session with this id.
        deletion_requested(UUID): The person wants the session with this id gone.
    """

    span_chosen = Signal(str, str)
    function_opened = Signal()
    correction_requested = Signal(object)
    deletion_requested = Signal(object)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(name="progress_page", parent=parent)
        self._view: ProgressView | None = None
        self._spans = ChipRow(
            (
                ("6w", self.tr("6 weeks")),
                ("3m", self.tr("3 months")),
                ("1y", self.tr("1 year")),
                ("all", self.tr("All")),
            ),
            name="progress.span",
            label=self.tr("How far back"),
            is_single=True,
            needs_one=True,
        )
        self._shows = ChipRow(
            (("picture", self.tr("Picture")), ("table", self.tr("Table"))),
            name="progress.shows",
            label=self.tr("How to show it"),
            is_single=True,
            needs_one=True,
        )
        self._exercise = ChoiceField(
            (("", self.tr("All exercises")),),
            name="progress.exercise",
            label=self.tr("Which exercise"),
        )
        self._chart = ProgressChart(name="progress.chart", label=self.tr("Pain and work"))
        self._legend = Text(role=TextRole.SMALL, tone=Tone.MUTED)
        self._table = SessionTable(name="progress.table", label=self.tr("Sessions"))
        self._columns = Columns(first=2, second=1)
        self._side_holder = QWidget()
        self._side = stacked(self._side_holder)
        self._side.setSpacing(CARD_GAP_PX)
        self._session_holder = QWidget()
        self._session = stacked(self._session_holder)
        self._function_holder = QWidget()
        self._function = stacked(self._function_holder)
        self._courses: FunctionCoursesCard | None = None
        self._build_layout()
        self._connect_signals()

    def span(self) -> str:
        """Return the key of the chosen span."""
        return self._spans.chosen()[0]

    def exercise(self) -> str:
        """Return the key of the chosen exercise and side; empty for all."""
        return self._exercise.choice()

    def show_progress(self, view: ProgressView) -> None:
        """Show what was asked for."""
        self._view = view
        self.set_heading(self.tr("Progress"), subtitle_of(view.progress))
        self._offer(view)

        def says(place: int) -> str:
            return session_says(view.progress.sessions[place], view)

        described = self.tr("{sessions} Step through them with the arrow keys.")
        self._chart.set_progress(
            view.progress, says, described.format(sessions=subtitle_of(view.progress))
        )
        self._legend.setText(self._legend_of(is_gathered=view.progress.is_gathered))
        self._table.set_sessions(view.progress.sessions)
        self._fill_side(view)
        self._fill_function(view)
        _empty(self._session)
        self._session_holder.hide()

    def _legend_of(self, *, is_gathered: bool) -> str:
        if is_gathered:
            return self.tr(
                "● typical worst pain of several sessions, on a line from the lowest to the highest"
                "   □ typical morning   ▲▼ dose up or down"
            )
        return self.tr("● worst pain in a session   □ pain in the morning   ▲▼ dose up or down")

    def _build_layout(self) -> None:
        self._spans.set_chosen(("6w",))
        self._shows.set_chosen(("picture",))
        self._table.hide()
        card = Card(self.tr("Pain and work"), name="progress.card")
        choices = QWidget()
        row = QHBoxLayout(choices)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._spans, 1)
        row.addWidget(self._shows)
        card.body.addWidget(choices)
        card.body.addWidget(self._exercise)
        card.body.addWidget(self._legend)
        card.body.addWidget(self._chart)
        card.body.addWidget(self._table)
        self._columns.first.addWidget(card)
        self._columns.first.addWidget(self._session_holder)
        self._session_holder.hide()
        self._columns.first.addWidget(self._function_holder)
        self._columns.second.addWidget(self._side_holder)
        self.body.addWidget(self._columns)
        self.body.addStretch(1)
        self.setFocusProxy(self._chart)

    def _connect_signals(self) -> None:
        self._spans.choice_changed.connect(self._on_wish_changed)
        self._exercise.currentIndexChanged.connect(self._on_wish_changed)
        self._shows.choice_changed.connect(self._on_shows_changed)
        self._chart.session_chosen.connect(self._on_session_chosen)
        self._table.session_chosen.connect(self._on_session_chosen)

    def _offer(self, view: ProgressView) -> None:
        """Bring the list of exercises up to date; the chosen one stays."""
        chosen = self._exercise.choice()
        known = [self._exercise.itemData(row) for row in range(self._exercise.count())]
        if known == ["", *(key for key, _ in view.exercises)]:
            return
        self._exercise.blockSignals(True)
        while self._exercise.count() > 1:
            self._exercise.removeItem(1)
        for key, name in view.exercises:
            self._exercise.addItem(name, key)
        self._exercise.blockSignals(False)
        self._exercise.set_choice(chosen)

    def _fill_side(self, view: ProgressView) -> None:
        _empty(self._side)
        typical = view.progress.typical
        pain = Card(self.tr("Typical worst pain"), name="progress.typical")
        if typical is None:
            words = self.tr("After six scored sessions this says what can be trusted.")
            pain.body.addWidget(Text(words, tone=Tone.MUTED))
        else:
            scores, worth = typical_words(typical)
            pain.body.addWidget(Text(scores, role=TextRole.TITLE))
            pain.body.addWidget(Text(worth, role=TextRole.SMALL, tone=Tone.MUTED))
        self._side.addWidget(pain)
        week = Card(self.tr("The last seven days"), name="progress.week")
        for sentence in summary_of(view):
            week.body.addWidget(Text(sentence, role=TextRole.SMALL))
        self._side.addWidget(week)
        days = Card(self.tr("Days active"), name="progress.days")
        grid = DayGrid(name="progress.grid", label=self.tr("Days active"))
        says = self.tr("Days with a session since {first}: {days}.")
        grid.set_days(
            view.active,
            first=view.calendar_first,
            last=view.today,
            says=says.format(first=view.calendar_first.isoformat(), days=len(view.active)),
        )
        days.body.addWidget(grid)
        self._side.addWidget(days)
        if view.ladders:
            ladders = Card(self.tr("Ladders"), name="progress.ladders")
            for one in view.ladders:
                line = Pair(
                    Text(one.name, role=TextRole.SMALL),
                    Text(ladder_words(one), role=TextRole.SMALL),
                    together_from_px=_LADDER_BESIDE_PX,
                )
                line.setAccessibleName(ladder_says(one))
                ladders.body.addWidget(line)
            self._side.addWidget(ladders)

    def _fill_function(self, view: ProgressView) -> None:
        _empty(self._function)
        wish = view.progress.wish
        self._courses = FunctionCoursesCard(view.function, (wish.first, wish.last))
        self._courses.show_table(is_table=self._shows.chosen() == ("table",))
        self._courses.function_opened.connect(self.function_opened)
        self._function.addWidget(self._courses)

    def _show_session(self, place: int) -> None:
        view = self._view
        if view is None:
            return
        point = view.progress.sessions[place]
        _empty(self._session)
        card = Card(date_words(point), name="progress.session")
        for line in session_lines(point, view):
            card.body.addWidget(Text(line))
        for earlier in view.earlier.get(point.record.id, ()):
            card.body.addWidget(Text(earlier_words(earlier), role=TextRole.SMALL, tone=Tone.MUTED))
        correct = PlainButton(self.tr("Correct it"), name="progress.correct")
        correct.setProperty("session_id", point.record.id.hex)
        correct.clicked.connect(self._on_correct)
        delete = LinkButton(self.tr("Delete it"), name="progress.delete")
        delete.setProperty("session_id", point.record.id.hex)
        delete.clicked.connect(self._on_delete)
        card.body.addLayout(button_row(correct, delete))
        self._session.addWidget(card)
        self._session_holder.show()

    def _on_correct(self) -> None:
        self.correction_requested.emit(UUID(str(self.sender().property("session_id"))))

    def _on_delete(self) -> None:
        self.deletion_requested.emit(UUID(str(self.sender().property("session_id"))))

    def _on_wish_changed(self) -> None:
        self.span_chosen.emit(self.span(), self.exercise())

    def _on_shows_changed(self) -> None:
        is_table = self._shows.chosen() == ("table",)
        self._chart.setVisible(not is_table)
        self._table.setVisible(is_table)
        if self._courses is not None:
            self._courses.show_table(is_table=is_table)

    def _on_session_chosen(self, place: int) -> None:
        self._show_session(place)


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
