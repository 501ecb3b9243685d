"""Let a table of one's own be looked at, and said what is what in it, before it comes in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from kneecoach.clock import Clock
from kneecoach.coach.records import read_content
from kneecoach.coach.tables import HowToRead, Preview, columns_of, guess, look_at_table
from kneecoach.history.errors import HistoryError
from kneecoach.model.errors import KneecoachError
from kneecoach.model.record import Person
from kneecoach.ui.pages.table import TablePage
from kneecoach.ui.shell import Shell


class TableFlow(QObject):
    """Own the page on which the columns of a table are said.

    Signals:
        taken(Path, HowToRead): The person wants a table taken in, read like this.
        closed: The person went back.
        failed(KneecoachError): The file cannot be read.

    Args:
        shell: Where the page is shown.
        clock: Tells the day.
        person: Returns whose sessions they are.
    """

    taken = Signal(object, object)
    closed = Signal()
    failed = Signal(object)

    def __init__(
        self,
        *,
        shell: Shell,
        clock: Clock,
        person: Callable[[], Person],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shell = shell
        self._clock = clock
        self._person = person
        self._file = Path()
        self._content = b""
        self._encoding = ""
        self._page = TablePage()
        self._page.changed.connect(self._on_changed)
        self._page.taken.connect(self._on_taken)
        self._page.closed.connect(self.closed)

    def open(self, file: Path) -> None:
        """Show a table, and what its columns probably hold."""
        try:
            self._content = read_content(file)
            self._file = file
            how = guess(file, self._content, self._clock)
            self._ask(how)
            self._page.show_preview(self._look(how))
        except KneecoachError as error:
            self.failed.emit(error)
            return
        self._shell.show_page(self._page)

    def _ask(self, how: HowToRead) -> None:
        self._encoding = how.encoding
        columns = columns_of(Path(self._file.name), self._content, how.encoding)
        self._page.ask(self._file.name, columns, how)

    def _look(self, how: HowToRead) -> Preview:
        return look_at_table(self._file, self._content, how, self._person(), self._clock)

    def _on_changed(self) -> None:
        how = self._page.how()
        try:
            if how.encoding != self._encoding:  # the columns may be called otherwise
                self._ask(how)
                how = self._page.how()
            self._page.show_preview(self._look(how))
        except HistoryError as error:
            self._encoding = how.encoding
            self._page.show_preview(Preview(mistakes=(error.user_message,)))
        except KneecoachError as error:
            self.failed.emit(error)

    def _on_taken(self) -> None:
        self.taken.emit(self._file, self._page.how())
