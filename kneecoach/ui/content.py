"""Lead through what can be trained: exercises, where it hurts, packs, and a programme's page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kneecoach.coach.opening import pack_folders
from kneecoach.model.errors import KneecoachError
from kneecoach.ui.coaching import Coaching
from kneecoach.ui.outside import Outside
from kneecoach.ui.shell import Shell

if TYPE_CHECKING:
    from kneecoach.ui.library_flow import LibraryFlow
    from kneecoach.ui.packs_flow import PacksFlow
    from kneecoach.ui.pages.programme import ProgrammePage
    from kneecoach.ui.taking_along import TakingAlong


class Content(QObject):
    """Own what packs bring, and the pages that show it; each is made when it is first asked for.

    Signals:
        try_requested(str): The person wants to do one set of the exercise with this id.
        packs_changed: Other packs are there than before; they are to be read anew.
        programmes_requested: The person wants to choose a programme.
        failed(KneecoachError): A file was refused, or something could not be kept or written.

    Args:
        shell: Where pages are shown.
        outside: What the computer gives.
        coaching: Holds the coach.
        is_busy: Returns whether a session is under way, or its questions.
        parent: What owns this.
    """

    try_requested = Signal(str)
    packs_changed = Signal()
    programmes_requested = Signal()
    failed = Signal(object)

    def __init__(
        self,
        *,
        shell: Shell,
        outside: Outside,
        coaching: Coaching,
        is_busy: Callable[[], bool],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._shell = shell
        self._outside = outside
        self._coaching = coaching
        self._is_busy = is_busy
        self._library: LibraryFlow | None = None
        self._packs: PacksFlow | None = None
        self._taking_along: TakingAlong | None = None

    @property
    def wants_to_try(self) -> str:
        """Return the id of the exercise that is to be tried, or is being tried; empty for none."""
        return "" if self._library is None else self._library.wants_to_try

    @property
    def is_writing(self) -> bool:
        """Return whether a file is being written."""
        return self._taking_along is not None and self._taking_along.is_writing

    def show_exercises(self) -> None:
        """Bring the page of all exercises up to date."""
        self._library_flow().show_exercises()

    def show_where_it_hurts(self) -> None:
        """Bring the page about where it hurts up to date."""
        self._library_flow().show_where_it_hurts()

    def open_where_it_hurts(self) -> None:
        """Show the page about where it hurts, from wherever the person is."""
        self._library_flow().open_where_it_hurts()

    def show_packs(self) -> None:
        """Bring the page of packs up to date."""
        self._packs_flow().show_packs()

    def welcome_files(self) -> None:
        """Take pack files that are dropped anywhere on the window."""
        from kneecoach.ui.file_drop import FileDrop  # noqa: PLC0415 - Today comes first

        drop = FileDrop(window=self._shell.window(), endings=(".kneepack", ".kneereport"))
        drop.file_dropped.connect(self.open_file)

    def open_file(self, path: Path) -> None:
        """Show what is in a pack file, unless a session is under way."""
        if self._is_busy():
            text = self.tr("A session is under way, so the file was not opened.")
            way_out = self.tr("Open it again when the session is over.")
            self._emit_failed(KneecoachError(text, way_out))
            return
        self._packs_flow().open_file(path)

    def forget_try(self) -> None:
        """Take no note of a try any more, because the person went elsewhere."""
        if self._library is not None:
            self._library.forget_try()

    def come_back(self) -> bool:
        """Go back to the exercise that was tried; return whether one was."""
        return self._library is not None and self._library.come_back()

    def follow_programmes(self, page: ProgrammePage) -> None:
        """Let doses be changed, and a session be taken along, on the page of programmes."""
        from kneecoach.ui.overruling import Overruling  # noqa: PLC0415 - Today comes first

        coaching = self._coaching
        overruling = Overruling(
            page=page, coach=coaching.coach, programme=coaching.programme, parent=self
        )
        overruling.failed.connect(self.failed)
        page.take_along_requested.connect(self._on_take_along_requested)

    def close(self) -> None:
        """Give up a file that is being written, and let go of what is open."""
        if self._taking_along is not None:
            self._taking_along.stop()
        if self._packs is not None:
            self._packs.close()

    def _library_flow(self) -> LibraryFlow:
        if self._library is None:
            from kneecoach.ui.library_flow import LibraryFlow  # noqa: PLC0415 - Today comes first

            self._library = LibraryFlow(
                shell=self._shell,
                coach=self._coaching.coach_or_none,
                programme=self._coaching.programme,
                folders=self._folders,
                parent=self,
            )
            self._library.try_requested.connect(self.try_requested)
            self._library.programme_chosen.connect(self._coaching.choices.choose_programme)
        return self._library

    def _packs_flow(self) -> PacksFlow:
        if self._packs is None:
            from kneecoach.ui.giving_flow import Known  # noqa: PLC0415 - Today comes first
            from kneecoach.ui.packs_flow import PacksFlow  # noqa: PLC0415 - as above

            self._packs = PacksFlow(
                shell=self._shell,
                paths=self._outside.paths,
                clock=self._outside.clock,
                known=Known(
                    coach=self._coaching.coach,
                    programme=self._coaching.programme,
                    today=self._outside.clock.today,
                ),
                parent=self,
            )
            self._packs.packs_changed.connect(self.packs_changed)
            self._packs.failed.connect(self.failed)
            self._packs.programmes_requested.connect(self.programmes_requested)
        return self._packs

    def _folders(self) -> tuple[Path, ...]:
        return pack_folders(self._outside.paths)

    def _on_take_along_requested(self, programme_id: str) -> None:
        if self._taking_along is None:
            from kneecoach.ui.taking_along import TakingAlong  # noqa: PLC0415 - Today comes first

            self._taking_along = TakingAlong(
                shell=self._shell,
                coach=self._coaching.coach,
                settings=self._coaching.settings,
                parent=self,
            )
            self._taking_along.failed.connect(self.failed)
        self._taking_along.take_along(programme_id)

    def _emit_failed(self, error: KneecoachError) -> None:
        self.failed.emit(error)
