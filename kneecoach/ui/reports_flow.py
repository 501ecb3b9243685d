"""Open the reports of patients, show them, and keep them under a name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kneecoach.model.errors import KneecoachError
from kneecoach.paths import Paths
from kneecoach.reports.cabinet import Cabinet, Patient
from kneecoach.reports.kneereport import ENDING
from kneecoach.reports.opening import cabinet_of, open_report
from kneecoach.reports.report import Report
from kneecoach.ui.giving_flow import downloads
from kneecoach.ui.pages.reports import PatientRow, ReportsPage
from kneecoach.ui.shell import Shell
from kneecoach.ui.words.days import full_day
from kneecoach.ui.words.reports import patient_words, report_parts, report_title

translate = QCoreApplication.translate


def ask_for_report(parent: QWidget) -> Path | None:
    """Ask which report to open; None when the person thinks better of it."""
    title = translate("ReportsFlow", "Choose a report")
    path, _ = QFileDialog.getOpenFileName(parent, title, downloads(), f"*{ENDING}")
    return Path(path) if path else None


def ask_for_key(parent: QWidget) -> Path | None:
    """Ask for the key that opens a locked report; None when there is none."""
    title = translate("ReportsFlow", "Choose the key that opens it, which ends in .reports")
    path, _ = QFileDialog.getOpenFileName(parent, title, "", "*.reports")
    return Path(path) if path else None


class ReportsFlow(QObject):
    """Own the page of reports.

    Signals:
        closed: The person went back.
        failed(KneecoachError): A file was refused, or something could not be read or written.
        adjust_requested(Report): The pack that this report answers is to be adjusted.

    Args:
        shell: Where the page is shown.
        paths: Where reports are kept.
        ask_path: Asks which file to open.
        ask_key: Asks for the key where it is not among the coach's own files.
    """

    closed = Signal()
    failed = Signal(object)
    adjust_requested = Signal(object)

    def __init__(
        self,
        *,
        shell: Shell,
        paths: Paths,
        parent: QObject | None = None,
        ask_path: Callable[[QWidget], Path | None] = ask_for_report,
        ask_key: Callable[[QWidget], Path | None] = ask_for_key,
    ) -> None:
        super().__init__(parent)
        self._shell = shell
        self._cabinet = Cabinet(cabinet_of(paths))
        self._key = paths.data / "keys" / "author.reports"
        self._ask_path = ask_path
        self._ask_key = ask_key
        self._report: Report | None = None
        self._page = ReportsPage()
        self._page.closed.connect(self._on_closed)
        self._page.open_requested.connect(self._on_open_requested)
        self._page.patient_chosen.connect(self._on_patient_chosen)
        self._page.kept.connect(self._on_kept)
        self._page.report_chosen.connect(self._on_report_chosen)
        self._page.renamed.connect(self._on_renamed)
        self._page.forgotten.connect(self._on_forgotten)
        self._page.adjust_requested.connect(self._on_adjust_requested)

    def show_patients(self) -> None:
        """Show the list of patients."""
        self._report = None
        try:
            patients = self._cabinet.patients()
        except KneecoachError as error:
            patients = ()
            self._emit_failed(error)
        self._page.show_patients(tuple(_row(one) for one in patients))
        self._shell.show_page(self._page)

    def open_file(self, path: Path) -> None:
        """Show the report in a file; ask for the key when it is locked and that is not here.

        That of a patient who has a name here is kept at once.
        """
        try:
            report = open_report(path, self._key_for(path))
            was_kept = self._cabinet.holds(report)
            self._show(report, is_kept=was_kept)
        except KneecoachError as error:
            self.show_patients()
            self._emit_failed(error)
            return
        known = self._cabinet.patient(report.patient)
        if known is None:
            return
        if was_kept:
            self._page.say(
                self.tr("You have this report of {name} already.").format(name=known.name)
            )
        else:
            self._keep("")

    def _key_for(self, path: Path) -> Path:
        from kneecoach.reports.sealing import AGE_MARK, is_locked  # noqa: PLC0415 - as needed

        if self._key.exists() or not path.is_file():
            return self._key
        with path.open("rb") as file:
            locked = is_locked(file.read(len(AGE_MARK)))
        return (self._ask_key(self._shell.window()) or self._key) if locked else self._key

    def _show(self, report: Report, *, is_kept: bool) -> None:
        known = self._cabinet.patient(report.patient)
        parts = report_parts(report, self._cabinet.before(report))
        self._report = report
        name = known.name if known else ""
        self._page.show_report(
            report_title(report, name),
            parts,
            is_kept=is_kept,
            may_adjust=bool(report.pack),
            name=name,
            others=() if known is None else self._others(known, report),
        )
        self._shell.show_page(self._page)
        self._page.focus_next()

    def _others(self, known: Patient, report: Report) -> tuple[tuple[str, str], ...]:
        """Return file and day of the other reports of a patient, the newest first."""
        return tuple(
            (one.file, full_day(one.made))
            for one in reversed(known.reports)
            if not self._cabinet.is_of(one, report)
        )

    def _on_open_requested(self) -> None:
        path = self._ask_path(self._shell.window())
        if path is not None:
            self.open_file(path)

    def _on_patient_chosen(self, code: str) -> None:
        try:
            report = self._cabinet.newest(code)
            if report is not None:
                self._show(report, is_kept=True)
        except KneecoachError as error:
            self._emit_failed(error)

    def _on_kept(self, name: str) -> None:
        self._keep(name)

    def _keep(self, name: str) -> bool:
        """Keep the report in view, and return whether that was possible."""
        if self._report is None:
            return False
        try:
            patient = self._cabinet.keep(self._report, name)
        except KneecoachError as error:
            self._emit_failed(error)
            return False
        self._show(self._report, is_kept=True)
        newest = patient.reports[-1].made
        text = self.tr("The report of {name} is kept.")
        if newest > self._report.made:
            text = self.tr("The report of {name} is kept. A newer one, of {day}, is here too.")
        self._page.say(text.format(name=patient.name, day=full_day(newest)))
        return True

    def _on_report_chosen(self, file: str) -> None:
        if self._report is None:
            return
        try:
            report = self._cabinet.find(self._report.patient, file)
            if report is not None:
                self._show(report, is_kept=True)
        except KneecoachError as error:
            self._emit_failed(error)

    def _on_renamed(self, name: str) -> None:
        if self._report is None:
            return
        try:
            patient = self._cabinet.rename(self._report.patient, name)
        except KneecoachError as error:
            self._emit_failed(error)
            return
        self._show(self._report, is_kept=True)
        self._page.say(self.tr("The name is {name} now.").format(name=patient.name))

    def _on_forgotten(self) -> None:
        if self._report is None:
            return
        try:
            patient = self._cabinet.forget(self._report.patient)
        except KneecoachError as error:
            self._emit_failed(error)
            return
        self.show_patients()
        self._page.say(self.tr("{name} and all reports are deleted.").format(name=patient.name))

    def _on_adjust_requested(self, name: str) -> None:
        """Keep the report first, so that the next one can be held against it."""
        report = self._report
        if report is not None and (self._cabinet.holds(report) or self._keep(name)):
            self.adjust_requested.emit(report)

    def _on_closed(self) -> None:
        if self._report is not None:
            self.show_patients()
        else:
            self.closed.emit()

    def _emit_failed(self, error: KneecoachError) -> None:
        self.failed.emit(error)


def _row(patient: Patient) -> PatientRow:
    return PatientRow(
        code=patient.code,
        name=patient.name,
        about=patient_words(patient),
        is_alarming=bool(patient.urgency or patient.flags),
    )
