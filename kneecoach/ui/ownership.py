"""See to whose the records are: who is coached, who can read it, and that it goes when it must."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kneecoach.model.errors import KneecoachError
from kneecoach.ui.coaching import Coaching
from kneecoach.ui.day_flow import DayFlow
from kneecoach.ui.outside import Outside
from kneecoach.ui.shell import Shell

if TYPE_CHECKING:
    from kneecoach.ui.privacy_flow import PrivacyFlow
    from kneecoach.ui.records_flow import RecordsFlow
    from kneecoach.ui.widgets.person_panel import PersonPanel


class Ownership(QObject):
    """Own the pages of people and of privacy; each is made when it is first asked for.

    Signals:
        anew_requested: Somebody else is coached now: the coach is to begin anew.
        lock_requested: The person wants the records locked now.
        encryption_changed: The records are encrypted now, or no longer.
        changed: Records came in, or a name changed.
        over: The person went back; Today may come.
        failed(KneecoachError): Something could not be done.

    Args:
        shell: Where pages are shown.
        outside: What the computer gives.
        coaching: Holds the coach.
        days: Follows the history, and lets go of its files.
        parent: What owns this.
    """

    anew_requested = Signal()
    lock_requested = Signal()
    encryption_changed = Signal()
    changed = Signal()
    over = Signal()
    failed = Signal(object)

    def __init__(
        self,
        *,
        shell: Shell,
        outside: Outside,
        coaching: Coaching,
        days: DayFlow,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._shell = shell
        self._outside = outside
        self._coaching = coaching
        self._days = days
        self._records: RecordsFlow | None = None
        self._privacy: PrivacyFlow | None = None
        self._panel: PersonPanel | None = None

    @property
    def is_writing(self) -> bool:
        """Return whether the records are being encrypted, or written as plain files."""
        return self._privacy is not None and self._privacy.is_writing()

    def show_person(self) -> None:
        """Say beside the pages who is coached, where several people are here."""
        try:
            people = self._outside.store().people()
        except KneecoachError:
            return  # told already
        if len(people) > 1 and self._panel is None:
            from kneecoach.ui.widgets.person_panel import PersonPanel  # noqa: PLC0415 - seldom

            self._panel = PersonPanel()
            self._panel.pressed.connect(self.open_records)
            self._shell.add_to_side(self._panel)
        if self._panel is not None:
            name = self._coaching.coach().person.name
            self._panel.show_name(name or self.tr("No name yet"))

    def open_records(self) -> None:
        """Show people and records; nothing happens while there is no coach."""
        if not self._coaching.is_open:
            return
        if self._records is None:
            from kneecoach.ui.records_flow import RecordsFlow  # noqa: PLC0415 - seldom

            self._records = RecordsFlow(
                shell=self._shell,
                paths=self._outside.paths,
                clock=self._outside.clock,
                store=self._outside.store,
                coach=self._coaching.coach,
                parent=self,
            )
            self._records.anew_requested.connect(self.anew_requested)
            self._records.forget_requested.connect(self._on_forget_requested)
            self._records.changed.connect(self._on_people_changed)
            self._records.closed.connect(self.over)
            self._records.failed.connect(self.failed)
        self._records.open()

    def open_privacy(self, *, knows_passphrase: bool = True) -> None:
        """Show who can read the records; one who came in by the recovery code says it anew."""
        if self._privacy is None:
            from kneecoach.ui.privacy_flow import Doors, PrivacyFlow  # noqa: PLC0415 - seldom

            self._privacy = PrivacyFlow(
                shell=self._shell,
                paths=self._outside.paths,
                doors=Doors(
                    settings=self._coaching.settings,
                    choose_locking=self._coaching.choices.choose_locking,
                    lock_unknown=self._lock_unknown,
                    let_go=self._days.let_go_of_history,
                ),
                parent=self,
            )
            self._privacy.lock_requested.connect(self.lock_requested)
            self._privacy.encryption_changed.connect(self.encryption_changed)
            self._privacy.closed.connect(self.over)
        self._privacy.open(knows_passphrase=knows_passphrase)

    def close(self) -> None:
        """Wait for what is being written."""
        for writing in (self._records, self._privacy):
            if writing is not None:
                writing.stop()

    def _lock_unknown(self) -> str:
        from kneecoach.ui.locking import lock_unknown_words  # noqa: PLC0415 - seldom

        return lock_unknown_words(self._outside.clock)

    def _on_people_changed(self) -> None:
        self.changed.emit()
        self.show_person()

    def _on_forget_requested(self, with_copies: bool) -> None:  # noqa: FBT001 - a slot
        """Delete everything of the person for good, and begin anew; nothing is kept of the days."""
        from kneecoach.coach.deleting import forget_everything  # noqa: PLC0415 - seldom
        from kneecoach.coach.people import everybody, forget_files  # noqa: PLC0415 - seldom

        outside, person = self._outside, self._coaching.coach().person
        self._days.forget()
        try:
            forget_everything(outside.paths, person, with_copies=with_copies)
            forget_files(outside.paths, everybody(outside.store, outside.paths))
        except KneecoachError as error:
            self._emit_failed(error)
            return
        self.anew_requested.emit()

    def _emit_failed(self, error: KneecoachError) -> None:
        self.failed.emit(error)
