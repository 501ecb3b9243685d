"""Own the page about privacy: turn encryption on and off beside the window, and what opens it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kneecoach.model.errors import KneecoachError
from kneecoach.paths import Paths
from kneecoach.settings import LockAfter, Settings
from kneecoach.ui.beside import Beside
from kneecoach.ui.pages.privacy import PrivacyPage
from kneecoach.ui.privacy_view import PrivacyView
from kneecoach.ui.shell import Shell
from kneecoach.ui.widgets.message_bar import Message
from kneecoach.ui.words.privacy import recovery_paper
from kneecoach.values import dataclass
from kneecoach.vault.standing import is_encrypted


def print_paper(text: str, parent: QWidget) -> None:
    """Ask for a printer and print."""
    from kneecoach.ui.printing import ask_and_print  # noqa: PLC0415 - seldom

    ask_and_print(text, parent)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """What the flow needs of the rest.

    Attributes:
        settings: Returns the settings as they are now.
        choose_locking: Keeps when the coach locks by itself.
        lock_unknown: Returns what cannot be known here of a locked screen and of sleep.
        let_go: Closes the records, so that their files can be written anew.
        put_on_paper: Asks for a printer and prints a text.
    """

    settings: Callable[[], Settings]
    choose_locking: Callable[[LockAfter, bool], None]
    lock_unknown: Callable[[], str]
    let_go: Callable[[], None]
    put_on_paper: Callable[[str, QWidget], None] = print_paper


class PrivacyFlow(QObject):
    """Show how the records are kept from others, and change it.

    Signals:
        encryption_changed: The records are encrypted now, or no longer.
        lock_requested: The coach is to lock now.
        closed: The person went back.

    Args:
        shell: Where the page is shown.
        paths: Where the records are.
        doors: What it needs of the rest.
    """

    encryption_changed = Signal()
    lock_requested = Signal()
    closed = Signal()

    def __init__(
        self, *, shell: Shell, paths: Paths, doors: Doors, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._shell = shell
        self._paths = paths
        self._doors = doors
        self._keyring: str | None = None
        self._knows_passphrase = True
        self._work: Beside[str] | None = None
        self._then: Callable[[str], None] = _nothing
        self._was_on = False
        self._lock_unknown: str | None = None
        self._looking: Beside[str] | None = None
        self._page = PrivacyPage()
        self._connect_signals()

    def open(self, *, knows_passphrase: bool = True) -> None:
        """Show the page; one who came in by the recovery code chooses a new passphrase."""
        self._knows_passphrase = knows_passphrase
        self._show()
        self._shell.show_page(self._page)
        if not knows_passphrase:
            self._page.say(self.tr("Choose a new passphrase, as the old one is not known."))
        if is_encrypted(self._paths.data) and self._keyring is None and self._looking is None:
            self._looking = Beside(_look_for_keyring, parent=self)
            self._looking.finished.connect(self._on_keyring_known)
            self._looking.start()

    def is_writing(self) -> bool:
        """Return whether files are being written anew."""
        return self._work is not None

    def stop(self) -> None:
        """Wait for what is under way."""
        for work in (self._work, self._looking):
            if work is not None:
                work.wait()
        self._work = self._looking = None

    def _show(self) -> None:
        settings = self._doors.settings()
        is_on = is_encrypted(self._paths.data)
        if is_on and self._lock_unknown is None:
            self._lock_unknown = self._doors.lock_unknown()
        self._page.show_privacy(
            PrivacyView(
                is_encrypted=is_on,
                has_code=is_on and _has_code(self._paths),
                knows_passphrase=self._knows_passphrase,
                keyring=self._keyring,
                is_remembered=is_on and self._paths.remembered.exists(),
                lock_after=settings.lock_after,
                lock_with_computer=settings.lock_with_computer,
                lock_unknown=self._lock_unknown or "",
            )
        )

    def _connect_signals(self) -> None:
        page = self._page
        page.turn_on_requested.connect(self._on_turn_on)
        page.turn_off_requested.connect(self._on_turn_off)
        page.change_requested.connect(self._on_change)
        page.code_requested.connect(self._on_code_requested)
        page.code_print_requested.connect(self._on_code_print_requested)
        page.remember_requested.connect(self._on_remember_requested)
        page.locking_chosen.connect(self._on_locking_chosen)
        page.lock_requested.connect(self.lock_requested)
        page.closed.connect(self._on_closed)

    def _on_turn_on(self, passphrase: str) -> None:
        paths = self._paths

        def encrypt() -> str:
            from kneecoach.coach.encrypting import turn_on  # noqa: PLC0415 - beside the window
            from kneecoach.vault.opening import renew_code  # noqa: PLC0415 - as above

            turn_on(paths, passphrase)
            return renew_code(paths.data)

        self._doors.let_go()
        self._begin(encrypt, self.tr("Encrypting the records…"), self._on_turned_on)

    def _on_turned_on(self, code: str) -> None:
        from kneecoach.coach.encrypting import HONEST_ABOUT_DISKS  # noqa: PLC0415 - as above

        self.encryption_changed.emit()
        self._tell(self.tr("The records are encrypted now."), HONEST_ABOUT_DISKS)
        self.open()
        self._page.show_code(code)

    def _on_turn_off(self, passphrase: str) -> None:
        paths = self._paths

        def decrypt() -> str:
            from kneecoach.coach.encrypting import turn_off  # noqa: PLC0415 - beside the window
            from kneecoach.coach.remembering import forget  # noqa: PLC0415 - as above
            from kneecoach.vault.opening import unlock  # noqa: PLC0415 - as above

            unlock(paths.data, passphrase)
            forget(paths)
            turn_off(paths)
            return ""

        self._doors.let_go()
        self._begin(decrypt, self.tr("Writing everything as plain files…"), self._on_turned_off)

    def _on_turned_off(self, _: str) -> None:
        self.encryption_changed.emit()
        self._tell(self.tr("The records are plain files again."))
        self.open()

    def _on_change(self, old: str, new: str) -> None:
        data, knows = self._paths.data, self._knows_passphrase

        def change() -> str:
            from kneecoach.vault.opening import (  # noqa: PLC0415 - beside the window
                change_passphrase,
                set_passphrase,
            )

            if knows:
                change_passphrase(data, old, new)
            else:
                set_passphrase(data, new)
            return ""

        self._begin(change, self.tr("Changing the passphrase…"), self._on_changed)

    def _on_changed(self, _: str) -> None:
        self._tell(self.tr("From now on the new passphrase opens the records."))
        self.open()

    def _on_code_requested(self) -> None:
        data = self._paths.data

        def make_code() -> str:
            from kneecoach.vault.opening import renew_code  # noqa: PLC0415 - beside the window

            return renew_code(data)

        self._begin(make_code, self.tr("Making a recovery code…"), self._on_code_made)

    def _on_code_made(self, code: str) -> None:
        self._show()
        self._page.show_code(code)

    def _on_code_print_requested(self, code: str) -> None:
        self._doors.put_on_paper(recovery_paper(code), self._shell.window())

    def _on_remember_requested(self, is_wanted: bool) -> None:  # noqa: FBT001 - a slot
        paths = self._paths

        def change() -> str:
            from kneecoach.coach import remembering  # noqa: PLC0415 - beside the window

            if is_wanted:
                remembering.remember(paths)
            else:
                remembering.forget(paths)
            return ""

        self._begin(change, self.tr("Asking the keyring of this computer…"), self._on_remembered)

    def _on_remembered(self, _: str) -> None:
        self._show()

    def _on_locking_chosen(self, after: LockAfter, with_computer: bool) -> None:  # noqa: FBT001
        self._doors.choose_locking(after, with_computer)

    def _on_closed(self) -> None:
        if self._work is None:
            self._page.clear()
            self.closed.emit()

    def _on_keyring_known(self) -> None:
        looking, self._looking = self._looking, None
        if looking is not None:
            self._keyring = looking.came or ""
            looking.deleteLater()
            self._show()

    def _begin(self, work: Callable[[], str], words: str, then: Callable[[str], None]) -> None:
        """Do something beside the window, and go on with what came of it."""
        if self._work is not None:
            return
        self._then = then
        self._was_on = is_encrypted(self._paths.data)
        self._page.show_busy(words)
        self._shell.let_choose(False)
        self._work = Beside(work, parent=self)
        self._work.finished.connect(self._on_finished)
        self._work.start()

    def _on_finished(self) -> None:
        work, self._work = self._work, None
        if work is None:
            return
        work.deleteLater()
        self._shell.let_choose(True)
        self._page.show_busy("")
        if work.error is None:
            self._page.clear()
            self._then(work.came or "")
            return
        if is_encrypted(self._paths.data) != self._was_on:  # it goes on at the next unlocking
            self.encryption_changed.emit()
        self._show()
        self._page.say(str(work.error))
        self._page.setFocus()

    def _tell(self, words: str, more: str = "") -> None:
        self._shell.messages.show_message(Message(text=words, way_out=more))


def _nothing(_: str) -> None:
    """Go on with nothing."""


def _look_for_keyring() -> str:
    from kneecoach.coach.remembering import keyring_name  # noqa: PLC0415 - beside the window

    return keyring_name()


def _has_code(paths: Paths) -> bool:
    from kneecoach.vault.opening import has_code  # noqa: PLC0415 - where there is encryption

    try:
        return has_code(paths.data)
    except KneecoachError:
        return False
