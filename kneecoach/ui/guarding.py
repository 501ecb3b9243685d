"""Guard encrypted records: ask for their key before anything is read, and lock them again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow

from kneecoach.clock import Clock
from kneecoach.model.errors import KneecoachError
from kneecoach.paths import Paths
from kneecoach.private import is_locked
from kneecoach.settings import Settings

if TYPE_CHECKING:
    from kneecoach.ui.locking import Locking
    from kneecoach.ui.room import Room
    from kneecoach.ui.unlock_flow import UnlockFlow
    from kneecoach.ui.widgets.buttons import LinkButton

LOCK_KEYS = "Ctrl+L"


class Guarding(QObject):
    """Own the page that asks for the passphrase, and what locks the records.

    Locking is beginning anew: the program is started again without the key, so that nothing that
    was read stays in memory or in view.

    Signals:
        opened: The records may be read.
        lock_due: The coach is to begin anew, locked.

    Args:
        application: What is dressed.
        window: Returns what the page is shown in.
        clock: Tells how long nothing was used.
        paths: Where the records are.
    """

    opened = Signal()
    lock_due = Signal()

    def __init__(
        self,
        *,
        application: QApplication,
        window: Callable[[], QMainWindow],
        clock: Clock,
        paths: Paths,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._application = application
        self._window = window
        self._clock = clock
        self._paths = paths
        self._room: Room | None = None
        self._unlocking: UnlockFlow | None = None
        self._locking: Locking | None = None
        self._shortcut: QShortcut | None = None
        self._button: LinkButton | None = None
        self._waits_for_session = False
        self._is_leaving = False

    @property
    def wants_new_passphrase(self) -> bool:
        """Return whether the records were opened by the recovery code."""
        return self._unlocking is not None and self._unlocking.came_by_code

    @property
    def is_asking(self) -> bool:
        """Return whether the page that asks for the passphrase is in view."""
        return self._unlocking is not None and self._room is None

    def needs_key(self) -> bool:
        """Return whether the records are locked."""
        return is_locked(self._paths.data)

    def ask(self, settings: Settings) -> None:
        """Ask for the passphrase; `opened` follows."""
        from kneecoach.ui.unlock_flow import UnlockFlow  # noqa: PLC0415 - where it is locked

        self._unlocking = UnlockFlow(
            application=self._application,
            window=self._window(),
            paths=self._paths,
            settings=settings,
            parent=self,
        )
        self._unlocking.unlocked.connect(self.opened)
        self._unlocking.open()

    def tell(self, error: KneecoachError) -> None:
        """Say what went wrong while the passphrase is asked for."""
        if self._unlocking is not None:
            self._unlocking.tell(error)

    def watch(self, room: Room) -> None:
        """Take the pages in: they may be locked from now on, while the records are encrypted."""
        if self._room is None:
            self._room = room
            room.lock_requested.connect(self.lock)
            room.session_over.connect(self._on_session_over)
            room.settings_kept.connect(self.follow)
        self.follow(room.settings())

    def follow(self, settings: Settings) -> None:
        """Lock by itself as it was chosen, while the records are encrypted."""
        is_on = self._paths.vault.exists()
        if self._locking is None and is_on:
            from kneecoach.ui.locking import Locking  # noqa: PLC0415 - where records are encrypted

            self._locking = Locking(clock=self._clock, parent=self)
            self._locking.due.connect(self.lock_by_itself)
        if self._locking is not None and is_on:
            self._locking.follow(settings, None if self._room is None else self._window())
        elif self._locking is not None:
            self._locking.close()
        self._offer(is_offered=is_on)

    def lock(self) -> None:
        """Lock because the person wants it; what is under way, with its questions, ends first."""
        if self._is_open():
            self._leave_or_wait(counts_questions=True)

    def lock_by_itself(self) -> None:
        """Lock because nobody is there; a session is not cut off, its questions at the end are."""
        if self._is_open():
            self._leave_or_wait(counts_questions=False)

    def close(self) -> None:
        """Watch for nothing more; forget the key when that was why."""
        if self._unlocking is not None:
            self._unlocking.stop()
        if self._locking is not None:
            self._locking.close()
        if self._is_leaving:
            from kneecoach.vault.keys import lock  # noqa: PLC0415 - where it was unlocked

            lock(self._paths.data)

    def _is_open(self) -> bool:
        return self._paths.vault.exists() and not self.needs_key() and not self._is_leaving

    def _leave_or_wait(self, *, counts_questions: bool) -> None:
        room = self._room
        if room is not None and room.is_writing_anew():
            return
        if room is not None and room.is_under_way(counts_questions=counts_questions):
            if not self._waits_for_session:
                room.tell_of_locking()
            self._waits_for_session = True
            return
        self._is_leaving = True
        self.lock_due.emit()

    def _offer(self, *, is_offered: bool) -> None:
        """Offer to lock beside the pages and by keys, once there are pages."""
        if self._button is None and is_offered and self._room is not None:
            from kneecoach.ui.widgets.buttons import LinkButton  # noqa: PLC0415 - as above

            self._shortcut = QShortcut(QKeySequence(LOCK_KEYS), self._window())
            self._shortcut.activated.connect(self.lock)
            self._button = LinkButton(self.tr("Lock"), name="shell.lock")
            self._button.setToolTip(LOCK_KEYS)
            self._button.clicked.connect(self.lock)
            self._room.add_beside_name(self._button)
        if self._button is not None and self._shortcut is not None:
            self._button.setVisible(is_offered)
            self._shortcut.setEnabled(is_offered)

    def _on_session_over(self) -> None:
        if self._waits_for_session:
            self._waits_for_session = False
            self.lock()
