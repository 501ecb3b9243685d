"""Show a patient's other reports, and let the physio change the name or let go of the patient."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.buttons import AlarmButton, LinkButton, PlainButton
from kneecoach.ui.widgets.card import Card
from kneecoach.ui.widgets.fields import LineField
from kneecoach.ui.widgets.flow import FlowLayout
from kneecoach.ui.widgets.stack import stacked
from kneecoach.ui.widgets.text import Text, Tone


class PatientCard(Card):
    """Hold what concerns the patient and not one report.

    Signals:
        report_chosen(str): The kept report in this file should be shown.
        renamed(str): The patient should be known by this name.
        forgotten: The patient and all reports should be deleted; it was said twice.

    Args:
        name: What the patient is called now.
        others: Files and days of the other reports that are kept, the newest first.
    """

    report_chosen = Signal(str)
    renamed = Signal(str)
    forgotten = Signal()

    def __init__(self, name: str, others: tuple[tuple[str, str], ...]) -> None:
        super().__init__(name, name="reports.patient")
        if others:
            self.body.addWidget(_small(self.tr("Other reports that are kept")))
            self.body.addWidget(self._others(others))
        label = self.tr("The name you know this patient by")
        self._name = LineField(name="reports.patient.name", label=label)
        self._name.setText(name)
        self.body.addWidget(_small(label))
        self.body.addWidget(self._name)
        self._rename = PlainButton(self.tr("Change the name"), name="reports.patient.rename")
        self._ask = PlainButton(self.tr("Delete this patient"), name="reports.patient.forget")
        self.body.addWidget(_row(self._rename, self._ask))
        self._sure = QWidget()
        self._really = AlarmButton(self.tr("Delete all of it"), name="reports.patient.really")
        self._stay = PlainButton(self.tr("Keep the patient"), name="reports.patient.stay")
        sure = stacked(self._sure)
        text = self.tr(
            "The name and every report are deleted here for good. Packs are not touched."
        )
        sure.addWidget(Text(text))
        sure.addWidget(_row(self._really, self._stay))
        self.body.addWidget(self._sure)
        self._sure.hide()
        self._connect_signals()

    def _others(self, others: tuple[tuple[str, str], ...]) -> QWidget:
        holder = QWidget()
        row = FlowLayout(holder)
        for number, (file, day) in enumerate(others):
            link = LinkButton(day, name=f"reports.patient.other.{number}")
            link.setProperty("file", file)
            link.clicked.connect(self._on_other_clicked)
            row.addWidget(link)
        return holder

    def _connect_signals(self) -> None:
        self._name.returnPressed.connect(self._on_rename_clicked)
        self._rename.clicked.connect(self._on_rename_clicked)
        self._ask.clicked.connect(self._on_ask_clicked)
        self._really.clicked.connect(self._on_really_clicked)
        self._stay.clicked.connect(self._on_stay_clicked)

    def _on_other_clicked(self) -> None:
        self.report_chosen.emit(str(self.sender().property("file")))

    def _on_rename_clicked(self) -> None:
        self.renamed.emit(self._name.text())

    def _on_ask_clicked(self) -> None:
        self._sure.show()
        self._ask.setEnabled(False)
        self._stay.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_stay_clicked(self) -> None:
        self._sure.hide()
        self._ask.setEnabled(True)
        self._ask.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_really_clicked(self) -> None:
        self.forgotten.emit()


def _small(text: str) -> Text:
    return Text(text, role=TextRole.SMALL, tone=Tone.MUTED)


def _row(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    row = FlowLayout(holder)
    for one in widgets:
        row.addWidget(one)
    return holder
