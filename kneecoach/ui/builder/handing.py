"""Hand out a pack that is being made on paper: at which levels, and where the file goes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from kneecoach.model.errors import KneecoachError
from kneecoach.ui.builder.editing import Editing
from kneecoach.ui.builder.looking import Looking
from kneecoach.ui.builder.sound import named_after, sound_pack
from kneecoach.ui.giving_flow import save_handout
from kneecoach.ui.handout_view import build_handout_view, chosen_levels
from kneecoach.ui.pages.handout import HandoutPage
from kneecoach.ui.paper import Paper
from kneecoach.ui.shell import Shell

translate = QCoreApplication.translate


class Handing(QObject):
    """Own the page of the handout.

    Signals:
        over(str): The person is done; carries what was done, empty for nothing.
        failed(KneecoachError): Something has to be mended first, or cannot be written.

    Args:
        shell: Where the page is shown.
        editing: The pack.
        today: Returns the day.
        ask_save: Asks where a file should go.
    """

    over = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        *,
        shell: Shell,
        editing: Editing,
        today: Callable[[], date],
        ask_save: Callable[[QWidget, str, str], Path | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shell = shell
        self._editing = editing
        self._today = today
        self._ask_save = ask_save
        self._page = HandoutPage()
        self._page.wanted.connect(self._on_wanted)
        self._page.closed.connect(self._on_closed)

    def begin(self) -> None:
        """Show at which levels the exercises can stand."""
        try:
            self._show(sound_pack(self._editing))
        except KneecoachError as error:
            self._emit_failed(error)

    def _show(self, looking: Looking) -> None:
        pack, catalogue = looking.pack, looking.checked.catalogue
        if not any(one.pack_id == pack.pack_id for one in catalogue.programmes):
            raise KneecoachError(
                translate("BuilderGiving", "There is nothing to put on paper yet."),
                translate("BuilderGiving", "Add an exercise first."),
            )
        self._page.show_handout(
            build_handout_view(pack.title, pack.pack_id, catalogue, looking.report, looking.patient)
        )
        self._shell.show_page(self._page)

    def _on_wanted(self) -> None:
        try:
            looking = sound_pack(self._editing)
            paper = self._page.paper()
            ending = ".html" if paper is None else ".pdf"
            name = named_after(looking, ending)
            path = self._ask_save(self._page.window(), name, f"{ending[1:].upper()} (*{ending})")
            if path is None:
                return
            if path.suffix.lower() != ending:
                path = path.with_name(path.name + ending)
            save_handout(
                looking.pack.pack_id,
                looking.checked.catalogue,
                path,
                self._today(),
                levels=chosen_levels(self._page.chosen(), looking.report),
                paper=paper or Paper.A4,
            )
        except KneecoachError as error:
            self._emit_failed(error)
            return
        text = translate("BuilderGiving", "The handout is saved as {file}.")
        self._emit_over(text.format(file=path.name))

    def _on_closed(self) -> None:
        self._emit_over("")

    def _emit_over(self, sentence: str) -> None:
        self.over.emit(sentence)

    def _emit_failed(self, error: KneecoachError) -> None:
        self.failed.emit(error)
