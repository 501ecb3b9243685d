"""Look back: how it went, what the knee can do, and what of it is put right or deleted."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from kneecoach.ui.coaching import Coaching
from kneecoach.ui.outside import Outside
from kneecoach.ui.shell import Shell
from kneecoach.ui.widgets.message_bar import Message

if TYPE_CHECKING:
    from kneecoach.ui.correct_flow import CorrectFlow
    from kneecoach.ui.deleting import Deleting
    from kneecoach.ui.function_flow import FunctionFlow
    from kneecoach.ui.progress_flow import ProgressFlow


class LookingBack(QObject):
    """Own the pages about what was recorded; each is made when it is first asked for.

    Signals:
        changed: Records are other than before, gone or back; every dose may be another.
        over: The person is done with what the knee can do; Today may come back.
        failed(KneecoachError): Something could not be kept.

    Args:
        shell: Where pages are shown.
        outside: What the computer gives.
        coaching: Holds the coach.
        parent: What owns this.
    """

    changed = Signal()
    over = Signal()
    failed = Signal(object)

    def __init__(
        self, *, shell: Shell, outside: Outside, coaching: Coaching, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._shell = shell
        self._outside = outside
        self._coaching = coaching
        self._progress: ProgressFlow | None = None
        self._function: FunctionFlow | None = None
        self._correct: CorrectFlow | None = None
        self._deleting: Deleting | None = None

    def show_progress(self) -> None:
        """Bring the page of progress up to date."""
        self._progress_flow().show_progress()

    def open_function(self) -> None:
        """Ask what the knee can do; nothing happens while there is no coach."""
        if self._coaching.is_open:
            self._function_flow().open()

    def delete_morning(self, day: date) -> None:
        """Delete what was said of a morning."""
        self._deleter().delete_morning(day)

    def act(self, key: str) -> None:
        """Do what the button of a message with this key is for, when it is ours."""
        if self._deleting is not None:
            self._deleting.act(key)

    def close(self) -> None:
        """End a test of what the knee can do that is under way."""
        if self._function is not None:
            self._function.stop()

    def _progress_flow(self) -> ProgressFlow:
        if self._progress is None:
            from kneecoach.ui.progress_flow import ProgressFlow  # noqa: PLC0415 - Today comes first

            self._progress = ProgressFlow(
                shell=self._shell,
                coach=self._coaching.coach_or_none,
                programme=self._coaching.programme,
                today=self._outside.clock.today,
                parent=self,
            )
            self._progress.function_opened.connect(self.open_function)
            self._progress.correction_requested.connect(self._on_correction_requested)
            self._progress.deletion_requested.connect(self._on_deletion_requested)
        return self._progress

    def _function_flow(self) -> FunctionFlow:
        if self._function is None:
            from kneecoach.ui.function_flow import FunctionFlow, Tools  # noqa: PLC0415 - seldom

            self._function = FunctionFlow(
                shell=self._shell,
                coach=self._coaching.coach,
                programme=self._coaching.programme,
                tools=Tools(
                    clock=self._outside.clock,
                    make_ticker=self._outside.make_ticker,
                    open_output=self._outside.open_output,
                    settings=self._coaching.settings,
                ),
                parent=self,
            )
            self._function.activity_deleted.connect(self._on_activity_deleted)
            self._function.kept.connect(self.over)
            self._function.closed.connect(self.over)
            self._function.failed.connect(self.failed)
        return self._function

    def _correct_flow(self) -> CorrectFlow:
        if self._correct is None:
            from kneecoach.ui.correct_flow import CorrectFlow  # noqa: PLC0415 - seldom

            self._correct = CorrectFlow(
                shell=self._shell,
                coach=self._coaching.coach,
                programme=self._coaching.programme,
                clock=self._outside.clock,
                parent=self,
            )
            self._correct.kept.connect(self._on_corrected)
            self._correct.closed.connect(self._on_correct_closed)
            self._correct.failed.connect(self.failed)
        return self._correct

    def _deleter(self) -> Deleting:
        if self._deleting is None:
            from kneecoach.ui.deleting import Deleting  # noqa: PLC0415 - seldom

            self._deleting = Deleting(shell=self._shell, coach=self._coaching.coach, parent=self)
            self._deleting.changed.connect(self._on_deletion_kept)
            self._deleting.failed.connect(self.failed)
        return self._deleting

    def _on_correction_requested(self, session_id: UUID) -> None:
        self._correct_flow().open(session_id)

    def _on_corrected(self, words: str) -> None:
        self._shell.messages.clear()
        self._shell.messages.show_message(Message(text=words))
        self.changed.emit()
        self._on_correct_closed()

    def _on_correct_closed(self) -> None:
        self._progress_flow().open()

    def _on_deletion_requested(self, session_id: UUID) -> None:
        self._deleter().delete_session(session_id)

    def _on_activity_deleted(self, name: str) -> None:
        self._deleter().delete_activity(name)

    def _on_deletion_kept(self) -> None:
        """Let every page that is in view follow what was deleted or came back."""
        self.changed.emit()
        for flow in (self._progress, self._function):
            if flow is not None:
                flow.follow()
