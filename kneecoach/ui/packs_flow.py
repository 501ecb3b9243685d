"""Open pack files that are chosen, dropped or double-clicked, and install what is taken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kneecoach.clock import Clock
from kneecoach.coach.opening import pack_folders
from kneecoach.model.errors import KneecoachError
from kneecoach.packs.parcel.index import Installed, read_index
from kneecoach.packs.parcel.install import Offer, install, make_offer, remove
from kneecoach.packs.parcel.parcel import ENDING, open_parcel
from kneecoach.paths import Paths, make_folders
from kneecoach.ui import keys
from kneecoach.ui.packs_view import InstalledView, OfferView
from kneecoach.ui.pages.packs import PacksPage
from kneecoach.ui.shell import Shell
from kneecoach.ui.words.packs import change_lines, offer_words, signature_words, trust_words

translate = QCoreApplication.translate


def ask_for_pack(parent: QWidget) -> Path | None:
    """Ask which pack file to open; None when the person thinks better of it."""
    title = translate("PacksFlow", "Choose a pack file")
    path, _ = QFileDialog.getOpenFileName(parent, title, "", f"*{ENDING}")
    return Path(path) if path else None


class PacksFlow(QObject):
    """Own the page of packs.

    Signals:
        packs_changed: Another pack is there, or one is gone; what was read is out of date.
        failed(KneecoachError): A file was refused, or something could not be written.

    Args:
        shell: Where the page is shown.
        paths: Where packs are kept.
        clock: Tells when a pack was installed.
        ask_path: Asks which file to open.
    """

    packs_changed = Signal()
    failed = Signal(object)

    def __init__(
        self,
        *,
        shell: Shell,
        paths: Paths,
        clock: Clock,
        parent: QObject | None = None,
        ask_path: Callable[[QWidget], Path | None] = ask_for_pack,
    ) -> None:
        super().__init__(parent)
        self._shell = shell
        self._paths = paths
        self._clock = clock
        self._ask_path = ask_path
        self._offer: Offer | None = None
        self._page = PacksPage()
        self._page.choose_requested.connect(self._on_choose_requested)
        self._page.taken.connect(self._on_taken)
        self._page.declined.connect(self._on_declined)
        self._page.removed.connect(self._on_removed)
        shell.add_page(keys.PACKS, self._page)

    def show_packs(self) -> None:
        """Bring the page up to date."""
        try:
            packs = read_index(self._paths.packs).packs
        except KneecoachError as error:
            packs = ()
            self._emit_failed(error)
        self._page.show_packs(tuple(_installed(one) for one in packs))

    def open_file(self, path: Path) -> None:
        """Show what is in a pack file and ask whether to install it; say why not if refused."""
        self._leave_offer()
        self.show_packs()
        self._shell.show_page(self._page)
        try:
            make_folders(self._paths)
            parcel = open_parcel(path, pack_folders(self._paths))
            self._offer = make_offer(parcel, self._paths.packs)
        except KneecoachError as error:
            self._page.say(self.tr("{file} was not installed.").format(file=path.name))
            self._emit_failed(error)
            return
        self._page.show_offer(_offered(self._offer))

    def _on_choose_requested(self) -> None:
        path = self._ask_path(self._shell.window())
        if path is not None:
            self.open_file(path)

    def _on_taken(self) -> None:
        if self._offer is None:
            return
        try:
            done = install(self._offer, self._paths.packs, self._clock.now())
        except KneecoachError as error:
            self._emit_failed(error)
            return
        self._leave_offer()
        self.show_packs()
        self._emit_packs_changed()
        sentence = self.tr("{name} {version} is installed. Choose its programme under Programme.")
        self._page.say(sentence.format(name=done.name, version=done.version))

    def _on_declined(self) -> None:
        self._leave_offer()
        self._page.say(self.tr("Nothing was installed."))

    def _on_removed(self, pack_id: str) -> None:
        try:
            gone = remove(pack_id, self._paths.packs)
        except KneecoachError as error:
            self._emit_failed(error)
            return
        self.show_packs()
        self._emit_packs_changed()
        self._page.say(self.tr("{name} is removed.").format(name=gone.name))

    def _leave_offer(self) -> None:
        self._offer = None
        self._page.take_offer_away()

    def _emit_packs_changed(self) -> None:
        self.packs_changed.emit()

    def _emit_failed(self, error: KneecoachError) -> None:
        self.failed.emit(error)


def _installed(pack: Installed) -> InstalledView:
    about = translate("PacksFlow", "Version {version} by {author}")
    return InstalledView(
        id=pack.id,
        name=pack.name,
        about=about.format(version=pack.version, author=pack.author),
        signature=signature_words(pack),
    )


def _offered(offer: Offer) -> OfferView:
    is_update = offer.installed is not None
    return OfferView(
        name=offer.parcel.pack.name,
        about=offer_words(offer),
        review=offer.parcel.pack.review,
        trust=trust_words(offer),
        is_alarming=offer.trust.is_alarming,
        is_update=is_update,
        changes=change_lines(offer.changes) if is_update else (),
    )
