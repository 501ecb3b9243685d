"""Open encrypted records before the pages come, while the window stays alive."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QMainWindow

from kneecoach.model.errors import KneecoachError
from kneecoach.paths import Paths
from kneecoach.settings import Settings
from kneecoach.ui.beside import Beside
from kneecoach.ui.pages.unlock import UnlockPage
from kneecoach.ui.theme.apply import apply_theme
from kneecoach.ui.widgets.scroll_page import FocusInView
from kneecoach.ui.widgets.text import Tone


class UnlockFlow(QObject):
    """Own the page that asks for the passphrase.

    Signals:
        unlocked: The key is at hand, and the files are as they should be.

    Args:
        application: What is dressed.
        window: What the page is shown in.
        paths: Where the records are.
        settings: How the window looks, and whether breaks go on.
    """

    unlocked = Signal()

    def __init__(
        self,
        *,
        application: QApplication,
        window: QMainWindow,
        paths: Paths,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._paths = paths
        self._window = window
        self._work: Beside[bool] | None = None
        self._came_by_code = False
        apply_theme(application, settings.theme, text_percent=settings.text_percent)
        self._page = UnlockPage()
        FocusInView(application=application, parent=self._page)
        self._page.show_breaks(are_on=settings.breaks)
        self._page.passphrase_given.connect(self._on_passphrase_given)
        self._page.code_given.connect(self._on_code_given)

    @property
    def came_by_code(self) -> bool:
        """Return whether the recovery code was what was tried last."""
        return self._came_by_code

    @property
    def page(self) -> UnlockPage:
        """Return the page."""
        return self._page

    def open(self) -> None:
        """Show the page; a computer that was told to remember tries its keyring at once."""
        self._window.setCentralWidget(self._page)
        if self._paths.remembered.exists():
            self._try(self._by_keyring)
            self._page.say(self.tr("Asking the keyring of this computer…"), tone=Tone.MUTED)

    def tell(self, error: KneecoachError) -> None:
        """Say what went wrong; the page stays."""
        self._page.say(str(error))

    def stop(self) -> None:
        """Wait for what is being tried."""
        if self._work is not None:
            self._work.wait()
            self._work = None

    def _on_passphrase_given(self, passphrase: str) -> None:
        paths = self._paths

        def unlock_by_passphrase() -> bool:
            from kneecoach.vault.opening import unlock  # noqa: PLC0415 - on a thread of its own

            unlock(paths.data, passphrase)
            return _settle(paths)

        self._came_by_code = False
        self._try(unlock_by_passphrase)

    def _on_code_given(self, code: str) -> None:
        paths = self._paths

        def unlock_by_code() -> bool:
            from kneecoach.vault.opening import unlock_with_code  # noqa: PLC0415 - as above

            unlock_with_code(paths.data, code)
            return _settle(paths)

        self._came_by_code = True
        self._try(unlock_by_code)

    def _by_keyring(self) -> bool:
        from kneecoach.coach.remembering import unlock_as_remembered  # noqa: PLC0415 - as above

        return unlock_as_remembered(self._paths) and _settle(self._paths)

    def _try(self, work: Callable[[], bool]) -> None:
        """Try it beside the window; nothing while something is being tried."""
        if self._work is not None:
            return
        self._page.show_busy(is_busy=True)
        self._work = Beside(work, parent=self)
        self._work.finished.connect(self._on_tried)
        self._work.start()

    def _on_tried(self) -> None:
        work, self._work = self._work, None
        if work is None:
            return
        work.deleteLater()
        if work.error is not None:
            self._page.ask_again(str(work.error))
        elif not work.came:
            self._page.ask_again(
                self.tr("The keyring has no key for these records. The passphrase opens them.")
            )
        else:
            self._page.forget()
            self.unlocked.emit()


def _settle(paths: Paths) -> bool:
    """Go on with a change of encryption that was cut off."""
    from kneecoach.coach.encrypting import carry_on  # noqa: PLC0415 - as above

    carry_on(paths)
    return True
