"""Show what the knee can do, as small pictures or as a table of every score."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from kneecoach.coach.function import Course
from kneecoach.ui.theme.type import TextRole, scaled
from kneecoach.ui.widgets.buttons import PlainButton
from kneecoach.ui.widgets.card import Card
from kneecoach.ui.widgets.pair import Pair
from kneecoach.ui.widgets.small_course import SmallCourse
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.words.function import course_name, course_says, scores_words, worth_words

_BESIDE_PX = 320
_ROWS_SEEN = 6


class FunctionCoursesCard(Card):
    """Show how everything went that was told of the knee.

    Signals:
        function_opened: The person wants to tell what the knee can do.

    Args:
        courses: How it went.
        span: The days that are looked at, both included.
    """

    function_opened = Signal()

    def __init__(self, courses: tuple[Course, ...], span: tuple[date, date]) -> None:
        super().__init__(self.tr("What the knee can do"), name="progress.function")
        self._pictures = QWidget()
        self._table = _table_of(courses, self.tr("What the knee can do"), self._heads())
        column = QVBoxLayout(self._pictures)
        column.setContentsMargins(0, 0, 0, 0)
        for place, course in enumerate(courses):
            self._add_course(column, place, course, span)
        if not courses:
            words = self.tr("Nothing was told in this span. It takes a minute, every two weeks.")
            column.addWidget(Text(words, role=TextRole.SMALL, tone=Tone.MUTED))
        tell = PlainButton(self.tr("Tell what it can do now"), name="progress.function.open")
        tell.clicked.connect(self.function_opened)
        for widget in (self._pictures, self._table):
            self.body.addWidget(widget)
        self.body.addWidget(tell, 0, Qt.AlignmentFlag.AlignLeading)
        self.show_table(is_table=False)

    def show_table(self, *, is_table: bool) -> None:
        """Show every score as a table, or the pictures."""
        has_scores = self._table.rowCount() > 0
        self._pictures.setVisible(not (is_table and has_scores))
        self._table.setVisible(is_table and has_scores)

    def _heads(self) -> list[str]:
        return [self.tr("Day"), self.tr("What"), self.tr("Score")]

    def _add_course(
        self, column: QVBoxLayout, place: int, course: Course, span: tuple[date, date]
    ) -> None:
        says = course_says(course)
        name = Text(course_name(course))
        scores = Text(scores_words(course), role=TextRole.STRONG)
        column.addWidget(Pair(name, scores, together_from_px=_BESIDE_PX))
        column.addWidget(
            SmallCourse(
                name=f"progress.function.{place}",
                says=says,
                points=course.points,
                highest=course.highest,
                span=span,
            )
        )
        if worth := worth_words(course):
            column.addWidget(Text(worth, role=TextRole.SMALL, tone=Tone.MUTED))


def _table_of(courses: tuple[Course, ...], label: str, heads: list[str]) -> QTableWidget:
    """Return every score, the newest first."""
    rows = [(day, course_name(one), f"{score:g}") for one in courses for day, score in one.points]
    rows.sort(key=lambda row: row[0], reverse=True)
    table = QTableWidget(len(rows), len(heads))
    table.setObjectName("progress.function.table")
    table.setAccessibleName(label)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setHorizontalHeaderLabels(heads)
    table.setMinimumHeight(scaled(44 * min(_ROWS_SEEN, len(rows) + 1)))
    for place, (day, name, score) in enumerate(rows):
        for column, text in enumerate((day.isoformat(), name, score)):
            table.setItem(place, column, QTableWidgetItem(text))
    table.resizeColumnsToContents()
    return table
