"""Open the page about being seen, and copy, print or save its summary when asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from kneecoach.coach.coach import Coach
from kneecoach.model.decision import Plan
from kneecoach.model.errors import KneecoachError
from kneecoach.ui.care_builder import build_care
from kneecoach.ui.care_view import SilenceAnswer
from kneecoach.ui.pages.seek_care import SeekCarePage
from kneecoach.ui.shell import Shell
from kneecoach.ui.widgets.message_bar import Message
from kneecoach.ui.words.care import silence_words


def ask_for_pdf(parent: QWidget) -> Path | None:
    """Ask where a PDF file should go; None when the person thinks better of it."""
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    folder = Path(QStandardPaths.writableLocation(documents))
    path, _ = QFileDialog.getSaveFileName(
        parent, "", str(folder / "knee-summary.pdf"), "PDF (*.pdf)"
    )
    return Path(path).with_suffix(".pdf") if path else None


def print_on_paper(text: str, parent: QWidget) -> bool:
    """Ask for a printer and print; what that needs is imported only now."""
    from kneecoach.ui.printing import ask_and_print  # noqa: PLC0415 - see above

    return ask_and_print(text, parent)


class CareFlow(QObject):
    """Own the page.

    Signals:
        closed: The person went back.
        seen_reported(str): Someone has been seen; carries who and what was said.
        failed(KneecoachError): The summary could not be saved, or a silence not kept.

    Args:
        shell: Where the page is shown.
        ask_path: Asks where a PDF file should go.
        print_out: Prints a text, and returns whether it was printed.
    """

    closed = Signal()
    seen_reported = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        *,
        shell: Shell,
        parent: QObject | None = None,
        ask_path: Callable[[QWidget], Path | None] = ask_for_pdf,
        print_out: Callable[[str, QWidget], bool] = print_on_paper,
    ) -> None:
        super().__init__(parent)
        self._shell = shell
        self._ask_path = ask_path
        self._print_out = print_out
        self._summary = ""
        self._coach: Coach | None = None
        self._day: date | None = None
        self._page = SeekCarePage()
        self._page.closed.connect(self.closed)
        self._page.seen_reported.connect(self.seen_reported)
        self._page.silence_chosen.connect(self._on_silence_chosen)
        self._page.copy_requested.connect(self._on_copy_requested)
        self._page.print_requested.connect(self._on_print_requested)
        self._page.pdf_requested.connect(self._on_pdf_requested)

    def open(self, coach: Coach, plan: Plan) -> None:
        """Show what to do now; nothing happens when nobody needs to look at the knee."""
        view = build_care(coach, plan)
        if view is None:
            return
        self._summary = view.summary
        self._coach, self._day = coach, plan.day
        self._page.show_care(view)
        self._shell.show_page(self._page)

    def _on_silence_chosen(self, answer: SilenceAnswer) -> None:
        """Keep that a sign was checked, say until when, and go back: what is left stands there."""
        if self._coach is None or self._day is None:
            return
        until = self._day + timedelta(days=answer.days)
        try:
            kept = self._coach.silence(answer.flag, until, answer.note, answer.knee)
        except KneecoachError as error:
            self._emit_failed(error)
            return
        self._shell.messages.show_message(Message(text=silence_words(kept)))
        self.closed.emit()

    def _on_copy_requested(self) -> None:
        QGuiApplication.clipboard().setText(self._summary)
        self._page.say(self.tr("Copied. You can paste it into a message."))

    def _on_print_requested(self) -> None:
        if self._print_out(self._summary, self._shell.window()):
            self._page.say(self.tr("Sent to the printer."))

    def _on_pdf_requested(self) -> None:
        from kneecoach.ui.printing import write_pdf  # noqa: PLC0415 - only when asked for

        path = self._ask_path(self._shell.window())
        if path is None:
            return
        try:
            write_pdf(self._summary, path)
        except KneecoachError as error:
            self._emit_failed(error)
            return
        self._page.say(self.tr("Saved as {file}.").format(file=path.name))

    def _emit_failed(self, error: KneecoachError) -> None:
        self.failed.emit(error)
