"""Keep what the person chooses: settings and programme, and the two pages where they choose."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from kneecoach.coach.coach import FIRST_PROGRAMME, Coach
from kneecoach.model.errors import KneecoachError
from kneecoach.model.programme import Catalogue, Programme
from kneecoach.model.talk import Talk
from kneecoach.paths import Paths
from kneecoach.settings import LockAfter, Settings
from kneecoach.ui import keys
from kneecoach.ui.shell import Shell
from kneecoach.ui.widgets.message_bar import Message, MessageKind
from kneecoach.values import replace

if TYPE_CHECKING:
    from kneecoach.coach.what_if import Supposed
    from kneecoach.ui.pages.programme import PaceChoice, ProgrammePage
    from kneecoach.ui.pages.settings import SettingsPage
    from kneecoach.ui.stage_view import StageView


class Choices(QObject):
    """Own the settings, their file, and the pages that change them.

    Signals:
        look_changed: Another theme, size of text, or person in the figures was chosen.
        safety_requested: The person wants to answer the safety questions again.
        records_requested: The person wants to see people and records.
        privacy_requested: The person wants to see who can read the records.
        settings_kept(Settings): Something was chosen; carries all settings.
        programme_page_made(ProgrammePage): The page of programmes is there, for the first time.

    Args:
        shell: Where the pages are shown.
        paths: Where the settings are kept.
        settings: What holds at the start.
        coach: Returns the coach, or None while there is none.
        today: Returns the local day.
    """

    look_changed = Signal()
    safety_requested = Signal()
    records_requested = Signal()
    privacy_requested = Signal()
    settings_kept = Signal(object)
    programme_page_made = Signal(object)

    def __init__(
        self,
        *,
        shell: Shell,
        paths: Paths,
        settings: Settings,
        coach: Callable[[], Coach | None],
        today: Callable[[], date],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shell = shell
        self._paths = paths
        self._settings = settings
        self._coach = coach
        self._today = today
        self._programme_page: ProgrammePage | None = None
        self._settings_page: SettingsPage | None = None
        self._missing: Message | None = None
        self._used = ("", "")
        self._presence_words: Callable[[], str] = str

    def settings(self) -> Settings:
        """Return the settings as they are now."""
        return self._settings

    def programme(self, catalogue: Catalogue) -> Programme | None:
        """Return the programme in use: the chosen one, else the first for everybody.

        A chosen one that is gone is told of in the message bar, until another is chosen.
        """
        chosen = self._settings.programme
        found = catalogue.programme(chosen or FIRST_PROGRAMME)
        if found is not None:
            self._used = (found.id, found.name)
        if self._missing is not None:
            self._shell.messages.take_away(self._missing)
            self._missing = None
        if found is None and chosen:
            name = self._used[1] if self._used[0] == chosen else chosen
            self._missing = Message(
                text=self.tr("The programme {name} is in no pack any more.").format(name=name),
                kind=MessageKind.WARNING,
                way_out=self.tr("Choose another one under Programme; the history is kept."),
            )
            self._shell.messages.show_message(self._missing)
        return found

    def change_sound(self, volume_percent: int, *, is_muted: bool) -> None:
        """Keep how loud the cues are."""
        self._keep(replace(self._settings, volume_percent=volume_percent, muted=is_muted))

    def switch_on_breaks(self) -> None:
        """Ask for desk breaks from now on."""
        self._keep(replace(self._settings, breaks=True))
        if self._settings_page is not None:
            self._settings_page.show_settings(self._settings)
        QTimer.singleShot(0, self, self._show_devices)

    def change_talk(self, talk: Talk) -> None:
        """Keep how much is said."""
        self._keep(replace(self._settings, talk=talk))

    def choose_programme(self, programme_id: str) -> None:
        """Use another programme from now on; no history is lost by that."""
        self._keep(replace(self._settings, programme=programme_id))

    def choose_locking(self, after: LockAfter, with_computer: bool) -> None:  # noqa: FBT001 - a door
        """Choose when encrypted records lock by themselves."""
        self._keep(replace(self._settings, lock_after=after, lock_with_computer=with_computer))

    def show_programmes(self) -> ProgrammePage:
        """Bring the page of programmes up to date, and return it."""
        # Neither page is needed for Today, which is filled first.
        from kneecoach.ui.pages.programme import ProgrammePage  # noqa: PLC0415

        if self._programme_page is None:
            self._programme_page = ProgrammePage()
            self._programme_page.programme_chosen.connect(self._on_programme_chosen)
            self._programme_page.pace_chosen.connect(self._on_pace_chosen)
            self._programme_page.what_if_asked.connect(self._on_what_if_asked)
            self._shell.add_page(keys.PROGRAMME, self._programme_page)
            self.programme_page_made.emit(self._programme_page)
        coach = self._coach()
        if coach is not None:
            catalogue = coach.catalogue
            programme = self.programme(catalogue)
            self._programme_page.show_programmes(
                catalogue=catalogue,
                chosen=programme.id if programme is not None else "",
                self_paced=self._settings.self_paced,
                stage=None if programme is None else self._stage(coach, programme),
            )
        return self._programme_page

    def _stage(self, coach: Coach, programme: Programme) -> StageView | None:
        """Return the stage that a programme is in; none where the history cannot be read."""
        from kneecoach.ui.stage_builder import build_stage  # noqa: PLC0415 - as above

        try:
            return build_stage(coach, programme, self._today())
        except KneecoachError as error:
            self._shell.messages.show_error(error)
            return None

    def tell_presence(self, words: Callable[[], str]) -> None:
        """Choose what says which signs of presence desk breaks have on this computer."""
        self._presence_words = words

    def show_settings(self) -> None:
        """Bring the page of settings up to date."""
        from kneecoach.ui.pages.settings import SettingsPage  # noqa: PLC0415 - as above

        if self._settings_page is None:
            self._settings_page = SettingsPage(settings=self._settings)
            self._settings_page.settings_changed.connect(self._on_settings_changed)
            self._settings_page.safety_requested.connect(self.safety_requested)
            self._settings_page.records_requested.connect(self.records_requested)
            self._settings_page.privacy_requested.connect(self.privacy_requested)
            self._shell.add_page(keys.SETTINGS, self._settings_page)
        self._settings_page.show_settings(self._settings)
        self._settings_page.show_presence(self._presence_words())

    def _show_devices(self) -> None:
        """Offer the sound devices that are there, once the page itself is seen."""
        from kneecoach.sound.device import output_devices  # noqa: PLC0415 - it takes a while

        if self._settings_page is not None:
            self._settings_page.show_devices(output_devices())

    def _on_programme_chosen(self, programme_id: str) -> None:
        self.choose_programme(programme_id)
        self.show_programmes()

    def _on_pace_chosen(self, choice: PaceChoice) -> None:
        others = self._settings.self_paced - {choice.exercise_id}
        own = {choice.exercise_id} if choice.is_self_paced else set()
        self._keep(replace(self._settings, self_paced=frozenset(others | own)))

    def _on_what_if_asked(self, supposed: Supposed) -> None:
        from kneecoach.ui.what_if_builder import build_what_if  # noqa: PLC0415 - as above

        coach = self._coach()
        programme = self.programme(coach.catalogue) if coach is not None else None
        if coach is None or programme is None or self._programme_page is None:
            return
        view = build_what_if(coach, programme, self._today(), supposed)
        self._programme_page.show_what_if(view)

    def _on_settings_changed(self, settings: Settings) -> None:
        before = _look_of(self._settings)
        self._keep(settings)
        if _look_of(settings) != before:
            self.look_changed.emit()

    def _keep(self, settings: Settings) -> None:
        """Take settings on, also when they cannot be written; they then hold until the end."""
        from kneecoach.own_settings import save_own_settings  # noqa: PLC0415 - Today comes first

        self._settings = settings
        try:
            save_own_settings(self._paths, settings)
        except KneecoachError as error:
            self._shell.messages.show_error(error)
        self.settings_kept.emit(settings)


def _look_of(settings: Settings) -> tuple[object, ...]:
    """Return the settings that change how everything looks."""
    person = (settings.figure_build, settings.figure_palette)
    return (settings.theme, settings.text_percent, *person)
