"""Lead through the making of packs: the list of drafts, the page of one, and giving it out."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kneecoach.clock import Clock
from kneecoach.coach.opening import pack_folders
from kneecoach.model.errors import KneecoachError
from kneecoach.packs.building.changes import items_of
from kneecoach.packs.building.keeping import Drafts, Kept
from kneecoach.packs.building.manuscript import Manuscript
from kneecoach.packs.building.media import copy_media, named_media
from kneecoach.packs.building.shelf import Shelf, read_folder
from kneecoach.packs.building.starting import (
    About,
    from_nothing,
    from_pack,
    from_programme,
    raised,
    raised_beyond,
)
from kneecoach.packs.parcel.index import read_index
from kneecoach.paths import Paths, make_folders
from kneecoach.reports.cabinet import Cabinet
from kneecoach.reports.opening import cabinet_of
from kneecoach.reports.report import Report
from kneecoach.ui.builder.actions import Actions
from kneecoach.ui.builder.editing import Editing
from kneecoach.ui.builder.giving import Giving
from kneecoach.ui.builder.handing import Handing
from kneecoach.ui.builder.showing import Showing
from kneecoach.ui.giving_flow import Known, ask_where
from kneecoach.ui.pages.builder_start import BuilderStartPage, NewPack
from kneecoach.ui.shell import Shell
from kneecoach.ui.ticker import QtTicker, Ticker
from kneecoach.ui.words.days import words_locale
from kneecoach.values import replace

if TYPE_CHECKING:
    from kneecoach.ui.own_exercise_flow import OwnExerciseFlow

translate = QCoreApplication.translate

_PROGRAMME, _PACK = "programme:", "pack:"
_LANGUAGE = "en-GB"


def ask_for_folder(parent: QWidget) -> Path | None:
    """Ask for the folder of a pack; None when the person thinks better of it."""
    title = translate("BuilderFlow", "Choose the folder of a pack")
    path = QFileDialog.getExistingDirectory(parent, title)
    return Path(path) if path else None


class BuilderFlow(QObject):
    """Own the pages on which packs are made.

    Signals:
        closed: The person went back to the packs.
        failed(KneecoachError): Something could not be done.

    Args:
        shell: Where the pages are shown.
        paths: Where drafts, packs and keys are kept.
        clock: Tells the day.
        known: What is known when something is given out.
        make_ticker: Gives a beat for a session that is played quickly.
        ask_folder: Asks for the folder of a pack.
        ask_save: Asks where a file should go.
    """

    closed = Signal()
    failed = Signal(object)

    def __init__(
        self,
        *,
        shell: Shell,
        paths: Paths,
        clock: Clock,
        known: Known,
        parent: QObject | None = None,
        make_ticker: Callable[[], Ticker] = QtTicker,
        ask_folder: Callable[[QWidget], Path | None] = ask_for_folder,
        ask_save: Callable[[QWidget, str, str], Path | None] = ask_where,
    ) -> None:
        super().__init__(parent)
        self._shell = shell
        self._paths = paths
        self._known = known
        self._ask_folder = ask_folder
        self._drafts = Drafts(paths.drafts)
        self._cabinet = Cabinet(cabinet_of(paths))
        self._start = BuilderStartPage()
        self._start.closed.connect(self.closed)
        self._start.begun.connect(self._on_begun)
        self._start.folder_requested.connect(self._on_folder_requested)
        self._start.draft_chosen.connect(self._on_draft_chosen)
        self._start.draft_removed.connect(self._on_draft_removed)
        self.editing = Editing(
            drafts=self._drafts, library=lambda: known.coach().catalogue, parent=self
        )
        actions = Actions(self.editing, parent=self)
        self._showing = Showing(
            shell=shell,
            editing=self.editing,
            actions=actions,
            clock=clock,
            make_ticker=make_ticker,
            parent=self,
        )
        self._giving = Giving(
            page=self._showing.page,
            editing=self.editing,
            actions=actions,
            paths=paths,
            ask_folder=ask_folder,
            ask_save=ask_save,
            parent=self,
        )
        self._handing = Handing(
            shell=shell, editing=self.editing, today=known.today, ask_save=ask_save, parent=self
        )
        self._handing.over.connect(self._on_handout_over)
        self._actions = actions
        self._own: OwnExerciseFlow | None = None
        page = self._showing.page
        page.programme.own_wanted.connect(self._on_own_wanted)
        page.detail.change_wanted.connect(self._on_change_wanted)
        page.handout_requested.connect(self._handing.begin)
        self._showing.closed.connect(self.show_drafts)
        for one in (self.editing, self._showing, self._giving, self._handing):
            one.failed.connect(self._emit_failed)

    def show_drafts(self) -> None:
        """Show the list of drafts."""
        drafts = self._drafts.all()
        lines = tuple((one.id, self._line(one)) for one in drafts)
        last = drafts[0].pack if drafts else Manuscript()
        said = (last.said("author"), last.said("contact"))
        self._start.show_drafts(lines, self._templates(), said)
        self._shell.show_page(self._start)

    def adjust(self, report: Report) -> None:
        """Make the next version of the pack that a report answers, the patient's doses beside it.

        A draft for the same patient goes on; a newer version of the draft that the pack was built
        from comes before the installed pack. What was set for another patient is never taken. The
        version is one that the patient has not got yet.
        """
        try:
            drafts = [one for one in self._drafts.all() if one.pack.pack_id == report.pack]
            known = next((one for one in drafts if one.patient == report.patient), None)
            if known is not None:
                later = replace(known, pack=raised_beyond(known.pack, report.pack_version))
                if later != known:
                    self._drafts.keep(later)
                self._open(later, report)
                return
            shelf = self._shelf()
            common = next((one for one in drafts if not one.patient), None)
            pack = raised(common.pack) if common else from_pack(report.pack, shelf)
            source = self._drafts.place(common.id) if common else shelf.folder(report.pack)
            pack = raised_beyond(pack, report.pack_version)
            kept = Kept(id=self._drafts.free_id(report.pack), pack=pack, patient=report.patient)
            self._keep_new(kept, source)
            self._open(kept, report)
        except KneecoachError as error:
            self._emit_failed(error)

    def close(self) -> None:
        """Keep what was typed last, and what the pack was before."""
        if self._own is not None:
            self._own.flush()
        self.editing.leave()
        self._showing.stop()

    def _line(self, draft: Kept) -> str:
        pack = draft.pack
        version = pack.said("version")
        patient = self._cabinet.patient(draft.patient) if draft.patient else None
        text = translate("BuilderFlow", "{title}, version {version}")
        if patient is not None:
            text = translate("BuilderFlow", "{title}, version {version}, for {patient}")
        return text.format(
            title=pack.title or draft.id,
            version=version,
            patient=patient.name if patient is not None else "",
        )

    def _templates(self) -> tuple[tuple[str, str], ...]:
        nothing = ("", translate("BuilderFlow", "Nothing"))
        programme = translate("BuilderFlow", "Programme: {name}")
        pack = translate("BuilderFlow", "Pack: {name} {version}")
        programmes = self._known.coach().catalogue.programmes
        try:
            installed = read_index(self._paths.packs).packs
        except KneecoachError:
            installed = ()  # the page of packs says what is wrong with them
        return (
            nothing,
            *((f"{_PROGRAMME}{one.id}", programme.format(name=one.name)) for one in programmes),
            *(
                (f"{_PACK}{one.id}", pack.format(name=one.name, version=one.version))
                for one in installed
            ),
        )

    def _shelf(self) -> Shelf:
        make_folders(self._paths)
        return Shelf(pack_folders(self._paths))

    def _keep_new(self, kept: Kept, source: Path | None) -> None:
        """Keep a new draft, with the recordings and pictures of the folder that it came from."""
        if source is not None:
            copy_media(named_media(kept.pack), source, self._drafts.place(kept.id))
        self._drafts.keep(kept)

    def _open(self, kept: Kept, report: Report | None = None) -> None:
        patient = self._cabinet.patient(kept.patient) if kept.patient else None
        name = patient.name if patient is not None else ""
        self.editing.open(kept, self._shelf(), report, name)
        self._showing.show_page(begins_with_items=report is not None)

    def _report_of(self, patient: str) -> Report | None:
        return self._cabinet.newest(patient) if patient else None

    def _on_begun(self, new: NewPack) -> None:
        about = About(
            title=new.title,
            author=new.author,
            language=words_locale().bcp47Name() or _LANGUAGE,
            review=translate("BuilderFlow", "read by {author}").format(author=new.author),
            contact=new.contact,
        )
        try:
            shelf, chance = self._shelf(), os.urandom(8)
            source: Path | None = None
            if new.template.startswith(_PACK):
                pack = from_pack(new.template.removeprefix(_PACK), shelf)
                source = shelf.folder(pack.pack_id)
            elif new.template.startswith(_PROGRAMME):
                found = shelf.programme(new.template.removeprefix(_PROGRAMME))
                pack = from_programme(about, found, chance)
            else:
                pack = from_nothing(about, chance)
            kept = Kept(id=self._drafts.free_id(pack.pack_id), pack=pack)
            self._keep_new(kept, source)
            self._open(kept)
        except KneecoachError as error:
            self._emit_failed(error)

    def _on_folder_requested(self) -> None:
        folder = self._ask_folder(self._shell.window())
        if folder is None:
            return
        try:
            pack = read_folder(folder)
            name = self._drafts.free_id(pack.pack_id)
            kept = Kept(id=name, pack=pack, folder=str(folder))
            self._keep_new(kept, folder)
            self._open(kept)
        except KneecoachError as error:
            self._emit_failed(error)

    def _on_draft_chosen(self, draft_id: str) -> None:
        try:
            kept = self._drafts.read(draft_id)
            self._open(kept, self._report_of(kept.patient))
        except KneecoachError as error:
            self._emit_failed(error)

    def _on_draft_removed(self, draft_id: str) -> None:
        try:
            kept = self.editing.kept
            if kept is not None and kept.id == draft_id:
                self.editing.let_go()
            self._drafts.forget(draft_id)
        except KneecoachError as error:
            self._emit_failed(error)
        self.show_drafts()

    def _own_flow(self) -> OwnExerciseFlow:
        if self._own is None:
            from kneecoach.ui.own_exercise_flow import OwnExerciseFlow  # noqa: PLC0415 - few go there

            self._own = OwnExerciseFlow(
                shell=self._shell, editing=self.editing, actions=self._actions, parent=self
            )
            self._own.closed.connect(self._on_own_closed)
            self._own.failed.connect(self._emit_failed)
        return self._own

    def _on_handout_over(self, sentence: str) -> None:
        self._showing.come_back()
        self._showing.page.say(sentence)
        self._showing.page.focus_handout()

    def _on_own_closed(self) -> None:
        self._showing.come_back()

    def _on_own_wanted(self) -> None:
        self._own_flow().begin()

    def _on_change_wanted(self) -> None:
        looking = self.editing.looking
        ids = items_of(looking.pack.text(looking.programme)) if looking is not None else ()
        if looking is not None and looking.at < len(ids):
            self._own_flow().change(ids[looking.at])

    def _emit_failed(self, error: KneecoachError) -> None:
        self.failed.emit(error)
