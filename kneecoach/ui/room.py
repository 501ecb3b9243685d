"""Connect the pages with the coach: what a person does on one is kept, and all of them follow."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QApplication

from kneecoach.awake import StayAwake
from kneecoach.clock import Clock
from kneecoach.coach.coach import Coach
from kneecoach.coach.opening import LazyStore, Opened, open_coach, timeline_options
from kneecoach.model.errors import KneecoachError
from kneecoach.model.programme import Programme
from kneecoach.model.record import CheckIn, SessionRecord
from kneecoach.paths import Paths
from kneecoach.settings import Settings, save_settings
from kneecoach.sound.output import CueOutput
from kneecoach.ui import keys
from kneecoach.ui.main_window import MainWindow
from kneecoach.ui.pages.programme import PaceChoice, ProgrammePage
from kneecoach.ui.pages.settings import SettingsPage
from kneecoach.ui.pages.today import TodayPage
from kneecoach.ui.session_flow import SessionFlow
from kneecoach.ui.shell import Shell
from kneecoach.ui.theme.apply import apply_theme
from kneecoach.ui.ticker import QtTicker
from kneecoach.ui.today_builder import build_today
from kneecoach.ui.today_view import CheckInAnswer
from kneecoach.ui.widgets.message_bar import Message, MessageKind
from kneecoach.ui.words.plans import heading_of

translate = QCoreApplication.translate

FIRST_PROGRAMME = "knee_starter"
"""What a person starts with who has not chosen a programme."""


class Room(QObject):
    """Hold the coach and the pages that show it."""

    def __init__(
        self,
        *,
        application: QApplication,
        shell: Shell,
        clock: Clock,
        paths: Paths,
        settings: Settings,
    ) -> None:
        """Take the pages' place; `open` reads what it shows."""
        super().__init__()
        self._application = application
        self._shell = shell
        self._today = TodayPage()
        self._clock = clock
        self._paths = paths
        self._settings = settings
        self._store = LazyStore(paths.database, clock)
        self._opened: Opened | None = None
        self._programme_page: ProgrammePage | None = None
        self._settings_page: SettingsPage | None = None
        self._flow: SessionFlow | None = None
        self._tried_to_close = False
        self._connect_today()
        shell.add_page(keys.TODAY, self._today)
        shell.page_chosen.connect(self.show_page)

    def open(self) -> None:
        """Read packs and history and fill Today; what goes wrong is told in the message bar."""
        try:
            self._opened = open_coach(self._paths, self._clock, self._store)
        except KneecoachError as error:
            self._today.set_heading(self.tr("Today"), error.user_message)
            self._shell.messages.show_error(error)
            return
        self.show_today()

    def show_first(self) -> None:
        """Give Today the keyboard, so that one key does the most likely thing."""
        self._shell.show_page(self._today)

    def prepare(self) -> None:
        """Open the store and make the session's pages before they are asked for."""
        if self._opened is None:
            return
        try:
            self._store()
        except KneecoachError as error:
            self._shell.messages.show_error(error)
        self._session_flow()

    def show_page(self, key: str) -> None:
        """Bring a page up to date that the person goes to."""
        match key:
            case keys.PROGRAMME:
                self._show_programmes()
            case keys.SETTINGS:
                self._show_settings()
            case _:
                self.show_today()

    def show_today(self) -> None:
        """Plan the day anew and show it."""
        if self._opened is None:
            return
        try:
            view = build_today(
                self._opened.coach,
                self._programme(),
                day=self._clock.today(),
                options=timeline_options(self._settings),
                problems=self._opened.problems,
            )
        except KneecoachError as error:
            self._shell.messages.show_error(error)
            return
        self._today.show_plan(view)

    def may_close(self) -> bool:
        """Return whether the window may close; asks in the page while something is under way."""
        flow = self._flow
        if flow is None or self._tried_to_close:
            return True
        if flow.is_running or flow.is_asking:
            self._tried_to_close = True
            flow.ask_to_leave()
            return False
        return True

    def stop_safely(self) -> None:
        """Stop a session that is under way; what was done is on disk."""
        if self._flow is not None:
            self._flow.stop_safely()

    def close(self) -> None:
        """Let go of sound and store."""
        self.stop_safely()
        self._store.close()

    def _connect_today(self) -> None:
        page = self._today
        page.start_requested.connect(self._on_start_requested)
        page.check_in_saved.connect(self._on_check_in_saved)
        page.resume_requested.connect(self._on_resume_requested)
        page.open_session_ended.connect(self._on_open_session_ended)
        page.seen_reported.connect(self._on_seen_reported)
        page.programme_choice_requested.connect(self._on_programme_choice_requested)

    def tell(self, error: KneecoachError) -> None:
        """Show an error and its way out."""
        self._shell.messages.show_error(error)

    def _dress(self) -> None:
        settings = self._settings
        apply_theme(self._application, settings.theme, text_percent=settings.text_percent)

    def _coach(self) -> Coach:
        if self._opened is None:
            raise KneecoachError(self.tr("The history could not be opened."))
        return self._opened.coach

    def _programme(self) -> Programme | None:
        """Return the programme in use: the chosen one, else the first for everybody."""
        catalogue = self._coach().catalogue
        wanted = self._settings.programme or FIRST_PROGRAMME
        found = catalogue.programme(wanted)
        if found is None and self._settings.programme:
            text = self.tr("The programme {name} is in no pack any more.")
            self._shell.messages.show_message(
                Message(
                    text=text.format(name=self._settings.programme),
                    kind=MessageKind.WARNING,
                    way_out=self.tr("Choose another one under Programme; the history is kept."),
                )
            )
        return found

    def _session_flow(self) -> SessionFlow:
        if self._flow is None:
            self._flow = SessionFlow(
                shell=self._shell,
                clock=self._clock,
                make_ticker=self._make_ticker,
                open_output=_open_sound,
                stay_awake=StayAwake(),
                settings=self._current_settings,
                parent=self,
            )
            self._flow.over.connect(self._on_flow_over)
            self._flow.failed.connect(self._on_flow_failed)
            self._flow.sound_changed.connect(self._on_sound_changed)
        return self._flow

    def _make_ticker(self) -> QtTicker:
        return QtTicker(self)

    def _current_settings(self) -> Settings:
        return self._settings

    def _record(self, session_id: UUID) -> SessionRecord | None:
        sessions = self._coach().history.sessions
        return next((one for one in sessions if one.id == session_id), None)

    def _on_start_requested(self) -> None:
        programme = self._programme()
        if programme is None:
            return
        coach = self._coach()
        subtitle = heading_of(coach.plan_day(programme))
        self._session_flow().ask_before(coach, programme, subtitle)

    def _on_resume_requested(self, session_id: UUID) -> None:
        record = self._record(session_id)
        if record is not None:
            self._session_flow().resume(self._coach(), record)

    def _on_open_session_ended(self, session_id: UUID) -> None:
        record = self._record(session_id)
        if record is not None:
            self._session_flow().end_cut_off(self._coach(), record)

    def _on_check_in_saved(self, answer: CheckInAnswer) -> None:
        coach = self._coach()
        try:
            coach.check_in(
                CheckIn(
                    id=uuid4(),
                    person_id=coach.person.id,
                    day=answer.day,
                    recorded_at=self._clock.now(),
                    pain=answer.pain,
                    knee=coach.person.sore_knee,
                    stiff=answer.stiff,
                    flags=answer.flags,
                    new_onset=answer.new_onset,
                    walks_30_minutes=answer.walks_30_minutes,
                    note=answer.note,
                )
            )
        except KneecoachError as error:
            self._shell.messages.show_error(error)
            return
        self.show_today()

    def _on_seen_reported(self, note: str) -> None:
        try:
            self._coach().has_been_seen(note)
        except KneecoachError as error:
            self._shell.messages.show_error(error)
            return
        self.show_today()

    def _on_programme_choice_requested(self) -> None:
        self._show_programmes()
        if self._programme_page is not None:
            self._shell.show_page(self._programme_page)

    def _on_flow_over(self) -> None:
        self._tried_to_close = False
        self.show_today()
        self._shell.show_page(self._today)

    def _on_flow_failed(self, error: KneecoachError) -> None:
        self._shell.messages.show_error(error)
        self._on_flow_over()

    def _on_sound_changed(self, volume_percent: int, is_muted: bool) -> None:  # noqa: FBT001 - a slot
        self._keep_settings(replace(self._settings, volume_percent=volume_percent, muted=is_muted))

    def _show_programmes(self) -> None:
        if self._programme_page is None:
            self._programme_page = ProgrammePage()
            self._programme_page.programme_chosen.connect(self._on_programme_chosen)
            self._programme_page.pace_chosen.connect(self._on_pace_chosen)
            self._shell.add_page(keys.PROGRAMME, self._programme_page)
        if self._opened is None:
            return
        programme = self._programme()
        self._programme_page.show_programmes(
            catalogue=self._opened.coach.catalogue,
            chosen=programme.id if programme is not None else "",
            self_paced=self._settings.self_paced,
        )

    def _show_settings(self) -> None:
        if self._settings_page is None:
            self._settings_page = SettingsPage(settings=self._settings)
            self._settings_page.settings_changed.connect(self._on_settings_changed)
            self._shell.add_page(keys.SETTINGS, self._settings_page)
        self._settings_page.show_settings(self._settings)

    def _on_programme_chosen(self, programme_id: str) -> None:
        self._keep_settings(replace(self._settings, programme=programme_id))
        self._show_programmes()

    def _on_pace_chosen(self, choice: PaceChoice) -> None:
        others = self._settings.self_paced - {choice.exercise_id}
        own = {choice.exercise_id} if choice.is_self_paced else set()
        self._keep_settings(replace(self._settings, self_paced=frozenset(others | own)))
        self._show_programmes()

    def _on_settings_changed(self, settings: Settings) -> None:
        look = (settings.theme, settings.text_percent)
        has_new_look = look != (self._settings.theme, self._settings.text_percent)
        self._keep_settings(settings)
        if has_new_look:
            self._dress()

    def _keep_settings(self, settings: Settings) -> None:
        self._settings = settings
        try:
            save_settings(self._paths.settings, settings)
        except KneecoachError as error:
            self._shell.messages.show_error(error)


def _open_sound(clock: Clock) -> CueOutput:
    """Open the sound; its libraries are imported when the first session starts."""
    from kneecoach.sound.device import open_output  # noqa: PLC0415 - see above

    return open_output(clock)


def open_room(
    *,
    application: QApplication,
    window: MainWindow,
    clock: Clock,
    paths: Paths,
    settings: Settings,
    messages: tuple[str, ...],
) -> Room:
    """Dress the window, put the pages in it, and fill Today."""
    apply_theme(application, settings.theme, text_percent=settings.text_percent)
    shell = Shell(
        (
            (keys.TODAY, translate("Shell", "Today")),
            (keys.PROGRAMME, translate("Shell", "Programme")),
            (keys.SETTINGS, translate("Shell", "Settings")),
        )
    )
    room = Room(application=application, shell=shell, clock=clock, paths=paths, settings=settings)
    room.open()
    for message in messages:
        shell.messages.show_message(Message(text=message, kind=MessageKind.WARNING))
    window.setCentralWidget(shell)
    room.show_first()
    return room
