"""Open the reports of patients, show them, and keep them under a name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kneecoach.model.errors import KneecoachError
from kneecoach.paths import Paths
from kneecoach.reports.cabinet import Cabinet
from kneecoach.reports.kneereport import ENDING
from kneecoach.reports.opening import cabinet_of, open_report
from kneecoach.reports.report import Report
from kneecoach.ui.giving_flow import downloads
from kneecoach.ui.pages.reports import ReportsPage
from kneecoach.ui.shell import Shell
from kneecoach.ui.words.reports import patient_line, report_parts, report_title

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
        self._page.adjust_requested.connect(self._on_adjust_requested)

    def show_patients(self) -> None:
        """Show the list of patients."""
        self._report = None
        try:
            patients = self._cabinet.patients()
        except KneecoachError as error:
            patients = ()
            self._emit_failed(error)
        self._page.show_patients(tuple((one.code, patient_line(one)) for one in patients))
        self._shell.show_page(self._page)

    def open_file(self, path: Path) -> None:
        """Show the report in a file; ask for the key when it is locked and that is not here."""
        try:
            report = open_report(path, self._key_for(path))
            self._show(report, is_kept=False)
        except KneecoachError as error:
            self.show_patients()
            self._emit_failed(error)

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
        title = report_title(report, known.name if known else "")
        self._page.show_report(
            title,
            parts,
            is_known=known is not None,
            is_kept=is_kept,
            may_adjust=bool(report.pack),
        )
        self._shell.show_page(self._page)

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
        if self._report is None:
            return
        try:
            patient = self._cabinet.keep(self._report, name)
        except KneecoachError as error:
            self._emit_failed(error)
            return
        self._show(self._report, is_kept=True)
        self._page.focus_next()
        self._page.say(self.tr("The report of {name} is kept.").format(name=patient.name))

    def _on_adjust_requested(self) -> None:
        if self._report is not None:
            self.adjust_requested.emit(self._report)

    def _on_closed(self) -> None:
        if self._report is not None:
            self.show_patients()
        else:
            self.closed.emit()

    def _emit_failed(self, error: KneecoachError) -> None:
        self.failed.emit(error)
