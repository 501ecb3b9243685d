"""Open pack files that are chosen, dropped or double-clicked, and install what is taken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kneecoach.clock import Clock
from kneecoach.coach.opening import pack_folders
from kneecoach.model.errors import KneecoachError
from kneecoach.packs.parcel.index import Installed, read_index
from kneecoach.packs.parcel.install import Offer, install, make_offer, remove
from kneecoach.packs.parcel.parcel import ENDING, open_parcel
from kneecoach.paths import Paths, make_folders
from kneecoach.reports.kneereport import ENDING as REPORT_ENDING
from kneecoach.reports.report import Report
from kneecoach.ui import keys
from kneecoach.ui.giving_flow import (
    Known,
    ask_where,
    downloads,
    give_handout,
    give_report,
    give_report_with_notes,
)
from kneecoach.ui.packs_view import InstalledView, OfferView
from kneecoach.ui.pages.packs import PacksPage
from kneecoach.ui.shell import Shell
from kneecoach.ui.words.packs import (
    change_lines,
    content_lines,
    offer_words,
    signature_words,
    trust_words,
)

if TYPE_CHECKING:
    from kneecoach.ui.builder_flow import BuilderFlow
    from kneecoach.ui.reports_flow import ReportsFlow

translate = QCoreApplication.translate


def ask_for_pack(parent: QWidget) -> Path | None:
    """Ask which pack file to open; None when the person thinks better of it."""
    title = translate("PacksFlow", "Choose a pack file")
    path, _ = QFileDialog.getOpenFileName(parent, title, downloads(), f"*{ENDING}")
    return Path(path) if path else None


class PacksFlow(QObject):
    """Own the page of packs.

    Signals:
        packs_changed: Another pack is there, or one is gone; what was read is out of date.
        failed(KneecoachError): A file was refused, or something could not be written.
        programmes_requested: The person wants to choose a programme.

    Args:
        shell: Where the page is shown.
        paths: Where packs are kept.
        clock: Tells when a pack was installed.
        known: What is known when something is given out.
        ask_path: Asks which file to open.
        ask_save: Asks where a file should go, by a first name and the kinds of files.
    """

    packs_changed = Signal()
    failed = Signal(object)
    programmes_requested = Signal()

    def __init__(
        self,
        *,
        shell: Shell,
        paths: Paths,
        clock: Clock,
        known: Known,
        parent: QObject | None = None,
        ask_path: Callable[[QWidget], Path | None] = ask_for_pack,
        ask_save: Callable[[QWidget, str, str], Path | None] = ask_where,
    ) -> None:
        super().__init__(parent)
        self._shell = shell
        self._paths = paths
        self._clock = clock
        self._known = known
        self._ask_path = ask_path
        self._ask_save = ask_save
        self._reports: ReportsFlow | None = None
        self._builder: BuilderFlow | None = None
        self._offer: Offer | None = None
        self._refused = ""
        self._page = PacksPage()
        self._page.choose_requested.connect(self._on_choose_requested)
        self._page.taken.connect(self._on_taken)
        self._page.declined.connect(self._on_declined)
        self._page.removed.connect(self._on_removed)
        self._page.handout_requested.connect(self._on_handout_requested)
        self._page.report_requested.connect(self._on_report_requested)
        self._page.patients_requested.connect(self._on_patients_requested)
        self._page.make_requested.connect(self._on_make_requested)
        self._page.programmes_requested.connect(self.programmes_requested)
        shell.add_page(keys.PACKS, self._page)

    def show_packs(self) -> None:
        """Bring the page up to date."""
        try:
            packs = read_index(self._paths.packs).packs
        except KneecoachError as error:
            packs = ()
            self._emit_failed(error)
        in_use = self._known.programme()
        used = in_use.pack_id if in_use is not None else ""
        self._page.show_packs(tuple(_installed(one, used) for one in packs))

    def open_file(self, path: Path) -> None:
        """Show a report, or what is in a pack file and ask whether to install it.

        What is refused is told with its reason.
        """
        self._leave_offer()
        self._forget_refusal()
        self.show_packs()
        self._shell.show_page(self._page)
        if path.suffix.lower() == REPORT_ENDING:
            self._reports_flow().open_file(path)
            return
        try:
            make_folders(self._paths)
            folders = pack_folders(self._paths)
            parcel = open_parcel(path, folders)
            self._offer = make_offer(parcel, self._paths.packs, folders)
        except KneecoachError as error:
            self._page.say(self.tr("{file} was not installed.").format(file=path.name))
            self._emit_failed(error)
            return
        self._page.show_offer(_offered(self._offer, self._levels()))

    def _levels(self) -> dict[str, set[int]]:
        """Return where the person stands with each exercise of the programme in use, by name."""
        programme = self._known.programme()
        if programme is None:
            return {}
        try:
            planned = self._known.coach().plan_day(programme).exercises
        except KneecoachError:
            return {}  # what changes is told all the same; the history's trouble is told elsewhere
        return {one.exercise.name: {each.level for each in one.prescriptions} for one in planned}

    def close(self) -> None:
        """Keep what was typed last into a pack that is being made."""
        if self._builder is not None:
            self._builder.close()

    def _on_choose_requested(self) -> None:
        path = self._ask_path(self._shell.window())
        if path is not None:
            self.open_file(path)

    def _on_taken(self) -> None:
        if self._offer is None:
            return
        held = {one.id for one in self._offer.parcel.catalogue.programmes}
        in_use = self._known.programme()
        is_in_use = in_use is not None and in_use.id in held
        try:
            done = install(self._offer, self._paths.packs, self._clock.now())
        except KneecoachError as error:
            self._emit_failed(error)
            return
        self._leave_offer()
        self.show_packs()
        self._emit_packs_changed()
        sentence = self.tr("{name} {version} is installed. Choose its programme under Programme.")
        if is_in_use:
            sentence = self.tr("{name} {version} is installed. What you do goes on from there.")
        self._page.say(sentence.format(name=done.name, version=done.version))
        if not is_in_use:
            self._page.lead_to_programmes()

    def _on_declined(self) -> None:
        self._leave_offer()
        self._page.say(self.tr("Nothing was installed."))

    def _on_removed(self, pack_id: str) -> None:
        in_use = self._known.programme()
        was_in_use = in_use is not None and in_use.pack_id == pack_id
        try:
            gone = remove(pack_id, self._paths.packs)
        except KneecoachError as error:
            self._emit_failed(error)
            return
        self.show_packs()
        self._emit_packs_changed()
        self._page.say(self.tr("{name} is removed.").format(name=gone.name))
        if was_in_use:
            self._page.lead_to_programmes()

    def _on_handout_requested(self, pack_id: str) -> None:
        kinds = "PDF (*.pdf);;HTML (*.html)"
        self._give(give_handout, pack_id, self.tr("handout") + ".pdf", kinds)

    def _on_report_requested(self, pack_id: str, with_notes: bool) -> None:  # noqa: FBT001 - a signal
        kinds = f"kneecoach (*{REPORT_ENDING});;PDF (*.pdf)"
        write = give_report_with_notes if with_notes else give_report
        self._give(write, pack_id, self.tr("knee report") + REPORT_ENDING, kinds)

    def _give(
        self, write: Callable[[str, Path, Known], str], pack_id: str, name: str, kinds: str
    ) -> None:
        path = self._ask_save(self._shell.window(), name, kinds)
        if path is None:
            return
        try:
            self._page.say(write(pack_id, path, self._known))
        except KneecoachError as error:
            self._emit_failed(error)

    def _on_patients_requested(self) -> None:
        self._reports_flow().show_patients()

    def _reports_flow(self) -> ReportsFlow:
        if self._reports is None:
            from kneecoach.ui.reports_flow import ReportsFlow  # noqa: PLC0415 - for physios

            self._reports = ReportsFlow(shell=self._shell, paths=self._paths, parent=self)
            self._reports.closed.connect(self._on_reports_closed)
            self._reports.failed.connect(self._emit_failed)
            self._reports.adjust_requested.connect(self._on_adjust_requested)
        return self._reports

    def _on_make_requested(self) -> None:
        self._builder_flow().show_drafts()

    def _on_adjust_requested(self, report: Report) -> None:
        self._builder_flow().adjust(report)

    def _builder_flow(self) -> BuilderFlow:
        if self._builder is None:
            from kneecoach.ui.builder_flow import BuilderFlow  # noqa: PLC0415 - for physios

            self._builder = BuilderFlow(
                shell=self._shell,
                paths=self._paths,
                clock=self._clock,
                known=self._known,
                parent=self,
                ask_save=self._ask_save,
            )
            self._builder.closed.connect(self._on_reports_closed)
            self._builder.failed.connect(self._emit_failed)
        return self._builder

    def _on_reports_closed(self) -> None:
        self.show_packs()
        self._shell.show_page(self._page)

    def _leave_offer(self) -> None:
        self._offer = None
        self._page.take_offer_away()

    def _forget_refusal(self) -> None:
        """Take away what was said of another file: it is not about the one that is opened now."""
        for one in self._shell.messages.messages():
            if one.text == self._refused:
                self._shell.messages.take_away(one)
        self._refused = ""

    def _emit_packs_changed(self) -> None:
        self.packs_changed.emit()

    def _emit_failed(self, error: KneecoachError) -> None:
        self._refused = error.user_message
        self.failed.emit(error)


def _installed(pack: Installed, used: str) -> InstalledView:
    about = translate("PacksFlow", "Version {version} by {author}")
    return InstalledView(
        id=pack.id,
        name=pack.name,
        about=about.format(version=pack.version, author=pack.author),
        author=pack.author,
        signature=signature_words(pack),
        is_in_use=pack.id == used,
    )


def _offered(offer: Offer, levels: dict[str, set[int]]) -> OfferView:
    is_update = offer.installed is not None
    return OfferView(
        name=offer.parcel.pack.name,
        about=offer_words(offer),
        review=offer.parcel.pack.review,
        trust=trust_words(offer),
        is_alarming=offer.trust.is_alarming,
        is_update=is_update,
        changes=change_lines(offer.changes, levels) if is_update else (),
        content=() if is_update else content_lines(offer),
    )
