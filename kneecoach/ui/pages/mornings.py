"""Show the mornings of the last week, and take or correct each of them."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kneecoach.coach.mornings import Morning
from kneecoach.model.feedback import Knee
from kneecoach.override import override
from kneecoach.ui.cards.check_in_card import CheckInCard
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.today_view import CheckInAnswer
from kneecoach.ui.widgets.buttons import LinkButton, PlainButton
from kneecoach.ui.widgets.card import Card
from kneecoach.ui.widgets.pair import Pair
from kneecoach.ui.widgets.scroll_page import Columns, ScrollPage
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.words.mornings import morning_title, morning_words
from kneecoach.ui.words.today import morning_shown

_SIDE_BY_SIDE_PX = 340


class MorningsPage(ScrollPage):
    """Ask about one morning, beside a list of all that can still be written down or corrected.

    Signals:
        check_in_saved(tuple): The person saved a morning; a `CheckInAnswer` for each knee.
        morning_chosen(date): The person wants to write down or correct that morning.
        morning_deleted(date): The person wants what was said of that morning gone.
        closed: The person went back.

    Args:
        parent: The widget it is in.
    """

    check_in_saved = Signal(object)
    morning_chosen = Signal(object)
    morning_deleted = Signal(object)
    closed = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(name="mornings_page", parent=parent)
        self.set_heading(
            self.tr("How is the knee in the morning?"),
            self.tr("A morning can be written down or corrected for a week."),
        )
        self._columns = Columns(first=3, second=3)
        self._card = CheckInCard(name="morning")
        self._list: Card | None = None
        self._back = PlainButton(self.tr("Back to Today"), name="mornings.back", key_hint="Esc")
        self._columns.first.addWidget(self._card)
        self.body.addWidget(self._columns)
        self.body.addSpacing(16)
        self.body.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addStretch(1)
        self._card.check_in_saved.connect(self._on_check_in_saved)
        self._back.clicked.connect(self.closed)

    def show_mornings(
        self,
        mornings: tuple[Morning, ...],
        *,
        asked: date,
        today: date,
        knees: tuple[Knee, ...],
        asks_walking: bool,
    ) -> None:
        """Show the list, the latest first, and ask about one of its mornings.

        Args:
            mornings: What was said of each.
            asked: The one that is asked about.
            today: The day it is.
            knees: The knees that are asked about, each for itself.
            asks_walking: Whether walking is asked about.
        """
        words = next((one.words for one in mornings if one.day == asked), ())
        self._card.ask(
            morning_shown(
                morning=asked, today=today, asks_walking=asks_walking, words=words, knees=knees
            )
        )
        if self._list is not None:
            self._columns.second.removeWidget(self._list)
            self._list.setParent(None)
            self._list.deleteLater()
        self._list = Card(self.tr("The mornings of the last week"), name="mornings.list")
        for morning in mornings:
            self._list.body.addWidget(self._row(morning, today))
        self._columns.second.addWidget(self._list)
        self._list.show()

    def ask(self, *, is_change: bool) -> None:
        """Take the keyboard to the questions, also where something was said before."""
        if is_change:
            self._card.open_for_change()
        self._card.take_focus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape go back."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _row(self, morning: Morning, today: date) -> MorningRow:
        row = MorningRow(morning, today)
        row.chosen.connect(self._on_chosen)
        row.deleted.connect(self._on_deleted)
        return row

    def _on_check_in_saved(self, answers: tuple[CheckInAnswer, ...]) -> None:
        self.check_in_saved.emit(answers)

    def _on_chosen(self, day: date) -> None:
        self.morning_chosen.emit(day)

    def _on_deleted(self, day: date) -> None:
        self.morning_deleted.emit(day)


class MorningRow(QWidget):
    """Show what was said of one morning, and let it be changed.

    Signals:
        chosen(date): The person wants to write it down or correct it.
        deleted(date): The person wants what was said of it gone.

    Args:
        morning: What was said.
        today: The day it is.
    """

    chosen = Signal(object)
    deleted = Signal(object)

    def __init__(self, morning: Morning, today: date) -> None:
        super().__init__()
        self._day = morning.day
        name = f"mornings.{morning.day}"
        title, said = morning_title(morning.day, today), morning_words(morning)
        self.setObjectName(name)
        self.setAccessibleName(f"{title}: {said}")
        texts = QWidget()
        column = stacked(texts)
        column.setSpacing(2)
        column.addWidget(Text(title, role=TextRole.SMALL, tone=Tone.MUTED))
        column.addWidget(Text(said))
        words = self.tr("Change") if morning.words else self.tr("Write down")
        change = LinkButton(words, name=f"{name}.change")
        change.setAccessibleName(f"{words}: {title}")
        change.clicked.connect(self._on_clicked)
        buttons = QWidget()
        pressed = QHBoxLayout(buttons)
        pressed.setContentsMargins(0, 0, 0, 0)
        pressed.addWidget(change)
        if morning.words:
            delete = LinkButton(self.tr("Delete"), name=f"{name}.delete")
            delete.setAccessibleName(self.tr("Delete: {morning}").format(morning=title))
            delete.clicked.connect(self._on_delete_clicked)
            pressed.addWidget(delete)
        stacked(self).addWidget(Pair(texts, buttons, together_from_px=_SIDE_BY_SIDE_PX))

    def _on_clicked(self) -> None:
        self.chosen.emit(self._day)

    def _on_delete_clicked(self) -> None:
        self.deleted.emit(self._day)
