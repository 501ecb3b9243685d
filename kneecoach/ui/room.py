"""Connect the pages with the coach: what a person does on one is kept, and all of them follow."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from kneecoach.coach.coach import Coach
from kneecoach.history.errors import HistoryError
from kneecoach.model.errors import KneecoachError
from kneecoach.settings import Settings
from kneecoach.ui import keys, mending
from kneecoach.ui.asking import Asking
from kneecoach.ui.coaching import Coaching
from kneecoach.ui.day_flow import DayFlow
from kneecoach.ui.face import Face
from kneecoach.ui.outside import Outside
from kneecoach.ui.theme.apply import apply_theme
from kneecoach.ui.training import Training
from kneecoach.ui.widgets.message_bar import Message

if TYPE_CHECKING:
    from kneecoach.ui.content import Content
    from kneecoach.ui.explaining import Explaining
    from kneecoach.ui.looking_back import LookingBack
    from kneecoach.ui.ownership import Ownership
    from kneecoach.ui.pages.programme import ProgrammePage


class Room(QObject):
    """Hold the coach and the pages that show it.

    Signals:
        settings_kept(Settings): The person chose something; carries all settings.
        session_changed(bool): A session began, or is over.
        session_over: The questions after a session are over as well.
        lock_requested: The person wants the records locked now.
        encryption_changed: The records are encrypted now, or no longer.
        anew_requested: Somebody else is coached now: the coach is to begin anew.
    """

    settings_kept = Signal(object)
    session_changed = Signal(bool)
    session_over = Signal()
    lock_requested = Signal()
    encryption_changed = Signal()
    anew_requested = Signal()

    def __init__(
        self,
        *,
        application: QApplication,
        face: Face,
        outside: Outside,
        settings: Settings,
    ) -> None:
        """Take the pages' place; `open` reads what it shows."""
        super().__init__()
        self._application = application
        shell = self._shell = face.shell
        self._outside = outside
        self._today = face.today
        self._explains: Explaining | None = None
        self._back: LookingBack | None = None
        self._owns: Ownership | None = None
        self._content: Content | None = None
        self._coaching = Coaching(shell=shell, outside=outside, settings=settings, parent=self)
        self._choices = self._coaching.choices
        self._choices.look_changed.connect(self._on_look_changed)
        self._choices.settings_kept.connect(self.settings_kept)
        self._choices.programme_page_made.connect(self._on_programme_page_made)
        self._asking = self._make_asking()
        self._training = self._make_training()
        self._choices.safety_requested.connect(self._on_safety_requested)
        self._choices.records_requested.connect(self._on_records_requested)
        self._choices.privacy_requested.connect(self.open_privacy)
        self._days = DayFlow(
            application=application,
            face=face,
            outside=outside,
            coaching=self._coaching,
            is_busy=self.is_under_way,
            parent=self,
        )
        self._days.failed.connect(self.tell)
        self._connect_today()
        shell.page_chosen.connect(self.show_page)
        shell.message_acted.connect(self._on_message_acted)

    def open(self) -> None:
        """Read packs and history and fill Today; what goes wrong is told in the message bar."""
        try:
            self._coaching.open()
        except KneecoachError as error:
            self._today.show_loading()  # in place of what was kept
            self._today.set_heading(self.tr("Today"), error.user_message)
            self.tell(error)
            return
        self._days.begin()
        self._wear_looks()

    def show_first(self) -> None:
        """Give Today the keyboard, so that one key does the most likely thing.

        Someone new is welcomed instead.
        """
        if not self._coaching.is_open or not self._asking.welcome_if_new():
            self._shell.show_page(self._today)

    def prepare(self) -> None:
        """Open the store and make the session's pages before they are asked for."""
        if not self._coaching.is_open:
            return
        try:
            self._outside.store()
            self._days.copy_history()
        except KneecoachError as error:
            self.tell(error)
        self._training.prepare()
        self._contents().welcome_files()
        self._ownership().show_person()

    def show_page(self, key: str) -> None:
        """Bring a page up to date that the person goes to."""
        self._training.leave_question()
        if self._content is not None:
            self._content.forget_try()
        match key:
            case keys.PROGRAMME:
                self._choices.show_programmes()
            case keys.PROGRESS:
                self._looking_back().show_progress()
            case keys.EXERCISES:
                self._contents().show_exercises()
            case keys.WHERE_IT_HURTS:
                self._contents().show_where_it_hurts()
            case keys.PACKS:
                self._contents().show_packs()
            case keys.SETTINGS:
                self._choices.show_settings()
            case _:
                self.show_today()

    def show_today(self) -> None:
        """Plan the day anew and show it."""
        self._days.show_today()

    def open_check_in(self) -> bool:
        """Ask how the knee is this morning; return False while a session is under way."""
        if not self._coaching.is_open or self._training.is_busy:
            return False
        self._asking.open_check_in()
        return True

    def may_close(self) -> bool:
        """Return whether the window may close; asks in the page while something is under way."""
        return self._training.may_leave()

    def is_under_way(self, *, counts_questions: bool = True) -> bool:
        """Return whether a session is under way, or its questions at the end."""
        return self._training.is_busy if counts_questions else self._training.is_running

    def is_writing_anew(self) -> bool:
        """Return whether the records are being encrypted, or written as plain files."""
        return self._owns is not None and self._owns.is_writing

    def is_at_rest(self) -> bool:
        """Return whether nothing is lost when the pages are let go: no question, no work open."""
        is_writing = self._content is not None and self._content.is_writing
        return not (self._training.is_busy or is_writing) and self._shell.shows_listed_page()

    def stop_safely(self) -> None:
        """Stop a session that is under way and offer it again; what was done is on disk."""
        if self._training.is_running:
            self._training.stop_safely()
            self._on_flow_over()

    def close(self) -> None:
        """Let go of sound, store and the day."""
        self._training.stop_safely()
        if self._back is not None:
            self._back.close()
        if self._owns is not None:
            self._owns.close()
        if self._content is not None:
            self._content.close()
        self._days.close()

    def _connect_today(self) -> None:
        page = self._today
        page.start_requested.connect(self._training.start)
        page.check_in_saved.connect(self._asking.keep_check_in)
        page.mornings_requested.connect(self._asking.open_check_in)
        page.resume_requested.connect(self._training.resume)
        page.open_session_ended.connect(self._training.end_cut_off)
        page.seen_reported.connect(self._on_seen_reported)
        page.care_opened.connect(self._on_care_opened)
        page.why_opened.connect(self._on_why_opened)
        page.function_opened.connect(self._on_function_opened)
        page.programme_choice_requested.connect(self._on_programme_choice_requested)

    def tell(self, error: KneecoachError) -> None:
        """Show an error and its way out, with a button that takes it where there is one."""
        if isinstance(error, HistoryError) and error.can_be_set_aside:
            self._shell.messages.show_message(mending.offer(error, self._outside.paths))
        else:
            self._shell.messages.show_error(error)

    def _on_message_acted(self, key: str) -> None:
        if key in {mending.SET_ASIDE, mending.MEND}:
            self._mend(key)
        elif self._back is not None:
            self._back.act(key)

    def _mend(self, key: str) -> None:
        """Go on with a new or a mended history; a session under way is let go."""
        self._training.forget()
        self._days.let_go_of_history()
        try:
            done = mending.take(key, self._outside.paths, self._outside.clock)
        except KneecoachError as error:
            self.tell(error)
            return
        self._shell.messages.clear()
        self._coaching.forget()
        self.open()
        self._shell.messages.show_message(done)
        self.show_first()

    def _on_look_changed(self) -> None:
        settings = self._choices.settings()
        apply_theme(self._application, settings.theme, text_percent=settings.text_percent)
        self._wear_looks()

    def _wear_looks(self) -> None:
        """Let the person in the figures look as it was chosen."""
        from kneecoach.ui.theme.person import wear_looks  # noqa: PLC0415 - the window comes first

        settings = self._choices.settings()
        wear_looks(self._application, settings.figure_build, settings.figure_palette)

    def _make_asking(self) -> Asking:
        asking = Asking(
            shell=self._shell,
            clock=self._outside.clock,
            coach=self._coaching.coach,
            programme=self._coaching.programme,
            minutes=self._coaching.session_minutes,
            parent=self,
        )
        asking.over.connect(self._on_flow_over)
        asking.changed.connect(self.show_today)
        asking.start_requested.connect(self._on_start_allowed)
        asking.care_requested.connect(self._on_care_opened)
        asking.programmes_requested.connect(self._on_programme_choice_requested)
        asking.place_requested.connect(self._on_place_requested)
        asking.failed.connect(self.tell)
        asking.morning_deleted.connect(self._on_morning_deleted)
        return asking

    def _make_training(self) -> Training:
        training = Training(
            shell=self._shell,
            outside=self._outside,
            coaching=self._coaching,
            may_start=self._asking.may_start,
            parent=self,
        )
        training.run_changed.connect(self.session_changed)
        training.over.connect(self._on_session_over)
        training.over.connect(self.session_over)
        training.answers_kept.connect(self._asking.follow_answers)
        training.failed.connect(self._on_flow_failed)
        return training

    def coach(self) -> Coach | None:
        """Return the coach, or None while the history could not be opened."""
        return self._coaching.coach_or_none()

    def settings(self) -> Settings:
        """Return the settings as they are now."""
        return self._choices.settings()

    def switch_on_breaks(self) -> None:
        """Ask for desk breaks from now on."""
        self._choices.switch_on_breaks()

    def tell_presence(self, words: Callable[[], str]) -> None:
        """Choose what says which signs of presence desk breaks have on this computer."""
        self._choices.tell_presence(words)

    def add_to_side(self, widget: QWidget) -> None:
        """Show something small below the list of pages."""
        self._shell.add_to_side(widget)

    def add_beside_name(self, widget: QWidget) -> None:
        """Show something small beside the product's name."""
        self._shell.add_beside_name(widget)

    def open_file(self, path: Path) -> None:
        """Show what is in a pack file, unless a session is under way."""
        self._contents().open_file(path)

    def open_privacy(self, *, knows_passphrase: bool = True) -> None:
        """Show who can read the records; one who came in by the recovery code says it anew."""
        self._ownership().open_privacy(knows_passphrase=knows_passphrase)

    def _ownership(self) -> Ownership:
        if self._owns is None:
            from kneecoach.ui.ownership import Ownership  # noqa: PLC0415 - Today comes first

            self._owns = Ownership(
                shell=self._shell,
                outside=self._outside,
                coaching=self._coaching,
                days=self._days,
                parent=self,
            )
            self._owns.anew_requested.connect(self.anew_requested)
            self._owns.lock_requested.connect(self.lock_requested)
            self._owns.encryption_changed.connect(self._on_encryption_changed)
            self._owns.changed.connect(self.show_today)
            self._owns.over.connect(self._on_flow_over)
            self._owns.failed.connect(self.tell)
        return self._owns

    def _on_records_requested(self) -> None:
        self._ownership().open_records()

    def _on_encryption_changed(self) -> None:
        self._days.start_over()
        self.encryption_changed.emit()

    def _contents(self) -> Content:
        if self._content is None:
            from kneecoach.ui.content import Content  # noqa: PLC0415 - Today comes first

            self._content = Content(
                shell=self._shell,
                outside=self._outside,
                coaching=self._coaching,
                is_busy=self.is_under_way,
                parent=self,
            )
            self._content.try_requested.connect(self._training.start_one)
            self._content.packs_changed.connect(self._on_packs_changed)
            self._content.programmes_requested.connect(self._on_programme_choice_requested)
            self._content.failed.connect(self.tell)
        return self._content

    def _on_programme_page_made(self, page: ProgrammePage) -> None:
        self._contents().follow_programmes(page)

    def _on_place_requested(self) -> None:
        self._contents().open_where_it_hurts()

    def _explaining(self) -> Explaining:
        if self._explains is None:
            from kneecoach.ui.explaining import Explaining  # noqa: PLC0415 - Today comes first

            self._explains = Explaining(
                shell=self._shell, clock=self._outside.clock, coaching=self._coaching, parent=self
            )
            self._explains.over.connect(self._on_flow_over)
            self._explains.failed.connect(self.tell)
        return self._explains

    def _on_why_opened(self, rule: str, exercise: str) -> None:
        self._explaining().open_why(rule, exercise)

    def _on_care_opened(self) -> None:
        self._explaining().open_care()

    def _on_seen_reported(self, note: str) -> None:
        self._explaining().keep_seen(note)

    def _looking_back(self) -> LookingBack:
        if self._back is None:
            from kneecoach.ui.looking_back import LookingBack  # noqa: PLC0415 - Today comes first

            self._back = LookingBack(
                shell=self._shell, outside=self._outside, coaching=self._coaching, parent=self
            )
            self._back.changed.connect(self._on_records_changed)
            self._back.over.connect(self._on_flow_over)
            self._back.failed.connect(self.tell)
        return self._back

    def _on_records_changed(self) -> None:
        """Let what is in view follow records that are other than before."""
        self.show_today()
        self._asking.follow_mornings()

    def _on_function_opened(self) -> None:
        self._looking_back().open_function()

    def _on_morning_deleted(self, day: date) -> None:
        self._looking_back().delete_morning(day)

    def _on_packs_changed(self) -> None:
        """Read packs and history anew; the plan follows them."""
        self._days.note_packs()
        try:
            self._coaching.open()
        except KneecoachError as error:
            self.tell(error)
            return
        self.show_today()

    def _on_safety_requested(self) -> None:
        if self._coaching.is_open:
            self._asking.ask_again()

    def tell_of_locking(self) -> None:
        """Say that the records lock when what is under way is over."""
        words = self.tr("The coach locks when this is over.")
        self._training.tell(words)
        self._shell.messages.show_message(Message(text=words))

    def _on_programme_choice_requested(self) -> None:
        self._shell.show_page(self._choices.show_programmes())

    def _on_start_allowed(self) -> None:
        """Start what the safety questions came before: a session, or one set of an exercise."""
        if self._content is not None and self._content.wants_to_try:
            self._training.start_one(self._content.wants_to_try)
        else:
            self._training.start()

    def _on_session_over(self) -> None:
        """Show Today after a session, or the exercise again that was tried."""
        self.show_today()
        if self._content is None or not self._content.come_back():
            self._shell.show_page(self._today)

    def _on_flow_over(self) -> None:
        self.show_today()
        self._shell.show_page(self._today)

    def _on_flow_failed(self, error: KneecoachError) -> None:
        self.tell(error)
        self._on_flow_over()
