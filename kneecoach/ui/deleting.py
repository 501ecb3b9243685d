"""Delete a session, a morning or an activity, and offer to bring it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from kneecoach.coach.coach import Coach
from kneecoach.model.errors import KneecoachError
from kneecoach.ui.shell import Shell
from kneecoach.ui.widgets.message_bar import Message
from kneecoach.ui.words.days import long_day

if TYPE_CHECKING:
    from kneecoach.coach.deleting import Records

UNDO = "undo_delete"
"""Key of the button that brings back what was deleted."""


class Deleting(QObject):
    """Delete records one after the other; the last ones can come back by one press.

    Signals:
        changed: Records are gone or back; every dose may be another.
        failed(KneecoachError): It could not be kept.

    Args:
        shell: Where the message is shown.
        coach: Returns the coach.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(
        self, *, shell: Shell, coach: Callable[[], Coach], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._shell = shell
        self._coach = coach
        self._last: Records = ()
        self._message: Message | None = None

    def delete_session(self, session_id: UUID) -> None:
        """Delete a session, with what it said before it was corrected."""
        from kneecoach.coach.deleting import of_session  # noqa: PLC0415 - seldom

        history = self._coach().history
        record = next((one for one in history.sessions if one.id == session_id), None)
        if record is None:
            return
        words = self.tr("The session of {day} was deleted; every dose was worked out anew.")
        self._delete(lambda: of_session(history, record), words.format(day=long_day(record.day)))

    def delete_morning(self, day: date) -> None:
        """Delete what was said of a morning."""
        from kneecoach.coach.deleting import of_morning  # noqa: PLC0415 - seldom

        words = self.tr("What was said of the morning of {day} was deleted.")
        history = self._coach().history
        self._delete(lambda: of_morning(history, day), words.format(day=long_day(day)))

    def delete_activity(self, name: str) -> None:
        """Delete every score of an activity."""
        from kneecoach.coach.deleting import of_activity  # noqa: PLC0415 - seldom

        words = self.tr("“{name}” and its scores were deleted.").format(name=name)
        history = self._coach().history
        self._delete(lambda: of_activity(history, name), words)

    def act(self, key: str) -> None:
        """Do what the button of a message with this key is for, when it is ours."""
        if key == UNDO:
            self.undo()

    def undo(self) -> None:
        """Bring back what was deleted last."""
        if not self._last:
            return
        try:
            self._coach().bring_back(self._last)
        except KneecoachError as error:
            self.failed.emit(error)
            return
        self._last = ()
        self._tell(Message(text=self.tr("It is back, as it was.")))
        self.changed.emit()

    def forget(self) -> None:
        """Offer nothing to come back any more, because somebody else sits here now."""
        self._last = ()
        if self._message is not None:
            self._shell.messages.take_away(self._message)

    def _delete(self, find: Callable[[], Records], words: str) -> None:
        try:
            records = find()
            self._coach().delete(records)
        except KneecoachError as error:
            self.failed.emit(error)
            return
        self._last = records
        self._tell(Message(text=words, action=(UNDO, self.tr("Undo"))))
        self.changed.emit()

    def _tell(self, message: Message) -> None:
        if self._message is not None:
            self._shell.messages.take_away(self._message)
        self._message = message
        self._shell.messages.show_message(message)
