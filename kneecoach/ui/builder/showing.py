"""Show the pack that is being made, follow what is done on its page, and preview it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Signal

from kneecoach.clock import Clock
from kneecoach.coach.library import Wanted, find_exercises
from kneecoach.model.errors import KneecoachError
from kneecoach.ui.builder.actions import Actions
from kneecoach.ui.builder.editing import Editing
from kneecoach.ui.builder.living import Living
from kneecoach.ui.builder.patients_eyes import PatientsEyes, programme_of, see
from kneecoach.ui.builder.preview import PreviewPage
from kneecoach.ui.builder.rehearsing import Rehearsing
from kneecoach.ui.builder_gather import build_view, library_lines
from kneecoach.ui.cards.call_card import call_card
from kneecoach.ui.pages.builder import BuilderPage
from kneecoach.ui.shell import Shell
from kneecoach.ui.ticker import Ticker
from kneecoach.ui.words.builder import variable_choices

translate = QCoreApplication.translate


class Showing(QObject):
    """Connect the page with the pack.

    Signals:
        closed: The person goes back to the list of drafts.
        failed(KneecoachError): Something cannot be shown.

    Args:
        shell: Where pages are shown.
        editing: The pack.
        actions: What is done with it, beyond typing.
        clock: Tells the day.
        make_ticker: Gives a beat for a session that is played quickly.
    """

    closed = Signal()
    failed = Signal(object)

    def __init__(
        self,
        *,
        shell: Shell,
        editing: Editing,
        actions: Actions,
        clock: Clock,
        make_ticker: Callable[[], Ticker],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shell = shell
        self._editing = editing
        self._actions = actions
        self._clock = clock
        self._make_ticker = make_ticker
        self._searched = ""
        self._preview: PreviewPage | None = None
        self._rehearsing: Rehearsing | None = None
        self.page = BuilderPage(variable_choices())
        self._is_behind = False
        self._living = Living(preview=self.page.live, editing=editing, clock=clock, parent=self)
        self._connect()

    def show_page(self, *, begins_with_items: bool = False) -> None:
        """Show the pack from its top, the keyboard in the search or at the exercises it has."""
        self._searched = ""
        self._catch_up()
        self.page.begin()
        self._show_library()
        self.come_back()
        if begins_with_items:
            self.page.focus_items()

    def come_back(self) -> None:
        """Show the pack again, as it is now, the keyboard in the search."""
        self._catch_up()
        self._shell.show_page(self.page)
        self.page.focus_search()

    def stop(self) -> None:
        """Let a session go that is being played."""
        if self._rehearsing is not None:
            self._rehearsing.stop()

    def _connect(self) -> None:
        page, editing, actions = self.page, self._editing, self._actions
        editing.changed.connect(self._on_changed)
        page.closed.connect(self._on_closed)
        page.typed.connect(editing.type)
        page.settled.connect(editing.settle)
        page.searched.connect(self._on_searched)
        page.added.connect(actions.add_exercise)
        page.undo_requested.connect(editing.undo)
        page.redo_requested.connect(editing.redo)
        page.preview_requested.connect(self._on_preview_requested)
        page.dry_run_requested.connect(self._on_dry_run_requested)
        page.live.start_requested.connect(self._on_dry_run_requested)
        programme, ladder = page.programme, page.detail.ladder
        programme.call_typed.connect(editing.type_call)
        programme.item_chosen.connect(editing.look_at)
        programme.items.moved.connect(actions.move_exercise)
        programme.items.taken_out.connect(actions.take_out)
        programme.programme_chosen.connect(editing.show_programme)
        programme.programme_added.connect(actions.add_programme)
        programme.programme_removed.connect(actions.remove_programme)
        programme.stages_removed.connect(actions.remove_stages)
        actions.follow(ladder)

    def _on_changed(self) -> None:
        """Show the pack; while another page is before this one, when it comes back."""
        self._is_behind = self.page.isHidden()
        if not self._is_behind:
            self._show_pack()

    def _catch_up(self) -> None:
        if self._is_behind:
            self._is_behind = False
            self._show_pack()

    def _show_pack(self) -> None:
        looking = self._editing.looking
        if looking is not None:
            self.page.show_pack(build_view(looking))

    def _on_searched(self, text: str) -> None:
        self._searched = text
        self._show_library()

    def _show_library(self) -> None:
        looking = self._editing.looking
        if looking is not None:
            found = find_exercises(looking.library, Wanted(text=self._searched))
            self.page.show_library(library_lines(found))

    def _on_closed(self) -> None:
        self._editing.leave()
        self.closed.emit()

    def _eyes(self) -> PatientsEyes:
        """Return what the patient will see.

        Raises:
            KneecoachError: Something in it has to be mended first.
        """
        self._editing.settle()
        return see(self._editing.looking, self._clock, self._clock.today())

    def _on_preview_requested(self) -> None:
        try:
            eyes = self._eyes()
        except KneecoachError as error:
            self._emit_failed(error)
            return
        if self._preview is None:
            self._preview = PreviewPage()
            self._preview.closed.connect(self._on_preview_closed)
            self._preview.start_requested.connect(self._on_dry_run_requested)
        call = call_card(eyes.programme, eyes.catalogue)
        self._preview.show_pages(eyes.today, eyes.exercise, call)
        self._shell.show_page(self._preview)

    def _on_preview_closed(self) -> None:
        self.come_back()

    def _on_dry_run_requested(self) -> None:
        try:
            self._editing.settle()
            programme, catalogue = programme_of(self._editing.looking)
            if self._rehearsing is None:
                self._rehearsing = Rehearsing(
                    shell=self._shell,
                    clock=self._clock,
                    make_ticker=self._make_ticker,
                    parent=self,
                )
                self._rehearsing.over.connect(self._on_rehearsal_over)
            self._rehearsing.play(programme, catalogue)
        except KneecoachError as error:
            self._emit_failed(error)

    def _on_rehearsal_over(self, minutes: int) -> None:
        self.come_back()
        text = translate("Builder", "That was the session; it takes {minutes} minutes.")
        self.page.say(text.format(minutes=minutes))

    def _emit_failed(self, error: KneecoachError) -> None:
        self.failed.emit(error)
