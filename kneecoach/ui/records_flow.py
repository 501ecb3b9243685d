"""Switch between people, take the records along, bring them in, share and delete them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kneecoach.clock import Clock
from kneecoach.coach.coach import Coach
from kneecoach.coach.deleting import Deletion
from kneecoach.coach.opening import LazyStore
from kneecoach.coach.people import add_person, choose_person, key_of, rename_person
from kneecoach.coach.sharing import recall_sharing, share, stop_sharing
from kneecoach.history.errors import HistoryError, Trouble
from kneecoach.history.forgetting import find_remains
from kneecoach.history.people import Who
from kneecoach.history.quick import choose
from kneecoach.model.errors import KneecoachError
from kneecoach.model.record import Person
from kneecoach.paths import Paths
from kneecoach.ui.beside import Beside
from kneecoach.ui.pages.records import RecordsPage
from kneecoach.ui.records_questions import Questions
from kneecoach.ui.records_view import RecordsView
from kneecoach.ui.shell import Shell
from kneecoach.ui.widgets.message_bar import Message
from kneecoach.ui.words.records import deletion_words, in_step_words, taken_words

if TYPE_CHECKING:
    from kneecoach.coach.tables import HowToRead
    from kneecoach.ui.table_flow import TableFlow

MOST_DELETIONS = 5
"""So many of the latest deletions are listed; `kneecoach delete list` names all."""

_ASKS_FOR_KEY = frozenset({Trouble.FOLDER_LOCKED, Trouble.FOLDER_OPEN})
"""What the passphrase of a shared folder mends."""


class RecordsFlow(QObject):
    """Own the page of people and records.

    Signals:
        anew_requested: Somebody else is coached now: everything is to begin anew.
        forget_requested(bool): Everything is to be deleted, the copies too where True.
        changed: Records came in, or a name changed.
        closed: The person went back.
        failed(KneecoachError): Something could not be done.

    Args:
        shell: Where the page is shown.
        paths: Where things are kept.
        clock: Tells moments and days.
        store: Keeps the records.
        coach: Returns the coach.
        questions: What asks for files and folders.
    """

    anew_requested = Signal()
    forget_requested = Signal(bool)
    changed = Signal()
    closed = Signal()
    failed = Signal(object)

    def __init__(
        self,
        *,
        shell: Shell,
        paths: Paths,
        clock: Clock,
        store: LazyStore,
        coach: Callable[[], Coach],
        questions: Questions | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shell = shell
        self._paths = paths
        self._clock = clock
        self._store = store
        self._coach = coach
        self._questions = questions or Questions()
        self._again: Callable[[Who], str] | None = None
        self._job: Beside[str] | None = None
        self._told: Message | None = None
        self._folder: Path | None = None
        self._table: TableFlow | None = None
        self._page = RecordsPage()
        self._connect_signals()

    def open(self) -> None:
        """Show the page."""
        try:
            self._page.show_records(self._view())
        except KneecoachError as error:
            self.failed.emit(error)
            return
        self._shell.show_page(self._page)

    def stop(self) -> None:
        """Wait for what is under way."""
        if self._job is not None:
            self._job.wait()
            self._job = None

    def _connect_signals(self) -> None:
        page = self._page
        page.person_chosen.connect(self._on_person_chosen)
        page.person_added.connect(self._on_person_added)
        page.person_renamed.connect(self._on_person_renamed)
        page.export_requested.connect(self._on_export_requested)
        page.import_requested.connect(self._on_import_requested)
        page.who_said.connect(self._on_who_said)
        page.folder_requested.connect(self._on_folder_requested)
        page.step_requested.connect(self._on_step_requested)
        page.folder_forgotten.connect(self._on_folder_forgotten)
        page.folder_key_given.connect(self._on_folder_key_given)
        page.brought_back.connect(self._on_brought_back)
        page.forget_requested.connect(self.forget_requested)
        page.closed.connect(self.closed)

    def _view(self) -> RecordsView:
        people = self._store().people()
        shared = recall_sharing(self._paths).folder
        mine = self._mine(people)
        remains = find_remains(self._paths.database, self._paths.backups, mine.id)
        return RecordsView(
            people=tuple((key_of(people, one), one.name) for one in people),
            mine=key_of(people, mine),
            shared="" if shared is None else str(shared),
            copies=len(remains.copies),
            copies_at=str(self._paths.data),
            deleted=tuple(deletion_words(one) for one in self._deletions()),
        )

    def _deletions(self) -> tuple[Deletion, ...]:
        return self._coach().deletions()[:MOST_DELETIONS]

    def _mine(self, people: tuple[Person, ...]) -> Person:
        return choose(people or (self._store().default_person(),), self._paths.person)

    def _on_person_chosen(self, key: str) -> None:
        try:
            choose_person(self._paths, key)
        except KneecoachError as error:
            self.failed.emit(error)
            return
        self.anew_requested.emit()

    def _on_brought_back(self, place: int) -> None:
        deletions = self._deletions()
        if place < len(deletions):
            self._change(lambda: self._coach().bring_back(deletions[place].records))

    def _on_person_added(self, name: str) -> None:
        self._change(lambda: add_person(self._store, name))

    def _on_person_renamed(self, name: str) -> None:
        self._change(lambda: rename_person(self._store, self._mine(self._store().people()), name))

    def _change(self, change: Callable[[], object]) -> None:
        try:
            change()
            self._page.show_records(self._view())
        except KneecoachError as error:
            self.failed.emit(error)
            return
        self.changed.emit()

    def _on_export_requested(self) -> None:
        file = self._questions.where(self._shell.window())
        if file is None:
            return
        words = self.tr("Everything was written to {file}. It is not encrypted.")
        self._begin(lambda _who: words.format(file=self._take_along(file)))

    def _take_along(self, file: Path) -> Path:
        from kneecoach.coach.records import take_along  # noqa: PLC0415 - beside the window

        return take_along(self._paths, self._clock, file)

    def _on_import_requested(self) -> None:
        file = self._questions.which(self._shell.window())
        if file is None:
            return
        from kneecoach.coach.records import is_table  # noqa: PLC0415 - only for a file

        if is_table(file):
            self._table_flow().open(file)
        else:
            self._begin(lambda who: self._bring_in(file, who))

    def _bring_in(self, file: Path, who: Who, how: HowToRead | None = None) -> str:
        from kneecoach.coach.records import bring_in  # noqa: PLC0415 - beside the window

        return taken_words(bring_in(self._paths, self._clock, file, who, how))

    def _table_flow(self) -> TableFlow:
        from kneecoach.ui.table_flow import TableFlow  # noqa: PLC0415 - only for a table

        if self._table is None:
            self._table = TableFlow(
                shell=self._shell,
                clock=self._clock,
                person=lambda: self._mine(self._store().people()),
                parent=self,
            )
            self._table.taken.connect(self._on_table_taken)
            self._table.closed.connect(self.open)
            self._table.failed.connect(self.failed)
        return self._table

    def _on_table_taken(self, file: Path, how: HowToRead) -> None:
        self.open()
        self._begin(lambda who: self._bring_in(file, who, how))

    def _on_folder_requested(self) -> None:
        folder = self._questions.folder(self._shell.window())
        if folder is not None:
            self._bring_in_step(folder)

    def _on_step_requested(self) -> None:
        folder = recall_sharing(self._paths).folder
        if folder is not None:
            self._bring_in_step(folder)

    def _on_folder_key_given(self, passphrase: str) -> None:
        if self._folder is not None:
            self._bring_in_step(self._folder, passphrase)

    def _bring_in_step(self, folder: Path, passphrase: str | None = None) -> None:
        self._folder = folder
        self._begin(lambda who: self._step(folder, who, passphrase))

    def _step(self, folder: Path, who: Who, passphrase: str | None) -> str:
        sharing = recall_sharing(self._paths)
        step = share(self._paths, sharing, folder, who, self._clock, passphrase=passphrase)
        return in_step_words(step)

    def _on_folder_forgotten(self) -> None:
        self._change(lambda: stop_sharing(self._paths))

    def _on_who_said(self, is_mine: bool) -> None:  # noqa: FBT001 - a slot
        self._page.ask_who(is_asked=False)
        if self._again is not None:
            self._begin(self._again, Who.SAME if is_mine else Who.ANOTHER)

    def _begin(self, work: Callable[[Who], str], who: Who = Who.UNSAID) -> None:
        """Do something long beside the window; nothing while something is under way."""
        if self._job is not None:
            return
        self._again = work
        self._page.show_busy(is_busy=True)
        self._job = Beside(lambda: work(who), parent=self)
        self._job.finished.connect(self._on_job_finished)
        self._job.start()

    def _on_job_finished(self) -> None:
        job, self._job = self._job, None
        if job is None:
            return
        self._page.show_busy(is_busy=False)
        error = job.error
        if isinstance(error, HistoryError) and error.trouble is Trouble.UNSAID:
            self._page.ask_who(is_asked=True)
        elif isinstance(error, HistoryError) and error.trouble in _ASKS_FOR_KEY:
            self._page.ask_folder_key(is_new=error.trouble is Trouble.FOLDER_OPEN)
        elif error is not None:
            self.failed.emit(error)
        else:
            self._tell(job.came or "")
            self.changed.emit()
            if self._page.isVisible():
                self._page.show_records(self._view())
        job.deleteLater()

    def _tell(self, text: str) -> None:
        if self._told is not None:
            self._shell.messages.take_away(self._told)
        self._told = Message(text=text)
        self._shell.messages.show_message(self._told)
