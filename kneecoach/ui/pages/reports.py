"""Show patients whose reports are kept, and one report: signs first, then what is new."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QListWidgetItem, QWidget

from kneecoach.override import override
from kneecoach.ui.builder.plain_list import PlainList
from kneecoach.ui.cards.patient_card import PatientCard
from kneecoach.ui.theme.tokens import TARGET_PX
from kneecoach.ui.theme.type import TextRole, font_for, scaled
from kneecoach.ui.widgets.announce import announce
from kneecoach.ui.widgets.buttons import LinkButton, PlainButton, PrimaryButton
from kneecoach.ui.widgets.card import Card, CardTone
from kneecoach.ui.widgets.fields import LineField
from kneecoach.ui.widgets.flow import FlowLayout
from kneecoach.ui.widgets.scroll_page import CARD_GAP_PX, ScrollPage
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone
from kneecoach.ui.words.reports import Part
from kneecoach.values import dataclass

MOST_ROWS = 60
"""Rows of one table that are shown; the whole is in the file."""
MOST_SEEN = 8
"""Patients that are in view at once; the list of more scrolls."""

_ABOUT_A_ROW_PX = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientRow:
    """One patient in the list.

    Attributes:
        code: What the reports say instead of a name.
        name: What the physio calls them.
        about: What the newest report told, signs first.
        is_alarming: Whether there are signs.
    """

    code: str
    name: str
    about: str
    is_alarming: bool


class ReportsPage(ScrollPage):
    """Show the list of patients, or one report.

    Signals:
        closed: The person goes back.
        open_requested: The person wants to choose the file of a report.
        patient_chosen(str): The patient with this code should be shown.
        kept(str): The report in view should be kept under this name.
        report_chosen(str): Another report of this patient, in this file, should be shown.
        renamed(str): The patient in view should be known by this name.
        forgotten: The patient in view and all reports should be deleted.
        adjust_requested(str): An adjusted pack should be made for the patient in view, and the
            report be kept under this name where it is not.
    """

    closed = Signal()
    open_requested = Signal()
    patient_chosen = Signal(str)
    kept = Signal(str)
    report_chosen = Signal(str)
    renamed = Signal(str)
    forgotten = Signal()
    adjust_requested = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(name="reports", parent=parent)
        self._back = LinkButton(self.tr("Back"), name="reports.back")
        self._open = PrimaryButton(self.tr("Open a report"), name="reports.open")
        adjust = self.tr("Send an adjusted pack")
        self._adjust = PrimaryButton(adjust, name="reports.adjust")
        self._other = PlainButton(self.tr("Open another report"), name="reports.open_other")
        self._done = Text()
        self._list = PlainList()
        self._patients = Card(self.tr("Patients"), name="reports.patients_card")
        self._report: QWidget | None = None
        self._name: LineField | None = None
        self._build_layout()
        self._back.clicked.connect(self._on_back_clicked)
        self._open.clicked.connect(self._on_open_clicked)
        self._other.clicked.connect(self._on_open_clicked)
        self._adjust.clicked.connect(self._on_adjust_clicked)
        self._list.itemActivated.connect(self._on_item_activated)
        self._list.itemClicked.connect(self._on_item_activated)

    def show_patients(self, patients: tuple[PatientRow, ...]) -> None:
        """Show patients in the order that is given, those with signs first."""
        self.set_heading(
            self.tr("Reports of patients"),
            self.tr("Signs come first. The names are yours; no report holds one."),
        )
        self._clear()
        self._adjust.hide()
        self._other.hide()
        self._open.show()
        self._list.clear()
        plain, strong = font_for(TextRole.BODY), font_for(TextRole.STRONG)
        lines = 2 * QFontMetrics(plain).lineSpacing()
        high = max(round(scaled(TARGET_PX)), lines + round(scaled(_ABOUT_A_ROW_PX)))
        for one in patients:
            item = QListWidgetItem(f"{one.name}\n{one.about}")
            item.setData(Qt.ItemDataRole.UserRole, one.code)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{one.name}: {one.about}")
            item.setToolTip(one.about)
            item.setFont(strong if one.is_alarming else plain)
            item.setSizeHint(QSize(0, high))
            self._list.addItem(item)
        self._list.setFont(plain)
        self._patients.setVisible(bool(patients))
        self._list.setFixedHeight(min(len(patients), MOST_SEEN) * high)
        self._say("" if patients else self.tr("No report is kept yet."))

    def show_report(
        self,
        title: str,
        parts: tuple[Part, ...],
        *,
        is_kept: bool,
        may_adjust: bool,
        name: str = "",
        others: tuple[tuple[str, str], ...] = (),
    ) -> None:
        """Show one report; offer to keep it, under a name when the patient has none here.

        Args:
            title: What it is called.
            parts: What it says.
            is_kept: Whether it is kept.
            may_adjust: Whether it answers a pack.
            name: What the patient is called; empty for one who is not known here.
            others: Files and days of the patient's other reports, the newest first.
        """
        self.set_heading(title)
        self._clear()
        self._patients.hide()
        self._say("")
        self._adjust.setVisible(may_adjust)
        self._other.show()
        self._open.hide()
        self._name = None
        self._report = QWidget()
        column = stacked(self._report)
        column.setSpacing(CARD_GAP_PX)
        for number, part in enumerate(parts):
            column.addWidget(_part_card(part, number))
            if not number and not is_kept:
                column.addWidget(self._keep_card(is_known=bool(name)))
        if name:
            column.addWidget(self._patient_card(name, others))
        self._holder.addWidget(self._report)
        self._report.show()
        self.verticalScrollBar().setValue(0)

    def focus_next(self) -> None:
        """Give the keyboard to what most likely comes next for the report in view."""
        if self._name is not None:
            self._name.setFocus()
            return
        (self._back if self._adjust.isHidden() else self._adjust).setFocus()

    def say(self, sentence: str) -> None:
        """Say what was done."""
        self._say(sentence)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape go back."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _build_layout(self) -> None:
        self._list.setObjectName("reports.patients")
        self._list.setAccessibleName(self.tr("Patients"))
        buttons = QWidget()
        row = FlowLayout(buttons)
        row.addWidget(self._open)
        row.addWidget(self._adjust)
        row.addWidget(self._other)
        row.addWidget(self._back)
        holder = QWidget()
        self._holder = stacked(holder)
        self._holder.setSpacing(CARD_GAP_PX)
        self._holder.addWidget(buttons)
        self._holder.addWidget(self._done)
        self._patients.body.addWidget(self._list)
        self._holder.addWidget(self._patients)
        self.body.addWidget(holder)
        self.body.addStretch(1)

    def _keep_card(self, *, is_known: bool) -> Card:
        card = Card(self.tr("Keep this report"), name="reports.keep_card")
        if not is_known:
            label = self.tr("The name you know this patient by")
            self._name = LineField(name="reports.name", label=label)
            card.body.addWidget(Text(label, role=TextRole.SMALL, tone=Tone.MUTED))
            card.body.addWidget(self._name)
            self._name.returnPressed.connect(self._on_keep_clicked)
        keep = PlainButton(self.tr("Keep it"), name="reports.keep")
        card.body.addWidget(keep, 0, Qt.AlignmentFlag.AlignLeading)
        keep.clicked.connect(self._on_keep_clicked)
        return card

    def _patient_card(self, name: str, others: tuple[tuple[str, str], ...]) -> Card:
        card = PatientCard(name, others)
        card.report_chosen.connect(self.report_chosen)
        card.renamed.connect(self.renamed)
        card.forgotten.connect(self.forgotten)
        return card

    def _say(self, sentence: str) -> None:
        self._done.setText(sentence)
        self._done.setVisible(bool(sentence))
        if sentence:
            announce(self._done, sentence)

    def _clear(self) -> None:
        if self._report is not None:
            self._holder.removeWidget(self._report)
            self._report.hide()
            self._report.setParent(None)
            self._report.deleteLater()
            self._report = None

    def _on_back_clicked(self) -> None:
        self.closed.emit()

    def _on_adjust_clicked(self) -> None:
        self.adjust_requested.emit(self._name.text() if self._name is not None else "")

    def _on_open_clicked(self) -> None:
        self.open_requested.emit()

    def _on_item_activated(self, item: QListWidgetItem) -> None:
        self.patient_chosen.emit(str(item.data(Qt.ItemDataRole.UserRole)))

    def _on_keep_clicked(self) -> None:
        self.kept.emit(self._name.text() if self._name is not None else "")


def _part_card(part: Part, number: int) -> Card:
    tone = CardTone.CARE if part.is_alarming else CardTone.PLAIN
    card = Card(part.title, name=f"reports.part.{number}", tone=tone)
    for line in part.lines[:MOST_ROWS]:
        card.body.addWidget(Text(line))
    if part.table:
        card.body.addWidget(_table(part.table))
    return card


def _table(rows: tuple[tuple[str, ...], ...]) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    head, *others = rows
    for column, cell in enumerate(head):
        grid.addWidget(Text(cell, role=TextRole.SMALL, tone=Tone.MUTED), 0, column)
        grid.setColumnStretch(column, max(len(row[column]) for row in rows[:MOST_ROWS]) + 4)
    for at, row in enumerate(others[:MOST_ROWS], start=1):
        for column, cell in enumerate(row):
            grid.addWidget(Text(cell, role=TextRole.SMALL), at, column)
    return holder
